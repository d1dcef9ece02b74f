//! Where each stage of a material is done, and what follows from it.
//!
//! [`origin`] solves for the countries in which each stage of what a line needs
//! is done. Nothing here reads files or prints.

pub mod criticality;
pub mod origin;
