//! `coercivity assess` as a user meets it: from a foreign bill of materials to a board paper.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_strangers_parts_list_becomes_a_board_paper_in_two_commands() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    let parts = "Level;Part number;Description;Qty;Unit;Country of origin\n\
                 0;M-1;Servo motor;1;pc;\n1;R-1;Rotor;1;pc;DE\n2;N-7;Magnet NdFeB 42SH;0,35;kg;CN\n1;S-2;Stator steel;3;kg;DE\n";
    fs::write(at("parts.csv"), parts).unwrap();
    let (code, _, errors) = run(&["init", "--bom", &at("parts.csv"), "--country", "DEU", &at("plant")]);
    assert_eq!(code, 0, "{errors}");
    let (code, text, errors) =
        run(&["assess", &at("plant"), "-o", &at("paper"), "--runs", "8", "--on", "2026-11-22", "--seed", "7"]);
    assert_eq!(code, 0, "{errors}");
    assert!(text.contains("Board paper:") && text.contains("have declared"), "{text}");
    let page = fs::read_to_string(home.path().join("paper/assessment.html")).unwrap();
    for section in [
        "1. Scope and rules",
        "2. Materials",
        "3. What this rests on",
        "4. Concentration",
        "5. Factors",
        "6. Vulnerability",
        "7. Stocks",
        "8. Rules",
        "9. Mitigation",
        "10. Sources, assumptions, sign-off",
    ] {
        assert!(page.contains(section), "`{section}` is missing");
    }
    assert!(!page.contains("<script") && !page.contains("src=\"http"), "it must open offline");
    for file in ["tables.xlsx", "tables/measures.csv", "tables/factors.csv", "parquet/daily.parquet"] {
        assert!(fs::metadata(home.path().join("paper").join(file)).unwrap().len() > 100, "{file}");
    }
    let parquet = fs::read(home.path().join("paper/parquet/lines.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    assert_eq!(run(&["assess", &at("plant"), "-o", &at("paper")]).0, 3, "an existing folder is refused");
}

#[test]
fn json_is_one_object_that_its_schema_describes_and_the_same_each_time() {
    let ask = || run(&["assess", "guidance-actuator", "--runs", "8", "--on", "2027-01-01", "--json"]);
    let (code, text, errors) = ask();
    assert_eq!(code, 0, "{errors}");
    let view: Value = serde_json::from_str(&text).unwrap();
    let schema: Value = serde_json::from_str(&run(&["schema", "assess"]).1).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let wrong: Vec<String> = validator.iter_errors(&view).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(text, ask().1);
    let evidence = &view["evidence"][0]["evidence"];
    let sum: f64 = ["declared", "public", "assumed", "unknown"].iter().map(|k| evidence[k].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    let measures = view["measures"].as_array().unwrap();
    for kind in ["stock", "diversification", "substitution", "recycling"] {
        assert!(measures.iter().any(|m| m["kind"] == kind), "{kind}");
    }
    assert!(measures.iter().all(|m| !m["sources"].as_array().unwrap().is_empty()));
}

#[test]
fn bad_requests_say_what_would_be_right() {
    for (args, code, says) in [
        (&["assess"][..], 2, "--output"),
        (&["assess", "no-such-study", "--json"], 3, "name a folder"),
        (&["assess", "--on", "tomorrow", "--json"], 3, "write year, month and day"),
        (&["assess", "--scenario", "nowhere", "--json"], 3, "name a .toml file"),
        (&["assess", "--runs", "0", "--json"], 3, "runs"),
    ] {
        let (found, text, errors) = run(args);
        assert_eq!(found, code, "{args:?}: {errors}");
        assert!(errors.contains(says) && text.is_empty(), "{args:?}: {errors}");
    }
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/assess.json");
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return;
    }
    let published = fs::read_to_string(path).unwrap();
    let fresh = run(&["schema", "assess"]).1;
    assert!(published == fresh, "run `cargo run --release -- schema assess > docs/schema/assess.json`");
}
