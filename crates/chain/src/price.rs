//! Base prices and how buyers and prices respond.

use crate::{CountryId, Evidence, MaterialId, Parameter};
use serde::{Deserialize, Serialize};

/// Price of a material in the base year.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// Material.
    pub material: MaterialId,
    /// Country in which it is paid; `XRW` = anywhere else.
    pub area: CountryId,
    /// Price \[USD/t\].
    pub usd_per_t: f64,
    /// What it is: spot, contract, unit value.
    pub kind: String,
    /// Evidence.
    pub evidence: Evidence,
}

/// A number that says how buyers or prices respond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Days over which the chain's buyers close gaps of their input stocks.
    RestockDays,
    /// Exponent e of the marginal price: base x (target cover / cover)^(1/e).
    PriceElasticity,
    /// Largest multiple of the base price.
    PriceCap,
    /// Days over which a marginal price falls back.
    PriceRecoveryDays,
    /// Days over which the contract price follows the marginal one.
    PriceContractDays,
    /// Share of purchases at the marginal price.
    PriceSpotShare,
}

/// A response, for one material or all.
#[derive(Debug, Clone, PartialEq)]
pub struct Behaviour {
    /// Which response.
    pub response: Response,
    /// Material; `None` = all.
    pub material: Option<MaterialId>,
    /// Value with range and evidence.
    pub value: Parameter,
}
