//! A day of an economy: `cargo bench -p coercivity-economy`.

use coercivity_economy::table::Builder;
use coercivity_economy::{Course, Event, Kind, Model, Recovery, Settings, Table};
use divan::Bencher;

fn main() {
    divan::main();
}

/// A table in which everybody buys from everybody.
fn table(regions: usize, sectors: usize) -> Option<Table> {
    let names = |letter: char, count: usize| (0..count).map(|n| format!("{letter}{n}")).collect();
    let mut builder = Builder::new(names('r', regions), names('s', sectors)).ok()?;
    let industries = regions * sectors;
    for from in 0..industries {
        (0..industries).for_each(|to| builder.flow(from, to, 1.0 + ((from * 7 + to * 3) % 11) as f64));
        builder.final_demand(from, from % regions, 6.0 * industries as f64);
    }
    builder.finish().ok()
}

/// The twentieth day after half of an industry's capacity is gone, by regions and sectors.
#[divan::bench(args = [(20, 20), (49, 30)], sample_count = 50)]
fn day(bencher: Bencher, (regions, sectors): (usize, usize)) {
    let Some(table) = table(regions, sectors) else { return };
    let course = Course { duration_days: 30, recovery: Recovery::Linear, recovery_days: 60.0 };
    let events = vec![Event { day: 0, kind: Kind::Capacity { loss: vec![(3, 0.5)], course } }];
    let Ok(mut model) = Model::new(&table, Settings::new(sectors), events) else { return };
    (0..20).for_each(|_| model.step());
    bencher.with_inputs(|| model.clone()).bench_local_refs(Model::step);
}
