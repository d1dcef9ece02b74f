//! What can be asked for as a job, and how it is checked and done.

mod plan;

pub(crate) use plan::{PlanBody, SqueezeBody};

use crate::problem::Failure;
use coercivity_app::backtest::{BacktestRequest, backtest};
use coercivity_app::curve::{CurveRequest, curve};
use coercivity_app::library::Library;
use coercivity_app::run::{self, RunRequest};
use coercivity_app::scenario_form::{self, ScenarioForm, Written};
use coercivity_app::{AppError, Progress};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Most runs of a job.
const MOST_RUNS: i64 = 20_000;
/// Most days in all runs of a job; its series are held in memory.
const MOST_RUN_DAYS: i64 = 12_000_000;
/// Most runs of a curve or a back-test.
const MOST_OTHER_RUNS: i64 = 2_000;

/// A scenario by name, or as a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum ScenarioChoice {
    /// Key of a scenario that the study can run, or `none`.
    Named(String),
    /// A scenario of one's own.
    Form(ScenarioForm),
}

/// A run of a study.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunBody {
    /// Study.
    pub(crate) study: String,
    /// Scenario; none = the study's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<ScenarioChoice>")]
    pub(crate) scenario: Option<Value>,
    /// Branch of the scenario; none = as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) branch: Option<String>,
    /// Runs; none = as the study says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 20_000))]
    pub(crate) runs: Option<i64>,
    /// Seed; none = as the study says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
    /// Days per run; none = as the study says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 3650))]
    pub(crate) days: Option<i64>,
    /// Cover of the study's sites beyond that of the study, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 3650))]
    pub(crate) extra_cover_days: Option<f64>,
    /// Only what happens to the lines, at once, and not kept.
    #[serde(default)]
    pub(crate) preview: bool,
}

/// Coercivity of the lines of a study.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CurveBody {
    /// Study.
    pub(crate) study: String,
    /// Control whose goods are squeezed; none = the first of the study's scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) control: Option<String>,
    /// Runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 2_000))]
    pub(crate) runs: Option<i64>,
    /// Longest squeeze tried, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 3000))]
    pub(crate) longest: Option<i64>,
}

/// Back-tests of the package.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BacktestBody {
    /// Cases; empty = all.
    #[serde(default)]
    pub(crate) cases: Vec<String>,
    /// Runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 2_000))]
    pub(crate) runs: Option<i64>,
    /// Seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
}

/// A job before it is one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Work {
    Run(RunBody),
    Curve(CurveBody),
    Backtest(BacktestBody),
    Plan(PlanBody),
    Squeeze(SqueezeBody),
}

impl Work {
    /// Reads what was kept of a job.
    pub(crate) fn read(verb: &str, request: &Value) -> Option<Work> {
        let request = request.clone();
        match verb {
            "run" => serde_json::from_value(request).ok().map(Work::Run),
            "curve" => serde_json::from_value(request).ok().map(Work::Curve),
            "backtest" => serde_json::from_value(request).ok().map(Work::Backtest),
            "plan" => serde_json::from_value(request).ok().map(Work::Plan),
            "squeeze" => serde_json::from_value(request).ok().map(Work::Squeeze),
            _ => None,
        }
    }

    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Work::Run(_) => "run",
            Work::Curve(_) => "curve",
            Work::Backtest(_) => "backtest",
            Work::Plan(_) => "plan",
            Work::Squeeze(_) => "squeeze",
        }
    }

    pub(crate) fn study(&self) -> Option<&str> {
        match self {
            Work::Run(body) => Some(&body.study),
            Work::Curve(body) => Some(&body.study),
            Work::Plan(body) => Some(&body.study),
            Work::Squeeze(body) => Some(&body.study),
            Work::Backtest(_) => None,
        }
    }

    pub(crate) fn is_preview(&self) -> bool {
        matches!(self, Work::Run(body) if body.preview)
    }

    pub(crate) fn request(&self) -> Value {
        let value = match self {
            Work::Run(body) => serde_json::to_value(body),
            Work::Curve(body) => serde_json::to_value(body),
            Work::Backtest(body) => serde_json::to_value(body),
            Work::Plan(body) => serde_json::to_value(body),
            Work::Squeeze(body) => serde_json::to_value(body),
        };
        value.unwrap_or_default()
    }

    /// Checks everything that can be said before the work; returns its title, and all that its answer depends on.
    pub(crate) fn check(&self, library: &Library) -> Result<(String, String), Failure> {
        match self {
            Work::Run(body) => check_run(library, body),
            Work::Curve(body) => {
                let study = library.study(&body.study)?;
                bounds("runs", body.runs, MOST_OTHER_RUNS)?;
                bounds("longest", body.longest, 3000)?;
                Ok((
                    format!("Coercivity: {}", study.title),
                    format!("{} {}", self.request(), library.digest(&body.study)?),
                ))
            }
            Work::Backtest(body) => {
                bounds("runs", body.runs, MOST_OTHER_RUNS)?;
                coercivity_app::backtest::check(&body.cases)?;
                let package = coercivity_app::load::data_digest(&[&coercivity_app::load::package()], &[]);
                Ok(("Back-tests".to_owned(), format!("{} {package}", self.request())))
            }
            Work::Plan(body) => body.check(library),
            Work::Squeeze(body) => body.check(library),
        }
    }

    /// Does it; the answer is the JSON that the command line prints.
    pub(crate) fn answer(&self, library: &Library, progress: &Progress<'_>) -> Result<Vec<u8>, Failure> {
        match self {
            Work::Run(body) => {
                let (request, _) = run_request(library, body)?;
                if body.preview {
                    json(&run::preview(&request, progress)?)
                } else {
                    json(&run::run(&request, progress)?)
                }
            }
            Work::Curve(body) => {
                let request = CurveRequest {
                    study: Some(library.argument(&body.study)?),
                    control: body.control.clone(),
                    runs: body.runs,
                    longest: body.longest,
                    ..CurveRequest::default()
                };
                json(&curve(&request, progress, &|_, _| {})?)
            }
            Work::Backtest(body) => {
                let request = BacktestRequest {
                    cases: body.cases.clone(),
                    runs: body.runs,
                    seed: body.seed,
                    ..BacktestRequest::default()
                };
                json(&backtest(&request, progress)?)
            }
            Work::Plan(body) => body.answer(library, progress),
            Work::Squeeze(body) => body.answer(library, progress),
        }
    }
}

/// One line of JSON, as on the command line.
pub(crate) fn json(view: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let failed =
        |error: serde_json::Error| Failure::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
    let mut bytes = serde_json::to_vec(view).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn bounds(name: &str, value: Option<i64>, most: i64) -> Result<(), Failure> {
    match value {
        Some(number) if !(1..=most).contains(&number) => {
            let hint = format!("write a whole number from 1 to {most}");
            Err(Failure::field(Some(format!("/{name}")), name, &number.to_string(), "out of bounds", &hint))
        }
        _ => Ok(()),
    }
}

fn check_run(library: &Library, body: &RunBody) -> Result<(String, String), Failure> {
    let study = library.study(&body.study)?;
    bounds("runs", body.runs, MOST_RUNS)?;
    bounds("days", body.days, 3650)?;
    let (runs, days) = (body.runs.unwrap_or(i64::from(study.runs)), body.days.unwrap_or(i64::from(study.days)));
    if runs.saturating_mul(days) > MOST_RUN_DAYS || runs > MOST_RUNS {
        let hint = format!(
            "at most {MOST_RUN_DAYS} days in all and {MOST_RUNS} runs; larger ensembles run on the command line"
        );
        return Err(Failure::field(
            Some("/runs".to_owned()),
            "runs",
            &runs.to_string(),
            "too many for this server",
            &hint,
        ));
    }
    let (request, written) = run_request(library, body)?;
    let (title, question) = run::check(&request).map_err(|error| placed(error, written.as_ref()))?;
    Ok((format!("{}: {title}", study.title), format!("{question} preview={}", body.preview)))
}

/// The request to the verb, and the scenario as a file where it came as a form.
fn run_request(library: &Library, body: &RunBody) -> Result<(RunRequest, Option<Written>), Failure> {
    let (scenario, written) = chosen(library, &body.study, body.scenario.as_ref())?;
    let request = RunRequest {
        study: Some(library.argument(&body.study)?),
        scenario,
        written: written.as_ref().map(|file| file.text.clone()),
        branch: body.branch.clone(),
        runs: body.runs,
        seed: body.seed,
        days: body.days,
        extra_cover_days: body.extra_cover_days,
        ..RunRequest::default()
    };
    Ok((request, written))
}

/// The scenario of a body: its name, or the file that a form comes to; neither = the study's own.
fn chosen(
    library: &Library,
    study: &str,
    scenario: Option<&Value>,
) -> Result<(Option<String>, Option<Written>), Failure> {
    match scenario {
        None | Some(Value::Null) => Ok((None, None)),
        Some(Value::String(name)) => Ok((Some(named(library, study, name)?), None)),
        Some(form) => {
            let form: ScenarioForm = serde_path_to_error::deserialize(form).map_err(|error| {
                let place = format!("/scenario/{}", error.path().to_string().replace(['.', '['], "/").replace(']', ""));
                Failure::field(Some(place.clone()), &place, "", &error.inner().to_string(), "see /api/openapi.json")
            })?;
            Ok((None, Some(scenario_form::write(&form).map_err(|error| placed(error, None))?)))
        }
    }
}

/// A scenario's name: never the path of a file.
fn named(library: &Library, study: &str, name: &str) -> Result<String, Failure> {
    let loaded = library.load(study)?;
    if name == "none" || loaded.package.scenarios.contains_key(name) {
        return Ok(name.to_owned());
    }
    let known: Vec<&str> = loaded.package.scenarios.keys().map(String::as_str).collect();
    let hint = format!("`none`, or one of: {}", known.join(", "));
    Err(Failure::field(Some("/scenario".to_owned()), "scenario", name, "no such scenario", &hint))
}

/// A failure whose defects point into the scenario of the body.
fn placed(error: AppError, written: Option<&Written>) -> Failure {
    let pointers: Vec<Option<String>> = match &error {
        AppError::Input(problems) => problems
            .0
            .iter()
            .map(|problem| match written {
                Some(written) => written.pointer(problem),
                None => problem.column.as_ref().map(|column| format!("/{column}")),
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut failure = Failure::from(error);
    for (error, pointer) in failure.errors.iter_mut().zip(pointers) {
        error.pointer = pointer.map(|pointer| format!("/scenario{pointer}"));
    }
    failure
}
