//! Step 2: shipments whose transit ends today join the buyer's input stock.

use crate::lanes::{one_by_one, splat, wide};
use crate::model::Model;
use crate::record::Watcher;
use crate::state::State;

/// Receives the day's arrivals.
pub(super) fn receive(model: &Model, state: &mut State, day: usize, watch: &mut impl Watcher) {
    for slot in model.classes.study_slots.iter().map(|slot| *slot as usize) {
        for (lane, quantity) in state.ring.of(slot, day).iter().enumerate() {
            watch.arrived(day, slot, lane, *quantity);
        }
    }
    unload(state, day);
}

wide! {
fn unload(state: &mut State, day: usize) {
    for slot in one_by_one(0..state.in_stock.len()) {
        let arriving = std::mem::replace(state.ring.of(slot, day), splat(0.0));
        state.in_stock[slot] += arriving;
        state.in_transit[slot] -= arriving;
    }
}
}
