//! `coercivity systemic` as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn run(home: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.current_dir(home).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// mill -> maker and rival -> maker, rival -> shop, maker -> shop, as worked by hand in the tests of `trace`.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    write(
        "links.csv",
        "supplier,buyer,value,year\nmill,maker,6,2024\nrival,maker,2,2024\nrival,shop,4,2024\nmaker,shop,8,2024\n",
    );
    write("sectors.csv", "sector;site\nsteel;mill\nmachines;maker\nsteel;rival\ntrade;shop\ntrade;nobody\n");
    write("needs.csv", "supplier,buyer,need\nsteel,machines,essential\nmachines,trade,0\nfood,trade,2\n");
    home
}

const ASK: [&str; 4] = ["systemic", "links.csv", "--sectors", "sectors.csv"];

#[test]
fn the_firm_that_weighs_most_comes_first() {
    let home = home();
    let (code, text, errors) = run(home.path(), &ASK);
    assert_eq!(code, 0, "{errors}");
    for phrase in
        ["4 firms", "If shop (trade) stops, 100.0 % of all output is lost", "followed to its end", "essential", "Diem"]
    {
        assert!(text.contains(phrase), "`{phrase}` is missing:\n{text}");
    }
    let (_, json, _) = run(home.path(), &[&ASK[..], &["--json", "--essential", "needs.csv"]].concat());
    let view: Value = serde_json::from_str(&json).unwrap();
    // Who sells nothing to the others can be the one on whose demand all of them live.
    assert_eq!((view["top"][0]["site"].as_str(), view["top"][0]["output_share"].as_f64()), (Some("shop"), Some(0.0)));
    // Machines are negligible to trade: mill takes itself and 6 of 8 of the maker down, 12 of 20.
    let mill = view["top"].as_array().unwrap().iter().find(|row| row["site"] == "mill").unwrap();
    assert!((mill["index"].as_f64().unwrap() - 0.6).abs() < 1e-12);
    let notes = view["notes"].to_string();
    assert!(notes.contains("Needs of 2 pairs") && notes.contains("1 rows of needs"), "{notes}");
    assert!(notes.contains("1 sites have a sector and no link"), "{notes}");
}

#[test]
fn json_is_one_object_that_its_schema_describes_and_threads_do_not_matter() {
    let home = home();
    let schema: Value = serde_json::from_str(&run(home.path(), &["schema", "systemic"]).1).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let ask = |more: &[&str]| {
        let (code, text, errors) = run(home.path(), &[&ASK[..], &["--json"], more].concat());
        assert_eq!(code, 0, "{errors}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(validator.is_valid(&value), "{text}");
        value
    };
    let all = ask(&[]);
    assert_eq!((all["method"].as_str(), all["proven"].as_bool()), (Some("all"), Some(true)));
    let screened = ask(&["--screen", "--top", "2", "--precision", "f64"]);
    assert_eq!(screened["method"], "screened");
    assert_eq!(screened["top"], Value::from(all["top"].as_array().unwrap()[..2].to_vec()));
    let short = ask(&["--screen", "--top", "1", "--most", "1", "--precision", "f32"]);
    assert_eq!(short["followed"], 1);
    assert_eq!(ask(&["--threads", "1"]), ask(&["--threads", "3"]));
}

#[test]
fn files_are_written_once() {
    let home = home();
    let ask = [&ASK[..], &["-o", "out", "--top", "1"]].concat();
    assert_eq!(run(home.path(), &ask).0, 0);
    let firms = fs::read_to_string(home.path().join("out/firms.csv")).unwrap();
    assert_eq!(firms.lines().count(), 5);
    assert_eq!(fs::read_to_string(home.path().join("out/top.csv")).unwrap().lines().count(), 2);
    assert!(home.path().join("out/systemic.json").is_file());
    assert_eq!(run(home.path(), &ask).0, 3, "a folder that exists is kept");
    assert_eq!(run(home.path(), &[&ask[..], &["--force"]].concat()).0, 0);
}

/// Runs with one file replaced; gives what is said of it.
fn refused(file: &str, bytes: &[u8], more: &[&str]) -> String {
    let home = home();
    fs::write(home.path().join(file), bytes).unwrap();
    let (code, text, errors) = run(home.path(), &[&ASK[..], more].concat());
    assert_eq!((code, text.as_str()), (3, ""), "{errors}");
    errors
}

#[test]
fn every_defect_of_the_edge_list_is_named_with_its_place() {
    let links = b"buyer,value,supplier\nmaker,6,mill\nmaker,-2,rival\nshop,many,rival\nshop,,maker\n,1,maker\nshop,1\n";
    let errors = refused("links.csv", links, &[]);
    for place in [
        "E007 links.csv, row 3, column `value`, value `-2`",
        "E006 links.csv, row 4, column `value`, value `many`",
        "E005 links.csv, row 5, column `value`",
        "E005 links.csv, row 6, column `buyer`",
        "E004 links.csv, row 7",
    ] {
        assert!(errors.contains(place), "`{place}` is missing:\n{errors}");
    }
    assert!(refused("links.csv", b"", &[]).contains("E003"));
    assert!(refused("links.csv", b"from,to,value\na,b,1\n", &[]).contains("no column supplier, buyer"));
    assert!(refused("links.csv", b"supplier,buyer,value\n", &[]).contains("E005 links.csv: no link"));
    assert!(refused("links.csv", b"supplier,buyer,value\n\"a,b,1\n", &[]).contains("E004"));
    assert!(refused("links.csv", b"PK\x03\x04", &[]).contains("E001"));
    assert!(refused("links.csv", b"supplier,buyer,value\na,b,1e999\n", &[]).contains("E007"));
    let many = [b"supplier,buyer,value\n".to_vec(), b"a,b,x\n".repeat(20_000)].concat();
    let errors = refused("links.csv", &many, &[]);
    assert!(errors.contains("more problems of this file") && errors.lines().count() < 300, "{}", errors.len());
}

#[test]
fn every_defect_of_sectors_and_needs_is_named_with_its_place() {
    let errors =
        refused("sectors.csv", b"site,sector,output\nmill,steel,9\nmill,food,1\nmaker,machines,x\nrival,,1\n", &[]);
    for place in [
        "E010 sectors.csv, row 3, column `site`, value `mill`",
        "E006 sectors.csv, row 4, column `output`, value `x`",
        "E005 sectors.csv, row 5, column `sector`",
        "no sector for site `shop`",
    ] {
        assert!(errors.contains(place), "`{place}` is missing:\n{errors}");
    }
    let needs = b"supplier,buyer,need\nsteel,machines,very\nsteel,trade,1\nsteel,trade,2\n";
    let errors = refused("needs.csv", needs, &["--essential", "needs.csv"]);
    assert!(errors.contains("E008 needs.csv, row 2, column `need`, value `very`"), "{errors}");
    assert!(errors.contains("E010 needs.csv, row 4"), "{errors}");
}

#[test]
fn numbers_out_of_bounds_are_refused() {
    for more in
        [["--eps", "0"], ["--eps", "-1"], ["--eps", "nan"], ["--top", "0"], ["--most", "3"], ["--threads", "99999"]]
    {
        let home = home();
        let (code, text, errors) = run(home.path(), &[&ASK[..], &more].concat());
        assert_eq!((code, text.as_str()), (3, ""), "{more:?}: {errors}");
    }
    let home = home();
    assert_eq!(run(home.path(), &["systemic", "links.csv"]).0, 2, "sectors are needed");
    assert_eq!(run(home.path(), &[&ASK[..], &["--all", "--screen"]].concat()).0, 2);
    assert_eq!(run(home.path(), &["systemic", "none.csv", "--sectors", "sectors.csv"]).0, 3);
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/systemic.json");
    let Ok(published) = fs::read_to_string(path) else {
        println!("skipped: not in the repository");
        return;
    };
    let fresh = run(Path::new("."), &["schema", "systemic"]).1;
    assert!(published == fresh, "run `cargo run --release -- schema systemic > docs/schema/systemic.json`");
}
