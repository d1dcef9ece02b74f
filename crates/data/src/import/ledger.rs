//! Shipments added up as they are read, and what becomes of those that are not used.

use super::Publisher;
use super::goods::Codes;
use super::outcome::{Flow, Imported, Listed, Reclassified, Tally};
use super::places::{Place, Places};
use crate::package::Package;
use crate::problem::{Findings, Problem};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most sums of one import; each takes about 100 bytes.
const MAX_CELLS: usize = 1_500_000;
/// Most codes and country names told apart; the Combined Nomenclature has ten thousand.
const MAX_NAMES: usize = 50_000;
/// Codes and countries listed one by one.
const MAX_LISTED: usize = 40;

/// Who counted a shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Counted {
    Import,
    Export,
    ReExport,
    ReImport,
    Reconciled,
}

impl Counted {
    /// As in `schema::COUNTED`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Counted::Import => "import",
            Counted::Export => "export",
            Counted::ReExport => "re-export",
            Counted::ReImport => "re-import",
            Counted::Reconciled => "reconciled",
        }
    }
}

/// A row of trade.
#[derive(Debug)]
pub(super) struct Shipment<'a> {
    /// Calendar year.
    pub(super) year: u16,
    /// Month; `None` for a whole year.
    pub(super) month: Option<u8>,
    /// Exporter, and the code as written.
    pub(super) from: (Place, &'a str),
    /// Importer, and the code as written.
    pub(super) to: (Place, &'a str),
    /// Customs code.
    pub(super) code: &'a [u8],
    /// Mass \[t\].
    pub(super) tonnes: Option<f64>,
    /// Value \[currency of the file\].
    pub(super) value: f64,
    /// Who counted it.
    pub(super) counted: Counted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    year: u16,
    from: u16,
    to: u16,
    code: u32,
    goods: u16,
    counted: Counted,
}

#[derive(Debug, Default)]
struct Sum {
    all: Tally,
    without_mass: Tally,
    unspecified: bool,
    successor: bool,
}

#[derive(Debug)]
struct Code {
    text: String,
    candidates: Vec<u16>,
    unmapped: Tally,
}

/// The sums of an import of trade.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Crosswalk of countries.
    pub(super) places: Places,
    codes: Codes,
    iso3: Vec<String>,
    currency: &'static str,
    read: Tally,
    dropped: BTreeMap<&'static str, Tally>,
    ids: HashMap<Vec<u8>, u32>,
    seen: Vec<Code>,
    unknown: Tally,
    unknown_names: HashMap<String, Tally>,
    cells: HashMap<Key, Sum>,
    /// Months seen of each year, as bits; bit 0 is a whole year.
    months: BTreeMap<u16, u16>,
    /// The same of the file being read.
    of_file: BTreeMap<u16, u16>,
    once_a_month: BTreeMap<(u16, u16), String>,
    full: bool,
}

impl Ledger {
    pub(super) fn new(package: &Package, iso3: Vec<String>, currency: &'static str) -> Self {
        Ledger {
            places: Places::new(package, &iso3),
            codes: Codes::new(package, &iso3, currency),
            iso3,
            currency,
            read: Tally::default(),
            dropped: BTreeMap::new(),
            ids: HashMap::new(),
            seen: Vec::new(),
            unknown: Tally::default(),
            unknown_names: HashMap::new(),
            cells: HashMap::new(),
            months: BTreeMap::new(),
            of_file: BTreeMap::new(),
            once_a_month: BTreeMap::new(),
            full: false,
        }
    }

    /// True when something did not fit.
    pub(super) fn full(&self) -> bool {
        self.full
    }

    /// Counts a row that is not used, with the reason.
    pub(super) fn drop(&mut self, reason: &'static str, tonnes: Option<f64>, value: f64) {
        self.read.add(tonnes, value);
        self.dropped.entry(reason).or_default().add(tonnes, value);
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &Shipment<'_>) {
        if row.from.0 == Place::Total || row.to.0 == Place::Total {
            return self.drop("totals over partners", row.tonnes, row.value);
        }
        self.read.add(row.tonnes, row.value);
        *self.of_file.entry(row.year).or_default() |= 1 << row.month.unwrap_or(0).min(12);
        let Some(code) = self.code(row.code) else { return };
        let (Some(from), Some(to)) = (index(row.from.0), index(row.to.0)) else {
            return self.unknown(row, code);
        };
        let seen = &mut self.seen[code as usize];
        let unit_value = row
            .tonnes
            .filter(|t| *t > 0.0 && row.value > 0.0)
            .map(|t| row.value * self.codes.usd(row.year) / (t * 1000.0));
        let Some(goods) = self.codes.choose(&seen.candidates, row.year, from, unit_value) else {
            return seen.unmapped.add(row.tonnes, row.value);
        };
        let key = Key { year: row.year, from, to, code, goods, counted: row.counted };
        if self.cells.len() >= MAX_CELLS && !self.cells.contains_key(&key) {
            self.full = true;
            return;
        }
        let sum = self.cells.entry(key).or_default();
        sum.all.add(row.tonnes, row.value);
        if row.tonnes.is_none() {
            sum.without_mass.add(None, row.value);
        }
        sum.unspecified |= [row.from.0, row.to.0].iter().any(|place| matches!(place, Place::Unspecified(_)));
        sum.successor |= [row.from.0, row.to.0].iter().any(|place| matches!(place, Place::Successor(_)));
    }

    /// Index of a code, which is looked up once.
    fn code(&mut self, code: &[u8]) -> Option<u32> {
        if let Some(id) = self.ids.get(code) {
            return Some(*id);
        }
        let id = u32::try_from(self.seen.len()).ok().filter(|_| self.seen.len() < MAX_NAMES);
        let Some(id) = id else {
            self.full = true;
            return None;
        };
        let text = super::rows::text(code).into_owned();
        let candidates = self.codes.candidates(&text).cloned().unwrap_or_default();
        self.seen.push(Code { text, candidates, unmapped: Tally::default() });
        self.ids.insert(code.to_vec(), id);
        Some(id)
    }

    /// A row of a country that is not known: an unmapped one when its code is not known either.
    fn unknown(&mut self, row: &Shipment<'_>, code: u32) {
        let seen = &mut self.seen[code as usize];
        if seen.candidates.is_empty() {
            return seen.unmapped.add(row.tonnes, row.value);
        }
        self.unknown.add(row.tonnes, row.value);
        for (place, name) in [row.from, row.to] {
            if place == Place::Unknown
                && (self.unknown_names.len() < MAX_NAMES || self.unknown_names.contains_key(name))
            {
                self.unknown_names.entry(name.to_owned()).or_default().add(row.tonnes, row.value);
            }
        }
    }

    /// A file is done: the same month must not come as a month and in a whole year.
    pub(super) fn file_read(&mut self, name: &str, found: &mut Findings) {
        for (year, bits) in std::mem::take(&mut self.of_file) {
            let all = self.months.entry(year).or_default();
            *all |= bits;
            if *all & 1 == 1 && *all > 1 {
                let message = format!("rows for single months of {year} beside rows for the whole year");
                found.push(Problem::new("E010", name, message, "import either the months or the year"));
            }
        }
    }

    /// For bulk files that hold a period in full: the period must not be in two files.
    pub(super) fn only_once(&mut self, name: &str, found: &mut Findings) {
        for (year, bits) in &self.of_file {
            for bit in (0..13).filter(|bit| bits & (1 << bit) != 0) {
                let earlier = self.once_a_month.entry((*year, bit)).or_insert_with(|| name.to_owned());
                if earlier != name {
                    let period = if bit == 0 { year.to_string() } else { format!("{year}-{bit:02}") };
                    let message = format!("{period} is in {earlier} already");
                    found.push(Problem::new("E010", name, message, "name each period once"));
                }
            }
        }
    }

    /// What was read.
    pub(super) fn finish(mut self, publisher: Publisher) -> Imported {
        self.drop_headings();
        let keys: BTreeSet<Key> = self.cells.keys().copied().collect();
        let mut imported = self.frame(publisher);
        // By code, band and what it becomes: a band may have a row for each of several exporters.
        let mut moved: BTreeMap<(String, String, String), Tally> = BTreeMap::new();
        for key in keys {
            let Some(sum) = self.cells.get(&key) else { continue };
            imported.used.join(&sum.all);
            imported.without_mass.join(&sum.without_mass);
            if sum.unspecified {
                imported.unspecified.join(&sum.all);
            }
            if sum.successor {
                imported.successors.join(&sum.all);
            }
            let goods = &self.codes.goods[usize::from(key.goods)];
            if goods.reclassifies() {
                let code = self.seen[key.code as usize].text.clone();
                moved.entry((code, goods.band.clone(), goods.words())).or_default().join(&sum.all);
            }
            imported.flows.push(self.flow(key, sum));
        }
        imported.reclassified =
            moved.into_iter().map(|((code, band, into), tally)| Reclassified { code, band, into, tally }).collect();
        let order = |flow: &Flow| (flow.year, flow.from.clone(), flow.to.clone(), flow.code.clone(), flow.goods);
        imported.flows.sort_by_cached_key(|flow| (order(flow), flow.counted));
        imported.goods = self.codes.goods;
        imported
    }

    fn flow(&self, key: Key, sum: &Sum) -> Flow {
        Flow {
            year: key.year,
            months: self.months_of(key.year),
            from: self.iso3[usize::from(key.from)].clone(),
            to: self.iso3[usize::from(key.to)].clone(),
            code: self.seen[key.code as usize].text.clone(),
            goods: usize::from(key.goods),
            counted: key.counted.word(),
            tally: sum.all,
            without_mass: sum.without_mass,
        }
    }

    fn months_of(&self, year: u16) -> u8 {
        let bits = self.months.get(&year).copied().unwrap_or(1);
        // A whole year, or as many months as there are.
        if bits & 1 == 1 { 12 } else { u8::try_from(bits.count_ones()).unwrap_or(12) }
    }

    /// A heading of four digits is a total where its sub-headings are there.
    fn drop_headings(&mut self) {
        let headings: Vec<u32> =
            (0..).zip(&self.seen).filter(|(_, code)| code.text.len() == 4).map(|(n, _)| n).collect();
        let mut total = Tally::default();
        for heading in headings {
            let text = self.seen[heading as usize].text.clone();
            let below: Vec<u32> = (0..)
                .zip(&self.seen)
                .filter(|(_, code)| code.text.len() > 4 && code.text.starts_with(&text))
                .map(|(n, _)| n)
                .collect();
            if below.is_empty() {
                continue;
            }
            total.join(&std::mem::take(&mut self.seen[heading as usize].unmapped));
            type Pair = (u16, u16, u16, Counted);
            let pair = |key: &Key| -> Pair { (key.year, key.from, key.to, key.counted) };
            let there: BTreeSet<Pair> = self.cells.keys().filter(|key| below.contains(&key.code)).map(pair).collect();
            let gone: BTreeSet<Key> =
                self.cells.keys().filter(|key| key.code == heading && there.contains(&pair(key))).copied().collect();
            for key in gone {
                if let Some(sum) = self.cells.remove(&key) {
                    total.join(&sum.all);
                }
            }
        }
        if total.rows > 0 {
            self.dropped.entry("headings whose sub-headings are there").or_default().join(&total);
        }
    }

    /// Everything but flows.
    fn frame(&self, publisher: Publisher) -> Imported {
        let known: BTreeSet<&str> = self.codes.goods.iter().filter_map(|goods| goods.code.get(..4)).collect();
        let mut unmapped = Tally::default();
        let mut codes = Vec::new();
        // In order of the text, so that sums do not depend on the order of rows across codes.
        let mut seen: Vec<&Code> = self.seen.iter().filter(|code| code.unmapped.rows > 0).collect();
        seen.sort_by(|a, b| a.text.cmp(&b.text));
        for code in seen {
            unmapped.join(&code.unmapped);
            let near = code.text.get(..4).is_some_and(|heading| known.contains(heading));
            codes.push(Listed { name: code.text.clone(), tally: code.unmapped, near });
        }
        let all = codes.len();
        let unmapped_codes = largest(codes);
        let unmapped_unlisted = (all - unmapped_codes.len()) as u64;
        let unknown: Vec<Listed> = self
            .unknown_names
            .iter()
            .map(|(name, tally)| Listed { name: name.clone(), tally: *tally, near: false })
            .collect();
        let dropped =
            self.dropped.iter().map(|(name, tally)| Listed { name: (*name).to_owned(), tally: *tally, near: false });
        Imported {
            publisher,
            currency: self.currency,
            years: self.months.keys().map(|year| (*year, self.months_of(*year))).collect(),
            read: self.read,
            used: Tally::default(),
            dropped: dropped.collect(),
            unmapped,
            unmapped_codes,
            unmapped_unlisted,
            unknown: self.unknown,
            unknown_countries: largest(unknown),
            unspecified: Tally::default(),
            successors: Tally::default(),
            without_mass: Tally::default(),
            reclassified: Vec::new(),
            goods: Vec::new(),
            flows: Vec::new(),
            totals: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// Codes near those of the package first, then by value, mass, rows and name.
pub(super) fn largest(mut list: Vec<Listed>) -> Vec<Listed> {
    list.sort_by(|a, b| {
        let size = |l: &Listed| (l.tally.value, l.tally.t);
        let ((av, at), (bv, bt)) = (size(a), size(b));
        b.near
            .cmp(&a.near)
            .then(bv.total_cmp(&av))
            .then(bt.total_cmp(&at))
            .then(b.tally.rows.cmp(&a.tally.rows))
            .then_with(|| a.name.cmp(&b.name))
    });
    list.truncate(MAX_LISTED);
    list
}

fn index(place: Place) -> Option<u16> {
    match place {
        Place::Country(country) | Place::Successor(country) | Place::Unspecified(country) => Some(country),
        Place::Total | Place::Unknown => None,
    }
}
