//! A stage of the chain as numbers: who makes, who can make, who buys from whom.
//!
//! Masses are those of the elements that a commodity counts, so that oxide, metal
//! and magnets can be told side by side. Losses between stages are not followed here.

use super::Country;
use super::concentration::{Concentration, concentration};
use coercivity_chain::{Chain, CountryId, Element, MaterialId, SiteId, StageId};

/// End use of closing items, which nobody buys.
const CLOSING: &str = "stock-change";

/// Materials that count as one, at one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageSet {
    /// Stage.
    pub stage: StageId,
    /// Each with the mass fraction of the elements that count.
    pub materials: Vec<(MaterialId, f64)>,
}

/// A purchase across or inside borders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purchase {
    /// Where the goods were made.
    pub from: CountryId,
    /// Where they are used.
    pub to: CountryId,
    /// Mass of the elements, in t per year.
    pub tonnes: f64,
}

/// The country as a number for the methods.
#[must_use]
pub fn number(country: CountryId) -> Country {
    Country::try_from(country.0).unwrap_or(Country::MAX)
}

/// Materials grouped by their stage, upstream first.
#[must_use]
pub fn stages(chain: &Chain, materials: &[MaterialId], elements: &[Element]) -> Vec<StageSet> {
    let mut sets: Vec<StageSet> = Vec::new();
    for id in materials {
        let material = &chain.materials[id.index()];
        let fraction: f64 = elements.iter().map(|element| material.fraction(*element)).sum();
        match sets.iter_mut().find(|set| set.stage == material.stage) {
            Some(set) => set.materials.push((*id, fraction)),
            None => sets.push(StageSet { stage: material.stage, materials: vec![(*id, fraction)] }),
        }
    }
    sets.sort_by_key(|set| chain.stages[set.stage.index()].position);
    sets
}

impl StageSet {
    fn fraction(&self, material: MaterialId) -> Option<f64> {
        self.materials.iter().find(|(id, _)| *id == material).map(|(_, fraction)| *fraction)
    }

    /// Mass per unit of activity of a site \[t/t\].
    fn per_activity(&self, chain: &Chain, site: SiteId) -> f64 {
        let process = &chain.processes[chain.sites[site.index()].process.index()];
        let made = process
            .outputs
            .iter()
            .filter_map(|flow| self.fraction(flow.material).map(|fraction| fraction * flow.per_activity.value()));
        made.sum()
    }

    fn by_site(&self, chain: &Chain, rate: impl Fn(usize) -> f64) -> Vec<(CountryId, f64)> {
        let sites = (0_u32..).zip(&chain.sites);
        let made = sites.map(|(n, site)| (site.country, rate(n as usize) * self.per_activity(chain, SiteId(n))));
        made.filter(|(_, tonnes)| *tonnes > 0.0).collect()
    }

    /// What each site makes, in t per year, with its country.
    #[must_use]
    pub fn production(&self, chain: &Chain) -> Vec<(CountryId, f64)> {
        self.by_site(chain, |n| chain.sites[n].activity.value())
    }

    /// What each site could make, in t per year, with its country.
    #[must_use]
    pub fn capacity(&self, chain: &Chain) -> Vec<(CountryId, f64)> {
        self.by_site(chain, |n| chain.sites[n].capacity.value())
    }

    /// Who buys from whom: by other sites and by final demand.
    #[must_use]
    pub fn purchases(&self, chain: &Chain) -> Vec<Purchase> {
        let country = |site: SiteId| chain.sites[site.index()].country;
        let links = chain.links.iter().filter_map(|link| {
            let fraction = self.fraction(link.material)?;
            let tonnes = fraction * link.flow.value();
            Some(Purchase { from: country(link.supplier), to: country(link.buyer), tonnes })
        });
        let used = chain.demand.iter().filter(|demand| chain.end_uses[demand.end_use.index()].key != CLOSING);
        let used = used.filter_map(|demand| {
            let fraction = self.fraction(demand.material)?;
            Some(Purchase { from: country(demand.site), to: demand.country, tonnes: fraction * demand.flow.value() })
        });
        links.chain(used).collect()
    }

    /// How few countries make it; `None` when nobody does.
    #[must_use]
    pub fn concentration(&self, chain: &Chain) -> Option<Concentration> {
        concentration(self.production(chain).into_iter().map(|(country, tonnes)| (number(country), tonnes)))
    }
}
