//! Conservation of every element, for tests and debug builds.
//!
//! What came in from outside + opening stocks = stocks + in transit +
//! delivered + surplus + losses + dust, per element and run.

use crate::lanes::{LANES, Lane, splat};
use crate::model::Model;
use crate::state::State;
use coercivity_chain::Element;
use std::collections::BTreeMap;

/// Where each element is; tonnes per run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger(pub BTreeMap<Element, Lane>);

impl Ledger {
    fn add(&mut self, elements: &[(Element, f64)], amount: &Lane) {
        for (element, fraction) in elements {
            let sum = self.0.entry(*element).or_insert(splat(0.0));
            for lane in 0..LANES {
                sum[lane] += fraction * amount[lane];
            }
        }
    }
}

/// All there is and all that left, less all that came in: constant over a run.
#[must_use]
pub fn ledger(model: &Model, state: &State) -> Ledger {
    let net = &model.network;
    let mut ledger = Ledger::default();
    let minus = |lane: &Lane| lane.map(|x| -x);
    for (slot, good) in net.in_good.iter().enumerate() {
        let elements = &net.good_elements[*good as usize];
        ledger.add(elements, &state.in_stock[slot]);
        ledger.add(elements, &state.in_transit[slot]);
        ledger.add(elements, &minus(&state.in_released[slot]));
    }
    for (out, good) in net.out_good.iter().enumerate() {
        let elements = &net.good_elements[*good as usize];
        for amount in [&state.out_stock[out], &state.out_delivered[out], &state.out_surplus[out]] {
            ledger.add(elements, amount);
        }
        ledger.add(elements, &minus(&state.out_closed[out]));
    }
    for (good, dust) in state.dust.iter().enumerate() {
        ledger.add(&net.good_elements[good], dust);
    }
    for site in 0..net.site_key.len() {
        let done = &state.site_done[site];
        ledger.add(&net.site_losses[site], done);
        ledger.add(&net.site_outside[site], &minus(done));
    }
    for line in &net.lines {
        // A line delivers what it takes in.
        for slot in crate::model::span(net.site_in[line.site as usize]) {
            let taken = state.site_done[line.site as usize].map(|x| x * net.in_coefficient[slot]);
            ledger.add(&net.good_elements[net.in_good[slot] as usize], &taken);
        }
    }
    ledger
}

/// Tonnes of each element that went through the chain so far (the scale for an error).
#[must_use]
pub fn throughput(model: &Model, state: &State) -> Ledger {
    let net = &model.network;
    let mut sum = Ledger::default();
    for site in 0..net.site_key.len() {
        sum.add(&net.site_outside[site], &state.site_done[site]);
    }
    sum
}

/// Largest change of the ledger since `opening`, relative to throughput, over elements and runs.
#[must_use]
pub fn worst_error(model: &Model, state: &State, opening: &Ledger) -> f64 {
    let now = ledger(model, state);
    let scale = throughput(model, state);
    let mut worst: f64 = 0.0;
    for (element, sum) in &now.0 {
        for lane in 0..LANES {
            let before = opening.0.get(element).map_or(0.0, |o| o[lane]);
            let through = scale.0.get(element).map_or(0.0, |t| t[lane]).max(before.abs()).max(f64::MIN_POSITIVE);
            worst = worst.max((sum[lane] - before).abs() / through);
        }
    }
    worst
}
