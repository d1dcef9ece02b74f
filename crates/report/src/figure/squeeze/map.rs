//! Damage of each control against the issuer's own exports that it stops.

use crate::figure::Layout;
use crate::figure::amount::Amounts;
use crate::figure::canvas::{Canvas, Label};
use crate::figure::colour::{BLUE, GRID, INK, MUTED, ON_HUE, PAPER, SKY, VERMILLION};
use crate::format::money;
use crate::plan_words as words;
use crate::squeeze_view::{MoveView, SqueezeView};

/// Controls that are named in the figure; the table has all.
const NAMED: usize = 8;

/// Radius of a dot, and of one that holds a number \[px\].
const DOT: f64 = 5.0;
const NUMBERED: f64 = 8.5;

/// Each control as a dot: own exports stopped to the right, damage upwards; up
/// and to the left is what hurts most for least. Full dots are what the issuer
/// chooses. Axes are logarithmic where the amounts differ widely.
#[must_use]
pub fn squeeze_map(view: &SqueezeView, layout: Layout) -> String {
    let mut canvas = Canvas::new(layout, "squeeze-map");
    let title = "Damage of each control against the issuer's own exports";
    let description = "Own exports stopped from left to right, damage from bottom to top; a dot for each control, the chosen ones in another colour.";
    if view.moves.is_empty() {
        canvas.text(0.0, 18.0, &canvas.note("No control was weighed."));
        return canvas.finish(28.0, title, description);
    }
    let plot = Plot::of(view, &canvas);
    plot.axes(&mut canvas, view);
    let named = named(view);
    let mut bottom = plot.bottom + 42.0;
    // What is named is drawn last, so that nothing lies over it.
    for (index, each) in view.moves.iter().enumerate().filter(|(index, _)| !named.contains(index)) {
        plot.dot(&mut canvas, view, index, each, DOT);
    }
    if layout.is_narrow() {
        bottom = plot.numbers(&mut canvas, view, &named, bottom);
    } else {
        plot.names(&mut canvas, view, &named);
    }
    canvas.finish(bottom, title, description)
}

fn chosen(view: &SqueezeView, index: usize) -> bool {
    u32::try_from(index).is_ok_and(|index| view.chosen.moves.contains(&index))
}

/// Positions of the controls that are named: the chosen ones, then those that hurt most.
fn named(view: &SqueezeView) -> Vec<usize> {
    let mut order: Vec<usize> = (0..view.moves.len()).collect();
    let damage = |index: usize| view.moves.get(index).map_or(0.0, |each| each.damage);
    order.sort_by(|a, b| chosen(view, *b).cmp(&chosen(view, *a)).then(damage(*b).total_cmp(&damage(*a))));
    order.truncate(NAMED);
    order
}

/// Where a name may stand: its anchor, its left end, and which way it is turned.
type Place = (f64, f64, f64, fn(Label) -> Label);

/// Where exports and damage are.
struct Plot {
    exports: Amounts,
    damage: Amounts,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Plot {
    fn of(view: &SqueezeView, canvas: &Canvas) -> Self {
        let narrow = canvas.layout.is_narrow();
        let (left, right) = if narrow { (62.0, 330.0) } else { (72.0, 716.0) };
        let (top, height) = if narrow { (48.0, 220.0) } else { (48.0, 280.0) };
        let bottom = top + height;
        let exports: Vec<f64> = view.moves.iter().map(|each| each.exports_usd).collect();
        let damage: Vec<f64> = view.moves.iter().map(|each| each.damage).collect();
        Self {
            exports: Amounts::of(&exports, (left, right), if narrow { 3 } else { 5 }),
            damage: Amounts::of(&damage, (bottom, top), 5),
            left,
            right,
            top,
            bottom,
        }
    }

    fn axes(&self, canvas: &mut Canvas, view: &SqueezeView) {
        for tick in &self.damage.ticks {
            let y = self.damage.at(*tick);
            canvas.line((self.left, y), (self.right, y), GRID, "");
            canvas.text(self.left - 6.0, y + 4.0, &canvas.note(&money(*tick, &view.currency)).end());
        }
        for tick in &self.exports.ticks {
            let x = self.exports.at(*tick);
            canvas.line((x, self.top), (x, self.bottom), GRID, "");
            canvas.text(x, self.bottom + 18.0, &canvas.note(&money(*tick, "USD")).middle());
        }
        canvas.line((self.left, self.bottom), (self.right, self.bottom), MUTED, "");
        let scale = |log: bool| if log { " (log)" } else { "" };
        let damage = format!("damage{}", scale(self.damage.log));
        let exports = format!("own exports stopped{}", scale(self.exports.log));
        canvas.text(0.0, self.top - 14.0, &canvas.note(&damage));
        canvas.text(self.left, self.bottom + 36.0, &canvas.note(&exports));
        canvas.circle(6.0, 9.0, DOT, VERMILLION, "");
        let label = canvas.note("chosen");
        let x = 16.0 + label.room() + 24.0;
        canvas.text(16.0, 13.0, &label);
        canvas.circle(x, 9.0, DOT, SKY, &format!(r#" stroke="{BLUE}""#));
        canvas.text(x + 10.0, 13.0, &canvas.note("other controls"));
    }

    fn place(&self, each: &MoveView) -> (f64, f64) {
        (self.exports.at(each.exports_usd), self.damage.at(each.damage))
    }

    fn dot(&self, canvas: &mut Canvas, view: &SqueezeView, index: usize, each: &MoveView, radius: f64) {
        let (x, y) = self.place(each);
        if chosen(view, index) {
            canvas.circle(x, y, radius + 1.0, VERMILLION, &format!(r#" stroke="{PAPER}" stroke-width="1.5""#));
        } else {
            canvas.circle(x, y, radius, SKY, &format!(r#" stroke="{BLUE}" stroke-width="1""#));
        }
    }

    /// Numbers in the dots and what they mean below the plot; returns where that ends.
    fn numbers(&self, canvas: &mut Canvas, view: &SqueezeView, named: &[usize], top: f64) -> f64 {
        for (number, index) in named.iter().enumerate().rev() {
            let Some(each) = view.moves.get(*index) else { continue };
            self.dot(canvas, view, *index, each, NUMBERED);
            let (x, y) = self.place(each);
            let label = canvas.note(&(number + 1).to_string()).bold().fill(ON_HUE).middle();
            canvas.text(x, y + 4.0, &label);
        }
        let mut y = top + 14.0;
        for (number, index) in named.iter().enumerate() {
            let Some(each) = view.moves.get(*index) else { continue };
            canvas.text(0.0, y, &canvas.note(&(number + 1).to_string()).bold());
            canvas.text(16.0, y, &canvas.note(&words::move_title(each)).within(334.0));
            y += 16.0;
        }
        y
    }

    /// Names beside the dots, each where it touches nothing; one without a place is left out.
    fn names(&self, canvas: &mut Canvas, view: &SqueezeView, named: &[usize]) {
        for index in named.iter().rev() {
            if let Some(each) = view.moves.get(*index) {
                self.dot(canvas, view, *index, each, DOT);
            }
        }
        let mut taken: Vec<Area> = view.moves.iter().map(|each| Area::around(self.place(each), DOT)).collect();
        for index in named {
            let Some(each) = view.moves.get(*index) else { continue };
            let (x, y) = self.place(each);
            let label = canvas.note(&words::move_title(each)).within(320.0).halo();
            let label = if chosen(view, *index) { label.bold().fill(INK) } else { label };
            let room = label.room();
            // Text beside a dot on the axis would be struck through by it.
            let on_axis = y > self.bottom - 4.0;
            let (right, left, above, below) = (x + 9.0, x - 9.0, y - 11.0, y + 20.0);
            let beside = if on_axis { y - 7.0 } else { y + 4.0 };
            let places: [Place; 8] = [
                (right, beside, right, |label| label),
                (left, beside, left - room, Label::end),
                (x, above, x - room / 2.0, Label::middle),
                (x, below, x - room / 2.0, Label::middle),
                (left, above, left - room, Label::end),
                (left, below, left - room, Label::end),
                (right, above, right, |label| label),
                (right, below, right, |label| label),
            ];
            for (at_x, at_y, from, turned) in places {
                let area = Area { left: from, right: from + room, top: at_y - 11.0, bottom: at_y + 4.0 };
                let inside = area.left >= self.left && area.right <= canvas.width() && area.top >= self.top - 8.0;
                if inside && area.bottom <= self.bottom + 8.0 && taken.iter().all(|other| !area.touches(other)) {
                    taken.push(area);
                    canvas.text(at_x, at_y, &turned(label));
                    break;
                }
            }
        }
    }
}

/// A rectangle that something stands on.
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn around((x, y): (f64, f64), radius: f64) -> Self {
        Self { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}
