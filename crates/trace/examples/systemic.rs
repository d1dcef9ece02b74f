//! Times cascades on a network drawn from a seed, or on files, and prints one JSON line.
//!
//! `cargo run --release -p coercivity-trace --example systemic -- --firms 100000 --cascades 512
//! [--links-per-firm 6] [--precision f32|f64] [--threads N] [--seed 1] [--top N] [--folder DIR]`
//!
//! `--top N` screens for the N firms of highest index instead. `--folder` reads `nodes.csv`, `edges.csv` and
//! `ess.csv` as the published reference has them. CPU time is that of all threads, laying out included.

use coercivity_trace::systemic::{
    Cascade, FirmNetwork, Need, Needs, Precision, Sale, Settings, indices, synthetic, top,
};
use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;
use std::time::Instant;

fn text(name: &str) -> Option<String> {
    let args: Vec<String> = std::env::args().collect();
    args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned()
}

fn flag(name: &str, otherwise: usize) -> Result<usize, Box<dyn Error>> {
    text(name).map_or(Ok(otherwise), |text| Ok(text.parse()?))
}

/// A network in the layout of the published reference.
fn folder(dir: &Path) -> Result<FirmNetwork, Box<dyn Error>> {
    let number = |text: &str| -> Result<u32, Box<dyn Error>> { Ok(text.parse::<u32>()?.saturating_sub(1)) };
    let nodes = read_to_string(dir.join("nodes.csv"))?;
    let sectors = nodes.lines().skip(1).map(number).collect::<Result<Vec<_>, _>>()?;
    let mut sales = Vec::new();
    for line in read_to_string(dir.join("edges.csv"))?.lines().skip(1) {
        let mut cells = line.split(',');
        let mut cell = || cells.next().ok_or("a line is too short");
        sales.push(Sale { supplier: number(cell()?)?, buyer: number(cell()?)?, value: cell()?.parse()? });
    }
    let needs = read_to_string(dir.join("ess.csv"))?;
    let mut table = Needs::all(needs.lines().count(), Need::Negligible);
    for (supplier, line) in needs.lines().enumerate() {
        for (buyer, cell) in line.split(',').enumerate() {
            let need = [Need::Negligible, Need::NonEssential, Need::Essential][cell.parse::<usize>()?.min(2)];
            table.set(supplier, buyer, need);
        }
    }
    Ok(FirmNetwork::new(sectors, None, sales, table)?)
}

/// CPU time of this process so far \[ms\], in steps of 10, and its largest memory \[MB\]; nought where /proc is not.
fn usage() -> (f64, f64) {
    let stat = read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = after_name.skip(11).take(2).filter_map(|cell| cell.parse::<f64>().ok()).sum();
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak_kb = peak.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
    (ticks * 10.0, peak_kb.unwrap_or(0.0) / 1000.0)
}

/// FNV-1a over the bits of all figures: equal digests are equal results.
fn digest(cascades: &[Cascade]) -> String {
    let bytes = cascades.iter().flat_map(|c| {
        let figures = [c.total.to_bits(), c.downstream.to_bits(), c.upstream.to_bits(), u64::from(c.sweeps)];
        figures.into_iter().flat_map(u64::to_le_bytes)
    });
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    format!("{:016x}", bytes.fold(0xCBF2_9CE4_8422_2325, fold))
}

fn main() -> Result<(), Box<dyn Error>> {
    let network = match text("--folder") {
        Some(dir) => folder(Path::new(&dir))?,
        None => synthetic::network(flag("--firms", 10_000)?, flag("--links-per-firm", 6)?, flag("--seed", 1)? as u64)?,
    };
    let f64_wanted = text("--precision").is_some_and(|precision| precision == "f64");
    let precision = if f64_wanted { Precision::F64 } else { Precision::F32 };
    let settings = Settings { precision, ..Settings::default() };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(flag("--threads", 1)?).build()?;
    let wanted = flag("--top", 0)?;
    let asked = u32::try_from(flag("--cascades", 1000)?.min(network.firms()))?;
    // Spread over the list, whose order may mean something.
    let step = network.firms() as u64 / u64::from(asked.max(1));
    let firms: Vec<u32> = (0..asked).map(|at| u32::try_from(u64::from(at) * step)).collect::<Result<_, _>>()?;
    let (cpu_before, _) = usage();
    let start = Instant::now();
    let mut line = serde_json::json!({
        "firms": network.firms(),
        "links": network.links(),
        "lanes": if f64_wanted { 8 } else { 16 },
        "precision": if f64_wanted { "f64" } else { "f32" },
    });
    let cascades = if wanted > 0 {
        let screened = threads.install(|| top(&network, wanted, usize::MAX, &settings, &|_| ()));
        line["followed"] = screened.followed.into();
        line["least"] = screened.top.last().map(|row| row.bounded_by).into();
        line["rest_bounded_by"] = screened.rest_bounded_by.into();
        screened.top.iter().filter_map(|row| row.exact).collect()
    } else {
        threads.install(|| indices(&network, &firms, &settings, &|_| ()))
    };
    let (wall_s, (cpu_after, peak_rss_mb)) = (start.elapsed().as_secs_f64(), usage());
    let sweeps: u32 = cascades.iter().map(|cascade| cascade.sweeps).sum();
    let count = cascades.len().max(1) as f64;
    line["cascades"] = cascades.len().into();
    line["wall_s"] = wall_s.into();
    line["cpu_ms_per_cascade"] = ((cpu_after - cpu_before) / count).into();
    line["sweeps_mean"] = (f64::from(sweeps) / count).into();
    line["peak_rss_mb"] = peak_rss_mb.into();
    line["digest"] = digest(&cascades).into();
    println!("{line}");
    Ok(())
}
