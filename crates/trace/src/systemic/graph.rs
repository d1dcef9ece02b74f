//! The network as the sweeps want it: two lists of rows, one per direction of harm.

use crate::systemic::network::{FirmNetwork, MOST, Need};
use crate::systemic::real::Real;

/// Marks the first input of a group in [`Rows::firm`].
pub(crate) const GROUP: u32 = 1 << 31;

/// For each firm the others whose losses reach it, and by what share.
#[derive(Debug, Clone)]
pub(crate) struct Rows<R> {
    /// Where each firm's row begins; one more at the end.
    pub start: Vec<u32>,
    /// The others, by row.
    pub firm: Vec<u32>,
    /// Share of the other's loss that reaches the firm.
    pub share: Vec<R>,
}

impl<R> Rows<R> {
    /// Range of a row.
    #[inline(always)]
    pub fn range(&self, firm: usize) -> std::ops::Range<usize> {
        self.start[firm] as usize..self.start[firm + 1] as usize
    }
}

/// The network in an order of its own, which keeps rows of like length together.
#[derive(Debug, Clone)]
pub(crate) struct Graph<R> {
    /// Position in the user's list of each firm here.
    pub original: Vec<u32>,
    /// Position here of each firm of the user's list.
    pub position: Vec<u32>,
    /// Number of sectors.
    pub sectors: usize,
    /// Sector of each firm.
    pub sector: Vec<u32>,
    /// Output of each firm, as a share of that of its sector.
    pub market: Vec<R>,
    /// Output of each firm as a share of that of all.
    pub weight: Vec<R>,
    /// Inputs of each buyer in groups: one per essential sector, one for all that is not essential.
    pub inputs: Rows<R>,
    /// Customers of each supplier.
    pub customers: Rows<R>,
}

impl<R: Real> Graph<R> {
    /// Lays a network out.
    pub fn new(network: &FirmNetwork) -> Self {
        let firms = network.firms();
        let original = order(network);
        let mut position = vec![0_u32; firms];
        for (here, there) in original.iter().enumerate() {
            position[*there as usize] = small(here);
        }
        let sector: Vec<u32> = original.iter().map(|there| network.sector[*there as usize]).collect();
        let weight: Vec<f64> = network.weights();
        let mut of_sector = vec![0.0; network.needs.sectors()];
        for (firm, weight) in weight.iter().enumerate() {
            of_sector[network.sector[firm] as usize] += weight;
        }
        let market = |there: usize| share(weight[there], of_sector[network.sector[there] as usize]);
        Graph {
            sectors: network.needs.sectors(),
            market: original.iter().map(|there| R::of(market(*there as usize))).collect(),
            weight: original.iter().map(|there| R::of(weight[*there as usize])).collect(),
            inputs: inputs(network, &position, &sector),
            customers: customers(network, &position),
            original,
            position,
            sector,
        }
    }

    /// Number of firms.
    pub fn firms(&self) -> usize {
        self.sector.len()
    }
}

/// `part / whole`, nought of nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// A position; [`FirmNetwork::new`] saw to it that it fits.
fn small(position: usize) -> u32 {
    u32::try_from(position.min(MOST)).unwrap_or(u32::MAX)
}

/// Firms by number of suppliers, then of customers: equal rows in a row are what a processor predicts well.
fn order(network: &FirmNetwork) -> Vec<u32> {
    let mut suppliers = vec![0_u32; network.firms()];
    let mut customers = vec![0_u32; network.firms()];
    for sale in network.sales.iter().filter(|sale| sale.value > 0.0) {
        suppliers[sale.buyer as usize] += 1;
        customers[sale.supplier as usize] += 1;
    }
    let mut order: Vec<u32> = (0..small(network.firms())).collect();
    order.sort_by_key(|firm| (suppliers[*firm as usize], customers[*firm as usize], *firm));
    order
}

/// One sale, seen from the firm whose row it is in.
#[derive(Clone, Copy)]
struct Entry {
    firm: u32,
    value: f64,
}

/// Sales gathered by row with several sales between the same two made one.
fn gather(rows: usize, sales: impl Iterator<Item = (u32, Entry)> + Clone) -> (Vec<u32>, Vec<Entry>) {
    let mut start = vec![0_u32; rows + 1];
    for (row, _) in sales.clone() {
        start[row as usize + 1] += 1;
    }
    for row in 0..rows {
        start[row + 1] += start[row];
    }
    let mut next = start.clone();
    let mut entries = vec![Entry { firm: 0, value: 0.0 }; start[rows] as usize];
    for (row, entry) in sales {
        let at = &mut next[row as usize];
        entries[*at as usize] = entry;
        *at += 1;
    }
    let mut kept = 0;
    let mut merged = vec![0_u32; rows + 1];
    for row in 0..rows {
        let range = start[row] as usize..start[row + 1] as usize;
        // A stable sort, so that equal sales are summed in the order they were given.
        entries[range.clone()].sort_by_key(|entry| entry.firm);
        let first = kept;
        for at in range {
            let entry = entries[at];
            if kept > first && entries[kept - 1].firm == entry.firm {
                entries[kept - 1].value += entry.value;
            } else {
                entries[kept] = entry;
                kept += 1;
            }
        }
        merged[row + 1] = small(kept);
    }
    entries.truncate(kept);
    (merged, entries)
}

/// Sales that carry something, by row.
fn sold<'n>(
    network: &'n FirmNetwork,
    position: &'n [u32],
    by_buyer: bool,
) -> impl Iterator<Item = (u32, Entry)> + Clone + 'n {
    network.sales.iter().filter(|sale| sale.value > 0.0).map(move |sale| {
        let (supplier, buyer) = (position[sale.supplier as usize], position[sale.buyer as usize]);
        let (row, firm) = if by_buyer { (buyer, supplier) } else { (supplier, buyer) };
        (row, Entry { firm, value: sale.value })
    })
}

fn customers<R: Real>(network: &FirmNetwork, position: &[u32]) -> Rows<R> {
    let firms = network.firms();
    let (start, entries) = gather(firms, sold(network, position, false));
    let mut output = vec![0.0; firms];
    for (there, here) in position.iter().enumerate() {
        output[*here as usize] = network.output[there];
    }
    let mut rows = Rows { start, firm: Vec::with_capacity(entries.len()), share: Vec::with_capacity(entries.len()) };
    for (firm, output) in output.iter().enumerate() {
        for entry in &entries[rows.start[firm] as usize..rows.start[firm + 1] as usize] {
            rows.firm.push(entry.firm);
            rows.share.push(R::of(share(entry.value, *output)));
        }
    }
    rows
}

fn inputs<R: Real>(network: &FirmNetwork, position: &[u32], sector: &[u32]) -> Rows<R> {
    let firms = network.firms();
    let (start, entries) = gather(firms, sold(network, position, true));
    let mut rows = Rows {
        start: vec![0; firms + 1],
        firm: Vec::with_capacity(entries.len()),
        share: Vec::with_capacity(entries.len()),
    };
    let mut bought = vec![0.0; network.needs.sectors()];
    let mut row: Vec<(u32, Entry)> = Vec::new();
    for buyer in 0..firms {
        let entries = &entries[start[buyer] as usize..start[buyer + 1] as usize];
        let all: f64 = entries.iter().map(|entry| entry.value).sum();
        for entry in entries {
            bought[sector[entry.firm as usize] as usize] += entry.value;
        }
        row.clear();
        row.extend(entries.iter().filter_map(|entry| {
            let of = sector[entry.firm as usize];
            match network.needs.of(of, sector[buyer]) {
                Need::Negligible => None,
                // Essential sectors first, each its own group; the rest is one group at the end.
                Need::NonEssential => Some((u32::MAX, Entry { value: share(entry.value, all), ..*entry })),
                Need::Essential => Some((of, Entry { value: share(entry.value, bought[of as usize]), ..*entry })),
            }
        }));
        row.sort_by_key(|(group, entry)| (*group, entry.firm));
        let mut last = None;
        for (group, entry) in &row {
            let mark = if last == Some(*group) { 0 } else { GROUP };
            last = Some(*group);
            rows.firm.push(entry.firm | mark);
            rows.share.push(R::of(entry.value));
        }
        for entry in entries {
            bought[sector[entry.firm as usize] as usize] = 0.0;
        }
        rows.start[buyer + 1] = small(rows.firm.len());
    }
    rows
}
