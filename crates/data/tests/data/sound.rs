//! The default package and the worked studies hold together.

use crate::common::{accepted, base};
use crate::entry;
use coercivity_chain::Basis;
use coercivity_data::{Package, check, study_file};
use std::collections::HashSet;

#[test]
fn the_default_package_passes_every_check() {
    let package = Package::default_package().unwrap_or_else(|problems| panic!("{problems}"));
    entry::finite_package(&package);
    assert!(package.chain.sites.len() > 500 && package.chain.links.len() > 1000);
    assert!(package.scenarios.contains_key("april-2025"));
    assert!(package.chain.control("cn-2025-18").is_some());
}

#[test]
fn flows_of_the_default_package_close_far_within_the_tolerance() {
    let package = Package::default_package().unwrap();
    let worst = check::closures(&package.chain).into_iter().max_by(|a, b| a.relative().total_cmp(&b.relative()));
    if let Some(worst) = worst {
        let site = &package.chain.sites[worst.site.index()].key;
        assert!(worst.relative() < 1e-6, "{site}: {} of {}", worst.found, worst.wanted);
    }
}

#[test]
fn every_quantity_has_a_source_and_a_basis() {
    let package = Package::default_package().unwrap();
    let sources: HashSet<&str> = package.chain.sources.iter().map(|source| source.key.as_str()).collect();
    let mut figures = 0;
    for table in package.tables.iter().filter(|table| table.schema.quantity.is_some()) {
        for row in &table.rows {
            assert!(sources.contains(table.text(row, "source")), "{} row {}", row.file, row.line);
            assert!(table.text(row, "basis").parse::<Basis>().is_ok(), "{} row {}", row.file, row.line);
            figures += 1;
        }
    }
    assert!(figures > 3000, "{figures}");
}

#[test]
fn every_table_with_a_number_column_names_its_unit() {
    for schema in entry::schemas() {
        for field in schema.fields {
            let number = matches!(field.kind, coercivity_data::schema::Kind::Number { .. });
            assert!(!number || !field.unit.is_empty(), "{}.{}", schema.name, field.name);
            assert!(!field.description.is_empty(), "{}.{}", schema.name, field.name);
        }
        for column in schema.key.iter().chain(&schema.quantity) {
            assert!(schema.fields.iter().any(|field| field.name == *column), "{}.{column}", schema.name);
        }
    }
}

#[test]
fn every_worked_study_loads_and_names_a_scenario_that_is_there() {
    let names = study_file::worked_studies();
    assert!(names.contains(&"ev-motor".to_owned()) && names.len() >= 3, "{names:?}");
    for name in names {
        let loaded = accepted(&study_file::worked_study(&name).unwrap());
        assert_eq!(loaded.study.key, name);
        assert!(loaded.package.scenarios.contains_key(&loaded.study.settings.scenario));
        assert!(loaded.study.bom.iter().any(|item| item.material.is_some()));
    }
    assert!(study_file::worked_study("nowhere").is_none());
}

#[test]
fn every_file_of_the_balance_has_sources_of_the_package() {
    let package = Package::default_package().unwrap();
    for (name, bytes) in base().iter().filter(|(name, _)| name.contains("balance/")) {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let Some(column) = reader.headers().unwrap().iter().position(|header| header == "source") else { continue };
        for record in reader.records() {
            let record = record.unwrap();
            let source = &record[column];
            let known = package.chain.source(source).is_some();
            assert!(known, "{name}: no source `{source}` in {record:?}");
        }
    }
}
