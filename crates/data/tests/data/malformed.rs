//! Ten inputs that are no table and no TOML, for every reader: refused, never a panic.

use crate::common::{base, study};
use crate::entry;
use coercivity_data::package::Files;
use coercivity_data::table;
use coercivity_data::{Package, Problems, study_file};

/// Inputs that no reader can accept.
fn malformed() -> [Vec<u8>; 10] {
    [
        Vec::new(),
        b"\0".to_vec(),
        b"\xff\xfe\x00s\x00o\x00u\x00r".to_vec(),
        b"\"".repeat(1001),
        b",".repeat(100_000),
        b"[[".repeat(50_000),
        b"\xef\xbb\xbf\xef\xbb\xbf=\n".to_vec(),
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00 sheet1.xml".to_vec(),
        b"<html><body>404 Not Found</body></html>\n".to_vec(),
        b"id = 1e999\r\n\r;;;\"\r\n=HYPERLINK(\"x\")\n".to_vec(),
    ]
}

#[test]
fn tables() {
    for schema in entry::schemas() {
        for bytes in malformed() {
            let mut problems = Problems::default();
            let table = table::read("x.csv", &bytes, schema, &mut problems);
            assert!(table.rows.is_empty() && !problems.is_empty(), "{}: {bytes:?}", schema.name);
        }
    }
}

#[test]
fn files_of_the_package() {
    // One mineral stands for all: its files are read alike.
    let mineral = |name: &str| name.starts_with("minerals/") && !name.starts_with("minerals/gallium/");
    let names: Vec<String> = base().into_keys().filter(|name| !name.contains("balance/") && !mineral(name)).collect();
    for name in names.iter().filter(|name| !name.ends_with(".json")) {
        for bytes in malformed() {
            let mut files = base();
            files.insert(name.clone(), bytes.clone());
            assert!(Package::read(&files, &Files::new()).is_err(), "{name}: {bytes:?}");
        }
    }
}

#[test]
fn files_of_a_study() {
    for name in ["study.toml", "lines.csv", "bom.csv", "facts.csv"] {
        for bytes in malformed() {
            let mut files = study();
            files.insert(name.to_owned(), bytes.clone());
            assert!(study_file::read(&base(), &files).is_err(), "{name}: {bytes:?}");
        }
    }
}

#[test]
fn scenarios() {
    let package = Package::default_package().unwrap();
    for bytes in malformed() {
        assert!(package.read_scenario("x.toml", &bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn headers_alone_and_rows_of_commas() {
    for schema in entry::schemas() {
        let header: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
        let commas = ",".repeat(header.len() - 1);
        for rest in ["", "\n", "\r", &format!("\n{commas}\n"), &format!("\nx{commas}"), "\n\"", "\n\"\"\""] {
            entry::read_as(schema, format!("{}{rest}", header.join(",")).as_bytes());
        }
    }
}
