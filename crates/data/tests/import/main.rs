//! The importers of other people's files.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod baci;
mod comext;
mod common;
mod comtrade;
mod malformed;
mod production;
mod properties;
mod real;
