//! What an import came to.

use super::{Goods, Publisher};

/// Rows, mass and value that share a fate.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    /// Mass as declared \[t\]; rows without mass add nothing.
    pub t: f64,
    /// Value \[currency of the file\].
    pub value: f64,
}

impl Tally {
    /// Adds a row.
    pub(super) fn add(&mut self, t: Option<f64>, value: f64) {
        self.rows += 1;
        self.t += t.unwrap_or(0.0);
        self.value += value;
    }

    /// Adds all of another.
    pub(super) fn join(&mut self, other: &Tally) {
        self.rows += other.rows;
        self.t += other.t;
        self.value += other.value;
    }
}

/// A code, name or reason, with what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// As published, or in words.
    pub name: String,
    /// What it holds.
    pub tally: Tally,
    /// For a code: shares its heading with a code of the package.
    pub near: bool,
}

/// Shipments of a code that a band of unit values or an exporter's row took over.
#[derive(Debug, Clone, PartialEq)]
pub struct Reclassified {
    /// Code as published.
    pub code: String,
    /// Band.
    pub band: String,
    /// Into which goods.
    pub into: String,
    /// What they hold.
    pub tally: Tally,
}

/// Trade from one country to another in one year, under one code, as one kind of goods.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Calendar year.
    pub year: u16,
    /// Months that the files hold of it.
    pub months: u8,
    /// Exporter, ISO 3166-1 alpha-3.
    pub from: String,
    /// Importer, ISO 3166-1 alpha-3.
    pub to: String,
    /// Code as published.
    pub code: String,
    /// Goods, by index.
    pub goods: usize,
    /// import, export, re-export, re-import or reconciled.
    pub counted: &'static str,
    /// What it holds.
    pub tally: Tally,
    /// Of these, rows without mass.
    pub without_mass: Tally,
}

/// A total of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Mineral or element.
    pub commodity: String,
    /// Stage.
    pub stage: String,
    /// Material; empty = several.
    pub material: String,
    /// production, capacity, reserves or eu-sourcing.
    pub measure: &'static str,
    /// Year.
    pub year: u16,
    /// Value, in t or as a share.
    pub value: f64,
    /// t or share.
    pub unit: &'static str,
    /// What a tonne means.
    pub counted_as: String,
    /// Low end, where the table gives a range or a bound.
    pub low: Option<f64>,
    /// High end, likewise.
    pub high: Option<f64>,
    /// reported or estimated.
    pub basis: &'static str,
    /// What the reader should know.
    pub note: String,
}

/// An import that passed.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Whose files.
    pub publisher: Publisher,
    /// Currency of values; empty for production.
    pub currency: &'static str,
    /// Years, and the months that the files hold of each.
    pub years: Vec<(u16, u8)>,
    /// All rows.
    pub read: Tally,
    /// Rows in flows or totals.
    pub used: Tally,
    /// Rows that would be counted twice, or that say nothing, by reason.
    pub dropped: Vec<Listed>,
    /// Rows of codes or names that the package has no goods for.
    pub unmapped: Tally,
    /// These codes or names, largest value first.
    pub unmapped_codes: Vec<Listed>,
    /// Codes or names left out of that list.
    pub unmapped_unlisted: u64,
    /// Rows whose country is not known.
    pub unknown: Tally,
    /// These countries, largest value first.
    pub unknown_countries: Vec<Listed>,
    /// Of the rows used: no single country named, taken as rest of the world.
    pub unspecified: Tally,
    /// Of the rows used: a country taken in the place of one that is gone.
    pub successors: Tally,
    /// Of the rows used: those without mass.
    pub without_mass: Tally,
    /// Of the rows used: those that a unit value or an exporter moved to other goods.
    pub reclassified: Vec<Reclassified>,
    /// Goods that flows refer to.
    pub goods: Vec<Goods>,
    /// Flows, sorted.
    pub flows: Vec<Flow>,
    /// Totals, sorted.
    pub totals: Vec<Total>,
    /// What the reader should know.
    pub notes: Vec<String>,
}

impl Imported {
    /// Rows that are goods of one country or another: used, unmapped or of an unknown country.
    #[must_use]
    pub fn goods_rows(&self) -> Tally {
        let mut sum = self.used;
        sum.join(&self.unmapped);
        sum.join(&self.unknown);
        sum
    }
}
