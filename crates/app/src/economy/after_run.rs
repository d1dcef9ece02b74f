//! `run --economy`: what the losses of a study's lines cost whole economies.

use super::table;
use crate::error::AppError;
use crate::load;
use coercivity_chain::Line;
use coercivity_data::mrio::mapping::{self, Mapping};
use coercivity_data::mrio::{Folder, Mrio};
use coercivity_data::{Problem, Problems};
use coercivity_economy::{Event, Kind, Losses, Settings, Table, run};
use coercivity_report::economy_view::{HandedView, LossQuantiles, RunEconomyView};
use coercivity_report::run_view::RunView;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Name of the mapping beside the table.
const MAPPING: &str = "mapping.csv";
/// Days of a year, as the model counts them.
const YEAR: f64 = 365.0;

/// A line and its industry.
struct Handed<'a> {
    line: &'a Line,
    /// Position in the view.
    at: usize,
    industry: usize,
    /// Revenue of a day in the table's money.
    revenue_per_day: f64,
}

/// Adds to a run what its lines' losses cost the economies of a table. The study is that of the run.
///
/// # Errors
/// When table or mapping have defects, or a line is in none of the mapping's rows.
pub fn after_run(
    view: &mut RunView,
    study: Option<&str>,
    folder: &Path,
    mapping: Option<&Path>,
) -> Result<(), AppError> {
    let (loaded, _) = load::study(study)?;
    let names = Mrio::open(Folder::Disk(folder.to_owned()))?;
    let path = mapping.map_or_else(|| beside(folder), Path::to_owned);
    let file = path.display().to_string();
    let bytes = std::fs::read(&path).map_err(|error| {
        let hint = format!(
            "put it beside the table or name it with --economy-mapping; its header is {}",
            mapping::HEADER.join(",")
        );
        AppError::from(Problems(vec![Problem::new("E001", &file, format!("cannot be read ({error})"), hint)]))
    })?;
    let rows = mapping::read(&names, &file, &bytes)?;
    let table = table(&names)?;
    let handed = handed(view, &loaded.study.lines, &rows, &table, &file)?;
    // Little output is a large loss: the tenth percentile of output is the ninetieth of losses.
    let paths: [fn(&RunView, usize) -> &[f64]; 3] =
        [|v, at| &v.lines[at].output.p90, |v, at| &v.lines[at].output.p50, |v, at| &v.lines[at].output.p10];
    let mut losses = Vec::new();
    for path in paths {
        losses.push(lose(&table, view.days, &handed, |at| path(view, at))?);
    }
    view.economy = Some(result(&table, &names, &handed, view, &losses));
    Ok(())
}

fn beside(folder: &Path) -> PathBuf {
    match folder.is_file() {
        true => folder.with_file_name(MAPPING),
        false => folder.join(MAPPING),
    }
}

fn handed<'a>(
    view: &RunView,
    lines: &'a [Line],
    rows: &Mapping,
    table: &Table,
    file: &str,
) -> Result<Vec<Handed<'a>>, AppError> {
    let mut problems = Problems::default();
    let mut handed = Vec::new();
    for (at, shown) in view.lines.iter().enumerate() {
        let Some(line) = lines.iter().find(|line| line.key == shown.line) else { continue };
        let wrong = |message: String, hint: &str| {
            Problem::new("E009", file, message, hint).cell("country", &format!("{},{}", shown.country, shown.end_use))
        };
        let Some(row) = rows.find(&shown.country, &shown.end_use) else {
            let hint = "add a row with the line's country and end use, or `*` for any end use";
            problems.push(wrong(format!("no row for line {}", shown.line), hint));
            continue;
        };
        let industry = table.industry(row.region, row.sector);
        if table.output[industry] <= 0.0 {
            let hint = "name an industry that makes something";
            problems.push(wrong(format!("line {} is in an industry without output", shown.line), hint));
            continue;
        }
        let revenue_per_day = shown.units_per_day * line.revenue_per_unit / row.money_per_unit;
        handed.push(Handed { line, at, industry, revenue_per_day });
    }
    problems.into_result()?;
    Ok(handed)
}

/// Share of its industry's output that a line is, at most all of it.
fn share(table: &Table, handed: &Handed<'_>) -> f64 {
    (handed.revenue_per_day / (table.output[handed.industry] / YEAR)).clamp(0.0, 1.0)
}

fn lose<'v>(
    table: &Table,
    days: u32,
    handed: &[Handed<'_>],
    output: impl Fn(usize) -> &'v [f64],
) -> Result<Losses, AppError> {
    let mut lost: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for line in handed {
        let path = lost.entry(line.industry).or_default();
        let output = output(line.at);
        path.resize(path.len().max(output.len()), 0.0);
        for (lost, made) in path.iter_mut().zip(output) {
            let missing = if made.is_finite() { (1.0 - made).clamp(0.0, 1.0) } else { 0.0 };
            *lost = (*lost + missing * share(table, line)).min(1.0);
        }
    }
    let event = Event { day: 0, kind: Kind::Path { loss: lost.into_iter().collect() } };
    run(table, Settings::new(table.sectors.len()), vec![event], days, &|_| true).map_err(|error| {
        AppError::from(Problems(vec![Problem::new(
            "E007",
            "table",
            error.to_string(),
            "see that lines fit their industries",
        )]))
    })
}

fn result(table: &Table, names: &Mrio, handed: &[Handed<'_>], view: &RunView, losses: &[Losses]) -> RunEconomyView {
    let of = |amount: &dyn Fn(&Losses) -> f64| {
        let at = |n: usize| losses.get(n).map_or(0.0, amount);
        LossQuantiles { p10: at(0), p50: at(1), p90: at(2) }
    };
    let sum = |losses: &Losses, weight: &dyn Fn(usize) -> f64| -> f64 {
        losses.output.iter().enumerate().map(|(industry, lost)| lost * weight(industry)).sum()
    };
    let is_hit = |industry: usize| handed.iter().any(|line| line.industry == industry);
    let per_output = |industry: usize| table.value_added_share(industry);
    let jobs = |industry: usize| match &table.jobs {
        Some(jobs) if table.output[industry] > 0.0 => jobs[industry] / table.output[industry],
        _ => 0.0,
    };
    RunEconomyView {
        layout: names.layout().to_owned(),
        value_added_lost: of(&|losses| sum(losses, &per_output)),
        value_added_lost_elsewhere: of(&|losses| {
            sum(losses, &|industry| if is_hit(industry) { 0.0 } else { per_output(industry) })
        }),
        jobs: table.jobs.as_ref().map(|_| of(&|losses| sum(losses, &jobs))),
        lines: (handed.iter())
            .map(|line| {
                let (region, sector) = table.place(line.industry);
                HandedView {
                    line: line.line.key.clone(),
                    region: table.regions[region].clone(),
                    sector: table.sectors[sector].clone(),
                    share_of_industry: share(table, line),
                }
            })
            .collect(),
        assumption: format!(
            "Each line's lost output is taken off the capacity of its industry for {} days, day by day on the P10, P50 and P90 \
             path of the lines' output; the rest follows from the adaptive regional input-output model with published \
             defaults: fixed recipes, no prices, 90 days of stock of every input. Buyers of a line are taken for the buyers of \
             its industry.",
            view.days
        ),
    }
}
