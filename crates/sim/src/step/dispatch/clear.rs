//! What customs makes of shipments: licences and quotas are used, a part may be held.

use crate::lanes::{LANES, Lane, Mask, any, both, splat};
use crate::model::network::NONE;
use crate::model::{Model, span};
use crate::params::Params;
use crate::record::Shipments;
use crate::state::State;
use crate::step::gates;
use crate::step::release::{lapse, leaving, passes};
use coercivity_control::draw::{Kind, uniform};
use std::ops::Range;

/// Links with fewer pairs than this are held whole or not at all, by chance; in
/// larger ones the share that is held averages out.
const FEW_PAIRS: u32 = 4;
/// A firm's shipments of this many days share one inspection draw.
const INSPECTION_WINDOW: usize = 30;

/// Clears what leaves over a link that is controlled or counted.
#[inline(always)]
pub(super) fn clear(
    model: &Model,
    params: &Params,
    state: &mut State,
    day: usize,
    (link, ship): (usize, Lane),
) -> Shipments {
    let net = &model.network;
    let left = ship.is(splat(0.0), |ship, zero| ship > zero);
    let mut shipments = Shipments {
        link,
        left,
        quantity: ship,
        held: splat(0.0),
        customs_days: [0; LANES],
        hold_days: [0; LANES],
        transit_days: params.transit[link],
        reroute_days: [0; LANES],
    };
    if net.link_gates[link].0 < net.link_gates[link].1 {
        gates::pass(model, params, state, day, &mut shipments);
    }
    let regime = net.link_regime[link];
    if regime == NONE {
        return shipments;
    }
    let pairs = span(net.link_pairs[link]);
    if model.squeezed {
        let free = net.link_inspected[link];
        spread(state, pairs, left, ship, |state, pair| if free { [true; LANES] } else { passes(params, state, pair) });
        return shipments;
    }
    let terms = &params.regime_lanes[regime as usize];
    shipments.hold_days = terms.hold;
    let active = model.regimes[regime as usize].active[day];
    let bites = if active { terms.bites_on(day) } else { [false; LANES] };
    let stopped = both(left, bites);
    if any(stopped) {
        if net.link_inspected[link] {
            inspect(model, params, state, day, stopped, &mut shipments);
        } else {
            shipments.customs_days = use_licences(state, pairs.clone(), day, stopped, ship);
        }
    }
    let through = both(left, bites.map(|bites| !bites));
    if any(through) {
        spread(state, pairs, through, ship, |_, _| [true; LANES]);
    }
    shipments
}

/// Holds a part of uncontrolled goods. Held goods whose buyer gives up stay with the
/// supplier, and the want is gone.
#[inline(always)]
fn inspect(model: &Model, params: &Params, state: &mut State, day: usize, which: Mask, shipments: &mut Shipments) {
    let regime = model.network.link_regime[shipments.link] as usize;
    let Some(step) = model.regimes[regime].inspection[day] else { return };
    let terms = &params.regime_lanes[regime];
    let mut share = terms.held[step];
    let pairs = model.network.link_pairs[shipments.link];
    if pairs.1 - pairs.0 < FEW_PAIRS {
        draw_inspection(model, params, state, shipments.link, day);
        let luck = state.link_luck[shipments.link];
        share = luck.with(share, |luck, share| f64::from(u8::from(luck < share)));
    }
    let quantity = shipments.quantity;
    let held = quantity * share;
    shipments.held = ((splat(1.0) - terms.lost) * held).or(which, splat(0.0));
    shipments.quantity = (quantity - terms.lost * held).or(which, quantity);
}

/// Luck of a small link with inspections, drawn anew for each window.
fn draw_inspection(model: &Model, params: &Params, state: &mut State, link: usize, day: usize) {
    let window = (day / INSPECTION_WINDOW) as u32;
    if state.link_window[link] == window {
        return;
    }
    state.link_window[link] = window;
    let name = model.network.pair_name[model.network.link_pairs[link].0 as usize];
    state.link_luck[link] =
        Lane(params.run.map(|run| uniform(params.seed, run, Kind::Inspection, name, u64::from(window))));
}

/// Takes shipments from the pairs that have a licence; returns the longest customs days among them.
///
/// A single licence is for one shipment: when the pair's want is met in full, what
/// is left of the licence lapses. While the supplier is short it stays valid.
#[inline(always)]
fn use_licences(state: &mut State, pairs: Range<usize>, day: usize, which: Mask, quantity: Lane) -> [u16; LANES] {
    let zero = splat(0.0);
    let mut ready = zero;
    for pair in pairs.clone() {
        ready += leaving(state, pair, day);
    }
    let some = both(which, ready.is(zero, |ready, zero| ready > zero));
    let mut customs = [0; LANES];
    for pair in pairs {
        let may = leaving(state, pair, day);
        let ships = both(some, may.is(zero, |may, zero| may > zero));
        if !any(ships) {
            continue;
        }
        let part = quantity * (may / ready);
        let want = state.pair_want[pair];
        state.pair_want[pair] = (want - part).at_least(0.0).or(ships, want);
        let licensed = state.pair_licensed[pair];
        let licence = both(ships, licensed.is(zero, |licensed, zero| licensed > zero));
        for lane in 0..LANES {
            let days = state.pair_customs[pair][lane];
            customs[lane] = if licence[lane] && days > customs[lane] { days } else { customs[lane] };
        }
        let in_full = part.is(splat(0.99) * may, |part, most| part >= most);
        lapse(state, pair, licensed.or(in_full, part.at_most(licensed)), licence);
    }
    customs
}

/// Takes shipments from all pairs that may ship, by their wants.
#[inline(always)]
fn spread(state: &mut State, pairs: Range<usize>, which: Mask, quantity: Lane, may: impl Fn(&State, usize) -> Mask) {
    let mut wanted = splat(0.0);
    for pair in pairs.clone() {
        wanted += state.pair_want[pair].or(may(state, pair), splat(0.0));
    }
    let some = both(which, wanted.is(splat(0.0), |wanted, zero| wanted > zero));
    let rest = (splat(1.0) - quantity / wanted).at_least(0.0);
    for pair in pairs {
        let want = state.pair_want[pair];
        state.pair_want[pair] = (want * rest).or(both(some, may(state, pair)), want);
    }
}
