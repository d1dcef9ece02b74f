//! Times the default study and prints one JSON line.
//!
//! `cargo run --release -p coercivity-sim --example ensemble -- --runs 500 --days 540 [--threads N]`
//!
//! Beside the time of the runs it gives that of a sum of 10^9 numbers in the same
//! process, on the same threads, out of an array too large for any cache: what a
//! figure is worth on another machine shows in the ratio of the two.

use coercivity_data::package::{self, Files};
use coercivity_data::study_file;
use coercivity_sim::digest::digest;
use coercivity_sim::ensemble::{self, Settings};
use coercivity_sim::lanes::LANES;
use coercivity_sim::model::{Model, Options};
use rayon::prelude::*;
use std::time::Instant;

/// Numbers summed.
const SUMMED: usize = 1_000_000_000;
/// Numbers in the array: 500 MB.
const ARRAY: usize = 62_500_000;
/// Numbers that one thread adds at a time.
const BLOCK: usize = 1 << 16;

fn flag(name: &str, otherwise: usize) -> Result<usize, Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)) {
        Some(text) => Ok(text.parse()?),
        None => Ok(otherwise),
    }
}

/// Largest memory that the process has had so far \[MB\]; `None` where the system does not say.
fn peak_rss_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kb: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kb / 1024.0)
}

/// Seconds that a sum of 10^9 numbers takes.
fn sum_s(threads: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let numbers: Vec<f64> = (0..ARRAY).map(|n| (n % 7) as f64).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let block = |block: &[f64]| {
        let mut sums = [0.0; LANES];
        for numbers in block.chunks_exact(LANES) {
            for (sum, number) in sums.iter_mut().zip(numbers) {
                *sum += number;
            }
        }
        sums.iter().sum::<f64>()
    };
    let start = Instant::now();
    for _ in 0..SUMMED / ARRAY {
        let sum: f64 = pool.install(|| numbers.par_chunks(BLOCK).map(block).sum());
        std::hint::black_box(sum);
    }
    Ok(start.elapsed().as_secs_f64())
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
    let peak_rss_mb = peak_rss_mb();
    let digest = digest(&outcome);
    drop(outcome);
    let sum_s = sum_s(threads)?;
    let line = serde_json::json!({
        "runs": runs,
        "sites": model.network.site_key.len(),
        "links": model.network.link_flow.len(),
        "pairs": model.network.pair_link.len(),
        "days": days,
        "wall_s": wall_s,
        "run_days_per_s": (runs * days) as f64 / wall_s,
        "peak_rss_mb": peak_rss_mb,
        "sum_s": sum_s,
        "multiple_of_sum": wall_s / sum_s,
        "digest": digest,
    });
    println!("{line}");
    Ok(())
}
