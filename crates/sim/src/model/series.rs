//! Flows that are counted: exports and imports by goods, origin and destination.

use super::base::Base;
use super::network::Network;
use coercivity_chain::{Chain, CountryId, Element, MaterialId};

/// When a shipment counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// On the day on which it clears customs.
    Export,
    /// On the day on which it arrives.
    Import,
}

/// What to count.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesSpec {
    /// Key.
    pub key: String,
    /// When a shipment counts.
    pub counted: Counted,
    /// Country or region of origin; `None` = all.
    pub from: Option<CountryId>,
    /// Country or region of destination; `None` = all but the origin.
    pub to: Option<CountryId>,
    /// Goods.
    pub goods: Vec<MaterialId>,
    /// Tonnes of this element; `None` = tonnes of the goods.
    pub content: Option<Element>,
}

/// A series laid over the links of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is counted.
    pub spec: SeriesSpec,
    /// Flow per day without events \[t\].
    pub base_per_day: f64,
}

/// Does a link count?
pub(super) fn counts(base: &Base, chain: &Chain, spec: &SeriesSpec, link: usize) -> bool {
    let link = &base.links[link];
    let country = |site: usize| CountryId(base.sites[site].country as u32);
    let (from, to) = (country(link.supplier), country(link.buyer));
    let within = |country: CountryId, region: Option<CountryId>| region.is_none_or(|r| chain.is_within(country, r));
    let leaves = from != to && spec.from.is_none_or(|region| !chain.is_within(to, region));
    leaves && within(from, spec.from) && within(to, spec.to) && spec.goods.iter().any(|good| good.index() == link.good)
}

/// Lays series over the links.
pub(super) fn place(net: &mut Network, base: &Base, chain: &Chain, specs: &[SeriesSpec]) -> Vec<Series> {
    let mut series: Vec<Series> = specs.iter().map(|spec| Series { spec: spec.clone(), base_per_day: 0.0 }).collect();
    for l in 0..net.link_base.len() {
        let start = net.series_of.len() as u32;
        let number = net.link_base[l];
        for (n, series) in (0u32..).zip(&mut series).filter(|(_, s)| counts(base, chain, &s.spec, number)) {
            let material = &chain.materials[base.links[number].good];
            let weight = series.spec.content.map_or(1.0, |element| material.fraction(element));
            series.base_per_day += weight * net.link_flow[l];
            net.series_of.push((n, weight));
        }
        net.link_series.push((start, net.series_of.len() as u32));
    }
    series
}
