//! Generated files agree with what they are generated from.

use crate::common::base;
use coercivity_data::codes::CODES;
use coercivity_data::describe;
use std::collections::BTreeSet;
use std::path::Path;

const AGAIN: &str = "stale: cargo run -p coercivity-data --example datapackage";

fn docs() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/data.md")).unwrap()
}

/// What stands between the marks of a part of the documentation.
fn part<'a>(docs: &'a str, name: &str) -> &'a str {
    let (_, rest) = docs.split_once(&format!("<!-- begin {name}: generated -->\n\n")).unwrap();
    rest.split_once(&format!("<!-- end {name} -->")).unwrap().0
}

#[test]
fn the_descriptor_is_fresh() {
    let files = base();
    assert!(files["datapackage.json"] == describe::datapackage(&files).unwrap().as_bytes(), "{AGAIN}");
}

#[test]
fn the_descriptor_names_every_file_once() {
    let files = base();
    let descriptor: serde_json::Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let resources = descriptor["resources"].as_array().unwrap();
    let paths: Vec<&str> = resources.iter().map(|resource| resource["path"].as_str().unwrap()).collect();
    let names: BTreeSet<&str> = resources.iter().map(|resource| resource["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), resources.len());
    let want: BTreeSet<&str> = files.keys().map(String::as_str).filter(|file| *file != "datapackage.json").collect();
    assert_eq!(paths.iter().copied().collect::<BTreeSet<_>>(), want);
    assert_eq!(paths.len(), want.len());
}

#[test]
fn the_documentation_is_fresh() {
    let docs = docs();
    assert!(part(&docs, "tables") == describe::tables_markdown(), "{AGAIN}");
    assert!(part(&docs, "codes") == describe::codes_markdown(), "{AGAIN}");
    assert!(part(&docs, "minerals") == describe::minerals_markdown(&base()).unwrap(), "{AGAIN}");
    assert!(part(&docs, "residuals") == describe::residuals_markdown(&base(), 12).unwrap(), "{AGAIN}");
}

#[test]
fn every_code_in_the_sources_is_described_and_every_description_is_of_a_code() {
    let mut used = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "codes.rs") {
                let text = std::fs::read_to_string(path).unwrap();
                let codes = text.split('"').filter(|word| word.len() == 4 && word.starts_with("E0"));
                used.extend(codes.map(str::to_owned));
            }
        }
    }
    let described: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    assert_eq!(used, described);
    assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code));
}
