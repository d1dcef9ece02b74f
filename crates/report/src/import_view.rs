//! What became of every row of an import, as one serialisable value: the object
//! that `coercivity import --json` prints.
//!
//! Shares are of the goods of the files: rows used, rows without goods in the
//! package and rows of unknown countries. Totals and parts of totals, which
//! would be counted twice, are no goods.

use crate::run_view::ProgramView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rows, mass and value that share a fate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TallyView {
    /// Rows.
    pub rows: u64,
    /// Mass as declared, in t.
    pub t: f64,
    /// Value, in the currency of the files.
    pub value: f64,
    /// Share of the rows that are goods, 0 to 1.
    pub share_of_rows: Option<f64>,
    /// Share of their mass, 0 to 1; null where the files have none.
    pub share_of_mass: Option<f64>,
    /// Share of their value, 0 to 1; null where the files have none.
    pub share_of_value: Option<f64>,
}

/// A code, name or reason with what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NamedTally {
    /// Code or name as published, or the reason.
    pub name: String,
    /// For a code: its heading holds codes of the package, so it may be worth a row in `trade_codes`.
    pub near: bool,
    /// What it holds.
    pub tally: TallyView,
}

/// Shipments of a code that were told to be other goods than its row says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReclassifiedView {
    /// Code as published.
    pub code: String,
    /// Row of `trade_codes`: a band of unit values, or an exporter.
    pub band: String,
    /// Into which material.
    pub into: String,
    /// What they hold.
    pub tally: TallyView,
    /// Share of the mass used under the code, 0 to 1.
    pub share_of_code_mass: Option<f64>,
    /// Share of the value used under the code, 0 to 1.
    pub share_of_code_value: Option<f64>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FileView {
    /// Name without folders.
    pub file: String,
    /// Size, in bytes.
    pub bytes: u64,
    /// blake3 of its content.
    pub blake3: String,
}

/// A year and how much of it the files hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearView {
    /// Calendar year.
    pub year: u16,
    /// Months; 12 for a whole year.
    pub months: u8,
}

/// What was imported of one kind of goods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoodsView {
    /// Mineral or element.
    pub commodity: String,
    /// Stage.
    pub stage: String,
    /// Material of the package; null = a mixture or several.
    pub material: Option<String>,
    /// Who counted it, or what is measured.
    pub counted: String,
    /// t or share.
    pub unit: String,
    /// What a tonne of content means.
    pub content_of: String,
    /// Flows or countries.
    pub entries: u64,
    /// Mass as declared, in t; null for production.
    pub t_gross: Option<f64>,
    /// Content, or production, in `unit`.
    pub content: f64,
    /// Low end of the content.
    pub low: f64,
    /// High end of the content.
    pub high: f64,
    /// Value, in the currency of the files; null for production.
    pub value: Option<f64>,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImportView {
    /// Program.
    pub program: ProgramView,
    /// baci, comtrade, comext, usgs or ec.
    pub publisher: String,
    /// Files read.
    pub files: Vec<FileView>,
    /// Currency of values; null for production.
    pub currency: Option<String>,
    /// Years and months.
    pub years: Vec<YearView>,
    /// Rows, or figures of production, that were read.
    pub read: TallyView,
    /// Rows that are goods: used, unmapped or of an unknown country.
    pub goods: TallyView,
    /// Rows used.
    pub used: TallyView,
    /// Rows left out because they would be counted twice or say nothing, by reason.
    pub dropped: Vec<NamedTally>,
    /// Rows of codes or names for which the package has no goods.
    pub unmapped: TallyView,
    /// These, the ones near codes of the package first, then by value.
    pub unmapped_codes: Vec<NamedTally>,
    /// How many of them are not in that list.
    pub unmapped_unlisted: u64,
    /// Rows of countries that no table knows.
    pub unknown: TallyView,
    /// These countries.
    pub unknown_countries: Vec<NamedTally>,
    /// Of the rows used: no single country named, taken as the rest of the world (XRW).
    pub unspecified: TallyView,
    /// Of the rows used: a country taken for one that is gone or has no code, e.g. Taiwan for 490.
    pub successors: TallyView,
    /// Of the rows used: no mass given, so that they count by value only.
    pub without_mass: TallyView,
    /// Of the rows used: moved to other goods by unit value or exporter.
    pub reclassified: Vec<ReclassifiedView>,
    /// What was imported, by goods.
    pub imported: Vec<GoodsView>,
    /// Flows or totals written.
    pub entries: u64,
    /// What the reader should know.
    pub notes: Vec<String>,
}
