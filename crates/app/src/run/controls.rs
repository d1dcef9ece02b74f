//! Licence queues and exports.

use super::{Results, band, of_values, quantiles};
use coercivity_report::run_view::{Band, ControlView};
use coercivity_sim::summary;

/// Days over which daily exports are averaged: single days are lumpy.
const WEEK: usize = 7;

/// One view per control of the scenario.
pub(super) fn controls(results: &Results<'_>) -> Vec<ControlView> {
    let chain = &results.loaded.package.chain;
    let days = results.outcome.days;
    let make = |(n, regime): (usize, &coercivity_sim::model::Regime)| {
        let runs = &results.outcome.controls[n];
        let counts = |values: &[u32]| of_values(values.iter().map(|x| f64::from(*x)));
        ControlView {
            id: regime.control.key.clone(),
            title: regime.control.title.clone(),
            citation: regime.control.citation.clone(),
            issuer: regime.control.issuer.clone(),
            country: chain.countries[regime.control.country.index()].iso3.clone(),
            applications: counts(&runs.applications),
            approved: counts(&runs.approved),
            refused: counts(&runs.refused),
            pending: counts(&runs.pending),
            days_to_decision: summary::of_counts(&runs.days_to_decision).map(quantiles),
            weeks_to_decision: weeks(&runs.days_to_decision),
            backlog: band(format!("{}: cases without decision", regime.control.key), "cases", &runs.backlog, days),
        }
    };
    results.model.regimes.iter().enumerate().map(make).collect()
}

/// Share of decided cases by weeks from filing to decision; the empty weeks at the end are left out.
fn weeks(days_to_decision: &[u64]) -> Vec<f64> {
    let total: u64 = days_to_decision.iter().sum();
    let last = days_to_decision.iter().rposition(|cases| *cases > 0).map_or(0, |day| day / WEEK + 1);
    let weeks = days_to_decision.chunks(WEEK).take(last);
    weeks.map(|week| week.iter().sum::<u64>() as f64 / total.max(1) as f64).collect()
}

/// Exports of covered and of inspected goods per control, as 7-day means.
pub(super) fn exports(results: &Results<'_>) -> Vec<Band> {
    let days = results.outcome.days;
    let mut bands = Vec::new();
    for (regime, runs) in results.model.regimes.iter().zip(&results.outcome.controls) {
        let key = &regime.control.key;
        for (what, values) in [
            ("goods under licence", &runs.exports_covered),
            ("uncontrolled goods under the same code", &runs.exports_inspected),
        ] {
            bands.push(band(
                format!("{key}: exports of {what}"),
                "t per day, 7-day mean",
                &smoothed(values, days),
                days,
            ));
        }
    }
    bands
}

/// Trailing means within each run.
fn smoothed(values: &[f32], days: usize) -> Vec<f32> {
    let mut smooth = Vec::with_capacity(values.len());
    for run in values.chunks(days.max(1)) {
        for day in 0..run.len() {
            let window = &run[day.saturating_sub(WEEK - 1)..=day];
            smooth.push(window.iter().sum::<f32>() / window.len() as f32);
        }
    }
    smooth
}
