//! A plan in the engine: its events laid over the scenario, on fresh draws.

use super::events::{events, with};
use super::{FRESH, Planned, Steps};
use crate::error::AppError;
use coercivity_chain::{ControlId, Event, EventKind, Scenario};
use coercivity_report::plan_view::SimulatedView;
use coercivity_report::run_view::{DayQuantiles, MoneyQuantiles};
use coercivity_sim::curve;
use coercivity_sim::ensemble::Outcome;
use coercivity_sim::model::{Model, Options};
use coercivity_sim::summary::{day_quantiles, nearest_rank};
use rayon::prelude::*;

/// Longest freeze tried for coercivity \[days\].
const LONGEST_DAYS: usize = 540;
/// Days after it in which a line may still fall.
const TAIL_DAYS: usize = 150;

/// A line on fresh draws.
pub(super) struct OfLine {
    pub(super) first_stop: [DayQuantiles; 2],
    pub(super) loss: [MoneyQuantiles; 2],
    pub(super) coercivity: [Option<u32>; 2],
}

/// What the engine says, with nothing bought and with the plan.
pub(super) struct Simulated {
    pub(super) loss: [SimulatedView; 2],
    pub(super) lines: Vec<OfLine>,
}

/// Runs every branch without the plan and with it.
pub(super) fn simulate(planned: &Planned<'_>, steps: &Steps<'_>) -> Result<Simulated, AppError> {
    let asked = planned.asked;
    let plan = events(planned.setting, planned.offers, &planned.chosen.bought);
    let fresh_seed = asked.settings.seed ^ FRESH;
    let done = steps.total - 2 * asked.ways.len();
    let mut outcomes: [Vec<Outcome>; 2] = [Vec::new(), Vec::new()];
    for (n, way) in asked.ways.iter().enumerate() {
        for (which, list) in outcomes.iter_mut().enumerate() {
            let scenario = if which == 0 { way.scenario.clone() } else { with(&way.scenario, &plan) };
            list.push(steps.run(done + 2 * n + which, &asked.model(&scenario)?, fresh_seed)?);
        }
    }
    let coercivity = coercivity(planned, &plan, fresh_seed)?;
    let lines = (0..planned.setting.study.lines.len())
        .map(|line| OfLine {
            first_stop: [0, 1].map(|which| first_stop(planned, &outcomes[which], line)),
            loss: [0, 1].map(|which| money(planned, &losses(planned, &outcomes[which], Some(line)))),
            coercivity: coercivity[line],
        })
        .collect();
    let loss = [0, 1].map(|which| {
        let weighed = losses(planned, &outcomes[which], None);
        let q = |p| quantile(&weighed, p);
        let mean = weighed.iter().map(|(value, weight)| value * weight).sum();
        SimulatedView { p10: q(0.1), p50: q(0.5), p90: q(0.9), mean }
    });
    Ok(Simulated { loss, lines })
}

/// Loss of a line, or of all, with its weight, over the runs of all branches and of no squeeze at all.
fn losses(planned: &Planned<'_>, outcomes: &[Outcome], line: Option<usize>) -> Vec<(f64, f64)> {
    let asked = planned.asked;
    let mut weighed = Vec::new();
    for (way, outcome) in asked.ways.iter().zip(outcomes) {
        for run in 0..outcome.runs {
            let of = |n: usize| outcome.lines[n].units_lost[run] * planned.setting.value_per_unit(n);
            let lost = line.map_or_else(|| (0..outcome.lines.len()).map(of).sum(), of);
            weighed.push((lost, asked.likelihood * way.weight / outcome.runs as f64));
        }
    }
    if asked.likelihood < 1.0 {
        weighed.push((0.0, 1.0 - asked.likelihood));
    }
    weighed
}

/// Least value that a share of the weight does not exceed.
fn quantile(weighed: &[(f64, f64)], share: f64) -> f64 {
    let mut sorted = weighed.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sum = 0.0;
    let reached = sorted.iter().find(|(_, weight)| {
        sum += weight;
        sum >= share - 1e-9
    });
    reached.or(sorted.last()).map_or(0.0, |(value, _)| *value)
}

fn money(planned: &Planned<'_>, weighed: &[(f64, f64)]) -> MoneyQuantiles {
    MoneyQuantiles {
        p10: quantile(weighed, 0.1),
        p50: quantile(weighed, 0.5),
        p90: quantile(weighed, 0.9),
        currency: planned.setting.currency.clone(),
        price_year: planned.setting.price_year,
    }
}

/// Days of the first stop over all branches alike: what it says is when, given that the scenario comes.
fn first_stop(planned: &Planned<'_>, outcomes: &[Outcome], line: usize) -> DayQuantiles {
    let ways = planned.asked.ways.iter().zip(outcomes);
    let days: Vec<Option<u32>> = ways.flat_map(|(_, outcome)| outcome.lines[line].first_stop.iter().copied()).collect();
    let q = day_quantiles(&days);
    let day = |value: f64| value.is_finite().then_some(value as u32);
    let share_of_runs = days.iter().flatten().count() as f64 / days.len().max(1) as f64;
    DayQuantiles { p10: day(q.p10), p50: day(q.p50), p90: day(q.p90), share_of_runs }
}

/// Median coercivity of each line without the plan and with it, over a group of runs.
fn coercivity(planned: &Planned<'_>, plan: &[Event], seed: u64) -> Result<Vec<[Option<u32>; 2]>, AppError> {
    let lines = planned.setting.study.lines.len();
    let Some(base) = squeezed(planned) else { return Ok(vec![[None; 2]; lines]) };
    let chain = planned.setting.chain;
    let options = Options { days: LONGEST_DAYS + TAIL_DAYS, extra_cover_days: 0.0 };
    let build = |scenario: &Scenario| Model::squeeze(chain, planned.setting.study, scenario, options);
    let models = [build(&base)?, build(&with(&base, plan))?];
    let parts: Vec<(usize, usize)> = (0..lines).flat_map(|line| [(line, 0), (line, 1)]).collect();
    let median = |(line, which): &(usize, usize)| {
        let days = curve::critical(&models[*which], seed, 0, *line, 1.0, LONGEST_DAYS).days;
        let mut sorted: Vec<f64> = days.iter().map(|day| day.map_or(f64::INFINITY, f64::from)).collect();
        sorted.sort_by(f64::total_cmp);
        let median = nearest_rank(&sorted, 0.5);
        median.is_finite().then_some(median as u32)
    };
    let found: Vec<Option<u32>> = parts.par_iter().map(median).collect();
    Ok(found.chunks(2).map(|pair| [pair[0], pair[1]]).collect())
}

/// The first licensing control of the scenario alone; `None` without one.
fn squeezed(planned: &Planned<'_>) -> Option<Scenario> {
    let chain = planned.setting.chain;
    let written = &planned.asked.written;
    let licenses = |event: &Event| match &event.kind {
        EventKind::Control { control, .. } if chain.controls[control.index()].licensing().is_some() => Some(*control),
        _ => None,
    };
    let control: ControlId = written.events.iter().find_map(licenses).or_else(|| chain.control("cn-2025-18"))?;
    let kind = EventKind::Control { control, branch: None };
    let event = Event { date: written.start, label: "squeeze".to_owned(), kind, source: None };
    Some(Scenario { events: vec![event], branches: Vec::new(), ..written.clone() })
}
