//! Scenarios for the program: what would reach each line if its stocks never ran out.

use super::setting::Setting;
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

/// Draws of one branch, from ensembles whose stocks are `extra` days deeper at each level; `weight` for all of them.
pub(crate) fn draws(
    setting: &Setting<'_>,
    model: &Model,
    plenty: &Outcome,
    licensed: Option<&Outcome>,
    extra: f64,
    (branch, weight): (usize, f64),
) -> Vec<Draw> {
    let ends = ends(setting.days);
    let input = |run: usize, n: usize, m: usize| {
        let levels = 1 + model.network.lines[n].leaves[m].above.len();
        let less = extra * levels as f64;
        let of = |outcome: &Outcome| arrivals(&ends, &outcome.lines[n], &outcome.lines[n].leaves[m], run, less);
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

/// Opening stock and arrivals by period \[plan-days\]: what stocks gained, and what was made of them.
fn arrivals(ends: &[f64], line: &LineRuns, leaf: &LeafRuns, run: usize, less: f64) -> (f64, Vec<f64>) {
    let days = line.output.len() / line.first_stop.len().max(1);
    let opening = leaf.opening[run] - less;
    let (mut before, mut from) = (opening, 0);
    let arrived = ends
        .iter()
        .map(|end| {
            let to = *end as usize;
            let made: f64 = (from..to).map(|day| f64::from(line.output[run * days + day])).sum();
            let now = f64::from(leaf.cover[run * days + to - 1]) - less;
            let arrived = now - before + made;
            (before, from) = (now, to);
            arrived.max(0.0)
        })
        .collect();
    (opening.max(0.0), arrived)
}
