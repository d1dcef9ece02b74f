//! A quiet table without rules that fits the page.

use super::page::Page;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// Narrowest column of numbers that is kept whole, in characters.
const WHOLE: usize = 13;

/// Writes a table; columns whose name starts with `#` hold numbers and are aligned to the right.
///
/// A cell may hold several lines. Where the page is too narrow, columns of
/// text are broken before those of numbers.
pub(super) fn quiet(page: &mut Page, header: &[&str], rows: &[Vec<String>]) {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(page.width()).unwrap_or(120));
    if page.colour() {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let numeric = |index: usize| header.get(index).is_some_and(|name| name.starts_with('#'));
    let aligned = |cell: Cell, index: usize| {
        if numeric(index) { cell.set_alignment(CellAlignment::Right) } else { cell }
    };
    table.set_header(
        header
            .iter()
            .enumerate()
            .map(|(index, name)| aligned(Cell::new(name.trim_start_matches('#')).add_attribute(Attribute::Dim), index)),
    );
    for row in rows {
        table.add_row(row.iter().enumerate().map(|(index, text)| aligned(Cell::new(text), index)));
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        if index == 0 {
            // Names start at the left edge, like the facts below them.
            column.set_padding((0, 1));
        }
        let widest = longest(rows, index);
        if numeric(index) && widest <= WHOLE {
            let room = u16::try_from(widest + 2).unwrap_or(0);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(room)));
        }
    }
    page.raw(&table.to_string());
    page.blank();
}

/// Longest line of the cells of a column, in characters.
fn longest(rows: &[Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells.flat_map(|cell| cell.lines()).map(|line| line.chars().count()).max().unwrap_or(0)
}
