//! The package described for readers and for other programs, from the same tables that check it.

use crate::codes::CODES;
use crate::package::Files;
use crate::package::layers::{MINERALS, mineral_table};
use crate::problem::{Problem, Problems};
use crate::schema::{BOM, DECLARATIONS, FACTS, Field, Kind, LINES, PACKAGE, RECYCLED, REQUESTS, TableSchema};
use crate::table::{self, MAX_COUNT, Table};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Every table with its columns, as Markdown.
#[must_use]
pub fn tables_markdown() -> String {
    let mut out = String::new();
    for schema in PACKAGE {
        table_markdown(&mut out, schema, &format!("tables/{}.csv", schema.name));
    }
    for schema in [&LINES, &BOM, &DECLARATIONS, &FACTS, &RECYCLED, &REQUESTS] {
        table_markdown(&mut out, schema, &format!("{}.csv", schema.name));
    }
    out
}

fn table_markdown(out: &mut String, schema: &TableSchema, file: &str) {
    // Writing to a string cannot fail.
    let _ = write!(out, "### `{file}`\n\n{} Key: {}.", schema.description, ticked(schema.key));
    if let Some(quantity) = schema.quantity {
        let _ = write!(out, " `low` and `high` are the range of `{quantity}`.");
    }
    out.push_str("\n\n| Column | Holds | Unit | Meaning |\n|---|---|---|---|\n");
    for field in schema.fields {
        let blank = if field.required { "" } else { "; may be blank" };
        let _ = writeln!(
            out,
            "| `{}` | {}{blank} | {} | {} |",
            field.name,
            holds(field.kind),
            field.unit,
            field.description.replace('|', "\\|")
        );
    }
    out.push('\n');
}

fn ticked(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" + ")
}

/// What a column may hold, in words.
fn holds(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Key => "key".to_owned(),
        Kind::Number { min, max } => match (min, max) {
            (min, max) if max < 1e6 => format!("number, {min} to {max}"),
            (min, _) if min <= -1e6 => "number".to_owned(),
            (0.0, _) => "number, 0 or more".to_owned(),
            _ => "number above 0".to_owned(),
        },
        Kind::Year => "year".to_owned(),
        Kind::Date => "date, `2025-04-04`".to_owned(),
        Kind::Count => format!("whole number, 0 to {MAX_COUNT}"),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Reference(target) => format!("key of {target}"),
        Kind::References(target) => format!("keys of {target}, `;` between them"),
        Kind::ReferenceOrAny(target) => format!("key of {target}, or `*`"),
        Kind::Element => "element symbol".to_owned(),
    }
}

/// Every check with its meaning and remedy, as Markdown.
#[must_use]
pub fn codes_markdown() -> String {
    let mut out = "| Code | Meaning | Remedy |\n|---|---|---|\n".to_owned();
    for code in CODES {
        let _ = writeln!(out, "| {} | {} | {} |", code.code, code.meaning, code.remedy);
    }
    out.push('\n');
    out
}

/// Rows of `balance/residuals.csv` that matter most: the largest differences of the figures
/// used in the fit, then every figure that was held back or only compared, as Markdown.
///
/// # Errors
/// When the file is missing or cannot be read.
pub fn residuals_markdown(files: &Files, largest: usize) -> Result<String, Problems> {
    let file = "balance/residuals.csv";
    let failed = |message: String| Problems(vec![Problem::new("E001", file, message, "make it anew by the balancing")]);
    let bytes = files.get(file).ok_or_else(|| failed("the file is missing".to_owned()))?;
    let rows: Vec<csv::StringRecord> =
        crate::csv_reader(bytes).records().collect::<Result<_, _>>().map_err(|e| failed(e.to_string()))?;
    let percent = |row: &csv::StringRecord| row.get(5).and_then(|text| text.parse::<f64>().ok());
    let used = |row: &csv::StringRecord| row.get(6) == Some("true");
    let mut fitted: Vec<_> = rows.iter().filter(|row| used(row) && percent(row).is_some()).collect();
    fitted.sort_by(|a, b| percent(b).unwrap_or(0.0).abs().total_cmp(&percent(a).unwrap_or(0.0).abs()));
    let within =
        |limit: f64| fitted.iter().filter(|row| percent(row).is_some_and(|percent| percent.abs() <= limit)).count();
    let mut out = format!(
        "Of {} published figures used in the fit, {} are met within 1 % and {} within 10 %. The {} largest differences:\n\n",
        fitted.len(),
        within(1.0),
        within(10.0),
        largest.min(fitted.len()),
    );
    let head = "| Figure | Published | In the package | Unit | Difference |\n|---|---:|---:|---|---:|\n";
    let list = |out: &mut String, rows: &[&csv::StringRecord]| {
        out.push_str(head);
        for row in rows {
            let cell = |n: usize| row.get(n).unwrap_or_default();
            let difference = percent(row).map_or_else(String::new, |percent| format!("{percent:+.1} %"));
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {difference} |",
                cell(1).replace('|', "\\|"),
                short(cell(2)),
                short(cell(3)),
                cell(4)
            );
        }
        out.push('\n');
    };
    list(&mut out, &fitted[..largest.min(fitted.len())]);
    out.push_str("Figures that were not used in the fit:\n\n");
    list(&mut out, &rows.iter().filter(|row| !used(row)).collect::<Vec<_>>());
    Ok(out)
}

/// One row per mineral with a folder: its size, and how far its flows are from the figures they rest on, as Markdown.
///
/// # Errors
/// When a file of a mineral is missing or cannot be read.
pub fn minerals_markdown(files: &Files) -> Result<String, Problems> {
    let folders: BTreeSet<&str> =
        files.keys().filter_map(|file| Some(file.strip_prefix(MINERALS)?.split_once('/')?.0)).collect();
    let mut out = "| Mineral | Sites | Links | Figures used | Met within 10 % | Largest difference |\n".to_owned();
    out.push_str("|---|---:|---:|---:|---:|---|\n");
    for mineral in folders {
        let read = |name: &str| -> Result<Vec<csv::StringRecord>, Problems> {
            let file = format!("{MINERALS}{mineral}/{name}.csv");
            let failed =
                |message: String| Problems(vec![Problem::new("E001", &file, message, "make it anew by the balancing")]);
            let bytes = files.get(&file).ok_or_else(|| failed("the file is missing".to_owned()))?;
            crate::csv_reader(bytes).records().collect::<Result<_, _>>().map_err(|e| failed(e.to_string()))
        };
        let residuals = read("balance/residuals")?;
        let percent = |row: &csv::StringRecord| row.get(5).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
        let near = residuals.iter().filter(|row| percent(row).abs() <= 10.0).count();
        let largest = residuals.iter().max_by(|a, b| percent(a).abs().total_cmp(&percent(b).abs()));
        let largest =
            largest.map_or_else(String::new, |row| format!("{} {:+.0} %", row.get(1).unwrap_or(""), percent(row)));
        let (sites, links) = (read("sites")?.len(), read("links")?.len());
        let _ = writeln!(out, "| {mineral} | {sites} | {links} | {} | {near} | {largest} |", residuals.len());
    }
    out.push('\n');
    Ok(out)
}

/// A number for the eye: whole above 100, else one decimal.
fn short(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if number.abs() >= 100.0 => format!("{number:.0}"),
        Ok(number) => format!("{number:.1}"),
        Err(_) => text.to_owned(),
    }
}

/// `datapackage.json` of a package: its files described by Frictionless Data Package 2.0.
///
/// # Errors
/// When `tables/sources.csv` cannot be read.
pub fn datapackage(files: &Files) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let sources = PACKAGE.iter().find(|schema| schema.name == "sources").zip(files.get("tables/sources.csv"));
    let sources = sources.map(|(schema, bytes)| table::read("tables/sources.csv", bytes, schema, &mut problems));
    problems.into_result()?;
    let tables = PACKAGE.iter().map(table_resource);
    let others = files.keys().filter(|file| !file.starts_with("tables/") && file.contains('/')).map(|f| resource(f));
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "coercivity-default",
        "title": "Rare-earth magnet chain and other critical minerals, base year 2024",
        "description": "Sites, flows, processes, stocks and export controls from the mine to the product. Every quantity \
                        has a source, a year, a basis (reported, derived, estimated, assumed) and, where one is known, \
                        a range.",
        "version": env!("CARGO_PKG_VERSION"),
        "licenses": [{
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0, for the compilation; single figures under the licence of their source",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }],
        "sources": sources.as_ref().map_or_else(Vec::new, source_list),
        "resources": tables.chain(others).collect::<Vec<_>>(),
    });
    // The alternate form indents, so that a change of one column is a change of one line.
    Ok(format!("{package:#}\n"))
}

fn source_list(sources: &Table) -> Vec<Value> {
    let make = |row| {
        let text = |column| sources.text(row, column);
        let mut source = Map::new();
        source.insert("name".to_owned(), text("source").into());
        source.insert("title".to_owned(), format!("{}. {}", text("publisher"), text("title")).into());
        for (key, column) in [("path", "url"), ("licence", "licence"), ("year", "year")] {
            if !text(column).is_empty() {
                source.insert(key.to_owned(), text(column).into());
            }
        }
        Value::Object(source)
    };
    sources.rows.iter().map(make).collect()
}

/// A file without a schema here: TOML, or a CSV file of the balancing.
fn resource(file: &str) -> Value {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = stem.replace('/', "-").to_lowercase();
    let (folder, _) = file.split_once('/').unwrap_or_default();
    if let Some(table) = mineral_table(file) {
        return json!({
            "name": name, "path": file,
            "description": format!("Rows of one mineral, added to those of `{table}`; columns as there."),
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        });
    }
    let description = match folder {
        "controls" => "An export control: scope, terms, phases of review, outcomes.",
        "frameworks" => "A law of licences: what its controls share.",
        "calendars" => "Working days of an authority.",
        "scenarios" => "Dated events.",
        _ => "Input or result of the balancing of the flows.",
    };
    let mediatype = if file.ends_with(".toml") { "application/toml" } else { "text/csv" };
    let format = if file.ends_with(".toml") { "toml" } else { "csv" };
    json!({
        "name": name, "path": file, "description": description,
        "format": format, "mediatype": mediatype, "encoding": "utf-8",
    })
}

fn table_resource(schema: &TableSchema) -> Value {
    json!({
        "name": schema.name.replace('_', "-"),
        "path": format!("tables/{}.csv", schema.name),
        "type": "table",
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(schema),
    })
}

fn table_schema(schema: &TableSchema) -> Value {
    let mut out = Map::new();
    out.insert("fields".to_owned(), schema.fields.iter().map(|field| field_schema(schema, field)).collect());
    out.insert("missingValues".to_owned(), json!([""]));
    out.insert("primaryKey".to_owned(), json!(schema.key));
    let foreign: Vec<Value> = schema.fields.iter().filter_map(foreign_key).collect();
    if !foreign.is_empty() {
        out.insert("foreignKeys".to_owned(), foreign.into());
    }
    Value::Object(out)
}

/// Lists and `*` are no foreign keys in the sense of the standard; their descriptions name the table.
fn foreign_key(field: &Field) -> Option<Value> {
    let Kind::Reference(target) = field.kind else { return None };
    let key = PACKAGE.iter().find(|schema| schema.name == target)?.key;
    Some(json!({
        "fields": [field.name],
        "reference": { "resource": target.replace('_', "-"), "fields": key },
    }))
}

fn field_schema(schema: &TableSchema, field: &Field) -> Value {
    let kind = match field.kind {
        Kind::Number { .. } => "number",
        Kind::Year => "year",
        Kind::Date => "date",
        Kind::Count => "integer",
        Kind::Flag => "boolean",
        _ => "string",
    };
    let mut constraints = Map::new();
    let mut limit = |name: &str, value: Value| constraints.insert(name.to_owned(), value);
    if field.required {
        limit("required", true.into());
    }
    if schema.key == [field.name] {
        limit("unique", true.into());
    }
    let mut description = field.description.to_owned();
    match field.kind {
        Kind::Number { min, max } => {
            limit("minimum", min.into());
            limit("maximum", max.into());
        }
        Kind::Year => {
            limit("minimum", 1900.into());
            limit("maximum", 2100.into());
        }
        Kind::Count => {
            limit("minimum", 0.into());
            limit("maximum", MAX_COUNT.into());
        }
        Kind::Choice(words) => {
            limit("enum", json!(words));
        }
        Kind::Key => {
            limit("pattern", "[A-Za-z0-9][A-Za-z0-9._-]{0,119}".into());
        }
        Kind::References(target) => {
            let _ = write!(description, " (keys of {target}, `;` between them)");
        }
        Kind::ReferenceOrAny(target) => {
            let _ = write!(description, " (key of {target}, or `*`)");
        }
        Kind::Text | Kind::Date | Kind::Flag | Kind::Reference(_) | Kind::Element => {}
    }
    let mut out = Map::new();
    out.insert("name".to_owned(), field.name.into());
    out.insert("type".to_owned(), kind.into());
    if !field.unit.is_empty() {
        out.insert("unit".to_owned(), field.unit.into());
    }
    out.insert("description".to_owned(), description.into());
    if field.kind == Kind::Flag {
        out.insert("trueValues".to_owned(), json!(["true"]));
        out.insert("falseValues".to_owned(), json!(["false"]));
    }
    if !constraints.is_empty() {
        out.insert("constraints".to_owned(), constraints.into());
    }
    Value::Object(out)
}
