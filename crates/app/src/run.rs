//! `run`: when do my lines stop?

mod branches;
mod controls;
mod evidence;
mod lines;
mod prices;
mod stages;
mod story;
mod verdict;

use crate::Progress;
use crate::error::AppError;
use crate::load;
use coercivity_chain::{Chain, Scenario, Study};
use coercivity_data::study_file::LoadedStudy;
use coercivity_report::preview_view::PreviewView;
use coercivity_report::run_view::{Band, EventView, ProgramView, Quantiles, RunView, SeriesView};
use coercivity_sim::digest::digest;
use coercivity_sim::ensemble::{self, Outcome, Settings};
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::{Model, Options};
use coercivity_sim::params::{self, Drawn};
use coercivity_sim::summary;
use jiff::ToSpan;
use jiff::civil::Date;

/// Largest number of runs of one request.
pub const MAX_RUNS: u32 = 1_000_000;
/// Runs of the companion ensemble: enough for a ninetieth percentile.
const COMPANIONS: usize = 200;
/// Longest horizon \[days\].
pub const MAX_DAYS: u32 = 3650;
/// Most cover beyond that of a study \[days\].
const MAX_EXTRA_COVER_DAYS: f64 = 3650.0;

/// What to run; `None` = as the study says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunRequest {
    /// Worked study or folder.
    pub study: Option<String>,
    /// Scenario of the package, file, or `none`.
    pub scenario: Option<String>,
    /// Scenario as a file would hold it, in place of one with a name.
    pub written: Option<String>,
    /// Runs.
    pub runs: Option<i64>,
    /// Seed.
    pub seed: Option<u64>,
    /// Days per run.
    pub days: Option<i64>,
    /// Threads; `None` = all cores.
    pub threads: Option<i64>,
    /// Branch of the scenario; `None` = as published.
    pub branch: Option<String>,
    /// Cover of every input of the study's sites beyond that of the study, in days.
    pub extra_cover_days: Option<f64>,
    /// Add the back-tests of the scenario, the coercivity map of the lines and the plan.
    pub with_trust: bool,
}

/// Name of the branch in which every control follows its published statuses.
const AS_PUBLISHED: &str = "as published";

/// All that the parts of the response are made from.
struct Results<'a> {
    loaded: &'a LoadedStudy,
    study: &'a Study,
    scenario: &'a Scenario,
    model: &'a Model,
    drawn: Vec<Drawn>,
    /// The scenario.
    outcome: Outcome,
    /// The scenario with covers that never run out.
    companion: Outcome,
    /// No events.
    baseline: Outcome,
    seed: u64,
}

impl Results<'_> {
    fn date(&self, day: i64) -> Date {
        self.model.start.saturating_add(day.days())
    }
}

/// A request with its names looked up and its numbers checked.
struct Asked {
    loaded: LoadedStudy,
    /// Scenario as written, all its branches open.
    written: Scenario,
    /// Branch asked for, by position.
    branch: Option<usize>,
    /// The scenario under that branch.
    scenario: Scenario,
    settings: Settings,
    days: usize,
    extra_cover_days: f64,
    data_digest: String,
}

impl Asked {
    fn new(request: &RunRequest) -> Result<Self, AppError> {
        let (loaded, files) = load::study(request.study.as_deref())?;
        let defaults = &loaded.study.settings;
        let (written, bytes) = match &request.written {
            Some(text) => (loaded.package.read_scenario("scenario", text.as_bytes())?, text.clone().into_bytes()),
            None => load::scenario(&loaded.package, request.scenario.as_deref().unwrap_or(&defaults.scenario))?,
        };
        let branch = branch(&written, request.branch.as_deref())?;
        let scenario = branch.map_or_else(|| written.clone(), |n| written.under(&written.branches[n]));
        let runs = within("runs", request.runs.unwrap_or(i64::from(defaults.runs)), MAX_RUNS)?;
        let days = within("days", request.days.unwrap_or(i64::from(defaults.days)), MAX_DAYS)? as usize;
        let threads = request.threads.map_or(Ok(0), |n| within("threads", n, 1024))?;
        let seed = request.seed.unwrap_or(defaults.seed);
        let extra_cover_days = request.extra_cover_days.unwrap_or(0.0);
        if !(0.0..=MAX_EXTRA_COVER_DAYS).contains(&extra_cover_days) {
            return Err(AppError::OutOfBounds {
                name: "extra cover",
                value: extra_cover_days.to_string(),
                hint: format!("write days from 0 to {MAX_EXTRA_COVER_DAYS}"),
            });
        }
        Ok(Asked {
            branch,
            settings: Settings { runs: runs as usize, seed, threads: threads as usize, keep_cases: false },
            days,
            extra_cover_days,
            data_digest: load::data_digest(&[&coercivity_data::package::embedded(), &files], &bytes),
            loaded,
            written,
            scenario,
        })
    }

    /// The model of a scenario, with more cover than the request says where `plenty_days` is not 0.
    fn model(&self, scenario: &Scenario, plenty_days: f64) -> Result<Model, AppError> {
        let options = Options { days: self.days, extra_cover_days: self.extra_cover_days + plenty_days };
        Ok(Model::new(&self.loaded.package.chain, Some(&self.loaded.study), scenario, &[], options)?)
    }

    fn branch_name(&self) -> String {
        self.branch.map_or_else(|| AS_PUBLISHED.to_owned(), |n| self.written.branches[n].key.clone())
    }
}

/// Checks a request as [`run`] will: the title of its scenario, and the question with every default filled in and a
/// digest of all data under it; two requests with the same question have the same answer.
///
/// # Errors
/// As [`run`], but for lines that do not fit the chain.
pub fn check(request: &RunRequest) -> Result<(String, String), AppError> {
    let asked = Asked::new(request)?;
    let question = format!(
        "study={} scenario={} branch={} runs={} days={} seed={} extra_cover_days={} trust={} {}",
        asked.loaded.study.key,
        asked.scenario.key,
        asked.branch_name(),
        asked.settings.runs,
        asked.days,
        asked.settings.seed,
        asked.extra_cover_days,
        request.with_trust,
        asked.data_digest
    );
    Ok((asked.scenario.title, question))
}

/// Runs a study under a scenario. `progress` hears runs finished and runs in all, and answers whether to go on.
///
/// # Errors
/// When the request, the study or the scenario is not right, or `progress` said to stop; nothing has been written then.
pub fn run(request: &RunRequest, progress: &Progress<'_>) -> Result<RunView, AppError> {
    let asked = Asked::new(request)?;
    let Asked { settings, scenario, .. } = &asked;
    let settings = *settings;
    let others: Vec<_> =
        asked.written.branches.iter().enumerate().filter(|(n, _)| asked.branch != Some(*n)).map(|(_, b)| b).collect();
    let model = asked.model(scenario, 0.0)?;
    let companions = settings.runs.min(COMPANIONS);
    let total = settings.runs + companions + others.len() * branches::runs(settings);
    let outcome = ensemble::run(&model, settings, &|done| progress(done, total))?;
    // The same draws with stocks that last for the whole horizon show how much would have been enough.
    let plenty = asked.model(scenario, asked.days as f64 + 60.0)?;
    let few = Settings { runs: companions, ..settings };
    let companion = ensemble::run(&plenty, few, &|done| progress(settings.runs + done, total))?;
    let quiet = asked.model(&Scenario { events: Vec::new(), ..scenario.clone() }, 0.0)?;
    let baseline = ensemble::run(&quiet, Settings { runs: settings.runs.min(LANES), ..settings }, &|_| true)?;

    let before = settings.runs + companions;
    let build = |scenario: &Scenario| asked.model(scenario, 0.0);
    let other_ways = branches::branches(&asked.loaded.study, &asked.written, &others, settings, &build, &|done| {
        progress(before + done, total)
    })?;

    let drawn = params::drawn(&model);
    let results = Results {
        loaded: &asked.loaded,
        study: &asked.loaded.study,
        scenario,
        model: &model,
        drawn,
        outcome,
        companion,
        baseline,
        seed: settings.seed,
    };
    let mut view = view(&results, asked.data_digest.clone());
    view.branch = asked.branch_name();
    view.branches = other_ways;
    if asked.extra_cover_days > 0.0 {
        // A result that rests on stocks nobody has must say so wherever it is read.
        let days = asked.extra_cover_days;
        let said = format!("Every input of the study is given {days} days of cover beyond what the study says.");
        view.verdict = format!("{} {said}", view.verdict);
        view.assumptions.insert(0, format!("{said} The coercivity map is without them."));
    }
    if request.with_trust {
        let heard = |done: usize, all: usize| progress(total + done, total + all);
        view.backtests = crate::backtest::of_scenario(&asked.loaded.package, &scenario.key, settings, &heard)?;
        view.curve = Some(crate::curve::of_run(request, &asked.loaded.package.chain, scenario, &heard)?);
        view.plan = Some(crate::plan::of_run(request, &heard)?);
    }
    Ok(view)
}

/// Only what happens to the lines: one ensemble, no companion, no branches, no story.
///
/// # Errors
/// As [`run`].
pub fn preview(request: &RunRequest, progress: &Progress<'_>) -> Result<PreviewView, AppError> {
    let asked = Asked::new(request)?;
    let model = asked.model(&asked.scenario, 0.0)?;
    let outcome = ensemble::run(&model, asked.settings, &|done| progress(done, asked.settings.runs))?;
    Ok(PreviewView {
        study: asked.loaded.study.key.clone(),
        scenario: asked.scenario.key.clone(),
        scenario_title: asked.scenario.title.clone(),
        branch: asked.branch_name(),
        start_date: model.start.to_string(),
        seed: asked.settings.seed,
        runs: outcome.runs as u32,
        days: outcome.days as u32,
        extra_cover_days: asked.extra_cover_days,
        digest: digest(&outcome),
        data_digest: asked.data_digest.clone(),
        events: events(&asked.loaded.package.chain, &asked.scenario, &model, outcome.days),
        lines: lines::previews(&asked.loaded, &model, &outcome),
    })
}

/// The branch asked for; `None` = as published.
fn branch(scenario: &Scenario, name: Option<&str>) -> Result<Option<usize>, AppError> {
    let Some(name) = name.filter(|name| *name != AS_PUBLISHED) else { return Ok(None) };
    let known = || scenario.branches.iter().map(|b| b.key.as_str()).collect::<Vec<_>>().join(", ");
    let found = scenario.branches.iter().position(|branch| branch.key == name);
    found.map(Some).ok_or_else(|| AppError::Unknown {
        what: "branch of the scenario",
        name: name.to_owned(),
        hint: if scenario.branches.is_empty() { "it has none".to_owned() } else { format!("one of: {}", known()) },
    })
}

/// A setting between 1 and `most`.
pub(crate) fn within(name: &'static str, value: i64, most: u32) -> Result<u32, AppError> {
    match u32::try_from(value) {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(AppError::OutOfBounds {
            name,
            value: value.to_string(),
            hint: format!("write a whole number from 1 to {most}"),
        }),
    }
}

fn view(results: &Results<'_>, data_digest: String) -> RunView {
    let mut lines: Vec<_> = (0..results.study.lines.len()).map(|n| lines::line(results, n)).collect();
    // Most exposed first: the share of runs that stop, then how early, then how much.
    lines.sort_by(|a, b| {
        let key = |l: &coercivity_report::run_view::LineView| {
            (l.first_stop.p50.unwrap_or(u32::MAX), l.first_curtailed.p50.unwrap_or(u32::MAX))
        };
        key(a)
            .cmp(&key(b))
            .then(b.first_stop.share_of_runs.total_cmp(&a.first_stop.share_of_runs))
            .then(b.units_lost.p50.total_cmp(&a.units_lost.p50))
    });
    let controls = controls::controls(results);
    let series = SeriesView {
        output: lines.iter().map(|line| line.output.clone()).collect(),
        cover: lines.iter().map(|line| line.cover.clone()).collect(),
        backlog: controls.iter().map(|control| control.backlog.clone()).collect(),
        exports: controls::exports(results),
    };
    let (figures, sources) = evidence::figures(results);
    let mut view = RunView {
        program: ProgramView { name: "coercivity".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        data_digest,
        study: results.study.key.clone(),
        study_title: results.study.title.clone(),
        scenario: results.scenario.key.clone(),
        scenario_title: results.scenario.title.clone(),
        start_date: results.model.start.to_string(),
        seed: results.seed,
        runs: results.outcome.runs as u32,
        days: results.outcome.days as u32,
        digest: digest(&results.outcome),
        base_year: results.loaded.package.chain.base_year,
        verdict: String::new(),
        stages: stages::stages(results, &lines),
        events: events(&results.loaded.package.chain, results.scenario, results.model, results.outcome.days),
        lines,
        controls,
        series,
        prices: prices::prices(results),
        branch: String::new(),
        branches: Vec::new(),
        backtests: Vec::new(),
        curve: None,
        plan: None,
        economy: None,
        assumptions: evidence::assumptions(results),
        figures,
        sources,
    };
    view.verdict = verdict::verdict(&view);
    view
}

fn events(chain: &Chain, scenario: &Scenario, model: &Model, days: usize) -> Vec<EventView> {
    let make = |event: &coercivity_chain::Event| EventView {
        day: coercivity_sim::model::day_of(model.start, event.date) as i32,
        date: event.date.to_string(),
        label: event.label.clone(),
        source: event.source.map_or_else(String::new, |s| chain.sources[s.index()].title.clone()),
    };
    let last = model.start.saturating_add((days as i64).days());
    scenario.events.iter().filter(|event| event.date < last).map(make).collect()
}

fn quantiles(q: summary::Quantiles) -> Quantiles {
    Quantiles { p10: q.p10, p50: q.p50, p90: q.p90 }
}

fn of_values(values: impl Iterator<Item = f64>) -> Quantiles {
    quantiles(summary::quantiles(values))
}

fn band(name: String, unit: &str, values: &[f32], days: usize) -> Band {
    let [p10, p50, p90] = summary::band(values, days);
    Band { name, unit: unit.to_owned(), p10, p50, p90 }
}
