//! Numbers with their unit in the type.
//!
//! They are thin on purpose: a newtype stops a tonne from being read as a day,
//! arithmetic is done on [`value`](Tonnes::value) inside the engine, whose
//! arrays name the unit in the field.

use serde::{Deserialize, Serialize};

/// Days in a year, by which yearly rates become daily ones (rates are t/yr / 365).
pub const DAYS_PER_YEAR: f64 = 365.0;

macro_rules! quantities {
    ($($(#[$doc:meta])* $name:ident [$unit:literal]),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl $name {
            /// Unit of the number.
            pub const UNIT: &'static str = $unit;

            /// The bare number, in [`Self::UNIT`].
            #[must_use]
            pub const fn value(self) -> f64 {
                self.0
            }
        }
    )+};
}

quantities! {
    /// Mass.
    Tonnes ["t"],
    /// A yearly rate.
    TonnesPerYear ["t/yr"],
    /// A daily rate.
    TonnesPerDay ["t/day"],
    /// Calendar days.
    Days ["days"],
    /// A share between 0 and 1.
    Share ["share"],
    /// Mass of an element in the mass of a material.
    MassFraction ["t/t"],
}

impl TonnesPerYear {
    /// The same rate per day.
    #[must_use]
    pub fn per_day(self) -> TonnesPerDay {
        TonnesPerDay(self.0 / DAYS_PER_YEAR)
    }
}
