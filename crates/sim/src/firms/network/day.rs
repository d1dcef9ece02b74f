//! The two passes of a day over blocks of sites.

use super::{LONG, Network, SHORT};
use crate::firms::blocks::{gather, split};
use crate::firms::layout::Word;
use crate::firms::ration::{Rationing, demand, level, proportional};
use crate::firms::real::Real;
use rayon::prelude::*;

impl<T: Real> Network<T> {
    /// A day.
    pub fn step(&mut self) {
        self.damage();
        match self.settings.rationing {
            Rationing::LowestFirst => {
                self.suppliers::<true>();
                if self.stride == SHORT { self.buyers::<SHORT, true>() } else { self.buyers::<LONG, true>() }
            }
            Rationing::Proportional => {
                self.suppliers::<false>();
                if self.stride == SHORT { self.buyers::<SHORT, false>() } else { self.buyers::<LONG, false>() }
            }
        }
        self.day += 1;
    }

    /// Step 1: capacity of the sites that are hit. Of several shocks of a site the worst counts.
    fn damage(&mut self) {
        for (place, _) in &self.shocks {
            self.capacity[*place] = T::of(self.settings.overtime);
        }
        for (place, shock) in &self.shocks {
            let left = 1.0 - shock.on(self.day, self.settings.recovery_days);
            let capacity = T::of(self.settings.overtime * left);
            self.capacity[*place] = self.capacity[*place].least(capacity);
        }
    }

    /// Steps 2 to 4.
    fn suppliers<const LOWEST: bool>(&mut self) {
        let (layout, want, limit, capacity) = (&self.layout, &self.want[..], &self.limit, &self.capacity);
        let sites = || layout.supplier_cuts[1..].iter().copied();
        let expected = split(&mut self.expected, sites());
        let activity = split(&mut self.activity, sites());
        let levels = split(&mut self.level, sites());
        let lost = split(&mut self.lost, sites());
        let pieces = layout.supplier_cuts.par_iter().zip(expected).zip(activity).zip(levels).zip(lost);
        pieces.for_each_init(Vec::new, |wants, ((((first, expected), activity), levels), lost)| {
            let from = layout.client_start[*first] as usize;
            let until = layout.client_start[first + expected.len()] as usize;
            gather(want, &layout.client[from..until], |client| client as usize, wants);
            for n in 0..expected.len() {
                let site = first + n;
                let clients = layout.client_start[site] as usize..layout.client_start[site + 1] as usize;
                let normal = &layout.client_share[clients.clone()];
                let want = &wants[clients.start - from..clients.end - from];
                let last = layout.last[site];
                let asked = last + demand(want, normal);
                let able = asked.least(capacity[site]);
                let made = able.least(limit[site]).swept();
                expected[n] = able;
                activity[n] = made;
                lost[n] += T::ONE - made;
                levels[n] = if !LOWEST {
                    proportional(made, asked)
                } else if made < asked {
                    level(want, normal, last, made, levels[n])
                } else {
                    T::MOST
                };
            }
        });
    }

    /// Steps 5 to 8. A group has `N` numbers, stock and a ring of `N - 1` days.
    fn buyers<const N: usize, const LOWEST: bool>(&mut self) {
        let layout = &self.layout;
        let (cover, rate) = (T::of(self.settings.cover_days), T::of(1.0 / self.settings.adjustment_days));
        let (expected, activity, levels) = (&self.expected, &self.activity, &self.level[..]);
        let ring = Ring::<T, N>::of(self.day);
        let sites = || layout.buyer_cuts[1..].iter().copied();
        let groups = || sites().map(|site| layout.group_start[site] as usize);
        let stock = split(&mut self.stock, groups().map(|group| group * N));
        let want = split(&mut self.want, groups());
        let limit = split(&mut self.limit, sites());
        let pieces = layout.buyer_cuts.par_iter().zip(stock).zip(want).zip(limit);
        pieces.for_each_init(Vec::new, |near, (((first, stock), want), limit)| {
            let links = layout.link_start[*first] as usize..layout.link_start[first + limit.len()] as usize;
            gather(levels, &layout.link[links.clone()], Word::supplier, near);
            let mut links = layout.link[links.clone()].iter().zip(&layout.share[links]).zip(&near[..]);
            let mut groups = stock.as_chunks_mut::<N>().0.iter_mut().zip(want);
            for (n, limit) in limit.iter_mut().enumerate() {
                let site = first + n;
                let (expected, activity) = (expected[site], activity[site]);
                let count = layout.group_start[site + 1] - layout.group_start[site];
                *limit = T::MOST;
                for (stock, want) in groups.by_ref().take(count as usize) {
                    let transit = ring.dispatch::<LOWEST>(stock, *want, &mut links);
                    let position = ring.use_and_count(stock, activity);
                    *want = order(expected, cover + transit - position, rate);
                    *limit = limit.least(ring.arrive(stock));
                }
            }
        });
    }
}

/// What is ordered: expected use and a part of the gap between target and position.
#[inline(always)]
fn order<T: Real>(expected: T, gap: T, rate: T) -> T {
    (expected + gap * rate).swept()
}

/// Where goods are that arrive in some days: `N - 1` days behind the stock in a group's `N` numbers.
struct Ring<T, const N: usize> {
    /// Place of the goods that arrive in a number of days.
    at: [usize; N],
    /// That number, as it is multiplied.
    days: [T; N],
}

impl<T: Real, const N: usize> Ring<T, N> {
    fn of(today: u32) -> Self {
        let at = std::array::from_fn(|days| 1 + (today as usize + days) % (N - 1));
        Ring { at, days: std::array::from_fn(|days| T::of(days as f64)) }
    }

    /// Goods of today's shipments go on their way; returns the group's mean transit \[days\].
    #[inline(always)]
    fn dispatch<'a, const LOWEST: bool>(
        &self,
        stock: &mut [T; N],
        want: T,
        links: &mut impl Iterator<Item = ((&'a Word, &'a T), &'a T)>,
    ) -> T {
        let mut transit = T::ZERO;
        for ((word, share), level) in links {
            // The mask says what the layout guarantees, that transit is shorter than the ring.
            let days = word.transit_days() & (N - 1);
            let sent = if LOWEST { want.least(*level) } else { want * *level };
            stock[self.at[days] & (N - 1)] += sent * *share;
            transit += self.days[days] * *share;
            if word.ends_group() {
                break;
            }
        }
        transit
    }

    /// Takes today's use from the stock; returns stock and goods on the way \[days\].
    #[inline(always)]
    fn use_and_count(&self, stock: &mut [T; N], activity: T) -> T {
        stock[0] = (stock[0] - activity).swept();
        let mut position = stock[0];
        for way in &stock[1..] {
            position += *way;
        }
        position
    }

    /// Goods of tomorrow morning join the stock; returns it.
    #[inline(always)]
    fn arrive(&self, stock: &mut [T; N]) -> T {
        let tomorrow = self.at[1] & (N - 1);
        stock[0] += stock[tomorrow];
        stock[tomorrow] = T::ZERO;
        stock[0]
    }
}
