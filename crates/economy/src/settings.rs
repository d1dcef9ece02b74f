//! What the model takes as given about all industries.

use crate::table::Table;

/// Whose rules hold where published ones are unclear or wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Semantics {
    /// Ours: events end, any events may be combined, results do not depend on the unit of
    /// money, rebuilding has a priority class.
    #[default]
    Clean,
    /// Those of BoARIO 0.7.2, digit by digit, for comparison.
    Compat,
}

/// How orders are shared among the suppliers of one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orders {
    /// As in the table, times what each supplier can make today against the base.
    #[default]
    ByCapacity,
    /// As in the table.
    Fixed,
}

/// Parameters of all industries.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Whose rules.
    pub semantics: Semantics,
    /// Sharing of orders.
    pub orders: Orders,
    /// Stock wanted of each input \[days of its use\], by sector; infinite = never short.
    pub stock_days: Vec<f64>,
    /// Share of the wanted stock below which production is cut in proportion.
    pub psi: f64,
    /// Time over which stocks are refilled \[days\].
    pub refill_days: f64,
    /// Capacity in normal times over the base.
    pub capacity_base: f64,
    /// Most that overtime can make of capacity, over the base.
    pub capacity_most: f64,
    /// Time over which overtime is built up and taken back \[days\].
    pub overtime_days: f64,
    /// Capital per value added of a year.
    pub capital_per_value_added: f64,
    /// Step of the days in a year \[days\].
    pub year_days: f64,
}

impl Settings {
    /// The published defaults: 90 days of stock, refilled in 60, production cut below 80 % of it,
    /// overtime up to 125 % over a year, capital of four years' value added.
    #[must_use]
    pub fn new(sectors: usize) -> Self {
        Settings {
            semantics: Semantics::Clean,
            orders: Orders::ByCapacity,
            stock_days: vec![90.0; sectors],
            psi: 0.8,
            refill_days: 60.0,
            capacity_base: 1.0,
            capacity_most: 1.25,
            overtime_days: 365.0,
            capital_per_value_added: 4.0,
            year_days: 365.0,
        }
    }

    /// Capital of each industry \[money\].
    #[must_use]
    pub fn capital(&self, table: &Table) -> Vec<f64> {
        let of = |(output, inputs): (&f64, &f64)| self.capital_per_value_added * (output - inputs).max(0.0);
        table.output.iter().zip(&table.inputs).map(of).collect()
    }

    /// Share of output \[money/money\] above which an input can stop its user.
    pub(crate) fn least_input(&self) -> f64 {
        match self.semantics {
            Semantics::Clean => 1e-5,
            // The peer compares inputs of a year with the output of a day.
            Semantics::Compat => 1e-5 / self.year_days,
        }
    }
}
