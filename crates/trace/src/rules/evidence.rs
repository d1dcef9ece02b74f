//! Evidence of what was measured, and numbers at their limits.

use crate::origin::EvidenceShares;
use coercivity_chain::{Chain, CountryId, ItemEvidence};

/// Shares below this are rounding of the solver.
pub(super) const NOTHING: f64 = 1e-9;

/// Sums of floats may miss their limit by this much, relative to it.
const ROUNDING: f64 = 1e-12;

/// True when a number exceeds a limit by more than rounding.
pub(super) fn above(value: f64, limit: f64) -> bool {
    value > limit + ROUNDING * limit.abs()
}

/// True when a number reaches a limit, rounding apart.
pub(super) fn at_least(value: f64, limit: f64) -> bool {
    value >= limit - ROUNDING * limit.abs()
}

/// All of one kind.
pub(super) fn all_of(evidence: ItemEvidence) -> EvidenceShares {
    let mut shares = EvidenceShares::default();
    match evidence {
        ItemEvidence::Declared => shares.declared = 1.0,
        ItemEvidence::Public => shares.public = 1.0,
        ItemEvidence::Assumed => shares.assumed = 1.0,
    }
    shares
}

/// Evidence shares joined by weight.
#[derive(Debug, Default)]
pub(super) struct Joined {
    sum: EvidenceShares,
    weight: f64,
}

impl Joined {
    pub(super) fn add(&mut self, shares: &EvidenceShares, weight: f64) {
        self.sum.declared += weight * shares.declared;
        self.sum.public += weight * shares.public;
        self.sum.assumed += weight * shares.assumed;
        self.sum.unknown += weight * shares.unknown;
        self.weight += weight;
    }

    /// The mean; all unknown where nothing was joined.
    pub(super) fn shares(&self) -> EvidenceShares {
        if self.weight <= 0.0 {
            return EvidenceShares { unknown: 1.0, ..EvidenceShares::default() };
        }
        EvidenceShares {
            declared: self.sum.declared / self.weight,
            public: self.sum.public / self.weight,
            assumed: self.sum.assumed / self.weight,
            unknown: self.sum.unknown / self.weight,
        }
    }
}

/// True for a region that stands for countries without a row: which of them it is, nobody knows.
pub(super) fn is_nowhere(chain: &Chain, country: CountryId) -> bool {
    chain.countries[country.index()].iso3 == "XRW"
}
