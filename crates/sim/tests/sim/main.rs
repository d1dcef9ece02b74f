//! The engine against cases worked by hand and against its invariants.

mod common;
mod properties;
mod worked;
