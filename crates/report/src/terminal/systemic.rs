//! What `coercivity systemic` prints: who the economy hangs on, how sure that is, what to bear in mind.

use super::page::{Page, Tone};
use crate::systemic_view::SystemicView;
use comfy_table::{CellAlignment, Table, presets};

/// Rows shown of a long result.
const ROWS: usize = 40;

/// A result as text for a terminal of `width` columns.
#[must_use]
pub fn systemic(view: &SystemicView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.paragraph(
        &format!("{} firms · {} links · {} sectors · threshold {}", view.firms, view.links, view.sectors, view.eps),
        0,
        Tone::Dim,
    );
    page.blank();
    page.paragraph(&headline(view), 2, Tone::Bold);
    page.paragraph(&certainty(view), 2, Tone::Plain);
    if let Some(spread) = &view.spread {
        let text = format!(
            "One firm in 100 reaches {}, one in 10 {}, every second {}.",
            percent(spread.top_1_percent),
            percent(spread.top_10_percent),
            percent(spread.median)
        );
        page.paragraph(&text, 2, Tone::Plain);
    }
    page.blank();
    firms(&mut page, view);
    page.heading("Bear in mind");
    for note in &view.notes {
        page.bullet(note);
    }
    page.blank();
    page.fact("Method", &view.citation, Tone::Dim);
    page.finish()
}

fn headline(view: &SystemicView) -> String {
    view.top.first().map_or_else(
        || "No firm: the edge list is empty.".to_owned(),
        |first| {
            let lost = percent(first.index);
            format!(
                "If {} ({}) stops, {lost} of all output is lost; no firm followed weighs more.",
                first.site, first.sector
            )
        },
    )
}

fn certainty(view: &SystemicView) -> String {
    let followed = view.followed;
    match (view.rest_bounded_by, view.proven) {
        (None, _) => "Every firm's cascade was followed to its end.".to_owned(),
        (Some(rest), true) => {
            format!("Proven: {followed} cascades were followed; no other firm's index is above {}.", percent(rest))
        }
        (Some(rest), false) => format!(
            "Not proven: {} firms were not followed that may belong here, with indices of at most {}; {followed} were. \
             Give more time with --most.",
            view.open_firms,
            percent(rest)
        ),
    }
}

fn firms(page: &mut Page, view: &SystemicView) {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_header(["", "site", "sector", "index", "from suppliers", "from customers", "own output", "sweeps"]);
    for each in view.top.iter().take(ROWS) {
        table.add_row([
            each.rank.to_string(),
            each.site.clone(),
            each.sector.clone(),
            percent(each.index),
            percent(each.downstream),
            percent(each.upstream),
            percent(each.output_share),
            each.sweeps.to_string(),
        ]);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        if at == 0 || at > 2 {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    page.raw(&table.trim_fmt());
    page.blank();
    if view.top.len() > ROWS {
        page.paragraph(&format!("and {} more; all rows with --json or -o.", view.top.len() - ROWS), 2, Tone::Dim);
        page.blank();
    }
}

/// A share in per cent: three digits that matter.
fn percent(share: f64) -> String {
    let per_cent = 100.0 * share;
    let places = if per_cent >= 10.0 {
        1
    } else if per_cent >= 1.0 {
        2
    } else {
        4
    };
    format!("{per_cent:.places$} %")
}
