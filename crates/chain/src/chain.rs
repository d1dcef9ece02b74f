//! The checked whole.

use crate::{
    Backtest, Behaviour, Control, ControlId, Country, CountryId, Demand, EndUse, EndUseId, FactKind, Lever, Link,
    MagnetValue, Material, MaterialId, Observation, ObservedSeries, Parameter, Price, Process, RawMaterialList,
    Response, Rule, Site, SiteId, Source, SourceId, Stage, StageId,
};

/// A supply chain with all references resolved.
///
/// Built by `coercivity-data`, which guarantees that every id points into its
/// list, numbers are finite and non-negative, every process balances per
/// element, and base flows agree with the activities of the sites they join.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chain {
    /// Base year of the flows.
    pub base_year: u16,
    /// Sources.
    pub sources: Vec<Source>,
    /// Countries.
    pub countries: Vec<Country>,
    /// Stages, upstream first.
    pub stages: Vec<Stage>,
    /// End uses.
    pub end_uses: Vec<EndUse>,
    /// Materials.
    pub materials: Vec<Material>,
    /// Processes.
    pub processes: Vec<Process>,
    /// Sites.
    pub sites: Vec<Site>,
    /// Links.
    pub links: Vec<Link>,
    /// Final demand and closing items.
    pub demand: Vec<Demand>,
    /// Controls.
    pub controls: Vec<Control>,
    /// Prices of the base year.
    pub prices: Vec<Price>,
    /// How buyers and prices respond.
    pub behaviours: Vec<Behaviour>,
    /// What a buyer or a government can do against a squeeze.
    pub levers: Vec<Lever>,
    /// What magnets hold up, by end use.
    pub magnet_values: Vec<MagnetValue>,
    /// Series that can be compared with a run.
    pub series: Vec<ObservedSeries>,
    /// Observations.
    pub observations: Vec<Observation>,
    /// Back-tests.
    pub backtests: Vec<Backtest>,
    /// Facts that rules may ask for.
    pub fact_kinds: Vec<FactKind>,
    /// Lists of raw materials that rules refer to.
    pub raw_materials: Vec<RawMaterialList>,
    /// Rules, by key.
    pub rules: Vec<Rule>,
}

/// Position of the first item with a key, as a dense id.
fn position<T>(items: &[T], is_it: impl Fn(&T) -> bool) -> Option<u32> {
    items.iter().position(is_it).and_then(|position| u32::try_from(position).ok())
}

impl Chain {
    /// Material by key.
    #[must_use]
    pub fn material(&self, key: &str) -> Option<MaterialId> {
        position(&self.materials, |item| item.key == key).map(MaterialId)
    }

    /// Site by key.
    #[must_use]
    pub fn site(&self, key: &str) -> Option<SiteId> {
        position(&self.sites, |item| item.key == key).map(SiteId)
    }

    /// Country by ISO 3166 alpha-3 or region code.
    #[must_use]
    pub fn country(&self, iso3: &str) -> Option<CountryId> {
        position(&self.countries, |item| item.iso3 == iso3).map(CountryId)
    }

    /// End use by key.
    #[must_use]
    pub fn end_use(&self, key: &str) -> Option<EndUseId> {
        position(&self.end_uses, |item| item.key == key).map(EndUseId)
    }

    /// Stage by key.
    #[must_use]
    pub fn stage(&self, key: &str) -> Option<StageId> {
        position(&self.stages, |item| item.key == key).map(StageId)
    }

    /// List of raw materials by key.
    #[must_use]
    pub fn raw_material_list(&self, key: &str) -> Option<&RawMaterialList> {
        self.raw_materials.iter().find(|list| list.key == key)
    }

    /// Control by key.
    #[must_use]
    pub fn control(&self, key: &str) -> Option<ControlId> {
        position(&self.controls, |item| item.key == key).map(ControlId)
    }

    /// Source by key.
    #[must_use]
    pub fn source(&self, key: &str) -> Option<SourceId> {
        position(&self.sources, |item| item.key == key).map(SourceId)
    }

    /// A response for a material: its own row, else the row for all.
    #[must_use]
    pub fn behaviour(&self, response: Response, material: Option<MaterialId>) -> Option<&Parameter> {
        let row = |material| self.behaviours.iter().find(|b| b.response == response && b.material == material);
        row(material).or_else(|| row(None)).map(|b| &b.value)
    }

    /// True when a country is meant by a region code: itself, or a member of `EUU`.
    #[must_use]
    pub fn is_within(&self, country: CountryId, region: CountryId) -> bool {
        country == region || (self.countries[region.index()].iso3 == "EUU" && self.countries[country.index()].eu_member)
    }
}
