//! Size, composition and release of a public stock, as a plan has it.

use super::{Offer, Planned};
use coercivity_chain::{Element, LeverKind, LeverParameter};
use coercivity_report::plan_view::{StockpileUse, StockpileView};
use std::collections::BTreeMap;

/// Parts of the stock, and the rule under which it is released.
pub(super) fn stockpile(planned: &Planned<'_>) -> (Vec<StockpileView>, String) {
    let mut parts: BTreeMap<(&str, &str), StockpileView> = BTreeMap::new();
    for (offer, units) in kept(planned) {
        let part = parts.entry((&offer.lever.key, &offer.item)).or_insert_with(|| StockpileView {
            lever: offer.lever.key.clone(),
            title: offer.lever.title.clone(),
            material: offer.title.clone(),
            magnets_t: 0.0,
            days_of_use: 0.0,
            elements_t: BTreeMap::new(),
            uses: Vec::new(),
        });
        let magnets_t = units * offer.per_unit;
        part.magnets_t += magnets_t;
        add_elements(planned, offer, magnets_t, part);
        let line = &planned.setting.study.lines[offer.line];
        part.uses.push(StockpileUse {
            end_use: planned.setting.chain.end_uses[line.end_use.index()].title.clone(),
            magnets_t,
            value_per_kg: line.value_added_per_unit * planned.setting.line_rate(offer.line),
        });
    }
    for ((_, item), part) in &mut parts {
        part.uses.sort_by(|a, b| b.value_per_kg.total_cmp(&a.value_per_kg));
        part.days_of_use = part.magnets_t / t_per_day(planned, item).max(f64::MIN_POSITIVE);
    }
    let rule = if parts.is_empty() { String::new() } else { release_rule(planned) };
    (parts.into_values().collect(), rule)
}

/// Public stocks that are bought, and how much of each.
fn kept<'a>(planned: &'a Planned<'_>) -> impl Iterator<Item = (&'a Offer<'a>, f64)> {
    let bought = planned.offers.iter().zip(planned.chosen.bought.iter().copied());
    bought.filter(|(offer, units)| offer.lever.kind == LeverKind::PublicStock && *units > 0.0)
}

/// Rare earths (Sc, Y, La to Lu) and cobalt: what a stock of magnets is kept for.
fn counts(element: Element) -> bool {
    matches!(element.atomic_number(), 21 | 27 | 39 | 57..=71)
}

/// What is kept for so many tonnes of magnets, by element.
fn add_elements(planned: &Planned<'_>, offer: &Offer<'_>, magnets_t: f64, part: &mut StockpileView) {
    let chain = planned.setting.chain;
    let Some(material) = chain.material(&offer.item) else { return };
    let out = offer.lever.parameter(LeverParameter::Yield).map_or(1.0, |number| number.value);
    let composition = &chain.materials[material.index()].composition;
    for (element, fraction) in composition.iter().filter(|(element, _)| counts(*element)) {
        *part.elements_t.entry(element.to_string()).or_default() += magnets_t * fraction.value() / out;
    }
}

/// Use of a material in the whole region \[t/day\].
fn t_per_day(planned: &Planned<'_>, item: &str) -> f64 {
    let (setting, net) = (planned.setting, &planned.setting.model.network);
    let mut sum = 0.0;
    for (line, scale) in net.lines.iter().zip(&setting.scale) {
        for leaf in line.leaves.iter().map(|leaf| leaf.slot as usize) {
            if net.good_key[net.in_good[leaf] as usize] == item {
                sum += net.in_use[leaf] * scale;
            }
        }
    }
    sum
}

fn release_rule(planned: &Planned<'_>) -> String {
    let first = kept(planned).map(|(offer, _)| offer.helps_from.max(0.0)).fold(f64::INFINITY, f64::min);
    format!(
        "A shortage is declared on day 0. From day {:.0} on a buyer may draw what it lacks on that day and no more, until its share below is gone: shares are fixed beforehand, so that none is drawn by those with less at stake.",
        first.ceil()
    )
}

/// What a government's plan rests on beyond a firm's.
pub(super) fn assumptions() -> Vec<String> {
    [
        "Each end use is one line that stands for all its buyers in the region: a sample is simulated in its largest market and scaled up.",
        "Its buyers are as many pairs of exporter and end user as use 54 t a year each; firms do no more than today.",
        "A loss is the value added of those who build magnets in, not of all that is held up behind them; magnet_values.csv has it by end use, most of it assumed.",
        "Costs are what a government pays beyond the market price; who bears them is not said.",
    ]
    .map(str::to_owned)
    .to_vec()
}
