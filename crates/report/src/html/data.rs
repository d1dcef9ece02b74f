//! What the result rests on: assumptions, figures, sources, digests.

use super::parts::{Table, basis, both, cell, nothing};
use crate::format::{NONE, date_words, joined, number};
use crate::run_view::{RunView, SourceView};
use maud::{Markup, html};

/// Assumptions, one sentence each.
pub(super) fn list(assumptions: &[String]) -> Markup {
    if assumptions.is_empty() {
        return nothing("No assumption is recorded.");
    }
    html! {
        ul.assumed { @for text in assumptions { li { (text) } } }
    }
}

pub(super) fn body(view: &RunView) -> Markup {
    html! {
        @if !view.figures.is_empty() {
            h3 { "Figures that matter most" }
            (figures(view).markup())
        }
        @if !view.sources.is_empty() {
            h3 { "Sources" }
            (source_table(&view.sources).markup())
        }
        h3 { "How to get the same numbers" }
        p.lead { "The same data, study, scenario, seed and number of runs give the same digest on any machine." }
        (made_by(view))
    }
}

fn figures(view: &RunView) -> Table {
    let mut table = Table::new(
        "Numbers, where they come from and how sure they are",
        &["Figure", "#Value", "#Range", "Unit", "Basis", "Year", "Source"],
    );
    for figure in &view.figures {
        let range = match (figure.low, figure.high) {
            (Some(low), Some(high)) => joined(&number(low), &number(high)),
            (Some(low), None) => format!("from {}", number(low)),
            (None, Some(high)) => format!("to {}", number(high)),
            (None, None) => NONE.to_owned(),
        };
        table.row(vec![
            both(&figure.item, &figure.table),
            cell(number(figure.value)),
            cell(range),
            cell(&figure.unit),
            basis(&figure.basis),
            cell(figure.year.map_or_else(|| NONE.to_owned(), |year| year.to_string())),
            cell(&figure.source),
        ]);
    }
    table
}

/// Sources with their licences and addresses.
pub(super) fn source_table(sources: &[SourceView]) -> Table {
    let mut table = Table::new("Sources by id", &["Id", "Title", "Publisher", "Year", "Licence"]);
    for source in sources {
        table.row(vec![
            cell(&source.id),
            linked(source),
            cell(&source.publisher),
            cell(source.year.map_or_else(|| NONE.to_owned(), |year| year.to_string())),
            cell(&source.licence),
        ]);
    }
    table
}

/// The title as a link, but only to the web: an address from a data file must not run anything.
fn linked(source: &SourceView) -> Markup {
    let web = source.url.starts_with("https://") || source.url.starts_with("http://");
    html! {
        @if web {
            a.source href=(source.url) rel="noopener noreferrer" { (source.title) }
        } @else {
            (source.title)
        }
    }
}

fn made_by(view: &RunView) -> Markup {
    let program = format!("{} {}", view.program.name, view.program.version);
    let rows = [
        ("Program", program),
        ("Study", view.study.clone()),
        ("Scenario", view.scenario.clone()),
        ("Start", date_words(&view.start_date)),
        ("Days", view.days.to_string()),
        ("Runs", view.runs.to_string()),
        ("Seed", view.seed.to_string()),
        ("Base year of the data", view.base_year.to_string()),
        ("Digest of the data", view.data_digest.clone()),
        ("Digest of the result", view.digest.clone()),
    ];
    html! {
        dl.made {
            @for (name, value) in rows { div { dt { (name) } dd { (value) } } }
        }
    }
}
