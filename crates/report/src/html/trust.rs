//! How far to trust it: back-tests, fitted and predicted apart.

use super::parts::{Table, both, cell, figure};
use crate::backtest_view::{CaseView, PointView};
use crate::figure;
use crate::format::{NONE, counted, hundredths, number, percent};
use crate::scores;
use crate::terminal::BACKTEST_READING;
use maud::{Markup, html};

pub(super) fn body(cases: &[CaseView], pooled: Option<f64>) -> Option<Markup> {
    if cases.is_empty() {
        return None;
    }
    let (unfitted, fitted): (Vec<&CaseView>, Vec<&CaseView>) = cases.iter().partition(|case| scores::unfitted(case));
    Some(html! {
        p.lead { (BACKTEST_READING) }
        @if !unfitted.is_empty() {
            h3 { "Not fitted: predicted" }
            (table("Cases to which nothing was fitted", &unfitted).markup())
        }
        @if !fitted.is_empty() {
            h3 { "Fitted: some or all points set parameters" }
            (table("A small error here says little", &fitted).markup())
        }
        @if let Some(share) = pooled {
            p { "Of all months not fitted, " (percent(share)) " lie inside their 80 % band." }
        }
        @for case in cases { (of_case(case)) }
        @if cases.iter().any(|case| !case.not_identified.is_empty()) {
            h3 { "What the observations say nothing about" }
            (not_identified(cases))
        }
    })
}

fn table(caption: &str, cases: &[&CaseView]) -> Table {
    let mut table = Table::new(
        format!("{caption}. Trough and width as a share of the base; model first, observed below"),
        &[
            "Case",
            "#Points",
            "#Error",
            "#No change",
            "#Trend",
            "#Trough",
            "#Months to recover",
            "#In 80 % band",
            "#Band width",
        ],
    );
    for case in cases {
        let errors = scores::errors(case);
        let trough = |ratio: f64, month: &str| format!("{} {month}", hundredths(ratio));
        table.row(vec![
            both(&case.title, &case.case),
            cell(case.n.to_string()),
            cell(errors.model),
            cell(errors.no_change),
            cell(errors.trend),
            html! {
                (trough(case.trough_ratio, &case.trough_month))
                small { (trough(case.observed_trough_ratio, &case.observed_trough_month)) }
            },
            html! {
                (scores::months(case.months_to_recover))
                small { (scores::months(case.observed_months_to_recover)) }
            },
            cell(percent(case.coverage_80)),
            html! { (hundredths(case.band_width)) @if case.no_skill { small.guess { "no skill" } } },
        ]);
    }
    table
}

fn of_case(case: &CaseView) -> Markup {
    let what = if scores::unfitted(case) {
        "Nothing was fitted to it.".to_owned()
    } else {
        format!("Fitted to: {}.", case.fitted_on.join(", "))
    };
    let note = case.note.trim().trim_end_matches('.');
    html! {
        h3 { (case.title) }
        (figure(
            &format!("Observed against the runs as a share of the base [{}]. {what} Branch: {}.", case.unit, case.branch),
            |layout| figure::backtest_bands(case, layout),
        ))
        @if case.no_skill {
            p.warning { "No skill: the band is wider than half the base. That an observation lies in it says little." }
        }
        @if !note.is_empty() || !case.not_identified.is_empty() {
            p.note {
                @if !note.is_empty() { "Note: " (note) ". " }
                @if !case.not_identified.is_empty() {
                    (counted(case.not_identified.len() as f64, "drawn parameter")) " not identified by it; listed at the end."
                }
            }
        }
        (points(case).folding())
    }
}

fn points(case: &CaseView) -> Table {
    let mut table = Table::new(
        format!("{}, {}", case.title, case.unit),
        &["When", "#Observed", "#Base", "#P10", "#P50", "#P90", "#Observed / base", "Fitted", "Source"],
    )
    .dense();
    for point in &case.points {
        table.row(vec![
            cell(&point.month),
            cell(number(point.observed)),
            cell(number(point.base)),
            cell(number(point.p10)),
            cell(number(point.p50)),
            cell(number(point.p90)),
            cell(ratio(point)),
            cell(if point.fitted { "fitted" } else { "predicted" }),
            html! { span.long { (point.source) } },
        ]);
    }
    table
}

fn ratio(point: &PointView) -> String {
    if point.base > 0.0 { hundredths(point.observed / point.base) } else { NONE.to_owned() }
}

/// Parameters that no case identifies, and those that only some do; most stand in the lists of many cases.
fn not_identified(cases: &[CaseView]) -> Markup {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for parameter in cases.iter().flat_map(|case| &case.not_identified) {
        match counts.iter_mut().find(|(known, _)| known == parameter) {
            Some((_, count)) => *count += 1,
            None => counts.push((parameter, 1)),
        }
    }
    // A stable sort keeps the order of the model among equals.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let all = cases.len();
    let (none, some): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(_, count)| *count == all);
    let none: Vec<&str> = none.into_iter().map(|(parameter, _)| parameter).collect();
    let some: Vec<String> =
        some.into_iter().map(|(parameter, count)| format!("{parameter} (not by {count} of {all})")).collect();
    html! {
        p.note { "A drawn parameter that no case identifies keeps the range it came with, however well the months fit." }
        dl.made {
            @if !none.is_empty() {
                div { dt { "Identified by no case" } dd.small { (none.join("; ")) } }
            }
            @if !some.is_empty() {
                div { dt { "Identified by some cases" } dd.small { (some.join("; ")) } }
            }
        }
    }
}
