//! Black-box tests of every face of the report.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod controls;
mod csv_files;
mod figures;
mod fixture;
mod odd;
mod page;
mod plan_faces;
mod plan_text;
mod terminal;
