//! `coercivity economy` as a user meets it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("coercivity").expect("the binary is built with its tests");
    let output = command.args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// Ore in A, metal in B, which uses it, and a shock to the ore.
struct World {
    home: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let world = World { home: tempfile::tempdir().unwrap() };
        fs::create_dir(world.path("table")).unwrap();
        world.write(
            "table/Z.csv",
            "region,sector,A|ore,A|metal,B|ore,B|metal\nA,ore,0,10,0,90\nA,metal,1,0,0,5\nB,ore,0,0,0,2\nB,metal,0,3,0,0\n",
        );
        world.write("table/Y.csv", "region,sector,A|all,B|all\nA,ore,5,5\nA,metal,60,34\nB,ore,4,4\nB,metal,50,147\n");
        world.write("table/x.csv", "region,sector,output\nA,ore,110\nA,metal,100\nB,ore,10\nB,metal,200\n");
        world.write("table/jobs.csv", "region,sector,jobs\nA,ore,10\nA,metal,50\nB,ore,1\nB,metal,80\n");
        world.write(
            "shock.toml",
            "title = \"Ore stops\"\n[settings]\nstock_days = 20\nrefill_days = 10\n[[event]]\ndate = 2025-04-04\n\
             kind = \"capacity\"\nregions = [\"A\"]\nsectors = [\"ore\"]\nshare = 0.9\nduration_days = 60\n\
             recovery = \"linear\"\nrecovery_days = 30\n",
        );
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn ask(&self, more: &[&str]) -> (i32, String, String) {
        let (table, shock) = (self.path("table").display().to_string(), self.path("shock.toml").display().to_string());
        run(&[&["economy", &table, "--shock", &shock], more].concat())
    }
}

#[test]
fn the_loss_reaches_the_buyers_and_the_schema_describes_it() {
    let world = World::new();
    let (code, out, err) = world.ask(&["--json", "--days", "200"]);
    assert_eq!(code, 0, "{err}");
    let view: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(out.lines().count(), 1);
    let schema: Value = serde_json::from_str(&run(&["schema", "economy"]).1).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&view), "{:?}", validator.iter_errors(&view).next());
    // Those who live on the ore lose more than its mines, in both regions.
    assert_eq!(view["by_sector"][0]["name"], "metal");
    assert!(view["by_region"].as_array().unwrap().iter().all(|r| r["value_added_lost"].as_f64().unwrap() > 10.0));
    let total = view["total"]["value_added_lost"].as_f64().unwrap();
    let by_region: f64 =
        view["by_region"].as_array().unwrap().iter().map(|r| r["value_added_lost"].as_f64().unwrap()).sum();
    assert!(total > 0.0 && (total - by_region).abs() < 1e-9 * total);
    assert!(view["total"]["job_years_lost"].as_f64().unwrap() > 0.0);
    assert_eq!(view["start"], "2025-04-04");
    assert_eq!(view["by_day"].as_array().unwrap().len(), 200);
    // Nothing is lost any more at the end.
    assert!(view["by_day"][199]["output_lost"].as_f64().unwrap().abs() < 0.01);
}

#[test]
fn text_and_folder() {
    let world = World::new();
    let (code, out, err) = world.ask(&[]);
    assert_eq!(code, 0, "{err}");
    for wanted in ["Ore stops", "Value added lost", "By region", "Work:", "An estimate"] {
        assert!(out.contains(wanted), "{wanted}: {out}");
    }
    let folder = world.path("out").display().to_string();
    assert_eq!(world.ask(&["-o", &folder]).0, 0);
    for file in ["economy.json", "regions.csv", "sectors.csv", "industries.csv", "days.csv"] {
        assert!(Path::new(&folder).join(file).is_file(), "{file}");
    }
    assert_eq!(world.ask(&["-o", &folder]).0, 3);
}

#[test]
fn the_rules_of_the_peer_refuse_what_it_does_not_know() {
    let world = World::new();
    let (code, out, err) = world.ask(&["--compat", "--json"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\"rules\":\"boario\""));
    world.write("shock.toml", "[[event]]\ndate = 2025-04-04\nkind = \"demand\"\nchange = -0.2\nduration_days = 9\n");
    assert_eq!(world.ask(&["--json"]).0, 0);
    let (code, _, err) = world.ask(&["--compat"]);
    assert!(code == 3 && err.contains("the peer knows no change of demand"), "{code} {err}");
}

#[test]
fn defects_are_said_with_their_place() {
    let world = World::new();
    world.write(
        "shock.toml",
        "[[event]]\ndate = 2025-04-04\nkind = \"capacity\"\nsectors = [\"metall\"]\nshare = 0.5\n",
    );
    let (code, _, err) = world.ask(&[]);
    assert!(code == 3 && err.contains("did you mean `metal`?"), "{code} {err}");
    let (code, _, err) = world.ask(&["--days", "0"]);
    assert!(code == 3 && err.contains("days is 0"), "{code} {err}");
    world.write("table/Z.csv", "region,sector,A|ore\nA,ore,x\n");
    world.write("shock.toml", "[[event]]\ndate = 2025-04-04\nkind = \"capacity\"\nshare = 0.5\n");
    let (code, _, err) = world.ask(&[]);
    assert!(code == 3 && err.contains("E006 Z.csv, row 2"), "{code} {err}");
}

#[test]
fn the_published_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/economy.json");
    let published = fs::read_to_string(path).expect("docs/schema/economy.json is there");
    assert!(published == run(&["schema", "economy"]).1, "write `coercivity schema economy > docs/schema/economy.json`");
}

#[test]
fn a_run_hands_its_losses_over() {
    let world = World::new();
    let table = world.path("table").display().to_string();
    let ask = |more: &[&str]| {
        run(&[&["run", "ev-motor", "--runs", "8", "--days", "200", "--json", "--economy", &table], more].concat())
    };
    let (code, _, err) = ask(&[]);
    assert!(code == 3 && err.contains("mapping.csv") && err.contains("--economy-mapping"), "{code} {err}");
    world.write("table/mapping.csv", "country,end_use,region,sector,money_per_unit\nXXX,*,A,ore,1000000\n");
    let (code, _, err) = ask(&[]);
    assert!(code == 3 && err.contains("no row for line"), "{code} {err}");
    world.write("table/mapping.csv", "country,end_use,region,sector,money_per_unit\nXXX,*,A,orr,0\n");
    let (code, _, err) = ask(&[]);
    assert!(code == 3 && err.contains("did you mean `ore`?") && err.contains("E006"), "{code} {err}");
    let plain: Value =
        serde_json::from_str(&run(&["run", "ev-motor", "--runs", "8", "--days", "200", "--json"]).1).unwrap();
    assert!(plain.get("economy").is_none());
    let countries: std::collections::BTreeSet<&str> =
        plain["lines"].as_array().unwrap().iter().map(|line| line["country"].as_str().unwrap()).collect();
    let rows: String = countries.iter().map(|country| format!("{country},*,B,metal,1e8\n")).collect();
    world.write("table/mapping.csv", &format!("country,end_use,region,sector,money_per_unit\n{rows}"));
    let (code, out, err) = ask(&[]);
    assert_eq!(code, 0, "{err}");
    let view: Value = serde_json::from_str(&out).unwrap();
    // The run itself is the same.
    assert_eq!(view["digest"], plain["digest"]);
    let lost = |case: &str| view["economy"]["value_added_lost"][case].as_f64().unwrap();
    assert!(lost("p10") <= lost("p50") && lost("p50") <= lost("p90") && lost("p90") > 0.0, "{}", view["economy"]);
    assert!(view["economy"]["jobs"]["p90"].as_f64().unwrap() > 0.0);
    assert!(view["economy"]["assumption"].as_str().unwrap().contains("capacity of its industry"));
}
