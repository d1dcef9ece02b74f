//! Regret by branch.

use crate::figure::Layout;
use crate::figure::bars::{Bar, Row, draw};
use crate::figure::canvas::Canvas;
use crate::figure::colour::{BLUE, GREY};
use crate::format::{money, percent};
use crate::plan_view::PlanView;
use crate::plan_words as words;

/// What is regretted under each branch: cost and expected loss above those of
/// the plan made for that branch alone, with the plan and with nothing bought.
#[must_use]
pub fn plan_regret(view: &PlanView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "plan-regret");
    let title = "What is regretted under each branch";
    let description = "Two bars for each branch: cost and expected loss above those of the plan made for that branch alone, with the plan and with nothing bought.";
    if view.branches.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("The scenario has no branches."));
        return canvas.finish(28.0, title, description);
    }
    let mut x = 0.0;
    for (fill, name) in [(BLUE, "with the plan"), (GREY, "with nothing bought")] {
        canvas.rect(x, 3.0, (16.0, 12.0), fill, "");
        let label = canvas.note(name);
        let room = label.room();
        canvas.text(x + 22.0, 13.0, &label);
        x += room + 40.0;
    }
    let bar = |regret: f64, fill| Bar { from: 0.0, to: regret, range: None, fill, words: words::in_plan(view, regret) };
    let rows: Vec<Row> = view
        .branches
        .iter()
        .map(|branch| Row {
            title: branch.title.clone(),
            note: format!("weight {}", percent(branch.weight)),
            bars: vec![bar(branch.regret, BLUE), bar(branch.regret_of_nothing, GREY)],
        })
        .collect();
    let bottom = draw(&mut canvas, &rows, 32.0, &|amount| money(amount, &view.currency));
    canvas.finish(bottom, title, description)
}
