//! Runs side by side: one value per run of a group.

use std::ops::{Deref, DerefMut};

/// Runs per group.
pub const LANES: usize = 8;

/// One number per run of a group, in one line of the cache.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub struct Lane(pub [f64; LANES]);

impl Deref for Lane {
    type Target = [f64; LANES];

    #[inline(always)]
    fn deref(&self) -> &[f64; LANES] {
        &self.0
    }
}

impl DerefMut for Lane {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [f64; LANES] {
        &mut self.0
    }
}

impl Lane {
    /// A function of every lane.
    #[inline(always)]
    #[must_use]
    pub fn map(self, of: impl FnMut(f64) -> f64) -> Lane {
        Lane(self.0.map(of))
    }
}

/// The same number in every lane.
#[must_use]
pub const fn splat(value: f64) -> Lane {
    Lane([value; LANES])
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
