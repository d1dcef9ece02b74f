//! Political stability by country and year, one column per year.
//!
//! The layout is `Country/Territory,Code,1996,1998,...,country_code`: the World
//! Bank's Worldwide Governance Indicators, scaled to 0 (stable) to 1, with
//! BACI's country numbers.

use super::sheet::{Record, Sheet, country_number, number, year};
use crate::problem::{Findings, Problem, Problems};

const NEEDED: [&str; 3] = ["Country/Territory", "Code", "country_code"];

/// A country's row.
#[derive(Debug, Clone, PartialEq)]
pub struct StabilityRow {
    /// Line in the file, 1 = header.
    pub line: u64,
    /// Country, as the file names it.
    pub country: String,
    /// ISO 3166-1 alpha-3, as the file has it.
    pub iso3: String,
    /// Its number with BACI; `None` = blank or `NA` (Taiwan, whose number is 490).
    pub number: Option<u16>,
    /// Instability from 0 to 1 in each of [`StabilityFile::years`]; `None` = not published.
    pub instability: Vec<Option<f64>>,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StabilityFile {
    /// Years, in the order of the columns.
    pub years: Vec<u16>,
    /// Rows in file order. A number may be there twice (328 is).
    pub rows: Vec<StabilityRow>,
}

/// Reads a file.
///
/// # Errors
/// All defects at once.
pub fn read(bytes: &[u8], name: &str) -> Result<StabilityFile, Problems> {
    let mut found = Findings::default();
    let mut file = StabilityFile::default();
    if let Some(sheet) = Sheet::read(bytes, name, &mut found)
        && let Some(columns) = sheet.columns(name, NEEDED, &mut found)
    {
        let years = years(&sheet, name, &columns, &mut found);
        file.years = years.iter().map(|(_, year)| *year).collect();
        for record in &sheet.records {
            file.rows.extend(row(name, record, columns, &years, &mut found));
        }
    }
    let mut problems = Problems::default();
    found.append_to(&mut problems, name);
    problems.into_result().map(|()| file)
}

/// Columns whose name is a year.
fn years(sheet: &Sheet, name: &str, columns: &[usize], found: &mut Findings) -> Vec<(usize, u16)> {
    let mut years: Vec<(usize, u16)> = Vec::new();
    for (place, header) in sheet.header.iter().enumerate().filter(|(place, _)| !columns.contains(place)) {
        match year(header) {
            Some(year) if years.iter().any(|(_, known)| *known == year) => {
                let message = "the column is there twice";
                found.push(Problem::new("E003", name, message, "keep one of them").row(1).cell(header, header));
            }
            Some(year) => years.push((place, year)),
            None => {
                let hint = "columns are Country/Territory, Code, one per year, and country_code";
                found.push(Problem::new("E003", name, "unknown column", hint).row(1).cell(header, header));
            }
        }
    }
    if years.is_empty() {
        let hint = "give one column per year, with four digits in the header";
        found.push(Problem::new("E003", name, "no column for a year", hint).row(1));
    }
    years
}

fn row(
    name: &str,
    record: &Record,
    columns: [usize; 3],
    years: &[(usize, u16)],
    found: &mut Findings,
) -> Option<StabilityRow> {
    let [country, iso3, code] = columns.map(|column| record.cell(column));
    let before = found.count();
    let number_of = if matches!(code, "" | "NA") { None } else { country_number(code) };
    if number_of.is_none() && !matches!(code, "" | "NA") {
        let hint = "write up to three digits, or NA";
        found.push_with(|| {
            Problem::new("E008", name, "not a country number of BACI", hint).row(record.line).cell(NEEDED[2], code)
        });
    }
    let mut instability = Vec::with_capacity(years.len());
    for (place, year) in years {
        let text = record.cell(*place);
        if matches!(text, "" | "nan" | "NA" | "None") {
            instability.push(None);
            continue;
        }
        let (code, message, hint) = match number(text) {
            Some(value) if (0.0..=1.0).contains(&value) => {
                instability.push(Some(value));
                continue;
            }
            Some(_) => {
                ("E007", "outside 0 to 1", "give the scaled figures, 0 = stable; the estimates go from -2.5 to 2.5")
            }
            None => ("E006", "not a number", "write digits with a decimal point, or nan where nothing is published"),
        };
        found.push_with(|| Problem::new(code, name, message, hint).row(record.line).cell(&year.to_string(), text));
    }
    (found.count() == before).then(|| StabilityRow {
        line: record.line,
        country: country.to_owned(),
        iso3: iso3.to_owned(),
        number: number_of,
        instability,
    })
}
