//! How critical a material is, by the methods others publish.
//!
//! Each method is a set of pure functions over arrays of numbers: who made how
//! much, who bought from whom, how stable a country is. Countries and materials
//! are numbers that the caller gives a meaning, so the same functions serve files
//! with BACI's numbers and the chain of the package.

pub mod concentration;
pub mod crma;
pub mod ec;
pub mod flows;
pub mod geopolrisk;
pub mod production;
pub mod stability;
pub mod stage;

/// Sum that is nought, not minus nought, of nothing.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(0.0, |sum, value| sum + value)
}

/// A country as a number: BACI's, or a position in the chain's list.
pub type Country = u16;
