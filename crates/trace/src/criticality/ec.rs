//! Supply risk and economic importance after the European Commission.
//!
//! Blengini et al. (2017), *Methodology for establishing the EU list of critical raw
//! materials: guidelines*, Publications Office of the EU; used for the lists of 2017,
//! 2020 and 2023:
//!
//! * `H = sum over countries of S^2 x WGI x t`, S share of supply, WGI instability from 0
//!   to 10, t trade parameter;
//! * `SR = (H_GS x IR/2 + H_EU x (1 - IR/2)) x (1 - EoL_RIR) x SI_SR`, with supply of the
//!   world (GS) and sourcing of the Union (EU), import reliance IR, end-of-life recycling
//!   input rate and substitution index; of extraction and processing the higher counts;
//! * `EI = sum over uses of A x Q / Q_max x 10 x SI_EI`, A share of use in a sector, Q its
//!   value added, Q_max the largest value added of a sector.
//!
//! A material is critical at `SR >= 1` and `EI >= 2.8`.

use super::Country;

/// Threshold of supply risk.
pub const SUPPLY_RISK: f64 = 1.0;
/// Threshold of economic importance.
pub const ECONOMIC_IMPORTANCE: f64 = 2.8;
/// Value added of the sector with the highest one, C28 machinery, in the 2023 study \[MEUR\].
pub const LARGEST_VALUE_ADDED_MEUR: f64 = 204_200.0;
/// Instability from 0 to 10 of a country that has no figure.
pub const UNKNOWN_INSTABILITY: f64 = 5.0;

/// Supply of a material at a stage as arrays, one entry per country.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Supply {
    /// Country.
    pub country: Vec<Country>,
    /// Share of supply, 0 to 1.
    pub share: Vec<f64>,
    /// Trade parameter.
    pub trade_factor: Vec<f64>,
    /// Instability, 0 to 10.
    pub instability: Vec<f64>,
}

/// Instability from 0 to 10 of an estimate of governance from -2.5 to 2.5.
#[must_use]
pub fn instability(estimate: f64) -> f64 {
    (2.0 * (2.5 - estimate)).clamp(0.0, 10.0)
}

/// `H`: concentration weighted by instability and trade.
#[must_use]
pub fn weighted_concentration(supply: &Supply) -> f64 {
    let rows = supply.share.iter().zip(&supply.trade_factor).zip(&supply.instability);
    rows.map(|((share, factor), instability)| share * share * instability * factor).sum()
}

/// What enters a supply risk besides concentration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Import reliance, 0 to 1.
    pub import_reliance: f64,
    /// End-of-life recycling input rate, 0 to 1.
    pub eol_rir: f64,
    /// Substitution index of supply risk, 0 to 1.
    pub substitution: f64,
}

/// Supply risk from `H` of the world and of the Union's sourcing; without the latter
/// the world's stands for both, as the guidelines say for poor data.
#[must_use]
pub fn supply_risk(global: f64, union: Option<f64>, terms: &Terms) -> f64 {
    let half = terms.import_reliance / 2.0;
    (global * half + union.unwrap_or(global) * (1.0 - half)) * (1.0 - terms.eol_rir) * terms.substitution
}

/// Economic importance from uses as pairs of share and value added \[MEUR\].
#[must_use]
pub fn economic_importance(uses: &[(f64, f64)], substitution: f64) -> f64 {
    let weighted: f64 = uses.iter().map(|(share, value_added)| share * value_added).sum();
    10.0 * weighted / LARGEST_VALUE_ADDED_MEUR * substitution
}
