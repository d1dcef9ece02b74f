//! The network as the sweeps want it: two lists of rows, one per direction of harm.

use crate::systemic::network::{FirmNetwork, MOST, Need, Sale};
use crate::systemic::real::Real;

/// Marks the first input of a group in [`Inputs::firm`].
pub(crate) const GROUP: u32 = 1 << 31;

/// For each firm the others whose losses reach it, and by what share.
#[derive(Debug, Clone)]
pub(crate) struct Rows<R> {
    /// Where each firm's row begins; one more at the end.
    pub(super) start: Vec<u32>,
    /// The others, by row.
    pub(super) firm: Vec<u32>,
    /// Share of the other's loss that reaches the firm.
    pub(super) share: Vec<R>,
}

impl<R> Rows<R> {
    /// Range of a row.
    #[inline(always)]
    pub(super) fn range(&self, firm: usize) -> std::ops::Range<usize> {
        self.start[firm] as usize..self.start[firm + 1] as usize
    }

    /// Range of so many rows.
    pub(super) fn span(&self, firm: usize, rows: usize) -> std::ops::Range<usize> {
        self.start[firm] as usize..self.start[(firm + rows).min(self.start.len() - 1)] as usize
    }
}

/// What each firm buys, in the order in which a sweep goes through it.
#[derive(Debug, Clone)]
pub(crate) struct Inputs<R> {
    /// Where the parts of each firm's row begin: sole inputs of an essential sector, several inputs
    /// of one essential sector, all that is not essential, what is negligible. One more at the end.
    pub(super) start: Vec<[u32; 4]>,
    /// Suppliers by row; [`GROUP`] marks the first of each essential sector with several.
    pub(super) firm: Vec<u32>,
    /// Share of the supplier's loss that reaches the firm.
    pub(super) share: Vec<R>,
    /// Share of the firm's loss that reaches the supplier.
    pub(super) back: Vec<R>,
}

impl<R> Inputs<R> {
    /// Ranges of the parts that matter.
    #[inline(always)]
    pub(super) fn parts(&self, firm: usize) -> [std::ops::Range<usize>; 3] {
        let [sole, several, rest, end] = self.start[firm].map(|at| at as usize);
        [sole..several, several..rest, rest..end]
    }

    /// Range of all parts, and of what is negligible.
    pub(super) fn all(&self, firm: usize) -> std::ops::Range<usize> {
        self.start[firm][0] as usize..self.start[firm + 1][0] as usize
    }

    /// Number of inputs that are not negligible.
    pub(super) fn len(&self, firm: usize) -> usize {
        (self.start[firm][3] - self.start[firm][0]) as usize
    }

    /// Range of so many rows.
    pub(super) fn span(&self, firm: usize, rows: usize) -> std::ops::Range<usize> {
        self.start[firm][0] as usize..self.start[(firm + rows).min(self.start.len() - 1)][0] as usize
    }
}

/// The network in an order of its own, which keeps rows of like length together.
#[derive(Debug, Clone)]
pub(crate) struct Graph<R> {
    /// Position here of each firm of the user's list.
    pub(super) position: Vec<u32>,
    /// Number of sectors.
    pub(super) sectors: usize,
    /// Sector of each firm.
    pub(super) sector: Vec<u32>,
    /// Output of each firm, as a share of that of its sector.
    pub(super) market: Vec<R>,
    /// Output of each firm as a share of that of all.
    pub(super) weight: Vec<R>,
    /// What each firm buys and needs.
    pub(super) inputs: Inputs<R>,
    /// Customers of each supplier.
    pub(super) customers: Rows<R>,
}

impl<R: Real> Graph<R> {
    /// Lays a network out.
    pub(super) fn new(network: &FirmNetwork) -> Self {
        let firms = network.firms();
        let (start, bought) = gather(firms, network, |sale| (sale.buyer, sale.supplier));
        let rows: Vec<Row> = (0..firms)
            .map(|buyer| row(network, buyer, &bought[start[buyer] as usize..start[buyer + 1] as usize]))
            .collect();
        drop(bought);
        let (start, sold) = gather(firms, network, |sale| (sale.supplier, sale.buyer));
        // Equal rows in a row are what a processor predicts well.
        let mut original: Vec<u32> = (0..small(firms)).collect();
        original.sort_by_key(|firm| {
            let at = *firm as usize;
            (rows[at].lengths, start[at + 1] - start[at], at)
        });
        let mut position = vec![0_u32; firms];
        for (here, there) in original.iter().enumerate() {
            position[*there as usize] = small(here);
        }
        let weight = network.weights();
        let mut of_sector = vec![0.0; network.needs.sectors()];
        for (firm, weight) in weight.iter().enumerate() {
            of_sector[network.sector[firm] as usize] += weight;
        }
        let market = |there: usize| share(weight[there], of_sector[network.sector[there] as usize]);
        Graph {
            sectors: network.needs.sectors(),
            sector: original.iter().map(|there| network.sector[*there as usize]).collect(),
            market: original.iter().map(|there| R::of(market(*there as usize))).collect(),
            weight: original.iter().map(|there| R::of(weight[*there as usize])).collect(),
            inputs: inputs(&rows, &original, &position),
            customers: customers(network, &start, &sold, &original, &position),
            position,
        }
    }

    /// Number of firms.
    pub(super) fn firms(&self) -> usize {
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

/// One sale, seen from the firm whose row it is in.
#[derive(Clone, Copy)]
struct Entry {
    firm: u32,
    value: f64,
    back: f64,
}

/// Sales gathered by row, several between the same two made one. `ends` gives row and other firm.
fn gather(firms: usize, network: &FirmNetwork, ends: impl Fn(&Sale) -> (u32, u32)) -> (Vec<u32>, Vec<Entry>) {
    let sales = || network.sales.iter().filter(|sale| sale.value > 0.0);
    let mut start = vec![0_u32; firms + 1];
    for sale in sales() {
        start[ends(sale).0 as usize + 1] += 1;
    }
    for row in 0..firms {
        start[row + 1] += start[row];
    }
    let mut next = start.clone();
    let mut entries = vec![Entry { firm: 0, value: 0.0, back: 0.0 }; start[firms] as usize];
    for sale in sales() {
        let (row, firm) = ends(sale);
        let at = &mut next[row as usize];
        entries[*at as usize] = Entry { firm, value: sale.value, back: 0.0 };
        *at += 1;
    }
    let mut kept = 0;
    let mut merged = vec![0_u32; firms + 1];
    for row in 0..firms {
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

/// What one firm buys and needs, in the order of [`Inputs`]; firms by the user's numbers.
struct Row {
    lengths: [u32; 3],
    entries: Vec<(u32, Entry)>,
}

fn row(network: &FirmNetwork, buyer: usize, bought: &[Entry]) -> Row {
    let all: f64 = bought.iter().map(|entry| entry.value).sum();
    let sector_of = |entry: &Entry| network.sector[entry.firm as usize];
    let back = |entry: &Entry| share(entry.value, network.output[entry.firm as usize]);
    let mut entries: Vec<(u32, Entry)> =
        bought.iter().map(|entry| (sector_of(entry), Entry { back: back(entry), ..*entry })).collect();
    entries.sort_by_key(|(sector, entry)| (*sector, entry.firm));
    let (mut sole, mut several, mut rest, mut idle) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for group in entries.chunk_by(|a, b| a.0 == b.0) {
        let need = network.needs.of(group[0].0, network.sector[buyer]);
        if need == Need::Negligible {
            idle.extend(group.iter().map(|(_, entry)| (0, Entry { value: 0.0, ..*entry })));
            continue;
        }
        let essential = need == Need::Essential;
        let whole = if essential { group.iter().map(|(_, entry)| entry.value).sum() } else { all };
        for (at, (_, entry)) in group.iter().enumerate() {
            let entry = Entry { value: share(entry.value, whole), ..*entry };
            match (essential, group.len()) {
                (false, _) => rest.push((0, entry)),
                (true, 1) => sole.push((0, entry)),
                (true, _) => several.push((if at == 0 { GROUP } else { 0 }, entry)),
            }
        }
    }
    let lengths = [sole.len(), several.len(), rest.len()].map(small);
    let entries = [sole, several, rest, idle].concat();
    Row { lengths, entries }
}

fn inputs<R: Real>(rows: &[Row], original: &[u32], position: &[u32]) -> Inputs<R> {
    let all = rows.iter().map(|row| row.entries.len()).sum();
    let mut inputs = Inputs {
        start: Vec::with_capacity(rows.len() + 1),
        firm: Vec::with_capacity(all),
        share: Vec::with_capacity(all),
        back: Vec::with_capacity(all),
    };
    for there in original {
        let row = &rows[*there as usize];
        let begin = small(inputs.firm.len());
        let [sole, several, rest] = row.lengths;
        inputs.start.push([begin, begin + sole, begin + sole + several, begin + sole + several + rest]);
        for (mark, entry) in &row.entries {
            inputs.firm.push(position[entry.firm as usize] | mark);
            inputs.share.push(R::of(entry.value));
            inputs.back.push(R::of(entry.back));
        }
    }
    inputs.start.push([small(inputs.firm.len()); 4]);
    inputs
}

fn customers<R: Real>(
    network: &FirmNetwork,
    start: &[u32],
    sold: &[Entry],
    original: &[u32],
    position: &[u32],
) -> Rows<R> {
    let mut rows = Rows { start: vec![0], firm: Vec::with_capacity(sold.len()), share: Vec::with_capacity(sold.len()) };
    for there in original {
        let there = *there as usize;
        for entry in &sold[start[there] as usize..start[there + 1] as usize] {
            rows.firm.push(position[entry.firm as usize]);
            rows.share.push(R::of(share(entry.value, network.output[there])));
        }
        rows.start.push(small(rows.firm.len()));
    }
    rows
}
