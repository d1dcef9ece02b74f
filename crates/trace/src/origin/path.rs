//! The heaviest ways from the first stage to an item, for people to read.
//!
//! The shares by country come from the solution, not from these: ways are without
//! number, and most weigh next to nothing.

use super::ask::AskItem;
use super::gather::Tracer;
use super::result::Path;
use super::solve::Amounts;
use coercivity_chain::ItemEvidence;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Ways kept of an item.
const KEPT: usize = 5;
/// Ways looked at before the search gives up.
const LOOKED_AT: usize = 20_000;
/// Longest way.
const LONGEST: usize = 40;

/// A way that may go on upstream, by mass.
struct Way {
    mass: f64,
    pools: Vec<u32>,
    public: bool,
}

impl PartialEq for Way {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Way {}
impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Way {
    /// Heavier first; of equal ones the earlier in order of pools.
    fn cmp(&self, other: &Self) -> Ordering {
        self.mass.total_cmp(&other.mass).then_with(|| other.pools.cmp(&self.pools))
    }
}

/// Best-first search from what is taken. Mass never grows upstream by more than losses,
/// so the first ways that end are close to the heaviest. `share` is still a mass here.
pub(crate) fn heaviest(tracer: &Tracer<'_>, item: &AskItem, demand: &Amounts) -> Vec<Path> {
    let network = &tracer.network;
    let mut open: BinaryHeap<Way> = BinaryHeap::new();
    for pool in 0..network.pools.len() {
        let mass = demand.of(pool);
        if mass > 0.0 {
            open.push(Way { mass, pools: vec![pool as u32], public: item.evidence != ItemEvidence::Assumed });
        }
    }
    let mut found: Vec<Path> = Vec::new();
    for _ in 0..LOOKED_AT {
        let Some(way) = open.pop() else { break };
        let last = way.pools[way.pools.len() - 1] as usize;
        let needs = network.needs_of(last);
        if needs.is_empty() || way.pools.len() >= LONGEST {
            found.push(Path {
                item: item.item.clone(),
                supplier: item.supplier.clone(),
                steps: way.pools.iter().map(|pool| network.pools[*pool as usize]).collect(),
                share: way.mass,
                public: way.public,
            });
            if found.len() == KEPT {
                break;
            }
            continue;
        }
        for need in needs {
            let mut pools = way.pools.clone();
            pools.push(need.pool);
            open.push(Way { mass: way.mass * need.per_unit, pools, public: way.public && need.public });
        }
    }
    found
}
