//! Back-tests as CSV files.

use super::write::Sheet;
use crate::backtest_view::BacktestView;

/// Scores and points as pairs of file name and content.
#[must_use]
pub fn backtest_files(view: &BacktestView) -> Vec<(String, String)> {
    vec![("backtest.csv".to_owned(), scores(view)), ("backtest_points.csv".to_owned(), points(view))]
}

fn scores(view: &BacktestView) -> String {
    let mut sheet = Sheet::new(
        "case,series,scenario,branch,unit,n,wape,mae_over_base,trough_month,trough_ratio,observed_trough_month,\
         observed_trough_ratio,months_to_recover,observed_months_to_recover,coverage_80,band_width,crps,\
         crps_persistence,crps_trend,wape_persistence,wape_trend,fitted_on,note",
    );
    for case in &view.cases {
        sheet.row(|row| {
            row.text(&case.case).text(&case.series).text(&case.scenario).text(&case.branch).text(&case.unit);
            row.number(f64::from(case.n)).maybe(case.wape).number(case.mae_over_base);
            row.text(&case.trough_month).number(case.trough_ratio);
            row.text(&case.observed_trough_month).number(case.observed_trough_ratio);
            row.maybe(case.months_to_recover.map(f64::from)).maybe(case.observed_months_to_recover.map(f64::from));
            row.number(case.coverage_80).number(case.band_width).number(case.crps);
            row.maybe(case.crps_persistence).number(case.crps_trend);
            row.maybe(case.wape_persistence).maybe(case.wape_trend);
            row.text(&case.fitted_on.join("; ")).text(&case.note);
        });
    }
    sheet.finish()
}

fn points(view: &BacktestView) -> String {
    let mut sheet = Sheet::new("case,month,unit,observed,base,p10,p50,p90,source");
    for case in &view.cases {
        for point in &case.points {
            sheet.row(|row| {
                row.text(&case.case).text(&point.month).text(&case.unit).number(point.observed).number(point.base);
                row.number(point.p10).number(point.p50).number(point.p90).text(&point.source);
            });
        }
    }
    sheet.finish()
}
