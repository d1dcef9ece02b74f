//! The interface over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod client;
mod hardening;
mod jobs;
mod plans;
mod reading;
mod writing;
