//! Parts of a long computation, kept in a file as they are done, so that an
//! interrupted call loses nothing.

use crate::Progress;
use crate::error::AppError;
use coercivity_sim::curve::{Critical, critical, hysteresis};
use coercivity_sim::ensemble::Stopped;
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::Model;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    /// Hysteresis loop of a group of runs.
    Loop {
        /// Group.
        group: usize,
    },
    /// Critical lengths of a group of runs.
    Critical {
        /// Line.
        line: usize,
        /// Severity.
        severity: f64,
        /// Group.
        group: usize,
    },
}

/// What a part came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    /// `[line][run of the group][day]`
    Loop(Vec<Vec<Vec<f32>>>),
    /// Critical length and remanence by run of the group.
    Critical([Option<u32>; LANES], [f64; LANES]),
}

/// A finished part as a line of the file; the last line of an interrupted call may be torn and is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Done {
    key: String,
    part: Part,
    found: Found,
}

/// Critical length and remanence by run of a group.
type OfGroup = ([Option<u32>; LANES], [f64; LANES]);

/// Finished parts, in the order of the groups.
pub(super) struct Parts {
    file: PathBuf,
    key: String,
    done: Vec<Done>,
}

impl Parts {
    /// Opens the file and takes over what was finished for the same inputs.
    pub(super) fn open(file: Option<PathBuf>, key: &str) -> Result<Self, AppError> {
        let key = blake3::hash(key.as_bytes()).to_hex().to_string();
        let file = file.unwrap_or_else(|| std::env::temp_dir().join(format!("coercivity-curve-{}.jsonl", &key[..16])));
        let mut done = Vec::new();
        if file.exists() {
            let lines = BufReader::new(File::open(&file).map_err(AppError::io(&file))?).lines();
            let read = lines.map_while(Result::ok).filter_map(|line| serde_json::from_str::<Done>(&line).ok());
            done.extend(read.filter(|part| part.key == key));
        }
        Ok(Parts { file, key, done })
    }

    pub(super) fn has(&self, part: &Part) -> bool {
        self.done.iter().any(|done| done.part == *part)
    }

    /// Computes what is missing, in parallel; each finished part is in the file before it counts.
    pub(super) fn fill(
        &mut self,
        model: &Model,
        wanted: &[Part],
        seed: u64,
        longest: usize,
        threads: usize,
        progress: &Progress<'_>,
    ) -> Result<(), AppError> {
        let missing: Vec<Part> = wanted.iter().copied().filter(|part| !self.has(part)).collect();
        let before = wanted.len() - missing.len();
        let finished = AtomicUsize::new(before);
        let file = Mutex::new(append(&self.file, self.done.is_empty())?);
        let key = self.key.clone();
        let work = || -> Result<Vec<Done>, AppError> {
            missing
                .par_iter()
                .map(|part| {
                    let done = Done { key: key.clone(), part: *part, found: compute(model, *part, seed, longest) };
                    keep(&file, &self.file, &done)?;
                    let so_far = finished.fetch_add(1, Ordering::Relaxed) + 1;
                    if progress(so_far, wanted.len()) { Ok(done) } else { Err(AppError::Stopped(Stopped)) }
                })
                .collect()
        };
        let new = match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work)?,
            Err(_) => work()?,
        };
        self.done.extend(new);
        Ok(())
    }

    /// Critical lengths of a line at a severity, in run order.
    pub(super) fn critical_days(&self, line: usize, severity: f64) -> Vec<Option<u32>> {
        self.critical(line, severity).into_iter().flat_map(|(days, _)| days).collect()
    }

    /// Remanence of a line at a severity, in run order.
    pub(super) fn remanence(&self, line: usize, severity: f64) -> Vec<f64> {
        self.critical(line, severity).into_iter().flat_map(|(_, remanence)| remanence).collect()
    }

    fn critical(&self, line: usize, severity: f64) -> Vec<OfGroup> {
        let mut found: Vec<(usize, OfGroup)> = self
            .done
            .iter()
            .filter_map(|done| match (&done.part, &done.found) {
                (Part::Critical { line: l, severity: s, group }, Found::Critical(days, remanence))
                    if *l == line && *s == severity =>
                {
                    Some((*group, (*days, *remanence)))
                }
                _ => None,
            })
            .collect();
        found.sort_by_key(|(group, _)| *group);
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// Output of a line through the loop, by run and day.
    pub(super) fn loops(&self, line: usize) -> Vec<&Vec<f32>> {
        let mut found: Vec<(usize, &Vec<Vec<f32>>)> = self
            .done
            .iter()
            .filter_map(|done| match (&done.part, &done.found) {
                (Part::Loop { group }, Found::Loop(lines)) => lines.get(line).map(|runs| (*group, runs)),
                _ => None,
            })
            .collect();
        found.sort_by_key(|(group, _)| *group);
        found.into_iter().flat_map(|(_, runs)| runs).collect()
    }

    /// blake3 over all results in the order of `wanted`.
    pub(super) fn digest(&self, wanted: &[Part]) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in wanted {
            match self.done.iter().find(|done| done.part == *part).map(|done| &done.found) {
                Some(Found::Loop(lines)) => {
                    for value in lines.iter().flatten().flatten() {
                        hasher.update(&f64::from(*value).to_le_bytes());
                    }
                }
                Some(Found::Critical(days, remanence)) => {
                    for value in days {
                        hasher.update(&value.map_or(f64::INFINITY, f64::from).to_le_bytes());
                    }
                    for value in remanence {
                        hasher.update(&value.to_le_bytes());
                    }
                }
                None => {}
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    /// All is done: the file is no longer needed. A file that stays behind does no harm.
    pub(super) fn forget(self) {
        let _ = std::fs::remove_file(self.file);
    }
}

fn append(file: &Path, fresh: bool) -> Result<File, AppError> {
    let mut options = OpenOptions::new();
    let options = if fresh { options.write(true).truncate(true) } else { options.append(true) };
    let mut opened = options.create(true).open(file).map_err(AppError::io(file))?;
    // A line that was torn by an interruption must not swallow the next one.
    if !fresh {
        opened.write_all(b"\n").map_err(AppError::io(file))?;
    }
    Ok(opened)
}

fn keep(file: &Mutex<File>, path: &Path, done: &Done) -> Result<(), AppError> {
    let line = serde_json::to_string(done).unwrap_or_default() + "\n";
    let mut file = file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    file.write_all(line.as_bytes()).and_then(|()| file.flush()).map_err(AppError::io(path))
}

fn compute(model: &Model, part: Part, seed: u64, longest: usize) -> Found {
    match part {
        Part::Loop { group } => {
            let lines = hysteresis(model, seed, group);
            let by_run = |days: &Vec<[f32; LANES]>| {
                (0..LANES).map(|lane| days.iter().map(|of_day| of_day[lane]).collect()).collect()
            };
            Found::Loop(lines.iter().map(by_run).collect())
        }
        Part::Critical { line, severity, group } => {
            let Critical { days, remanence } = critical(model, seed, group, line, severity, longest);
            Found::Critical(days, remanence)
        }
    }
}
