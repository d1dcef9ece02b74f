//! What a run has to say, as one serialisable value.
//!
//! It is the object that `coercivity run --json` prints (its JSON Schema is
//! derived from these types) and the only thing that the terminal verdict, the
//! CSV files and the HTML report read. Nothing is computed from here on.
//!
//! Conventions: a day is an integer, 0 = `start_date`; a quantile that is
//! `None` (JSON null) means "never within the horizon"; quantiles are nearest
//! rank over all runs.

use crate::backtest_view::CaseView;
use crate::curve_view::CurveView;
use crate::economy_view::RunEconomyView;
use crate::plan_view::PlanView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// P10, P50 and P90 of a quantity over all runs, in the quantity's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantiles {
    /// Tenth percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth percentile.
    pub p90: f64,
}

/// Quantiles of a day that may never come (null = never within the horizon).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DayQuantiles {
    /// Day by which it has happened in 10 % of the runs.
    pub p10: Option<u32>,
    /// Median day.
    pub p50: Option<u32>,
    /// Day by which it has happened in 90 % of the runs.
    pub p90: Option<u32>,
    /// Share of runs in which it happens within the horizon, 0 to 1.
    pub share_of_runs: f64,
}

/// Quantiles of an amount of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MoneyQuantiles {
    /// Tenth percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth percentile.
    pub p90: f64,
    /// ISO 4217 code.
    pub currency: String,
    /// Year of the prices.
    pub price_year: u16,
}

/// P50 and P90 of the days of cover that would have prevented the stop.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoverNeeded {
    /// Enough in half of the runs [days of normal use on hand].
    pub p50: f64,
    /// Enough in nine runs of ten [days of normal use on hand].
    pub p90: f64,
}

/// One daily series as a band: `p10[d]`, `p50[d]`, `p90[d]` for day d.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// What it is, for the legend and the CSV column.
    pub name: String,
    /// Unit of the values.
    pub unit: String,
    /// Tenth percentile per day.
    pub p10: Vec<f64>,
    /// Median per day.
    pub p50: Vec<f64>,
    /// Ninetieth percentile per day.
    pub p90: Vec<f64>,
}

/// A step of the story that led to a stop in the median run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryStep {
    /// Day of the run.
    pub day: i32,
    /// Calendar date, ISO 8601.
    pub date: String,
    /// What happened, one sentence.
    pub text: String,
}

/// How strongly a drawn parameter moves the loss of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Driver {
    /// Name of the parameter in words.
    pub parameter: String,
    /// Spearman rank correlation with units lost, -1 to 1.
    pub rank_correlation: f64,
    /// Range that was drawn, low and high, in `unit`.
    pub low: f64,
    /// High end of the range that was drawn.
    pub high: f64,
    /// Unit of the range.
    pub unit: String,
    /// Basis of the range: reported, derived, estimated or assumed.
    pub basis: String,
}

/// Where an input of a line comes from, for cover bars and the binding input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputView {
    /// Material id, e.g. `ndfeb-heavy`.
    pub material: String,
    /// Material in words.
    pub title: String,
    /// Share of supply by country of manufacture, largest first (ISO alpha-3, share 0 to 1).
    pub suppliers: Vec<(String, f64)>,
    /// Ids of the controls that bite on this input (empty: none).
    pub controls: Vec<String>,
    /// True when the goods are not controlled but held for inspection under the same customs code.
    pub held_for_inspection: bool,
    /// Days of normal use on hand on day 0 (range over runs).
    pub cover_days: Quantiles,
    /// The same with goods in transit counted.
    pub cover_days_with_pipeline: Quantiles,
    /// Days from filing for a licence to goods at the gate (range over runs); null when no licence is needed.
    pub licence_lead_days: Option<Quantiles>,
}

/// One production line under the scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineView {
    /// Line id.
    pub line: String,
    /// Line in words.
    pub title: String,
    /// Country of the line, ISO alpha-3.
    pub country: String,
    /// End use id.
    pub end_use: String,
    /// Planned units per day.
    pub units_per_day: f64,
    /// Material that stops the line first in most runs (null: never constrained).
    pub binding_input: Option<String>,
    /// Who controls it: control ids with their issuer, one sentence.
    pub binding_controller: Option<String>,
    /// First day with output below 10 % of normal.
    pub first_stop: DayQuantiles,
    /// First day with output below 90 % of normal.
    pub first_curtailed: DayQuantiles,
    /// Days with output below 10 % of normal.
    pub days_stopped: Quantiles,
    /// Units never made within the horizon.
    pub units_lost: Quantiles,
    /// Units made late, or still owed at the end.
    pub units_delayed: Quantiles,
    /// Revenue of the units lost.
    pub revenue_lost: MoneyQuantiles,
    /// Value added of the units lost.
    pub value_added_lost: MoneyQuantiles,
    /// Jobs x sum of (1 - output / normal) [person-days].
    pub person_days_lost: Quantiles,
    /// Days of cover that would have prevented the stop.
    pub cover_needed: CoverNeeded,
    /// Last day to file so that nine cases of ten arrive in time; null when no licence is needed or none would come.
    pub latest_safe_filing_date: Option<String>,
    /// Why the date is what it is, one sentence (also when it is null).
    pub latest_safe_filing_note: String,
    /// Inputs, most exposed first.
    pub inputs: Vec<InputView>,
    /// The chain of events in the median run.
    pub story: Vec<StoryStep>,
    /// What drives the loss, strongest first (at most eight).
    pub drivers: Vec<Driver>,
    /// Output as a share of normal, per day.
    pub output: Band,
    /// Cover on hand of the binding (or most exposed) input, days.
    pub cover: Band,
    /// Loss by horizon: (days, units lost + delayed, revenue not earned by then) for 28, 91, 182 and 364 days.
    pub loss_by_horizon: Vec<HorizonLoss>,
    /// Units lost in the run without events, P50 (beside the scenario).
    pub baseline_units_lost: f64,
    /// What its priced inputs cost, as a multiple of base prices, weighted by volume.
    pub cost_index: Quantiles,
    /// What they cost above base prices, in USD.
    pub extra_cost_usd: Quantiles,
}

/// What has not been made within a horizon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HorizonLoss {
    /// Horizon [days from day 0].
    pub days: u32,
    /// Units not made by then, lost or late.
    pub units_missing: Quantiles,
    /// Revenue of those units.
    pub revenue_missing: MoneyQuantiles,
    /// Value added of those units.
    pub value_added_missing: MoneyQuantiles,
    /// Person-days idle by then.
    pub person_days: Quantiles,
}

/// What the licence queue of a control did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlView {
    /// Control id, e.g. `cn-2025-18`.
    pub id: String,
    /// Control in words.
    pub title: String,
    /// Legal citation.
    pub citation: String,
    /// Issuer in words.
    pub issuer: String,
    /// Issuing country, ISO alpha-3.
    pub country: String,
    /// Cases filed within the horizon, all pairs of the chain and of the study.
    pub applications: Quantiles,
    /// Cases approved.
    pub approved: Quantiles,
    /// Cases refused explicitly.
    pub refused: Quantiles,
    /// Cases without decision at the end.
    pub pending: Quantiles,
    /// Calendar days from filing to decision, over all decided cases of all runs; null when none was decided.
    pub days_to_decision: Option<Quantiles>,
    /// Waiting times: share of decided cases by weeks from filing to decision, from week 0 on.
    pub weeks_to_decision: Vec<f64>,
    /// Cases without decision per day.
    pub backlog: Band,
}

/// A dated event of the scenario, for markers on the charts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventView {
    /// Day of the run.
    pub day: i32,
    /// Calendar date, ISO 8601.
    pub date: String,
    /// Short label.
    pub label: String,
    /// Source title.
    pub source: String,
}

/// Shares by country at one stage of the chain behind a line's binding input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageView {
    /// Stage id (mine ... product).
    pub stage: String,
    /// What is made there, in words.
    pub material: String,
    /// Country (ISO alpha-3) and share of world output at this stage, largest first, 0 to 1.
    pub shares: Vec<(String, f64)>,
    /// Herfindahl-Hirschman index, 0 to 10,000.
    pub hhi: f64,
    /// Share of the stage's tonnes that rests on reported or derived rows, 0 to 1.
    pub evidenced: f64,
}

/// One number that the result rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureView {
    /// Table or file it comes from.
    pub table: String,
    /// Row in words.
    pub item: String,
    /// Value.
    pub value: f64,
    /// Low end, if a range is given.
    pub low: Option<f64>,
    /// High end, if a range is given.
    pub high: Option<f64>,
    /// Unit.
    pub unit: String,
    /// Source id.
    pub source: String,
    /// Year of the figure.
    pub year: Option<u16>,
    /// reported, derived, estimated or assumed.
    pub basis: String,
}

/// A source that the result rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceView {
    /// Source id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Year, if known.
    pub year: Option<u16>,
    /// Licence of the source.
    pub licence: String,
    /// Address.
    pub url: String,
}

/// Who made this result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgramView {
    /// Name of the program.
    pub name: String,
    /// Version.
    pub version: String,
}

/// A price over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PriceView {
    /// Material.
    pub material: String,
    /// In words.
    pub title: String,
    /// Inside the controlling country, or outside it.
    pub inside: bool,
    /// Area in words.
    pub area: String,
    /// Base price \[USD/kg\].
    pub base_usd_per_kg: f64,
    /// How the elasticity came about.
    pub basis: String,
    /// What the elasticity rests on.
    pub note: String,
    /// Marginal price by day \[USD/kg\].
    pub marginal: Band,
    /// Contract price by day \[USD/kg\].
    pub contract: Band,
}

/// A line under another branch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BranchLine {
    /// Key.
    pub line: String,
    /// In words.
    pub title: String,
    /// First day stopped.
    pub first_stop: DayQuantiles,
    /// Days stopped.
    pub days_stopped: Quantiles,
    /// Units lost.
    pub units_lost: Quantiles,
}

/// Another way in which the scenario may go on: policy, not chance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BranchView {
    /// Key.
    pub branch: String,
    /// In words.
    pub title: String,
    /// What it rests on.
    pub note: String,
    /// Runs.
    pub runs: u32,
    /// Lines.
    pub lines: Vec<BranchLine>,
}

/// Daily series that belong to no single line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesView {
    /// Output of each line as a share of normal, in the order of `lines`.
    pub output: Vec<Band>,
    /// Cover on hand of each line's binding input, in days.
    pub cover: Vec<Band>,
    /// Cases without decision per control.
    pub backlog: Vec<Band>,
    /// Controlled exports per group [t per day, 7-day mean].
    pub exports: Vec<Band>,
}

/// The whole result of `coercivity run`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunView {
    /// Program and version.
    pub program: ProgramView,
    /// blake3 over every input number of package, study and scenario.
    pub data_digest: String,
    /// Study id.
    pub study: String,
    /// Study in words.
    pub study_title: String,
    /// Scenario id (`none` for no events).
    pub scenario: String,
    /// Scenario in words.
    pub scenario_title: String,
    /// Date of day 0, ISO 8601.
    pub start_date: String,
    /// Seed.
    pub seed: u64,
    /// Runs.
    pub runs: u32,
    /// Days per run.
    pub days: u32,
    /// blake3 over the results.
    pub digest: String,
    /// Base year of the data package.
    pub base_year: u16,
    /// The verdict in one or two sentences, for a manager.
    pub verdict: String,
    /// Lines, most exposed first.
    pub lines: Vec<LineView>,
    /// Controls that were in force at some time.
    pub controls: Vec<ControlView>,
    /// Dated events of the scenario.
    pub events: Vec<EventView>,
    /// Stage strip.
    pub stages: Vec<StageView>,
    /// Daily series.
    pub series: SeriesView,
    /// Prices of the goods that are controlled or used.
    pub prices: Vec<PriceView>,
    /// Branch of the scenario; `as published` where none was chosen.
    pub branch: String,
    /// The other branches, in short.
    pub branches: Vec<BranchView>,
    /// Back-tests of the scenario, where they were asked for.
    pub backtests: Vec<CaseView>,
    /// Coercivity map of the lines, where it was asked for.
    pub curve: Option<CurveView>,
    /// The plan against the scenario, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanView>,
    /// What the losses cost whole economies, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub economy: Option<RunEconomyView>,
    /// What is assumed, one sentence each.
    pub assumptions: Vec<String>,
    /// Figures used that matter most.
    pub figures: Vec<FigureView>,
    /// Sources of those figures.
    pub sources: Vec<SourceView>,
}
