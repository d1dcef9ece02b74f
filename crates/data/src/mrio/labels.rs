//! Names of regions and sectors, and the number of each pair.

use super::MAX_INDUSTRIES;
use crate::problem::{Problem, nearest};
use std::collections::BTreeMap;

/// Names in the order in which the table has them.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    regions: Names,
    sectors: Names,
}

#[derive(Debug, Clone, Default)]
struct Names {
    list: Vec<String>,
    number: BTreeMap<String, usize>,
}

impl Names {
    fn add(&mut self, name: &str) {
        if !self.number.contains_key(name) {
            self.number.insert(name.to_owned(), self.list.len());
            self.list.push(name.to_owned());
        }
    }
}

impl Labels {
    pub(super) fn add(&mut self, region: &str, sector: &str) {
        self.regions.add(region);
        self.sectors.add(sector);
    }

    pub(super) fn regions(&self) -> &[String] {
        &self.regions.list
    }

    pub(super) fn sectors(&self) -> &[String] {
        &self.sectors.list
    }

    pub(super) fn industries(&self) -> usize {
        self.regions.list.len().saturating_mul(self.sectors.list.len())
    }

    pub(super) fn check_size(&self) -> Result<(), Box<Problem>> {
        let count = self.industries();
        let message = match count {
            0 => "the table names no industry".to_owned(),
            _ if count > MAX_INDUSTRIES => format!("{count} industries are more than {MAX_INDUSTRIES}"),
            _ => return Ok(()),
        };
        Err(Problem::new("E007", "Z", message, "1 to 10,000 pairs of region and sector").into())
    }

    /// Number of a region.
    pub(super) fn region(&self, name: &str) -> Result<usize, Unknown> {
        find(&self.regions, "region", name)
    }

    /// Number of a sector.
    pub(super) fn sector(&self, name: &str) -> Result<usize, Unknown> {
        find(&self.sectors, "sector", name)
    }

    /// Number of an industry.
    pub(super) fn industry(&self, region: &str, sector: &str) -> Result<usize, Unknown> {
        Ok(self.region(region)? * self.sectors.list.len() + self.sector(sector)?)
    }
}

/// A name that the table does not have.
#[derive(Debug)]
pub(super) struct Unknown {
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) value: String,
}

fn find(names: &Names, what: &str, name: &str) -> Result<usize, Unknown> {
    names.number.get(name).copied().ok_or_else(|| {
        let near = nearest(name, names.list.iter().map(String::as_str));
        Unknown {
            message: format!("no such {what} among the columns of the flows"),
            hint: near.map_or_else(|| format!("write a {what} of the table"), |near| format!("did you mean `{near}`?")),
            value: name.to_owned(),
        }
    })
}
