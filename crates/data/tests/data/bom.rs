//! Bills of materials that do not hold together.

use crate::common::{accepted, append, expect, line_of, only, set, study, study_refused};
use coercivity_data::package::Files;

const TAIL: &str = "1,5,1,assumed,,own-assumption,2025,assumed,,";

#[test]
fn shares_that_sum_to_97_percent_are_refused() {
    let mut files = study();
    let row = set(&mut files, "bom.csv", &["rotor-100kw", "ndfeb-heavy"], "share", "0.93");
    let problem = only(study_refused(&files));
    expect(&problem, "E021", "bom.csv", row, ("share", "0.93"), "they sum to 100 %");
    assert_eq!(problem.message, "shares of ndfeb-heavy in rotor-100kw sum to 97 %");
}

#[test]
fn suppliers_of_one_input_with_different_covers_or_quantities_are_refused() {
    for (column, value) in [("cover_days", "30"), ("quantity", "1.3"), ("unit", "g")] {
        let mut files = study();
        let key = ["rotor-100kw", "ndfeb-heavy", "1.2", "kg", "assumed supplier, Japan"];
        let first = line_of(&files, "bom.csv", &["rotor-100kw", "ndfeb-heavy"]);
        let row = set(&mut files, "bom.csv", &key, column, value);
        let problem = only(study_refused(&files));
        expect(&problem, "E021", "bom.csv", row, (column, value), "differ in supplier, country, share and lead only");
        assert!(problem.message.ends_with(&format!("than in row {first}")), "{problem}");
    }
}

#[test]
fn a_circle_is_refused_and_shown() {
    let mut files = study();
    let row = append(&mut files, "bom.csv", &format!("rotor-pump,motor-pump,1,piece,,DEU,{TAIL}"));
    let problem = only(study_refused(&files));
    let message = problem.message.clone();
    assert!(
        ["motor-pump > rotor-pump > motor-pump", "rotor-pump > motor-pump > rotor-pump"]
            .iter()
            .any(|circle| message == format!("circular bill of materials: {circle}")),
        "{problem}"
    );
    let closing = if message.contains(": rotor") { 0 } else { row };
    assert!(closing == 0 || problem.row == Some(row), "{problem}");
    assert_eq!((problem.code, problem.file.as_str(), problem.column.as_deref()), ("E020", "bom.csv", Some("child")));
    assert_eq!(problem.hint, "an item cannot go into itself");
}

#[test]
fn an_item_that_goes_into_itself_is_refused() {
    let mut files = study();
    let row = append(&mut files, "bom.csv", &format!("rotor-pump,rotor-pump,1,piece,,DEU,{TAIL}"));
    let problem = only(study_refused(&files));
    expect(&problem, "E020", "bom.csv", row, ("child", "rotor-pump"), "an item cannot go into itself");
}

/// A study whose motor goes through many levels, each with `width` parts that all have the next level's parts.
fn levels(depth: usize, width: usize) -> Files {
    let mut files = study();
    let mut add = |parent: &str, child: &str| {
        append(&mut files, "bom.csv", &format!("{parent},{child},1,piece,,DEU,{TAIL}"));
    };
    for part in 0..width {
        add("motor-pump", &format!("level0.{part}"));
        for level in 1..depth {
            for below in 0..width {
                add(&format!("level{}.{part}", level - 1), &format!("level{level}.{below}"));
            }
        }
    }
    files
}

#[test]
fn a_bill_of_materials_that_is_too_deep_is_refused() {
    accepted(&levels(48, 1));
    let files = levels(60, 1);
    let row = line_of(&files, "lines.csv", &["pump-motor"]);
    let problem = only(study_refused(&files));
    expect(&problem, "E020", "lines.csv", row, ("product", "motor-pump"), "at most 50 levels");
}

#[test]
fn a_bill_of_materials_that_unfolds_without_end_is_refused() {
    // 30 levels of two parts each are 60 items and two thousand million parts.
    let files = levels(30, 2);
    let row = line_of(&files, "lines.csv", &["pump-motor"]);
    let problem = only(study_refused(&files));
    expect(&problem, "E020", "lines.csv", row, ("product", "motor-pump"), "5000 parts of one product");
}

#[test]
fn a_product_without_parts_is_refused() {
    let mut files = study();
    let line = "spare,Spare,motor-200kw,DEU,ev-traction,1,1,1,EUR,2024,1,,own-assumption,2024,assumed,,";
    let row = append(&mut files, "lines.csv", line);
    let problem = only(study_refused(&files));
    expect(&problem, "E029", "lines.csv", row, ("product", "motor-200kw"), "add rows to bom.csv with it as parent");
}

#[test]
fn a_study_without_lines_is_refused() {
    let mut files = study();
    let header = crate::common::text(&files, "lines.csv").lines().next().unwrap().to_owned();
    files.insert("lines.csv".to_owned(), header.into_bytes());
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.file.as_str()), ("E005", "lines.csv"));
    assert_eq!(problem.message, "no lines");
}

#[test]
fn a_slip_in_a_parent_is_refused() {
    // Taken as written, the rotor would have no magnets and never run short.
    let mut files = study();
    let key = ["rotor-pump", "ndfeb-light"];
    let row = line_of(&files, "bom.csv", &key);
    let text = crate::common::text(&files, "bom.csv").replace("rotor-pump,ndfeb-light", "rotor-pmp,ndfeb-light");
    files.insert("bom.csv".to_owned(), text.into_bytes());
    let problem = only(study_refused(&files));
    expect(&problem, "E015", "bom.csv", row, ("parent", "rotor-pmp"), "did you mean `rotor-pump`?");
}

#[test]
fn a_slip_in_a_chain_material_is_refused() {
    let mut files = study();
    let row = line_of(&files, "bom.csv", &["rotor-pump", "ndfeb-light"]);
    let text = crate::common::text(&files, "bom.csv").replace("rotor-pump,ndfeb-light", "rotor-pump,ndfeb-ligth");
    files.insert("bom.csv".to_owned(), text.into_bytes());
    let problem = only(study_refused(&files));
    expect(&problem, "E009", "bom.csv", row, ("child", "ndfeb-ligth"), "did you mean `ndfeb-light`?");
}

#[test]
fn masses_are_read_in_tonnes() {
    let loaded = accepted(&study());
    let of = |parent: &str| loaded.study.bom.iter().find(|item| item.parent == parent && item.material.is_some());
    assert_eq!(of("rotor-150kw").unwrap().quantity, 1.6e-3);
    assert_eq!(of("rotor-pump").unwrap().quantity, 60.0 * 1e-6);
}
