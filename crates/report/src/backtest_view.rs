//! What a back-test has to say, as one serialisable value: the object that
//! `coercivity backtest --json` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One observation beside the ensemble.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PointView {
    /// Month (`2025-05`), two months merged (`2025-01..02`) or day (`2025-05-06`).
    pub month: String,
    /// Observed, in the unit of the case.
    pub observed: f64,
    /// The figure a year before, or the mean that stands for it.
    pub base: f64,
    /// Tenth percentile of the runs, the ordinary scatter of a month included.
    pub p10: f64,
    /// Median of the runs.
    pub p50: f64,
    /// Ninetieth percentile, with scatter.
    pub p90: f64,
    /// Parameters were fitted to it.
    pub fitted: bool,
    /// Source of the observation.
    pub source: String,
}

/// A back-test: an ensemble of a scenario against a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CaseView {
    /// Key.
    pub case: String,
    /// In words.
    pub title: String,
    /// Scenario.
    pub scenario: String,
    /// Series.
    pub series: String,
    /// Branch of the scenario.
    pub branch: String,
    /// Unit of the observations.
    pub unit: String,
    /// Points scored.
    pub n: u32,
    /// Sum of |model - observed| over sum of observed; null where the observed sum is zero.
    pub wape: Option<f64>,
    /// Mean |model - observed| over the mean base.
    pub mae_over_base: f64,
    /// Month of the model's lowest point.
    pub trough_month: String,
    /// Its ratio to the base.
    pub trough_ratio: f64,
    /// Month of the lowest observation.
    pub observed_trough_month: String,
    /// Its ratio to the base.
    pub observed_trough_ratio: f64,
    /// Months from the trough to the first at 90 % of the base or more; null = not within the points scored.
    pub months_to_recover: Option<u32>,
    /// The same of the observations.
    pub observed_months_to_recover: Option<u32>,
    /// Share of observations inside P10 to P90.
    pub coverage_80: f64,
    /// Mean width of P10 to P90 over the base.
    pub band_width: f64,
    /// True where the band is wider than half the base: no skill.
    pub no_skill: bool,
    /// Mean continuous ranked probability score over the base.
    pub crps: f64,
    /// The same of a no-change forecast; null where nothing was observed before.
    pub crps_persistence: Option<f64>,
    /// The same of the trend before the event.
    pub crps_trend: f64,
    /// WAPE of the no-change forecast.
    pub wape_persistence: Option<f64>,
    /// WAPE of the trend before the event.
    pub wape_trend: Option<f64>,
    /// Series and months of this case to which parameters were fitted; empty = unfitted.
    pub fitted_on: Vec<String>,
    /// Parameters about which these observations say nothing.
    pub not_identified: Vec<String>,
    /// Remarks.
    pub note: String,
    /// Points.
    pub points: Vec<PointView>,
}

/// All back-tests of a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BacktestView {
    /// Runs of the ensemble.
    pub runs: u32,
    /// Seed.
    pub seed: u64,
    /// Series and months to which any parameter was fitted.
    pub fitted_on: Vec<String>,
    /// Share of the months to which nothing was fitted that lie inside their 80 % band; null without any.
    pub pooled_coverage_80: Option<f64>,
    /// The same of single days (prices, shares approved).
    pub pooled_coverage_80_of_days: Option<f64>,
    /// Cases.
    pub cases: Vec<CaseView>,
}
