//! `backtest`, `curve`, branches and the shipped scenarios as a user meets them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn coercivity() -> Command {
    Command::cargo_bin("coercivity").expect("the binary is built with its tests")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn json(args: &[&str]) -> Value {
    let output = coercivity().args(args).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn refused(args: &[&str], phrases: &[&str]) {
    let output = coercivity().args(args).output().expect("it runs");
    let message = text(&output.stderr);
    assert!(matches!(output.status.code(), Some(2 | 3)), "{args:?}: {message}");
    assert!(output.stdout.is_empty(), "{args:?} wrote to stdout");
    for phrase in phrases {
        assert!(message.contains(phrase), "{args:?}: `{phrase}` is not in: {message}");
    }
    assert!(!message.contains("panicked"), "{message}");
}

fn against_schema(value: &Value, name: &str) {
    let fresh = text(&coercivity().args(["schema", name]).output().unwrap().stdout);
    let schema: Value = serde_json::from_str(&fresh).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let errors: Vec<String> = validator.iter_errors(value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/schema/{name}.json"));
    if path.parent().is_some_and(Path::exists) {
        let published = fs::read_to_string(path).expect("the published schema");
        assert!(published == fresh, "run `cargo run --release -- schema {name} > docs/schema/{name}.json`");
    }
}

/// The aims of the fit, on a seed that was not used for it.
#[test]
fn april_2025_is_met_where_it_was_fitted_and_nearly_where_not() {
    let value = json(&["backtest", "--runs", "96", "--seed", "4711", "--json"]);
    against_schema(&value, "backtest");
    let case = |name: &str| {
        let cases = value["cases"].as_array().unwrap();
        cases.iter().find(|case| case["case"] == name).unwrap_or_else(|| panic!("{name}")).clone()
    };
    let number = |case: &Value, key: &str| case[key].as_f64().unwrap_or_else(|| panic!("{key}"));
    let world = case("april-2025-world");
    assert!(number(&world, "wape") <= 0.08, "{}", number(&world, "wape"));
    assert_eq!(world["trough_month"], world["observed_trough_month"]);
    assert!((number(&world, "trough_ratio") - number(&world, "observed_trough_ratio")).abs() <= 0.05);
    assert_eq!(world["months_to_recover"], world["observed_months_to_recover"]);
    assert_eq!(world["fitted_on"][0], "magnets-chn-world 2025-04 to 2025-09");
    let usa = case("april-2025-usa");
    assert!(number(&usa, "wape") <= 0.25, "{}", number(&usa, "wape"));
    assert!(usa["fitted_on"].as_array().unwrap().is_empty());
    for oxide in ["april-2025-dysprosium", "april-2025-terbium"] {
        assert_eq!(case(oxide)["points"][0]["p50"], 0.0, "{oxide} left in May");
    }
    for (n, want) in [(0, 0.25), (1, 0.60)] {
        let got = case("april-2025-approvals")["points"][n]["p50"].as_f64().unwrap();
        assert!((got - want).abs() <= 0.10, "{got} approved, {want} published");
    }
    let pooled = value["pooled_coverage_80"].as_f64().unwrap();
    assert!((0.65..=0.90).contains(&pooled), "{pooled} of the months not fitted lie in their band");
    // No skill is said, both naive forecasts are there, and something is not identified.
    let japan = case("japan-2010-imports");
    assert_eq!(japan["no_skill"], number(&japan, "band_width") > 0.5);
    assert!(world["wape_persistence"].is_number() && world["wape_trend"].is_number());
    assert!(!world["not_identified"].as_array().unwrap().is_empty());
}

#[test]
fn a_series_of_ones_own_is_read_and_scored() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gallium.csv");
    let mut rows = "date,series,value,unit\n".to_owned();
    for month in 1..=6 {
        rows += &format!("2023-{month:02},gallium_export_CN,4000,kg\n");
    }
    rows += "2023-08,gallium_export_CN,0,kg\n2023-09,gallium_export_CN,100,kg\n2024-01..02,gallium_export_CN,5000,kg\n";
    rows += "2023-08,other,x,kg\n";
    fs::write(&file, &rows).unwrap();
    let path = file.to_str().unwrap();
    let ask = |more: &[&str]| {
        let mut args = vec!["backtest", "--observed", path, "--scenario", "gallium-germanium-2023"];
        args.extend(more);
        args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<String>>()
    };
    let args = ask(&["--series", "gallium_export_CN", "--runs", "16", "--json"]);
    let value = json(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let case = &value["cases"][0];
    assert_eq!(case["n"], 3);
    assert!(case["fitted_on"].as_array().unwrap().is_empty());
    let points = case["points"].as_array().unwrap();
    let months: Vec<&str> = points.iter().map(|p| p["month"].as_str().unwrap()).collect();
    assert_eq!(months, ["2023-08", "2023-09", "2024-01..02"]);
    // The statute alone says that next to nothing leaves in the second month.
    assert!(points[1]["p50"].as_f64().unwrap() < 0.2 * points[1]["base"].as_f64().unwrap());
    for (more, phrases) in [
        (vec!["--series", "nickel"], vec!["nickel", "gallium_export_CN"]),
        (vec!["--series", "other"], vec!["row 11", "value", "x"]),
        (vec![], vec!["--series"]),
    ] {
        let args = ask(&more);
        refused(&args.iter().map(String::as_str).collect::<Vec<_>>(), &phrases);
    }
    // A spreadsheet's file with decimal commas; and months to which parameters were fitted stay fitted.
    let own = "date;series;value\n2024-05;magnets_export_CN;4762,5\n2025-05;magnets_export_CN;1238,0\n";
    fs::write(&file, own).unwrap();
    let args = ["backtest", "--observed", path, "--scenario", "april-2025", "--series", "magnets_export_CN"];
    let value = json(&[&args[..], &["--runs", "8", "--json"]].concat());
    assert_eq!(value["cases"][0]["points"][0]["base"], 4762.5);
    assert_eq!(value["cases"][0]["points"][0]["fitted"], true);
    fs::write(&file, "month,series,value\n2023-08,a,1\n").unwrap();
    let args = ask(&["--series", "a"]);
    refused(&args.iter().map(String::as_str).collect::<Vec<_>>(), &["no column `date`"]);
    refused(&["backtest", "april-2026"], &["april-2026", "april-2025-world"]);
    refused(&["backtest", "--runs", "0"], &["runs", "1"]);
}

#[test]
fn a_curve_is_the_same_after_an_interruption() {
    let folder = tempfile::tempdir().unwrap();
    let parts = folder.path().join("parts.jsonl");
    let parts = parts.to_str().unwrap();
    let args = ["curve", "guidance-actuator", "--runs", "8", "--longest", "120", "--json"];
    let whole = json(&args);
    against_schema(&whole, "curve");
    // Half of the parts of the same request, the last line torn.
    let key_file = folder.path().join("none.jsonl");
    assert!(!key_file.exists());
    let mut with_parts: Vec<&str> = args.to_vec();
    with_parts.extend(["--parts", parts]);
    fs::write(parts, "{\"key\":\"another request\"}\n{\"torn\n").unwrap();
    let again = json(&with_parts);
    assert_eq!(whole["digest"], again["digest"]);
    assert!(!Path::new(parts).exists(), "nothing is left behind");
    let line = &whole["lines"][0];
    for key in ["coercivity_days", "remanence", "contours", "map", "hysteresis"] {
        assert!(line.get(key).is_some(), "{key}");
    }
    // A stronger squeeze never spares more runs.
    let shares: Vec<f64> =
        line["contours"].as_array().unwrap().iter().map(|c| c["days"]["share_of_runs"].as_f64().unwrap()).collect();
    assert!(shares.windows(2).all(|pair| pair[0] <= pair[1]), "{shares:?}");
    refused(&["curve", "--control", "cd-2025-cobalt-ban"], &["cd-2025-cobalt-ban", "cn-2025-18"]);
    refused(&["curve", "--longest", "0"], &["longest"]);
}

#[test]
fn every_scenario_runs_and_branches_stand_side_by_side() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/package/scenarios");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the scenarios of the package") {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        let value = json(&["run", "--scenario", &name, "--runs", "8", "--days", "60", "--json"]);
        assert_eq!(value["scenario"], name.as_str());
        seen += 1;
    }
    assert!(seen >= 9, "{seen} scenarios");
    let value = json(&["run", "--runs", "8", "--days", "420", "--json"]);
    assert_eq!(value["branch"], "as published");
    assert!(value["branches"].as_array().unwrap().len() >= 2);
    let lifted = json(&["run", "--runs", "8", "--days", "420", "--branch", "lifted", "--json"]);
    assert_eq!(lifted["branch"], "lifted");
    assert!(lifted["branches"].as_array().unwrap().iter().all(|b| b["branch"] != "lifted"));
    refused(&["run", "--branch", "peace"], &["peace", "lifted"]);
}
