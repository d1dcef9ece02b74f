//! GeoPolRisk: the risk that a country's supply of a material breaks off.
//!
//! Gemechu, Helbig, Sonnemann, Thorenz & Tuma (2016), *Import-based indicator for
//! the geopolitical supply risk of raw materials in life cycle sustainability
//! assessments*, Journal of Industrial Ecology 20(1); domestic
//! production after Helbig et al. (2016); characterisation factor after
//! Santillán-Saldivar et al. (2022). As in geopolrisk-py 2.0.1:
//!
//! * concentration `HHI = sum P_p^2 / (sum P_p)^2` over all producers p;
//! * import risk `IR = sum q_i g_i / (sum q_i + P_c)` with the instability g of
//!   exporter i, nought for exporters inside the economic unit;
//! * score `HHI x IR`; price `sum v_i / sum q_i`; factor `score x price / 0.409412948`.
//!
//! For a unit of several countries each is summed over its members; what they sell
//! to each other counts as safe supply.

use super::Country;
use super::flows::Flows;
use super::production::Production;
use super::stability::Stability;

/// Instability of an exporter that has no figure.
pub const UNKNOWN_INSTABILITY: f64 = 0.5;
/// Score x price of copper, mean of OECD countries 2017-2021 \[USD/kg\] (Santillán-Saldivar et al. 2022).
pub const COPPER_USD_PER_KG: f64 = 0.409_412_948;

/// A country, or several that count as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    members: Vec<Country>,
}

impl Unit {
    /// From its members, in any order.
    #[must_use]
    pub fn new(mut members: Vec<Country>) -> Self {
        members.sort_unstable();
        members.dedup();
        Unit { members }
    }

    /// True when a country belongs to it.
    #[must_use]
    pub fn has(&self, country: Country) -> bool {
        self.members.binary_search(&country).is_ok()
    }
}

/// The world in which is asked.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// Trade.
    pub flows: &'a Flows,
    /// Production.
    pub production: &'a Production,
    /// Stability.
    pub stability: &'a Stability,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Material, as production has it.
    pub material: u32,
    /// Products under which it is traded; their gross weights are summed.
    pub products: &'a [u32],
    /// Calendar year.
    pub year: u16,
    /// Who asks.
    pub unit: &'a Unit,
}

/// What a unit bought, and from whom.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Imports {
    /// Weight, in t; flows without weight left out.
    pub quantity_t: f64,
    /// Value, in thousand USD; of all flows, those without weight too.
    pub value_kusd: f64,
    /// Weight x instability of the exporter, in t.
    pub at_risk_t: f64,
    /// Weight from exporters without a figure of stability, in t; taken as 0.5.
    pub unrated_t: f64,
    /// Weight from the exporter that sold most in one flow, in t.
    pub largest_t: f64,
    /// That exporter.
    pub largest: Option<Country>,
    /// Value of flows without weight, in thousand USD: in the price, not in the risk.
    pub unweighed_kusd: f64,
}

/// The answer; `None` where there is nothing to compute it from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Risk {
    /// Concentration of production, 0 to 1.
    pub hhi: Option<f64>,
    /// Import risk, 0 to 1. `None` when nobody in the world traded the products.
    pub import_risk: Option<f64>,
    /// Score, 0 to 1.
    pub score: Option<f64>,
    /// Unit value of imports, in USD per kg. `None` without weighed imports.
    pub price_usd_per_kg: Option<f64>,
    /// Characterisation factor, in kg of copper per kg.
    pub factor: Option<f64>,
    /// Production of the unit, in t.
    pub domestic_t: f64,
    /// Imports.
    pub imports: Imports,
}

/// Imports of a unit, summed over its members in order of their number.
#[must_use]
pub fn imports(world: &World<'_>, question: &Question<'_>) -> Imports {
    let mut sum = Imports::default();
    for product in question.products {
        for member in &question.unit.members {
            let bought = world.flows.purchases(question.year, *product, *member);
            for ((exporter, value), quantity) in bought.exporter.iter().zip(bought.value_kusd).zip(bought.quantity_t) {
                sum.value_kusd += value;
                if quantity.is_nan() {
                    sum.unweighed_kusd += value;
                    continue;
                }
                sum.quantity_t += quantity;
                if question.unit.has(*exporter) {
                    continue;
                }
                let instability = world.stability.of(*exporter, question.year);
                if instability.is_none() {
                    sum.unrated_t += quantity;
                }
                sum.at_risk_t += quantity * instability.unwrap_or(UNKNOWN_INSTABILITY);
                if *quantity > sum.largest_t {
                    sum.largest_t = *quantity;
                    sum.largest = Some(*exporter);
                }
            }
        }
    }
    sum
}

/// GeoPolRisk of a material for a unit in a year.
///
/// Where the products are traded but the unit neither buys nor makes anything, the
/// import risk is nought, as published. Where nobody in the world trades them,
/// nought would read as safe, so there is no answer.
#[must_use]
pub fn risk(world: &World<'_>, question: &Question<'_>) -> Risk {
    let hhi = world.production.hhi(question.material, question.year);
    let domestic_t = world.production.of(question.material, question.year, |country| question.unit.has(country));
    let imports = imports(world, question);
    let traded = question.products.iter().any(|product| world.flows.is_traded(question.year, *product));
    let supply_t = imports.quantity_t + domestic_t;
    let import_risk = traded.then_some(if supply_t > 0.0 { imports.at_risk_t / supply_t } else { 0.0 });
    let score = hhi.zip(import_risk).map(|(hhi, risk)| hhi * risk);
    let price_usd_per_kg = Some(imports.value_kusd / imports.quantity_t).filter(|price| price.is_finite());
    let factor = score.zip(price_usd_per_kg).map(|(score, price)| score * price / COPPER_USD_PER_KG);
    Risk { hhi, import_risk, score, price_usd_per_kg, factor, domestic_t, imports }
}
