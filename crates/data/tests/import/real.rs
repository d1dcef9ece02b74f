//! Files as published, where they are there.

use crate::common::{PACKAGE, accounted, lays_over};
use coercivity_data::import::{Imported, Importer, Publisher};
use std::path::{Path, PathBuf};

/// The folder of published files, or `None` with a message.
fn folder() -> Option<PathBuf> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("COERCIVITY_SHARED").map_or_else(default, PathBuf::from);
    if folder.join("data").is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no published files in {}", folder.display());
    None
}

fn import(publisher: Publisher, files: &[PathBuf]) -> Imported {
    let mut importer = Importer::new(publisher, &PACKAGE);
    for file in files {
        importer.read(&file.display().to_string(), std::fs::File::open(file).unwrap());
    }
    let imported = importer.finish().unwrap_or_else(|problems| panic!("{problems}"));
    accounted(&imported);
    lays_over(&imported);
    imported
}

#[test]
fn comtrade_of_china() {
    let Some(folder) = folder() else { return };
    let files: Vec<PathBuf> =
        (2000..=2024).map(|year| folder.join(format!("data/comtrade_2846_china/{year}.json"))).collect();
    let imported = import(Publisher::Comtrade, &files);
    assert_eq!(imported.read.rows, 619);
    assert_eq!(imported.unknown.rows, 0, "{:?}", imported.unknown_countries);
    assert_eq!(imported.unmapped.rows, 0);
    // Each file has one total over partners, which the others sum to.
    let totals = imported.dropped.iter().find(|each| each.name == "totals over partners").unwrap();
    assert!((totals.tally.t / imported.used.t - 1.0).abs() < 0.01, "{} {}", totals.tally.t, imported.used.t);
}

#[test]
fn world_tables_of_the_usgs() {
    let Some(folder) = folder() else { return };
    let wide = import(Publisher::Usgs, &[folder.join("data/usgs/MCS2025_World_Data.csv")]);
    let long = import(Publisher::Usgs, &[folder.join("data/usgs/MCS2026_Commodities_Data.csv")]);
    let of = |imported: &Imported, country: &str, commodity: &str, year: u16| {
        let is = |total: &&coercivity_data::import::Total| {
            (total.country.as_str(), total.commodity.as_str(), total.year, total.measure)
                == (country, commodity, year, "production")
        };
        imported.totals.iter().find(is).map(|total| total.value)
    };
    assert_eq!(of(&wide, "CHN", "rare-earths", 2024), Some(270_000.0));
    assert_eq!(of(&long, "CHN", "rare-earths", 2024), Some(270_000.0));
    assert_eq!(of(&long, "USA", "rare-earths", 2025), Some(51_000.0));
    assert_eq!(of(&long, "COD", "cobalt", 2024), of(&long, "COD", "cobalt", 2024));
    for imported in [&wide, &long] {
        assert_eq!(imported.unknown.rows, 0, "{:?}", imported.unknown_countries);
    }
}

#[test]
fn supply_shares_of_the_commission() {
    let Some(folder) = folder() else { return };
    let world = import(Publisher::Ec, &[folder.join("data/ec_crm2023/fact_GlobalSupplyShares_t.csv")]);
    assert_eq!(world.unknown.rows, 0, "{:?}", world.unknown_countries);
    let china: f64 = world
        .totals
        .iter()
        .filter(|t| t.country == "CHN" && t.commodity == "dysprosium" && t.stage == "separation")
        .map(|t| t.value)
        .sum();
    assert!(china > 0.9, "{china}");
    let eu = import(Publisher::Ec, &[folder.join("data/ec_crm2023/fact_EUSupplyShares_t.csv")]);
    assert_eq!(eu.unknown.rows, 0, "{:?}", eu.unknown_countries);
}

#[test]
fn baci_of_seven_years() {
    let Some(folder) = folder() else { return };
    let file = folder.join("reference/geopolrisk/baci_hs92_2018_2024.csv");
    if !file.is_file() {
        eprintln!("skipped: no {}", file.display());
        return;
    }
    let imported = import(Publisher::Baci, &[file]);
    assert_eq!(imported.read.rows, 356_322);
    assert_eq!(imported.unknown.rows, 0, "{:?}", imported.unknown_countries);
    assert_eq!(imported.years.len(), 7);
    assert!(imported.successors.rows > 0, "Taiwan is 490");
    assert!(imported.reclassified.iter().any(|moved| moved.into == "ndpr-oxide"));
}
