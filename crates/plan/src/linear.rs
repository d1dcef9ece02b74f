//! A linear program as data.

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Least value.
    pub low: f64,
    /// Largest value; may be infinite.
    pub high: f64,
    /// Cost per unit.
    pub cost: f64,
    /// Whole numbers only.
    pub whole: bool,
}

/// A row: `terms <= most`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is, for prices and conflicts.
    pub name: String,
    /// Column and coefficient.
    pub terms: Vec<(usize, f64)>,
    /// Right-hand side.
    pub most: f64,
}

/// Minimise cost over columns within bounds and rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linear {
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
}

impl Linear {
    /// Adds a column and returns its number.
    pub fn column(&mut self, low: f64, high: f64, cost: f64, whole: bool) -> usize {
        self.columns.push(Column { low, high, cost, whole });
        self.columns.len() - 1
    }

    /// Adds `terms <= most`.
    pub fn at_most(&mut self, name: &str, terms: Vec<(usize, f64)>, most: f64) {
        self.rows.push(Row { name: name.to_owned(), terms, most });
    }
}
