//! Writing results so that nothing is ever half there.

use crate::error::AppError;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes a folder of files: all of them into a folder beside it under a
/// temporary name, which then takes the wanted name in one step.
///
/// # Errors
/// When the folder exists and `force` is false, or something cannot be written;
/// what was there before is then still there.
pub fn write_folder(folder: &Path, files: &[(String, impl AsRef<[u8]>)], force: bool) -> Result<(), AppError> {
    let exists = folder.exists();
    if exists && !force {
        return Err(AppError::Exists(folder.to_owned()));
    }
    if exists && !folder.is_dir() {
        return Err(AppError::Unknown {
            what: "folder",
            name: folder.display().to_string(),
            hint: "a file of that name is in the way".to_owned(),
        });
    }
    let parent = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(AppError::io(parent))?;
    let temporary = sibling(folder, "tmp");
    let written =
        write_all(&temporary, files, exists.then_some(folder)).and_then(|()| swap(folder, &temporary, exists));
    if written.is_err() {
        // The error to tell is the first one; a left-over folder is no reason for another.
        let _ = fs::remove_dir_all(&temporary);
    }
    written
}

/// Writes one file under a temporary name that is then renamed; folders on the way are made.
///
/// # Errors
/// When it cannot be written; what was there before is then still there.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(AppError::io(parent))?;
    }
    let temporary = sibling(path, "tmp");
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.map_err(AppError::io(path))
}

fn sibling(folder: &Path, tag: &str) -> PathBuf {
    let name = folder.file_name().map_or_else(|| "results".into(), |n| n.to_string_lossy().into_owned());
    folder.with_file_name(format!(".{name}.{tag}-{}", std::process::id()))
}

fn write_all(temporary: &Path, files: &[(String, impl AsRef<[u8]>)], old: Option<&Path>) -> Result<(), AppError> {
    fs::create_dir_all(temporary).map_err(AppError::io(temporary))?;
    // A user's own files in a replaced folder stay.
    if let Some(old) = old {
        copy_tree(old, temporary)?;
    }
    for (name, content) in files {
        let path = temporary.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(AppError::io(parent))?;
        }
        fs::write(&path, content).map_err(AppError::io(&path))?;
    }
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), AppError> {
    for entry in fs::read_dir(from).map_err(AppError::io(from))? {
        let entry = entry.map_err(AppError::io(from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            fs::create_dir_all(&target).map_err(AppError::io(&target))?;
            copy_tree(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(AppError::io(&source))?;
        }
    }
    Ok(())
}

fn swap(folder: &Path, temporary: &Path, exists: bool) -> Result<(), AppError> {
    if !exists {
        return fs::rename(temporary, folder).map_err(AppError::io(folder));
    }
    let old = sibling(folder, "old");
    fs::rename(folder, &old).map_err(AppError::io(folder))?;
    if let Err(error) = fs::rename(temporary, folder) {
        let _ = fs::rename(&old, folder);
        return Err(AppError::io(folder)(error));
    }
    fs::remove_dir_all(&old).map_err(AppError::io(&old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_folder_is_refused_then_replaced_and_strangers_files_stay() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("out");
        let files = |text: &str| vec![("a.csv".to_owned(), text.to_owned())];
        write_folder(&folder, &files("1"), false).unwrap();
        fs::write(folder.join("mine.txt"), "keep").unwrap();
        assert!(matches!(write_folder(&folder, &files("2"), false), Err(AppError::Exists(_))));
        assert_eq!(fs::read_to_string(folder.join("a.csv")).unwrap(), "1");
        write_folder(&folder, &files("2"), true).unwrap();
        assert_eq!(fs::read_to_string(folder.join("a.csv")).unwrap(), "2");
        assert_eq!(fs::read_to_string(folder.join("mine.txt")).unwrap(), "keep");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "no left-overs");
    }
}
