//! A multi-regional input-output table: who buys how much from whom in a year.

use crate::tiles::Tiles;

/// Most industries a table may have: above this the flows take more than 0.8 GB.
pub const MAX_INDUSTRIES: usize = 10_000;

/// A table that cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TableError {
    /// No region or no sector.
    #[error("the table has {regions} regions and {sectors} sectors: at least one of each is needed")]
    Empty {
        /// Regions.
        regions: usize,
        /// Sectors.
        sectors: usize,
    },
    /// Too many industries.
    #[error("the table has {0} industries, more than {MAX_INDUSTRIES}: merge sectors or regions")]
    TooLarge(usize),
    /// Nothing is made.
    #[error("no industry has an output above zero: check the file of outputs")]
    NoOutput,
}

/// A table in money per year. Industries are numbered sector by sector:
/// `sector * regions + region`.
#[derive(Debug, Clone)]
pub struct Table {
    /// Names of regions.
    pub regions: Vec<String>,
    /// Names of sectors.
    pub sectors: Vec<String>,
    pub(crate) flows: Tiles,
    /// Final demand by producer, then region of the consumer \[money/year\].
    pub final_demand: Vec<f64>,
    /// Output \[money/year\].
    pub output: Vec<f64>,
    /// Bought from industries \[money/year\].
    pub inputs: Vec<f64>,
    /// Output that neither industries nor final demand of the table take \[money/year\].
    pub unexplained: Vec<f64>,
    /// Value added \[money/year\].
    pub value_added: Vec<f64>,
    /// True where value added is output less inputs because the table names none.
    pub value_added_is_residual: bool,
    /// Jobs in persons, where the table has them.
    pub jobs: Option<Vec<f64>>,
    /// Flows below zero that were taken as zero.
    pub negative_flows: u64,
}

impl Table {
    /// Number of industries.
    #[must_use]
    pub fn industries(&self) -> usize {
        self.output.len()
    }

    /// Number of an industry.
    #[must_use]
    pub fn industry(&self, region: usize, sector: usize) -> usize {
        sector * self.regions.len() + region
    }

    /// Region and sector of an industry.
    #[must_use]
    pub fn place(&self, industry: usize) -> (usize, usize) {
        (industry % self.regions.len(), industry / self.regions.len())
    }

    /// Flow from a supplier to a buyer \[money/year\].
    #[must_use]
    pub fn flow(&self, from: usize, to: usize) -> f64 {
        self.flows.get(from, to)
    }

    /// Value added per output \[money/money\]; 0 where nothing is made.
    #[must_use]
    pub fn value_added_share(&self, industry: usize) -> f64 {
        let output = self.output[industry];
        if output > 0.0 { self.value_added[industry] / output } else { 0.0 }
    }

    /// Output that the table does not explain, over all output, both without sign \[money/money\].
    #[must_use]
    pub fn imbalance(&self) -> f64 {
        let output: f64 = self.output.iter().map(|v| v.abs()).sum();
        let off: f64 = self.unexplained.iter().map(|v| v.abs()).sum();
        if output > 0.0 { off / output } else { 0.0 }
    }
}

/// Takes a table cell by cell, in any order.
#[derive(Debug)]
pub struct Builder {
    regions: Vec<String>,
    sectors: Vec<String>,
    flows: Tiles,
    final_demand: Vec<f64>,
    output: Option<Vec<f64>>,
    value_added: Option<Vec<f64>>,
    jobs: Option<Vec<f64>>,
    negative_flows: u64,
}

impl Builder {
    /// An empty table.
    ///
    /// # Errors
    /// When there is nothing or too much to hold.
    pub fn new(regions: Vec<String>, sectors: Vec<String>) -> Result<Self, TableError> {
        let industries = regions.len().saturating_mul(sectors.len());
        if industries == 0 {
            return Err(TableError::Empty { regions: regions.len(), sectors: sectors.len() });
        }
        if industries > MAX_INDUSTRIES {
            return Err(TableError::TooLarge(industries));
        }
        Ok(Builder {
            flows: Tiles::zero(regions.len(), industries),
            final_demand: vec![0.0; industries * regions.len()],
            output: None,
            value_added: None,
            jobs: None,
            negative_flows: 0,
            regions,
            sectors,
        })
    }

    /// Number of an industry, as in [`Table::industry`].
    #[must_use]
    pub fn industry(&self, region: usize, sector: usize) -> usize {
        sector * self.regions.len() + region
    }

    /// Adds to a flow between industries \[money/year\]. One below zero is counted and left out.
    pub fn flow(&mut self, from: usize, to: usize, value: f64) {
        if value > 0.0 {
            self.flows.add(from, to, value);
        } else if value < 0.0 {
            self.negative_flows += 1;
        }
    }

    /// Adds to the final demand of a region for an industry's goods \[money/year\].
    pub fn final_demand(&mut self, from: usize, region: usize, value: f64) {
        self.final_demand[from * self.regions.len() + region] += value;
    }

    /// Adds to an output \[money/year\]; an industry left out makes nothing.
    pub fn output(&mut self, industry: usize, value: f64) {
        add(&mut self.output, self.sectors.len() * self.regions.len(), industry, value);
    }

    /// Adds to a value added \[money/year\].
    pub fn value_added(&mut self, industry: usize, value: f64) {
        add(&mut self.value_added, self.sectors.len() * self.regions.len(), industry, value);
    }

    /// Adds to jobs, in persons.
    pub fn jobs(&mut self, industry: usize, value: f64) {
        add(&mut self.jobs, self.sectors.len() * self.regions.len(), industry, value);
    }

    /// Closes the table. Without outputs they are the sums of what is sold; without value
    /// added it is what output leaves over inputs.
    ///
    /// # Errors
    /// When nothing is made.
    pub fn finish(self) -> Result<Table, TableError> {
        let industries = self.sectors.len() * self.regions.len();
        let (sold, bought) = self.totals(industries);
        let mut output = self.output.unwrap_or_else(|| sold.clone());
        for value in &mut output {
            *value = value.max(0.0);
        }
        if !output.iter().any(|value| *value > 0.0) {
            return Err(TableError::NoOutput);
        }
        let value_added_is_residual = self.value_added.is_none();
        let value_added =
            self.value_added.unwrap_or_else(|| output.iter().zip(&bought).map(|(out, inputs)| out - inputs).collect());
        Ok(Table {
            unexplained: output.iter().zip(&sold).map(|(out, sold)| out - sold).collect(),
            regions: self.regions,
            sectors: self.sectors,
            flows: self.flows,
            final_demand: self.final_demand,
            output,
            inputs: bought,
            value_added,
            value_added_is_residual,
            jobs: self.jobs,
            negative_flows: self.negative_flows,
        })
    }

    /// What each industry sells to all, and what it buys from industries.
    fn totals(&self, industries: usize) -> (Vec<f64>, Vec<f64>) {
        let regions = self.regions.len();
        let (mut sold, mut bought) = (vec![0.0; industries], vec![0.0; industries]);
        for (from, sold) in sold.iter_mut().enumerate() {
            let mut sum = 0.0;
            for (to, bought) in bought.iter_mut().enumerate() {
                let value = self.flows.get(from, to);
                sum += value;
                *bought += value;
            }
            let demand: f64 = self.final_demand[from * regions..(from + 1) * regions].iter().sum();
            *sold = sum + demand;
        }
        (sold, bought)
    }
}

fn add(values: &mut Option<Vec<f64>>, length: usize, at: usize, value: f64) {
    values.get_or_insert_with(|| vec![0.0; length])[at] += value;
}
