//! An edge list in a Parquet file: columns `supplier`, `buyer` and `value` by name.

use super::file::Names;
use super::{Edge, Edges, MOST};
use crate::problem::{Findings, Problem, Problems};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Columns that are read.
const COLUMNS: [&str; 3] = ["supplier", "buyer", "value"];
/// Largest value, and longest name \[bytes\], as in a CSV file.
const LARGEST: f64 = 1e15;
const LONGEST: usize = 200;

/// Reads the edge list of a Parquet file, uncompressed or compressed with Snappy.
///
/// # Errors
/// Every defect of the file; rows count from 1.
pub fn read(name: &str, input: impl ChunkReader + 'static) -> Result<Edges, Problems> {
    // The library gives up on some broken files instead of saying what is wrong.
    let done = catch_unwind(AssertUnwindSafe(|| rows(name, input)));
    done.unwrap_or_else(|_| Err(Problems(vec![unreadable(name, "its pages are not what its footer says")])))
}

fn unreadable(name: &str, why: &str) -> Problem {
    let hint = "write it anew, uncompressed or with Snappy, or as CSV";
    Problem::new("E001", name, format!("not readable as Parquet ({why})"), hint)
}

fn rows(name: &str, input: impl ChunkReader + 'static) -> Result<Edges, Problems> {
    let broken = |error: parquet::errors::ParquetError| Problems(vec![unreadable(name, &error.to_string())]);
    let file = SerializedFileReader::new(input).map_err(broken)?;
    let schema = projection(name, file.metadata().file_metadata().schema())?;
    let mut findings = Findings::default();
    let mut names = Names::default();
    let mut edges = Vec::new();
    for (row, found) in (1..).zip(file.get_row_iter(Some(schema)).map_err(broken)?) {
        let found = found.map_err(broken)?;
        let mut cells = Cells { name, row, found: &found, findings: &mut findings };
        if let (Some(supplier), Some(buyer), Some(value)) = (cells.key(0), cells.key(1), cells.number(2)) {
            edges.push(Edge { supplier: names.place(&supplier), buyer: names.place(&buyer), value });
        }
        if edges.len() >= MOST || names.len() >= MOST || findings.count() > super::file::ENOUGH {
            findings.push(Problem::new("E007", name, "too many links, firms or defects to read on", "leave some out"));
            break;
        }
    }
    if edges.is_empty() && findings.count() == 0 {
        findings.push(Problem::new("E005", name, "no link", "add rows of supplier, buyer and value"));
    }
    let mut problems = Problems::default();
    findings.append_to(&mut problems, name);
    problems.into_result()?;
    Ok(Edges { sites: names.into_list(), edges })
}

/// The columns that are wanted, as the file describes them.
fn projection(name: &str, schema: &Type) -> Result<Type, Problems> {
    let field =
        |column: &&str| schema.get_fields().iter().find(|field| field.name() == *column && field.is_primitive());
    let missing: Vec<&str> = COLUMNS.iter().filter(|column| field(column).is_none()).copied().collect();
    let refused = |message: String| {
        Problems(vec![Problem::new("E003", name, message, "it must have the columns supplier, buyer and value")])
    };
    if !missing.is_empty() {
        return Err(refused(format!("no column {}", missing.join(", "))));
    }
    let fields: Vec<_> = COLUMNS.iter().filter_map(field).map(Arc::clone).collect();
    Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(|error| refused(error.to_string()))
}

/// A row, with a place for what is wrong with it.
struct Cells<'r> {
    name: &'r str,
    row: u64,
    found: &'r Row,
    findings: &'r mut Findings,
}

impl Cells<'_> {
    fn field(&self, column: usize) -> Option<&Field> {
        self.found.get_column_iter().find(|(name, _)| *name == COLUMNS[column]).map(|(_, field)| field)
    }

    fn defect(&mut self, column: usize, code: &'static str, message: &'static str, hint: &'static str) {
        let value = self.field(column).map_or_else(String::new, Field::to_string);
        let (name, row) = (self.name, self.row);
        self.findings.push_with(|| Problem::new(code, name, message, hint).row(row).cell(COLUMNS[column], &value));
    }

    /// A name: text or a whole number.
    fn key(&mut self, column: usize) -> Option<String> {
        let key = match self.field(column) {
            Some(Field::Str(text)) => text.trim().to_owned(),
            Some(Field::Bytes(bytes)) => String::from_utf8_lossy(bytes.data()).trim().to_owned(),
            Some(Field::Int(number)) => number.to_string(),
            Some(Field::Long(number)) => number.to_string(),
            Some(Field::UInt(number)) => number.to_string(),
            Some(Field::ULong(number)) => number.to_string(),
            _ => String::new(),
        };
        if key.is_empty() {
            self.defect(
                column,
                "E005",
                "blank, or neither text nor a whole number",
                "write a name, the same in every row",
            );
            return None;
        }
        if key.len() > LONGEST || key.contains(char::is_control) {
            self.defect(column, "E008", "not a name", "write up to 200 bytes without line breaks");
            return None;
        }
        Some(key)
    }

    /// An amount.
    fn number(&mut self, column: usize) -> Option<f64> {
        let number = match self.field(column) {
            Some(Field::Double(number)) => *number,
            Some(Field::Float(number)) => f64::from(*number),
            Some(Field::Int(number)) => f64::from(*number),
            Some(Field::Long(number)) => *number as f64,
            _ => {
                self.defect(column, "E006", "blank, or not a number", "write an amount of 0 or more as a number");
                return None;
            }
        };
        if (0.0..=LARGEST).contains(&number) {
            return Some(number);
        }
        self.defect(column, "E007", "outside 0 to 1e15", "values are not negative");
        None
    }
}
