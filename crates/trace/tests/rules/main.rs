//! Rules at their boundaries, worked by hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod benchmarks;
mod china;
mod common;
mod company;
mod defence;
mod properties;
