//! How a fan is drawn.

use super::events;
use crate::figure::Layout;
use crate::figure::axis::{Scale, date_ticks, day_ticks, ticks};
use crate::figure::canvas::Canvas;
use crate::figure::colour::{ALARM, GRID, INK, MUTED};
use crate::format::{Calendar, percent};
use crate::run_view::{Band, DayQuantiles, EventView};

/// Everything a fan needs to know.
pub(super) struct Fan<'a> {
    /// Part of the ids within the file.
    pub(super) id: String,
    /// What it shows, for screen readers.
    pub(super) title: String,
    pub(super) band: &'a Band,
    pub(super) calendar: Calendar,
    pub(super) events: &'a [EventView],
    /// How a value of the axis is written.
    pub(super) value: fn(f64) -> String,
    pub(super) unit: &'a str,
    /// A value with a line and a name of its own.
    pub(super) reference: Option<(f64, &'a str)>,
    pub(super) hue: &'static str,
    /// Range of the first stop, drawn under the plot.
    pub(super) stop: Option<&'a DayQuantiles>,
}

/// The frame of the plot.
struct Frame {
    x: Scale,
    y: Scale,
    days: u32,
}

impl Fan<'_> {
    pub(super) fn draw(&self, layout: Layout) -> String {
        let mut canvas = Canvas::new(layout, &self.id);
        let description = format!(
            "The shaded band spans P10 to P90 of all runs, the line is the median; {} dated events are marked.",
            self.events.len()
        );
        let days = u32::try_from(self.band.p50.len()).unwrap_or(u32::MAX);
        if days == 0 {
            canvas.text(0.0, 18.0, &canvas.note("No days were run."));
            return canvas.finish(28.0, &self.title, &description);
        }
        let narrow = layout.is_narrow();
        let (left, right) = if narrow { (40.0, 298.0) } else { (52.0, 700.0) };
        let x = Scale { from: 0.0, to: f64::from(days.max(2) - 1), start: left, end: right };
        let marks = events::placed(&canvas, self.events, days, &x);
        let top = marks.height() + 24.0;
        let height = if narrow { 150.0 } else { 190.0 };
        let (max, values) = self.values(if narrow { 4.0 } else { 5.0 });
        let y = Scale { from: 0.0, to: max, start: top + height, end: top };
        let frame = Frame { x, y, days };

        self.grid(&mut canvas, &frame, &values);
        marks.draw(&mut canvas, frame.y.start);
        canvas.text(0.0, frame.y.end - 12.0, &canvas.note(self.unit).halo());
        self.fan(&mut canvas, &frame);
        self.names(&mut canvas, &frame);
        let mut bottom = frame.y.start;
        if let Some(stop) = self.stop {
            bottom += self.first_stop(&mut canvas, &frame, stop);
        }
        bottom += self.dates(&mut canvas, &frame, bottom);
        bottom += marks.key(&mut canvas, self.events, bottom);
        canvas.finish(bottom, &self.title, &description)
    }

    /// Top of the axis and its ticks.
    fn values(&self, most: f64) -> (f64, Vec<f64>) {
        let most_seen = self
            .band
            .p90
            .iter()
            .chain(&self.band.p50)
            .chain(self.reference.iter().map(|(value, _)| value))
            .copied()
            .fold(0.0, f64::max);
        match self.unit {
            // A little overtime above normal should not stretch the axis to 125 %.
            _ if self.reference.is_some() && (1.0..1.2).contains(&most_seen) => {
                (most_seen.max(1.05), vec![0.0, 0.25, 0.5, 0.75, 1.0])
            }
            "days" => day_ticks(most_seen, most),
            _ => ticks(most_seen, most),
        }
    }

    fn grid(&self, canvas: &mut Canvas, frame: &Frame, values: &[f64]) {
        let (left, right) = (frame.x.start, frame.x.end);
        for value in values {
            let y = frame.y.at(*value);
            let stroke = if *value == 0.0 { MUTED } else { GRID };
            canvas.line((left, y), (right, y), stroke, "");
            canvas.text(left - 6.0, y + 4.0, &canvas.note(&(self.value)(*value)).end());
        }
        if let Some((value, _)) = self.reference {
            let y = frame.y.at(value);
            canvas.line((left, y), (right, y), INK, r#" stroke-dasharray="2 3""#);
        }
    }

    /// The band and the median, thinned to about one point per pixel.
    fn fan(&self, canvas: &mut Canvas, frame: &Frame) {
        let upper = points(&self.band.p90, frame);
        let lower = points(&self.band.p10, frame);
        let outline: Vec<_> = upper.into_iter().chain(lower.into_iter().rev()).collect();
        let shade = format!(r#" fill="{}" fill-opacity="0.24""#, self.hue);
        canvas.path(&outline, true, &shade);
        let stroke = format!(r#" fill="none" stroke="{}" stroke-width="2.2" stroke-linejoin="round""#, self.hue);
        canvas.path(&points(&self.band.p50, frame), false, &stroke);
    }

    /// Names at the right end of what they name, moved apart where they would touch.
    fn names(&self, canvas: &mut Canvas, frame: &Frame) {
        let last = |values: &[f64]| values.last().map(|value| frame.y.at(*value));
        let mut names =
            vec![("median", last(&self.band.p50)), ("P90", last(&self.band.p90)), ("P10", last(&self.band.p10))];
        if let Some((value, name)) = self.reference {
            names.push((name, Some(frame.y.at(value))));
        }
        let mut placed: Vec<(&str, f64)> = names.into_iter().filter_map(|(name, y)| Some((name, y?))).collect();
        placed.sort_by(|a, b| a.1.total_cmp(&b.1));
        let gap = canvas.layout.small() + 1.0;
        let lowest = frame.y.start + 4.0;
        for index in 1..placed.len() {
            placed[index].1 = placed[index].1.max(placed[index - 1].1 + gap);
        }
        // Names pushed below the axis push the ones above them back up.
        let mut limit = lowest;
        for (_, y) in placed.iter_mut().rev() {
            *y = y.min(limit);
            limit = *y - gap;
        }
        for (name, y) in placed {
            let mut label = canvas.note(name);
            if name == "median" {
                label = label.bold().fill(INK);
            }
            canvas.text(frame.x.end + 5.0, y + 4.0, &label);
        }
    }

    /// The range of the first stop as a bar with its median; returns the height it took.
    fn first_stop(&self, canvas: &mut Canvas, frame: &Frame, stop: &DayQuantiles) -> f64 {
        if stop.share_of_runs <= 0.0 {
            return 0.0;
        }
        let y = frame.y.start + 13.0;
        let at = |day: Option<u32>| day.map_or(frame.x.end, |day| frame.x.at(f64::from(day)));
        let (from, to) = (at(stop.p10.or(stop.p50)), at(stop.p90));
        if stop.p10.or(stop.p50).is_some() {
            let round = r#" rx="2.5" fill-opacity="0.45""#;
            canvas.rect(from, y - 2.5, ((to - from).max(3.0), 5.0), ALARM, round);
        }
        if stop.p50.is_some() {
            canvas.circle(at(stop.p50), y, 4.5, ALARM, "");
        }
        let text = match stop.p50 {
            Some(day) if stop.p90.is_none() => {
                format!("first stop {}, never in {} of runs", self.calendar.day(day), percent(1.0 - stop.share_of_runs))
            }
            Some(day) => format!("first stop {}", self.calendar.day(day)),
            None => format!("stops in {} of runs", percent(stop.share_of_runs)),
        };
        let label = canvas.note(&text).fill(ALARM).bold();
        if to + 8.0 + label.room() <= canvas.width() {
            canvas.text(to + 8.0, y + 4.0, &label);
            return 22.0;
        }
        if from - 8.0 - label.room() >= 0.0 {
            canvas.text(from - 8.0, y + 4.0, &label.end());
            return 22.0;
        }
        canvas.text(frame.x.start, y + 20.0, &label);
        38.0
    }

    /// Month names and years; returns the height they took.
    fn dates(&self, canvas: &mut Canvas, frame: &Frame, top: f64) -> f64 {
        let most = if canvas.layout.is_narrow() { 6 } else { 10 };
        for tick in date_ticks(self.calendar, frame.days, most) {
            let x = frame.x.at(tick.day);
            canvas.line((x, frame.y.start), (x, frame.y.start + 4.0), MUTED, "");
            canvas.text(x, top + 18.0, &canvas.note(&tick.label).middle());
            if let Some(year) = tick.year {
                canvas.text(x, top + 32.0, &canvas.note(&year).middle());
            }
        }
        38.0
    }
}

/// Pixels of a series; every n-th day where there are more days than pixels, and always the last.
fn points(values: &[f64], frame: &Frame) -> Vec<(f64, f64)> {
    let room = (frame.x.end - frame.x.start).max(1.0) as usize;
    let step = values.len().div_ceil(room).max(1);
    let last = values.len().saturating_sub(1);
    values
        .iter()
        .enumerate()
        .filter(|(day, _)| day % step == 0 || *day == last)
        .map(|(day, value)| (frame.x.at(day as f64), frame.y.at(*value)))
        .collect()
}
