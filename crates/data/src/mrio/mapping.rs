//! Which industry of a table a line of a study belongs to: `mapping.csv`.

use super::Mrio;
use crate::problem::{Findings, Problem, Problems};

/// The header.
pub const HEADER: [&str; 5] = ["country", "end_use", "region", "sector", "money_per_unit"];
/// Most rows: every country with every end use is far less.
const MAX_ROWS: usize = 20_000;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct MappingRow {
    /// Country of the line, ISO 3166 alpha-3.
    pub country: String,
    /// End use of the line; `*` = any.
    pub end_use: String,
    /// Region of the table, by number.
    pub region: usize,
    /// Sector of the table, by number.
    pub sector: usize,
    /// What one unit of the table's money is in the line's money: 1,000,000 for a table in millions.
    pub money_per_unit: f64,
}

/// The rows of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// In the order of the file.
    pub rows: Vec<MappingRow>,
}

impl Mapping {
    /// The row for a line: its own end use before `*`.
    #[must_use]
    pub fn find(&self, country: &str, end_use: &str) -> Option<&MappingRow> {
        let of = |wanted: &str| self.rows.iter().find(|row| row.country == country && row.end_use == wanted);
        of(end_use).or_else(|| of("*"))
    }
}

/// Reads a file against the names of a table.
///
/// # Errors
/// All defects at once.
pub fn read(table: &Mrio, file: &str, bytes: &[u8]) -> Result<Mapping, Problems> {
    let mut found = Findings::default();
    let mut rows: Vec<MappingRow> = Vec::new();
    let (mut reader, _) = crate::user_csv_reader(bytes);
    let right = HEADER.join(",");
    match reader.headers() {
        Ok(header) if header.iter().eq(HEADER) => {}
        _ => {
            found.push(Problem::new("E003", file, "not the header of a mapping", format!("begin with {right}")).row(1))
        }
    }
    for (number, record) in reader.records().take(MAX_ROWS).enumerate() {
        let line = number as u64 + 2;
        match record {
            Ok(record) if record.len() == HEADER.len() => {
                let cell = |column: usize| record.get(column).unwrap_or_default();
                if let Some(row) = row(table, file, line, cell, &mut found) {
                    if rows.iter().any(|known| known.country == row.country && known.end_use == row.end_use) {
                        let problem = Problem::new("E010", file, "the country and end use are there twice", "keep one");
                        found.push(problem.row(line).cell("country", &row.country));
                    }
                    rows.push(row);
                }
            }
            Ok(record) => {
                let message = format!("{} cells, {} wanted", record.len(), HEADER.len());
                found.push(Problem::new("E004", file, message, format!("columns are {right}")).row(line));
            }
            Err(error) => {
                let hint = "save the file as CSV in UTF-8";
                found.push(Problem::new("E002", file, format!("cannot be read ({error})"), hint).row(line));
                break;
            }
        }
    }
    let mut problems = Problems::default();
    found.append_to(&mut problems, file);
    problems.into_result().map(|()| Mapping { rows })
}

fn row<'a>(
    table: &Mrio,
    file: &str,
    line: u64,
    cell: impl Fn(usize) -> &'a str,
    found: &mut Findings,
) -> Option<MappingRow> {
    let mut name = |column: usize, number: Result<usize, super::labels::Unknown>| match number {
        Ok(number) => Some(number),
        Err(unknown) => {
            let problem = Problem::new("E009", file, unknown.message, unknown.hint);
            found.push(problem.row(line).cell(HEADER[column], &unknown.value));
            None
        }
    };
    let region = name(2, table.labels.region(cell(2)));
    let sector = name(3, table.labels.sector(cell(3)));
    let money = cell(4).parse::<f64>().ok().filter(|value| value.is_finite() && *value > 0.0);
    if money.is_none() {
        let hint = "what one unit of the table is in the line's money, such as 1000000 for a table in millions";
        found.push(Problem::new("E006", file, "not an amount above zero", hint).row(line).cell(HEADER[4], cell(4)));
    }
    if cell(0).is_empty() || cell(1).is_empty() {
        let hint = "a country as ISO alpha-3 and an end use of the study, or * for any";
        found.push(Problem::new("E005", file, "no country or no end use", hint).row(line));
        return None;
    }
    let (country, end_use) = (cell(0).to_owned(), cell(1).to_owned());
    Some(MappingRow { country, end_use, region: region?, sector: sector?, money_per_unit: money? })
}
