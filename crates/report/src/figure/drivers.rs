//! What drives the loss: rank correlations as bars to both sides of zero.

use super::Layout;
use super::axis::Scale;
use super::canvas::Canvas;
use super::colour::{GRID, MUTED, SKY, VERMILLION};
use crate::format::{capitalised, joined, number, signed};
use crate::run_view::{Driver, LineView};

/// Bars of the rank correlation between each drawn parameter and the units
/// lost, strongest first. To the right: more of it, more loss.
#[must_use]
pub fn drivers(line: &LineView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, &format!("drivers-{}", line.line));
    let narrow = layout.is_narrow();
    let (start, end) = if narrow { (6.0, 344.0) } else { (326.0, 752.0) };
    let scale = Scale { from: -1.0, to: 1.0, start, end };
    let row = if narrow { 58.0 } else { 44.0 };
    let top = 26.0;
    let height = top + row * line.drivers.len() as f64;
    axis(&mut canvas, &scale, height);
    for (index, driver) in line.drivers.iter().enumerate() {
        let y = top + row * index as f64;
        let bar_y = label(&mut canvas, y, driver);
        bar(&mut canvas, bar_y, driver, &scale);
    }
    canvas.finish(
        height + 4.0,
        &format!("What drives the loss of {}", line.title),
        "Bars of the Spearman rank correlation between each drawn parameter and the units lost, from minus one to one, strongest first.",
    )
}

/// The two directions in words, and the line at zero.
fn axis(canvas: &mut Canvas, scale: &Scale, bottom: f64) {
    let zero = scale.at(0.0);
    canvas.text(zero - 10.0, 12.0, &canvas.note("← more of it, less loss").end());
    canvas.text(zero + 10.0, 12.0, &canvas.note("more of it, more loss →"));
    for value in [-1.0, -0.5, 0.5, 1.0] {
        let x = scale.at(value);
        canvas.line((x, 20.0), (x, bottom), GRID, "");
    }
    canvas.line((zero, 20.0), (zero, bottom), MUTED, "");
}

/// Parameter and range; returns where the bar goes.
fn label(canvas: &mut Canvas, y: f64, driver: &Driver) -> f64 {
    let title = capitalised(&driver.parameter);
    let range = format!("{} {}, {}", joined(&number(driver.low), &number(driver.high)), driver.unit, driver.basis);
    if canvas.layout.is_narrow() {
        canvas.text(0.0, y + 13.0, &canvas.label(&title).halo().within(350.0));
        canvas.text(0.0, y + 28.0, &canvas.note(&range).halo().within(350.0));
        return y + 33.0;
    }
    canvas.text(0.0, y + 13.0, &canvas.label(&title).within(312.0));
    canvas.text(0.0, y + 29.0, &canvas.note(&range).within(312.0));
    y + 5.0
}

fn bar(canvas: &mut Canvas, y: f64, driver: &Driver, scale: &Scale) {
    let value = driver.rank_correlation;
    let (zero, x) = (scale.at(0.0), scale.at(value));
    let fill = if value < 0.0 { SKY } else { VERMILLION };
    canvas.rect(zero.min(x), y, ((x - zero).abs().max(1.0), 16.0), fill, "");
    // The number stands on the empty side of zero, where it never meets the end of a bar.
    let label = canvas.label(&signed(value)).bold().halo();
    if value < 0.0 {
        canvas.text(zero + 6.0, y + 12.5, &label);
    } else {
        canvas.text(zero - 6.0, y + 12.5, &label.end());
    }
}
