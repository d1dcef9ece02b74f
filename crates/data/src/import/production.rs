//! Production by country, added up as it is read.

use super::Publisher;
use super::ledger::largest;
use super::number::Figure;
use super::outcome::{Imported, Listed, Tally, Total};
use super::places::{Place, Places, folded};
use crate::package::Package;
use std::collections::{BTreeMap, HashMap};

/// Most totals of one import.
const MAX_TOTALS: usize = 200_000;
/// Most names told apart.
const MAX_NAMES: usize = 20_000;

/// Goods under a name of a publisher: a row of `commodity_names`.
#[derive(Debug, Clone)]
struct Name {
    commodity: String,
    stage: String,
    material: String,
    counted_as: String,
}

/// A figure of a country.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// Name of the commodity as published.
    pub(super) commodity: &'a str,
    /// Stage as published.
    pub(super) stage: &'a str,
    /// Country as published.
    pub(super) country: &'a str,
    /// As in `schema::MEASURES`.
    pub(super) measure: &'static str,
    /// t or share.
    pub(super) unit: &'static str,
    /// Year.
    pub(super) year: u16,
    /// Figure, in `unit`.
    pub(super) figure: Figure,
    /// The publisher estimated it.
    pub(super) estimated: bool,
}

type Key = (u16, usize, &'static str, u16);

#[derive(Debug)]
struct Sum {
    value: f64,
    low: f64,
    high: f64,
    ranged: bool,
    rows: u64,
    estimated: bool,
    unit: &'static str,
    names: Vec<String>,
}

/// The sums of an import of production.
#[derive(Debug)]
pub(super) struct Production {
    places: Places,
    iso3: Vec<String>,
    names: Vec<Name>,
    by_name: HashMap<(String, String), usize>,
    sums: BTreeMap<Key, Sum>,
    read: u64,
    dropped: BTreeMap<&'static str, Tally>,
    unmapped: BTreeMap<String, Tally>,
    unknown: BTreeMap<String, Tally>,
    unspecified: Tally,
    used: Tally,
    /// Totals that the publisher prints, by goods, measure and year.
    world: BTreeMap<(usize, &'static str, u16), f64>,
    notes: Vec<String>,
    full: bool,
}

impl Production {
    pub(super) fn new(package: &Package, iso3: Vec<String>, publisher: &str) -> Self {
        let (mut names, mut by_name) = (Vec::new(), HashMap::new());
        if let Some(table) = package.table("commodity_names") {
            for row in table.rows.iter().filter(|row| table.text(row, "publisher") == publisher) {
                let text = |column: &str| table.text(row, column).to_owned();
                by_name.insert((folded(&text("name")), text("stage_code")), names.len());
                names.push(Name {
                    commodity: text("commodity"),
                    stage: text("stage"),
                    material: text("material"),
                    counted_as: text("counted_as"),
                });
            }
        }
        Production {
            places: Places::new(package, &iso3),
            iso3,
            names,
            by_name,
            sums: BTreeMap::new(),
            read: 0,
            dropped: BTreeMap::new(),
            unmapped: BTreeMap::new(),
            unknown: BTreeMap::new(),
            unspecified: Tally::default(),
            used: Tally::default(),
            world: BTreeMap::new(),
            notes: Vec::new(),
            full: false,
        }
    }

    /// True when something did not fit.
    pub(super) fn full(&self) -> bool {
        self.full
    }

    /// True when the package has goods under a name.
    pub(super) fn knows(&self, commodity: &str, stage: &str) -> bool {
        self.find(commodity, stage).is_some()
    }

    fn find(&self, commodity: &str, stage: &str) -> Option<usize> {
        let name = folded(commodity);
        let any = || self.by_name.get(&(name.clone(), "any".to_owned()));
        self.by_name.get(&(name.clone(), stage.to_owned())).or_else(any).copied()
    }

    /// Something the reader should know; said once.
    pub(super) fn note(&mut self, text: &str) {
        if !self.notes.iter().any(|note| note == text) {
            self.notes.push(text.to_owned());
        }
    }

    /// Counts a figure that is not used, with the reason.
    pub(super) fn drop(&mut self, reason: &'static str) {
        self.read += 1;
        self.dropped.entry(reason).or_default().add(None, 0.0);
    }

    /// Counts a figure of a commodity that the package has no goods for.
    pub(super) fn unmapped(&mut self, commodity: &str) {
        self.read += 1;
        let name = folded(commodity);
        if self.unmapped.len() < MAX_NAMES || self.unmapped.contains_key(&name) {
            self.unmapped.entry(name).or_default().add(None, 0.0);
        } else {
            self.full = true;
        }
    }

    /// Adds a figure.
    pub(super) fn add(&mut self, entry: &Entry<'_>) {
        let Some(name) = self.find(entry.commodity, entry.stage) else { return self.unmapped(entry.commodity) };
        let tonnes = (entry.unit == "t").then_some(entry.figure.value);
        let country = match self.places.name(entry.country) {
            Place::Total => {
                *self.world.entry((name, entry.measure, entry.year)).or_default() += entry.figure.value;
                return self.drop("totals over countries");
            }
            Place::Unknown => {
                self.read += 1;
                let country = entry.country.trim().to_owned();
                if self.unknown.len() >= MAX_NAMES && !self.unknown.contains_key(&country) {
                    self.full = true;
                    return;
                }
                return self.unknown.entry(country).or_default().add(tonnes, 0.0);
            }
            Place::Unspecified(country) => {
                self.unspecified.add(tonnes, 0.0);
                country
            }
            Place::Country(country) | Place::Successor(country) => country,
        };
        self.read += 1;
        self.used.add(tonnes, 0.0);
        let key = (country, name, entry.measure, entry.year);
        if self.sums.len() >= MAX_TOTALS && !self.sums.contains_key(&key) {
            self.full = true;
            return;
        }
        let (low, high) = entry.figure.range.unwrap_or((entry.figure.value, entry.figure.value));
        let sum = self.sums.entry(key).or_insert_with(|| Sum {
            value: 0.0,
            low: 0.0,
            high: 0.0,
            ranged: false,
            rows: 0,
            estimated: false,
            unit: entry.unit,
            names: Vec::new(),
        });
        sum.value += entry.figure.value;
        sum.low += low;
        sum.high += high;
        sum.ranged |= entry.figure.range.is_some();
        sum.estimated |= entry.estimated || entry.figure.range.is_some();
        sum.rows += 1;
        let spelled = entry.country.trim();
        if sum.names.len() < 8 && !sum.names.iter().any(|name| name == spelled) {
            sum.names.push(spelled.to_owned());
        }
    }

    /// What was read.
    pub(super) fn finish(mut self, publisher: Publisher) -> Imported {
        let totals: Vec<Total> = self.sums.iter().map(|(key, sum)| self.total(key, sum)).collect();
        self.compare_with_printed_totals();
        let list = |map: &BTreeMap<String, Tally>| -> Vec<Listed> {
            map.iter().map(|(name, tally)| Listed { name: name.clone(), tally: *tally, near: false }).collect()
        };
        let sum = |map: &BTreeMap<String, Tally>| {
            map.values().fold(Tally::default(), |mut sum, tally| {
                sum.join(tally);
                sum
            })
        };
        let mut years: Vec<u16> = self.sums.keys().map(|key| key.3).collect();
        years.sort_unstable();
        years.dedup();
        let listed = largest(list(&self.unmapped));
        let mut totals = totals;
        let order = |t: &Total| {
            (t.commodity.clone(), t.stage.clone(), t.material.clone(), t.measure, t.year, t.country.clone())
        };
        totals.sort_by_cached_key(order);
        Imported {
            publisher,
            currency: "",
            years: years.into_iter().map(|year| (year, 12)).collect(),
            read: Tally { rows: self.read, t: 0.0, value: 0.0 },
            used: self.used,
            dropped: self
                .dropped
                .iter()
                .map(|(name, tally)| Listed { name: (*name).to_owned(), tally: *tally, near: false })
                .collect(),
            unmapped: sum(&self.unmapped),
            unmapped_unlisted: (self.unmapped.len() - listed.len()) as u64,
            unmapped_codes: listed,
            unknown: sum(&self.unknown),
            unknown_countries: largest(list(&self.unknown)),
            unspecified: self.unspecified,
            successors: Tally::default(),
            without_mass: Tally::default(),
            reclassified: Vec::new(),
            goods: Vec::new(),
            flows: Vec::new(),
            totals,
            notes: self.notes,
        }
    }

    fn total(&self, (country, name, measure, year): &Key, sum: &Sum) -> Total {
        let goods = &self.names[*name];
        let spelled = if sum.rows > 1 {
            format!("{} rows: {}", sum.rows, sum.names.join("; "))
        } else {
            let name = sum.names.first().map_or("", String::as_str);
            if *self.iso3[usize::from(*country)] == *"XRW" { format!("published as {name}") } else { String::new() }
        };
        Total {
            country: self.iso3[usize::from(*country)].clone(),
            commodity: goods.commodity.clone(),
            stage: goods.stage.clone(),
            material: goods.material.clone(),
            measure,
            year: *year,
            value: sum.value,
            unit: sum.unit,
            counted_as: goods.counted_as.clone(),
            low: sum.ranged.then_some(sum.low),
            high: sum.ranged.then_some(sum.high),
            basis: if sum.estimated { "estimated" } else { "reported" },
            note: spelled,
        }
    }

    /// Notes where the rows of a table are far from the total that it prints.
    fn compare_with_printed_totals(&mut self) {
        const FAR: f64 = 0.03;
        let mut notes = Vec::new();
        for ((name, measure, year), printed) in &self.world {
            let rows = self.sums.iter().filter(|(key, _)| key.1 == *name && key.2 == *measure && key.3 == *year);
            let sum: f64 = rows.map(|(_, sum)| sum.value).sum();
            // Reserves are printed as "more than"; only production has totals that should close.
            if *measure == "production" && *printed > 0.0 && (sum / printed - 1.0).abs() > FAR {
                let commodity = &self.names[*name].commodity;
                notes.push(format!(
                    "{commodity} {year}: countries sum to {sum:.0} t, the printed world total is {printed:.0} t"
                ));
            }
        }
        self.notes.append(&mut notes);
    }
}
