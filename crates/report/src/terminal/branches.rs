//! How the scenario may go on otherwise, for the most exposed line.

use super::page::{Page, Tone};
use crate::format::{Calendar, counted, number, range};
use crate::run_view::{BranchLine, RunView};
use crate::words;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// One row per branch, the run's own first.
pub(super) fn section(page: &mut Page, view: &RunView) {
    let Some(own) = words::own_lines(view).next().filter(|_| !view.branches.is_empty()) else { return };
    page.heading("How it may go on");
    let text =
        format!("{}, under each branch. Which one comes is policy, not chance; the report has all lines.", own.title);
    page.paragraph(&text, 0, Tone::Dim);
    page.blank();
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(page.width()).unwrap_or(120))
        .force_no_tty();
    table.set_header(["", "First stop", "Days stopped", "P10 to P90", "Units lost"]);
    table.add_row(row(view, &words::own_branch(view), &own));
    for branch in &view.branches {
        for line in branch.lines.iter().filter(|line| line.line == own.line) {
            table.add_row(row(view, &branch.title, line));
        }
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    // Branches start at the left edge, like the facts above them.
    if let Some(branches) = table.column_mut(0) {
        branches.set_padding((0, 1));
    }
    page.raw(&table.to_string());
    page.blank();
}

fn row(view: &RunView, branch: &str, line: &BranchLine) -> [String; 5] {
    [
        branch.to_owned(),
        words::first_day(Calendar::of(view), &line.first_stop),
        counted(line.days_stopped.p50, "day"),
        range(&line.days_stopped),
        number(line.units_lost.p50),
    ]
}
