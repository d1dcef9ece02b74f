//! Magnet trade between countries, and its split over the component sites of each user.

use super::evidence::{Basis, Evidence, ratios};
use super::fit;
use super::frame::{Party, Trade, trade};
use super::inputs::{BalanceInputs, Flow, Total};
use super::network::{Need, Network};
use super::reconcile::Estimate;
use super::residuals::Residual;
use super::{BalanceError, SMALLEST_FLOW};

/// Standard deviation of a SmCo user total over its size: nothing is published by country.
const SMCO_USER_SIGMA: f64 = 0.4;

/// Finds a flow by id.
fn flow<'a>(inputs: &'a BalanceInputs, id: &str) -> Result<&'a Flow, BalanceError> {
    inputs.flows.iter().find(|f| f.flow == id).ok_or_else(|| BalanceError::Input {
        place: "balance/flows.csv".to_owned(),
        message: format!("flow `{id}` is missing"),
    })
}

/// A published total as one side of a flow.
pub(super) fn party(total: &Total) -> Party {
    Party {
        name: total.party.clone(),
        scope: total.scope.clone(),
        total: Estimate::ranged(total.value.unwrap_or(0.0), total.low, total.high),
        source: total.source.clone(),
    }
}

/// NdFeB, both kinds together: producers, users and known exports all have ranges and all give way.
pub(super) fn trade_ndfeb(inputs: &BalanceInputs, residuals: &mut Vec<Residual>) -> Result<Trade, BalanceError> {
    let id = "magnet-ndfeb";
    let suppliers = inputs.totals(id, "supplier").map(party).collect();
    let users = inputs.totals(id, "user").map(party).collect();
    trade(inputs, flow(inputs, id)?, suppliers, users, residuals)
}

/// SmCo: users are the end-use shares spread by the proxies, with a wide standard deviation.
pub(super) fn trade_smco(inputs: &BalanceInputs, residuals: &mut Vec<Residual>) -> Result<Trade, BalanceError> {
    let id = "magnet-smco";
    let world = inputs.totals(id, "world").filter_map(|t| t.value).sum::<f64>();
    let mut users: Vec<Party> = Vec::new();
    for use_ in inputs.end_uses.iter().filter(|e| e.kind == "smco") {
        let seeds: Vec<_> = inputs.seeds.iter().filter(|s| s.end_use == use_.end_use).collect();
        let sum: f64 = seeds.iter().map(|s| s.proxy).sum();
        for seed in seeds {
            let t = world * use_.share * seed.proxy / sum;
            match users.iter_mut().find(|u| u.name == seed.country) {
                Some(user) => user.total.value += t,
                None => users.push(Party::need(&seed.country, t)),
            }
        }
    }
    for user in &mut users {
        user.total.sigma = SMCO_USER_SIGMA * user.total.value;
    }
    let suppliers = inputs.totals(id, "supplier").map(party).collect();
    trade(inputs, flow(inputs, id)?, suppliers, users, residuals)
}

/// Adds the magnet sites and their links to the component sites.
///
/// Every user buys from every producer in the user's own mix of kinds and uses, because no published figure splits
/// trade by kind. Producers too small to serve every site of a country serve its larger ones.
pub(super) fn supply(inputs: &BalanceInputs, trade: &Trade, network: &mut Network) -> Result<(), BalanceError> {
    let materials: Vec<String> = flow(inputs, &trade.flow)?.materials.split(';').map(str::to_owned).collect();
    let needs: Vec<Need> = materials.iter().flat_map(|m| network.needs(m)).collect();
    let mut made: Vec<(usize, String, f64)> = Vec::new();
    let mut links = Vec::new();
    for (j, user) in trade.users.iter().enumerate() {
        let buyers: Vec<&Need> = needs.iter().filter(|n| n.country == user.name).collect();
        let from: Vec<usize> = (0..trade.suppliers.len()).filter(|&i| trade.cells[i][j] > 0.0).collect();
        let rows: Vec<f64> = from.iter().map(|&i| trade.cells[i][j]).collect();
        let columns: Vec<f64> = buyers.iter().map(|n| n.t).collect();
        for (row, &i) in split(&rows, &columns).iter().zip(&from) {
            for (&t, need) in row.iter().zip(&buyers).filter(|(t, _)| **t > 0.0) {
                let note = "split over end uses in the mix of the user";
                links.push((
                    i,
                    need.site.clone(),
                    need.material.clone(),
                    t,
                    trade.evidence[i][j].clone().at_best(Basis::Estimated, note),
                ));
                made.push((i, need.material.clone(), t));
            }
        }
    }
    for (i, material, t) in made {
        let country = &trade.suppliers[i].name;
        network.add_site(&format!("magnet-{material}"), country, t, site_evidence(inputs, &trade.flow, country));
    }
    for (i, buyer, material, t, evidence) in links {
        let supplier = format!("magnet-{material}-{}", trade.suppliers[i].name);
        network.add_link(&supplier, &buyer, &material, t, evidence);
    }
    Ok(())
}

/// Evidence of a site's activity: that of the published total of its country, all parts together.
pub(super) fn site_evidence(inputs: &BalanceInputs, flow: &str, country: &str) -> Evidence {
    let rows: Vec<&Total> = inputs
        .totals
        .iter()
        .filter(|t| t.flow == flow && matches!(t.role.as_str(), "supplier" | "feed") && t.party == country)
        .collect();
    let Some(first) = rows.first() else {
        return Evidence::arithmetic("follows from the needs of the next stage", 2024, (0.85, 1.15));
    };
    let sum = |pick: fn(&Total) -> Option<f64>| rows.iter().map(|t| pick(t)).sum::<Option<f64>>();
    let value = sum(|t| t.value).unwrap_or(0.0);
    let range = ratios(value, sum(|t| t.low), sum(|t| t.high));
    Evidence::fitted(&first.note, &first.source, first.year, &first.basis, range)
}

/// Shares producer totals (rows) out over sites (columns) in proportion, without crumbs. Columns are met exactly.
fn split(rows: &[f64], columns: &[f64]) -> Vec<Vec<f64>> {
    let total: f64 = columns.iter().sum();
    let main = (0..rows.len()).max_by(|&a, &b| rows[a].total_cmp(&rows[b]));
    let mut seed: Vec<Vec<f64>> = rows.iter().map(|&r| columns.iter().map(|c| r * c / total).collect()).collect();
    for (i, row) in seed.iter_mut().enumerate().filter(|&(i, _)| Some(i) != main) {
        keep_large(row, rows[i]);
    }
    fit::proportional(&seed, rows, columns, 400)
}

/// Keeps as many of the largest cells of a row as stay above the smallest flow when they carry the whole row.
fn keep_large(row: &mut [f64], total: f64) {
    let mut order: Vec<usize> = (0..row.len()).collect();
    order.sort_by(|&a, &b| row[b].total_cmp(&row[a]).then(a.cmp(&b)));
    let mut kept = order.len();
    let mut sum: f64 = row.iter().sum();
    while kept > 1 && row[order[kept - 1]] * total / sum < SMALLEST_FLOW {
        kept -= 1;
        sum -= row[order[kept]];
    }
    order[kept..].iter().for_each(|&k| row[k] = 0.0);
}
