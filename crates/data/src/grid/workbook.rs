//! Sheets of an .xlsx file, with the values that its formulas had when it was saved.

use super::text::one_line;
use super::{Grid, GridCell, GridRow, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large};
use crate::problem::{Problem, nearest};
use calamine::{DataRef, Dimensions, Reader, Xlsx};
use std::io::{Cursor, Read};

/// Most bytes of one unpacked workbook: a small file can unpack to any size.
const MAX_UNPACKED: u64 = 200 << 20;
/// Most parts of a workbook: sheets, styles, pictures.
const MAX_PARTS: usize = 2_000;
/// Most sheets looked at.
const MAX_SHEETS: usize = 50;

/// Reads the sheets of a workbook.
pub(super) fn read(file: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Grid>, Box<Problem>> {
    let unreadable = |error: &dyn std::fmt::Display| {
        let message = format!("not readable as an .xlsx file ({error})");
        Problem::new("E001", file, message, "open it in a spreadsheet and save it again, or save it as CSV")
    };
    bounded(file, bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| unreadable(&e))?;
    let mut names = book.sheet_names();
    names.truncate(MAX_SHEETS);
    if let Some(wanted) = sheet {
        if !names.iter().any(|name| name == wanted) {
            let hint = nearest(wanted, names.iter().map(String::as_str))
                .map_or_else(|| format!("sheets are {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
            return Err(Problem::new("E009", file, "no such sheet", hint).cell("sheet", wanted).into());
        }
        names.retain(|name| name == wanted);
    }
    let mut grids = Vec::new();
    for name in names {
        let place = format!("{file} [{name}]");
        let mut grid = Grid { file: place, sheet: name.clone(), delimiter: None, rows: Vec::new() };
        // A sheet that is a chart has no cells; it is passed over unless it was asked for.
        match cells(&mut book, &name, &mut grid) {
            Ok(()) => grids.push(grid),
            Err(Stop::Limit(problem)) => return Err(problem),
            Err(Stop::Broken(error)) if sheet.is_some() => return Err(unreadable(&error).into()),
            Err(Stop::Broken(_)) => {}
        }
    }
    if grids.is_empty() {
        return Err(unreadable(&"no sheet with cells").into());
    }
    Ok(grids)
}

/// Unpacks every part once into nothing, so that what unpacks to more than the limit is refused before it is held.
fn bounded(file: &str, bytes: &[u8]) -> Result<(), Box<Problem>> {
    let broken = |error: &dyn std::fmt::Display| {
        let message = format!("not readable as an .xlsx file ({error})");
        Problem::new("E001", file, message, "copy the file again, or open it in a spreadsheet and save it as CSV")
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(file, "parts", MAX_PARTS).into());
    }
    let mut left = MAX_UNPACKED;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|e| broken(&e))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|e| broken(&e))?;
        let Some(rest) = left.checked_sub(read) else {
            return Err(too_large(file, "MB when unpacked", 200).into());
        };
        left = rest;
    }
    Ok(())
}

enum Stop {
    Limit(Box<Problem>),
    Broken(String),
}

/// Cells come one by one, so that a cell in the last corner of a sheet makes no table of a billion cells.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid) -> Result<(), Stop> {
    let broken = |error: calamine::XlsxError| Stop::Broken(error.to_string());
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut read = 0;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (line, column) = (u64::from(row) + 1, column as usize);
        let Some(value) = shown(cell.get_value()) else { continue };
        read += 1;
        if column >= MAX_COLUMNS {
            return Err(Stop::Limit(too_large(&grid.file, "columns", MAX_COLUMNS).into()));
        }
        if read > MAX_CELLS || grid.rows.len() > MAX_ROWS {
            return Err(Stop::Limit(too_large(&grid.file, "rows", MAX_ROWS).into()));
        }
        match grid.rows.last_mut().filter(|last| last.line == line) {
            Some(last) => put(&mut last.cells, column, value),
            None => {
                let mut cells = Vec::new();
                put(&mut cells, column, value);
                grid.rows.push(GridRow { line, cells });
            }
        }
    }
    // Rows may be stored in any order.
    grid.rows.sort_by_key(|row| row.line);
    fill_down(&merged, &mut grid.rows);
    Ok(())
}

fn put(cells: &mut Vec<GridCell>, column: usize, value: GridCell) {
    if cells.len() <= column {
        cells.resize(column + 1, GridCell::default());
    }
    cells[column] = value;
}

/// What a cell shows; `None` for an empty one.
fn shown(value: &DataRef<'_>) -> Option<GridCell> {
    let number = |n: f64| GridCell { text: format!("{n}"), number: n.is_finite().then_some(n) };
    let cell = match value {
        DataRef::Empty => return None,
        DataRef::Int(n) => number(*n as f64),
        DataRef::Float(n) => number(*n),
        DataRef::Bool(true) => GridCell { text: "true".to_owned(), number: None },
        DataRef::Bool(false) => GridCell { text: "false".to_owned(), number: None },
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            GridCell { text: format!("{year:04}-{month:02}-{day:02}"), number: None }
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Error(error) => words(&error.to_string()),
    };
    (!cell.text.is_empty()).then_some(cell)
}

fn words(text: &str) -> GridCell {
    let end = (0..=MAX_CELL.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    GridCell { text: one_line(&text[..end]), number: None }
}

/// A cell merged over several rows stands in each of them: a part with three suppliers is often written so.
/// Only within the first column of the merged block, where the value is stored, and only in rows that hold something.
fn fill_down(merged: &[Dimensions], rows: &mut [GridRow]) {
    for block in merged.iter().take(MAX_ROWS).filter(|block| block.end.0 > block.start.0) {
        let column = block.start.1 as usize;
        let (first, last) = (u64::from(block.start.0) + 1, u64::from(block.end.0) + 1);
        let from = rows.partition_point(|row| row.line < first);
        let Some(value) = rows.get(from).filter(|row| row.line == first).and_then(|row| row.cells.get(column)).cloned()
        else {
            continue;
        };
        for row in rows[from + 1..].iter_mut().take_while(|row| row.line <= last) {
            if column < MAX_COLUMNS && row.text(column).is_empty() {
                put(&mut row.cells, column, value.clone());
            }
        }
    }
}
