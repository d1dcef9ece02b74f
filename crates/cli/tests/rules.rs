//! `coercivity rules` as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn coercivity(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn rules(args: &[&str]) -> (i32, String, String) {
    coercivity(&[&["rules"], args].concat())
}

fn json(args: &[&str]) -> Value {
    let (code, text, errors) = rules(&[args, &["--json"]].concat());
    assert_eq!(code, 0, "{errors}");
    serde_json::from_str(&text).expect("one JSON object")
}

/// Verdicts of a rule.
fn of<'a>(view: &'a Value, rule: &str) -> Vec<&'a Value> {
    view["verdicts"].as_array().unwrap().iter().filter(|verdict| verdict["rule"] == rule).collect()
}

#[test]
fn the_answer_comes_first_and_what_fails_has_its_path() {
    let (code, text, errors) = rules(&["guidance-actuator", "--on", "2027-01-01"]);
    assert_eq!(code, 0, "{errors}");
    assert!(text.lines().take(4).any(|line| line.contains("us-dfars-7052")), "{text}");
    for phrase in [
        "Fails",
        "Unknown",
        "Not in force",
        "fin-actuator › smco › ",
        "252.225-7052",
        "no duty of a firm",
        "Form us-ndaa-857",
        "(iv) sintered or bonded",
        "Stock table eu-crma-22",
        "wanted: ",
    ] {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
}

#[test]
fn json_is_one_object_that_its_schema_describes() {
    let schema = coercivity(&["schema", "rules"]).1;
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for args in
        [&["--on", "2026-11-22"][..], &["guidance-actuator", "--on", "2027-01-01", "--all"], &["offshore-turbine"]]
    {
        let view = json(args);
        let problems: Vec<String> = validator.iter_errors(&view).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        for verdict in view["verdicts"].as_array().unwrap() {
            for key in ["rule", "subject", "verdict", "measured", "threshold", "unit", "path", "evidence", "citation"] {
                assert!(verdict.get(key).is_some(), "{key}");
            }
            let shares = &verdict["evidence"];
            let sum: f64 =
                ["declared", "public", "assumed", "unknown"].iter().map(|k| shares[*k].as_f64().unwrap()).sum();
            assert!(sum < 1.0 + 1e-9, "{verdict}");
            assert!(verdict["verdict"] != "pass" || shares["unknown"].as_f64().unwrap() < 1e-9, "{verdict}");
        }
    }
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/rules.json");
    let Ok(published) = fs::read_to_string(path) else {
        eprintln!("skipped: docs/ is not beside this crate");
        return;
    };
    let fresh = coercivity(&["schema", "rules"]).1;
    assert!(published == fresh, "run `cargo run --release -- schema rules > docs/schema/rules.json`");
}

#[test]
fn dates_decide() {
    let at = |day: &str, rule: &str| {
        let view = json(&["guidance-actuator", "--on", day, "--rule", rule]);
        let verdicts = of(&view, rule);
        (verdicts[0]["verdict"].as_str().unwrap().to_owned(), verdicts[0]["status"].as_str().unwrap().to_owned())
    };
    assert_eq!(at("2026-12-31", "us-dfars-7052").0, "fail", "magnets from China");
    assert_eq!(at("2019-04-29", "us-dfars-7052").0, "not in force");
    let (verdict, status) = at("2026-05-01", "cn-61-de-minimis");
    assert_eq!(verdict, "not in force");
    assert!(status.starts_with("suspended until 10 November 2026"), "{status}");
    assert_ne!(at("2025-07-01", "us-ndaa-857").0, "not in force");
}

#[test]
fn the_union_benchmark_fails_where_the_court_of_auditors_saw_it() {
    let view = json(&["--on", "2026-11-22", "--rule", "eu-crma-5-65"]);
    let verdicts = of(&view, "eu-crma-5-65");
    let verdict =
        |subject: &str| verdicts.iter().find(|v| v["subject"] == subject).map(|v| v["verdict"].as_str().unwrap());
    assert_eq!(verdict("EUU/rare-earths-magnets/separation"), Some("fail"));
    assert_eq!(verdict("EUU/magnesium/refining"), Some("fail"));
    assert!(verdicts.iter().all(|v| v["who"] == "union" && v["level"] == "benchmark" && v["due"] == "2030-12-31"));
}

#[test]
fn strict_exits_with_1_when_a_rule_fails() {
    let args = ["guidance-actuator", "--on", "2027-01-01", "--rule", "us-dfars-7052"];
    assert_eq!(rules(&args).0, 0);
    assert_eq!(rules(&[&args[..], &["--strict"]].concat()).0, 1);
    let suspended = ["guidance-actuator", "--on", "2026-05-01", "--rule", "cn-61*", "--strict"];
    assert_eq!(rules(&suspended).0, 0);
    let view = json(&["--binding"]);
    assert!(view["verdicts"].as_array().unwrap().iter().all(|verdict| verdict["level"] == "binding"));
}

#[test]
fn tables_are_written_whole() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("out");
    let path = folder.to_str().unwrap();
    assert_eq!(rules(&["guidance-actuator", "-o", path]).0, 0);
    for (file, header) in [
        ("rules.csv", "as_of,rule,subject,verdict"),
        ("disclosure.csv", "rule,line,parent,item"),
        ("stocks.csv", "rule,region,material,title,stock_t,share_of_annual_consumption,chemical_form,purity"),
        ("rules.json", "{"),
    ] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.starts_with(header), "{file}: {}", &text[..100.min(text.len())]);
    }
    // Four rows for each of three suppliers.
    assert_eq!(fs::read_to_string(folder.join("disclosure.csv")).unwrap().lines().count(), 13);
    assert_eq!(rules(&["guidance-actuator", "-o", path]).0, 3);
    assert_eq!(rules(&["guidance-actuator", "-o", path, "--force"]).0, 0);
}

#[test]
fn facts_settle_what_was_unknown() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("plant");
    let path = folder.to_str().unwrap();
    assert_eq!(coercivity(&["init", path]).0, 0);
    let verdict = |rows: &str| {
        fs::write(folder.join("facts.csv"), format!("subject,fact,value,unit,evidence,note\n{rows}")).unwrap();
        let view = json(&[path, "--on", "2026-11-22", "--rule", "eu-crma-24-*"]);
        let word = |rule: &str| of(&view, rule)[0]["verdict"].as_str().unwrap().to_owned();
        (word("eu-crma-24-1"), word("eu-crma-24-2"))
    };
    let size = |staff: u32| {
        format!("company,employees,{staff},persons,declared,\ncompany,turnover_eur,200000000,EUR,declared,\n")
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(verdict(&size(501)), pair("pass", "unknown"));
    assert_eq!(verdict(&size(500)), pair("not applicable", "not applicable"));
    assert_eq!(verdict(""), pair("unknown", "unknown"));
    let old = size(501) + "company,crma_24_assessment_date,2023-11-21,,declared,\n";
    assert_eq!(verdict(&old), pair("pass", "fail"));
}

#[test]
fn bad_questions_are_refused_with_one_clear_error() {
    let cases: [(&[&str], &[&str]); 8] = [
        (&["--on", "2027-02-30"], &["date", "2027-01-01"]),
        (&["--on", "tomorrow"], &["date", "tomorrow"]),
        (&["--on", "-009999-01-01"], &["date"]),
        (&["--on", "9999-12-31"], &["date"]),
        (&["--rule", "us-dfars-7025"], &["did you mean `us-dfars-7052`?"]),
        (&["--rule", "xyz*"], &["rule", "eu-crma-5-65"]),
        (&["--branch", "peace"], &["branch", "reactivated"]),
        (&["no-such-study"], &["no-such-study", "ev-motor"]),
    ];
    for (args, phrases) in cases {
        let (code, out, message) = rules(args);
        // A date that begins with a dash is a wrong flag.
        assert!(code == 3 || (code == 2 && args[1].starts_with('-')), "{args:?}: {code} {message}");
        assert!(out.is_empty() && !message.contains("panicked"), "{args:?}: {message}");
        assert!(code == 2 || phrases.iter().all(|phrase| message.contains(phrase)), "{args:?}: {message}");
    }
}
