//! The CSV files, read back by another parser.

use crate::fixture;
use coercivity_report::csv::files;
use std::collections::BTreeMap;

/// Header and rows of a file.
fn read(content: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

fn all() -> BTreeMap<String, String> {
    files(&fixture::view()).into_iter().collect()
}

#[test]
fn every_file_is_rectangular_and_ends_its_lines_as_the_rfc_wants() {
    let all = all();
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    let expected = [
        "branches.csv",
        "controls.csv",
        "drivers.csv",
        "events.csv",
        "figures.csv",
        "inputs.csv",
        "lines.csv",
        "loss_by_horizon.csv",
        "prices.csv",
        "series.csv",
        "sources.csv",
        "stages.csv",
        "story.csv",
        "waiting.csv",
    ];
    assert_eq!(names, expected);
    for (name, content) in &all {
        let (header, rows) = read(content);
        assert!(!rows.is_empty(), "{name}");
        assert!(rows.iter().all(|row| row.len() == header.len()), "{name}");
        assert_eq!(content.matches('\n').count(), content.matches("\r\n").count(), "{name}");
    }
}

#[test]
fn numbers_and_dates_come_back_as_they_were() {
    let view = fixture::view();
    let (header, rows) = read(&all()["lines.csv"]);
    let field = |row: usize, name: &str| {
        let column = header.iter().position(|each| each == name).unwrap();
        rows[row][column].clone()
    };
    assert_eq!(field(0, "first_stop_date_p50"), "2025-05-24");
    assert_eq!(field(1, "first_stop_day_p90"), "");
    assert_eq!(field(0, "binding_controller"), view.lines[0].binding_controller.clone().unwrap());
    for (row, line) in view.lines.iter().enumerate() {
        let back: f64 = field(row, "revenue_lost_p90").parse().unwrap();
        assert_eq!(back.to_bits(), line.revenue_lost.p90.to_bits());
    }
}

#[test]
fn series_hold_every_day_of_every_band() {
    let view = fixture::view();
    let (_, rows) = read(&all()["series.csv"]);
    let bands = 3 + 3 + 2 + 1;
    assert_eq!(rows.len(), bands * fixture::DAYS as usize);
    let row = rows.iter().find(|row| row[0] == "output:motor-graz" && row[2] == "50").unwrap();
    assert_eq!(row[3], "2025-05-24");
    assert_eq!(row[5].parse::<f64>().unwrap().to_bits(), view.lines[0].output.p50[50].to_bits());
}

#[test]
fn prices_hold_every_day_and_branches_every_line() {
    let view = fixture::view();
    let (header, rows) = read(&all()["prices.csv"]);
    assert_eq!(rows.len(), view.prices.len() * fixture::DAYS as usize);
    let column = header.iter().position(|name| name == "marginal_p90").unwrap();
    assert_eq!(rows[50][0], "2025-05-24");
    assert_eq!(rows[50][column].parse::<f64>().unwrap().to_bits(), view.prices[0].marginal.p90[50].to_bits());
    let (_, rows) = read(&all()["branches.csv"]);
    assert_eq!(rows.len(), view.lines.len() * (1 + view.branches.len()));
    assert_eq!((rows[0][0].as_str(), rows[3][0].as_str()), ("as published", "lifted"));
    let (_, rows) = read(&all()["waiting.csv"]);
    let sum: f64 = rows.iter().map(|row| row[2].parse::<f64>().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9);
}

#[test]
fn quotes_commas_and_line_breaks_survive() {
    let mut view = fixture::view();
    let nasty = " say \"no\", twice\r\nor not ";
    view.events[0].label = nasty.to_owned();
    view.events[0].source = "\"".to_owned();
    let all: BTreeMap<String, String> = files(&view).into_iter().collect();
    let (_, rows) = read(&all["events.csv"]);
    assert_eq!(rows[0][2], nasty);
    assert_eq!(rows[0][3], "\"");
}
