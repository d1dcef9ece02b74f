//! Rules that a plan can be held to: the share of a magnet that comes from named countries.
//!
//! Measured at the magnet stage among direct suppliers, which is what levers of this kind change; whether a new
//! source's own metal and oxide come from elsewhere is for `trace` to say once it is named.

use super::offers::Offer;
use super::setting::Setting;
use super::{Asked, Planned};
use crate::error::AppError;
use coercivity_chain::{EndUseClass, LeverKind};
use coercivity_plan::case::Demand;
use coercivity_report::plan_view::PlanRuleView;
use coercivity_sim::model::network::Leaf;
use std::collections::BTreeMap;

/// What a rule asks of the share of countries in an input.
struct Limit {
    key: &'static str,
    /// Countries counted together; empty = the largest third country alone.
    together: &'static [&'static str],
    /// Most that they may supply.
    most: f64,
    /// Applies only to this class of end use in this country.
    only: Option<(EndUseClass, &'static str)>,
    text: &'static str,
}

const LIMITS: [Limit; 2] = [
    Limit {
        key: "us-dfars-7052",
        together: &["CHN", "PRK", "RUS", "IRN"],
        most: 0.0,
        only: Some((EndUseClass::Defence, "USA")),
        text: "share of magnets made in China, North Korea, Russia or Iran; stages upstream, counted from 1 January 2027, are not followed here",
    },
    Limit {
        key: "eu-crma-5-65",
        together: &[],
        most: 0.65,
        only: None,
        text: "largest share of one third country among makers of the magnets; a wish: the benchmark is the Union's, not the firm's",
    },
];

fn limit(key: &str) -> Result<&'static Limit, AppError> {
    LIMITS.iter().find(|limit| limit.key == key).ok_or_else(|| AppError::Unknown {
        what: "rule that a plan can be held to",
        name: key.to_owned(),
        hint: format!("one of: {}", LIMITS.map(|limit| limit.key).join(", ")),
    })
}

/// Each line and input that a rule is about, with the share it limits.
fn shares(setting: &Setting<'_>, limit: &Limit) -> Vec<(usize, usize, f64)> {
    let mut all = Vec::new();
    for (n, line) in setting.study.lines.iter().enumerate() {
        let (class, country) =
            (setting.chain.end_uses[line.end_use.index()].class, &setting.chain.countries[line.country.index()]);
        if limit.only.is_some_and(|(of, in_country)| of != class || country.iso3 != in_country) {
            continue;
        }
        for (m, leaf) in setting.model.network.lines[n].leaves.iter().enumerate() {
            all.push((n, m, share(setting, limit, leaf, country.eu_member)));
        }
    }
    all
}

fn share(setting: &Setting<'_>, limit: &Limit, leaf: &Leaf, in_union: bool) -> f64 {
    let net = &setting.model.network;
    let (from, to) = net.in_links[leaf.slot as usize];
    let mut by_country: BTreeMap<u32, f64> = BTreeMap::new();
    for link in from as usize..to as usize {
        let country = net.site_country[net.out_site[net.link_out[link] as usize] as usize];
        *by_country.entry(country).or_default() += net.link_share[link];
    }
    let third = |country: u32| !(in_union && setting.chain.countries[country as usize].eu_member);
    if limit.together.is_empty() {
        return by_country.iter().filter(|(country, _)| third(**country)).map(|(_, share)| *share).fold(0.0, f64::max);
    }
    let named = |country: u32| limit.together.contains(&setting.chain.countries[country as usize].iso3.as_str());
    by_country.iter().filter(|(country, _)| named(**country)).map(|(_, share)| share).sum()
}

/// Levers that replace what comes from such countries.
fn replaces(offer: &Offer<'_>, line: usize, item: &str) -> bool {
    let kind = matches!(offer.lever.kind, LeverKind::Diversification | LeverKind::Recycling)
        || offer.lever.key == "magnet-free";
    kind && offer.line == line && offer.item == item
}

fn item<'a>(setting: &'a Setting<'_>, line: usize, leaf: usize) -> &'a str {
    let net = &setting.model.network;
    &net.good_key[net.in_good[net.lines[line].leaves[leaf].slot as usize] as usize]
}

/// A rule as demands on flows: what they replace brings the share to the limit.
///
/// `share x (1 - sum of x(k)) <= most`, so `sum of x(k) >= 1 - most / share`.
pub(super) fn demands(
    _: &Asked,
    setting: &Setting<'_>,
    offers: &[Offer<'_>],
    key: &str,
) -> Result<Vec<(String, Demand)>, AppError> {
    let limit = limit(key)?;
    let demand = |(line, leaf, share): (usize, usize, f64)| {
        let item = item(setting, line, leaf);
        let terms = (0..offers.len()).filter(|k| replaces(&offers[*k], line, item)).map(|k| (k, 1.0)).collect();
        let name = format!("{key} for {item} of {}", setting.study.lines[line].key);
        (share > limit.most).then(|| (name, Demand::AtLeast { terms, least: 1.0 - limit.most / share }))
    };
    Ok(shares(setting, limit).into_iter().filter_map(demand).collect())
}

/// What the plan does to each rule that measures it.
pub(super) fn effects(planned: &Planned<'_>) -> Vec<PlanRuleView> {
    let setting = planned.setting;
    let mut views = Vec::new();
    for limit in &LIMITS {
        for (line, leaf, before) in shares(setting, limit) {
            let item = item(setting, line, leaf);
            let replaced: f64 = planned
                .offers
                .iter()
                .zip(&planned.chosen.bought)
                .filter(|(offer, _)| replaces(offer, line, item))
                .map(|(_, units)| units)
                .sum();
            views.push(PlanRuleView {
                rule: limit.key.to_owned(),
                line: setting.study.lines[line].key.clone(),
                before,
                after: before * (1.0 - replaced).max(0.0),
                threshold: limit.most,
                text: format!("{item}: {}", limit.text),
                required: planned.required.iter().any(|key| key == limit.key),
            });
        }
    }
    views
}
