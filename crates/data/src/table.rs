//! Reading one CSV file against its schema, collecting every defect.

mod cell;
mod reference;

pub(crate) use cell::{KEY_HINT, MAX_COUNT, is_key};
pub use reference::{Keys, check_ranges};

use crate::problem::{Findings, Problem, Problems, nearest};
use crate::schema::TableSchema;
use cell::{DecimalMark, read_cell};
use std::collections::HashMap;

/// A file is refused above this size, so that a slip of the hand cannot eat the memory.
const MAX_BYTES: usize = 256 << 20;

/// A cell that passed the check of its column.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Text as written, trimmed.
    pub text: String,
    /// Number, where the column holds numbers and the cell is not blank.
    pub number: Option<f64>,
}

/// A row that passed the checks of its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// File it comes from (an overlay has its own).
    pub file: String,
    /// Line in that file, 1 = header.
    pub line: u64,
    /// Cells in the order of the schema.
    pub cells: Vec<Cell>,
}

/// A table that passed the checks of its columns.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its schema.
    pub schema: &'static TableSchema,
    /// File it was read from.
    pub file: String,
    /// Rows in file order.
    pub rows: Vec<Row>,
    columns: HashMap<&'static str, usize>,
}

impl Table {
    /// A table without rows, for a file that is missing.
    #[must_use]
    pub fn empty(file: &str, schema: &'static TableSchema) -> Self {
        let columns = schema.fields.iter().enumerate().map(|(n, field)| (field.name, n)).collect();
        Table { schema, file: file.to_owned(), rows: Vec::new(), columns }
    }

    /// Text of a cell; empty for a column that the schema does not have.
    #[must_use]
    pub fn text<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.columns.get(column).map_or("", |n| row.cells[*n].text.as_str())
    }

    /// Number of a cell, `None` when blank.
    #[must_use]
    pub fn number(&self, row: &Row, column: &str) -> Option<f64> {
        self.columns.get(column).and_then(|n| row.cells[*n].number)
    }

    /// The key of a row: its key columns joined by ` / `.
    #[must_use]
    pub fn key(&self, row: &Row) -> String {
        let parts: Vec<&str> = self.schema.key.iter().map(|column| self.text(row, column)).collect();
        parts.join(" / ")
    }

    /// Adds the rows of other files of the same table; a key that is there already is a problem.
    pub fn join(&mut self, others: impl IntoIterator<Item = Table>, problems: &mut Problems) {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut indexed = 0;
        for other in others {
            for (n, row) in self.rows.iter().enumerate().skip(indexed) {
                places.insert(self.key(row), n);
            }
            indexed = self.rows.len();
            let mut found = Findings::default();
            for row in other.rows {
                let key = self.key(&row);
                if let Some(first) = places.get(&key).map(|place| &self.rows[*place]) {
                    let message = format!("the key is already in row {} of {}", first.line, first.file);
                    let problem = Problem::new("E010", &row.file, message, "keep one of the rows or change the key");
                    found.push(problem.row(row.line).cell(&self.schema.key.join("+"), &key));
                } else {
                    self.rows.push(row);
                }
            }
            found.append_to(problems, &other.file);
        }
    }

    /// Lays rows over this table: a row with a known key replaces it, others are added.
    pub fn overlay(&mut self, other: Table) {
        if other.rows.is_empty() {
            return;
        }
        let mut places: HashMap<String, usize> =
            self.rows.iter().enumerate().map(|(n, row)| (self.key(row), n)).collect();
        for row in other.rows {
            let key = self.key(&row);
            match places.get(&key) {
                Some(place) => self.rows[*place] = row,
                None => {
                    places.insert(key, self.rows.len());
                    self.rows.push(row);
                }
            }
        }
    }
}

/// Reads a file. Rows with a defect are left out and their defects added to `problems`.
pub fn read(file: &str, bytes: &[u8], schema: &'static TableSchema, problems: &mut Problems) -> Table {
    let mut found = Findings::default();
    let table = read_all(file, bytes, schema, &mut found);
    found.append_to(problems, file);
    table
}

fn read_all(file: &str, bytes: &[u8], schema: &'static TableSchema, problems: &mut Findings) -> Table {
    let mut table = Table::empty(file, schema);
    if bytes.len() > MAX_BYTES {
        problems.push(Problem::new(
            "E001",
            file,
            format!("{} MB is larger than the limit of {} MB", bytes.len() >> 20, MAX_BYTES >> 20),
            "split the table",
        ));
        return table;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let delimiter = delimiter_of(bytes);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut decimal = DecimalMark::new(delimiter);
    let mut lines = Lines::new(bytes);
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut header_ok = false;
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let message = format!("not readable as CSV ({error})");
                problems.push(Problem::new("E004", file, message, "quote cells that hold quotes or separators"));
                break;
            }
        }
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
            continue;
        }
        if !header_ok {
            header_ok = check_header(file, line, &record, schema, problems);
            if !header_ok {
                return table;
            }
            continue;
        }
        if let Some(row) = read_row(file, line, &record, schema, &mut decimal, problems) {
            let key = table.key(&row);
            if let Some(first) = seen.get(&key) {
                let message = format!("the key is already in row {first}");
                problems.push(
                    Problem::new("E010", file, message, "keep one of the rows or change the key")
                        .row(line)
                        .cell(&schema.key.join("+"), &key),
                );
            } else {
                seen.insert(key, line);
                table.rows.push(row);
            }
        }
    }
    if !header_ok {
        problems.push(Problem::new(
            "E003",
            file,
            "the file is empty",
            format!("begin with the header {}", header(schema)),
        ));
    }
    table
}

/// Counts lines up to a byte. The position that the CSV reader gives is one short after
/// `\r\n` and after blank lines, which it skips only when it reads on.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Lines { bytes, at: 0, line: 1 }
    }

    /// Line of the record that begins at or, past line ends, after `offset`; offsets must not go backwards.
    pub(crate) fn of(&mut self, offset: u64) -> u64 {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        while let Some(byte) = self.bytes.get(self.at) {
            if self.at >= offset && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.at += 1;
            // `\n`, `\r\n` and a lone `\r` end a line.
            if *byte == b'\n' || (*byte == b'\r' && self.bytes.get(self.at) != Some(&b'\n')) {
                self.line += 1;
            }
        }
        self.line
    }
}

/// `;` when the first line holds more of them than commas (outside quotes it is only a guess, checked by the header).
pub(crate) fn delimiter_of(bytes: &[u8]) -> u8 {
    let first = bytes.split(|b| *b == b'\n').find(|line| !line.iter().all(u8::is_ascii_whitespace)).unwrap_or(b"");
    let count = |mark: u8| first.iter().filter(|b| **b == mark).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

fn header(schema: &TableSchema) -> String {
    let names: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    names.join(",")
}

fn check_header(
    file: &str,
    line: u64,
    record: &csv::ByteRecord,
    schema: &TableSchema,
    problems: &mut Findings,
) -> bool {
    let found: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    let expected: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    if found == expected {
        return true;
    }
    let before = problems.count();
    for name in found.iter().filter(|name| !expected.contains(&name.as_str())) {
        problems.push_with(|| {
            let hint = nearest(name, expected.iter().copied())
                .map_or_else(|| format!("columns are {}", header(schema)), |known| format!("did you mean `{known}`?"));
            Problem::new("E003", file, "unknown column", hint).row(line).cell(name, name)
        });
    }
    for name in &expected {
        if !found.iter().any(|n| n == name) {
            problems.push(
                Problem::new(
                    "E003",
                    file,
                    format!("column `{name}` is missing"),
                    format!("columns are {}", header(schema)),
                )
                .row(line),
            );
        }
    }
    if problems.count() == before {
        problems.push(
            Problem::new(
                "E003",
                file,
                "columns are in another order or repeated",
                format!("the header is {}", header(schema)),
            )
            .row(line),
        );
    }
    false
}

fn read_row(
    file: &str,
    line: u64,
    record: &csv::ByteRecord,
    schema: &'static TableSchema,
    decimal: &mut DecimalMark,
    problems: &mut Findings,
) -> Option<Row> {
    if record.len() != schema.fields.len() {
        let message = format!("{} cells, the header has {}", record.len(), schema.fields.len());
        let hint = if record.as_slice().contains(&b'\n') {
            "close the quote: a cell of this row goes on past the end of the line"
        } else {
            "quote cells that hold a separator"
        };
        problems.push(Problem::new("E004", file, message, hint).row(line));
        return None;
    }
    let before = problems.count();
    let mut cells = Vec::with_capacity(record.len());
    for (bytes, field) in record.iter().zip(schema.fields) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            problems.push(
                Problem::new("E002", file, "not UTF-8", "save the file as UTF-8")
                    .row(line)
                    .cell(field.name, &String::from_utf8_lossy(bytes)),
            );
            continue;
        };
        match read_cell(text.trim(), field, decimal, line) {
            Ok(cell) => cells.push(cell),
            Err((code, message, hint)) => {
                problems.push(Problem::new(code, file, message, hint).row(line).cell(field.name, text.trim()));
            }
        }
    }
    (problems.count() == before).then(|| Row { file: file.to_owned(), line, cells })
}
