//! The engine against cases worked by hand and against its invariants.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod common;
mod helps;
mod properties;
mod regimes;
mod worked;
