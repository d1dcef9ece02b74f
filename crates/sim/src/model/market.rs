//! Which goods have a price, in which area, and how it responds.

use super::base::{Base, Spread};
use super::network::{NONE, Network};
use coercivity_chain::{Chain, MaterialId, Response};

/// A good with a price in one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Priced {
    /// Good.
    pub good: u32,
    /// Inside the controlling country.
    pub inside: bool,
    /// In slots whose stock makes the price.
    pub slots: Vec<u32>,
    /// Base price \[USD/t\].
    pub usd_per_t: f64,
    /// Exponent e: marginal = base x (target cover / cover)^(1/e).
    pub elasticity: Spread,
    /// Largest multiple of the base price.
    pub cap: f64,
    /// Days over which a marginal price falls back.
    pub recovery_days: f64,
    /// Days over which the contract price follows.
    pub contract_days: f64,
    /// Share bought at the marginal price.
    pub spot_share: f64,
}

/// Prices of the goods that are controlled or used by a line; `issuer` is the controlling country.
pub(super) fn priced(net: &Network, base: &Base, chain: &Chain, issuer: Option<usize>) -> Vec<Priced> {
    let mut list = Vec::new();
    for good in 0..chain.materials.len() {
        let id = MaterialId(good as u32);
        let slots: Vec<u32> = (0u32..).zip(&net.in_good).filter(|(_, g)| **g == id.0).map(|(slot, _)| slot).collect();
        if !slots.iter().any(|slot| concerned(net, *slot as usize)) {
            continue;
        }
        for inside in [false, true] {
            let is_inside = |slot: &u32| {
                let site = net.in_site[*slot as usize] as usize;
                issuer == Some(base.sites[site].country)
            };
            let slots: Vec<u32> = slots.iter().copied().filter(|slot| is_inside(slot) == inside).collect();
            let price = price_of(chain, id, issuer.filter(|_| inside));
            let (false, Some(usd_per_t)) = (slots.is_empty(), price) else { continue };
            let response = |response| chain.behaviour(response, Some(id));
            let value = |which, otherwise| response(which).map_or(otherwise, |p| p.value);
            list.push(Priced {
                good: id.0,
                inside,
                slots,
                usd_per_t,
                elasticity: response(Response::PriceElasticity)
                    .map_or(Spread::fixed(1.0), |p| Spread::new(p.low(), p.value, p.high())),
                cap: value(Response::PriceCap, 1.0),
                recovery_days: value(Response::PriceRecoveryDays, 1.0),
                contract_days: value(Response::PriceContractDays, 1.0),
                spot_share: value(Response::PriceSpotShare, 0.0),
            });
        }
    }
    list
}

/// Goods over a controlled or gated link, and those of a line.
fn concerned(net: &Network, slot: usize) -> bool {
    let links = super::span(net.in_links[slot]);
    let gated = |l: usize| net.link_gates[l].0 != net.link_gates[l].1;
    net.in_study[slot] || links.into_iter().any(|l| net.link_regime[l] != NONE || gated(l))
}

/// Base price in the controlling country, or anywhere else; either stands in for the other.
fn price_of(chain: &Chain, material: MaterialId, issuer: Option<usize>) -> Option<f64> {
    let of = |is_it: &dyn Fn(usize) -> bool| {
        chain.prices.iter().filter(|p| p.material == material).find(|p| is_it(p.area.index())).map(|p| p.usd_per_t)
    };
    let rest = chain.country("XRW").map(|c| c.index());
    let wanted = issuer.or(rest);
    of(&|area| Some(area) == wanted).or_else(|| of(&|_| true))
}
