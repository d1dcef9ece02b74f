//! Balancing of the minerals that have a folder of their own, `minerals/<mineral>/`.
//!
//! ```text
//!  balance/use.csv          end uses by country      --+
//!  balance/production.csv   mines, refineries           +--> sites.csv, links.csv, demand.csv, balance/residuals.csv
//!  balance/trade.csv        known flows              --+
//! ```
//!
//! One material at a time, from the users up to the mines, by the least squares of [`super::reconcile`]: production,
//! use and known flows move by as little as their ranges allow until supply equals need in every country; a flow
//! without a figure starts from supply x need. Once a material is balanced, the activities of those who make it and of
//! those who use it are fixed, so that the stage above has exact needs.
//!
//! A site is one process in one country; a user is one end use in one country, so that a production line can be carved
//! out of it exactly. A row from or to `*` closes what no other row names. A flow `to` an `end_use@country` ends there: a stock change, a use outside the chain.

mod inputs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::evidence::{Basis, Evidence, ratios};
use super::frame::{Habits, Party, Trade, trade_of};
use super::inputs::{Cell, Flow};
use super::network::Network;
use super::reconcile::Estimate;
use super::write::{self, digits, round, round_up, table, tail};
use super::{BalanceError, Balanced};

pub use inputs::{Common, Mineral};

/// Flows below this share of a material's world total are dropped where another can take their place.
const SMALLEST_SHARE: f64 = 2e-4;

/// A sale at home is this many times as likely as one abroad, where neither is known: home comes first.
const HOME: f64 = 1000.0;

/// An unknown flow below this share of both sides' unknown flows is left out.
const MINOR: f64 = 0.12;

/// Any country, in a row of known flows that closes all others.
const ANY: &str = "*";

/// A published figure that moved by less than this is still the published one.
const AS_PUBLISHED: f64 = 1e-3;

/// Plants of one process, and for users of one end use, in one country.
#[derive(Debug, Clone)]
struct Plant {
    site: String,
    process: String,
    country: String,
    end_use: Option<String>,
    makes: String,
    target: Estimate,
    capacity: Option<f64>,
    evidence: Evidence,
    basis: Basis,
    activity: Option<f64>,
}

/// Balances every mineral of a package: files by path below the package folder.
///
/// # Errors
///
/// Returns [`BalanceError`] when an authored table cannot be read or a material cannot be balanced.
pub fn files(package: &Path) -> Result<Vec<(String, String)>, BalanceError> {
    let common = Common::read(package)?;
    let mut files = Vec::new();
    for folder in inputs::folders(package)? {
        let mineral = Mineral::read(&folder)?;
        let result = balance(&mineral)?;
        let rows = [
            ("sites.csv", write::SITES, result.site_rows(&mineral, &common)),
            ("links.csv", write::LINKS, result.balanced.link_rows()),
            ("demand.csv", write::DEMAND, result.demand_rows()),
            ("balance/residuals.csv", write::RESIDUALS, result.balanced.residual_rows()),
        ];
        for (name, header, rows) in rows {
            files.push((format!("minerals/{}/{name}", mineral.name), table(header, rows)?));
        }
    }
    Ok(files)
}

/// A balanced mineral.
#[derive(Debug, Clone)]
struct BalancedMineral {
    plants: Vec<Plant>,
    balanced: Balanced,
}

/// Balances one mineral.
fn balance(mineral: &Mineral) -> Result<BalancedMineral, BalanceError> {
    let mut plants = plants(mineral)?;
    check_trade(mineral, &plants)?;
    let mut balanced = Balanced { network: Network::bare(), residuals: Vec::new() };
    let mut left: BTreeSet<String> = plants.iter().filter(|p| p.end_use.is_none()).map(|p| p.makes.clone()).collect();
    while !left.is_empty() {
        let waits =
            |p: &Plant, m: &str| p.end_use.is_none() && p.activity.is_none() && mineral.takes(&p.process, m) > 0.0;
        let ready = left.iter().find(|m| !plants.iter().any(|p| waits(p, m))).cloned();
        let material = ready.ok_or_else(|| BalanceError::Input {
            place: format!("minerals/{}/process_flows.csv", mineral.name),
            message: format!("{} are made from each other", left.iter().cloned().collect::<Vec<_>>().join(", ")),
        })?;
        step(mineral, &material, &mut plants, &mut balanced)?;
        left.remove(&material);
    }
    Ok(BalancedMineral { plants, balanced })
}

/// The plants that the authored tables name.
fn plants(mineral: &Mineral) -> Result<Vec<Plant>, BalanceError> {
    let mut plants = Vec::new();
    for p in &mineral.production {
        plants.push(Plant {
            site: format!("{}-{}", p.process, p.country),
            process: p.process.clone(),
            country: p.country.clone(),
            end_use: None,
            makes: mineral.drives(&p.process)?.to_owned(),
            target: Estimate::ranged(p.activity_t, p.low, p.high),
            capacity: p.capacity_t,
            evidence: evidence(&p.note, &p.source, p.year, &p.basis, ratios(p.activity_t, p.low, p.high)),
            basis: Basis::parse(&p.basis),
            activity: None,
        });
    }
    for u in &mineral.uses {
        plants.push(Plant {
            site: format!("{}-{}-{}", u.process, u.end_use, u.country),
            process: u.process.clone(),
            country: u.country.clone(),
            end_use: Some(u.end_use.clone()),
            makes: mineral.drives(&u.process)?.to_owned(),
            target: Estimate::ranged(u.t_per_year, u.low, u.high),
            capacity: None,
            evidence: evidence(&u.note, &u.source, u.year, &u.basis, ratios(u.t_per_year, u.low, u.high)),
            basis: Basis::parse(&u.basis),
            activity: None,
        });
    }
    let mut seen = BTreeSet::new();
    match plants.iter().find(|p| !seen.insert(p.site.clone())) {
        None => Ok(plants),
        Some(twin) => Err(BalanceError::Input {
            place: format!("minerals/{}/balance", mineral.name),
            message: format!("`{}` is there twice", twin.site),
        }),
    }
}

fn evidence(note: &str, source: &str, year: i32, basis: &str, ratios: (f64, f64)) -> Evidence {
    Evidence::fitted(note, source, year, basis, ratios)
}

/// A known flow must have somebody to leave from and somebody to go to, or it would be left out without a word.
fn check_trade(mineral: &Mineral, plants: &[Plant]) -> Result<(), BalanceError> {
    let mut seen = BTreeSet::new();
    for row in &mineral.trade {
        let makes = |p: &Plant| p.makes == row.flow && (p.country == row.supplier || row.supplier == ANY);
        let takes =
            |p: &Plant| (p.country == row.buyer || row.buyer == ANY) && mineral.takes(&p.process, &row.flow) > 0.0;
        let any = row.supplier == ANY || row.buyer == ANY;
        let message = if any && row.value != Some(0.0) {
            format!("a row of {} from or to `*` closes flows and has 0 t", row.flow)
        } else if !plants.iter().any(makes) {
            format!("nobody in {} makes {}", row.supplier, row.flow)
        } else if !row.buyer.contains('@') && !plants.iter().any(takes) {
            format!("nobody in {} uses {}", row.buyer, row.flow)
        } else if !seen.insert((&row.flow, &row.supplier, &row.buyer)) {
            format!("{} from {} to {} is there twice", row.flow, row.supplier, row.buyer)
        } else {
            continue;
        };
        return Err(BalanceError::Input { place: format!("minerals/{}/balance/trade.csv", mineral.name), message });
    }
    Ok(())
}

/// Balances one material between countries, fixes who makes and who uses it, and adds the links.
fn step(mineral: &Mineral, material: &str, plants: &mut [Plant], balanced: &mut Balanced) -> Result<(), BalanceError> {
    let suppliers = suppliers(material, plants);
    let mut users = users(mineral, material, plants);
    if users.is_empty() {
        return Err(BalanceError::Input {
            place: format!("minerals/{}", mineral.name),
            message: format!("nobody uses {material}: add a process and rows of balance/use.csv"),
        });
    }
    users.extend(sinks(mineral, material));
    let world: f64 = suppliers.iter().map(|s| s.total.value).sum();
    let flow = Flow { flow: material.to_owned(), materials: material.to_owned(), unknown_cells: "gravity".to_owned() };
    let habits = Habits { smallest: SMALLEST_SHARE * world, home: HOME, minor: MINOR };
    let cells = cells(mineral, material, &suppliers, &users);
    let trade = trade_of(&cells, &flow, (suppliers, users), habits, &mut balanced.residuals)?;
    fix_suppliers(&trade, material, plants);
    fix_users(mineral, &trade, material, plants)?;
    add_flows(mineral, &trade, material, plants, &mut balanced.network);
    Ok(())
}

/// Known flows of a material. A row from or to `*` closes every flow abroad that no other row names.
fn cells(mineral: &Mineral, material: &str, suppliers: &[Party], users: &[Party]) -> Vec<Cell> {
    let rows = || mineral.trade.iter().filter(|row| row.flow == material);
    let mut cells: Vec<Cell> = rows().filter(|row| row.supplier != ANY && row.buyer != ANY).cloned().collect();
    for supplier in suppliers {
        for user in users.iter().filter(|user| user.name != supplier.name && !user.name.contains('@')) {
            let closes = |row: &&Cell| {
                (row.supplier == supplier.name && row.buyer == ANY) || (row.supplier == ANY && row.buyer == user.name)
            };
            let named = cells.iter().any(|row| row.supplier == supplier.name && row.buyer == user.name);
            if let Some(row) = rows().find(closes).filter(|_| !named) {
                let (supplier, buyer) = (supplier.name.clone(), user.name.clone());
                cells.push(Cell { supplier, buyer, value: Some(0.0), low: Some(0.0), high: Some(0.0), ..row.clone() });
            }
        }
    }
    cells
}

/// Who makes a material, one party per country; several processes add up with ranges in quadrature.
fn suppliers(material: &str, plants: &[Plant]) -> Vec<Party> {
    let mut parties: BTreeMap<&str, Party> = BTreeMap::new();
    for plant in plants.iter().filter(|p| p.makes == material && p.end_use.is_none()) {
        add(&mut parties, plant, plant.target, &plant.evidence.source);
    }
    parties.into_values().collect()
}

/// Who uses a material: exact where the activity is fixed already, else the range of the use.
fn users(mineral: &Mineral, material: &str, plants: &[Plant]) -> Vec<Party> {
    let mut parties: BTreeMap<&str, Party> = BTreeMap::new();
    for plant in plants {
        let takes = mineral.takes(&plant.process, material);
        if takes > 0.0 {
            let (total, source) = match plant.activity {
                Some(activity) => (Estimate::exact(activity * takes), ""),
                None => {
                    let target = plant.target;
                    let total = Estimate { value: target.value * takes, sigma: target.sigma * takes };
                    (total, plant.evidence.source.as_str())
                }
            };
            add(&mut parties, plant, total, source);
        }
    }
    parties.into_values().collect()
}

fn add<'a>(parties: &mut BTreeMap<&'a str, Party>, plant: &'a Plant, part: Estimate, source: &str) {
    let party = parties.entry(&plant.country).or_insert_with(|| Party::need(&plant.country, 0.0));
    party.total = Estimate { value: party.total.value + part.value, sigma: party.total.sigma.hypot(part.sigma) };
    if party.source.is_empty() {
        party.source = source.to_owned();
    }
}

/// Known flows that end outside the chain, one party per `end_use@country`.
fn sinks(mineral: &Mineral, material: &str) -> Vec<Party> {
    let mut parties: BTreeMap<&str, Party> = BTreeMap::new();
    for row in mineral.trade.iter().filter(|row| row.flow == material && row.buyer.contains('@')) {
        let party = parties.entry(&row.buyer).or_insert_with(|| Party::need(&row.buyer, 0.0));
        let part = Estimate::ranged(row.value.unwrap_or(0.0), row.low, row.high);
        party.total = Estimate { value: party.total.value + part.value, sigma: party.total.sigma.hypot(part.sigma) };
        party.source.clone_from(&row.source);
    }
    parties.into_values().collect()
}

/// Gives each plant its part of what its country ships.
fn fix_suppliers(trade: &Trade, material: &str, plants: &mut [Plant]) {
    for (party, row) in trade.suppliers.iter().zip(&trade.cells) {
        let shipped: f64 = row.iter().sum();
        for plant in plants.iter_mut().filter(|p| makes(p, material) && p.country == party.name) {
            plant.fix(shipped * plant.target.value / party.total.value);
        }
    }
}

/// Gives each user that is not fixed yet its part of what arrives in its country.
fn fix_users(mineral: &Mineral, trade: &Trade, material: &str, plants: &mut [Plant]) -> Result<(), BalanceError> {
    for (j, party) in trade.users.iter().enumerate().filter(|(_, u)| !u.name.contains('@')) {
        let here = |p: &Plant| p.country == party.name && mineral.takes(&p.process, material) > 0.0;
        let need = |p: &Plant| p.activity.unwrap_or(p.target.value) * mineral.takes(&p.process, material);
        let open = |p: &&Plant| here(p) && p.activity.is_none();
        let wanted: f64 = plants.iter().filter(open).map(need).sum();
        let fixed: f64 = plants.iter().filter(|p| here(p) && p.activity.is_some()).map(need).sum();
        let rest = trade.user_total(j) - fixed;
        if wanted > 0.0 && rest <= 0.0 {
            return Err(BalanceError::Infeasible {
                flow: material.to_owned(),
                message: format!("{} gets {rest:.1} t for {wanted:.1} t of use", party.name),
            });
        }
        for plant in plants.iter_mut().filter(|p| here(p) && p.activity.is_none()) {
            plant.fix(plant.target.value * rest / wanted);
        }
    }
    Ok(())
}

/// Adds links and closing rows, each country flow split over suppliers by output and over users by need.
fn add_flows(mineral: &Mineral, trade: &Trade, material: &str, plants: &[Plant], network: &mut Network) {
    for (i, supplier) in trade.suppliers.iter().enumerate() {
        let from: Vec<(&Plant, f64)> = shares(plants, |p| {
            let activity = p.activity.filter(|_| makes(p, material) && p.country == supplier.name);
            activity.unwrap_or(0.0)
        });
        for (j, user) in trade.users.iter().enumerate().filter(|(j, _)| trade.cells[i][*j] > 0.0) {
            let (flow, evidence) = (trade.cells[i][j], &trade.evidence[i][j]);
            if let Some((end_use, country)) = user.name.split_once('@') {
                for (plant, share) in &from {
                    network.add_demand(&plant.site, material, (country, end_use), flow * share, evidence.clone());
                }
                continue;
            }
            let to: Vec<(&Plant, f64)> = shares(plants, |p| {
                let activity = p.activity.filter(|_| p.country == user.name).unwrap_or(0.0);
                activity * mineral.takes(&p.process, material)
            });
            for (seller, part) in &from {
                for (buyer, share) in &to {
                    network.add_link(&seller.site, &buyer.site, material, flow * part * share, evidence.clone());
                }
            }
        }
    }
}

fn makes(plant: &Plant, material: &str) -> bool {
    plant.makes == material && plant.end_use.is_none()
}

/// Plants with a positive weight and their shares of it.
fn shares(plants: &[Plant], weight: impl Fn(&Plant) -> f64) -> Vec<(&Plant, f64)> {
    let all: f64 = plants.iter().map(&weight).sum();
    plants.iter().filter(|p| weight(p) > 0.0).map(|p| (p, weight(p) / all)).collect()
}

impl Plant {
    /// Fixes the activity; a published figure that did not move stays as published.
    fn fix(&mut self, activity: f64) {
        let moved = (activity / self.target.value - 1.0).abs();
        if moved < AS_PUBLISHED {
            self.evidence.basis = self.basis;
        }
        self.activity = Some(activity);
    }
}

impl BalancedMineral {
    /// Rows of `sites.csv` in the order of the authored tables.
    fn site_rows(&self, mineral: &Mineral, common: &Common) -> Vec<Vec<String>> {
        let active = self.plants.iter().filter_map(|p| p.activity.filter(|a| *a > 0.0).map(|a| (p, a)));
        active.map(|(plant, activity)| site_row(mineral, common, plant, activity)).collect()
    }

    /// Rows of `demand.csv`: what users make of the mineral, then what ends outside the chain.
    fn demand_rows(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for plant in &self.plants {
            if let (Some(end_use), Some(t)) = (&plant.end_use, plant.activity.filter(|t| *t > 0.0)) {
                let mut row = vec![plant.site.clone(), plant.site.clone(), plant.makes.clone()];
                row.extend([plant.country.clone(), end_use.clone(), digits(t)]);
                row.extend(tail(&plant.evidence, t));
                rows.push(row);
            }
        }
        for d in &self.balanced.network.demand {
            let key = format!("{}-{}-{}-{}", d.material, d.end_use, d.country, d.site);
            let mut row = vec![key, d.site.clone(), d.material.clone(), d.country.clone(), d.end_use.clone()];
            row.push(digits(d.t_per_year));
            row.extend(tail(&d.evidence, d.t_per_year));
            rows.push(row);
        }
        rows
    }
}

fn site_row(mineral: &Mineral, common: &Common, plant: &Plant, activity: f64) -> Vec<String> {
    let process = mineral.processes.iter().find(|p| p.process == plant.process);
    let title = process.map_or(plant.process.as_str(), |p| p.title.as_str());
    let end_use = plant.end_use.as_ref().map_or_else(String::new, |e| format!(": {}", e.replace('-', " ")));
    let place = common.places.get(&plant.country);
    let setting = common.utilisation.iter().find(|u| plant.site.starts_with(&u.prefix));
    let (used, cover) = setting.map_or((1.0, 30.0), |u| (u.utilisation, u.out_cover_days));
    let capacity = plant.capacity.map_or_else(|| round_up(activity / used), |c| c.max(activity));
    let degrees = |at: Option<f64>| at.map_or_else(String::new, |at| round(at, 1));
    let mut row = vec![
        plant.site.clone(),
        format!("{title}{end_use}, {}", place.map_or(plant.country.as_str(), |p| p.name.as_str())),
        plant.process.clone(),
        plant.country.clone(),
        digits(activity),
        digits(capacity),
        digits(cover),
        degrees(place.map(|p| p.latitude)),
        degrees(place.map(|p| p.longitude)),
    ];
    row.extend(tail(&plant.evidence, activity));
    row
}
