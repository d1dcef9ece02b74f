//! What an export-control regime does to a shipment.
//!
//! [`scope`] says whether a control bites on goods going somewhere,
//! [`calendar`] counts the authority's working days, [`queue`] turns a filed
//! case into dates, [`query`] says what all of it means for one shipment.
//! [`draw`] and [`distribution`] supply the randomness, which depends on names
//! and ordinals only, never on the order of evaluation.

pub mod calendar;
pub mod distribution;
pub mod draw;
pub mod query;
pub mod queue;
pub mod scope;
