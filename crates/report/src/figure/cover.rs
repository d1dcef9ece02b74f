//! Cover bars: how long the goods last, against how long a licence takes.

use super::axis::{Scale, day_ticks};
use super::canvas::{Canvas, Label};
use super::colour::{ALARM, BLUE, CALM, GRID, INK, MUTED, SKY, VERMILLION};
use super::{Layout, MOST_INPUTS, MOST_LINES};
use crate::format::{counted, number};
use crate::run_view::{InputView, LineView, RunView};

/// Thickness of the bar of cover and of the band of the licence.
const BAR: f64 = 14.0;
const BAND: f64 = 9.0;

/// Room for the name of an input beside its bar.
const TITLE: f64 = 222.0;

/// Cover on hand and in transit of each input, with the lead time of a licence
/// on the same axis. Where the licence takes longer than the cover lasts, the
/// gap is drawn and named: it is the exposure.
#[must_use]
pub fn cover_bars(view: &RunView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "cover");
    let plot = Plot::new(view, layout);
    let top = key(&mut canvas);
    let (rows, bottom) = plot.rows(view, &canvas, top);
    // The grid lies under everything else, so it is drawn first.
    plot.grid(&mut canvas, top, bottom);
    for (y, row) in rows {
        match row {
            Row::Line(line) => {
                let label = canvas.label(&line.title).bold().halo().within(canvas.width());
                canvas.text(0.0, y + 18.0, &label);
            }
            Row::Input(input) => plot.row(&mut canvas, y, input),
        }
    }
    canvas.finish(
        bottom + 26.0,
        "Days of cover and lead time of a licence, by line and input",
        "For each input a bar shows the median days of cover on hand and in transit; a band below it shows the P10 to P90 days from filing for a licence to goods at the gate.",
    )
}

/// The line of signs above the plot; returns its height.
fn key(canvas: &mut Canvas) -> f64 {
    let narrow = canvas.layout.is_narrow();
    let mut x = 0.0;
    let mut y = 9.0;
    let signs = [
        (BLUE, "on hand", BAR - 4.0, 1.0),
        (SKY, "in transit", BAR - 4.0, 1.0),
        (VERMILLION, "filing to gate, P10 to P90, line at P50", BAND - 2.0, 0.45),
    ];
    for (index, (fill, text, height, opacity)) in signs.into_iter().enumerate() {
        if narrow && index == 2 {
            x = 0.0;
            y += 18.0;
        }
        let extra = format!(r#" rx="1.5" fill-opacity="{opacity}""#);
        canvas.rect(x, y - height / 2.0, (18.0, height), fill, &extra);
        let label = canvas.note(text);
        let room = label.room();
        canvas.text(x + 24.0, y + 4.0, &label);
        x += room + 44.0;
    }
    y + 16.0
}

/// What stands at a height of the figure.
enum Row<'a> {
    Line(&'a LineView),
    Input(&'a InputView),
}

/// The part of the figure that is shared by all rows.
struct Plot {
    scale: Scale,
    ticks: Vec<f64>,
    narrow: bool,
}

impl Plot {
    fn new(view: &RunView, layout: Layout) -> Self {
        let narrow = layout.is_narrow();
        let most = if narrow { 5.0 } else { 7.0 };
        let (to, ticks) = day_ticks(longest(view), most);
        let (start, end) = if narrow { (0.0, 340.0) } else { (236.0, 628.0) };
        Self { scale: Scale { from: 0.0, to, start, end }, ticks, narrow }
    }

    /// All rows with their heights, and where the last one ends.
    fn rows<'a>(&self, view: &'a RunView, canvas: &Canvas, top: f64) -> (Vec<(f64, Row<'a>)>, f64) {
        let mut rows = Vec::new();
        let mut y = top;
        for line in view.lines.iter().take(MOST_LINES) {
            rows.push((y, Row::Line(line)));
            y += 30.0;
            for input in line.inputs.iter().take(MOST_INPUTS) {
                rows.push((y, Row::Input(input)));
                y += self.row_height(canvas, input);
            }
            y += 8.0;
        }
        (rows, y)
    }

    fn row_height(&self, canvas: &Canvas, input: &InputView) -> f64 {
        let band = if input.licence_lead_days.is_some() { BAND + 3.0 } else { 0.0 };
        if self.narrow {
            return 64.0 + band;
        }
        let titles = canvas.label(&input.title).wrapped(TITLE, 2).len();
        38.0 + if titles > 1 { 15.0 } else { 0.0 }
    }

    fn grid(&self, canvas: &mut Canvas, top: f64, bottom: f64) {
        let last = self.ticks.len().saturating_sub(1);
        for (index, tick) in self.ticks.iter().enumerate() {
            let x = self.scale.at(*tick);
            let stroke = if index == 0 { MUTED } else { GRID };
            canvas.line((x, top), (x, bottom), stroke, "");
            let unit = if index == 0 { " days" } else { "" };
            let label = canvas.note(&format!("{}{unit}", number(*tick)));
            let label = match index {
                0 if self.narrow => label,
                _ if index == last && self.narrow => label.end(),
                _ => label.middle(),
            };
            canvas.text(x, bottom + 16.0, &label);
        }
    }

    /// Label, bar, gap and band of one input.
    fn row(&self, canvas: &mut Canvas, y: f64, input: &InputView) {
        let numbers = format!(
            "{}, {} with transit",
            counted(input.cover_days.p50, "day"),
            number(input.cover_days_with_pipeline.p50)
        );
        let verdict = verdict(canvas, input);
        let bar_y = if self.narrow {
            let title = canvas.label(&input.title).halo().within(340.0);
            canvas.text(0.0, y + 12.0, &title);
            canvas.text(0.0, y + 28.0, &canvas.note(&numbers).halo());
            canvas.text(340.0, y + 28.0, &verdict.halo().end());
            y + 35.0
        } else {
            let mut text_y = y + 12.0;
            for label in canvas.label(&input.title).wrapped(TITLE, 2) {
                canvas.text(0.0, text_y, &label);
                text_y += 15.0;
            }
            canvas.text(0.0, text_y, &canvas.note(&numbers).within(TITLE));
            canvas.text(644.0, y + 14.0, &verdict);
            y + 3.0
        };
        self.bars(canvas, bar_y, input);
    }

    fn bars(&self, canvas: &mut Canvas, y: f64, input: &InputView) {
        let at = |days: f64| self.scale.at(days);
        let on_hand = input.cover_days.p50;
        let with_transit = input.cover_days_with_pipeline.p50.max(on_hand);
        let (from, middle, to) = (at(0.0), at(on_hand), at(with_transit));
        canvas.rect(from, y, (middle - from, BAR), BLUE, "");
        canvas.rect(middle, y, (to - middle, BAR), SKY, "");
        let Some(lead) = input.licence_lead_days else {
            return;
        };
        let centre = y + BAR / 2.0;
        if lead.p50 > with_transit {
            let dashed = r#" stroke-width="1.5" stroke-dasharray="3 3""#;
            canvas.line((to + 2.0, centre), (at(lead.p50), centre), ALARM, dashed);
        }
        let band_y = y + BAR + 3.0;
        let (low, high) = (at(lead.p10), at(lead.p90));
        canvas.rect(low, band_y, ((high - low).max(1.0), BAND), VERMILLION, r#" rx="1.5" fill-opacity="0.45""#);
        let median = at(lead.p50);
        canvas.line((median, y), (median, band_y + BAND), INK, r#" stroke-width="2""#);
    }
}

/// What the row says: days short, covered, or why no licence is compared.
fn verdict(canvas: &Canvas, input: &InputView) -> Label {
    let cover = input.cover_days_with_pipeline.p50.max(input.cover_days.p50);
    match input.licence_lead_days {
        Some(lead) if lead.p50 > cover => {
            canvas.note(&format!("{} short", counted((lead.p50 - cover).round(), "day"))).bold().fill(ALARM)
        }
        Some(_) => canvas.note("covered").bold().fill(CALM),
        None if !input.controls.is_empty() => canvas.note("no licence comes").bold().fill(ALARM),
        None if input.held_for_inspection => canvas.note("inspection only"),
        None => canvas.note("no licence needed"),
    }
}

/// The end of the axis. Cover far beyond any licence is cut off, or it would squeeze all else.
fn longest(view: &RunView) -> f64 {
    let inputs = || view.lines.iter().take(MOST_LINES).flat_map(|line| line.inputs.iter().take(MOST_INPUTS));
    let lead = inputs().filter_map(|input| input.licence_lead_days).fold(0.0, |most: f64, lead| most.max(lead.p90));
    let cover =
        inputs().fold(0.0, |most: f64, input| most.max(input.cover_days_with_pipeline.p50).max(input.cover_days.p50));
    if lead > 0.0 { lead.max(cover.min(2.0 * lead)) } else { cover }
}
