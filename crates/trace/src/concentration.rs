//! How concentrated a stage is.

use crate::origin::StageOrigin;
use coercivity_chain::{Bloc, Chain, CountryId};

/// Measures of one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// Herfindahl-Hirschman index, sum of the squares of the countries' shares, 0 to 1
    /// (Hirschman 1945); what is unknown counts as spread thin, so this is the least it can be.
    pub hhi: f64,
    /// The most it can be: all that is unknown is done in the top country.
    pub hhi_high: f64,
    /// Sum of the three largest shares.
    pub top_three: f64,
    /// Share that is left without the top country: N - 1 supply.
    pub without_top: f64,
    /// Number of countries with a share.
    pub countries: usize,
}

impl Concentration {
    /// Measures a stage.
    #[must_use]
    pub fn of(stage: &StageOrigin) -> Self {
        let shares: Vec<f64> = stage.shares.iter().map(|(_, share)| *share).collect();
        let top = shares.first().copied().unwrap_or(0.0);
        let hhi: f64 = shares.iter().map(|share| share * share).sum();
        let with_unknown = top + stage.unknown;
        Concentration {
            hhi,
            hhi_high: hhi - top * top + with_unknown * with_unknown,
            top_three: shares.iter().take(3).sum(),
            without_top: (1.0 - top - stage.unknown).max(0.0),
            countries: shares.len(),
        }
    }
}

/// Shares of a stage by bloc, in order of [`Bloc::ALL`]; what is unknown belongs to none.
#[must_use]
pub fn by_bloc(chain: &Chain, stage: &StageOrigin) -> [(Bloc, f64); 4] {
    let bloc_of = |country: CountryId| chain.countries[country.index()].bloc;
    Bloc::ALL.map(|bloc| (bloc, stage.shares.iter().filter(|(c, _)| bloc_of(*c) == bloc).map(|(_, s)| s).sum()))
}
