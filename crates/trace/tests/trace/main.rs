//! Origin and what follows from it, by hand, at random and on the default package.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod common;
mod origin;
mod random;
