//! Rows against other rows: references and ranges.

use super::Table;
use crate::problem::{Findings, Problem, Problems, nearest};
use crate::schema::Kind;
use std::collections::{BTreeMap, HashSet};

/// Keys of each table, for references.
#[derive(Debug, Default)]
pub struct Keys(BTreeMap<&'static str, HashSet<String>>);

impl Keys {
    /// Adds the keys of a table (those with a one-column key).
    pub fn add(&mut self, table: &Table) {
        let [column] = table.schema.key else { return };
        let keys = table.rows.iter().map(|row| table.text(row, column).to_owned()).collect();
        self.0.insert(table.schema.name, keys);
    }

    /// Checks every reference of a table; rows with a broken one are removed.
    pub fn check(&self, table: &mut Table, problems: &mut Problems) {
        let fields = table.schema.fields;
        let mut found = Findings::default();
        table.rows.retain(|row| {
            let before = found.count();
            for (cell, field) in row.cells.iter().zip(fields) {
                let (target, keys): (&str, Vec<&str>) = match field.kind {
                    _ if cell.text.is_empty() => continue,
                    Kind::Reference(target) => (target, vec![cell.text.as_str()]),
                    Kind::ReferenceOrAny(target) if cell.text != "*" => (target, vec![cell.text.as_str()]),
                    Kind::References(target) => (target, cell.text.split(';').map(str::trim).collect()),
                    _ => continue,
                };
                let Some(known) = self.0.get(target) else { continue };
                for key in keys.into_iter().filter(|key| !known.contains(*key)) {
                    found.push_with(|| {
                        let (code, message, hint) = unknown(target, key, known);
                        Problem::new(code, &row.file, message, hint).row(row.line).cell(field.name, key)
                    });
                }
            }
            found.count() == before
        });
        found.append_to(problems, &table.file);
    }
}

/// Code, message and hint of a reference that leads nowhere.
fn unknown(target: &str, key: &str, known: &HashSet<String>) -> (&'static str, String, String) {
    let (code, what, hint) = match target {
        "countries" => (
            "E011",
            "no such country code".to_owned(),
            "write ISO 3166-1 alpha-3, e.g. CHN, or EUU, XEU, XRW".to_owned(),
        ),
        "hs_codes" => {
            ("E012", "no such HS code".to_owned(), "add it to hs_codes or name a row that is there".to_owned())
        }
        _ => ("E009", format!("no such row in {target}"), format!("add it to {target} or name a row that is there")),
    };
    let near = nearest(key, known.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
    (code, what, near.unwrap_or(hint))
}

/// `low <= quantity <= high` in every row that gives a range, and both within the bounds of the quantity.
pub fn check_ranges(table: &Table, problems: &mut Problems) {
    let Some(quantity) = table.schema.quantity else { return };
    let Some(field) = table.schema.fields.iter().find(|field| field.name == quantity) else { return };
    let mut found = Findings::default();
    for row in &table.rows {
        let Some(value) = table.number(row, quantity) else { continue };
        let slack = 1e-9 * value.abs();
        for (column, sign) in [("low", 1.0), ("high", -1.0)] {
            let Some(bound) = table.number(row, column) else { continue };
            let defect = |code, message, hint: String| {
                Problem::new(code, &row.file, message, hint).row(row.line).cell(column, table.text(row, column))
            };
            if sign * (bound - value) > slack {
                let message = format!("the range does not hold `{quantity}` = {value}");
                found.push(defect("E018", message, "low <= quantity <= high".to_owned()));
            } else if let Kind::Number { min, max } = field.kind
                && !(min..=max).contains(&bound)
            {
                let hint = format!("it is an end of the range of `{quantity}` [{}]", field.unit);
                found.push(defect("E007", format!("outside {min} to {max}"), hint));
            }
        }
    }
    found.append_to(problems, &table.file);
}
