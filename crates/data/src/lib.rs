//! Files to chain and back.
//!
//! Two steps in: a file as written is read against its schema ([`table`],
//! TOML types), then references are resolved into a
//! [`coercivity_chain::Chain`] whose invariants hold ([`package`],
//! [`study_file`]). Every defect is a [`problem::Problem`] with file, row,
//! column, value and what would be right; all of them are reported at once.

pub mod balance;
pub mod bom;
mod bom_check;
pub mod check;
pub mod codes;
mod control_file;
mod declarations;
pub mod describe;
pub mod edges;
mod fact_file;
pub mod grid;
pub mod import;
pub mod package;
pub mod problem;
pub mod questionnaire;
mod resolve;
mod rule_file;
mod scenario_file;
pub mod schema;
pub mod study_file;
pub mod table;
mod toml_file;
pub mod trade;

pub use package::{Files, Package};
pub use problem::{Problem, Problems};
pub use study_file::LoadedStudy;

/// A CSV reader over a user's file that has no schema of its own, and whether its
/// numbers may have a decimal comma: `;` between cells, as spreadsheets of many
/// countries write them. Rows may be of different lengths; cells are trimmed.
#[must_use]
pub fn user_csv_reader(bytes: &[u8]) -> (csv::Reader<&[u8]>, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let delimiter = table::delimiter_of(bytes);
    let reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).delimiter(delimiter).from_reader(bytes);
    (reader, delimiter == b';')
}

/// A CSV reader over a file of the package that has no schema of its own.
#[must_use]
pub fn csv_reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::Reader::from_reader(bytes)
}
