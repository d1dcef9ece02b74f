//! Foreign bills of materials: what is read, what is assumed, what is refused and where.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "bom/malformed.rs"]
mod malformed;
#[path = "bom/matching.rs"]
mod matching;
#[path = "bom/properties.rs"]
mod properties;
#[path = "bom/sheets.rs"]
mod sheets;
#[path = "bom/sound.rs"]
mod sound;

use coercivity_data::bom::{self, BomSettings, BomStudy, Mapping};
use coercivity_data::package::{self, Files, Package};
use coercivity_data::{LoadedStudy, Problem, Problems, study_file};
use std::sync::OnceLock;

fn base() -> &'static Files {
    static BASE: OnceLock<Files> = OnceLock::new();
    BASE.get_or_init(package::embedded)
}

fn package() -> &'static Package {
    static PACKAGE: OnceLock<Package> = OnceLock::new();
    PACKAGE.get_or_init(|| Package::read(base(), &Files::new()).unwrap())
}

fn settings() -> BomSettings {
    BomSettings {
        id: "test".to_owned(),
        country: Some("DEU".to_owned()),
        end_use: Some("ev-traction".to_owned()),
        units_per_day: Some(100.0),
        ..BomSettings::default()
    }
}

fn read(file: &str, bytes: &[u8]) -> Result<BomStudy, Problems> {
    bom::study(package(), file, bytes, None, &Mapping::default(), &settings())
}

#[track_caller]
fn accepted(text: &str) -> BomStudy {
    read("parts.csv", text.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[track_caller]
fn refused(text: &str) -> Vec<Problem> {
    let Err(Problems(problems)) = read("parts.csv", text.as_bytes()) else { panic!("the file was accepted") };
    problems
}

#[track_caller]
fn only(text: &str) -> Problem {
    let mut problems = refused(text);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.remove(0)
}

/// The study as `run` reads it.
#[track_caller]
fn loaded(study: &BomStudy) -> LoadedStudy {
    let files: Files = study.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    study_file::read(base(), &files).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Mass of a material in one unit of a parent [kg], with its share from a country.
fn supply(study: &LoadedStudy, parent: &str, material: &str, country: &str) -> Option<(f64, f64)> {
    let chain = &study.package.chain;
    let row = study
        .study
        .bom
        .iter()
        .find(|row| row.parent == parent && row.child == material && row.country == chain.country(country))?;
    Some((row.quantity * 1000.0, row.share.value()))
}
