//! Jobs and their results as files: `results/<id>/job.json` and `result.json` under the study.

use super::{Job, Status, Work};
use crate::problem::Failure;
use coercivity_app::library::Library;
use coercivity_app::output::write_file;
use std::fs;
use std::path::{Path, PathBuf};

/// Results kept per study; the oldest go.
const KEPT: usize = 200;

/// A job that was found on disk.
pub(super) struct Found {
    pub(super) job: Job,
    pub(super) work: Work,
    pub(super) folder: PathBuf,
}

/// Folder of a job's results.
pub(super) fn folder(library: &Library, work: &Work, id: &str) -> Result<PathBuf, Failure> {
    let results = match work.study() {
        Some(study) => library.results(study)?,
        None => library.package_results(),
    };
    Ok(results.join(id))
}

/// Writes a job, so that it goes on after a restart.
pub(super) fn keep(folder: &Path, job: &Job) -> Result<(), Failure> {
    let text = serde_json::to_vec_pretty(job).unwrap_or_default();
    Ok(write_file(&folder.join("job.json"), &text)?)
}

/// Writes a result; it counts once the job says that it is done.
pub(super) fn keep_result(folder: &Path, job: &Job, result: &[u8]) -> Result<(), Failure> {
    write_file(&folder.join("result.json"), result)?;
    keep(folder, job)
}

pub(super) fn has_result(folder: &Path) -> bool {
    folder.join("result.json").is_file()
}

pub(super) fn result(folder: &Path) -> Result<Vec<u8>, Failure> {
    let path = folder.join("result.json");
    Ok(fs::read(&path).map_err(coercivity_app::AppError::io(path))?)
}

/// Takes away what is left of a job that nobody wants.
pub(super) fn forget(folder: &Path) {
    // Left-overs cost nothing but room; the next start tries again.
    let _ = fs::remove_dir_all(folder);
}

/// All jobs on disk, oldest first; of those that are done only the latest are kept.
pub(super) fn all(library: &Library) -> Vec<Found> {
    let mut places = vec![library.package_results()];
    let studies = library.names().unwrap_or_default();
    places.extend(studies.iter().filter_map(|study| library.results(study).ok()));
    let mut found = Vec::new();
    for place in places {
        let mut here: Vec<Found> = entries(&place).into_iter().filter_map(read).collect();
        here.sort_by(|a, b| a.job.created.cmp(&b.job.created));
        let surplus = here.len().saturating_sub(KEPT);
        here.drain(..surplus).for_each(|old| forget(&old.folder));
        found.extend(here);
    }
    found
}

fn entries(place: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// A folder as a job; one that holds no whole job is no job.
fn read(folder: PathBuf) -> Option<Found> {
    let bytes = fs::read(folder.join("job.json")).ok()?;
    let mut job: Job = serde_json::from_slice(&bytes).ok()?;
    if folder.file_name().is_none_or(|name| name.to_string_lossy() != job.id) {
        return None;
    }
    let work = Work::read(&job.verb, &job.request)?;
    if job.status == Status::Done && !has_result(&folder) {
        job.status = Status::Queued;
    }
    Some(Found { job, work, folder })
}
