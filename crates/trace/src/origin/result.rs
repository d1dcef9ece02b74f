//! What the tracing of origin finds.

use coercivity_chain::{CountryId, Element, ItemEvidence, MaterialId, SiteId, StageId};

/// Origin of everything that was asked about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origin {
    /// Lines in file order, or the one country and material asked about.
    pub lines: Vec<LineOrigin>,
}

/// Origin of what one line needs.
#[derive(Debug, Clone, PartialEq)]
pub struct LineOrigin {
    /// Key of the line.
    pub key: String,
    /// In words.
    pub title: String,
    /// Country of the line; `None` for the world.
    pub country: Option<CountryId>,
    /// Elements, each over all items; most massive first.
    pub elements: Vec<ElementOrigin>,
    /// All elements together, by mass or by value as asked.
    pub all: ElementOrigin,
    /// Items that are chain materials, one per row of the bill of materials.
    pub items: Vec<ItemOrigin>,
}

/// Origin of one row of the bill of materials.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemOrigin {
    /// Item that it goes into.
    pub parent: String,
    /// Key of the child.
    pub item: String,
    /// Supplier in words, may be empty.
    pub supplier: String,
    /// Country where it is made, if known.
    pub country: Option<CountryId>,
    /// Material of the chain.
    pub material: MaterialId,
    /// Mass per unit of the line, this row's share applied \[t\].
    pub tonnes_per_unit: f64,
    /// Who says so.
    pub evidence: ItemEvidence,
    /// Elements, most massive first.
    pub elements: Vec<ElementOrigin>,
}

/// Origin of one element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ElementOrigin {
    /// Element; `None` for all of them together.
    pub element: Option<Element>,
    /// Mass that goes in \[t/yr\]; of all elements together by value: their value \[USD/yr\].
    pub tonnes_per_year: f64,
    /// Stages, upstream first; a stage that nothing passes is left out.
    pub stages: Vec<StageOrigin>,
    /// Ways with the largest share, heaviest first.
    pub paths: Vec<Path>,
    /// What goes from stage to stage between countries, heaviest first, before any statement of a supplier.
    pub flows: Vec<Flow>,
    /// Sources less losses less what goes in, relative to what goes in.
    pub balance_error: f64,
}

/// What goes from an earlier to a later stage. Scrap that goes back is in no flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow {
    /// Earlier stage.
    pub from_stage: StageId,
    /// Country in which it is done, if known.
    pub from_country: Option<CountryId>,
    /// Material that goes; `None` for goods outside the chain.
    pub material: Option<MaterialId>,
    /// Later stage.
    pub to_stage: StageId,
    /// Country in which it is done, if known.
    pub to_country: Option<CountryId>,
    /// Mass \[t/yr\]; of all elements together by value: their value \[USD/yr\].
    pub tonnes_per_year: f64,
    /// What it rests on.
    pub evidence: EvidenceShares,
}

/// Where one stage of one element is done.
#[derive(Debug, Clone, PartialEq)]
pub struct StageOrigin {
    /// Stage.
    pub stage: StageId,
    /// Mass done at this stage for what goes in, losses on the way included \[t/yr\].
    pub tonnes_per_year: f64,
    /// Share done in each country, largest first. With `unknown` they sum to 1.
    pub shares: Vec<(CountryId, f64)>,
    /// Share whose country is not known.
    pub unknown: f64,
    /// What the shares rest on.
    pub evidence: EvidenceShares,
    /// Largest site and its share.
    pub top_site: Option<(SiteId, f64)>,
    /// Number of sites with a share above 0.1 %.
    pub sites: usize,
    /// Share that is made of scrap, not of what an earlier stage made for the first time.
    pub recycled: f64,
    /// Firms that are known, with country and share, largest first.
    pub firms: Vec<Firm>,
    /// Shares by the country from which goods last came in, for each country of the stage.
    pub via: Vec<Via>,
}

/// A firm that does a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Firm {
    /// Name as in the bill of materials or in a declaration.
    pub name: String,
    /// Country where it does it, if known.
    pub country: Option<CountryId>,
    /// Share of the stage.
    pub share: f64,
}

/// A way from the first stage to the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Item of the line that it ends in.
    pub item: String,
    /// Supplier of the item in words, may be empty.
    pub supplier: String,
    /// Sites with their material, downstream first.
    pub steps: Vec<(SiteId, MaterialId)>,
    /// Share of the element's mass that comes this way.
    pub share: f64,
    /// True when each step rests on more than an assumption.
    pub public: bool,
}

/// How a dependence comes in: directly, or through another country.
#[derive(Debug, Clone, PartialEq)]
pub struct Via {
    /// Country where the stage is done.
    pub country: CountryId,
    /// Share that enters the line's country straight from `country`, or is done at home.
    pub direct: f64,
    /// Third countries from which the rest enters, with their share, largest first.
    pub hidden: Vec<(CountryId, f64)>,
}

/// Shares of mass by what their origin rests on; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct EvidenceShares {
    /// A supplier said so.
    pub declared: f64,
    /// Public data.
    pub public: f64,
    /// Assumed somewhere on the way.
    pub assumed: f64,
    /// Not known.
    pub unknown: f64,
}

impl StageOrigin {
    /// Share done in a country.
    #[must_use]
    pub fn share(&self, country: CountryId) -> f64 {
        self.shares.iter().find(|(c, _)| *c == country).map_or(0.0, |(_, share)| *share)
    }

    /// Country with the largest share.
    #[must_use]
    pub fn top(&self) -> Option<(CountryId, f64)> {
        self.shares.first().copied()
    }
}
