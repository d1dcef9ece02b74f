//! One line of the response.

use super::{Results, band, of_values, story};
use coercivity_chain::Line;
use coercivity_data::study_file::LoadedStudy;
use coercivity_report::preview_view::PreviewLine;
use coercivity_report::run_view::{
    Band, CoverNeeded, DayQuantiles, Driver, HorizonLoss, InputView, LineView, MoneyQuantiles, Quantiles,
};
use coercivity_sim::drivers::spearman;
use coercivity_sim::ensemble::{LeafRuns, LineRuns, Outcome, links_of};
use coercivity_sim::model::Model;
use coercivity_sim::model::network::{Leaf, NONE};
use coercivity_sim::summary;
use std::collections::BTreeMap;

/// Horizons of the loss table: 4, 13, 26 and 52 weeks \[days\].
const HORIZONS: [usize; 4] = [28, 91, 182, 364];
/// Drivers shown.
const DRIVERS: usize = 8;
/// A rank correlation of n runs without any link has a standard error of about
/// 1 / sqrt(n); below this many of them it is taken for noise.
const NOISE: f64 = 2.6;

/// Title of what a leaf holds; goods of the study have their key.
fn good_title(loaded: &LoadedStudy, model: &Model, leaf: &Leaf) -> String {
    let good = model.network.in_good[leaf.slot as usize] as usize;
    let material = loaded.package.chain.materials.get(good);
    material.map_or_else(|| model.network.good_key[good].clone(), |m| m.title.clone())
}

/// What a preview says of each line, in the order of the study.
pub(super) fn previews(loaded: &LoadedStudy, model: &Model, outcome: &Outcome) -> Vec<PreviewLine> {
    let days = outcome.days;
    let preview = |(n, (line, runs)): (usize, (&Line, &LineRuns))| {
        let lost = of_values(runs.units_lost.iter().copied());
        let leaf = most_exposed(runs).map(|leaf| (&model.network.lines[n].leaves[leaf], &runs.leaves[leaf]));
        PreviewLine {
            line: line.key.clone(),
            title: line.title.clone(),
            first_stop: first(&runs.first_stop),
            first_curtailed: first(&runs.first_curtailed),
            days_stopped: of_values(runs.days_stopped.iter().map(|d| f64::from(*d))),
            units_lost: lost,
            units_delayed: of_values(runs.units_delayed.iter().copied()),
            revenue_lost: money(line, lost, line.revenue_per_unit),
            value_added_lost: money(line, lost, line.value_added_per_unit),
            output: band(line.title.clone(), "share of plan", &runs.output, days),
            cover: leaf
                .map_or_else(no_cover, |(leaf, part)| band(good_title(loaded, model, leaf), "days", &part.cover, days)),
        }
    };
    loaded.study.lines.iter().zip(&outcome.lines).enumerate().map(preview).collect()
}

/// Makes the view of the n-th line.
pub(super) fn line(results: &Results<'_>, n: usize) -> LineView {
    let line = &results.study.lines[n];
    let runs = &results.outcome.lines[n];
    let model = &results.model.network.lines[n];
    let binding = most_exposed(runs);
    let inputs: Vec<InputView> =
        model.leaves.iter().zip(&runs.leaves).map(|(leaf, part)| input(results, leaf, part)).collect();
    let stops_or_slows = runs.binding.iter().any(Option::is_some);
    let bound = binding.filter(|_| stops_or_slows).and_then(|b| inputs.get(b));
    let (latest_safe_filing_date, latest_safe_filing_note) = safe_filing(results, n, binding);
    let money = |units: Quantiles, per_unit: f64| money(line, units, per_unit);
    let lost = of_values(runs.units_lost.iter().copied());
    let cover = binding
        .map_or_else(no_cover, |b| band(inputs[b].title.clone(), "days", &runs.leaves[b].cover, results.outcome.days));
    LineView {
        line: line.key.clone(),
        title: line.title.clone(),
        country: results.loaded.package.chain.countries[line.country.index()].iso3.clone(),
        end_use: results.loaded.package.chain.end_uses[line.end_use.index()].key.clone(),
        units_per_day: line.units_per_day,
        binding_input: bound.map(|input| input.material.clone()),
        binding_controller: bound.map(|input| controller(results, input)),
        first_stop: first(&runs.first_stop),
        first_curtailed: first(&runs.first_curtailed),
        days_stopped: of_values(runs.days_stopped.iter().map(|d| f64::from(*d))),
        units_lost: lost,
        units_delayed: of_values(runs.units_delayed.iter().copied()),
        revenue_lost: money(lost, line.revenue_per_unit),
        value_added_lost: money(lost, line.value_added_per_unit),
        person_days_lost: person_days(line, runs, results.outcome.days, results.outcome.days),
        cover_needed: cover_needed(&results.companion.lines[n]),
        latest_safe_filing_date,
        latest_safe_filing_note,
        story: story::story(results, n),
        drivers: drivers(results, n),
        output: band(line.title.clone(), "share of plan", &runs.output, results.outcome.days),
        cover,
        loss_by_horizon: HORIZONS
            .iter()
            .filter(|days| **days <= results.outcome.days)
            .map(|days| by_horizon(results, line, runs, *days))
            .collect(),
        baseline_units_lost: of_values(results.baseline.lines[n].units_lost.iter().copied()).p50,
        cost_index: of_values(runs.cost_index.iter().copied()),
        extra_cost_usd: of_values(runs.extra_cost_usd.iter().copied()),
        inputs,
    }
}

/// A line without chain materials has no cover to show.
fn no_cover() -> Band {
    Band {
        name: "no chain material".to_owned(),
        unit: "days".to_owned(),
        p10: Vec::new(),
        p50: Vec::new(),
        p90: Vec::new(),
    }
}

fn first(days: &[Option<u32>]) -> DayQuantiles {
    let q = summary::day_quantiles(days);
    let day = |x: f64| x.is_finite().then_some(x as u32);
    let share_of_runs = days.iter().flatten().count() as f64 / days.len().max(1) as f64;
    DayQuantiles { p10: day(q.p10), p50: day(q.p50), p90: day(q.p90), share_of_runs }
}

/// The leaf that stops the line in most runs; when none does, the one whose cover falls furthest.
fn most_exposed(runs: &LineRuns) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for leaf in runs.binding.iter().flatten() {
        *counts.entry(*leaf).or_default() += 1;
    }
    let by_count = counts.into_iter().max_by_key(|(leaf, count)| (*count, usize::MAX - leaf)).map(|(leaf, _)| leaf);
    by_count.or_else(|| {
        let fall = |leaf: &LeafRuns| summary::quantiles(leaf.drawdown.iter().copied()).p50;
        (0..runs.leaves.len()).max_by(|a, b| fall(&runs.leaves[*a]).total_cmp(&fall(&runs.leaves[*b])))
    })
}

fn money(line: &Line, units: Quantiles, per_unit: f64) -> MoneyQuantiles {
    MoneyQuantiles {
        p10: units.p10 * per_unit,
        p50: units.p50 * per_unit,
        p90: units.p90 * per_unit,
        currency: line.currency.clone(),
        price_year: line.price_year,
    }
}

/// Jobs x sum of (1 - output / plan) over the first `until` days.
fn person_days(line: &Line, runs: &LineRuns, days: usize, until: usize) -> Quantiles {
    let idle = |run: &[f32]| run[..until].iter().map(|share| f64::from((1.0 - share).max(0.0))).sum::<f64>();
    of_values(runs.output.chunks(days.max(1)).map(|run| line.jobs * idle(run)))
}

fn by_horizon(results: &Results<'_>, line: &Line, runs: &LineRuns, until: usize) -> HorizonLoss {
    let days = results.outcome.days;
    let units = of_values(runs.missing.chunks(days).map(|run| f64::from(run[until - 1]).max(0.0)));
    HorizonLoss {
        days: until as u32,
        units_missing: units,
        revenue_missing: money(line, units, line.revenue_per_unit),
        value_added_missing: money(line, units, line.value_added_per_unit),
        person_days: person_days(line, runs, days, until),
    }
}

/// Largest fall of any input's cover when it cannot run out.
fn cover_needed(companion: &LineRuns) -> CoverNeeded {
    let runs = companion.units_lost.len();
    let worst = (0..runs).map(|run| companion.leaves.iter().map(|leaf| leaf.drawdown[run]).fold(0.0, f64::max));
    let q = summary::quantiles(worst);
    CoverNeeded { p50: q.p50, p90: q.p90 }
}

fn input(results: &Results<'_>, leaf: &Leaf, runs: &LeafRuns) -> InputView {
    let net = &results.model.network;
    let chain = &results.loaded.package.chain;
    let good = net.in_good[leaf.slot as usize] as usize;
    let mut suppliers: BTreeMap<String, f64> = BTreeMap::new();
    let (mut controls, mut held) = (Vec::new(), false);
    for link in links_of(results.model, leaf) {
        let site = net.out_site[net.link_out[link] as usize] as usize;
        let country = chain.countries[net.site_country[site] as usize].iso3.clone();
        *suppliers.entry(country).or_default() += net.link_share[link];
        if net.link_regime[link] != NONE {
            let key = results.model.regimes[net.link_regime[link] as usize].control.key.clone();
            held |= net.link_inspected[link];
            if !net.link_inspected[link] && !controls.contains(&key) {
                controls.push(key);
            }
        }
    }
    let mut suppliers: Vec<(String, f64)> = suppliers.into_iter().collect();
    suppliers.sort_by(|a, b| b.1.total_cmp(&a.1));
    let licensed = !controls.is_empty();
    InputView {
        material: net.good_key[good].clone(),
        title: good_title(results.loaded, results.model, leaf),
        suppliers,
        controls,
        held_for_inspection: held,
        cover_days: of_values(runs.opening.iter().copied()),
        cover_days_with_pipeline: of_values(runs.opening_with_pipeline.iter().copied()),
        licence_lead_days: licensed.then(|| lead(runs, results.outcome.days)),
    }
}

/// Lead times; never within the horizon counts as the horizon, which is said where it is shown.
fn lead(runs: &LeafRuns, days: usize) -> Quantiles {
    of_values(runs.lead.iter().map(|lead| lead.map_or(days as f64, f64::from)))
}

fn controller(results: &Results<'_>, input: &InputView) -> String {
    let chain = &results.loaded.package.chain;
    let named = |key: &String| {
        chain.controls.iter().find(|c| c.key == *key).map(|c| format!("{}, {} ({})", c.issuer, c.citation, c.key))
    };
    let top = input
        .suppliers
        .first()
        .map_or_else(String::new, |(country, share)| format!("{:.0} % made in {country}", 100.0 * share));
    let by: Vec<String> = input.controls.iter().filter_map(named).collect();
    match (by.is_empty(), input.held_for_inspection) {
        (false, _) => format!("{top}; licensed by {}", by.join("; ")),
        (true, true) => {
            let who: Vec<String> =
                results.model.regimes.iter().map(|r| format!("{} ({})", r.control.issuer, r.control.key)).collect();
            format!("{top}; no licence needed, held for inspection under {}", who.join("; "))
        }
        (true, false) => top,
    }
}

/// The last day on which a case could be filed so that nine of ten bring goods in time.
fn safe_filing(results: &Results<'_>, n: usize, binding: Option<usize>) -> (Option<String>, String) {
    let Some(leaf) = binding else { return (None, "No input of this line is in the chain.".to_owned()) };
    let runs = &results.outcome.lines[n].leaves[leaf];
    let slot = &results.model.network.lines[n].leaves[leaf];
    let net = &results.model.network;
    let regime = links_of(results.model, slot)
        .map(|l| (net.link_regime[l], net.link_inspected[l]))
        .find(|(regime, inspected)| *regime != NONE && !inspected);
    let Some((regime, _)) = regime else {
        return (None, "No licence is needed for the input that is most exposed.".to_owned());
    };
    let regime = &results.model.regimes[regime as usize];
    let leads = summary::day_quantiles(&runs.lead);
    if !leads.p90.is_finite() {
        let share = runs.lead.iter().flatten().count() as f64 / runs.lead.len().max(1) as f64;
        return (
            None,
            format!("No date is safe: {:.0} % of the runs see a licence within the horizon.", 100.0 * share),
        );
    }
    // Goods on hand and on the way last this long when nothing more leaves.
    let lasts = summary::quantiles(runs.opening_with_pipeline.iter().copied()).p10;
    let day = regime.effective + (lasts - leads.p90).floor() as i64;
    let date = results.date(day);
    let span =
        format!("stock and pipeline last {lasts:.0} days (P10), a licence and the way {:.0} days (P90)", leads.p90);
    if day < regime.announced {
        (
            Some(date.to_string()),
            format!(
                "{} days before the control was announced, so no filing was in time: {span}.",
                regime.announced - day
            ),
        )
    } else {
        (Some(date.to_string()), format!("{} days after the announcement: {span}.", day - regime.announced))
    }
}

fn drivers(results: &Results<'_>, n: usize) -> Vec<Driver> {
    let runs = &results.outcome.lines[n];
    let loss: Vec<f64> = runs.units_lost.iter().zip(&runs.units_delayed).map(|(lost, late)| lost + late).collect();
    let mut found: Vec<Driver> = Vec::new();
    for (k, drawn) in results.drawn.iter().enumerate().filter(|(_, d)| d.line.is_none_or(|line| line == n)) {
        let values: Vec<f64> = results.outcome.drawn.iter().map(|run| run[k]).collect();
        let rank_correlation = spearman(&values, &loss);
        if rank_correlation.abs() * (loss.len() as f64).sqrt() >= NOISE {
            found.push(Driver {
                parameter: drawn.name.clone(),
                rank_correlation,
                low: drawn.low,
                high: drawn.high,
                unit: drawn.unit.clone(),
                basis: drawn.basis.clone(),
            });
        }
    }
    found.sort_by(|a, b| b.rank_correlation.abs().total_cmp(&a.rank_correlation.abs()));
    found.truncate(DRIVERS);
    found
}
