//! Our network of firms: the inventory model with goods on the way, orders that look at them,
//! overtime and recovery.
//!
//! Site i makes one product of the products of sectors s; a_ij normal purchase from j, A_is their
//! sum over suppliers of a sector. All quantities are over normal: activity x_i = output / normal
//! output, stock z_is in days of normal use, want w_is as a multiple of A_is. A day:
//!
//! 1. **Capacity** c_i = overtime x (1 - damage), damage shrinking after its last day.
//! 2. **Demand** d_j = final demand + sum of wants, over normal output.
//! 3. **Activity** e_j = min(d_j, c_j) is what is expected, x_j = min(e_j, min over sectors of z_js) is made.
//! 4. **Rationing**: one level per supplier ([`super::ration`]).
//! 5. **Dispatch** of a_ij x min(w_is, level_j), or w_is x level_j, into a ring of days.
//! 6. **Use**: z_is falls by x_i.
//! 7. **Orders** for tomorrow: w_is = e_i + (target - position) / adjustment time, at least 0, with
//!    target = cover + days of transit, of normal use, and position = stock + goods on the way.
//! 8. **Arrivals** of tomorrow morning join the stock.
//!
//! The published model lets the target follow output. There an order changes by 1 + cover / adjustment
//! time = 3.5 times what output changes, tier by tier, so that small differences grow without
//! bound where firms sell little to end users, and orders shrink with what could be made until
//! nothing is made. A target of normal use has neither.
//!
//! A want that is not met is not kept: it is in the gap of tomorrow's order. A buyer wants the
//! same multiple of its normal purchase from each supplier of a sector, so there is one want per
//! *group* (buyer and sector), not one per link, and a link is nothing but an id and a share.

mod day;

use super::blocks::total;
use super::edges::{EdgeError, Edges};
use super::layout::{Layout, Wants};
use super::ration::Rationing;
use super::real::Real;

/// Constants of the model; assumptions, but for the rationing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Stock that buyers aim at \[days of use\].
    pub cover_days: f64,
    /// Time in which a gap is to be closed \[days\].
    pub adjustment_days: f64,
    /// Most that can be made, over normal.
    pub overtime: f64,
    /// Time in which lost capacity returns after the last day of a shock, evenly \[days\]; 0 = at once.
    pub recovery_days: f64,
    /// Who is served first.
    pub rationing: Rationing,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            cover_days: 15.0,
            adjustment_days: 6.0,
            overtime: 1.1,
            recovery_days: 30.0,
            rationing: Rationing::LowestFirst,
        }
    }
}

/// A loss of capacity of one site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shock {
    /// Site of the edges.
    pub site: u32,
    /// Share of capacity lost.
    pub share: f64,
    /// First day.
    pub from: u32,
    /// First day of recovery.
    pub to: u32,
}

impl Shock {
    /// Share of capacity lost on a day.
    fn on(&self, day: u32, recovery_days: f64) -> f64 {
        if day < self.from {
            return 0.0;
        }
        if day < self.to {
            return self.share;
        }
        let since = f64::from(day - self.to) + 1.0;
        if recovery_days > 0.0 { self.share * (1.0 - since / recovery_days).max(0.0) } else { 0.0 }
    }
}

/// State of a network.
#[derive(Debug, Clone)]
pub struct Network<T> {
    layout: Layout<T>,
    settings: Settings,
    /// Shocks with the place of their site, by place.
    shocks: Vec<(usize, Shock)>,
    day: u32,
    /// Numbers per group in `stock`: one of stock, the others of the ring.
    stride: usize,
    /// Stock by group and goods on the way by day of arrival \[days of normal use\].
    stock: Vec<T>,
    /// Want by group, over normal.
    want: Vec<T>,
    /// Least stock of any group by site \[days\].
    limit: Vec<T>,
    capacity: Vec<T>,
    expected: Vec<T>,
    activity: Vec<T>,
    level: Vec<T>,
    /// Output lost so far by site \[days of normal output\].
    lost: Vec<T>,
}

/// Goods in stock and on the way, and what moved today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// In stock and on the way, of all sites \[unit\].
    pub held: f64,
    /// Sent to sites today \[unit\].
    pub shipped: f64,
    /// Used by sites today \[unit\].
    pub used: f64,
}

/// Strides: short rings, which nearly all networks have, take a quarter of the memory.
const SHORT: usize = 4;
const LONG: usize = 16;

impl<T: Real> Network<T> {
    /// The start: a steady day, pipelines full.
    ///
    /// # Errors
    /// As [`Edges::check`], and when a shock or a setting is out of bounds.
    pub fn new(edges: &Edges, shocks: &[Shock], settings: Settings) -> Result<Self, EdgeError> {
        let layout = Layout::<T>::new(edges, Wants::ByGroup)?;
        let sites = layout.sites();
        for value in [settings.cover_days, settings.adjustment_days, settings.overtime, settings.recovery_days] {
            let sound = (0.0..=1e6).contains(&value) && settings.adjustment_days >= 1.0 && settings.overtime >= 1.0;
            if !sound {
                return Err(EdgeError::Number { what: "setting", row: 0, value });
            }
        }
        let mut place = vec![0usize; sites];
        layout.site.iter().enumerate().for_each(|(at, site)| place[*site as usize] = at);
        let mut placed = Vec::with_capacity(shocks.len());
        for (row, shock) in shocks.iter().enumerate() {
            let at = *place.get(shock.site as usize).ok_or(EdgeError::Number {
                what: "shock",
                row,
                value: f64::from(shock.site),
            })?;
            if !(0.0..=1.0).contains(&shock.share) {
                return Err(EdgeError::Number { what: "shock", row, value: shock.share });
            }
            placed.push((at, *shock));
        }
        placed.sort_by_key(|(at, _)| *at);
        let stride = if layout.longest_transit_days < SHORT { SHORT } else { LONG };
        let groups = layout.groups();
        let mut network = Network {
            stock: vec![T::ZERO; groups * stride],
            want: vec![T::ONE; groups],
            limit: vec![T::MOST; sites],
            capacity: vec![T::of(settings.overtime); sites],
            expected: vec![T::ONE; sites],
            activity: vec![T::ONE; sites],
            level: vec![T::ONE; sites],
            lost: vec![T::ZERO; sites],
            shocks: placed,
            day: 0,
            layout,
            settings,
            stride,
        };
        network.fill();
        Ok(network)
    }

    /// Stocks at target after today's use, goods on the way for each coming day.
    fn fill(&mut self) {
        let ring = self.stride - 1;
        for site in 0..self.layout.sites() {
            let groups = self.layout.group_start[site] as usize..self.layout.group_start[site + 1] as usize;
            let mut link = self.layout.link_start[site] as usize;
            for group in groups {
                let stock = &mut self.stock[group * self.stride..(group + 1) * self.stride];
                stock[0] = T::of(self.settings.cover_days + 1.0);
                self.limit[site] = self.limit[site].least(stock[0]);
                loop {
                    let word = self.layout.link[link];
                    for day in 1..word.transit_days() {
                        stock[1 + day % ring] += self.layout.share[link];
                    }
                    link += 1;
                    if word.ends_group() {
                        break;
                    }
                }
            }
        }
    }

    /// How it is laid out.
    #[must_use]
    pub fn layout(&self) -> &Layout<T> {
        &self.layout
    }

    /// Output of all sites today \[unit/day\].
    #[must_use]
    pub fn output(&self) -> f64 {
        total(&self.layout.output, &self.activity)
    }

    /// A column by place, by site of the edges.
    fn by_site(&self, column: &[T]) -> Vec<f64> {
        let mut by_site = vec![0.0; column.len()];
        for (site, value) in self.layout.site.iter().zip(column) {
            by_site[*site as usize] = value.wide();
        }
        by_site
    }

    /// Output of today by site of the edges, over normal.
    #[must_use]
    pub fn activity(&self) -> Vec<f64> {
        self.by_site(&self.activity)
    }

    /// Output lost so far by site of the edges \[days of normal output\]; below 0 where more was made.
    #[must_use]
    pub fn lost(&self) -> Vec<f64> {
        self.by_site(&self.lost)
    }

    /// Runs for some days; total output of each \[unit/day\].
    pub fn run(&mut self, days: u32) -> Vec<f64> {
        let mut daily = Vec::with_capacity(days as usize);
        for _ in 0..days {
            self.step();
            daily.push(self.output());
        }
        daily
    }

    /// Fingerprint of a run: blake3 over total output by day and what each site lost, little-endian f64.
    #[must_use]
    pub fn digest(&self, daily: &[f64]) -> String {
        let mut hasher = blake3::Hasher::new();
        for value in daily.iter().chain(&self.lost()) {
            hasher.update(&value.to_le_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// What is held and what moved today, counted anew from all links.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let layout = &self.layout;
        let mut use_of_group = vec![0.0; layout.groups()];
        for (site, range) in layout.client_start.windows(2).enumerate() {
            for client in range[0] as usize..range[1] as usize {
                let flow = layout.client_share[client].wide() * layout.output[site];
                use_of_group[layout.client[client] as usize] += flow;
            }
        }
        let mut balance = Balance { held: 0.0, shipped: 0.0, used: 0.0 };
        for site in 0..layout.sites() {
            let last = layout.last[site].wide();
            let level = self.level[site].wide();
            let given = if self.settings.rationing == Rationing::LowestFirst { level.min(1.0) } else { level };
            balance.shipped += layout.output[site] * (self.activity[site].wide() - last * given);
            for group in layout.group_start[site] as usize..layout.group_start[site + 1] as usize {
                let held: f64 = self.stock[group * self.stride..][..self.stride].iter().map(|days| days.wide()).sum();
                balance.held += held * use_of_group[group];
                balance.used += self.activity[site].wide() * use_of_group[group];
            }
        }
        balance
    }
}

#[cfg(test)]
mod tests;
