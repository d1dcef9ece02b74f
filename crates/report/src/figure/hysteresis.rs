//! Hysteresis loop: output on the way up in severity and on the way down.

use super::Layout;
use super::axis::{Scale, ticks};
use super::canvas::Canvas;
use super::colour::{ALARM, BLUE, GRID, LINK, MUTED, PAPER, VERMILLION};
use crate::curve_view::{CurveLine, LoopPoint};
use crate::format::percent;

/// Shortest step of the loop that gets an arrow \[px\].
const ARROW_FROM: f64 = 14.0;

/// Mean output by severity: a solid line with arrows on the way up, a dashed
/// one on the way down. The area between them is what does not come back by itself.
#[must_use]
pub fn hysteresis_loop(line: &CurveLine, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, &format!("hysteresis-{}", line.line));
    let title = format!("Hysteresis of {}", line.title);
    let description = "Severity of the squeeze from left to right, mean output of the line from bottom to top; one line with arrows for the way up in severity, a dashed one for the way down.";
    if line.hysteresis.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("No loop was run."));
        return canvas.finish(28.0, &title, description);
    }
    let narrow = layout.is_narrow();
    let (left, right) = if narrow { (44.0, 326.0) } else { (56.0, 560.0) };
    let (top, height) = if narrow { (52.0, 190.0) } else { (52.0, 250.0) };
    let highest = line.hysteresis.iter().map(|point| point.mean).fold(1.0, f64::max);
    // A little overtime above normal should not stretch the axis to 125 %.
    let (max, values) =
        if highest < 1.2 { (highest.max(1.05), vec![0.0, 0.25, 0.5, 0.75, 1.0]) } else { ticks(highest, 5.0) };
    let x = Scale { from: 0.0, to: 1.0, start: left, end: right };
    let y = Scale { from: 0.0, to: max, start: top + height, end: top };
    for value in values {
        let at = y.at(value);
        canvas.line((left, at), (right, at), if value == 0.0 { MUTED } else { GRID }, "");
        canvas.text(left - 6.0, at + 4.0, &canvas.note(&percent(value)).end());
    }
    for value in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let at = x.at(value);
        canvas.line((at, y.start), (at, y.start + 4.0), MUTED, "");
        canvas.text(at, y.start + 18.0, &canvas.note(&percent(value)).middle());
    }
    canvas.text(0.0, top - 16.0, &canvas.note("output, share of normal"));
    canvas.text(left, y.start + 34.0, &canvas.note("severity: share of pairs that ship nothing"));
    ways(&mut canvas, line, &x, &y);
    key(&mut canvas);
    canvas.finish(y.start + 42.0, &title, description)
}

/// Both ways, the way back first, so that the way up lies over it where they meet.
fn ways(canvas: &mut Canvas, line: &CurveLine, x: &Scale, y: &Scale) {
    let place = |point: &LoopPoint| (x.at(point.severity), y.at(point.mean));
    // Before the first step nothing is stopped and the line runs as normal.
    let mut up = vec![(x.at(0.0), y.at(1.0))];
    up.extend(line.hysteresis.iter().filter(|point| point.rising).map(place));
    let mut down: Vec<_> = up.last().copied().into_iter().collect();
    down.extend(line.hysteresis.iter().filter(|point| !point.rising).map(place));
    for (points, hue, dash) in [(&down, VERMILLION, r#" stroke-dasharray="6 4""#), (&up, BLUE, "")] {
        let stroke = format!(r#" fill="none" stroke="{hue}" stroke-width="2.2" stroke-linejoin="round"{dash}"#);
        canvas.path(points, false, &stroke);
        for pair in points.windows(2) {
            if let [from, to] = pair {
                arrow(canvas, *from, *to, hue);
            }
        }
    }
}

/// A head in the middle of a step; short steps have none.
fn arrow(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), hue: &str) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < ARROW_FROM {
        return;
    }
    let (ux, uy) = (dx / length, dy / length);
    let tip = (f64::midpoint(from.0, to.0) + 5.0 * ux, f64::midpoint(from.1, to.1) + 5.0 * uy);
    let back = (tip.0 - 10.0 * ux, tip.1 - 10.0 * uy);
    let head = [tip, (back.0 - 5.0 * uy, back.1 + 5.0 * ux), (back.0 + 5.0 * uy, back.1 - 5.0 * ux)];
    canvas.path(&head, true, &format!(r#" fill="{hue}" stroke="{PAPER}" stroke-width="1""#));
}

/// Names of the two ways above the plot.
fn key(canvas: &mut Canvas) {
    let up = canvas.note("way up").bold().fill(LINK);
    let room = up.room();
    canvas.line((0.0, 8.0), (26.0, 8.0), BLUE, r#" stroke-width="2.2""#);
    canvas.text(32.0, 12.0, &up);
    let x = 32.0 + room + 20.0;
    canvas.line((x, 8.0), (x + 26.0, 8.0), VERMILLION, r#" stroke-width="2.2" stroke-dasharray="6 4""#);
    canvas.text(x + 32.0, 12.0, &canvas.note("way down").bold().fill(ALARM));
}
