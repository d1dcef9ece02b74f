//! Coercivity map: how long a squeeze of which severity a line bears.

use super::Layout;
use super::axis::{Scale, day_ticks};
use super::canvas::Canvas;
use super::colour::{BLUE, GRID, INK, MUTED, PAPER};
use crate::curve_view::{ContourPoint, CurveLine, CurveView};
use crate::format::{number, percent};

/// Least share of runs and name of each step of the colour scale, and how opaque it is.
const STEPS: [(f64, &str, f64); 5] = [
    (0.0, "none", 0.0),
    (f64::MIN_POSITIVE, "<10 %", 0.16),
    (0.1, "<50 %", 0.36),
    (0.5, "<90 %", 0.62),
    (0.9, "≥90 %", 1.0),
];

/// Dashes of the P10, P50 and P90 contours and how thick they are.
const CONTOURS: [(&str, &str, f64); 3] = [("P10", "2 3", 1.8), ("P50", "", 2.6), ("P90", "7 4", 1.8)];

/// The step of the colour scale of a share of runs.
fn step_of(share: f64) -> usize {
    STEPS.iter().rposition(|(least, _, _)| share >= *least).unwrap_or(0)
}

/// Severity by duration: the darker a cell, the more runs fall below half
/// output. Lines mark the length after which a tenth, half and nine tenths fall.
#[must_use]
pub fn coercivity_map(view: &CurveView, line: &CurveLine, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, &format!("coercivity-map-{}", line.line));
    let title = format!("Coercivity map of {}", line.title);
    let description = "Rows are severities, columns lengths of a squeeze; the darker a cell, the more runs fall below half output. Lines mark the length after which a tenth, half and nine tenths of the runs fall.";
    let plot = Plot::of(view, line, &canvas);
    if plot.severities.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("No squeeze was tried."));
        return canvas.finish(28.0, &title, description);
    }
    plot.cells(&mut canvas, line);
    plot.axes(&mut canvas);
    let contours: [fn(&ContourPoint) -> Option<u32>; 3] = [|p| p.days.p10, |p| p.days.p50, |p| p.days.p90];
    for (days, (_, dash, width)) in contours.iter().zip(CONTOURS) {
        plot.contour(&mut canvas, line, *days, (dash, width));
    }
    key(&mut canvas);
    canvas.finish(plot.bottom() + 40.0, &title, description)
}

/// Where severities and lengths are.
struct Plot {
    x: Scale,
    /// Severities from the top row to the bottom row.
    severities: Vec<f64>,
    top: f64,
    row: f64,
    /// Days from one column to the next.
    step: f64,
}

impl Plot {
    fn of(view: &CurveView, line: &CurveLine, canvas: &Canvas) -> Self {
        let mut severities: Vec<f64> = line.map.iter().map(|cell| cell.severity).collect();
        severities.extend(line.contours.iter().map(|point| point.severity));
        severities.retain(|severity| severity.is_finite());
        severities.sort_by(|a, b| b.total_cmp(a));
        severities.dedup();
        let mut durations: Vec<u32> = line.map.iter().map(|cell| cell.duration_days).collect();
        durations.sort_unstable();
        durations.dedup();
        let steps = durations.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?));
        let step = f64::from(steps.min().unwrap_or(15).max(1));
        let longest = durations.last().copied().unwrap_or(0).max(view.longest_days);
        let narrow = canvas.layout.is_narrow();
        let (start, end) = if narrow { (44.0, 340.0) } else { (56.0, 740.0) };
        Self {
            x: Scale { from: 0.0, to: f64::from(longest).max(step), start, end },
            severities,
            top: if narrow { 84.0 } else { 56.0 },
            row: if narrow { 30.0 } else { 38.0 },
            step,
        }
    }

    fn bottom(&self) -> f64 {
        self.top + self.row * self.severities.len() as f64
    }

    fn row_of(&self, severity: f64) -> Option<usize> {
        self.severities.iter().position(|each| each.total_cmp(&severity).is_eq())
    }

    /// One cell from each length to the next: a line that falls after some days also falls after more.
    fn cells(&self, canvas: &mut Canvas, line: &CurveLine) {
        for cell in &line.map {
            let Some(row) = self.row_of(cell.severity) else { continue };
            let from = f64::from(cell.duration_days);
            let (from, to) = (self.x.at(from), self.x.at(from + self.step));
            let opacity = STEPS.get(step_of(cell.share_of_runs)).map_or(0.0, |(_, _, opacity)| *opacity);
            if opacity > 0.0 {
                let extra = format!(r#" fill-opacity="{opacity}" shape-rendering="crispEdges""#);
                canvas.rect(from, self.top + self.row * row as f64, (to - from, self.row), BLUE, &extra);
            }
        }
    }

    fn axes(&self, canvas: &mut Canvas) {
        let (left, right) = (self.x.start, self.x.end);
        for (row, severity) in self.severities.iter().enumerate() {
            let y = self.top + self.row * row as f64;
            canvas.line((left, y), (right, y), GRID, "");
            let label = canvas.note(&percent(*severity)).end();
            canvas.text(left - 6.0, y + self.row / 2.0 + 4.0, &label);
        }
        let bottom = self.bottom();
        canvas.line((left, bottom), (right, bottom), MUTED, "");
        canvas.text(0.0, self.top - 8.0, &canvas.note("severity"));
        let most = if canvas.layout.is_narrow() { 5.0 } else { 8.0 };
        let (_, ticks) = day_ticks(self.x.to, most);
        for tick in ticks.into_iter().filter(|tick| *tick <= self.x.to) {
            let x = self.x.at(tick);
            canvas.line((x, bottom), (x, bottom + 4.0), MUTED, "");
            canvas.text(x, bottom + 18.0, &canvas.note(&number(tick)).middle());
        }
        canvas.text(left, bottom + 34.0, &canvas.note("days of squeeze"));
    }

    /// Steps from row to row; where no length is long enough, the contour leaves to the right.
    fn contour(
        &self,
        canvas: &mut Canvas,
        line: &CurveLine,
        days: fn(&ContourPoint) -> Option<u32>,
        look: (&str, f64),
    ) {
        let mut points = Vec::new();
        for (row, severity) in self.severities.iter().enumerate() {
            let (from, to) = (self.top + self.row * row as f64, self.top + self.row * (row + 1) as f64);
            let point = line.contours.iter().find(|point| point.severity.total_cmp(severity).is_eq());
            match point.and_then(days) {
                Some(days) => {
                    let x = self.x.at(f64::from(days));
                    points.extend([(x, from), (x, to)]);
                }
                None => {
                    if !points.is_empty() {
                        points.push((self.x.end, from));
                    }
                    break;
                }
            }
        }
        let (dash, width) = look;
        // A rim of paper keeps the line apart from dark cells.
        let rim = format!(r#" fill="none" stroke="{PAPER}" stroke-width="{}" stroke-linejoin="round""#, width + 2.6);
        canvas.path(&points, false, &rim);
        let stroke = format!(r#" fill="none" stroke="{INK}" stroke-width="{width}" stroke-dasharray="{dash}""#);
        canvas.path(&points, false, &stroke);
    }
}

/// The colour scale and the kinds of lines, above the plot.
fn key(canvas: &mut Canvas) {
    let narrow = canvas.layout.is_narrow();
    let text = canvas.note("runs that fall");
    let mut x = text.room() + 10.0;
    canvas.text(0.0, 13.0, &text);
    if narrow {
        x = 0.0;
    }
    let y = if narrow { 22.0 } else { 3.0 };
    for (_, name, opacity) in STEPS {
        let frame = format!(r#" fill-opacity="{opacity}" stroke="{MUTED}" stroke-width="0.6""#);
        canvas.rect(x, y, (16.0, 12.0), BLUE, &frame);
        canvas.text(x + 21.0, y + 10.0, &canvas.note(name));
        x += if narrow { 68.0 } else { 72.0 };
    }
    let (mut x, y) = if narrow { (0.0, 48.0) } else { (x + 10.0, 9.0) };
    for (name, dash, width) in CONTOURS {
        canvas.line((x, y), (x + 26.0, y), INK, &format!(r#" stroke-width="{width}" stroke-dasharray="{dash}""#));
        canvas.text(x + 32.0, y + 4.0, &canvas.note(name));
        x += 70.0;
    }
}
