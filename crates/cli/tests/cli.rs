//! The binary as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn coercivity() -> Command {
    Command::cargo_bin("coercivity").expect("the binary is built with its tests")
}

/// A short run, so that tests of the face do not wait for the engine.
const SHORT: [&str; 4] = ["--runs", "8", "--days", "120"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Expects exit code 3, nothing on stdout, and every phrase in the message.
fn refused(args: &[&str], phrases: &[&str]) {
    let output = coercivity().args(args).output().expect("it runs");
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{args:?}: {message}");
    assert!(output.stdout.is_empty(), "{args:?} wrote to stdout");
    for phrase in phrases {
        assert!(message.contains(phrase), "{args:?}: `{phrase}` is not in: {message}");
    }
    assert!(!message.contains("panicked"), "{message}");
}

#[test]
fn run_prints_a_verdict() {
    let output = coercivity().arg("run").args(SHORT).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let verdict = text(&output.stdout);
    for phrase in ["First stop", "Cover needed", "What is assumed", "Stopped by", "Digest", "Front traction motor"] {
        assert!(verdict.contains(phrase), "`{phrase}` is missing:\n{verdict}");
    }
}

#[test]
fn json_is_one_object_that_its_schema_describes() {
    let output = coercivity().args(["run", "--json"]).args(SHORT).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    let value: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    for key in ["program", "data_digest", "study", "scenario", "start_date", "seed", "runs", "days", "digest"] {
        assert!(value.get(key).is_some(), "{key}");
    }
    let line = &value["lines"][0];
    for key in ["line", "end_use", "binding_input", "first_stop", "days_stopped", "units_lost", "units_delayed"] {
        assert!(line.get(key).is_some(), "{key}");
    }
    assert!(line["first_stop"].get("share_of_runs").is_some());
    assert!(line["revenue_lost"].get("currency").is_some() && line["cover_needed"].get("p90").is_some());
    assert_eq!(value["controls"][0]["id"], "cn-2025-18");
    let schema: Value = serde_json::from_slice(&coercivity().arg("schema").output().unwrap().stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_same_study_and_seed_give_the_same_bits() {
    let digest = |extra: &[&str]| {
        let output = coercivity().args(["run", "--json"]).args(SHORT).args(extra).output().expect("it runs");
        let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        value["digest"].as_str().expect("a digest").to_owned()
    };
    let one = digest(&["--threads", "1"]);
    assert_eq!(one, digest(&["--threads", "2"]));
    assert_ne!(one, digest(&["--seed", "1"]));
}

#[test]
fn without_events_no_line_stops() {
    let args = ["run", "--json", "--scenario", "none"];
    let output = coercivity().args(args).args(SHORT).output().expect("it runs");
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for line in value["lines"].as_array().expect("lines") {
        assert!(line["first_stop"]["p10"].is_null());
        assert_eq!(line["units_lost"]["p90"], 0.0);
    }
}

#[test]
fn every_worked_study_runs() {
    for study in ["ev-motor", "offshore-turbine", "guidance-actuator"] {
        let output = coercivity().args(["run", study, "--json"]).args(SHORT).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{study}: {}", text(&output.stderr));
    }
}

#[test]
fn output_is_written_whole_and_not_over_what_is_there() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("out");
    let path = folder.to_str().unwrap();
    let output = coercivity().args(["run", "--quick", "-o", path]).args(SHORT).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for file in ["report.html", "result.json", "lines.csv", "series.csv", "sources.csv", "figures/cover_bars.svg"] {
        let found = folder.join(file);
        assert!(found.is_file() || file.starts_with("figures"), "{file}");
    }
    assert!(fs::read_dir(folder.join("figures")).unwrap().count() >= 5);
    let html = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(html.contains("<svg") && !html.contains("NaN"));
    refused(&["run", "-o", path, "--runs", "8"], &["exists", "--force"]);
    let again = coercivity().args(["run", "--quick", "-o", path, "--force"]).args(SHORT).output().expect("it runs");
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "no temporary folder is left");
}

/// Writes a study, changes one of its files, and returns its folder.
fn broken(home: &Path, file: &str, from: &str, to: &str) -> String {
    let folder = home.join(format!("study-{}", fs::read_dir(home).unwrap().count()));
    let path = folder.to_str().unwrap().to_owned();
    assert_eq!(coercivity().args(["init", &path]).output().unwrap().status.code(), Some(0));
    let target = folder.join(file);
    let before = fs::read_to_string(&target).unwrap();
    let after = before.replacen(from, to, 1);
    assert_ne!(before, after, "`{from}` is not in {file}");
    fs::write(target, after).unwrap();
    path
}

#[test]
fn init_writes_a_study_that_runs() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("my-plant");
    let path = folder.to_str().unwrap();
    assert_eq!(coercivity().args(["init", path]).output().unwrap().status.code(), Some(0));
    let study = fs::read_to_string(folder.join("study.toml")).unwrap();
    assert!(study.contains("id = \"my-plant\"") && study.contains('#'), "a commented study");
    let output = coercivity().args(["run", path]).args(SHORT).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    refused(&["init", path], &["exists"]);
}

#[test]
fn bad_studies_are_refused_with_file_and_row() {
    let home = tempfile::tempdir().unwrap();
    let cases: [(&str, &str, &str, &[&str]); 8] = [
        ("lines.csv", ",DEU,", ",DEX,", &["lines.csv", "row 2", "country", "DEX"]),
        ("lines.csv", ",900,", ",minus nine hundred,", &["lines.csv", "row 2", "units_per_day", "not a number"]),
        ("bom.csv", ",0.93,21,", ",0.93,-21,", &["bom.csv", "cover_days", "-21"]),
        ("bom.csv", "CHN,0.93", "CHN,0.90", &["bom.csv", "97 %", "100 %"]),
        ("bom.csv", "motor-150kw,electrical-steel", "rotor-150kw,motor-150kw", &["circular", "rotor-150kw"]),
        ("bom.csv", "1.6,kg", "1.6,pounds", &["unit", "pounds"]),
        ("study.toml", "runs = 500", "runs = 0", &["study.toml", "runs"]),
        ("study.toml", "title = ", "titel = ", &["study.toml", "titel"]),
    ];
    for (file, from, to, phrases) in cases {
        let path = broken(home.path(), file, from, to);
        refused(&["run", &path, "--runs", "8"], phrases);
    }
}

#[test]
fn bad_requests_are_refused() {
    let home = tempfile::tempdir().unwrap();
    refused(&["run", "no-such-study"], &["no-such-study", "ev-motor"]);
    refused(&["run", "--runs", "0"], &["runs", "0"]);
    refused(&["run", "--runs", "-5"], &["runs", "-5"]);
    refused(&["run", "--days", "0"], &["days"]);
    refused(&["run", "--threads", "0"], &["threads"]);
    refused(&["run", "--scenario", "no-such"], &["no-such", "april-2025"]);
    let scenario = home.path().join("bad.toml");
    let path = scenario.to_str().unwrap();
    fs::write(&scenario, "id = \"x\"\ntitle = \"x\"\n\n[[event]]\ndate = 2025-04-04\nlabel = \"x\"\nkind = \"outage\"\nsite = \"mine-atlantis\"\navailability = 0.5\n").unwrap();
    refused(&["run", "--scenario", path], &["bad.toml", "row 4", "mine-atlantis"]);
    fs::write(&scenario, "id = \"x\"\ntitle = \"x\"\n\n[[event]]\ndate = 2025-04-04\nlabel = \"a\"\nkind = \"note\"\n\n[[event]]\ndate = 2025-04-03\nlabel = \"b\"\nkind = \"note\"\n").unwrap();
    refused(&["run", "--scenario", path], &["row 9", "date order"]);
    fs::write(&scenario, "id = \n").unwrap();
    refused(&["run", "--scenario", path], &["bad.toml", "row 1"]);
}

#[test]
fn a_wrong_flag_exits_with_2() {
    for args in [&["run", "--no-such-flag"][..], &["frobnicate"][..], &["run", "--runs", "many"][..]] {
        let output = coercivity().args(args).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn data_describes_checks_and_shows() {
    let output = coercivity().arg("data").output().expect("it runs");
    let description = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(description.contains("Reported or derived:") && description.contains("Held back"), "{description}");
    let check = coercivity().args(["data", "check", "--strict"]).output().expect("it runs");
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stdout));
    let show = coercivity().args(["data", "show", "sites", "--where", "country=EST", "--json"]).output().unwrap();
    let value: Value = serde_json::from_slice(&show.stdout).expect("JSON");
    assert!(!value["rows"].as_array().unwrap().is_empty());
    refused(&["data", "show", "no-such-table"], &["no-such-table", "links"]);
    refused(&["data", "show", "sites", "--where", "colour=red"], &["colour", "country"]);
    refused(&["data", "check", "/no/such/folder"], &["/no/such/folder"]);
}

#[test]
fn check_fails_only_with_strict() {
    let home = tempfile::tempdir().unwrap();
    let path = broken(home.path(), "bom.csv", "CHN,0.93", "CHN,0.90");
    let lenient = coercivity().args(["data", "check", &path]).output().unwrap();
    assert_eq!(lenient.status.code(), Some(0));
    assert!(text(&lenient.stdout).contains("97 %"));
    let strict = coercivity().args(["data", "check", &path, "--strict"]).output().unwrap();
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/run.json");
    let Ok(published) = fs::read_to_string(path) else {
        eprintln!("skipped: docs/ is not beside this crate");
        return;
    };
    let fresh = text(&coercivity().arg("schema").output().unwrap().stdout);
    assert!(published == fresh, "run `cargo run --release -- schema > docs/schema/run.json`");
}

#[test]
fn cover_that_nobody_has_helps_and_is_said() {
    let run = |extra: &[&str]| -> Value {
        let output = coercivity().args(["run", "--json"]).args(SHORT).args(extra).output().expect("it runs");
        serde_json::from_slice(&output.stdout).expect("one JSON object")
    };
    let (plain, more) = (run(&[]), run(&["--extra-cover", "200"]));
    let stopped = |view: &Value| -> f64 {
        let lines = view["lines"].as_array().unwrap().iter();
        lines.map(|line| line["days_stopped"]["p50"].as_f64().unwrap()).sum()
    };
    assert!(stopped(&plain) > 0.0 && stopped(&more) < stopped(&plain), "{} {}", stopped(&plain), stopped(&more));
    for text in [&more["verdict"], &more["assumptions"][0]] {
        assert!(text.as_str().unwrap().contains("200 days of cover beyond"), "{text}");
    }
    assert!(!plain["verdict"].as_str().unwrap().contains("beyond"));
    assert_ne!(plain["digest"], more["digest"]);
}
