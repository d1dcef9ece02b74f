//! How the scenario may go on: branches beside each other, never one fan over all.

use super::parts::{Table, both, cell};
use crate::format::{Calendar, capitalised, counted, number, percent, range, uncapitalised};
use crate::run_view::{BranchLine, Quantiles, RunView};
use crate::words;
use maud::{Markup, html};

pub(super) fn body(view: &RunView) -> Option<Markup> {
    if view.branches.is_empty() {
        return None;
    }
    Some(html! {
        p.lead { "Which way it goes is policy, not chance: the branches have no probabilities, and no figure mixes them. All else in this report is the run's own branch, " (uncapitalised(&words::own_branch(view))) "." }
        dl.made {
            @for branch in &view.branches {
                div {
                    dt { (branch.title) }
                    dd { (capitalised(&branch.note)) " (" (counted(f64::from(branch.runs), "run")) ")" }
                }
            }
        }
        h3 { "Lines under each branch" }
        (lines(view).markup())
    })
}

/// The run's own branch first, then the others, per line.
fn lines(view: &RunView) -> Table {
    let mut table = Table::new(
        "First stop, days stopped and units lost, median with P10 to P90 below",
        &["Line", "Branch", "#First stop", "#Runs that stop", "#Days stopped", "#Units lost"],
    );
    for own in words::own_lines(view) {
        table.row(row(view, &own, &words::own_branch(view)));
        for branch in &view.branches {
            for line in branch.lines.iter().filter(|line| line.line == own.line) {
                table.row(row(view, line, &branch.title));
            }
        }
    }
    table
}

fn row(view: &RunView, line: &BranchLine, branch: &str) -> Vec<Markup> {
    let calendar = Calendar::of(view);
    let ranged = |quantiles: &Quantiles| both(number(quantiles.p50), range(quantiles));
    vec![
        cell(&line.title),
        cell(branch),
        both(words::first_day(calendar, &line.first_stop), words::day_range(calendar, &line.first_stop)),
        cell(percent(line.first_stop.share_of_runs)),
        ranged(&line.days_stopped),
        ranged(&line.units_lost),
    ]
}
