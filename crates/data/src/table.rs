//! Reading one CSV file against its schema, collecting every defect.

use crate::problem::{Problem, Problems, nearest};
use crate::schema::{Field, Kind, TableSchema};
use coercivity_chain::Element;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A file is refused above this size, so that a slip of the hand cannot eat the memory.
const MAX_BYTES: usize = 256 << 20;
/// After this many problems of one file the rest is only counted.
const MAX_PROBLEMS: usize = 200;

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
    /// Rows in file order.
    pub rows: Vec<Row>,
    columns: HashMap<&'static str, usize>,
}

impl Table {
    fn empty(schema: &'static TableSchema) -> Self {
        let columns = schema.fields.iter().enumerate().map(|(n, field)| (field.name, n)).collect();
        Table { schema, rows: Vec::new(), columns }
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

    /// Lays rows over this table: a row with a known key replaces it, others are added.
    pub fn overlay(&mut self, other: Table) {
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
    let mut found = Problems::default();
    let table = read_all(file, bytes, schema, &mut found);
    let more = found.0.len().saturating_sub(MAX_PROBLEMS);
    found.0.truncate(MAX_PROBLEMS);
    problems.0.append(&mut found.0);
    if more > 0 {
        problems.push(Problem::new(
            "E000",
            file,
            format!("{more} more problems of this file"),
            "mend the first ones and read again",
        ));
    }
    table
}

fn read_all(file: &str, bytes: &[u8], schema: &'static TableSchema, problems: &mut Problems) -> Table {
    let mut table = Table::empty(schema);
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
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut header_ok = false;
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                problems.push(Problem::new(
                    "E004",
                    file,
                    format!("not readable as CSV ({error})"),
                    "quote cells that hold quotes or separators",
                ));
                break;
            }
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
            continue;
        }
        if !header_ok {
            header_ok = check_header(file, &record, schema, problems);
            if !header_ok {
                return table;
            }
            continue;
        }
        if let Some(row) = read_row(file, line, &record, schema, &mut decimal, problems) {
            let key = table.key(&row);
            if let Some(first) = seen.insert(key.clone(), line) {
                problems.push(
                    Problem::new(
                        "E010",
                        file,
                        format!("the key is already in row {first}"),
                        "keep one of the rows or change the key",
                    )
                    .row(line)
                    .cell(&schema.key.join("+"), &key),
                );
            } else {
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

/// `;` when the first line holds more of them than commas (outside quotes it is only a guess, checked by the header).
fn delimiter_of(bytes: &[u8]) -> u8 {
    let first = bytes.split(|b| *b == b'\n').find(|line| !line.iter().all(u8::is_ascii_whitespace)).unwrap_or(b"");
    let count = |mark: u8| first.iter().filter(|b| **b == mark).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// Which decimal mark a `;` file uses: fixed by the first number that shows one.
struct DecimalMark {
    semicolons: bool,
    mark: Option<(char, u64)>,
}

impl DecimalMark {
    fn new(delimiter: u8) -> Self {
        DecimalMark { semicolons: delimiter == b';', mark: None }
    }

    /// Reads a number; `Err` says what is wrong and what would be right.
    fn parse(&mut self, text: &str, line: u64) -> Result<f64, (&'static str, String, String)> {
        let not_a_number = || {
            (
                "E006",
                "not a number".to_owned(),
                "write digits with a decimal point and no thousands separators, e.g. 1234.5".to_owned(),
            )
        };
        let mark = text.chars().find(|c| *c == ',' || *c == '.');
        if let (true, Some(mark)) = (self.semicolons, mark) {
            match self.mark {
                None => self.mark = Some((mark, line)),
                Some((first, row)) if first != mark => {
                    return Err((
                        "E019",
                        format!("decimal `{mark}`, but row {row} has decimal `{first}`"),
                        "use one decimal mark in the whole file".to_owned(),
                    ));
                }
                Some(_) => {}
            }
        } else if mark == Some(',') {
            return Err(not_a_number());
        }
        let plain = if self.semicolons && mark == Some(',') { text.replacen(',', ".", 1) } else { text.to_owned() };
        // "1e5" and "-3.2" are numbers; "inf", "nan" and "0x10" are not.
        if !plain.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)) {
            return Err(not_a_number());
        }
        plain.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(not_a_number)
    }
}

fn header(schema: &TableSchema) -> String {
    let names: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    names.join(",")
}

fn check_header(file: &str, record: &csv::ByteRecord, schema: &TableSchema, problems: &mut Problems) -> bool {
    let found: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    let expected: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    if found == expected {
        return true;
    }
    let before = problems.0.len();
    for name in &found {
        if !expected.contains(&name.as_str()) {
            let hint = nearest(name, expected.iter().copied())
                .map_or_else(|| format!("columns are {}", header(schema)), |known| format!("did you mean `{known}`?"));
            problems.push(Problem::new("E003", file, "unknown column", hint).row(1).cell(name, name));
        }
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
                .row(1),
            );
        }
    }
    if problems.0.len() == before {
        problems.push(
            Problem::new(
                "E003",
                file,
                "columns are in another order or repeated",
                format!("the header is {}", header(schema)),
            )
            .row(1),
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
    problems: &mut Problems,
) -> Option<Row> {
    if record.len() != schema.fields.len() {
        problems.push(
            Problem::new(
                "E004",
                file,
                format!("{} cells, the header has {}", record.len(), schema.fields.len()),
                "quote cells that hold a separator",
            )
            .row(line),
        );
        return None;
    }
    let before = problems.0.len();
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
    (problems.0.len() == before).then(|| Row { file: file.to_owned(), line, cells })
}

fn read_cell(
    text: &str,
    field: &Field,
    decimal: &mut DecimalMark,
    line: u64,
) -> Result<Cell, (&'static str, String, String)> {
    let plain = |text: &str| Cell { text: text.to_owned(), number: None };
    if text.is_empty() {
        return if field.required {
            Err(("E005", "the cell is blank".to_owned(), format!("it holds {}", field.description)))
        } else {
            Ok(plain(text))
        };
    }
    match field.kind {
        Kind::Number { min, max } => {
            let number = decimal.parse(text, line)?;
            if number < min || number > max {
                return Err((
                    "E007",
                    format!("outside {min} to {max}"),
                    format!("it holds {} [{}]", field.description, field.unit),
                ));
            }
            Ok(Cell { text: text.to_owned(), number: Some(number) })
        }
        Kind::Year | Kind::Count => {
            let whole = text
                .parse::<u32>()
                .map_err(|_| ("E006", "not a whole number".to_owned(), "write digits only".to_owned()))?;
            if field.kind == Kind::Year && !(1900..=2100).contains(&whole) {
                return Err(("E007", "not a year between 1900 and 2100".to_owned(), "write four digits".to_owned()));
            }
            Ok(Cell { text: text.to_owned(), number: Some(f64::from(whole)) })
        }
        Kind::Flag => match text {
            "true" | "false" => Ok(plain(text)),
            _ => Err(("E008", "neither true nor false".to_owned(), "write true or false".to_owned())),
        },
        Kind::Choice(words) => {
            if words.contains(&text) {
                return Ok(plain(text));
            }
            let hint = nearest(text, words.iter().copied())
                .map_or_else(|| format!("one of {}", words.join(", ")), |word| format!("did you mean `{word}`?"));
            let code = if field.name == "unit" { "E017" } else { "E008" };
            Err((code, format!("unknown {}", field.name), hint))
        }
        Kind::Element => text
            .parse::<Element>()
            .map(|_| plain(text))
            .map_err(|()| ("E008", "no such element".to_owned(), "write the IUPAC symbol, e.g. Dy".to_owned())),
        Kind::Key => {
            let fits = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
                && text.as_bytes()[0].is_ascii_alphanumeric()
                && text.len() <= 120;
            if fits {
                Ok(plain(text))
            } else {
                Err((
                    "E008",
                    "not a key".to_owned(),
                    "use letters, digits, `-`, `_` and `.`, at most 120 of them".to_owned(),
                ))
            }
        }
        Kind::Text | Kind::Reference(_) | Kind::References(_) | Kind::ReferenceOrAny(_) => Ok(plain(text)),
    }
}

/// Keys of each table, for references.
#[derive(Debug, Default)]
pub struct Keys(BTreeMap<&'static str, HashSet<String>>);

impl Keys {
    /// Adds the keys of a table (those with a one-column key).
    pub fn add(&mut self, table: &Table) {
        let [column] = table.schema.key else { return };
        let keys = table.rows.iter().map(|row| table.text(row, column).to_owned()).collect();
        self.0.insert(table.schema.name, keys);
    }

    fn unknown(&self, target: &str, key: &str) -> Option<(&'static str, String, String)> {
        let known = self.0.get(target)?;
        if known.contains(key) {
            return None;
        }
        let code = match target {
            "countries" => "E011",
            "hs_codes" => "E012",
            _ => "E009",
        };
        let what = match target {
            "countries" => "no such country code".to_owned(),
            "hs_codes" => "no such HS code".to_owned(),
            _ => format!("no such row in {target}"),
        };
        let hint = nearest(key, known.iter().map(String::as_str)).map_or_else(
            || match target {
                "countries" => "write ISO 3166-1 alpha-3, e.g. CHN, or EUU, XEU, XRW".to_owned(),
                _ => format!("add it to {target} or name a row that is there"),
            },
            |near| format!("did you mean `{near}`?"),
        );
        Some((code, what, hint))
    }

    /// Checks every reference of a table; rows with a broken one are removed.
    pub fn check(&self, table: &mut Table, problems: &mut Problems) {
        let fields = table.schema.fields;
        table.rows.retain(|row| {
            let before = problems.0.len();
            for (cell, field) in row.cells.iter().zip(fields) {
                let (target, keys): (&str, Vec<&str>) = match field.kind {
                    _ if cell.text.is_empty() => continue,
                    Kind::Reference(target) => (target, vec![cell.text.as_str()]),
                    Kind::ReferenceOrAny(target) if cell.text != "*" => (target, vec![cell.text.as_str()]),
                    Kind::References(target) => (target, cell.text.split(';').map(str::trim).collect()),
                    _ => continue,
                };
                for key in keys {
                    if let Some((code, message, hint)) = self.unknown(target, key) {
                        problems.push(Problem::new(code, &row.file, message, hint).row(row.line).cell(field.name, key));
                    }
                }
            }
            problems.0.len() == before
        });
    }
}

/// `low <= quantity <= high` in every row that gives a range.
pub fn check_ranges(table: &Table, problems: &mut Problems) {
    let Some(quantity) = table.schema.quantity else { return };
    for row in &table.rows {
        let Some(value) = table.number(row, quantity) else { continue };
        let slack = 1e-9 * value.abs();
        let low = table.number(row, "low").is_some_and(|low| low > value + slack);
        let high = table.number(row, "high").is_some_and(|high| high < value - slack);
        if low || high {
            let column = if low { "low" } else { "high" };
            problems.push(
                Problem::new(
                    "E018",
                    &row.file,
                    format!("the range does not hold `{quantity}` = {value}"),
                    "low <= quantity <= high",
                )
                .row(row.line)
                .cell(column, table.text(row, column)),
            );
        }
    }
}
