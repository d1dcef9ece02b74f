//! What happens to the lines, in short: the answer to a question that is asked again at once.
//!
//! Keys mean what they mean in [`crate::run_view`].

use crate::run_view::{Band, DayQuantiles, EventView, MoneyQuantiles, Quantiles};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PreviewLine {
    /// Line id.
    pub line: String,
    /// Line in words.
    pub title: String,
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
    /// Output as a share of normal, per day.
    pub output: Band,
    /// Cover on hand of the most exposed input, in days.
    pub cover: Band,
}

/// A run in short: one ensemble, without what stands beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PreviewView {
    /// Study id.
    pub study: String,
    /// Scenario id.
    pub scenario: String,
    /// Scenario in words.
    pub scenario_title: String,
    /// Branch of the scenario; `as published` where none was chosen.
    pub branch: String,
    /// Date of day 0, ISO 8601.
    pub start_date: String,
    /// Seed.
    pub seed: u64,
    /// Runs.
    pub runs: u32,
    /// Days per run.
    pub days: u32,
    /// Cover of the study's sites beyond that of the study, in days.
    pub extra_cover_days: f64,
    /// blake3 over the results.
    pub digest: String,
    /// blake3 over every input number of package, study and scenario.
    pub data_digest: String,
    /// Dated events of the scenario.
    pub events: Vec<EventView>,
    /// Lines, in the order of the study.
    pub lines: Vec<PreviewLine>,
}
