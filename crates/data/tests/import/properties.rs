//! Whatever a file holds, reading ends in sums or in problems.

use crate::comext::{NEW, row};
use crate::common::{accounted, import, lays_over};
use crate::comtrade::{HEADER, RECORD, Record};
use crate::production::{LONG, SHARES, WIDE};
use coercivity_data::import::Publisher;
use proptest::prelude::*;

/// Sound beginnings, so that what follows gets past the header.
fn beginnings() -> Vec<(Publisher, Vec<u8>)> {
    let json = serde_json::json!({"count": 1, "data": [RECORD.json()]}).to_string();
    vec![
        (Publisher::Comext, (NEW.to_owned() + &row("DE", "CN", "85051110", "1", "202401", "1", "1")).into_bytes()),
        (Publisher::Comtrade, (HEADER.to_owned() + &RECORD.csv()).into_bytes()),
        (Publisher::Comtrade, json.into_bytes()),
        (Publisher::Baci, b"t,i,j,k,v,q\n2024,156,842,284690,100,50\n".to_vec()),
        (Publisher::Usgs, (WIDE.to_owned() + "M,Cobalt,China,x,metric tons,1,1,,,,,,\n").into_bytes()),
        (Publisher::Usgs, (LONG.to_owned() + "C,World,Cobalt,China,Production,x,metric tons,2024,1,,,\n").into_bytes()),
        (Publisher::Ec, (SHARES.to_owned() + "Cobalt,E,China,4%,1\n").into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(which in 0usize..7, at in any::<prop::sample::Index>(), cut in any::<bool>(),
                                    bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (publisher, mut content) = beginnings().swap_remove(which);
        let at = at.index(content.len() + 1);
        if cut {
            content.truncate(at);
        }
        content.splice(at..at, bytes);
        if let Ok(imported) = import(publisher, &[("global.csv", &content)]) {
            accounted(&imported);
        }
    }

    #[test]
    fn cells_of_any_text_are_sums_or_problems(cells in prop::collection::vec("[ -~]{0,12}", 18)) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['"', ','], "")).collect();
        let content = NEW.to_owned() + &cells.join(",") + "\n";
        if let Ok(imported) = import(Publisher::Comext, &[("m.dat", content.as_bytes())]) {
            accounted(&imported);
        }
    }

    #[test]
    fn mass_and_value_are_kept(rows in prop::collection::vec((0usize..4, 0usize..6, 0u32..1_000_000, 0u32..100_000), 1..60)) {
        let countries = ["156", "842", "490", "999"];
        let codes = ["284690", "850511", "280530", "010121", "261710", "284610"];
        let mut content = "t,i,j,k,v,q\n".to_owned();
        let (mut t, mut value) = (0.0, 0.0);
        for (country, code, v, q) in &rows {
            content += &format!("2024,{},392,{},{v},{q}\n", countries[*country], codes[*code]);
            t += f64::from(*q);
            value += f64::from(*v) * 1000.0;
        }
        let imported = import(Publisher::Baci, &[("b.csv", content.as_bytes())]).unwrap();
        accounted(&imported);
        let all = imported.goods_rows();
        prop_assert!((all.t - t).abs() < 1e-6 && (all.value - value).abs() < 1e-3);
        let flows: f64 = imported.flows.iter().map(|flow| flow.tally.t).sum();
        prop_assert!((flows - imported.used.t).abs() < 1e-6);
        // Order of rows does not matter but for the last bits.
        let mut lines: Vec<&str> = content.lines().skip(1).collect();
        lines.reverse();
        let turned = format!("t,i,j,k,v,q\n{}\n", lines.join("\n"));
        let turned = import(Publisher::Baci, &[("b.csv", turned.as_bytes())]).unwrap();
        prop_assert_eq!(turned.flows.len(), imported.flows.len());
        prop_assert!((turned.used.t - imported.used.t).abs() < 1e-6);
    }
}

#[test]
fn an_import_of_many_kinds_lies_over_the_package() {
    let mut content = HEADER.to_owned();
    for code in ["284690", "850511", "280530", "261710", "284610", "810520", "253090", "2846", "811292"] {
        for value in ["1", "30000", "100000", "900000", "6000000"] {
            for flow in ["M", "X", "RX"] {
                content += &Record { code, value, flow, ..RECORD }.csv();
            }
        }
    }
    let imported = import(Publisher::Comtrade, &[("c.csv", content.as_bytes())]).unwrap();
    accounted(&imported);
    let package = lays_over(&imported);
    assert_eq!(package.table("trade_flows").unwrap().rows.len(), imported.flows.len());
}
