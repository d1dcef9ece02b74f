//! Links of a network as they come, before they are laid out.

/// Bits of a packed link that hold the supplier.
pub(super) const SITE_BITS: u32 = 27;
/// More sites do not fit into a packed link.
pub const MOST_SITES: usize = 1 << SITE_BITS;
/// Longest transit \[days\].
pub const MOST_TRANSIT_DAYS: u8 = 15;
/// Largest flow or output: sums of any number of them stay finite \[unit/day\].
pub const MOST_FLOW: f64 = 1e18;

/// Why links make no network.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EdgeError {
    /// No site.
    #[error("a network needs a site")]
    Empty,
    /// More than fit.
    #[error("{sites} sites and {links} links are more than {MOST_SITES} and {} fit", u32::MAX)]
    TooMany {
        /// Sites.
        sites: usize,
        /// Links.
        links: usize,
    },
    /// Columns of unequal length.
    #[error("column `{0}` has not one entry for each link or site")]
    Length(&'static str),
    /// A site that is not there.
    #[error("link {0} names a site that is not there")]
    Site(usize),
    /// A number out of bounds.
    #[error("{what} {row} has {value}: a number from 0 to 1e18 is wanted")]
    Number {
        /// Link, or site.
        what: &'static str,
        /// Which, from 0.
        row: usize,
        /// As given.
        value: f64,
    },
    /// A transit out of bounds.
    #[error("link {0} takes {1} days: 1 to {MOST_TRANSIT_DAYS} are possible")]
    Transit(usize, u8),
    /// A site that sells more than it makes.
    #[error("site {0} sells more than its output")]
    Oversold(usize),
}

/// Sites and links between them. Flows in any one unit per day, money or tonnes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edges {
    /// Sector by site.
    pub sector: Vec<u32>,
    /// Output in normal times by site \[unit/day\]: sales to sites and to end users.
    pub output: Vec<f64>,
    /// Supplier by link.
    pub supplier: Vec<u32>,
    /// Buyer by link.
    pub buyer: Vec<u32>,
    /// Flow in normal times by link \[unit/day\]. Links that share both ends are joined.
    pub flow: Vec<f64>,
    /// Transit by link \[days\]; empty = 1 for all.
    pub transit_days: Vec<u8>,
}

/// Sales may pass the output by this much of it: decimals that were rounded.
const ROUNDED: f64 = 1e-6;

impl Edges {
    /// Sites.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.sector.len()
    }

    /// Links as given.
    #[must_use]
    pub fn links(&self) -> usize {
        self.flow.len()
    }

    /// Transit of a link \[days\].
    #[inline(always)]
    #[must_use]
    pub(super) fn transit(&self, link: usize) -> u8 {
        self.transit_days.get(link).copied().unwrap_or(1)
    }

    /// Sales to other sites by site \[unit/day\].
    #[must_use]
    pub fn sales(&self) -> Vec<f64> {
        summed(self.sites(), &self.supplier, &self.flow)
    }

    /// Purchases by site \[unit/day\].
    #[must_use]
    pub fn purchases(&self) -> Vec<f64> {
        summed(self.sites(), &self.buyer, &self.flow)
    }

    /// Output where none was given: sales or purchases, whichever is more. What a site makes
    /// beyond its sales to sites of the network goes to end users.
    #[must_use]
    pub fn assumed_output(&self) -> Vec<f64> {
        self.sales().into_iter().zip(self.purchases()).map(|(sold, bought)| sold.max(bought)).collect()
    }

    /// Looks whether these are links at all.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), EdgeError> {
        let (sites, links) = (self.sites(), self.links());
        if sites == 0 {
            return Err(EdgeError::Empty);
        }
        if sites > MOST_SITES || links > u32::MAX as usize {
            return Err(EdgeError::TooMany { sites, links });
        }
        let columns = [
            ("output", self.output.len(), sites),
            ("supplier", self.supplier.len(), links),
            ("buyer", self.buyer.len(), links),
        ];
        if let Some((name, ..)) = columns.iter().find(|(_, have, want)| have != want) {
            return Err(EdgeError::Length(name));
        }
        if !self.transit_days.is_empty() && self.transit_days.len() != links {
            return Err(EdgeError::Length("transit_days"));
        }
        let inside = |value: &f64| (0.0..=MOST_FLOW).contains(value);
        for (what, values) in [("site", &self.output), ("link", &self.flow)] {
            if let Some(row) = values.iter().position(|value| !inside(value)) {
                return Err(EdgeError::Number { what, row, value: values[row] });
            }
        }
        let there = |site: &u32| (*site as usize) < sites;
        if let Some(link) = self.supplier.iter().zip(&self.buyer).position(|(s, b)| !there(s) || !there(b)) {
            return Err(EdgeError::Site(link));
        }
        if let Some(link) = self.transit_days.iter().position(|days| !(1..=MOST_TRANSIT_DAYS).contains(days)) {
            return Err(EdgeError::Transit(link, self.transit_days[link]));
        }
        let over = |(sold, output): (&f64, &f64)| *sold > *output * (1.0 + ROUNDED);
        self.sales().iter().zip(&self.output).position(over).map_or(Ok(()), |site| Err(EdgeError::Oversold(site)))
    }
}

fn summed(sites: usize, end: &[u32], flow: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; sites];
    for (site, flow) in end.iter().zip(flow) {
        if let Some(sum) = sums.get_mut(*site as usize) {
            *sum += flow;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Edges {
        Edges {
            sector: vec![0, 1],
            output: vec![4.0, 5.0],
            supplier: vec![0],
            buyer: vec![1],
            flow: vec![3.0],
            transit_days: vec![2],
        }
    }

    #[test]
    fn what_is_no_network_is_named() {
        assert_eq!(two().check(), Ok(()));
        assert_eq!(Edges::default().check(), Err(EdgeError::Empty));
        type Break = fn(&mut Edges);
        let broken: [(Break, EdgeError); 8] = [
            (|e| e.buyer[0] = 2, EdgeError::Site(0)),
            (|e| e.flow[0] = -1.0, EdgeError::Number { what: "link", row: 0, value: -1.0 }),
            (|e| e.flow[0] = 1e300, EdgeError::Number { what: "link", row: 0, value: 1e300 }),
            (|e| e.output[1] = f64::INFINITY, EdgeError::Number { what: "site", row: 1, value: f64::INFINITY }),
            (|e| e.transit_days[0] = 0, EdgeError::Transit(0, 0)),
            (|e| e.transit_days[0] = 16, EdgeError::Transit(0, 16)),
            (|e| e.output[0] = 2.0, EdgeError::Oversold(0)),
            (|e| e.output.truncate(1), EdgeError::Length("output")),
        ];
        for (breaks, wanted) in broken {
            let mut edges = two();
            breaks(&mut edges);
            assert_eq!(edges.check(), Err(wanted));
        }
        let mut edges = two();
        edges.flow[0] = f64::NAN;
        assert!(matches!(edges.check(), Err(EdgeError::Number { .. })));
    }

    #[test]
    fn output_is_assumed_from_both_sides() {
        assert_eq!(two().assumed_output(), [3.0, 3.0]);
    }
}
