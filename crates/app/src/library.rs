//! Studies of a folder: list, copy, read and change them. Each is a plain folder of text files.
//!
//! Nothing outside the folder is read or written: names are checked, and a study that
//! holds symbolic links is refused. What is written is read first as `run` will read
//! it, and written under a temporary name that is renamed.

use crate::error::AppError;
use crate::init;
use crate::load::{self, WORKED};
use crate::output;
use coercivity_data::package::{self, Files};
use coercivity_data::study_file::{self, LoadedStudy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// Longest name of a study, scenario or table.
const LONGEST_NAME: usize = 60;
/// Folders that a study may have, beside its own files.
const FOLDERS: [&str; 6] = ["scenarios", "tables", "controls", "rules", "lists", "calendars"];
/// Most studies listed.
const MOST_STUDIES: usize = 500;

/// A production line, as its study describes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LibraryLine {
    /// Line id.
    pub line: String,
    /// In words.
    pub title: String,
    /// Country, ISO alpha-3.
    pub country: String,
    /// End use id.
    pub end_use: String,
    /// Planned output, in units per day.
    pub units_per_day: f64,
    /// Currency of the amounts, ISO 4217.
    pub currency: String,
    /// Year of the prices.
    pub price_year: u16,
    /// Revenue per unit.
    pub revenue_per_unit: f64,
    /// Jobs on the line.
    pub jobs: f64,
}

/// A study in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudyView {
    /// Name: that of its folder, or of a worked study.
    pub study: String,
    /// In words.
    pub title: String,
    /// True for a study that came with the program and cannot be changed.
    pub worked: bool,
    /// Scenario run by default.
    pub scenario: String,
    /// Runs.
    pub runs: u32,
    /// Days per run.
    pub days: u32,
    /// Seed.
    pub seed: u64,
    /// Lines; empty when the study has defects.
    pub lines: Vec<LibraryLine>,
    /// Files.
    pub files: Vec<String>,
    /// Number of defects that keep it from being run.
    pub problems: usize,
}

/// All studies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudiesView {
    /// Own studies, then worked ones, by name.
    pub studies: Vec<StudyView>,
}

/// A folder of studies.
#[derive(Debug, Clone)]
pub struct Library {
    folder: PathBuf,
}

impl Library {
    /// Studies in a folder, which need not exist yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Library { folder }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Own studies, then worked ones; defects of one do not hide the others.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<StudiesView, AppError> {
        let mut studies = Vec::new();
        for name in self.own_names()? {
            let files = self.files(&name)?;
            studies.push(match study_file::read(&package::embedded(), &files) {
                Ok(loaded) => view(&name, false, &loaded, &files),
                Err(problems) => broken(&name, &files, problems.0.len().max(1)),
            });
        }
        for name in study_file::worked_studies() {
            studies.push(self.study(&name)?);
        }
        Ok(StudiesView { studies })
    }

    /// Names of all studies, own ones first, whether or not they can be read.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> Result<Vec<String>, AppError> {
        let mut names = self.own_names()?;
        names.extend(study_file::worked_studies());
        Ok(names)
    }

    fn own_names(&self) -> Result<Vec<String>, AppError> {
        if !self.folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(AppError::io(&self.folder))? {
            let entry = entry.map_err(AppError::io(&self.folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_name(&name) && self.is_own(&name) && names.len() < MOST_STUDIES {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn is_own(&self, study: &str) -> bool {
        let folder = self.folder.join(study);
        !is_worked(study) && is_plain_folder(&folder) && folder.join("study.toml").is_file()
    }

    /// One study.
    ///
    /// # Errors
    /// When it is not known; every defect of its files.
    pub fn study(&self, study: &str) -> Result<StudyView, AppError> {
        let files = self.files(study)?;
        let loaded = study_file::read(&package::embedded(), &files)?;
        Ok(view(study, is_worked(study), &loaded, &files))
    }

    /// A study and the package under it.
    ///
    /// # Errors
    /// When it is not known; every defect of its files.
    pub fn load(&self, study: &str) -> Result<LoadedStudy, AppError> {
        Ok(study_file::read(&package::embedded(), &self.files(study)?)?)
    }

    /// What other verbs take for this study: never a folder outside of this one.
    ///
    /// # Errors
    /// When it is not known.
    pub fn argument(&self, study: &str) -> Result<String, AppError> {
        if is_worked(study) {
            return Ok(format!("{WORKED}{study}"));
        }
        let folder = self.own(study)?;
        no_links(&folder)?;
        Ok(folder.display().to_string())
    }

    /// Files of a study, results left out.
    ///
    /// # Errors
    /// When it is not known or cannot be read.
    pub fn files(&self, study: &str) -> Result<Files, AppError> {
        load::study_files(Some(&self.argument(study)?))
    }

    /// One file of a study.
    ///
    /// # Errors
    /// When study or file are not known.
    pub fn file(&self, study: &str, file: &str) -> Result<Vec<u8>, AppError> {
        let mut files = self.files(study)?;
        files.remove(file).ok_or_else(|| AppError::Unknown {
            what: "file of the study",
            name: file.to_owned(),
            hint: format!("it has: {}", files.keys().cloned().collect::<Vec<_>>().join(", ")),
        })
    }

    /// Folder for results about a study; those about worked ones stand apart.
    ///
    /// # Errors
    /// When it is not known.
    pub fn results(&self, study: &str) -> Result<PathBuf, AppError> {
        Ok(if is_worked(study) {
            self.folder.join(".worked").join(study).join("results")
        } else {
            self.own(study)?.join("results")
        })
    }

    /// Folder for results about the package itself.
    #[must_use]
    pub fn package_results(&self) -> PathBuf {
        self.folder.join(".worked").join(".package").join("results")
    }

    /// blake3 over the study and the package under it.
    ///
    /// # Errors
    /// When it is not known.
    pub fn digest(&self, study: &str) -> Result<String, AppError> {
        Ok(load::data_digest(&[&package::embedded(), &self.files(study)?], &[]))
    }

    /// blake3 over all own studies; worked ones and the package change only with the program.
    ///
    /// # Errors
    /// When a study cannot be read.
    pub fn digest_of_own(&self) -> Result<String, AppError> {
        let mut own = Files::new();
        for name in self.own_names()? {
            let files = self.files(&name)?;
            own.extend(files.into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        }
        Ok(load::data_digest(&[&own], &[]))
    }

    /// Copies a study under a new name.
    ///
    /// # Errors
    /// When the name is taken or no name, or the other study is not known.
    pub fn copy(&self, study: &str, from: &str) -> Result<StudyView, AppError> {
        let folder = self.new_folder(study)?;
        let from = self.argument(from)?;
        self.load_argument(&from)?;
        init::init(&folder, Some(&from), false)?;
        self.study(study)
    }

    fn load_argument(&self, argument: &str) -> Result<LoadedStudy, AppError> {
        Ok(load::study(Some(argument))?.0)
    }

    /// Writes a new study from files that a reader has passed.
    ///
    /// # Errors
    /// When the name is taken or no name, or the folder cannot be written.
    pub fn create(&self, study: &str, files: &[(String, String)]) -> Result<StudyView, AppError> {
        output::write_folder(&self.new_folder(study)?, files, false)?;
        self.study(study)
    }

    fn new_folder(&self, study: &str) -> Result<PathBuf, AppError> {
        check_name("study", study)?;
        if is_worked(study) {
            return Err(AppError::Contradiction {
                what: format!("`{study}` is a worked study"),
                hint: "choose another name".to_owned(),
            });
        }
        let folder = self.folder.join(study);
        if fs::symlink_metadata(&folder).is_ok() {
            return Err(AppError::Contradiction {
                what: format!("a study `{study}` exists"),
                hint: "choose another name".to_owned(),
            });
        }
        fs::create_dir_all(&self.folder).map_err(AppError::io(&self.folder))?;
        Ok(folder)
    }

    /// Replaces or adds one file; the whole study must read without a defect.
    ///
    /// # Errors
    /// When the study is a worked one, the name is no file of a study, or with every defect; nothing is written then.
    pub fn put(&self, study: &str, file: &str, bytes: &[u8]) -> Result<StudyView, AppError> {
        let folder = self.changeable(study)?;
        check_file(file)?;
        let mut files = self.files(study)?;
        files.insert(file.to_owned(), bytes.to_vec());
        study_file::read(&package::embedded(), &files)?;
        output::write_file(&folder.join(file), bytes)?;
        self.study(study)
    }

    /// Removes one file; the rest must read without a defect.
    ///
    /// # Errors
    /// As [`Library::put`], and when there is no such file.
    pub fn remove(&self, study: &str, file: &str) -> Result<(), AppError> {
        let folder = self.changeable(study)?;
        check_file(file)?;
        self.file(study, file)?;
        let mut files = self.files(study)?;
        files.remove(file);
        study_file::read(&package::embedded(), &files)?;
        let path = folder.join(file);
        fs::remove_file(&path).map_err(AppError::io(path))
    }

    /// Folder of a study that may be changed.
    fn changeable(&self, study: &str) -> Result<PathBuf, AppError> {
        if is_worked(study) {
            return Err(AppError::Contradiction {
                what: format!("`{study}` is a worked study"),
                hint: "copy it under a name of your own and change the copy".to_owned(),
            });
        }
        self.own(study)
    }

    fn own(&self, study: &str) -> Result<PathBuf, AppError> {
        if is_name(study) && self.is_own(study) {
            return Ok(self.folder.join(study));
        }
        let known = self.names()?;
        Err(AppError::Unknown {
            what: "study",
            name: study.chars().take(LONGEST_NAME).collect(),
            hint: format!("one of: {}", known.join(", ")),
        })
    }
}

fn is_worked(study: &str) -> bool {
    study_file::worked_studies().iter().any(|worked| worked == study)
}

/// Lower-case letters, digits and hyphens; so no path, no hidden file, no drive.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    (1..=LONGEST_NAME).contains(&name.len()) && name.chars().all(fits) && !name.starts_with(['-', '_'])
}

/// Checks the name of something new.
///
/// # Errors
/// When it is no name.
pub fn check_name(what: &'static str, name: &str) -> Result<(), AppError> {
    if is_name(name) {
        return Ok(());
    }
    Err(AppError::OutOfBounds {
        name: what,
        value: name.chars().take(LONGEST_NAME).collect(),
        hint: format!("write a name of 1 to {LONGEST_NAME} lower-case letters, digits and hyphens"),
    })
}

/// `name.csv`, `name.toml`, or one of these in a folder that a study may have.
fn check_file(file: &str) -> Result<(), AppError> {
    let (folder, name) = file.rsplit_once('/').map_or((None, file), |(folder, name)| (Some(folder), name));
    let stem = name.strip_suffix(".csv").or_else(|| name.strip_suffix(".toml"));
    if folder.is_none_or(|folder| FOLDERS.contains(&folder)) && stem.is_some_and(is_name) {
        return Ok(());
    }
    Err(AppError::Unknown {
        what: "file of a study",
        name: file.chars().take(2 * LONGEST_NAME).collect(),
        hint: format!("a .csv or .toml file, in no folder or in one of: {}", FOLDERS.join(", ")),
    })
}

fn is_plain_folder(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir())
}

/// Refuses a study in which a file or folder only points elsewhere.
fn no_links(folder: &Path) -> Result<(), AppError> {
    for entry in fs::read_dir(folder).map_err(AppError::io(folder))? {
        let path = entry.map_err(AppError::io(folder))?.path();
        let found = fs::symlink_metadata(&path).map_err(AppError::io(&path))?;
        if found.is_symlink() {
            return Err(AppError::Contradiction {
                what: format!("{} is a link", path.display()),
                hint: "put the file itself into the study".to_owned(),
            });
        }
        // Results are written by this program and never read as part of the study.
        if found.is_dir() && path.file_name().is_some_and(|name| name != "results") {
            no_links(&path)?;
        }
    }
    Ok(())
}

fn view(name: &str, worked: bool, loaded: &LoadedStudy, files: &Files) -> StudyView {
    let (study, chain) = (&loaded.study, &loaded.package.chain);
    let line = |line: &coercivity_chain::Line| LibraryLine {
        line: line.key.clone(),
        title: line.title.clone(),
        country: chain.countries[line.country.index()].iso3.clone(),
        end_use: chain.end_uses[line.end_use.index()].key.clone(),
        units_per_day: line.units_per_day,
        currency: line.currency.clone(),
        price_year: line.price_year,
        revenue_per_unit: line.revenue_per_unit,
        jobs: line.jobs,
    };
    StudyView {
        study: name.to_owned(),
        title: study.title.clone(),
        worked,
        scenario: study.settings.scenario.clone(),
        runs: study.settings.runs,
        days: study.settings.days,
        seed: study.settings.seed,
        lines: study.lines.iter().map(line).collect(),
        files: files.keys().cloned().collect(),
        problems: 0,
    }
}

/// A study with defects, which is listed all the same so that it can be mended.
fn broken(name: &str, files: &Files, problems: usize) -> StudyView {
    StudyView {
        study: name.to_owned(),
        title: name.to_owned(),
        worked: false,
        scenario: String::new(),
        runs: 0,
        days: 0,
        seed: 0,
        lines: Vec::new(),
        files: files.keys().cloned().collect(),
        problems,
    }
}
