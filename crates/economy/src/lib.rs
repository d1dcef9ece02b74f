//! Losses of whole economies from a physical shortage, industry by industry and day by day.
//!
//! The model is the adaptive regional input-output model (ARIO; Hallegatte 2008,
//! 2014) with inventories, as BoARIO (Juhel 2024) runs it: each industry makes to
//! orders within its capacity and its stocks, serves all buyers alike, and orders
//! what refills its stocks from suppliers in proportion to what they can make.
//!
//! 1. [`table`]: a multi-regional input-output table, laid out for one pass a day.
//! 2. [`event`]: what happens: capacity, capital, demand, deliveries.
//! 3. [`model`]: state and the daily step; [`step`] holds one file for each part.
//! 4. [`losses`]: what is lost against a year without events.
//!
//! The matrix of orders, industries by industries, never exists: each entry is a
//! product of the table's flow, a number of the supplier and a number of the pair of
//! buyer and kind of input. The head of [`step`] has the algebra.

mod cuts;
pub mod event;
pub mod losses;
pub mod model;
pub mod recovery;
pub mod settings;
pub mod step;
pub mod table;
mod tiles;

pub use event::{Course, Event, Kind, Priority};
pub use losses::{Losses, run};
pub use model::Model;
pub use recovery::Recovery;
pub use settings::{Orders, Semantics, Settings};
pub use table::{Table, TableError};
