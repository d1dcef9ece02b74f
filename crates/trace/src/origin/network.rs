//! The network of one element: pools of material at sites, and what each needs.

use coercivity_chain::{Basis, Chain, Element, MaterialId, SiteId, StageId};
use std::collections::BTreeMap;

/// Shares of an input below this one are left out.
const DUST: f64 = 1e-12;

/// What one unit taken from a pool needs of another pool.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    /// The other pool.
    pub(crate) pool: u32,
    /// Mass of the element per mass taken.
    pub(crate) per_unit: f64,
    /// True when link and supplying site rest on more than an assumption.
    pub(crate) public: bool,
}

/// What one unit taken from a pool needs from outside the chain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outside {
    /// Pool.
    pub(crate) pool: u32,
    /// Stage of the missing material; it and all before it are unknown.
    pub(crate) stage: StageId,
    /// Mass of the element per mass taken.
    pub(crate) per_unit: f64,
}

/// All pools that carry one element. A pool is what one site makes of one material.
///
/// Inputs of a process are shared out over its outputs by mass of the element.
/// So what is needed for all that leaves all pools is exactly what is made.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    /// Element.
    pub(crate) element: Element,
    /// Site and material of each pool, sorted.
    pub(crate) pools: Vec<(SiteId, MaterialId)>,
    /// Mass of the element made \[t/yr\].
    pub(crate) made: Vec<f64>,
    /// Mass made of each unit taken: less than 1 where more is taken than made.
    pub(crate) own: Vec<f64>,
    /// Mass lost per mass taken, at the site.
    pub(crate) lost: Vec<f64>,
    /// True for a pool whose process has no input that carries the element.
    pub(crate) source: Vec<bool>,
    /// Mass that final demand and closing items take \[t/yr\].
    pub(crate) taken: Vec<f64>,
    /// Needs of all pools, in order of `first`.
    pub(crate) needs: Vec<Need>,
    /// Where the needs of each pool begin; one more than there are pools.
    pub(crate) first: Vec<u32>,
    /// What comes from outside.
    pub(crate) outside: Vec<Outside>,
}

impl Network {
    /// Lays out the pools of an element.
    pub(crate) fn new(chain: &Chain, element: Element) -> Self {
        let mut network = Network::pools(chain, element);
        let links = Links::new(chain, &network);
        network.close(chain, &links);
        for pool in 0..network.pools.len() {
            network.first.push(network.needs.len() as u32);
            network.add_needs(chain, &links, pool);
        }
        network.first.push(network.needs.len() as u32);
        network
    }

    fn pools(chain: &Chain, element: Element) -> Self {
        let mut network = Network {
            element,
            pools: Vec::new(),
            made: Vec::new(),
            own: Vec::new(),
            lost: Vec::new(),
            source: Vec::new(),
            taken: Vec::new(),
            needs: Vec::new(),
            first: Vec::new(),
            outside: Vec::new(),
        };
        let mut made: BTreeMap<(SiteId, MaterialId), f64> = BTreeMap::new();
        for (n, site) in chain.sites.iter().enumerate() {
            for output in &chain.processes[site.process.index()].outputs {
                let fraction = chain.materials[output.material.index()].fraction(element);
                let mass = site.activity.value() * output.per_activity.value() * fraction;
                if mass > 0.0 {
                    *made.entry((SiteId(n as u32), output.material)).or_default() += mass;
                }
            }
        }
        (network.pools, network.made) = made.into_iter().unzip();
        network
    }

    /// Pool of a site's material.
    pub(crate) fn pool(&self, site: SiteId, material: MaterialId) -> Option<usize> {
        self.pools.binary_search(&(site, material)).ok()
    }

    /// Needs of a pool.
    pub(crate) fn needs_of(&self, pool: usize) -> &[Need] {
        &self.needs[self.first[pool] as usize..self.first[pool + 1] as usize]
    }

    /// Compares what leaves each pool with what is made: a surplus is a sink of its own,
    /// a shortfall comes from outside.
    fn close(&mut self, chain: &Chain, links: &Links) {
        for pool in 0..self.pools.len() {
            let (_, material) = self.pools[pool];
            let fraction = chain.materials[material.index()].fraction(self.element);
            let used = links.leaving.get(&self.pools[pool]).copied().unwrap_or(0.0) * fraction;
            let leaves = used + links.sinks.get(&self.pools[pool]).copied().unwrap_or(0.0) * fraction;
            self.own.push(if leaves > self.made[pool] { self.made[pool] / leaves } else { 1.0 });
            self.taken.push(self.made[pool].max(leaves) - used);
        }
    }

    /// Inputs of the pool's process, shared out by mass of the element.
    fn add_needs(&mut self, chain: &Chain, links: &Links, pool: usize) {
        let (site_id, material) = self.pools[pool];
        let site = &chain.sites[site_id.index()];
        let process = &chain.processes[site.process.index()];
        let fraction = |material: MaterialId| chain.materials[material.index()].fraction(self.element);
        let out: f64 = process.outputs.iter().map(|o| o.per_activity.value() * fraction(o.material)).sum();
        let mut taken_in = 0.0;
        for input in &process.inputs {
            let per_unit = self.own[pool] * input.per_activity.value() * fraction(input.material) / out;
            if per_unit <= 0.0 {
                continue;
            }
            taken_in += per_unit;
            let suppliers = links.of(site_id, input.material);
            let delivered: f64 = suppliers.iter().map(|(_, flow, _)| flow).sum();
            let wanted = site.activity.value() * input.per_activity.value();
            let base = wanted.max(delivered).max(f64::MIN_POSITIVE);
            for (supplier, flow, public) in suppliers {
                let found = self.pool(*supplier, input.material);
                if let Some(supplier) = found.filter(|_| flow / base > DUST) {
                    self.needs.push(Need { pool: supplier as u32, per_unit: per_unit * flow / base, public: *public });
                }
            }
            let missing = per_unit * (1.0 - delivered / base);
            if missing > DUST * per_unit {
                let stage = chain.materials[input.material.index()].stage;
                self.outside.push(Outside { pool: pool as u32, stage, per_unit: missing });
            }
        }
        let short = 1.0 - self.own[pool];
        if short > 0.0 {
            let stage = chain.materials[material.index()].stage;
            self.outside.push(Outside { pool: pool as u32, stage, per_unit: short });
        }
        self.source.push(taken_in <= 0.0);
        self.lost.push(if taken_in > 0.0 { taken_in - self.own[pool] } else { 0.0 });
    }
}

/// A supplying site, its flow \[t/yr of material\], and whether that rests on more than an assumption.
type Supply = (SiteId, f64, bool);

/// Links by buyer and by supplier.
struct Links {
    by_buyer: BTreeMap<(SiteId, MaterialId), Vec<Supply>>,
    /// Flow over links that the buyer needs \[t/yr of material\].
    leaving: BTreeMap<(SiteId, MaterialId), f64>,
    /// Flow to final demand and closing items \[t/yr of material\].
    sinks: BTreeMap<(SiteId, MaterialId), f64>,
}

impl Links {
    fn new(chain: &Chain, network: &Network) -> Self {
        let known = |basis: Basis| basis != Basis::Assumed;
        let mut by_buyer: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for link in chain.links.iter().filter(|link| link.flow.value() > 0.0) {
            if network.pool(link.supplier, link.material).is_some() {
                let public = known(link.evidence.basis) && known(chain.sites[link.supplier.index()].evidence.basis);
                by_buyer.entry((link.buyer, link.material)).or_default().push((
                    link.supplier,
                    link.flow.value(),
                    public,
                ));
            }
        }
        let mut leaving: BTreeMap<(SiteId, MaterialId), f64> = BTreeMap::new();
        for ((buyer, material), suppliers) in &by_buyer {
            // What a buyer gets beyond its recipe is a closing item of the base, not a need.
            let site = &chain.sites[buyer.index()];
            let process = &chain.processes[site.process.index()];
            let carries = |m: MaterialId| chain.materials[m.index()].fraction(network.element) > 0.0;
            if !process.outputs.iter().any(|output| carries(output.material)) {
                // Nothing that the buyer makes holds the element: it ends there, as at a sink.
                continue;
            }
            let inputs = &process.inputs;
            let per_activity: f64 =
                inputs.iter().filter(|i| i.material == *material).map(|i| i.per_activity.value()).sum();
            let delivered: f64 = suppliers.iter().map(|(_, flow, _)| flow).sum();
            let needed = (site.activity.value() * per_activity / delivered).min(1.0);
            for (supplier, flow, _) in suppliers {
                *leaving.entry((*supplier, *material)).or_default() += flow * needed;
            }
        }
        let mut sinks: BTreeMap<(SiteId, MaterialId), f64> = BTreeMap::new();
        for demand in &chain.demand {
            *sinks.entry((demand.site, demand.material)).or_default() += demand.flow.value();
        }
        Links { by_buyer, leaving, sinks }
    }

    fn of(&self, buyer: SiteId, material: MaterialId) -> &[Supply] {
        self.by_buyer.get(&(buyer, material)).map_or(&[], Vec::as_slice)
    }
}
