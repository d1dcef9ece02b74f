//! What a plan has to say, as one serialisable value.
//!
//! It is the object that `coercivity plan --json` prints. Money is in
//! `currency` of `price_year`; a loss is value added that is never earned
//! within the horizon; a day is an integer, 0 = `start_date`.

use crate::run_view::{DayQuantiles, MoneyQuantiles, ProgramView, SourceView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A figure without the plan and with it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BeforeAfter {
    /// With nothing bought.
    pub before: f64,
    /// With the plan.
    pub after: f64,
}

/// Something that the plan buys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MixView {
    /// Lever id, e.g. `stock`.
    pub lever: String,
    /// Lever in words.
    pub title: String,
    /// What it is for: line and item, in words.
    pub subject: String,
    /// Line id.
    pub line: String,
    /// Material or part.
    pub item: String,
    /// How much.
    pub quantity: f64,
    /// Unit of the quantity.
    pub unit: String,
    /// The same in days of use (stocks) or as a share of use (flows); null where it is neither.
    pub of_use: Option<f64>,
    /// What it costs over the plan's period.
    pub cost: f64,
    /// The same with every number of the lever at its low end.
    pub cost_low: f64,
    /// The same with every number of the lever at its high end.
    pub cost_high: f64,
    /// Date on which it must be begun, ISO 8601.
    pub starts: String,
    /// Date from which it helps, ISO 8601.
    pub helps_from: String,
    /// Day of the run from which it helps; negative when before day 0.
    pub helps_from_day: i32,
    /// Weakest basis of its numbers.
    pub basis: String,
    /// Source ids of its numbers.
    pub sources: Vec<String>,
}

/// A lever that was weighed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ConsideredView {
    /// Lever id.
    pub lever: String,
    /// Lever in words.
    pub title: String,
    /// What it is for, in words.
    pub subject: String,
    /// Part that is taken of the most that can be had, 0 to 1.
    pub taken: f64,
    /// Most that can be had.
    pub most: f64,
    /// Unit of `most`.
    pub unit: String,
    /// Cost of all of it over the plan's period.
    pub cost_of_most: f64,
    /// Day of the run from which it helps; null when not within the horizon.
    pub helps_from_day: Option<i32>,
    /// Expected loss that all of it alone avoids.
    pub avoids_alone: f64,
    /// Why it is taken, or why not, in one sentence.
    pub why: String,
}

/// A branch of the scenario under the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanBranchView {
    /// Branch id.
    pub branch: String,
    /// In words.
    pub title: String,
    /// Weight given to it, 0 to 1.
    pub weight: f64,
    /// Expected loss with nothing bought and with the plan.
    pub expected_loss: BeforeAfter,
    /// Cost and expected loss with the plan, above those of the plan made for this branch alone.
    pub regret: f64,
    /// What the plan for this branch alone would cost.
    pub own_cost: f64,
    /// Cost and expected loss with nothing bought, above those of the plan made for this branch alone.
    pub regret_of_nothing: f64,
}

/// A line without the plan and with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanLineView {
    /// Line id.
    pub line: String,
    /// In words.
    pub title: String,
    /// First day stopped without the plan, simulated.
    pub first_stop_before: DayQuantiles,
    /// First day stopped with the plan, simulated.
    pub first_stop_after: DayQuantiles,
    /// Loss without the plan, simulated.
    pub loss_before: MoneyQuantiles,
    /// Loss with the plan, simulated.
    pub loss_after: MoneyQuantiles,
    /// Shortest freeze of exports that halves output without the plan, median in days; null = none tried does.
    pub coercivity_before: Option<u32>,
    /// The same with the plan.
    pub coercivity_after: Option<u32>,
}

/// What one more of something would save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PriceOfBoundView {
    /// What binds.
    pub bound: String,
    /// Saved per unit.
    pub saves: f64,
    /// Unit.
    pub unit: String,
    /// In words.
    pub text: String,
}

/// An assumption, and what the plan would be if it were otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SensitivityView {
    /// What is assumed.
    pub assumption: String,
    /// Value in the plan.
    pub value: f64,
    /// Value tried.
    pub tried: f64,
    /// Unit.
    pub unit: String,
    /// Share of what the plan spends that would be spent otherwise, 0 to 1.
    pub moved: f64,
    /// Cost of the plan then.
    pub cost: f64,
    /// In words.
    pub text: String,
}

/// A rule without the plan and with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRuleView {
    /// Rule id.
    pub rule: String,
    /// Line id; empty for the firm.
    pub line: String,
    /// Measured share before, 0 to 1.
    pub before: f64,
    /// Measured share with the plan.
    pub after: f64,
    /// Most that the rule allows.
    pub threshold: f64,
    /// What is measured, in words, and what is not counted.
    pub text: String,
    /// True where the caller required it.
    pub required: bool,
}

/// Losses on fresh draws.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SimulatedView {
    /// Tenth percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth percentile.
    pub p90: f64,
    /// Mean.
    pub mean: f64,
}

/// A point of the frontier.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrontierPoint {
    /// Cost.
    pub cost: f64,
    /// Mean of the worst twentieth of losses.
    pub cvar_95: f64,
    /// Expected loss.
    pub expected_loss: f64,
}

/// A part of a public stock: one form of one material.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StockpileView {
    /// Lever.
    pub lever: String,
    /// Lever in words.
    pub title: String,
    /// Magnet material that it is, or is made into.
    pub material: String,
    /// Magnets that it is, or is made into \[t\].
    pub magnets_t: f64,
    /// The same in days of all use in the region.
    pub days_of_use: f64,
    /// What is kept of rare earths and cobalt, by element \[t\].
    pub elements_t: BTreeMap<String, f64>,
    /// Magnets for each end use \[t\], most value per kilogram first.
    pub uses: Vec<StockpileUse>,
}

/// What an end use may draw from a public stock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StockpileUse {
    /// End use in words.
    pub end_use: String,
    /// Magnets \[t\].
    pub magnets_t: f64,
    /// Value added per kilogram of magnets, in the plan's currency.
    pub value_per_kg: f64,
}

/// The whole result of `coercivity plan`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanView {
    /// Program and version.
    pub program: ProgramView,
    /// blake3 over every input number.
    pub data_digest: String,
    /// Study id.
    pub study: String,
    /// Study in words.
    pub study_title: String,
    /// Country or region whose end uses are planned for; null for a plan of lines.
    pub region: Option<String>,
    /// Scenario id.
    pub scenario: String,
    /// Scenario in words.
    pub scenario_title: String,
    /// Date of day 0, ISO 8601.
    pub start_date: String,
    /// Months before day 0 at which the plan is begun.
    pub ahead_months: f64,
    /// Chance that the scenario comes at all within the plan's period, 0 to 1, as given.
    pub likelihood: f64,
    /// Weight of the tail against the mean, 0 to 1.
    pub risk_aversion: f64,
    /// Most that may be spent; null = no bound.
    pub budget: Option<f64>,
    /// Seed of the draws that the plan was made on.
    pub seed: u64,
    /// Seed of the draws that it was simulated on.
    pub fresh_seed: u64,
    /// Draws per branch.
    pub runs: u32,
    /// Days per run.
    pub days: u32,
    /// `optimal` or `infeasible`.
    pub status: String,
    /// Demands that cannot be met together; empty unless infeasible.
    pub conflict: Vec<String>,
    /// Solvers that ran.
    pub solver: String,
    /// Nothing can be cheaper than the plan by more than this share.
    pub gap: f64,
    /// Rounds of cuts.
    pub rounds: u32,
    /// How scenarios were reduced, and the error of it.
    pub reduction: String,
    /// Demands and most-that-can-be-had bounds that hold the plan back.
    pub binding: Vec<String>,
    /// What the plan costs.
    pub cost: f64,
    /// ISO 4217 code.
    pub currency: String,
    /// Year of the prices.
    pub price_year: u16,
    /// Days over which costs run: ahead of day 0, and the horizon.
    pub period_days: u32,
    /// Expected loss, as the program sees it.
    pub expected_loss: BeforeAfter,
    /// Mean of the worst twentieth of losses, as the program sees it.
    pub cvar_95: BeforeAfter,
    /// What to buy, first needed first.
    pub mix: Vec<MixView>,
    /// What a government keeps; empty for a plan of lines.
    pub stockpile: Vec<StockpileView>,
    /// When and to whom it is released.
    pub release_rule: String,
    /// Everything that was weighed.
    pub considered: Vec<ConsideredView>,
    /// Expected loss that the program promises.
    pub promised_loss: f64,
    /// The same on fresh draws in the engine, the plan's events laid over the scenario.
    pub simulated_loss: SimulatedView,
    /// The same with nothing bought.
    pub simulated_loss_before: SimulatedView,
    /// Promised less simulated mean, as a share of the simulated loss with nothing bought.
    pub promise_gap: f64,
    /// Why promised and simulated differ, one sentence.
    pub gap_text: String,
    /// Least loss for its cost, cheapest first.
    pub frontier: Vec<FrontierPoint>,
    /// Lines.
    pub lines: Vec<PlanLineView>,
    /// Branches, kept apart.
    pub branches: Vec<PlanBranchView>,
    /// What bounds are worth.
    pub prices: Vec<PriceOfBoundView>,
    /// Assumptions that would change the choice, strongest first.
    pub sensitivity: Vec<SensitivityView>,
    /// Rules that measure what the plan changes.
    pub rules: Vec<PlanRuleView>,
    /// The plan as a scenario file that `run --scenario` reads.
    pub scenario_file: String,
    /// The plan in a sentence or two.
    pub verdict: String,
    /// What the plan rests on.
    pub assumptions: Vec<String>,
    /// Sources of the levers' numbers.
    pub sources: Vec<SourceView>,
}
