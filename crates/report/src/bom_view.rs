//! A bill of materials that became a study: the object that `coercivity init --bom --json` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part taken as a material of the chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TakenView {
    /// Row of the file; 0 where the file does not name the part.
    pub row: u64,
    /// Part number.
    pub item: String,
    /// Description.
    pub description: String,
    /// Part number of what it goes into.
    pub parent: String,
    /// Material of the data package.
    pub material: String,
    /// Mass in one of the parent, in kg.
    pub mass_kg: f64,
    /// Low end of an assumed mass, in kg.
    pub mass_low_kg: Option<f64>,
    /// High end of an assumed mass, in kg.
    pub mass_high_kg: Option<f64>,
    /// How it was known.
    pub how: String,
    /// Kind or grade are assumed.
    pub material_assumed: bool,
    /// The mass is assumed.
    pub mass_assumed: bool,
    /// Where it comes from is assumed.
    pub origin_assumed: bool,
    /// Suppliers with country and share of the material in this parent.
    pub suppliers: Vec<String>,
}

/// A line of the new study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BomLineView {
    /// Key.
    pub line: String,
    /// In words.
    pub title: String,
    /// Country, ISO 3166-1 alpha-3.
    pub country: String,
    /// End use of the data package.
    pub end_use: String,
    /// Output, in units per day.
    pub units_per_day: f64,
    /// The output is assumed.
    pub units_assumed: bool,
    /// Materials of the chain in one unit, in kg.
    pub followed_kg: f64,
}

/// What of the file is not followed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOutView {
    /// Parts that are not followed: steel, copper, screws.
    pub parts: usize,
    /// Of these, parts whose mass the file does not give.
    pub parts_without_mass: usize,
    /// Known mass of the rest in one unit of each product, in kg.
    pub mass_kg: f64,
    /// Share of the known mass that is followed, 0 to 1; null where no mass is known.
    pub followed_share: Option<f64>,
}

/// A bill of materials that became a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BomView {
    /// File read.
    pub file: String,
    /// Sheet read; empty for CSV.
    pub sheet: String,
    /// `indented` or `parent-child`.
    pub layout: String,
    /// Rows with items.
    pub rows: usize,
    /// Folder of the study.
    pub folder: String,
    /// Files written.
    pub files: Vec<String>,
    /// Lines of the study.
    pub lines: Vec<BomLineView>,
    /// Parts taken as materials of the chain.
    pub taken: Vec<TakenView>,
    /// What is not followed.
    pub left_out: LeftOutView,
    /// What was assumed or passed over, in sentences.
    pub notes: Vec<String>,
}
