//! Rows of a CSV file by the names of its columns, with everything that is wrong with them.

use crate::import::number::plain;
use crate::import::rows::{Rows, head, text};
use crate::problem::{Findings, Problem, Problems};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

/// A name longer than this is no name \[bytes\].
const LONGEST: usize = 200;
/// After so many defects reading on says nothing new.
pub(super) const ENOUGH: usize = 10_000;

/// Names with their positions, in the order of their first appearance.
#[derive(Debug, Default)]
pub(super) struct Names {
    place: HashMap<Box<str>, u32>,
    list: Vec<String>,
}

impl Names {
    /// Names that are known.
    pub(super) fn of(list: &[String]) -> Self {
        let place = list.iter().zip(0..).map(|(name, place)| (name.as_str().into(), place)).collect();
        Names { place, list: Vec::new() }
    }

    /// Position of a known name.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.place.get(name).copied()
    }

    /// Position of a name, which is noted when it is new.
    pub(super) fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.place.get(name) {
            return *place;
        }
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.place.insert(name.into(), place);
        self.list.push(name.to_owned());
        place
    }

    /// Number of names noted.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Names by position.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }
}

/// A file with a header.
pub(super) struct Table<R: Read> {
    name: String,
    rows: Rows<R>,
    columns: Vec<(&'static str, Option<usize>)>,
    width: usize,
    findings: Findings,
}

impl<R: Read> Table<R> {
    /// Opens a file and finds its columns; those of `may` can be missing.
    pub(super) fn open(
        name: &str,
        mut input: R,
        must: &[&'static str],
        may: &[&'static str],
    ) -> Result<Self, Problems> {
        let one = |problem: Problem| Problems(vec![problem]);
        let begin = head(name, &mut input).map_err(|problem| one(*problem))?;
        let mut rows = Rows::new(name, begin, input);
        let wanted = must.join(",");
        let (columns, width) = {
            let record = match rows.next().map_err(|problem| one(*problem))? {
                Some((_, record)) => record,
                None => {
                    return Err(one(Problem::new("E003", name, "the file is empty", format!("begin with {wanted}"))));
                }
            };
            let cells: Vec<String> = record.iter().map(|cell| text(cell).trim().to_ascii_lowercase()).collect();
            let place = |column: &&'static str| (*column, cells.iter().position(|cell| cell == column));
            (must.iter().chain(may).map(place).collect::<Vec<_>>(), cells.len())
        };
        let missing: Vec<&str> =
            columns[..must.len()].iter().filter(|(_, place)| place.is_none()).map(|(column, _)| *column).collect();
        if !missing.is_empty() {
            let message = format!("no column {}", missing.join(", "));
            return Err(one(Problem::new("E003", name, message, format!("the header must have {wanted}")).row(1)));
        }
        Ok(Table { name: name.to_owned(), rows, columns, width, findings: Findings::default() })
    }

    /// True when the file has that column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|(_, place)| place.is_some())
    }

    /// The next row that is as wide as the header.
    pub(super) fn next(&mut self) -> Option<Row<'_>> {
        loop {
            if self.findings.count() > ENOUGH {
                return None;
            }
            // The borrow checker cannot see that a row of the wrong width is given back, hence the two steps.
            let (line, width) = match self.rows.next() {
                Ok(Some((line, record))) => (line, record.len()),
                Ok(None) => return None,
                Err(problem) => {
                    self.findings.push(*problem);
                    return None;
                }
            };
            if width == self.width {
                let record = self.rows.last();
                return Some(Row {
                    line,
                    record,
                    columns: &self.columns,
                    name: &self.name,
                    findings: &mut self.findings,
                });
            }
            let message = format!("{width} cells instead of {}", self.width);
            let hint = "give every row as many cells as the header has";
            self.findings.push(Problem::new("E004", &self.name, message, hint).row(line));
        }
    }

    /// Notes a defect of the file.
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.findings.push(problem);
    }

    /// Everything that was wrong.
    pub(super) fn finish(self) -> Result<(), Problems> {
        let mut problems = Problems::default();
        self.findings.append_to(&mut problems, &self.name);
        problems.into_result()
    }
}

/// A row, with a place for what is wrong with it.
pub(super) struct Row<'t> {
    line: u64,
    record: &'t csv::ByteRecord,
    columns: &'t [(&'static str, Option<usize>)],
    name: &'t str,
    findings: &'t mut Findings,
}

impl<'t> Row<'t> {
    fn cell(&self, column: usize) -> &'t [u8] {
        let place = self.columns.get(column).and_then(|(_, place)| *place);
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim_ascii()
    }

    /// Notes a defect of a cell.
    pub(super) fn defect(&mut self, column: usize, code: &'static str, message: &str, hint: &str) {
        let title = self.columns.get(column).map_or("", |(title, _)| *title);
        let value = text(self.cell(column)).into_owned();
        let (name, line) = (self.name, self.line);
        self.findings.push_with(|| Problem::new(code, name, message, hint).row(line).cell(title, &value));
    }

    /// A name.
    pub(super) fn key(&mut self, column: usize) -> Option<Cow<'t, str>> {
        let cell = self.cell(column);
        if cell.is_empty() {
            self.defect(column, "E005", "blank", "write a name, the same in every row and file");
            return None;
        }
        if cell.len() > LONGEST || cell.iter().any(u8::is_ascii_control) {
            self.defect(column, "E008", "not a name", "write up to 200 bytes without line breaks");
            return None;
        }
        Some(text(cell))
    }

    /// An amount, which must be there.
    pub(super) fn number(&mut self, column: usize) -> Option<f64> {
        match plain(self.cell(column)) {
            Ok(Some(number)) => Some(number),
            Ok(None) => {
                self.defect(column, "E005", "blank", "write an amount of 0 or more");
                None
            }
            Err((code, message, hint)) => {
                self.defect(column, code, message, hint);
                None
            }
        }
    }

    /// An amount, blank where it is not known.
    pub(super) fn number_or_blank(&mut self, column: usize) -> Option<f64> {
        if self.cell(column).is_empty() { None } else { self.number(column) }
    }
}
