//! The program against brute force, and what must always hold.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod common;
mod program;
mod second_stage;
mod squeeze;
