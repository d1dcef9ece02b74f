//! What the data package knows where a bill of materials does not say: who supplies a use, its cover, its transit.

use crate::package::Package;
use coercivity_chain::{Chain, EndUseId, Form, MaterialId, SiteId};
use std::collections::BTreeMap;

/// Suppliers with less of a market than this are left out of a mix.
const SMALLEST_SHARE: f64 = 0.005;
/// Digits of a share, so that files stay legible.
const DIGITS: f64 = 1e4;

/// The chain seen from one use of one material in one country.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Market {
    /// Component site that buys it.
    pub(crate) site: SiteId,
    /// Use [t/yr].
    pub(crate) t_per_year: f64,
    /// Countries that supply it with their shares, largest first.
    pub(crate) mix: Vec<(usize, f64)>,
    /// Days of cover there, with its range, source, year and basis.
    pub(crate) cover: Cover,
}

/// Days of cover with their evidence, as cells of a study.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cover {
    pub(crate) days: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) source: String,
    pub(crate) year: String,
    pub(crate) basis: &'static str,
}

/// The component sites that use a material for an end use, in file order.
pub(crate) fn buyers(chain: &Chain, material: MaterialId, end_use: EndUseId) -> Vec<SiteId> {
    let uses = |site: &coercivity_chain::Site| {
        let process = &chain.processes[site.process.index()];
        let made = process.outputs.first().map(|output| chain.materials[output.material.index()].form);
        made == Some(Form::Component) && process.inputs.iter().any(|input| input.material == material)
    };
    (0u32..)
        .zip(&chain.sites)
        .filter(|(n, site)| uses(site) && end_use_of(chain, SiteId(*n)) == Some(end_use))
        .map(|(n, _)| SiteId(n))
        .collect()
}

/// End use that a component site serves: that of the first demand below it.
fn end_use_of(chain: &Chain, site: SiteId) -> Option<EndUseId> {
    let mut at = site;
    for _ in 0..8 {
        if let Some(demand) = chain.demand.iter().find(|demand| demand.site == at) {
            return Some(demand.end_use);
        }
        at = chain.links.iter().find(|link| link.supplier == at)?.buyer;
    }
    None
}

/// The market of a country, as the engine finds it: its own, else that of the other EU members or the rest of the world.
pub(crate) fn market(package: &Package, material: MaterialId, end_use: EndUseId, iso3: &str) -> Option<Market> {
    let chain = &package.chain;
    let sites = buyers(chain, material, end_use);
    let of = |iso3: &str| {
        sites.iter().copied().find(|s| chain.countries[chain.sites[s.index()].country.index()].iso3 == iso3)
    };
    let member = chain.country(iso3).is_some_and(|c| chain.countries[c.index()].eu_member);
    let site = of(iso3).or_else(|| of(if member { "XEU" } else { "XRW" }))?;
    let mut flows: BTreeMap<usize, f64> = BTreeMap::new();
    for link in chain.links.iter().filter(|link| link.buyer == site && link.material == material) {
        *flows.entry(chain.sites[link.supplier.index()].country.index()).or_default() += link.flow.value();
    }
    let total: f64 = flows.values().sum();
    if total <= 0.0 {
        return None;
    }
    let shares: Vec<(usize, f64)> = flows.into_iter().map(|(country, flow)| (country, flow / total)).collect();
    Some(Market { site, t_per_year: total, mix: rounded(shares), cover: cover(chain, site, material) })
}

/// Shares without the smallest suppliers, with few digits, that sum to 1.
fn rounded(mut shares: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let kept = shares.iter().filter(|(_, share)| *share >= SMALLEST_SHARE).count().max(1);
    shares.truncate(kept);
    let total: f64 = shares.iter().map(|(_, share)| share).sum();
    for (_, share) in &mut shares {
        *share = (*share / total * DIGITS).round() / DIGITS;
    }
    let rest: f64 = shares.iter().skip(1).map(|(_, share)| share).sum();
    if let Some((_, largest)) = shares.first_mut() {
        *largest = ((1.0 - rest) * DIGITS).round() / DIGITS;
    }
    shares
}

fn cover(chain: &Chain, site: SiteId, material: MaterialId) -> Cover {
    let place = &chain.sites[site.index()];
    let inputs = &chain.processes[place.process.index()].inputs;
    let at = inputs.iter().position(|input| input.material == material);
    match at.and_then(|n| place.in_cover.get(n)) {
        Some((days, evidence)) => Cover {
            days: days.value(),
            low: evidence.low.unwrap_or(days.value()),
            high: evidence.high.unwrap_or(days.value()),
            source: chain.sources[evidence.source.index()].key.clone(),
            year: evidence.year.map_or_else(String::new, |year| year.to_string()),
            basis: "assumed",
        },
        None => Cover {
            days: 30.0,
            low: 15.0,
            high: 60.0,
            source: super::OWN_ASSUMPTION.to_owned(),
            year: String::new(),
            basis: "assumed",
        },
    }
}

/// True when the country has a site that makes the material.
pub(crate) fn makes(chain: &Chain, iso3: &str, material: MaterialId) -> bool {
    chain.country(iso3).is_some_and(|country| {
        chain.sites.iter().any(|site| {
            site.country == country
                && chain.processes[site.process.index()].outputs.iter().any(|output| output.material == material)
        })
    })
}

/// Days between two countries by the most specific row of the routes table.
pub(crate) fn transit_days(package: &Package, from: &str, to: &str) -> f64 {
    let Some(table) = package.table("routes") else { return 0.0 };
    let part = |want: &str, is: &str| match want {
        "*" => Some(0),
        want if want == is => Some(1),
        _ => None,
    };
    let mut best: Option<(u32, f64)> = None;
    for row in &table.rows {
        let rank = part(table.text(row, "from_country"), from)
            .zip(part(table.text(row, "to_country"), to))
            .map(|(from, to)| 2 * from + to);
        let days = table.number(row, "transit_days").unwrap_or(0.0);
        // Of equally specific rows the last one stands, as for the links of the chain.
        if let Some(rank) = rank.filter(|rank| best.is_none_or(|(known, _)| *rank >= known)) {
            best = Some((rank, days));
        }
    }
    best.map_or(0.0, |(_, days)| days)
}

/// Whether an end use takes more heavy than light neodymium magnets, over all countries.
pub(crate) fn mostly_heavy(chain: &Chain, end_use: EndUseId) -> bool {
    let used = |key: &str| {
        chain.material(key).map_or(0.0, |material| {
            let sites = buyers(chain, material, end_use);
            let flows = chain.links.iter().filter(|link| link.material == material && sites.contains(&link.buyer));
            flows.map(|link| link.flow.value()).sum::<f64>()
        })
    };
    used("ndfeb-heavy") >= used("ndfeb-light")
}

/// End uses of a material that the chain has in a country or its region.
pub(crate) fn end_uses_of(package: &Package, material: MaterialId, iso3: &str) -> Vec<String> {
    let chain = &package.chain;
    (0u32..)
        .zip(&chain.end_uses)
        .filter(|(n, _)| market(package, material, EndUseId(*n), iso3).is_some())
        .map(|(_, end_use)| end_use.key.clone())
        .collect()
}
