//! One row per country: `SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,...`, years in the header.

use super::{Row, UNITS, printed, tonnes_per};
use crate::import::header::{self, Column, Header, Layout, Need, column};
use crate::import::number::whole;
use crate::import::production::Production;
use crate::import::rows::text;
use crate::problem::{Findings, Problem};

use Need::{Expected, Optional, Read as Wanted};

const COMMODITY: usize = 0;
const COUNTRY: usize = 1;
const UNIT: usize = 2;
const NOTES: usize = 3;
/// Columns of figures, with what they hold and whether the publisher estimated it.
const FIGURES: [(usize, &str, bool); 5] = [
    (4, "production", false),
    (5, "production", true),
    (6, "capacity", false),
    (7, "capacity", true),
    (8, "reserves", false),
];

const WIDE: &[Column] = &[
    column(Wanted, "COMMODITY"),
    column(Wanted, "COUNTRY"),
    column(Wanted, "UNIT_MEAS"),
    column(Wanted, "PROD_NOTES"),
    column(Wanted, "PROD_<year>"),
    column(Wanted, "PROD_EST_<year>"),
    column(Optional, "CAP_<year>"),
    column(Optional, "CAP_EST_<year>"),
    column(Wanted, "RESERVES_<year>"),
    column(Expected, "SOURCE"),
    column(Expected, "TYPE"),
    column(Optional, "CAP_NOTES"),
    column(Optional, "RESERVE_NOTES"),
];

/// A file of this layout.
pub(super) struct Wide {
    header: Header,
    /// Year of each column of figures, in their order.
    years: [Option<u16>; FIGURES.len()],
    /// Names of these columns as written.
    titles: [String; FIGURES.len()],
}

/// `PROD_EST_ 2024` to `PROD_EST_<year>` and 2024.
fn pattern(title: &str) -> (String, Option<u16>) {
    let title = title.trim();
    let start = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = whole(&title.as_bytes()[start.len()..], 1900, 2100).and_then(|year| u16::try_from(year).ok());
    match (year, start.trim_end().ends_with('_')) {
        (Some(year), true) => (format!("{}<year>", start.trim_end()), Some(year)),
        _ => (title.to_owned(), None),
    }
}

pub(super) fn find(name: &str, line: u64, record: &csv::ByteRecord, found: &mut Findings) -> Option<Wide> {
    let titles: Vec<String> = record.iter().map(|cell| text(cell).trim().to_owned()).collect();
    let patterns: Vec<(String, Option<u16>)> = titles.iter().map(|title| pattern(title)).collect();
    let plain: csv::ByteRecord = patterns.iter().map(|(title, _)| title.clone()).collect::<Vec<_>>().into();
    let layout = Layout { name: "MCS world data", columns: WIDE };
    let header = header::find(name, line, &plain, &[layout], found)?;
    let place = |column: usize| patterns.iter().position(|(title, _)| title.eq_ignore_ascii_case(WIDE[column].name));
    let years = FIGURES.map(|(column, _, _)| place(column).and_then(|place| patterns[place].1));
    let titles = FIGURES.map(|(column, _, _)| place(column).map_or_else(String::new, |place| titles[place].clone()));
    Some(Wide { header, years, titles })
}

impl Wide {
    pub(super) fn take(
        &self,
        name: &str,
        line: u64,
        record: &csv::ByteRecord,
        production: &mut Production,
        found: &mut Findings,
    ) {
        if !self.header.fits(record) {
            return found.push_with(|| header::misfit(name, line, record, &self.header));
        }
        let cell = |column: usize| text(self.header.cell(record, column));
        let (commodity, country, unit) = (cell(COMMODITY), cell(COUNTRY), cell(UNIT));
        for (title, value) in [("COMMODITY", &commodity), ("COUNTRY", &country)] {
            if value.is_empty() {
                let problem = Problem::new("E005", name, "the cell is blank", "as published");
                return found.push(problem.row(line).cell(title, value));
            }
        }
        if !production.knows(&commodity, "any") {
            return production.unmapped(&commodity);
        }
        let Some(factor) = tonnes_per(&unit) else {
            let problem = Problem::new("E017", name, "not a unit of mass that is known", UNITS);
            return found.push(problem.row(line).cell("UNIT_MEAS", &unit));
        };
        let noted = cell(NOTES).to_lowercase().contains("estimated");
        // The edition of 2025 prints smelter capacities of magnesium once more as reserves.
        let capacities = [cell(FIGURES[2].0), cell(FIGURES[3].0)];
        for (n, (column, measure, estimated)) in FIGURES.into_iter().enumerate() {
            let Some(year) = self.years[n] else { continue };
            match printed(&cell(column)) {
                Err((code, message, hint)) => {
                    let problem = Problem::new(code, name, message, hint);
                    found.push(problem.row(line).cell(&self.titles[n], &cell(column)));
                }
                Ok(_) if measure == "reserves" && !cell(column).is_empty() && capacities.contains(&cell(column)) => {
                    production.drop("reserves that repeat the capacity of the row");
                }
                Ok(shown) => {
                    let estimated = estimated || (noted && measure == "production");
                    let row = Row { commodity: &commodity, country: &country, measure, year, factor, estimated };
                    row.add(shown, production);
                }
            }
        }
    }
}
