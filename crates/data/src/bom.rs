//! Bills of materials as other programs write them, turned into a study.
//!
//! A file is read into a [`grid`], its header recognised or mapped, its rows brought to
//! the units of a study, and its layout (indented or parent and child) to items and what goes into them. Parts are known
//! as materials of the chain by a column, by words or by their grade; what is not said is filled in from the data package
//! and marked assumed.

mod columns;
pub(crate) mod countries;
mod decide;
mod defaults;
mod mapping;
mod parts;
mod rows;
mod study;
pub(crate) mod synonyms;
mod tree;
mod units;
mod write;

pub use columns::ColumnGuess;
pub use mapping::Mapping;
pub use study::{BomStudy, LeftOut, NewLine};

use crate::grid::{self, Grid};
use crate::package::Package;
use crate::problem::{Findings, Problem, Problems, nearest};
use coercivity_chain::EndUseId;
use columns::Header;
use decide::Decider;
use std::collections::{BTreeMap, BTreeSet};
use synonyms::Meaning;
use tree::Tree;

/// Deepest bill of materials, as for a study.
const MAX_LEVELS: u32 = 50;
/// Most products of one file: each becomes a line that is simulated.
const MAX_PRODUCTS: usize = 200;
/// Source of what the package assumes.
const OWN_ASSUMPTION: &str = "own-assumption";
/// Source, in the new study, of what the file says.
const OWN_SOURCE: &str = "own-bom";
/// End use where nothing says another.
const DEFAULT_END_USE: &str = "industrial-motor";

/// What is not in a bill of materials: the lines that make the products. What is `None` is assumed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BomSettings {
    /// Key of the study.
    pub id: String,
    /// Country of the lines, in any spelling.
    pub country: Option<String>,
    /// End use.
    pub end_use: Option<String>,
    /// Output of each line \[units/day\].
    pub units_per_day: Option<f64>,
    /// Revenue, in `currency`.
    pub revenue_per_unit: Option<f64>,
    /// Value added, in `currency`.
    pub value_added_per_unit: Option<f64>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Jobs on each line.
    pub jobs: Option<f64>,
    /// Scenario run by default.
    pub scenario: Option<String>,
}

/// A part that was taken as a material of the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Row of the file; 0 where the file does not name it.
    pub row: u64,
    /// Part number.
    pub item: String,
    /// Description.
    pub description: String,
    /// What it goes into.
    pub parent: String,
    /// Key of the material.
    pub material: String,
    /// Mass per one of the parent \[kg\].
    pub mass_kg: f64,
    /// Low end of an assumed mass \[kg\].
    pub mass_low_kg: Option<f64>,
    /// High end of an assumed mass \[kg\].
    pub mass_high_kg: Option<f64>,
    /// How it was known.
    pub how: String,
    /// Kind or grade are assumed.
    pub material_assumed: bool,
    /// The mass is assumed.
    pub mass_assumed: bool,
    /// Where it comes from is assumed.
    pub origin_assumed: bool,
    /// Suppliers with country and share of the material in this parent.
    pub suppliers: Vec<String>,
}

/// A file that was read, before anything is assumed about it.
struct ReadBom {
    grid: Grid,
    header: Header,
    rows: Vec<rows::ForeignRow>,
    tree: Tree,
}

/// Reads a file and makes a study of it.
///
/// # Errors
/// Every problem of the file at once.
pub fn study(
    package: &Package,
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    mapping: &Mapping,
    settings: &BomSettings,
) -> Result<BomStudy, Problems> {
    let mut found = Findings::default();
    let read = read(package, file, bytes, sheet, mapping, &mut found).map_err(|problem| Problems(vec![*problem]))?;
    let country = setting_country(package, settings, &mut found);
    let end_use = setting_end_use(package, settings, &mut found);
    check_numbers(settings, &mut found);
    stop_at(&mut found, file)?;
    let mut tree = read.tree;
    let mut decider = Decider::new(file, package, &read.rows);
    let mut lines: BTreeMap<usize, (EndUseId, String)> = BTreeMap::new();
    let mut assumed = BTreeSet::new();
    for top in tree.tops.clone() {
        let item = &tree.items[top];
        let stated = item.rows.iter().find_map(|n| read.rows[*n].country.clone());
        let place = country.clone().or(stated).unwrap_or_else(|| {
            assumed.insert("Country of the lines: DEU is assumed; say another with --country.".to_owned());
            "DEU".to_owned()
        });
        let by_words = decider.end_use_of(item).and_then(|key| package.chain.end_use(key));
        let chosen = end_use.or(by_words).or_else(|| package.chain.end_use(DEFAULT_END_USE));
        let Some(chosen) = chosen else { continue };
        if end_use.is_none() {
            let key = &package.chain.end_uses[chosen.index()].key;
            let why = if by_words.is_some() { "by its name" } else { "for want of a better one" };
            assumed.insert(format!("End use of {}: {key} is assumed {why}; say another with --end-use.", item.name));
        }
        lines.insert(top, (chosen, place));
    }
    let heavy = lines.iter().map(|(top, (use_, _))| (*top, defaults::mostly_heavy(&package.chain, *use_))).collect();
    let decisions = decider.decide(&tree, heavy, &mut found);
    let filled = decide::fill_masses(&decider, &mut tree, &decisions, &mut found);
    stop_at(&mut found, file)?;
    let keys = write::keys(&tree, &decisions, package);
    let writer = write::Writer { file, package, settings, tree: &tree, decisions: &decisions, keys, lines, filled };
    let rows = writer.rows(&mut found, &mut assumed);
    if rows.taken.is_empty() && found.count() == 0 {
        let hint = "name the material of a part in a column `material` (ndfeb-heavy, ndfeb-light, smco ...; \
                    `coercivity data show materials`), or its kind in the description (NdFeB N42SH)";
        found.push(Problem::new("E029", file, "no part is known as a material of the data package", hint));
    }
    stop_at(&mut found, file)?;
    let notes = tree.notes.iter().chain(&read.header.notes).cloned().chain(assumed).collect();
    Ok(study::files(&writer, &read.grid, &read.rows, rows, notes, read.header.get(Meaning::Level).is_some()))
}

/// What the columns of a file mean, as far as their headers and a mapping say.
///
/// # Errors
/// When the file holds no table at all.
pub fn columns(file: &str, bytes: &[u8], sheet: Option<&str>, mapping: &Mapping) -> Result<Vec<ColumnGuess>, Problems> {
    let grids = grid::read(file, bytes, sheet).map_err(|problem| Problems(vec![*problem]))?;
    let all = grids.iter().map(|grid| columns::guesses(grid, mapping));
    Ok(all.max_by_key(|guesses| guesses.iter().filter(|guess| guess.field.is_some()).count()).unwrap_or_default())
}

/// The same of one table.
#[must_use]
pub fn columns_of(grid: &Grid, mapping: &Mapping) -> Vec<ColumnGuess> {
    columns::guesses(grid, mapping)
}

/// Keys of what a column may mean.
#[must_use]
pub fn fields() -> Vec<&'static str> {
    synonyms::SYNONYMS.iter().map(|each| each.key).collect()
}

/// Reads a file into items; for tests of readers too.
fn read(
    package: &Package,
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    mapping: &Mapping,
    found: &mut Findings,
) -> Result<ReadBom, Box<Problem>> {
    let grids = grid::read(file, bytes, sheet)?;
    let mut first_error: Option<Box<Problem>> = None;
    for grid in grids {
        match columns::find(&grid, mapping) {
            Ok(header) => return Ok(with_rows(package, grid, header, mapping, found)),
            // A cover sheet is no defect; the first sheet with a table is read.
            Err(problem) => {
                let is_closer = |known: &Problem| known.row.is_none() && problem.row.is_some();
                let better = first_error.as_deref().is_none_or(is_closer);
                if better {
                    first_error = Some(problem);
                }
            }
        }
    }
    let empty = || Problem::new("E003", file, "the file is empty", "save the table with its header");
    Err(first_error.unwrap_or_else(|| empty().into()))
}

fn with_rows(package: &Package, grid: Grid, header: Header, mapping: &Mapping, found: &mut Findings) -> ReadBom {
    let countries = countries::Countries::of(package);
    let rows = rows::read(&grid, &header, mapping, &countries, found);
    let mut tree = Tree::default();
    // A row that could not be read leaves a gap in the tree, which would only bring more problems.
    if found.count() == 0 {
        tree = if header.get(Meaning::Level).is_some() {
            tree::from_levels(&grid.file, &rows, &head(&grid.file), found)
        } else {
            tree::from_parents(&grid.file, &rows, found)
        };
        if rows.is_empty() {
            let hint = "add a row for each item below the header";
            found.push(
                Problem::new("E005", &grid.file, "no rows below the header", hint).row(grid.rows[header.row].line),
            );
        } else if tree.tops.len() > MAX_PRODUCTS {
            let message = format!("{} products", tree.tops.len());
            let hint = format!("at most {MAX_PRODUCTS}; split the file, or name the parent of each row");
            found.push(Problem::new("E020", &grid.file, message, hint));
        }
    }
    ReadBom { grid, header, rows, tree }
}

/// The name of a file without folder and ending.
fn head(file: &str) -> String {
    let name = file.split(" [").next().unwrap_or(file).rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.is_empty() { "product".to_owned() } else { stem.to_owned() }
}

fn stop_at(found: &mut Findings, file: &str) -> Result<(), Problems> {
    let mut problems = Problems::default();
    std::mem::take(found).append_to(&mut problems, file);
    problems.into_result()
}

fn setting_country(package: &Package, settings: &BomSettings, found: &mut Findings) -> Option<String> {
    let written = settings.country.as_deref()?;
    let countries = countries::Countries::of(package);
    let country = countries.find(written);
    if country.is_none() {
        let hint = countries.suggest(written).map_or_else(
            || "write ISO 3166-1 alpha-3, e.g. DEU".to_owned(),
            |near| format!("did you mean `{near}`? Else write ISO 3166-1 alpha-3, e.g. DEU"),
        );
        found.push(Problem::new("E011", "--country", "no such country", hint).cell("country", written));
    }
    country
}

fn setting_end_use(package: &Package, settings: &BomSettings, found: &mut Findings) -> Option<EndUseId> {
    let written = settings.end_use.as_deref()?;
    let end_use = package.chain.end_use(written);
    if end_use.is_none() {
        let keys: Vec<&str> = package.chain.end_uses.iter().map(|each| each.key.as_str()).collect();
        let hint = nearest(written, keys.iter().copied())
            .map_or_else(|| format!("one of {}", keys.join(", ")), |near| format!("did you mean `{near}`?"));
        found.push(Problem::new("E009", "--end-use", "no such end use", hint).cell("end_use", written));
    }
    end_use
}

fn check_numbers(settings: &BomSettings, found: &mut Findings) {
    for (flag, value, low) in [
        ("--units-per-day", settings.units_per_day, 1e-9),
        ("--revenue-per-unit", settings.revenue_per_unit, 0.0),
        ("--value-added-per-unit", settings.value_added_per_unit, 0.0),
        ("--jobs", settings.jobs, 0.0),
    ] {
        if let Some(value) = value.filter(|value| !(low..=1e12).contains(value)) {
            let hint = format!("write a number from {low} to 1e12");
            found.push(Problem::new("E007", flag, "out of bounds", hint).cell(flag, &value.to_string()));
        }
    }
    if let Some(currency) = settings.currency.as_deref()
        && !(currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase()))
    {
        let hint = "write three capital letters of ISO 4217, e.g. EUR";
        found.push(Problem::new("E008", "--currency", "no currency", hint).cell("currency", currency));
    }
}
