//! Stage strip: who does each stage of the chain.

use super::Layout;
use super::axis::Scale;
use super::canvas::{Canvas, Label};
use super::colour::{CountryColours, INK, MUTED, ON_HUE, PANEL, PAPER};
use crate::format::{capitalised, number, percent};
use crate::run_view::{RunView, StageView};
use crate::trace_view::TraceElementView;
use crate::words::country;

/// Shares above this one are labelled.
const LABELLED: f64 = 0.06;

/// Share of one country above which the European Union calls a stage too concentrated.
const LIMIT: f64 = 0.65;

/// Height of a bar.
const BAR: f64 = 24.0;

/// World output by country: one stacked bar per stage, the largest country first, with the
/// 65 % line. The thin strip below each bar is hatched as far as the shares are not evidenced.
#[must_use]
pub fn stage_strip(view: &RunView, layout: Layout) -> String {
    strip(&view.stages, layout, "Share of world output by country at each stage")
}

/// Where each stage of what a line needs is done, in the same form.
#[must_use]
pub fn origin_strip(element: &TraceElementView, layout: Layout) -> String {
    let stage = |stage: &crate::trace_view::TraceStageView| {
        let mut shares: Vec<(String, f64)> = stage.shares.iter().map(|(code, share)| (code.clone(), *share)).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1));
        StageView {
            stage: stage.stage.clone(),
            material: stage.title.clone(),
            shares,
            hhi: stage.hhi * 10_000.0,
            evidenced: stage.evidence.declared + stage.evidence.public,
        }
    };
    let stages: Vec<StageView> = element.stages.iter().map(stage).collect();
    strip(&stages, layout, "Share of what the line needs by country at each stage")
}

fn strip(stages: &[StageView], layout: Layout, title: &str) -> String {
    let mut canvas = Canvas::new(layout, "stages");
    let hatching = canvas.hatching("guess", MUTED);
    let colours = CountryColours::of(stages);
    let narrow = layout.is_narrow();
    let (start, end) = if narrow { (0.0, 350.0) } else { (196.0, 760.0) };
    let scale = Scale { from: 0.0, to: 1.0, start, end };
    let row = if narrow { 70.0 } else { 54.0 };
    let top = 22.0;
    let name = canvas.note("65 % from one country").fill(INK).middle();
    canvas.text(scale.at(LIMIT), 11.0, &name);
    for (index, stage) in stages.iter().enumerate() {
        let y = top + row * index as f64;
        let bar_y = label(&mut canvas, y, stage);
        let names = bar(&mut canvas, bar_y, stage, &scale, &colours);
        limit(&mut canvas, bar_y, &scale);
        // Names come last: they may stand over the line.
        for (x, name) in names {
            canvas.text(x, bar_y + 16.5, &name);
        }
        evidence(&mut canvas, bar_y + BAR + 2.0, stage, &scale, &hatching);
    }
    canvas.finish(
        top + row * stages.len() as f64,
        title,
        "One stacked bar per stage, the largest country at the left, with a line at 65 %. A hatched strip below a bar shows which share of the tonnes is not evidenced.",
    )
}

/// Stage, material and concentration; returns where the bar goes.
fn label(canvas: &mut Canvas, y: f64, stage: &StageView) -> f64 {
    let title = canvas.label(&capitalised(&stage.stage)).bold();
    let index = canvas.note(&format!("HHI {}", number(stage.hhi)));
    if canvas.layout.is_narrow() {
        let start = title.room() + 8.0;
        let room = canvas.width() - index.room() - start - 12.0;
        canvas.text(0.0, y + 15.0, &title);
        canvas.text(canvas.width(), y + 15.0, &index.end());
        let material = canvas.note(&stage.material).within(room);
        canvas.text(start, y + 15.0, &material);
        return y + 22.0;
    }
    canvas.text(0.0, y + 13.0, &title);
    canvas.text(180.0, y + 13.0, &index.end());
    let mut text_y = y + 28.0;
    for material in canvas.note(&stage.material).wrapped(182.0, 2) {
        canvas.text(0.0, text_y, &material);
        text_y += 14.0;
    }
    y
}

/// The stacked countries; returns their names and where they go.
fn bar(canvas: &mut Canvas, y: f64, stage: &StageView, scale: &Scale, colours: &CountryColours) -> Vec<(f64, Label)> {
    canvas.rect(scale.start, y, (scale.end - scale.start, BAR), PANEL, "");
    let mut names = Vec::new();
    let mut sum = 0.0;
    for (code, share) in &stage.shares {
        let (from, to) = (scale.at(sum), scale.at(sum + share));
        sum += share.max(0.0);
        // A hairline of paper keeps neighbours apart without relying on hue.
        canvas.rect(from, y, (to - from - 1.0, BAR), colours.get(code), "");
        if *share > LABELLED {
            names.extend(name(canvas, code, *share, (from + 4.0, to - 2.0), scale.at(LIMIT)));
        }
    }
    names
}

/// The longest name that fits a block, moved right of the 65 % line where it would cross it.
fn name(canvas: &Canvas, code: &str, share: f64, (from, to): (f64, f64), limit: f64) -> Option<(f64, Label)> {
    let short = match code {
        "XRW" => "Rest",
        "EUU" => "EU",
        other => other,
    };
    let share = percent(share);
    let choices = [format!("{} {share}", country(code)), format!("{short} {share}"), short.to_owned()];
    let labels = choices.map(|text| canvas.note(&text).fill(ON_HUE));
    let clear = |start: f64, label: &Label| {
        let end = start + label.room();
        end <= to && (end <= limit - 3.0 || start >= limit + 3.0)
    };
    for label in &labels {
        for start in [from, limit + 5.0] {
            if start >= from && clear(start, label) {
                return Some((start, label.clone()));
            }
        }
    }
    None
}

/// The strip of what nobody has reported.
fn evidence(canvas: &mut Canvas, y: f64, stage: &StageView, scale: &Scale, hatching: &str) {
    let guess = 1.0 - stage.evidenced;
    if guess <= 0.005 {
        return;
    }
    let from = scale.at(stage.evidenced);
    canvas.rect(from, y, (scale.end - from, 6.0), hatching, "");
    let label = canvas.note(&format!("{} not evidenced", percent(guess)));
    if from - scale.start > label.room() + 8.0 {
        canvas.text(from - 6.0, y + 8.0, &label.end());
    } else {
        // Paper under the words keeps them apart from the hatching.
        let x = scale.end - label.room() - 8.0;
        canvas.rect(x, y, (scale.end - x, 8.0), PAPER, "");
        canvas.text(scale.end, y + 8.0, &label.end());
    }
}

/// The 65 % line across one bar.
fn limit(canvas: &mut Canvas, y: f64, scale: &Scale) {
    let x = scale.at(LIMIT);
    let (from, to) = ((x, y - 5.0), (x, y + BAR));
    canvas.line(from, to, PAPER, r#" stroke-width="4""#);
    canvas.line(from, to, INK, r#" stroke-width="1.8" stroke-dasharray="4 2""#);
}
