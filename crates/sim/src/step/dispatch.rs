//! Step 8: allotted goods go into customs and transit.

mod clear;

use crate::lanes::{LANES, any, one_by_one, splat, wide};
use crate::model::Model;
use crate::params::Params;
use crate::record::{Shipments, Watcher};
use crate::state::State;

wide! {
/// Ships what was allotted.
pub(super) fn ship<W: Watcher>(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut W) {
    let net = &model.network;
    for link in one_by_one(0..net.link_flow.len()) {
        let ship = state.link_ready[link];
        if !any(ship.is(splat(0.0), |ship, zero| ship != zero)) {
            continue;
        }
        let out = net.link_out[link] as usize;
        state.out_stock[out] -= ship;
        state.link_want[link] -= ship;
        if model.classes.free[link] {
            let slot = net.link_in[link] as usize;
            state.in_transit[slot] += ship;
            state.ring.add(slot, day, params.transit[link], ship);
            continue;
        }
        let shipments = clear::clear(model, params, state, day, (link, ship));
        state.out_stock[out] += ship - shipments.quantity;
        send(model, state, day, &shipments);
        watch.shipped(day, &shipments);
    }
}
}

/// Puts what customs has let go, and what it holds, on the way.
#[inline(always)]
fn send(model: &Model, state: &mut State, day: usize, shipments: &Shipments) {
    let slot = model.network.link_in[shipments.link] as usize;
    let nothing = splat(0.0);
    let days = |customs: &[u16; LANES]| {
        let mut days = shipments.transit_days;
        for lane in 0..LANES {
            days[lane] = days[lane].saturating_add(customs[lane]).saturating_add(shipments.reroute_days[lane]);
        }
        days
    };
    let held = shipments.held;
    let gone = (shipments.quantity - held).or(shipments.left, nothing).at_least(0.0);
    state.in_transit[slot] += gone;
    state.ring.add(slot, day, days(&shipments.customs_days), gone);
    if any(held.is(nothing, |held, zero| held > zero)) {
        state.in_transit[slot] += held;
        state.ring.add(slot, day, days(&shipments.hold_days), held);
    }
}
