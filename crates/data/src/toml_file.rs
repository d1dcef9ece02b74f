//! Reading a TOML file into its serde type, with row and key in the message.

use crate::problem::{Problem, Problems, nearest};
use crate::table::{KEY_HINT, is_key};
use coercivity_chain::{Basis, Chain, CountryId, Evidence, Parameter, SourceId};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Parses a file; a syntax error, an unknown key or a wrong type is one problem with its row.
pub(crate) fn read<T: DeserializeOwned>(file: &str, bytes: &[u8], problems: &mut Problems) -> Option<T> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let row = row_of(bytes, error.valid_up_to());
            problems.push(Problem::new("E002", file, "not UTF-8", "save the file as UTF-8").row(row));
            return None;
        }
    };
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let mut problem = Problem::new(
                "E023",
                file,
                error.message().replace('\n', " "),
                "see the commented files that `coercivity init` writes",
            );
            if let Some(span) = error.span() {
                problem = problem.row(row_of(bytes, span.start));
            }
            problems.push(problem);
            None
        }
    }
}

/// A date as TOML writes it: `2025-04-04`, without quotes.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "toml::value::Datetime")]
pub(crate) struct TomlDate(pub(crate) Date);

impl TryFrom<toml::value::Datetime> for TomlDate {
    type Error = String;

    fn try_from(value: toml::value::Datetime) -> Result<Self, String> {
        match (value.date, value.time) {
            (Some(_), None) => value.to_string().parse::<Date>().map(TomlDate).map_err(|e| format!("not a date: {e}")),
            _ => Err("a date without time, e.g. 2025-04-04, is wanted".to_owned()),
        }
    }
}

/// A number with its evidence, as an inline table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParameterFile {
    pub(crate) value: f64,
    pub(crate) unit: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) source: String,
    pub(crate) year: Option<u16>,
    pub(crate) basis: Basis,
    #[serde(default)]
    pub(crate) note: String,
}

/// Resolves the references of one TOML file, naming file and key in every problem.
pub(crate) struct Resolver<'a> {
    pub(crate) file: &'a str,
    pub(crate) chain: &'a Chain,
    pub(crate) problems: &'a mut Problems,
    /// Row of the entry being read, if known.
    pub(crate) row: Option<u64>,
}

/// Line of a byte offset, 1 = first.
pub(crate) fn row_of(bytes: &[u8], offset: usize) -> u64 {
    bytes.iter().take(offset).filter(|b| **b == b'\n').count() as u64 + 1
}

impl Resolver<'_> {
    pub(crate) fn problem(&mut self, code: &'static str, key: &str, value: &str, message: &str, hint: &str) {
        let mut problem = Problem::new(code, self.file, message, hint).cell(key, value);
        problem.row = self.row;
        self.problems.push(problem);
    }

    /// Checks the id of a control, scenario or study: it names files and is typed at a prompt.
    pub(crate) fn key(&mut self, key: &str, id: &str) {
        if !is_key(id) {
            self.problem("E008", key, id, "not a key", KEY_HINT);
        }
    }

    pub(crate) fn source(&mut self, key: &str, name: &str) -> SourceId {
        self.chain.source(name).unwrap_or_else(|| {
            self.problem("E009", key, name, "no such source", "add it to tables/sources.csv");
            SourceId(0)
        })
    }

    pub(crate) fn country(&mut self, key: &str, iso3: &str) -> CountryId {
        self.chain.country(iso3).unwrap_or_else(|| {
            let near = nearest(iso3, self.chain.countries.iter().map(|c| c.iso3.as_str())).map(str::to_owned);
            let hint = near.map_or_else(
                || "write ISO 3166-1 alpha-3, e.g. CHN, or EUU, XEU, XRW".to_owned(),
                |n| format!("did you mean `{n}`?"),
            );
            self.problem("E011", key, iso3, "no such country code", &hint);
            CountryId(0)
        })
    }

    /// A named thing of the chain, or a problem and `None`.
    pub(crate) fn named<'b, T>(
        &mut self,
        key: &str,
        name: &str,
        found: Option<T>,
        what: &str,
        known: impl Iterator<Item = &'b str>,
    ) -> Option<T> {
        if found.is_none() {
            let hint = nearest(name, known)
                .map_or_else(|| format!("`coercivity data` lists every {what}"), |n| format!("did you mean `{n}`?"));
            self.problem("E009", key, name, &format!("no such {what}"), &hint);
        }
        found
    }

    /// Checks unit, bounds and range of a parameter.
    pub(crate) fn parameter(&mut self, key: &str, file: &ParameterFile, unit: &str, max: f64) -> Parameter {
        if file.unit != unit {
            self.problem("E017", key, &file.unit, "wrong unit", &format!("write unit = \"{unit}\""));
        }
        let low = file.low.unwrap_or(file.value);
        let high = file.high.unwrap_or(file.value);
        for number in [file.value, low, high] {
            if !number.is_finite() || number < 0.0 || number > max {
                self.problem(
                    "E007",
                    key,
                    &number.to_string(),
                    &format!("outside 0 to {max}"),
                    &format!("it is in {unit}"),
                );
            }
        }
        if !(low <= file.value && file.value <= high) {
            self.problem(
                "E018",
                key,
                &file.value.to_string(),
                "the range does not hold the value",
                "low <= value <= high",
            );
        }
        Parameter {
            value: file.value,
            unit: file.unit.clone(),
            note: file.note.clone(),
            evidence: Evidence {
                source: self.source(key, &file.source),
                year: file.year,
                basis: file.basis,
                low: file.low,
                high: file.high,
            },
        }
    }

    /// Dates must not go backwards.
    pub(crate) fn in_order(&mut self, key: &str, dates: &[Date]) {
        for pair in dates.windows(2) {
            if pair[1] < pair[0] {
                self.problem(
                    "E022",
                    key,
                    &pair[1].to_string(),
                    &format!("earlier than the entry before it ({})", pair[0]),
                    "put entries in date order",
                );
            }
        }
    }
}
