//! Step 8: allotted goods go into customs and transit.

use super::licences::{lapse, leaving};
use crate::lanes::{LANES, Lane, splat};
use crate::model::network::NONE;
use crate::model::{Model, span};
use crate::params::Params;
use crate::record::{Shipment, Watcher};
use crate::state::State;
use coercivity_control::draw::{Kind, uniform};

/// Links with fewer pairs than this are held whole or not at all, by chance; in
/// larger ones the share that is held averages out.
const FEW_PAIRS: u32 = 4;
/// A firm's shipments of this many days share one inspection draw.
const INSPECTION_WINDOW: usize = 30;

/// Ships what was allotted.
pub(super) fn ship(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut impl Watcher) {
    let net = &model.network;
    for link in 0..net.link_flow.len() {
        let ship = state.link_ready[link];
        if ship == splat(0.0) {
            continue;
        }
        let out = net.link_out[link] as usize;
        for lane in 0..LANES {
            state.out_stock[out][lane] -= ship[lane];
            state.link_want[link][lane] -= ship[lane];
        }
        let regime = net.link_regime[link];
        let free = regime == NONE && net.link_gates[link].0 == net.link_gates[link].1;
        if free && net.link_series[link].0 == net.link_series[link].1 {
            send(model, params, state, link, day, &ship);
            continue;
        }
        for lane in (0..LANES).filter(|lane| ship[*lane] > 0.0) {
            let shipment = clear(model, params, state, (link, lane), day, ship[lane]);
            state.out_stock[out][lane] += ship[lane] - shipment.quantity;
            send_lane(model, state, day, &Shipment { quantity: shipment.quantity - shipment.held, ..shipment });
            let held = Shipment { quantity: shipment.held, customs_days: shipment.hold_days, ..shipment };
            send_lane(model, state, day, &held);
            watch.shipped(day, &shipment);
        }
    }
}

/// What customs makes of a shipment: licences and quotas are used, a part may be held.
fn clear(
    model: &Model,
    params: &Params,
    state: &mut State,
    (link, lane): (usize, usize),
    day: usize,
    quantity: f64,
) -> Shipment {
    let net = &model.network;
    let transit_days = usize::from(params.transit[link][lane]);
    let mut shipment =
        Shipment { link, lane, quantity, held: 0.0, customs_days: 0, hold_days: 0, transit_days, reroute_days: 0 };
    shipment.reroute_days = super::gates::pass(model, params, state, (link, lane), day, quantity);
    let regime = net.link_regime[link];
    if regime == NONE {
        return shipment;
    }
    if model.squeezed {
        pass_unsqueezed(model, params, state, (link, lane), quantity);
        return shipment;
    }
    let draw = &params.regimes[regime as usize][lane];
    shipment.hold_days = draw.hold;
    let bites = model.regimes[regime as usize].active[day] && day >= draw.bites;
    if bites && net.link_inspected[link] {
        // Held goods whose buyer gives up stay with the supplier, and the want is gone.
        let held = quantity * share_held(model, params, link, lane, day);
        shipment.held = (1.0 - draw.lost) * held;
        shipment.quantity = quantity - draw.lost * held;
    } else if bites {
        shipment.customs_days = use_licences(model, state, link, lane, day, quantity);
    } else {
        spread(model, state, link, lane, quantity);
    }
    shipment
}

/// Part of a shipment of uncontrolled goods that is held for inspection.
fn share_held(model: &Model, params: &Params, link: usize, lane: usize, day: usize) -> f64 {
    let net = &model.network;
    let regime = net.link_regime[link] as usize;
    let share = model.regimes[regime].inspection[day].map_or(0.0, |step| params.regimes[regime][lane].held[step]);
    let pairs = net.link_pairs[link];
    if pairs.1 - pairs.0 >= FEW_PAIRS {
        return share;
    }
    let window = (day / INSPECTION_WINDOW) as u64;
    let u = uniform(params.seed, params.run[lane], Kind::Inspection, net.pair_name[pairs.0 as usize], window);
    f64::from(u8::from(u < share))
}

/// Takes a shipment from the pairs that have a licence; returns the longest customs days among them.
///
/// A single licence is for one shipment: when the pair's want is met in full, what
/// is left of the licence lapses. While the supplier is short it stays valid.
fn use_licences(model: &Model, state: &mut State, link: usize, lane: usize, day: usize, quantity: f64) -> usize {
    let net = &model.network;
    let ready: f64 = span(net.link_pairs[link]).map(|pair| leaving(state, pair, lane, day)).sum();
    let mut customs = 0;
    for pair in span(net.link_pairs[link]) {
        let may = leaving(state, pair, lane, day);
        if may <= 0.0 || ready <= 0.0 {
            continue;
        }
        let part = quantity * (may / ready);
        state.pair_want[pair][lane] = (state.pair_want[pair][lane] - part).max(0.0);
        if state.pair_licensed[pair][lane] > 0.0 {
            customs = customs.max(usize::from(state.pair_customs[pair][lane]));
            let used = if part >= 0.99 * may {
                state.pair_licensed[pair][lane]
            } else {
                part.min(state.pair_licensed[pair][lane])
            };
            lapse(state, pair, lane, used);
        }
    }
    customs
}

/// Takes a shipment from the pairs that a squeeze lets through, by their wants.
fn pass_unsqueezed(model: &Model, params: &Params, state: &mut State, (link, lane): (usize, usize), quantity: f64) {
    let pairs = span(model.network.link_pairs[link]);
    let passes = |state: &State, pair: usize| params.pair_outcome[pair][lane] >= state.squeeze[lane];
    let free = model.network.link_inspected[link];
    let wanted: f64 = pairs.clone().filter(|p| free || passes(state, *p)).map(|p| state.pair_want[p][lane]).sum();
    if wanted <= 0.0 {
        return;
    }
    let rest = (1.0 - quantity / wanted).max(0.0);
    for pair in pairs {
        if free || passes(state, pair) {
            state.pair_want[pair][lane] *= rest;
        }
    }
}

/// Takes a shipment from all pairs by their wants.
fn spread(model: &Model, state: &mut State, link: usize, lane: usize, quantity: f64) {
    let pairs = span(model.network.link_pairs[link]);
    let wanted: f64 = pairs.clone().map(|pair| state.pair_want[pair][lane]).sum();
    if wanted <= 0.0 {
        return;
    }
    let rest = (1.0 - quantity / wanted).max(0.0);
    for pair in pairs {
        state.pair_want[pair][lane] *= rest;
    }
}

/// Puts a shipment of every lane on the way.
fn send(model: &Model, params: &Params, state: &mut State, link: usize, day: usize, ship: &Lane) {
    let slot = model.network.link_in[link] as usize;
    for lane in 0..LANES {
        state.in_transit[slot][lane] += ship[lane];
    }
    let transit = params.transit[link];
    if transit == [transit[0]; LANES] {
        // Most links take as long in every run: one place in the ring.
        let arriving = state.ring.of(slot, day + usize::from(transit[0]));
        for lane in 0..LANES {
            arriving[lane] += ship[lane];
        }
    } else {
        for lane in 0..LANES {
            state.ring.of(slot, day + usize::from(transit[lane]))[lane] += ship[lane];
        }
    }
}

/// Puts one shipment on the way.
fn send_lane(model: &Model, state: &mut State, day: usize, shipment: &Shipment) {
    if shipment.quantity > 0.0 {
        let slot = model.network.link_in[shipment.link] as usize;
        state.in_transit[slot][shipment.lane] += shipment.quantity;
        state.ring.of(slot, day + shipment.days())[shipment.lane] += shipment.quantity;
    }
}
