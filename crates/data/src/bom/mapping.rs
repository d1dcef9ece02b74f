//! A mapping file: which column means what, where headers do not say.

use super::synonyms::{Meaning, SYNONYMS};
use crate::grid::number::Decimal;
use crate::problem::{Problem, Problems, nearest};
use crate::toml_file;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    decimal: Option<String>,
    #[serde(default)]
    mass_unit: Option<String>,
}

/// What a mapping file says; the default says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// Header by meaning.
    pub(crate) columns: BTreeMap<Meaning, String>,
    /// Decimal mark of the numbers.
    pub(crate) decimal: Decimal,
    /// Unit of the masses of parts, as written.
    pub(crate) mass_unit: Option<String>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Mapping, Problems> {
        let mut problems = Problems::default();
        let raw: MappingFile = toml_file::read(file, bytes, &mut problems).unwrap_or_default();
        let mut columns = BTreeMap::new();
        for (key, header) in raw.columns {
            if let Some(known) = SYNONYMS.iter().find(|each| each.key == key) {
                columns.insert(known.meaning, header);
                continue;
            }
            let keys: Vec<&str> = SYNONYMS.iter().map(|each| each.key).collect();
            let hint = nearest(&key, keys.iter().copied())
                .map_or_else(|| format!("one of {}", keys.join(", ")), |near| format!("did you mean `{near}`?"));
            problems
                .push(Problem::new("E023", file, "no such column of a bill of materials", hint).cell("columns", &key));
        }
        let decimal = match raw.decimal.as_deref() {
            None => Decimal::Unknown,
            Some(".") => Decimal::Point,
            Some(",") => Decimal::Comma,
            Some(other) => {
                let hint = "write decimal = \",\" or decimal = \".\"";
                problems.push(Problem::new("E023", file, "no decimal mark", hint).cell("decimal", other));
                Decimal::Unknown
            }
        };
        if let Some(written) = raw.mass_unit.as_deref()
            && super::units::unit(written).and_then(super::units::Unit::kilograms).is_none()
        {
            let hint = "write mg, g, kg, t, lb or oz";
            problems.push(Problem::new("E017", file, "no unit of mass", hint).cell("mass_unit", written));
        }
        problems.into_result()?;
        Ok(Mapping { columns, decimal, mass_unit: raw.mass_unit })
    }

    /// The meaning that the file gives a header, spelt exactly or but for case and blanks around it.
    pub(crate) fn meaning(&self, header: &str) -> Option<Meaning> {
        self.columns
            .iter()
            .find(|(_, name)| name.trim().to_lowercase() == header.to_lowercase())
            .map(|(meaning, _)| *meaning)
    }

    pub(crate) fn has(&self, meaning: Meaning) -> bool {
        self.columns.contains_key(&meaning)
    }
}
