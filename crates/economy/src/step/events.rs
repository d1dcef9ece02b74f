//! Steps 1 and 5: what events do to capacity and demand, and how rebuilding goes on.

use crate::Model;
use crate::event::{Course, Event, Kind, Rebuild};
use crate::settings::Semantics;
use crate::table::Table;

/// Below this share of its full strength an effect is over.
const OVER: f64 = 1e-6;

/// Strength of an effect on a day, 1 = full.
fn strength(semantics: Semantics, course: &Course, first: u32, day: u32) -> f64 {
    let Some(since) = day.checked_sub(first) else { return 0.0 };
    // The peer's recovery acts from the day after the one that reaches it.
    let recovering = match semantics {
        Semantics::Clean => since.checked_sub(course.duration_days).map(|days| f64::from(days) + 1.0),
        Semantics::Compat => since.checked_sub(course.duration_days.saturating_add(1)).map(f64::from),
    };
    let Some(elapsed) = recovering else { return 1.0 };
    let left = course.recovery.left(elapsed, course.recovery_days);
    match semantics {
        Semantics::Clean if left < OVER => 0.0,
        _ => left,
    }
}

impl Model<'_> {
    pub(crate) fn begin_events(&mut self) {
        match self.settings.semantics {
            Semantics::Clean => self.lose_capacity(),
            Semantics::Compat => self.lose_capacity_like_the_peer(),
        }
        if self.events.iter().any(|event| matches!(event.kind, Kind::Demand { .. })) {
            self.set_demand();
        }
        for wanted in &mut self.rebuild {
            wanted.fill(0.0);
        }
        for rebuilding in &self.rebuilding {
            rebuilding.add_wanted(self.day, &mut self.rebuild);
        }
    }

    /// What is left of capacity is the product over events of what each leaves.
    fn lose_capacity(&mut self) {
        let mut kept = vec![1.0; self.base.len()];
        for event in &self.events {
            let at = |course: &Course| strength(Semantics::Clean, course, event.day, self.day);
            match &event.kind {
                Kind::Capacity { loss, course } => {
                    loss.iter().for_each(|(industry, share)| kept[*industry] *= 1.0 - share * at(course));
                }
                Kind::Capital { damage, course } => {
                    for (industry, damage) in damage {
                        kept[*industry] *= 1.0 - share_of(*damage, self.capital[*industry]) * at(course);
                    }
                }
                Kind::Path { loss } => {
                    let since = self.day.checked_sub(event.day).and_then(|days| usize::try_from(days).ok());
                    for (industry, path) in loss {
                        let share = since.and_then(|day| path.get(day)).copied().unwrap_or(0.0);
                        kept[*industry] *= 1.0 - share;
                    }
                }
                Kind::Rebuild(_) | Kind::Demand { .. } | Kind::Shortage { .. } => {}
            }
        }
        for rebuilding in &self.rebuilding {
            for (industry, damage) in rebuilding.damage(self.day) {
                kept[industry] *= 1.0 - share_of(damage, self.capital[industry]);
            }
        }
        for (lost, kept) in self.lost.iter_mut().zip(&kept) {
            *lost = 1.0 - kept.clamp(0.0, 1.0);
        }
    }

    /// The peer adds damages, rounds them, and takes the larger of that share and those of
    /// capacity events, which act a day late.
    fn lose_capacity_like_the_peer(&mut self) {
        let mut damage = vec![0.0; self.base.len()];
        let mut other = vec![0.0_f64; self.base.len()];
        for event in &self.events {
            match &event.kind {
                Kind::Capital { damage: losses, course } => {
                    let left = strength(Semantics::Compat, course, event.day, self.day);
                    losses.iter().for_each(|(industry, loss)| damage[*industry] += rounded(loss * left, 1e7));
                }
                Kind::Capacity { loss, course } => {
                    let left = strength(Semantics::Compat, course, event.day.saturating_add(1), self.day);
                    for (industry, share) in loss {
                        other[*industry] = other[*industry].max(rounded(share * left, 1e6));
                    }
                }
                _ => {}
            }
        }
        for rebuilding in &self.rebuilding {
            rebuilding.damage(self.day).for_each(|(industry, left)| damage[industry] += left);
        }
        for (industry, lost) in self.lost.iter_mut().enumerate() {
            *lost = share_of(damage[industry], self.capital[industry]).max(other[industry]);
        }
    }

    /// Final demand of the day by producer. What the table does not explain counts as final
    /// demand, so that the economy is at rest without events; the peer leaves it out.
    pub(crate) fn set_demand(&mut self) {
        let regions = self.table.regions.len();
        let mut factor = vec![1.0; regions * self.table.sectors.len()];
        for event in &self.events {
            if let Kind::Demand { regions: consumers, sectors, change, course } = &event.kind {
                let change = change * strength(Semantics::Clean, course, event.day, self.day);
                for sector in sectors {
                    consumers.iter().for_each(|region| factor[sector * regions + region] *= 1.0 + change);
                }
            }
        }
        for (industry, demand) in self.demand.iter_mut().enumerate() {
            let of_year = &self.table.final_demand[industry * regions..(industry + 1) * regions];
            let factor = &factor[industry / regions * regions..][..regions];
            let sum: f64 = of_year.iter().zip(factor).map(|(value, factor)| value * factor).sum();
            let off = match self.settings.semantics {
                Semantics::Clean => self.table.unexplained[industry],
                Semantics::Compat => 0.0,
            };
            *demand = (sum + off) / self.settings.year_days;
        }
    }

    /// Share of a cut on this day.
    pub(crate) fn cut_of(&self, event: usize) -> f64 {
        match &self.events[event].kind {
            Kind::Shortage { share, course, .. } => {
                share * strength(Semantics::Clean, course, self.events[event].day, self.day)
            }
            _ => 0.0,
        }
    }

    pub(crate) fn progress_events(&mut self) {
        for rebuilding in &mut self.rebuilding {
            let met = &self.rebuild_met[rebuilding.class];
            rebuilding.progress(self.day, met, self.settings.semantics);
        }
    }
}

fn share_of(damage: f64, capital: f64) -> f64 {
    if capital > 0.0 { (damage / capital).clamp(0.0, 1.0) } else { 0.0 }
}

/// Rounded half to even, as the peer's library does.
fn rounded(value: f64, digits: f64) -> f64 {
    (value * digits).round_ties_even() / digits
}

/// Rebuilding of one event: what is still needed, by supplier and what was damaged.
#[derive(Debug, Clone)]
pub(crate) struct Rebuilding {
    pub(crate) class: usize,
    first: u32,
    start: u32,
    days: f64,
    factor: f64,
    suppliers: Vec<usize>,
    /// Industry, or none for households, with need by supplier \[money\].
    columns: Vec<(Option<usize>, Vec<f64>)>,
    whole: f64,
}

impl Rebuilding {
    /// None for other kinds of events.
    pub(crate) fn new(table: &Table, event: &Event) -> Option<Self> {
        let Kind::Rebuild(rebuild) = &event.kind else { return None };
        let regions = table.regions.len();
        let suppliers: Vec<usize> =
            rebuild.sectors.iter().flat_map(|(sector, _)| sector * regions..(sector + 1) * regions).collect();
        let mut columns = Vec::new();
        for (industry, damage) in &rebuild.damage {
            columns.push((Some(*industry), need(table, rebuild, *damage, |from| table.flow(from, *industry))));
        }
        for (region, damage) in &rebuild.households {
            let from = |from: usize| table.final_demand[from * regions + region].max(0.0);
            columns.push((None, need(table, rebuild, *damage, from)));
        }
        let mut rebuilding = Rebuilding {
            class: rebuild.priority as usize,
            first: event.day,
            start: event.day.saturating_add(rebuild.duration_days),
            days: rebuild.rebuild_days,
            factor: rebuild.factor,
            suppliers,
            columns,
            whole: 0.0,
        };
        rebuilding.whole = rebuilding.left();
        Some(rebuilding)
    }

    pub(crate) fn left(&self) -> f64 {
        self.columns.iter().flat_map(|(_, need)| need).sum()
    }

    fn add_wanted(&self, day: u32, wanted: &mut [Vec<f64>; 3]) {
        if day >= self.start {
            for (_, need) in &self.columns {
                for (supplier, need) in self.suppliers.iter().zip(need) {
                    wanted[self.class][*supplier] += need / self.days;
                }
            }
        }
    }

    fn progress(&mut self, day: u32, met: &[f64], semantics: Semantics) {
        if day < self.start {
            return;
        }
        for (_, column) in &mut self.columns {
            for (supplier, need) in self.suppliers.iter().zip(column) {
                let left = *need - *need / self.days * met[*supplier];
                *need = match semantics {
                    Semantics::Clean => left.max(0.0),
                    Semantics::Compat => rounded(left, 1e7).max(0.0),
                };
            }
        }
        if semantics == Semantics::Clean && self.left() < OVER * self.whole {
            self.columns.iter_mut().for_each(|(_, need)| need.fill(0.0));
        }
    }

    /// Capital of industries that is still missing.
    fn damage(&self, day: u32) -> impl Iterator<Item = (usize, f64)> {
        let factor = self.factor;
        let begun = day >= self.first;
        self.columns
            .iter()
            .filter(move |_| begun)
            .filter_map(move |(industry, need)| industry.map(|industry| (industry, need.iter().sum::<f64>() / factor)))
    }
}

/// What each supplier has to deliver for one damage: within a sector in the shares of what
/// the damaged one buys there, and of what each makes where it buys nothing.
fn need(table: &Table, rebuild: &Rebuild, damage: f64, bought: impl Fn(usize) -> f64) -> Vec<f64> {
    let regions = table.regions.len();
    let mut need = Vec::new();
    for (sector, share) in &rebuild.sectors {
        let suppliers = sector * regions..(sector + 1) * regions;
        let mut weights: Vec<f64> = suppliers.clone().map(&bought).collect();
        if weights.iter().sum::<f64>() <= 0.0 {
            weights = suppliers.map(|from| table.output[from]).collect();
        }
        let sum: f64 = weights.iter().sum();
        let whole = share * damage * rebuild.factor;
        need.extend(weights.iter().map(|weight| if sum > 0.0 { whole * weight / sum } else { 0.0 }));
    }
    need
}
