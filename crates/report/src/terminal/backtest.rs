//! What `coercivity backtest` prints: one table, then each case month by month.

use super::page::{Page, Tone};
use crate::backtest_view::{BacktestView, CaseView, PointView};
use crate::scores;
use comfy_table::{CellAlignment, Table, presets};

/// Columns of a drawn band.
const BAND_COLUMNS: usize = 40;
/// A ratio to the base at the right edge of a drawn band.
const RIGHT_EDGE: f64 = 2.0;

/// How to read the figures, in one sentence.
pub const READING: &str = "Error is the sum of |model - observed| over the sum observed (over the base where almost nothing was observed); \
    compare it with the no-change and trend forecasts beside it, and trust only what was not fitted.";

/// Back-tests as text for a terminal of `width` columns.
#[must_use]
pub fn backtest(view: &BacktestView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    for (fitted, title) in [(true, "Fitted: these months set parameters"), (false, "Not fitted: predicted")] {
        let cases: Vec<&CaseView> = view.cases.iter().filter(|c| c.fitted_on.is_empty() != fitted).collect();
        if !cases.is_empty() {
            page.heading(title);
            page.raw(&table(&cases, page.width()));
            page.blank();
        }
    }
    page.paragraph(READING, 0, Tone::Dim);
    if let Some(coverage) = view.pooled_coverage_80 {
        let days = view.pooled_coverage_80_of_days;
        let days =
            days.map_or_else(String::new, |share| format!("; of single days (prices, shares) {:.0} %", 100.0 * share));
        let text = format!("Of all months not fitted {:.0} % lie inside their 80 % band{days}.", 100.0 * coverage);
        page.paragraph(&text, 0, Tone::Plain);
    }
    page.blank();
    for case in &view.cases {
        plot(&mut page, case);
    }
    page.finish()
}

fn table(cases: &[&CaseView], width: usize) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header([
        "case",
        "n",
        "error",
        "no change",
        "trend",
        "trough",
        "observed",
        "recovers",
        "in 80 %",
        "width",
    ]);
    for case in cases {
        let errors = scores::errors(case);
        table.add_row([
            case.case.clone(),
            case.n.to_string(),
            errors.model,
            errors.no_change,
            errors.trend,
            format!("{:.2} {}", case.trough_ratio, case.trough_month),
            format!("{:.2} {}", case.observed_trough_ratio, case.observed_trough_month),
            format!("{} / {}", scores::months(case.months_to_recover), scores::months(case.observed_months_to_recover)),
            format!("{:.0} %", 100.0 * case.coverage_80),
            if case.no_skill { format!("{:.2}, no skill", case.band_width) } else { format!("{:.2}", case.band_width) },
        ]);
    }
    for column in 1..=4 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// One row per point: the band as a bar, `|` the median, `o` what was observed.
fn plot(page: &mut Page, case: &CaseView) {
    page.heading(&format!("{} ({})", case.title, case.case));
    for point in &case.points {
        let ratio = |value: f64| if point.base > 0.0 { value / point.base } else { 0.0 };
        let line = format!(
            "{:<12} {} model {:.2} ({:.2} to {:.2}), observed {:.2}",
            point.month,
            bar(point),
            ratio(point.p50),
            ratio(point.p10),
            ratio(point.p90),
            ratio(point.observed)
        );
        page.raw(&(line + "\n"));
    }
    let fitted = if case.fitted_on.is_empty() {
        "Not fitted.".to_owned()
    } else {
        format!("Fitted on {}.", case.fitted_on.join(", "))
    };
    page.paragraph(&format!("Ratio to the base, 0 to {RIGHT_EDGE}. {fitted} {}", case.note), 2, Tone::Dim);
    if !case.not_identified.is_empty() {
        let text = format!("{} of the drawn parameters are not identified by it.", case.not_identified.len());
        page.paragraph(&text, 2, Tone::Dim);
    }
    page.blank();
}

fn bar(point: &PointView) -> String {
    let place = |value: f64| {
        let ratio = if point.base > 0.0 { value / point.base } else { 0.0 };
        ((ratio / RIGHT_EDGE).clamp(0.0, 1.0) * (BAND_COLUMNS - 1) as f64).round() as usize
    };
    let mut cells = vec![' '; BAND_COLUMNS];
    for cell in &mut cells[place(point.p10)..=place(point.p90).max(place(point.p10))] {
        *cell = '-';
    }
    cells[place(point.p50)] = '|';
    cells[place(point.observed)] = 'o';
    cells.into_iter().collect()
}
