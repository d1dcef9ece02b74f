//! The frontier: the least loss that each cost can buy.

use crate::figure::Layout;
use crate::figure::axis::{Scale, spanned, ticks};
use crate::figure::canvas::Canvas;
use crate::figure::colour::{ALARM, BLUE, GRID, INK, LINK, MUTED, PAPER, VERMILLION};
use crate::format::money;
use crate::plan_view::{FrontierPoint, PlanView};

/// Name, colour, colour of the name, dashes and value of each curve.
type Curve = (&'static str, &'static str, &'static str, &'static str, fn(&FrontierPoint) -> f64);

const CURVES: [Curve; 2] = [
    ("mean of the worst twentieth", VERMILLION, ALARM, "", |point| point.cvar_95),
    ("expected loss", BLUE, LINK, "6 4", |point| point.expected_loss),
];

/// Mean of the worst twentieth of losses and expected loss by cost, cheapest
/// plan first, with the chosen plan ringed.
#[must_use]
pub fn plan_frontier(view: &PlanView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "plan-frontier");
    let title = "Least loss for its cost";
    let description = "Cost of a plan from left to right, loss from bottom to top; one curve for the mean of the worst twentieth of losses, a dashed one for the expected loss; rings mark the chosen plan.";
    let whole = |point: &&FrontierPoint| [point.cost, point.cvar_95, point.expected_loss].iter().all(|v| v.is_finite());
    let points: Vec<&FrontierPoint> = view.frontier.iter().filter(whole).collect();
    if points.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("No other plan was tried."));
        return canvas.finish(28.0, title, description);
    }
    let own = FrontierPoint { cost: view.cost, cvar_95: view.cvar_95.after, expected_loss: view.expected_loss.after };
    let plot = Plot::of(view, &points, &own, &canvas);
    plot.axes(&mut canvas, view);
    for (_, hue, _, dash, value) in CURVES {
        let line: Vec<_> = points.iter().map(|point| plot.place(point, value)).collect();
        let stroke = format!(
            r#" fill="none" stroke="{hue}" stroke-width="2.2" stroke-linejoin="round" stroke-dasharray="{dash}""#
        );
        canvas.path(&line, false, &stroke);
        for (x, y) in line {
            canvas.circle(x, y, 3.2, hue, "");
        }
    }
    plot.chosen(&mut canvas, view, &own);
    key(&mut canvas);
    canvas.finish(plot.y.start + 42.0, title, description)
}

/// Where costs and losses are.
struct Plot {
    x: Scale,
    y: Scale,
    costs: Vec<f64>,
    losses: Vec<f64>,
}

impl Plot {
    fn of(view: &PlanView, points: &[&FrontierPoint], own: &FrontierPoint, canvas: &Canvas) -> Self {
        let narrow = canvas.layout.is_narrow();
        let all = || points.iter().copied().chain([own]);
        let within = |value: &f64| value.is_finite();
        let furthest = all().map(|point| point.cost).filter(within).fold(0.0, f64::max);
        // A budget far beyond what is worth spending would squeeze the curve.
        let budget = view.budget.filter(|budget| *budget <= 1.4 * furthest).unwrap_or(0.0);
        let cheapest = all().map(|point| point.cost).filter(within).fold(0.0, f64::min);
        let highest = all().flat_map(|point| [point.cvar_95, point.expected_loss]).filter(within).fold(0.0, f64::max);
        let (from, to, costs) = spanned(cheapest, furthest.max(budget), if narrow { 3.0 } else { 6.0 });
        let (top_loss, losses) = ticks(highest, 5.0);
        let (start, end) = if narrow { (62.0, 332.0) } else { (72.0, 720.0) };
        let (top, height) = if narrow { (92.0, 190.0) } else { (72.0, 240.0) };
        Self {
            x: Scale { from, to, start, end },
            y: Scale { from: 0.0, to: top_loss, start: top + height, end: top },
            costs,
            losses,
        }
    }

    fn place(&self, point: &FrontierPoint, value: fn(&FrontierPoint) -> f64) -> (f64, f64) {
        (self.x.at(point.cost), self.y.at(value(point)))
    }

    fn axes(&self, canvas: &mut Canvas, view: &PlanView) {
        for loss in &self.losses {
            let y = self.y.at(*loss);
            let stroke = if *loss == 0.0 { MUTED } else { GRID };
            canvas.line((self.x.start, y), (self.x.end, y), stroke, "");
            canvas.text(self.x.start - 6.0, y + 4.0, &canvas.note(&money(*loss, &view.currency)).end());
        }
        for cost in &self.costs {
            let x = self.x.at(*cost);
            canvas.line((x, self.y.start), (x, self.y.start + 4.0), MUTED, "");
            canvas.text(x, self.y.start + 18.0, &canvas.note(&money(*cost, &view.currency)).middle());
        }
        canvas.text(0.0, self.y.end - 14.0, &canvas.note("loss"));
        canvas.text(self.x.start, self.y.start + 36.0, &canvas.note("cost of the plan"));
    }

    /// The plan as a line with a ring on each curve, and the budget as a dotted line.
    fn chosen(&self, canvas: &mut Canvas, view: &PlanView, own: &FrontierPoint) {
        let shown = |budget: &f64| *budget >= self.x.from && *budget <= self.x.to;
        if let Some(budget) = view.budget.filter(shown) {
            let x = self.x.at(budget);
            canvas.line((x, self.y.end), (x, self.y.start), MUTED, r#" stroke-dasharray="2 3""#);
            self.named(canvas, x, self.y.end - 7.0, &format!("budget {}", money(budget, &view.currency)), false);
        }
        if !own.cost.is_finite() {
            return;
        }
        let x = self.x.at(own.cost);
        canvas.line((x, self.y.end - 12.0), (x, self.y.start), INK, r#" stroke-opacity="0.55""#);
        self.named(canvas, x, self.y.end - 21.0, &format!("the plan, {}", money(own.cost, &view.currency)), true);
        for (_, hue, _, _, value) in CURVES {
            let (x, y) = self.place(own, value);
            canvas.circle(x, y, 6.5, PAPER, &format!(r#" stroke="{hue}" stroke-width="2.6""#));
        }
    }

    /// Text at the right of a line, or at its left where there is no room.
    fn named(&self, canvas: &mut Canvas, x: f64, y: f64, text: &str, bold: bool) {
        let label = canvas.note(text).halo();
        let label = if bold { label.fill(INK).bold() } else { label };
        if x + 6.0 + label.room() <= canvas.width() {
            canvas.text(x + 6.0, y, &label);
        } else {
            canvas.text(x - 6.0, y, &label.end());
        }
    }
}

/// Names of the curves above the plot.
fn key(canvas: &mut Canvas) {
    let narrow = canvas.layout.is_narrow();
    let (mut x, mut y) = (0.0, 8.0);
    for (name, hue, ink, dash, _) in CURVES {
        canvas.line((x, y), (x + 26.0, y), hue, &format!(r#" stroke-width="2.2" stroke-dasharray="{dash}""#));
        let label = canvas.note(name).bold().fill(ink);
        let room = label.room();
        canvas.text(x + 32.0, y + 4.0, &label);
        if narrow {
            y += 18.0;
        } else {
            x += room + 56.0;
        }
    }
}
