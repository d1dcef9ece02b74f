//! How critical materials are by a published method, as one serialisable value:
//! the object that `coercivity criticality --json` prints.
//!
//! A key is null where the answer does not exist; the note of its row says why.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// GeoPolRisk of a material for a country in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CriticalityCell {
    /// Country or region that needs the material.
    pub country: String,
    /// Material; for the default package with the stage at which it is bought, as `cobalt/refining`.
    pub material: String,
    /// Calendar year.
    pub year: u16,
    /// Score, 0 to 1; null where it cannot be told.
    pub score: Option<f64>,
    /// Characterisation factor, in kg of copper per kg.
    pub factor: Option<f64>,
    /// Concentration of world production, 0 to 1.
    pub hhi: Option<f64>,
    /// Import risk, 0 to 1.
    pub import_risk: Option<f64>,
    /// Price, in USD per kg; unit value of imports where trade has values.
    pub price: Option<f64>,
    /// Imports, in t per year.
    pub imports_t: f64,
    /// Domestic production, in t per year.
    pub domestic_t: f64,
    /// Share of imports from exporters without a figure of stability, which count as 0.5.
    pub unrated_share: Option<f64>,
    /// What the reader should know; may be empty.
    pub note: String,
}

/// How few hands a stage is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageConcentrationView {
    /// Material.
    pub material: String,
    /// Stage.
    pub stage: String,
    /// Calendar year.
    pub year: u16,
    /// Sum of squared shares of countries, 0 to 1.
    pub hhi: f64,
    /// Country with the largest share.
    pub top_country: String,
    /// Its share, 0 to 1.
    pub top_share: f64,
    /// Amount over which shares are taken, in `unit` per year; null where only shares are published.
    pub amount: Option<f64>,
    /// Unit of the amount.
    pub unit: String,
    /// What the reader should know; may be empty.
    pub note: String,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FileReadView {
    /// Its name.
    pub file: String,
    /// Rows read.
    pub rows: u64,
    /// Of these, rows that entered.
    pub used: u64,
    /// Why the others did not.
    pub note: String,
}

/// Supply risk and economic importance of a material, beside the published scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EcRow {
    /// Material or group, as the Commission's study names it.
    pub material: String,
    /// Stage with the higher supply risk: extraction or processing; empty for a group.
    pub stage: String,
    /// Supply risk computed here.
    pub supply_risk: f64,
    /// Published supply risk of 2023; that of the group for a single rare earth.
    pub published_supply_risk: Option<f64>,
    /// Economic importance computed here; null where no uses are published.
    pub economic_importance: Option<f64>,
    /// Published economic importance of 2023, likewise.
    pub published_economic_importance: Option<f64>,
    /// Group in which the scores are published; null for a material of its own.
    pub published_as: Option<String>,
    /// Weighted concentration of world supply at the stage; null for a group.
    pub global_concentration: Option<f64>,
    /// Weighted concentration of the Union's sourcing; null where none is published.
    pub union_concentration: Option<f64>,
    /// Import reliance, 0 to 1; null for a group.
    pub import_reliance: Option<f64>,
    /// End-of-life recycling input rate, 0 to 1; null for a group.
    pub eol_rir: Option<f64>,
    /// True when both scores computed here reach the thresholds, 1 and 2.8.
    pub critical: Option<bool>,
    /// What is assumed and why the scores differ.
    pub note: String,
}

/// A stage of a commodity against the benchmarks of Article 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CrmaRow {
    /// Commodity.
    pub material: String,
    /// strategic, critical or none.
    pub list: String,
    /// Stage.
    pub stage: String,
    /// Base year.
    pub year: u16,
    /// Capacity of sites in the Union, in t of the elements per year.
    pub capacity_t: f64,
    /// Use in the Union at the last stage followed, in t of the elements per year.
    pub consumption_t: f64,
    /// Purchases of the Union at this stage, in t of the elements per year.
    pub purchases_t: f64,
    /// Capacity over consumption; null without consumption.
    pub capacity_share: Option<f64>,
    /// Benchmark for it; null where the article sets none for the stage.
    pub capacity_benchmark: Option<f64>,
    /// met, not met, or unknown; null without benchmark.
    pub capacity_verdict: Option<String>,
    /// Third country from which most is bought; null without purchases.
    pub largest_country: Option<String>,
    /// Its share of purchases.
    pub largest_share: Option<f64>,
    /// Share of purchases from countries without a row of their own.
    pub unknown_share: Option<f64>,
    /// Whether the largest share is within 0.65: met, not met, unknown, or no purchases.
    pub dependence_verdict: String,
    /// What the reader should know; may be empty.
    pub note: String,
}

/// The result of a method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CriticalityView {
    /// Method: geopolrisk, ec or crma.
    pub method: String,
    /// What the method measures.
    pub title: String,
    /// Its formula, one line each.
    pub formula: Vec<String>,
    /// Where the method is published.
    pub citation: String,
    /// `package` or `files`.
    pub data: String,
    /// Files read; empty for the package.
    pub read: Vec<FileReadView>,
    /// Rows of GeoPolRisk.
    pub cells: Vec<CriticalityCell>,
    /// Rows of the Commission's method.
    pub ec: Vec<EcRow>,
    /// Rows of the benchmarks.
    pub crma: Vec<CrmaRow>,
    /// Concentration by stage, for every method.
    pub stages: Vec<StageConcentrationView>,
    /// What the reader should know of the whole.
    pub notes: Vec<String>,
    /// Keys of the sources in the package.
    pub sources: Vec<String>,
}
