//! Coercivity, remanence and hysteresis as one serialisable value: the object
//! that `coercivity curve --json` prints.

use crate::run_view::{DayQuantiles, ProgramView, Quantiles};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Critical length of a squeeze at one severity, over all runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContourPoint {
    /// Share of pairs stopped, 0 to 1.
    pub severity: f64,
    /// Shortest squeeze after which output falls below half \[days\]; null = not within the longest tried.
    pub days: DayQuantiles,
    /// Output 30 days after a squeeze held until the line fell is lifted, as a share of normal.
    pub remanence: Quantiles,
}

/// One cell of the coercivity map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MapCell {
    /// Share of pairs stopped, 0 to 1.
    pub severity: f64,
    /// Length of the squeeze \[days\].
    pub duration_days: u32,
    /// Share of runs in which output falls below half, 0 to 1.
    pub share_of_runs: f64,
}

/// A step of the hysteresis loop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LoopPoint {
    /// Last day of the step.
    pub day: u32,
    /// Share of pairs stopped during it.
    pub severity: f64,
    /// True on the way up and at the top.
    pub rising: bool,
    /// Mean output over the last 7 days of the step, as a share of normal, mean over runs.
    pub mean: f64,
    /// The same, quantiles over runs.
    pub output: Quantiles,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurveLine {
    /// Key.
    pub line: String,
    /// In words.
    pub title: String,
    /// Coercivity: shortest freeze after which output falls below half in at least half of the runs \[days\].
    pub coercivity_days: Option<u32>,
    /// The same over runs.
    pub coercivity: DayQuantiles,
    /// Output 30 days after a freeze held until the line fell is lifted, as a share of normal.
    pub remanence: Quantiles,
    /// P10, P50 and P90 contours of the map.
    pub contours: Vec<ContourPoint>,
    /// The map.
    pub map: Vec<MapCell>,
    /// The hysteresis loop.
    pub hysteresis: Vec<LoopPoint>,
}

/// Coercivity of a study's lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurveView {
    /// Program.
    pub program: ProgramView,
    /// Study.
    pub study: String,
    /// In words.
    pub study_title: String,
    /// Control whose goods are squeezed.
    pub control: String,
    /// In words.
    pub control_title: String,
    /// Day 0.
    pub start_date: String,
    /// Runs.
    pub runs: u32,
    /// Seed.
    pub seed: u64,
    /// Longest squeeze tried \[days\].
    pub longest_days: u32,
    /// blake3 over the results.
    pub digest: String,
    /// Lines, most easily stopped first.
    pub lines: Vec<CurveLine>,
}
