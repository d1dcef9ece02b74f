//! What was observed, and how a run is compared with it.

use crate::{CountryId, Evidence, MaterialId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Shipments, on the day on which they clear customs.
    Exports,
    /// Shipments, on the day on which they arrive.
    Imports,
    /// Share of all applications filed by a day that are approved by then.
    Approvals,
    /// Price outside the issuing country.
    Price,
}

/// A series: which flows it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservedSeries {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// What it counts.
    pub counted: Counted,
    /// Country or region of origin; `None` = any.
    pub from: Option<CountryId>,
    /// Country or region of destination; `None` = any other.
    pub to: Option<CountryId>,
    /// Goods.
    pub goods: Vec<MaterialId>,
    /// Unit of the observations.
    pub unit: String,
    /// Demand against the year before, as a factor.
    pub growth: f64,
    /// Ordinary scatter of a month around its trend, as a share.
    pub noise: f64,
    /// What the model misses, as a standard deviation over the base.
    pub discrepancy: f64,
    /// Evidence of the growth factor.
    pub evidence: Evidence,
    /// What growth and noise rest on.
    pub note: String,
}

/// One observation: a total over days, or a level on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Series, by position.
    pub series: usize,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Value, in the unit of the series.
    pub value: f64,
    /// Evidence.
    pub evidence: Evidence,
    /// Remark.
    pub note: String,
}

/// A back-test: an ensemble of a scenario against a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Scenario.
    pub scenario: String,
    /// Series, by position.
    pub series: usize,
    /// First day scored.
    pub from: Date,
    /// Last day scored.
    pub until: Date,
    /// Days whose mean stands for the year before, where there is no figure a year before.
    pub base: Option<(Date, Date)>,
    /// Days on which parameters were fitted to this series.
    pub fitted: Option<(Date, Date)>,
    /// What was fitted, or why not.
    pub note: String,
}
