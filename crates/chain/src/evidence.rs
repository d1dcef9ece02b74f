//! Where a number comes from and how sure it is.

use crate::SourceId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How a figure came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Published as it stands.
    Reported,
    /// Computed from published figures.
    Derived,
    /// An expert's estimate with a stated range.
    Estimated,
    /// Ours, for want of a better one.
    Assumed,
}

impl Basis {
    /// All bases, best first.
    pub const ALL: [Basis; 4] = [Basis::Reported, Basis::Derived, Basis::Estimated, Basis::Assumed];

    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Basis::Reported => "reported",
            Basis::Derived => "derived",
            Basis::Estimated => "estimated",
            Basis::Assumed => "assumed",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Basis {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Basis::ALL.into_iter().find(|basis| basis.word() == word).ok_or(())
    }
}

/// A publication, dataset or derivation that rows refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Key in kebab case.
    pub key: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Year of publication, if known.
    pub year: Option<u16>,
    /// Licence under which figures may be used.
    pub licence: String,
    /// Address.
    pub url: String,
}

/// Source, year, basis and range of one figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Who says so.
    pub source: SourceId,
    /// Year of the figure, if known.
    pub year: Option<u16>,
    /// How it came about.
    pub basis: Basis,
    /// Low end, in the unit of the figure.
    pub low: Option<f64>,
    /// High end, in the unit of the figure.
    pub high: Option<f64>,
}

/// A parameter with a range, drawn once per run when low and high differ (triangular).
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Most likely value.
    pub value: f64,
    /// Unit of value, low and high.
    pub unit: String,
    /// One line on what it rests on.
    pub note: String,
    /// Source, basis and range.
    pub evidence: Evidence,
}

impl Parameter {
    /// Low end of the range; the value itself where none is given.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.evidence.low.unwrap_or(self.value)
    }

    /// High end of the range; the value itself where none is given.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.evidence.high.unwrap_or(self.value)
    }
}
