//! Step 9: orders for tomorrow.
//!
//! Order = expected use + (cover target + pipeline target - position) /
//! adjustment time, floored at 0 (Sterman 1989, anchoring and adjustment), where
//! position = on hand + in transit + in customs + wants on the book that the
//! buyer still counts on. When the position is above its target, wants that have
//! not left are cancelled at the same speed.

mod pairs;
mod shares;

use crate::lanes::{Bounded, Lane, one_by_one, splat, wide};
use crate::model::classes::InSlot;
use crate::model::{Model, span};
use crate::params::Params;
use crate::state::State;

/// Weight of today in the smoothed order book of a supplier: a week.
const SMOOTHING: f64 = 1.0 / 7.0;

wide! {
/// Places all orders.
pub(super) fn place(model: &Model, params: &Params, state: &mut State, day: usize) {
    state.out_orders.fill(splat(0.0));
    for slot in one_by_one(0..model.classes.ins.len()) {
        let of = &model.classes.ins[slot];
        let expected = expected_use(model, state, slot, of);
        // Only a link that is licensed ever keeps wants on its book, or has stale ones.
        let above = if of.licensed {
            pairs::book_targets(model, state, of, &expected, day);
            pairs::above_books(model, state, of)
        } else {
            above(state, of)
        };
        let (order, target) = order_of(model, params, state, (slot, of, day), &expected, &above);
        if model.share_shifting {
            shares::shift(model, state, of);
        }
        for link in span(of.links) {
            book(model, state, link, &order, &target);
        }
    }
    sinks(model, state);
    for (demand, orders) in state.out_demand.iter_mut().zip(&state.out_orders) {
        *demand += splat(SMOOTHING) * (*std::hint::black_box(orders) - *demand);
    }
}
}

/// Wants of an in slot on all books.
#[inline(always)]
fn above(state: &State, slot: &InSlot) -> Lane {
    let mut above = splat(0.0);
    for wants in &state.link_want[span(slot.links)] {
        above += wants.at_least(0.0);
    }
    above
}

/// What an in slot orders (negative when it would rather cancel), and the stock and pipeline it aims at.
///
/// Wants that wait for a licence are kept apart: each licensed link has a book
/// target (its share of use over the wait planned with), which [`book`] fills on
/// that link alone; only what stands `above` it counts as position here.
#[inline(always)]
fn order_of(
    model: &Model,
    params: &Params,
    state: &State,
    (slot, of, day): (usize, &InSlot, usize),
    expected: &Lane,
    above: &Lane,
) -> (Lane, Lane) {
    let rush = if of.licensed && rushes(model, of, day) { model.rush } else { 1.0 };
    // The chain's buyers refill slowly; what stands above its target is cut back at once by all.
    let cut = splat(1.0 / model.adjustment_days);
    let refill = if of.study { cut } else { params.restock };
    let target = splat(rush) * params.cover[slot] * of.used + params.pipeline[slot] * *expected;
    let position = state.in_stock[slot] + state.in_transit[slot] + *above;
    let gap = target - position;
    let speed = refill.or(gap.is(splat(0.0), |gap, zero| gap > zero), cut);
    (*expected + gap * speed, target)
}

/// Is a licence for one of the slot's links announced and not yet in effect?
fn rushes(model: &Model, slot: &InSlot, day: usize) -> bool {
    let licensed = span(slot.links).filter(|link| model.classes.links[*link].licensed);
    licensed.map(|link| &model.regimes[model.network.link_regime[link] as usize]).any(|dates| {
        let announced = dates.announced..dates.effective;
        announced.contains(&(day as i64))
    })
}

/// Use a buyer plans with: a line's plan, whatever it could make; a site's what is asked of it.
#[inline(always)]
fn expected_use(model: &Model, state: &State, slot: usize, of: &InSlot) -> Lane {
    let site = of.site as usize;
    let activity = if of.line { splat(model.network.site_activity[site]) } else { state.site_wanted[site] };
    let used = splat(of.coefficient) * activity;
    // What reaches a study's slot beside its links need not be ordered over them.
    if of.study { (used - splat(state.in_supply[slot])).at_least(0.0) } else { used }
}

/// Enters a link's part of an order in its book, or cancels.
#[inline(always)]
fn book(model: &Model, state: &mut State, link: usize, order: &Lane, target: &Lane) {
    let of = &model.classes.links[link];
    let (want, book, share) = (state.link_want[link], state.link_book[link], state.link_share[link]);
    let gap = (book - want).at_least(0.0);
    let part = share * *order + splat(1.0 / model.adjustment_days) * gap;
    // Nobody keeps more on one book than all of the stock and pipeline that it should fill.
    let most = book + share * *target;
    let mut change = part.at_most((most - want).at_least(0.0)).with(want, |change, want| change.at_least(-want));
    let pairs = span(of.pairs);
    if !pairs.is_empty() {
        pairs::book(state, pairs, &mut change);
    }
    state.link_want[link] = want + change;
    state.out_orders[of.from as usize] += change.at_least(0.0);
}

/// Final demand; a want older than the patience of its end use is lost.
#[inline(always)]
fn sinks(model: &Model, state: &mut State) {
    let net = &model.network;
    for sink in one_by_one(0..net.sink_rate.len()) {
        let out = net.sink_out[sink] as usize;
        let want = net.sink_rate[sink] * state.sink_factor[sink];
        let most = want * (1.0 + net.sink_patience[sink]);
        let book = state.sink_want[sink] + want;
        let kept = book.at_most(splat(most));
        state.sink_want[sink] = kept;
        state.sink_lost[sink] += book - kept;
        state.out_orders[out] += splat(want);
    }
}
