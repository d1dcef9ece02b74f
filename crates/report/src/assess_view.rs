//! A company's risk assessment as one serialisable value: the object that
//! `coercivity assess --json` prints, and of which the board paper is made.
//!
//! Its parts follow what the law and good practice ask of such a paper: scope,
//! what is used and where it is done, what that rests on, concentration, factors that
//! may affect supply, vulnerability, cover, rules, mitigation, sources.

use crate::controls_view::DaysView;
use crate::rules_view::RulesView;
use crate::run_view::{ProgramView, RunView};
use crate::trace_view::{EvidenceView, TraceView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number with its range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RangeView {
    /// Low end.
    pub low: f64,
    /// Most likely value.
    pub value: f64,
    /// High end.
    pub high: f64,
}

/// What the origin of a line rests on, over all stages before its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineEvidenceView {
    /// Line.
    pub line: String,
    /// Line in words.
    pub title: String,
    /// Shares of mass, averaged over the stages that suppliers do.
    pub evidence: EvidenceView,
}

/// A request put to a supplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedView {
    /// Supplier.
    pub supplier: String,
    /// Item.
    pub item: String,
    /// Day of the first request, ISO 8601.
    pub sent: Option<String>,
    /// Day of the last answer.
    pub answered: Option<String>,
    /// open, answered, refused, or not asked.
    pub state: String,
    /// Why it was refused.
    pub reason: String,
}

/// A control that may affect supply of one material from one country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactorView {
    /// Control.
    pub control: String,
    /// Control in words.
    pub title: String,
    /// Kind: licence, quota, ban, technology-ban, inspection.
    pub kind: String,
    /// Issuer.
    pub issuer: String,
    /// Citation.
    pub citation: String,
    /// Material of the line.
    pub material: String,
    /// Country where it is made.
    pub from: String,
    /// Country of the line.
    pub to: String,
    /// What the control means for this shipment on the day.
    pub verdict: String,
    /// True when it bites on the day.
    pub applies: bool,
    /// Status on the day.
    pub status: String,
    /// Last day of the status; null = open.
    pub status_until: Option<String>,
    /// Status after that.
    pub status_next: Option<String>,
    /// Days from filing to licence; null where none is needed.
    pub days_to_licence: Option<DaysView>,
    /// Why, in words.
    pub why: String,
}

/// Stock of one input of one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoverView {
    /// Line.
    pub line: String,
    /// Material.
    pub material: String,
    /// Material in words.
    pub title: String,
    /// Stock, in t.
    pub stock_t: RangeView,
    /// Stock in days of own use.
    pub days_of_use: RangeView,
    /// The same with goods on the way, in days.
    pub days_with_pipeline: RangeView,
    /// Cover that carries the line through in half of the runs, in days; null where none is enough.
    pub needed_p50: Option<f64>,
    /// The same for nine runs of ten.
    pub needed_p90: Option<f64>,
}

/// A counter-measure, assessed for one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureView {
    /// Line.
    pub line: String,
    /// Lever.
    pub lever: String,
    /// Lever in words.
    pub title: String,
    /// stock, diversification, substitution, recycling or offtake.
    pub kind: String,
    /// Months until it helps.
    pub lead_months: Option<RangeView>,
    /// Cost per year, in USD; null where no figure is known.
    pub usd_per_year: Option<RangeView>,
    /// Cost paid once, in USD.
    pub usd_once: Option<RangeView>,
    /// How much of it, in words.
    pub quantity: String,
    /// What it does, and what it does not.
    pub effect: String,
    /// True when it could be in place before the first stop of the median run, had it been begun on day 0.
    pub in_time: Option<bool>,
    /// Weakest basis of its figures.
    pub basis: String,
    /// Keys of the sources of its figures.
    pub sources: Vec<String>,
}

/// The assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessView {
    /// Program.
    pub program: ProgramView,
    /// Day of the assessment.
    pub as_of: String,
    /// Key of the study.
    pub study: String,
    /// Study in words.
    pub study_title: String,
    /// The answer in a few sentences.
    pub summary: Vec<String>,
    /// blake3 over all parts below.
    pub digest: String,
    /// blake3 over every input.
    pub data_digest: String,
    /// What the origin rests on, by line.
    pub evidence: Vec<LineEvidenceView>,
    /// Requests to suppliers.
    pub requests: Vec<AskedView>,
    /// Controls that may affect supply.
    pub factors: Vec<FactorView>,
    /// Stocks.
    pub cover: Vec<CoverView>,
    /// Counter-measures.
    pub measures: Vec<MeasureView>,
    /// Rules.
    pub rules: RulesView,
    /// Origin.
    pub trace: TraceView,
    /// Vulnerability: what the scenario does to the lines.
    pub run: RunView,
}
