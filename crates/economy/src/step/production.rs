//! Step 3: output within capacity and demand, cut where an input falls below its cover.
//!
//! `need[s,j] = psi stock_days[s] recipe[s,j] X[j]`; with less than that in stock the output is cut
//! in proportion, and the scarcest input rules (Leontief).

use crate::Model;
use crate::tiles::LANES;

impl Model<'_> {
    pub(crate) fn produce(&mut self) {
        let mut wish = vec![0.0; self.width];
        for (industry, wish) in wish.iter_mut().enumerate().take(self.base.len()) {
            *wish = self.wanted(industry).min(self.capacity[industry]).max(0.0);
        }
        let mut ratio = vec![1.0; self.width];
        self.short = 0;
        let least = self.settings.least_input();
        for (sector, days) in self.settings.stock_days.iter().enumerate() {
            if !days.is_finite() {
                continue;
            }
            let row = sector * self.width..(sector + 1) * self.width;
            let cover = self.settings.psi * days;
            let cells = self.stock[row.clone()].as_chunks::<LANES>().0.iter().zip(self.recipe[row].as_chunks().0);
            for ((stock, recipe), (wish, ratio)) in
                cells.zip(wish.as_chunks().0.iter().zip(ratio.as_chunks_mut::<LANES>().0))
            {
                self.short += tile_ratio(stock, recipe, wish, ratio, cover, least);
            }
        }
        for (made, (wish, ratio)) in self.production.iter_mut().zip(wish.iter().zip(&ratio)) {
            *made = wish * ratio;
        }
    }
}

/// Lowers the ratios of buyers that are short and counts them.
fn tile_ratio(
    stock: &[f64; LANES],
    recipe: &[f64; LANES],
    wish: &[f64; LANES],
    ratio: &mut [f64; LANES],
    cover: f64,
    least: f64,
) -> u64 {
    let mut short = 0;
    let mut need = [0.0; LANES];
    let mut any = false;
    for lane in 0..LANES {
        need[lane] = cover * recipe[lane] * wish[lane];
        any |= stock[lane] < need[lane];
    }
    if any {
        for lane in 0..LANES {
            if stock[lane] < need[lane] && recipe[lane] > least {
                ratio[lane] = ratio[lane].min((stock[lane] / need[lane]).max(0.0));
                short += 1;
            }
        }
    }
    short
}
