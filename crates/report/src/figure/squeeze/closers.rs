//! Levers that take most of the damage away if they are there beforehand.

use crate::figure::Layout;
use crate::figure::bars::{Bar, Row, draw};
use crate::figure::canvas::Canvas;
use crate::figure::colour::SKY;
use crate::format::{money, percent};
use crate::squeeze_view::SqueezeView;

/// Levers that are drawn; the table has all.
const MOST: usize = 12;

/// Share of the damage of the issuer's best choice that each lever closes when
/// all of it was bought beforehand.
#[must_use]
pub fn squeeze_closers(view: &SqueezeView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "squeeze-closers");
    let title = "What closes most of the damage";
    let description = "A bar for each lever: share of the damage of the issuer's best choice that is gone when all of the lever was bought beforehand.";
    if view.closers.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("No lever was weighed."));
        return canvas.finish(28.0, title, description);
    }
    let rows: Vec<Row> = view
        .closers
        .iter()
        .take(MOST)
        .map(|each| Row {
            title: each.lever.clone(),
            note: each.subject.clone(),
            bars: vec![Bar {
                from: 0.0,
                to: each.closes,
                range: None,
                fill: SKY,
                words: format!("{} for {}", percent(each.closes), money(each.cost, &view.currency)),
            }],
        })
        .collect();
    let bottom = draw(&mut canvas, &rows, 8.0, &percent);
    canvas.finish(bottom, title, description)
}
