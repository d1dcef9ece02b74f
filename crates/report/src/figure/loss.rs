//! Loss by horizon: what has not been made after 4, 13, 26 and 52 weeks.

use super::axis::Scale;
use super::canvas::Canvas;
use super::colour::{GRID, INK, SKY};
use super::{Layout, MOST_LINES};
use crate::format::{money, money_range, number, range};
use crate::run_view::{HorizonLoss, LineView, RunView};
use crate::words::horizon;

/// Height of one horizon.
const ROW: f64 = 26.0;

/// Revenue not earned (or units not made, where no revenue is known) by each
/// horizon: the bar ends at the median, the thin line spans P10 to P90.
#[must_use]
pub fn loss_by_horizon(view: &RunView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "loss");
    let shown = || view.lines.iter().take(MOST_LINES);
    let measure = Measure::of(view);
    let shared = shown().map(|line| measure.longest(line)).fold(0.0, f64::max);
    let (start, end) = if layout.is_narrow() { (64.0, 212.0) } else { (96.0, 520.0) };
    let mut y = 0.0;
    for line in shown() {
        let to = if measure.one_scale { shared } else { measure.longest(line) };
        let scale = Scale { from: 0.0, to, start, end };
        let title = canvas.label(&line.title).bold().within(canvas.width());
        canvas.text(0.0, y + 16.0, &title);
        y += 26.0;
        let height = ROW * line.loss_by_horizon.len() as f64;
        canvas.line((start, y), (start, y + height), GRID, "");
        for loss in &line.loss_by_horizon {
            row(&mut canvas, y, loss, &scale, measure);
            y += ROW;
        }
        y += 14.0;
    }
    canvas.finish(
        y.max(20.0),
        "Loss by line and horizon",
        "For each line and horizon a bar up to the median and a thin line from P10 to P90.",
    )
}

fn row(canvas: &mut Canvas, y: f64, loss: &HorizonLoss, scale: &Scale, measure: Measure) {
    let centre = y + ROW / 2.0;
    let [low, median, high] = measure.values(loss).map(|value| scale.at(value));
    canvas.text(0.0, centre + 4.0, &canvas.note(&horizon(loss.days)));
    canvas.rect(scale.start, centre - 7.0, (median - scale.start, 14.0), SKY, "");
    if high > low {
        canvas.rect(low, centre - 0.8, (high - low, 1.6), INK, "");
    }
    let x = scale.end + 12.0;
    let (median, range) = measure.words(loss);
    let label = canvas.label(&median).bold();
    let used = label.room() + 10.0;
    if canvas.layout.is_narrow() {
        canvas.text(scale.end + 10.0, centre + 4.0, &label);
    } else {
        canvas.text(x, centre + 4.0, &label);
        let room = canvas.width() - x - used;
        canvas.text(x + used, centre + 4.0, &canvas.note(&range).within(room));
    }
}

/// Which of the losses is drawn.
#[derive(Debug, Clone, Copy)]
struct Measure {
    units: bool,
    /// All lines share one scale: only where the amounts can be compared.
    one_scale: bool,
}

impl Measure {
    fn of(view: &RunView) -> Self {
        let losses = || view.lines.iter().flat_map(|line| &line.loss_by_horizon);
        let units = losses().all(|loss| loss.revenue_missing.p90 <= 0.0);
        let mut currencies = losses().map(|loss| &loss.revenue_missing.currency);
        let first = currencies.next();
        let same = currencies.all(|currency| Some(currency) == first);
        // Units of different goods cannot be compared, money of one currency can.
        Self { units, one_scale: same && !units }
    }

    fn values(self, loss: &HorizonLoss) -> [f64; 3] {
        if self.units {
            let units = &loss.units_missing;
            [units.p10, units.p50, units.p90]
        } else {
            let revenue = &loss.revenue_missing;
            [revenue.p10, revenue.p50, revenue.p90]
        }
    }

    fn words(self, loss: &HorizonLoss) -> (String, String) {
        if self.units {
            let units = &loss.units_missing;
            (format!("{} units", number(units.p50)), range(units))
        } else {
            let revenue = &loss.revenue_missing;
            (money(revenue.p50, &revenue.currency), money_range(revenue))
        }
    }

    fn longest(self, line: &LineView) -> f64 {
        line.loss_by_horizon.iter().flat_map(|loss| self.values(loss)).fold(0.0, f64::max)
    }
}
