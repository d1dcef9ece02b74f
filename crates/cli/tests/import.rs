//! `coercivity import` as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn coercivity(args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("coercivity").expect("built with its tests").args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

const MONTH: &str =
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,\
QUANTITY_KG,QUANTITY_SUPPL_UNIT
DE,CN,E,85051110,77812,1,1,,202401,100000,2000,
DE,CN,E,28469090,52595,1,1,,202401,4000,1000,
DE,MM,E,28469090,52595,1,1,,202401,20000,1000,
DE,ZQ,E,28461000,52595,1,1,,202401,1000,100,
DE,CN,E,01012100,00151,1,1,,202401,75000,900,
DE,CN,E,TOTAL,,1,1,,202401,200000,5000,
";

/// A folder with a month of Comext in it.
fn home() -> (tempfile::TempDir, String) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("full_v2_202401.dat");
    fs::write(&file, MONTH).unwrap();
    let file = file.display().to_string();
    (home, file)
}

#[test]
fn every_row_is_accounted_for_on_the_terminal() {
    let (_home, file) = home();
    let (code, text, errors) = coercivity(&["import", "comext", &file]);
    assert_eq!(code, 0, "{errors}");
    for phrase in [
        "3 of 6 rows used, in 3 flows.",
        "of value has no goods in the package",
        "ZQ",
        "01012100",
        "totals over codes",
        "concentrate-ionic-clay",
        "la-oxide",
        "not an assay",
    ] {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    assert_eq!(coercivity(&["import", "comext", &file, "--strict"]).0, 1, "ZQ is no country");
}

#[test]
fn json_is_one_object_that_its_schema_describes() {
    let (_home, file) = home();
    let (code, text, errors) = coercivity(&["import", "comext", &file, "--json"]);
    assert_eq!(code, 0, "{errors}");
    let value: Value = serde_json::from_str(&text).expect("one JSON object");
    let schema = coercivity(&["schema", "import"]).1;
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let problems: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    // 75,000 of 200,000 EUR is of a code without goods; 100 of 5,000 kg is of no known country.
    let share = |path: &str| value.pointer(path).and_then(Value::as_f64).unwrap();
    assert!((share("/unmapped/share_of_value") - 0.375).abs() < 1e-12);
    assert!((share("/unknown/share_of_mass") - 0.02).abs() < 1e-12);
    assert_eq!(value["files"][0]["bytes"], MONTH.len());
    assert_eq!(coercivity(&["import", "comext", &file, "--json"]).1, text, "the same file gives the same bytes");
}

#[test]
fn an_import_goes_into_a_study() {
    let (home, file) = home();
    let study = home.path().join("study");
    let study = study.display().to_string();
    assert_eq!(coercivity(&["init", &study]).0, 0);
    let (code, _, errors) = coercivity(&["import", "comext", &file, "-o", &study]);
    assert!(code == 3 && errors.contains("--force"), "{errors}");
    let (code, text, errors) = coercivity(&["import", "comext", &file, "-o", &study, "--force"]);
    assert!(code == 0 && text.contains("tables"), "{errors}");
    for name in ["tables/trade_flows.csv", "trade.csv", "import.json", "import.csv", "study.toml"] {
        assert!(Path::new(&study).join(name).is_file(), "{name}");
    }
    let (code, text, errors) = coercivity(&["data", "check", &study, "--strict"]);
    assert_eq!(code, 0, "{text}{errors}");
}

#[test]
fn a_study_has_codes_of_its_own() {
    let (home, file) = home();
    let study = home.path().join("study");
    let folder = study.display().to_string();
    assert_eq!(coercivity(&["init", &folder]).0, 0);
    fs::create_dir_all(study.join("tables")).unwrap();
    let codes =
        "code,band,from_country,from_year,to_year,usd_per_kg_from,usd_per_kg_until,commodity,stage,material,content,\
content_of,note,source,year,basis,low,high
010121,default,*,,,,,horses,mine,,1,head,,own-assumption,2024,assumed,,
";
    fs::write(study.join("tables/trade_codes.csv"), codes).unwrap();
    let text = coercivity(&["import", "comext", &file, "--study", &folder]).1;
    assert!(text.contains("4 of 6 rows used") && text.contains("horses"), "{text}");
}

#[test]
fn bad_requests_are_refused_with_one_clear_error() {
    let (home, file) = home();
    let other = home.path().join("other.dat");
    fs::write(&other, MONTH).unwrap();
    let packed = home.path().join("full.7z");
    fs::write(&packed, b"7z\xbc\xaf\x27\x1c\0\0").unwrap();
    let (other, packed) = (other.display().to_string(), packed.display().to_string());
    let folder = home.path().display().to_string();
    let cases: [(&[&str], i32, &str); 7] = [
        (&["eurostat", &file], 3, "comext"),
        (&["comext"], 2, "FILE"),
        (&["comext", "missing.dat"], 3, "missing.dat"),
        (&["comext", &folder], 3, "name the files in it"),
        (&["comext", &packed], 3, "7z x FILE"),
        (&["comext", &file, &other], 3, "the same file"),
        (&["baci", &file], 3, "column `t` is missing"),
    ];
    for (args, expected, phrase) in cases {
        let (code, text, errors) = coercivity(&[&["import"], args].concat());
        assert_eq!(code, expected, "{args:?}: {errors}");
        assert!(text.is_empty() && errors.contains(phrase) && !errors.contains("panicked"), "{args:?}: {errors}");
    }
}

#[test]
fn the_schema_is_published_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/import.json");
    let Ok(published) = fs::read_to_string(path) else {
        eprintln!("skipped: docs/ is not beside this crate");
        return;
    };
    let again = "run `cargo run --release -- schema import > docs/schema/import.json`";
    assert!(published == coercivity(&["schema", "import"]).1, "{again}");
}
