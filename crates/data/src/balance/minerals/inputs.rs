//! What is authored for one mineral: `minerals/<mineral>/balance/*.csv` and, for the coefficients, its processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::super::inputs::{Cell, Coefficient, Place, Process, Utilisation, parse, read};
use super::BalanceError;
use crate::package;

/// What the plants of a country make by one process.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Production {
    /// Process.
    pub(super) process: String,
    /// Country.
    pub(super) country: String,
    /// t/yr of the first driving output.
    pub(super) activity_t: f64,
    /// t/yr that is possible; blank = by the utilisation of such plants.
    pub(super) capacity_t: Option<f64>,
    /// How it was obtained.
    pub(super) note: String,
    /// Source id.
    pub(super) source: String,
    /// Year.
    pub(super) year: i32,
    /// Basis.
    pub(super) basis: String,
    /// Low end; blank with `high` = exact.
    pub(super) low: Option<f64>,
    /// High end.
    pub(super) high: Option<f64>,
}

/// What one end use takes in a country.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Use {
    /// Process.
    pub(super) process: String,
    /// Country.
    pub(super) country: String,
    /// End use.
    pub(super) end_use: String,
    /// t/yr of the first driving output.
    pub(super) t_per_year: f64,
    /// How it was obtained.
    pub(super) note: String,
    /// Source id.
    pub(super) source: String,
    /// Year.
    pub(super) year: i32,
    /// Basis.
    pub(super) basis: String,
    /// Low end; blank with `high` = exact.
    pub(super) low: Option<f64>,
    /// High end.
    pub(super) high: Option<f64>,
}

/// A known flow between two countries.
#[derive(Debug, Clone, Deserialize)]
struct Traded {
    material: String,
    from: String,
    to: String,
    t_per_year: Option<f64>,
    note: String,
    source: String,
    year: i32,
    basis: String,
    low: Option<f64>,
    high: Option<f64>,
}

/// Everything that is authored for one mineral.
#[derive(Debug, Clone)]
pub struct Mineral {
    /// Name of its folder.
    pub name: String,
    pub(super) production: Vec<Production>,
    pub(super) uses: Vec<Use>,
    pub(super) trade: Vec<Cell>,
    pub(super) processes: Vec<Process>,
    pub(super) coefficients: Vec<Coefficient>,
}

impl Mineral {
    /// Reads one folder below `minerals/`.
    ///
    /// # Errors
    ///
    /// Returns [`BalanceError::File`] for a file that is missing or has a field of the wrong type.
    pub fn read(folder: &Path) -> Result<Self, BalanceError> {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let balance = folder.join("balance");
        let trade: Vec<Traded> = read(&balance.join("trade.csv"))?;
        Ok(Self {
            name,
            production: read(&balance.join("production.csv"))?,
            uses: read(&balance.join("use.csv"))?,
            trade: trade.into_iter().map(cell).collect(),
            processes: read(&folder.join("processes.csv"))?,
            coefficients: read(&folder.join("process_flows.csv"))?,
        })
    }

    /// t of a material that a process takes per unit of activity; 0 when it takes none.
    pub(super) fn takes(&self, process: &str, material: &str) -> f64 {
        let is_it = |c: &&Coefficient| c.process == process && c.material == material && c.direction == "input";
        self.coefficients.iter().filter(is_it).map(|c| c.t_per_activity).sum()
    }

    /// The material whose tonnes are the activity of a process.
    pub(super) fn drives(&self, process: &str) -> Result<&str, BalanceError> {
        let row = self.processes.iter().find(|p| p.process == process);
        let first = row.and_then(|p| p.driving.split(';').next()).filter(|m| !m.is_empty());
        first.map(str::trim).ok_or_else(|| BalanceError::Input {
            place: format!("minerals/{}/processes.csv", self.name),
            message: format!("no process `{process}` with a driving output"),
        })
    }
}

fn cell(row: Traded) -> Cell {
    Cell {
        flow: row.material,
        supplier: row.from,
        buyer: row.to,
        value: row.t_per_year,
        low: row.low,
        high: row.high,
        note: row.note,
        source: row.source,
        year: row.year,
        basis: row.basis,
    }
}

/// What all minerals share: names and places of countries, utilisation of kinds of plants.
#[derive(Debug, Clone)]
pub struct Common {
    pub(super) places: BTreeMap<String, Place>,
    pub(super) utilisation: Vec<Utilisation>,
}

impl Common {
    /// Reads `balance/` of the package, or that of the default package where there is none.
    ///
    /// # Errors
    ///
    /// Returns [`BalanceError::File`] for a file that has a field of the wrong type.
    pub fn read(package: &Path) -> Result<Self, BalanceError> {
        let places: Vec<Place> = own_or_default(package, "balance/places.csv")?;
        Ok(Self {
            places: places.into_iter().map(|p| (p.country.clone(), p)).collect(),
            utilisation: own_or_default(package, "balance/utilisation.csv")?,
        })
    }
}

fn own_or_default<T: DeserializeOwned>(package: &Path, file: &str) -> Result<Vec<T>, BalanceError> {
    let path = package.join(file);
    if path.exists() {
        return read(&path);
    }
    parse(&path, package::embedded().get(file).map_or(&[][..], Vec::as_slice))
}

/// Folders below `minerals/` that have a `balance/`, in order of name.
pub(super) fn folders(package: &Path) -> Result<Vec<PathBuf>, BalanceError> {
    let minerals = package.join("minerals");
    if !minerals.exists() {
        return Ok(Vec::new());
    }
    let failed = |e: std::io::Error| BalanceError::File { path: minerals.clone(), message: e.to_string() };
    let entries = std::fs::read_dir(&minerals).map_err(failed)?;
    let mut folders = entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    folders.retain(|folder| folder.join("balance").is_dir());
    folders.sort();
    Ok(folders)
}
