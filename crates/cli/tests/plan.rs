//! `coercivity plan` and `coercivity squeeze` as a user meets them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Few draws and a short horizon: what is tested does not depend on them.
const SMALL: [&str; 7] = ["plan", "--runs", "8", "--days", "300", "--threads", "2"];

fn run(args: &[&str], home: &Path) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.current_dir(home).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [args, more].concat()
}

/// A JSON answer, checked against the schema of its verb.
fn object(args: &[&str], home: &Path) -> Value {
    let (code, text, errors) = run(&with(args, &["--json"]), home);
    assert_eq!(code, 0, "{errors}");
    let schema: Value = serde_json::from_str(&run(&["schema", args[0]], home).1).unwrap();
    let value: Value = serde_json::from_str(&text).expect("one JSON object");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    value
}

#[test]
fn a_plan_is_a_folder_and_its_scenario_runs() {
    let home = tempfile::tempdir().unwrap();
    let (code, text, errors) = run(&with(&SMALL, &["-o", "out"]), home.path());
    assert_eq!(code, 0, "{errors}");
    for phrase in ["What to buy", "What it brings", "Lines without the plan and with it"] {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    let out = home.path().join("out");
    for file in [
        "report.html",
        "plan.json",
        "plan.toml",
        "mix.csv",
        "considered.csv",
        "frontier.csv",
        "branches.csv",
        "plan_lines.csv",
        "sensitivity.csv",
        "figures/plan-cost.svg",
        "figures/plan-timeline.svg",
        "figures/plan-frontier.svg",
    ] {
        assert!(fs::metadata(out.join(file)).is_ok_and(|meta| meta.len() > 0), "{file}");
    }
    let result: Value = serde_json::from_str(&fs::read_to_string(out.join("plan.json")).unwrap()).unwrap();
    assert_eq!(result["status"], "optimal");
    let rows = fs::read_to_string(out.join("mix.csv")).unwrap().lines().count() - 1;
    assert_eq!(rows, result["mix"].as_array().unwrap().len());
    assert!(rows > 0, "nothing is bought");

    // The plan as a scenario of `run`: it loses less than the scenario without it.
    let loss = |scenario: &str| {
        let value = object(&["run", "--scenario", scenario, "--runs", "8", "--days", "300"], home.path());
        let lines = value["lines"].as_array().unwrap();
        lines.iter().map(|line| line["units_lost"]["p50"].as_f64().unwrap_or(0.0)).sum::<f64>()
    };
    assert!(loss("out/plan.toml") <= loss("april-2025"));

    let before = fs::read(out.join("plan.json")).unwrap();
    let (code, _, errors) = run(&with(&SMALL, &["-o", "out"]), home.path());
    assert_ne!(code, 0, "an existing folder is kept without --force");
    assert!(errors.contains("--force"), "{errors}");
    assert_eq!(fs::read(out.join("plan.json")).unwrap(), before);
}

#[test]
fn a_plan_is_the_same_for_any_number_of_threads_and_more_money_never_hurts() {
    let home = tempfile::tempdir().unwrap();
    let few = ["plan", "--runs", "8", "--days", "200", "--json", "--threads"];
    let one = run(&with(&few, &["1"]), home.path());
    assert_eq!(one.0, 0, "{}", one.2);
    assert_eq!(run(&with(&few, &["2"]), home.path()).1, one.1);

    let value = |budget: &str| {
        let plan = object(&["plan", "--runs", "8", "--days", "200", "--budget", budget], home.path());
        let of = |pointer: &str| plan.pointer(pointer).and_then(Value::as_f64).unwrap();
        assert!(of("/cost") <= budget.parse::<f64>().unwrap() * (1.0 + 1e-9));
        of("/cost") + 0.5 * (of("/expected_loss/after") + of("/cvar_95/after"))
    };
    let values: Vec<f64> = ["0", "100000", "1000000"].into_iter().map(value).collect();
    assert!(values.is_sorted_by(|poorer, richer| richer <= &(poorer * (1.0 + 1e-6))), "{values:?}");
}

#[test]
fn demands_that_cannot_be_met_are_an_answer() {
    let home = tempfile::tempdir().unwrap();
    let plan = object(&with(&SMALL, &["--budget", "10", "--require", "eu-crma-5-65"]), home.path());
    assert_eq!(plan["status"], "infeasible");
    let conflict: Vec<&str> = plan["conflict"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(conflict.iter().any(|text| text.contains("budget")), "{conflict:?}");
    assert!(conflict.iter().any(|text| text.contains("eu-crma-5-65")), "{conflict:?}");
}

#[test]
fn a_rule_that_is_required_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let args = ["plan", "guidance-actuator", "--runs", "8", "--ahead", "48", "--require", "us-dfars-7052"];
    let plan = object(&args, home.path());
    let rules = plan["rules"].as_array().unwrap();
    let kept = |rule: &&Value| rule["rule"] == "us-dfars-7052";
    assert!(rules.iter().any(|rule| kept(&rule)), "{rules:?}");
    if plan["status"] == "optimal" {
        for rule in rules.iter().filter(kept) {
            assert!(rule["after"].as_f64().unwrap() <= rule["threshold"].as_f64().unwrap() + 1e-6, "{rule}");
        }
    } else {
        assert!(plan["conflict"].to_string().contains("us-dfars-7052"));
    }
}

#[test]
fn the_other_side_looks_for_a_control() {
    let home = tempfile::tempdir().unwrap();
    let args = ["squeeze", "--runs", "8", "--days", "300", "--freeze-days", "120"];
    let value = object(&args, home.path());
    assert!(!value["moves"].as_array().unwrap().is_empty());
    let (code, text, errors) = run(&with(&args, &["-o", "out"]), home.path());
    assert_eq!(code, 0, "{errors}");
    assert!(text.contains("Each control by itself"), "{text}");
    for file in ["report.html", "squeeze.json", "moves.csv", "sets.csv", "closers.csv", "learnt.csv"] {
        assert!(home.path().join("out").join(file).is_file(), "{file}");
    }
    // Whoever minds its exports more gives up no more of them.
    let exports = |weight: &str| {
        let value = object(&with(&args, &["--weight", weight]), home.path());
        value.pointer("/chosen/exports_usd").and_then(Value::as_f64).unwrap()
    };
    assert!(exports("1") <= exports("0.001"));
}

#[test]
fn bad_input_is_refused_before_anything_runs() {
    let home = tempfile::tempdir().unwrap();
    for (args, words) in [
        (&["plan", "no-such-study"][..], "no-such-study"),
        (&["plan", "--scenario", "no-such-scenario"], "no-such-scenario"),
        (&["plan", "--levers", "stok"], "stock-elsewhere"),
        (&["plan", "--require", "no-such-rule"], "eu-crma-5-65"),
        (&["plan", "--budget", "-5"], "0 to"),
        (&["plan", "--budget", "NaN"], "0 to"),
        (&["plan", "--risk-aversion", "2"], "0 to 1"),
        (&["plan", "--service", "1.5"], "0 to 1"),
        (&["plan", "--likelihood", "-1"], "0 to 1"),
        (&["plan", "--ahead", "1e9"], "0 to 120"),
        (&["plan", "--weight", "eased"], "BRANCH=WEIGHT"),
        (&["plan", "--weight", "no-such-branch=1"], "one of"),
        (&["plan", "--runs", "0"], "runs"),
        (&["plan", "--days", "99999"], "days"),
        (&["squeeze", "--issuer", "XYZ"], "ISO alpha-3"),
        (&["squeeze", "--issuer", "LUX"], "LUX"),
        (&["squeeze", "--most", "9"], "most"),
        (&["squeeze", "--weight", "-1"], "weight"),
        (&["squeeze", "--freeze-days", "0"], "freeze days"),
    ] {
        let (code, out, errors) = run(args, home.path());
        assert!(code == 2 || code == 3, "{args:?}: {code} {errors}");
        assert!(out.is_empty(), "{args:?}: {out}");
        assert!(errors.contains(words), "{args:?}: {errors}");
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_government_plans_a_stock_for_the_end_uses_of_a_magnet() {
    let home = tempfile::tempdir().unwrap();
    let args = ["plan", "--for", "FRA", "--material", "ndfeb-heavy", "--runs", "8", "--days", "240"];
    let plan = object(&args, home.path());
    assert_eq!(plan["region"], "France");
    let levers: Vec<&str> =
        plan["considered"].as_array().unwrap().iter().filter_map(|each| each["lever"].as_str()).collect();
    assert!(levers.contains(&"public-magnets") && !levers.contains(&"stock"), "{levers:?}");
    let stock = plan["stockpile"].as_array().unwrap();
    assert!(!stock.is_empty(), "nothing is kept");
    for part in stock {
        let total = part["magnets_t"].as_f64().unwrap();
        let uses = part["uses"].as_array().unwrap().iter().map(|of| of["magnets_t"].as_f64().unwrap());
        assert!((uses.sum::<f64>() - total).abs() <= 1e-9 * total, "{part}");
        assert!(part["elements_t"]["Dy"].as_f64().unwrap() > 0.0, "{part}");
    }
    let squeeze = ["squeeze", "--for", "FRA", "--material", "ndfeb-heavy", "--runs", "8", "--days", "240"];
    let value = object(&with(&squeeze, &["--weight", "0", "--freeze-days", "150"]), home.path());
    assert!(value.pointer("/chosen/damage").and_then(Value::as_f64).unwrap() > 0.0);
    assert!(value["learnt"].as_array().unwrap().is_empty(), "no licence file shows a whole end use");

    // A reserve that is bought helps in the engine too.
    let mean = |pointer: &str| plan.pointer(pointer).and_then(Value::as_f64).unwrap();
    assert!(mean("/simulated_loss/mean") < mean("/simulated_loss_before/mean"));
    for (args, words) in [
        (&["plan", "--for", "XYZ"][..], "EUU for the European Union"),
        (&["plan", "--for", "EUU", "--material", "copper"], "ndfeb-heavy"),
        (&["plan", "--for", "EUU", "--levers", "stock"], "public-magnets"),
        (&["plan", "--for", "ISL"], "nobody in"),
        (&["plan", "--material", "ndfeb-heavy"], "--for"),
    ] {
        let (code, out, errors) = run(args, home.path());
        assert!((code == 2 || code == 3) && out.is_empty(), "{args:?}: {code} {errors}");
        assert!(errors.contains(words), "{args:?}: {errors}");
    }
}
