//! Rules: dated, cited tests of where stages are done, of shares, masses and facts.
//!
//! A control says what happens to a shipment; a rule says what somebody has to
//! keep to or aims at, and how that is tested. Rules are data: a law that fits
//! the tests of [`RuleTest`] is a file, not code.

mod fact;
mod test;

pub use fact::{Condition, FactKind, FactTest, FactValue, years_after};
pub use test::{
    CapacityShare, ControlScope, CoveredGoods, Disclosure, DisclosureRow, Exception, MassLimit, RuleTest, RuleVersion,
    ShareLimit, StageOriginTest, StockCover, StockReport, ValueShare, WhoMust,
};

use crate::{Basis, ControlId, CountryId, Element, EndUseClass, EndUseId, MaterialId, SourceId, StatusPeriod};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Whose duty or aim a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleWho {
    /// A firm.
    Company,
    /// The European Union and its members together; no duty of a firm.
    Union,
    /// A country.
    Country,
}

impl RuleWho {
    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            RuleWho::Company => "company",
            RuleWho::Union => "union",
            RuleWho::Country => "country",
        }
    }
}

/// How much a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleLevel {
    /// Law that binds.
    Binding,
    /// An aim that nobody is held to.
    Benchmark,
    /// Not adopted: never in force.
    Proposed,
}

impl RuleLevel {
    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            RuleLevel::Binding => "binding",
            RuleLevel::Benchmark => "benchmark",
            RuleLevel::Proposed => "proposed",
        }
    }
}

/// A rule that starts with an act that may not exist yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Commencement {
    /// It applies on this day at the earliest.
    pub not_before: Date,
    /// It applies so many years after the act entered into force, if that is later.
    pub years_after_act: u8,
    /// Fact that gives the day on which the act entered into force.
    pub act_fact: String,
    /// The act in words.
    pub act: String,
}

/// Which lines a rule concerns. What is empty or absent asks for nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Applies {
    /// Classes of end use.
    pub classes: Vec<EndUseClass>,
    /// End uses.
    pub end_uses: Vec<EndUseId>,
    /// Countries or regions of the line.
    pub regions: Vec<CountryId>,
    /// Fact (yes or no) of the line or the firm that goes before the three above.
    pub fact: Option<String>,
    /// Key of another rule of the kind "who must" that has to hold.
    pub rule: Option<String>,
    /// Later first days of some end uses.
    pub later: Vec<(EndUseId, Date)>,
}

/// An entry of a list of raw materials.
#[derive(Debug, Clone, PartialEq)]
pub struct RawMaterial {
    /// Key, e.g. `gallium`.
    pub key: String,
    /// As the list names it.
    pub title: String,
    /// Elements that count.
    pub elements: Vec<Element>,
    /// Materials of the chain whose use in a region is its consumption.
    pub materials: Vec<MaterialId>,
    /// What the package leaves out.
    pub note: String,
}

/// A list of raw materials that rules refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct RawMaterialList {
    /// Key, e.g. `eu-strategic`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Who says so.
    pub source: SourceId,
    /// How it came about.
    pub basis: Basis,
    /// Entries of which the package has figures.
    pub entries: Vec<RawMaterial>,
}

/// A dated, cited test.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Key with the number of the citation, e.g. `eu-crma-5-65`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Legal citation.
    pub citation: String,
    /// What the text asks for, in our words.
    pub text: String,
    /// Who says so; its address is that of the text.
    pub source: SourceId,
    /// `reported` where the text was read, `assumed` where it was not.
    pub basis: Basis,
    /// Whose duty or aim.
    pub who: RuleWho,
    /// How much it binds.
    pub level: RuleLevel,
    /// Region whose rule it is.
    pub region: CountryId,
    /// Status over time, in date order; that of `control` where it has one and this is empty.
    pub status: Vec<StatusPeriod>,
    /// Control whose status and branches it follows.
    pub control: Option<ControlId>,
    /// Day by which an aim is to be reached.
    pub due: Option<Date>,
    /// Start that depends on another act.
    pub commencement: Option<Commencement>,
    /// Which lines it concerns.
    pub applies: Applies,
    /// How it is tested over time, in date order; at least one.
    pub versions: Vec<RuleVersion>,
    /// What the reader should know.
    pub note: String,
}

impl Rule {
    /// How it is tested on a day: the last version that has begun, else the first.
    #[must_use]
    pub fn version_on(&self, day: Date) -> Option<&RuleVersion> {
        let begun = |version: &&RuleVersion| version.from.is_none_or(|from| from <= day);
        self.versions.iter().rev().find(begun).or_else(|| self.versions.first())
    }

    /// The version that follows after a day.
    #[must_use]
    pub fn version_after(&self, day: Date) -> Option<&RuleVersion> {
        self.versions.iter().find(|version| version.from.is_some_and(|from| from > day))
    }
}
