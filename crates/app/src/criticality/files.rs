//! Trade, production, stability and codes from files into arrays.

use super::CriticalityRequest;
use crate::error::AppError;
use coercivity_data::trade::{baci, codes, production, stability};
use coercivity_data::{Problem, Problems};
use coercivity_report::criticality_view::FileReadView;
use coercivity_trace::criticality::Country;
use coercivity_trace::criticality::flows::{Flows, FlowsBuilder, RepeatedFlow};
use coercivity_trace::criticality::production::{Output, Production};
use coercivity_trace::criticality::stability::Stability;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The files of GeoPolRisk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeopolriskFiles {
    /// Trade, one or more files of BACI.
    pub trade: Vec<PathBuf>,
    /// Production by country and year.
    pub production: PathBuf,
    /// Stability by country and year.
    pub stability: PathBuf,
    /// Customs codes by material.
    pub codes: PathBuf,
}

/// A material that is scored.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scored {
    pub(super) name: String,
    pub(super) products: Vec<u32>,
    /// True when its production is given in a volume.
    pub(super) volume: bool,
}

/// Files as arrays.
#[derive(Debug, Clone)]
pub struct LoadedFiles {
    pub(super) flows: Flows,
    /// Production; a material's number is its place in `materials`.
    pub(super) production: Production,
    pub(super) stability: Stability,
    /// Materials with customs codes, by name.
    pub(super) materials: Vec<Scored>,
    /// Materials without customs codes.
    pub(super) unscored: Vec<String>,
    /// Name and ISO code of each number.
    pub(super) names: BTreeMap<Country, (String, String)>,
    pub(super) importers: BTreeSet<Country>,
    pub(super) read: Vec<FileReadView>,
    pub(super) notes: Vec<String>,
}

/// The files of a request: all, or `None` when none is given.
pub(super) fn given(request: &CriticalityRequest) -> Result<Option<GeopolriskFiles>, AppError> {
    let single = [&request.production, &request.stability, &request.codes];
    if request.trade.is_empty() && single.iter().all(|file| file.is_none()) {
        return Ok(None);
    }
    match (&request.production, &request.stability, &request.codes) {
        (Some(production), Some(stability), Some(codes)) if !request.trade.is_empty() => Ok(Some(GeopolriskFiles {
            trade: request.trade.clone(),
            production: production.clone(),
            stability: stability.clone(),
            codes: codes.clone(),
        })),
        _ => Err(AppError::Contradiction {
            what: "only some of the files are given".to_owned(),
            hint: "give --trade, --production, --stability and --codes together, or none of them".to_owned(),
        }),
    }
}

/// Reads the files; defects of all of them are reported at once.
///
/// # Errors
/// When a file cannot be read, has defects, or two of them hold the same flow.
pub fn load(files: &GeopolriskFiles) -> Result<LoadedFiles, AppError> {
    let mut problems = Problems::default();
    let mut take = |found: Problems| problems.0.extend(found.0);
    let codes = codes::read(&bytes(&files.codes)?, &shown(&files.codes)).map_err(&mut take).ok();
    let produced = production::read(&bytes(&files.production)?, &shown(&files.production)).map_err(&mut take).ok();
    let stable = stability::read(&bytes(&files.stability)?, &shown(&files.stability)).map_err(&mut take).ok();
    let wanted: BTreeSet<u32> =
        codes.iter().flatten().flat_map(|row| row.codes.iter().map(|code| code.number())).collect();
    let (trade, counts) = trade(&files.trade, &wanted, &mut problems)?;
    let (Some(codes), Some(produced), Some(stable), true) = (codes, produced, stable, problems.is_empty()) else {
        return Err(problems.into());
    };
    let importers = trade.importers;
    let flows = trade.flows.finish().map_err(|twice| repeated(&twice, &files.trade, &counts))?;
    let mut read = counts;
    let (materials, unscored) = materials(&codes, &produced);
    let mut names = names_of(&stable);
    for row in &produced.rows {
        if let Some(number) = row.number {
            names.entry(number).or_insert_with(|| (row.country.clone(), String::new()));
        }
    }
    let outputs = outputs(&codes, &materials, &produced);
    read.push(FileReadView {
        file: shown(&files.production),
        rows: produced.rows.len() as u64 + produced.totals,
        used: outputs.len() as u64,
        note: format!("{} totals and rows of materials without a customs code are not taken", produced.totals),
    });
    let numbered = stable.rows.iter().filter(|row| row.number.is_some()).count() as u64;
    read.push(FileReadView {
        file: shown(&files.stability),
        rows: stable.rows.len() as u64,
        used: numbered,
        note: "rows without a country number are not taken".to_owned(),
    });
    read.push(FileReadView {
        file: shown(&files.codes),
        rows: codes.len() as u64,
        used: materials.len() as u64,
        note: "materials without a customs code of their own are not scored".to_owned(),
    });
    Ok(LoadedFiles {
        flows,
        production: Production::new(outputs),
        notes: notes(&stable, &produced),
        stability: instability(&stable),
        materials,
        unscored,
        names,
        importers,
        read,
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    fs::read(path).map_err(AppError::io(path))
}

/// What messages call a file.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

struct Trade {
    flows: FlowsBuilder,
    importers: BTreeSet<Country>,
}

/// Rows of the wanted products; the others are counted.
fn trade(
    paths: &[PathBuf],
    wanted: &BTreeSet<u32>,
    problems: &mut Problems,
) -> Result<(Trade, Vec<FileReadView>), AppError> {
    let mut trade = Trade { flows: FlowsBuilder::default(), importers: BTreeSet::new() };
    let mut counts = Vec::new();
    // One bit per importer: a set would be asked once per row.
    let mut imports = vec![false; 1000];
    for path in paths {
        let name = shown(path);
        let before = trade.flows.len();
        let mut full = false;
        let file = File::open(path).map_err(AppError::io(path))?;
        let read = baci::read(file, &name, |row| {
            if wanted.contains(&row.code.number()) {
                let way = (row.exporter, row.importer);
                full |= !trade.flows.push(row.year, row.code.number(), way, row.value_kusd, row.quantity_t);
                if let Some(seen) = imports.get_mut(usize::from(row.importer)) {
                    *seen = true;
                }
            }
        });
        if full {
            let hint = "give fewer years or products in one go";
            problems.push(Problem::new("E001", &name, "more rows than can be held", hint));
        }
        match read {
            Ok(count) => counts.push(FileReadView {
                file: name,
                rows: count.rows,
                used: (trade.flows.len() - before) as u64,
                note: format!("rows of other products are not taken; {} rows without weight", count.without_quantity),
            }),
            Err(found) => problems.0.extend(found.0),
        }
    }
    trade.importers =
        imports.iter().enumerate().filter(|(_, seen)| **seen).map(|(number, _)| number as Country).collect();
    Ok((trade, counts))
}

/// The same flow in two rows, with the files that hold it.
fn repeated(twice: &RepeatedFlow, paths: &[PathBuf], counts: &[FileReadView]) -> AppError {
    let file_of = |position: u32| {
        let mut first = 0;
        let holds = |count: &&FileReadView| {
            first += count.used;
            u64::from(position) < first
        };
        let name = counts.iter().find(holds).map(|count| count.file.clone());
        name.or_else(|| paths.first().map(|path| shown(path))).unwrap_or_default()
    };
    let (first, second) = (file_of(twice.first), file_of(twice.second));
    let place = if first == second { String::new() } else { format!(", the first in {first}") };
    let hint = "remove one: its trade would count twice";
    let mut problems = Problems::default();
    problems.push(Problem::new("E010", &second, format!("{twice}{place}"), hint));
    problems.into()
}

fn materials(codes: &[codes::CodeRow], produced: &production::ProductionFile) -> (Vec<Scored>, Vec<String>) {
    let volumes: BTreeSet<&str> =
        produced.rows.iter().filter(|row| row.unit.tonnes().is_none()).map(|row| row.material.as_str()).collect();
    let mut scored: Vec<Scored> = codes
        .iter()
        .filter(|row| !row.codes.is_empty())
        .map(|row| Scored {
            name: row.material.clone(),
            products: row.codes.iter().map(|code| code.number()).collect(),
            volume: volumes.contains(row.produced_as.as_str()),
        })
        .collect();
    scored.sort_by(|a, b| a.name.cmp(&b.name));
    let mut unscored: Vec<String> =
        codes.iter().filter(|row| row.codes.is_empty()).map(|row| row.material.clone()).collect();
    unscored.sort();
    unscored.dedup();
    (scored, unscored)
}

/// Production of the scored materials. Amounts are cut to whole units, as the published program does.
fn outputs(codes: &[codes::CodeRow], materials: &[Scored], produced: &production::ProductionFile) -> Vec<Output> {
    let mut places: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for row in codes {
        let place = materials.iter().position(|material| material.name == row.material && !row.codes.is_empty());
        if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
            places.entry(row.produced_as.as_str()).or_default().push(place);
        }
    }
    let rows = produced.rows.iter().flat_map(|row| {
        places.get(row.material.as_str()).into_iter().flatten().map(|material| Output {
            material: *material,
            year: row.year,
            country: row.number,
            amount: row.amount.trunc(),
            tonnes: row.amount * row.unit.tonnes().unwrap_or(1.0),
        })
    });
    rows.collect()
}

fn names_of(file: &stability::StabilityFile) -> BTreeMap<Country, (String, String)> {
    let mut names = BTreeMap::new();
    for row in &file.rows {
        if let Some(number) = row.number {
            names.entry(number).or_insert_with(|| (row.country.clone(), row.iso3.clone()));
        }
    }
    names
}

/// Of two rows of one number the first counts, as the published program does, blank years included.
fn instability(file: &stability::StabilityFile) -> Stability {
    let mut figures = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let Some(number) = row.number.filter(|number| seen.insert(*number)) else { continue };
        for (year, value) in file.years.iter().zip(&row.instability) {
            figures.extend(value.map(|value| (number, *year, value)));
        }
    }
    Stability::new(&figures)
}

/// What is odd about the files as a whole.
fn notes(stable: &stability::StabilityFile, produced: &production::ProductionFile) -> Vec<String> {
    let mut notes = Vec::new();
    let mut seen: BTreeMap<Country, &str> = BTreeMap::new();
    for row in &stable.rows {
        match row.number {
            Some(number) if seen.contains_key(&number) => notes.push(format!(
                "Two rows of stability have number {number} ({}, row {}): the first counts, as in geopolrisk-py.",
                row.country, row.line
            )),
            Some(number) => {
                seen.insert(number, &row.country);
            }
            None => {}
        }
    }
    if stable.rows.iter().any(|row| row.iso3 == "TWN" && row.number.is_none()) {
        notes.push(
            "Taiwan has a row of stability but no number there, and number 490 in trade: as an exporter it counts as \
             0.5, as in geopolrisk-py. Give its row number 490 to have its own figure."
                .to_owned(),
        );
    }
    let mut rows: BTreeMap<(&str, u16, Country), u32> = BTreeMap::new();
    for row in &produced.rows {
        if let Some(number) = row.number {
            *rows.entry((&row.material, row.year, number)).or_default() += 1;
        }
    }
    let twice: BTreeSet<(&str, Country)> =
        rows.iter().filter(|(_, count)| **count > 1).map(|((material, _, number), _)| (*material, *number)).collect();
    for (material, number) in twice {
        let name = seen.get(&number).copied().unwrap_or("a country");
        notes.push(format!(
            "Production of {material} has two rows a year for {name} ({number}): each enters the concentration as a \
             country of its own, as in geopolrisk-py."
        ));
    }
    notes
}
