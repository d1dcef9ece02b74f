//! What happens to an economy, as a user writes it: `shock.toml`.

use super::Mrio;
use super::labels::Unknown;
use crate::problem::{Problem, Problems};
use crate::toml_file::{self, TomlDate, row_of};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A shock, with names resolved against a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Shock {
    /// Title.
    pub title: String,
    /// First day of the run.
    pub start: Date,
    /// What the model takes as given, where the file says so.
    pub settings: ShockSettings,
    /// Events in the order of the file.
    pub events: Vec<ShockEvent>,
}

/// What the model takes as given; none = its default.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShockSettings {
    /// Stock that each input is kept in, in days of use.
    pub stock_days: Option<f64>,
    /// The same by name of sector, before `stock_days`.
    #[serde(default)]
    pub stock_days_of: BTreeMap<String, f64>,
    /// Share of that stock below which production is cut.
    pub psi: Option<f64>,
    /// Days over which stocks are refilled.
    pub refill_days: Option<f64>,
    /// Most that overtime makes of capacity, over the base.
    pub capacity_most: Option<f64>,
    /// Days over which overtime is built up.
    pub overtime_days: Option<f64>,
    /// Capital per value added of a year.
    pub capital_per_value_added: Option<f64>,
    /// `capacity` (as suppliers can deliver) or `fixed` (as in the table).
    pub orders: Option<OrdersName>,
}

/// How orders are shared among suppliers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrdersName {
    /// As suppliers can deliver.
    Capacity,
    /// As in the table.
    Fixed,
}

/// Kind of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShockKind {
    /// Industries can make less.
    Capacity,
    /// Capital is lost and comes back by itself.
    Capital,
    /// Capital is lost and rebuilt with goods.
    Rebuild,
    /// Consumers buy more or less.
    Demand,
    /// Goods do not reach their buyers.
    Shortage,
}

/// Course of a recovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecoveryName {
    /// All at once.
    #[default]
    AtOnce,
    /// The same share each day.
    Linear,
    /// Fast at first.
    Convex,
    /// Slow at first.
    Concave,
}

/// Who is served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriorityName {
    /// Rebuilding.
    First,
    /// All alike.
    Equal,
    /// Rebuilding gets what is left.
    #[default]
    Last,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct ShockEvent {
    /// First day.
    pub date: Date,
    /// In words.
    pub label: String,
    /// Kind.
    pub kind: ShockKind,
    /// Regions that are hit, supply, or consume.
    pub regions: Vec<usize>,
    /// Sectors that are hit, supply, or are bought.
    pub sectors: Vec<usize>,
    /// Regions of the buyers; `shortage` only.
    pub to_regions: Vec<usize>,
    /// Sectors of the buyers; `shortage` only.
    pub to_sectors: Vec<usize>,
    /// Share lost, or change of demand.
    pub share: f64,
    /// Days of full effect.
    pub duration_days: u32,
    /// How it ends.
    pub recovery: RecoveryName,
    /// Length of the recovery, in days.
    pub recovery_days: f64,
    /// Buyers turn to other suppliers; `shortage` only.
    pub reroute: bool,
    /// Sector and its share of the rebuilding; `rebuild` only.
    pub rebuilding: Vec<(usize, f64)>,
    /// Days over which rebuilding is wanted; `rebuild` only.
    pub rebuild_days: f64,
    /// Rebuilding over damage; `rebuild` only.
    pub factor: f64,
    /// Who is served first; `rebuild` only.
    pub priority: PriorityName,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShockFile {
    #[serde(default)]
    title: String,
    start: Option<TomlDate>,
    #[serde(default)]
    settings: ShockSettings,
    #[serde(default)]
    event: Vec<Spanned<EventFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    date: TomlDate,
    #[serde(default)]
    label: String,
    kind: ShockKind,
    regions: Option<Vec<String>>,
    sectors: Option<Vec<String>>,
    to_regions: Option<Vec<String>>,
    to_sectors: Option<Vec<String>>,
    share: Option<f64>,
    change: Option<f64>,
    duration_days: Option<u32>,
    recovery: Option<RecoveryName>,
    recovery_days: Option<f64>,
    reroute: Option<bool>,
    rebuilding: Option<BTreeMap<String, f64>>,
    rebuild_days: Option<f64>,
    factor: Option<f64>,
    priority: Option<PriorityName>,
}

/// Reads a shock against the names of a table.
///
/// # Errors
/// All defects at once.
pub fn read(table: &Mrio, file: &str, bytes: &[u8]) -> Result<Shock, Problems> {
    let mut problems = Problems::default();
    let Some(written) = toml_file::read::<ShockFile>(file, bytes, &mut problems) else { return Err(problems) };
    let mut events = Vec::new();
    for spanned in &written.event {
        let mut event = EventReader { table, file, row: row_of(bytes, spanned.span().start), problems: &mut problems };
        events.push(event.read(spanned.get_ref()));
    }
    for name in written.settings.stock_days_of.keys() {
        if let Err(unknown) = table.labels.sector(name) {
            let problem = Problem::new("E009", file, unknown.message, unknown.hint);
            problems.push(problem.cell("settings.stock_days_of", &unknown.value));
        }
    }
    let earliest = events.iter().map(|event| event.date).min();
    let Some(start) = written.start.map(|start| start.0).or(earliest) else {
        problems.push(Problem::new("E005", file, "no event and no `start`", "add an `[[event]]` with a date"));
        return Err(problems);
    };
    for (event, spanned) in events.iter().zip(&written.event) {
        if event.date < start {
            let problem = Problem::new("E022", file, "an event before `start`", "move `start` or the event");
            let row = row_of(bytes, spanned.span().start);
            problems.push(problem.row(row).cell("date", &event.date.to_string()));
        }
    }
    let shock = Shock { title: written.title, start, settings: written.settings, events };
    problems.into_result().map(|()| shock)
}

struct EventReader<'a> {
    table: &'a Mrio,
    file: &'a str,
    row: u64,
    problems: &'a mut Problems,
}

impl EventReader<'_> {
    fn read(&mut self, written: &EventFile) -> ShockEvent {
        self.check_fields(written);
        let demand = written.kind == ShockKind::Demand;
        let (name, share) = if demand { ("change", written.change) } else { ("share", written.share) };
        let least = if demand { -1.0 } else { 0.0 };
        let most = if demand { 10.0 } else { 1.0 };
        let recovery = written.recovery.unwrap_or_default();
        if recovery != RecoveryName::AtOnce && written.recovery_days.is_none() {
            self.problem("E005", "recovery_days", "", "missing", "say how many days the recovery takes");
        }
        let mut rebuilding = Vec::new();
        for (sector, share) in written.rebuilding.iter().flatten() {
            if let Some(number) = self.found("rebuilding", self.table.labels.sector(sector)) {
                rebuilding.push((number, self.number("rebuilding", Some(*share), 0.0, 1.0)));
            }
        }
        let sum: f64 = rebuilding.iter().map(|(_, share)| share).sum();
        if written.kind == ShockKind::Rebuild && (sum - 1.0).abs() > 1e-6 {
            let hint = "sectors with shares, such as { Construction = 0.7, Machinery = 0.3 }";
            self.problem("E007", "rebuilding", &sum.to_string(), "shares do not add up to 1", hint);
        }
        ShockEvent {
            date: written.date.0,
            label: written.label.clone(),
            kind: written.kind,
            regions: self.regions("regions", written.regions.as_ref()),
            sectors: self.sectors("sectors", written.sectors.as_ref()),
            to_regions: self.regions("to_regions", written.to_regions.as_ref()),
            to_sectors: self.sectors("to_sectors", written.to_sectors.as_ref()),
            share: self.number(name, share, least, most),
            duration_days: written.duration_days.unwrap_or(0),
            recovery,
            recovery_days: self.number("recovery_days", Some(written.recovery_days.unwrap_or(1.0)), 1.0, 36_500.0),
            reroute: written.reroute.unwrap_or(false),
            rebuilding,
            rebuild_days: self.number("rebuild_days", Some(written.rebuild_days.unwrap_or(60.0)), 1.0, 36_500.0),
            factor: self.number("factor", Some(written.factor.unwrap_or(1.0)), 1e-3, 10.0),
            priority: written.priority.unwrap_or_default(),
        }
    }

    /// Fields of other kinds are slips, not wishes.
    fn check_fields(&mut self, written: &EventFile) {
        let there = [
            ("share", written.share.is_some(), written.kind != ShockKind::Demand),
            ("change", written.change.is_some(), written.kind == ShockKind::Demand),
            ("to_regions", written.to_regions.is_some(), written.kind == ShockKind::Shortage),
            ("to_sectors", written.to_sectors.is_some(), written.kind == ShockKind::Shortage),
            ("reroute", written.reroute.is_some(), written.kind == ShockKind::Shortage),
            ("rebuilding", written.rebuilding.is_some(), written.kind == ShockKind::Rebuild),
            ("rebuild_days", written.rebuild_days.is_some(), written.kind == ShockKind::Rebuild),
            ("factor", written.factor.is_some(), written.kind == ShockKind::Rebuild),
            ("priority", written.priority.is_some(), written.kind == ShockKind::Rebuild),
            ("recovery", written.recovery.is_some(), written.kind != ShockKind::Rebuild),
            ("recovery_days", written.recovery_days.is_some(), written.kind != ShockKind::Rebuild),
        ];
        for (name, is_there, belongs) in there {
            if is_there && !belongs {
                self.problem(
                    "E024",
                    name,
                    "",
                    "an event of this kind has no such field",
                    "remove it or change the kind",
                );
            }
        }
    }

    fn problem(&mut self, code: &'static str, column: &str, value: &str, message: &str, hint: &str) {
        self.problems.push(Problem::new(code, self.file, message, hint).row(self.row).cell(column, value));
    }

    fn number(&mut self, name: &str, value: Option<f64>, least: f64, most: f64) -> f64 {
        match value {
            Some(value) if (least..=most).contains(&value) => value,
            Some(value) => {
                self.problem("E007", name, &value.to_string(), "out of bounds", &format!("from {least} to {most}"));
                least
            }
            None => {
                self.problem("E005", name, "", "missing", &format!("a number from {least} to {most}"));
                least
            }
        }
    }

    fn found(&mut self, name: &str, found: Result<usize, Unknown>) -> Option<usize> {
        found.map_err(|unknown| self.problem("E009", name, &unknown.value, &unknown.message, &unknown.hint)).ok()
    }

    /// Numbers of names; all where none are given.
    fn regions(&mut self, name: &str, names: Option<&Vec<String>>) -> Vec<usize> {
        match names {
            None => (0..self.table.regions().len()).collect(),
            Some(names) => names.iter().filter_map(|n| self.found(name, self.table.labels.region(n))).collect(),
        }
    }

    fn sectors(&mut self, name: &str, names: Option<&Vec<String>>) -> Vec<usize> {
        match names {
            None => (0..self.table.sectors().len()).collect(),
            Some(names) => names.iter().filter_map(|n| self.found(name, self.table.labels.sector(n))).collect(),
        }
    }
}
