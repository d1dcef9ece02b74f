//! Files of BACI, the reconciled trade of CEPII: `t,i,j,k,v,q`.
//!
//! Lines are read one by one, so that memory does not grow with the file. `k` is
//! text (customs codes begin with a nought), `q` may be blank or `NA`.

use crate::problem::{Findings, Problem, Problems, nearest};
use std::io::{BufRead, BufReader, Read};

/// The header, as CEPII writes it.
pub const HEADER: [&str; 6] = ["t", "i", "j", "k", "v", "q"];
/// A line longer than this is no row of BACI \[bytes\].
const MAX_LINE_BYTES: u64 = 1024;
/// Buffer between file and lines \[bytes\].
const BUFFER_BYTES: usize = 1 << 16;
/// Largest value or quantity of a row: above all trade of the world in any unit.
const MAX_AMOUNT: f64 = 1e13;

/// A customs code of six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hs6(u32);

impl Hs6 {
    /// From text: six digits, or five where a spreadsheet took the leading nought.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Hs6> {
        if !matches!(text.len(), 5 | 6) {
            return None;
        }
        digits(text, 999_999).map(Hs6)
    }

    /// As a number, leading nought lost.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl std::fmt::Display for Hs6 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// One row: what went from one country to another in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaciRow {
    /// Line in the file, 1 = header.
    pub line: u64,
    /// `t`: calendar year.
    pub year: u16,
    /// `i`: exporter, in BACI's own numbers (842 is the USA, 699 India, 490 Taiwan).
    pub exporter: u16,
    /// `j`: importer, likewise.
    pub importer: u16,
    /// `k`: product.
    pub code: Hs6,
    /// `v`: value, in thousand US dollars.
    pub value_kusd: f64,
    /// `q`: gross weight, in t; `None` = not known.
    pub quantity_t: Option<f64>,
}

/// What a file held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BaciCount {
    /// Rows handed on.
    pub rows: u64,
    /// Of these, rows without quantity.
    pub without_quantity: u64,
    /// Of these, codes of five digits, read with a leading nought.
    pub padded_codes: u64,
    /// Blank lines, passed over.
    pub blank_lines: u64,
}

/// Reads a file and hands on each row in file order.
///
/// `name` is what messages call the file.
///
/// # Errors
/// All defects at once, after the last line; rows read so far have been handed on.
pub fn read(reader: impl Read, name: &str, mut row: impl FnMut(BaciRow)) -> Result<BaciCount, Problems> {
    let mut lines = Lines::new(reader, name);
    let mut found = Findings::default();
    let mut count = BaciCount::default();
    let mut header = false;
    loop {
        let line = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(problem) => {
                found.push(*problem);
                break;
            }
        };
        if line.text.iter().all(u8::is_ascii_whitespace) {
            count.blank_lines += u64::from(header);
        } else if !header {
            if !check_header(name, &line, &mut found) {
                break;
            }
            header = true;
        } else {
            match parse(name, &line) {
                Ok(read) => {
                    count.rows += 1;
                    count.without_quantity += u64::from(read.quantity_t.is_none());
                    count.padded_codes += u64::from(read.code.number() < 100_000 && has_short_code(line.text));
                    row(read);
                }
                Err(problem) => found.push(*problem),
            }
        }
    }
    if !header && found.count() == 0 {
        let hint = format!("begin with the header {}", HEADER.join(","));
        found.push(Problem::new("E003", name, "the file is empty", hint));
    }
    let mut problems = Problems::default();
    found.append_to(&mut problems, name);
    problems.into_result().map(|()| count)
}

/// A line without its end.
struct Line<'a> {
    number: u64,
    text: &'a [u8],
}

/// Lines of a file, of bounded length.
struct Lines<'n, R: Read> {
    reader: BufReader<R>,
    name: &'n str,
    buffer: Vec<u8>,
    number: u64,
}

impl<'n, R: Read> Lines<'n, R> {
    fn new(reader: R, name: &'n str) -> Self {
        Lines { reader: BufReader::with_capacity(BUFFER_BYTES, reader), name, buffer: Vec::new(), number: 0 }
    }

    fn next_line(&mut self) -> Result<Option<Line<'_>>, Box<Problem>> {
        self.buffer.clear();
        self.number += 1;
        let read = self.reader.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut self.buffer).map_err(|error| {
            let hint = "see that the file is there, whole, and may be read";
            Box::new(Problem::new("E001", self.name, format!("cannot be read on ({error})"), hint).row(self.number))
        })?;
        if read == 0 {
            return Ok(None);
        }
        let ended = self.buffer.last() == Some(&b'\n');
        if !ended && self.buffer.len() as u64 >= MAX_LINE_BYTES {
            let message = format!("no end of line within {MAX_LINE_BYTES} bytes");
            return Err(Box::new(
                Problem::new("E004", self.name, message, "give a CSV file, unpacked, one flow per line")
                    .row(self.number),
            ));
        }
        let mut text = self.buffer.as_slice();
        if self.number == 1 {
            text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        }
        text = text.strip_suffix(b"\n").unwrap_or(text);
        text = text.strip_suffix(b"\r").unwrap_or(text);
        Ok(Some(Line { number: self.number, text }))
    }
}

/// A cell without blanks and quotes around it.
fn bare(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    cell.strip_prefix(b"\"").and_then(|inner| inner.strip_suffix(b"\"")).map_or(cell, <[u8]>::trim_ascii)
}

fn check_header(name: &str, line: &Line<'_>, found: &mut Findings) -> bool {
    let right = format!("the header is {}", HEADER.join(","));
    for mark in [b';', b'\t'] {
        if !line.text.contains(&b',') && line.text.contains(&mark) {
            let message = "cells are not separated by commas";
            found.push(
                Problem::new("E003", name, message, format!("separate them by commas: {right}")).row(line.number),
            );
            return false;
        }
    }
    let cells: Vec<String> =
        line.text.split(|b| *b == b',').map(|cell| String::from_utf8_lossy(bare(cell)).into_owned()).collect();
    if cells == HEADER {
        return true;
    }
    let before = found.count();
    for cell in cells.iter().filter(|cell| !HEADER.contains(&cell.as_str())) {
        let hint = match cell.as_str() {
            "year" => "call it `t`".to_owned(),
            "exporter" | "exporter_code" => "call it `i`".to_owned(),
            "importer" | "importer_code" => "call it `j`".to_owned(),
            "hs6" | "product" | "hs_code" => "call it `k`".to_owned(),
            "value" | "value_kusd" => "call it `v`, in thousand US dollars".to_owned(),
            "quantity" | "quantity_t" => "call it `q`, in t".to_owned(),
            _ => nearest(cell, HEADER.into_iter().filter(|known| known.eq_ignore_ascii_case(cell)))
                .map_or_else(|| right.clone(), |known| format!("write it small: `{known}`")),
        };
        found.push(Problem::new("E003", name, "unknown column", hint).row(line.number).cell(cell, cell));
    }
    for column in HEADER.iter().filter(|column| !cells.iter().any(|cell| cell == *column)) {
        found.push(Problem::new("E003", name, format!("column `{column}` is missing"), right.clone()).row(line.number));
    }
    if found.count() == before {
        let message = "columns are in another order or repeated";
        found.push(Problem::new("E003", name, message, right).row(line.number));
    }
    false
}

/// The cells of a row; `Err` with their number where that is not six.
fn cells(text: &[u8]) -> Result<[&[u8]; 6], usize> {
    let mut cells: [&[u8]; 6] = [b""; 6];
    let mut count = 0;
    for cell in text.split(|b| *b == b',') {
        if let Some(place) = cells.get_mut(count) {
            *place = bare(cell);
        }
        count += 1;
    }
    if count == cells.len() { Ok(cells) } else { Err(count) }
}

fn has_short_code(text: &[u8]) -> bool {
    cells(text).is_ok_and(|cells| cells[3].len() == 5)
}

/// Problems are boxed: a row that is sound, as nearly all are, should stay small.
fn parse(name: &str, line: &Line<'_>) -> Result<BaciRow, Box<Problem>> {
    let cells = cells(line.text).map_err(|count| {
        let hint = format!("each row holds {}; a blank last cell keeps its comma", HEADER.join(","));
        Box::new(Problem::new("E004", name, format!("{count} cells, the header has 6"), hint).row(line.number))
    })?;
    let defect = |column: usize, code, message: &str, hint: &str| {
        let value = String::from_utf8_lossy(cells[column]);
        Box::new(Problem::new(code, name, message, hint).row(line.number).cell(HEADER[column], &value))
    };
    let year = digits(cells[0], 2100)
        .filter(|year| *year >= 1900)
        .ok_or_else(|| defect(0, "E007", "not a year between 1900 and 2100", "write four digits"))?;
    let country = |column: usize| {
        digits(cells[column], 999).ok_or_else(|| {
            defect(column, "E008", "not a country number of BACI", "write up to three digits, e.g. 156 for China")
        })
    };
    let (exporter, importer) = (country(1)?, country(2)?);
    let code = Hs6::parse(cells[3])
        .ok_or_else(|| defect(3, "E012", "not a customs code of six digits", "write six digits, e.g. 280530"))?;
    let value_kusd = amount(cells[4])
        .map_err(|(code, message)| defect(4, code, message, "write thousand US dollars with a decimal point"))?;
    let quantity_t = match cells[5] {
        b"" | b"NA" => None,
        cell => Some(amount(cell).map_err(|(code, message)| {
            defect(5, code, message, "write tonnes with a decimal point, or leave the cell blank or NA")
        })?),
    };
    Ok(BaciRow {
        line: line.number,
        year: u16::try_from(year).unwrap_or(u16::MAX),
        exporter: u16::try_from(exporter).unwrap_or(u16::MAX),
        importer: u16::try_from(importer).unwrap_or(u16::MAX),
        code,
        value_kusd,
        quantity_t,
    })
}

/// A whole number of at most nine digits up to `max`.
fn digits(text: &[u8], max: u32) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let number =
        text.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))?;
    (number <= max).then_some(number)
}

fn amount(text: &[u8]) -> Result<f64, (&'static str, &'static str)> {
    let not_a_number = ("E006", "not a number");
    if text.is_empty() {
        return Err(("E005", "the cell is blank"));
    }
    // "1e-05" is a number as pandas writes it; "inf" and "nan" are not.
    if !text.iter().all(|b| b.is_ascii_digit() || b"+-.eE".contains(b)) {
        return Err(not_a_number);
    }
    let number = std::str::from_utf8(text).ok().and_then(|text| text.parse::<f64>().ok()).ok_or(not_a_number)?;
    if (0.0..=MAX_AMOUNT).contains(&number) { Ok(number) } else { Err(("E007", "outside 0 to 1e13")) }
}
