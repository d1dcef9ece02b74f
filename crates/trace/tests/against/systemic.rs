//! The index as the authors' open code (GLcascade, fastcascade) computes it, firm by firm.

use coercivity_trace::systemic::{Cascade, FirmNetwork, Need, Needs, Precision, Sale, Settings, indices, top};
use std::fs;
use std::path::{Path, PathBuf};

/// Folder of the reference: `COERCIVITY_SHARED`, else `../shared` beside the workspace.
fn reference(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("COERCIVITY_SHARED").map_or_else(beside, PathBuf::from);
    let folder = shared.join("reference/esri").join(name);
    if !folder.is_dir() {
        println!("skipped: no reference files; set COERCIVITY_SHARED to their folder");
        return None;
    }
    Some(folder)
}

fn network(folder: &Path) -> FirmNetwork {
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let number = |text: &str| text.parse::<u32>().unwrap() - 1;
    let sectors = read("nodes.csv").lines().skip(1).map(number).collect();
    let sale = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        Sale { supplier: number(cells[0]), buyer: number(cells[1]), value: cells[2].parse().unwrap() }
    };
    let sales = read("edges.csv").lines().skip(1).map(sale).collect();
    let mut needs = Needs::all(60, Need::Negligible);
    for (supplier, line) in read("ess.csv").lines().enumerate() {
        for (buyer, cell) in line.split(',').enumerate() {
            needs.set(
                supplier,
                buyer,
                match cell {
                    "0" => Need::Negligible,
                    "1" => Need::NonEssential,
                    _ => Need::Essential,
                },
            );
        }
    }
    FirmNetwork::new(sectors, None, sales, needs).unwrap()
}

/// Rows of a file: total, downstream, upstream, total one sweep before the end, total again, sweeps.
fn rows(folder: &Path, file: &str) -> Vec<[f64; 6]> {
    let row = |line: &str| {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        cells.try_into().unwrap()
    };
    fs::read_to_string(folder.join(file)).unwrap().lines().skip(1).map(row).collect()
}

fn follow(network: &FirmNetwork, count: usize, settings: Settings) -> Vec<Cascade> {
    let firms: Vec<u32> = (0..u32::try_from(count).unwrap()).collect();
    indices(network, &firms, &settings, &|_| ())
}

/// Every figure of a file within `within`, and the same number of sweeps.
fn compare(name: &str, file: &str, precision: Precision, within: f64) {
    let Some(folder) = reference(name) else { return };
    let (network, published) = (network(&folder), rows(&folder, file));
    let settings = Settings { precision, ..Settings::default() };
    let found = follow(&network, published.len(), settings);
    let mut worst = 0.0_f64;
    for (firm, (row, cascade)) in published.iter().zip(&found).enumerate() {
        assert_eq!(f64::from(cascade.sweeps), row[5], "sweeps of firm {firm}");
        for (wanted, figure) in
            [(row[0], cascade.total), (row[1], cascade.downstream), (row[2], cascade.upstream), (row[4], cascade.total)]
        {
            worst = worst.max((wanted - figure).abs());
            assert!((wanted - figure).abs() <= within, "firm {firm}: {figure} instead of {wanted}");
        }
    }
    assert_eq!(found.len(), published.len());
    println!("{name}/{file}: {} cascades, {precision:?}, largest difference {worst:e}", found.len());
}

#[test]
fn a_thousand_firms_in_f64() {
    for file in ["esri_R_1000.csv", "esri_R_200.csv", "esri_R_20_pureR.csv"] {
        compare("d1k", file, Precision::F64, 1e-9);
    }
}

#[test]
fn a_thousand_firms_in_f32() {
    for file in ["esri_R_1000.csv", "esri_R_200.csv", "esri_R_20_pureR.csv"] {
        compare("d1k", file, Precision::F32, 1e-6);
    }
}

#[test]
fn ten_thousand_firms_in_both_widths() {
    for file in ["esri_R_10.csv", "esri_R_20.csv", "esri_R_40.csv", "esri_R_50.csv"] {
        compare("d10k", file, Precision::F64, 1e-9);
        compare("d10k", file, Precision::F32, 1e-6);
    }
}

#[test]
fn one_sweep_before_the_end() {
    let Some(folder) = reference("d1k") else { return };
    let (network, published) = (network(&folder), rows(&folder, "esri_R_200.csv"));
    for (firm, row) in published.iter().enumerate().filter(|(_, row)| row[5] >= 2.0).take(60) {
        let most_sweeps = row[5] as u32 - 1;
        let settings = Settings { most_sweeps, precision: Precision::F64, ..Settings::default() };
        let found = indices(&network, &[u32::try_from(firm).unwrap()], &settings, &|_| ());
        assert!((found[0].total - row[3]).abs() <= 1e-9, "firm {firm}");
    }
}

/// The screened top is that of all cascades, and no bound is broken.
fn screened(name: &str, wanted: usize) {
    let Some(folder) = reference(name) else { return };
    let network = network(&folder);
    let settings = Settings::default();
    let all = follow(&network, network.firms(), settings);
    let screened = top(&network, wanted, usize::MAX, &settings, &|_| ());
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| all[*b].total.total_cmp(&all[*a].total).then(a.cmp(b)));
    let wanted: Vec<usize> = order[..wanted].to_vec();
    let found: Vec<usize> = screened.top.iter().map(|row| row.firm as usize).collect();
    assert_eq!(found, wanted);
    assert!(screened.open.is_empty());
    let least = screened.top.last().unwrap().bounded_by;
    assert!(screened.rest_bounded_by <= least);
    for row in &screened.top {
        assert_eq!(row.exact, Some(all[row.firm as usize]), "followed alike");
    }
    println!("{name}: {} of {} cascades followed", screened.followed, all.len());
}

#[test]
fn the_screened_top_is_the_top() {
    screened("d1k", 20);
    screened("d10k", 100);
}
