//! Times the default study and prints one JSON line.
//!
//! `cargo run --release -p coercivity-sim --example ensemble -- --runs 500 --days 540 [--threads N]`

use coercivity_data::package::{self, Files};
use coercivity_data::study_file;
use coercivity_sim::digest::digest;
use coercivity_sim::ensemble::{self, Settings};
use coercivity_sim::model::{Model, Options};
use std::time::Instant;

fn flag(name: &str, otherwise: usize) -> Result<usize, Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)) {
        Some(text) => Ok(text.parse()?),
        None => Ok(otherwise),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (runs, days, threads) = (flag("--runs", 500)?, flag("--days", 540)?, flag("--threads", 0)?);
    let files: Files = study_file::worked_study("ev-motor").ok_or("the worked study is embedded")?;
    let loaded = study_file::read(&package::embedded(), &files)?;
    let scenario = &loaded.package.scenarios[&loaded.study.settings.scenario];
    let model =
        Model::new(&loaded.package.chain, Some(&loaded.study), scenario, &[], Options { days, extra_cover_days: 0.0 })?;
    let settings = Settings { runs, seed: loaded.study.settings.seed, threads, keep_cases: false };
    let start = Instant::now();
    let outcome = ensemble::run(&model, settings, &|_| true)?;
    let wall_s = start.elapsed().as_secs_f64();
    let line = serde_json::json!({
        "runs": runs,
        "sites": model.network.site_key.len(),
        "links": model.network.link_flow.len(),
        "pairs": model.network.pair_link.len(),
        "days": days,
        "wall_s": wall_s,
        "run_days_per_s": (runs * days) as f64 / wall_s,
        "digest": digest(&outcome),
    });
    println!("{line}");
    Ok(())
}
