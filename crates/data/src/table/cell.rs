//! One cell against its column.

use super::Cell;
use crate::problem::nearest;
use crate::schema::{Field, Kind};
use coercivity_chain::Element;

/// Which decimal mark a `;` file uses: fixed by the first number that shows one.
pub(super) struct DecimalMark {
    semicolons: bool,
    mark: Option<(char, u64)>,
}

impl DecimalMark {
    pub(super) fn new(delimiter: u8) -> Self {
        DecimalMark { semicolons: delimiter == b';', mark: None }
    }

    /// Reads a number; `Err` says what is wrong and what would be right.
    fn parse(&mut self, text: &str, line: u64) -> Result<f64, Defect> {
        let not_a_number = || {
            (
                "E006",
                "not a number".to_owned(),
                "write digits with a decimal point and no thousands separators, e.g. 1234.5".to_owned(),
            )
        };
        let mark = text.chars().find(|c| *c == ',' || *c == '.');
        let plain = if self.semicolons && mark == Some(',') { text.replacen(',', ".", 1) } else { text.to_owned() };
        // "1e5" and "-3.2" are numbers; "inf", "nan" and "0x10" are not.
        if !plain.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)) {
            return Err(not_a_number());
        }
        let number = plain.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(not_a_number)?;
        // Only a number may fix the mark: a slip must not turn the sound rows after it into mixed ones.
        if let (true, Some(mark)) = (self.semicolons, mark) {
            let (first, row) = *self.mark.get_or_insert((mark, line));
            if first != mark {
                return Err((
                    "E019",
                    format!("decimal `{mark}`, but row {row} has decimal `{first}`"),
                    "use one decimal mark in the whole file".to_owned(),
                ));
            }
        }
        Ok(number)
    }
}

/// What a key looks like.
pub(crate) const KEY_HINT: &str = "use letters, digits, `-`, `_` and `.`, at most 120 of them";

/// True for letters, digits, `-`, `_` and `.`, the first one a letter or digit.
pub(crate) fn is_key(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
        && text.len() <= 120
}

/// Code, message and hint of what is wrong with a cell.
pub(super) type Defect = (&'static str, String, String);

/// Largest whole number in a column of counts: pairs of one link are followed one by one.
pub(crate) const MAX_COUNT: u32 = 100_000;

pub(super) fn read_cell(text: &str, field: &Field, decimal: &mut DecimalMark, line: u64) -> Result<Cell, Defect> {
    let plain = |text: &str| Cell { text: text.to_owned(), number: None };
    if text.is_empty() {
        return if field.required {
            Err(("E005", "the cell is blank".to_owned(), format!("it holds {}", field.description)))
        } else {
            Ok(plain(text))
        };
    }
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err((
            "E004",
            "a line break or control character in the cell".to_owned(),
            "close the quote that opens the cell, or remove the character".to_owned(),
        ));
    }
    match field.kind {
        Kind::Number { min, max } => {
            let number = decimal.parse(text, line)?;
            if number < min || number > max {
                return Err((
                    "E007",
                    format!("outside {min} to {max}"),
                    format!("it holds {} [{}]", field.description, field.unit),
                ));
            }
            Ok(Cell { text: text.to_owned(), number: Some(number) })
        }
        Kind::Year | Kind::Count => {
            let whole = text
                .parse::<u32>()
                .map_err(|_| ("E006", "not a whole number".to_owned(), "write digits only".to_owned()))?;
            if field.kind == Kind::Year && !(1900..=2100).contains(&whole) {
                return Err(("E007", "not a year between 1900 and 2100".to_owned(), "write four digits".to_owned()));
            }
            if field.kind == Kind::Count && whole > MAX_COUNT {
                return Err(("E007", format!("outside 0 to {MAX_COUNT}"), format!("it holds {}", field.description)));
            }
            Ok(Cell { text: text.to_owned(), number: Some(f64::from(whole)) })
        }
        Kind::Date => match text.parse::<jiff::civil::Date>() {
            Ok(_) if text.len() == 10 => Ok(plain(text)),
            _ => Err(("E006", "not a date".to_owned(), "write year-month-day, e.g. 2025-04-04".to_owned())),
        },
        Kind::Flag => match text {
            "true" | "false" => Ok(plain(text)),
            _ => Err(("E008", "neither true nor false".to_owned(), "write true or false".to_owned())),
        },
        Kind::Choice(words) => {
            if words.contains(&text) {
                return Ok(plain(text));
            }
            let hint = nearest(text, words.iter().copied())
                .map_or_else(|| format!("one of {}", words.join(", ")), |word| format!("did you mean `{word}`?"));
            let code = if field.name == "unit" { "E017" } else { "E008" };
            Err((code, format!("unknown {}", field.name), hint))
        }
        Kind::Element => text
            .parse::<Element>()
            .map(|_| plain(text))
            .map_err(|()| ("E008", "no such element".to_owned(), "write the IUPAC symbol, e.g. Dy".to_owned())),
        Kind::Key => {
            if is_key(text) {
                Ok(plain(text))
            } else {
                Err(("E008", "not a key".to_owned(), KEY_HINT.to_owned()))
            }
        }
        Kind::Text | Kind::Reference(_) | Kind::References(_) | Kind::ReferenceOrAny(_) => Ok(plain(text)),
    }
}
