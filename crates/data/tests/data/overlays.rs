//! Rows and files that a study lays over the package.

use crate::common::{accepted, expect, only, study, study_refused};
use coercivity_data::Package;

const COVERS: &str = "process,country,material,cover_days,note,source,year,basis,low,high\n";

#[test]
fn a_row_with_a_known_key_replaces_it_and_others_are_added() {
    let mut files = study();
    let rows = format!(
        "{COVERS}separation-bayan-obo,*,*,77,,own-assumption,2025,assumed,60,90\nmine-loparite,RUS,*,5,,own-assumption,2025,assumed,,\n"
    );
    files.insert("tables/covers.csv".to_owned(), rows.into_bytes());
    let plain = Package::default_package().unwrap();
    let package = accepted(&files).package;
    let (before, after) = (plain.table("covers").unwrap(), package.table("covers").unwrap());
    assert_eq!(after.rows.len(), before.rows.len() + 1);
    let row = after.rows.iter().find(|row| after.key(row) == "separation-bayan-obo / * / *").unwrap();
    assert_eq!(after.number(row, "cover_days"), Some(77.0));
    assert_eq!((row.file.as_str(), row.line), ("study tables/covers.csv", 2));
    // Where the row decided, the chain holds the new figure.
    let with = |chain: &coercivity_chain::Chain, days: f64| {
        chain.sites.iter().flat_map(|site| &site.in_cover).filter(|(cover, _)| cover.value() == days).count()
    };
    assert_eq!(with(&plain.chain, 77.0), 0);
    assert!(with(&package.chain, 77.0) > 0);
}

#[test]
fn a_defect_of_an_overlay_names_the_overlay() {
    let mut files = study();
    let rows = format!("{COVERS}*,*,*,-77,,own-assumption,2025,assumed,,\n");
    files.insert("tables/covers.csv".to_owned(), rows.into_bytes());
    let problem = only(study_refused(&files));
    expect(&problem, "E007", "study tables/covers.csv", 2, ("cover_days", "-77"), "stock on hand");
}

#[test]
fn an_unknown_reference_of_an_overlay_names_the_overlay() {
    let mut files = study();
    let rows = format!("{COVERS}mine-lopparite,*,*,7,,own-assumption,2025,assumed,,\n");
    files.insert("tables/covers.csv".to_owned(), rows.into_bytes());
    let problem = only(study_refused(&files));
    let cell = ("process", "mine-lopparite");
    expect(&problem, "E009", "study tables/covers.csv", 2, cell, "did you mean `mine-loparite`?");
}

#[test]
fn an_overlay_cannot_break_a_check_of_the_whole() {
    let mut files = study();
    let rows = "site,title,process,country,activity_t_per_year,capacity_t_per_year,out_cover_days,latitude,longitude,note,source,year,basis,low,high\n\
                metal-dy-CHN,Dy metal,metal-dy,CHN,1,1,30,,,,own-assumption,2025,assumed,,\n";
    files.insert("tables/sites.csv".to_owned(), rows.as_bytes().to_vec());
    let problems = study_refused(&files);
    assert!(problems.iter().any(|p| p.code == "E016" && p.file == "study tables/sites.csv" && p.row == Some(2)));
}

#[test]
fn a_scenario_of_the_study_is_added_and_one_of_the_same_file_replaced() {
    let mut files = study();
    let scenario = "id = \"mine\"\ntitle = \"Mine\"\nstart = 2026-01-01\n";
    files.insert("scenarios/mine.toml".to_owned(), scenario.into());
    files.insert("scenarios/freeze.toml".to_owned(), scenario.replace("mine", "freeze").into());
    let scenarios = accepted(&files).package.scenarios;
    assert!(scenarios.contains_key("mine") && scenarios.contains_key("april-2025"));
    assert_eq!(scenarios.len(), Package::default_package().unwrap().scenarios.len() + 1);
    assert!(scenarios["freeze"].events.is_empty());
}

#[test]
fn two_scenarios_or_controls_of_one_id_are_refused() {
    let mut files = study();
    let scenario = "id = \"april-2025\"\ntitle = \"Mine\"\nstart = 2026-01-01\n";
    files.insert("scenarios/mine.toml".to_owned(), scenario.into());
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.file.as_str()), ("E010", "scenarios/mine.toml"));
    assert_eq!(problem.value.as_deref(), Some("april-2025"));

    let mut files = study();
    files.insert("controls/mine.toml".to_owned(), crate::common::base()["controls/cn-2025-18.toml"].clone());
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.file.as_str()), ("E010", "controls/mine.toml"));
    assert_eq!(problem.value.as_deref(), Some("cn-2025-18"));
}
