//! Production by country and year: `material,country,country_code,year,value,unit`.
//!
//! The layout is that of World Mining Data (Reichl & Schatz) turned into one row
//! per figure, with BACI's country numbers.

use super::sheet::{Record, Sheet, country_number, number, year};
use crate::problem::{Findings, Problem, Problems, nearest};

const NEEDED: [&str; 6] = ["material", "country", "country_code", "year", "value", "unit"];
/// Largest figure of a row.
const MAX_AMOUNT: f64 = 1e13;

/// Unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `metr. t` or `t`.
    Tonne,
    /// `kg`.
    Kilogram,
    /// `ct`: 0.2 g.
    Carat,
    /// `Mio m3`: a volume, which no factor of ours turns into mass.
    MillionCubicMetres,
}

impl Unit {
    const WORDS: [(&'static str, Unit); 5] = [
        ("metr. t", Unit::Tonne),
        ("t", Unit::Tonne),
        ("kg", Unit::Kilogram),
        ("ct", Unit::Carat),
        ("Mio m3", Unit::MillionCubicMetres),
    ];

    /// Tonnes per unit; `None` for a volume.
    #[must_use]
    pub const fn tonnes(self) -> Option<f64> {
        match self {
            Unit::Tonne => Some(1.0),
            Unit::Kilogram => Some(1e-3),
            Unit::Carat => Some(2e-7),
            Unit::MillionCubicMetres => None,
        }
    }
}

/// What a country made in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductionRow {
    /// Line in the file, 1 = header.
    pub line: u64,
    /// Material, as the file names it.
    pub material: String,
    /// Country, as the file names it.
    pub country: String,
    /// Its number with BACI; `None` = blank or `NA`.
    pub number: Option<u16>,
    /// Calendar year.
    pub year: u16,
    /// Amount, in `unit` per year.
    pub amount: f64,
    /// Unit of the amount.
    pub unit: Unit,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProductionFile {
    /// Rows of countries, in file order. A country may be there twice.
    pub rows: Vec<ProductionRow>,
    /// Rows of totals (`Total`, code `DELETE`), left out.
    pub totals: u64,
}

/// Reads a file.
///
/// # Errors
/// All defects at once.
pub fn read(bytes: &[u8], name: &str) -> Result<ProductionFile, Problems> {
    let mut found = Findings::default();
    let mut file = ProductionFile::default();
    if let Some(sheet) = Sheet::read(bytes, name, &mut found)
        && let Some(columns) = sheet.columns(name, NEEDED, &mut found)
    {
        for record in &sheet.records {
            if record.cell(columns[1]) == "Total" || record.cell(columns[2]) == "DELETE" {
                file.totals += 1;
                continue;
            }
            file.rows.extend(row(name, record, columns, &mut found));
        }
    }
    let mut problems = Problems::default();
    found.append_to(&mut problems, name);
    problems.into_result().map(|()| file)
}

fn row(name: &str, record: &Record, columns: [usize; 6], found: &mut Findings) -> Option<ProductionRow> {
    let [material, country, code, year_text, value, unit_text] = columns.map(|column| record.cell(column));
    let before = found.count();
    let mut defect = |column: usize, value: &str, code, message: &str, hint: &str| {
        found.push_with(|| Problem::new(code, name, message, hint).row(record.line).cell(NEEDED[column], value));
    };
    for (column, text) in [(0, material), (1, country)] {
        if text.is_empty() {
            defect(column, text, "E005", "the cell is blank", "name the material and the country");
        }
    }
    let number_of = if matches!(code, "" | "NA") { None } else { country_number(code) };
    if number_of.is_none() && !matches!(code, "" | "NA") {
        defect(2, code, "E008", "not a country number of BACI", "write up to three digits, or leave it blank");
    }
    let year_read = year(year_text);
    if year_read.is_none() {
        defect(3, year_text, "E007", "not a year between 1900 and 2100", "write four digits");
    }
    let amount = number(value);
    match amount {
        None => defect(4, value, "E006", "not a number", "write digits with a decimal point"),
        Some(amount) if !(0.0..=MAX_AMOUNT).contains(&amount) => {
            defect(4, value, "E007", "outside 0 to 1e13", "check the unit");
        }
        Some(_) => {}
    }
    let unit = Unit::WORDS.into_iter().find(|(word, _)| *word == unit_text).map(|(_, unit)| unit);
    if unit.is_none() {
        let words = Unit::WORDS.map(|(word, _)| word);
        let hint = nearest(unit_text, words.into_iter())
            .map_or_else(|| format!("one of {}", words.join(", ")), |word| format!("did you mean `{word}`?"));
        defect(5, unit_text, "E017", "unknown unit", &hint);
    }
    if found.count() > before {
        return None;
    }
    Some(ProductionRow {
        line: record.line,
        material: material.to_owned(),
        country: country.to_owned(),
        number: number_of,
        year: year_read?,
        amount: amount?,
        unit: unit?,
    })
}
