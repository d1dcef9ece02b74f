//! One fingerprint of all results.

use crate::ensemble::Outcome;

/// blake3 over the results' little-endian f64, in a fixed order, without
/// times, threads and version. Never is infinity.
#[must_use]
pub fn digest(outcome: &Outcome) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |value: f64| {
        hasher.update(&value.to_le_bytes());
    };
    let day = |day: &Option<u32>| day.map_or(f64::INFINITY, f64::from);
    add(outcome.runs as f64);
    add(outcome.days as f64);
    for line in &outcome.lines {
        line.output.iter().for_each(|x| add(f64::from(*x)));
        line.first_stop.iter().for_each(|x| add(day(x)));
        line.first_curtailed.iter().for_each(|x| add(day(x)));
        line.units_lost.iter().for_each(|x| add(*x));
        line.units_delayed.iter().for_each(|x| add(*x));
        line.extra_cost_usd.iter().for_each(|x| add(*x));
        for leaf in &line.leaves {
            leaf.cover.iter().for_each(|x| add(f64::from(*x)));
            leaf.opening_with_pipeline.iter().for_each(|x| add(*x));
        }
    }
    for control in &outcome.controls {
        for counts in [&control.applications, &control.approved, &control.refused, &control.pending] {
            counts.iter().for_each(|x| add(f64::from(*x)));
        }
        control.days_to_decision.iter().for_each(|x| add(*x as f64));
        for series in [&control.backlog, &control.exports_covered, &control.exports_inspected] {
            series.iter().for_each(|x| add(f64::from(*x)));
        }
    }
    for price in &outcome.prices {
        price.marginal.iter().chain(&price.contract).for_each(|x| add(f64::from(*x)));
    }
    for run in &outcome.drawn {
        run.iter().for_each(|x| add(*x));
    }
    hasher.finalize().to_hex().to_string()
}
