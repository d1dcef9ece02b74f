//! Where each stage of a material is done, and what follows from it.
//!
//! [`origin`] solves for the countries in which each stage of what a line needs
//! is done, [`concentration`] measures how few they are, [`rules`] holds them against
//! dated rules. Nothing here reads files or prints.

pub mod concentration;
pub mod criticality;
pub mod origin;
pub mod rules;
pub mod systemic;
