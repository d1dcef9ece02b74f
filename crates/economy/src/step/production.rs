//! Step 3: output within capacity and demand, cut where an input falls below its cover.
//!
//! `need[s,j] = psi stock_days[s] recipe[s,j] X[j]`; with less than that in stock the output is cut
//! in proportion, and the scarcest input rules (Leontief).

use crate::Model;
use crate::tiles::{LANES, Lane, wide};

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
            let (stock, recipe) = (&self.stock[row.clone()], &self.recipe[row]);
            self.short += limit([stock, recipe, &wish], &mut ratio, self.settings.psi * days, least);
        }
        for (made, (wish, ratio)) in self.production.iter_mut().zip(wish.iter().zip(&ratio)) {
            *made = wish * ratio;
        }
    }
}

wide! {
    /// Lowers the ratios of buyers that are short of an input and counts them.
    fn limit([stock, recipe, wish]: [&[f64]; 3], ratio: &mut [f64], cover: f64, least: f64) -> u64 {
        let mut short = 0;
        let buyers = recipe.as_chunks::<LANES>().0.iter().zip(wish.as_chunks::<LANES>().0);
        let cells = stock.as_chunks::<LANES>().0.iter().zip(ratio.as_chunks_mut::<LANES>().0);
        for ((recipe, wish), (stock, ratio)) in buyers.zip(cells) {
            let mut need = [0.0; LANES];
            let mut lack = false;
            for lane in 0..LANES {
                need[lane] = cover * recipe[lane] * wish[lane];
                lack |= stock[lane] < need[lane];
            }
            if lack {
                short += limit_tile(stock, recipe, &need, ratio, least);
            }
        }
        short
    }
}

fn limit_tile(stock: &Lane, recipe: &Lane, need: &Lane, ratio: &mut Lane, least: f64) -> u64 {
    let mut short = 0;
    for lane in 0..LANES {
        if stock[lane] < need[lane] && recipe[lane] > least {
            ratio[lane] = ratio[lane].min((stock[lane] / need[lane]).max(0.0));
            short += 1;
        }
    }
    short
}
