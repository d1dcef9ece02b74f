//! Total output of the published simulator of Inoue & Todo (2019), day by day.

use coercivity_sim::firms::edges::Edges;
use coercivity_sim::firms::inventory::{Inventory, Settings};
use coercivity_sim::firms::published::Published;
use coercivity_sim::firms::ration::Rationing;
use coercivity_sim::firms::real::Real;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder of reference results: `COERCIVITY_SHARED`, else `../shared` beside the workspace.
fn reference() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("COERCIVITY_SHARED").map_or_else(beside, PathBuf::from).join("reference");
    folder.join("inventory").is_dir().then_some(folder)
}

/// Pairs of site, or day, and value.
fn pairs(path: &Path) -> Vec<(i64, f64)> {
    let pair = |line: &str| {
        let (key, value) = line.split_once(' ').unwrap();
        (key.parse().unwrap(), value.trim().parse().unwrap())
    };
    fs::read_to_string(path).unwrap().lines().map(pair).collect()
}

/// A network of the reference: links, final demand, damage.
fn network(folder: &Path, name: &str) -> (Edges, Vec<f64>, Vec<f64>) {
    let links = fs::read_to_string(folder.join("esri").join(name).join("edges.csv")).unwrap();
    let sectors = fs::read_to_string(folder.join("esri").join(name).join("nodes.csv")).unwrap();
    let sector = sectors.lines().skip(1).map(|line| line.parse().unwrap()).collect();
    let mut edges = Edges { sector, ..Edges::default() };
    for line in links.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        edges.supplier.push(cells[0].parse::<u32>().unwrap() - 1);
        edges.buyer.push(cells[1].parse::<u32>().unwrap() - 1);
        edges.flow.push(cells[2].parse().unwrap());
    }
    let column = |file: &str| {
        let mut column = vec![0.0; edges.sites()];
        for (site, value) in pairs(&folder.join("inventory").join(name).join(file)) {
            column[site as usize] = value;
        }
        column
    };
    let (last, damage) = (column("C.txt"), column("delta.txt"));
    edges.output = edges.sales().iter().zip(&last).map(|(sold, last)| sold + last).collect();
    (edges, last, damage)
}

/// Largest relative difference of total output over the start and `days` days.
fn apart(folder: &Path, name: &str, kind: u32, days: usize, mut output: impl FnMut(i64) -> f64) -> f64 {
    let file = format!("production_actual_total_R{kind}.txt");
    let published = pairs(&folder.join("inventory").join(name).join(file));
    assert!(published.len() > days, "{name}: the reference ends early");
    let worst = |worst: f64, (day, wanted): &(i64, f64)| worst.max(((output(*day) - wanted) / wanted).abs());
    published[..=days].iter().fold(0.0, worst)
}

/// Rationing type 0 with the kernels of the networks.
fn proportional<T: Real>(folder: &Path, name: &str, days: usize) -> f64 {
    let (edges, _, damage) = network(folder, name);
    let settings = Settings { rationing: Rationing::Proportional, ..Settings::default() };
    let mut model = Inventory::<T>::new(&edges, &damage, settings).unwrap();
    apart(folder, name, 0, days, |day| {
        if day >= 0 {
            model.step();
        }
        model.output()
    })
}

/// Rationing type 2 with the arithmetic of the program.
fn lowest_first(folder: &Path, name: &str, days: usize) -> f64 {
    let (edges, last, damage) = network(folder, name);
    let mut model = Published::new(&edges, &last, &damage).unwrap();
    apart(folder, name, 2, days, |day| {
        if day >= 0 {
            model.step();
        }
        model.output()
    })
}

#[test]
fn total_output_is_the_published_one_over_50_days() {
    let Some(folder) = reference() else {
        eprintln!("skipped: no reference results of the inventory model are at hand");
        return;
    };
    for name in ["d1k", "d10k"] {
        for (kind, apart) in [(0, proportional::<f64>(&folder, name, 50)), (2, lowest_first(&folder, name, 50))] {
            eprintln!("{name}, rationing {kind}: {apart:.1e} apart at most");
            assert!(apart <= 1e-9, "{name}, rationing {kind}: {apart:e}");
        }
    }
}

#[test]
fn in_f32_the_first_days_agree_too() {
    let Some(folder) = reference() else {
        eprintln!("skipped: no reference results of the inventory model are at hand");
        return;
    };
    let apart = proportional::<f32>(&folder, "d10k", 30);
    eprintln!("d10k in f32: {apart:.1e} apart at most");
    assert!(apart <= 1e-5, "{apart:e}");
}
