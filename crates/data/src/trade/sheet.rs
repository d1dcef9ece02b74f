//! A CSV file with columns found by name, for files whose layout is not ours.

use crate::problem::{Findings, Problem, nearest};
use crate::table::Lines;

/// A file is refused above this size \[bytes\].
const MAX_BYTES: usize = 64 << 20;
/// Most columns of a header.
const MAX_COLUMNS: usize = 1024;

/// A row: its line and its cells, trimmed, as many as the header has.
pub(super) struct Record {
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Record {
    /// A cell by its place in the header.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A file as read: header and rows.
pub(super) struct Sheet {
    pub(super) header: Vec<String>,
    pub(super) records: Vec<Record>,
}

impl Sheet {
    /// Reads a file; defects go to `found`. `None` when nothing of it can be used.
    pub(super) fn read(bytes: &[u8], name: &str, found: &mut Findings) -> Option<Sheet> {
        if bytes.len() > MAX_BYTES {
            let message = format!("{} MB, more than {} MB", bytes.len() >> 20, MAX_BYTES >> 20);
            found.push(Problem::new("E001", name, message, "leave out materials or years that are not needed"));
            return None;
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut lines = Lines::new(bytes);
        let mut sheet: Option<Sheet> = None;
        let mut record = csv::ByteRecord::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let message = format!("not readable as CSV ({error})");
                    found.push(Problem::new("E004", name, message, "quote cells that hold quotes or separators"));
                    break;
                }
            }
            let line = lines.of(record.position().map_or(0, csv::Position::byte));
            if record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
                continue;
            }
            let Some(cells) = text(name, line, &record, found) else { continue };
            match &mut sheet {
                None if cells.len() > MAX_COLUMNS => {
                    let message = format!("{} columns, more than {MAX_COLUMNS}", cells.len());
                    found.push(Problem::new("E003", name, message, "give the file as it is published").row(line));
                    return None;
                }
                None => sheet = Some(Sheet { header: cells, records: Vec::new() }),
                Some(sheet) if cells.len() == sheet.header.len() => sheet.records.push(Record { line, cells }),
                Some(sheet) => {
                    let message = format!("{} cells, the header has {}", cells.len(), sheet.header.len());
                    found.push(Problem::new("E004", name, message, "quote cells that hold a comma").row(line));
                }
            }
        }
        if sheet.is_none() && found.count() == 0 {
            found.push(Problem::new("E003", name, "the file is empty", "begin with the header"));
        }
        sheet
    }

    /// Places of columns that are needed; `None` with problems when one is missing or there twice.
    pub(super) fn columns<const N: usize>(
        &self,
        name: &str,
        needed: [&str; N],
        found: &mut Findings,
    ) -> Option<[usize; N]> {
        let mut places = [0; N];
        let mut whole = true;
        for (place, column) in places.iter_mut().zip(needed) {
            let mut at = self.header.iter().enumerate().filter(|(_, header)| *header == column).map(|(n, _)| n);
            match (at.next(), at.next()) {
                (Some(first), None) => *place = first,
                (Some(_), Some(_)) => {
                    let message = "the column is there twice";
                    found.push(Problem::new("E003", name, message, "keep one of them").cell(column, column));
                    whole = false;
                }
                (None, _) => {
                    found.push_with(|| self.missing(name, column, &needed));
                    whole = false;
                }
            }
        }
        whole.then_some(places)
    }

    fn missing(&self, name: &str, column: &str, needed: &[&str]) -> Problem {
        let strangers = self.header.iter().map(String::as_str).filter(|header| !needed.contains(header));
        let hint = match nearest(column, strangers) {
            Some(near) => format!("`{near}` is there: call it `{column}`"),
            None => format!("columns needed are {}", needed.join(", ")),
        };
        Problem::new("E003", name, format!("column `{column}` is missing"), hint).row(1)
    }
}

fn text(name: &str, line: u64, record: &csv::ByteRecord, found: &mut Findings) -> Option<Vec<String>> {
    let cells: Result<Vec<String>, _> =
        record.iter().map(|cell| std::str::from_utf8(cell).map(|text| text.trim().to_owned())).collect();
    if cells.is_err() {
        found.push_with(|| Problem::new("E002", name, "not UTF-8", "save the file as UTF-8").row(line));
    }
    cells.ok()
}

/// Finite number; "inf", "nan" and "0x10" are none.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// Year between 1900 and 2100, of four digits.
pub(super) fn year(text: &str) -> Option<u16> {
    text.parse::<u16>().ok().filter(|year| text.len() == 4 && (1900..=2100).contains(year))
}

/// Country number of up to three digits.
pub(super) fn country_number(text: &str) -> Option<u16> {
    text.parse::<u16>().ok().filter(|number| *number <= 999 && text.bytes().all(|b| b.is_ascii_digit()))
}
