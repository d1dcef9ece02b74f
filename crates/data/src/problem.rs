//! What is wrong with a file, where, and what would be right.

use std::fmt;

/// One defect of an input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Code of the check, e.g. `E014`; documented in the guide.
    pub code: &'static str,
    /// File, relative to the package or study folder.
    pub file: String,
    /// Line in the file, 1 = header, if the defect has one.
    pub row: Option<u64>,
    /// Column or key, if the defect has one.
    pub column: Option<String>,
    /// Value as written, if the defect has one.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

impl Problem {
    /// A defect of a whole file.
    pub fn new(code: &'static str, file: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Problem {
            code,
            file: file.to_owned(),
            row: None,
            column: None,
            value: None,
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// Adds the line.
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// Adds the column and the value as written.
    #[must_use]
    pub fn cell(mut self, column: &str, value: &str) -> Self {
        self.column = Some(column.to_owned());
        self.value = Some(value.to_owned());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, shown(&self.file, usize::MAX))?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{}`", shown(column, 80))?;
        }
        if let Some(value) = &self.value {
            write!(f, ", value `{}`", shown(value, 80))?;
        }
        write!(f, ": {}", shown(&self.message, usize::MAX))?;
        if !self.hint.is_empty() {
            write!(f, "; {}", shown(&self.hint, usize::MAX))?;
        }
        Ok(())
    }
}

/// Text from a file, or its beginning, fit for a terminal: control characters are escaped.
fn shown(text: &str, length: usize) -> String {
    let mut short = String::new();
    for c in text.chars().take(length) {
        if c.is_control() { short.extend(c.escape_default()) } else { short.push(c) }
    }
    short
}

/// All defects found in one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// True when nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing is wrong.
    ///
    /// # Errors
    /// All problems collected so far.
    pub fn into_result(self) -> Result<(), Problems> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// After this many problems of one file the rest is only counted.
const MAX_PROBLEMS: usize = 200;

/// Problems of one file: the first ones in full, the rest as a count.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    first: Vec<Problem>,
    more: usize,
}

impl Findings {
    pub(crate) fn push(&mut self, problem: Problem) {
        self.push_with(|| problem);
    }

    /// Adds a problem whose wording costs time: it is worded only if it will be shown.
    pub(crate) fn push_with(&mut self, problem: impl FnOnce() -> Problem) {
        if self.first.len() < MAX_PROBLEMS { self.first.push(problem()) } else { self.more += 1 }
    }

    pub(crate) fn count(&self) -> usize {
        self.first.len() + self.more
    }

    pub(crate) fn append_to(mut self, problems: &mut Problems, file: &str) {
        problems.0.append(&mut self.first);
        if self.more > 0 {
            let message = format!("{} more problems of this file", self.more);
            problems.push(Problem::new("E000", file, message, "mend the first ones and read again"));
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// "did you mean" for a word that is not known: the nearest known word, if it is near.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Words beyond this length are no typing error, and the distance is quadratic.
    if word.len() > 64 {
        return None;
    }
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(d, candidate)| *d <= 1 + candidate.len() / 5)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance (Levenshtein 1966), case ignored.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_a_slip_and_ignores_a_stranger() {
        let known = ["ndfeb-heavy", "ndfeb-light", "smco"];
        assert_eq!(nearest("ndfeb-hevy", known.into_iter()), Some("ndfeb-heavy"));
        assert_eq!(nearest("copper", known.into_iter()), None);
    }

    #[test]
    fn what_is_shown_is_short_and_moves_no_cursor() {
        assert_eq!(shown("a\u{1b}[2Jb\n", 80), "a\\u{1b}[2Jb\\n");
        assert_eq!(shown(&"x".repeat(1000), 80).len(), 80);
    }

    #[test]
    fn a_problem_names_file_row_column_value_and_remedy() {
        let text = Problem::new("E006", "links.csv", "not a number", "write 1234.5")
            .row(7)
            .cell("t_per_year", "1,2,3")
            .to_string();
        assert_eq!(text, "E006 links.csv, row 7, column `t_per_year`, value `1,2,3`: not a number; write 1234.5");
    }
}
