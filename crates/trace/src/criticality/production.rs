//! Production of the world as arrays.

use super::Country;
use super::concentration::{Concentration, concentration};
use super::sum;

/// What a country made of a material in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Output {
    /// Material, as a number of the caller's.
    pub material: u32,
    /// Calendar year.
    pub year: u16,
    /// Country; `None` where the source gives none.
    pub country: Option<Country>,
    /// Amount, in the unit of the source: only shares are taken of it.
    pub amount: f64,
    /// The same, in t.
    pub tonnes: f64,
}

/// Production by material and year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Production {
    groups: Vec<(u32, u16)>,
    starts: Vec<usize>,
    country: Vec<Option<Country>>,
    tonnes: Vec<f64>,
    hhi: Vec<Option<f64>>,
    top: Vec<Option<Concentration>>,
}

impl Production {
    /// Sorts and indexes; the index of concentration of each material and year is computed once, here.
    #[must_use]
    pub fn new(mut outputs: Vec<Output>) -> Self {
        outputs.sort_by_key(|output| (output.material, output.year));
        let mut production = Production::default();
        for rows in outputs.chunk_by(|a, b| (a.material, a.year) == (b.material, b.year)) {
            production.groups.push((rows[0].material, rows[0].year));
            production.starts.push(production.country.len());
            production.country.extend(rows.iter().map(|row| row.country));
            production.tonnes.extend(rows.iter().map(|row| row.tonnes));
            production.hhi.push(hhi_of_rows(rows));
            production
                .top
                .push(concentration(rows.iter().filter_map(|row| row.country.map(|country| (country, row.amount)))));
        }
        production.starts.push(production.country.len());
        production
    }

    fn group(&self, material: u32, year: u16) -> Option<usize> {
        self.groups.binary_search(&(material, year)).ok()
    }

    /// Index of concentration over the rows as given, 0 to 1; `None` without production.
    #[must_use]
    pub fn hhi(&self, material: u32, year: u16) -> Option<f64> {
        self.group(material, year).and_then(|at| self.hhi[at])
    }

    /// Concentration over countries; `None` without production.
    #[must_use]
    pub fn concentration(&self, material: u32, year: u16) -> Option<Concentration> {
        self.group(material, year).and_then(|at| self.top[at])
    }

    /// Production of some countries, in t per year.
    #[must_use]
    pub fn of(&self, material: u32, year: u16, is_member: impl Fn(Country) -> bool) -> f64 {
        let Some(at) = self.group(material, year) else { return 0.0 };
        let rows = self.starts[at]..self.starts[at + 1];
        sum(rows.filter(|row| self.country[*row].is_some_and(&is_member)).map(|row| self.tonnes[row]))
    }

    /// Years for which there is production of any material, in order.
    #[must_use]
    pub fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self.groups.iter().map(|(_, year)| *year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// A country in two rows counts as two: that is how the published method sums.
fn hhi_of_rows(rows: &[Output]) -> Option<f64> {
    let total: f64 = rows.iter().map(|row| row.amount).sum();
    let squares: f64 = rows.iter().map(|row| row.amount * row.amount).sum();
    Some(squares / (total * total)).filter(|hhi| hhi.is_finite() && total > 0.0)
}
