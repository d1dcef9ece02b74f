//! The frame of a plot over the days of a run: scales, grid, bands, names, dates.

use crate::figure::axis::{Scale, date_ticks};
use crate::figure::canvas::{Canvas, Label};
use crate::figure::colour::{GRID, MUTED};
use crate::format::Calendar;
use crate::run_view::Band;

/// Space between the plot and the names at its right.
const NAME_GAP: f64 = 5.0;

/// Where a day and a value are on the canvas.
pub(in crate::figure) struct Frame {
    pub(in crate::figure) x: Scale,
    /// Of the value, or of its logarithm.
    pub(in crate::figure) y: Scale,
    pub(in crate::figure) days: u32,
    /// True where `y` maps decimal logarithms.
    pub(in crate::figure) log: bool,
}

impl Frame {
    /// Scale of the days across the usual width of a fan.
    pub(in crate::figure) fn across(canvas: &Canvas, days: u32) -> Scale {
        let (start, end) = if canvas.layout.is_narrow() { (40.0, 298.0) } else { (52.0, 700.0) };
        Scale { from: 0.0, to: f64::from(days.max(2) - 1), start, end }
    }

    /// Usual height of the plot of a fan.
    pub(in crate::figure) fn height(canvas: &Canvas) -> f64 {
        if canvas.layout.is_narrow() { 150.0 } else { 190.0 }
    }

    /// The height of a value.
    pub(in crate::figure) fn at(&self, value: f64) -> f64 {
        self.y.at(if self.log { value.log10() } else { value })
    }

    /// Level lines with their values, the axis in a darker grey.
    pub(in crate::figure) fn grid(&self, canvas: &mut Canvas, values: &[f64], write: fn(f64) -> String) {
        let (left, right) = (self.x.start, self.x.end);
        canvas.line((left, self.y.start), (right, self.y.start), MUTED, "");
        for value in values {
            let y = self.at(*value);
            if y < self.y.start - 0.5 {
                canvas.line((left, y), (right, y), GRID, "");
            }
            canvas.text(left - 6.0, y + 4.0, &canvas.note(&write(*value)).end());
        }
    }

    /// A level line of its own kind.
    pub(in crate::figure) fn level(&self, canvas: &mut Canvas, value: f64, stroke: &str) {
        let y = self.at(value);
        canvas.line((self.x.start, y), (self.x.end, y), stroke, r#" stroke-dasharray="2 3""#);
    }

    /// P10 to P90 as a shade and the median as a line.
    pub(in crate::figure) fn band(&self, canvas: &mut Canvas, band: &Band, hue: &str) {
        let upper = self.points(&band.p90);
        let lower = self.points(&band.p10);
        let outline: Vec<_> = upper.into_iter().chain(lower.into_iter().rev()).collect();
        let shade = format!(r#" fill="{hue}" fill-opacity="0.24""#);
        canvas.path(&outline, true, &shade);
        self.curve(canvas, &band.p50, hue, r#" stroke-width="2.2""#);
    }

    /// A series as a line.
    pub(in crate::figure) fn curve(&self, canvas: &mut Canvas, values: &[f64], hue: &str, extra: &str) {
        let stroke = format!(r#" fill="none" stroke="{hue}" stroke-linejoin="round"{extra}"#);
        canvas.path(&self.points(values), false, &stroke);
    }

    /// Pixels of a series; every n-th day where there are more days than pixels, and always the last.
    fn points(&self, values: &[f64]) -> Vec<(f64, f64)> {
        let room = (self.x.end - self.x.start).max(1.0) as usize;
        let step = values.len().div_ceil(room).max(1);
        let last = values.len().saturating_sub(1);
        values
            .iter()
            .enumerate()
            .filter(|(day, _)| day % step == 0 || *day == last)
            .map(|(day, value)| (self.x.at(day as f64), self.at(*value)))
            .collect()
    }

    /// Names at the right end of what they name, moved apart where they would touch.
    pub(in crate::figure) fn names(&self, canvas: &mut Canvas, names: Vec<(Label, f64)>) {
        let mut placed: Vec<(Label, f64)> = names.into_iter().map(|(label, value)| (label, self.at(value))).collect();
        placed.sort_by(|a, b| a.1.total_cmp(&b.1));
        let gap = canvas.layout.small() + 1.0;
        for index in 1..placed.len() {
            placed[index].1 = placed[index].1.max(placed[index - 1].1 + gap);
        }
        // Names pushed below the axis push the ones above them back up.
        let mut limit = self.y.start + 4.0;
        for (_, y) in placed.iter_mut().rev() {
            *y = y.min(limit);
            limit = *y - gap;
        }
        for (label, y) in placed {
            canvas.text(self.x.end + NAME_GAP, y + 4.0, &label);
        }
    }

    /// Month names and years; returns the height they took.
    pub(in crate::figure) fn dates(&self, canvas: &mut Canvas, calendar: Calendar, top: f64) -> f64 {
        let most = if canvas.layout.is_narrow() { 6 } else { 10 };
        for tick in date_ticks(calendar, self.days, most) {
            let x = self.x.at(tick.day);
            canvas.line((x, self.y.start), (x, self.y.start + 4.0), MUTED, "");
            canvas.text(x, top + 18.0, &canvas.note(&tick.label).middle());
            if let Some(year) = tick.year {
                canvas.text(x, top + 32.0, &canvas.note(&year).middle());
            }
        }
        38.0
    }
}
