//! What the other side would choose, as one serialisable value.
//!
//! It is the object that `coercivity squeeze --json` prints. Damage is value
//! added of the lines that is never earned within the horizon, in `currency`;
//! what it costs the issuer is its own exports that it stops, in USD.

use crate::run_view::{ProgramView, Quantiles};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A control that could be laid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MoveView {
    /// Material id.
    pub material: String,
    /// Material in words.
    pub title: String,
    /// Stage of the material.
    pub stage: String,
    /// Destinations (ISO alpha-3), `*` = all.
    pub to: String,
    /// Own exports stopped over the freeze, in USD.
    pub exports_usd: f64,
    /// Own exports stopped over the freeze, in t.
    pub exports_t: f64,
    /// Damage with no counter-measure.
    pub damage: f64,
    /// Damage per USD of own exports.
    pub damage_per_usd: f64,
    /// First line stopped, if any.
    pub first_line: Option<String>,
    /// Day of that stop, over runs; null = never within the horizon.
    pub first_stop_day: Option<u32>,
}

/// A set of controls and the best answer to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChoiceView {
    /// Controls, as positions in `moves`.
    pub moves: Vec<u32>,
    /// In words.
    pub text: String,
    /// Own exports stopped, in USD.
    pub exports_usd: f64,
    /// Damage with no counter-measure.
    pub damage: f64,
    /// Damage after the best answer within the budget.
    pub damage_answered: f64,
    /// What the answer costs.
    pub answer_cost: f64,
    /// The answer, lever by lever.
    pub answer: Vec<String>,
    /// What the issuer weighs: damage answered less own exports times their weight.
    pub worth: f64,
}

/// A lever that was bought before the control was chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloserView {
    /// Lever in words.
    pub lever: String,
    /// Subject in words.
    pub subject: String,
    /// Cost of all of it.
    pub cost: f64,
    /// Damage of the issuer's best choice when all of it is there.
    pub damage: f64,
    /// Share of the damage that it closes, 0 to 1.
    pub closes: f64,
}

/// What a licence file tells the authority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LearntView {
    /// Line id.
    pub line: String,
    /// Material.
    pub material: String,
    /// Supplying country.
    pub from: String,
    /// Tonnes a year that a file shows.
    pub t_per_year: f64,
    /// Days until the line stops when this pair alone is refused, over runs; null = it does not.
    pub stops_after_days: Option<Quantiles>,
    /// Damage per tonne refused.
    pub damage_per_t: f64,
    /// In words.
    pub text: String,
}

/// The whole result of `coercivity squeeze`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SqueezeView {
    /// Program and version.
    pub program: ProgramView,
    /// Study id.
    pub study: String,
    /// Study in words.
    pub study_title: String,
    /// Country that controls, ISO alpha-3.
    pub issuer: String,
    /// Days that the control lasts.
    pub freeze_days: u32,
    /// Days looked at.
    pub days: u32,
    /// Runs.
    pub runs: u32,
    /// Seed.
    pub seed: u64,
    /// Most controls at once.
    pub most_moves: u32,
    /// Weight of a USD of own exports against a unit of damage.
    pub weight_of_exports: f64,
    /// Currency of damage and costs.
    pub currency: String,
    /// Year of the prices.
    pub price_year: u16,
    /// Controls that were weighed, most damage per USD first.
    pub moves: Vec<MoveView>,
    /// The issuer's best choice before the lines' best answer.
    pub chosen: ChoiceView,
    /// Simulated damage of that choice in the engine, all its controls at once.
    pub simulated_damage: Quantiles,
    /// Best choice for each number of controls.
    pub by_size: Vec<ChoiceView>,
    /// Levers that close most of the damage if bought beforehand, best first.
    pub closers: Vec<CloserView>,
    /// What the authority learns from licence files.
    pub learnt: Vec<LearntView>,
    /// How the search went: sets looked at, sets there are.
    pub search: String,
    /// In a sentence or two.
    pub verdict: String,
    /// What the result rests on.
    pub assumptions: Vec<String>,
}
