//! Every score against geopolrisk-py 2.0.1: 53 materials, 12 countries, 2018-2024.
//!
//! The reference files are not part of the project; without them the test says so and passes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use coercivity_app::criticality::{CriticalityRequest, criticality};
use coercivity_report::criticality_view::CriticalityCell;
use coercivity_trace::criticality::geopolrisk::COPPER_USD_PER_KG;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Largest relative difference allowed.
const TOLERANCE: f64 = 1e-9;

fn reference() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("COERCIVITY_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    folder.join("reference/geopolrisk/gprs_2018_2024_12countries.csv").is_file().then_some(folder)
}

fn request(shared: &Path) -> CriticalityRequest {
    let reference = shared.join("reference/geopolrisk");
    CriticalityRequest {
        trade: vec![reference.join("baci_hs92_2018_2024.csv")],
        production: Some(reference.join("world_mining_data_2018_2024_long.csv")),
        stability: Some(shared.join("data/wgi/wgi_political_stability_normalized_1996_2024.csv")),
        codes: Some(reference.join("geopolrisk_hs_code_map.csv")),
        ..CriticalityRequest::default()
    }
}

/// Relative difference; absolute where the reference is nought.
fn difference(ours: Option<f64>, theirs: f64) -> f64 {
    let ours = ours.unwrap_or(0.0);
    if theirs == 0.0 { ours.abs() } else { (ours - theirs).abs() / theirs.abs() }
}

#[test]
fn every_cell_equals_the_published_program() {
    let Some(shared) = reference() else {
        println!("skipped: no reference files; set COERCIVITY_SHARED to their folder");
        return;
    };
    let view = criticality(&request(&shared)).unwrap();
    assert_eq!(view.cells.len(), 4452);
    let mut cells: BTreeMap<(String, String, u16), &CriticalityCell> = BTreeMap::new();
    for cell in &view.cells {
        cells.insert((cell.country.clone(), cell.material.clone(), cell.year), cell);
    }
    let oracle = shared.join("reference/geopolrisk/gprs_2018_2024_12countries.csv");
    let mut reader = csv::Reader::from_path(oracle).unwrap();
    let (mut scored, mut empty, mut nought) = (0, 0, 0);
    for record in reader.records() {
        let record = record.unwrap();
        let number = |column: usize| record[column].parse::<f64>().unwrap();
        let key = (record[1].to_owned(), record[2].to_owned(), record[3].parse::<u16>().unwrap());
        let cell = cells[&key];
        let (score, factor) = (number(4), number(5));
        let pairs = [
            (cell.score, score),
            (cell.factor, factor),
            (cell.hhi, number(6)),
            (cell.import_risk, number(7)),
            (cell.price, number(8)),
        ];
        for (ours, theirs) in pairs {
            assert!(difference(ours, theirs) <= TOLERANCE, "{key:?}: {ours:?} against {theirs}");
        }
        if score != 0.0 {
            scored += 1;
            let expected = cell.score.unwrap() * cell.price.unwrap_or(0.0) / COPPER_USD_PER_KG;
            assert!(difference(cell.factor, expected) <= TOLERANCE);
        } else if let Some(ours) = cell.score {
            assert_eq!(ours, 0.0, "{key:?}");
            nought += 1;
            assert!(!cell.note.is_empty(), "{key:?}: a score of 0 says why");
        } else {
            empty += 1;
            assert!(cell.note.contains("no trade under 811230 in any country"), "{key:?}: {}", cell.note);
        }
    }
    assert_eq!((scored, empty, nought), (4280, 84, 88));
}

#[test]
fn the_defects_of_the_files_are_named() {
    let Some(shared) = reference() else {
        println!("skipped: no reference files; set COERCIVITY_SHARED to their folder");
        return;
    };
    let view = criticality(&CriticalityRequest {
        countries: vec!["EUU".to_owned(), "jpn".to_owned(), "757".to_owned()],
        years: vec!["2022-2023".to_owned()],
        materials: vec!["rare earth".to_owned()],
        ..request(&shared)
    })
    .unwrap();
    let named: Vec<(&str, u16)> = view.cells.iter().map(|cell| (cell.country.as_str(), cell.year)).collect();
    assert_eq!(named[..4], [("EU", 2022), ("EU", 2023), ("Japan", 2022), ("Japan", 2023)]);
    assert_eq!(view.cells.len(), 6);
    let notes = view.notes.join("\n");
    for words in ["number 328", "Taiwan", "Production of Gold has two rows", "Gallium"] {
        assert!(notes.contains(words), "{words} is missing: {notes}");
    }
    assert_eq!(view.stages[1].top_country, "China");
}
