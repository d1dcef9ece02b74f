//! Orders of links that stand for pairs: what waits for a licence is kept apart.

use crate::lanes::{Bounded, Lane, splat};
use crate::model::classes::InSlot;
use crate::model::{Model, span};
use crate::state::State;
use std::ops::Range;

/// Wants that the licensed links of an in slot keep on their books while a control is in force.
#[inline(always)]
pub(super) fn book_targets(model: &Model, state: &mut State, slot: &InSlot, expected: &Lane, day: usize) {
    let net = &model.network;
    for link in span(slot.links).filter(|link| model.classes.links[*link].licensed) {
        let mut target = splat(0.0);
        if !model.squeezed && model.regimes[net.link_regime[link] as usize].active[day] {
            target = state.link_share[link] * *expected * state.link_wait[link];
        }
        state.link_book[link] = target;
    }
}

/// Wants of an in slot that it still counts on, above the book targets of its links.
#[inline(always)]
pub(super) fn above_books(model: &Model, state: &State, slot: &InSlot) -> Lane {
    let mut above = splat(0.0);
    for link in span(slot.links) {
        let stale = stale(state, span(model.classes.links[link].pairs));
        above += (state.link_want[link] - stale - state.link_book[link]).at_least(0.0);
    }
    above
}

/// Wants of a link whose cases have waited so long that the buyer looks elsewhere.
#[inline(always)]
fn stale(state: &State, pairs: Range<usize>) -> Lane {
    let mut sum = splat(0.0);
    for pair in pairs {
        sum += state.pair_want[pair] * state.pair_stale[pair];
    }
    sum
}

/// New wants are shared evenly among the pairs of a link. Cancelled are only wants
/// that no case is filed for, in proportion; `change` becomes what could be done.
#[inline(always)]
pub(super) fn book(state: &mut State, pairs: Range<usize>, change: &mut Lane) {
    let part = 1.0 / pairs.len() as f64;
    let mut free = splat(0.0);
    for pair in pairs.clone() {
        free += (state.pair_want[pair] - state.pair_covered[pair]).at_least(0.0);
    }
    *change = change.with(free, |change, free| change.at_least(-free));
    let less = change.map(|change| -change).at_least(0.0);
    let cut = less.with(free, |less, free| if free > 0.0 { less / free } else { 0.0 });
    let more = splat(part) * change.at_least(0.0);
    for pair in pairs {
        let want = state.pair_want[pair];
        let free = (want - state.pair_covered[pair]).at_least(0.0);
        state.pair_want[pair] = want + (more - cut * free);
    }
}
