//! Step 9: orders for tomorrow.
//!
//! Order = expected use + (cover target + pipeline target - position) /
//! adjustment time, floored at 0 (Sterman 1989, anchoring and adjustment), where
//! position = on hand + in transit + in customs + wants on the book that the
//! buyer still counts on. When the position is above its target, wants that have
//! not left are cancelled at the same speed.

use crate::lanes::{LANES, Lane, splat};
use crate::model::network::{NONE, Network};
use crate::model::{Model, span};
use crate::params::Params;
use crate::state::State;

/// Weight of today in the smoothed order book of a supplier: a week.
const SMOOTHING: f64 = 1.0 / 7.0;
/// Days over which shares move towards suppliers that deliver.
const SHIFTING_DAYS: f64 = 90.0;
/// Backlog, in days of base flow, that halves a supplier's attraction.
const BACKLOG_DAYS: f64 = 30.0;
/// A qualified second source may grow to this multiple of its base share.
const LARGEST_GROWTH: f64 = 2.0;

/// Places all orders.
pub(super) fn place(model: &Model, params: &Params, state: &mut State, day: usize) {
    for orders in &mut state.out_orders {
        *orders = splat(0.0);
    }
    for slot in 0..model.network.in_site.len() {
        for link in span(model.network.in_links[slot]) {
            book_target(model, state, slot, link, day);
        }
        let (order, target) = order_of(model, params, state, slot, day);
        if model.share_shifting {
            shift_shares(model, state, slot);
        }
        for link in span(model.network.in_links[slot]) {
            book(model, state, link, &order, &target);
        }
    }
    sinks(model, state);
    for out in 0..model.network.out_site.len() {
        for lane in 0..LANES {
            state.out_demand[out][lane] += SMOOTHING * (state.out_orders[out][lane] - state.out_demand[out][lane]);
        }
    }
}

/// What an in slot orders (negative when it would rather cancel), and the stock and pipeline it aims at.
///
/// Wants that wait for a licence are kept apart: each licensed link has a book
/// target (its share of use over the wait planned with), which [`place`] fills on
/// that link alone; only what stands above it counts as position here.
fn order_of(model: &Model, params: &Params, state: &State, slot: usize, day: usize) -> (Lane, Lane) {
    let net = &model.network;
    let expected = expected_use(model, state, slot);
    let (mut pipeline, mut above, mut rush) = (splat(0.0), splat(0.0), false);
    for link in span(net.in_links[slot]) {
        let regime = net.link_regime[link];
        if regime != NONE && !net.link_inspected[link] {
            let dates = &model.regimes[regime as usize];
            rush |= (dates.announced..dates.effective).contains(&(day as i64));
        }
        for lane in 0..LANES {
            pipeline[lane] += net.link_share[link] * f64::from(params.transit[link][lane]);
            let counted_on = state.link_want[link][lane] - stale(net, state, link, lane);
            above[lane] += (counted_on - state.link_book[link][lane]).max(0.0);
        }
    }
    let rush = if rush { model.rush } else { 1.0 };
    let (mut order, mut targets) = (splat(0.0), splat(0.0));
    for lane in 0..LANES {
        let target = rush * params.cover[slot][lane] * net.in_use[slot] + pipeline[lane] * expected[lane];
        let position = state.in_stock[slot][lane] + state.in_transit[slot][lane] + above[lane];
        order[lane] = expected[lane] + (target - position) / model.adjustment_days;
        targets[lane] = target;
    }
    (order, targets)
}

/// Wants of a link whose cases have waited so long that the buyer looks elsewhere.
fn stale(net: &Network, state: &State, link: usize, lane: usize) -> f64 {
    span(net.link_pairs[link])
        .filter(|pair| state.pair_stale[*pair][lane])
        .map(|pair| state.pair_want[pair][lane])
        .sum()
}

/// Use a buyer plans with: a line's plan, whatever it could make; a site's what is asked of it.
fn expected_use(model: &Model, state: &State, slot: usize) -> Lane {
    let net = &model.network;
    let site = net.in_site[slot] as usize;
    let activity = if net.site_line[site] == NONE { state.site_wanted[site] } else { splat(net.site_activity[site]) };
    activity.map(|x| net.in_coefficient[slot] * x)
}

/// Wants that a licensed link keeps on its book while a control is in force.
fn book_target(model: &Model, state: &mut State, slot: usize, link: usize, day: usize) {
    let net = &model.network;
    let regime = net.link_regime[link];
    if regime == NONE || net.link_inspected[link] {
        return;
    }
    state.link_book[link] = splat(0.0);
    if model.regimes[regime as usize].active[day] {
        let expected = expected_use(model, state, slot);
        for lane in 0..LANES {
            state.link_book[link][lane] = state.link_share[link][lane] * expected[lane] * state.link_wait[link][lane];
        }
    }
}

/// Moves the shares of an in slot towards suppliers with short books.
fn shift_shares(model: &Model, state: &mut State, slot: usize) {
    let net = &model.network;
    let links = span(net.in_links[slot]);
    if links.len() < 2 {
        return;
    }
    for lane in 0..LANES {
        let pull = |state: &State, l: usize| {
            net.link_share[l]
                / (1.0 + state.link_want[l][lane] / (BACKLOG_DAYS * net.link_flow[l].max(f64::MIN_POSITIVE)))
        };
        let normal: f64 = 1.0 / (1.0 + 1.0 / BACKLOG_DAYS);
        let sum: f64 = links.clone().map(|l| pull(state, l)).sum();
        // With every book at its usual day of wants nothing moves, to the last bit.
        if sum <= 0.0 || (sum - normal).abs() < 1e-12 {
            continue;
        }
        let mut total = 0.0;
        for l in links.clone() {
            let target = pull(state, l) / sum;
            let share = &mut state.link_share[l][lane];
            *share = (*share + (target - *share) / SHIFTING_DAYS).min(LARGEST_GROWTH * net.link_share[l]);
            total += *share;
        }
        for l in links.clone() {
            state.link_share[l][lane] /= total;
        }
    }
}

/// Enters a link's part of an order in its book, or cancels.
fn book(model: &Model, state: &mut State, link: usize, order: &Lane, target: &Lane) {
    let net = &model.network;
    let out = net.link_out[link] as usize;
    let pairs = span(net.link_pairs[link]);
    for lane in 0..LANES {
        let want = state.link_want[link][lane];
        let gap = (state.link_book[link][lane] - want).max(0.0);
        let part = state.link_share[link][lane] * order[lane] + gap / model.adjustment_days;
        // Nobody keeps more on one book than all of the stock and pipeline that it should fill.
        let most = state.link_book[link][lane] + state.link_share[link][lane] * target[lane];
        let change = part.min((most - want).max(0.0)).max(-want);
        if change == 0.0 {
            continue;
        }
        if !pairs.is_empty() {
            book_pairs(state, pairs.clone(), lane, change, state.link_want[link][lane]);
        }
        state.link_want[link][lane] += change;
        state.out_orders[out][lane] += change.max(0.0);
    }
}

/// New wants are shared evenly among the pairs of a link, cancellations by what they want.
fn book_pairs(state: &mut State, pairs: std::ops::Range<usize>, lane: usize, change: f64, wanted: f64) {
    let each = change / pairs.len() as f64;
    let kept = if wanted > 0.0 { 1.0 + change / wanted } else { 1.0 };
    for pair in pairs {
        let want = &mut state.pair_want[pair][lane];
        *want = if change > 0.0 { *want + each } else { (*want * kept).max(0.0) };
    }
}

/// Final demand; a want older than the patience of its end use is lost.
fn sinks(model: &Model, state: &mut State) {
    let net = &model.network;
    for sink in 0..net.sink_rate.len() {
        let out = net.sink_out[sink] as usize;
        let want = net.sink_rate[sink] * state.sink_factor[sink];
        let most = want * (1.0 + net.sink_patience[sink]);
        for lane in 0..LANES {
            let book = state.sink_want[sink][lane] + want;
            state.sink_want[sink][lane] = book.min(most);
            state.sink_lost[sink][lane] += book - book.min(most);
            state.out_orders[out][lane] += want;
        }
    }
}
