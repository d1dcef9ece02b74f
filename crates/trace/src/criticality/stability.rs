//! Political instability by country and year.

use super::Country;

/// Instability from 0 (stable) to 1, as a dense table of country and year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stability {
    first_year: u16,
    years: usize,
    /// `[country * years + year - first_year]`; NaN = not known.
    values: Vec<f64>,
}

impl Stability {
    /// From figures; of two for the same country and year the first counts.
    #[must_use]
    pub fn new(figures: &[(Country, u16, f64)]) -> Self {
        let first_year = figures.iter().map(|(_, year, _)| *year).min().unwrap_or(0);
        let last_year = figures.iter().map(|(_, year, _)| *year).max().unwrap_or(0);
        let countries = figures.iter().map(|(country, _, _)| usize::from(*country) + 1).max().unwrap_or(0);
        let years = usize::from(last_year - first_year) + 1;
        let mut values = vec![f64::NAN; countries * years];
        for (country, year, value) in figures {
            let place = &mut values[usize::from(*country) * years + usize::from(year - first_year)];
            if place.is_nan() {
                *place = *value;
            }
        }
        Stability { first_year, years, values }
    }

    /// Instability of a country in a year; `None` when not known.
    #[must_use]
    pub fn of(&self, country: Country, year: u16) -> Option<f64> {
        let year = usize::from(year.checked_sub(self.first_year)?);
        if year >= self.years {
            return None;
        }
        self.values.get(usize::from(country) * self.years + year).copied().filter(|value| !value.is_nan())
    }
}
