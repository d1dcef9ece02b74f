//! CSV as programs of many countries write it.

use super::{Grid, GridCell, GridRow, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large};
use crate::problem::Problem;
use crate::table::Lines;

/// Separators, the most telling first: a comma is also a decimal mark, and stands in texts.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];
/// Lines looked at to find the separator.
const SAMPLE: usize = 30;

/// Reads one file.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Grid, Box<Problem>> {
    let text = decode(file, bytes)?;
    let delimiter = delimiter_of(&text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut lines = Lines::new(text.as_bytes());
    let mut grid = Grid { file: file.to_owned(), sheet: String::new(), delimiter: Some(delimiter), rows: Vec::new() };
    let mut record = csv::StringRecord::new();
    let mut cells_read = 0;
    loop {
        let more = reader.read_record(&mut record).map_err(|error| {
            let message = format!("not readable as CSV ({error})");
            Problem::new("E004", file, message, "quote cells that hold quotes or separators")
        })?;
        if !more {
            break;
        }
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > MAX_COLUMNS {
            return Err(too_large(file, "columns", MAX_COLUMNS).into());
        }
        cells_read += record.len();
        if grid.rows.len() >= MAX_ROWS || cells_read > MAX_CELLS {
            return Err(too_large(file, "rows", MAX_ROWS).into());
        }
        let mut cells = Vec::with_capacity(record.len());
        for cell in &record {
            if cell.len() > MAX_CELL {
                let hint = "close the quote: a cell goes on over many lines";
                return Err(Problem::new("E004", file, "a cell of over 10,000 letters", hint).row(line).into());
            }
            cells.push(GridCell { text: one_line(cell), number: None });
        }
        grid.rows.push(GridRow { line, cells });
    }
    Ok(grid)
}

/// A cell on one line: spreadsheets break lines within headers.
pub(super) fn one_line(text: &str) -> String {
    if text.chars().any(|c| c.is_control() || c == '\u{a0}') {
        let plain: String = text.chars().map(|c| if c.is_control() || c == '\u{a0}' { ' ' } else { c }).collect();
        return plain.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text.trim().to_owned()
}

/// The text of a file: UTF-8 or UTF-16 with or without a mark, else ISO 8859-1, in which every byte is a letter.
fn decode(file: &str, bytes: &[u8]) -> Result<String, Box<Problem>> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        wide(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        wide(rest, u16::from_be_bytes)
    } else {
        let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(rest) {
            Ok(text) => text.to_owned(),
            Err(_) => rest.iter().map(|byte| char::from(*byte)).collect(),
        }
    };
    if text.contains('\0') {
        let hint = "save the table as CSV (UTF-8) or .xlsx";
        return Err(Problem::new("E001", file, "neither CSV nor an .xlsx file", hint).into());
    }
    Ok(text)
}

/// The separator that most of the first lines hold; of two in equally many lines the more frequent one.
fn delimiter_of(text: &str) -> u8 {
    let sample: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let score = |mark: u8| {
        let counts: Vec<usize> = sample.iter().map(|line| outside_quotes(line, mark)).collect();
        (counts.iter().filter(|n| **n > 0).count(), counts.iter().sum::<usize>())
    };
    // On a tie the first one stands, so it is looked for from the end.
    DELIMITERS.into_iter().rev().max_by_key(|mark| score(*mark)).unwrap_or(b',')
}

fn outside_quotes(line: &str, mark: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(!quoted && byte == mark);
    }
    count
}
