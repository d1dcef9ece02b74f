//! Step 8: allotted goods go into customs and transit.

mod clear;

use crate::lanes::{LANES, any, one_by_one, splat, wide};
use crate::model::{Model, span};
use crate::params::Params;
use crate::record::{Shipments, Watcher};
use crate::state::{Held, State};

wide! {
/// Takes what was allotted out of stocks and books, and through customs.
pub(super) fn ship<W: Watcher>(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut W) {
    state.held.clear();
    for link in one_by_one(0..model.classes.links.len()) {
        let ship = state.link_ready[link];
        let of = &model.classes.links[link];
        let free = of.free;
        if !free && !any(ship.is(splat(0.0), |ship, zero| ship != zero)) {
            continue;
        }
        let out = of.from as usize;
        state.out_stock[out] -= ship;
        state.link_want[link] -= ship;
        if !free {
            let shipments = clear::clear(model, params, state, day, (link, ship));
            state.out_stock[out] += ship - shipments.quantity;
            set_out(state, &shipments);
            watch.shipped(day, &shipments);
        }
    }
}
}

/// Notes when goods that were cleared arrive: those that go, and those that are held.
#[inline(always)]
fn set_out(state: &mut State, shipments: &Shipments) {
    let nothing = splat(0.0);
    let days = |customs: &[u16; LANES]| {
        let mut days = shipments.transit_days;
        for lane in 0..LANES {
            days[lane] = days[lane].saturating_add(customs[lane]).saturating_add(shipments.reroute_days[lane]);
        }
        days
    };
    let held = shipments.held;
    state.link_ready[shipments.link] = (shipments.quantity - held).or(shipments.left, nothing).at_least(0.0);
    state.link_days[shipments.link] = days(&shipments.customs_days);
    if any(held.is(nothing, |held, zero| held > zero)) {
        state.held.push(Held { link: shipments.link, quantity: held, days: days(&shipments.hold_days) });
    }
}

wide! {
/// Puts what left on the way. A loop of its own, because its places lie far apart in
/// memory: the shorter it is, the more of them the processor fetches at a time.
pub(super) fn send(model: &Model, params: &Params, state: &mut State, day: usize) {
    let mut next = 0;
    for link in one_by_one(0..model.classes.links.len()) {
        let of = &model.classes.links[link];
        let slot = of.to as usize;
        let gone = state.link_ready[link];
        state.in_transit[slot] += gone;
        if of.free {
            let ways = &params.ways[span(params.link_ways[link])];
            state.ring.add_by_way(slot, day, &params.transit[link], ways, gone);
            continue;
        }
        state.ring.add(slot, day, state.link_days[link], gone);
        if let Some(held) = state.held.get(next).filter(|held| held.link == link) {
            state.in_transit[slot] += held.quantity;
            state.ring.add(slot, day, held.days, held.quantity);
            next += 1;
        }
    }
}
}
