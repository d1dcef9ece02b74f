//! What applies to a shipment on a day, as one serialisable value: the object
//! that `coercivity controls --json` prints.
//!
//! Conventions: dates are ISO 8601; a key is null where the answer does not
//! exist, for instance the days to a licence of a control that is suspended.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number with its range and evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureView {
    /// Most likely value.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Unit of the three.
    pub unit: String,
    /// reported, derived, estimated or assumed.
    pub basis: String,
    /// Key of the source.
    pub source: String,
    /// What it rests on.
    pub note: String,
}

/// A mass fraction of an element.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ContentView {
    /// Symbol.
    pub element: String,
    /// Mass fraction, in t/t.
    pub fraction: f64,
}

/// The shipment asked about; null = any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShipmentView {
    /// Goods, way and use in words.
    pub words: String,
    /// Material of the package.
    pub material: Option<String>,
    /// Symbol of the element asked for.
    pub element: Option<String>,
    /// Form.
    pub form: Option<String>,
    /// Content: of the material, or as asked.
    pub content: Vec<ContentView>,
    /// Customs code asked for.
    pub hs: Option<String>,
    /// National customs code under which the material passes.
    pub customs_hs: Option<String>,
    /// Country where the goods were made.
    pub from: Option<String>,
    /// Destination.
    pub to: Option<String>,
    /// End use as asked.
    pub end_use: Option<String>,
    /// Class of the end use; civil where nothing was said.
    pub class: String,
    /// True when no end use was named and civil use was taken.
    pub class_assumed: bool,
    /// Share of value that is controlled material of the issuing country.
    pub value_share: Option<f64>,
    /// Made abroad with know-how of the issuing country.
    pub technology: bool,
    /// Goods of the issuing country sent on from abroad.
    pub re_export: bool,
    /// Share of the buyer owned by a listed party.
    pub owner_share: Option<f64>,
    /// The buyer is a listed party.
    pub listed: bool,
}

/// A kind of licence that is to be had on the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LicenceTypeView {
    /// Key.
    pub id: String,
    /// In words.
    pub text: String,
    /// Longest validity by law, in months.
    pub validity_months: Option<f64>,
    /// Key of the source.
    pub source: String,
}

/// A statement with its source: a paper, or what was seen of practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatementView {
    /// In words.
    pub text: String,
    /// Licence type that asks for it; null = all. Papers only.
    pub licence_type: Option<String>,
    /// First day; null = always.
    pub from: Option<String>,
    /// reported, derived, estimated or assumed.
    pub basis: String,
    /// Key of the source.
    pub source: String,
}

/// What an exporter needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NeedsView {
    /// Way of a case through the authorities.
    pub path: String,
    /// Kinds of licence.
    pub licence_types: Vec<LicenceTypeView>,
    /// Papers.
    pub papers: Vec<StatementView>,
    /// How long a single licence is used, in days.
    pub validity: FigureView,
    /// Share of pairs of exporter and buyer with a general licence; null = none on the day.
    pub general_licences: Option<FigureView>,
}

/// Calendar days from filing to licence, customs apart; null = not within five years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DaysView {
    /// One case in ten is quicker.
    pub p10: Option<u32>,
    /// Median.
    pub p50: Option<u32>,
    /// One case in ten is slower.
    pub p90: Option<u32>,
    /// `statute`: the times of the law; `practice`: what was seen or is judged of practice.
    pub basis: String,
    /// Phase of review on the day.
    pub phase: String,
    /// The review itself, median [calendar days].
    pub review: FigureView,
    /// From the licence to clearance, in days, not in the quantiles.
    pub customs: FigureView,
}

/// Tonnes of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuotaView {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Element whose tonnes count; null = tonnes of goods.
    pub element: Option<String>,
    /// Quantity, in t.
    pub quantity: FigureView,
}

/// Goods under the customs code of controlled ones are held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InspectionView {
    /// Share held.
    pub share: FigureView,
    /// How long, in days.
    pub hold: FigureView,
}

/// Content against the threshold of a control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ThresholdView {
    /// Mass fraction of the listed elements together; null = not stated.
    pub fraction: Option<f64>,
    /// Above this the goods are taken as controlled, in t/t.
    pub threshold: FigureView,
    /// Above this they are controlled by the text, in t/t.
    pub by_law: f64,
    /// True when the goods are free by trade practice, not by law.
    pub free_by_practice: bool,
}

/// A rule on the class of the end use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EndUseView {
    /// Class.
    pub class: String,
    /// refused, case-by-case or exempt.
    pub rule: String,
    /// In words.
    pub text: String,
    /// Key of the source.
    pub source: String,
}

/// An entry of the list that names the goods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ItemView {
    /// In words.
    pub what: String,
    /// Export control code.
    pub code: Option<String>,
    /// Customs codes.
    pub hs: Vec<String>,
    /// Elements.
    pub elements: Vec<String>,
    /// Forms.
    pub forms: Vec<String>,
    /// reported, derived, estimated or assumed.
    pub basis: String,
    /// Key of the source.
    pub source: String,
    /// Remark.
    pub note: String,
}

/// Limb of a rule that reaches beyond the border.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LimbView {
    /// Key.
    pub limb: String,
    /// In words.
    pub text: String,
    /// First day.
    pub from: String,
    /// Key of the source.
    pub source: String,
    /// Uses that need no licence.
    pub exempt: Vec<String>,
}

/// A status from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatusView {
    /// First day.
    pub from: String,
    /// Status.
    pub status: String,
    /// In words.
    pub note: String,
}

/// A way in which a control may go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BranchView {
    /// Key, for `--branch`.
    pub branch: String,
    /// In words.
    pub title: String,
    /// What it rests on.
    pub note: String,
    /// First day on which it differs.
    pub from: Option<String>,
    /// Status under it on the day asked for; null = not yet announced.
    pub status_on_day: Option<String>,
    /// Statuses from that day on.
    pub statuses: Vec<StatusView>,
    /// Key of the source, if any.
    pub source: Option<String>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceView {
    /// Key.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
}

/// What one control means for the shipment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerView {
    /// Key of the control.
    pub control: String,
    /// In words.
    pub title: String,
    /// Issuer.
    pub issuer: String,
    /// Issuing country, ISO 3166 alpha-3.
    pub country: String,
    /// licence, quota, ban, technology-ban or inspection.
    pub kind: String,
    /// Legal citation.
    pub citation: String,
    /// Law under which it was issued.
    pub framework: Option<String>,
    /// Status on the day; `not yet announced` before the first.
    pub status: String,
    /// First day of the status.
    pub status_from: Option<String>,
    /// Last day of the status; null = open.
    pub status_until: Option<String>,
    /// The status that follows.
    pub status_next: Option<String>,
    /// Remark on the status.
    pub status_note: String,
    /// Day of publication.
    pub announced: String,
    /// Day of effect.
    pub effective: String,
    /// licence needed, refused in principle, banned, quota, inspected, technology
    /// only, suspended, not yet in force, expired or does not apply.
    pub verdict: String,
    /// True when the goods do not simply leave.
    pub applies: bool,
    /// True when the rule would reach the shipment, were the goods on the list.
    pub on_its_way: bool,
    /// True when the rule reaches the goods and exempts their use.
    pub exempt: bool,
    /// Why, in words.
    pub why: String,
    /// Holds only where these are so, because the question left them open.
    pub conditions: Vec<String>,
    /// Limb that reaches goods made abroad; null = at the border of the issuing country.
    pub beyond_border: Option<LimbView>,
    /// What an exporter needs; null without a licence to ask for.
    pub needs: Option<NeedsView>,
    /// Days from filing to licence; null without a licence to wait for.
    pub days_to_licence: Option<DaysView>,
    /// Share of pairs of exporter and buyer that is granted in the end.
    pub granted: Option<FigureView>,
    /// Tonnes of the period; null without a quota on the day.
    pub quota: Option<QuotaView>,
    /// Hold under the common customs code.
    pub inspection: Option<InspectionView>,
    /// Content against the threshold; null where no content was compared.
    pub composition: Option<ThresholdView>,
    /// Rules on the class of the end use.
    pub end_use: Vec<EndUseView>,
    /// Entries that name the goods.
    pub items: Vec<ItemView>,
    /// What was seen of practice by the day.
    pub practices: Vec<StatementView>,
    /// Ways in which it may go on.
    pub branches: Vec<BranchView>,
    /// Sources of all of this.
    pub sources: Vec<SourceView>,
}

/// The answer to a question about a shipment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlsView {
    /// Day asked for.
    pub as_of: String,
    /// True when no day was named and today's was taken.
    pub as_of_is_today: bool,
    /// Branch asked for; null = as published.
    pub branch: Option<String>,
    /// Shipment; null = none was asked about, every control is listed.
    pub shipment: Option<ShipmentView>,
    /// True when a control stops the goods, or sets terms, on the day.
    pub applies: bool,
    /// Strictest verdict, or `free`.
    pub verdict: String,
    /// The answer in one sentence.
    pub headline: String,
    /// Controls looked at.
    pub looked_at: u32,
    /// What the data cannot settle.
    pub notes: Vec<String>,
    /// Controls that apply, then those set aside or to come, strictest first;
    /// with `--all` those that do not apply too.
    pub controls: Vec<AnswerView>,
}
