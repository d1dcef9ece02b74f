//! Against BoARIO 0.7.2: its trajectories, day by day and industry by industry.
//!
//! The reference lies outside the project: without it these tests say so and pass.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod boario;
