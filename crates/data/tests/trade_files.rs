//! Readers of production, stability and customs codes: what they take, and what they say of what they do not.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use coercivity_data::Problems;
use coercivity_data::trade::production::Unit;
use coercivity_data::trade::{codes, production, stability};
use proptest::prelude::*;

const PRODUCTION: &str = "material,country,country_code,country_iso,year,value,unit\n";
const STABILITY: &str = "Country/Territory,Code,2022,2023,country_code\n";
const CODES: &str = "Sheet_name,Reference ID,HS Code - Complementary,HS Code,Description\n";

fn production_of(rows: &str) -> Result<production::ProductionFile, Problems> {
    production::read(format!("{PRODUCTION}{rows}").as_bytes(), "production.csv")
}

fn stability_of(rows: &str) -> Result<stability::StabilityFile, Problems> {
    stability::read(format!("{STABILITY}{rows}").as_bytes(), "stability.csv")
}

fn codes_of(rows: &str) -> Result<Vec<codes::CodeRow>, Problems> {
    codes::read(format!("{CODES}{rows}").as_bytes(), "codes.csv")
}

/// Each text must fail with a message that holds each of the words.
fn all_fail<T: std::fmt::Debug>(cases: &[(&str, &[&str])], read: impl Fn(&str) -> Result<T, Problems>) {
    for (text, words) in cases {
        let message = read(text).unwrap_err().to_string();
        for word in *words {
            assert!(message.contains(word), "{text:?}: {message:?} lacks {word:?}");
        }
    }
}

#[test]
fn production_is_read_as_published() {
    let file = production_of(
        "Gold,\"Korea, South\",410,KOR,2023,12.5,kg\r\nGold,Total,DELETE,DELETE,2023,100,kg\r\nGold,Nowhere,NA,,2023,1,metr. t\n",
    )
    .unwrap();
    assert_eq!((file.rows.len(), file.totals), (2, 1));
    let first = &file.rows[0];
    assert_eq!((first.country.as_str(), first.number, first.year, first.line), ("Korea, South", Some(410), 2023, 2));
    assert_eq!((first.amount, first.unit), (12.5, Unit::Kilogram));
    assert_eq!((file.rows[1].number, file.rows[1].line), (None, 4));
    assert_eq!(Unit::Carat.tonnes().map(|tonnes| tonnes * 5e6), Some(1.0));
    assert_eq!(Unit::MillionCubicMetres.tonnes(), None);
}

#[test]
fn malformed_production_gets_a_clear_error() {
    all_fail(
        &[
            ("Gold,China,156,CHN,2023,1\n", &["E004", "row 2", "6 cells"]),
            ("Gold,China,156,CHN,2023,1,kg,x\n", &["E004", "8 cells"]),
            (",China,156,CHN,2023,1,kg\n", &["E005", "`material`"]),
            ("Gold,,156,CHN,2023,1,kg\n", &["E005", "`country`"]),
            ("Gold,China,CHN,CHN,2023,1,kg\n", &["E008", "`country_code`", "`CHN`"]),
            ("Gold,China,1567,CHN,2023,1,kg\n", &["E008", "three digits"]),
            ("Gold,China,156,CHN,202,1,kg\n", &["E007", "`year`", "`202`"]),
            ("Gold,China,156,CHN,2023,1 000,kg\n", &["E006", "`value`", "`1 000`"]),
            ("Gold,China,156,CHN,2023,-1,kg\n", &["E007", "outside 0"]),
            ("Gold,China,156,CHN,2023,inf,kg\n", &["E006"]),
            ("Gold,China,156,CHN,2023,1,mtr. t\n", &["E017", "did you mean `metr. t`"]),
        ],
        production_of,
    );
    all_fail(
        &[
            ("", &["E003", "empty"]),
            ("material,country,country_code,year,amount,unit\n", &["E003", "`value` is missing"]),
            ("material,country,Country_code,year,value,unit\n", &["E003", "call it `country_code`"]),
            ("material,country,country_code,year,value,unit,unit\n", &["E003", "twice", "`unit`"]),
        ],
        |text| production::read(text.as_bytes(), "production.csv"),
    );
}

#[test]
fn stability_is_read_as_published() {
    let file = stability_of("Guyana,GUY,0.4,0.5,328\n\"Taiwan, China\",TWN,0.3,nan,NA\nFrench Guiana,GUF,None,,328\n")
        .unwrap();
    assert_eq!(file.years, [2022, 2023]);
    assert_eq!((file.rows[1].number, file.rows[1].iso3.as_str()), (None, "TWN"));
    assert_eq!(file.rows[1].instability, [Some(0.3), None]);
    assert_eq!((file.rows[0].number, file.rows[2].number), (Some(328), Some(328)));
}

#[test]
fn malformed_stability_gets_a_clear_error() {
    all_fail(
        &[
            ("China,CHN,0.4,156\n", &["E004", "4 cells"]),
            ("China,CHN,0.4,0.5,CHN\n", &["E008", "`country_code`"]),
            ("China,CHN,0.4,-0.5,156\n", &["E007", "`2023`", "-2.5 to 2.5"]),
            ("China,CHN,1.4,0.5,156\n", &["E007", "`2022`", "scaled"]),
            ("China,CHN,high,0.5,156\n", &["E006", "`high`"]),
            ("China,CHN,0,5,0.5,156\n", &["E004", "quote cells"]),
        ],
        stability_of,
    );
    all_fail(
        &[
            ("", &["E003", "empty"]),
            ("Country/Territory,Code,country_code\n", &["E003", "no column for a year"]),
            ("Country/Territory,Code,2022,2022,country_code\n", &["E003", "twice"]),
            ("Country/Territory,Code,2022,rank,country_code\n", &["E003", "unknown column", "`rank`"]),
            ("Country,Code,2022,country_code\n", &["E003", "`Country/Territory` is missing"]),
        ],
        |text| stability::read(text.as_bytes(), "stability.csv"),
    );
}

#[test]
fn codes_are_read_as_published() {
    let rows = codes_of(
        "Rare Earths (REO),Rare earth,284610;280530,284690,x\nDiamonds (Gem),Diamonds,,Not Available,x\nDiamonds (Ind),Diamonds,,Not Available,\n",
    )
    .unwrap();
    let codes: Vec<String> = rows[0].codes.iter().map(ToString::to_string).collect();
    assert_eq!(codes, ["284690", "284610", "280530"]);
    assert_eq!((rows[0].produced_as.as_str(), rows[0].material.as_str()), ("Rare Earths (REO)", "Rare earth"));
    assert!(rows[1].codes.is_empty() && rows.len() == 3);
}

#[test]
fn malformed_codes_get_a_clear_error() {
    all_fail(
        &[
            ("Gold,Gold,,2616,x\n", &["E012", "`HS Code`", "`2616`"]),
            ("Gold,Gold,7108,261690,x\n", &["E012", "`HS Code - Complementary`"]),
            ("Gold,Gold,261690,261690,x\n", &["E010", "count twice"]),
            ("Gold,Gold,,,x\n", &["E005", "Not Available"]),
            (",Gold,,261690,x\n", &["E005", "`Sheet_name`"]),
            ("Gold,,,261690,x\n", &["E005", "`Reference ID`"]),
            ("Gold,Gold,,261690\n", &["E004", "4 cells"]),
            ("Gold,Gold,,261690,x\nAu,Gold,,710812,x\n", &["E010", "row 3", "row 2 already"]),
        ],
        codes_of,
    );
    all_fail(
        &[
            ("", &["E003"]),
            ("Sheet_name,Reference ID,HS code,HS Code - Complementary\n", &["E003", "call it `HS Code`"]),
        ],
        |text| codes::read(text.as_bytes(), "codes.csv"),
    );
}

#[test]
fn a_file_that_is_no_text_is_refused() {
    for read in [
        |bytes: &[u8]| production::read(bytes, "f").map(|_| ()),
        |bytes: &[u8]| stability::read(bytes, "f").map(|_| ()),
        |bytes: &[u8]| codes::read(bytes, "f").map(|_| ()),
    ] {
        let message = read(b"a,b\n\xff\xfe,1\n").unwrap_err().to_string();
        assert!(message.contains("E002") || message.contains("E003"), "{message}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "[-a-z0-9,.\"\n;]{0,200}") {
        for tail in [bytes.as_slice(), text.as_bytes()] {
            let _ = production::read(&[PRODUCTION.as_bytes(), tail].concat(), "f");
            let _ = stability::read(&[STABILITY.as_bytes(), tail].concat(), "f");
            let _ = codes::read(&[CODES.as_bytes(), tail].concat(), "f");
        }
    }
}
