//! `coercivity controls` as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn controls(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.arg("controls").args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn schema(name: &str) -> String {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.args(["schema", name]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const MAGNETS: [&str; 8] = ["--on", "2026-06-01", "--material", "ndfeb-heavy", "--from", "CHN", "--to", "DEU"];

#[test]
fn the_answer_comes_first() {
    let (code, text, errors) = controls(&MAGNETS);
    assert_eq!(code, 0, "{errors}");
    assert!(text.trim_start().starts_with("On 2026-06-01, ndfeb-heavy from CHN to DEU for civil use: licence needed"));
    for phrase in ["cn-2025-18 · licence needed", "from filing to licence", "Granted", "Papers", "Path", "Sources"] {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    assert!(!text.contains("does not apply"), "{text}");
    let all = controls(&[&MAGNETS[..], &["--all"]].concat()).1;
    assert!(all.contains("Looked at") && all.contains("does not apply"), "{all}");
}

#[test]
fn without_filters_every_control_is_in_the_table() {
    let (code, text, errors) = controls(&["--on", "2026-06-01"]);
    assert_eq!(code, 0, "{errors}");
    for phrase in ["control ", "kind", "status", "until", "effective", "cn-2025-18", "cn-2025-61", "us-semi"] {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    // Without a day it is today, and says so.
    let (code, text, errors) = controls(&[]);
    assert_eq!(code, 0, "{errors}");
    assert!(text.contains("Today's date was taken"), "{text}");
    let value: Value = serde_json::from_str(&controls(&["--json"]).1).unwrap();
    assert_eq!(value["as_of_is_today"], true);
    assert!(value["as_of"].as_str().unwrap() >= "2025-01-01");
}

#[test]
fn json_is_one_object_that_its_schema_describes() {
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema("controls")).unwrap()).unwrap();
    let abroad = ["--on", "2026-11-11", "--branch", "reactivated", "--from", "JPN", "--value-share", "0.2", "--json"];
    for args in [&[&MAGNETS[..], &["--json", "--all"]].concat()[..], &abroad, &["--json"]] {
        let (code, text, errors) = controls(args);
        assert_eq!(code, 0, "{errors}");
        let value: Value = serde_json::from_str(&text).expect("one JSON object");
        let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        for key in ["as_of", "branch", "shipment", "applies", "verdict", "headline", "controls"] {
            assert!(value.get(key).is_some(), "{key}");
        }
        for key in ["citation", "status_until", "why", "needs", "days_to_licence", "granted", "quota", "branches"] {
            assert!(value["controls"][0].get(key).is_some(), "{key}");
        }
    }
}

#[test]
fn one_question_has_one_answer() {
    assert_eq!(controls(&[&MAGNETS[..], &["--json"]].concat()), controls(&[&MAGNETS[..], &["--json"]].concat()));
}

#[test]
fn bad_questions_are_refused_with_one_clear_error() {
    let cases: [(&[&str], i32, &[&str]); 14] = [
        (&["--on", "2025-13-01"], 3, &["date", "2025-13-01"]),
        (&["--on", "4 April 2025"], 3, &["date", "2025-04-04"]),
        (&["--from", "XQQ"], 3, &["country", "XQQ"]),
        (&["--to", "Germany"], 3, &["DEU"]),
        (&["--material", "ndfeb-hevy"], 3, &["did you mean `ndfeb-heavy`?"]),
        (&["--element", "unobtainium"], 3, &["element", "unobtainium"]),
        (&["--form", "powder"], 3, &["form", "magnet"]),
        (&["--content", "Dy=2.0"], 3, &["content", "0 to 1"]),
        (&["--content", "Dy"], 3, &["Dy=0.0004"]),
        (&["--owner-share", "-1"], 3, &["owner-share", "0 to 1"]),
        (&["--value-share", "half"], 2, &["value-share"]),
        (&["--material", "ndfeb-heavy", "--form", "oxide"], 3, &["magnet", "oxide"]),
        (&["--end-use", "warfare"], 3, &["end use", "defence"]),
        (&["--branch", "peace"], 3, &["branch", "reactivated"]),
    ];
    for (args, expected, phrases) in cases {
        let (code, text, errors) = controls(args);
        assert_eq!(code, expected, "{args:?}: {errors}");
        assert!(text.is_empty(), "{args:?} wrote to stdout");
        assert_eq!(errors.matches("error:").count(), 1, "{args:?}: {errors}");
        assert!(
            phrases.iter().all(|phrase| errors.contains(phrase)) && !errors.contains("panicked"),
            "{args:?}: {errors}"
        );
    }
}

#[test]
fn the_schemas_are_printed_and_published_fresh() {
    assert!(schema("backtest").contains("BacktestView") && schema("run").contains("RunView"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/controls.json");
    let Ok(published) = fs::read_to_string(path) else {
        eprintln!("skipped: docs/ is not beside this crate");
        return;
    };
    assert!(
        published == schema("controls"),
        "run `cargo run --release -- schema controls > docs/schema/controls.json`"
    );
}
