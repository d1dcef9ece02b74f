//! Files that cannot be read as the table they should be.

use crate::common::{base, line_of, only, refused, replace, set, study, study_refused, text};
use coercivity_data::package::{self, Files, Package};

const STAGES: &str = "tables/stages.csv";

#[test]
fn a_missing_table_is_refused() {
    let mut files = base();
    files.remove("tables/covers.csv");
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.file.as_str(), problem.row), ("E001", "tables/covers.csv", None));
    assert_eq!(problem.message, "the file is missing");
}

#[test]
fn missing_files_of_a_study_are_refused_together() {
    let problems = study_refused(&Files::new());
    let found: Vec<(&str, &str)> = problems.iter().map(|p| (p.code, p.file.as_str())).collect();
    assert_eq!(found, [("E001", "study.toml"), ("E001", "lines.csv"), ("E001", "bom.csv")]);
    assert!(problems[0].hint.contains("coercivity init"));
}

#[test]
fn a_table_under_an_unknown_name_is_refused() {
    let mut files = study();
    files.insert("tables/cover.csv".to_owned(), b"process,country\n".to_vec());
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.file.as_str()), ("E001", "tables/cover.csv"));
    assert_eq!(problem.hint, "did you mean `covers.csv`?");
}

#[test]
fn bad_utf8_is_refused_in_its_cell() {
    let mut files = base();
    let row = line_of(&files, STAGES, &["magnet"]);
    let latin1: Vec<u8> = text(&files, STAGES).replace("magnet,6,", "magnet,6,@").into_bytes();
    let latin1 = latin1.into_iter().map(|b| if b == b'@' { 0xe9 } else { b }).collect();
    files.insert(STAGES.to_owned(), latin1);
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.row, problem.column.as_deref()), ("E002", Some(row), Some("title")));
    assert!(problem.value.as_ref().unwrap().starts_with('\u{fffd}'));
    assert_eq!(problem.hint, "save the file as UTF-8");
}

#[test]
fn bad_utf8_in_toml_is_refused_with_its_row() {
    let mut files = study();
    let mut bytes = files["study.toml"].clone();
    let row = bytes.iter().filter(|b| **b == b'\n').count() as u64 + 1;
    bytes.extend(b"# caf\xe9\n");
    files.insert("study.toml".to_owned(), bytes);
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.file.as_str(), problem.row), ("E002", "study.toml", Some(row)));
}

#[test]
fn a_misspelt_column_is_refused_with_the_right_one() {
    let mut files = base();
    replace(&mut files, STAGES, "stage,position,title", "stage,positon,title");
    let problems = refused(&files);
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["E003", "E003"]);
    assert_eq!((problems[0].row, problems[0].column.as_deref()), (Some(1), Some("positon")));
    assert_eq!(problems[0].hint, "did you mean `position`?");
    assert_eq!(problems[1].message, "column `position` is missing");
}

#[test]
fn a_missing_column_is_refused() {
    let mut files = base();
    replace(&mut files, STAGES, "stage,position,title", "stage,title");
    let problem = only(refused(&files));
    assert_eq!((problem.code, problem.row), ("E003", Some(1)));
    assert_eq!(problem.message, "column `position` is missing");
    assert_eq!(problem.hint, "columns are stage,position,title");
}

#[test]
fn reordered_and_repeated_columns_are_refused() {
    for header in ["stage,title,position", "stage,position,title,title"] {
        let mut files = base();
        replace(&mut files, STAGES, "stage,position,title", header);
        let problem = only(refused(&files));
        assert_eq!((problem.code, problem.row), ("E003", Some(1)));
        assert_eq!(problem.message, "columns are in another order or repeated");
        assert_eq!(problem.hint, "the header is stage,position,title");
    }
}

#[test]
fn the_header_is_named_where_it_stands() {
    let mut files = base();
    let shifted = format!("\n\n{}", text(&files, STAGES).replace("position", "place"));
    files.insert(STAGES.to_owned(), shifted.into_bytes());
    assert!(refused(&files).iter().all(|p| p.row == Some(3)));
}

#[test]
fn an_empty_file_is_refused() {
    for content in ["", "\n\n", "\u{feff}", " \n\t\n"] {
        let mut files = base();
        files.insert(STAGES.to_owned(), content.as_bytes().to_vec());
        let problem = only(refused(&files));
        assert_eq!((problem.code, problem.row), ("E003", None));
        assert_eq!(problem.hint, "begin with the header stage,position,title");
    }
}

#[test]
fn tables_without_rows_are_refused_by_those_that_refer_to_them() {
    let mut files = base();
    files.insert(STAGES.to_owned(), b"stage,position,title\n".to_vec());
    let problems = refused(&files);
    assert!(problems.iter().all(|p| p.code == "E009" && p.message == "no such row in stages"), "{problems:#?}");
}

#[test]
fn a_ragged_row_is_refused() {
    for (row, cells) in [("metal,3", 2), ("metal,3,Metal, and more", 4)] {
        let mut files = base();
        let line = line_of(&files, STAGES, &["metal"]);
        let old = text(&files, STAGES).lines().nth(line as usize - 1).unwrap().to_owned();
        replace(&mut files, STAGES, &old, row);
        let problem = only(refused(&files));
        assert_eq!((problem.code, problem.row), ("E004", Some(line)));
        assert_eq!(problem.message, format!("{cells} cells, the header has 3"));
        assert_eq!(problem.hint, "quote cells that hold a separator");
    }
}

#[test]
fn problems_of_one_file_beyond_two_hundred_are_counted() {
    let mut files = base();
    let slips: String = (0..1000).map(|n| format!("x{n},not a number,title\n")).collect();
    files.insert(STAGES.to_owned(), format!("stage,position,title\n{slips}").into_bytes());
    let problems = refused(&files);
    assert_eq!(problems.len(), 201);
    assert_eq!((problems[199].code, problems[199].row), ("E006", Some(201)));
    let last = &problems[200];
    assert_eq!((last.code, last.file.as_str()), ("E000", STAGES));
    assert_eq!(last.message, "800 more problems of this file");
}

#[test]
fn unknown_references_beyond_two_hundred_are_counted() {
    let mut files = base();
    files.insert("tables/sources.csv".to_owned(), b"source,title,publisher,year,licence,url\n".to_vec());
    let problems = refused(&files);
    let of_links: Vec<_> = problems.iter().filter(|p| p.file == "tables/links.csv").collect();
    assert_eq!(of_links.len(), 201);
    assert_eq!(of_links[200].code, "E000");
}

#[test]
fn problems_of_several_files_come_at_once() {
    let mut files = base();
    set(&mut files, "tables/links.csv", &["alloy-ndfeb-heavy-CHN"], "t_per_year", "many");
    set(&mut files, "tables/sites.csv", &["magnet-ndfeb-heavy-CHN"], "capacity_t_per_year", "-1");
    replace(&mut files, "tables/hs_codes.csv", "hs,title", "code,title");
    files.remove("tables/prices.csv");
    let mut found: Vec<(&str, String)> = refused(&files).iter().map(|p| (p.code, p.file.clone())).collect();
    found.sort();
    let want = [
        ("E001", "tables/prices.csv"),
        ("E003", "tables/hs_codes.csv"),
        ("E003", "tables/hs_codes.csv"),
        ("E006", "tables/links.csv"),
        ("E007", "tables/sites.csv"),
    ];
    assert_eq!(found, want.map(|(code, file)| (code, file.to_owned())));
}

#[test]
fn problems_of_several_files_of_a_study_come_at_once() {
    let mut files = study();
    replace(&mut files, "study.toml", "days = 540", "days = 0");
    set(&mut files, "lines.csv", &["front-motor"], "country", "GER");
    set(&mut files, "lines.csv", &["pump-motor"], "end_use", "car-auxilary");
    set(&mut files, "bom.csv", &["motor-150kw", "rotor-150kw"], "quantity", "0");
    let found: Vec<(&str, String)> = study_refused(&files).iter().map(|p| (p.code, p.file.clone())).collect();
    let want = [("E007", "study.toml"), ("E011", "lines.csv"), ("E009", "lines.csv"), ("E007", "bom.csv")];
    assert_eq!(found, want.map(|(code, file)| (code, file.to_owned())));
}

#[test]
fn a_folder_is_read_two_levels_deep() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in base() {
        let path = folder.path().join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    std::fs::create_dir_all(folder.path().join("tables/old")).unwrap();
    std::fs::write(folder.path().join("tables/old/links.csv"), "deeper").unwrap();
    std::fs::write(folder.path().join("notes.txt"), "no data").unwrap();
    let files = package::read_folder(folder.path()).unwrap();
    assert_eq!(files, base());
    assert!(Package::read(&files, &Files::new()).is_ok());
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let problems = package::read_folder(&folder.path().join("nowhere")).unwrap_err();
    let problem = only(problems.0);
    assert_eq!(problem.code, "E001");
    assert!(problem.file.ends_with("nowhere"), "{problem}");
}

#[test]
fn a_folder_of_thousands_of_files_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..2001 {
        std::fs::write(folder.path().join(format!("{n}.csv")), "").unwrap();
    }
    let problem = only(package::read_folder(folder.path()).unwrap_err().0);
    assert_eq!((problem.code, problem.message.as_str()), ("E001", "more than 2000 files"));
}
