//! When what is bought must be begun, and from when it helps.

use crate::figure::Layout;
use crate::figure::axis::{Scale, date_ticks};
use crate::figure::canvas::{Canvas, Label};
use crate::figure::colour::{BLUE, GRID, INK, MUTED, SKY};
use crate::format::{Calendar, date_words};
use crate::plan_view::{MixView, PlanView};

/// Furthest day that is drawn on either side of day 0: a century.
const FURTHEST: i64 = 36_525;

/// Room for names beside the bars, in the wide layout \[px\].
const NAMES: f64 = 250.0;

const BAR: f64 = 15.0;

/// A bar for each lever: hatched from the day on which it must be begun to the
/// day from which it helps, full from there to the end of the horizon. Lines
/// mark day 0 and the end.
#[must_use]
pub fn plan_timeline(view: &PlanView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "plan-timeline");
    let title = "When each lever must be begun, and from when it helps";
    let description = "A bar for each lever, hatched from its beginning to the day from which it helps and full from there on; lines mark day 0 and the end of the horizon.";
    if view.mix.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("Nothing is bought."));
        return canvas.finish(28.0, title, description);
    }
    let plot = Plot::of(view, &canvas);
    let hatching = canvas.hatching("lead", BLUE);
    key(&mut canvas, &hatching);
    let rows = rows(&canvas, view, plot.top);
    let bottom = rows.last().map_or(plot.top, |(_, y, height)| y + height);
    plot.axis(&mut canvas, view, bottom);
    for (each, y, _) in rows {
        let bar_y = names(&mut canvas, each, y);
        plot.bar(&mut canvas, each, bar_y, &hatching);
    }
    canvas.finish(bottom + 42.0, title, description)
}

/// Levers with their heights.
fn rows<'a>(canvas: &Canvas, view: &'a PlanView, top: f64) -> Vec<(&'a MixView, f64, f64)> {
    let mut y = top;
    let mut rows = Vec::new();
    for each in &view.mix {
        let height = if canvas.layout.is_narrow() { 64.0 } else { 15.0 * text(canvas, each).len() as f64 + 12.0 };
        rows.push((each, y, height));
        y += height;
    }
    rows
}

/// Title, subject and dates in lines, for the wide layout.
fn text(canvas: &Canvas, each: &MixView) -> Vec<Label> {
    let mut lines = canvas.label(&each.title).wrapped(NAMES, 2);
    lines.extend(canvas.note(&each.subject).wrapped(NAMES, 2));
    let dates = format!("{} → {}", date_words(&each.starts), date_words(&each.helps_from));
    lines.push(canvas.note(&dates).within(NAMES));
    lines
}

/// Writes what names a lever; returns where the bar goes.
fn names(canvas: &mut Canvas, each: &MixView, y: f64) -> f64 {
    if canvas.layout.is_narrow() {
        canvas.text(0.0, y + 12.0, &canvas.label(&each.title).halo().within(350.0));
        let dates = format!("begin {}, helps from {}", date_words(&each.starts), date_words(&each.helps_from));
        canvas.text(0.0, y + 27.0, &canvas.note(&dates).halo().within(350.0));
        return y + 34.0;
    }
    let mut text_y = y + 12.0;
    for label in text(canvas, each) {
        canvas.text(0.0, text_y, &label);
        text_y += 15.0;
    }
    y + 8.0
}

/// Both signs above the plot.
fn key(canvas: &mut Canvas, hatching: &str) {
    let mut x = 0.0;
    for (fill, name) in [(hatching, "lead time"), (SKY, "helps")] {
        canvas.rect(x, 3.0, (18.0, 12.0), fill, &format!(r#" stroke="{BLUE}" stroke-width="0.8""#));
        let label = canvas.note(name);
        let room = label.room();
        canvas.text(x + 24.0, 13.0, &label);
        x += room + 42.0;
    }
}

/// Where days are.
struct Plot {
    x: Scale,
    top: f64,
    calendar: Calendar,
    /// First and last day that are drawn.
    first: i64,
    last: i64,
    /// Last day of the horizon.
    end: i64,
}

impl Plot {
    fn of(view: &PlanView, canvas: &Canvas) -> Self {
        let calendar = Calendar::starting(&view.start_date);
        let drawn = |day: i64| day.clamp(-FURTHEST, FURTHEST);
        let end = drawn(i64::from(view.days).max(1));
        let begun = view.mix.iter().flat_map(|each| [calendar.day_of(&each.starts), Some(each.helps_from_day.into())]);
        let first = begun.flatten().map(drawn).fold(0, i64::min);
        let last = view.mix.iter().map(|each| drawn(each.helps_from_day.into())).fold(end, i64::max);
        let (left, right) = if canvas.layout.is_narrow() { (4.0, 340.0) } else { (NAMES + 20.0, 740.0) };
        let x = Scale { from: first as f64, to: last as f64, start: left, end: right };
        Self { x, top: 50.0, calendar, first, last, end }
    }

    fn at(&self, day: i64) -> f64 {
        self.x.at(day as f64)
    }

    /// Dates below the bars, day 0 and the end of the horizon across them.
    fn axis(&self, canvas: &mut Canvas, view: &PlanView, bottom: f64) {
        let narrow = canvas.layout.is_narrow();
        let days = u32::try_from(self.last - self.first + 1).unwrap_or(1);
        for tick in date_ticks(self.calendar.shifted(self.first), days, if narrow { 5 } else { 8 }) {
            let x = self.x.at(self.first as f64 + tick.day);
            canvas.line((x, self.top - 6.0), (x, bottom), GRID, "");
            canvas.text(x, bottom + 16.0, &canvas.note(&tick.label).middle());
            if let Some(year) = tick.year {
                canvas.text(x, bottom + 31.0, &canvas.note(&year).middle());
            }
        }
        canvas.line((self.x.start, bottom), (self.x.end, bottom), MUTED, "");
        let (start, end) = (self.at(0), self.at(self.end));
        canvas.line((start, self.top - 12.0), (start, bottom), INK, r#" stroke-width="1.6""#);
        canvas.line((end, self.top - 12.0), (end, bottom), MUTED, r#" stroke-dasharray="2 3""#);
        let from = canvas.note(&format!("day 0: {}", date_words(&view.start_date))).bold().fill(INK).halo();
        // The name of day 0 turns to the side with more room, away from that of the end.
        if start + from.room() + 70.0 <= end {
            canvas.text(start + 5.0, self.top - 10.0, &from);
        } else {
            canvas.text(start - 5.0, self.top - 10.0, &from.end());
        }
        canvas.text(end - 5.0, self.top - 10.0, &canvas.note("horizon").halo().end());
    }

    fn bar(&self, canvas: &mut Canvas, each: &MixView, y: f64, hatching: &str) {
        let helps = i64::from(each.helps_from_day).clamp(self.first, self.last);
        let begun = self.calendar.day_of(&each.starts).unwrap_or(helps).clamp(self.first, helps);
        let (begun, helps, end) = (self.at(begun), self.at(helps), self.at(self.end));
        let frame = format!(r#" stroke="{BLUE}" stroke-width="0.8""#);
        canvas.rect(begun, y, (helps - begun, BAR), hatching, &frame);
        canvas.rect(helps, y, (end - helps, BAR), SKY, &frame);
        canvas.line((helps, y - 2.0), (helps, y + BAR + 2.0), INK, r#" stroke-width="2""#);
    }
}
