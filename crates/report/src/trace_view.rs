//! Where each stage is done, as one serialisable value: the object that
//! `coercivity trace --json` prints.
//!
//! Conventions: shares are between 0 and 1; those of a stage and its `unknown`
//! sum to 1. Countries are ISO 3166 alpha-3, `XRW` is the rest of the world.

use crate::run_view::ProgramView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What mass or value rests on, in shares that sum to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceView {
    /// A supplier, or the user, said so.
    pub declared: f64,
    /// Public data.
    pub public: f64,
    /// Assumed somewhere on the way from the stage to the line.
    pub assumed: f64,
    /// Not known.
    pub unknown: f64,
}

/// A firm that does a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FirmView {
    /// Name.
    pub firm: String,
    /// Country where it does it; null = not known.
    pub country: Option<String>,
    /// Share of the stage.
    pub share: f64,
}

/// How the dependence on one country comes in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ViaView {
    /// Country where the stage is done.
    pub country: String,
    /// Share that comes straight from there, or is done at home.
    pub direct: f64,
    /// Share by the third country from which it enters.
    pub hidden: BTreeMap<String, f64>,
}

/// The largest site of a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TopSiteView {
    /// Key of the site.
    pub site: String,
    /// In words.
    pub title: String,
    /// Share of the stage.
    pub share: f64,
}

/// One stage of one element.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TraceStageView {
    /// Key of the stage, e.g. separation.
    pub stage: String,
    /// In words.
    pub title: String,
    /// Done at this stage for what goes in, losses on the way included; t per year, or USD per year by value.
    pub amount_per_year: f64,
    /// Share done in each country.
    pub shares: BTreeMap<String, f64>,
    /// Share whose country is not known.
    pub unknown: f64,
    /// Country with the largest share; null where all is unknown.
    pub top_country: Option<String>,
    /// Its share.
    pub top_share: f64,
    /// Herfindahl-Hirschman index of countries, 0 to 1; what is unknown counts as spread thin.
    pub hhi: f64,
    /// The same if all that is unknown is done in the top country.
    pub hhi_high: f64,
    /// Sum of the three largest shares.
    pub top_three: f64,
    /// Share that is left without the top country (N - 1 supply); what is unknown is not counted.
    pub without_top: f64,
    /// Number of sites of the chain above 0.1 %; a country's plants of a stage are one site unless a plant has a row of its own.
    pub sites: usize,
    /// Largest site; null where the stage is done outside the chain.
    pub top_site: Option<TopSiteView>,
    /// True when one site does all that is known.
    pub single_site: bool,
    /// Share made of scrap.
    pub recycled: f64,
    /// What the shares rest on.
    pub evidence: EvidenceView,
    /// Shares by bloc (us, china, eu, other); the grouping is assumed.
    pub blocs: BTreeMap<String, f64>,
    /// Ways in, one per country of `shares`, largest first.
    pub via: Vec<ViaView>,
    /// Firms that are known, largest first.
    pub firms: Vec<FirmView>,
}

/// A site on a way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StepView {
    /// Key of the site.
    pub site: String,
    /// In words.
    pub title: String,
    /// Country.
    pub country: String,
    /// Material that it makes.
    pub material: String,
}

/// A way from the first stage to the line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathView {
    /// Item of the line.
    pub item: String,
    /// Supplier of the item in words.
    pub supplier: String,
    /// Share of the element that comes this way.
    pub share: f64,
    /// True when no step of it is assumed.
    pub public: bool,
    /// Sites, downstream first.
    pub steps: Vec<StepView>,
}

/// What goes from an earlier to a later stage; scrap that goes back is in no flow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FlowView {
    /// Key of the earlier stage.
    pub from_stage: String,
    /// Country in which it is done; null = not known.
    pub from_country: Option<String>,
    /// Key of the material that goes; null for goods that the chain does not follow.
    pub material: Option<String>,
    /// Key of the later stage.
    pub to_stage: String,
    /// Country in which it is done; null = not known.
    pub to_country: Option<String>,
    /// t per year, or USD per year by value.
    pub amount_per_year: f64,
    /// Controls whose scope holds these goods on this way, whatever their status.
    pub controls: Vec<String>,
    /// What most of it rests on: declared, public, assumed or unknown.
    pub basis: String,
}

/// One element, or all together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TraceElementView {
    /// Symbol, or `all`.
    pub element: String,
    /// What goes into the line; t per year, or USD per year by value.
    pub amount_per_year: f64,
    /// Unit of the amounts: `t/yr` or `USD/yr`.
    pub unit: String,
    /// Stages, upstream first.
    pub stages: Vec<TraceStageView>,
    /// Flows between stages and countries, heaviest first, before statements of suppliers; empty for single items.
    pub flows: Vec<FlowView>,
    /// Heaviest ways, for reading; the shares come from all ways.
    pub paths: Vec<PathView>,
    /// Sources less losses less what goes in, relative to what goes in.
    pub balance_error: f64,
}

/// One row of the bill of materials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TraceItemView {
    /// Item that it goes into.
    pub parent: String,
    /// Item.
    pub item: String,
    /// Supplier in words.
    pub supplier: String,
    /// Country where it is made; null = not known.
    pub country: Option<String>,
    /// Mass per unit of the line, in kg.
    pub kg_per_unit: f64,
    /// declared, public or assumed.
    pub evidence: String,
    /// Elements, most massive first.
    pub elements: Vec<TraceElementView>,
}

/// One line, or the country asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TraceLineView {
    /// Key.
    pub line: String,
    /// In words.
    pub title: String,
    /// Country; null = the world.
    pub country: Option<String>,
    /// Elements, most massive first.
    pub elements: Vec<TraceElementView>,
    /// All elements together.
    pub all: TraceElementView,
    /// Rows of the bill of materials that are followed.
    pub items: Vec<TraceItemView>,
}

/// The answer of `coercivity trace`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TraceView {
    /// Program.
    pub program: ProgramView,
    /// Key of the study; null where a country was asked about.
    pub study: Option<String>,
    /// What was asked, in words.
    pub question: String,
    /// Base year of the flows.
    pub base_year: u16,
    /// Digest of all input data.
    pub data_digest: String,
    /// mass or value.
    pub by: String,
    /// Lines.
    pub lines: Vec<TraceLineView>,
    /// What is left out or taken for granted.
    pub notes: Vec<String>,
}
