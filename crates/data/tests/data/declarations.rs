//! `declarations.csv`: what is refused, what is noted, what comes out.

use crate::common::{accepted, expect, only, study, study_refused};
use coercivity_data::package::Files;

const HEADER: &str = "item,supplier,element,stage,country,share,firm,evidence,date,note\n";

fn with(rows: &str) -> Files {
    let mut files = study();
    files.insert("declarations.csv".to_owned(), format!("{HEADER}{rows}").into_bytes());
    files
}

const CHINA: &str = "\"assumed supplier, China\"";

#[test]
fn rows_are_read_with_unknown_and_unstated_apart() {
    let loaded = accepted(&with(&format!(
        "ndfeb-heavy,{CHINA},Dy,separation,CHN,0.9,Some Refiner,declared,2026-03-01,letter 7\n\
         ndfeb-heavy,{CHINA},Dy,separation,,0.1,,declared,2026-03-01,\n\
         ndfeb-heavy,,*,mine,MMR,0.97,,public,,\n"
    )));
    let rows = &loaded.study.declarations;
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].element.map(|e| e.to_string()).as_deref(), Some("Dy"));
    assert_eq!(rows[0].firm, "Some Refiner");
    assert!(rows[1].country.is_none() && rows[1].date.is_some());
    assert!(rows[2].element.is_none() && rows[2].supplier.is_empty());
    // Ten parts in a hundred are stated to be unknown, three are not stated at all.
    assert_eq!(loaded.notes.len(), 1, "{:?}", loaded.notes);
    assert!(loaded.notes[0].contains("97 %") && loaded.notes[0].contains("other 3 %"), "{}", loaded.notes[0]);
    assert_eq!(loaded.tables.last().unwrap().schema.name, "declarations");
}

#[test]
fn shares_above_one_are_refused_and_the_tolerance_is_narrow() {
    let row = |share: &str, country: &str| format!("ndfeb-heavy,,Dy,mine,{country},{share},,declared,,\n");
    let problem = only(study_refused(&with(&(row("0.6", "CHN") + &row("0.43", "MMR")))));
    expect(&problem, "E021", "declarations.csv", 2, ("share", "103"), "at most 100 %");
    assert!(problem.message.contains("103 %"), "{problem}");
    assert!(accepted(&with(&(row("0.6", "CHN") + &row("0.4000000005", "MMR")))).notes.is_empty());
    assert_eq!(study_refused(&with(&(row("0.6", "CHN") + &row("0.400001", "MMR")))).len(), 1);
}

#[test]
fn each_slip_is_named_with_its_cell() {
    for (rows, code, column, value, hint) in [
        ("ndfeb-hevy,,Dy,mine,CHN,1,,declared,,\n", "E009", "item", "ndfeb-hevy", "ndfeb-heavy"),
        ("ndfeb-heavy,Nobody,Dy,mine,CHN,1,,declared,,\n", "E009", "supplier", "Nobody", "assumed supplier"),
        ("ndfeb-heavy,,dy,mine,CHN,1,,declared,,\n", "E008", "element", "dy", "e.g. Dy"),
        ("ndfeb-heavy,,Dy,product,CHN,1,,declared,,\n", "E007", "stage", "product", "magnet"),
        ("ndfeb-heavy,,Dy,mining,CHN,1,,declared,,\n", "E009", "stage", "mining", "stages"),
        ("ndfeb-heavy,,Dy,mine,CHX,1,,declared,,\n", "E011", "country", "CHX", "did you mean"),
        ("ndfeb-heavy,,Dy,mine,CHN,1.2,,declared,,\n", "E007", "share", "1.2", "share"),
        ("ndfeb-heavy,,Dy,mine,CHN,1,,sworn,,\n", "E008", "evidence", "sworn", "declared"),
        ("ndfeb-heavy,,Dy,mine,CHN,1,,declared,1.3.26,\n", "E006", "date", "1.3.26", "2025-04-04"),
    ] {
        let problem = only(study_refused(&with(rows)));
        expect(&problem, code, "declarations.csv", 2, (column, value), hint);
    }
    let notes = accepted(&with("ndfeb-light,,Dy,mine,CHN,1,,declared,,\n")).notes;
    assert!(notes[0].contains("holds no Dy"), "{notes:?}");
}

#[test]
fn of_very_many_slips_the_first_are_named_and_the_rest_counted() {
    let rows: String = (0..1000).map(|n| format!("ndfeb-hevy-{n},,Dy,mine,CHN,1,,declared,,\n")).collect();
    let problems = study_refused(&with(&rows));
    assert_eq!(problems.len(), 201);
    assert!(problems[..200].iter().all(|problem| problem.code == "E009"));
    let last = problems.last().unwrap();
    assert_eq!((last.code, last.file.as_str()), ("E000", "declarations.csv"));
    assert!(last.message.contains("800 more"), "{last}");
}
