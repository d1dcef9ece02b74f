//! Losses of whole economies, as one serialisable value: the object that
//! `coercivity economy --json` prints.
//!
//! Conventions: money is in the unit of the table; a loss below zero is a gain; shares are of
//! the ordinary output or value added of the same days; dates are ISO 8601.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a region, a sector or all lose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LossView {
    /// Region or sector; `all` for the whole table.
    pub name: String,
    /// Output lost, in the table's money.
    pub output_lost: f64,
    /// The same over ordinary output of the same days; null where nothing is made.
    pub output_lost_share: Option<f64>,
    /// Value added lost, in the table's money.
    pub value_added_lost: f64,
    /// The same over ordinary value added of the same days; null where there is none.
    pub value_added_lost_share: Option<f64>,
    /// Work lost, in years of one job; null without jobs in the table.
    pub job_years_lost: Option<f64>,
    /// Day on which most output is lost; null when nothing is lost on any day.
    pub peak_date: Option<String>,
    /// Output lost on that day over ordinary output of a day; null when nothing is lost.
    pub peak_share: Option<f64>,
}

/// What one industry loses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndustryLossView {
    /// Region.
    pub region: String,
    /// Sector.
    pub sector: String,
    /// Output lost, in the table's money.
    pub output_lost: f64,
    /// The same over ordinary output of the same days.
    pub output_lost_share: f64,
    /// Value added lost, in the table's money.
    pub value_added_lost: f64,
    /// Work lost, in years of one job; null without jobs in the table.
    pub job_years_lost: Option<f64>,
}

/// What all lose on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EconomyDayView {
    /// Day.
    pub date: String,
    /// Output lost, in the table's money per day.
    pub output_lost: f64,
    /// Value added lost, in the table's money per day.
    pub value_added_lost: f64,
}

/// Losses of whole economies from a shock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EconomyView {
    /// Title of the shock.
    pub title: String,
    /// Layout in which the table was found.
    pub layout: String,
    /// Whose rules: `own`, or `boario` for comparison with BoARIO 0.7.2.
    pub rules: String,
    /// Regions of the table.
    pub regions: u32,
    /// Sectors of the table.
    pub sectors: u32,
    /// First day.
    pub start: String,
    /// Days run.
    pub days: u32,
    /// What is lost in all.
    pub total: LossView,
    /// Final demand that was not met, in the table's money.
    pub final_demand_unmet: f64,
    /// Jobs without work on the worst day, in persons; null without jobs in the table.
    pub jobs_idle_at_peak: Option<f64>,
    /// Rebuilding still wanted on the last day, in the table's money.
    pub rebuilding_left: f64,
    /// By region, largest loss of value added first.
    pub by_region: Vec<LossView>,
    /// By sector, largest loss of value added first.
    pub by_sector: Vec<LossView>,
    /// By industry, those that lose or gain more than a millionth of their output, largest loss of value added first.
    pub industries: Vec<IndustryLossView>,
    /// By day.
    pub by_day: Vec<EconomyDayView>,
    /// What the estimate rests on.
    pub assumption: String,
    /// What to know about the table and the run.
    pub notes: Vec<String>,
}

/// Losses in three cases, in the table's money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LossQuantiles {
    /// With the output of the lines at its P90.
    pub p10: f64,
    /// At its median.
    pub p50: f64,
    /// At its P10.
    pub p90: f64,
}

/// A line and the industry that it was taken for a part of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HandedView {
    /// Line.
    pub line: String,
    /// Region.
    pub region: String,
    /// Sector.
    pub sector: String,
    /// Planned revenue of the line over the output of the industry.
    pub share_of_industry: f64,
}

/// What a run's losses cost whole economies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunEconomyView {
    /// Layout in which the table was found.
    pub layout: String,
    /// Value added lost in all, in the table's money.
    pub value_added_lost: LossQuantiles,
    /// Of it in other industries than those of the lines, in the table's money.
    pub value_added_lost_elsewhere: LossQuantiles,
    /// Work lost, in years of one job; null without jobs in the table.
    pub jobs: Option<LossQuantiles>,
    /// Lines and their industries.
    pub lines: Vec<HandedView>,
    /// What the estimate rests on.
    pub assumption: String,
}
