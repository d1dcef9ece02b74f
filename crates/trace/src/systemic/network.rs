//! Firms, their sectors and who sells to whom, as a user knows them.

use std::fmt;

/// What an input of one sector means to a buyer of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Need {
    /// The buyer works on without it.
    Negligible = 0,
    /// Output falls by the share of all purchases that is missing.
    NonEssential = 1,
    /// Output falls by the share of this input that is missing.
    Essential = 2,
}

/// Which sector's goods which sector needs, supplier by row, buyer by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    sectors: usize,
    cells: Vec<Need>,
}

impl Needs {
    /// The same for every pair of sectors.
    #[must_use]
    pub fn all(sectors: usize, need: Need) -> Self {
        Needs { sectors, cells: vec![need; sectors * sectors] }
    }

    /// Sets what goods of sector `supplier` mean to sector `buyer`; out of range does nothing.
    pub fn set(&mut self, supplier: usize, buyer: usize, need: Need) {
        if supplier < self.sectors && buyer < self.sectors {
            self.cells[supplier * self.sectors + buyer] = need;
        }
    }

    /// What goods of sector `supplier` mean to sector `buyer`.
    #[must_use]
    pub fn of(&self, supplier: u32, buyer: u32) -> Need {
        self.cells[supplier as usize * self.sectors + buyer as usize]
    }

    /// Number of sectors.
    #[must_use]
    pub fn sectors(&self) -> usize {
        self.sectors
    }
}

/// A sale of one firm to another in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sale {
    /// Position of who sells.
    pub supplier: u32,
    /// Position of who buys.
    pub buyer: u32,
    /// Value, in any unit that is the same for all.
    pub value: f64,
}

/// A network of firms.
#[derive(Debug, Clone, PartialEq)]
pub struct FirmNetwork {
    pub(crate) sector: Vec<u32>,
    pub(crate) output: Vec<f64>,
    pub(crate) sales: Vec<Sale>,
    pub(crate) needs: Needs,
}

/// Why a network cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub enum NetworkError {
    /// More firms or sales than positions of 31 bits can name.
    TooMany,
    /// A sale names a firm that is not there.
    NoSuchFirm(Sale),
    /// A value that is negative or not a number.
    BadValue(Sale),
    /// A firm of a sector that the table of needs does not have.
    NoSuchSector {
        /// Position of the firm.
        firm: usize,
        /// Its sector.
        sector: u32,
    },
    /// Output that is negative or not a number, or not one per firm.
    BadOutput,
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NetworkError::TooMany => write!(f, "more than {MOST} firms or sales"),
            NetworkError::NoSuchFirm(sale) => {
                write!(f, "a sale from {} to {}: no such firm", sale.supplier, sale.buyer)
            }
            NetworkError::BadValue(sale) => {
                write!(
                    f,
                    "a sale from {} to {} of {}: not a number of 0 or more",
                    sale.supplier, sale.buyer, sale.value
                )
            }
            NetworkError::NoSuchSector { firm, sector } => {
                write!(f, "firm {firm} is of sector {sector}: no such sector")
            }
            NetworkError::BadOutput => write!(f, "output must be a number of 0 or more for each firm"),
        }
    }
}

impl std::error::Error for NetworkError {}

/// One bit of a position says where a group of inputs begins.
pub(crate) const MOST: usize = (1 << 31) - 1;

impl FirmNetwork {
    /// Checks and keeps a network. `output` is what each firm sells in all, to those outside the
    /// list as well; where it is missing or below the sum of its sales, that sum counts.
    ///
    /// # Errors
    /// When positions, sectors or values are out of range.
    pub fn new(
        sector: Vec<u32>,
        output: Option<Vec<f64>>,
        sales: Vec<Sale>,
        needs: Needs,
    ) -> Result<Self, NetworkError> {
        if sector.len() > MOST || sales.len() > MOST {
            return Err(NetworkError::TooMany);
        }
        if let Some(firm) = sector.iter().position(|s| *s as usize >= needs.sectors()) {
            return Err(NetworkError::NoSuchSector { firm, sector: sector[firm] });
        }
        let is_amount = |value: f64| value.is_finite() && value >= 0.0;
        let mut sold = vec![0.0; sector.len()];
        for sale in &sales {
            if sale.supplier as usize >= sector.len() || sale.buyer as usize >= sector.len() {
                return Err(NetworkError::NoSuchFirm(*sale));
            }
            if !is_amount(sale.value) {
                return Err(NetworkError::BadValue(*sale));
            }
            sold[sale.supplier as usize] += sale.value;
        }
        let output = match output {
            Some(given) if given.len() != sector.len() || !given.iter().all(|v| is_amount(*v)) => {
                return Err(NetworkError::BadOutput);
            }
            Some(given) => given.iter().zip(&sold).map(|(given, sold)| given.max(*sold)).collect(),
            None => sold,
        };
        if !output.iter().sum::<f64>().is_finite() {
            return Err(NetworkError::BadOutput);
        }
        Ok(FirmNetwork { sector, output, sales, needs })
    }

    /// Number of firms.
    #[must_use]
    pub fn firms(&self) -> usize {
        self.sector.len()
    }

    /// Number of sales as given.
    #[must_use]
    pub fn links(&self) -> usize {
        self.sales.len()
    }

    /// Sector of each firm.
    #[must_use]
    pub fn sectors(&self) -> &[u32] {
        &self.sector
    }

    /// Share of each firm in the output of all; nought where there is none.
    #[must_use]
    pub fn weights(&self) -> Vec<f64> {
        let all: f64 = self.output.iter().sum();
        self.output.iter().map(|output| if all > 0.0 { output / all } else { 0.0 }).collect()
    }
}
