//! What a rule compares with what.

use super::Condition;
use crate::{ControlId, CountryId, Element, EndUseId, ItemEvidence, MaterialId, Parameter, StageId};
use jiff::civil::Date;

/// How a rule is tested from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleVersion {
    /// First day; `None` = from the start.
    pub from: Option<Date>,
    /// What it asks for, in words.
    pub text: String,
    /// Test.
    pub test: RuleTest,
    /// What it spares.
    pub exceptions: Vec<Exception>,
}

/// A case that a rule spares, when every condition holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// Key, e.g. `cots`.
    pub key: String,
    /// In words.
    pub text: String,
    /// Goods that it is about; empty = all.
    pub materials: Vec<MaterialId>,
    /// Conditions, all of them.
    pub conditions: Vec<Condition>,
}

/// The kinds of test.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleTest {
    /// No mass of goods has some stages done in some countries.
    StageOrigin(StageOriginTest),
    /// Countries of each stage are declared by suppliers.
    Disclosure(Disclosure),
    /// No third country has more than a share of a region's consumption at a stage.
    ShareLimit(ShareLimit),
    /// The capacity of a region is at least a share of its consumption.
    CapacityShare(CapacityShare),
    /// Inputs under a control of another country are worth less than a share of the goods.
    ValueShare(ValueShare),
    /// Above a mass, facts have to be disclosed.
    MassLimit(MassLimit),
    /// Facts of the firm or a line.
    Facts(Vec<Condition>),
    /// Who must: large firms that use listed materials for listed goods.
    WhoMust(WhoMust),
    /// A region's stock against its net imports.
    StockCover(StockCover),
    /// The stock table of a region.
    StockReport(StockReport),
    /// No item leaves a country under one of its controls without a licence.
    ControlScope(ControlScope),
}

/// Goods of which some stages count.
#[derive(Debug, Clone, PartialEq)]
pub struct CoveredGoods {
    /// Name, e.g. `NdFeB and SmCo magnets`.
    pub title: String,
    /// Materials.
    pub materials: Vec<MaterialId>,
    /// Elements followed.
    pub elements: Vec<Element>,
    /// Stages that count.
    pub stages: Vec<StageId>,
}

/// No mass of covered goods has a stage done in one of the countries.
#[derive(Debug, Clone, PartialEq)]
pub struct StageOriginTest {
    /// Covered goods.
    pub goods: Vec<CoveredGoods>,
    /// Countries.
    pub countries: Vec<CountryId>,
    /// Weakest evidence on which it can pass.
    pub evidence: ItemEvidence,
}

/// One row of a disclosure form.
#[derive(Debug, Clone, PartialEq)]
pub struct DisclosureRow {
    /// Number in the text, e.g. `i`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Stages.
    pub stages: Vec<StageId>,
}

/// Countries of each stage, by goods.
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosure {
    /// Goods.
    pub materials: Vec<MaterialId>,
    /// Elements followed.
    pub elements: Vec<Element>,
    /// Rows of the form.
    pub rows: Vec<DisclosureRow>,
}

/// A limit on the share of one third country.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareLimit {
    /// Key of the list of raw materials.
    pub list: String,
    /// Stages that count.
    pub stages: Vec<StageId>,
    /// Largest share allowed.
    pub most: Parameter,
}

/// A least share of capacity in consumption.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityShare {
    /// Key of the list of raw materials.
    pub list: String,
    /// Stages that count.
    pub stages: Vec<StageId>,
    /// Beginnings of process keys that count; empty = all.
    pub processes: Vec<String>,
    /// Beginnings of process keys that do not count.
    pub without: Vec<String>,
    /// Least share.
    pub least: Parameter,
}

/// A limit on the share of value under another country's control.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueShare {
    /// Control with a limb of value.
    pub control: ControlId,
    /// Elements whose metals, alloys and compounds are listed, and a material that prices each.
    pub inputs: Vec<(Element, MaterialId)>,
    /// Stages at which an input counts as of the issuing country.
    pub stages: Vec<StageId>,
    /// Fact that gives the share instead.
    pub fact: String,
    /// Fact (a date) until which a licence is held.
    pub licence: Option<String>,
    /// US dollars per unit of a currency.
    pub rates: Vec<(String, Parameter)>,
}

/// A mass above which facts have to be disclosed.
#[derive(Debug, Clone, PartialEq)]
pub struct MassLimit {
    /// Goods that count.
    pub materials: Vec<MaterialId>,
    /// Mass per unit above which the duty begins \[kg\].
    pub most_kg: Parameter,
    /// Fact that gives the mass instead \[kg\].
    pub fact: String,
    /// What has to be disclosed.
    pub disclosed: Vec<Condition>,
}

/// Large firms that use listed materials to make listed goods.
#[derive(Debug, Clone, PartialEq)]
pub struct WhoMust {
    /// Size, all of them.
    pub size: Vec<Condition>,
    /// Key of the list of raw materials.
    pub list: String,
    /// End uses that are listed goods.
    pub end_uses: Vec<EndUseId>,
    /// End uses that hold some listed goods and others.
    pub perhaps: Vec<EndUseId>,
    /// Fact (yes or no) that settles whether the goods are listed.
    pub fact: String,
}

/// Stock in days of average daily net imports of the calendar year before.
#[derive(Debug, Clone, PartialEq)]
pub struct StockCover {
    /// Key of the list of raw materials.
    pub list: String,
    /// Fact with the stock \[t\].
    pub stock: String,
    /// Fact with the net imports of the year before [t/yr].
    pub net_imports: String,
    /// Least cover \[days\], where it is published.
    pub least_days: Option<Parameter>,
}

/// The columns of a stock table.
#[derive(Debug, Clone, PartialEq)]
pub struct StockReport {
    /// Key of the list of raw materials.
    pub list: String,
    /// Facts by column, in order.
    pub columns: Vec<Condition>,
}

/// Scope of a control for what is shipped.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlScope {
    /// Control.
    pub control: ControlId,
    /// Fact (a date) until which a licence is held.
    pub licence: Option<String>,
}
