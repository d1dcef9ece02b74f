//! Systemic risk of firms, as one serialisable value: the object that `coercivity systemic --json` prints.
//!
//! Conventions: indices and shares are parts of 1; a key is null where the answer does not exist.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A firm whose cascade was followed to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SystemicFirmView {
    /// Place by falling index, from 1.
    pub rank: u32,
    /// Name in the edge list.
    pub site: String,
    /// Its sector.
    pub sector: String,
    /// Share of all output that is lost when the firm stops, 0 to 1: the economic systemic risk index.
    pub index: f64,
    /// The same with losses from suppliers only.
    pub downstream: f64,
    /// The same with losses from customers only.
    pub upstream: f64,
    /// Share of the firm in the output of all, 0 to 1.
    pub output_share: f64,
    /// Sweeps until the cascade ended.
    pub sweeps: u32,
}

/// A firm that may belong among the highest and was not followed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SystemicOpenView {
    /// Name in the edge list.
    pub site: String,
    /// Its sector.
    pub sector: String,
    /// The most that its index can be.
    pub bounded_by: f64,
}

/// How the indices of all firms are spread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SystemicSpreadView {
    /// Highest index.
    pub highest: f64,
    /// Index that 1 in 100 firms reaches.
    pub top_1_percent: f64,
    /// Index that 1 in 10 firms reaches.
    pub top_10_percent: f64,
    /// Index that half of the firms reach.
    pub median: f64,
}

/// Which firms an economy hangs on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SystemicView {
    /// all: every cascade was followed; screened: those only that can be among the highest.
    pub method: String,
    /// Firms.
    pub firms: u64,
    /// Links.
    pub links: u64,
    /// Sectors.
    pub sectors: u64,
    /// A cascade ends when no firm's loss grows by more than this in a sweep.
    pub eps: f64,
    /// f64, or f32 with each index within 0.000001.
    pub precision: String,
    /// Cascades that were followed to their end.
    pub followed: u64,
    /// True when no firm that is left out of `top` can have a higher index than one in it.
    pub proven: bool,
    /// The most that the index of any firm can be whose cascade was not followed; null when all were.
    pub rest_bounded_by: Option<f64>,
    /// Firms by falling index; each figure is exact.
    pub top: Vec<SystemicFirmView>,
    /// Firms that may belong into `top` and were not followed.
    pub open_firms: u64,
    /// The first of them, as many as rows were asked for.
    pub open: Vec<SystemicOpenView>,
    /// Spread over all firms; null when not all were followed.
    pub spread: Option<SystemicSpreadView>,
    /// What to bear in mind.
    pub notes: Vec<String>,
    /// Where the method is from.
    pub citation: String,
}
