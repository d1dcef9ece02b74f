//! Facts that rules ask for: what they may say, and tests of them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the value of a fact looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactValue {
    /// A number of zero or more, in the unit of the fact.
    Number,
    /// A share between 0 and 1.
    Share,
    /// `yes` or `no`.
    Flag,
    /// A date, e.g. 2025-04-04.
    Date,
    /// Words.
    Text,
}

impl FactValue {
    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            FactValue::Number => "number",
            FactValue::Share => "share",
            FactValue::Flag => "flag",
            FactValue::Date => "date",
            FactValue::Text => "text",
        }
    }
}

/// A fact that some rule asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct FactKind {
    /// Key, e.g. `employees`.
    pub key: String,
    /// What its value looks like.
    pub value: FactValue,
    /// Unit of a number, may be empty.
    pub unit: String,
    /// What it may be about: `company`, `line`, `item`, `material`.
    pub subjects: Vec<String>,
    /// Meaning in a sentence.
    pub meaning: String,
}

/// A test of one fact.
#[derive(Debug, Clone, PartialEq)]
pub enum FactTest {
    /// A flag is so.
    Is(bool),
    /// A number is above.
    Above(f64),
    /// A number is at least.
    AtLeast(f64),
    /// A number is below.
    Below(f64),
    /// A number is at most.
    AtMost(f64),
    /// A date lies at most so many years back.
    MaxAgeYears(u8),
    /// A date has not passed.
    NotPassed,
    /// It is stated at all. `unknown` is no statement.
    Stated,
}

/// A fact and what it has to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Key of the fact.
    pub fact: String,
    /// Test.
    pub test: FactTest,
    /// What is asked for, in words.
    pub text: String,
}

impl FactTest {
    /// Threshold, where it has one.
    #[must_use]
    pub const fn threshold(&self) -> Option<f64> {
        match self {
            FactTest::Above(limit) | FactTest::AtLeast(limit) | FactTest::Below(limit) | FactTest::AtMost(limit) => {
                Some(*limit)
            }
            FactTest::Is(_) | FactTest::MaxAgeYears(_) | FactTest::NotPassed | FactTest::Stated => None,
        }
    }

    /// Whether a value holds; `None` where the value is of another kind or says `unknown`.
    #[must_use]
    pub fn holds(&self, value: &str, day: Date) -> Option<bool> {
        if value == "unknown" {
            return matches!(self, FactTest::Stated).then_some(false);
        }
        let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
        let date = || value.parse::<Date>().ok();
        match self {
            FactTest::Is(wanted) => match value {
                "yes" => Some(*wanted),
                "no" => Some(!*wanted),
                _ => None,
            },
            FactTest::Above(limit) => number().map(|n| n > *limit),
            FactTest::AtLeast(limit) => number().map(|n| n >= *limit),
            FactTest::Below(limit) => number().map(|n| n < *limit),
            FactTest::AtMost(limit) => number().map(|n| n <= *limit),
            FactTest::MaxAgeYears(years) => {
                date().map(|date| date <= day && years_after(date, *years).is_some_and(|last| day <= last))
            }
            FactTest::NotPassed => date().map(|date| day <= date),
            FactTest::Stated => Some(!value.is_empty()),
        }
    }
}

/// The same day some years later; the 29th of February becomes the 28th.
#[must_use]
pub fn years_after(date: Date, years: u8) -> Option<Date> {
    let year = date.year().checked_add(i16::from(years))?;
    Date::new(year, date.month(), date.day()).or_else(|_| Date::new(year, date.month(), 28)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn three_years_end_on_the_third_anniversary() {
        let test = FactTest::MaxAgeYears(3);
        assert_eq!(test.holds("2023-11-22", date(2026, 11, 22)), Some(true));
        assert_eq!(test.holds("2023-11-21", date(2026, 11, 22)), Some(false));
        assert_eq!(test.holds("2024-02-29", date(2027, 2, 28)), Some(true));
        assert_eq!(test.holds("2024-02-29", date(2027, 3, 1)), Some(false));
        // An assessment of tomorrow is not there today.
        assert_eq!(test.holds("2026-11-23", date(2026, 11, 22)), Some(false));
    }

    #[test]
    fn what_is_said_to_be_unknown_is_no_statement() {
        let day = date(2026, 11, 22);
        assert_eq!(FactTest::Stated.holds("unknown", day), Some(false));
        assert_eq!(FactTest::Is(true).holds("unknown", day), None);
        assert_eq!(FactTest::Above(500.0).holds("many", day), None);
        assert_eq!(FactTest::Above(500.0).holds("500", day), Some(false));
        assert_eq!(FactTest::Above(500.0).holds("501", day), Some(true));
    }
}
