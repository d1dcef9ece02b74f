//! Step 6 by the rules of BoARIO 0.7.2.

use super::Day;
use crate::Model;
use crate::tiles::{LANES, Lane, spread, two_sums, wide};

impl Model<'_> {
    /// The peer's order of things: stocks move, and gaps are filled, only where any stock or any
    /// gap of the whole economy is off by more than its tolerances. So each part is finished for
    /// all before the next begins.
    pub(super) fn restock_in_steps(&mut self, day: &mut Day) {
        let mut dens = vec![0.0; self.stock.len()];
        let mut added = vec![0.0; self.stock.len()];
        for sector in 0..self.table.sectors.len() {
            for tile in 0..self.table.flows.across() {
                let weights = &day.weights[self.suppliers(sector)];
                let [received, den] = sums_of_tile(self.table.flows.tile(sector, tile), weights);
                let at = sector * self.width + tile * LANES;
                dens[at..at + LANES].copy_from_slice(&den);
                for lane in 0..LANES {
                    added[at + lane] = self.rate[at + lane] * received[lane];
                }
            }
        }
        let used: Vec<f64> = self.over_cells(|recipe, buyer, _| recipe * day.made[buyer]);
        if !all_close(&added, &used) {
            for (stock, (added, used)) in self.stock.iter_mut().zip(added.iter().zip(&used)) {
                *stock += added - used;
            }
        }
        let goal: Vec<f64> = self.over_cells(|recipe, buyer, days| days * recipe * day.plan[buyer]);
        let at_goal = all_close(&self.stock, &goal);
        for at in 0..self.stock.len() {
            let gap = if at_goal { 0.0 } else { (goal[at] - self.stock[at]).max(0.0) / self.settings.refill_days };
            self.rate[at] = if dens[at] > 0.0 { (gap + used[at]) / dens[at] } else { 0.0 };
        }
        for sector in 0..self.table.sectors.len() {
            for tile in 0..self.table.flows.across() {
                let at = sector * self.width + tile * LANES;
                let mut rate = [0.0; LANES];
                rate.copy_from_slice(&self.rate[at..at + LANES]);
                let books = &mut day.books[self.suppliers(sector)];
                spread_tile(self.table.flows.tile(sector, tile), &rate, books);
            }
        }
    }

    /// A matrix by sector and buyer, from the recipe, the buyer and the stock wanted \[days\].
    fn over_cells(&self, of: impl Fn(f64, usize, f64) -> f64) -> Vec<f64> {
        let finite = |days: f64| if days.is_finite() { days } else { 0.0 };
        (self.recipe.chunks(self.width).zip(&self.settings.stock_days))
            .flat_map(|(row, days)| row.iter().enumerate().map(|(buyer, recipe)| (*recipe, buyer, finite(*days))))
            .map(|(recipe, buyer, days)| of(recipe, buyer, days))
            .collect()
    }
}

/// The peer's idea of equal: `|a - b| <= 1e-8 + 1e-5 |b|` everywhere.
fn all_close(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-8 + 1e-5 * b.abs())
}

wide! {
    fn sums_of_tile(tile: &[Lane], weights: &[[f64; 2]]) -> [Lane; 2] {
        two_sums(tile, weights)
    }
}

wide! {
    fn spread_tile(tile: &[Lane], rate: &Lane, books: &mut [[f64; 2]]) {
        spread(tile, rate, books);
    }
}
