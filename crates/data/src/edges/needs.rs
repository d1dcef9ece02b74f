//! What goods of one sector mean to another.

use super::file::{Names, Table};
use crate::problem::Problems;
use std::collections::BTreeMap;
use std::io::Read;

/// What an input means to a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputNeed {
    /// It can be done without.
    Negligible,
    /// Output falls by the share of all purchases that is missing.
    NonEssential,
    /// Output falls by the share of this input that is missing.
    Essential,
}

impl InputNeed {
    fn of(word: &str) -> Option<Self> {
        match word {
            "0" | "negligible" => Some(InputNeed::Negligible),
            "1" | "non-essential" => Some(InputNeed::NonEssential),
            "2" | "essential" => Some(InputNeed::Essential),
            _ => None,
        }
    }
}

/// Needs by the positions of supplying and using sector.
pub type NeedsOfSectors = BTreeMap<(u32, u32), InputNeed>;

/// Reads `supplier,buyer,need`, both names of sectors; gives needs by their positions. Pairs of sectors
/// that the network does not have are passed over and counted.
///
/// # Errors
/// Every defect of the file.
pub fn read(name: &str, input: impl Read, sectors: &[String]) -> Result<(NeedsOfSectors, usize), Problems> {
    let mut table = Table::open(name, input, &["supplier", "buyer", "need"], &[])?;
    let known = Names::of(sectors);
    let mut needs = BTreeMap::new();
    let mut foreign = 0;
    while let Some(mut row) = table.next() {
        let (Some(supplier), Some(buyer), Some(word)) = (row.key(0), row.key(1), row.key(2)) else { continue };
        let Some(need) = InputNeed::of(&word) else {
            row.defect(2, "E008", "not a need", "write essential, non-essential or negligible, or 2, 1 or 0");
            continue;
        };
        match (known.find(&supplier), known.find(&buyer)) {
            (Some(supplier), Some(buyer)) => {
                if needs.insert((supplier, buyer), need).is_some() {
                    row.defect(0, "E010", "these two sectors have a row already", "keep one row per pair");
                }
            }
            _ => foreign += 1,
        }
    }
    table.finish()?;
    Ok((needs, foreign))
}
