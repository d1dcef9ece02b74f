//! Step 6, release: which part of each link's wants may leave today, by licences;
//! bans and quotas come after.

use crate::lanes::{LANES, Lane, Mask, any, both, one_by_one, reached, splat, wide};
use crate::model::{Model, span};
use crate::params::Params;
use crate::state::State;

wide! {
/// Says what may leave.
pub(super) fn release(model: &Model, params: &Params, state: &mut State, day: usize) {
    state.link_ready.copy_from_slice(&state.link_want);
    for at in one_by_one(0..model.classes.licensed_links.len()) {
        let link = model.classes.licensed_links[at] as usize;
        if state.link_frozen[link] > 0 || !model.regimes[model.network.link_regime[link] as usize].active[day] {
            continue;
        }
        state.link_ready[link] = if model.squeezed {
            unsqueezed(model, params, state, link)
        } else {
            licensed(model, params, state, link, day)
        };
    }
    for (ready, _) in state.link_ready.iter_mut().zip(&state.link_frozen).filter(|(_, frozen)| **frozen > 0) {
        *ready = splat(0.0);
    }
}
}

/// Wants of the pairs of a link that a squeeze lets through.
#[inline(always)]
fn unsqueezed(model: &Model, params: &Params, state: &State, link: usize) -> Lane {
    let mut ready = splat(0.0);
    for pair in span(model.network.link_pairs[link]) {
        ready += state.pair_want[pair].or(passes(params, state, pair), splat(0.0));
    }
    ready
}

/// Where a squeeze lets a pair ship.
#[inline(always)]
pub(super) fn passes(params: &Params, state: &State, pair: usize) -> Mask {
    params.pair_outcome[pair].is(state.squeeze, |quantile, severity| quantile >= severity)
}

/// Wants of a link that have a licence.
#[inline(always)]
fn licensed(model: &Model, params: &Params, state: &mut State, link: usize, day: usize) -> Lane {
    let net = &model.network;
    let want = state.link_want[link];
    // Goods already declared still leave; nobody can order more of them.
    let declared = want.at_most(splat(net.link_flow[link]));
    let bites = params.regime_lanes[net.link_regime[link] as usize].bites_on(day);
    if !any(bites) {
        return declared;
    }
    let mut ready = splat(0.0);
    for pair in span(net.link_pairs[link]) {
        let in_hand = state.pair_licensed[pair];
        let mut over = both(bites, in_hand.is(splat(0.0), |licensed, zero| licensed > zero));
        for lane in 0..LANES {
            over[lane] &= day > usize::from(state.pair_expiry[pair][lane]);
        }
        if any(over) {
            lapse(state, pair, in_hand, over);
        }
        ready += leaving(state, pair, day);
    }
    ready.at_most(want).or(bites, declared)
}

/// What a pair may ship today.
#[inline(always)]
pub(super) fn leaving(state: &State, pair: usize, day: usize) -> Lane {
    let want = state.pair_want[pair];
    want.or(reached(&state.pair_general[pair], day), want.at_most(state.pair_licensed[pair]))
}

/// A licence, or what is left of it, lapses.
#[inline(always)]
pub(super) fn lapse(state: &mut State, pair: usize, quantity: Lane, which: Mask) {
    let (covered, licensed) = (state.pair_covered[pair], state.pair_licensed[pair]);
    state.pair_covered[pair] = (covered - quantity).at_least(0.0).or(which, covered);
    state.pair_licensed[pair] = (licensed - quantity).or(which, licensed);
}
