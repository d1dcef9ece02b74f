//! `init --bom` and `questionnaire` as a user meets them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn coercivity(args: &[&str], home: &Path) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.args(args).current_dir(home).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[track_caller]
fn done(args: &[&str], home: &Path) -> String {
    let (code, text, errors) = coercivity(args, home);
    assert_eq!(code, 0, "{args:?}: {errors}");
    text
}

#[track_caller]
fn json(args: &[&str], home: &Path) -> Value {
    let value: Value = serde_json::from_str(&done(&[args, &["--json"]].concat(), home)).expect("one JSON object");
    let name = if args[0] == "init" { "bom" } else { "questionnaire" };
    let schema: Value = serde_json::from_str(&done(&["schema", name], home)).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    assert!(
        validator.is_valid(&value),
        "{:?}",
        validator.iter_errors(&value).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    value
}

const BOM: &str = "\
Level,Part number,Description,Qty,Unit,Supplier,Country,Weight (g),Share
0,M150,Traction motor 150 kW,1,EA,,,,
1,R1,Rotor,1,EA,,,,
2,4720,Magnet NdFeB N42SH,48,EA,MagnetCo,China,33.5,93%
2,4720,Magnet NdFeB N42SH,48,EA,Hanau,Germany,33.5,7%
1,C1,Copper,6,kg,,,,
";

fn study(home: &Path) {
    fs::write(home.join("motor.csv"), BOM).unwrap();
    let view =
        json(&["init", "--bom", "motor.csv", "--units-per-day", "200", "--revenue-per-unit", "450", "plant"], home);
    assert_eq!(view["lines"][0]["end_use"], "ev-traction");
    assert_eq!(view["taken"].as_array().unwrap().len(), 1);
    assert_eq!(view["taken"][0]["mass_kg"], 1.608);
}

#[test]
fn a_bill_of_materials_is_run_in_two_commands() {
    let home = tempfile::tempdir().unwrap();
    study(home.path());
    let text = done(&["run", "plant", "--runs", "8"], home.path());
    assert!(text.contains("Traction motor 150 kW"), "{text}");
    assert_eq!(coercivity(&["data", "check", "plant", "--strict"], home.path()).0, 0);
    // A second time it is refused, and with --force a stranger's files stay.
    fs::write(home.path().join("plant/mine.txt"), "keep").unwrap();
    let (code, _, errors) = coercivity(&["init", "--bom", "motor.csv", "plant"], home.path());
    assert!(code == 3 && errors.contains("--force"), "{code} {errors}");
    let text = done(&["init", "--bom", "motor.csv", "--force", "plant"], home.path());
    assert!(text.contains("Followed up the chain") && text.contains("ndfeb-heavy"), "{text}");
    assert_eq!(fs::read_to_string(home.path().join("plant/mine.txt")).unwrap(), "keep");
}

#[test]
fn a_file_with_defects_is_refused_and_nothing_is_written() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("b.csv"), BOM.replace("7%", "4%").replace("6,kg", "6,furlong")).unwrap();
    let (code, text, errors) = coercivity(&["init", "--bom", "b.csv", "plant"], home.path());
    assert_eq!((code, text.as_str()), (3, ""));
    assert!(errors.contains("row 6, column `Unit`, value `furlong`"), "{errors}");
    assert!(!home.path().join("plant").exists());
    assert_eq!(coercivity(&["init", "--bom", "missing.csv", "plant"], home.path()).0, 3);
    assert_eq!(coercivity(&["init", "--sheet", "x", "plant"], home.path()).0, 2);
}

#[test]
fn a_form_goes_round_and_changes_what_was_edited() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    study(home);
    let sent = json(&["questionnaire", "plant", "-o", "forms", "--xlsx", "--on", "2026-03-01"], home);
    assert_eq!(sent["forms"].as_array().unwrap().len(), 2);
    assert_eq!(sent["requests"][0]["state"], "open");
    for file in ["magnetco.csv", "magnetco.xlsx", "hanau.csv"] {
        assert!(home.join("forms").join(file).exists(), "{file}");
    }
    // As it went out, in either format, it changes nothing.
    for file in ["forms/magnetco.csv", "forms/magnetco.xlsx"] {
        let back = json(&["questionnaire", "plant", "--read", file, "--on", "2026-03-05"], home);
        assert_eq!(back["changes"].as_array().unwrap().len(), 0, "{back}");
        assert_eq!(back["requests"].as_array().unwrap().iter().filter(|r| r["state"] == "open").count(), 2);
        assert!(!home.join("plant/declarations.csv").exists());
    }
    // Two answers, one of them in two rows.
    let form = fs::read_to_string(home.join("forms/magnetco.csv")).unwrap();
    let fill = |form: &str, start: &str, answer: &str| {
        let line = form.lines().find(|line| line.contains(start)).unwrap_or_else(|| panic!("no `{start}`:\n{form}"));
        let filled = format!("{}{answer}", line.trim_end_matches(','));
        form.replace(line, &filled)
    };
    let edited = fill(&form, ",Dy,separation,", ",China,60,Some Refiner,letter 7,2026-03-04,");
    let second = edited
        .lines()
        .find(|l| l.contains(",Dy,separation,"))
        .unwrap()
        .replace(",1,China,60,Some Refiner", ",2,unknown,40,");
    let edited = fill(&format!("{edited}{second}\n"), ",Nd,recycled,", ",,12.5,,,,");
    fs::write(home.join("answer.csv"), edited).unwrap();
    let back = json(&["questionnaire", "plant", "--read", "answer.csv", "--on", "2026-03-06"], home);
    let declarations = fs::read_to_string(home.join("plant/declarations.csv")).unwrap();
    let rows: Vec<&str> = declarations.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "ndfeb-heavy,MagnetCo,Dy,separation,CHN,0.6,Some Refiner,declared,2026-03-04,letter 7",
            "ndfeb-heavy,MagnetCo,Dy,separation,,0.4,,declared,2026-03-04,letter 7",
        ]
    );
    assert!(
        fs::read_to_string(home.join("plant/recycled.csv")).unwrap().contains("ndfeb-heavy,MagnetCo,Nd,0.125,declared")
    );
    let of = |value: &Value, supplier: &str| {
        value["requests"].as_array().unwrap().iter().find(|r| r["supplier"] == supplier).unwrap().clone()
    };
    assert_eq!(of(&back, "MagnetCo")["state"], "answered");
    assert_eq!(of(&back, "MagnetCo")["answered"], "2026-03-06");
    assert_eq!(of(&back, "Hanau")["state"], "open");
    // A fresh form shows the answers; editing one cell changes one cell, and a blank one nothing.
    done(&["questionnaire", "plant", "-o", "again", "--on", "2026-04-01"], home);
    let form = fs::read_to_string(home.join("again/magnetco.csv")).unwrap();
    assert!(form.contains(",1,CHN,60,Some Refiner,letter 7,2026-03-04,"), "{form}");
    let edited = form.replace(",1,CHN,60,Some Refiner,letter 7,", ",1,,,Other Refiner,,");
    fs::write(home.join("answer.csv"), edited).unwrap();
    let back = json(&["questionnaire", "plant", "--read", "answer.csv"], home);
    let changes = back["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{back}");
    assert_eq!((&changes[0]["old"], &changes[0]["new"]), (&Value::from("Some Refiner"), &Value::from("Other Refiner")));
    let after = fs::read_to_string(home.join("plant/declarations.csv")).unwrap();
    assert_eq!(after, declarations.replacen("Some Refiner", "Other Refiner", 1));
    assert_eq!(of(&back, "MagnetCo")["sent"], "2026-03-01");
}

#[test]
fn refusals_are_logged_and_broken_answers_change_nothing() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    study(home);
    done(&["questionnaire", "plant", "-o", "forms", "--on", "2026-03-01"], home);
    let form = fs::read_to_string(home.join("forms/hanau.csv")).unwrap();
    let first = form.lines().nth(1).unwrap();
    let with = |cells: &str| form.replacen(first, &format!("{}{cells}", first.trim_end_matches(',')), 1);
    fs::write(home.join("a.csv"), with(",,,,,,trade secret")).unwrap();
    let back = json(&["questionnaire", "plant", "--read", "a.csv", "--on", "2026-03-09"], home);
    let refused = back["requests"].as_array().unwrap().iter().find(|r| r["supplier"] == "Hanau").unwrap();
    assert_eq!((&refused["state"], &refused["reason"]), (&Value::from("refused"), &Value::from("trade secret")));
    let before = fs::read_to_string(home.join("plant/requests.csv")).unwrap();
    for (text, part) in [
        (with(",Chnia,50,,,,"), "did you mean `china`"),
        (with(",China,120,,,,"), "outside 0 to 100 %"),
        (with(",China,many,,,,"), "write per cent"),
        (with(",China,,,,,"), "an answer without Share (%)"),
        (with(",,50,,,,"), "an answer without Country"),
        (with(",China,50,,,4.3.26,"), "2026-03-31"),
        (form.replace("Share (%)", "Shares (%)"), "column `Share (%)` is missing"),
        (form.replace("Hanau,", "Hannau,"), "did you mean `Hanau`"),
        (form.replace(",mine,", ",mining,"), "the study has alloy, magnet, metal, mine"),
        ("a,b\n1,2\n".to_owned(), "not a questionnaire"),
    ] {
        fs::write(home.join("a.csv"), &text).unwrap();
        let (code, out, errors) = coercivity(&["questionnaire", "plant", "--read", "a.csv"], home);
        assert_eq!((code, out.as_str()), (3, ""), "{part}");
        assert!(errors.contains(part), "`{part}` is missing: {errors}");
        assert_eq!(fs::read_to_string(home.join("plant/requests.csv")).unwrap(), before);
    }
    let (code, _, errors) = coercivity(&["questionnaire", "ev-motor", "--read", "a.csv"], home);
    assert!(code == 3 && errors.contains("folder of your own study"), "{errors}");
    assert_eq!(coercivity(&["questionnaire", "plant"], home).0, 2);
}

#[test]
fn the_published_schemas_are_fresh() {
    for name in ["bom", "questionnaire"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/schema/{name}.json"));
        let Ok(published) = fs::read_to_string(&path) else {
            eprintln!("skipped: no {}", path.display());
            continue;
        };
        let fresh = done(&["schema", name], Path::new("."));
        assert!(published == fresh, "run `cargo run --release -- schema {name} > docs/schema/{name}.json`");
    }
}
