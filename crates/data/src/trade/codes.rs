//! Which customs codes a material is traded under.
//!
//! Columns needed are `Sheet_name` (the material in the production file),
//! `Reference ID` (its name in results), `HS Code` and `HS Code - Complementary`
//! (further codes, separated by `;`); others are passed over.

use super::baci::Hs6;
use super::sheet::{Record, Sheet};
use crate::problem::{Findings, Problem, Problems};
use std::collections::BTreeMap;

const NEEDED: [&str; 4] = ["Sheet_name", "Reference ID", "HS Code", "HS Code - Complementary"];
/// Word for a material without a code of its own.
const NONE: &str = "Not Available";

/// A material and its customs codes.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeRow {
    /// Line in the file, 1 = header.
    pub line: u64,
    /// Name in results.
    pub material: String,
    /// Name in the production file.
    pub produced_as: String,
    /// Codes, all of them summed; empty where the material has none of its own.
    pub codes: Vec<Hs6>,
}

/// Reads a file; rows in file order.
///
/// # Errors
/// All defects at once.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<CodeRow>, Problems> {
    let mut found = Findings::default();
    let mut rows: Vec<CodeRow> = Vec::new();
    if let Some(sheet) = Sheet::read(bytes, name, &mut found)
        && let Some(columns) = sheet.columns(name, NEEDED, &mut found)
    {
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        for record in &sheet.records {
            let Some(row) = row(name, record, columns, &mut found) else { continue };
            if let Some(first) = seen.get(&row.material).filter(|_| !row.codes.is_empty()) {
                let message = format!("the material has codes in row {first} already");
                found.push_with(|| {
                    Problem::new("E010", name, message, "give all codes in one row, or change the name")
                        .row(row.line)
                        .cell(NEEDED[1], &row.material)
                });
                continue;
            }
            if !row.codes.is_empty() {
                seen.insert(row.material.clone(), row.line);
            }
            rows.push(row);
        }
    }
    let mut problems = Problems::default();
    found.append_to(&mut problems, name);
    problems.into_result().map(|()| rows)
}

fn row(name: &str, record: &Record, columns: [usize; 4], found: &mut Findings) -> Option<CodeRow> {
    let [produced_as, material, code, more] = columns.map(|column| record.cell(column));
    let before = found.count();
    for (column, text) in [(0, produced_as), (1, material), (2, code)] {
        if text.is_empty() {
            let hint = "name the material and its code; where it has none, write Not Available";
            found.push_with(|| {
                Problem::new("E005", name, "the cell is blank", hint).row(record.line).cell(NEEDED[column], text)
            });
        }
    }
    let mut codes: Vec<Hs6> = Vec::new();
    let main = Some((2, code)).filter(|(_, code)| !code.is_empty() && *code != NONE);
    let others = more.split(';').map(|code| (3, code.trim())).filter(|(_, code)| !code.is_empty());
    for (column, text) in main.into_iter().chain(others) {
        match Hs6::parse(text.as_bytes()) {
            Some(code) if codes.contains(&code) => found.push_with(|| {
                let message = "the code is there twice, so its trade would count twice";
                Problem::new("E010", name, message, "remove one").row(record.line).cell(NEEDED[column], text)
            }),
            Some(code) => codes.push(code),
            None => found.push_with(|| {
                let hint = "write six digits; several go into the complementary column, separated by `;`";
                Problem::new("E012", name, "not a customs code of six digits", hint)
                    .row(record.line)
                    .cell(NEEDED[column], text)
            }),
        }
    }
    (found.count() == before).then(|| CodeRow {
        line: record.line,
        material: material.to_owned(),
        produced_as: produced_as.to_owned(),
        codes,
    })
}
