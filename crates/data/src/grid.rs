//! Other people's tables: cells with their rows, from CSV text or a spreadsheet, before anybody knows what they mean.

pub mod number;
mod text;
mod workbook;

use crate::problem::Problem;

/// Largest file read, packed.
const MAX_BYTES: usize = 32 << 20;
/// Most rows of one table.
const MAX_ROWS: usize = 200_000;
/// Most columns of one table.
const MAX_COLUMNS: usize = 500;
/// Most cells of one table that hold something.
const MAX_CELLS: usize = 2_000_000;
/// Longest text of a cell, in bytes; what is longer is no name or number.
const MAX_CELL: usize = 10_000;

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridCell {
    /// Text as shown, trimmed.
    pub text: String,
    /// Number, where a spreadsheet stores one; text of CSV is never read as a number here.
    pub number: Option<f64>,
}

/// One row that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// Line in the file or row of the sheet, from 1.
    pub line: u64,
    /// Cells from the first column on; rows may differ in length.
    pub cells: Vec<GridCell>,
}

impl GridRow {
    /// Text of a cell; empty beyond the end of the row.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }
}

/// One table: a CSV file or a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// File, and the sheet where there is one, for messages.
    pub file: String,
    /// Name of the sheet; empty for CSV.
    pub sheet: String,
    /// What separates cells, for CSV.
    pub delimiter: Option<u8>,
    /// Rows that hold something, in file order.
    pub rows: Vec<GridRow>,
}

/// Reads a file: one table for CSV, one per sheet for a spreadsheet. `sheet` keeps only that one.
///
/// # Errors
/// When the file is too large, is neither CSV nor XLSX, or has no such sheet.
pub fn read(file: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Grid>, Box<Problem>> {
    if bytes.len() > MAX_BYTES {
        let message = format!("{} MB is larger than the limit of {} MB", bytes.len() >> 20, MAX_BYTES >> 20);
        return Err(Problem::new("E001", file, message, "save only the sheet with the table").into());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::read(file, bytes, sheet);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let hint = "open it in a spreadsheet and save it as .xlsx without a password, or as CSV";
        return Err(Problem::new("E001", file, "an old .xls or a protected file, which is not read", hint).into());
    }
    if let Some(name) = sheet {
        let hint = "name a sheet only for .xlsx files";
        return Err(Problem::new("E009", file, "a CSV file has no sheets", hint).cell("sheet", name).into());
    }
    text::read(file, bytes).map(|grid| vec![grid])
}

/// A problem of a table with more in it than is read.
fn too_large(file: &str, what: &str, most: usize) -> Problem {
    Problem::new("E001", file, format!("more than {most} {what}"), "save only the part with the table")
}
