//! World tables of the USGS Mineral Commodity Summaries: one row per country (2025), or one per figure (2026).

mod wide;

use super::header::{self, Column, Header, Layout, Need, column};
use super::number::{Figure, Printed, printed, whole};
use super::production::{Entry, Production};
use super::rows::{self, Rows, text};
use crate::problem::{Findings, Problem};
use std::io::Read;

use Need::{Expected, Read as Wanted};

const COMMODITY: usize = 0;
const COUNTRY: usize = 1;
const SECTION: usize = 2;
const STATISTICS: usize = 3;
const UNIT: usize = 4;
const YEAR: usize = 5;
const VALUE: usize = 6;
const NOTES: usize = 7;

const LONG: &[Column] = &[
    column(Wanted, "Commodity"),
    column(Wanted, "Country"),
    column(Wanted, "Section"),
    column(Wanted, "Statistics"),
    column(Wanted, "Unit"),
    column(Wanted, "Year"),
    column(Wanted, "Value"),
    column(Wanted, "Notes"),
    column(Expected, "MCS chapter"),
    column(Expected, "Statistics_detail"),
    // The year is that of the list of critical minerals.
    column(Expected, "Is critical mineral 2025"),
    column(Expected, "Other notes"),
];

const LONG_LAYOUT: Layout = Layout { name: "MCS commodities data", columns: LONG };

/// A header that was told apart.
enum Kind {
    Long(Header),
    Wide(wide::Wide),
}

pub(super) fn read(name: &str, mut input: impl Read, production: &mut Production, found: &mut Findings) {
    let head = match rows::head(name, &mut input) {
        Ok(head) => head,
        Err(problem) => return found.push(*problem),
    };
    let mut rows = Rows::new(name, head, input);
    let mut kind: Option<Kind> = None;
    loop {
        match rows.next() {
            Ok(None) => return,
            Err(problem) => return found.push(*problem),
            Ok(Some((line, record))) => match &kind {
                None => {
                    kind = find(name, line, record, found);
                    if kind.is_none() {
                        return;
                    }
                }
                Some(Kind::Long(header)) if !header.fits(record) => {
                    found.push_with(|| header::misfit(name, line, record, header));
                }
                Some(Kind::Long(header)) => {
                    if let Err(problem) = take(name, line, header, record, production) {
                        found.push(*problem);
                    }
                }
                Some(Kind::Wide(wide)) => wide.take(name, line, record, production, found),
            },
        }
    }
}

/// `COMMODITY` with `TYPE` or a `PROD_` column is the one, `Statistics` the other.
fn find(name: &str, line: u64, record: &csv::ByteRecord, found: &mut Findings) -> Option<Kind> {
    let is_wide = record.iter().any(|cell| {
        let cell = text(cell).trim().to_uppercase();
        cell == "TYPE" || cell == "UNIT_MEAS" || cell.starts_with("PROD_")
    });
    if is_wide {
        return wide::find(name, line, record, found).map(Kind::Wide);
    }
    // The year in a title changes with the edition.
    let plain: csv::ByteRecord = record
        .iter()
        .map(|cell| {
            let name = text(cell).trim().to_owned();
            let critical = name.to_lowercase().starts_with("is critical mineral");
            if critical { "Is critical mineral 2025".to_owned() } else { name }
        })
        .collect::<Vec<_>>()
        .into();
    header::find(name, line, &plain, &[LONG_LAYOUT], found).map(Kind::Long)
}

fn take(
    name: &str,
    line: u64,
    header: &Header,
    record: &csv::ByteRecord,
    production: &mut Production,
) -> Result<(), Box<Problem>> {
    let cell = |column: usize| text(header.cell(record, column));
    let defect = |column: usize, code, message: &str, hint: &str| {
        Box::new(Problem::new(code, name, message, hint).row(line).cell(LONG[column].name, &cell(column)))
    };
    if !cell(SECTION).starts_with("World") {
        production.drop("other tables than those of the world");
        return Ok(());
    }
    if !production.knows(&cell(COMMODITY), "any") {
        production.unmapped(&cell(COMMODITY));
        return Ok(());
    }
    let measure = match &*cell(STATISTICS) {
        "Production" => "production",
        "Capacity" => "capacity",
        "Reserves" => "reserves",
        _ => {
            production.drop("other statistics than production, capacity and reserves");
            return Ok(());
        }
    };
    let year = whole(cell(YEAR).as_bytes(), 1900, 2100)
        .ok_or_else(|| defect(YEAR, "E007", "not a year between 1900 and 2100", "write four digits"))?;
    let Some(factor) = tonnes_per(&cell(UNIT)) else {
        return Err(defect(UNIT, "E017", "not a unit of mass that is known", UNITS));
    };
    let shown = printed(&cell(VALUE)).map_err(|(code, message, hint)| defect(VALUE, code, message, hint))?;
    let estimated = cell(NOTES).to_lowercase().contains("estimated");
    let (country, commodity) = (cell(COUNTRY), cell(COMMODITY));
    if country.is_empty() {
        return Err(defect(COUNTRY, "E005", "the cell is blank", "a country, as published"));
    }
    let row = Row { commodity: &commodity, country: &country, measure, year: year as u16, factor, estimated };
    row.add(shown, production);
    Ok(())
}

/// Units of mass that tables use.
const UNITS: &str = "kilograms, metric tons, thousand metric tons or million metric tons";

/// Tonnes in a unit, told by its first words.
fn tonnes_per(unit: &str) -> Option<f64> {
    let unit = unit.trim().to_lowercase();
    [
        ("thousand metric tons", 1e3),
        ("million metric tons", 1e6),
        ("metric tons", 1.0),
        ("kilograms", 1e-3),
        ("grams", 1e-6),
    ]
    .into_iter()
    .find(|(start, _)| unit.starts_with(start))
    .map(|(_, factor)| factor)
}

/// Everything about a figure but the figure.
struct Row<'a> {
    commodity: &'a str,
    country: &'a str,
    measure: &'static str,
    year: u16,
    factor: f64,
    estimated: bool,
}

impl Row<'_> {
    fn add(&self, shown: Printed, production: &mut Production) {
        let Printed::Figure(figure) = shown else {
            return production.drop(match shown {
                Printed::Nothing => "no figure published",
                _ => "withheld, not available or in words",
            });
        };
        let scaled = |x: f64| x * self.factor;
        production.add(&Entry {
            commodity: self.commodity,
            stage: "any",
            country: self.country,
            measure: self.measure,
            unit: "t",
            year: self.year,
            figure: Figure { value: scaled(figure.value), range: figure.range.map(|(l, h)| (scaled(l), scaled(h))) },
            estimated: self.estimated,
        });
    }
}
