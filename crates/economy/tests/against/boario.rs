//! The eight cases with stocks that are a cover (psi), and the base model.

use coercivity_economy::event::Rebuild;
use coercivity_economy::table::Builder;
use coercivity_economy::{Course, Event, Kind, Model, Orders, Priority, Recovery, Semantics, Settings, Table};
use std::path::{Path, PathBuf};

fn reference() -> Option<PathBuf> {
    let shared = std::env::var_os("COERCIVITY_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let ario = shared.join("reference/ario");
    if ario.is_dir() {
        return Some(ario);
    }
    println!("skipped: no reference at {} (set COERCIVITY_SHARED)", ario.display());
    None
}

/// Rows of a table with labels in its first row and column.
fn grid(path: &Path) -> (Vec<String>, Vec<(String, Vec<f64>)>) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let head = lines.next().unwrap().split(',').skip(1).map(str::to_owned).collect();
    let row = |line: &str| {
        let mut cells = line.split(',');
        (cells.next().unwrap().to_owned(), cells.map(|cell| cell.parse().unwrap()).collect())
    };
    (head, lines.map(row).collect())
}

fn halves(label: &str) -> (&str, &str) {
    label.split_once('|').unwrap()
}

fn table(folder: &Path) -> Table {
    let (labels, flows) = grid(&folder.join("Z.csv"));
    let (mut regions, mut sectors) = (Vec::new(), Vec::new());
    for label in &labels {
        let (region, sector) = halves(label);
        if !regions.iter().any(|known| known == region) {
            regions.push(region.to_owned());
        }
        if !sectors.iter().any(|known| known == sector) {
            sectors.push(sector.to_owned());
        }
    }
    let place = |label: &str| {
        let (region, sector) = halves(label);
        let region = regions.iter().position(|known| known == region).unwrap();
        sectors.iter().position(|known| known == sector).unwrap() * regions.len() + region
    };
    let mut builder = Builder::new(regions.clone(), sectors.clone()).unwrap();
    for (from, row) in &flows {
        for (to, value) in labels.iter().zip(row) {
            builder.flow(place(from), place(to), *value);
        }
    }
    let (consumers, demand) = grid(&folder.join("Y.csv"));
    for (from, row) in &demand {
        for (consumer, value) in consumers.iter().zip(row) {
            let region = regions.iter().position(|known| known == halves(consumer).0).unwrap();
            builder.final_demand(place(from), region, *value);
        }
    }
    for (industry, row) in &grid(&folder.join("x.csv")).1 {
        builder.output(place(industry), row[0]);
    }
    builder.finish().unwrap()
}

/// A case: parameters as its `params.json` has them.
fn case(name: &str, table: &Table, params: &serde_json::Value) -> (Settings, Vec<Event>) {
    let mut settings = Settings::new(table.sectors.len());
    settings.semantics = Semantics::Compat;
    settings.psi = params["psi"].as_f64().unwrap_or(1.0);
    settings.refill_days = params["inventory_restoration_tau"].as_f64().unwrap_or(1.0);
    settings.stock_days.fill(params["main_inv_dur"].as_f64().unwrap());
    settings.orders = if params["order_type"] == "noalt" { Orders::Fixed } else { Orders::ByCapacity };
    let of = |text: &serde_json::Value, names: &[String]| {
        names.iter().position(|name| name == text.as_str().unwrap()).unwrap()
    };
    let industry = table
        .industry(of(&params["event_industry"][0], &table.regions), of(&params["event_industry"][1], &table.sectors));
    let event = &params["event"];
    let impact = params["event_impact"].as_f64().unwrap();
    let duration_days = u32::try_from(event["duration"].as_u64().unwrap()).unwrap();
    let tau = event["tau"].as_f64().unwrap();
    let course = Course {
        duration_days,
        recovery: match event["fn"].as_str().unwrap_or_default() {
            "convexe" => Recovery::Convex,
            "concave" => Recovery::Concave,
            _ => Recovery::Linear,
        },
        recovery_days: tau,
    };
    let kind = match event["type"].as_str().unwrap() {
        "recovery" => Kind::Capital { damage: vec![(industry, impact)], course },
        "arbitrary" => Kind::Capacity { loss: vec![(industry, impact)], course },
        "rebuild" => Kind::Rebuild(Rebuild {
            damage: vec![(industry, impact)],
            households: Vec::new(),
            sectors: (event["rebuilding_sectors"].as_object().unwrap().iter())
                .map(|(name, share)| {
                    let sector = table.sectors.iter().position(|known| known == name).unwrap();
                    (sector, share.as_f64().unwrap())
                })
                .collect(),
            factor: 1.0,
            duration_days,
            rebuild_days: tau,
            priority: Priority::Equal,
        }),
        other => panic!("{name}: {other}"),
    };
    let day = u32::try_from(event["occurrence"].as_u64().unwrap()).unwrap();
    (settings, vec![Event { day, kind }])
}

/// What the reference records each day.
struct Records {
    production: Vec<Vec<f64>>,
    capacity: Vec<Vec<f64>>,
    unmet: Vec<Vec<f64>>,
    rebuilt: Vec<Vec<f64>>,
    cover: Vec<Vec<f64>>,
    short: u64,
}

/// Largest distance between two records over the largest value of the reference.
fn distance(name: &str, folder: &Path, file: &str, table: &Table, ours: &[Vec<f64>]) -> f64 {
    let (labels, rows) = grid(&folder.join(file));
    assert_eq!(rows.len(), ours.len(), "{name} {file}");
    let order: Vec<usize> = labels.iter().map(|label| place(table, label)).collect();
    let largest = rows.iter().flat_map(|(_, row)| row).fold(0.0_f64, |most, value| most.max(value.abs()));
    let mut worst = 0.0_f64;
    for ((_, row), day) in rows.iter().zip(ours) {
        for (value, industry) in row.iter().zip(&order) {
            // A pair without inputs has no cover.
            if value.is_finite() {
                worst = worst.max((value - day[*industry]).abs());
            }
        }
    }
    if largest > 0.0 { worst / largest } else { worst }
}

fn place(table: &Table, label: &str) -> usize {
    let (region, sector) = halves(label);
    table.industry(
        table.regions.iter().position(|known| known == region).unwrap(),
        table.sectors.iter().position(|known| known == sector).unwrap(),
    )
}

fn simulate(table: &Table, settings: &Settings, events: &[Event], days: usize) -> Records {
    let mut model = Model::new(table, settings.clone(), events.to_vec()).unwrap();
    let industries = 0..table.industries();
    let regions = table.regions.len();
    let mut records = Records {
        production: Vec::new(),
        capacity: Vec::new(),
        unmet: Vec::new(),
        rebuilt: Vec::new(),
        cover: Vec::new(),
        short: 0,
    };
    for _ in 0..days {
        // The reference records stocks before the day's deliveries.
        let cover = |industry: usize| {
            (0..table.sectors.len())
                .filter(|sector| model.recipe(*sector, industry) > 1e-5 / 365.0)
                .map(|sector| model.stock(sector, industry) / (model.recipe(sector, industry) * model.base()[industry]))
                .fold(f64::INFINITY, f64::min)
        };
        records.cover.push(industries.clone().map(cover).collect());
        model.step();
        records.production.push(model.production().to_vec());
        records.capacity.push(model.capacity().to_vec());
        records.rebuilt.push(industries.clone().map(|industry| model.rebuilt(industry)).collect());
        let unmet = |consumer: usize| {
            let (region, sector) = table.place(consumer);
            let from = sector * regions..(sector + 1) * regions;
            from.map(|from| table.final_demand[from * regions + region] / 365.0 * (1.0 - model.met()[from])).sum()
        };
        records.unmet.push(industries.clone().map(unmet).collect());
        records.short += model.short();
    }
    records
}

fn compare(name: &str, tolerance: f64) {
    let Some(reference) = reference() else { return };
    let inputs = if name.starts_with("syn") { "inputs_syn4x5" } else { "inputs_pymrio" };
    let table = table(&reference.join(inputs));
    let folder = reference.join(name);
    let params: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("params.json")).unwrap()).unwrap();
    let (settings, events) = case(name, &table, &params);
    let days = usize::try_from(params["steps"].as_u64().unwrap()).unwrap();
    let ours = simulate(&table, &settings, &events, days);
    let files = [
        ("production_realised.csv", &ours.production),
        ("production_capacity.csv", &ours.capacity),
        ("rebuild_prod.csv", &ours.rebuilt),
        ("final_demand_unmet.csv", &ours.unmet),
        ("min_days_of_cover.csv", &ours.cover),
    ];
    let distances: Vec<(&str, f64)> =
        files.iter().map(|(file, ours)| (*file, distance(name, &folder, file, &table, ours))).collect();
    println!("{name}: {distances:?}, short {} of {}", ours.short, params["summary"]["limiting_flags"]);
    for (file, distance) in &distances {
        assert!(*distance <= tolerance, "{name} {file}: {distance:e} from the reference");
    }
    if tolerance < 1e-6 {
        assert_eq!(ours.short, params["summary"]["limiting_flags"].as_u64().unwrap(), "{name}: inputs that limit");
    }
}

/// Demanded of the cases with a cover: largest difference over the largest value of the file.
const TIGHT: f64 = 1e-9;

macro_rules! cases {
    ($($name:ident: $tolerance:expr,)*) => {
        $(
            #[test]
            fn $name() {
                compare(stringify!($name), $tolerance);
            }
        )*
    };
}

cases! {
    pymrio_recovery: TIGHT,
    pymrio_recovery_noalt: TIGHT,
    pymrio_recovery_inv10_tau1: TIGHT,
    pymrio_arbitrary: TIGHT,
    pymrio_rebuild: TIGHT,
    pymrio_rebuild_small: TIGHT,
    syn4x5_recovery: TIGHT,
    syn4x5_stress: TIGHT,
    // At psi = 1 every stock equals its need at the start: which side of it decides the day is
    // a matter of the last bit, in the reference as here.
    pymrio_recovery_base: 1e-4,
}
