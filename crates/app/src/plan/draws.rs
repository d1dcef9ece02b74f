//! Scenarios for the program: what reaches each line from its usual suppliers while it keeps its plan.
//!
//! Each input gets a reserve without end, drawn on only where stock on hand falls short. So the line never stops, and
//! orders are those of a firm with its usual targets; what was drawn is not counted as arrived.

use super::setting::Setting;
use coercivity_chain::{Event, EventKind, LineItem};
use coercivity_plan::case::{Draw, Input};
use coercivity_sim::ensemble::{LeafRuns, LineRuns, Outcome};
use coercivity_sim::model::Model;

/// Days of a period of the program.
const PERIOD_DAYS: usize = 7;

/// Last day of each period.
pub(crate) fn ends(days: usize) -> Vec<f64> {
    let full = (1..=days / PERIOD_DAYS).map(|p| (p * PERIOD_DAYS) as f64);
    let rest = (!days.is_multiple_of(PERIOD_DAYS)).then_some(days as f64);
    full.chain(rest).collect()
}

/// A reserve without end for every chain material of every line, from day 0 on.
pub(crate) fn endless(setting: &Setting<'_>) -> Vec<Event> {
    let net = &setting.model.network;
    let mut events = Vec::new();
    for line in &net.lines {
        for leaf in &line.leaves {
            let slot = leaf.slot as usize;
            let item =
                LineItem { item: net.good_key[net.in_good[slot] as usize].clone(), line: Some(line.key.clone()) };
            // Twice what the horizon can use.
            let quantity = 2.0 * net.in_use[slot] * (setting.days as f64 + 60.0);
            let kind = EventKind::Reserve { item, quantity, per_day: None };
            events.push(Event { date: setting.model.start, label: "reserve".to_owned(), kind, source: None });
        }
    }
    events.dedup_by(|a, b| a.kind == b.kind);
    events
}

/// Draws of one branch, from ensembles with endless reserves; `weight` for all of them.
pub(crate) fn draws(
    setting: &Setting<'_>,
    model: &Model,
    plenty: &Outcome,
    licensed: Option<&Outcome>,
    (branch, weight): (usize, f64),
) -> Vec<Draw> {
    let ends = ends(setting.days);
    let input = |run: usize, n: usize, m: usize| {
        let of = |outcome: &Outcome| arrivals(&ends, &outcome.lines[n], &outcome.lines[n].leaves[m], run);
        let (opening, arrived) = of(plenty);
        let mut input = Input::new(&ends, opening, &arrived);
        if let Some(licensed) = licensed {
            let (opening, arrived) = of(licensed);
            input.licensed = Input::new(&ends, opening, &arrived).available;
        }
        input
    };
    let lines = &model.network.lines;
    (0..plenty.runs)
        .map(|run| Draw {
            weight: weight / plenty.runs as f64,
            branch,
            lines: (0..lines.len()).map(|n| (0..lines[n].leaves.len()).map(|m| input(run, n, m)).collect()).collect(),
        })
        .collect()
}

/// Opening stock and arrivals by period \[plan-days\]: what stocks gained and what was made, less what was drawn.
fn arrivals(ends: &[f64], line: &LineRuns, leaf: &LeafRuns, run: usize) -> (f64, Vec<f64>) {
    let days = line.output.len() / line.first_stop.len().max(1);
    let opening = leaf.opening[run];
    let drawn = |day: usize| leaf.drawn.get(run * days + day).map_or(0.0, |drawn| f64::from(*drawn));
    let (mut before, mut from) = (opening, 0);
    let arrived = ends
        .iter()
        .map(|end| {
            let to = *end as usize;
            let made: f64 = (from..to).map(|day| f64::from(line.output[run * days + day])).sum();
            let now = f64::from(leaf.cover[run * days + to - 1]) - drawn(to - 1);
            let arrived = now - before + made;
            (before, from) = (now, to);
            arrived.max(0.0)
        })
        .collect();
    (opening.max(0.0), arrived)
}
