//! Numbers in lanes: one 64-byte line holds the same firm's state in several cascades.

use std::fmt::Debug;

/// Floating point of either width.
pub(crate) trait Real: Copy + PartialOrd + Send + Sync + Debug + 'static {
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// Nearest number of this width.
    fn of(value: f64) -> Self;
    /// As `f64`, exactly.
    fn wide(self) -> f64;
    /// Sum.
    fn plus(self, other: Self) -> Self;
    /// Difference.
    fn minus(self, other: Self) -> Self;
    /// Product.
    fn times(self, other: Self) -> Self;
    /// The larger; not-a-number cannot occur here, so one comparison is enough.
    fn or_more(self, other: Self) -> Self {
        if self > other { self } else { other }
    }
    /// The smaller.
    fn or_less(self, other: Self) -> Self {
        if self < other { self } else { other }
    }
}

macro_rules! real {
    ($float:ty) => {
        impl Real for $float {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            #[inline(always)]
            fn of(value: f64) -> Self {
                value as $float
            }
            #[inline(always)]
            fn wide(self) -> f64 {
                f64::from(self)
            }
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }
            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self - other
            }
            #[inline(always)]
            fn times(self, other: Self) -> Self {
                self * other
            }
        }
    };
}
real!(f32);
real!(f64);

/// A loss as small as this is none: numbers near the smallest that `f32` holds are slow to work with.
pub(crate) const DUST: f64 = 1e-18;

/// Share of a sector's output below which nothing is left of it.
pub(crate) const NOTHING: f64 = 1e-10;
/// Stands for one over nothing: large enough to make any market share 1, small enough not to overflow.
pub(crate) const OVER_NOTHING: f64 = 1e30;

/// One value per lane; starts at a cache line.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))]
pub(crate) struct Line<R, const K: usize>(pub(super) [R; K]);

impl<R: Real, const K: usize> Line<R, K> {
    /// The same value in all lanes.
    #[inline(always)]
    pub(super) fn all(value: R) -> Self {
        Line([value; K])
    }

    /// Lane by lane.
    #[inline(always)]
    pub(super) fn map2(self, other: Self, f: impl Fn(R, R) -> R) -> Self {
        Line(std::array::from_fn(|lane| f(self.0[lane], other.0[lane])))
    }

    /// The larger, lane by lane.
    #[inline(always)]
    pub(super) fn or_more(self, other: Self) -> Self {
        self.map2(other, R::or_more)
    }

    /// Not above `limit`.
    #[inline(always)]
    pub(super) fn at_most(self, limit: R) -> Self {
        Line(self.0.map(|value| value.or_less(limit)))
    }

    /// Nothing in place of what is too small to matter.
    #[inline(always)]
    pub(super) fn without_dust(self) -> Self {
        let dust = R::of(DUST);
        Line(self.0.map(|value| if value > dust { value } else { R::ZERO }))
    }

    /// `self + factor * other`, rounded twice: a fused product would not be the same everywhere.
    #[inline(always)]
    pub(super) fn plus_times(self, factor: R, other: &Self) -> Self {
        Line(std::array::from_fn(|lane| self.0[lane].plus(factor.times(other.0[lane]))))
    }
}
