//! Step 6: cases are decided, filed, and tell what may leave.
//!
//! Each pair of exporter and end user files a month's order at a time, on its own
//! day of the month, as long as its needs (wants on the book and 30 days of use)
//! are not covered by open cases and licences in hand. Nobody builds stock: all
//! that a pair has applied for stays within its use over the wait that it plans
//! with, plus 30 days.

use crate::lanes::{LANES, Lane, splat};
use crate::model::network::NONE;
use crate::model::{Model, span};
use crate::params::{Params, RegimeDraw};
use crate::record::Watcher;
use crate::state::{Case, CaseOutcome, NEVER, State};
use coercivity_control::distribution::{lognormal, normal, of_parameter};
use coercivity_control::draw::{Kind, uniform};
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
    let draw_of = |kind| uniform(params.seed, params.run[lane], kind, net.pair_name[pair], u64::from(case.ordinal));
    // A pair is refused when its quantile lies below the share refused, so severities nest.
    if params.pair_outcome[pair][lane] >= 1.0 - granted {
        case.outcome = CaseOutcome::Approved;
        let terms = model.regimes[regime].licensing().map(|l| &l.terms);
        let customs = terms.map_or(0.0, |terms| of_parameter(&terms.customs, draw_of(Kind::Customs)));
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
    } else if draw_of(Kind::Refusal) < draw.explicit {
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

/// Files new cases where needs are not covered.
pub(super) fn file(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut impl Watcher) {
    let net = &model.network;
    if model.squeezed {
        return;
    }
    for pair in 0..net.pair_link.len() {
        let link = net.pair_link[pair] as usize;
        let regime = net.link_regime[link] as usize;
        if net.link_inspected[link] || !model.regimes[regime].active[day] || net.pair_use[pair] <= 0.0 {
            continue;
        }
        let month = AHEAD_DAYS * net.pair_use[pair];
        for lane in 0..LANES {
            let draw = &params.regimes[regime][lane];
            let last = state.pair_filed[pair][lane];
            let first = model.regimes[regime].effective.max(0) as usize + usize::from(params.pair_order[pair][lane]);
            let lately = day < first || last != NEVER && day < usize::from(last) + AHEAD_DAYS as usize;
            if lately || day >= usize::from(state.pair_general[pair][lane]) {
                continue;
            }
            let open = state.pair_want[pair][lane] + month - state.pair_covered[pair][lane];
            if open < draw.lot.min(month) {
                continue;
            }
            // A month's order, as long as all that is applied for stays within the wait planned with and a month.
            let most = net.pair_use[pair] * (state.link_wait[link][lane] + AHEAD_DAYS);
            let quantity = (net.pair_use[pair] * draw.need_days).min(most - state.pair_covered[pair][lane]);
            if quantity <= 0.0 {
                continue;
            }
            file_one(model, params, state, day, lane, pair, quantity, watch);
        }
    }
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
    let draw_of = |kind| uniform(params.seed, params.run[lane], kind, net.pair_name[pair], u64::from(ordinal));
    let pre = draw.pre_median * lognormal(draw.pre_sigma, normal(draw_of(Kind::PreAcceptance)));
    let accepted = day + pre.round() as usize;
    let phase = model.regimes[regime].phase[accepted.min(model.days - 1)];
    let returned = draw_of(Kind::Return) < draw.returns[phase];
    let terms = model.regimes[regime].licensing().map(|l| &l.terms);
    let return_days = terms.map_or(0.0, |terms| of_parameter(&terms.return_adds, draw_of(Kind::ReturnDays))).round();
    let good = net.in_good[net.link_in[net.pair_link[pair] as usize] as usize];
    let later = draw.first_decision_of.iter().filter(|(goods, _)| goods.iter().any(|g| g.0 == good));
    let first_decision = later.map(|(_, day)| *day).fold(draw.first_decision, usize::max);
    let draws = CaseDraws {
        pre_acceptance_days: accepted - day,
        effort: params.effort(pair, lane, u64::from(ordinal), net.pair_name[pair], draw.sigma[phase]),
        return_days: returned.then_some(return_days as usize),
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

/// Which part of each link's wants may leave today, by licences; bans and quotas come after.
pub(super) fn release(model: &Model, params: &Params, state: &mut State, day: usize) {
    let net = &model.network;
    for link in 0..net.link_flow.len() {
        state.link_ready[link] = state.link_want[link];
        if state.link_frozen[link] > 0 {
            state.link_ready[link] = splat(0.0);
            continue;
        }
        let regime = net.link_regime[link];
        if regime == NONE || net.link_inspected[link] || !model.regimes[regime as usize].active[day] {
            continue;
        }
        let regime = regime as usize;
        if model.squeezed {
            state.link_ready[link] = unsqueezed(params, state, span(net.link_pairs[link]));
            continue;
        }
        for lane in 0..LANES {
            if day < params.regimes[regime][lane].bites {
                // Goods already declared still leave; nobody can order more of them.
                state.link_ready[link][lane] = state.link_want[link][lane].min(net.link_flow[link]);
                continue;
            }
            let mut ready = 0.0;
            for pair in span(net.link_pairs[link]) {
                if day > usize::from(state.pair_expiry[pair][lane]) && state.pair_licensed[pair][lane] > 0.0 {
                    lapse(state, pair, lane, state.pair_licensed[pair][lane]);
                }
                ready += leaving(state, pair, lane, day);
            }
            state.link_ready[link][lane] = ready.min(state.link_want[link][lane]);
        }
    }
}

/// Wants of the pairs that a squeeze lets through.
pub(super) fn unsqueezed(params: &Params, state: &State, pairs: std::ops::Range<usize>) -> Lane {
    let mut ready = splat(0.0);
    for pair in pairs {
        for lane in 0..LANES {
            let passes = params.pair_outcome[pair][lane] >= state.squeeze[lane];
            ready[lane] += if passes { state.pair_want[pair][lane] } else { 0.0 };
        }
    }
    ready
}

/// What a pair may ship today.
pub(super) fn leaving(state: &State, pair: usize, lane: usize, day: usize) -> f64 {
    let want = state.pair_want[pair][lane];
    if day >= usize::from(state.pair_general[pair][lane]) { want } else { want.min(state.pair_licensed[pair][lane]) }
}

/// A licence, or what is left of it, lapses.
pub(super) fn lapse(state: &mut State, pair: usize, lane: usize, quantity: f64) {
    let covered = &mut state.pair_covered[pair][lane];
    *covered = (*covered - quantity).max(0.0);
    state.pair_licensed[pair][lane] -= quantity;
}
