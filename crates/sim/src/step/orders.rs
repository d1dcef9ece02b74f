//! Step 9: orders for tomorrow.
//!
//! Order = expected use + (cover target + pipeline target - position) /
//! adjustment time, floored at 0 (Sterman 1989, anchoring and adjustment), where
//! position = on hand + in transit + in customs + wants on the book that the
//! buyer still counts on. When the position is above its target, wants that have
//! not left are cancelled at the same speed.

use crate::lanes::{Bounded, LANES, Lane, splat};
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
    let pipeline = &params.pipeline[slot];
    let (mut above, mut rush) = (splat(0.0), false);
    for link in span(net.in_links[slot]) {
        let regime = net.link_regime[link];
        if regime != NONE && !net.link_inspected[link] {
            let dates = &model.regimes[regime as usize];
            rush |= (dates.announced..dates.effective).contains(&(day as i64));
        }
        let stale = stale(net, state, link);
        let (wants, books) = (&state.link_want[link], &state.link_book[link]);
        for lane in 0..LANES {
            above[lane] += (wants[lane] - stale[lane] - books[lane]).at_least(0.0);
        }
    }
    let rush = if rush { model.rush } else { 1.0 };
    let (mut order, mut targets) = (splat(0.0), splat(0.0));
    // The chain's buyers refill slowly; what stands above its target is cut back at once by all.
    let cut = 1.0 / model.adjustment_days;
    let refill = if net.in_study[slot] { splat(cut) } else { params.restock };
    for lane in 0..LANES {
        let target = rush * params.cover[slot][lane] * net.in_use[slot] + pipeline[lane] * expected[lane];
        let position = state.in_stock[slot][lane] + state.in_transit[slot][lane] + above[lane];
        let gap = target - position;
        order[lane] = expected[lane] + gap * if gap > 0.0 { refill[lane] } else { cut };
        targets[lane] = target;
    }
    (order, targets)
}

/// Wants of a link whose cases have waited so long that the buyer looks elsewhere.
fn stale(net: &Network, state: &State, link: usize) -> Lane {
    let mut sum = splat(0.0);
    for pair in span(net.link_pairs[link]) {
        let (wants, stale) = (&state.pair_want[pair], &state.pair_stale[pair]);
        for lane in 0..LANES {
            sum[lane] += wants[lane] * stale[lane];
        }
    }
    sum
}

/// Use a buyer plans with: a line's plan, whatever it could make; a site's what is asked of it.
fn expected_use(model: &Model, state: &State, slot: usize) -> Lane {
    let net = &model.network;
    let site = net.in_site[slot] as usize;
    let activity = if net.site_line[site] == NONE { state.site_wanted[site] } else { splat(net.site_activity[site]) };
    // What reaches the slot beside its links need not be ordered over them.
    let supply = state.in_supply[slot];
    activity.map(|x| (net.in_coefficient[slot] * x - supply).at_least(0.0))
}

/// Wants that a licensed link keeps on its book while a control is in force.
fn book_target(model: &Model, state: &mut State, slot: usize, link: usize, day: usize) {
    let net = &model.network;
    let regime = net.link_regime[link];
    if regime == NONE || net.link_inspected[link] {
        return;
    }
    state.link_book[link] = splat(0.0);
    if !model.squeezed && model.regimes[regime as usize].active[day] {
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
    // A backlog of so many days of base flow halves a supplier's attraction.
    let mut sum = splat(0.0);
    for l in links.clone() {
        let month = BACKLOG_DAYS * net.link_flow[l] + f64::MIN_POSITIVE;
        let (pulls, wants, weight) = (&mut state.link_pull[l], &state.link_want[l], net.link_share[l] * month);
        for lane in 0..LANES {
            pulls[lane] = weight / (month + wants[lane]);
            sum[lane] += pulls[lane];
        }
    }
    // With every book at its usual day of wants nothing moves, to the last bit.
    let normal = BACKLOG_DAYS / (BACKLOG_DAYS + 1.0);
    if sum.iter().all(|sum| (sum - normal).abs() < 1e-12) {
        return;
    }
    let mut total = splat(0.0);
    for l in links.clone() {
        let (shares, pulls) = (&mut state.link_share[l], &state.link_pull[l]);
        for lane in 0..LANES {
            let share = &mut shares[lane];
            let moved = *share + (pulls[lane] / sum[lane] - *share) / SHIFTING_DAYS;
            *share = if (sum[lane] - normal).abs() < 1e-12 {
                *share
            } else {
                moved.at_most(LARGEST_GROWTH * net.link_share[l])
            };
            total[lane] += *share;
        }
    }
    for l in links {
        for lane in 0..LANES {
            state.link_share[l][lane] /= total[lane];
        }
    }
}

/// Enters a link's part of an order in its book, or cancels.
fn book(model: &Model, state: &mut State, link: usize, order: &Lane, target: &Lane) {
    let net = &model.network;
    let out = net.link_out[link] as usize;
    let mut change = splat(0.0);
    let (wants, books, shares) = (&state.link_want[link], &state.link_book[link], &state.link_share[link]);
    let speed = 1.0 / model.adjustment_days;
    for lane in 0..LANES {
        let (want, book, share) = (wants[lane], books[lane], shares[lane]);
        let gap = (book - want).at_least(0.0);
        let part = share * order[lane] + speed * gap;
        // Nobody keeps more on one book than all of the stock and pipeline that it should fill.
        let most = book + share * target[lane];
        change[lane] = part.at_most((most - want).at_least(0.0)).at_least(-want);
    }
    let pairs = span(net.link_pairs[link]);
    if !pairs.is_empty() {
        book_pairs(state, pairs, &mut change);
    }
    let (wants, orders) = (&mut state.link_want[link], &mut state.out_orders[out]);
    for lane in 0..LANES {
        wants[lane] += change[lane];
        orders[lane] += change[lane].at_least(0.0);
    }
}

/// New wants are shared evenly among the pairs of a link. Cancelled are only wants
/// that no case is filed for, in proportion; `change` becomes what could be done.
fn book_pairs(state: &mut State, pairs: std::ops::Range<usize>, change: &mut Lane) {
    let part = 1.0 / pairs.len() as f64;
    let mut free = splat(0.0);
    for pair in pairs.clone() {
        for lane in 0..LANES {
            free[lane] += (state.pair_want[pair][lane] - state.pair_covered[pair][lane]).at_least(0.0);
        }
    }
    let mut cut = splat(0.0);
    for lane in 0..LANES {
        change[lane] = change[lane].at_least(-free[lane]);
        cut[lane] = if free[lane] > 0.0 { (-change[lane]).at_least(0.0) / free[lane] } else { 0.0 };
    }
    for pair in pairs {
        for lane in 0..LANES {
            let want = &mut state.pair_want[pair][lane];
            let free = (*want - state.pair_covered[pair][lane]).at_least(0.0);
            *want += part * change[lane].at_least(0.0) - cut[lane] * free;
        }
    }
}

/// Final demand; a want older than the patience of its end use is lost.
fn sinks(model: &Model, state: &mut State) {
    let net = &model.network;
    for sink in 0..net.sink_rate.len() {
        let out = net.sink_out[sink] as usize;
        let want = net.sink_rate[sink] * state.sink_factor[sink];
        let most = want * (1.0 + net.sink_patience[sink]);
        let (wants, lost, orders) =
            (&mut state.sink_want[sink], &mut state.sink_lost[sink], &mut state.out_orders[out]);
        for lane in 0..LANES {
            let book = wants[lane] + want;
            wants[lane] = book.at_most(most);
            lost[lane] += book - wants[lane];
            orders[lane] += want;
        }
    }
}
