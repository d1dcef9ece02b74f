//! The engine against results of other people's programs, where they are at hand.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod inventory;
