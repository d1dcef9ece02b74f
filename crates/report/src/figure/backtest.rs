//! Back-tests: what was observed against the band of the runs.

use super::Layout;
use super::axis::{Scale, ticks};
use super::canvas::Canvas;
use super::colour::{BLUE, GREY, GRID, INK, LINK, MUTED, PAPER};
use crate::backtest_view::{CaseView, PointView};
use crate::format::{month_name, percent};

/// Ratio at which the axis ends at the latest: a case far above its base is cut off and said so in the table.
const MOST_RATIO: f64 = 5.0;

/// Observations and the P10 to P90 band of the runs by month, as a share of the
/// base. Months to which parameters were fitted are shaded.
#[must_use]
pub fn backtest_bands(case: &CaseView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, &format!("backtest-{}", case.case));
    let title = format!("Back-test: {}", case.title);
    let description = "By month, as a share of the base: the band spans P10 to P90 of the runs, the line is their median, circles are what was observed; months to which parameters were fitted are shaded.";
    if case.points.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("Nothing was observed."));
        return canvas.finish(28.0, &title, description);
    }
    let narrow = layout.is_narrow();
    let (left, right) = if narrow { (44.0, 340.0) } else { (56.0, 740.0) };
    let (top, height) = if narrow { (56.0, 140.0) } else { (40.0, 180.0) };
    let highest = case.points.iter().flat_map(|point| Ratios::of(point).all()).fold(1.0, f64::max);
    let (max, values) = ticks(highest.min(MOST_RATIO), 5.0);
    let plot = Plot {
        y: Scale { from: 0.0, to: max, start: top + height, end: top },
        left,
        step: (right - left) / case.points.len() as f64,
    };
    plot.fitted(&mut canvas, &case.points);
    for value in &values {
        let at = plot.y.at(*value);
        canvas.line((left, at), (right, at), if *value == 0.0 { MUTED } else { GRID }, "");
        canvas.text(left - 6.0, at + 4.0, &canvas.note(&percent(*value)).end());
    }
    let base = plot.y.at(1.0);
    canvas.line((left, base), (right, base), INK, r#" stroke-dasharray="2 3""#);
    plot.model(&mut canvas, &case.points);
    plot.observed(&mut canvas, &case.points);
    key(&mut canvas, case.points.iter().any(|point| point.fitted));
    let bottom = plot.months(&mut canvas, &case.points);
    canvas.finish(bottom, &title, description)
}

/// A point as shares of its base.
struct Ratios {
    observed: f64,
    p10: f64,
    p50: f64,
    p90: f64,
}

impl Ratios {
    fn of(point: &PointView) -> Self {
        let ratio = |value: f64| if point.base > 0.0 { value / point.base } else { 0.0 };
        Self { observed: ratio(point.observed), p10: ratio(point.p10), p50: ratio(point.p50), p90: ratio(point.p90) }
    }

    fn all(&self) -> [f64; 4] {
        [self.observed, self.p10, self.p50, self.p90]
    }
}

/// True where the points are months in a row; single days may lie far apart.
fn joined(points: &[PointView]) -> bool {
    points.len() > 1 && points.iter().all(|point| point.month.len() != "2025-05-06".len())
}

/// Equal columns, one per point.
struct Plot {
    y: Scale,
    left: f64,
    step: f64,
}

impl Plot {
    fn centre(&self, index: usize) -> f64 {
        self.left + self.step * (index as f64 + 0.5)
    }

    /// Paper in another shade behind the months that set parameters.
    fn fitted(&self, canvas: &mut Canvas, points: &[PointView]) {
        for (index, _) in points.iter().enumerate().filter(|(_, point)| point.fitted) {
            let size = (self.step, self.y.start - self.y.end);
            canvas.rect(self.left + self.step * index as f64, self.y.end, size, GREY, r#" fill-opacity="0.28""#);
        }
    }

    /// Band and median; points that are not joined have a bar each.
    fn model(&self, canvas: &mut Canvas, points: &[PointView]) {
        let along = |value: fn(&Ratios) -> f64| -> Vec<(f64, f64)> {
            let places = points.iter().enumerate();
            places.map(|(index, point)| (self.centre(index), self.y.at(value(&Ratios::of(point))))).collect()
        };
        let (low, middle, high) = (along(|r| r.p10), along(|r| r.p50), along(|r| r.p90));
        let outline: Vec<_> = high.iter().copied().chain(low.iter().rev().copied()).collect();
        if joined(points) {
            canvas.path(&outline, true, &format!(r#" fill="{BLUE}" fill-opacity="0.24""#));
            let stroke = format!(r#" fill="none" stroke="{BLUE}" stroke-width="2.2" stroke-linejoin="round""#);
            canvas.path(&middle, false, &stroke);
            return;
        }
        let half = (self.step * 0.2).min(14.0);
        for ((low, middle), high) in low.iter().zip(&middle).zip(&high) {
            let size = (2.0 * half, (low.1 - high.1).max(1.0));
            canvas.rect(low.0 - half, high.1, size, BLUE, r#" fill-opacity="0.3""#);
            canvas.rect(low.0 - half, middle.1 - 1.2, (2.0 * half, 2.4), BLUE, "");
        }
    }

    /// Circles joined by a thin line.
    fn observed(&self, canvas: &mut Canvas, points: &[PointView]) {
        let places = points.iter().enumerate();
        let places: Vec<_> =
            places.map(|(index, point)| (self.centre(index), self.y.at(Ratios::of(point).observed))).collect();
        let stroke = format!(r#" fill="none" stroke="{INK}" stroke-width="1.2" stroke-dasharray="4 3""#);
        if joined(points) {
            canvas.path(&places, false, &stroke);
        }
        for (x, y) in places {
            canvas.circle(x, y, 4.2, INK, &format!(r#" stroke="{PAPER}" stroke-width="1.5""#));
        }
    }

    /// Months below the plot, as many as fit; returns where they end.
    fn months(&self, canvas: &mut Canvas, points: &[PointView]) -> f64 {
        let room = canvas.note("00 Mmm").room() + 6.0;
        let every = (room / self.step).ceil().max(1.0) as usize;
        let mut said = "";
        for (index, point) in points.iter().enumerate().filter(|(index, _)| index % every == 0) {
            let (year, label) = month_label(&point.month);
            let x = self.centre(index);
            canvas.line((x, self.y.start), (x, self.y.start + 4.0), MUTED, "");
            let label = canvas.note(&label).middle().within(room.max(self.step));
            canvas.text(x, self.y.start + 18.0, &label);
            if year != said {
                canvas.text(x, self.y.start + 32.0, &canvas.note(year).middle());
                said = year;
            }
        }
        self.y.start + 40.0
    }
}

/// `2025-05` as year and `May`, `2025-01..02` as `Jan, Feb`, `2025-05-06` as `6 May`; other text as it is.
fn month_label(text: &str) -> (&str, String) {
    let name = |month: &str| month.parse::<i8>().map(month_name).unwrap_or_default();
    let Some((year, rest)) = text.split_once('-') else { return ("", text.to_owned()) };
    let label = match (rest.split_once(".."), rest.split_once('-')) {
        (Some((from, to)), _) => format!("{}, {}", name(from), name(to)),
        (None, Some((month, day))) => format!("{} {}", day.trim_start_matches('0'), name(month)),
        (None, None) => name(rest).to_owned(),
    };
    (year, label)
}

/// The signs above the plot.
fn key(canvas: &mut Canvas, fitted: bool) {
    let narrow = canvas.layout.is_narrow();
    canvas.circle(6.0, 9.0, 4.2, INK, "");
    let observed = canvas.note("observed");
    let mut x = 16.0 + observed.room() + 20.0;
    canvas.text(16.0, 13.0, &observed);
    canvas.rect(x, 4.0, (18.0, 10.0), BLUE, r#" fill-opacity="0.3""#);
    canvas.rect(x, 8.0, (18.0, 2.4), BLUE, "");
    let model = canvas.note("runs: median and P10 to P90").fill(LINK);
    canvas.text(x + 24.0, 13.0, &model);
    if fitted {
        let y = if narrow { 31.0 } else { 13.0 };
        x = if narrow { 0.0 } else { x + 52.0 + model.room() };
        canvas.rect(x, y - 9.0, (18.0, 10.0), GREY, r#" fill-opacity="0.28""#);
        canvas.text(x + 24.0, y, &canvas.note("fitted"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_written_short() {
        assert_eq!(month_label("2025-05"), ("2025", "May".to_owned()));
        assert_eq!(month_label("2025-01..02"), ("2025", "Jan, Feb".to_owned()));
        assert_eq!(month_label("2025-05-06"), ("2025", "6 May".to_owned()));
        assert_eq!(month_label("soon"), ("", "soon".to_owned()));
    }
}
