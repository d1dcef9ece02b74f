//! Files that are wrong: each gets an error that says what to do.

use crate::comext::{NEW, row};
use crate::common::refused;
use crate::comtrade::{HEADER, RECORD, Record};
use crate::production::{LONG, SHARES, WIDE};
use coercivity_data::import::Publisher;

/// What is wrong with any text: `(content, words of the error)`.
fn no_text() -> Vec<(Vec<u8>, &'static str)> {
    vec![
        (b"7z\xbc\xaf\x27\x1c\x00\x04".to_vec(), "7z x FILE"),
        (b"PK\x03\x04\x14\x00".to_vec(), "unpack it first"),
        (b"\x1f\x8b\x08\x00".to_vec(), "gunzip"),
        (b"<!doctype html><html>".to_vec(), "error page"),
        (b"\xff\xfea\x00".to_vec(), "save it as UTF-8"),
        (b"a,b\0c".to_vec(), "no text"),
        (b"".to_vec(), "empty"),
        (b" \r\n\n ".to_vec(), "empty"),
    ]
}

fn check(publisher: Publisher, name: &str, cases: &[(String, &str)]) {
    assert!(cases.len() >= 10);
    for (content, words) in cases {
        let error = refused(publisher, name, content.as_bytes());
        assert!(error.contains(words), "{words}\n{content}\n{error}");
        // Where and what would be right: the file, and a hint after the message.
        assert!(error.contains(name) && error.lines().all(|line| line.contains("; ")), "{error}");
    }
}

#[test]
fn what_is_no_text() {
    for publisher in Publisher::ALL {
        for (content, words) in no_text() {
            let error = refused(publisher, "global.csv", &content);
            assert!(error.contains(words), "{publisher:?} {words}: {error}");
        }
    }
}

#[test]
fn comext() {
    let with = |row: String| NEW.to_owned() + &row;
    let good = || row("DE", "CN", "85051110", "1", "202401", "1", "1");
    check(
        Publisher::Comext,
        "m.dat",
        &[
            (NEW.replace("VALUE_EUR", "VALUE_EURO") + &good(), "did you mean `VALUE_EUR`?"),
            (NEW.replace("VALUE_EUR,", "") + &good(), "column `VALUE_EUR` of Comext (full_v2) is missing"),
            (NEW.replace("PERIOD", "PERIOD,TONNES") + &good(), "column `TONNES`"),
            (NEW.replace("FLOW", "PARTNER"), "there twice"),
            (with("DE,CN\n".to_owned()), "2 cells, the header has 18"),
            (with(row("DE", "CN", "85051110", "3", "202401", "1", "1")), "1 for imports, 2 for exports"),
            (with(row("DE", "CN", "85051110", "1", "202413", "1", "1")), "e.g. 202401"),
            (with(row("DE", "CN", "85051110", "1", "24-01", "1", "1")), "column `PERIOD`, value `24-01`"),
            (with(row("DE", "CN", "85051110", "1", "202401", "1e999", "1")), "outside 0 to 1e15"),
            (
                with(row("DE", "CN", "85051110", "1", "202401", "1.2.3", "1")),
                "column `VALUE_EUR`, value `1.2.3`: not a number",
            ),
            (with(row("DE", "CN", "85051110", "1", "202401", "1", "-5")), "not negative"),
            (with(row("DE", "CN", "8505 11", "1", "202401", "1", "1")), "eight digits"),
            (with(row("", "CN", "85051110", "1", "202401", "1", "1")), "two letters"),
            (with("\"DE,CN\n".to_owned() + &good()), "download it again"),
        ],
    );
}

#[test]
fn an_open_quote_does_not_eat_the_memory() {
    let mut content = NEW.as_bytes().to_vec();
    content.extend(b"\"DE,");
    content.resize(5 << 20, b'x');
    let error = refused(Publisher::Comext, "m.dat", &content);
    assert!(error.contains("a quote is not closed"), "{error}");
}

#[test]
fn comtrade() {
    let with = |record: Record<'_>| HEADER.to_owned() + &record.csv();
    let object = |text: &str| text.to_owned();
    check(
        Publisher::Comtrade,
        "c.csv",
        &[
            (HEADER.replace("netWgt,", "netWeight,") + &RECORD.csv(), "column `netWgt` of UN Comtrade is missing"),
            (HEADER.replace("primaryValue", "primaryvalu") + &RECORD.csv(), "did you mean `primaryValue`?"),
            (with(Record { year: "24", ..RECORD }), "a year of four digits"),
            (with(Record { reporter: "CHN", ..RECORD }), "an M49 code"),
            (with(Record { flow: "Import", ..RECORD }), "M, X, RX"),
            (with(Record { code: "28.46", ..RECORD }), "2 to 6 digits"),
            (with(Record { net: "1 000", ..RECORD }), "not a number"),
            (with(Record { value: "-1", ..RECORD }), "not negative"),
            (HEADER.to_owned() + "C,A\n", "2 cells, the header has 47"),
            (object("{\"count\": 2, \"data\": []}"), "`count` says 2"),
            (object("{\"count\": 0}"), "there is no `data`"),
            (object("{\"data\": [{\"typeCode\": \"C\"}]}"), "field `refYear` of UN Comtrade is missing"),
            (object("{\"data\": [1]}"), "not readable as JSON"),
            (object("{\"data\": [{}"), "see that the file is whole"),
            (object("{\"data\": [], \"error\": \"quota exceeded\"}"), "quota exceeded"),
        ],
    );
}

#[test]
fn baci() {
    let with = |row: &str| format!("t,i,j,k,v,q\n{row}\n");
    check(
        Publisher::Baci,
        "b.csv",
        &[
            ("year,i,j,k,v,q\n".to_owned(), "call it `t`"),
            ("t,i,j,k,v\n".to_owned(), "column `q` is missing"),
            ("t;i;j;k;v;q\n".to_owned(), "separate them by commas"),
            (with("2024,156,842,284690,100"), "5 cells, the header has 6"),
            (with("24,156,842,284690,100,50"), "four digits"),
            (with("2024,CHN,842,284690,100,50"), "e.g. 156 for China"),
            (with("2024,156,842,28,100,50"), "six digits"),
            (with("2024,156,842,284690,abc,50"), "column `v`, value `abc`"),
            (with("2024,156,842,284690,,50"), "the cell is blank"),
            (with("2024,156,842,284690,1,-5"), "column `q`"),
            (with("2024,156,842,284690,1,inf"), "not a number"),
        ],
    );
}

#[test]
fn usgs() {
    let wide = |row: &str| format!("{WIDE}{row}\n");
    let long = |row: &str| format!("{LONG}{row}\n");
    check(
        Publisher::Usgs,
        "u.csv",
        &[
            (WIDE.replace("PROD_2023", "PRODUCTION_2023"), "column `PROD_<year>` of MCS world data is missing"),
            (WIDE.replace("UNIT_MEAS", "UNITS_MEAS"), "did you mean `UNIT_MEAS`?"),
            (WIDE.replace("PROD_2023", "PROD_23"), "`PROD_23`"),
            (LONG.replace("Statistics,", "Stats,"), "column `Statistics` of MCS commodities data is missing"),
            (wide("M,Cobalt,China,x,metric tons,1"), "6 cells, the header has 13"),
            (wide("M,Cobalt,China,x,carats,1,1,,,,,,"), "thousand metric tons"),
            (wide("M,Cobalt,China,x,metric tons,1.000.000,1,,,,,,"), "column `PROD_2023`, value `1.000.000`"),
            (wide("M,Cobalt,,x,metric tons,1,1,,,,,,"), "column `COUNTRY`"),
            (wide("M,Cobalt,China,x,metric tons,1,inf,,,,,,"), "column `PROD_EST_ 2024`, value `inf`"),
            (long("C,World,Cobalt,China,Production,x,metric tons,24,1,,,"), "four digits"),
            (long("C,World,Cobalt,China,Production,x,metric tons,2024,\"1,23\",,,"), "commas between thousands"),
            (long("C,World,Cobalt,China,Production,x,flasks,2024,1,,,"), "column `Unit`, value `flasks`"),
            (long("C,World,Cobalt,China,Production,x,metric tons,2024,9 - 3,,,"), "runs backwards"),
        ],
    );
}

#[test]
fn ec() {
    let with = |row: &str| format!("{SHARES}{row}\n");
    check(
        Publisher::Ec,
        "global.csv",
        &[
            ("Material,Stage,Country,Shares,t\n".to_owned(), "did you mean `Share`?"),
            ("Material,Stage,Country,Share\n".to_owned(), "column `t` of EC supply shares is missing"),
            ("Material,Year,SR,EI\n".to_owned(), "column `Stage`"),
            (with("Cobalt,E,China"), "3 cells, the header has 5"),
            (with("Cobalt,X,China,4%,1"), "E for extraction, P for processing"),
            (with("Cobalt,E,China,4,1"), "without a % sign"),
            (with("Cobalt,E,China,four%,1"), "not a number"),
            (with("Cobalt,E,China,101%,1"), "above 100 %"),
            (with("Cobalt,E,China,-1%,1"), "column `Share`"),
            (with("Cobalt,E,,4%,1"), "column `Country`"),
            (with(",E,China,4%,1"), "column `Material`"),
        ],
    );
    let error = refused(Publisher::Ec, "shares.csv", SHARES.as_bytes());
    assert!(error.contains("fact_GlobalSupplyShares_t.csv"), "{error}");
}

#[test]
fn every_problem_of_a_file_is_told_at_once() {
    let rows: String = (0..300).map(|_| row("DE", "CN", "85051110", "9", "202401", "1", "1")).collect();
    let error = refused(Publisher::Comext, "m.dat", (NEW.to_owned() + &rows).as_bytes());
    assert_eq!(error.lines().count(), 201);
    assert!(error.contains("row 2,") && error.contains("row 201,") && error.contains("100 more problems"), "{error}");
}
