//! `coercivity trace` as a user meets it.

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

fn trace(args: &[&str]) -> (i32, String, String) {
    run(&[&["trace"], args].concat())
}

fn json(args: &[&str]) -> Value {
    let (code, text, errors) = trace(&[args, &["--json"]].concat());
    assert_eq!(code, 0, "{errors}");
    serde_json::from_str(&text).expect("one JSON object")
}

/// A stage of an element of the first line.
fn stage<'a>(view: &'a Value, element: &str, stage: &str) -> &'a Value {
    let elements = view["lines"][0]["elements"].as_array().unwrap();
    let element = elements.iter().find(|e| e["element"] == element).expect("the element");
    element["stages"].as_array().unwrap().iter().find(|s| s["stage"] == stage).expect("the stage")
}

#[test]
fn a_study_is_told_line_by_line() {
    let (code, text, errors) = trace(&[]);
    assert_eq!(code, 0, "{errors}");
    for phrase in
        ["Front traction motor", "of the Dy goes through China at the stage separation", "Hidden at mine:", "HHI"]
    {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    assert!(!text.contains("Co "), "cobalt of magnets is not followed:\n{text}");
    let value = trace(&["--by", "value", "--line", "pump-motor"]).1;
    assert!(value.contains("All elements, $") && !value.contains("Front traction"), "{value}");
}

#[test]
fn json_is_one_object_that_its_schema_describes() {
    let schema: Value = serde_json::from_str(&run(&["schema", "trace"]).1).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    for args in [&[][..], &["--country", "DEU", "--material", "ndfeb-heavy"], &["guidance-actuator", "--by", "value"]] {
        let view = json(args);
        let wrong: Vec<String> = validator.iter_errors(&view).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        for element in view["lines"].as_array().unwrap().iter().flat_map(|l| l["elements"].as_array().unwrap()) {
            assert!(element["balance_error"].as_f64().unwrap() < 1e-9);
            for stage in element["stages"].as_array().unwrap() {
                let shares = stage["shares"].as_object().unwrap();
                let sum: f64 = shares.values().map(|s| s.as_f64().unwrap()).sum();
                assert!((sum + stage["unknown"].as_f64().unwrap() - 1.0).abs() < 1e-9);
                let hhi: f64 = shares.values().map(|s| s.as_f64().unwrap().powi(2)).sum();
                assert!((hhi - stage["hhi"].as_f64().unwrap()).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn a_country_without_a_study() {
    let view = json(&["--country", "DE", "--material", "ndfeb-heavy", "--element", "dysprosium"]);
    assert!(view["study"].is_null());
    assert_eq!(view["lines"][0]["country"], "DEU");
    assert_eq!(stage(&view, "Dy", "magnet")["top_country"], "CHN");
    let world = json(&["--material", "gallium-metal"]);
    assert!(world["lines"][0]["country"].is_null());
    assert!(stage(&world, "Ga", "refining")["top_share"].as_f64().unwrap() > 0.8);
}

#[test]
fn a_suppliers_statement_in_a_study_changes_the_answer() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("mine");
    let path = folder.to_str().unwrap();
    assert_eq!(run(&["init", path, "--from", "guidance-actuator"]).0, 0);
    let before = json(&[path, "--element", "Sm"]);
    assert_eq!(stage(&before, "Sm", "mine")["evidence"]["declared"], 0.0);
    let said =
        "item,supplier,element,stage,country,share,firm,evidence,date,note\nsmco,,Sm,mine,AUS,1,,declared,,letter\n";
    fs::write(folder.join("declarations.csv"), said).unwrap();
    let after = json(&[path, "--element", "Sm"]);
    assert_eq!(stage(&after, "Sm", "mine")["shares"]["AUS"], 1.0);
    assert_eq!(stage(&after, "Sm", "mine")["evidence"]["declared"], 1.0);
}

#[test]
fn results_go_to_a_folder_and_never_over_another() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("out");
    let path = folder.to_str().unwrap();
    assert_eq!(trace(&["-o", path]).0, 0);
    for file in ["trace.json", "origin.csv", "stages.csv", "paths.csv", "figures/origin-front-motor-dy.svg"] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    let rows = fs::read_to_string(folder.join("origin.csv")).unwrap();
    assert!(rows.lines().count() > 100);
    assert_eq!(trace(&["-o", path]).0, 3, "an existing folder is refused");
}

#[test]
fn bad_questions_say_what_would_be_right() {
    for (args, code, says) in [
        (&["--country", "XYZ", "--material", "ndfeb-heavy"][..], 3, "ISO 3166"),
        (&["--material", "ndfeb-hevy"], 3, "did you mean ndfeb-heavy?"),
        (&["--element", "unobtainium"], 3, "write a symbol"),
        (&["--element", "Ga"], 3, "nothing that is asked about holds it"),
        (&["--line", "rear-motor"], 3, "front-motor"),
        (&["no-such-study"], 3, "name a folder, or one of"),
        (&["--country", "DEU"], 2, "--material"),
        (&["ev-motor", "--material", "smco"], 2, "cannot be used with"),
        (&["--by", "volume"], 2, "possible values"),
    ] {
        let (found, text, errors) = trace(args);
        assert_eq!(found, code, "{args:?}: {errors}");
        assert!(errors.contains(says), "{args:?}: {errors}");
        assert!(text.is_empty(), "{args:?}: {text}");
    }
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/trace.json");
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return;
    }
    let published = fs::read_to_string(path).unwrap();
    assert!(
        published == run(&["schema", "trace"]).1,
        "run `cargo run --release -- schema trace > docs/schema/trace.json`"
    );
}
