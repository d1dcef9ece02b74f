//! `plan`: which mix of levers keeps the lines running for least money?

pub(crate) mod draws;
pub(crate) mod events;
pub(crate) mod offers;
pub(crate) mod region;
mod rules;
mod sensitivity;
pub(crate) mod setting;
mod simulated;
mod stockpile;
mod view;

use crate::Progress;
use crate::error::AppError;
use crate::load;
use crate::run::within;
use coercivity_chain::{ControlId, Event, EventKind, Scenario, Study};
use coercivity_data::study_file::LoadedStudy;
use coercivity_plan::case::{Case, Demand, Draw, Line};
use coercivity_plan::conflict::conflict;
use coercivity_plan::program::{self, Answer, Chosen, Cuts};
use coercivity_report::plan_view::PlanView;
use coercivity_sim::ensemble::{self, Outcome, Settings};
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::{Model, Options};
use jiff::ToSpan;
use offers::{Look, Offer, offers};
use region::Subject;
use setting::Setting;

/// Draws per branch.
const RUNS: i64 = 64;
/// Most draws per branch.
const MOST_RUNS: u32 = 2_000;
/// Longest horizon \[days\].
const MOST_DAYS: u32 = 1_500;
/// Most months ahead.
const MOST_MONTHS: f64 = 120.0;
/// Level of the tail: the worst twentieth.
const LEVEL: f64 = 0.95;
/// Between the seed of the draws that a plan is made on and that of those it is simulated on.
const FRESH: u64 = 0x5eed_0f70_0a11;

/// What to plan; `None` = as by default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanRequest {
    /// Worked study or folder.
    pub study: Option<String>,
    /// Scenario of the package, file, or `none`.
    pub scenario: Option<String>,
    /// Scenario as a file would hold it, in place of one with a name.
    pub written: Option<String>,
    /// Most that may be spent, in the currency of the first line.
    pub budget: Option<f64>,
    /// Weight of the tail against the mean, 0 to 1; 0.5 by default.
    pub risk_aversion: Option<f64>,
    /// Levers that may be used, by key; empty = all.
    pub levers: Vec<String>,
    /// Country or region whose end uses are planned for, in place of the lines of the study.
    pub for_region: Option<String>,
    /// Magnet materials that such a plan is about, by key; empty = all.
    pub materials: Vec<String>,
    /// Rules that must be kept, by key.
    pub require: Vec<String>,
    /// Share of the plan that each line must make on average, 0 to 1.
    pub service: Option<f64>,
    /// Months before day 0 at which the plan is begun; 12 by default.
    pub ahead_months: Option<f64>,
    /// Chance that the scenario comes at all, 0 to 1; 1 by default.
    pub likelihood: Option<f64>,
    /// Weights of branches by key; equal by default.
    pub weights: Vec<(String, f64)>,
    /// Draws per branch.
    pub runs: Option<i64>,
    /// Seed; `None` = as the study says.
    pub seed: Option<u64>,
    /// Days per run; `None` = as the study says.
    pub days: Option<i64>,
    /// Threads; `None` = all cores.
    pub threads: Option<i64>,
}

/// A way in which the scenario may go on.
struct Way {
    key: String,
    title: String,
    weight: f64,
    scenario: Scenario,
}

/// A request with its names looked up and its numbers checked.
struct Asked {
    loaded: LoadedStudy,
    /// Name of the region that is planned for.
    region: Option<String>,
    /// What each line stands for, as a multiple of itself.
    scale: Vec<f64>,
    written: Scenario,
    ways: Vec<Way>,
    settings: Settings,
    days: usize,
    budget: Option<f64>,
    risk_aversion: f64,
    service: Option<f64>,
    ahead_months: f64,
    likelihood: f64,
    data_digest: String,
}

impl Asked {
    fn new(request: &PlanRequest) -> Result<Self, AppError> {
        let Subject { loaded, files, region, scale } =
            region::subject(request.study.as_deref(), request.for_region.as_deref(), &request.materials)?;
        let defaults = &loaded.study.settings;
        let (written, bytes) = match &request.written {
            Some(text) => (loaded.package.read_scenario("scenario", text.as_bytes())?, text.clone().into_bytes()),
            None => load::scenario(&loaded.package, request.scenario.as_deref().unwrap_or(&defaults.scenario))?,
        };
        let runs = within("runs", request.runs.unwrap_or(RUNS), MOST_RUNS)?.next_multiple_of(LANES as u32);
        let days = within("days", request.days.unwrap_or(i64::from(defaults.days)), MOST_DAYS)? as usize;
        let threads = request.threads.map_or(Ok(0), |n| within("threads", n, 1024))? as usize;
        let seed = request.seed.unwrap_or(defaults.seed);
        for key in &request.levers {
            known_lever(&loaded, region.is_some(), key)?;
        }
        let last_day = written.start.saturating_add((days as i64).days());
        for key in &request.require {
            rules::known(&loaded.package.chain, last_day, key)?;
        }
        Ok(Asked {
            ways: ways(&written, &request.weights)?,
            settings: Settings { runs: runs as usize, seed, threads, keep_cases: false },
            days,
            budget: request.budget.map(|budget| number("budget", budget, 0.0, 1e15)).transpose()?,
            risk_aversion: number("risk aversion", request.risk_aversion.unwrap_or(0.5), 0.0, 1.0)?,
            service: request.service.map(|share| number("service", share, 0.0, 1.0)).transpose()?,
            ahead_months: number("months ahead", request.ahead_months.unwrap_or(12.0), 0.0, MOST_MONTHS)?,
            likelihood: number("likelihood", request.likelihood.unwrap_or(1.0), 0.0, 1.0)?,
            data_digest: load::data_digest(&[&coercivity_data::package::embedded(), &files], &bytes),
            loaded,
            region,
            scale,
            written,
        })
    }

    fn study(&self) -> &Study {
        &self.loaded.study
    }

    fn model(&self, scenario: &Scenario) -> Result<Model, AppError> {
        let options = Options { days: self.days, extra_cover_days: 0.0 };
        Ok(Model::new(&self.loaded.package.chain, Some(&self.loaded.study), scenario, &[], options)?)
    }
}

fn known_lever(loaded: &LoadedStudy, public: bool, key: &str) -> Result<(), AppError> {
    let levers = loaded.package.chain.levers.iter().filter(|lever| lever.kind.is_public() == public);
    let known: Vec<&str> = levers.map(|lever| lever.key.as_str()).collect();
    if known.contains(&key) {
        return Ok(());
    }
    Err(AppError::Unknown { what: "lever", name: key.to_owned(), hint: format!("one of: {}", known.join(", ")) })
}

/// A number between bounds.
pub(crate) fn number(name: &'static str, value: f64, least: f64, most: f64) -> Result<f64, AppError> {
    if value.is_finite() && (least..=most).contains(&value) {
        return Ok(value);
    }
    let hint = format!("write a number from {least} to {most}");
    Err(AppError::OutOfBounds { name, value: value.to_string(), hint })
}

/// Branches with their weights; without branches, the scenario as published.
fn ways(scenario: &Scenario, weights: &[(String, f64)]) -> Result<Vec<Way>, AppError> {
    if scenario.branches.is_empty() {
        if let Some((key, _)) = weights.first() {
            let hint = "the scenario has no branches".to_owned();
            return Err(AppError::Unknown { what: "branch of the scenario", name: key.clone(), hint });
        }
        let (key, title) = ("as published".to_owned(), "As published".to_owned());
        return Ok(vec![Way { key, title, weight: 1.0, scenario: scenario.clone() }]);
    }
    for (key, weight) in weights {
        if !scenario.branches.iter().any(|branch| branch.key == *key) {
            let known: Vec<&str> = scenario.branches.iter().map(|branch| branch.key.as_str()).collect();
            let hint = format!("one of: {}", known.join(", "));
            return Err(AppError::Unknown { what: "branch of the scenario", name: key.clone(), hint });
        }
        number("weight of a branch", *weight, 0.0, 1e6)?;
    }
    // Who weighs some branches leaves out the others.
    let otherwise = if weights.is_empty() { 1.0 } else { 0.0 };
    let given = |key: &str| weights.iter().find(|(of, _)| of == key).map_or(otherwise, |(_, weight)| *weight);
    let total: f64 = scenario.branches.iter().map(|branch| given(&branch.key)).sum();
    if total <= 0.0 {
        let hint = "give at least one branch a weight above 0".to_owned();
        return Err(AppError::Contradiction { what: "all branches have weight 0".to_owned(), hint });
    }
    let way = |branch: &coercivity_chain::ScenarioBranch| Way {
        key: branch.key.clone(),
        title: branch.title.clone(),
        weight: given(&branch.key) / total,
        scenario: scenario.under(branch),
    };
    Ok(scenario.branches.iter().map(way).filter(|way| way.weight > 0.0).collect())
}

/// The plan of a study for the report of a run, as by default.
///
/// # Errors
/// When the study is not right.
pub(crate) fn of_run(request: &crate::run::RunRequest, progress: &Progress<'_>) -> Result<PlanView, AppError> {
    let request = PlanRequest {
        study: request.study.clone(),
        scenario: request.scenario.clone(),
        written: request.written.clone(),
        seed: request.seed,
        days: request.days,
        threads: request.threads,
        ..PlanRequest::default()
    };
    plan(&request, progress)
}

/// Checks a request as [`plan`] will: the title of its scenario, and the question with every default filled in and a
/// digest of all data under it.
///
/// # Errors
/// As [`plan`], but for lines that do not fit the chain.
pub fn check(request: &PlanRequest) -> Result<(String, String), AppError> {
    let asked = Asked::new(request)?;
    let weights: Vec<String> = asked.ways.iter().map(|way| format!("{}={}", way.key, way.weight)).collect();
    let question = format!(
        "plan study={} for={:?} materials={:?} scenario={} runs={} days={} seed={} budget={:?} risk={} service={:?} ahead={} likelihood={} levers={:?} require={:?} weights={} {}",
        asked.study().key,
        request.for_region,
        request.materials,
        asked.written.key,
        asked.settings.runs,
        asked.days,
        asked.settings.seed,
        asked.budget,
        asked.risk_aversion,
        asked.service,
        asked.ahead_months,
        asked.likelihood,
        request.levers,
        request.require,
        weights.join(","),
        asked.data_digest
    );
    Ok((asked.written.title, question))
}

/// All that the parts of the response are made from.
struct Planned<'a> {
    asked: &'a Asked,
    setting: &'a Setting<'a>,
    case: &'a Case,
    offers: &'a [Offer<'a>],
    chosen: &'a Chosen,
    /// With nothing bought.
    nothing: program::Evaluation,
    required: &'a [String],
}

/// Makes a plan. `progress` hears runs finished and runs in all, and answers whether to go on.
///
/// # Errors
/// When the request, the study or the scenario is not right, a solver gives up, or `progress` said to stop.
pub fn plan(request: &PlanRequest, progress: &Progress<'_>) -> Result<PlanView, AppError> {
    let asked = Asked::new(request)?;
    let model = asked.model(&asked.ways[0].scenario)?;
    let ahead_days = asked.ahead_months * offers::DAYS_PER_MONTH;
    let setting = Setting {
        scale: asked.scale.clone(),
        public: asked.region.is_some(),
        ..setting::setting(&asked.loaded, &model, asked.days, ahead_days, &request.levers)?
    };
    let steps = Steps { asked: &asked, progress, total: asked.ways.len() * (3 + usize::from(general(&setting))) };
    let draws = drawn(&setting, &steps)?;
    let lines = lines(&setting);
    let hurt = hurt(&lines, &draws, asked.days);
    let all = offers(&setting, &Look::default(), &hurt);
    let demands = demands(&asked, &setting, &all, &request.require);
    let case = Case {
        ends: draws::ends(asked.days),
        lines,
        levers: all.iter().map(in_program).collect(),
        draws,
        demands,
        risk_aversion: asked.risk_aversion,
        level: LEVEL,
    };
    let nothing = program::evaluate(&case, &vec![0.0; case.levers.len()]);
    let mut cuts = Cuts::default();
    let chosen = match program::solve(&case, &mut cuts)? {
        Answer::Best(chosen) => chosen,
        Answer::Infeasible => {
            return Ok(view::infeasible(&asked, &setting, &case, &nothing, conflict(&case, &mut cuts)?));
        }
    };
    let planned = Planned {
        asked: &asked,
        setting: &setting,
        case: &case,
        offers: &all,
        chosen: &chosen,
        nothing,
        required: &request.require,
    };
    let simulated = simulated::simulate(&planned, &steps)?;
    view::view(&planned, &simulated, &mut cuts, &hurt)
}

/// A lever as the program sees it: one that cannot be had has nothing to give.
pub(crate) fn in_program(offer: &Offer<'_>) -> coercivity_plan::case::Lever {
    let mut lever = offer.case.clone();
    if offer.refused.is_some() {
        lever.most = 0.0;
    }
    lever
}

/// Counts ensembles, all of a size.
struct Steps<'a> {
    asked: &'a Asked,
    progress: &'a Progress<'a>,
    total: usize,
}

impl Steps<'_> {
    fn run(&self, step: usize, model: &Model, seed: u64) -> Result<Outcome, AppError> {
        let settings = Settings { seed, ..self.asked.settings };
        let runs = settings.runs;
        Ok(ensemble::run(model, settings, &|done| (self.progress)(step * runs + done, self.total * runs))?)
    }
}

/// Are there general licences for some line, and may they be used?
fn general(setting: &Setting<'_>) -> bool {
    let lever = setting.chain.levers.iter().find(|lever| lever.kind == coercivity_chain::LeverKind::Licence);
    lever.is_some_and(|lever| setting.may_use(lever))
        && (0..setting.study.lines.len()).any(|line| setting.first_general(line).is_some())
}

/// Draws of all branches, with and without general licences, and the one in which nothing comes.
fn drawn(setting: &Setting<'_>, steps: &Steps<'_>) -> Result<Vec<Draw>, AppError> {
    let asked = steps.asked;
    let endless = draws::endless(setting);
    let seed = asked.settings.seed;
    let mut all = Vec::new();
    for (n, way) in asked.ways.iter().enumerate() {
        let model = asked.model(&events::with(&way.scenario, &endless))?;
        let plenty = steps.run(n, &model, seed)?;
        let licensed = if general(setting) {
            let model = {
                let licensed = licensed(&asked.loaded.package.chain, &way.scenario);
                asked.model(&events::with(&licensed, &endless))?
            };
            Some(steps.run(asked.ways.len() + n, &model, seed)?)
        } else {
            None
        };
        let weight = asked.likelihood * way.weight;
        all.extend(draws::draws(setting, &model, &plenty, licensed.as_ref(), (n, weight)));
    }
    if asked.likelihood < 1.0 {
        let lines = vec![Vec::new(); asked.study().lines.len()];
        all.push(Draw { weight: 1.0 - asked.likelihood, branch: asked.ways.len(), lines });
    }
    Ok(all)
}

/// The scenario with general licences for all lines under each of its controls.
fn licensed(chain: &coercivity_chain::Chain, scenario: &Scenario) -> Scenario {
    let controls: Vec<ControlId> = scenario
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Control { control, .. } if chain.controls[control.index()].licensing().is_some() => {
                Some(*control)
            }
            _ => None,
        })
        .collect();
    let event = |control: &ControlId| Event {
        date: scenario.start,
        label: "general licence".to_owned(),
        kind: EventKind::GeneralLicence { control: *control, line: None },
        source: None,
    };
    events::with(scenario, &controls.iter().map(event).collect::<Vec<_>>())
}

pub(crate) fn lines(setting: &Setting<'_>) -> Vec<Line> {
    let lines = setting.model.network.lines.iter().enumerate();
    let line = |(n, line): (usize, &coercivity_sim::model::LineModel)| Line {
        value_per_day: setting.value_per_day(n),
        patience_days: line.patience_days as f64,
        overtime: setting.study.settings.overtime,
        inputs: line.leaves.len(),
    };
    lines.map(line).collect()
}

/// Which lines lose anything with nothing bought?
fn hurt(lines: &[Line], draws: &[Draw], days: usize) -> Vec<bool> {
    let case = Case {
        ends: draws::ends(days),
        lines: lines.to_vec(),
        levers: Vec::new(),
        draws: draws.to_vec(),
        demands: Vec::new(),
        risk_aversion: 0.0,
        level: LEVEL,
    };
    program::evaluate(&case, &[]).mean.iter().map(|bend| bend.value > 0.0).collect()
}

/// What the request demands, by name.
fn demands(asked: &Asked, setting: &Setting<'_>, offers: &[Offer<'_>], require: &[String]) -> Vec<(String, Demand)> {
    let mut demands = Vec::new();
    if let Some(budget) = asked.budget {
        let name = format!("budget of {}", coercivity_report::money(budget, &setting.currency));
        demands.push((name, Demand::Budget(budget)));
    }
    if let Some(service) = asked.service {
        for (line, of) in setting.study.lines.iter().enumerate() {
            let name = format!("{} makes {:.1} % of its plan on average", of.key, 100.0 * service);
            demands.push((name, Demand::Service { line, lost: 1.0 - service }));
        }
    }
    for key in require {
        demands.extend(rules::demands(setting, offers, key));
    }
    demands
}
