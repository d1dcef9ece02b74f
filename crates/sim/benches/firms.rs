//! A day of a network of firms: `cargo bench -p coercivity-sim --bench firms`.

use coercivity_sim::firms::edges::Edges;
use coercivity_sim::firms::generate::{Made, drawn_sites, made_up};
use coercivity_sim::firms::inventory;
use coercivity_sim::firms::network::{Network, Settings, Shock};
use coercivity_sim::firms::published::Published;
use coercivity_sim::firms::ration::Rationing;
use coercivity_sim::firms::real::Real;
use divan::Bencher;
use divan::counter::ItemsCount;

/// Days before those that are timed, so that shortages have spread.
const BEFORE: u32 = 10;

fn main() {
    divan::main();
}

fn edges(sites: usize) -> Edges {
    let made = Made { sites, links_per_site: 6.0, sectors: 100, longest_transit_days: 3, seed: 1 };
    made_up(&made).unwrap_or_default()
}

fn network<T: Real>(bencher: Bencher<'_, '_>, sites: usize, rationing: Rationing) {
    let edges = edges(sites);
    let shock = |site| Shock { site, share: 0.5, from: 0, to: 10_000 };
    let shocks: Vec<Shock> = drawn_sites(sites, 0.01, 1).into_iter().map(shock).collect();
    let settings = Settings { rationing, ..Settings::default() };
    let Ok(mut network) = Network::<T>::new(&edges, &shocks, settings) else { return };
    network.run(BEFORE);
    bencher.counter(ItemsCount::new(network.layout().links())).bench_local(|| network.step());
}

#[divan::bench(args = [10_000, 100_000])]
fn lowest_first_f32(bencher: Bencher<'_, '_>, sites: usize) {
    network::<f32>(bencher, sites, Rationing::LowestFirst);
}

#[divan::bench(args = [10_000, 100_000])]
fn proportional_f32(bencher: Bencher<'_, '_>, sites: usize) {
    network::<f32>(bencher, sites, Rationing::Proportional);
}

#[divan::bench(args = [10_000, 100_000])]
fn lowest_first_f64(bencher: Bencher<'_, '_>, sites: usize) {
    network::<f64>(bencher, sites, Rationing::LowestFirst);
}

/// The published model with the kernels of the networks.
#[divan::bench(args = [10_000, 100_000])]
fn inventory_proportional_f32(bencher: Bencher<'_, '_>, sites: usize) {
    let edges = edges(sites);
    let mut damage = vec![0.0; sites];
    drawn_sites(sites, 0.01, 1).into_iter().for_each(|site| damage[site as usize] = 0.5);
    let settings = inventory::Settings { rationing: Rationing::Proportional, ..inventory::Settings::default() };
    let Ok(mut model) = inventory::Inventory::<f32>::new(&edges, &damage, settings) else { return };
    (0..BEFORE).for_each(|_| model.step());
    bencher.counter(ItemsCount::new(model.layout().links())).bench_local(|| model.step());
}

/// The published program's rationing with its own arithmetic.
#[divan::bench(args = [10_000, 100_000])]
fn published_lowest_first(bencher: Bencher<'_, '_>, sites: usize) {
    let edges = edges(sites);
    let sales = edges.sales();
    let last: Vec<f64> = edges.output.iter().zip(&sales).map(|(output, sold)| output - sold).collect();
    let mut damage = vec![0.0; sites];
    drawn_sites(sites, 0.01, 1).into_iter().for_each(|site| damage[site as usize] = 0.5);
    let Ok(mut model) = Published::new(&edges, &last, &damage) else { return };
    (0..BEFORE).for_each(|_| model.step());
    bencher.counter(ItemsCount::new(edges.links())).bench_local(|| model.step());
}
