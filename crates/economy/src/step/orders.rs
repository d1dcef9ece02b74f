//! Step 6: deliveries and use change stocks, and each buyer orders its use and a part of
//! what its stocks miss. See the head of [`super`] for the algebra.

use crate::Model;
use crate::settings::{Orders, Semantics};
use crate::tiles::{LANES, Lane, spread, spread_and_sum, two_sums};
use std::ops::Range;

/// What a day's orders need besides the table, by supplier and by buyer.
struct Day {
    /// Weight of yesterday's orders times the share met, and weight of today's orders.
    weights: Vec<[f64; 2]>,
    /// Output of the day, by buyer.
    made: Vec<f64>,
    /// Output that stocks are kept for, by buyer.
    plan: Vec<f64>,
    /// Share of each cut today.
    cut_share: Vec<f64>,
    /// Orders by supplier over their weights, in two halves.
    books: Vec<[f64; 2]>,
}

impl Model<'_> {
    pub(crate) fn restock(&mut self) {
        let mut day = self.prepare();
        match self.settings.semantics {
            Semantics::Clean => self.restock_at_once(&mut day),
            Semantics::Compat => self.restock_in_steps(&mut day),
        }
        for (supplier, ([_, weight], book)) in day.weights.iter().zip(&day.books).enumerate() {
            self.orders[supplier] = (weight * (book[0] + book[1])).max(0.0);
            self.weight[supplier] = *weight;
        }
        self.cut_share = day.cut_share;
    }

    fn prepare(&self) -> Day {
        let industries = self.base.len();
        let mut made = vec![0.0; self.width];
        made[..industries].copy_from_slice(&self.production);
        let mut plan = vec![0.0; self.width];
        for (industry, plan) in plan.iter_mut().enumerate().take(industries) {
            let wanted = match self.settings.semantics {
                Semantics::Clean => self.wanted(industry),
                // The peer takes off what rebuilding got today.
                Semantics::Compat => self.wanted(industry) - self.rebuilt(industry),
            };
            *plan = wanted.min(self.capacity[industry]).max(0.0);
        }
        let weight = |industry: usize| match self.settings.orders {
            Orders::ByCapacity if self.base[industry] > 0.0 => self.capacity[industry] / self.base[industry],
            _ => 1.0,
        };
        Day {
            weights: (0..industries).map(|i| [self.weight[i] * self.met[i], weight(i)]).collect(),
            made,
            plan,
            cut_share: self.cuts.event.iter().map(|event| self.cut_of(*event)).collect(),
            books: vec![[0.0; 2]; industries],
        }
    }

    /// Suppliers of a sector.
    fn suppliers(&self, sector: usize) -> Range<usize> {
        let regions = self.table.regions.len();
        sector * regions..(sector + 1) * regions
    }

    /// One pass over the table.
    fn restock_at_once(&mut self, day: &mut Day) {
        let flows = &self.table.flows;
        for sector in 0..self.table.sectors.len() {
            let of_sector = self.suppliers(sector);
            let mut sums = two_sums(flows.tile(sector, 0), &day.weights[of_sector.clone()]);
            for tile in 0..flows.across() {
                self.cut_sums(day, sector, tile, &mut sums);
                let rate = self.restock_tile(day, sector, tile, &sums);
                let cells = flows.tile(sector, tile);
                let books = &mut day.books[of_sector.clone()];
                if tile + 1 < flows.across() {
                    let next = flows.tile(sector, tile + 1);
                    sums = spread_and_sum(cells, &rate, books, next, &day.weights[of_sector.clone()]);
                } else {
                    spread(cells, &rate, books);
                }
                self.cut_orders(day, sector, tile, &rate);
            }
        }
    }

    /// Stocks of an input with eight buyers, and what they order, over the weights of the suppliers.
    fn restock_tile(&mut self, day: &Day, sector: usize, tile: usize, [received, den]: &[Lane; 2]) -> Lane {
        let days = self.settings.stock_days[sector];
        let days = if days.is_finite() { days } else { 0.0 };
        let refill = 1.0 / self.settings.refill_days;
        let at = sector * self.width + tile * LANES;
        let (recipe, stocks) = (&self.recipe[at..at + LANES], &mut self.stock[at..at + LANES]);
        let rates = &mut self.rate[at..at + LANES];
        let (made, plan) = (&day.made[tile * LANES..][..LANES], &day.plan[tile * LANES..][..LANES]);
        let mut next = [0.0; LANES];
        for lane in 0..LANES {
            let used = recipe[lane] * made[lane];
            // What limits nothing may run out: the rest comes from outside.
            let stock = (stocks[lane] + rates[lane] * received[lane] - used).max(0.0);
            let gap = (days * recipe[lane] * plan[lane] - stock).max(0.0) * refill;
            stocks[lane] = stock;
            next[lane] = if den[lane] > 0.0 { (gap + used) / den[lane] } else { 0.0 };
        }
        rates.copy_from_slice(&next);
        next
    }

    /// Takes what cuts stop out of the sums over a tile: deliveries of yesterday's orders, and
    /// weights of today's where buyers turn to other suppliers.
    fn cut_sums(&self, day: &Day, sector: usize, tile: usize, sums: &mut [Lane; 2]) {
        let cells = self.table.flows.tile(sector, tile);
        let weights = &day.weights[self.suppliers(sector)];
        self.cuts.rows(sector, tile, &self.cut_share, |region, missing, _| {
            for lane in 0..LANES {
                sums[0][lane] = (sums[0][lane] - cells[region][lane] * weights[region][0] * missing[lane]).max(0.0);
            }
        });
        self.cuts.rows(sector, tile, &day.cut_share, |region, _, rerouted| {
            for lane in 0..LANES {
                sums[1][lane] = (sums[1][lane] - cells[region][lane] * weights[region][1] * rerouted[lane]).max(0.0);
            }
        });
    }

    /// Takes the orders that cuts stop out of the suppliers' books.
    fn cut_orders(&self, day: &mut Day, sector: usize, tile: usize, rate: &Lane) {
        let cells = self.table.flows.tile(sector, tile);
        let books = &mut day.books[self.suppliers(sector)];
        self.cuts.rows(sector, tile, &day.cut_share, |region, missing, _| {
            let lost: f64 = (0..LANES).map(|lane| cells[region][lane] * rate[lane] * missing[lane]).sum();
            books[region][0] -= lost;
        });
    }

    /// The peer's order of things: stocks move, and gaps are filled, only where any stock or any
    /// gap of the whole economy is off by more than its tolerances. So each part is finished for
    /// all before the next begins.
    fn restock_in_steps(&mut self, day: &mut Day) {
        let mut dens = vec![0.0; self.stock.len()];
        let mut added = vec![0.0; self.stock.len()];
        for sector in 0..self.table.sectors.len() {
            for tile in 0..self.table.flows.across() {
                let weights = &day.weights[self.suppliers(sector)];
                let [received, den] = two_sums(self.table.flows.tile(sector, tile), weights);
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
                spread(self.table.flows.tile(sector, tile), &rate, books);
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
