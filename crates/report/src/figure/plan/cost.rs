//! Cost of a plan, lever upon lever.

use crate::figure::Layout;
use crate::figure::bars::{Bar, Row, draw};
use crate::figure::canvas::Canvas;
use crate::figure::colour::{BLUE, SKY};
use crate::format::money;
use crate::plan_view::PlanView;
use crate::plan_words as words;

/// What is bought as a waterfall: each bar starts where the one above it ends,
/// the thin line spans the cost with all numbers of that lever at their low and
/// at their high end. The last bar is the whole.
#[must_use]
pub fn plan_cost(view: &PlanView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "plan-cost");
    let title = "What the plan costs, lever upon lever";
    let description = "A bar for each lever, starting where the one above it ends, with a thin line from its low to its high cost; the last bar is the whole.";
    if view.mix.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("Nothing is bought."));
        return canvas.finish(28.0, title, description);
    }
    let mut below = 0.0;
    let mut rows = Vec::new();
    for each in &view.mix {
        let cost = if each.cost.is_finite() { each.cost } else { 0.0 };
        let bar = Bar {
            from: below,
            to: below + cost,
            range: Some((below + each.cost_low, below + each.cost_high)),
            fill: SKY,
            words: words::in_plan(view, each.cost),
        };
        rows.push(Row { title: each.title.clone(), note: each.subject.clone(), bars: vec![bar] });
        below += cost;
    }
    let whole = Bar { from: 0.0, to: view.cost, range: None, fill: BLUE, words: words::in_plan(view, view.cost) };
    rows.push(Row { title: "All of it".to_owned(), note: String::new(), bars: vec![whole] });
    let bottom = draw(&mut canvas, &rows, 8.0, &|amount| money(amount, &view.currency));
    canvas.finish(bottom, title, description)
}
