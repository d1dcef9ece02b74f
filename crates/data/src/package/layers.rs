//! The rows of a table: its file in `tables/`, then that of each folder in `minerals/`, then the overlay's.

use super::Files;
use crate::problem::{Problem, Problems, nearest};
use crate::schema::{self, TableSchema};
use crate::table::{self, Keys, Table};

/// Folder that holds one folder per mineral.
pub(crate) const MINERALS: &str = "minerals/";

/// Reads every table of the base with the overlay's rows laid over it, then checks references and ranges.
pub(super) fn read_tables(base: &Files, overlay: &Files, problems: &mut Problems) -> Vec<Table> {
    unknown_files(base, problems);
    unknown_files(overlay, problems);
    let mut tables = Vec::new();
    for schema in schema::PACKAGE {
        let file = format!("tables/{}.csv", schema.name);
        if !base.contains_key(&file) {
            problems.push(Problem::new("E001", &file, "the file is missing", schema.description));
            continue;
        }
        let mut table = read_layer(base, schema, "", problems);
        table.overlay(read_layer(overlay, schema, "study ", problems));
        tables.push(table);
    }
    if !problems.is_empty() {
        return tables;
    }
    let mut keys = Keys::default();
    for table in &tables {
        keys.add(table);
    }
    for table in &mut tables {
        keys.check(table, problems);
        table::check_ranges(table, problems);
    }
    tables
}

/// All rows that a set of files holds for a table. Problems name the file after `origin`.
fn read_layer(files: &Files, schema: &'static TableSchema, origin: &str, problems: &mut Problems) -> Table {
    let main = format!("tables/{}.csv", schema.name);
    let mut table = match files.get(&main) {
        Some(bytes) => table::read(&format!("{origin}{main}"), bytes, schema, problems),
        None => Table::empty(&format!("{origin}{main}"), schema),
    };
    let of_minerals: Vec<Table> = files
        .iter()
        .filter(|(file, _)| mineral_table(file) == Some(schema.name))
        .map(|(file, bytes)| table::read(&format!("{origin}{file}"), bytes, schema, problems))
        .collect();
    table.join(of_minerals, problems);
    table
}

/// Name of the table that a file of a mineral adds rows to: `sites` for `minerals/gallium/sites.csv`.
pub(crate) fn mineral_table(file: &str) -> Option<&str> {
    let (_, name) = file.strip_prefix(MINERALS)?.split_once('/')?;
    name.strip_suffix(".csv").filter(|name| !name.contains('/'))
}

/// A table under a name that nothing reads would be left out without a word.
fn unknown_files(files: &Files, problems: &mut Problems) {
    for file in files.keys() {
        if let Some(rest) = file.strip_prefix("tables/") {
            unknown_table(file, rest.strip_suffix(".csv").unwrap_or(rest), problems);
        } else if let Some(rest) = file.strip_prefix(MINERALS) {
            match rest.split_once('/') {
                // Inputs of the balancing, which a run does not read.
                Some((_, name)) if name.starts_with("balance/") => {}
                Some((_, name)) => unknown_table(file, name.strip_suffix(".csv").unwrap_or(name), problems),
                None => {
                    let hint = "give each mineral a folder: minerals/<mineral>/materials.csv";
                    problems.push(Problem::new("E001", file, "the file belongs to no mineral", hint));
                }
            }
        }
    }
}

fn unknown_table(file: &str, name: &str, problems: &mut Problems) {
    if schema::table(name).is_some_and(|schema| schema::PACKAGE.contains(schema)) && file.ends_with(".csv") {
        return;
    }
    let names = || schema::PACKAGE.iter().map(|schema| schema.name);
    let hint = nearest(name, names()).map_or_else(
        || format!("tables are {}", names().collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}.csv`?"),
    );
    problems.push(Problem::new("E001", file, "no such table", hint));
}
