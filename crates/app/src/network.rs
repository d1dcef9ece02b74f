//! `network`: what a loss of capacity does to a network of firms.

mod shock;
mod view;

use crate::error::AppError;
use coercivity_data::edges::{self, Edges as Listed, Sectors};
use coercivity_data::problem::{Problem, Problems};
use coercivity_report::network_view::NetworkView;
use coercivity_sim::firms::edges::{EdgeError, Edges};
use coercivity_sim::firms::network::Network;
pub use coercivity_sim::firms::network::Settings;
pub use coercivity_sim::firms::ration::Rationing;
use coercivity_sim::firms::real::Real;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Values of a file are per year, the engine's per day.
const DAYS_PER_YEAR: f64 = 365.0;
/// Longest run \[days\].
const MOST_DAYS: u32 = 3650;
/// Most sites of the table of losses.
const MOST_TOP: u32 = 100_000;

/// A network, shocks to it and constants of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkRequest {
    /// Links: `.parquet`, else CSV.
    pub file: PathBuf,
    /// Sectors of sites, and their output.
    pub sectors: Option<PathBuf>,
    /// Shocks as `NAME=SHARE` or `NAME=SHARE@FROM..TO`.
    pub shocks: Vec<String>,
    /// Length of the run \[days\].
    pub days: u32,
    /// Constants of the model.
    pub settings: Settings,
    /// Time on the way, the same for all links \[days\].
    pub transit_days: u32,
    /// Compute in f64 instead of f32.
    pub double: bool,
    /// Sites in the table of losses.
    pub top: u32,
}

impl NetworkRequest {
    /// A year of a network without a shock.
    #[must_use]
    pub fn new(file: impl Into<PathBuf>) -> Self {
        NetworkRequest {
            file: file.into(),
            sectors: None,
            shocks: Vec::new(),
            days: 365,
            settings: Settings::default(),
            transit_days: 2,
            double: false,
            top: 10,
        }
    }
}

/// What the files say.
struct Files {
    listed: Listed,
    sectors: Option<Sectors>,
    edges: Edges,
    /// Sites whose output was given.
    with_output: usize,
}

/// What came of a run.
struct Outcome {
    /// Total output by day \[unit/day\].
    daily: Vec<f64>,
    /// Output lost by site \[days of normal output\].
    lost: Vec<f64>,
    links: usize,
    digest: String,
}

/// Runs the network.
///
/// # Errors
/// When a file has defects, a shock names nothing that is there, or a number is out of bounds.
pub fn network(request: &NetworkRequest) -> Result<NetworkView, AppError> {
    bounds(request)?;
    let files = read(request)?;
    let shocks = shock::read(request, &files)?;
    let outcome =
        if request.double { run::<f64>(request, &files, &shocks)? } else { run::<f32>(request, &files, &shocks)? };
    Ok(view::view(request, &files, &shocks, &outcome))
}

fn run<T: Real>(request: &NetworkRequest, files: &Files, shocks: &[shock::Read]) -> Result<Outcome, AppError> {
    let each: Vec<_> = shocks.iter().flat_map(|shock| shock.each(request.days)).collect();
    let mut network =
        Network::<T>::new(&files.edges, &each, request.settings).map_err(|error| refused(request, &error))?;
    let daily = network.run(request.days);
    let digest = network.digest(&daily);
    Ok(Outcome { daily, lost: network.lost(), links: network.layout().links(), digest })
}

/// What the engine refuses is a defect of the file; that of the links was looked at before.
fn refused(request: &NetworkRequest, error: &EdgeError) -> AppError {
    let name = request.file.display().to_string();
    Problems(vec![Problem::new("E007", &name, error.to_string(), "mend or leave out what is named")]).into()
}

fn bounds(request: &NetworkRequest) -> Result<(), AppError> {
    let settings = &request.settings;
    let checks: [(&'static str, f64, f64, f64); 7] = [
        ("--days", f64::from(request.days), 1.0, f64::from(MOST_DAYS)),
        ("--transit-days", f64::from(request.transit_days), 1.0, 15.0),
        ("--top", f64::from(request.top), 0.0, f64::from(MOST_TOP)),
        ("--cover-days", settings.cover_days, 0.0, 1000.0),
        ("--adjustment-days", settings.adjustment_days, 1.0, 365.0),
        ("--overtime", settings.overtime, 1.0, 10.0),
        ("--recovery-days", settings.recovery_days, 0.0, 3650.0),
    ];
    for (name, value, low, high) in checks {
        if !(low..=high).contains(&value) {
            return Err(AppError::OutOfBounds {
                name,
                value: value.to_string(),
                hint: format!("{low} to {high} is possible"),
            });
        }
    }
    Ok(())
}

fn read(request: &NetworkRequest) -> Result<Files, AppError> {
    let open = |path: &Path| File::open(path).map_err(AppError::io(path));
    let name = request.file.display().to_string();
    let parquet = request.file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
    let file = open(&request.file)?;
    let listed = if parquet { edges::read_parquet(&name, file)? } else { edges::read(&name, BufReader::new(file))? };
    let sectors = match &request.sectors {
        Some(path) => Some(edges::read_sectors(&path.display().to_string(), BufReader::new(open(path)?), &listed)?),
        None => None,
    };
    let mut edges = Edges {
        // Without a file of sectors each site's product is unlike all others.
        sector: sectors.as_ref().map_or_else(|| (0..).take(listed.sites.len()).collect(), |read| read.of_site.clone()),
        output: Vec::new(),
        supplier: listed.edges.iter().map(|edge| edge.supplier).collect(),
        buyer: listed.edges.iter().map(|edge| edge.buyer).collect(),
        flow: listed.edges.iter().map(|edge| edge.value / DAYS_PER_YEAR).collect(),
        transit_days: vec![u8::try_from(request.transit_days).unwrap_or(u8::MAX); listed.edges.len()],
    };
    edges.output = edges.assumed_output();
    let mut files = Files { listed, sectors, edges, with_output: 0 };
    files.take_outputs(request)?;
    Ok(files)
}

/// Outputs are written with few decimals: sales may pass them by this share.
const ROUNDED: f64 = 1e-3;

impl Files {
    /// Outputs that the file of sectors gives replace those assumed; they must hold all sales.
    fn take_outputs(&mut self, request: &NetworkRequest) -> Result<(), AppError> {
        let Some(given) = self.sectors.as_ref().and_then(|sectors| sectors.output.as_ref()) else { return Ok(()) };
        let name = request.sectors.as_ref().map_or_else(String::new, |path| path.display().to_string());
        let mut problems = Problems::default();
        let sales = self.edges.sales();
        for (site, yearly) in given.iter().enumerate().filter(|(_, yearly)| **yearly > 0.0) {
            let output = yearly / DAYS_PER_YEAR;
            if sales[site] > output * (1.0 + ROUNDED) && problems.0.len() < 200 {
                let sold = sales[site] * DAYS_PER_YEAR;
                let message =
                    format!("site `{}` sells {sold} to others, more than its output", self.listed.sites[site]);
                let hint = "give an output of all sales, or leave it blank to have it taken from the links";
                problems.push(Problem::new("E007", &name, message, hint).cell("output", &yearly.to_string()));
            }
            self.edges.output[site] = output.max(sales[site]);
            self.with_output += 1;
        }
        problems.into_result().map_err(AppError::from)
    }
}

/// Words for a rule of rationing.
fn rationing_words(rationing: Rationing) -> &'static str {
    match rationing {
        Rationing::LowestFirst => "lowest-first",
        Rationing::Proportional => "proportional",
    }
}

#[cfg(test)]
mod tests;
