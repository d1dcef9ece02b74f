//! The table of flows, stored for streaming.
//!
//! Rows of one sector (its suppliers, one per region) stand together; their columns
//! are cut into tiles of eight buyers. A tile is `regions` rows of eight numbers in a
//! row of memory, small enough for the first cache, so all sums over a tile cost one
//! read of it from memory.

/// Buyers in a tile.
pub(crate) const LANES: usize = 8;

/// One number per buyer of a tile.
pub(crate) type Lane = [f64; LANES];

/// Flows by sector of the supplier, tile of buyers, region of the supplier, buyer.
#[derive(Debug, Clone)]
pub(crate) struct Tiles {
    regions: usize,
    tiles: usize,
    cells: Vec<f64>,
}

impl Tiles {
    /// All zero. Industries are numbered sector by sector, so `industries = sectors x regions`.
    pub(crate) fn zero(regions: usize, industries: usize) -> Self {
        let tiles = industries.div_ceil(LANES);
        Tiles { regions, tiles, cells: vec![0.0; industries * tiles * LANES] }
    }

    /// Tiles across.
    pub(crate) fn across(&self) -> usize {
        self.tiles
    }

    fn at(&self, from: usize, to: usize) -> usize {
        let (sector, region) = (from / self.regions, from % self.regions);
        ((sector * self.tiles + to / LANES) * self.regions + region) * LANES + to % LANES
    }

    /// Flow from a supplier to a buyer.
    pub(crate) fn get(&self, from: usize, to: usize) -> f64 {
        self.cells[self.at(from, to)]
    }

    /// Sets a flow.
    pub(crate) fn set(&mut self, from: usize, to: usize, value: f64) {
        let at = self.at(from, to);
        self.cells[at] = value;
    }

    /// Rows of one tile: suppliers of a sector, eight buyers.
    pub(crate) fn tile(&self, sector: usize, tile: usize) -> &[Lane] {
        let size = self.regions * LANES;
        let start = (sector * self.tiles + tile) * size;
        self.cells[start..start + size].as_chunks::<LANES>().0
    }
}

/// Sums over the suppliers of a tile, weighted in two ways at once.
pub(crate) fn two_sums(tile: &[Lane], a: &[f64], b: &[f64]) -> (Lane, Lane) {
    let (mut of_a, mut of_b) = ([0.0; LANES], [0.0; LANES]);
    for ((row, a), b) in tile.iter().zip(a).zip(b) {
        for lane in 0..LANES {
            of_a[lane] += row[lane] * a;
            of_b[lane] += row[lane] * b;
        }
    }
    (of_a, of_b)
}

/// Adds to each supplier of a tile what its eight buyers take at the rates `rate`. Sums stay
/// in two halves, so that the compiler needs no sum across a vector.
pub(crate) fn spread(tile: &[Lane], rate: &Lane, rows: &mut [[f64; 2]]) {
    for (row, sum) in tile.iter().zip(rows) {
        for half in 0..2 {
            let low = row[half] * rate[half] + row[half + 2] * rate[half + 2];
            let high = row[half + 4] * rate[half + 4] + row[half + 6] * rate[half + 6];
            sum[half] += low + high;
        }
    }
}
