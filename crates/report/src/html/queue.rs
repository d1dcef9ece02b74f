//! The licence queue of each control, and the exports it lets through.

use super::parts::{Table, both, cell, figure, nothing, series_table};
use crate::figure;
use crate::figure::waiting::weeks_shown;
use crate::format::{Calendar, NONE, capitalised, joined, number, percent, range};
use crate::run_view::{ControlView, Quantiles, RunView};
use maud::{Markup, html};

/// Weeks of waiting that the table shows one by one.
const MOST_WEEKS: usize = 26;

pub(super) fn body(view: &RunView) -> Markup {
    if view.controls.is_empty() {
        return nothing("No control was in force.");
    }
    let waited = |control: &&ControlView| control.backlog.p90.iter().any(|cases| *cases > 0.0);
    let calendar = Calendar::of(view);
    html! {
        p.lead { "Every order of controlled goods becomes a case: accepted by the province, reviewed by the ministry, decided or left open." }
        (cases(view).markup())
        @for control in view.controls.iter().filter(waited) {
            h3 { (control.title) }
            (figure(&format!("Cases without decision. {}, {}.", control.citation, control.issuer), |layout| figure::backlog_fan(view, control, layout)))
            (series_table(
                format!("{}: cases without decision every fourth week", control.title),
                calendar,
                &["Date", "#P10", "#P50", "#P90"],
                &[(&control.backlog, number)],
            ).folding())
            @if !control.weeks_to_decision.is_empty() { (waiting(control)) }
        }
        @for band in &view.series.exports {
            h3 { "Exports: " (capitalised(&band.name)) }
            (figure(&format!("Controlled exports, {}, mean of seven days.", band.unit), |layout| figure::exports_fan(view, band, layout)))
            (series_table(
                format!("{}: exports every fourth week, {}", capitalised(&band.name), band.unit),
                calendar,
                &["Date", "#P10", "#P50", "#P90"],
                &[(band, number)],
            ).folding())
        }
    }
}

/// How long decided cases waited.
fn waiting(control: &ControlView) -> Markup {
    let all = control.weeks_to_decision.len();
    let mut caption = "How long it took from filing to decision, over all decided cases of all runs. \
        Cases still open at the end are not in it."
        .to_owned();
    if weeks_shown(&control.weeks_to_decision) < all {
        caption += &format!(" The slowest hundredth is not drawn: it took up to {all} weeks.");
    }
    html! {
        (figure(&caption, |layout| figure::waiting_bars(control, layout)))
        (weeks_table(control).folding())
    }
}

/// Shares by week or four weeks, and the few that took longer in one row.
fn weeks_table(control: &ControlView) -> Table {
    let (weeks, later) = control.weeks_to_decision.split_at(weeks_shown(&control.weeks_to_decision));
    let step = if weeks.len() > MOST_WEEKS { 4 } else { 1 };
    let mut table = Table::new(
        format!("{}: decided cases by weeks from filing (each week is in waiting.csv)", control.title),
        &["Weeks", "#Share of cases", "#Decided by then"],
    )
    .dense();
    let (mut from, mut sum) = (0, 0.0);
    for chunk in weeks.chunks(step).chain([later].into_iter().filter(|later| !later.is_empty())) {
        let (to, share) = (from + chunk.len(), chunk.iter().sum::<f64>());
        sum += share;
        // Rounding may lead a little above one, or leave the last row a little below it.
        let by_then = if to == control.weeks_to_decision.len() { 1.0 } else { f64::min(sum, 1.0) };
        table.row(vec![cell(joined(&from.to_string(), &to.to_string())), cell(percent(share)), cell(percent(by_then))]);
        from = to;
    }
    table
}

fn cases(view: &RunView) -> Table {
    let ranged = |quantiles: &Quantiles| both(number(quantiles.p50), range(quantiles));
    let mut table = Table::new(
        "Cases under each control, median with P10 to P90 below",
        &["Control", "#Filed", "#Approved", "#Refused", "#Open at the end", "#Days to decision"],
    );
    for control in &view.controls {
        let days = control.days_to_decision.as_ref();
        table.row(vec![
            both(&control.title, &control.citation),
            ranged(&control.applications),
            ranged(&control.approved),
            ranged(&control.refused),
            ranged(&control.pending),
            days.map_or_else(|| cell(NONE), ranged),
        ]);
    }
    table
}
