//! What goes from one stage to the next, by the countries in which they are done.

use super::ask::AskItem;
use super::network::Network;
use super::solve::Amounts;
use super::tally::Tallies;
use coercivity_chain::{Chain, CountryId, ItemEvidence, MaterialId, StageId};
use std::collections::BTreeMap;

/// A stage, and the country in which it is done; `None` = not known.
pub(crate) type Place = (StageId, Option<CountryId>);

/// Where a flow comes from, what goes, and where it goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Way {
    pub(crate) from: Place,
    pub(crate) material: Option<MaterialId>,
    pub(crate) to: Place,
}

/// Masses of a flow by what they rest on \[t/yr\].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Mass {
    pub(crate) declared: f64,
    pub(crate) public: f64,
    pub(crate) assumed: f64,
}

impl Mass {
    pub(crate) fn total(self) -> f64 {
        self.declared + self.public + self.assumed
    }

    fn add(&mut self, mass: f64, on: ItemEvidence) {
        match on {
            ItemEvidence::Declared => self.declared += mass,
            ItemEvidence::Public => self.public += mass,
            ItemEvidence::Assumed => self.assumed += mass,
        }
    }
}

/// Flows of one element from earlier to later stages. Scrap that goes back is in no flow.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flows(pub(crate) BTreeMap<Way, Mass>);

impl Flows {
    fn add(&mut self, way: Way, mass: f64, on: ItemEvidence) {
        if mass > 0.0 {
            self.0.entry(way).or_default().add(mass, on);
        }
    }

    /// Adds those of another item or element, times a factor.
    pub(crate) fn merge(&mut self, other: &Flows, factor: f64) {
        for (way, mass) in &other.0 {
            let sum = self.0.entry(*way).or_default();
            sum.declared += factor * mass.declared;
            sum.public += factor * mass.public;
            sum.assumed += factor * mass.assumed;
        }
    }
}

/// Flows between the pools of a solution.
pub(super) fn between_pools(chain: &Chain, network: &Network, made: &Amounts) -> Flows {
    let mut flows = Flows::default();
    let stage = |material: MaterialId| chain.materials[material.index()].stage;
    let position = |stage: StageId| chain.stages[stage.index()].position;
    let place = |pool: usize| {
        let (site, material) = network.pools[pool];
        (stage(material), Some(chain.sites[site.index()].country))
    };
    for pool in (0..network.pools.len()).filter(|pool| made.of(*pool) > 0.0) {
        let to = place(pool);
        let public = made.public[pool * made.columns..(pool + 1) * made.columns].iter().sum::<f64>();
        for need in network.needs_of(pool) {
            let from = place(need.pool as usize);
            if position(from.0) >= position(to.0) {
                continue;
            }
            let way = Way { from, material: Some(network.pools[need.pool as usize].1), to };
            let (all, sure) = (made.of(pool) * need.per_unit, if need.public { public * need.per_unit } else { 0.0 });
            flows.add(way, sure, ItemEvidence::Public);
            flows.add(way, all - sure, ItemEvidence::Assumed);
        }
    }
    for outside in &network.outside {
        let to = place(outside.pool as usize);
        if position(outside.stage) < position(to.0) {
            let mass = made.of(outside.pool as usize) * outside.per_unit;
            flows.add(Way { from: (outside.stage, None), material: None, to }, mass, ItemEvidence::Assumed);
        }
    }
    flows
}

/// Flows from where an item is made to the stages that it goes into afterwards.
pub(super) fn after_item(chain: &Chain, item: &AskItem, tallies: &mut Tallies) {
    let own = chain.materials[item.material.index()].stage;
    let position = |stage: StageId| chain.stages[stage.index()].position;
    tallies.flows.0.retain(|way, _| position(way.to.0) <= position(own));
    let Some(tally) = tallies.stages.get(&own) else { return };
    let mut from: Vec<(Place, f64)> =
        tally.done.iter().map(|(country, entries)| ((own, Some(*country)), entries.values().sum())).collect();
    from.push(((own, None), tally.unknown));
    let mut material = Some(item.material);
    let mut stages: Vec<StageId> = item.later.iter().map(|later| later.stage).collect();
    stages.dedup();
    for stage in stages {
        let total: f64 = from.iter().map(|(_, mass)| mass).sum();
        let makers: Vec<_> = item.later.iter().filter(|later| later.stage == stage).collect();
        for (place, mass) in &from {
            for later in &makers {
                let way = Way { from: *place, material, to: (stage, later.country) };
                // Who sends what to whom is not known: each maker draws on all alike.
                tallies.flows.add(way, mass * later.share, item.evidence.max(later.evidence));
            }
        }
        from = makers.iter().map(|later| ((stage, later.country), total * later.share)).collect();
        material = None;
    }
}
