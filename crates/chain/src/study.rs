//! Studies: somebody's production lines, attached to the chain.

use crate::{CountryId, Days, Element, EndUseId, Evidence, MaterialId, Share, StageId};
use jiff::civil::Date;

/// How sure the supplier of an item is, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemEvidence {
    /// The supplier said so.
    Declared,
    /// Public data.
    Public,
    /// Assumed.
    Assumed,
}

/// Settings of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct StudySettings {
    /// Days per run.
    pub days: u32,
    /// Runs.
    pub runs: u32,
    /// Seed.
    pub seed: u64,
    /// Scenario run by default.
    pub scenario: String,
    /// Rate below which a line idles, share of normal.
    pub min_rate: Share,
    /// Inputs with which an idle line restarts.
    pub restart: Days,
    /// Factor by which a line can exceed its plan to make up.
    pub overtime: f64,
    /// Days over which stock gaps are closed.
    pub adjustment: Days,
    /// Whether shares move towards suppliers that deliver.
    pub share_shifting: bool,
    /// Factor on cover targets between announcement and effect of a control.
    pub rush: f64,
}

/// A production line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Top item of the bill of materials.
    pub product: String,
    /// Country.
    pub country: CountryId,
    /// End use.
    pub end_use: EndUseId,
    /// Planned output [units per day].
    pub units_per_day: f64,
    /// Revenue per unit, in `currency` of `price_year`.
    pub revenue_per_unit: f64,
    /// Value added per unit.
    pub value_added_per_unit: f64,
    /// ISO 4217 code.
    pub currency: String,
    /// Year of the prices.
    pub price_year: u16,
    /// Jobs on the line.
    pub jobs: f64,
    /// Buyers for whom it stands: each of its links is so many pairs of exporter and end user.
    pub pairs: u32,
    /// Evidence of the revenue figure.
    pub evidence: Evidence,
}

/// One row of the bill of materials, in base units.
#[derive(Debug, Clone, PartialEq)]
pub struct BomItem {
    /// Item that is made.
    pub parent: String,
    /// Item or chain material that goes in.
    pub child: String,
    /// Chain material, if the child is one.
    pub material: Option<MaterialId>,
    /// Quantity per unit of the parent: tonnes for chain materials, else the row's own unit.
    pub quantity: f64,
    /// Unit as written.
    pub unit: String,
    /// Supplier in words.
    pub supplier: String,
    /// Country where the child is made.
    pub country: Option<CountryId>,
    /// Share of the child that comes from this supplier.
    pub share: Share,
    /// Cover of the child held at the parent's plant.
    pub cover: Days,
    /// Low and high of the cover.
    pub cover_range: (Days, Days),
    /// Order to gate.
    pub lead: Days,
    /// Who says so.
    pub evidence: ItemEvidence,
}

/// What a supplier, or the maker, says about where a stage of an item is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// Item that the statement is about: a child of the bill of materials.
    pub item: String,
    /// Supplier of the item as in the bill of materials; empty for all of them.
    pub supplier: String,
    /// Element; `None` for all.
    pub element: Option<Element>,
    /// Stage.
    pub stage: StageId,
    /// Country where it is done; `None` where the supplier says that it does not know.
    pub country: Option<CountryId>,
    /// Share of the item's mass of the element.
    pub share: Share,
    /// Firm that does it, may be empty.
    pub firm: String,
    /// Who says so.
    pub evidence: ItemEvidence,
    /// Day of the statement.
    pub date: Option<Date>,
    /// Document or remark.
    pub note: String,
}

/// A fact about the firm, a line or an item that a rule asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// `company`, a line or an item.
    pub subject: String,
    /// Fact, e.g. `employees`.
    pub fact: String,
    /// Value as written.
    pub value: String,
    /// Unit as written, may be empty.
    pub unit: String,
    /// Who says so.
    pub evidence: ItemEvidence,
    /// Document or remark.
    pub note: String,
}

/// Lines with their bill of materials.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Settings.
    pub settings: StudySettings,
    /// Lines.
    pub lines: Vec<Line>,
    /// Bill of materials, rows in file order.
    pub bom: Vec<BomItem>,
    /// What suppliers say about stages upstream of their items.
    pub declarations: Vec<Declaration>,
    /// Facts that rules ask for.
    pub facts: Vec<Fact>,
}
