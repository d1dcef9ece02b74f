//! Step 1: how much of each kind of magnet each end use takes in each country, and the component and product sites.

use super::evidence::{Evidence, ratios};
use super::fit;
use super::frame::Trade;
use super::inputs::{BalanceInputs, EndUse};
use super::network::Network;
use super::{BalanceError, SMALLEST_FLOW};

/// Adds the users of NdFeB magnets: world shares of end uses (rows) and reconciled use of countries (columns), spread by
/// the proxies, then split into light and heavy by the heavy share of each end use.
pub(super) fn add_ndfeb(inputs: &BalanceInputs, trade: &Trade, network: &mut Network) -> Result<(), BalanceError> {
    let uses: Vec<&EndUse> = inputs.end_uses.iter().filter(|e| e.kind == "ndfeb").collect();
    let table = spread(inputs, trade, &uses);
    for (j, user) in trade.users.iter().enumerate() {
        let mut parts: Vec<(&EndUse, &str, f64)> = Vec::new();
        for (e, use_) in uses.iter().enumerate() {
            parts.push((use_, "light", table[e][j] * (1.0 - use_.heavy_share)));
            parts.push((use_, "heavy", table[e][j] * use_.heavy_share));
        }
        add_users(&user.name, trade.user_total(j), parts, network)?;
    }
    Ok(())
}

/// Adds the users of SmCo magnets.
pub(super) fn add_smco(inputs: &BalanceInputs, trade: &Trade, network: &mut Network) -> Result<(), BalanceError> {
    let uses: Vec<&EndUse> = inputs.end_uses.iter().filter(|e| e.kind == "smco").collect();
    let table = spread(inputs, trade, &uses);
    for (j, user) in trade.users.iter().enumerate() {
        let parts = uses.iter().enumerate().map(|(e, use_)| (*use_, "smco", table[e][j])).collect();
        add_users(&user.name, trade.user_total(j), parts, network)?;
    }
    Ok(())
}

/// End use by country, fitted to both margins.
fn spread(inputs: &BalanceInputs, trade: &Trade, uses: &[&EndUse]) -> Vec<Vec<f64>> {
    let columns: Vec<f64> = (0..trade.users.len()).map(|j| trade.user_total(j)).collect();
    let world: f64 = columns.iter().sum();
    let rows: Vec<f64> = uses.iter().map(|u| u.share * world).collect();
    let proxy = |end_use: &str, country: &str| {
        inputs.seeds.iter().find(|s| s.end_use == end_use && s.country == country).map_or(0.0, |s| s.proxy)
    };
    let seed: Vec<Vec<f64>> = uses
        .iter()
        .map(|u| {
            let sum: f64 = inputs.seeds.iter().filter(|s| s.end_use == u.end_use).map(|s| s.proxy).sum();
            trade.users.iter().map(|c| proxy(&u.end_use, &c.name) / sum).collect()
        })
        .collect();
    fit::proportional(&seed, &rows, &columns, 1000)
}

/// Component and product sites of one country: drops crumbs, rescales to the total, one product site per component site.
fn add_users(
    country: &str,
    total: f64,
    parts: Vec<(&EndUse, &str, f64)>,
    network: &mut Network,
) -> Result<(), BalanceError> {
    let largest = parts.iter().map(|p| p.2).fold(0.0, f64::max);
    let kept: Vec<_> = parts.into_iter().filter(|p| p.2 >= SMALLEST_FLOW.min(largest) && p.2 > 0.0).collect();
    let sum: f64 = kept.iter().map(|p| p.2).sum();
    if sum <= 0.0 {
        return Err(BalanceError::Input {
            place: format!("balance/seeds.csv, country {country}"),
            message: "no end use has a proxy for this user".to_owned(),
        });
    }
    for (use_, kind, t) in kept {
        let t = t * total / sum;
        let range = ratios(use_.share, Some(use_.low), Some(use_.high));
        let note = "world share of the end use, spread by the proxy of the country";
        let evidence = Evidence::fitted(note, &use_.source, use_.year, &use_.basis, range);
        let name = format!("{}-{kind}", use_.end_use);
        let component = network.add_site(&format!("component-{name}"), country, t, evidence.clone());
        let product = network.add_site(&format!("product-{name}"), country, t, evidence.clone());
        let home = Evidence::fitted(
            "components are taken as used in the same country",
            "own-assumption",
            2024,
            "assumed",
            range,
        );
        network.add_link(&component, &product, &format!("component-{name}"), t, home);
        network.add_demand(&product, &format!("product-{name}"), (country, &use_.end_use), t, evidence);
    }
    Ok(())
}
