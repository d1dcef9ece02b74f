//! The published inventory model: Hallegatte (2008), Henriet, Hallegatte & Tabourier (2012), Inoue & Todo (2019),
//! as the simulator of the latter computes it.
//!
//! It is here to be compared with. Buyer i, supplier j, sector s; a_ij normal purchase, p_i
//! production over normal, S_ij stock, n days of stock, tau days of adjustment. Each day:
//!
//! 1. goods ordered yesterday arrive as rationed; production of yesterday used an equal share of each sector's
//!    stock: S_ij <- max(0, S_ij + R_ij - S_ij x p_i A_is / S_is), S_is before receipt;
//! 2. orders O_ij = max(0, a_ij p_i + (n a_ij p_i - S_ij) / tau);
//! 3. demand D_j = c_j + sum of O_ij;
//! 4. production = min(demand, capacity left, min over sectors of stock in days of normal use);
//! 5. rationing of what falls short ([`super::ration`]).
//!
//! Here everything is divided by its normal: z = S / a, want = O / a, demand and
//! production by output. Orders are kept as wants, shipments are wants and levels, so
//! neither demand nor shipments are stored by link.

use super::blocks::{gather, split, total};
use super::edges::{EdgeError, Edges};
use super::layout::{Layout, Wants, Word};
use super::ration::{Rationing, demand, level, proportional};
use super::real::Real;
use rayon::prelude::*;

/// Constants of the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Stock that buyers aim at \[days of use\].
    pub cover_days: f64,
    /// Time in which a gap of stock is to be closed \[days\].
    pub adjustment_days: f64,
    /// Who is served first.
    pub rationing: Rationing,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { cover_days: 15.0, adjustment_days: 6.0, rationing: Rationing::LowestFirst }
    }
}

/// State of the published model.
#[derive(Debug, Clone)]
pub struct Inventory<T> {
    layout: Layout<T>,
    settings: Settings,
    /// Stock by link \[days of normal purchase\].
    stock: Vec<T>,
    /// Order by link, over normal.
    want: Vec<T>,
    /// Production by site, over normal.
    activity: Vec<T>,
    /// Level of rationing by site.
    level: Vec<T>,
    /// Least stock of any sector by site \[days of normal use\].
    limit: Vec<T>,
    /// Capacity left by site, over normal.
    capacity: Vec<T>,
}

impl<T: Real> Inventory<T> {
    /// The start: stocks full, orders normal. `damage` is the share of capacity lost by site, for good.
    ///
    /// # Errors
    /// As [`Edges::check`], and when `damage` has not a share for each site.
    pub fn new(edges: &Edges, damage: &[f64], settings: Settings) -> Result<Self, EdgeError> {
        let layout = Layout::<T>::new(edges, Wants::ByLink)?;
        if damage.len() != layout.sites() || damage.iter().any(|share| !(0.0..=1.0).contains(share)) {
            return Err(EdgeError::Length("damage"));
        }
        let capacity = layout.site.iter().map(|site| T::of(1.0 - damage[*site as usize])).collect();
        let (sites, links) = (layout.sites(), layout.links());
        let normal = if settings.rationing == Rationing::LowestFirst { T::MOST } else { T::ONE };
        Ok(Inventory {
            stock: vec![T::of(settings.cover_days); links],
            want: vec![T::ONE; links],
            activity: vec![T::ONE; sites],
            level: vec![normal; sites],
            limit: vec![T::MOST; sites],
            capacity,
            layout,
            settings,
        })
    }

    /// How it is laid out.
    #[must_use]
    pub fn layout(&self) -> &Layout<T> {
        &self.layout
    }

    /// Output of all sites \[unit/day\].
    #[must_use]
    pub fn output(&self) -> f64 {
        total(&self.layout.output, &self.activity)
    }

    /// Production by site of the edges, over normal.
    #[must_use]
    pub fn activity(&self) -> Vec<f64> {
        let mut by_site = vec![0.0; self.layout.sites()];
        for (site, activity) in self.layout.site.iter().zip(&self.activity) {
            by_site[*site as usize] = activity.wide();
        }
        by_site
    }

    /// A day.
    pub fn step(&mut self) {
        match self.settings.rationing {
            Rationing::LowestFirst => {
                self.buyers::<true>();
                self.suppliers::<true>();
            }
            Rationing::Proportional => {
                self.buyers::<false>();
                self.suppliers::<false>();
            }
        }
    }

    /// Steps 1 and 2: receipt, use, orders.
    fn buyers<const LOWEST: bool>(&mut self) {
        let layout = &self.layout;
        let (cover, rate) = (T::of(self.settings.cover_days), T::of(1.0 / self.settings.adjustment_days));
        let (activity, levels) = (&self.activity, &self.level);
        let sites = || layout.buyer_cuts[1..].iter().copied();
        let links = || sites().map(|site| layout.link_start[site] as usize);
        let stock = split(&mut self.stock, links());
        let want = split(&mut self.want, links());
        let limit = split(&mut self.limit, sites());
        let pieces = layout.buyer_cuts.par_iter().zip(stock).zip(want).zip(limit);
        pieces.for_each_init(Vec::new, |near, (((first, stock), want), limit)| {
            let base = layout.link_start[*first] as usize;
            let until = layout.link_start[first + limit.len()] as usize;
            gather(levels, &layout.link[base..until], Word::supplier, near);
            for (n, limit) in limit.iter_mut().enumerate() {
                let site = first + n;
                let links = layout.link_start[site] as usize..layout.link_start[site + 1] as usize;
                let own = links.start - base..links.end - base;
                let buyer = Buyer { activity: activity[site], cover, rate };
                *limit = buyer.day::<LOWEST>(
                    &near[own.clone()],
                    (&layout.link[links.clone()], &layout.share[links]),
                    (&mut stock[own.clone()], &mut want[own]),
                );
            }
        });
    }

    /// Steps 3 to 5: demand, production, rationing.
    fn suppliers<const LOWEST: bool>(&mut self) {
        let (layout, want, limit, capacity) = (&self.layout, &self.want, &self.limit, &self.capacity);
        let sites = || layout.supplier_cuts[1..].iter().copied();
        let activity = split(&mut self.activity, sites());
        let levels = split(&mut self.level, sites());
        let pieces = layout.supplier_cuts.par_iter().zip(activity).zip(levels);
        pieces.for_each_init(Vec::new, |wants, ((first, activity), levels)| {
            let from = layout.client_start[*first] as usize;
            let until = layout.client_start[first + activity.len()] as usize;
            gather(want, &layout.client[from..until], |client| client as usize, wants);
            for (n, (activity, at)) in activity.iter_mut().zip(levels).enumerate() {
                let site = first + n;
                let clients = layout.client_start[site] as usize..layout.client_start[site + 1] as usize;
                let normal = &layout.client_share[clients.clone()];
                let want = &wants[clients.start - from..clients.end - from];
                let last = layout.last[site];
                let asked = last + demand(want, normal);
                *activity = asked.least(capacity[site]).least(limit[site]).swept();
                *at = if !LOWEST {
                    proportional(*activity, asked)
                } else if *activity < asked {
                    level(want, normal, last, *activity, *at)
                } else {
                    T::MOST
                };
            }
        });
    }
}

/// What a buyer brings to its links.
struct Buyer<T> {
    activity: T,
    cover: T,
    rate: T,
}

impl<T: Real> Buyer<T> {
    /// Receipt, use and order over all groups of a buyer; the least stock of any sector.
    #[inline(always)]
    fn day<const LOWEST: bool>(
        &self,
        levels: &[T],
        (links, share): (&[Word], &[T]),
        (stock, want): (&mut [T], &mut [T]),
    ) -> T {
        let mut limit = T::MOST;
        let mut from = 0;
        while from < links.len() {
            let mut held = T::ZERO;
            let mut end = from;
            loop {
                held += share[end] * stock[end];
                end += 1;
                if links[end - 1].ends_group() || end == links.len() {
                    break;
                }
            }
            let used = if held > T::ZERO { self.activity / held } else { T::ZERO };
            let mut left = T::ZERO;
            for link in from..end {
                let level = levels[link];
                let received = if LOWEST { want[link].least(level) } else { want[link] * level };
                let now = (stock[link] + received - stock[link] * used).swept();
                let target = self.cover * self.activity;
                want[link] = (self.activity + (target - now) * self.rate).swept();
                stock[link] = now;
                left += share[link] * now;
            }
            limit = limit.least(left);
            from = end;
        }
        limit
    }
}

#[cfg(test)]
mod tests;
