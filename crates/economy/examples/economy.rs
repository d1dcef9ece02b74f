//! Times a year of an economy and prints one JSON line.
//!
//! `cargo run --release -p coercivity-economy --example economy -- --regions 49 --sectors 30 [--days 365]`
//! makes a table; `--folder DIR` reads `Z.npy`, `Y.npy` and `x.npy` with regions and sectors as given.
//! `--compat` takes the rules of BoARIO. The shock is half of the capital of the fourth
//! sector's second region for ten days from day 5, and 60 days of recovery.

use coercivity_economy::table::Builder;
use coercivity_economy::{Course, Event, Kind, Model, Recovery, Semantics, Settings, Table};
use std::path::Path;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

fn argument(name: &str) -> Option<String> {
    let args: Vec<String> = std::env::args().collect();
    args.iter().position(|arg| arg == name).map(|at| args.get(at + 1).cloned().unwrap_or_default())
}

fn number(name: &str, otherwise: usize) -> Result<usize, Failure> {
    argument(name).map_or(Ok(otherwise), |text| Ok(text.parse()?))
}

/// Values of an array of numbers as numpy saves it.
fn npy(path: &Path) -> Result<Vec<f64>, Failure> {
    let bytes = std::fs::read(path)?;
    let length = bytes.get(8..10).map(|b| usize::from(u16::from_le_bytes([b[0], b[1]]))).ok_or("no header")?;
    let values = bytes.get(10 + length..).ok_or("short")?;
    Ok(values.as_chunks::<8>().0.iter().map(|b| f64::from_le_bytes(*b)).collect())
}

fn names(letter: char, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{letter}{n:03}")).collect()
}

/// A saved table; rows are read by region, then sector.
fn saved(folder: &Path, regions: usize, sectors: usize) -> Result<Table, Failure> {
    let mut builder = Builder::new(names('r', regions), names('s', sectors))?;
    let place = |row: usize| (row % sectors) * regions + row / sectors;
    let count = regions * sectors;
    for (at, value) in npy(&folder.join("Z.npy"))?.into_iter().enumerate() {
        builder.flow(place(at / count), place(at % count), value);
    }
    for (at, value) in npy(&folder.join("Y.npy"))?.into_iter().enumerate() {
        builder.final_demand(place(at / regions), at % regions, value);
    }
    for (at, value) in npy(&folder.join("x.npy"))?.into_iter().enumerate() {
        builder.output(place(at), value);
    }
    Ok(builder.finish()?)
}

/// A made table: inputs of 40 to 60 % of output, most of them from home.
fn made(regions: usize, sectors: usize) -> Result<Table, Failure> {
    let mut builder = Builder::new(names('r', regions), names('s', sectors))?;
    let mut state = 1_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 / (1_u64 << 53) as f64).max(1e-9)
    };
    let count = regions * sectors;
    for from in 0..count {
        for to in 0..count {
            let home = if from % regions == to % regions { 20.0 } else { 1.0 };
            builder.flow(from, to, home * draw() / count as f64);
        }
        for region in 0..regions {
            let home = if from % regions == region { 20.0 } else { 1.0 };
            builder.final_demand(from, region, home * draw() / regions as f64);
        }
    }
    Ok(builder.finish()?)
}

/// CPU time of this process in seconds, and the most memory it held in MB, where the system says so.
fn used() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse::<f64>().ok());
    ((ticks(11) + ticks(12)) / 100.0, peak.unwrap_or(0.0) / 1024.0)
}

/// Time to read as many numbers as the table has flows, as often as there are days \[s\].
fn floor(industries: usize, days: usize) -> f64 {
    let values = vec![1.0_f64; industries * industries];
    let start = Instant::now();
    let mut sums = [0.0; 16];
    for _ in 0..days {
        for row in std::hint::black_box(&values).as_chunks::<16>().0 {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
    }
    std::hint::black_box(sums);
    start.elapsed().as_secs_f64()
}

fn main() -> Result<(), Failure> {
    let (regions, sectors, days) = (number("--regions", 49)?, number("--sectors", 30)?, number("--days", 365)?);
    let table = match argument("--folder") {
        Some(folder) => saved(Path::new(&folder), regions, sectors)?,
        None => made(regions, sectors)?,
    };
    let mut settings = Settings::new(sectors);
    if argument("--compat").is_some() {
        settings.semantics = Semantics::Compat;
    }
    let hit = table.industry(number("--region", 1)?.min(regions - 1), number("--sector", 3)?.min(sectors - 1));
    let damage = 0.5 * settings.capital_per_value_added * table.value_added[hit].max(0.0);
    let course = Course { duration_days: 10, recovery: Recovery::Linear, recovery_days: 60.0 };
    let events = vec![Event { day: 5, kind: Kind::Capital { damage: vec![(hit, damage)], course } }];
    let (before, _) = used();
    let start = Instant::now();
    let mut model = Model::new(&table, settings, events)?;
    let (mut digest, mut least, mut last) = (blake3::Hasher::new(), f64::INFINITY, 0.0);
    let built = used().0;
    for _ in 0..days {
        model.step();
        last = model.production().iter().sum();
        least = f64::min(least, last);
        model.production().iter().for_each(|made| {
            digest.update(&made.to_le_bytes());
        });
    }
    let (after, peak_rss_mb) = used();
    let floor_s = floor(table.industries(), days);
    let line = serde_json::json!({
        "industries": table.industries(),
        "days": days,
        "table_cpu_s": before,
        "build_cpu_s": built - before,
        "cpu_s": after - built,
        "wall_s": start.elapsed().as_secs_f64(),
        "floor_s": floor_s,
        "peak_rss_mb": peak_rss_mb,
        "least": least,
        "last": last,
        "digest": digest.finalize().to_hex().to_string(),
    });
    println!("{line}");
    Ok(())
}
