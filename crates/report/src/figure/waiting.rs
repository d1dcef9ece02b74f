//! How long licences take: decided cases by weeks from filing to decision.

use super::Layout;
use super::axis::{Scale, ticks};
use super::canvas::Canvas;
use super::colour::{GRID, INK, MUTED, PURPLE};
use crate::format::{counted, percent};
use crate::run_view::ControlView;

/// Bars that fit beside each other.
const MOST_BARS: usize = 52;

/// Days of a week.
const WEEK: f64 = 7.0;

/// Share of the decided cases that are shown week by week.
const SHOWN: f64 = 0.99;

/// Weeks until nearly all cases were decided; a few that wait for a year would squeeze the others.
pub(crate) fn weeks_shown(weeks: &[f64]) -> usize {
    let mut sum = 0.0;
    let last = weeks.iter().position(|share| {
        sum += share;
        sum >= SHOWN
    });
    last.map_or(weeks.len(), |last| last + 1)
}

/// Bars of the share of decided cases by week from filing to decision, with
/// the median marked. The last hundredth of the cases is written, not drawn;
/// where there are many weeks one bar stands for several.
#[must_use]
pub fn waiting_bars(control: &ControlView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, &format!("waiting-{}", control.id));
    let title = format!("Weeks from filing to decision: {}", control.title);
    let (weeks, later) = control.weeks_to_decision.split_at(weeks_shown(&control.weeks_to_decision));
    let step = weeks.len().div_ceil(MOST_BARS).max(1);
    let bars: Vec<f64> = weeks.chunks(step).map(|chunk| chunk.iter().sum()).collect();
    let description = "One bar for each week, as high as the share of decided cases that waited so long; a line marks the median wait.";
    if bars.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("No case was decided."));
        return canvas.finish(28.0, &title, description);
    }
    let narrow = layout.is_narrow();
    let (left, right) = if narrow { (40.0, 340.0) } else { (52.0, 740.0) };
    let (top, height) = if narrow { (44.0, 120.0) } else { (44.0, 150.0) };
    let (max, values) = ticks(bars.iter().copied().fold(0.0, f64::max), 4.0);
    let y = Scale { from: 0.0, to: max, start: top + height, end: top };
    let x = Scale { from: 0.0, to: (bars.len() * step) as f64, start: left, end: right };
    for value in &values {
        let at = y.at(*value);
        canvas.line((left, at), (right, at), if *value == 0.0 { MUTED } else { GRID }, "");
        canvas.text(left - 6.0, at + 4.0, &canvas.note(&percent(*value)).end());
    }
    let per = if step == 1 { "week".to_owned() } else { format!("{step} weeks") };
    canvas.text(0.0, 12.0, &canvas.note(&format!("share of decided cases, per {per}")));
    for (index, share) in bars.iter().enumerate() {
        let from = x.at((index * step) as f64);
        let to = x.at(((index + 1) * step) as f64);
        let at = y.at(*share);
        canvas.rect(from + 0.5, at, ((to - from - 1.0).max(0.8), y.start - at), PURPLE, "");
    }
    week_axis(&mut canvas, &x, y.start);
    let later: f64 = later.iter().sum();
    if later > 0.0 && !narrow {
        let text = format!("{} later, up to {} weeks", percent(later), control.weeks_to_decision.len());
        canvas.text(right, y.start + 34.0, &canvas.note(&text).end());
    }
    if let Some(days) = &control.days_to_decision {
        median(&mut canvas, &x, (top, y.start), days.p50);
    }
    canvas.finish(y.start + 40.0, &title, description)
}

/// Numbers of weeks below the bars.
fn week_axis(canvas: &mut Canvas, x: &Scale, bottom: f64) {
    let most = if canvas.layout.is_narrow() { 6.0 } else { 12.0 };
    let (_, values) = ticks(x.to, most);
    for value in values.into_iter().filter(|value| *value <= x.to && value.fract() == 0.0) {
        let at = x.at(value);
        canvas.line((at, bottom), (at, bottom + 4.0), MUTED, "");
        canvas.text(at, bottom + 18.0, &canvas.note(&format!("{value}")).middle());
    }
    canvas.text(x.start, bottom + 34.0, &canvas.note("weeks from filing to decision"));
}

/// The median wait as a line with its days.
fn median(canvas: &mut Canvas, x: &Scale, (top, bottom): (f64, f64), days: f64) {
    if !days.is_finite() {
        return;
    }
    let at = x.at(days / WEEK);
    canvas.line((at, top - 12.0), (at, bottom), INK, r#" stroke-width="2""#);
    let label = canvas.note(&format!("median {}", counted(days, "day"))).bold().fill(INK).halo();
    if at + 6.0 + label.room() <= canvas.width() {
        canvas.text(at + 6.0, top - 6.0, &label);
    } else {
        canvas.text(at - 6.0, top - 6.0, &label.end());
    }
}
