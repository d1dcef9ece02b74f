//! What spreadsheets do to a file: separators, decimal commas, line ends, byte order marks.

use crate::common::{base, only, records, refused, set, text, write};
use coercivity_data::Package;
use coercivity_data::package::Files;
use coercivity_data::schema::{self, Kind};

const LINKS: &str = "tables/links.csv";

/// A table with `;` between cells and `,` in the numbers of its number columns.
fn with_decimal_commas(files: &Files, name: &str) -> Vec<Vec<String>> {
    let schema = schema::table(name).unwrap();
    let mut records = records(files, &format!("tables/{name}.csv"));
    for record in &mut records[1..] {
        for (cell, field) in record.iter_mut().zip(schema.fields) {
            if matches!(field.kind, Kind::Number { .. }) {
                *cell = cell.replace('.', ",");
            }
        }
    }
    records
}

#[test]
fn a_package_with_semicolons_and_decimal_commas_is_the_same_chain() {
    let original = Package::default_package().unwrap();
    let mut files = base();
    for schema in schema::PACKAGE {
        let records = with_decimal_commas(&base(), schema.name);
        files.insert(format!("tables/{}.csv", schema.name), write(&records, b';'));
    }
    assert!(text(&files, LINKS).contains("152332,541705"));
    assert_eq!(Package::read(&files, &Files::new()).unwrap().chain, original.chain);
}

#[test]
fn semicolons_with_decimal_points_are_the_same_chain() {
    let mut files = base();
    files.insert(LINKS.to_owned(), write(&records(&base(), LINKS), b';'));
    assert_eq!(Package::read(&files, &Files::new()).unwrap().chain, Package::default_package().unwrap().chain);
}

#[test]
fn mixed_decimal_marks_are_refused() {
    let mut files = base();
    let mut rows = with_decimal_commas(&files, "links");
    "152.5".clone_into(&mut rows[7][3]);
    files.insert(LINKS.to_owned(), write(&rows, b';'));
    let problem = only(refused(&files));
    crate::common::expect(&problem, "E019", LINKS, 8, ("t_per_year", "152.5"), "one decimal mark in the whole file");
    assert_eq!(problem.message, "decimal `.`, but row 2 has decimal `,`");
}

#[test]
fn a_slip_does_not_fix_the_decimal_mark() {
    let mut files = base();
    let mut rows = with_decimal_commas(&files, "links");
    "152.332,5".clone_into(&mut rows[1][3]);
    files.insert(LINKS.to_owned(), write(&rows, b';'));
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.row), ("E006", Some(2)));
}

#[test]
fn a_decimal_comma_in_a_comma_separated_file_is_refused() {
    let mut files = base();
    set(&mut files, LINKS, &["alloy-ndfeb-heavy-CHN"], "t_per_year", "152332,5");
    assert_eq!(only(refused(&files)).code, "E006");
}

/// The links with other line ends, and a slip in row 9.
fn slip_in_row_9(end: &str, before: &str) -> Files {
    let mut files = base();
    let lines: Vec<String> = text(&files, LINKS).lines().map(str::to_owned).collect();
    let mut cells = records(&files, LINKS)[8].clone();
    "many".clone_into(&mut cells[3]);
    let slip = String::from_utf8(write(&[cells], b',')).unwrap();
    let mut out = before.to_owned();
    for (n, line) in lines.iter().enumerate() {
        out.push_str(if n == 8 { slip.trim_end() } else { line });
        out.push_str(end);
    }
    files.insert(LINKS.to_owned(), out.into_bytes());
    files
}

#[test]
fn rows_are_counted_alike_with_every_line_end_and_byte_order_mark() {
    for (end, before, row) in [
        ("\n", "", 9),
        ("\r\n", "", 9),
        ("\r", "", 9),
        ("\r\n", "\u{feff}", 9),
        ("\n", "\n\n", 11),
        ("\r\n", "\r\n\r\n", 11),
        ("\r\n\r\n", "", 17),
        ("\n   \n", "", 17),
    ] {
        let problem = only(refused(&slip_in_row_9(end, before)));
        assert_eq!((problem.code, problem.row), ("E006", Some(row)), "{end:?} {before:?}");
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_the_same_package() {
    let original = Package::default_package().unwrap();
    let windows = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).unwrap();
        (name, format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes())
    };
    let package = Package::read(&base().into_iter().map(windows).collect(), &Files::new()).unwrap();
    assert_eq!(package.chain, original.chain);
    assert_eq!(package.scenarios, original.scenarios);
}

#[test]
fn trailing_rows_of_nothing_but_separators_are_ignored() {
    let mut files = base();
    let padded = format!("{},,\n , , \n", text(&files, "tables/stages.csv"));
    files.insert("tables/stages.csv".to_owned(), padded.into_bytes());
    assert_eq!(Package::read(&files, &Files::new()).unwrap().chain.stages.len(), 8);
}

#[test]
fn spaces_round_cells_are_trimmed() {
    let mut files = base();
    let spaced = text(&files, "tables/stages.csv").replace("mine,1,", "  mine ,\t1\t, ");
    files.insert("tables/stages.csv".to_owned(), spaced.into_bytes());
    let package = Package::read(&files, &Files::new()).unwrap();
    assert_eq!(package.chain.stages[0].key, "mine");
    assert_eq!(package.chain.stages[0].position, 1);
}

#[test]
fn tabs_between_cells_are_refused_with_the_columns_wanted() {
    let mut files = base();
    let tabs = text(&files, "tables/stages.csv").replace(',', "\t");
    files.insert("tables/stages.csv".to_owned(), tabs.into_bytes());
    let problems = refused(&files);
    assert!(problems.iter().all(|p| p.code == "E003"));
    assert_eq!(problems[0].hint, "columns are stage,position,title");
}
