//! Tables of economies in their three layouts, and shocks.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use coercivity_data::Problems;
use coercivity_data::mrio::shock::{self, ShockKind};
use coercivity_data::mrio::{Cell, Folder, Mrio};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::Memory(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect())
}

/// Every number of a table, keyed by place; sums where a place comes twice.
fn read(folder: Folder) -> Result<(Mrio, BTreeMap<String, f64>), Problems> {
    let table = Mrio::open(folder)?;
    let mut cells: BTreeMap<String, f64> = BTreeMap::new();
    table.read(&mut |cell, value| {
        let key = match cell {
            Cell::Flow { from, to } => format!("Z{from}-{to}"),
            Cell::Demand { from, region } => format!("Y{from}-{region}"),
            Cell::Output(industry) => format!("x{industry}"),
            Cell::ValueAdded(industry) => format!("v{industry}"),
            Cell::Jobs(industry) => format!("j{industry}"),
        };
        *cells.entry(key).or_default() += value;
    })?;
    Ok((table, cells))
}

/// Two regions, one sector each... and the same numbers in every layout.
const PLAIN: [(&str, &str); 4] = [
    ("Z.csv", "region,sector,A|s,B|s\nA,s,1,2\nB,s,3,4\n"),
    ("Y.csv", "region,sector,A|house,A|state,B|house\nA,s,5,1,2\nB,s,1,0,7\n"),
    ("x.csv", "region,sector,output\nA,s,11\nB,s,15\n"),
    ("jobs.csv", "region,sector,jobs\nB,s,70\n"),
];

#[test]
fn the_same_table_in_three_layouts() {
    let (table, plain) = read(folder(&PLAIN)).unwrap();
    assert_eq!((table.regions(), table.sectors()), (&["A".to_owned(), "B".to_owned()][..], &["s".to_owned()][..]));
    assert_eq!((plain["Z0-1"], plain["Z1-0"], plain["Y0-0"], plain["x1"], plain["j1"]), (2.0, 3.0, 6.0, 15.0, 70.0));
    let pymrio = [
        (
            "file_parameters.json",
            r#"{"files": {"Z": {"name": "Z.txt", "nr_index_col": "2", "nr_header": "2"},
          "Y": {"name": "Y.txt", "nr_index_col": 2, "nr_header": 2}, "x": {"name": "x.txt", "nr_index_col": "2", "nr_header": "1"}}}"#,
        ),
        ("Z.txt", "region\t\tA\tB\nsector\t\ts\ts\nregion\tsector\t\t\nA\ts\t1.0\t2.0\nB\ts\t3.0\t4.0\n"),
        (
            "Y.txt",
            "region\t\tA\tA\tB\ncategory\t\thouse\tstate\thouse\nregion\tsector\t\t\t\nA\ts\t5\t1\t2\nB\ts\t1\t0\t7\n",
        ),
        ("x.txt", "region\tsector\tindout\nA\ts\t11\nB\ts\t15\n"),
        ("jobs.csv", "region,sector,jobs\nB,s,70\n"),
    ];
    assert_eq!(read(folder(&pymrio)).unwrap().1, plain);
    // Coefficients times outputs are flows.
    let mut by_coefficients = pymrio;
    by_coefficients[0].1 =
        r#"{"files": {"A": {"name": "A.txt"}, "Y": {"name": "Y.txt"}, "x": {"name": "x.txt", "nr_header": 1}}}"#;
    by_coefficients[1] = ("A.txt", "region\t\tA\tB\nsector\t\ts\ts\nA\ts\t0.5\t2\nB\ts\t1\t0\n");
    let cells = read(folder(&by_coefficients)).unwrap().1;
    assert_eq!((cells["Z0-0"], cells["Z0-1"], cells["Z1-0"]), (5.5, 30.0, 11.0));
}

#[test]
fn parts_of_a_country_are_added_up_in_the_tables_of_the_oecd() {
    let text = "V1,AUS_A01,CN1_A01,CN2_A01,AUS_HFCE,CHN_HFCE,CHN_INVNT,OUT\n\
        AUS_A01,1,2,3,4,5,0,15\nCN1_A01,1,1,1,0,2,-1,4\nCN2_A01,0,0,1,0,9,0,10\nTLS,1,1,1,0,0,0,\nVA,12,0,4,0,0,0,\nOUT,15,4,10,0,0,0,\n";
    let (table, cells) = read(folder(&[("2020.csv", text)])).unwrap();
    assert_eq!(table.regions(), ["AUS", "CHN"]);
    assert_eq!((cells["Z0-1"], cells["Z1-1"], cells["Z1-0"]), (5.0, 3.0, 1.0));
    assert_eq!((cells["Y1-1"], cells["x1"], cells["v0"], cells["v1"]), (10.0, 14.0, 12.0, 4.0));
}

/// One file of the plain table replaced.
fn with(name: &str, text: &str) -> String {
    let mut files: BTreeMap<&str, &str> = PLAIN.into_iter().collect();
    files.insert(name, text);
    let files: Vec<(&str, &str)> = files.into_iter().collect();
    read(folder(&files)).unwrap_err().to_string()
}

#[test]
fn defects_name_file_row_and_remedy() {
    for (name, text, wanted) in [
        ("Z.csv", "", "E003 Z.csv"),
        ("Z.csv", "region,sector,A|s,Bs\nA,s,1,2\n", "E003 Z.csv, row 1, column `column`, value `Bs`"),
        ("Z.csv", "region,sector,A|s,B|s\nA,s,1,2\nA,s,3,4\n", "E010 Z.csv, row 3"),
        ("Z.csv", "region,sector,A|s,B|s\nA,s,1,2\n", "E005 Z.csv: 1 of 2 pairs"),
        ("Z.csv", "region,sector,A|s,B|s\nA,s,1\nB,s,3,4\n", "E004 Z.csv, row 2: 3 cells, 4 wanted"),
        ("Z.csv", "region,sector,A|s,B|s\nA,s,1,two\nB,s,3,4\n", "E006 Z.csv, row 2, column `number`, value `two`"),
        ("Z.csv", "region,sector,A|s,B|s\nA,s,1,inf\nB,s,3,1e300\n", "E006 Z.csv, row 3"),
        ("Y.csv", "region,sector,C|house\nA,s,5\nB,s,1\n", "E009 Y.csv, row 1, column `column`, value `C`"),
        ("x.csv", "region,sector,output,more\nA,s,11,1\n", "E003 x.csv, row 1: 2 columns"),
        ("x.csv", "region,sector,output\nA,t,11\n", "E009 x.csv, row 2, column `row`, value `t`"),
        ("jobs.csv", "region,sector,jobs\nAB,s,11\n", "E009 jobs.csv"),
        ("file_parameters.json", "{", "E001 file_parameters.json: not JSON"),
        ("file_parameters.json", r#"{"files": {"Z": {"name": "../Z.csv"}}}"#, "names no file of final demand"),
    ] {
        let problems = with(name, text);
        assert!(problems.contains(wanted), "{name} {text:?}: {problems}");
    }
    assert!(Mrio::open(folder(&[])).unwrap_err().to_string().contains("no table is in the folder"));
    assert!(Mrio::open(folder(&[("a.csv", "x,y\n1,2\n")])).unwrap_err().to_string().contains("ICIO"));
}

#[test]
fn a_shock_is_read_against_the_table() {
    let table = Mrio::open(folder(&PLAIN)).unwrap();
    let text = "title = \"t\"\n[[event]]\ndate = 2025-04-04\nkind = \"capacity\"\nregions = [\"B\"]\nshare = 0.5\nduration_days = 30\nrecovery = \"linear\"\nrecovery_days = 60\n";
    let shock = shock::read(&table, "shock.toml", text.as_bytes()).unwrap();
    assert_eq!(
        (shock.events[0].kind, &shock.events[0].regions, &shock.events[0].sectors),
        (ShockKind::Capacity, &vec![1], &vec![0])
    );
    assert_eq!(shock.start.to_string(), "2025-04-04");
    for (line, wanted) in [
        ("share = 1.5", "E007 shock.toml, row 2, column `share`, value `1.5`"),
        ("share = 0.5\nregions = [\"C\"]", "E009 shock.toml, row 2, column `regions`, value `C`"),
        ("", "E005 shock.toml, row 2, column `share`"),
        ("share = 0.5\nrecovery = \"linear\"", "E005 shock.toml, row 2, column `recovery_days`"),
        ("share = 0.5\nreroute = true", "E024 shock.toml, row 2, column `reroute`"),
        ("shares = 0.5", "E023 shock.toml, row 5"),
        ("share = nan", "E007 shock.toml"),
    ] {
        let text = format!("title = \"t\"\n[[event]]\ndate = 2025-04-04\nkind = \"capacity\"\n{line}\n");
        let problems = shock::read(&table, "shock.toml", text.as_bytes()).unwrap_err().to_string();
        assert!(problems.contains(wanted), "{line}: {problems}");
    }
    let problems = shock::read(
        &table,
        "s.toml",
        b"start = 2025-05-01\n[[event]]\ndate = 2025-04-04\nkind = \"rebuild\"\nshare = 0.1\n",
    );
    let problems = problems.unwrap_err().to_string();
    assert!(problems.contains("E022") && problems.contains("rebuilding"), "{problems}");
}

proptest! {
    /// No bytes make the readers panic.
    #[test]
    fn any_bytes_are_read_or_refused(name in 0_usize..4, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut files: BTreeMap<String, Vec<u8>> =
            PLAIN.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        files.insert(["Z.csv", "Y.csv", "file_parameters.json", "jobs.csv"][name].to_owned(), bytes);
        let _ = read(Folder::Memory(files));
    }
}
