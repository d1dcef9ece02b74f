//! Trade and what else is read beside it: files of other people, as they publish them.
//!
//! Each reader takes the publisher's own columns, in the publisher's order, and
//! names a header that has drifted. Nothing is dropped without a count.

pub mod baci;
