//! Trade and what else is read beside it: files of other people, as they publish them.
//!
//! Each reader takes the publisher's own columns and names a header that has
//! drifted. Nothing is dropped without a count.

pub mod baci;
pub mod codes;
pub mod production;
mod sheet;
pub mod stability;
