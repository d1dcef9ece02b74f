//! Multi-regional input-output tables: who buys how much from whom in a year.
//!
//! Three layouts are known by the files of a folder:
//!
//! * ours: `Z.csv`, `Y.csv`, `x.csv`;
//! * what pymrio saves: `file_parameters.json` with `Z.txt` or `A.txt`, `Y.txt`, `x.txt`;
//! * the OECD's ICIO: one CSV file with all blocks.
//!
//! Beside each, `v.csv` (value added) and `jobs.csv` are read where they are there. A table of
//! thousands of industries is large, so cells are handed on one by one and nothing is kept.

mod icio;
mod labels;
pub mod mapping;
mod plain;
mod pymrio;
mod sheet;
pub mod shock;

use crate::problem::{Problem, Problems};
use labels::Labels;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

/// Largest file read \[bytes\].
const MAX_BYTES: u64 = 8 << 30;
/// Most industries of a table.
pub const MAX_INDUSTRIES: usize = 10_000;
/// Most that a cell may hold, in the table's money.
const MAX_AMOUNT: f64 = 1e18;

/// Where a number of a table belongs. Industries are numbered region by region:
/// `region * sectors + sector`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Bought by an industry from an industry, in money per year.
    Flow {
        /// Supplier.
        from: usize,
        /// Buyer.
        to: usize,
    },
    /// Bought for final use, in money per year.
    Demand {
        /// Supplier.
        from: usize,
        /// Region of the user.
        region: usize,
    },
    /// Output of an industry, in money per year.
    Output(usize),
    /// Value added of an industry, in money per year.
    ValueAdded(usize),
    /// Jobs of an industry, in persons.
    Jobs(usize),
}

/// Takes the cells of a table.
pub type Sink<'a> = dyn FnMut(Cell, f64) + 'a;

/// Where files come from.
#[derive(Debug, Clone)]
pub enum Folder {
    /// A folder, or the one file of an ICIO table.
    Disk(PathBuf),
    /// Files by name.
    Memory(BTreeMap<String, Vec<u8>>),
}

impl Folder {
    /// Names of the files, sorted.
    fn names(&self) -> Vec<String> {
        match self {
            Folder::Memory(files) => files.keys().cloned().collect(),
            Folder::Disk(path) if path.is_file() => {
                path.file_name().map(|n| n.to_string_lossy().into_owned()).into_iter().collect()
            }
            Folder::Disk(path) => {
                let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
                let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
                names.sort();
                names
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Folder::Memory(files) => files.contains_key(name),
            Folder::Disk(path) => path.join(name).is_file(),
        }
    }

    fn open(&self, name: &str) -> Result<Box<dyn Read + '_>, Box<Problem>> {
        let missing = |why: String| {
            Box::new(Problem::new(
                "E001",
                name,
                format!("cannot be read ({why})"),
                "put the file into the folder of the table",
            ))
        };
        match self {
            Folder::Memory(files) => match files.get(name) {
                Some(bytes) => Ok(Box::new(bytes.as_slice())),
                None => Err(missing("it is missing".to_owned())),
            },
            Folder::Disk(path) => {
                let path = if path.is_file() { path.clone() } else { path.join(name) };
                let file = std::fs::File::open(path).map_err(|error| missing(error.to_string()))?;
                let length = file.metadata().map_or(0, |data| data.len());
                if length > MAX_BYTES {
                    return Err(missing(format!("{} MB is more than {} MB", length >> 20, MAX_BYTES >> 20)));
                }
                Ok(Box::new(file))
            }
        }
    }
}

#[derive(Debug, Clone)]
enum Layout {
    Plain,
    Pymrio(pymrio::Files),
    Icio(String),
}

/// A table that is known but not yet read.
#[derive(Debug, Clone)]
pub struct Mrio {
    folder: Folder,
    layout: Layout,
    labels: Labels,
}

impl Mrio {
    /// Finds out the layout of a folder and reads the names of regions and sectors.
    ///
    /// # Errors
    /// When no layout is known or the names cannot be read.
    pub fn open(folder: Folder) -> Result<Self, Problems> {
        let found = layout(&folder).and_then(|layout| {
            let labels = match &layout {
                Layout::Plain => plain::labels(&folder)?,
                Layout::Pymrio(files) => files.labels(&folder)?,
                Layout::Icio(name) => icio::labels(&folder, name)?,
            };
            labels.check_size()?;
            Ok(Mrio { layout, labels, folder: folder.clone() })
        });
        found.map_err(|problem| Problems(vec![*problem]))
    }

    /// Names of regions.
    #[must_use]
    pub fn regions(&self) -> &[String] {
        self.labels.regions()
    }

    /// Names of sectors.
    #[must_use]
    pub fn sectors(&self) -> &[String] {
        self.labels.sectors()
    }

    /// Name of the layout.
    #[must_use]
    pub fn layout(&self) -> &'static str {
        match self.layout {
            Layout::Plain => "Z.csv, Y.csv, x.csv",
            Layout::Pymrio(_) => "pymrio",
            Layout::Icio(_) => "OECD ICIO",
        }
    }

    /// Hands on every number of the table.
    ///
    /// # Errors
    /// All defects at once; what was read so far has been handed on.
    pub fn read(&self, sink: &mut Sink<'_>) -> Result<(), Problems> {
        let mut problems = Problems::default();
        match &self.layout {
            Layout::Plain => plain::read(&self.folder, &self.labels, sink, &mut problems),
            Layout::Pymrio(files) => files.read(&self.folder, &self.labels, sink, &mut problems),
            Layout::Icio(name) => icio::read(&self.folder, name, &self.labels, sink, &mut problems),
        }
        for (name, cell) in [("v.csv", Cell::ValueAdded as fn(usize) -> Cell), ("jobs.csv", Cell::Jobs)] {
            if self.folder.has(name) {
                plain::column(&self.folder, name, &self.labels, cell, sink, &mut problems);
            }
        }
        problems.into_result()
    }
}

fn layout(folder: &Folder) -> Result<Layout, Box<Problem>> {
    if folder.has("file_parameters.json") {
        return pymrio::Files::described(folder).map(Layout::Pymrio);
    }
    if folder.has("Z.csv") {
        return Ok(Layout::Plain);
    }
    let ours = ["v.csv", "jobs.csv", "mapping.csv"];
    let tables: Vec<String> = (folder.names().into_iter())
        .filter(|name| name.to_ascii_lowercase().ends_with(".csv") && !ours.contains(&name.as_str()))
        .collect();
    let wanted = "a folder with Z.csv, Y.csv and x.csv, one that pymrio saved, or one file of the OECD's ICIO";
    match tables.as_slice() {
        [one] => Ok(Layout::Icio(one.clone())),
        [] => Err(Problem::new("E001", "Z.csv", "no table is in the folder", format!("give {wanted}")).into()),
        many => {
            let message = format!("which of {} CSV files is the table?", many.len());
            Err(Problem::new("E001", &many[0], message, format!("name the file itself, or give {wanted}")).into())
        }
    }
}
