//! Cascades in lanes and bounds, on networks drawn from a seed.

use coercivity_trace::systemic::{FirmNetwork, Need, Needs, Precision, Settings, indices, synthetic, top};

fn main() {
    divan::main();
}

fn network(firms: usize) -> FirmNetwork {
    let nothing = || FirmNetwork::new(Vec::new(), None, Vec::new(), Needs::all(0, Need::Essential));
    synthetic::network(firms, 6, 1).or_else(|_| nothing()).unwrap_or_else(|error| panic!("{error}"))
}

/// 256 cascades on one thread, laying out the network included.
#[divan::bench(args = [1_000, 10_000, 100_000], consts = [32, 64], sample_count = 5, sample_size = 1)]
fn cascades<const BITS: u32>(bencher: divan::Bencher<'_, '_>, firms: usize) {
    let network = network(firms);
    let precision = if BITS == 32 { Precision::F32 } else { Precision::F64 };
    let settings = Settings { precision, ..Settings::default() };
    let asked: Vec<u32> = (0..256).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(asked.len()))
        .bench_local(|| indices(&network, &asked, &settings, &|_| ()));
}

/// The ten highest of all firms, proven.
#[divan::bench(args = [1_000, 10_000], sample_count = 3, sample_size = 1)]
fn screen(bencher: divan::Bencher<'_, '_>, firms: usize) {
    let network = network(firms);
    bencher.bench_local(|| top(&network, 10, usize::MAX, &Settings::default(), &|_| ()));
}
