//! `coercivity network` as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn run(args: &[&str], home: &Path) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.current_dir(home).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let links = "supplier,buyer,value\nmine,smelter,3650\nsmelter,maker,3650\nother,maker,365\n";
    fs::write(home.path().join("links.csv"), links).unwrap();
    fs::write(home.path().join("sectors.csv"), "site,sector\nmine,ore\nsmelter,metal\nother,metal\nmaker,goods\n")
        .unwrap();
    home
}

const HIT: [&str; 6] = ["network", "links.csv", "--sectors", "sectors.csv", "--shock", "mine=1@5..40"];

#[test]
fn the_answer_comes_first() {
    let home = home();
    let (code, text, errors) = run(&HIT, home.path());
    assert_eq!(code, 0, "{errors}");
    assert!(text.trim_start().starts_with("Output falls to"), "{text}");
    for phrase in
        ["4 sites, 3 links, 3 sectors", "mine loses 100 %", "Recovered", "Sites that lost most", "Sectors", "Assumed"]
    {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    let (code, text, _) = run(&["network", "links.csv"], home.path());
    assert!(code == 0 && text.contains("Without a shock") && text.contains("Without --sectors"), "{text}");
}

#[test]
fn json_is_one_object_that_its_schema_describes_and_the_same_each_time() {
    let home = home();
    let schema: Value = serde_json::from_str(&run(&["schema", "network"], home.path()).1).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let args = [&HIT[..], &["--json", "--precision", "f64", "--rationing", "proportional"]].concat();
    let (code, text, errors) = run(&args, home.path());
    assert_eq!(code, 0, "{errors}");
    let value: Value = serde_json::from_str(&text).expect("one JSON object");
    let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(value["daily"].as_array().unwrap().len(), 365);
    assert_eq!(run(&args, home.path()).1, text);
}

#[test]
fn a_folder_holds_tables_and_json() {
    let home = home();
    let (code, _, errors) = run(&[&HIT[..], &["-o", "out"]].concat(), home.path());
    assert_eq!(code, 0, "{errors}");
    for (file, begin) in
        [("daily.csv", "day,output_share"), ("sites.csv", "site,sector"), ("sectors.csv", "sector,sites")]
    {
        let text = fs::read_to_string(home.path().join("out").join(file)).unwrap();
        assert!(text.trim_start_matches('\u{feff}').starts_with(begin), "{file}: {text}");
    }
    assert!(home.path().join("out/network.json").is_file());
    let (code, _, errors) = run(&[&HIT[..], &["-o", "out"]].concat(), home.path());
    assert!(code == 3 && errors.contains("--force"), "{errors}");
}

#[test]
fn defects_are_named_all_at_once() {
    let home = home();
    fs::write(home.path().join("links.csv"), "supplier,buyer,value\na,b,-1\na,,3\nb,c,two\n").unwrap();
    let (code, text, errors) = run(&HIT, home.path());
    assert!(code == 3 && text.is_empty(), "{errors}");
    for phrase in ["row 2, column `value`, value `-1`", "row 3, column `buyer`", "row 4, column `value`, value `two`"] {
        assert!(errors.contains(phrase), "{errors}");
    }
    assert_eq!(run(&["network"], home.path()).0, 2);
    fs::write(home.path().join("links.parquet"), "PAR1 no PAR1").unwrap();
    let (code, _, errors) = run(&["network", "links.parquet"], home.path());
    assert!(code == 3 && errors.contains("not readable as Parquet"), "{errors}");
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/network.json");
    let Ok(published) = fs::read_to_string(path) else {
        eprintln!("skipped: docs/ is not beside this crate");
        return;
    };
    let fresh = run(&["schema", "network"], Path::new(".")).1;
    assert!(published == fresh, "run `cargo run --release -- schema network > docs/schema/network.json`");
}
