//! Indicators after Article 5 of Regulation (EU) 2024/1252, on a chain.
//!
//! The article sets benchmarks for the Union as a whole by 2030: capacity for
//! extraction of at least 10 %, for processing 40 %, for recycling 25 % of its annual
//! consumption of strategic raw materials, and not more than 65 % of the consumption
//! of each, at any relevant stage of processing, from one third country. It binds no
//! firm.
//!
//! Here, per commodity and stage s, in tonnes of the elements that count:
//!
//! * `capacity share = sum of capacity of sites in the Union at s / C`, with C what the
//!   Union uses at the last stage followed (losses on the way are not added);
//! * `dependence = max over third countries c of purchases from c at s / purchases at s`.

use super::concentration::{Concentration, concentration};
use super::stage::{Purchase, StageSet, number};
use super::sum;
use coercivity_chain::{Chain, CountryId};

/// Benchmark for extraction, share of consumption.
pub const EXTRACTION: f64 = 0.10;
/// Benchmark for processing, share of consumption.
pub const PROCESSING: f64 = 0.40;
/// Benchmark for dependence on one third country, share of consumption.
pub const ONE_COUNTRY: f64 = 0.65;

/// A stage of a commodity.
#[derive(Debug, Clone, PartialEq)]
pub struct StageIndicator {
    /// Concentration of the world's production; `None` when nobody makes it.
    pub world: Option<Concentration>,
    /// What sites in the Union can make, in t per year.
    pub capacity_t: f64,
    /// What the Union buys at the stage, in t per year.
    pub purchases_t: f64,
    /// Capacity over consumption at the last stage; `None` without consumption.
    pub capacity_share: Option<f64>,
    /// Third country from which most is bought, and its share of purchases.
    pub largest: Option<(CountryId, f64)>,
    /// Share of purchases from countries without a row of their own.
    pub unknown_share: Option<f64>,
}

/// What a region buys at a stage, in t per year.
#[must_use]
pub fn consumption(chain: &Chain, set: &StageSet, union: CountryId) -> f64 {
    sum(bought(chain, set, union).iter().map(|purchase| purchase.tonnes))
}

fn bought(chain: &Chain, set: &StageSet, union: CountryId) -> Vec<Purchase> {
    set.purchases(chain).into_iter().filter(|purchase| chain.is_within(purchase.to, union)).collect()
}

/// Indicators of a stage; `consumption_t` is what the Union uses at the last stage followed.
///
/// `rest` is the region that stands for countries without a row: a share of it is
/// unknown, never one country's.
#[must_use]
pub fn indicator(
    chain: &Chain,
    set: &StageSet,
    union: CountryId,
    rest: Option<CountryId>,
    consumption_t: f64,
) -> StageIndicator {
    let purchases = bought(chain, set, union);
    let purchases_t = sum(purchases.iter().map(|purchase| purchase.tonnes));
    let capacity = set.capacity(chain).into_iter().filter(|(country, _)| chain.is_within(*country, union));
    let capacity_t = sum(capacity.map(|(_, tonnes)| tonnes));
    let share_of = |tonnes: f64| Some(tonnes / purchases_t).filter(|share| share.is_finite());
    let third = purchases.iter().filter(|p| !chain.is_within(p.from, union) && Some(p.from) != rest);
    let top = concentration(third.map(|purchase| (number(purchase.from), purchase.tonnes)));
    let largest = top.and_then(|top| {
        let share = share_of(top.top_share * top.total)?;
        Some((CountryId(u32::from(top.top)), share))
    });
    let unknown = sum(purchases.iter().filter(|p| Some(p.from) == rest).map(|p| p.tonnes));
    StageIndicator {
        world: set.concentration(chain),
        capacity_t,
        purchases_t,
        capacity_share: Some(capacity_t / consumption_t).filter(|share| share.is_finite()),
        largest,
        unknown_share: share_of(unknown),
    }
}
