//! Strict headers: every column is known by name, in any order; what is missing or new is named.

use super::rows::text;
use crate::problem::{Findings, Problem, nearest};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Its cells are read.
    Read,
    /// It belongs to the layout, though its cells are not read.
    Expected,
    /// Some editions have it.
    Optional,
}

/// A column of a layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Name as published.
    pub(super) name: &'static str,
    /// What it is for.
    pub(super) need: Need,
}

/// Several columns of one need.
pub(super) const fn column(need: Need, name: &'static str) -> Column {
    Column { name, need }
}

/// A layout of a publisher.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// What messages call it.
    pub(super) name: &'static str,
    /// Its columns.
    pub(super) columns: &'static [Column],
}

/// Where the columns of a layout are in a file.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Which of the layouts it is.
    pub(super) layout: usize,
    /// Cells that every row must have.
    pub(super) width: usize,
    places: Vec<Option<usize>>,
}

impl Header {
    /// The cell of the n-th column of the layout, trimmed; empty where the file does not have it.
    pub(super) fn cell<'r>(&self, record: &'r csv::ByteRecord, column: usize) -> &'r [u8] {
        let place = self.places.get(column).copied().flatten();
        place.and_then(|place| record.get(place)).unwrap_or_default().trim_ascii()
    }

    /// True when a row is as wide as the header; one blank cell too many at the end is passed over.
    pub(super) fn fits(&self, record: &csv::ByteRecord) -> bool {
        record.len() == self.width
            || (record.len() == self.width + 1
                && record.get(self.width).is_some_and(|last| last.trim_ascii().is_empty()))
    }
}

/// The problem of a row that is too wide or too narrow.
pub(super) fn misfit(name: &str, line: u64, record: &csv::ByteRecord, header: &Header) -> Problem {
    let message = format!("{} cells, the header has {}", record.len(), header.width);
    let hint = "the file is cut or a cell holds a separator without quotes: download it again";
    Problem::new("E004", name, message, hint).row(line)
}

/// Finds the layout that a header is of. What keeps it from the nearest one is added to `found`.
pub(super) fn find(
    name: &str,
    line: u64,
    record: &csv::ByteRecord,
    layouts: &[Layout],
    found: &mut Findings,
) -> Option<Header> {
    let mut names: Vec<String> = record.iter().map(|cell| text(cell).trim().to_owned()).collect();
    // A separator at the end of each line makes one nameless column.
    if names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let differences = |layout: &Layout| -> usize {
        let unknown = names.iter().filter(|name| !layout.columns.iter().any(|column| same(column, name))).count();
        unknown + missing(layout, &names).count()
    };
    let (index, layout) = layouts.iter().enumerate().min_by_key(|(_, layout)| differences(layout))?;
    let before = found.count();
    for (n, cell) in names.iter().enumerate() {
        if !layout.columns.iter().any(|column| same(column, cell)) {
            found.push_with(|| unexpected(name, line, layout, cell));
        } else if names[..n].iter().any(|earlier| earlier.eq_ignore_ascii_case(cell)) {
            let problem = Problem::new("E003", name, "the column is there twice", "keep one of them");
            found.push(problem.row(line).cell(cell, cell));
        }
    }
    for column in missing(layout, &names) {
        let message = format!("column `{}` of {} is missing", column.name, layout.name);
        found.push(Problem::new("E003", name, message, listed(layout)).row(line));
    }
    (found.count() == before).then(|| Header {
        layout: index,
        width: names.len(),
        places: layout.columns.iter().map(|column| names.iter().position(|name| same(column, name))).collect(),
    })
}

fn same(column: &Column, name: &str) -> bool {
    column.name.eq_ignore_ascii_case(name)
}

fn missing<'l>(layout: &'l Layout, names: &'l [String]) -> impl Iterator<Item = &'l Column> {
    let there = |column: &Column| names.iter().any(|name| same(column, name));
    layout.columns.iter().filter(move |column| column.need != Need::Optional && !there(column))
}

fn unexpected(file: &str, line: u64, layout: &Layout, name: &str) -> Problem {
    let near = nearest(name, layout.columns.iter().map(|column| column.name));
    let hint = near.map_or_else(|| listed(layout), |near| format!("did you mean `{near}`?"));
    Problem::new("E003", file, format!("unexpected column in {}", layout.name), hint).row(line).cell(name, name)
}

fn listed(layout: &Layout) -> String {
    let names: Vec<&str> = layout.columns.iter().map(|column| column.name).collect();
    format!("columns are {}", names.join(","))
}
