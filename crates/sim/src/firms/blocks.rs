//! Work cut into blocks that threads may take in any order without changing a bit.

use super::real::Real;
use rayon::prelude::*;

/// Sites whose outputs are added before the sums of blocks are.
const TOTAL: usize = 4096;

/// Links and sites of one piece of work.
const PIECE: usize = 1 << 15;

/// Where to cut the sites so that each piece has about the same links: first sites of the pieces, and the end.
pub(super) fn cuts(starts: &[u32]) -> Vec<usize> {
    let sites = starts.len() - 1;
    let mut cuts = vec![0];
    let mut from = 0;
    for site in 0..sites {
        let work = (starts[site + 1] - starts[from]) as usize + (site + 1 - from);
        if work >= PIECE {
            cuts.push(site + 1);
            from = site + 1;
        }
    }
    if from < sites {
        cuts.push(sites);
    }
    cuts
}

/// A slice in pieces that end at `ends`.
pub(super) fn split<X>(mut slice: &mut [X], ends: impl Iterator<Item = usize>) -> Vec<&mut [X]> {
    let mut from = 0;
    ends.map(|end| {
        let (piece, rest) = std::mem::take(&mut slice).split_at_mut(end - from);
        slice = rest;
        from = end;
        piece
    })
    .collect()
}

/// Sum of `weight x value`: blocks of 4,096 in parallel, then the blocks in order.
pub(super) fn total<T: Real>(weight: &[f64], value: &[T]) -> f64 {
    let sum = |(weights, values): (&[f64], &[T])| {
        let mut ways = [0.0; 4];
        for (n, (weight, value)) in weights.iter().zip(values).enumerate() {
            ways[n % 4] += weight * value.wide();
        }
        (ways[0] + ways[2]) + (ways[1] + ways[3])
    };
    let blocks: Vec<f64> = weight.par_chunks(TOTAL).zip(value.par_chunks(TOTAL)).map(sum).collect();
    blocks.iter().sum()
}

/// Entries of a table, one after the other. A loop that does nothing else keeps many reads under way
/// at once; this is what random access costs least with.
#[inline(always)]
pub(super) fn gather<T: Real, I: Copy>(from: &[T], at: &[I], place: impl Fn(I) -> usize, into: &mut Vec<T>) {
    into.clear();
    into.extend(at.iter().map(|at| from[place(*at)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_everything_once() {
        for (sites, each) in [(1, 0), (3, 40_000), (100_000, 5)] {
            let starts: Vec<u32> = (0..=sites as u32).map(|site| site * each).collect();
            let cuts = cuts(&starts);
            assert!(cuts.windows(2).all(|pair| pair[0] < pair[1]));
            assert_eq!((cuts[0], *cuts.last().unwrap()), (0, sites));
            let mut numbers: Vec<usize> = (0..sites).collect();
            let pieces = split(&mut numbers, cuts[1..].iter().copied());
            assert_eq!(pieces.len(), cuts.len() - 1);
            assert!(pieces.iter().zip(&cuts).all(|(piece, from)| piece[0] == *from));
            assert_eq!(pieces.iter().map(|piece| piece.len()).sum::<usize>(), sites);
        }
    }

    #[test]
    fn a_total_is_that_of_every_site() {
        let value = vec![0.5f32; 10_001];
        assert!((total(&vec![2.0; 10_001], &value) - 10_001.0).abs() < 1e-9);
    }
}
