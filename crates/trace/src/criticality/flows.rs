//! Trade as arrays: for a product and a year, who bought from whom.

use super::Country;

/// A flow that is there twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("two rows for {year}, product {product:06}, from country {exporter} to {importer}")]
pub struct RepeatedFlow {
    /// Calendar year.
    pub year: u16,
    /// Product.
    pub product: u32,
    /// Exporter.
    pub exporter: Country,
    /// Importer.
    pub importer: Country,
    /// How many flows had been pushed before the first of the two.
    pub first: u32,
    /// How many flows had been pushed before the second.
    pub second: u32,
}

/// Flows in the order in which a file has them.
#[derive(Debug, Clone, Default)]
pub struct FlowsBuilder {
    /// (year and product, importer and exporter, position): sorted by this, all that is asked for lies together.
    keys: Vec<(u64, u32, u32)>,
    value_kusd: Vec<f64>,
    quantity_t: Vec<f64>,
}

impl FlowsBuilder {
    /// Adds a flow; a quantity that is not known is `None`. False when there are too many (4 billion).
    pub fn push(
        &mut self,
        year: u16,
        product: u32,
        from_to: (Country, Country),
        value_kusd: f64,
        q_t: Option<f64>,
    ) -> bool {
        let Ok(position) = u32::try_from(self.keys.len()) else { return false };
        let (exporter, importer) = from_to;
        let group = (u64::from(year) << 32) | u64::from(product);
        self.keys.push((group, (u32::from(importer) << 16) | u32::from(exporter), position));
        self.value_kusd.push(value_kusd);
        self.quantity_t.push(q_t.unwrap_or(f64::NAN));
        true
    }

    /// How many flows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Sorts and indexes.
    ///
    /// # Errors
    /// When a flow is there twice: its trade would count twice.
    pub fn finish(mut self) -> Result<Flows, RepeatedFlow> {
        self.keys.sort_unstable();
        if let Some(pair) = self.keys.windows(2).find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1)) {
            return Err(repeated(pair[0], pair[1].2));
        }
        let mut flows = Flows::default();
        for (row, (group, pair, position)) in self.keys.iter().enumerate() {
            if flows.groups.last() != Some(group) {
                flows.groups.push(*group);
                flows.starts.push(row);
            }
            flows.importer.push((pair >> 16) as u16);
            flows.exporter.push((pair & 0xffff) as u16);
            flows.value_kusd.push(self.value_kusd[*position as usize]);
            flows.quantity_t.push(self.quantity_t[*position as usize]);
        }
        flows.starts.push(self.keys.len());
        Ok(flows)
    }
}

fn repeated((group, pair, first): (u64, u32, u32), second: u32) -> RepeatedFlow {
    RepeatedFlow {
        year: (group >> 32) as u16,
        product: (group & 0xffff_ffff) as u32,
        exporter: (pair & 0xffff) as u16,
        importer: (pair >> 16) as u16,
        first,
        second,
    }
}

/// Flows by year and product, then importer, then exporter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flows {
    /// Year and product of each group, sorted.
    groups: Vec<u64>,
    /// First row of each group, and the number of rows.
    starts: Vec<usize>,
    importer: Vec<Country>,
    exporter: Vec<Country>,
    value_kusd: Vec<f64>,
    /// NaN = not known.
    quantity_t: Vec<f64>,
}

/// A range of rows: one importer's purchases of a product in a year.
#[derive(Debug, Clone, Copy)]
pub struct Purchases<'a> {
    /// Exporter of each.
    pub exporter: &'a [Country],
    /// Value of each, in thousand USD.
    pub value_kusd: &'a [f64],
    /// Gross weight of each, in t; NaN = not known.
    pub quantity_t: &'a [f64],
}

impl Flows {
    fn group(&self, year: u16, product: u32) -> std::ops::Range<usize> {
        let group = (u64::from(year) << 32) | u64::from(product);
        self.groups.binary_search(&group).map_or(0..0, |at| self.starts[at]..self.starts[at + 1])
    }

    /// True when anybody traded the product in the year.
    #[must_use]
    pub fn is_traded(&self, year: u16, product: u32) -> bool {
        !self.group(year, product).is_empty()
    }

    /// What a country bought of a product in a year.
    #[must_use]
    pub fn purchases(&self, year: u16, product: u32, importer: Country) -> Purchases<'_> {
        let group = self.group(year, product);
        let importers = &self.importer[group.clone()];
        let from = group.start + importers.partition_point(|other| *other < importer);
        let to = group.start + importers.partition_point(|other| *other <= importer);
        Purchases {
            exporter: &self.exporter[from..to],
            value_kusd: &self.value_kusd[from..to],
            quantity_t: &self.quantity_t[from..to],
        }
    }

    /// Years for which there is trade, in order.
    #[must_use]
    pub fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self.groups.iter().map(|group| (group >> 32) as u16).collect();
        years.dedup();
        years
    }

    /// Number of flows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.importer.len()
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.importer.is_empty()
    }
}
