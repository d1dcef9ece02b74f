//! The ensemble at each observation.

use super::observed::{Case, Period};
use coercivity_chain::{Chain, Counted, CountryId, EndUseClass};
use coercivity_control::distribution::{lognormal, normal, triangular};
use coercivity_control::draw::{Kind, name, uniform};
use coercivity_sim::ensemble::Outcome;
use coercivity_sim::model::network::Group;
use coercivity_sim::model::{Model, day_of};
use coercivity_sim::score::Point;
use coercivity_sim::state::NEVER;

/// Points that can be scored: the first of a series of levels is its base and is not.
pub(super) fn points<'a>(
    chain: &Chain,
    model: &Model,
    outcome: &Outcome,
    case: &'a Case,
    seed: u64,
) -> Vec<(&'a Period, Point)> {
    let levels = matches!(case.series.counted, Counted::Price);
    let skip = usize::from(levels);
    let label = name(&case.series.key);
    let growth: Vec<f64> = (0..outcome.runs as u64)
        .map(|run| {
            let (low, high) = (case.series.evidence.low, case.series.evidence.high);
            let u = uniform(seed, run, Kind::Growth, label, 0);
            let value = case.series.growth;
            triangular(low.unwrap_or(value), value, high.unwrap_or(value), u)
        })
        .collect();
    case.periods
        .iter()
        .enumerate()
        .skip(skip)
        .map(|(n, period)| {
            let smooth: Vec<f64> = (0..outcome.runs)
                .map(|run| {
                    let grown = if period.year_ago { growth[run] } else { 1.0 };
                    value(chain, model, outcome, case, period, run) * grown
                })
                .collect();
            // What the model misses stays with a run; the scatter is the month's own.
            let scatter = |(run, value): (usize, &f64)| {
                let of = |kind, ordinal| normal(uniform(seed, run as u64, kind, label, ordinal));
                let missed = case.series.discrepancy * of(Kind::Discrepancy, 0) * period.base;
                let noise = case.series.noise * if period.year_ago { period.scatter_of_ratio() } else { 1.0 };
                (value * lognormal(noise, of(Kind::Scatter, n as u64)) + missed).max(0.0)
            };
            let point = Point {
                observed: period.observed,
                base: if matches!(case.series.counted, Counted::Approvals) { 1.0 } else { period.base },
                runs: smooth.iter().enumerate().map(scatter).collect(),
                smooth,
                persistence: if levels {
                    Some(period.base)
                } else {
                    case.before.map(|rate| rate * f64::from(period.days()))
                },
                trend: period.base * if period.year_ago { case.series.growth } else { 1.0 },
            };
            (period, point)
        })
        .collect()
}

/// What a run says at a period, in the unit of the observation.
fn value(chain: &Chain, model: &Model, outcome: &Outcome, case: &Case, period: &Period, run: usize) -> f64 {
    let day = |date| day_of(model.start, date);
    match case.series.counted {
        Counted::Exports | Counted::Imports => {
            let Some(place) = model.series.iter().position(|series| series.spec.key == case.key) else { return 0.0 };
            let base = model.series[place].base_per_day;
            let runs = &outcome.series[place];
            let of_day = |day: i64| match usize::try_from(day) {
                Ok(day) if day < outcome.days => f64::from(runs[run * outcome.days + day]),
                Ok(_) => f64::NAN,
                // Before day 0 the base year goes on.
                Err(_) => base,
            };
            let (from, until) = (day(period.from), day(period.until));
            let sum: f64 = (from..=until).map(of_day).sum();
            if base > 0.0 { period.base * sum / (base * (until - from + 1) as f64) } else { 0.0 }
        }
        Counted::Approvals => approvals(chain, model, outcome, case, day(period.from), run),
        Counted::Price => {
            let place = model
                .market
                .iter()
                .position(|priced| !priced.inside && case.series.goods.iter().any(|good| good.0 == priced.good));
            let day = usize::try_from(day(period.from)).unwrap_or(0).min(outcome.days.saturating_sub(1));
            let index = place.map_or(1.0, |place| f64::from(outcome.prices[place].marginal[run * outcome.days + day]));
            period.base * index
        }
    }
}

/// Share of civil applications for goods and destination filed by a day that are approved by then.
fn approvals(chain: &Chain, model: &Model, outcome: &Outcome, case: &Case, day: i64, run: usize) -> f64 {
    let group = |number: u32| &model.network.groups[number as usize];
    let counts = |group: &Group| {
        let to = CountryId(group.destination);
        group.class == EndUseClass::Civil
            && case.series.to.is_none_or(|region| chain.is_within(to, region))
            && case.series.goods.iter().any(|good| good.0 == group.good)
    };
    let ours = outcome.cases[run].iter().filter(|c| counts(group(c.group))).filter(|c| i64::from(c.filed) <= day);
    let (mut filed, mut approved) = (0.0, 0.0);
    for case in ours {
        filed += 1.0;
        approved += f64::from(u8::from(case.approved && case.decided != NEVER && i64::from(case.decided) <= day));
    }
    if filed > 0.0 { approved / filed } else { 0.0 }
}
