//! What memory alone would cost a day: for each link two independent random reads of 8 bytes
//! in a table of 8 bytes per site, and 32 bytes streamed, by the same threads.

use rayon::prelude::*;
use std::time::Instant;

/// Links of one piece of work, as in the engine.
const PIECE: usize = 1 << 15;
/// 32 streamed bytes: two places in the table and three numbers.
#[derive(Clone, Copy)]
struct Row {
    places: [u32; 2],
    numbers: [u64; 3],
}

/// Finaliser of SplitMix64 (Steele, Lea & Flood 2014).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The arrays of a day.
pub(crate) struct Floor {
    table: Vec<u64>,
    rows: Vec<Row>,
}

impl Floor {
    /// Arrays of a network's size.
    pub(crate) fn of(sites: usize, links: usize) -> Self {
        let place = |number: u64| (mixed(number) % sites as u64) as u32;
        let row =
            |link: u64| Row { places: [place(2 * link), place(2 * link + 1)], numbers: [link, link + 1, link + 2] };
        Floor {
            table: (0..sites as u64).into_par_iter().map(mixed).collect(),
            rows: (0..links as u64).into_par_iter().map(row).collect(),
        }
    }

    /// Seconds of one day.
    pub(crate) fn day(&self) -> f64 {
        let start = Instant::now();
        let sums = self.rows.par_chunks(PIECE).map(|rows| {
            rows.iter().fold(0u64, |sum, row| {
                let read = self.table[row.places[0] as usize] ^ self.table[row.places[1] as usize];
                sum.wrapping_add(read).wrapping_add(row.numbers[0] ^ row.numbers[1] ^ row.numbers[2])
            })
        });
        std::hint::black_box(sums.reduce(|| 0, u64::wrapping_add));
        start.elapsed().as_secs_f64()
    }
}
