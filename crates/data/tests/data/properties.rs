//! Arbitrary bytes, and real files with bytes flipped, lost and added: never a panic, never a number that is not finite.

use crate::common::{base, study};
use crate::entry;
use coercivity_data::schema::TableSchema;
use proptest::collection::vec;
use proptest::prelude::*;

/// One change of a file; places are taken modulo its length.
#[derive(Debug, Clone)]
enum Change {
    Flip(usize, u8),
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    DuplicateLine(usize),
    DropLine(usize),
    CutOff(usize),
}

/// Pieces of text that readers of numbers, dates, tables and TOML stumble over.
const PIECES: &[&str] = &[
    "nan",
    "inf",
    "-1",
    "1e308",
    "1e999",
    "1e-400",
    "-0",
    ",",
    ";",
    "\"",
    "\r",
    "\n",
    "\r\n",
    "\u{feff}",
    "*",
    "CHN",
    "9999-12-31",
    "0000-01-01",
    "2025-02-30",
    "[",
    "]",
    "[[event]]",
    "{",
    "}",
    "=",
    "#",
    "\0",
    "\u{1b}[2J",
    "ndfeb-heavy",
    "18446744073709551616",
    "true",
    "'''",
    "\u{2028}",
    "é",
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (any::<usize>(), 1usize..40).prop_map(|(at, count)| Change::Delete(at, count)),
        (any::<usize>(), vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<usize>(), 0..PIECES.len()).prop_map(|(at, n)| Change::Insert(at, PIECES[n].as_bytes().to_vec())),
        any::<usize>().prop_map(Change::DuplicateLine),
        any::<usize>().prop_map(Change::DropLine),
        any::<usize>().prop_map(Change::CutOff),
    ]
}

fn apply(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let place = |at: usize| at % (bytes.len() + 1);
        let line = |at: usize| {
            let at = place(at);
            let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
            let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n + 1);
            start..end
        };
        match change {
            Change::Flip(at, byte) => {
                let at = place(*at);
                if let Some(old) = bytes.get_mut(at) {
                    *old ^= byte;
                }
            }
            Change::Delete(at, count) => {
                let at = place(*at);
                bytes.drain(at..(at + count).min(bytes.len()));
            }
            Change::Insert(at, new) => {
                let at = place(*at);
                bytes.splice(at..at, new.iter().copied());
            }
            Change::DuplicateLine(at) => {
                let line = line(*at);
                let copy = bytes[line.clone()].to_vec();
                bytes.splice(line.end..line.end, copy);
            }
            Change::DropLine(at) => {
                let line = line(*at);
                bytes.drain(line);
            }
            Change::CutOff(at) => bytes.truncate(place(*at)),
        }
    }
    bytes
}

fn schema() -> impl Strategy<Value = &'static TableSchema> {
    let schemas: Vec<&'static TableSchema> = entry::schemas().collect();
    (0..schemas.len()).prop_map(move |n| schemas[n])
}

/// The real file of a table; the header of one that no worked study has.
fn real(schema: &TableSchema) -> Vec<u8> {
    let package = entry::base().get(&format!("tables/{}.csv", schema.name)).cloned();
    let header = || schema.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(",").into_bytes();
    package.or_else(|| study().remove(&format!("{}.csv", schema.name))).unwrap_or_else(header)
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_bytes_as_any_table(schema in schema(), bytes in vec(any::<u8>(), 0..400)) {
        entry::read_as(schema, &bytes);
        entry::read_table(&bytes);
    }

    #[test]
    fn any_bytes_below_the_right_header(schema in schema(), bytes in vec(any::<u8>(), 0..400)) {
        let header: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
        let mut file = header.join(",").into_bytes();
        file.push(b'\n');
        file.extend(bytes);
        entry::read_as(schema, &file);
    }

    #[test]
    fn a_changed_table(schema in schema(), changes in vec(change(), 1..6)) {
        entry::read_as(schema, &apply(&real(schema), &changes));
    }

    #[test]
    fn any_bytes_as_scenario(bytes in vec(any::<u8>(), 0..400)) {
        entry::read_scenario(&bytes);
    }

    #[test]
    fn a_changed_scenario(changes in vec(change(), 1..6), freeze in any::<bool>()) {
        let name = if freeze { "scenarios/freeze.toml" } else { "scenarios/april-2025.toml" };
        entry::read_scenario(&apply(&base()[name], &changes));
    }
}

proptest! {
    // These read the whole package each time.
    #![proptest_config(cases(60))]

    #[test]
    fn a_changed_control_and_calendar(control in vec(change(), 0..6), calendar in vec(change(), 0..3)) {
        let mut input = apply(&base()["controls/cn-2025-18.toml"], &control);
        input.extend_from_slice(entry::SEPARATOR);
        input.extend(apply(&base()["calendars/CHN.toml"], &calendar));
        entry::read_control(&input);
    }

    #[test]
    fn a_changed_study(toml in vec(change(), 0..3), lines in vec(change(), 0..3), bom in vec(change(), 0..3)) {
        let files = study();
        let parts = [
            apply(&files["study.toml"], &toml),
            apply(&files["lines.csv"], &lines),
            apply(&files["bom.csv"], &bom),
        ];
        entry::read_study(&parts.join(entry::SEPARATOR));
    }

    #[test]
    fn a_changed_file_of_the_package(
        n in any::<prop::sample::Index>(),
        changes in vec(change(), 1..4),
        whole in any::<bool>(),
    ) {
        let files = if whole { entry::base() } else { entry::small() };
        let names: Vec<&String> = files.keys().collect();
        let name = n.get(&names);
        entry::read_with(files, name, &apply(&files[*name], &changes));
    }
}
