//! Curves as CSV files.

use super::write::Sheet;
use crate::curve_view::CurveView;

/// Contours, map and loop as pairs of file name and content.
#[must_use]
pub fn curve_files(view: &CurveView) -> Vec<(String, String)> {
    vec![
        ("coercivity.csv".to_owned(), contours(view)),
        ("coercivity_map.csv".to_owned(), map(view)),
        ("hysteresis.csv".to_owned(), hysteresis(view)),
    ]
}

fn contours(view: &CurveView) -> String {
    let mut sheet =
        Sheet::new("line,severity,days_p10,days_p50,days_p90,share_of_runs,remanence_p10,remanence_p50,remanence_p90");
    for line in &view.lines {
        for point in &line.contours {
            sheet.row(|row| {
                row.text(&line.line).number(point.severity);
                for day in [point.days.p10, point.days.p50, point.days.p90] {
                    row.maybe(day.map(f64::from));
                }
                row.number(point.days.share_of_runs).quantiles(&point.remanence);
            });
        }
    }
    sheet.finish()
}

fn map(view: &CurveView) -> String {
    let mut sheet = Sheet::new("line,severity,duration_days,share_of_runs");
    for line in &view.lines {
        for cell in &line.map {
            sheet.row(|row| {
                row.text(&line.line).number(cell.severity).number(f64::from(cell.duration_days));
                row.number(cell.share_of_runs);
            });
        }
    }
    sheet.finish()
}

fn hysteresis(view: &CurveView) -> String {
    let mut sheet = Sheet::new("line,day,severity,way,output_mean,output_p10,output_p50,output_p90");
    for line in &view.lines {
        for point in &line.hysteresis {
            sheet.row(|row| {
                row.text(&line.line).number(f64::from(point.day)).number(point.severity);
                row.text(if point.rising { "up" } else { "down" }).number(point.mean).quantiles(&point.output);
            });
        }
    }
    sheet.finish()
}
