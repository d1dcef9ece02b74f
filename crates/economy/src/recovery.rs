//! How what was lost comes back.

/// Course of a recovery. `tau` is its length in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// All at once.
    AtOnce,
    /// The same share each day, done after `tau` days.
    Linear,
    /// Fast at first: `(1 - 1/tau)^(4 e)` is left after `e` days.
    Convex,
    /// Fast at first, without the factor 4: `(1 - 1/tau)^e`.
    ConvexSlow,
    /// Slow at first: `tau / (tau + 1e-6 e^p)`, `p = (ln tau - ln 1e-6) / (ln tau - ln 2)`,
    /// so that half is left after `tau / 2` days.
    Concave,
}

impl Recovery {
    /// Share of the loss that is left after `elapsed_days` of recovery, 1 at the start.
    #[must_use]
    pub fn left(self, elapsed_days: f64, tau_days: f64) -> f64 {
        let tau = tau_days.max(1.0);
        let left = match self {
            Recovery::AtOnce => 0.0,
            Recovery::Linear => 1.0 - elapsed_days / tau,
            Recovery::Convex => libm::pow(1.0 - 1.0 / tau, 4.0 * elapsed_days),
            Recovery::ConvexSlow => libm::pow(1.0 - 1.0 / tau, elapsed_days),
            // The exponent has no value at tau = 2 and the wrong sign below.
            Recovery::Concave if tau <= 2.0 => 1.0 - elapsed_days / tau,
            Recovery::Concave => {
                let steep = (libm::log(tau) - libm::log(1e-6)) / (libm::log(tau) - libm::log(2.0));
                tau / (tau + 1e-6 * libm::pow(elapsed_days, steep))
            }
        };
        left.clamp(0.0, 1.0)
    }
}
