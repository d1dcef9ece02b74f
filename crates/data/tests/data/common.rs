//! The default package and the worked study, with one thing changed.

use coercivity_data::package::{self, Files, Package};
use coercivity_data::{LoadedStudy, Problem, Problems, study_file};

/// Files of the default package.
pub(crate) fn base() -> Files {
    package::embedded()
}

/// Files of the worked study of a maker of motors.
pub(crate) fn study() -> Files {
    study_file::worked_study("ev-motor").unwrap()
}

/// Text of a file.
pub(crate) fn text(files: &Files, file: &str) -> String {
    String::from_utf8(files[file].clone()).unwrap()
}

/// Replaces a piece of text that is there exactly once.
pub(crate) fn replace(files: &mut Files, file: &str, old: &str, new: &str) {
    let text = text(files, file);
    assert_eq!(text.matches(old).count(), 1, "`{old}` in {file}");
    files.insert(file.to_owned(), text.replace(old, new).into_bytes());
}

/// Records of a CSV file, the header first.
pub(crate) fn records(files: &Files, file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(files[file].as_slice());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Writes records with a separator.
pub(crate) fn write(records: &[Vec<String>], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    for record in records {
        writer.write_record(record).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Line of the first row that begins with the given cells.
pub(crate) fn line_of(files: &Files, file: &str, key: &[&str]) -> u64 {
    let found = records(files, file).iter().position(|record| record.iter().zip(key).all(|(cell, want)| cell == want));
    found.unwrap_or_else(|| panic!("no row {key:?} in {file}")) as u64 + 1
}

/// Sets one cell of the row that begins with `key`; returns its line.
pub(crate) fn set(files: &mut Files, file: &str, key: &[&str], column: &str, value: &str) -> u64 {
    let line = line_of(files, file, key);
    let mut records = records(files, file);
    let place = records[0].iter().position(|name| name == column).unwrap();
    assert_ne!(records[line as usize - 1][place], value, "the cell is {value} already");
    value.clone_into(&mut records[line as usize - 1][place]);
    files.insert(file.to_owned(), write(&records, b','));
    line
}

/// Adds a line of text; returns its number.
pub(crate) fn append(files: &mut Files, file: &str, line: &str) -> u64 {
    let mut text = text(files, file);
    assert!(text.ends_with('\n'));
    text.push_str(line);
    text.push('\n');
    let number = text.lines().count() as u64;
    files.insert(file.to_owned(), text.into_bytes());
    number
}

/// Problems of a package that must not be accepted.
pub(crate) fn refused(base: &Files) -> Vec<Problem> {
    let Err(Problems(problems)) = Package::read(base, &Files::new()) else { panic!("the package was accepted") };
    problems
}

/// Problems of a study on the default package that must not be accepted.
pub(crate) fn study_refused(study: &Files) -> Vec<Problem> {
    let Err(Problems(problems)) = study_file::read(&base(), study) else { panic!("the study was accepted") };
    problems
}

/// A study on the default package.
pub(crate) fn accepted(study: &Files) -> LoadedStudy {
    study_file::read(&base(), study).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The only problem.
pub(crate) fn only(mut problems: Vec<Problem>) -> Problem {
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.remove(0)
}

/// Asserts code, file, row, column and value of a problem, and a part of its hint.
#[track_caller]
pub(crate) fn expect(problem: &Problem, code: &str, file: &str, row: u64, (column, value): (&str, &str), hint: &str) {
    let found = (problem.code, problem.file.as_str(), problem.row, problem.column.as_deref(), problem.value.as_deref());
    assert_eq!(found, (code, file, Some(row), Some(column), Some(value)), "{problem}");
    assert!(problem.hint.contains(hint), "hint: {}", problem.hint);
}
