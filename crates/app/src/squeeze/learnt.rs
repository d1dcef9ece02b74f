//! What the authority learns from licence files: who would stop first, for how little.

use super::Results;
use coercivity_chain::Measure;
use coercivity_plan::case::{Draw, Input};
use coercivity_plan::program;
use coercivity_report::run_view::Quantiles;
use coercivity_report::squeeze_view::LearntView;
use coercivity_sim::summary::quantiles;

/// Each pair of the issuer with a line, refused alone for as long as the control lasts; most damage per tonne first.
pub(super) fn learnt(results: &Results<'_>) -> Vec<LearntView> {
    let net = &results.setting.model.network;
    let mut views = Vec::new();
    for (l, line) in net.lines.iter().enumerate() {
        for (i, leaf) in line.leaves.iter().enumerate() {
            let (from, to) = net.in_links[leaf.slot as usize];
            for link in from as usize..to as usize {
                let country = net.site_country[net.out_site[net.link_out[link] as usize] as usize];
                if country == results.asked.issuer.0 && is_licensed(results, net.in_good[leaf.slot as usize]) {
                    views.push(of_pair(results, l, i, link));
                }
            }
        }
    }
    views.sort_by(|a, b| b.damage_per_t.total_cmp(&a.damage_per_t).then(a.line.cmp(&b.line)));
    views
}

/// Does some control of the issuer license this material, so that a file exists?
fn is_licensed(results: &Results<'_>, good: u32) -> bool {
    let chain = results.setting.chain;
    let Some(material) = chain.materials.get(good as usize) else { return false };
    let Some(abroad) = results.setting.study.lines.first().map(|line| line.country) else { return false };
    let controls = chain.controls.iter().filter(|control| control.country == results.asked.issuer);
    let licenses = controls.filter(|control| matches!(control.measure, Measure::Licence(_)));
    licenses
        .map(|control| coercivity_control::scope::coverage(chain, control, material, results.asked.issuer, abroad))
        .any(|coverage| coverage == coercivity_control::scope::Coverage::Covered)
}

fn of_pair(results: &Results<'_>, l: usize, i: usize, link: usize) -> LearntView {
    let net = &results.setting.model.network;
    let share = net.link_share[link];
    let days = f64::from(results.asked.freeze_days);
    let way = net.link_transit[link].mode;
    let ends = &results.squeeze.case.ends;
    let mut case = results.squeeze.case.clone();
    let mut stops = Vec::new();
    for draw in &mut case.draws {
        let refused = without(draw, l, i, share, ends, (way, way + days));
        let gone = refused.available.iter().zip(ends).position(|(available, end)| *available < end - 0.5);
        stops.push(gone.map(|p| ends[p]));
        draw.lines[l][i] = refused;
    }
    let nothing = vec![0.0; case.levers.len()];
    let before = program::evaluate(&results.squeeze.case, &nothing).expected();
    let damage = (program::evaluate(&case, &nothing).expected() - before).max(0.0);
    let tonnes = net.link_flow[link] * days;
    let line = &results.setting.study.lines[l];
    let material = net.good_key[net.in_good[net.lines[l].leaves[i].slot as usize] as usize].clone();
    let country = &results.setting.chain.countries[results.asked.issuer.index()].iso3;
    let all_stop = stops.iter().all(Option::is_some);
    let stopped: Vec<f64> = stops.into_iter().flatten().collect();
    let q = quantiles(stopped.iter().copied());
    let when = if all_stop {
        format!("it runs short after {:.0} days", q.p50)
    } else {
        "it does not always run short".to_owned()
    };
    LearntView {
        line: line.key.clone(),
        material: material.clone(),
        from: country.clone(),
        t_per_year: 365.0 * net.link_flow[link],
        stops_after_days: all_stop.then_some(Quantiles { p10: q.p10, p50: q.p50, p90: q.p90 }),
        damage_per_t: damage / tonnes.max(f64::MIN_POSITIVE),
        text: format!(
            "The file of {} shows {:.0} t of {material} a year for one plant; refused alone, {when}.",
            line.title,
            365.0 * net.link_flow[link]
        ),
    }
}

/// An input without one supplier's share, between two days.
fn without(draw: &Draw, l: usize, i: usize, share: f64, ends: &[f64], (from, to): (f64, f64)) -> Input {
    let input = &draw.lines[l][i];
    let gone = |day: f64| share * (day.clamp(from, to) - from);
    let mut refused = input.clone();
    for (p, end) in ends.iter().enumerate() {
        refused.available[p] -= gone(*end);
        refused.short[p] += gone(*end);
    }
    refused
}
