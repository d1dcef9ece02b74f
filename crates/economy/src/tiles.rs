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

/// A kernel compiled for every x86-64 and again for those with AVX2 and with AVX-512; the first
/// call picks what the machine has. All do the same operations in the same order and fuse
/// none, so results have the same bits. What such a kernel calls must be `#[inline(always)]`, else it
/// runs in its plain form.
macro_rules! wide {
    ($($function:tt)*) => {
        #[multiversion::multiversion(targets(
            "x86_64+avx+avx2+avx512f+avx512bw+avx512dq+avx512vl",
            "x86_64+avx+avx2",
        ))]
        $($function)*
    };
}
pub(crate) use wide;

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

    /// Adds to a flow.
    pub(crate) fn add(&mut self, from: usize, to: usize, value: f64) {
        let at = self.at(from, to);
        self.cells[at] += value;
    }

    /// Tiles of one sector, one after the other.
    pub(crate) fn sector(&self, sector: usize) -> &[Lane] {
        let size = self.tiles * self.regions * LANES;
        self.cells[sector * size..(sector + 1) * size].as_chunks::<LANES>().0
    }

    /// Rows of one tile: suppliers of a sector, eight buyers.
    pub(crate) fn tile(&self, sector: usize, tile: usize) -> &[Lane] {
        let size = self.regions * LANES;
        let start = (sector * self.tiles + tile) * size;
        self.cells[start..start + size].as_chunks::<LANES>().0
    }
}

/// Sums over the suppliers of a tile, weighted in two ways at once.
#[inline(always)]
pub(crate) fn two_sums(tile: &[Lane], weights: &[[f64; 2]]) -> [Lane; 2] {
    let mut sums = [[0.0; LANES]; 2];
    for (row, weights) in tile.iter().zip(weights) {
        add_weighted(&mut sums, row, weights);
    }
    sums
}

/// Adds to each supplier of a tile what its eight buyers take at the rates `rate`.
#[inline(always)]
pub(crate) fn spread(tile: &[Lane], rate: &Lane, books: &mut [[f64; 2]]) {
    for (row, book) in tile.iter().zip(books) {
        add_taken(book, row, rate);
    }
}

/// [`spread`] of a tile and [`two_sums`] of the next one, row by row: the processor computes with
/// the tile it has while the next one comes from memory.
#[inline(always)]
pub(crate) fn spread_and_sum(
    tile: &[Lane],
    rate: &Lane,
    books: &mut [[f64; 2]],
    next: &[Lane],
    weights: &[[f64; 2]],
) -> [Lane; 2] {
    let mut sums = [[0.0; LANES]; 2];
    for ((row, book), (next, weights)) in tile.iter().zip(books).zip(next.iter().zip(weights)) {
        add_weighted(&mut sums, next, weights);
        add_taken(book, row, rate);
    }
    sums
}

#[inline(always)]
fn add_weighted(sums: &mut [Lane; 2], row: &Lane, weights: &[f64; 2]) {
    for lane in 0..LANES {
        sums[0][lane] += row[lane] * weights[0];
        sums[1][lane] += row[lane] * weights[1];
    }
}

/// Sums stay in two halves, so that the compiler needs no sum across a vector.
#[inline(always)]
fn add_taken(book: &mut [f64; 2], row: &Lane, rate: &Lane) {
    for half in 0..2 {
        let low = row[half] * rate[half] + row[half + 2] * rate[half + 2];
        let high = row[half + 4] * rate[half + 4] + row[half + 6] * rate[half + 6];
        book[half] += low + high;
    }
}
