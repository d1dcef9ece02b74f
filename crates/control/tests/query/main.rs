//! What applies to a shipment, asked of the default package.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod common;
mod days;
mod edges;
mod goods;
