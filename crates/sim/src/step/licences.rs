//! Step 6: cases are decided and filed.
//!
//! Each pair of exporter and end user files a month's order at a time, on its own
//! day of the month, as long as its needs (wants on the book and 30 days of use)
//! are not covered by open cases and licences in hand. Nobody builds stock: all
//! that a pair has applied for stays within its use over the wait that it plans
//! with, plus 30 days.

use crate::lanes::{LANES, Lane, Mask, any, both, one_by_one, reached, splat, wide};
use crate::model::network::Network;
use crate::model::{Model, span};
use crate::params::{Params, RegimeDraw};
use crate::record::Watcher;
use crate::state::{Case, CaseOutcome, NEVER, State};
use coercivity_control::distribution::{lognormal, normal, of_parameter};
use coercivity_control::draw::Stream;
use coercivity_control::queue::{CaseDraws, dates};

/// Use that a case looks ahead \[days\], and least time between two cases of a pair.
const AHEAD_DAYS: f64 = 30.0;

fn day16(day: usize) -> u16 {
    u16::try_from(day).unwrap_or(NEVER)
}

/// Decisions and given-up cases of the day.
pub(super) fn decide(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut impl Watcher) {
    for lane in 0..LANES {
        let mut next = state.cases[lane].decided(day, None);
        while let Some(id) = next {
            next = state.cases[lane].decided(day, Some(id));
            decide_one(model, params, state, day, lane, id);
            watch.case_decided(day, lane, &state.cases[lane].all[id]);
        }
        let mut next = state.cases[lane].given_up(day, None);
        while let Some(id) = next {
            next = state.cases[lane].given_up(day, Some(id));
            let case = &mut state.cases[lane].all[id];
            if case.outcome == CaseOutcome::Pending {
                case.given_up = true;
                let (pair, quantity) = (case.pair as usize, case.quantity);
                state.pair_covered[pair][lane] -= quantity;
                state.pair_stale[pair][lane] = 1.0;
            }
        }
    }
}

fn decide_one(model: &Model, params: &Params, state: &mut State, day: usize, lane: usize, id: usize) {
    let net = &model.network;
    let case = &mut state.cases[lane].all[id];
    let (pair, filed) = (case.pair as usize, case.filed);
    let regime = net.link_regime[net.pair_link[pair] as usize] as usize;
    let draw = &params.regimes[regime][lane];
    let granted = share_granted(model, draw, pair, regime, day);
    let (name, ordinal) = (net.pair_name[pair], u64::from(case.ordinal));
    // A pair is refused when its quantile lies below the share refused, so severities nest.
    if params.pair_outcome[pair][lane] >= 1.0 - granted {
        case.outcome = CaseOutcome::Approved;
        let terms = model.regimes[regime].licensing().map(|l| &l.terms);
        let customs =
            terms.map_or(0.0, |terms| of_parameter(&terms.customs, params.cases.customs[lane].uniform(name, ordinal)));
        // Goods of two licences that leave together clear together, in the time of the quicker.
        let customs = if state.pair_licensed[pair][lane] > 0.0 {
            customs.min(f64::from(state.pair_customs[pair][lane]))
        } else {
            customs
        };
        state.pair_licensed[pair][lane] += case.quantity;
        state.pair_stale[pair][lane] = 0.0;
        state.pair_expiry[pair][lane] = day16(day + draw.validity);
        state.pair_customs[pair][lane] = customs.round() as u16;
        if model.share_shifting {
            let link = net.pair_link[pair] as usize;
            let seen_days = (day as f64 - f64::from(filed) + customs).min(draw.gives_up as f64).max(draw.expected_wait);
            learn(&mut state.link_wait[link][lane], net.link_pairs[link], seen_days);
        }
    } else if params.cases.refusal[lane].uniform(name, ordinal) < draw.explicit {
        case.outcome = CaseOutcome::Refused;
    } else {
        // Denial is mostly silence: the case stays undecided.
        case.decided = NEVER;
        return;
    }
    let case = &state.cases[lane].all[id];
    let (quantity, refused) = (case.quantity, case.outcome == CaseOutcome::Refused);
    if case.given_up {
        state.pair_covered[pair][lane] += quantity;
    }
    if refused {
        state.pair_covered[pair][lane] -= quantity;
    }
}

/// Buyers learn how long a licence takes: the wait planned with moves half way
/// to each one seen, weighted by the pair's part of the link, but never below the
/// wait by statute nor beyond the day after which a case is given up.
fn learn(wait: &mut f64, pairs: (u32, u32), seen_days: f64) {
    *wait += 0.5 * (seen_days - *wait) / f64::from(pairs.1 - pairs.0);
}

/// Share of pairs granted on a day: by the scenario's severity, else by the outcome row in force.
fn share_granted(model: &Model, draw: &RegimeDraw, pair: usize, regime: usize, day: usize) -> f64 {
    let severity = model.regimes[regime].severity[day];
    if !severity.is_nan() {
        return 1.0 - severity;
    }
    let from = &model.regimes[regime].outcome_from;
    let rows = &model.network.groups[model.network.pair_group[pair] as usize].rows;
    let row = rows.iter().rev().find(|row| from[**row] <= day as i64);
    row.map_or(0.0, |row| draw.approve[*row])
}

wide! {
/// Files new cases where needs are not covered.
pub(super) fn file<W: Watcher>(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut W) {
    let net = &model.network;
    if model.squeezed {
        return;
    }
    for at in one_by_one(0..model.classes.licensed_links.len()) {
        let link = model.classes.licensed_links[at] as usize;
        let regime = net.link_regime[link] as usize;
        if !model.regimes[regime].active[day] {
            continue;
        }
        for pair in span(net.link_pairs[link]) {
            let may = may_file(model, params, state, (pair, regime), day);
            if !any(may) || net.pair_use[pair] <= 0.0 {
                continue;
            }
            let (quantity, files) = needs(net, params, state, (link, pair, regime), may);
            for lane in (0..LANES).filter(|lane| files[*lane]) {
                file_one(model, params, state, day, lane, pair, quantity[lane], watch);
            }
        }
    }
}
}

/// Where a pair's order is due: not before its first, not within a month of its last case, and
/// not with a general licence.
#[inline(always)]
fn may_file(model: &Model, params: &Params, state: &State, (pair, regime): (usize, usize), day: usize) -> Mask {
    let effective = model.regimes[regime].effective.max(0) as usize;
    let (order, filed) = (&params.pair_order[pair], &state.pair_filed[pair]);
    let general = reached(&state.pair_general[pair], day);
    let mut may = [false; LANES];
    for lane in 0..LANES {
        let lately = (filed[lane] != NEVER) & (day < usize::from(filed[lane]) + AHEAD_DAYS as usize);
        may[lane] = (day >= effective + usize::from(order[lane])) & !lately & !general[lane];
    }
    may
}

/// What a pair applies for, and where it does: a month's order, as long as all that is
/// applied for stays within the wait planned with and a month.
#[inline(always)]
fn needs(
    net: &Network,
    params: &Params,
    state: &State,
    (link, pair, regime): (usize, usize, usize),
    may: Mask,
) -> (Lane, Mask) {
    let terms = &params.regime_lanes[regime];
    let used = splat(net.pair_use[pair]);
    let month = splat(AHEAD_DAYS * net.pair_use[pair]);
    let covered = state.pair_covered[pair];
    let open = state.pair_want[pair] + month - covered;
    let enough = open.is(terms.lot.at_most(month), |open, least| open >= least);
    let most = used * (state.link_wait[link] + splat(AHEAD_DAYS));
    let quantity = (used * terms.need_days).at_most(most - covered);
    let some = quantity.is(splat(0.0), |quantity, zero| quantity > zero);
    (quantity, both(may, both(enough, some)))
}

#[expect(clippy::too_many_arguments, reason = "one call, all of it needed")]
fn file_one(
    model: &Model,
    params: &Params,
    state: &mut State,
    day: usize,
    lane: usize,
    pair: usize,
    quantity: f64,
    watch: &mut impl Watcher,
) {
    let net = &model.network;
    let regime = net.link_regime[net.pair_link[pair] as usize] as usize;
    let draw = &params.regimes[regime][lane];
    let ordinal = state.pair_cases[pair][lane];
    let draw_of = |stream: &[Stream; LANES]| stream[lane].uniform(net.pair_name[pair], u64::from(ordinal));
    let cases = &params.cases;
    let pre = draw.pre_median * lognormal(draw.pre_sigma, normal(draw_of(&cases.pre_acceptance)));
    let accepted = day + pre.round() as usize;
    let phase = model.regimes[regime].phase[accepted.min(model.days - 1)];
    let return_days = (draw_of(&cases.returned) < draw.returns[phase]).then(|| {
        let terms = model.regimes[regime].licensing().map(|l| &l.terms);
        terms.map_or(0.0, |terms| of_parameter(&terms.return_adds, draw_of(&cases.return_days))).round() as usize
    });
    let good = net.in_good[net.link_in[net.pair_link[pair] as usize] as usize];
    let later = draw.first_decision_of.iter().filter(|(goods, _)| goods.iter().any(|g| g.0 == good));
    let first_decision = later.map(|(_, day)| *day).fold(draw.first_decision, usize::max);
    let draws = CaseDraws {
        pre_acceptance_days: accepted - day,
        effort: params.effort(pair, lane, u64::from(ordinal), net.pair_name[pair], draw.sigma[phase]),
        return_days,
        not_before: first_decision.max(day + 1),
    };
    let dates = dates(&draw.clock, day, &draws);
    let mut case = Case::new(pair as u32, quantity, day16(day), ordinal);
    case.accepted = day16(dates.accepted);
    case.returned = dates.returned.map_or(NEVER, day16);
    case.decided = dates.decided.map_or(NEVER, day16);
    watch.case_filed(lane, &case);
    state.cases[lane].file(case, day + draw.gives_up);
    order_ahead(net.pair_link[pair] as usize, state, pair, lane, quantity);
    state.pair_covered[pair][lane] += quantity;
    state.pair_filed[pair][lane] = day16(day);
    state.pair_cases[pair][lane] += 1;
}

/// A case is for a firm order: what it looks ahead goes on the book when it is filed.
fn order_ahead(link: usize, state: &mut State, pair: usize, lane: usize, quantity: f64) {
    let ahead = state.pair_covered[pair][lane] + quantity - state.pair_want[pair][lane];
    if ahead > 0.0 {
        state.pair_want[pair][lane] += ahead;
        state.link_want[link][lane] += ahead;
    }
}

/// First day of each pair's general licence: by its quantile, where pairs like it are granted anything.
pub(crate) fn general_licences(model: &Model, params: &Params) -> Vec<[u16; LANES]> {
    let net = &model.network;
    let first = |pair: usize, lane: usize| {
        let regime = net.link_regime[net.pair_link[pair] as usize] as usize;
        let draw = &params.regimes[regime][lane];
        let from = model.regimes[regime].general.iter().position(|valid| *valid)?;
        let gets_one =
            params.pair_general[pair][lane] < draw.general && share_granted(model, draw, pair, regime, from) > 0.0;
        gets_one.then(|| day16(from))
    };
    let lanes = |pair: usize| std::array::from_fn(|lane| first(pair, lane).unwrap_or(NEVER));
    let mut general: Vec<[u16; LANES]> = (0..net.pair_link.len()).map(lanes).collect();
    for (regime, line, from) in &model.helps.general {
        let Some(first) = model.regimes[*regime].general.iter().position(|valid| *valid) else { continue };
        let links = net.lines[*line].leaves.iter().flat_map(|leaf| span(net.in_links[leaf.slot as usize]));
        for link in links.filter(|link| net.link_regime[*link] as usize == *regime && !net.link_inspected[*link]) {
            for pair in span(net.link_pairs[link]) {
                general[pair] = general[pair].map(|day| day.min(day16(first.max(*from))));
            }
        }
    }
    general
}
