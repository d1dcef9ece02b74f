//! An axis of amounts: from zero, or logarithmic where the amounts differ widely.

use super::axis::{Scale, log_ticks, ticks};

/// Largest over smallest amount from which on the axis is logarithmic.
const LOG_FROM: f64 = 8.0;

/// Room for amounts of zero, which have no logarithm \[px\].
const GUTTER: f64 = 30.0;

/// Where amounts are on one side of a figure.
#[derive(Debug)]
pub(super) struct Amounts {
    /// Of the amount, or of its logarithm.
    scale: Scale,
    /// True where `scale` maps decimal logarithms.
    pub(super) log: bool,
    /// Pixel of zero.
    zero: f64,
    /// Amounts with a grid line.
    pub(super) ticks: Vec<f64>,
}

impl Amounts {
    /// An axis for some amounts between two pixels, with about `most` steps.
    pub(super) fn of(amounts: &[f64], (start, end): (f64, f64), most: usize) -> Self {
        let positive = || amounts.iter().copied().filter(|amount| amount.is_finite() && *amount > 0.0);
        let (low, high) = (positive().fold(f64::INFINITY, f64::min), positive().fold(0.0, f64::max));
        if high > 0.0 && high / low >= LOG_FROM {
            let (from, to, mut values) = log_ticks(low, high, most + 1);
            let some_zero = positive().count() < amounts.len();
            let gutter = if some_zero { GUTTER * (end - start).signum() } else { 0.0 };
            if some_zero {
                values.insert(0, 0.0);
            }
            let scale = Scale { from: from.log10(), to: to.log10(), start: start + gutter, end };
            return Self { scale, log: true, zero: start, ticks: values };
        }
        let (to, values) = ticks(high, most as f64);
        Self { scale: Scale { from: 0.0, to, start, end }, log: false, zero: start, ticks: values }
    }

    /// The pixel of an amount; what is below zero or no number stays at zero.
    pub(super) fn at(&self, amount: f64) -> f64 {
        match (amount > 0.0, self.log) {
            (false, _) => self.zero,
            (true, true) => self.scale.at(amount.log10()),
            (true, false) => self.scale.at(amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_amounts_are_logarithmic_and_zero_has_a_place() {
        let axis = Amounts::of(&[0.0, 1.0, 1_000.0], (300.0, 0.0), 5);
        assert!(axis.log);
        let places = [0.0, 1.0, 10.0, 1_000.0].map(|amount| axis.at(amount));
        assert!(places.windows(2).all(|pair| pair[0] > pair[1] + 20.0), "{places:?}");
        assert!((axis.at(f64::NAN) - 300.0).abs() < 1e-9);
        assert!(!Amounts::of(&[2.0, 3.0], (0.0, 100.0), 5).log);
        for odd in [vec![], vec![0.0], vec![f64::NAN, f64::INFINITY], vec![1e-300, f64::MAX]] {
            let axis = Amounts::of(&odd, (0.0, 100.0), 5);
            assert!(axis.ticks.iter().all(|tick| axis.at(*tick).is_finite()), "{odd:?}");
        }
    }
}
