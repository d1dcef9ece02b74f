//! Runs side by side: one value per run of a group.

/// Runs per group.
pub const LANES: usize = 8;

/// One number per run of a group.
pub type Lane = [f64; LANES];

/// The same number in every lane.
#[must_use]
pub const fn splat(value: f64) -> Lane {
    [value; LANES]
}

/// Flows below this share of normal are dust: they leave through the dust
/// ledger, which also keeps denormal numbers out of the arithmetic.
pub const DUST: f64 = 1e-12;

/// Bounds as one comparison, without the rules for NaN that `f64::max` and `f64::min`
/// carry and that keep a loop over lanes from becoming vector instructions.
pub(crate) trait Bounded {
    /// The value, or `least` where that is larger.
    fn at_least(self, least: f64) -> f64;
    /// The value, or `most` where that is smaller.
    fn at_most(self, most: f64) -> f64;
}

impl Bounded for f64 {
    #[inline(always)]
    fn at_least(self, least: f64) -> f64 {
        if self > least { self } else { least }
    }

    #[inline(always)]
    fn at_most(self, most: f64) -> f64 {
        if self < most { self } else { most }
    }
}
