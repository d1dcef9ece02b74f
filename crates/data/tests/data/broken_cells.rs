//! One broken cell of a table of the package, or of a study, at a time.

use crate::common::{append, base, expect, line_of, only, refused, set, study, study_refused};

const LINKS: &str = "tables/links.csv";
const SITES: &str = "tables/sites.csv";

/// The first link of the package.
const LINK: [&str; 3] = ["alloy-ndfeb-heavy-CHN", "magnet-ndfeb-heavy-CHN", "alloy-ndfeb-heavy"];

#[test]
fn an_unknown_key_is_refused_with_the_nearest_one() {
    let mut files = base();
    let row = set(&mut files, LINKS, &LINK, "supplier", "alloy-ndfeb-hevy-CHN");
    let problem = only(refused(&files));
    expect(&problem, "E009", LINKS, row, ("supplier", "alloy-ndfeb-hevy-CHN"), "did you mean `alloy-ndfeb-heavy-CHN`?");
    assert_eq!(problem.message, "no such row in sites");
}

#[test]
fn an_unknown_key_unlike_any_other_gets_no_guess() {
    let mut files = base();
    let row = set(&mut files, LINKS, &LINK, "source", "hearsay");
    expect(&only(refused(&files)), "E009", LINKS, row, ("source", "hearsay"), "add it to sources");
}

#[test]
fn one_unknown_key_among_several_is_named_alone() {
    let mut files = base();
    let key = ["separation-bayan-obo"];
    let row = set(&mut files, "tables/processes.csv", &key, "driving", "ndpr-oxide;dy-oxid");
    let problem = only(refused(&files));
    expect(&problem, "E009", "tables/processes.csv", row, ("driving", "dy-oxid"), "did you mean `dy-oxide`?");
}

#[test]
fn an_unknown_country_is_refused() {
    let mut files = base();
    let row = set(&mut files, SITES, &["magnet-ndfeb-heavy-CHN"], "country", "CHM");
    let problem = only(refused(&files));
    assert_eq!(problem.message, "no such country code");
    expect(&problem, "E011", SITES, row, ("country", "CHM"), "did you mean `");
    let mut files = base();
    let row = set(&mut files, SITES, &["magnet-ndfeb-heavy-CHN"], "country", "China");
    expect(&only(refused(&files)), "E011", SITES, row, ("country", "China"), "ISO 3166-1 alpha-3");
}

#[test]
fn an_unknown_hs_code_is_refused() {
    let mut files = base();
    let row = set(&mut files, "tables/materials.csv", &["ndfeb-heavy"], "customs_hs", "8505111001");
    let problem = only(refused(&files));
    expect(&problem, "E012", "tables/materials.csv", row, ("customs_hs", "8505111001"), "did you mean `8505111000`?");
}

#[test]
fn an_unknown_unit_is_refused() {
    let mut files = study();
    let row = set(&mut files, "bom.csv", &["rotor-100kw", "ndfeb-heavy"], "unit", "kgs");
    expect(&only(study_refused(&files)), "E017", "bom.csv", row, ("unit", "kgs"), "did you mean `kg`?");
}

#[test]
fn a_chain_material_by_the_piece_is_refused() {
    let mut files = study();
    let row = set(&mut files, "bom.csv", &["rotor-100kw", "ndfeb-heavy"], "unit", "piece");
    let problems = study_refused(&files);
    expect(&problems[0], "E017", "bom.csv", row, ("unit", "piece"), "write mg, g, kg or t");
}

#[test]
fn a_negative_number_is_refused() {
    let mut files = base();
    let row = set(&mut files, LINKS, &LINK, "t_per_year", "-152332.5");
    let problem = only(refused(&files));
    expect(&problem, "E007", LINKS, row, ("t_per_year", "-152332.5"), "base flow [t/yr]");
    assert_eq!(problem.message, "outside 0 to 1000000000000000");
}

#[test]
fn a_negative_cover_is_refused() {
    let mut files = study();
    let row = set(&mut files, "bom.csv", &["rotor-150kw", "ndfeb-heavy"], "cover_days", "-21");
    expect(&only(study_refused(&files)), "E007", "bom.csv", row, ("cover_days", "-21"), "stock on hand");
}

#[test]
fn a_missing_number_is_refused() {
    let mut files = base();
    let row = set(&mut files, LINKS, &LINK, "t_per_year", "");
    expect(&only(refused(&files)), "E005", LINKS, row, ("t_per_year", ""), "it holds base flow");
}

#[test]
fn a_missing_country_of_a_chain_material_is_refused() {
    let mut files = study();
    let row = set(&mut files, "bom.csv", &["rotor-100kw", "ndfeb-heavy"], "country", "");
    expect(&only(study_refused(&files)), "E005", "bom.csv", row, ("country", ""), "e.g. CHN");
}

#[test]
fn numbers_with_thousands_separators_or_words_are_refused() {
    for slip in
        ["152,332.5", "152 332.5", "152\u{a0}332", "152'332", "about 5", "NaN", "inf", "1e999", "0x10", ".", "1_0"]
    {
        let mut files = base();
        let row = set(&mut files, LINKS, &LINK, "t_per_year", slip);
        let problem = only(refused(&files));
        expect(&problem, "E006", LINKS, row, ("t_per_year", slip), "no thousands separators, e.g. 1234.5");
    }
}

#[test]
fn whole_numbers_years_flags_words_elements_and_keys_are_checked() {
    for (file, key, column, value, code, hint) in [
        (LINKS, "alloy-ndfeb-heavy-CHN", "pairs", "2.5", "E006", "write digits only"),
        (LINKS, "alloy-ndfeb-heavy-CHN", "pairs", "100001", "E007", "pairs of exporter and end user"),
        (LINKS, "alloy-ndfeb-heavy-CHN", "year", "1824", "E007", "write four digits"),
        (LINKS, "alloy-ndfeb-heavy-CHN", "basis", "guessed", "E008", "one of reported, derived, estimated, assumed"),
        (LINKS, "alloy-ndfeb-heavy-CHN", "basis", "asumed", "E008", "did you mean `assumed`?"),
        ("tables/materials.csv", "ndfeb-heavy", "unconstrained", "no", "E008", "write true or false"),
        ("tables/composition.csv", "ndfeb-heavy", "element", "Dx", "E008", "e.g. Dy"),
        ("tables/stages.csv", "mine", "stage", "the mine", "E008", "use letters, digits"),
        ("tables/stages.csv", "mine", "stage", "-mine", "E008", "use letters, digits"),
    ] {
        let mut files = base();
        let row = set(&mut files, file, &[key], column, value);
        expect(&refused(&files)[0], code, file, row, (column, value), hint);
    }
}

#[test]
fn a_range_that_does_not_hold_the_value_is_refused() {
    let mut files = base();
    let row = set(&mut files, LINKS, &LINK, "low", "152333");
    let problem = only(refused(&files));
    expect(&problem, "E018", LINKS, row, ("low", "152333"), "low <= quantity <= high");
    assert_eq!(problem.message, "the range does not hold `t_per_year` = 152332.541705");
    let mut files = study();
    let row = set(&mut files, "bom.csv", &["rotor-100kw", "ndfeb-heavy"], "high", "30.9");
    expect(&only(study_refused(&files)), "E018", "bom.csv", row, ("high", "30.9"), "low <= quantity <= high");
}

#[test]
fn an_end_of_a_range_beyond_what_the_quantity_may_be_is_refused() {
    let mut files = base();
    let row = set(&mut files, LINKS, &LINK, "low", "-1");
    expect(&only(refused(&files)), "E007", LINKS, row, ("low", "-1"), "range of `t_per_year` [t/yr]");
    let mut files = base();
    let key = ["ndfeb-heavy", "Dy"];
    let row = set(&mut files, "tables/composition.csv", &key, "high", "1.5");
    expect(&only(refused(&files)), "E007", "tables/composition.csv", row, ("high", "1.5"), "`mass_fraction`");
}

#[test]
fn a_repeated_key_is_refused_and_names_the_first_row() {
    let mut files = base();
    let first = line_of(&files, LINKS, &LINK);
    let line = "alloy-ndfeb-heavy-CHN,magnet-ndfeb-heavy-CHN,alloy-ndfeb-heavy,1,,,,own-balance,2024,derived,,";
    let row = append(&mut files, LINKS, line);
    let problem = only(refused(&files));
    expect(&problem, "E010", LINKS, row, ("supplier+buyer+material", &LINK.join(" / ")), "keep one of the rows");
    assert_eq!(problem.message, format!("the key is already in row {first}"));
}

#[test]
fn every_row_of_a_thrice_repeated_key_names_the_first_one() {
    let mut files = base();
    for _ in 0..2 {
        append(&mut files, "tables/stages.csv", "mine,9,Again");
    }
    let problems = refused(&files);
    assert_eq!(problems.len(), 2);
    assert!(problems.iter().all(|p| p.message == "the key is already in row 2"), "{problems:#?}");
}

#[test]
fn an_open_quote_is_refused_where_it_opens() {
    // Without its closing quote the cell swallows every row after it.
    let mut files = base();
    let row = line_of(&files, "tables/stages.csv", &["separation"]);
    let text = crate::common::text(&files, "tables/stages.csv").replace("separation,2,", "separation,2,\"");
    files.insert("tables/stages.csv".to_owned(), text.into_bytes());
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.row), ("E004", Some(row)));
    assert!(problem.hint.contains("close the quote"), "{problem}");
}

#[test]
fn an_open_quote_that_leaves_a_row_of_the_right_length_is_refused_too() {
    let mut files = base();
    files.insert("tables/stages.csv".to_owned(), b"stage,position,title\nmine,1,\"Mine\nmetal,3,Metal\n".to_vec());
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.row, problem.column.as_deref()), ("E004", Some(2), Some("title")));
    assert!(problem.hint.contains("close the quote"), "{problem}");
    assert_eq!(problem.to_string().lines().count(), 1);
}

#[test]
fn terminal_escapes_in_a_cell_are_refused_and_shown_escaped() {
    let mut files = base();
    set(&mut files, LINKS, &LINK, "note", "a\u{1b}[2Jb");
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.column.as_deref()), ("E004", Some("note")));
    assert!(!problem.to_string().contains('\u{1b}'));
}
