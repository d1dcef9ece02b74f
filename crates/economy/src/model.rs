//! State of an economy and what it starts from.

use crate::cuts::Cuts;
use crate::event::{Event, Kind, Priority};
use crate::settings::{Semantics, Settings};
use crate::step::events::Rebuilding;
use crate::table::Table;
use crate::tiles::LANES;

/// Settings or events that the model cannot run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// A setting out of its bounds.
    #[error("{name} is {value}: {hint}")]
    Setting {
        /// Name of the setting.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What would be right.
        hint: &'static str,
    },
    /// An event that does not fit the table.
    #[error("event {event}: {what}; {hint}")]
    Event {
        /// Number of the event, 1 = first.
        event: usize,
        /// What is wrong.
        what: String,
        /// What would be right.
        hint: &'static str,
    },
}

/// An economy on its way through time. Quantities are money per day unless they say otherwise.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    pub(crate) table: &'a Table,
    pub(crate) settings: Settings,
    pub(crate) events: Vec<Event>,
    pub(crate) rebuilding: Vec<Rebuilding>,
    pub(crate) cuts: Cuts,
    /// Columns of matrices by sector and buyer: buyers, rounded up to whole tiles.
    pub(crate) width: usize,
    pub(crate) day: u32,

    /// Output of an ordinary day.
    pub(crate) base: Vec<f64>,
    /// Capital \[money\].
    pub(crate) capital: Vec<f64>,
    /// Input per output, by sector and buyer.
    pub(crate) recipe: Vec<f64>,

    /// Stock of each input, by sector and buyer \[money\].
    pub(crate) stock: Vec<f64>,
    /// Orders of the day before, by sector and buyer, over the sum of the weights of suppliers.
    pub(crate) rate: Vec<f64>,
    /// Weight of each supplier in those orders.
    pub(crate) weight: Vec<f64>,
    /// Share of each cut in those orders.
    pub(crate) cut_share: Vec<f64>,
    /// Orders of industries that each supplier holds.
    pub(crate) orders: Vec<f64>,
    /// Capacity with overtime over the base, before losses.
    pub(crate) overtime: Vec<f64>,
    /// Share of capacity lost.
    pub(crate) lost: Vec<f64>,
    /// Final demand, by producer.
    pub(crate) demand: Vec<f64>,
    /// Rebuilding demand by class of priority, then producer.
    pub(crate) rebuild: [Vec<f64>; 3],
    /// Share of rebuilding demand that is met, as `rebuild`.
    pub(crate) rebuild_met: [Vec<f64>; 3],
    /// Capacity of the day.
    pub(crate) capacity: Vec<f64>,
    /// Output of the day.
    pub(crate) production: Vec<f64>,
    /// Share of orders and final demand that is met.
    pub(crate) met: Vec<f64>,
    /// Pairs of buyer and input that are short.
    pub(crate) short: u64,
}

impl<'a> Model<'a> {
    /// An economy at rest on the day before the first.
    ///
    /// # Errors
    /// When a setting is out of bounds or an event does not fit.
    pub fn new(table: &'a Table, mut settings: Settings, mut events: Vec<Event>) -> Result<Self, ModelError> {
        if settings.semantics == Semantics::Compat {
            // The peer knows no priority.
            for event in &mut events {
                if let Kind::Rebuild(rebuild) = &mut event.kind {
                    rebuild.priority = Priority::Equal;
                }
            }
        }
        check_settings(table, &mut settings)?;
        let industries = table.industries();
        let width = industries.div_ceil(LANES) * LANES;
        let base: Vec<f64> = table.output.iter().map(|output| output / settings.year_days).collect();
        let recipe = recipe(table, width);
        let capital = settings.capital(table);
        for (number, event) in events.iter().enumerate() {
            check_event(table, &capital, settings.semantics, event).map_err(|(what, hint)| ModelError::Event {
                event: number + 1,
                what,
                hint,
            })?;
        }
        let cuts = Cuts::new(table, &events, width);
        let mut model = Model {
            rebuilding: events.iter().filter_map(|event| Rebuilding::new(table, event)).collect(),
            cut_share: vec![0.0; cuts.event.len()],
            cuts,
            width,
            day: 0,
            stock: Vec::new(),
            rate: vec![1.0 / settings.year_days; recipe.len()],
            weight: vec![1.0; industries],
            orders: vec![0.0; industries],
            overtime: vec![settings.capacity_base; industries],
            lost: vec![0.0; industries],
            demand: vec![0.0; industries],
            rebuild: [(); 3].map(|()| vec![0.0; industries]),
            rebuild_met: [(); 3].map(|()| vec![0.0; industries]),
            capacity: base.clone(),
            production: base.clone(),
            met: vec![1.0; industries],
            short: 0,
            recipe,
            capital,
            base,
            table,
            settings,
            events,
        };
        model.stock = model.full_stock();
        model.first_orders();
        model.set_demand();
        Ok(model)
    }

    fn full_stock(&self) -> Vec<f64> {
        let mut stock = vec![0.0; self.recipe.len()];
        for (sector, days) in self.settings.stock_days.iter().enumerate() {
            let days = if days.is_finite() { *days } else { 0.0 };
            for (buyer, base) in self.base.iter().enumerate() {
                let at = sector * self.width + buyer;
                stock[at] = base * self.recipe[at] * days;
            }
        }
        stock
    }

    /// Orders of an ordinary day.
    fn first_orders(&mut self) {
        let industries = self.base.len();
        for from in 0..industries {
            let sum: f64 = (0..industries).map(|to| self.table.flow(from, to)).sum();
            self.orders[from] = sum / self.settings.year_days;
        }
    }

    /// Days that are over.
    #[must_use]
    pub fn day(&self) -> u32 {
        self.day
    }

    /// Output of an ordinary day, by industry \[money/day\].
    #[must_use]
    pub fn base(&self) -> &[f64] {
        &self.base
    }

    /// Output of the last day, by industry \[money/day\].
    #[must_use]
    pub fn production(&self) -> &[f64] {
        &self.production
    }

    /// What could have been made on the last day with all inputs, by industry \[money/day\].
    #[must_use]
    pub fn capacity(&self) -> &[f64] {
        &self.capacity
    }

    /// Share of orders and final demand met on the last day, by supplier.
    #[must_use]
    pub fn met(&self) -> &[f64] {
        &self.met
    }

    /// Orders of industries for the next day, by supplier \[money/day\].
    #[must_use]
    pub fn orders(&self) -> &[f64] {
        &self.orders
    }

    /// Final demand of the last day, by producer \[money/day\].
    #[must_use]
    pub fn final_demand(&self) -> &[f64] {
        &self.demand
    }

    /// Goods delivered for rebuilding on the last day, by producer \[money/day\].
    #[must_use]
    pub fn rebuilt(&self, industry: usize) -> f64 {
        self.rebuild.iter().zip(&self.rebuild_met).map(|(wanted, met)| wanted[industry] * met[industry]).sum()
    }

    /// Rebuilding that is still wanted, in all \[money\].
    #[must_use]
    pub fn rebuilding_left(&self) -> f64 {
        self.rebuilding.iter().map(Rebuilding::left).sum()
    }

    /// Stock of an input \[money\].
    #[must_use]
    pub fn stock(&self, sector: usize, buyer: usize) -> f64 {
        self.stock[sector * self.width + buyer]
    }

    /// Input of a sector per output of a buyer \[money/money\].
    #[must_use]
    pub fn recipe(&self, sector: usize, buyer: usize) -> f64 {
        self.recipe[sector * self.width + buyer]
    }

    /// Pairs of buyer and input that held production back on the last day.
    #[must_use]
    pub fn short(&self) -> u64 {
        self.short
    }

    /// Capital, by industry \[money\].
    #[must_use]
    pub fn capital(&self) -> &[f64] {
        &self.capital
    }
}

/// Inputs per output by sector and buyer.
fn recipe(table: &Table, width: usize) -> Vec<f64> {
    let (regions, industries) = (table.regions.len(), table.industries());
    let mut recipe = vec![0.0; table.sectors.len() * width];
    for from in 0..industries {
        let row = &mut recipe[from / regions * width..][..industries];
        for (to, cell) in row.iter_mut().enumerate() {
            *cell += table.flow(from, to);
        }
    }
    for row in recipe.chunks_mut(width) {
        for (cell, output) in row.iter_mut().zip(&table.output) {
            *cell = if *output > 0.0 { *cell / output } else { 0.0 };
        }
    }
    recipe
}

fn check_settings(table: &Table, settings: &mut Settings) -> Result<(), ModelError> {
    let within = |name, value: f64, least: f64, most: f64, hint| match value >= least && value <= most {
        true => Ok(()),
        false => Err(ModelError::Setting { name, value, hint }),
    };
    within("psi", settings.psi, 0.0, 1.0, "a share between 0 and 1")?;
    within("refill_days", settings.refill_days, 1.0, 1e6, "one day or more")?;
    within("overtime_days", settings.overtime_days, 1.0, 1e6, "one day or more")?;
    within("capacity_base", settings.capacity_base, 1.0, 10.0, "1 or a little more")?;
    within("capacity_most", settings.capacity_most, settings.capacity_base, 10.0, "capacity_base or more")?;
    within("capital_per_value_added", settings.capital_per_value_added, 0.0, 1e6, "years of value added, such as 4")?;
    within("year_days", settings.year_days, 1.0, 1e6, "days of a year, such as 365")?;
    let sectors = table.sectors.len();
    if settings.stock_days.len() != sectors {
        let value = settings.stock_days.len() as f64;
        return Err(ModelError::Setting { name: "stock_days", value, hint: "one number for each sector" });
    }
    for days in &mut settings.stock_days {
        if settings.semantics == Semantics::Compat && *days <= 1.0 {
            *days = 2.0;
        }
        within("stock_days", *days, 0.0, f64::INFINITY, "days of use, or infinite")?;
        // Below this a day's use could be more than is in stock.
        within("psi x stock_days", settings.psi * *days, 1.0, f64::INFINITY, "one day of cover or more")?;
    }
    Ok(())
}

type Wrong = (String, &'static str);

fn check_event(table: &Table, capital: &[f64], semantics: Semantics, event: &Event) -> Result<(), Wrong> {
    let of_peer = matches!(event.kind, Kind::Capacity { .. } | Kind::Capital { .. } | Kind::Rebuild(_));
    if semantics == Semantics::Compat && !of_peer {
        return Err((
            "the peer knows no change of demand, no shortage and no path".to_owned(),
            "run without the peer's rules",
        ));
    }
    let known = |industry: &usize, count: usize| match *industry < count {
        true => Ok(()),
        false => Err((format!("number {industry} of {count}"), "a number of the table")),
    };
    let share = |value: f64| match (0.0..=1.0).contains(&value) {
        true => Ok(()),
        false => Err((format!("a share of {value}"), "a share between 0 and 1")),
    };
    let industries = table.industries();
    match &event.kind {
        Kind::Capacity { loss, .. } => loss.iter().try_for_each(|(industry, value)| {
            known(industry, industries)?;
            share(*value)
        }),
        Kind::Path { loss } => loss.iter().try_for_each(|(industry, path)| {
            known(industry, industries)?;
            path.iter().try_for_each(|value| share(*value))
        }),
        Kind::Capital { damage, .. } => check_damage(damage, capital),
        Kind::Rebuild(rebuild) => {
            check_damage(&rebuild.damage, capital)?;
            rebuild.sectors.iter().try_for_each(|(sector, _)| known(sector, table.sectors.len()))?;
            rebuild.households.iter().try_for_each(|(region, _)| known(region, table.regions.len()))?;
            check_rebuild(rebuild)
        }
        Kind::Demand { regions, sectors, change, .. } => {
            regions.iter().try_for_each(|region| known(region, table.regions.len()))?;
            sectors.iter().try_for_each(|sector| known(sector, table.sectors.len()))?;
            match (-1.0..=10.0).contains(change) {
                true => Ok(()),
                false => Err((format!("a change of demand by {change}"), "-1 (nothing is bought) to 10")),
            }
        }
        Kind::Shortage { suppliers, buyers, share: missing, .. } => {
            suppliers.iter().chain(buyers).try_for_each(|industry| known(industry, industries))?;
            share(*missing)
        }
    }
}

fn check_damage(damage: &[(usize, f64)], capital: &[f64]) -> Result<(), Wrong> {
    for (industry, damage) in damage {
        let Some(capital) = capital.get(*industry) else {
            return Err((format!("industry {industry} of {}", capital.len()), "a number of the table"));
        };
        if !(*damage >= 0.0 && damage <= capital) {
            let what = format!("damage of {damage} to an industry with capital of {capital}");
            return Err((what, "from 0 to all of its capital"));
        }
    }
    Ok(())
}

fn check_rebuild(rebuild: &crate::event::Rebuild) -> Result<(), Wrong> {
    let sum: f64 = rebuild.sectors.iter().map(|(_, share)| share).sum();
    if (sum - 1.0).abs() > 1e-6 || rebuild.sectors.iter().any(|(_, share)| !(0.0..=1.0).contains(share)) {
        return Err((format!("shares of rebuilding sectors add up to {sum}"), "shares that add up to 1"));
    }
    if !(rebuild.rebuild_days >= 1.0 && rebuild.rebuild_days.is_finite()) {
        return Err((format!("rebuilding over {} days", rebuild.rebuild_days), "one day or more"));
    }
    if !(rebuild.factor > 0.0 && rebuild.factor <= 10.0) {
        return Err((format!("rebuilding of {} times the damage", rebuild.factor), "a little above 0 to 10"));
    }
    match rebuild.households.iter().all(|(_, damage)| *damage >= 0.0 && damage.is_finite()) {
        true => Ok(()),
        false => Err(("damage to households below zero".to_owned(), "zero or more")),
    }
}
