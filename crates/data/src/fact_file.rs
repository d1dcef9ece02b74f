//! `facts.csv` of a study: what rules ask for and no bill of materials says.

use crate::package::{Files, Package};
use crate::problem::{Findings, Problem, Problems, nearest};
use crate::schema::FACTS;
use crate::table::{self, Row, Table};
use coercivity_chain::{BomItem, Fact, FactKind, FactValue, ItemEvidence, Line};
use jiff::civil::Date;
use std::collections::HashSet;

/// Name of the file.
const FILE: &str = "facts.csv";
/// Subject that stands for the firm.
const COMPANY: &str = "company";
/// Value with which somebody says that they do not know.
const UNKNOWN: &str = "unknown";

/// Reads the facts of a study, none where it has no such file.
pub(crate) fn read(
    files: &Files,
    package: &Package,
    (lines, bom): (&[Line], &[BomItem]),
    problems: &mut Problems,
) -> Vec<Fact> {
    let Some(bytes) = files.get(FILE) else { return Vec::new() };
    let table = table::read(FILE, bytes, &FACTS, problems);
    let items = bom.iter().flat_map(|item| [item.child.as_str(), item.parent.as_str()]).collect();
    let keys = lines.iter().map(|line| line.key.as_str()).collect();
    let check = Check { package, lines: keys, items, table: &table };
    let mut found = Findings::default();
    let facts = table.rows.iter().filter_map(|row| check.fact(row, &mut found)).collect();
    found.append_to(problems, FILE);
    facts
}

/// What a row is checked against.
struct Check<'a> {
    package: &'a Package,
    lines: HashSet<&'a str>,
    /// Parents and children of the bill of materials.
    items: HashSet<&'a str>,
    table: &'a Table,
}

impl Check<'_> {
    fn fact(&self, row: &Row, found: &mut Findings) -> Option<Fact> {
        let text = |column: &str| self.table.text(row, column);
        let mut refuse = |code: &'static str, column: &str, message: String, hint: &dyn Fn() -> String| {
            found.push_with(|| Problem::new(code, FILE, message, hint()).row(row.line).cell(column, text(column)));
        };
        let kinds = &self.package.chain.fact_kinds;
        let Some(kind) = kinds.iter().find(|kind| kind.key == text("fact")) else {
            let hint = || {
                nearest(text("fact"), kinds.iter().map(|kind| kind.key.as_str())).map_or_else(
                    || "`coercivity data show fact_kinds` lists every fact".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                )
            };
            refuse("E009", "fact", "no rule asks for such a fact".to_owned(), &hint);
            return None;
        };
        let is_about = self.about(text("subject"));
        if is_about.is_empty() {
            let message = "neither the firm nor anything of the study".to_owned();
            refuse("E050", "subject", message, &|| self.hint(text("subject")));
            return None;
        }
        if !is_about.iter().any(|about| kind.subjects.iter().any(|subject| subject == about)) {
            let message = format!("the fact `{}` is not about a {}", kind.key, is_about.join(" or "));
            refuse("E050", "subject", message, &|| format!("it is about: {}", kind.subjects.join(", ")));
            return None;
        }
        if let Err((code, column, message, hint)) = value(kind, text("value"), text("unit")) {
            refuse(code, column, message, &|| hint.clone());
            return None;
        }
        Some(Fact {
            subject: text("subject").to_owned(),
            fact: kind.key.clone(),
            value: text("value").to_owned(),
            unit: text("unit").to_owned(),
            evidence: match text("evidence") {
                "declared" => ItemEvidence::Declared,
                "public" => ItemEvidence::Public,
                _ => ItemEvidence::Assumed,
            },
            note: text("note").to_owned(),
        })
    }

    /// What a subject is: one key may be a line, an item and a raw material at once.
    fn about(&self, subject: &str) -> Vec<&'static str> {
        let lists = &self.package.chain.raw_materials;
        [
            (COMPANY, subject == COMPANY),
            ("line", self.lines.contains(subject)),
            ("item", self.items.contains(subject)),
            ("material", lists.iter().flat_map(|list| &list.entries).any(|entry| entry.key == subject)),
        ]
        .into_iter()
        .filter_map(|(word, is_it)| is_it.then_some(word))
        .collect()
    }

    fn hint(&self, subject: &str) -> String {
        let lists = self.package.chain.raw_materials.iter().flat_map(|list| &list.entries);
        let known = std::iter::once(COMPANY)
            .chain(self.lines.iter().copied())
            .chain(self.items.iter().copied())
            .chain(lists.map(|entry| entry.key.as_str()));
        nearest(subject, known).map_or_else(
            || "write `company`, a line of lines.csv, an item of bom.csv, or a raw material of a list".to_owned(),
            |near| format!("did you mean `{near}`?"),
        )
    }
}

/// Code, column, message and hint of a value that does not fit its fact.
type Defect = (&'static str, &'static str, String, String);

fn value(kind: &FactKind, value: &str, unit: &str) -> Result<(), Defect> {
    if unit != kind.unit {
        let hint = if kind.unit.is_empty() {
            "leave the unit blank".to_owned()
        } else {
            format!("write the value in {} and the unit `{}`", kind.unit, kind.unit)
        };
        return Err(("E017", "unit", format!("the fact `{}` has another unit", kind.key), hint));
    }
    if value == UNKNOWN {
        return Ok(());
    }
    let number = value.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    let said = |code: &'static str, message: &str, hint: &str| {
        Err((code, "value", message.to_owned(), format!("{hint}, or `{UNKNOWN}`: it holds {}", kind.meaning)))
    };
    match kind.value {
        FactValue::Number if number.is_none() => said("E006", "not a number of zero or more", "write e.g. 1234.5"),
        FactValue::Share if number.is_none_or(|share| share > 1.0) => {
            said("E007", "not a share between 0 and 1", "write e.g. 0.25")
        }
        FactValue::Flag if !matches!(value, "yes" | "no") => said("E008", "neither yes nor no", "write yes or no"),
        FactValue::Date if value.len() != 10 || value.parse::<Date>().is_err() => {
            said("E006", "not a date", "write year-month-day, e.g. 2025-04-04")
        }
        _ => Ok(()),
    }
}
