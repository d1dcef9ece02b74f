//! Event markers: names above the plot where there is room, numbers and a key where there is not.

use crate::figure::axis::Scale;
use crate::figure::canvas::Canvas;
use crate::figure::colour::{MUTED, PAPER};
use crate::format::date_words;
use crate::run_view::EventView;

/// Height of a row of names.
const ROW: f64 = 16.0;

/// Events that one figure marks; all are in the table.
const MOST: usize = 9;

/// Where each marker stands.
pub(in crate::figure) struct Marks {
    marks: Vec<Mark>,
    numbered: bool,
    rows: usize,
}

struct Mark {
    x: f64,
    row: usize,
    text: String,
    /// The name stands at the left of the line, because there is no room at the right.
    leftwards: bool,
}

/// Gives every event within the run a place; names go up a row until they touch nothing.
///
/// The last event is placed first: names reach to the right, so an earlier
/// event that has to go up passes at the left of the names below it.
pub(in crate::figure) fn placed(canvas: &Canvas, events: &[EventView], days: u32, x: &Scale) -> Marks {
    let numbered = canvas.layout.is_narrow();
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut marks = Vec::new();
    for (index, event) in shown(events, days).into_iter().rev() {
        let at = x.at(f64::from(event.day));
        let text = if numbered { (index + 1).to_string() } else { event.label.clone() };
        let (from, to, leftwards) = if numbered {
            (at - 9.0, at + 9.0, false)
        } else {
            let room = canvas.note(&text).within(230.0).room() + 14.0;
            if at + room <= canvas.width() { (at, at + room, false) } else { (at - room, at, true) }
        };
        let free = |row: &Vec<(f64, f64)>| row.iter().all(|(a, b)| to <= *a || from >= *b);
        let row = taken.iter().position(free).unwrap_or(taken.len());
        if row == taken.len() {
            taken.push(Vec::new());
        }
        taken[row].push((from, to));
        marks.push(Mark { x: at, row, text, leftwards });
    }
    marks.reverse();
    Marks { marks, numbered, rows: taken.len() }
}

/// Events within the run, with their place in the whole list.
fn shown(events: &[EventView], days: u32) -> Vec<(usize, &EventView)> {
    events
        .iter()
        .enumerate()
        .filter(|(_, event)| u32::try_from(event.day).is_ok_and(|day| day < days))
        .take(MOST)
        .collect()
}

impl Marks {
    pub(in crate::figure) fn height(&self) -> f64 {
        self.rows as f64 * ROW
    }

    /// Lines down to `bottom` and what names them.
    pub(in crate::figure) fn draw(&self, canvas: &mut Canvas, bottom: f64) {
        for mark in &self.marks {
            // The first row is the lowest one, so that its lines stay short.
            let y = (self.rows - 1 - mark.row) as f64 * ROW;
            let line = r#" stroke-width="1" stroke-opacity="0.8""#;
            canvas.line((mark.x, y + 3.0), (mark.x, bottom), MUTED, line);
            if self.numbered {
                canvas.circle(mark.x, y + 8.0, 8.0, MUTED, "");
                canvas.text(mark.x, y + 12.0, &canvas.note(&mark.text).fill(PAPER).bold().middle());
            } else {
                let label = canvas.note(&mark.text).within(230.0).halo();
                if mark.leftwards {
                    canvas.text(mark.x - 5.0, y + 12.0, &label.end());
                } else {
                    canvas.text(mark.x + 5.0, y + 12.0, &label);
                }
            }
        }
    }

    /// What the numbers mean, below the plot; returns the height it took.
    pub(in crate::figure) fn key(&self, canvas: &mut Canvas, events: &[EventView], top: f64) -> f64 {
        if !self.numbered {
            return 0.0;
        }
        let mut y = top + 14.0;
        for mark in &self.marks {
            let event = mark.text.parse::<usize>().ok().and_then(|n| events.get(n.wrapping_sub(1)));
            let Some(event) = event else { continue };
            let text = format!("{}: {}", date_words(&event.date), event.label);
            canvas.text(0.0, y, &canvas.note(&mark.text).bold());
            canvas.text(16.0, y, &canvas.note(&text).within(334.0));
            y += 16.0;
        }
        y - top - 8.0
    }
}
