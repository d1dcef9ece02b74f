//! From what an item takes to where each stage of it is done.

use super::ask::AskItem;
use super::flow;
use super::network::Network;
use super::path;
use super::solve::{Amounts, Solver};
use super::tally::{Tallies, Tally};
use coercivity_chain::{Chain, CountryId, ItemEvidence, StageId};
use std::collections::BTreeSet;

/// One element, ready to be solved for any item.
pub(crate) struct Tracer<'a> {
    pub(crate) chain: &'a Chain,
    pub(crate) network: Network,
    solver: Solver,
    /// Countries with sites: columns 1 and up of the amounts.
    countries: Vec<CountryId>,
}

impl<'a> Tracer<'a> {
    pub(crate) fn new(chain: &'a Chain, network: Network) -> Self {
        let countries: BTreeSet<CountryId> =
            network.pools.iter().map(|(site, _)| chain.sites[site.index()].country).collect();
        Tracer { chain, solver: Solver::new(&network), network, countries: countries.into_iter().collect() }
    }

    fn country(&self, pool: usize) -> CountryId {
        self.chain.sites[self.network.pools[pool].0.index()].country
    }

    fn position(&self, stage: StageId) -> u32 {
        self.chain.stages[stage.index()].position
    }

    /// Column of goods that enter a home from a pool abroad; 0 at home or without a home.
    fn column(&self, home: Option<CountryId>, pool: usize) -> usize {
        let country = self.country(pool);
        match home {
            Some(home) if !self.chain.is_within(country, home) => {
                self.countries.binary_search(&country).map_or(0, |n| n + 1)
            }
            _ => 0,
        }
    }

    /// Everything that leaves the chain: what all final demand and closing items take.
    pub(crate) fn everything(&self) -> Tallies {
        let mut demand = Amounts::new(self.network.pools.len(), self.countries.len() + 1);
        for (pool, taken) in self.network.taken.iter().enumerate() {
            demand.add(pool, 0, *taken, true);
        }
        let mass = self.network.taken.iter().sum();
        self.solve(&demand, None, mass)
    }

    /// Tallies of one item of a line.
    pub(crate) fn item(&self, item: &AskItem, home: Option<CountryId>) -> Tallies {
        let fraction = |material| self.fraction(material);
        let mut demand = Amounts::new(self.network.pools.len(), self.countries.len() + 1);
        let mut mass = 0.0;
        let mut placed = 0.0;
        let mut tonnes = 0.0;
        for take in &item.takes {
            let of_element = take.tonnes_per_year * fraction(take.material);
            mass += of_element;
            tonnes += take.tonnes_per_year;
            if let Some(pool) = self.network.pool(take.site, take.material) {
                let public = take.public && item.evidence != ItemEvidence::Assumed;
                demand.add(pool, self.column(home, pool), of_element, public);
                placed += of_element;
            }
        }
        mass += (item.tonnes_per_year - tonnes).max(0.0) * fraction(item.material);
        let mut tallies = self.solve(&demand, home, mass);
        // Scrap passes later stages on its way back; they are no part of making the item.
        let own = self.position(self.chain.materials[item.material.index()].stage);
        tallies.stages.retain(|stage, _| self.position(*stage) <= own);
        self.unplaced(item, mass - placed, home, &mut tallies);
        self.own_stage(item, mass, home, &mut tallies);
        for later in &item.later {
            let tally = tallies.stages.entry(later.stage).or_default();
            let share = mass * later.share;
            tally.add(later.country, None, share, later.evidence);
            if !later.firm.is_empty() && later.evidence != ItemEvidence::Assumed {
                *tally.firms.entry((later.firm.clone(), later.country)).or_default() += share;
            }
        }
        flow::after_item(self.chain, item, &mut tallies);
        tallies.paths = path::heaviest(self, item, &demand);
        tallies
    }

    fn fraction(&self, material: coercivity_chain::MaterialId) -> f64 {
        self.chain.materials[material.index()].fraction(self.network.element)
    }

    /// Solves for what must be made and adds it up by stage.
    fn solve(&self, demand: &Amounts, home: Option<CountryId>, mass: f64) -> Tallies {
        let crossing = |taker: usize, pool: usize| match home {
            Some(home) if self.chain.is_within(self.country(taker), home) => self.column(Some(home), pool),
            _ => 0,
        };
        let made = self.solver.solve(demand, &crossing);
        let flows = flow::between_pools(self.chain, &self.network, &made);
        let mut tallies = Tallies { mass, flows, ..Tallies::default() };
        let (mut sources, mut lost, mut missing) = (0.0, 0.0, 0.0);
        for pool in 0..self.network.pools.len() {
            let amount = made.of(pool);
            if amount > 0.0 {
                self.add_pool(pool, &made, &mut tallies);
                lost += amount * self.network.lost[pool];
                sources += if self.network.source[pool] { amount * self.network.own[pool] } else { 0.0 };
            }
        }
        let reached: BTreeSet<StageId> = tallies.stages.keys().copied().collect();
        for outside in &self.network.outside {
            let amount = made.of(outside.pool as usize) * outside.per_unit;
            if amount > 0.0 {
                missing += amount;
                self.add_unknown(outside.stage, amount, &reached, &mut tallies);
            }
        }
        let taken: f64 = (0..self.network.pools.len()).map(|pool| demand.of(pool)).sum();
        tallies.gap = sources + missing - lost - taken;
        tallies.sources = sources + missing + (mass - taken);
        tallies.followed = sources > 0.0 || taken < mass;
        tallies
    }

    /// Adds what one pool makes to its stage.
    fn add_pool(&self, pool: usize, made: &Amounts, tallies: &mut Tallies) {
        let (site_id, material) = self.network.pools[pool];
        let site = &self.chain.sites[site_id.index()];
        let stage = self.chain.materials[material.index()].stage;
        let own = self.network.own[pool];
        let tally: &mut Tally = tallies.stages.entry(stage).or_default();
        for column in 0..made.columns {
            let (all, public) = (made.all[pool * made.columns + column], made.public[pool * made.columns + column]);
            let entry = column.checked_sub(1).map(|n| self.countries[n]);
            tally.add(Some(site.country), entry, own * public, ItemEvidence::Public);
            tally.add(Some(site.country), entry, own * (all - public), ItemEvidence::Assumed);
        }
        let mass = own * made.of(pool);
        *tally.sites.entry(site_id).or_default() += mass;
        // A later stage that gives an earlier stage's material makes it of scrap.
        let process = self.chain.processes[site.process.index()].stage;
        if self.position(process) > self.position(stage) {
            tally.recycled += mass;
        }
    }

    /// The stage of a missing material, and all before it that others go through, are unknown.
    fn add_unknown(&self, stage: StageId, amount: f64, reached: &BTreeSet<StageId>, tallies: &mut Tallies) {
        for earlier in reached.iter().chain([&stage]).collect::<BTreeSet<_>>() {
            if self.position(*earlier) <= self.position(stage) {
                tallies.stages.entry(*earlier).or_default().unknown += amount;
            }
        }
    }

    /// Mass of an item that comes from no site of the chain: its own stage is where the
    /// bill of materials says, all before it is unknown.
    fn unplaced(&self, item: &AskItem, mass: f64, home: Option<CountryId>, tallies: &mut Tallies) {
        if mass <= 1e-12 * tallies.mass {
            return;
        }
        let own = self.chain.materials[item.material.index()].stage;
        let entry = item.country.filter(|c| home.is_some_and(|home| !self.chain.is_within(*c, home)));
        tallies.stages.entry(own).or_default().add(item.country, entry, mass, item.evidence);
        let stages: BTreeSet<StageId> =
            self.network.pools.iter().map(|(_, material)| self.chain.materials[material.index()].stage).collect();
        for stage in stages.into_iter().filter(|stage| self.position(*stage) < self.position(own)) {
            tallies.stages.entry(stage).or_default().unknown += mass;
        }
    }

    /// What the bill of materials says about the item's own stage.
    fn own_stage(&self, item: &AskItem, mass: f64, home: Option<CountryId>, tallies: &mut Tallies) {
        let Some(country) = item.country else { return };
        let own = self.chain.materials[item.material.index()].stage;
        let entry = Some(country).filter(|c| home.is_some_and(|home| !self.chain.is_within(*c, home)));
        let tally = tallies.stages.entry(own).or_default();
        let sites = std::mem::take(&mut tally.sites);
        *tally = Tally { sites, ..Tally::default() };
        tally.add(Some(country), entry, mass, item.evidence);
        if !item.supplier.is_empty() && item.evidence != ItemEvidence::Assumed {
            tally.firms.insert((item.supplier.clone(), Some(country)), mass);
        }
    }
}
