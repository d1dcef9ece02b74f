//! Replays the seed corpus of the fuzz targets, so that what fuzzing found once stays mended.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(dead_code, reason = "the functions are shared with the other tests")]

#[path = "data/entry.rs"]
mod entry;

use std::path::Path;

/// Runs one target over its folder and wants some inputs accepted and some refused; a checkout without the corpus is no failure.
fn replay(target: &str, read: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no corpus in {}", folder.display());
        return;
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    let (mut accepted, mut refused) = (0, 0);
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        match std::panic::catch_unwind(|| read(&bytes)) {
            Ok(true) => accepted += 1,
            Ok(false) => refused += 1,
            Err(_) => panic!("{} makes the reader panic", file.display()),
        }
    }
    // Seeds that are all refused at once would lead a fuzzer nowhere.
    assert!(accepted > 0 && refused > 0, "{target}: {accepted} accepted, {refused} refused");
}

#[test]
fn table() {
    replay("table", entry::read_table);
}

#[test]
fn package() {
    replay("package", entry::read_package);
}

#[test]
fn study() {
    replay("study", entry::read_study);
}

#[test]
fn scenario() {
    replay("scenario", entry::read_scenario);
}

#[test]
fn control() {
    replay("control", entry::read_control);
}

#[test]
fn bom() {
    replay("bom", entry::read_bom);
}

#[test]
fn import() {
    replay("import", entry::read_import);
}

#[test]
fn rule() {
    replay("rule", entry::read_rule);
}

#[test]
fn facts() {
    replay("facts", entry::read_facts);
}

#[test]
fn declarations() {
    replay("declarations", entry::read_declarations);
}

#[test]
fn trade() {
    replay("trade", entry::read_trade);
}

#[test]
fn mrio() {
    replay("mrio", entry::read_mrio);
}

#[test]
fn edges() {
    replay("edges", entry::read_edges);
}
