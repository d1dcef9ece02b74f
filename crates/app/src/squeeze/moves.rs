//! Controls that the issuer could lay: a material, to everyone or to where the lines are.

use super::Asked;
use coercivity_chain::{CountryId, Form, MaterialId};
use coercivity_sim::model::Model;
use std::collections::BTreeSet;

/// Least part of a year's world exports of the issuer that makes a control worth a look.
const LEAST_T_PER_YEAR: f64 = 0.1;

/// A control that could be laid.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) material: MaterialId,
    /// Countries that get nothing; empty = all.
    pub(super) to: Vec<CountryId>,
    /// Own exports stopped \[USD\]; 0 where the good has no price and none of its elements has.
    pub(super) exports_usd: f64,
    /// Own exports stopped \[t\].
    pub(super) exports_t: f64,
}

/// Every material that the issuer exports and that ends up in the lines, to all and to each region of the lines.
pub(super) fn candidates(asked: &Asked, model: &Model) -> Vec<Candidate> {
    let chain = &asked.loaded.package.chain;
    let union = chain.country("EUU");
    let region = |country: CountryId| union.filter(|u| chain.is_within(country, *u)).unwrap_or(country);
    let regions: BTreeSet<u32> = asked.loaded.study.lines.iter().map(|line| region(line.country).0).collect();
    let mut all = Vec::new();
    for material in upstream(model, chain.materials.len()) {
        let to = std::iter::once(Vec::new()).chain(regions.iter().map(|region| vec![CountryId(*region)]));
        for to in to {
            let t_per_year = exports_t_per_year(asked, model, material, &to);
            if t_per_year < LEAST_T_PER_YEAR {
                continue;
            }
            let exports_t = t_per_year * f64::from(asked.freeze_days) / 365.0;
            let exports_usd = exports_t * usd_per_t(asked, material);
            all.push(Candidate { material, to, exports_usd, exports_t });
        }
    }
    all
}

/// Chain materials that go into the lines, through all tiers.
fn upstream(model: &Model, materials: usize) -> Vec<MaterialId> {
    let net = &model.network;
    let mut sites: Vec<u32> = net.lines.iter().map(|line| line.site).collect();
    let mut seen: BTreeSet<u32> = sites.iter().copied().collect();
    let mut goods = BTreeSet::new();
    while let Some(site) = sites.pop() {
        let (from, to) = net.site_in[site as usize];
        for slot in from as usize..to as usize {
            goods.insert(net.in_good[slot]);
            for link in net.in_links[slot].0 as usize..net.in_links[slot].1 as usize {
                let supplier = net.out_site[net.link_out[link] as usize];
                if seen.insert(supplier) {
                    sites.push(supplier);
                }
            }
        }
    }
    goods.into_iter().filter(|good| (*good as usize) < materials).map(MaterialId).collect()
}

/// What the issuer sends to other countries, of the whole model.
fn exports_t_per_year(asked: &Asked, model: &Model, material: MaterialId, to: &[CountryId]) -> f64 {
    let (net, chain) = (&model.network, &asked.loaded.package.chain);
    let goes = |link: &usize| {
        let from = net.site_country[net.out_site[net.link_out[*link] as usize] as usize];
        let buyer = CountryId(net.site_country[net.in_site[net.link_in[*link] as usize] as usize]);
        from == asked.issuer.0
            && buyer != asked.issuer
            && net.in_good[net.link_in[*link] as usize] == material.0
            && (to.is_empty() || to.iter().any(|region| chain.is_within(buyer, *region)))
    };
    (0..net.link_flow.len()).filter(goes).map(|link| 365.0 * net.link_flow[link]).sum()
}

/// Price of a good, or of the oxides of what it holds.
fn usd_per_t(asked: &Asked, material: MaterialId) -> f64 {
    let chain = &asked.loaded.package.chain;
    if let Some(price) = chain.prices.iter().find(|price| price.material == material) {
        return price.usd_per_t;
    }
    let parts = &chain.materials[material.index()].composition;
    let value = |element| crate::plan::offers::usd_per_t_of(chain, element, Form::Oxide);
    parts.iter().map(|(element, fraction)| fraction.value() * value(*element)).sum()
}
