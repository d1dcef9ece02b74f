//! Shares of orders move towards suppliers with short books.

use crate::lanes::{any, splat};
use crate::model::classes::InSlot;
use crate::model::{Model, span};
use crate::state::State;

/// Days over which shares move towards suppliers that deliver.
const SHIFTING_DAYS: f64 = 90.0;
/// Backlog, in days of base flow, that halves a supplier's attraction.
const BACKLOG_DAYS: f64 = 30.0;
/// A qualified second source may grow to this multiple of its base share.
const LARGEST_GROWTH: f64 = 2.0;

/// Moves the shares of an in slot.
#[inline(always)]
pub(super) fn shift(model: &Model, state: &mut State, slot: &InSlot) {
    let links = span(slot.links);
    if links.len() < 2 {
        return;
    }
    // A backlog of so many days of base flow halves a supplier's attraction.
    let mut sum = splat(0.0);
    for (l, pull) in links.clone().zip(&mut state.pulls) {
        let of = &model.classes.links[l];
        let month = BACKLOG_DAYS * of.flow + f64::MIN_POSITIVE;
        let weight = of.share * month;
        *pull = splat(weight) / (splat(month) + state.link_want[l]);
        sum += *pull;
    }
    // With every book at its usual day of wants nothing moves, to the last bit.
    let normal = BACKLOG_DAYS / (BACKLOG_DAYS + 1.0);
    let moves = sum.is(splat(normal), |sum, normal| (sum - normal).abs() >= 1e-12);
    if !any(moves) {
        return;
    }
    let mut total = splat(0.0);
    for (l, pull) in links.clone().zip(&state.pulls) {
        let share = state.link_share[l];
        let moved = share + (*pull / sum - share) / SHIFTING_DAYS;
        let share = moved.at_most(splat(LARGEST_GROWTH * model.classes.links[l].share)).or(moves, share);
        state.link_share[l] = share;
        total += share;
    }
    for share in &mut state.link_share[links] {
        *share /= total;
    }
}
