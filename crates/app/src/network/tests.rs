//! Files, shocks and results of the verb.

use super::shock::parse;
use super::*;
use coercivity_report::data_table::DataTable;
use std::fs;

const LINKS: &str = "supplier,buyer,value\nmine,smelter,3650\nsmelter,maker,3650\nother,maker,365\n";
const SECTORS: &str = "site,sector,output\nmine,ore,\nsmelter,metal,7300\nother,metal,\nmaker,goods,\nidle,goods,5\n";

fn request(home: &Path) -> NetworkRequest {
    fs::write(home.join("links.csv"), LINKS).unwrap();
    fs::write(home.join("sectors.csv"), SECTORS).unwrap();
    NetworkRequest {
        sectors: Some(home.join("sectors.csv")),
        shocks: vec!["mine=1@5..40".to_owned()],
        double: true,
        ..NetworkRequest::new(home.join("links.csv"))
    }
}

#[test]
fn shocks_are_read_from_the_right() {
    let written = parse("A=B@c=50%@10..40").unwrap();
    assert_eq!((written.name, written.share, written.days), ("A=B@c", 0.5, Some((10, 40))));
    assert_eq!(parse("mine=1").unwrap().days, None);
    for wrong in
        ["mine", "mine=", "=0.5", "mine=1.5", "mine=-1", "mine=nan", "mine=0.5@4", "mine=0.5@9..3", "mine=0.5@3..3"]
    {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_stop_at_the_mine_reaches_the_maker_and_ends() {
    let home = tempfile::tempdir().unwrap();
    let view = network(&request(home.path())).unwrap();
    assert_eq!((view.sites, view.links, view.sectors), (4, 3, Some(3)));
    // mine 10, smelter 20 (given), other 1, maker 11 (purchases) a day.
    assert!((view.normal_output_per_year / 365.0 - 42.0).abs() < 1e-9);
    assert_eq!(view.daily.len(), 365);
    assert!((view.daily[4] - 1.0).abs() < 1e-12 && view.daily[5] < 0.8, "{:?}", &view.daily[..8]);
    assert!(view.trough < 0.5 && view.trough_day > 5, "{} on {}", view.trough, view.trough_day);
    assert!(view.recovered_day.is_some_and(|day| day > 40), "{:?}", view.recovered_day);
    assert!((view.lost_output - view.lost_days * 42.0).abs() < 1e-6);
    let by_sector: f64 = view.by_sector.iter().map(|sector| sector.lost_output).sum();
    assert!((by_sector - view.lost_output).abs() < 1e-6);
    assert!(view.top.iter().any(|site| site.site == "mine" && site.hit));
    assert!(view.lost_elsewhere > 0.0 && view.notes.iter().any(|note| note.contains("1 sites of the file")));
    assert_eq!(network(&request(home.path())).unwrap(), view);
}

#[test]
fn sectors_are_hit_as_one_and_f32_says_the_same() {
    let home = tempfile::tempdir().unwrap();
    let whole = NetworkRequest { shocks: vec!["metal=0.5".to_owned()], ..request(home.path()) };
    let view = network(&whole).unwrap();
    assert_eq!((view.shocks[0].sites, view.shocks[0].kind.as_str(), view.shocks[0].to), (2, "sector", None));
    assert_eq!(view.recovered_day, None);
    let single = network(&NetworkRequest { double: false, ..whole }).unwrap();
    assert!((view.lost_days / single.lost_days - 1.0).abs() < 1e-3, "{} and {}", view.lost_days, single.lost_days);
}

#[test]
fn what_is_wrong_is_named() {
    let home = tempfile::tempdir().unwrap();
    let good = request(home.path());
    let cases = [
        (NetworkRequest { shocks: vec!["smeltr=0.5".to_owned()], ..good.clone() }, "did you mean `smelter`?"),
        (NetworkRequest { shocks: vec!["mine=2".to_owned()], ..good.clone() }, "NAME=SHARE@FROM..TO"),
        (NetworkRequest { shocks: vec!["mine=1@400..500".to_owned()], ..good.clone() }, "day 364"),
        (NetworkRequest { days: 0, ..good.clone() }, "--days"),
        (NetworkRequest { transit_days: 16, ..good.clone() }, "1 to 15"),
        (NetworkRequest { file: home.path().join("none.csv"), ..good.clone() }, "none.csv"),
    ];
    for (request, phrase) in cases {
        let error = network(&request).unwrap_err().to_string();
        assert!(error.contains(phrase), "{error}");
    }
    fs::write(home.path().join("sectors.csv"), SECTORS.replace("7300", "100").replace("mine,ore,", "mine,ore,5"))
        .unwrap();
    let error = network(&good).unwrap_err().to_string();
    assert!(
        error.contains("`smelter` sells 3650") && error.contains("`mine` sells") && error.contains("output"),
        "{error}"
    );
    fs::write(home.path().join("links.csv"), "supplier,buyer,value\na,b,-1\na,,3\n").unwrap();
    let error = network(&good).unwrap_err().to_string();
    assert!(error.contains("row 2, column `value`, value `-1`") && error.contains("row 3, column `buyer`"), "{error}");
}

#[test]
fn a_parquet_file_says_the_same_as_csv() {
    let home = tempfile::tempdir().unwrap();
    let from_csv = request(home.path());
    let mut table = DataTable::new("links", &["#value", "supplier", "note", "buyer"]);
    for line in LINKS.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let value: f64 = cells[2].parse().unwrap();
        table.row([value.into(), cells[0].into(), "".into(), cells[1].into()]);
    }
    let path = home.path().join("links.parquet");
    fs::write(&path, table.parquet().unwrap()).unwrap();
    let view = network(&NetworkRequest { file: path.clone(), ..from_csv.clone() }).unwrap();
    assert_eq!(view.digest, network(&from_csv).unwrap().digest);
    table.row([(-1.0).into(), "".into(), "".into(), "x".into()]);
    fs::write(&path, table.parquet().unwrap()).unwrap();
    let error = network(&NetworkRequest { file: path.clone(), ..from_csv.clone() }).unwrap_err().to_string();
    assert!(error.contains("row 4, column `supplier`") && error.contains("row 4, column `value`"), "{error}");
    let mut bytes = table.parquet().unwrap();
    let middle = bytes.len() / 2;
    bytes[4..middle].fill(0xff);
    fs::write(&path, bytes).unwrap();
    assert!(network(&NetworkRequest { file: path, ..from_csv }).is_err());
}
