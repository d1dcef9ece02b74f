//! Our own layout: CSV with `region,sector` before the numbers, or one column `REGION|SECTOR`.

use super::labels::{Labels, Unknown};
use super::sheet::{Axis, Reading, Shape, columns};
use super::{Cell, Folder, Sink};
use crate::problem::{Problem, Problems};
use std::io::{BufRead, BufReader, Read};

/// Longest first line that is looked at for its first two cells \[bytes\].
const MAX_LOOK: u64 = 4096;

/// Shape of one of our files: two columns of labels when its header begins with `region,sector`.
fn shape<'a>(folder: &Folder, name: &'a str) -> Result<Shape<'a>, Box<Problem>> {
    let mut line = Vec::new();
    let mut reader = BufReader::new(folder.open(name)?.take(MAX_LOOK));
    reader.read_until(b'\n', &mut line).map_err(|error| {
        Problem::new("E001", name, format!("cannot be read ({error})"), "see that the file is there and may be read")
    })?;
    let text = String::from_utf8_lossy(&line);
    let text = text.trim_start_matches('\u{feff}').trim();
    let delimiter = if text.starts_with("region;") || !text.contains(',') && text.contains(';') { b';' } else { b',' };
    let two = text.split([',', ';']).map(|cell| cell.trim().trim_matches('"')).take(2).eq(["region", "sector"]);
    Ok(Shape { name, delimiter, header_rows: 1, index_columns: if two { 2 } else { 1 } })
}

/// Region and the rest of a label.
fn halves(label: &str) -> Result<(&str, &str), Unknown> {
    label.split_once('|').map(|(region, rest)| (region.trim(), rest.trim())).ok_or_else(|| Unknown {
        message: "not a region and a sector".to_owned(),
        hint: "write `REGION|SECTOR`, or `region,sector` in two columns".to_owned(),
        value: label.to_owned(),
    })
}

pub(super) fn labels(folder: &Folder) -> Result<Labels, Box<Problem>> {
    let mut labels = Labels::default();
    for column in columns(folder, &shape(folder, "Z.csv")?)? {
        let label = column.first().map_or("", String::as_str);
        let (region, sector) = halves(label).map_err(|unknown| {
            Problem::new("E003", "Z.csv", unknown.message, unknown.hint).row(1).cell("column", label)
        })?;
        labels.add(region, sector);
    }
    Ok(labels)
}

/// Industry of a row.
fn row(labels: &Labels, label: &[&str]) -> Result<Axis, Unknown> {
    match label {
        [region, sector] => labels.industry(region, sector),
        [one] => halves(one).and_then(|(region, sector)| labels.industry(region, sector)),
        _ => labels.industry("", ""),
    }
    .map(Axis::Industry)
}

/// What a column of a file is, by its labels.
type ColumnOf<'a> = &'a dyn Fn(&[&str]) -> Result<Axis, Unknown>;

pub(super) fn read(folder: &Folder, labels: &Labels, sink: &mut Sink<'_>, problems: &mut Problems) {
    let industry = |label: &[&str]| row(labels, label);
    let users = |label: &[&str]| {
        let label = label.first().copied().unwrap_or_default();
        labels.region(label.split_once('|').map_or(label, |(region, _)| region.trim())).map(Axis::Users)
    };
    let flows = |label: &[&str]| row(labels, &label[..label.len().min(1)]);
    let parts: [(&str, ColumnOf<'_>); 2] = [("Z.csv", &flows), ("Y.csv", &users)];
    for (name, column) in parts {
        let reading = Reading { labels, column, row: &industry, scale: None, complete: true };
        match shape(folder, name) {
            Ok(shape) => reading.run(folder, &shape, sink, problems),
            Err(problem) => problems.push(*problem),
        }
    }
    // Without outputs they are what is sold.
    if folder.has("x.csv") {
        column(folder, "x.csv", labels, Cell::Output, sink, problems);
    }
}

/// A file with one number for each industry.
pub(super) fn column(
    folder: &Folder,
    name: &str,
    labels: &Labels,
    cell: fn(usize) -> Cell,
    sink: &mut Sink<'_>,
    problems: &mut Problems,
) {
    let shape = match shape(folder, name) {
        Ok(shape) => shape,
        Err(problem) => return problems.push(*problem),
    };
    let count = columns(folder, &shape).map_or(0, |columns| columns.len());
    if count != 1 {
        let message = format!("{count} columns of numbers");
        let hint = "one number for each region and sector: `region,sector,value`";
        return problems.push(Problem::new("E003", name, message, hint).row(1));
    }
    let of = |_: &[&str]| Ok(Axis::Of(cell));
    let industry = |label: &[&str]| row(labels, label);
    let reading = Reading { labels, column: &of, row: &industry, scale: None, complete: false };
    reading.run(folder, &shape, sink, problems);
}
