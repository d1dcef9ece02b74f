//! A delimited file with labels in its first rows and columns, read row by row.

use super::labels::{Labels, Unknown};
use super::{Cell, Folder, MAX_AMOUNT, Sink};
use crate::problem::{Findings, Problem, Problems};
use csv::StringRecord;
use std::collections::BTreeSet;
use std::io::Read;

/// Shape of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'a> {
    pub(super) name: &'a str,
    pub(super) delimiter: u8,
    /// Rows of labels above the numbers.
    pub(super) header_rows: usize,
    /// Columns of labels before the numbers.
    pub(super) index_columns: usize,
}

/// What a column or row holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Axis {
    Industry(usize),
    /// Final users of a region.
    Users(usize),
    Output,
    /// A cell of its own for each industry on the other axis.
    Of(fn(usize) -> Cell),
    /// Not of interest.
    Skip,
}

/// Most cells of a row: an industry each, users, and a few more.
const MAX_COLUMNS: usize = 40_000;

fn reader<'a>(folder: &'a Folder, shape: &Shape<'_>) -> Result<csv::Reader<Box<dyn Read + 'a>>, Box<Problem>> {
    Ok(csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(shape.delimiter)
        .trim(csv::Trim::All)
        .from_reader(folder.open(shape.name)?))
}

fn broken(name: &str, error: &csv::Error) -> Box<Problem> {
    let (code, hint) = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => ("E002", "save the file as UTF-8"),
        _ => ("E001", "see that the file is there, whole, and may be read"),
    };
    let mut problem = Problem::new(code, name, format!("cannot be read on ({error})"), hint);
    if let Some(position) = error.position() {
        problem = problem.row(position.line());
    }
    Box::new(problem)
}

/// Labels of the columns of numbers, each with one text per header row.
pub(super) fn columns(folder: &Folder, shape: &Shape<'_>) -> Result<Vec<Vec<String>>, Box<Problem>> {
    let mut reader = reader(folder, shape)?;
    header(&mut reader, shape).map(|(_, columns)| columns)
}

type Header = (Vec<StringRecord>, Vec<Vec<String>>);

fn header<R: Read>(reader: &mut csv::Reader<R>, shape: &Shape<'_>) -> Result<Header, Box<Problem>> {
    let name = shape.name;
    let mut rows = Vec::new();
    for number in 1..=shape.header_rows {
        let mut record = StringRecord::new();
        if !reader.read_record(&mut record).map_err(|error| broken(name, &error))? {
            let hint = format!("begin with {} rows of labels", shape.header_rows);
            return Err(Problem::new("E003", name, "the file ends in its header", hint).row(number as u64).into());
        }
        if number == 1 && record.get(0).is_some_and(|first| first.starts_with('\u{feff}')) {
            record = record.iter().map(|cell| cell.trim_start_matches('\u{feff}')).collect();
        }
        rows.push(record);
    }
    let width = rows.iter().map(StringRecord::len).max().unwrap_or(0);
    if width <= shape.index_columns || width > MAX_COLUMNS {
        let message = format!("{width} columns, of which {} hold labels", shape.index_columns);
        let hint = format!("at most {MAX_COLUMNS} columns, and numbers in at least one");
        return Err(Problem::new("E003", name, message, hint).row(1).into());
    }
    let label = |column: usize| rows.iter().map(|row| row.get(column).unwrap_or_default().to_owned()).collect();
    let columns = (shape.index_columns..width).map(label).collect();
    Ok((rows, columns))
}

/// Hands on the numbers of a file. `column` and `row` say what labels mean; `scale` gives what a
/// flow to an industry is multiplied with.
pub(super) struct Reading<'a> {
    pub(super) labels: &'a Labels,
    pub(super) column: &'a dyn Fn(&[&str]) -> Result<Axis, Unknown>,
    pub(super) row: &'a dyn Fn(&[&str]) -> Result<Axis, Unknown>,
    pub(super) scale: Option<&'a [f64]>,
    /// Every industry must have a row.
    pub(super) complete: bool,
}

impl Reading<'_> {
    pub(super) fn run(&self, folder: &Folder, shape: &Shape<'_>, sink: &mut Sink<'_>, problems: &mut Problems) {
        let mut found = Findings::default();
        if let Err(problem) = self.rows(folder, shape, sink, &mut found) {
            found.push(*problem);
        }
        found.append_to(problems, shape.name);
    }

    fn rows(
        &self,
        folder: &Folder,
        shape: &Shape<'_>,
        sink: &mut Sink<'_>,
        found: &mut Findings,
    ) -> Result<(), Box<Problem>> {
        let mut reader = reader(folder, shape)?;
        let (_, labels) = header(&mut reader, shape)?;
        let columns = self.axis_of_columns(shape, &labels, found);
        let mut seen = BTreeSet::new();
        let mut rows_of = vec![false; self.labels.industries()];
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).map_err(|error| broken(shape.name, &error))? {
            let line = record.position().map_or(0, csv::Position::line);
            if is_names_of_labels(&record, shape) {
                continue;
            }
            if record.len() != shape.index_columns + columns.len() {
                let message = format!("{} cells, {} wanted", record.len(), shape.index_columns + columns.len());
                found.push(Problem::new("E004", shape.name, message, "as many cells as the header").row(line));
                continue;
            }
            let label: Vec<&str> = record.iter().take(shape.index_columns).collect();
            if !seen.insert(label.join("|")) {
                let problem = Problem::new("E010", shape.name, "the row is there twice", "keep one of them").row(line);
                found.push(problem.cell("row", &label.join("|")));
                continue;
            }
            match (self.row)(&label) {
                Ok(axis) => {
                    if let Axis::Industry(industry) = axis {
                        rows_of[industry] = true;
                    }
                    self.cells(shape, line, axis, &columns, &record, sink, found);
                }
                Err(unknown) => found.push(unknown.problem(shape.name, "row").row(line)),
            }
        }
        let missing = rows_of.iter().filter(|there| !**there).count();
        if self.complete && missing > 0 && found.count() == 0 {
            let message = format!("{missing} of {} pairs of region and sector have no row", rows_of.len());
            let hint = "give a row for every column, with zeros where nothing is sold";
            found.push(Problem::new("E005", shape.name, message, hint));
        }
        Ok(())
    }

    fn axis_of_columns(&self, shape: &Shape<'_>, labels: &[Vec<String>], found: &mut Findings) -> Vec<Axis> {
        let axis = |label: &Vec<String>| {
            let label: Vec<&str> = label.iter().map(String::as_str).collect();
            (self.column)(&label).unwrap_or_else(|unknown| {
                found.push(unknown.problem(shape.name, "column").row(1));
                Axis::Skip
            })
        };
        labels.iter().map(axis).collect()
    }

    #[expect(clippy::too_many_arguments, reason = "a row of a file with what to do with it; called in one place")]
    fn cells(
        &self,
        shape: &Shape<'_>,
        line: u64,
        row: Axis,
        columns: &[Axis],
        record: &StringRecord,
        sink: &mut Sink<'_>,
        found: &mut Findings,
    ) {
        for (column, text) in columns.iter().zip(record.iter().skip(shape.index_columns)) {
            let (cell, scale) = match (row, *column) {
                (Axis::Industry(from), Axis::Industry(to)) => {
                    (Cell::Flow { from, to }, self.scale.and_then(|scale| scale.get(to)).copied())
                }
                (Axis::Industry(from), Axis::Users(region)) => (Cell::Demand { from, region }, None),
                (Axis::Industry(industry), Axis::Output) => (Cell::Output(industry), None),
                (Axis::Industry(industry), Axis::Of(cell)) | (Axis::Of(cell), Axis::Industry(industry)) => {
                    (cell(industry), None)
                }
                _ => continue,
            };
            match amount(text) {
                Some(value) => sink(cell, value * scale.unwrap_or(1.0)),
                None => found.push_with(|| {
                    let hint = "a finite number with a decimal point, such as 1234.5 or 1.2e-3; 0 for nothing";
                    Problem::new("E006", shape.name, "not a number", hint).row(line).cell("number", text)
                }),
            }
        }
    }
}

impl Unknown {
    fn problem(self, file: &str, axis: &str) -> Problem {
        Problem::new("E009", file, self.message, self.hint).cell(axis, &self.value)
    }
}

/// An empty cell is nothing, as where published tables leave out what is not there.
fn amount(text: &str) -> Option<f64> {
    if text.is_empty() {
        return Some(0.0);
    }
    text.parse::<f64>().ok().filter(|value| value.is_finite() && value.abs() <= MAX_AMOUNT)
}

/// pandas writes the names of row labels in a line of their own: `region sector` and no numbers.
fn is_names_of_labels(record: &StringRecord, shape: &Shape<'_>) -> bool {
    shape.header_rows > 1
        && record.iter().skip(shape.index_columns).all(str::is_empty)
        && record.iter().take(shape.index_columns).any(|cell| matches!(cell, "region" | "sector"))
}
