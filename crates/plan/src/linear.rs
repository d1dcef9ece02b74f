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
    /// Magnitude of its values, for solvers that lose precision between columns of different size; 1 where whole.
    pub size: f64,
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
        let size = if high.is_finite() && high > 0.0 && !whole { high } else { 1.0 };
        self.columns.push(Column { low, high, cost, whole, size });
        self.columns.len() - 1
    }

    /// Adds `terms <= most`.
    pub fn at_most(&mut self, name: &str, terms: Vec<(usize, f64)>, most: f64) {
        self.rows.push(Row { name: name.to_owned(), terms, most });
    }
}

/// A program whose columns, rows and costs are all about 1, and what they were divided by.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// The program.
    pub linear: Linear,
    /// Factor on each row.
    rows: Vec<f64>,
    /// Factor on costs.
    cost: f64,
}

impl Linear {
    /// Divides columns by their size, rows by their largest coefficient and costs by the largest.
    #[must_use]
    pub fn scaled(&self) -> Scaled {
        let largest = |values: &mut dyn Iterator<Item = f64>| {
            let most = values.map(f64::abs).fold(0.0, f64::max);
            if most > 0.0 { most } else { 1.0 }
        };
        let cost = largest(&mut self.columns.iter().map(|column| column.cost * column.size));
        let columns = self.columns.iter().map(|column| Column {
            low: column.low / column.size,
            high: column.high / column.size,
            cost: column.cost * column.size / cost,
            ..column.clone()
        });
        let mut factors = Vec::with_capacity(self.rows.len());
        let rows = self.rows.iter().map(|row| {
            let mut terms = row.terms.clone();
            terms.iter_mut().for_each(|(column, factor)| *factor *= self.columns[*column].size);
            let factor = largest(&mut terms.iter().map(|(_, factor)| *factor));
            factors.push(factor);
            terms.iter_mut().for_each(|(_, value)| *value /= factor);
            Row { name: row.name.clone(), terms, most: row.most / factor }
        });
        let linear = Linear { rows: rows.collect(), columns: columns.collect() };
        Scaled { linear, rows: factors, cost }
    }
}

impl Scaled {
    /// Values of columns, as they were before.
    pub fn values(&self, values: &mut [f64]) {
        values.iter_mut().zip(&self.linear.columns).for_each(|(value, column)| *value *= column.size);
    }

    /// Prices of rows, as they were before.
    pub fn prices(&self, prices: &mut [f64]) {
        prices.iter_mut().zip(&self.rows).for_each(|(price, factor)| *price *= self.cost / factor);
    }
}
