//! Runs side by side: one value per run of a group.

use std::ops::{Add, AddAssign, Deref, DerefMut, Div, DivAssign, Mul, MulAssign, Range, Sub, SubAssign};

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
    pub fn map(mut self, of: impl Fn(f64) -> f64) -> Lane {
        for lane in 0..LANES {
            self.0[lane] = of(self.0[lane]);
        }
        self
    }

    /// A function of every lane and that of another.
    #[inline(always)]
    #[must_use]
    pub fn with(mut self, other: Lane, of: impl Fn(f64, f64) -> f64) -> Lane {
        for lane in 0..LANES {
            self.0[lane] = of(self.0[lane], other.0[lane]);
        }
        self
    }

    /// The values, or `least` where that is larger.
    #[inline(always)]
    #[must_use]
    pub fn at_least(self, least: f64) -> Lane {
        self.map(|value| Bounded::at_least(value, least))
    }

    /// The values, or those of `most` where these are smaller.
    #[inline(always)]
    #[must_use]
    pub fn at_most(self, most: Lane) -> Lane {
        self.with(most, Bounded::at_most)
    }

    /// The values where `keep` says so, else those of `other`.
    #[inline(always)]
    #[must_use]
    pub fn or(mut self, keep: Mask, other: Lane) -> Lane {
        for lane in 0..LANES {
            self.0[lane] = if keep[lane] { self.0[lane] } else { other.0[lane] };
        }
        self
    }

    /// Where a condition holds between the lanes and those of another.
    #[inline(always)]
    #[must_use]
    pub fn is(self, other: Lane, condition: impl Fn(f64, f64) -> bool) -> Mask {
        let mut mask = [false; LANES];
        for lane in 0..LANES {
            mask[lane] = condition(self.0[lane], other.0[lane]);
        }
        mask
    }
}

/// Yes or no for each run of a group.
pub type Mask = [bool; LANES];

/// Does it hold in any lane?
#[inline(always)]
pub(crate) fn any(mask: Mask) -> bool {
    mask.iter().fold(false, |any, lane| any | lane)
}

/// Where both hold.
#[inline(always)]
pub(crate) fn both(mut a: Mask, b: Mask) -> Mask {
    for lane in 0..LANES {
        a[lane] &= b[lane];
    }
    a
}

/// Where a day has come.
#[inline(always)]
pub(crate) fn reached(from: &[u16; LANES], day: usize) -> Mask {
    let mut reached = [false; LANES];
    for lane in 0..LANES {
        reached[lane] = day >= usize::from(from[lane]);
    }
    reached
}

macro_rules! operator {
    ($operator:ident, $name:ident, $assign:ident, $name_assign:ident, $of:expr) => {
        impl $operator for Lane {
            type Output = Lane;
            #[inline(always)]
            fn $name(self, other: Lane) -> Lane {
                self.with(other, $of)
            }
        }

        impl $operator<f64> for Lane {
            type Output = Lane;
            #[inline(always)]
            fn $name(self, other: f64) -> Lane {
                self.with(splat(other), $of)
            }
        }

        impl $assign for Lane {
            #[inline(always)]
            fn $name_assign(&mut self, other: Lane) {
                *self = self.with(other, $of);
            }
        }
    };
}
operator!(Add, add, AddAssign, add_assign, |a, b| a + b);
operator!(Sub, sub, SubAssign, sub_assign, |a, b| a - b);
operator!(Mul, mul, MulAssign, mul_assign, |a, b| a * b);
operator!(Div, div, DivAssign, div_assign, |a, b| a / b);

/// The same number in every lane.
#[must_use]
pub const fn splat(value: f64) -> Lane {
    Lane([value; LANES])
}

/// Flows below this share of normal are dust: they leave through the dust
/// ledger, which also keeps denormal numbers out of the arithmetic.
pub const DUST: f64 = 1e-12;

/// A function over lanes, compiled for every x86-64 and again for those with AVX2 and
/// with AVX-512; the first call picks what the machine has. All of them do the same
/// operations in the same order, and products and sums are never fused, so results have
/// the same bits. Whatever such a function calls must be `#[inline(always)]`, else it
/// runs in its plain form.
macro_rules! wide {
    ($($function:tt)*) => {
        #[multiversion::multiversion(targets(
            "x86_64+avx+avx2+avx512f+avx512bw+avx512dq+avx512vl",
            "x86_64+avx+avx2",
        ))]
        $($function)*
    };
}
pub(crate) use wide;

/// The places of a range, one at a time.
///
/// Left alone, the compiler makes vectors of neighbouring links, gathered number by number,
/// where the lanes of one link already are a vector. It cannot see through these places, so
/// it takes the lanes.
#[inline(always)]
pub(crate) fn one_by_one(range: Range<usize>) -> impl Iterator<Item = usize> + Clone {
    range.map(std::hint::black_box)
}

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
