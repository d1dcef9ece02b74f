//! Step 6: deliveries and use change stocks, and each buyer orders its use and a part of
//! what its stocks miss. See the head of [`super`] for the algebra.

mod peer;

use crate::Model;
use crate::cuts::Cuts;
use crate::settings::{Orders, Semantics};
use crate::tiles::{LANES, Lane, spread, spread_and_sum, two_sums, wide};
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
        for sector in 0..self.table.sectors.len() {
            let (of_sector, row) = (self.suppliers(sector), sector * self.width..(sector + 1) * self.width);
            let days = self.settings.stock_days[sector];
            restock_sector(Input {
                days: if days.is_finite() { days } else { 0.0 },
                refill: 1.0 / self.settings.refill_days,
                tiles: self.table.flows.sector(sector),
                weights: &day.weights[of_sector.clone()],
                books: &mut day.books[of_sector],
                recipe: self.recipe[row.clone()].as_chunks().0,
                made: day.made.as_chunks().0,
                plan: day.plan.as_chunks().0,
                stock: self.stock[row.clone()].as_chunks_mut().0,
                rate: self.rate[row].as_chunks_mut().0,
                cuts: self.cuts.touches(sector).then_some(Cut {
                    cuts: &self.cuts,
                    sector,
                    yesterday: &self.cut_share,
                    today: &day.cut_share,
                }),
            });
        }
    }
}

/// One input of all buyers.
struct Input<'a> {
    /// Stock wanted \[days of use\].
    days: f64,
    /// Share of a gap that is ordered each day.
    refill: f64,
    /// Flows, tile by tile: one row per supplier.
    tiles: &'a [Lane],
    weights: &'a [[f64; 2]],
    books: &'a mut [[f64; 2]],
    recipe: &'a [Lane],
    made: &'a [Lane],
    plan: &'a [Lane],
    stock: &'a mut [Lane],
    rate: &'a mut [Lane],
    /// What is cut, if anything.
    cuts: Option<Cut<'a>>,
}

wide! {
    /// Moves stocks of one input and places the orders for it.
    fn restock_sector(mut input: Input<'_>) {
        let size = input.weights.len();
        let mut tiles = input.tiles.chunks_exact(size).enumerate().peekable();
        let mut sums = two_sums(&input.tiles[..size], input.weights);
        while let Some((number, tile)) = tiles.next() {
            if let Some(cut) = &input.cuts {
                cut.sums(number, tile, input.weights, &mut sums);
            }
            let rate = restock_tile(&mut input, number, &sums);
            match tiles.peek() {
                Some((_, next)) => sums = spread_and_sum(tile, &rate, input.books, next, input.weights),
                None => spread(tile, &rate, input.books),
            }
            if let Some(cut) = &input.cuts {
                cut.orders(number, tile, &rate, input.books);
            }
        }
    }
}

/// Moves the stocks of eight buyers; what they order, over the weights of the suppliers.
#[inline(always)]
fn restock_tile(input: &mut Input<'_>, tile: usize, [received, den]: &[Lane; 2]) -> Lane {
    // Copies, so that the compiler sees that nothing overlaps.
    let (recipe, made, plan) = (input.recipe[tile], input.made[tile], input.plan[tile]);
    let (mut stock, mut rate) = (input.stock[tile], input.rate[tile]);
    for lane in 0..LANES {
        let used = recipe[lane] * made[lane];
        // What limits nothing may run out: the rest comes from outside.
        stock[lane] = not_below_zero(stock[lane] + rate[lane] * received[lane] - used);
        let gap = not_below_zero(input.days * recipe[lane] * plan[lane] - stock[lane]) * input.refill;
        let order = (gap + used) / den[lane];
        rate[lane] = if den[lane] > 0.0 { order } else { 0.0 };
    }
    input.stock[tile] = stock;
    input.rate[tile] = rate;
    rate
}

/// As `f64::max` with zero, without its rules for NaN, which keep a loop from becoming vectors.
#[inline(always)]
fn not_below_zero(value: f64) -> f64 {
    if value > 0.0 { value } else { 0.0 }
}

/// Cuts in one sector's deliveries of yesterday's orders and in today's orders.
struct Cut<'a> {
    cuts: &'a Cuts,
    sector: usize,
    yesterday: &'a [f64],
    today: &'a [f64],
}

impl Cut<'_> {
    /// Takes what cuts stop out of the sums over a tile: deliveries of yesterday's orders, and
    /// weights of today's where buyers turn to other suppliers.
    fn sums(&self, number: usize, tile: &[Lane], weights: &[[f64; 2]], sums: &mut [Lane; 2]) {
        self.cuts.rows(self.sector, number, self.yesterday, |region, missing, _| {
            for lane in 0..LANES {
                sums[0][lane] = not_below_zero(sums[0][lane] - tile[region][lane] * weights[region][0] * missing[lane]);
            }
        });
        self.cuts.rows(self.sector, number, self.today, |region, _, rerouted| {
            for lane in 0..LANES {
                sums[1][lane] =
                    not_below_zero(sums[1][lane] - tile[region][lane] * weights[region][1] * rerouted[lane]);
            }
        });
    }

    /// Takes the orders that cuts stop out of the suppliers' books.
    fn orders(&self, number: usize, tile: &[Lane], rate: &Lane, books: &mut [[f64; 2]]) {
        self.cuts.rows(self.sector, number, self.today, |region, missing, _| {
            let lost: f64 = (0..LANES).map(|lane| tile[region][lane] * rate[lane] * missing[lane]).sum();
            books[region][0] -= lost;
        });
    }
}
