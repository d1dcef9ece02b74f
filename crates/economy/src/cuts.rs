//! Deliveries that do not arrive: parts of the table where orders are cut.
//!
//! A cut is a product of a set of suppliers and a set of buyers, so it costs one number per
//! buyer, and its effect on sums over the table is taken cell by cell in the rows it touches.

use crate::event::{Event, Kind};
use crate::table::Table;
use crate::tiles::{LANES, Lane};

/// Rows of one sector that are cut: region of the supplier, cuts that touch it.
type Rows = Vec<(usize, Vec<usize>)>;

/// All cuts of a run; what changes by day is the share of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cuts {
    by_sector: Vec<Rows>,
    buyers: Vec<Vec<f64>>,
    reroute: Vec<bool>,
    /// Event of each cut.
    pub(crate) event: Vec<usize>,
}

impl Cuts {
    pub(crate) fn new(table: &Table, events: &[Event], width: usize) -> Self {
        let mut cuts = Cuts { by_sector: vec![Vec::new(); table.sectors.len()], ..Cuts::default() };
        for (number, event) in events.iter().enumerate() {
            let Kind::Shortage { suppliers, buyers, reroute, .. } = &event.kind else { continue };
            let cut = cuts.event.len();
            let mut mask = vec![0.0; width];
            buyers.iter().for_each(|buyer| mask[*buyer] = 1.0);
            cuts.buyers.push(mask);
            cuts.reroute.push(*reroute);
            cuts.event.push(number);
            for supplier in suppliers {
                let (region, sector) = table.place(*supplier);
                let rows = &mut cuts.by_sector[sector];
                match rows.iter_mut().find(|(row, _)| *row == region) {
                    Some((_, of_row)) if of_row.contains(&cut) => {}
                    Some((_, of_row)) => of_row.push(cut),
                    None => rows.push((region, vec![cut])),
                }
            }
        }
        cuts
    }

    /// True when deliveries of a sector are cut.
    pub(crate) fn touches(&self, sector: usize) -> bool {
        !self.by_sector[sector].is_empty()
    }

    /// Calls `touch(region, missing, rerouted)` for each cut row of a tile, with the shares
    /// of each buyer's order that are not placed, and that are placed elsewhere.
    pub(crate) fn rows(&self, sector: usize, tile: usize, shares: &[f64], mut touch: impl FnMut(usize, &Lane, &Lane)) {
        for (region, of_row) in &self.by_sector[sector] {
            let (mut kept, mut here) = ([1.0; LANES], [1.0; LANES]);
            for cut in of_row {
                let mask = &self.buyers[*cut][tile * LANES..(tile + 1) * LANES];
                for lane in 0..LANES {
                    let left = 1.0 - shares[*cut] * mask[lane];
                    kept[lane] *= left;
                    if self.reroute[*cut] {
                        here[lane] *= left;
                    }
                }
            }
            touch(*region, &kept.map(|kept| 1.0 - kept), &here.map(|here| 1.0 - here));
        }
    }
}
