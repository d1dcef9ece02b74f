//! The two precisions of a network: f32 to be fast, f64 to be compared.

use std::fmt::Debug;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub, SubAssign};

/// A floating-point number in which a network is stored and stepped.
pub trait Real:
    Copy
    + Debug
    + Default
    + PartialOrd
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + SubAssign
    + Sum
    + 'static
{
    /// Nothing.
    const ZERO: Self;
    /// The normal of every quantity of a network.
    const ONE: Self;
    /// More than any quantity of a network.
    const MOST: Self;
    /// Below this share of normal a quantity is dust: set to nothing, before it can become a
    /// denormal number and slow the processor down.
    const DUST: Self;

    /// Rounded from f64.
    fn of(value: f64) -> Self;
    /// Widened to f64.
    fn wide(self) -> f64;

    /// The lesser of two.
    #[inline(always)]
    #[must_use]
    fn least(self, other: Self) -> Self {
        if self < other { self } else { other }
    }

    /// The greater of two.
    #[inline(always)]
    #[must_use]
    fn most(self, other: Self) -> Self {
        if self > other { self } else { other }
    }

    /// Nothing in place of dust, and of what is below nothing.
    #[inline(always)]
    #[must_use]
    fn swept(self) -> Self {
        if self < Self::DUST { Self::ZERO } else { self }
    }
}

macro_rules! real {
    ($kind:ident) => {
        impl Real for $kind {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const MOST: Self = $kind::INFINITY;
            const DUST: Self = 1e-12;

            #[inline(always)]
            fn of(value: f64) -> Self {
                value as $kind
            }

            #[inline(always)]
            fn wide(self) -> f64 {
                f64::from(self)
            }
        }
    };
}

real!(f32);
real!(f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dust_is_nothing_and_less_than_nothing_too() {
        assert_eq!(9e-13f64.swept(), 0.0);
        assert_eq!((-1.0f32).swept(), 0.0);
        assert_eq!(2e-12f32.swept(), 2e-12);
        assert_eq!((0.5 * f32::DUST).swept(), 0.0, "swept before it is denormal");
    }

    #[test]
    fn least_and_most_take_one_of_the_two() {
        assert_eq!((1.0f32.least(2.0), 1.0f32.most(2.0)), (1.0, 2.0));
        assert_eq!(f64::MOST.least(2.0), 2.0);
    }
}
