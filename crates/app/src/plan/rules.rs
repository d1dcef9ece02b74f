//! Rules that a plan can be held to: those that limit the share of an input made in some countries.
//!
//! Measured among direct suppliers, which is what levers of this kind change; whether a new source's own metal and
//! oxide come from elsewhere is for `trace` to say once it is named.

use super::Planned;
use super::offers::Offer;
use super::setting::Setting;
use crate::error::AppError;
use coercivity_chain::{Chain, CountryId, LeverKind, Line, MaterialId, Rule, RuleTest};
use coercivity_plan::case::Demand;
use coercivity_report::plan_view::PlanRuleView;
use coercivity_sim::model::network::Leaf;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a rule asks of the share of countries in an input.
struct Limit<'a> {
    rule: &'a Rule,
    test: &'a RuleTest,
    /// Most that they may supply.
    most: f64,
}

/// How a rule limits shares of countries on a day; `None` for rules about something else.
fn limit(rule: &Rule, day: Date) -> Option<Limit<'_>> {
    let test = &rule.version_on(day)?.test;
    let most = match test {
        RuleTest::StageOrigin(_) => 0.0,
        RuleTest::ShareLimit(share) => share.most.value,
        _ => return None,
    };
    Some(Limit { rule, test, most })
}

fn limits(chain: &Chain, day: Date) -> impl Iterator<Item = Limit<'_>> {
    chain.rules.iter().filter_map(move |rule| limit(rule, day))
}

/// Is there a rule of this key that a plan can be held to?
pub(super) fn known(chain: &Chain, day: Date, key: &str) -> Result<(), AppError> {
    if limits(chain, day).any(|limit| limit.rule.key == key) {
        return Ok(());
    }
    let known: Vec<&str> = limits(chain, day).map(|limit| limit.rule.key.as_str()).collect();
    Err(AppError::Unknown {
        what: "rule that a plan can be held to",
        name: key.to_owned(),
        hint: format!("one of: {}", known.join(", ")),
    })
}

impl Limit<'_> {
    /// Is a line one of those that the rule looks at? A stated fact goes before class, use and country.
    fn concerns(&self, setting: &Setting<'_>, line: &Line) -> bool {
        let (chain, applies) = (setting.chain, &self.rule.applies);
        let within = |region: &CountryId| chain.is_within(line.country, *region);
        if let RuleTest::ShareLimit(_) = self.test {
            return within(&self.rule.region);
        }
        let said = |fact: &&coercivity_chain::Fact| {
            Some(&fact.fact) == applies.fact.as_ref() && (fact.subject == line.key || fact.subject == "company")
        };
        if let Some(fact) = setting.study.facts.iter().find(said) {
            return fact.value == "yes";
        }
        let class = chain.end_uses[line.end_use.index()].class;
        (applies.classes.is_empty() || applies.classes.contains(&class))
            && (applies.end_uses.is_empty() || applies.end_uses.contains(&line.end_use))
            && (applies.regions.is_empty() || applies.regions.iter().any(within))
    }

    /// Is a material, as it is bought, among the goods of the rule?
    fn covers(&self, chain: &Chain, material: MaterialId) -> bool {
        let of = &chain.materials[material.index()];
        match self.test {
            RuleTest::StageOrigin(test) => {
                test.goods.iter().any(|goods| goods.materials.contains(&material) && goods.stages.contains(&of.stage))
            }
            RuleTest::ShareLimit(test) => chain.raw_material_list(&test.list).is_some_and(|list| {
                list.entries.iter().flat_map(|entry| &entry.elements).any(|element| of.fraction(*element) > 0.0)
            }),
            _ => false,
        }
    }

    /// Share that the rule limits.
    fn share(&self, setting: &Setting<'_>, leaf: &Leaf) -> f64 {
        let net = &setting.model.network;
        let (from, to) = net.in_links[leaf.slot as usize];
        let mut by_country: BTreeMap<u32, f64> = BTreeMap::new();
        for link in from as usize..to as usize {
            let country = net.site_country[net.out_site[net.link_out[link] as usize] as usize];
            *by_country.entry(country).or_default() += net.link_share[link];
        }
        let by_country = by_country.into_iter().map(|(country, share)| (CountryId(country), share));
        if let RuleTest::StageOrigin(test) = self.test {
            return by_country.filter(|(country, _)| test.countries.contains(country)).map(|(_, share)| share).sum();
        }
        let third = |country: CountryId| !setting.chain.is_within(country, self.rule.region);
        by_country.filter(|(country, _)| third(*country)).map(|(_, share)| share).fold(0.0, f64::max)
    }

    fn words(&self, chain: &Chain) -> String {
        match self.test {
            RuleTest::StageOrigin(test) => {
                let titles: Vec<&str> =
                    test.countries.iter().map(|country| chain.countries[country.index()].name.as_str()).collect();
                format!("share made in {}; stages upstream of it are not followed here", titles.join(", "))
            }
            _ => format!(
                "largest share of one third country among its makers; a {} of the {}, held here to one firm as a wish",
                self.rule.level.word(),
                self.rule.who.word()
            ),
        }
    }
}

/// Each line and input that a rule is about, with the share it limits.
fn shares(setting: &Setting<'_>, limit: &Limit<'_>) -> Vec<(usize, usize, f64)> {
    let mut all = Vec::new();
    for (n, _) in setting.study.lines.iter().enumerate().filter(|(_, line)| limit.concerns(setting, line)) {
        for (m, leaf) in setting.model.network.lines[n].leaves.iter().enumerate() {
            if setting.material(n, m).is_some_and(|material| limit.covers(setting.chain, material)) {
                all.push((n, m, limit.share(setting, leaf)));
            }
        }
    }
    all
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

/// A rule, as it stands on the last day, as demands on flows: what they replace brings the share to the limit.
///
/// `share x (1 - sum of x(k)) <= most`, so `sum of x(k) >= 1 - most / share`.
pub(super) fn demands(setting: &Setting<'_>, offers: &[Offer<'_>], key: &str) -> Vec<(String, Demand)> {
    let Some(limit) = limits(setting.chain, setting.last_day()).find(|limit| limit.rule.key == key) else {
        return Vec::new();
    };
    let demand = |(line, leaf, share): (usize, usize, f64)| {
        let item = item(setting, line, leaf);
        let terms = (0..offers.len()).filter(|k| replaces(&offers[*k], line, item)).map(|k| (k, 1.0)).collect();
        let name = format!("{key} for {item} of {}", setting.study.lines[line].key);
        (share > limit.most).then(|| (name, Demand::AtLeast { terms, least: 1.0 - limit.most / share }))
    };
    shares(setting, &limit).into_iter().filter_map(demand).collect()
}

/// What the plan does to each rule that measures it.
pub(super) fn effects(planned: &Planned<'_>) -> Vec<PlanRuleView> {
    let setting = planned.setting;
    let mut views = Vec::new();
    for limit in limits(setting.chain, setting.last_day()) {
        for (line, leaf, before) in shares(setting, &limit) {
            let item = item(setting, line, leaf);
            let bought = planned.offers.iter().zip(&planned.chosen.bought);
            let replaced: f64 = bought.filter(|(offer, _)| replaces(offer, line, item)).map(|(_, units)| units).sum();
            views.push(PlanRuleView {
                rule: limit.rule.key.clone(),
                line: setting.study.lines[line].key.clone(),
                before,
                after: before * (1.0 - replaced).max(0.0),
                threshold: limit.most,
                text: format!("{item}: {}", limit.words(setting.chain)),
                required: planned.required.contains(&limit.rule.key),
            });
        }
    }
    views
}
