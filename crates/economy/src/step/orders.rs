//! Step 6: deliveries and use change stocks, and each buyer orders its use and a part of
//! what its stocks miss. See the head of [`super`] for the algebra.

use crate::Model;
use crate::settings::{Orders, Semantics};
use crate::tiles::{LANES, Lane, spread, two_sums};

/// What a day's orders need besides the table, by supplier and by buyer.
struct Day {
    /// Weight of yesterday's orders times the share met.
    delivered: Vec<f64>,
    /// Weight of today's orders.
    weight: Vec<f64>,
    /// Output of the day, by buyer.
    made: Vec<f64>,
    /// Output that stocks are kept for, by buyer.
    plan: Vec<f64>,
    /// Share of each cut today.
    cut_share: Vec<f64>,
    /// Sums of orders by supplier, in two halves.
    rows: Vec<[f64; 2]>,
}

impl Model<'_> {
    pub(crate) fn restock(&mut self) {
        let mut day = self.prepare();
        match self.settings.semantics {
            Semantics::Clean => self.restock_at_once(&mut day),
            Semantics::Compat => self.restock_in_steps(&mut day),
        }
        for (orders, (weight, row)) in self.orders.iter_mut().zip(day.weight.iter().zip(&day.rows)) {
            *orders = (weight * (row[0] + row[1])).max(0.0);
        }
        self.weight = day.weight;
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
            delivered: self.weight.iter().zip(&self.met).map(|(weight, met)| weight * met).collect(),
            weight: (0..industries).map(weight).collect(),
            made,
            plan,
            cut_share: self.cuts.event.iter().map(|event| self.cut_of(*event)).collect(),
            rows: vec![[0.0; 2]; industries],
        }
    }

    /// One pass over the table.
    fn restock_at_once(&mut self, day: &mut Day) {
        for sector in 0..self.table.sectors.len() {
            let days = self.settings.stock_days[sector];
            let days = if days.is_finite() { days } else { 0.0 };
            for tile in 0..self.table.flows.across() {
                let (received, den) = self.tile_sums(day, sector, tile);
                let at = sector * self.width + tile * LANES;
                let mut rate = [0.0; LANES];
                for lane in 0..LANES {
                    let buyer = tile * LANES + lane;
                    let recipe = self.recipe[at + lane];
                    let used = recipe * day.made[buyer];
                    let added = self.rate[at + lane] * received[lane];
                    // What limits nothing may run out: the rest comes from outside.
                    let stock = (self.stock[at + lane] + added - used).max(0.0);
                    let gap = (days * recipe * day.plan[buyer] - stock).max(0.0) / self.settings.refill_days;
                    self.stock[at + lane] = stock;
                    rate[lane] = if den[lane] > 0.0 { (gap + used) / den[lane] } else { 0.0 };
                }
                self.rate[at..at + LANES].copy_from_slice(&rate);
                self.take_orders(day, sector, tile, &rate);
            }
        }
    }

    /// Sums over one tile: what was delivered of yesterday's orders, and the weights of today's.
    fn tile_sums(&self, day: &Day, sector: usize, tile: usize) -> (Lane, Lane) {
        let regions = self.table.regions.len();
        let of_sector = sector * regions..(sector + 1) * regions;
        let cells = self.table.flows.tile(sector, tile);
        let (delivered, weight) = (&day.delivered[of_sector.clone()], &day.weight[of_sector]);
        let (mut received, mut den) = two_sums(cells, delivered, weight);
        self.cuts.rows(sector, tile, &self.cut_share, |region, missing, _| {
            for lane in 0..LANES {
                received[lane] -= cells[region][lane] * delivered[region] * missing[lane];
            }
        });
        self.cuts.rows(sector, tile, &day.cut_share, |region, _, rerouted| {
            for lane in 0..LANES {
                den[lane] -= cells[region][lane] * weight[region] * rerouted[lane];
            }
        });
        (received.map(|v| v.max(0.0)), den.map(|v| v.max(0.0)))
    }

    /// Adds the orders of eight buyers to their suppliers' books.
    fn take_orders(&self, day: &mut Day, sector: usize, tile: usize, rate: &Lane) {
        let regions = self.table.regions.len();
        let cells = self.table.flows.tile(sector, tile);
        let rows = &mut day.rows[sector * regions..(sector + 1) * regions];
        spread(cells, rate, rows);
        self.cuts.rows(sector, tile, &day.cut_share, |region, missing, _| {
            let lost: f64 = (0..LANES).map(|lane| cells[region][lane] * rate[lane] * missing[lane]).sum();
            rows[region][0] -= lost;
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
                let (received, den) = self.tile_sums(day, sector, tile);
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
                self.take_orders(day, sector, tile, &rate);
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
