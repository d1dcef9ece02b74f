//! A day of a group of eight runs: `cargo bench -p coercivity-sim`.
//!
//! The day is the two hundredth of the default study, when licences, shortages and
//! cases of all kinds are about; on another day the same code does less.

use coercivity_data::package;
use coercivity_data::study_file;
use coercivity_sim::model::{Model, Options};
use coercivity_sim::params::Params;
use coercivity_sim::record::Silent;
use coercivity_sim::state::State;
use coercivity_sim::step;
use divan::Bencher;

const DAY: usize = 200;

fn main() {
    divan::main();
}

fn default_study() -> Option<Model> {
    let files = study_file::worked_study("ev-motor")?;
    let loaded = study_file::read(&package::embedded(), &files).ok()?;
    let scenario = loaded.package.scenarios.get(&loaded.study.settings.scenario)?;
    let options = Options { days: DAY + 1, extra_cover_days: 0.0 };
    Model::new(&loaded.package.chain, Some(&loaded.study), scenario, &[], options).ok()
}

/// One day of one group.
#[divan::bench(sample_count = 200)]
fn group_day(bencher: Bencher) {
    let Some(model) = default_study() else { return };
    let params = Params::new(&model, 1, 0);
    let mut state = State::new(&model, &params);
    for day in 0..DAY {
        step::advance(&model, &params, &mut state, day, &mut Silent);
    }
    bencher
        .with_inputs(|| state.clone())
        .bench_local_refs(|state| step::advance(&model, &params, state, DAY, &mut Silent));
}

/// Draws and opening state of one group.
#[divan::bench(sample_count = 50)]
fn group_opens(bencher: Bencher) {
    let Some(model) = default_study() else { return };
    bencher.bench_local(|| {
        let params = Params::new(&model, 1, 0);
        State::new(&model, &params)
    });
}
