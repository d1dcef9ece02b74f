//! Working-day exceptions of an authority.

use crate::problem::Problems;
use crate::toml_file::{self, Resolver, TomlDate};
use coercivity_chain::Chain;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "title")]
    _title: String,
    source: String,
    holidays: Vec<TomlDate>,
    worked_weekends: Vec<TomlDate>,
}

/// Days on which an authority does not work, or works though it is a weekend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Calendar {
    pub(crate) holidays: Vec<Date>,
    pub(crate) worked_weekends: Vec<Date>,
}

/// Reads a calendar: dates in order, worked weekend days on weekends.
pub(crate) fn read_calendar(file: &str, bytes: &[u8], chain: &Chain, problems: &mut Problems) -> Option<Calendar> {
    let raw: CalendarFile = toml_file::read(file, bytes, problems)?;
    let mut resolver = Resolver { file, chain, problems, row: None };
    resolver.source("source", &raw.source);
    let calendar = Calendar {
        holidays: raw.holidays.iter().map(|d| d.0).collect(),
        worked_weekends: raw.worked_weekends.iter().map(|d| d.0).collect(),
    };
    resolver.in_order("holidays", &calendar.holidays);
    resolver.in_order("worked_weekends", &calendar.worked_weekends);
    for day in &calendar.worked_weekends {
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            resolver.problem(
                "E022",
                "worked_weekends",
                &day.to_string(),
                "not a Saturday or Sunday",
                "list only weekend days that are worked",
            );
        }
    }
    Some(calendar)
}
