//! `curve`: how long a squeeze a line bears, and how it comes back.

mod parts;

use crate::Progress;
use crate::error::AppError;
use crate::load;
use crate::run::within;
use coercivity_chain::{Chain, ControlId, Event, EventKind, Scenario};
use coercivity_data::study_file::LoadedStudy;
use coercivity_report::curve_view::{ContourPoint, CurveLine, CurveView, LoopPoint, MapCell};
use coercivity_report::run_view::{DayQuantiles, ProgramView, Quantiles};
use coercivity_sim::curve::{LOOP_DAYS, LOOP_STEP_DAYS, loop_severity};
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::{Model, Options};
use coercivity_sim::summary::{day_quantiles, quantiles};
use parts::{Part, Parts};
use std::path::PathBuf;

/// Runs when none are asked for.
const RUNS: u32 = 64;
/// Largest number of runs.
const MAX_RUNS: u32 = 100_000;
/// Severities of the map.
const SEVERITIES: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.0];
/// Longest squeeze tried \[days\].
const LONGEST_DAYS: u32 = 365;
/// Days between two columns of the map.
const MAP_STEP_DAYS: u32 = 15;
/// Days beyond the longest squeeze within which a line must have fallen.
const TAIL_DAYS: usize = 200;
/// Days over which output is averaged at the end of a step of the loop.
const MEAN_DAYS: usize = 7;
/// Control whose goods are squeezed when the study's scenario has none.
const DEFAULT_CONTROL: &str = "cn-2025-18";

/// What to compute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CurveRequest {
    /// Worked study or folder.
    pub study: Option<String>,
    /// Control whose goods are squeezed; `None` = the first of the study's scenario.
    pub control: Option<String>,
    /// Runs, rounded up to a multiple of eight.
    pub runs: Option<i64>,
    /// Seed.
    pub seed: Option<u64>,
    /// Threads; `None` = all cores.
    pub threads: Option<i64>,
    /// Longest squeeze tried \[days\].
    pub longest: Option<i64>,
    /// File that keeps finished parts, so that an interrupted call goes on where it was; `None` = in the temporary folder.
    pub parts: Option<PathBuf>,
}

/// Computes the curves. `progress` hears parts done and parts in all and answers whether to go on; `resumed` the number found done.
///
/// # Errors
/// When the study or the control is not right, or finished parts cannot be kept.
pub fn curve(
    request: &CurveRequest,
    progress: &Progress<'_>,
    resumed: &dyn Fn(usize, usize),
) -> Result<CurveView, AppError> {
    let (loaded, files) = load::study(request.study.as_deref())?;
    let scenario = scenario(&loaded, request.control.as_deref())?;
    let runs = within("runs", request.runs.unwrap_or(i64::from(RUNS)), MAX_RUNS)?.next_multiple_of(LANES as u32);
    let threads = request.threads.map_or(Ok(0), |n| within("threads", n, 1024))? as usize;
    let seed = request.seed.unwrap_or(loaded.study.settings.seed);
    let longest = within("longest", request.longest.unwrap_or(i64::from(LONGEST_DAYS)), 3000)?;
    let days = LOOP_DAYS.max(longest as usize + TAIL_DAYS);
    let options = Options { days, extra_cover_days: 0.0 };
    let model = Model::squeeze(&loaded.package.chain, &loaded.study, &scenario, options)?;
    let data = load::data_digest(&[&coercivity_data::package::embedded(), &files], scenario.key.as_bytes());
    let key = format!("{} {data} {} {runs} {seed} {longest}", env!("CARGO_PKG_VERSION"), loaded.study.key);
    let mut parts = Parts::open(request.parts.clone(), &key)?;
    let wanted = wanted(&model, runs as usize / LANES);
    resumed(wanted.iter().filter(|part| parts.has(part)).count(), wanted.len());
    parts.fill(&model, &wanted, seed, longest as usize, threads, progress)?;
    let mut lines: Vec<CurveLine> = (0..model.network.lines.len()).map(|n| line(&loaded, &parts, n, longest)).collect();
    lines.sort_by_key(|line| line.coercivity_days.unwrap_or(u32::MAX));
    let control = &model.regimes[0].control;
    let view = CurveView {
        program: ProgramView { name: "coercivity".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        study: loaded.study.key.clone(),
        study_title: loaded.study.title.clone(),
        control: control.key.clone(),
        control_title: control.title.clone(),
        start_date: model.start.to_string(),
        runs,
        seed,
        longest_days: longest,
        digest: parts.digest(&wanted),
        lines,
    };
    parts.forget();
    Ok(view)
}

/// Runs of the map in the report of a run.
const RUNS_OF_REPORT: i64 = 32;

/// The map of a study for the report of a run: of the control that the run's scenario starts with.
///
/// # Errors
/// When the study is not right.
pub(crate) fn of_run(
    request: &crate::run::RunRequest,
    chain: &Chain,
    scenario: &Scenario,
    progress: &Progress<'_>,
) -> Result<CurveView, AppError> {
    let request = CurveRequest {
        study: request.study.clone(),
        control: first_licensing(chain, scenario).map(|id| chain.controls[id.index()].key.clone()),
        runs: Some(RUNS_OF_REPORT),
        seed: request.seed,
        threads: request.threads,
        ..CurveRequest::default()
    };
    curve(&request, progress, &|_, _| {})
}

/// The first control of a scenario that licenses.
fn first_licensing(chain: &Chain, scenario: &Scenario) -> Option<ControlId> {
    scenario.events.iter().find_map(|event| match &event.kind {
        EventKind::Control { control, .. } if chain.controls[control.index()].licensing().is_some() => Some(*control),
        _ => None,
    })
}

/// The control alone, from the start of the study's scenario on.
fn scenario(loaded: &LoadedStudy, control: Option<&str>) -> Result<Scenario, AppError> {
    let package = &loaded.package;
    let (own, _) = load::scenario(package, &loaded.study.settings.scenario)?;
    let licenses = |id: &ControlId| package.chain.controls[id.index()].licensing().is_some();
    let named = |key: &str| {
        let known = || package.chain.controls.iter().filter(|c| c.licensing().is_some()).map(|c| c.key.as_str());
        package.chain.control(key).filter(licenses).ok_or_else(|| AppError::Unknown {
            what: "control that licenses",
            name: key.to_owned(),
            hint: format!("one of: {}", known().collect::<Vec<_>>().join(", ")),
        })
    };
    let control = match control {
        Some(key) => named(key)?,
        None => match first_licensing(&package.chain, &own) {
            Some(control) => control,
            None => named(DEFAULT_CONTROL)?,
        },
    };
    let kind = EventKind::Control { control, branch: None };
    let event = Event { date: own.start, label: "squeeze".to_owned(), kind, source: None };
    Ok(Scenario {
        key: format!("squeeze {}", package.chain.controls[control.index()].key),
        title: "Squeeze".to_owned(),
        description: String::new(),
        events: vec![event],
        start: own.start,
        branches: Vec::new(),
    })
}

/// All parts of the work, in a fixed order.
fn wanted(model: &Model, groups: usize) -> Vec<Part> {
    let mut wanted: Vec<Part> = (0..groups).map(|group| Part::Loop { group }).collect();
    for line in 0..model.network.lines.len() {
        for severity in SEVERITIES {
            wanted.extend((0..groups).map(|group| Part::Critical { line, severity, group }));
        }
    }
    wanted
}

fn line(loaded: &LoadedStudy, parts: &Parts, n: usize, longest: u32) -> CurveLine {
    let line = &loaded.study.lines[n];
    let contours: Vec<ContourPoint> = SEVERITIES.iter().map(|severity| contour(parts, n, *severity)).collect();
    let full = contours.last();
    CurveLine {
        line: line.key.clone(),
        title: line.title.clone(),
        coercivity_days: full.and_then(|point| point.days.p50),
        coercivity: full.map_or(NEVER, |point| point.days),
        remanence: full.map_or(Quantiles { p10: 1.0, p50: 1.0, p90: 1.0 }, |point| point.remanence),
        map: SEVERITIES.iter().flat_map(|severity| map_row(parts, n, *severity, longest)).collect(),
        contours,
        hysteresis: hysteresis(parts, n),
    }
}

const NEVER: DayQuantiles = DayQuantiles { p10: None, p50: None, p90: None, share_of_runs: 0.0 };

fn contour(parts: &Parts, line: usize, severity: f64) -> ContourPoint {
    let days = parts.critical_days(line, severity);
    let q = day_quantiles(&days);
    let day = |value: f64| value.is_finite().then_some(value as u32);
    let fallen = days.iter().flatten().count() as f64 / days.len().max(1) as f64;
    let r = quantiles(parts.remanence(line, severity).into_iter());
    ContourPoint {
        severity,
        days: DayQuantiles { p10: day(q.p10), p50: day(q.p50), p90: day(q.p90), share_of_runs: fallen },
        remanence: Quantiles { p10: r.p10, p50: r.p50, p90: r.p90 },
    }
}

fn map_row(parts: &Parts, line: usize, severity: f64, longest: u32) -> Vec<MapCell> {
    let days = parts.critical_days(line, severity);
    let share = |duration: u32| {
        days.iter().flatten().filter(|critical| **critical <= duration).count() as f64 / days.len().max(1) as f64
    };
    let durations = (1..=longest / MAP_STEP_DAYS).map(|step| step * MAP_STEP_DAYS);
    durations.map(|duration| MapCell { severity, duration_days: duration, share_of_runs: share(duration) }).collect()
}

fn hysteresis(parts: &Parts, line: usize) -> Vec<LoopPoint> {
    let runs = parts.loops(line);
    let steps = LOOP_DAYS / LOOP_STEP_DAYS;
    (1..=steps)
        .map(|step| {
            let last = step * LOOP_STEP_DAYS;
            let outputs: Vec<f64> = runs
                .iter()
                .map(|run| run[last - MEAN_DAYS..last].iter().map(|x| f64::from(*x)).sum::<f64>() / MEAN_DAYS as f64)
                .collect();
            let q = quantiles(outputs.iter().copied());
            LoopPoint {
                day: (last - 1) as u32,
                severity: loop_severity(last - 1),
                rising: step <= 12,
                mean: outputs.iter().sum::<f64>() / outputs.len().max(1) as f64,
                output: Quantiles { p10: q.p10, p50: q.p50, p90: q.p90 },
            }
        })
        .collect()
}
