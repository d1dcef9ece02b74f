//! Times a made-up network of firms and prints one JSON line.
//!
//! `cargo run --release -p coercivity-sim --example firm_network -- --sites 1000000 --links-per-site 5 --days 365
//! --threads 2 [--rationing lowest-first|proportional] [--precision f32|f64] [--seed 1]`
//!
//! `floor_s` is what the memory alone would cost: see `floor.rs`; `roofline` is floor over measured.

mod floor;

use coercivity_sim::firms::edges::Edges;
use coercivity_sim::firms::generate::{Made, drawn_sites, made_up};
use coercivity_sim::firms::network::{Network, Settings, Shock};
use coercivity_sim::firms::ration::Rationing;
use coercivity_sim::firms::real::Real;
use floor::Floor;
use std::time::Instant;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Share of sites that are hit, share of capacity they lose, and for how many days before they recover.
const SHOCK: (f64, f64, u32) = (0.01, 0.5, 60);

fn flag(name: &str) -> Option<String> {
    let args: Vec<String> = std::env::args().collect();
    args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned()
}

fn number<N: std::str::FromStr>(name: &str, otherwise: N) -> Result<N, Failure>
where
    N::Err: std::error::Error + Send + Sync + 'static,
{
    flag(name).map_or(Ok(otherwise), |text| text.parse().map_err(|error| Box::new(error) as Failure))
}

/// Largest resident memory so far \[MB\]; 0 where the system does not say.
fn peak_rss_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0.0);
    kilobytes / 1000.0
}

/// Days between two passes of the floor, which so meet the same neighbours on the machine.
const EVERY: u32 = 4;

/// Output by day, seconds of the days, seconds of as many days of the floor, and the most memory before the
/// floor's own arrays were there.
fn timed<T: Real>(network: &mut Network<T>, days: u32) -> (Vec<f64>, f64, f64, f64) {
    let mut daily = network.run(days.min(1));
    let memory = peak_rss_mb();
    let floor = Floor::of(network.layout().sites(), network.layout().links());
    let (mut wall_s, mut floors) = (0.0, Vec::new());
    for from in (1..days).step_by(EVERY as usize) {
        floors.push(floor.day());
        let start = Instant::now();
        daily.extend(network.run(EVERY.min(days - from)));
        wall_s += start.elapsed().as_secs_f64();
    }
    let timed = f64::from(days.max(2) - 1);
    let floor_s = floors.iter().sum::<f64>() / floors.len().max(1) as f64 * f64::from(days);
    (daily, wall_s * f64::from(days) / timed, floor_s, memory)
}

fn run<T: Real>(edges: Edges, settings: Settings, days: u32, seed: u64) -> Result<serde_json::Value, Failure> {
    let hit = drawn_sites(edges.sites(), SHOCK.0, seed).into_iter();
    let shocks: Vec<Shock> = hit.map(|site| Shock { site, share: SHOCK.1, from: 0, to: SHOCK.2 }).collect();
    let laying = Instant::now();
    let mut network = Network::<T>::new(&edges, &shocks, settings)?;
    drop(edges);
    let layout_s = laying.elapsed().as_secs_f64();
    let (sites, links) = (network.layout().sites(), network.layout().links());
    let (daily, wall_s, floor_s, peak_rss_mb) = timed(&mut network, days);
    let normal: f64 = network.layout().output.iter().sum();
    let least = daily.iter().copied().fold(f64::INFINITY, f64::min) / normal;
    let digest = network.digest(&daily);
    let groups = network.layout().groups();
    Ok(serde_json::json!({
        "sites": sites,
        "links": links,
        "groups": groups,
        "days": days,
        "layout_s": layout_s,
        "wall_s": wall_s,
        "link_days_per_s": links as f64 * f64::from(days) / wall_s,
        "peak_rss_mb": peak_rss_mb,
        "floor_s": floor_s,
        "roofline": floor_s / wall_s,
        "least_output": least,
        "last_output": daily.last().map(|output| output / normal),
        "digest": digest,
    }))
}

fn main() -> Result<(), Failure> {
    let made = Made {
        sites: number("--sites", 1_000_000)?,
        links_per_site: number("--links-per-site", 5.0)?,
        sectors: 100,
        longest_transit_days: 3,
        seed: number("--seed", 1)?,
    };
    let rationing = match flag("--rationing").as_deref() {
        None | Some("lowest-first") => Rationing::LowestFirst,
        Some("proportional") => Rationing::Proportional,
        Some(other) => return Err(format!("--rationing {other}: lowest-first or proportional").into()),
    };
    let settings = Settings { rationing, ..Settings::default() };
    let days = number("--days", 365)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(number("--threads", 0)?).build()?;
    let line = pool.install(|| {
        let edges = made_up(&made)?;
        match flag("--precision").as_deref() {
            None | Some("f32") => run::<f32>(edges, settings, days, made.seed),
            Some("f64") => run::<f64>(edges, settings, days, made.seed),
            Some(other) => Err(format!("--precision {other}: f32 or f64").into()),
        }
    })?;
    println!("{line}");
    Ok(())
}
