//! `squeeze`: which control would do these lines most damage for least of the issuer's own exports?

mod learnt;
mod moves;
mod view;

use crate::Progress;
use crate::error::AppError;
use crate::load;
use crate::plan::offers::{DAYS_PER_MONTH, Look, Offer, offers};
use crate::plan::region::{self, Subject};
use crate::plan::setting::{self, Setting};
use crate::plan::{draws, events, in_program, lines, number};
use crate::run::within;
use coercivity_chain::{CountryId, Event, EventKind, Freeze, Scenario};
use coercivity_data::study_file::LoadedStudy;
use coercivity_plan::case::{Case, Demand, Draw};
use coercivity_plan::squeeze::Squeeze;
use coercivity_report::squeeze_view::SqueezeView;
use coercivity_sim::ensemble::{self, Settings};
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::{Model, Options};
use jiff::ToSpan;
use jiff::civil::Date;
use moves::Candidate;

/// Country that controls, by default.
const ISSUER: &str = "CHN";
/// Days that a control lasts, by default.
const FREEZE_DAYS: i64 = 180;
/// Most controls at once, by default.
const MOST: i64 = 2;
/// Most that may be asked for: sets grow fast.
const MOST_MOST: u32 = 4;
/// Days looked at.
const DAYS: i64 = 420;
/// Draws.
const RUNS: i64 = 16;
/// Weight of a USD of own exports against a unit of damage, by default: an issuer that counts its exports in full
/// never holds back goods worth many times the damage to a few lines.
const WEIGHT: f64 = 0.01;
/// Months by which levers are begun before the control is known, for those that close its damage.
const AHEAD_MONTHS: f64 = 24.0;

/// What to look for; `None` = as by default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SqueezeRequest {
    /// Worked study or folder.
    pub study: Option<String>,
    /// Country or region whose end uses are hurt, in place of the lines of the study.
    pub for_region: Option<String>,
    /// Magnet materials that these use, by key; empty = all.
    pub materials: Vec<String>,
    /// Country that controls, ISO alpha-3.
    pub issuer: Option<String>,
    /// Days that the control lasts.
    pub freeze_days: Option<i64>,
    /// Most controls at once.
    pub most: Option<i64>,
    /// Weight of a USD of own exports against a unit of damage.
    pub weight: Option<f64>,
    /// Most that the lines may spend on their answer.
    pub budget: Option<f64>,
    /// Draws.
    pub runs: Option<i64>,
    /// Seed; `None` = as the study says.
    pub seed: Option<u64>,
    /// Days looked at.
    pub days: Option<i64>,
    /// Threads; `None` = all cores.
    pub threads: Option<i64>,
}

/// A request with its names looked up and its numbers checked.
struct Asked {
    loaded: LoadedStudy,
    /// Are they the end uses of a region?
    public: bool,
    /// What each line stands for, as a multiple of itself.
    scale: Vec<f64>,
    issuer: CountryId,
    start: Date,
    freeze_days: u32,
    most: usize,
    weight: f64,
    budget: Option<f64>,
    settings: Settings,
    days: usize,
    data_digest: String,
}

impl Asked {
    fn new(request: &SqueezeRequest) -> Result<Self, AppError> {
        let Subject { loaded, files, region, scale } =
            region::subject(request.study.as_deref(), request.for_region.as_deref(), &request.materials)?;
        let chain = &loaded.package.chain;
        let name = request.issuer.as_deref().unwrap_or(ISSUER);
        let issuer = chain.country(name).ok_or_else(|| AppError::Unknown {
            what: "country",
            name: name.to_owned(),
            hint: "write an ISO alpha-3 code, as CHN".to_owned(),
        })?;
        let (scenario, _) = load::scenario(&loaded.package, &loaded.study.settings.scenario)?;
        let days = within("days", request.days.unwrap_or(DAYS), 1_500)? as usize;
        let freeze_days = within("freeze days", request.freeze_days.unwrap_or(FREEZE_DAYS), days as u32)?;
        let runs = within("runs", request.runs.unwrap_or(RUNS), 400)?.next_multiple_of(LANES as u32);
        let threads = request.threads.map_or(Ok(0), |n| within("threads", n, 1024))? as usize;
        let seed = request.seed.unwrap_or(loaded.study.settings.seed);
        Ok(Asked {
            issuer,
            start: scenario.start,
            freeze_days,
            most: within("most", request.most.unwrap_or(MOST), MOST_MOST)? as usize,
            weight: number("weight", request.weight.unwrap_or(WEIGHT), 0.0, 1e9)?,
            budget: request.budget.map(|budget| number("budget", budget, 0.0, 1e15)).transpose()?,
            settings: Settings { runs: runs as usize, seed, threads, keep_cases: false },
            days,
            data_digest: load::data_digest(&[&coercivity_data::package::embedded(), &files], &[]),
            loaded,
            public: region.is_some(),
            scale,
        })
    }

    fn model(&self, scenario: &Scenario) -> Result<Model, AppError> {
        let options = Options { days: self.days, extra_cover_days: 0.0 };
        Ok(Model::new(&self.loaded.package.chain, Some(&self.loaded.study), scenario, &[], options)?)
    }

    /// Nothing of these goods leaves the issuer for these countries.
    fn scenario(&self, moves: &[&Candidate]) -> Scenario {
        let event = |of: &&Candidate| Event {
            date: self.start,
            label: format!("no {} leaves", self.loaded.package.chain.materials[of.material.index()].title),
            kind: EventKind::Freeze {
                freeze: Freeze::Exports,
                country: self.issuer,
                materials: vec![of.material],
                to: of.to.clone(),
                until: Some(self.start.saturating_add(i64::from(self.freeze_days).days())),
            },
            source: None,
        };
        Scenario {
            key: "squeeze".to_owned(),
            title: "Squeeze".to_owned(),
            description: String::new(),
            events: moves.iter().map(event).collect(),
            start: self.start,
            branches: Vec::new(),
        }
    }
}

/// Checks a request as [`squeeze`] will: a title, and the question with every default filled in and a digest of all
/// data under it.
///
/// # Errors
/// As [`squeeze`], but for lines that do not fit the chain.
pub fn check(request: &SqueezeRequest) -> Result<(String, String), AppError> {
    let asked = Asked::new(request)?;
    let issuer = &asked.loaded.package.chain.countries[asked.issuer.index()].iso3;
    let question = format!(
        "squeeze study={} for={:?} materials={:?} issuer={issuer} freeze={} most={} weight={} budget={:?} runs={} seed={} days={} {}",
        asked.loaded.study.key,
        request.for_region,
        request.materials,
        asked.freeze_days,
        asked.most,
        asked.weight,
        asked.budget,
        asked.settings.runs,
        asked.settings.seed,
        asked.days,
        asked.data_digest
    );
    Ok((format!("Squeeze by {issuer}"), question))
}

/// All that the parts of the response are made from.
struct Results<'a> {
    asked: &'a Asked,
    setting: &'a Setting<'a>,
    candidates: &'a [Candidate],
    squeeze: &'a Squeeze,
    offers: &'a [Offer<'a>],
}

/// Looks for the worst control. `progress` hears runs finished and runs in all, and answers whether to go on.
///
/// # Errors
/// When the request or the study is not right, a solver gives up, or `progress` said to stop.
pub fn squeeze(request: &SqueezeRequest, progress: &Progress<'_>) -> Result<SqueezeView, AppError> {
    let asked = Asked::new(request)?;
    let quiet = asked.model(&asked.scenario(&[]))?;
    let candidates = moves::candidates(&asked, &quiet);
    if candidates.is_empty() {
        let hint = "name a country that exports what these lines are made of".to_owned();
        let what = format!("{} exports nothing that goes into this study", request.issuer.as_deref().unwrap_or(ISSUER));
        return Err(AppError::Contradiction { what, hint });
    }
    // Under a squeeze of everything each lever shows whether it can be built while it lasts.
    let everything: Vec<&Candidate> = candidates.iter().collect();
    let model = asked.model(&asked.scenario(&everything))?;
    let setting = setting_of(&asked, &model, 0.0)?;
    let total = candidates.len() + 2;
    let endless = draws::endless(&setting);
    let arrivals = |step: usize, moves: &[&Candidate]| -> Result<Vec<Draw>, AppError> {
        let model = asked.model(&events::with(&asked.scenario(moves), &endless))?;
        let runs = asked.settings.runs;
        let outcome = ensemble::run(&model, asked.settings, &|done| progress(step * runs + done, total * runs))?;
        Ok(draws::draws(&setting, &model, &outcome, None, (0, 1.0)))
    };
    let base = arrivals(0, &[])?;
    let mut moves = Vec::new();
    for (n, candidate) in candidates.iter().enumerate() {
        let draws = arrivals(1 + n, &[candidate])?;
        moves.push(coercivity_plan::squeeze::Move { exports: candidate.exports_usd, draws });
    }
    let all = offers(&setting, &Look::default(), &vec![true; setting.study.lines.len()]);
    let squeeze = Squeeze { case: case(&asked, &setting, &all, base), moves, most: asked.most, weight: asked.weight };
    let results =
        Results { asked: &asked, setting: &setting, candidates: &candidates, squeeze: &squeeze, offers: &all };
    view::view(&results, &|done| progress((total - 1) * asked.settings.runs + done, total * asked.settings.runs))
}

fn setting_of<'a>(asked: &'a Asked, model: &'a Model, ahead_months: f64) -> Result<Setting<'a>, AppError> {
    let of_lines = setting::setting(&asked.loaded, model, asked.days, ahead_months * DAYS_PER_MONTH, &[])?;
    Ok(Setting { scale: asked.scale.clone(), public: asked.public, ..of_lines })
}

fn case(asked: &Asked, setting: &Setting<'_>, offers: &[Offer<'_>], draws: Vec<Draw>) -> Case {
    let budget = asked.budget.map(|budget| ("budget".to_owned(), Demand::Budget(budget)));
    Case {
        ends: draws::ends(asked.days),
        lines: lines(setting),
        levers: offers.iter().map(in_program).collect(),
        draws,
        demands: budget.into_iter().collect(),
        risk_aversion: 0.0,
        level: 0.95,
    }
}
