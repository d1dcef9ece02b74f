//! `data`: what the package holds, how it checks out, single tables.

use crate::error::AppError;
use crate::load;
use coercivity_chain::{Basis, Chain};
use coercivity_data::package::{self, Package};
use coercivity_data::schema::{self, TableSchema};
use coercivity_data::study_file::LoadedStudy;
use coercivity_data::table::Table;
use coercivity_data::{Problem, check};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A table in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TableSummary {
    /// Name.
    pub table: String,
    /// Meaning.
    pub description: String,
    /// Rows.
    pub rows: usize,
    /// Earliest and latest year of its figures, if it has years.
    pub vintage: Option<(u16, u16)>,
    /// Rows by basis; empty for tables without figures.
    pub basis: BTreeMap<String, usize>,
    /// Sources used.
    pub sources: usize,
}

/// A published figure beside its fitted value.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Residual {
    /// Kind: total, cell, held back, check.
    pub kind: String,
    /// Item.
    pub item: String,
    /// Published.
    pub published: f64,
    /// In the package.
    pub fitted: f64,
    /// Unit of both.
    pub unit: String,
    /// Difference [%]; none where nothing was published.
    pub difference_percent: Option<f64>,
    /// Used in the fit.
    pub used_in_fit: bool,
    /// Source.
    pub source: String,
}

/// The package in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DataResponse {
    /// Base year.
    pub base_year: u16,
    /// blake3 over all files.
    pub data_digest: String,
    /// Tables.
    pub tables: Vec<TableSummary>,
    /// Share of all figures that are reported or derived.
    pub share_reported_or_derived: f64,
    /// The same by tonnes on links.
    pub share_of_tonnes_reported_or_derived: f64,
    /// Controls.
    pub controls: Vec<String>,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Worked studies.
    pub studies: Vec<String>,
    /// Figures held back from the fit.
    pub held_back: Vec<Residual>,
    /// Largest differences of the figures used in the fit.
    pub largest_residuals: Vec<Residual>,
    /// Sources: key, title, publisher, licence.
    pub sources: Vec<(String, String, String, String)>,
}

/// Residuals shown.
const LARGEST: usize = 12;

/// Describes the default package.
///
/// # Errors
/// None unless the program was built from a broken package.
pub fn describe() -> Result<DataResponse, AppError> {
    let files = package::embedded();
    let package = Package::default_package()?;
    let tables: Vec<TableSummary> = package.tables.iter().map(summary).collect();
    let (mut good, mut all) = (0, 0);
    for (basis, rows) in tables.iter().flat_map(|t| &t.basis) {
        all += rows;
        if basis == Basis::Reported.word() || basis == Basis::Derived.word() {
            good += rows;
        }
    }
    let residuals = residuals(&files)?;
    let mut largest: Vec<Residual> =
        residuals.iter().filter(|r| r.used_in_fit && r.difference_percent.is_some()).cloned().collect();
    largest.sort_by(|a, b| {
        b.difference_percent.unwrap_or(0.0).abs().total_cmp(&a.difference_percent.unwrap_or(0.0).abs())
    });
    largest.truncate(LARGEST);
    Ok(DataResponse {
        base_year: package.chain.base_year,
        data_digest: load::data_digest(&[&files], &[]),
        share_reported_or_derived: f64::from(good as u32) / f64::from((all as u32).max(1)),
        share_of_tonnes_reported_or_derived: tonnes_share(&package.chain),
        tables,
        controls: package.chain.controls.iter().map(|c| c.key.clone()).collect(),
        scenarios: package.scenarios.keys().cloned().collect(),
        studies: coercivity_data::study_file::worked_studies(),
        held_back: residuals.iter().filter(|r| !r.used_in_fit).cloned().collect(),
        largest_residuals: largest,
        sources: package
            .chain
            .sources
            .iter()
            .map(|s| (s.key.clone(), s.title.clone(), s.publisher.clone(), s.licence.clone()))
            .collect(),
    })
}

fn tonnes_share(chain: &Chain) -> f64 {
    let sum = |is_it: &dyn Fn(Basis) -> bool| {
        chain.links.iter().filter(|l| is_it(l.evidence.basis)).map(|l| l.flow.value()).sum::<f64>()
    };
    sum(&|b| matches!(b, Basis::Reported | Basis::Derived)) / sum(&|_| true)
}

fn summary(table: &Table) -> TableSummary {
    let has = |column: &str| table.schema.fields.iter().any(|f| f.name == column);
    let figures = has("basis");
    let mut basis = BTreeMap::new();
    let mut sources = std::collections::BTreeSet::new();
    let mut years: Vec<u16> = Vec::new();
    for row in table.rows.iter().filter(|_| figures) {
        *basis.entry(table.text(row, "basis").to_owned()).or_default() += 1;
        sources.insert(table.text(row, "source"));
        years.extend(table.number(row, "year").map(|y| y as u16));
    }
    TableSummary {
        table: table.schema.name.to_owned(),
        description: table.schema.description.to_owned(),
        rows: table.rows.len(),
        vintage: years.iter().min().copied().zip(years.iter().max().copied()),
        basis,
        sources: sources.len(),
    }
}

/// Reads `balance/residuals.csv`, which the balancing wrote.
fn residuals(files: &package::Files) -> Result<Vec<Residual>, AppError> {
    let Some(bytes) = files.get("balance/residuals.csv") else { return Ok(Vec::new()) };
    let mut reader = coercivity_data::csv_reader(bytes);
    let mut list = Vec::new();
    for record in reader.records().flatten() {
        let text = |n: usize| record.get(n).unwrap_or_default().to_owned();
        list.push(Residual {
            kind: text(0),
            item: text(1),
            published: text(2).parse().unwrap_or(f64::NAN),
            fitted: text(3).parse().unwrap_or(f64::NAN),
            unit: text(4),
            difference_percent: text(5).parse().ok(),
            used_in_fit: text(6) == "true",
            source: text(8),
        });
    }
    Ok(list)
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckResponse {
    /// What was checked.
    pub checked: String,
    /// Files read.
    pub files: usize,
    /// Problems, one line each.
    pub problems: Vec<String>,
    /// Closure of base flows: site, material, wanted and found [t/yr], relative difference.
    pub closures: Vec<ClosureRow>,
    /// Largest relative closure.
    pub largest_closure: f64,
}

/// What the base flows of a site leave open.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClosureRow {
    /// Site.
    pub site: String,
    /// Material.
    pub material: String,
    /// `input` or `output`.
    pub side: String,
    /// Activity x coefficient [t/yr].
    pub wanted: f64,
    /// Sum of flows [t/yr].
    pub found: f64,
    /// Difference relative to what is wanted.
    pub relative: f64,
}

/// Closures below this are rounding of the tables and are not listed.
const ROUNDING: f64 = 1e-9;

/// Checks the default package, a package folder, or a study folder (one with a `study.toml`).
///
/// # Errors
/// When the folder cannot be read at all; defects are in the response.
pub fn check(folder: Option<&Path>) -> Result<CheckResponse, AppError> {
    let files = match folder {
        None => package::embedded(),
        Some(folder) => package::read_folder(folder)?,
    };
    let checked = folder.map_or_else(|| "default package".to_owned(), |f| f.display().to_string());
    let is_study = files.contains_key("study.toml");
    let result = if is_study {
        coercivity_data::study_file::read(&package::embedded(), &files).map(|loaded| loaded.package)
    } else {
        Package::read(&files, &package::Files::new())
    };
    let (problems, package): (Vec<Problem>, Option<Package>) = match result {
        Ok(package) => (Vec::new(), Some(package)),
        Err(problems) => (problems.0, None),
    };
    let mut closures: Vec<ClosureRow> = package.iter().flat_map(|p| closure_rows(&p.chain)).collect();
    closures.sort_by(|a, b| b.relative.total_cmp(&a.relative));
    Ok(CheckResponse {
        checked,
        files: files.len(),
        problems: problems.iter().map(ToString::to_string).collect(),
        largest_closure: closures.first().map_or(0.0, |c| c.relative),
        closures: closures.into_iter().filter(|c| c.relative > ROUNDING).collect(),
    })
}

fn closure_rows(chain: &Chain) -> Vec<ClosureRow> {
    let row = |closure: check::Closure| ClosureRow {
        site: chain.sites[closure.site.index()].key.clone(),
        material: chain.materials[closure.material.index()].key.clone(),
        side: if closure.input { "input" } else { "output" }.to_owned(),
        wanted: closure.wanted,
        found: closure.found,
        relative: closure.relative(),
    };
    check::closures(chain).into_iter().map(row).collect()
}

/// Rows of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShowResponse {
    /// Table.
    pub table: String,
    /// Columns with unit and meaning.
    pub columns: Vec<ColumnInfo>,
    /// Rows that match.
    pub rows: Vec<Vec<String>>,
    /// Rows in the table.
    pub total: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ColumnInfo {
    /// Name.
    pub name: String,
    /// Unit, or empty.
    pub unit: String,
    /// Meaning.
    pub description: String,
}

/// Shows a table, only rows for which every `column=value` holds (`*` in a value stands for anything).
///
/// # Errors
/// When table or column are not known.
pub fn show(table: &str, conditions: &[String]) -> Result<ShowResponse, AppError> {
    let schema = schema::table(table).ok_or_else(|| AppError::Unknown {
        what: "table",
        name: table.to_owned(),
        hint: format!("one of: {}", names().join(", ")),
    })?;
    let package = Package::default_package()?;
    let wanted = conditions.iter().map(|c| condition(schema, c)).collect::<Result<Vec<_>, _>>()?;
    let found = package.table(table).ok_or_else(|| AppError::Unknown {
        what: "table",
        name: table.to_owned(),
        hint: String::new(),
    })?;
    let keeps = |row: &&coercivity_data::table::Row| {
        wanted.iter().all(|(column, pattern)| matches(found.text(row, column), pattern))
    };
    let rows =
        found.rows.iter().filter(keeps).map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect();
    Ok(ShowResponse { table: table.to_owned(), columns: columns(schema), rows, total: found.rows.len() })
}

/// A source of the package.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceInfo {
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Year.
    pub year: Option<u16>,
    /// Licence.
    pub licence: String,
    /// Address.
    pub url: String,
}

/// A table with the sources that its rows name.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TableResponse {
    /// Table.
    pub table: String,
    /// What it holds.
    pub description: String,
    /// Columns with unit and meaning.
    pub columns: Vec<ColumnInfo>,
    /// Rows as written.
    pub rows: Vec<Vec<String>>,
    /// Sources by key.
    pub sources: BTreeMap<String, SourceInfo>,
}

/// A table of a study: one of its own (`lines`, `bom`, `declarations`) or one of the package, its overlays laid over it.
///
/// # Errors
/// When there is no such table.
pub fn table(loaded: &LoadedStudy, name: &str) -> Result<TableResponse, AppError> {
    let own = loaded.tables.iter().find(|table| table.schema.name == name);
    let found = own.or_else(|| loaded.package.table(name)).ok_or_else(|| AppError::Unknown {
        what: "table",
        name: name.chars().take(60).collect(),
        hint: {
            let own = loaded.tables.iter().map(|table| table.schema.name);
            format!("one of: {}", own.chain(names()).collect::<Vec<_>>().join(", "))
        },
    })?;
    let sources = &loaded.package.chain.sources;
    let place = found.schema.fields.iter().position(|field| field.name == "source");
    let named: std::collections::BTreeSet<&str> =
        place.map_or_else(Default::default, |n| found.rows.iter().map(|row| row.cells[n].text.as_str()).collect());
    let source = |source: &coercivity_chain::Source| SourceInfo {
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        year: source.year,
        licence: source.licence.clone(),
        url: source.url.clone(),
    };
    Ok(TableResponse {
        table: name.to_owned(),
        description: found.schema.description.to_owned(),
        columns: columns(found.schema),
        rows: found.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect(),
        sources: sources
            .iter()
            .filter(|s| named.contains(s.key.as_str()))
            .map(|s| (s.key.clone(), source(s)))
            .collect(),
    })
}

fn columns(schema: &TableSchema) -> Vec<ColumnInfo> {
    let column = |f: &schema::Field| ColumnInfo {
        name: f.name.to_owned(),
        unit: f.unit.to_owned(),
        description: f.description.to_owned(),
    };
    schema.fields.iter().map(column).collect()
}

/// Names of the tables.
#[must_use]
pub fn names() -> Vec<&'static str> {
    schema::PACKAGE.iter().map(|s| s.name).collect()
}

fn condition<'a>(schema: &TableSchema, text: &'a str) -> Result<(&'static str, &'a str), AppError> {
    let columns = || schema.fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
    let (name, value) = text.split_once('=').ok_or_else(|| AppError::Unknown {
        what: "condition",
        name: text.to_owned(),
        hint: "write column=value, e.g. --where country=CHN".to_owned(),
    })?;
    let field = schema.fields.iter().find(|f| f.name == name.trim());
    let field = field.ok_or_else(|| AppError::Unknown {
        what: "column",
        name: name.to_owned(),
        hint: format!("one of: {}", columns()),
    })?;
    Ok((field.name, value.trim()))
}

/// A value against a pattern in which `*` stands for any text.
fn matches(value: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = value.strip_prefix(first) else { return false };
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    open || rest.is_empty()
        || (pattern.contains('*')
            && !pattern.ends_with('*')
            && value.ends_with(pattern.rsplit('*').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (value, pattern, want) in [
            ("CHN", "CHN", true),
            ("CHN", "CH", false),
            ("magnet-ndfeb-CHN", "magnet-*", true),
            ("magnet-ndfeb-CHN", "*-CHN", true),
            ("alloy-x-CHN-CHN", "*-CHN", true),
            ("magnet-ndfeb-CHN", "*-JPN", false),
            ("abc", "*", true),
        ] {
            assert_eq!(matches(value, pattern), want, "{value} {pattern}");
        }
    }
}
