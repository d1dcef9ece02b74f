//! Steps 3 to 5: what demand asks for, what inputs allow, what is made.
//!
//! Activity x = min(capacity x availability, what demand and the output-stock
//! target ask for, min over inputs of stock / a), after Hallegatte (2008, eqs
//! 8-10) and Inoue & Todo (2019), with the maximum over driving outputs for
//! joint production. Production takes a x of inputs and adds y x to output
//! stocks; co-products above their ceiling leave as surplus.

use crate::lanes::{Bounded, DUST, LANES, Lane, any, one_by_one, splat, wide};
use crate::model::network::NONE;
use crate::model::{Model, span};
use crate::record::Watcher;
use crate::state::State;

/// Weight of today in smoothed activity: a week.
const SMOOTHING: f64 = 1.0 / 7.0;

wide! {
/// Runs every site for a day.
pub(super) fn produce<W: Watcher>(model: &Model, state: &mut State, day: usize, watch: &mut W) {
    let net = &model.network;
    for site in one_by_one(0..net.site_key.len()) {
        let limit = net.site_capacity[site] * state.site_available[site];
        let line = net.site_line[site];
        let wanted = if line == NONE {
            asked(model, state, site, limit)
        } else {
            planned(model, state, line as usize, limit, day)
        };
        let mut activity = wanted;
        for slot in span(net.site_in[site]) {
            activity = activity.at_most(state.in_stock[slot] * model.classes.ins[slot].per_unit);
        }
        if line == NONE {
            let smooth = state.site_wanted[site];
            state.site_wanted[site] = smooth + splat(SMOOTHING) * (wanted - smooth);
        } else {
            settle(model, state, line as usize, &mut activity, day, watch);
        }
        make(model, state, site, activity);
    }
}
}

/// What the order books and stock targets of a site ask for.
#[inline(always)]
fn asked(model: &Model, state: &State, site: usize, limit: f64) -> Lane {
    let net = &model.network;
    let mut asked = splat(0.0);
    for out in span(net.site_out[site]) {
        let of = &model.classes.outs[out];
        if !of.driving {
            continue;
        }
        let stock = state.out_stock[out];
        let gap = splat(of.target) + state.out_backlog[out] - stock;
        let mut want = (state.out_demand[out] + gap / model.adjustment_days) * of.per_unit;
        // A sole driver has no surplus to send the excess to: its stock ends at the ceiling.
        if of.sole {
            let room = (splat(of.ceiling + of.base) - stock) * of.per_unit;
            want = want.at_most(room.at_least(0.0));
        }
        asked = asked.with(want, |asked, want| asked.at_least(want));
    }
    asked.at_most(splat(limit))
}

/// A line keeps its plan and makes up what it owes by overtime.
fn planned(model: &Model, state: &State, line: usize, limit: f64, day: usize) -> Lane {
    let plan = model.network.lines[line].plan;
    let overtime = model.helps.overtime(line, day, model.overtime);
    let mut planned = splat(0.0);
    for lane in 0..LANES {
        let missed = state.line_missed[line].last().map_or(0.0, |missed| missed[lane]);
        let owed = (missed - state.line_made_up[line][lane] - state.line_lost[line][lane]).at_least(0.0);
        planned[lane] = (plan + owed.at_most((overtime - 1.0) * plan)).at_most(limit);
    }
    planned
}

/// Idling and restart of a line, and the account of missed, made-up and lost units.
fn settle(model: &Model, state: &mut State, line: usize, activity: &mut Lane, day: usize, watch: &mut impl Watcher) {
    let net = &model.network;
    let LineOf { plan, site, patience } = line_of(model, line);
    let mut missed = state.line_missed[line].last().copied().unwrap_or(splat(0.0));
    for lane in 0..LANES {
        let enough = |days: f64| {
            span(net.site_in[site])
                .all(|slot| state.in_stock[slot][lane] >= days * net.in_coefficient[slot] * plan * (1.0 - 1e-9))
        };
        // A line that idles waits for some days of inputs before it starts again.
        let idle = &mut state.line_idle[line][lane];
        *idle = if *idle { !enough(model.restart_days) } else { activity[lane] < model.min_rate * plan };
        if *idle {
            activity[lane] = 0.0;
        }
        let made = activity[lane];
        missed[lane] += (plan - made).at_least(0.0);
        state.line_made_up[line][lane] += (made - plan).at_least(0.0);
        // What was missed `patience` days ago and has not been made up is lost.
        let due = day
            .checked_sub(patience)
            .and_then(|then| state.line_missed[line].get(then))
            .map_or(0.0, |missed| missed[lane]);
        let gone = due - state.line_made_up[line][lane] - state.line_lost[line][lane];
        if gone > 1e-9 * plan {
            state.line_lost[line][lane] += gone;
        }
        watch.line_ran(day, line, lane, made / plan);
    }
    state.line_missed[line].push(missed);
}

struct LineOf {
    plan: f64,
    site: usize,
    patience: usize,
}

fn line_of(model: &Model, line: usize) -> LineOf {
    let line = &model.network.lines[line];
    LineOf { plan: line.plan, site: line.site as usize, patience: line.patience_days }
}

/// Takes inputs and adds outputs.
#[inline(always)]
fn make(model: &Model, state: &mut State, site: usize, activity: Lane) {
    let net = &model.network;
    state.site_done[site] += activity;
    state.site_activity[site] = activity;
    for slot in span(net.site_in[site]) {
        let of = &model.classes.ins[slot];
        let stock = state.in_stock[slot] - splat(of.coefficient) * activity;
        let dusty = stock.is(splat(DUST * of.used), |stock, floor| stock.abs() < floor);
        state.in_stock[slot] = splat(0.0).or(dusty, stock);
        if any(dusty) {
            state.dust[net.in_good[slot] as usize] += stock.or(dusty, splat(0.0));
        }
    }
    for out in span(net.site_out[site]) {
        let of = &model.classes.outs[out];
        let mut stock = state.out_stock[out] + (splat(of.coefficient) * activity + splat(of.closure));
        if of.closure != 0.0 {
            state.out_closed[out] += splat(of.closure);
        }
        if !of.sole {
            // A day's output stands in the stock until it is shipped, so the ceiling is that much higher now.
            let above = (stock - splat(of.ceiling) - splat(of.base)).at_least(0.0);
            stock -= above;
            state.out_surplus[out] += above;
        }
        state.out_stock[out] = stock;
    }
}
