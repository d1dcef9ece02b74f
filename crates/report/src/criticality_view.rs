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
    /// Concentration by stage, for every method.
    pub stages: Vec<StageConcentrationView>,
    /// What the reader should know of the whole.
    pub notes: Vec<String>,
    /// Keys of the sources in the package.
    pub sources: Vec<String>,
}
