//! The verdict in one or two sentences.

use coercivity_report::run_view::{LineView, RunView};
use jiff::ToSpan;
use jiff::civil::Date;

/// What a manager has to know first.
pub(super) fn verdict(view: &RunView) -> String {
    let count = view.lines.len();
    let stopping: Vec<&LineView> = view.lines.iter().filter(|line| line.first_stop.p50.is_some()).collect();
    if let Some(first) = stopping.iter().min_by_key(|line| line.first_stop.p50) {
        let how_many = match stopping.len() {
            1 if count == 1 => "The line stops".to_owned(),
            1 => format!("1 of {count} lines stops"),
            n => format!("{n} of {count} lines stop"),
        };
        return format!(
            "{how_many} in most runs. First: {}, {} (range {}), for {:.0} days (P10-P90 {:.0}-{:.0}), in {:.0} % of the runs. {:.0} days of cover would have prevented it in half of the runs, {:.0} in nine of ten.",
            first.title,
            day(view, first.first_stop.p50),
            range(view, first),
            first.days_stopped.p50,
            first.days_stopped.p10,
            first.days_stopped.p90,
            100.0 * first.first_stop.share_of_runs,
            first.cover_needed.p50,
            first.cover_needed.p90,
        );
    }
    let worst = view.lines.iter().max_by(|a, b| a.first_stop.share_of_runs.total_cmp(&b.first_stop.share_of_runs));
    match worst {
        Some(line) if line.first_stop.share_of_runs > 0.0 => format!(
            "No line stops in most runs. Nearest to it: {}, which stops in {:.0} % of the runs (first stop P10 {}).",
            line.title,
            100.0 * line.first_stop.share_of_runs,
            day(view, line.first_stop.p10)
        ),
        _ => format!("No line stops in any of {} runs over {} days.", view.runs, view.days),
    }
}

fn range(view: &RunView, line: &LineView) -> String {
    format!("{} to {}", day(view, line.first_stop.p10), day(view, line.first_stop.p90))
}

/// A day as a date, e.g. `24 May 2025`.
fn day(view: &RunView, day: Option<u32>) -> String {
    let Some(day) = day else { return "never within the horizon".to_owned() };
    let Ok(start) = view.start_date.parse::<Date>() else { return format!("day {day}") };
    start.saturating_add(i64::from(day).days()).strftime("%-d %b %Y").to_string()
}
