//! `economy`: what a physical shortage costs whole economies.

mod after_run;
mod shock;
mod view;

pub use after_run::after_run;

use crate::Progress;
use crate::error::AppError;
use coercivity_data::mrio::{Cell, Folder, Mrio};
use coercivity_data::{Problem, Problems};
use coercivity_economy::model::ModelError;
use coercivity_economy::table::Builder;
use coercivity_economy::{Semantics, Table, TableError, run};
use coercivity_report::economy_view::EconomyView;
use std::path::{Path, PathBuf};

/// Most days of a run.
pub const MAX_DAYS: u32 = 3650;
/// Largest file of a shock \[bytes\].
const MAX_SHOCK: u64 = 1 << 20;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct EconomyRequest {
    /// Folder of the table, or the file of an ICIO table.
    pub table: PathBuf,
    /// File with what happens.
    pub shock: PathBuf,
    /// Days to run.
    pub days: u32,
    /// Rules of BoARIO 0.7.2, for comparison.
    pub compat: bool,
}

/// Runs a shock through a table.
///
/// # Errors
/// When files have defects, the shock does not fit, or whoever asks stops it.
pub fn economy(request: &EconomyRequest, progress: &Progress<'_>) -> Result<EconomyView, AppError> {
    if !(1..=MAX_DAYS).contains(&request.days) {
        let hint = format!("1 to {MAX_DAYS}");
        return Err(AppError::OutOfBounds { name: "days", value: request.days.to_string(), hint });
    }
    let names = Mrio::open(Folder::Disk(request.table.clone()))?;
    let file = request.shock.display().to_string();
    let written = coercivity_data::mrio::shock::read(&names, &file, &bytes(&request.shock)?)?;
    let table = table(&names)?;
    let (mut settings, events) = shock::model(&written, &table);
    if request.compat {
        settings.semantics = Semantics::Compat;
    }
    let days = usize::try_from(request.days).unwrap_or(usize::MAX);
    let go_on = |day: u32| progress(usize::try_from(day).unwrap_or(0), days);
    let losses = run(&table, settings, events, request.days, &go_on).map_err(|error| refused(&file, &error))?;
    if losses.days < request.days {
        return Err(AppError::Stopped(coercivity_sim::ensemble::Stopped));
    }
    Ok(view::view(request, &names, &written, &table, &losses))
}

fn bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    let length = std::fs::metadata(path).map_err(AppError::io(path))?.len();
    if length > MAX_SHOCK {
        let hint = format!("at most {} kB", MAX_SHOCK >> 10);
        return Err(AppError::OutOfBounds { name: "size of the shock file", value: length.to_string(), hint });
    }
    std::fs::read(path).map_err(AppError::io(path))
}

fn refused(file: &str, error: &ModelError) -> AppError {
    Problems(vec![Problem::new("E007", file, error.to_string(), "")]).into()
}

/// The table with its numbers.
///
/// # Errors
/// When its files have defects.
fn table(names: &Mrio) -> Result<Table, AppError> {
    let wrong =
        |error: &TableError| AppError::from(Problems(vec![Problem::new("E007", "table", error.to_string(), "")]));
    let (regions, sectors) = (names.regions().len(), names.sectors().len());
    let mut builder =
        Builder::new(names.regions().to_vec(), names.sectors().to_vec()).map_err(|error| wrong(&error))?;
    // The model numbers industries sector by sector.
    let place = |industry: usize| (industry % sectors) * regions + industry / sectors;
    names.read(&mut |cell, value| match cell {
        Cell::Flow { from, to } => builder.flow(place(from), place(to), value),
        Cell::Demand { from, region } => builder.final_demand(place(from), region, value),
        Cell::Output(industry) => builder.output(place(industry), value),
        Cell::ValueAdded(industry) => builder.value_added(place(industry), value),
        Cell::Jobs(industry) => builder.jobs(place(industry), value),
    })?;
    builder.finish().map_err(|error| wrong(&error))
}
