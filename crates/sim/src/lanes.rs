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
