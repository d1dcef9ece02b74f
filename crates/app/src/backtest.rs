//! `backtest`: how far to trust a run, against what was observed.

pub mod observed;
mod own;
mod points;

use crate::Progress;
use crate::error::AppError;
use crate::load;
use coercivity_chain::{Chain, Counted, Scenario};
use coercivity_data::package::Package;
use coercivity_report::backtest_view::{BacktestView, CaseView, PointView};
use coercivity_sim::ensemble::{self, Outcome, Settings};
use coercivity_sim::model::series::{Counted as Counting, SeriesSpec};
use coercivity_sim::model::{Model, Options, day_of};
use coercivity_sim::params;
use coercivity_sim::score::{Score, narrowing, score};
use observed::{Case, Period};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

/// Runs when none are asked for.
const RUNS: u32 = 200;
/// Largest number of runs.
const MAX_RUNS: u32 = 100_000;
/// A parameter whose spread stays above this share of its prior is not identified.
const IDENTIFIED: f64 = 0.8;
/// Distance from an observation, as a share of the base, at which a run loses weight.
const TOLERANCE: f64 = 0.1;
/// A band wider than this share of the base is no skill.
const NO_SKILL: f64 = 0.5;
/// Longest horizon of a back-test [days].
const MAX_DAYS: i64 = 1500;

/// What to back-test.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BacktestRequest {
    /// Cases; empty = all of the package.
    pub cases: Vec<String>,
    /// File with observations of one's own.
    pub observed: Option<PathBuf>,
    /// Scenario for it.
    pub scenario: Option<String>,
    /// Series in it.
    pub series: Option<String>,
    /// What the series counts, where its name does not say: material.
    pub material: Option<String>,
    /// Origin.
    pub from: Option<String>,
    /// Destination.
    pub to: Option<String>,
    /// Runs.
    pub runs: Option<i64>,
    /// Seed.
    pub seed: Option<u64>,
    /// Threads; `None` = all cores.
    pub threads: Option<i64>,
}

/// A case that can be back-tested.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CaseInfo {
    /// Case.
    pub case: String,
    /// Scenario that it runs.
    pub scenario: String,
    /// In words.
    pub title: String,
    /// First and last day to which parameters were fitted; null = not fitted.
    pub fitted_on: Option<(String, String)>,
}

/// All cases.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CasesView {
    /// Cases.
    pub cases: Vec<CaseInfo>,
}

/// Cases of the package.
///
/// # Errors
/// None unless the program was built from a broken package.
pub fn list() -> Result<CasesView, AppError> {
    let package = Package::default_package()?;
    let info = |case: Case| CaseInfo {
        case: case.key,
        scenario: case.scenario,
        title: case.title,
        fitted_on: case.fitted.map(|(from, until)| (from.to_string(), until.to_string())),
    };
    Ok(CasesView { cases: observed::cases(&package.chain, &[])?.into_iter().map(info).collect() })
}

/// Checks that cases are known.
///
/// # Errors
/// When one is not.
pub fn check(cases: &[String]) -> Result<(), AppError> {
    observed::cases(&Package::default_package()?.chain, cases).map(|_| ())
}

/// Runs the back-tests. `progress` hears runs finished and runs in all, and answers whether to go on.
///
/// # Errors
/// When a case, scenario or file is not right.
pub fn backtest(request: &BacktestRequest, progress: &Progress<'_>) -> Result<BacktestView, AppError> {
    let package = Package::default_package()?;
    let runs = crate::run::within("runs", request.runs.unwrap_or(i64::from(RUNS)), MAX_RUNS)?;
    let threads = request.threads.map_or(Ok(0), |n| crate::run::within("threads", n, 1024))?;
    let seed = request.seed.unwrap_or(1);
    let cases = match &request.observed {
        Some(file) => vec![own::case(&package, request, file)?],
        None => observed::cases(&package.chain, &request.cases)?,
    };
    let settings = Settings { runs: runs as usize, seed, threads: threads as usize, keep_cases: true };
    let views = run_cases(&package, &cases, settings, progress)?;
    Ok(BacktestView {
        runs,
        seed,
        fitted_on: observed::cases(&package.chain, &[])?.iter().flat_map(Case::fitted_words).collect(),
        pooled_coverage_80: pooled(&views, |day| !day),
        pooled_coverage_80_of_days: pooled(&views, |day| day),
        cases: views,
    })
}

/// Back-tests of one scenario of the package, for the report of a run.
///
/// # Errors
/// When an observation has nothing to be compared with.
pub(crate) fn of_scenario(
    package: &Package,
    scenario: &str,
    settings: Settings,
    progress: &Progress<'_>,
) -> Result<Vec<CaseView>, AppError> {
    let mut cases = observed::cases(&package.chain, &[])?;
    cases.retain(|case| case.scenario == scenario);
    let settings = Settings { runs: RUNS as usize, keep_cases: true, ..settings };
    run_cases(package, &cases, settings, progress)
}

/// Runs cases of a package, one ensemble per scenario, in the order asked for.
///
/// # Errors
/// When a scenario is not known.
pub fn run_cases(
    package: &Package,
    cases: &[Case],
    settings: Settings,
    progress: &Progress<'_>,
) -> Result<Vec<CaseView>, AppError> {
    let mut scenarios: Vec<&str> = Vec::new();
    for case in cases {
        if !scenarios.contains(&case.scenario.as_str()) {
            scenarios.push(&case.scenario);
        }
    }
    let mut views: Vec<Option<CaseView>> = vec![None; cases.len()];
    for (n, name) in scenarios.iter().enumerate() {
        let (scenario, _) = load::scenario(package, name)?;
        let ours: Vec<(usize, &Case)> = cases.iter().enumerate().filter(|(_, case)| case.scenario == *name).collect();
        let total = scenarios.len() * settings.runs;
        let heard = |done: usize| progress(n * settings.runs + done, total);
        let list: Vec<&Case> = ours.iter().map(|(_, case)| *case).collect();
        for ((place, _), view) in ours.iter().zip(run_scenario(&package.chain, &scenario, &list, settings, &heard)?) {
            views[*place] = Some(view);
        }
    }
    Ok(views.into_iter().flatten().collect())
}

fn run_scenario(
    chain: &Chain,
    scenario: &Scenario,
    cases: &[&Case],
    settings: Settings,
    progress: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Vec<CaseView>, AppError> {
    let counted: Vec<SeriesSpec> = cases.iter().filter_map(|case| spec(case)).collect();
    let last = cases.iter().flat_map(|case| &case.periods).map(|p| day_of(scenario.start, p.until)).max();
    let days = (last.unwrap_or(0) + 1).clamp(1, MAX_DAYS) as usize;
    let model = Model::new(chain, None, scenario, &counted, Options { days, extra_cover_days: 0.0 })?;
    let outcome = ensemble::run(&model, settings, progress)?;
    Ok(cases.iter().map(|case| view(chain, &model, &outcome, case, settings.seed)).collect())
}

/// What the engine counts for a case; `None` for levels that are no flows.
fn spec(case: &Case) -> Option<SeriesSpec> {
    let counted = match case.series.counted {
        Counted::Exports => Counting::Export,
        Counted::Imports => Counting::Import,
        Counted::Approvals | Counted::Price => return None,
    };
    Some(SeriesSpec {
        key: case.key.clone(),
        counted,
        from: case.series.from,
        to: case.series.to,
        goods: case.series.goods.clone(),
        content: None,
    })
}

fn view(chain: &Chain, model: &Model, outcome: &Outcome, case: &Case, seed: u64) -> CaseView {
    let points = points::points(chain, model, outcome, case, seed);
    let (periods, points): (Vec<&Period>, Vec<_>) = points.into_iter().unzip();
    let scores = score(&points);
    let month = |n: usize| periods.get(n).map_or_else(String::new, |p| p.words());
    let named = params::drawn(model);
    let idle = |n: &usize| {
        let values: Vec<f64> = outcome.drawn.iter().map(|run| run[*n]).collect();
        narrowing(&values, &points, TOLERANCE) > IDENTIFIED
    };
    let varies = |n: &usize| named[*n].high > named[*n].low;
    let not_identified = (0..named.len()).filter(varies).filter(idle).map(|n| named[n].name.clone()).collect();
    let blank = Score {
        wape: None,
        mae_over_base: 0.0,
        trough: 0,
        trough_ratio: 0.0,
        observed_trough: 0,
        observed_trough_ratio: 0.0,
        recovery: None,
        observed_recovery: None,
        coverage_80: 0.0,
        band_width: 0.0,
        crps: 0.0,
        crps_persistence: None,
        crps_trend: 0.0,
        wape_persistence: None,
        wape_trend: None,
    };
    let s = scores.unwrap_or(blank);
    CaseView {
        case: case.key.clone(),
        title: case.title.clone(),
        scenario: case.scenario.clone(),
        series: case.series.key.clone(),
        branch: "as published".to_owned(),
        unit: case.series.unit.clone(),
        n: points.len() as u32,
        wape: s.wape,
        mae_over_base: s.mae_over_base,
        trough_month: month(s.trough),
        trough_ratio: s.trough_ratio,
        observed_trough_month: month(s.observed_trough),
        observed_trough_ratio: s.observed_trough_ratio,
        months_to_recover: s.recovery.map(|n| n as u32),
        observed_months_to_recover: s.observed_recovery.map(|n| n as u32),
        coverage_80: s.coverage_80,
        band_width: s.band_width,
        no_skill: s.band_width > NO_SKILL,
        crps: s.crps,
        crps_persistence: s.crps_persistence,
        crps_trend: s.crps_trend,
        wape_persistence: s.wape_persistence,
        wape_trend: s.wape_trend,
        fitted_on: case.fitted_words().into_iter().collect(),
        not_identified,
        note: case.note.clone(),
        points: periods
            .iter()
            .zip(&points)
            .map(|(period, point)| PointView {
                month: period.words(),
                observed: point.observed,
                base: point.base,
                p10: point.band().0,
                p50: point.median(),
                p90: point.band().1,
                fitted: case.is_fitted(period),
                source: period.source.clone(),
            })
            .collect(),
    }
}

/// Share of the points to which nothing was fitted that lie inside their band, of months or of single days.
fn pooled(views: &[CaseView], wanted: impl Fn(bool) -> bool) -> Option<f64> {
    let is_day = |point: &PointView| point.month.parse::<jiff::civil::Date>().is_ok();
    let points = views.iter().flat_map(|view| &view.points);
    let unfitted: Vec<&PointView> = points.filter(|p| !p.fitted && wanted(is_day(p))).collect();
    let inside = unfitted.iter().filter(|p| (p.p10..=p.p90).contains(&p.observed)).count();
    (!unfitted.is_empty()).then(|| inside as f64 / unfitted.len() as f64)
}
