//! Finding studies, packages and scenarios by name or path.

use crate::error::AppError;
use coercivity_chain::Scenario;
use coercivity_data::package::{self, Files, Package};
use coercivity_data::study_file::{self, LoadedStudy};
use jiff::civil::date;
use std::path::Path;

/// Study run when none is named.
pub const DEFAULT_STUDY: &str = "ev-motor";

/// Before the name of a worked study: never a folder, whatever the working directory holds.
pub const WORKED: &str = "worked:";

/// Files of a study by the path of a folder or the name of a worked one.
///
/// # Errors
/// When it is neither, or cannot be read.
pub fn study_files(name: Option<&str>) -> Result<Files, AppError> {
    let name = name.unwrap_or(DEFAULT_STUDY);
    let worked = name.strip_prefix(WORKED);
    let path = Path::new(name);
    if worked.is_none() && path.is_dir() {
        return Ok(package::read_folder(path)?);
    }
    let name = worked.unwrap_or(name);
    study_file::worked_study(name).ok_or_else(|| AppError::Unknown {
        what: "study",
        name: name.to_owned(),
        hint: format!("name a folder, or one of: {}", study_file::worked_studies().join(", ")),
    })
}

/// Files of the default package.
#[must_use]
pub fn package() -> Files {
    package::embedded()
}

/// A study on the default package.
///
/// # Errors
/// When it cannot be found or has defects.
pub fn study(name: Option<&str>) -> Result<(LoadedStudy, Files), AppError> {
    let files = study_files(name)?;
    let loaded = study_file::read(&package::embedded(), &files)?;
    Ok((loaded, files))
}

/// A scenario by the name of one in the package or study, the path of a file, or `none`.
///
/// # Errors
/// When it is none of these, or has defects.
pub fn scenario(package: &Package, name: &str) -> Result<(Scenario, Vec<u8>), AppError> {
    if name == "none" {
        return Ok((no_events(), Vec::new()));
    }
    if let Some(scenario) = package.scenarios.get(name) {
        return Ok((scenario.clone(), Vec::new()));
    }
    let path = Path::new(name);
    if path.is_file() {
        let bytes = std::fs::read(path).map_err(AppError::io(path))?;
        return Ok((package.read_scenario(name, &bytes)?, bytes));
    }
    let known: Vec<&str> = package.scenarios.keys().map(String::as_str).collect();
    Err(AppError::Unknown {
        what: "scenario",
        name: name.to_owned(),
        hint: format!("name a .toml file, `none`, or one of: {}", known.join(", ")),
    })
}

/// The scenario in which nothing happens.
#[must_use]
pub fn no_events() -> Scenario {
    Scenario {
        key: "none".to_owned(),
        title: "No events".to_owned(),
        description: "The base year goes on.".to_owned(),
        events: Vec::new(),
        start: date(2025, 4, 4),
        branches: Vec::new(),
    }
}

/// blake3 over every input: package, study and scenario, by file name and content.
#[must_use]
pub fn data_digest(parts: &[&Files], scenario: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    for files in parts {
        for (name, bytes) in *files {
            hasher.update(name.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
    }
    hasher.update(scenario);
    hasher.finalize().to_hex().to_string()
}
