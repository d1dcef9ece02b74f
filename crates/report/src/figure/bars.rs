//! Rows of bars with names beside them: costs, regrets, shares.

use super::axis::{Scale, spanned};
use super::canvas::{Canvas, Label};
use super::colour::{GRID, INK, MUTED};

/// Height of a bar, and from one bar of a row to the next \[px\].
const BAR: f64 = 15.0;
const STEP: f64 = 20.0;

/// From one line of text to the next \[px\].
const LINE: f64 = 15.0;

/// Room for names beside the bars, in the wide layout \[px\].
const NAMES: f64 = 250.0;

/// A bar from one value to another.
pub(super) struct Bar {
    pub(super) from: f64,
    pub(super) to: f64,
    /// Low and high end, drawn as a thin line.
    pub(super) range: Option<(f64, f64)>,
    pub(super) fill: &'static str,
    /// What stands beside it.
    pub(super) words: String,
}

/// A name and its bars.
pub(super) struct Row {
    pub(super) title: String,
    /// Small text below the title; may be empty.
    pub(super) note: String,
    pub(super) bars: Vec<Bar>,
}

/// Draws rows from `top` down, and an axis below them; returns where it ends.
pub(super) fn draw(canvas: &mut Canvas, rows: &[Row], top: f64, write: &dyn Fn(f64) -> String) -> f64 {
    let narrow = canvas.layout.is_narrow();
    let ends = || {
        rows.iter().flat_map(|row| &row.bars).flat_map(|bar| {
            let (low, high) = bar.range.unwrap_or((bar.to, bar.to));
            [bar.from, bar.to, low, high].into_iter().filter(|value| value.is_finite())
        })
    };
    let (low, high) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
    let (from, to, ticks) = spanned(low, high, if narrow { 3.0 } else { 4.0 });
    let (start, end) = if narrow { (0.0, 222.0) } else { (NAMES + 20.0, 600.0) };
    let scale = Scale { from, to, start, end };
    let bottom = top + rows.iter().map(|row| height(canvas, row)).sum::<f64>();
    for (index, tick) in ticks.iter().enumerate() {
        let x = scale.at(*tick);
        canvas.line((x, top - 4.0), (x, bottom), if *tick == 0.0 { MUTED } else { GRID }, "");
        let label = canvas.note(&write(*tick));
        let label = if narrow && index == 0 { label } else { label.middle() };
        canvas.text(x, bottom + 16.0, &label);
    }
    let mut y = top;
    for row in rows {
        let bars_y = names(canvas, row, y);
        for (index, each) in row.bars.iter().enumerate() {
            bar(canvas, &scale, bars_y + STEP * index as f64, each);
        }
        y += height(canvas, row);
    }
    bottom + 22.0
}

/// Title and note in lines: one each on a phone, two each beside the bars.
fn text(canvas: &Canvas, row: &Row) -> Vec<Label> {
    let (room, most) = if canvas.layout.is_narrow() { (350.0, 1) } else { (NAMES, 2) };
    let mut lines = canvas.label(&row.title).wrapped(room, most);
    lines.extend(canvas.note(&row.note).wrapped(room, most));
    lines
}

fn height(canvas: &Canvas, row: &Row) -> f64 {
    let text = LINE * text(canvas, row).len() as f64;
    let bars = STEP * row.bars.len() as f64;
    if canvas.layout.is_narrow() { text + bars + 14.0 } else { text.max(bars) + 14.0 }
}

/// Writes title and note; returns where the first bar goes.
fn names(canvas: &mut Canvas, row: &Row, y: f64) -> f64 {
    let mut text_y = y + 12.0;
    for label in text(canvas, row) {
        canvas.text(0.0, text_y, &label.halo());
        text_y += LINE;
    }
    if canvas.layout.is_narrow() { text_y - 8.0 } else { y }
}

fn bar(canvas: &mut Canvas, scale: &Scale, y: f64, bar: &Bar) {
    let (from, to) = (scale.at(bar.from), scale.at(bar.to));
    // A bar of nothing is still a mark on the axis.
    canvas.rect(from.min(to), y, ((to - from).abs().max(1.0), BAR), bar.fill, "");
    if let Some((low, high)) = bar.range.map(|(low, high)| (scale.at(low), scale.at(high))) {
        canvas.rect(low.min(high), y + BAR / 2.0 - 0.8, ((high - low).abs(), 1.6), INK, "");
    }
    let x = scale.end + 12.0;
    let label = canvas.label(&bar.words).within(canvas.width() - x);
    canvas.text(x, y + 12.0, &label);
}
