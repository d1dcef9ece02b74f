//! Where a number comes from and how far it may be off.

/// How a number was obtained, from firm to weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Printed in the source.
    Reported,
    /// Follows by arithmetic from printed figures.
    Derived,
    /// A judgement with a range.
    Estimated,
    /// An assumption without support.
    Assumed,
}

impl Basis {
    /// Reads the word used in the tables; anything unknown counts as assumed.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "reported" => Self::Reported,
            "derived" => Self::Derived,
            "estimated" => Self::Estimated,
            _ => Self::Assumed,
        }
    }

    /// The word used in the tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Derived => "derived",
            Self::Estimated => "estimated",
            Self::Assumed => "assumed",
        }
    }
}

/// Source, year, basis and range of a fitted number. The range is relative, so it survives a split or a rescaling.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// What was done, in a few words.
    pub note: String,
    /// Id in `sources.csv`.
    pub source: String,
    /// Year the figure stands for.
    pub year: i32,
    /// How it was obtained.
    pub basis: Basis,
    /// Low end of the range over the value.
    pub low: f64,
    /// High end of the range over the value.
    pub high: f64,
}

impl Evidence {
    /// Evidence of a fitted figure: a printed figure that moved in the fit is derived, not reported.
    #[must_use]
    pub fn fitted(note: &str, source: &str, year: i32, basis: &str, ratios: (f64, f64)) -> Self {
        let basis = Basis::parse(basis).max(Basis::Derived);
        Self { note: note.to_owned(), source: source.to_owned(), year, basis, low: ratios.0, high: ratios.1 }
    }

    /// Arithmetic from other rows of the package.
    #[must_use]
    pub fn arithmetic(note: &str, year: i32, ratios: (f64, f64)) -> Self {
        Self::fitted(note, "own-balance", year, "derived", ratios)
    }

    /// A cell nobody published: the gravity prior, anything from nothing to twice its size.
    #[must_use]
    pub fn gravity(year: i32) -> Self {
        Self::fitted("no figure; gravity prior", "own-assumption", year, "assumed", (0.0, 2.0))
    }

    /// The same evidence, at best of the given basis.
    #[must_use]
    pub fn at_best(mut self, basis: Basis, note: &str) -> Self {
        self.basis = self.basis.max(basis);
        if !note.is_empty() {
            self.note = if self.note.is_empty() { note.to_owned() } else { format!("{}; {note}", self.note) };
        }
        self
    }
}

/// Low and high over the value; one to one when there is no range, nothing to twice when the value is zero.
#[must_use]
pub(super) fn ratios(value: f64, low: Option<f64>, high: Option<f64>) -> (f64, f64) {
    match (low, high) {
        (Some(low), Some(high)) if value > 0.0 => ((low / value).max(0.0), high / value),
        (Some(_), Some(high)) if high > 0.0 => (0.0, 2.0),
        _ => (1.0, 1.0),
    }
}
