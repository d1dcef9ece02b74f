//! The engine of Coercivity.
//!
//! Life of a run, in the order of evaluation:
//!
//! 1. [`model`] turns chain, study and scenario into dense arrays once: lines
//!    are carved out of the chain, flows are scaled to an exact fixed point,
//!    controls become per-day schedules.
//! 2. [`params`] draws what is uncertain, once per run.
//! 3. [`state`] is filled with the fixed point: stocks at target, pipelines
//!    full, books empty.
//! 4. [`step`] advances a day, 365 times a year: events, arrivals, activity,
//!    licences, rationing, dispatch, orders.
//! 5. [`ensemble`] does this for all runs, eight in the lanes of one group,
//!    groups in parallel; [`summary`] reduces to quantiles.
//!
//! No input or output, no clock, no printing. The family of the model is the
//! firm-level inventory model of Henriet, Hallegatte & Tabourier (2012) and
//! Inoue & Todo (2019), with joint production, licences and transit added.

#![expect(
    clippy::needless_range_loop,
    reason = "a loop over lanes indexes several arrays at once and reads as the formula it is"
)]

pub mod conserve;
pub mod curve;
pub mod digest;
pub mod drivers;
pub mod ensemble;
pub mod firms;
pub mod lanes;
pub mod model;
pub mod params;
mod prices;
pub mod record;
pub mod score;
pub mod state;
pub mod step;
pub mod story;
pub mod summary;
