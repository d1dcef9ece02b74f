//! Questions to suppliers: one form per supplier, and their answers laid over a study.
//!
//! A form has a row per item, element and stage. Answers that are known already stand in it. When it comes back, a blank
//! cell changes nothing, so a form that went round unedited changes nothing either.

mod answers;
mod forms;

pub use answers::{Answers, Change, merge};
pub use forms::{Form, FormRow, forms};

use crate::LoadedStudy;
use crate::package::Files;
use crate::problem::Problems;
use crate::schema::{self, TableSchema};
use crate::table::{self, Table};

/// File of recycled shares in a study.
pub const RECYCLED_FILE: &str = "recycled.csv";
/// File of what suppliers declare in a study.
pub const DECLARATIONS_FILE: &str = crate::declarations::FILE;
/// File of the log in a study.
pub const REQUESTS_FILE: &str = "requests.csv";

/// In the column of stages: the share recovered from waste after use.
const RECYCLED: &str = "recycled";
/// In the column of countries: the supplier does not know.
const UNKNOWN: &str = "unknown";

/// Headers of a form; names follow the Additional Minerals Reporting Template where it has the field.
pub const COLUMNS: [&str; 13] = [
    "Supplier",
    "Requestor Product Number",
    "Requestor Product Name",
    "Element",
    "Stage",
    "Question",
    "Row",
    "Country",
    "Share (%)",
    "Smelter or Facility Name",
    "Evidence Document",
    "Date",
    "Reason if not answered",
];
/// The first column that a supplier fills in.
pub const FIRST_ANSWER: usize = 7;

/// A table of a study that may be missing, read against its schema.
fn optional(files: &Files, file: &str, schema: &'static TableSchema, problems: &mut Problems) -> Table {
    files.get(file).map_or_else(|| Table::empty(file, schema), |bytes| table::read(file, bytes, schema, problems))
}

/// Rows of `declarations.csv` as they were read.
fn declared(loaded: &LoadedStudy) -> Option<&Table> {
    loaded.tables.iter().find(|table| table.schema.name == schema::DECLARATIONS.name)
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Supplier.
    pub supplier: String,
    /// Item asked about.
    pub item: String,
    /// Day of the first request.
    pub sent: String,
    /// Day of the last answer.
    pub answered: String,
    /// `open`, `answered` or `refused`.
    pub state: String,
    /// Why it was refused.
    pub reason: String,
    /// Form sent, or answer read.
    pub file: String,
}

/// The log of a study.
///
/// # Errors
/// Every problem of the file.
pub fn requests(files: &Files) -> Result<Vec<Request>, Problems> {
    let mut problems = Problems::default();
    let table = optional(files, REQUESTS_FILE, &schema::REQUESTS, &mut problems);
    problems.into_result()?;
    let text = |row, column| table.text(row, column).to_owned();
    let read = |row| Request {
        supplier: text(row, "supplier"),
        item: text(row, "item"),
        sent: text(row, "sent"),
        answered: text(row, "answered"),
        state: text(row, "state"),
        reason: text(row, "reason"),
        file: text(row, "file"),
    };
    Ok(table.rows.iter().map(read).collect())
}

/// The log as a file.
#[must_use]
pub fn requests_csv(requests: &[Request]) -> String {
    csv_text(
        &schema::REQUESTS,
        requests.iter().map(|r| {
            [&r.supplier, &r.item, &r.sent, &r.answered, &r.state, &r.reason, &r.file].map(String::clone).to_vec()
        }),
    )
}

/// Rows under the header of a schema.
fn csv_text(schema: &TableSchema, rows: impl Iterator<Item = Vec<String>>) -> String {
    let header: Vec<String> = schema.fields.iter().map(|field| field.name.to_owned()).collect();
    records(std::iter::once(header).chain(rows))
}

/// Rows as CSV, quoted where needed.
#[must_use]
pub fn records(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .into_iter()
            .map(|cell| {
                if cell.contains([',', '"', '\n', '\r', ';']) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell
                }
            })
            .collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}
