//! A study: `study.toml`, `lines.csv`, `bom.csv`, and optional overlays.

use crate::bom_check;
use crate::declarations;
use crate::fact_file;
use crate::package::{self, Files, Package};
use crate::problem::{Problem, Problems};
use crate::schema;
use crate::table::{self, Keys, Row, Table};
use crate::toml_file;
use coercivity_chain::{Basis, BomItem, Days, Evidence, ItemEvidence, Line, Share, Study, StudySettings};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyFile {
    id: String,
    title: String,
    #[serde(default = "default_base")]
    base: String,
    #[serde(default = "default_scenario")]
    scenario: String,
    #[serde(default = "default_days")]
    days: i64,
    #[serde(default = "default_runs")]
    runs: i64,
    #[serde(default = "default_seed")]
    seed: u64,
    #[serde(default = "default_min_rate")]
    min_rate: f64,
    #[serde(default = "default_restart")]
    restart_days: f64,
    #[serde(default = "default_overtime")]
    overtime: f64,
    #[serde(default = "default_adjustment")]
    adjustment_days: f64,
    #[serde(default = "default_shifting")]
    share_shifting: bool,
    #[serde(default = "default_rush")]
    rush: f64,
}

fn default_base() -> String {
    "default".to_owned()
}
fn default_scenario() -> String {
    "april-2025".to_owned()
}
const fn default_days() -> i64 {
    540
}
const fn default_runs() -> i64 {
    500
}
const fn default_seed() -> u64 {
    20_250_404
}
const fn default_min_rate() -> f64 {
    0.3
}
const fn default_restart() -> f64 {
    3.0
}
const fn default_overtime() -> f64 {
    1.1
}
const fn default_adjustment() -> f64 {
    14.0
}
const fn default_shifting() -> bool {
    true
}
const fn default_rush() -> f64 {
    1.5
}

/// A study with the package it stands on.
#[derive(Debug, Clone)]
pub struct LoadedStudy {
    /// Package, the study's overlays laid over it.
    pub package: Package,
    /// The study.
    pub study: Study,
    /// Rows of `lines.csv`, `bom.csv` and, where there is one, `declarations.csv`, for the data page.
    pub tables: Vec<Table>,
    /// What is sound but may not be meant, in sentences.
    pub notes: Vec<String>,
}

/// Names of the worked studies in the program.
#[must_use]
pub fn worked_studies() -> Vec<String> {
    let names: BTreeSet<String> =
        studies().keys().filter_map(|file| file.split('/').next().map(str::to_owned)).collect();
    names.into_iter().collect()
}

static STUDIES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/studies");

fn studies() -> Files {
    let mut files = Files::new();
    package::collect_embedded(&STUDIES, &mut files);
    files
}

/// Files of a worked study.
#[must_use]
pub fn worked_study(name: &str) -> Option<Files> {
    let prefix = format!("{name}/");
    let files: Files = studies()
        .into_iter()
        .filter_map(|(file, bytes)| file.strip_prefix(&prefix).map(|f| (f.to_owned(), bytes)))
        .collect();
    (!files.is_empty()).then_some(files)
}

/// Reads and checks a study on a base package.
///
/// # Errors
/// Every problem of the study and its overlays at once.
pub fn read(base: &Files, files: &Files) -> Result<LoadedStudy, Problems> {
    let package = Package::read(base, files)?;
    let mut problems = Problems::default();
    let settings = match files.get("study.toml") {
        Some(bytes) => {
            toml_file::read::<StudyFile>("study.toml", bytes, &mut problems).map(|raw| settings(raw, &mut problems))
        }
        None => {
            problems.push(Problem::new(
                "E001",
                "study.toml",
                "the file is missing",
                "`coercivity init DIR` writes a commented study",
            ));
            None
        }
    };
    let mut keys = Keys::default();
    for table in &package.tables {
        keys.add(table);
    }
    let mut read_table = |name: &str, schema| {
        let Some(bytes) = files.get(name) else {
            problems.push(Problem::new(
                "E001",
                name,
                "the file is missing",
                "`coercivity init DIR` writes a commented study",
            ));
            return Table::empty(name, schema);
        };
        let mut table = table::read(name, bytes, schema, &mut problems);
        keys.check(&mut table, &mut problems);
        table::check_ranges(&table, &mut problems);
        table
    };
    let lines_table = read_table("lines.csv", &schema::LINES);
    let bom_table = read_table("bom.csv", &schema::BOM);
    let lines = lines(&lines_table, &package);
    let bom = bom(&bom_table, &package, &mut problems);
    let facts = fact_file::read(files, &package, (&lines, &bom), &mut problems);
    if problems.is_empty() {
        if lines.is_empty() {
            problems.push(Problem::new("E005", "lines.csv", "no lines", "add a row per production line"));
        } else {
            bom_check::all(&lines_table, &bom_table, &package.chain, &mut problems);
        }
    }
    let mut tables = vec![lines_table, bom_table];
    let mut stated = declarations::Stated::default();
    if let Some(bytes) = files.get(declarations::FILE) {
        let (found, table) = declarations::read(bytes, &keys, &bom, &package.chain, &mut problems);
        stated = found;
        tables.push(table);
    }
    problems.into_result()?;
    let Some((key, title, settings)) = settings else { return Err(Problems::default()) };
    let study = Study { key, title, settings, lines, bom, declarations: stated.rows, facts };
    Ok(LoadedStudy { package, study, tables, notes: stated.notes })
}

fn settings(raw: StudyFile, problems: &mut Problems) -> (String, String, StudySettings) {
    if !table::is_key(&raw.id) {
        problems.push(Problem::new("E008", "study.toml", "not a key", table::KEY_HINT).cell("id", &raw.id));
    }
    let mut refuse = |column: &str, value: String, hint: &str| {
        problems.push(Problem::new("E007", "study.toml", "out of bounds", hint).cell(column, &value));
    };
    if raw.base != "default" {
        refuse("base", raw.base.clone(), "the base is \"default\"; lay your own tables over it in tables/");
    }
    if !(1..=3650).contains(&raw.days) {
        refuse("days", raw.days.to_string(), "1 to 3650 days");
    }
    if !(1..=1_000_000).contains(&raw.runs) {
        refuse("runs", raw.runs.to_string(), "1 to 1,000,000 runs");
    }
    for (column, value, low, high) in [
        ("min_rate", raw.min_rate, 0.0, 1.0),
        ("restart_days", raw.restart_days, 0.0, 90.0),
        ("overtime", raw.overtime, 1.0, 3.0),
        ("adjustment_days", raw.adjustment_days, 1.0, 365.0),
        ("rush", raw.rush, 1.0, 10.0),
    ] {
        if !(low..=high).contains(&value) {
            refuse(column, value.to_string(), &format!("{low} to {high}"));
        }
    }
    let settings = StudySettings {
        days: raw.days.clamp(1, 3650) as u32,
        runs: raw.runs.clamp(1, 1_000_000) as u32,
        seed: raw.seed,
        scenario: raw.scenario,
        min_rate: Share(raw.min_rate),
        restart: Days(raw.restart_days),
        overtime: raw.overtime,
        adjustment: Days(raw.adjustment_days),
        share_shifting: raw.share_shifting,
        rush: raw.rush,
    };
    (raw.id, raw.title, settings)
}

fn evidence(table: &Table, row: &Row, package: &Package) -> Option<Evidence> {
    Some(Evidence {
        source: package.chain.source(table.text(row, "source"))?,
        year: table.number(row, "year").map(|y| y as u16),
        basis: table.text(row, "basis").parse().unwrap_or(Basis::Assumed),
        low: table.number(row, "low"),
        high: table.number(row, "high"),
    })
}

fn lines(table: &Table, package: &Package) -> Vec<Line> {
    let number = |row: &Row, column: &str| table.number(row, column).unwrap_or(0.0);
    let make = |row: &Row| {
        Some(Line {
            key: table.text(row, "line").to_owned(),
            title: table.text(row, "title").to_owned(),
            product: table.text(row, "product").to_owned(),
            country: package.chain.country(table.text(row, "country"))?,
            end_use: package.chain.end_use(table.text(row, "end_use"))?,
            units_per_day: number(row, "units_per_day"),
            revenue_per_unit: number(row, "revenue_per_unit"),
            value_added_per_unit: number(row, "value_added_per_unit"),
            currency: table.text(row, "currency").to_owned(),
            price_year: number(row, "price_year") as u16,
            jobs: number(row, "jobs"),
            pairs: 1,
            evidence: evidence(table, row, package)?,
        })
    };
    table.rows.iter().filter_map(make).collect()
}

/// Tonnes per unit as written; `None` for a unit that is no mass.
fn tonnes(unit: &str) -> Option<f64> {
    match unit {
        "mg" => Some(1e-9),
        "g" => Some(1e-6),
        "kg" => Some(1e-3),
        "t" => Some(1.0),
        _ => None,
    }
}

/// Who says so, in the word of a file.
pub(crate) fn item_evidence(word: &str) -> ItemEvidence {
    match word {
        "declared" => ItemEvidence::Declared,
        "public" => ItemEvidence::Public,
        _ => ItemEvidence::Assumed,
    }
}

fn bom(table: &Table, package: &Package, problems: &mut Problems) -> Vec<BomItem> {
    let mut items = Vec::new();
    for row in &table.rows {
        let number = |column: &str| table.number(row, column).unwrap_or(0.0);
        let child = table.text(row, "child");
        let unit = table.text(row, "unit");
        let material = package.chain.material(child);
        let mut quantity = number("quantity");
        if material.is_some() {
            match tonnes(unit) {
                Some(factor) => quantity *= factor,
                None => {
                    problems.push(
                        Problem::new("E017", &row.file, format!("{child} is measured by mass"), "write mg, g, kg or t")
                            .row(row.line)
                            .cell("unit", unit),
                    );
                }
            }
            if table.text(row, "country").is_empty() {
                problems.push(
                    Problem::new(
                        "E005",
                        &row.file,
                        "the country of manufacture is missing",
                        "write ISO 3166-1 alpha-3, e.g. CHN",
                    )
                    .row(row.line)
                    .cell("country", ""),
                );
            }
        }
        let cover = number("cover_days");
        items.push(BomItem {
            parent: table.text(row, "parent").to_owned(),
            child: child.to_owned(),
            material,
            quantity,
            unit: unit.to_owned(),
            supplier: table.text(row, "supplier").to_owned(),
            country: package.chain.country(table.text(row, "country")),
            share: Share(number("share")),
            cover: Days(cover),
            cover_range: (
                Days(table.number(row, "low").unwrap_or(cover)),
                Days(table.number(row, "high").unwrap_or(cover)),
            ),
            lead: Days(number("lead_days")),
            evidence: item_evidence(table.text(row, "evidence")),
        });
    }
    items
}
