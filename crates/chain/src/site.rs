//! Countries, processes, sites, links, routes and final demand.

use crate::{
    CountryId, Days, Element, EndUseId, Evidence, MaterialId, ProcessId, Share, SiteId, StageId, Tonnes, TonnesPerYear,
};
use serde::{Deserialize, Serialize};

/// A country by ISO 3166, or a region: `EUU`, `XEU` (other EU members), `XRW` (rest of the world).
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-3 or region code.
    pub iso3: String,
    /// ISO 3166-1 alpha-2; empty for regions.
    pub alpha2: String,
    /// Name.
    pub name: String,
    /// Member of the European Union.
    pub eu_member: bool,
    /// Bloc; the grouping is assumed.
    pub bloc: Bloc,
}

/// Blocs of countries by which supply is seen in politics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Bloc {
    /// Centred on the United States.
    UnitedStates,
    /// Centred on China.
    China,
    /// Centred on the European Union.
    EuropeanUnion,
    /// None of them.
    #[default]
    Other,
}

impl Bloc {
    /// All blocs.
    pub const ALL: [Bloc; 4] = [Bloc::UnitedStates, Bloc::China, Bloc::EuropeanUnion, Bloc::Other];

    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Bloc::UnitedStates => "us",
            Bloc::China => "china",
            Bloc::EuropeanUnion => "eu",
            Bloc::Other => "other",
        }
    }
}

/// Who is served, which decides how a regime treats the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndUseClass {
    /// Civil.
    Civil,
    /// Civil firm with defence customers.
    Dual,
    /// Military end use or user.
    Defence,
    /// Medical.
    Medical,
}

impl EndUseClass {
    /// All classes.
    pub const ALL: [EndUseClass; 4] =
        [EndUseClass::Civil, EndUseClass::Dual, EndUseClass::Defence, EndUseClass::Medical];

    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            EndUseClass::Civil => "civil",
            EndUseClass::Dual => "dual",
            EndUseClass::Defence => "defence",
            EndUseClass::Medical => "medical",
        }
    }
}

/// What the material is for in the end.
#[derive(Debug, Clone, PartialEq)]
pub struct EndUse {
    /// Key, e.g. `ev-traction`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Class by which licences are decided.
    pub class: EndUseClass,
    /// How long a missed output stays owed before it is lost.
    pub patience: Days,
}

/// What becomes of an element that a process does not put into a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Tailings.
    Tailings,
    /// Slag.
    Slag,
    /// Cutting and grinding waste that is not recovered.
    Machining,
    /// Dust and handling.
    Dust,
    /// Leaves the chain in a product that is not followed.
    Unseparated,
}

/// An input or output of a process per unit of activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Material.
    pub material: MaterialId,
    /// Tonnes per unit of activity.
    pub per_activity: Tonnes,
    /// An input without which nothing is made.
    pub critical: bool,
    /// Evidence.
    pub evidence: Evidence,
}

/// An element that leaves the chain per unit of activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// Element.
    pub element: Element,
    /// Tonnes per unit of activity.
    pub per_activity: Tonnes,
    /// Where it goes.
    pub fate: Fate,
}

/// A recipe with any number of inputs and outputs; one unit of activity is one
/// tonne of the first driving output.
#[derive(Debug, Clone, PartialEq)]
pub struct Process {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Stage.
    pub stage: StageId,
    /// Outputs whose demand drives activity.
    pub driving: Vec<MaterialId>,
    /// Inputs.
    pub inputs: Vec<Flow>,
    /// Outputs.
    pub outputs: Vec<Flow>,
    /// Losses by element.
    pub losses: Vec<Loss>,
}

/// A plant, or all plants of one country at one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Key, e.g. `magnet-ndfeb-heavy-CHN`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Process.
    pub process: ProcessId,
    /// Country.
    pub country: CountryId,
    /// Activity in the base year.
    pub activity: TonnesPerYear,
    /// Activity that is possible.
    pub capacity: TonnesPerYear,
    /// Output stock held [days of base output].
    pub out_cover: Days,
    /// Input cover held, one per process input, with its evidence.
    pub in_cover: Vec<(Days, Evidence)>,
    /// Latitude and longitude \[degrees\].
    pub position: Option<(f64, f64)>,
    /// Evidence of the activity.
    pub evidence: Evidence,
}

/// A flow of one material from a supplier to a buyer.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Supplying site.
    pub supplier: SiteId,
    /// Buying site.
    pub buyer: SiteId,
    /// Material.
    pub material: MaterialId,
    /// Base flow.
    pub flow: TonnesPerYear,
    /// Transit time, customs excluded.
    pub transit: Days,
    /// Low and high of the transit time.
    pub transit_range: (Days, Days),
    /// How many pairs of exporter and end user it stands for.
    pub pairs: u32,
    /// Evidence.
    pub evidence: Evidence,
}

/// A usual way between two countries.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// From; `None` = any.
    pub from: Option<CountryId>,
    /// To; `None` = any.
    pub to: Option<CountryId>,
    /// Transit time.
    pub transit: Days,
    /// Evidence with range.
    pub evidence: Evidence,
}

/// A sink: final demand, or a closing item of the base year.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Key.
    pub key: String,
    /// Site whose output is taken.
    pub site: SiteId,
    /// Material.
    pub material: MaterialId,
    /// Country of use.
    pub country: CountryId,
    /// End use.
    pub end_use: EndUseId,
    /// Rate.
    pub flow: TonnesPerYear,
    /// Evidence.
    pub evidence: Evidence,
}

impl Demand {
    /// Share of this row that a study's lines would take.
    #[must_use]
    pub fn share_of(&self, use_: TonnesPerYear) -> Share {
        Share(use_.value() / self.flow.value())
    }
}
