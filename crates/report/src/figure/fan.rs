//! Fan charts: a band over time with its median, event markers and dates.

pub(super) mod events;
pub(super) mod frame;
mod plot;

use super::Layout;
use super::colour::{BLUE, GREEN, PURPLE, VERMILLION};
use crate::format::{Calendar, capitalised, number, percent};
use crate::run_view::{Band, ControlView, DayQuantiles, EventView, LineView, RunView};
use plot::Fan;

/// Output of a line as a share of normal, with the range of its first stop.
#[must_use]
pub fn output_fan(view: &RunView, line: &LineView, layout: Layout) -> String {
    Fan {
        id: format!("output-{}", line.line),
        title: format!("Output of {}, share of normal", line.title),
        band: &line.output,
        value: percent,
        reference: Some((1.0, "normal")),
        hue: BLUE,
        stop: Some(&line.first_stop),
        ..Fan::of(view)
    }
    .draw(layout)
}

/// Cover on hand of the binding input of a line.
#[must_use]
pub fn cover_fan(view: &RunView, line: &LineView, layout: Layout) -> String {
    Fan {
        id: format!("cover-fan-{}", line.line),
        title: format!("Cover on hand of {}: {}", line.title, line.cover.name),
        band: &line.cover,
        unit: &line.cover.unit,
        hue: GREEN,
        ..Fan::of(view)
    }
    .draw(layout)
}

/// Cases without decision under a control.
#[must_use]
pub fn backlog_fan(view: &RunView, control: &ControlView, layout: Layout) -> String {
    Fan {
        id: format!("backlog-{}", control.id),
        title: format!("Cases without decision: {}", control.title),
        band: &control.backlog,
        unit: &control.backlog.unit,
        hue: PURPLE,
        ..Fan::of(view)
    }
    .draw(layout)
}

/// Exports of a group of controlled goods (a band of `view.series.exports`).
#[must_use]
pub fn exports_fan(view: &RunView, band: &Band, layout: Layout) -> String {
    Fan {
        id: format!("exports-{}", band.name),
        title: format!("Exports: {}", capitalised(&band.name)),
        band,
        unit: &band.unit,
        hue: VERMILLION,
        ..Fan::of(view)
    }
    .draw(layout)
}

/// An empty band, for a fan before it is given its own.
static NOTHING: Band =
    Band { name: String::new(), unit: String::new(), p10: Vec::new(), p50: Vec::new(), p90: Vec::new() };

impl<'a> Fan<'a> {
    /// What all fans of a run share.
    fn of(view: &'a RunView) -> Self {
        let events: &[EventView] = &view.events;
        let stop: Option<&DayQuantiles> = None;
        Self {
            id: String::new(),
            title: String::new(),
            band: &NOTHING,
            calendar: Calendar::of(view),
            events,
            value: number,
            unit: "",
            reference: None,
            hue: BLUE,
            stop,
        }
    }
}
