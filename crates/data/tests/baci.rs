//! The reader of BACI files: what it takes, and what it says of what it does not.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use coercivity_data::Problems;
use coercivity_data::trade::baci::{BaciCount, BaciRow, Hs6, read};
use proptest::prelude::*;

fn all(text: &[u8]) -> Result<(Vec<BaciRow>, BaciCount), Problems> {
    let mut rows = Vec::new();
    read(text, "trade.csv", |row| rows.push(row)).map(|count| (rows, count))
}

#[test]
fn a_file_as_published_is_read() {
    let text = b"\xef\xbb\xbft,i,j,k,v,q\r\n2023,156,392,280530,  12.5,   3\r\n\r\n2023,842,699,\"010121\",1e-05,NA\r\n2023,4,8,10121,1,\r\n";
    let (rows, count) = all(text).unwrap();
    assert_eq!(count, BaciCount { rows: 3, without_quantity: 2, padded_codes: 1, blank_lines: 1 });
    assert_eq!(
        rows[0],
        BaciRow {
            line: 2,
            year: 2023,
            exporter: 156,
            importer: 392,
            code: Hs6::parse(b"280530").unwrap(),
            value_kusd: 12.5,
            quantity_t: Some(3.0)
        }
    );
    assert_eq!((rows[1].line, rows[1].code.to_string().as_str(), rows[1].quantity_t), (4, "010121", None));
    assert_eq!(rows[1].code, rows[2].code, "a spreadsheet takes the leading nought");
}

#[test]
fn the_last_line_needs_no_end() {
    let (rows, _) = all(b"t,i,j,k,v,q\n2023,156,392,280530,1,2").unwrap();
    assert_eq!(rows.len(), 1);
}

/// Text of the file and what the message must hold.
const MALFORMED: [(&str, &[&str]); 16] = [
    ("", &["E003", "empty", "t,i,j,k,v,q"]),
    ("t,i,j,k,v\n", &["E003", "column `q` is missing"]),
    ("t,i,j,hs6,v,q\n", &["E003", "row 1", "`hs6`", "call it `k`"]),
    ("t,j,i,k,v,q\n", &["E003", "another order"]),
    ("t;i;j;k;v;q\n", &["E003", "not separated by commas"]),
    ("T,i,j,k,v,q\n", &["E003", "`T`", "write it small"]),
    ("t,i,j,k,v,q\n2023,156,392,280530,1\n", &["E004", "row 2", "5 cells"]),
    ("t,i,j,k,v,q\n2023,156,392,280530,1,2,3\n", &["E004", "row 2", "7 cells"]),
    ("t,i,j,k,v,q\n23,156,392,280530,1,2\n", &["E007", "column `t`", "value `23`"]),
    ("t,i,j,k,v,q\n2023,CHN,392,280530,1,2\n", &["E008", "column `i`", "`CHN`", "156 for China"]),
    ("t,i,j,k,v,q\n2023,156,3920,280530,1,2\n", &["E008", "column `j`", "`3920`"]),
    ("t,i,j,k,v,q\n2023,156,392,2805,1,2\n", &["E012", "column `k`", "`2805`", "six digits"]),
    ("t,i,j,k,v,q\n2023,156,392,280530,,2\n", &["E005", "column `v`"]),
    ("t,i,j,k,v,q\n2023,156,392,280530,1,nan\n", &["E006", "column `q`", "`nan`", "NA"]),
    ("t,i,j,k,v,q\n2023,156,392,280530,-1,2\n", &["E007", "column `v`", "`-1`"]),
    ("t,i,j,k,v,q\n2023,156,392,280530,1,1e300\n", &["E007", "column `q`"]),
];

#[test]
fn each_malformed_file_gets_a_clear_error() {
    for (text, words) in MALFORMED {
        let message = all(text.as_bytes()).unwrap_err().to_string();
        for word in words {
            assert!(message.contains(word), "{text:?}: {message:?} lacks {word:?}");
        }
    }
}

#[test]
fn all_defects_come_at_once_and_no_more_than_can_be_read() {
    let mut text = "t,i,j,k,v,q\n".to_owned();
    for _ in 0..1000 {
        text += "x,1,2,280530,1,1\n";
    }
    let problems = all(text.as_bytes()).unwrap_err();
    assert_eq!(problems.0.len(), 201);
    assert!(problems.0[200].message.contains("800 more"), "{}", problems.0[200]);
}

#[test]
fn a_file_without_lines_is_not_read_into_memory() {
    let text = [b"t,i,j,k,v,q\n".to_vec(), vec![b'7'; 1 << 20]].concat();
    let message = all(&text).unwrap_err().to_string();
    assert!(message.contains("E004") && message.contains("no end of line"), "{message}");
}

proptest! {
    #[test]
    fn no_bytes_panic(text in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = all(&text);
        let _ = all(&[b"t,i,j,k,v,q\n".to_vec(), text].concat());
    }

    #[test]
    fn rows_come_back_as_written(
        year in 1900_u16..=2100, exporter in 0_u16..1000, importer in 0_u16..1000,
        code in 0_u32..1_000_000, value in 0.0_f64..1e12, quantity in proptest::option::of(0.0_f64..1e12),
    ) {
        let q = quantity.map_or_else(String::new, |q| format!("{q}"));
        let text = format!("t,i,j,k,v,q\n{year},{exporter},{importer},{code:06},{value},{q}\n");
        let (rows, _) = all(text.as_bytes()).unwrap();
        let row = rows[0];
        prop_assert_eq!((row.year, row.exporter, row.importer, row.code.number()), (year, exporter, importer, code));
        prop_assert_eq!((row.value_kusd, row.quantity_t), (value, quantity));
    }
}
