//! Step 2: shipments whose transit ends today join the buyer's input stock.

use crate::lanes::{LANES, splat};
use crate::model::Model;
use crate::record::Watcher;
use crate::state::State;

/// Receives the day's arrivals.
pub(super) fn receive(model: &Model, state: &mut State, day: usize, watch: &mut impl Watcher) {
    let ins = model.network.in_site.len();
    for slot in 0..ins {
        let arriving = std::mem::replace(state.ring.of(slot, day), splat(0.0));
        for lane in 0..LANES {
            state.in_stock[slot][lane] += arriving[lane];
            state.in_transit[slot][lane] -= arriving[lane];
        }
        if model.network.in_study[slot] {
            for (lane, quantity) in arriving.iter().enumerate() {
                watch.arrived(day, slot, lane, *quantity);
            }
        }
    }
}
