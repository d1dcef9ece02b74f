//! The index by hand, and what must hold in every network.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod hand;
mod laws;
