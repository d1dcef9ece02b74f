//! Pieces of which every section is made: figures, tables, cells.

use crate::figure::Layout;
use crate::format::Calendar;
use crate::run_view::Band;
use maud::{Markup, PreEscaped, html};

/// A table in the making. The first cell of each row is its heading.
pub(super) struct Table {
    caption: String,
    /// Name of each column, and true where it holds numbers.
    columns: Vec<(&'static str, bool)>,
    rows: Vec<Vec<Markup>>,
    /// Many short rows of numbers, set close together.
    dense: bool,
}

impl Table {
    /// Columns whose name starts with `#` hold numbers and are aligned to the right.
    pub(super) fn new(caption: impl Into<String>, columns: &[&'static str]) -> Self {
        let columns = columns.iter().map(|name| (name.trim_start_matches('#'), name.starts_with('#'))).collect();
        Self { caption: caption.into(), columns, rows: Vec::new(), dense: false }
    }

    /// The same with its rows set close together.
    pub(super) fn dense(self) -> Self {
        Self { dense: true, ..self }
    }

    pub(super) fn row(&mut self, cells: Vec<Markup>) {
        self.rows.push(cells);
    }

    /// The table in a box of its own that scrolls where the page is too narrow.
    pub(super) fn markup(&self) -> Markup {
        let number = |index: usize| {
            let numeric = self.columns.get(index).is_some_and(|(_, numeric)| *numeric);
            numeric.then_some("n")
        };
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table class=[self.dense.then_some("dense")] {
                    caption { (self.caption) }
                    thead { tr {
                        @for (index, (name, _)) in self.columns.iter().enumerate() {
                            th scope="col" class=[number(index)] { (name) }
                        }
                    } }
                    tbody {
                        @for (row, cells) in self.rows.iter().enumerate() { tr {
                            @for (index, cell) in cells.iter().enumerate() {
                                @if index == 0 {
                                    @match self.span(row) {
                                        0 => {}
                                        1 => { th scope="row" class=[number(index)] { (cell) } }
                                        rows => { th scope="rowgroup" rowspan=(rows) { (cell) } }
                                    }
                                } @else {
                                    td class=[number(index)] { (cell) }
                                }
                            }
                        } }
                    }
                }
            }
        }
    }

    /// How many rows the heading of a row covers: equal headings below each
    /// other become one, and all but the first of them cover none.
    fn span(&self, row: usize) -> usize {
        let heading = |index: usize| {
            let cells = self.rows.get(index)?;
            cells.first().map(|cell| cell.0.as_str())
        };
        let own = heading(row);
        if row > 0 && heading(row - 1) == own {
            return 0;
        }
        (row..self.rows.len()).take_while(|index| heading(*index) == own).count()
    }

    /// The same, to be folded away; open at first, so that it prints.
    pub(super) fn folding(&self) -> Markup {
        html! {
            details open {
                summary { "Table" }
                (self.markup())
            }
        }
    }
}

/// Plain text as a cell.
pub(super) fn cell(text: impl AsRef<str>) -> Markup {
    html! { (text.as_ref()) }
}

/// A value with its range, or what else qualifies it, in small type below.
pub(super) fn both(value: impl AsRef<str>, below: impl AsRef<str>) -> Markup {
    html! {
        (value.as_ref())
        @if !below.as_ref().is_empty() && below.as_ref() != value.as_ref() {
            small { (below.as_ref()) }
        }
    }
}

/// A figure in both layouts, of which the style sheet shows one.
pub(super) fn figure(caption: &str, draw: impl Fn(Layout) -> String) -> Markup {
    html! {
        figure {
            (PreEscaped(draw(Layout::Wide)))
            (PreEscaped(draw(Layout::Narrow)))
            figcaption { (caption) }
        }
    }
}

/// A fact of the strip below a verdict: its name, its value, and what qualifies it.
pub(super) fn fact(name: &str, value: &str, below: &str) -> Markup {
    html! {
        div {
            dt { (name) }
            dd { strong { (value) } @if !below.is_empty() { small { (below) } } }
        }
    }
}

/// How a section says that it has nothing to show.
pub(super) fn nothing(text: &str) -> Markup {
    html! { p.nothing { (text) } }
}

/// A basis (reported, derived, estimated, assumed) as a small tag.
pub(super) fn basis(text: &str) -> Markup {
    let class = if crate::words::is_guess(text) { "basis guess" } else { "basis" };
    html! { span class=(class) { (text) } }
}

/// A band and how its values are written.
pub(super) type Written<'a> = (&'a Band, fn(f64) -> String);

/// Every fourth week of some bands, with their P10, P50 and P90.
pub(super) fn series_table(
    caption: String,
    calendar: Calendar,
    columns: &[&'static str],
    bands: &[Written<'_>],
) -> Table {
    let mut table = Table::new(caption, columns).dense();
    let days = bands.iter().map(|(band, _)| band.p50.len()).max().unwrap_or(0);
    for day in (0..days).step_by(28) {
        let date = u32::try_from(day).map_or_else(|_| String::new(), |day| calendar.day(day));
        let mut cells = vec![cell(date)];
        for (band, write) in bands {
            for values in [&band.p10, &band.p50, &band.p90] {
                cells.push(cell(values.get(day).map_or_else(String::new, |value| write(*value))));
            }
        }
        table.row(cells);
    }
    table
}
