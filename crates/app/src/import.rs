//! `import`: other people's files to tables that a study can use, with a count of every row.

mod view;

use crate::error::AppError;
use crate::load;
use coercivity_data::import::{Importer, Publisher, overlay_files, production_csv, trade_csv};
use coercivity_data::package::{self, Files, Package};
use coercivity_report::import_view::{FileView, ImportView};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What is to be imported.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRequest {
    /// baci, comtrade, comext, usgs or ec.
    pub publisher: String,
    /// Files, in order.
    pub files: Vec<PathBuf>,
    /// Study whose tables go over the crosswalks of the package, by name or folder.
    pub study: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What became of every row.
    pub view: ImportView,
    /// Files to write: an overlay in `tables/`, and everything in one flat file.
    pub files: Vec<(String, String)>,
}

/// Most files of one import.
const MAX_FILES: usize = 1000;

/// Reads files; `progress` hears of bytes done and bytes in all.
///
/// # Errors
/// When a name is not known, a file cannot be opened or is named twice, or files have defects.
pub fn import(request: &ImportRequest, progress: &dyn Fn(u64, u64)) -> Result<Import, AppError> {
    let publisher = publisher(&request.publisher)?;
    if request.files.is_empty() || request.files.len() > MAX_FILES {
        let hint = format!("name 1 to {MAX_FILES} files");
        return Err(AppError::OutOfBounds { name: "files", value: request.files.len().to_string(), hint });
    }
    let overlay = match &request.study {
        Some(study) => load::study_files(Some(study))?,
        None => Files::new(),
    };
    let package = Package::read(&package::embedded(), &overlay)?;
    let mut importer = Importer::new(publisher, &package);
    let total = request.files.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len()).sum();
    let mut files: Vec<FileView> = Vec::new();
    let mut done = 0;
    for path in &request.files {
        let mut input =
            Hashed { input: open(path)?, hasher: blake3::Hasher::new(), bytes: 0, before: done, total, progress };
        importer.read(&path.display().to_string(), &mut input);
        // What a reader left unread after a defect still counts for the digest.
        io::copy(&mut input, &mut io::sink()).map_err(AppError::io(path))?;
        let file = FileView {
            file: path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            bytes: input.bytes,
            blake3: input.hasher.finalize().to_hex().to_string(),
        };
        done += file.bytes;
        if let Some(twin) = files.iter().find(|other| other.blake3 == file.blake3) {
            let what = format!("{} and {} are the same file", twin.file, file.file);
            return Err(AppError::Contradiction { what, hint: "name each file once".to_owned() });
        }
        files.push(file);
    }
    let imported = importer.finish()?;
    let view = view::view(&imported, files);
    let mut out = overlay_files(&imported);
    match publisher {
        Publisher::Usgs | Publisher::Ec => out.push(("production.csv".to_owned(), production_csv(&imported))),
        _ => out.push(("trade.csv".to_owned(), trade_csv(&imported))),
    }
    Ok(Import { view, files: out })
}

fn publisher(name: &str) -> Result<Publisher, AppError> {
    Publisher::ALL.into_iter().find(|publisher| publisher.word() == name).ok_or_else(|| AppError::Unknown {
        what: "publisher",
        name: name.to_owned(),
        hint: format!("name one of: {}", Publisher::ALL.map(Publisher::word).join(", ")),
    })
}

fn open(path: &Path) -> Result<File, AppError> {
    if path.is_dir() {
        return Err(AppError::Unknown {
            what: "file",
            name: path.display().to_string(),
            hint: "it is a folder: name the files in it".to_owned(),
        });
    }
    File::open(path).map_err(AppError::io(path))
}

/// Hashes what passes, so that a result names exactly what it was made from.
struct Hashed<'p> {
    input: File,
    hasher: blake3::Hasher,
    bytes: u64,
    before: u64,
    total: u64,
    progress: &'p dyn Fn(u64, u64),
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        self.bytes += read as u64;
        (self.progress)(self.before + self.bytes, self.total);
        Ok(read)
    }
}
