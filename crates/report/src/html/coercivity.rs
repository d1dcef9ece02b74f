//! How long a squeeze each line bears, and how it comes back.

use super::parts::{Table, cell, figure};
use crate::curve_view::{CurveLine, CurveView};
use crate::figure;
use crate::format::{counted, joined, number, percent};
use crate::run_view::DayQuantiles;
use maud::{Markup, html};

pub(super) fn body(view: &CurveView) -> Option<Markup> {
    if view.lines.is_empty() {
        return None;
    }
    Some(html! {
        p.lead { "A squeeze of some severity stops that share of the pairs of exporter and buyer; 1 is a freeze of exports. Coercivity is the shortest freeze after which a line's output falls below half; remanence is its output 30 days after a freeze held until then is lifted. Brackets hold P10 to P90. Goods squeezed: " (view.control_title) "." }
        @for line in &view.lines { (of_line(view, line)) }
    })
}

fn of_line(view: &CurveView, line: &CurveLine) -> Markup {
    html! {
        h3 { (line.title) }
        p { (sentence(view, line)) }
        @if falls(line) {
            (figure(
                "Share of runs in which output falls below half, by severity and length of the squeeze.",
                |layout| figure::coercivity_map(view, line, layout),
            ))
            (contours(view, line).folding())
        }
        @if bends(line) {
            (figure(
                "Mean output over all runs while the severity rises by a tenth every 30 days, is held, and falls again.",
                |layout| figure::hysteresis_loop(line, layout),
            ))
            (steps(line).folding())
        } @else {
            p.note { "A slow rise of the severity to a freeze and back does not move its output." }
        }
    }
}

/// True where some squeeze makes some run fall.
fn falls(line: &CurveLine) -> bool {
    line.map.iter().any(|cell| cell.share_of_runs > 0.0)
        || line.contours.iter().any(|point| point.days.share_of_runs > 0.0)
}

/// True where the loop is more than a level line.
fn bends(line: &CurveLine) -> bool {
    line.hysteresis.iter().any(|point| (point.mean - 1.0).abs() > 0.005)
}

fn sentence(view: &CurveView, line: &CurveLine) -> String {
    let longest = counted(f64::from(view.longest_days), "day");
    if !falls(line) {
        return format!("No squeeze of up to {longest} makes it fall below half of its output in any run.");
    }
    let remanence = &line.remanence;
    let range = joined(&percent(remanence.p10), &percent(remanence.p90));
    let middle = percent(remanence.p50);
    let back = if range == middle {
        format!("Remanence {middle} of normal, from P10 to P90.")
    } else {
        format!("Remanence {middle} of normal ({range}).")
    };
    match line.coercivity_days {
        Some(days) => {
            format!("Coercivity {} ({}). {back}", counted(f64::from(days), "day"), span(view, &line.coercivity))
        }
        None => format!(
            "A freeze of up to {longest} makes it fall in {} of runs only, so its coercivity is longer. {back}",
            percent(line.coercivity.share_of_runs)
        ),
    }
}

/// Days, or that they are more than were tried.
fn days(view: &CurveView, days: Option<u32>) -> String {
    days.map_or_else(|| format!(">{}", view.longest_days), |days| number(f64::from(days)))
}

fn span(view: &CurveView, quantiles: &DayQuantiles) -> String {
    joined(&days(view, quantiles.p10), &days(view, quantiles.p90))
}

fn contours(view: &CurveView, line: &CurveLine) -> Table {
    let mut table = Table::new(
        format!("{}: shortest squeeze after which output falls below half [days]", line.title),
        &["Severity", "#P10", "#P50", "#P90", "#Runs that fall", "#Remanence P10", "#P50", "#P90"],
    );
    for point in &line.contours {
        let remanence = &point.remanence;
        table.row(vec![
            cell(percent(point.severity)),
            cell(days(view, point.days.p10)),
            cell(days(view, point.days.p50)),
            cell(days(view, point.days.p90)),
            cell(percent(point.days.share_of_runs)),
            cell(percent(remanence.p10)),
            cell(percent(remanence.p50)),
            cell(percent(remanence.p90)),
        ]);
    }
    table
}

fn steps(line: &CurveLine) -> Table {
    let mut table = Table::new(
        format!("{}: output at the end of each step of the loop, share of normal", line.title),
        &["Way", "#Severity", "#Last day", "#Mean output", "#P10", "#P50", "#P90"],
    )
    .dense();
    for point in &line.hysteresis {
        table.row(vec![
            cell(if point.rising { "Up" } else { "Down" }),
            cell(percent(point.severity)),
            cell(point.day.to_string()),
            cell(percent(point.mean)),
            cell(percent(point.output.p10)),
            cell(percent(point.output.p50)),
            cell(percent(point.output.p90)),
        ]);
    }
    table
}
