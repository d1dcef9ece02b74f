//! How the scenario may go on otherwise: one short ensemble per branch, never one fan over all.

use super::{of_values, quantiles};
use crate::error::AppError;
use coercivity_chain::{Scenario, ScenarioBranch, Study};
use coercivity_report::run_view::{BranchLine, BranchView, DayQuantiles};
use coercivity_sim::ensemble::{self, LineRuns, Settings};
use coercivity_sim::model::Model;
use coercivity_sim::summary;

/// Runs of a branch: enough for a median and a ninetieth percentile.
const RUNS: usize = 64;

/// Runs per branch under these settings.
pub(super) fn runs(settings: Settings) -> usize {
    settings.runs.min(RUNS)
}

/// One view per branch.
pub(super) fn branches(
    study: &Study,
    scenario: &Scenario,
    others: &[&ScenarioBranch],
    settings: Settings,
    build: &dyn Fn(&Scenario) -> Result<Model, AppError>,
    progress: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Vec<BranchView>, AppError> {
    let settings = Settings { runs: runs(settings), ..settings };
    others
        .iter()
        .enumerate()
        .map(|(n, branch)| {
            let model = build(&scenario.under(branch))?;
            let outcome = ensemble::run(&model, settings, &|done| progress(n * settings.runs + done))?;
            let lines = study.lines.iter().zip(&outcome.lines).map(|(line, runs)| of_line(line, runs)).collect();
            Ok(BranchView {
                branch: branch.key.clone(),
                title: branch.title.clone(),
                note: branch.note.clone(),
                runs: settings.runs as u32,
                lines,
            })
        })
        .collect()
}

fn of_line(line: &coercivity_chain::Line, runs: &LineRuns) -> BranchLine {
    let q = summary::day_quantiles(&runs.first_stop);
    let day = |value: f64| value.is_finite().then_some(value as u32);
    let stopped = runs.first_stop.iter().flatten().count() as f64 / runs.first_stop.len().max(1) as f64;
    BranchLine {
        line: line.key.clone(),
        title: line.title.clone(),
        first_stop: DayQuantiles { p10: day(q.p10), p50: day(q.p50), p90: day(q.p90), share_of_runs: stopped },
        days_stopped: quantiles(summary::quantiles(runs.days_stopped.iter().map(|days| f64::from(*days)))),
        units_lost: of_values(runs.units_lost.iter().copied()),
    }
}
