//! Rules held against a study on a day, as one serialisable value: the object that
//! `coercivity rules --json` prints.
//!
//! Conventions: dates are ISO 8601; shares are between 0 and 1; a key is null
//! where the answer does not exist, for instance the threshold of a form.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a figure rests on, as shares that sum to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleEvidenceView {
    /// A supplier, or the maker, said so.
    pub declared: f64,
    /// Public data.
    pub public: f64,
    /// Assumed somewhere on the way.
    pub assumed: f64,
    /// Not known.
    pub unknown: f64,
}

/// What one rule says of one subject on the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VerdictView {
    /// Key of the rule; holds the number of the citation.
    pub rule: String,
    /// `company`, a line, `line/item`, or `REGION/raw material/stage`.
    pub subject: String,
    /// pass, fail, unknown, not in force or not applicable.
    pub verdict: String,
    /// What was measured, in `unit`.
    pub measured: Option<f64>,
    /// What it was compared with, in `unit`.
    pub threshold: Option<f64>,
    /// Unit of both.
    pub unit: String,
    /// Worst offender: line › item › supplier › stage: country and share.
    pub path: String,
    /// What it rests on.
    pub evidence: RuleEvidenceView,
    /// Legal citation.
    pub citation: String,
    /// Verdict that a rule which is not in force would have given; null where that is the verdict.
    pub otherwise: Option<String>,
    /// Title of the rule.
    pub title: String,
    /// What the text asks for, in our words.
    pub text: String,
    /// Key of the source.
    pub source: String,
    /// Address of the text.
    pub url: String,
    /// reported where the text was read, assumed where it was not.
    pub basis: String,
    /// Whose duty or aim: company, union or country.
    pub who: String,
    /// binding, benchmark or proposed.
    pub level: String,
    /// Region whose rule it is, ISO 3166 alpha-3 or EUU.
    pub region: String,
    /// Status on the day, in words.
    pub status: String,
    /// First day of the status.
    pub status_from: Option<String>,
    /// Last day of the status; null = open or not known.
    pub status_until: Option<String>,
    /// Day by which an aim is to be reached.
    pub due: Option<String>,
    /// Exception that spares the subject.
    pub exception: Option<String>,
    /// What somebody would have to state for a verdict.
    pub missing: Vec<String>,
    /// Why, in words.
    pub why: String,
    /// What the reader should know of the rule.
    pub remark: String,
}

/// A country and its share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CountryShareView {
    /// ISO 3166 alpha-3 or region code.
    pub country: String,
    /// Share of the mass.
    pub share: f64,
}

/// One row of a disclosure form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FormRowView {
    /// Number in the text.
    pub row: String,
    /// What was done.
    pub title: String,
    /// Countries, largest share first.
    pub countries: Vec<CountryShareView>,
    /// Share whose country is not known.
    pub unknown: f64,
    /// What it rests on.
    pub evidence: RuleEvidenceView,
    /// True when suppliers declared all of it.
    pub complete: bool,
}

/// The disclosure form of one item from one supplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FormView {
    /// Key of the rule that asks for it.
    pub rule: String,
    /// Line.
    pub line: String,
    /// Item that it goes into.
    pub parent: String,
    /// Item.
    pub item: String,
    /// Supplier in words; may be empty.
    pub supplier: String,
    /// Material in words.
    pub material: String,
    /// Mass in one unit of the line, in kg.
    pub kg_per_unit: f64,
    /// Rows.
    pub rows: Vec<FormRowView>,
}

/// One column of a stock report as stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StockColumnView {
    /// Fact that fills it.
    pub fact: String,
    /// Value as stated; null = not stated.
    pub value: Option<String>,
}

/// One row of a stock table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StockView {
    /// Key of the rule that asks for it.
    pub rule: String,
    /// Region.
    pub region: String,
    /// Key of the raw material.
    pub material: String,
    /// As the list names it.
    pub title: String,
    /// Stock, in t.
    pub stock_t: Option<f64>,
    /// Stock as a share of a year's consumption.
    pub share_of_consumption: Option<f64>,
    /// Columns that the text asks for, as stated.
    pub columns: Vec<StockColumnView>,
    /// Consumption, in t of the elements per year.
    pub consumption_t: Option<f64>,
    /// Net imports, in t of the elements per year; below zero for a net exporter.
    pub net_imports_t: Option<f64>,
    /// Year of the net imports.
    pub net_imports_year: u16,
    /// Stock in days of average daily net imports.
    pub cover_days: Option<f64>,
}

/// Verdicts by kind, before anything was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CountsView {
    /// Broken.
    pub fail: u32,
    /// Cannot be told.
    pub unknown: u32,
    /// Kept.
    pub pass: u32,
    /// Do not bind on the day.
    pub not_in_force: u32,
    /// Do not concern the subject.
    pub not_applicable: u32,
}

/// Rules held against a study on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RulesView {
    /// Day asked for.
    pub as_of: String,
    /// True when no day was named and today's was taken.
    pub as_of_is_today: bool,
    /// Key of the study.
    pub study: String,
    /// Study in words.
    pub study_title: String,
    /// Branch asked for; null = as published.
    pub branch: Option<String>,
    /// The answer in one sentence.
    pub headline: String,
    /// Verdicts by kind.
    pub counts: CountsView,
    /// Verdicts: what fails first, then what is unknown, kept, not in force, and with
    /// `--all` what does not apply.
    pub verdicts: Vec<VerdictView>,
    /// Disclosure forms.
    pub forms: Vec<FormView>,
    /// Stock tables.
    pub stocks: Vec<StockView>,
}
