//! How a fan is drawn.

use super::events;
use super::frame::Frame;
use crate::figure::Layout;
use crate::figure::axis::{Scale, day_ticks, ticks};
use crate::figure::canvas::Canvas;
use crate::figure::colour::{ALARM, INK};
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
        let x = Frame::across(&canvas, days);
        let marks = events::placed(&canvas, self.events, days, &x);
        let top = marks.height() + 24.0;
        let (max, values) = self.values(if layout.is_narrow() { 4.0 } else { 5.0 });
        let y = Scale { from: 0.0, to: max, start: top + Frame::height(&canvas), end: top };
        let frame = Frame { x, y, days, log: false };

        frame.grid(&mut canvas, &values, self.value);
        if let Some((value, _)) = self.reference {
            frame.level(&mut canvas, value, INK);
        }
        marks.draw(&mut canvas, frame.y.start);
        canvas.text(0.0, frame.y.end - 12.0, &canvas.note(self.unit).halo());
        frame.band(&mut canvas, self.band, self.hue);
        self.names(&mut canvas, &frame);
        let mut bottom = frame.y.start;
        if let Some(stop) = self.stop {
            bottom += self.first_stop(&mut canvas, &frame, stop);
        }
        bottom += frame.dates(&mut canvas, self.calendar, bottom);
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

    /// What stands at the right end of the lines.
    fn names(&self, canvas: &mut Canvas, frame: &Frame) {
        let median = canvas.note("median").bold().fill(INK);
        let named =
            [(median, &self.band.p50), (canvas.note("P90"), &self.band.p90), (canvas.note("P10"), &self.band.p10)];
        let mut names: Vec<_> =
            named.into_iter().filter_map(|(label, values)| Some((label, *values.last()?))).collect();
        if let Some((value, name)) = self.reference {
            names.push((canvas.note(name), value));
        }
        frame.names(canvas, names);
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
}
