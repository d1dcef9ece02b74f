//! Step 3: alloy, metal, oxide and concentrate, one flow at a time. The needs of the buyers are exact.

use std::collections::BTreeMap;

use super::BalanceError;
use super::evidence::Evidence;
use super::frame::{Party, Trade, trade};
use super::inputs::{BalanceInputs, Flow, Total};
use super::magnets::{party, site_evidence};
use super::network::{Need, Network};
use super::plants::{Plants, Shares};
use super::reconcile::{Estimate, Problem, reconcile};
use super::residuals::Residual;

/// Balances one flow and adds its links, closing rows and, for what the flow drives, the sites that make it.
pub(super) fn step(
    inputs: &BalanceInputs,
    flow: &Flow,
    network: &mut Network,
    residuals: &mut Vec<Residual>,
) -> Result<(), BalanceError> {
    let materials: Vec<&str> = flow.materials.split(';').collect();
    if let Some(rest) = inputs.totals(&flow.flow, "rest").next() {
        return take_rest(materials[0], rest, network);
    }
    let needs: Vec<Need> = materials.iter().flat_map(|m| network.needs(m)).collect();
    let users = users(inputs, flow, &needs);
    if inputs.totals(&flow.flow, "feed").next().is_some() {
        return primary(inputs, flow, materials[0], (&needs, users), network, residuals);
    }
    if inputs.totals(&flow.flow, "supplier").next().is_some() {
        let suppliers = inputs.totals(&flow.flow, "supplier").map(party).collect();
        let fitted = trade(inputs, flow, suppliers, users, residuals)?;
        return made_to_order(inputs, &fitted, &materials, &needs, network);
    }
    co_product(inputs, flow, materials[0], (&needs, users), network, residuals)
}

/// Needs by country and the sinks of the flow.
fn users(inputs: &BalanceInputs, flow: &Flow, needs: &[Need]) -> Vec<Party> {
    let mut sum: BTreeMap<&str, f64> = BTreeMap::new();
    for need in needs {
        *sum.entry(&need.country).or_default() += need.t;
    }
    let mut users: Vec<Party> = sum.into_iter().map(|(country, t)| Party::need(country, t)).collect();
    users.extend(inputs.totals(&flow.flow, "sink").map(party));
    users
}

/// A material that drives its plant: one site per country and material, as active as it ships.
fn made_to_order(
    inputs: &BalanceInputs,
    fitted: &Trade,
    materials: &[&str],
    needs: &[Need],
    network: &mut Network,
) -> Result<(), BalanceError> {
    for material in materials {
        let base = inputs.base_of(material).ok_or_else(|| BalanceError::Input {
            place: "tables/processes.csv".to_owned(),
            message: format!("no process drives `{material}`"),
        })?;
        let plants = fitted.suppliers.iter().map(|s| (s.name.clone(), Plants::single(base))).collect();
        let flows = ship(fitted, material, needs, &plants, network);
        for (i, t) in flows {
            let country = &fitted.suppliers[i].name;
            network.add_site(base, country, t, site_evidence(inputs, &fitted.flow, country));
        }
    }
    Ok(())
}

/// Adds links and closing rows for one material, splitting each country flow over buyers by need and over the plants of
/// the supplier by share. Returns what each supplier shipped.
fn ship(
    fitted: &Trade,
    material: &str,
    needs: &[Need],
    plants: &BTreeMap<String, Plants>,
    network: &mut Network,
) -> Vec<(usize, f64)> {
    let mut shipped = Vec::new();
    for (j, user) in fitted.users.iter().enumerate() {
        let total: f64 = needs.iter().filter(|n| n.country == user.name).map(|n| n.t).sum();
        let buyers: Vec<&Need> = needs.iter().filter(|n| n.country == user.name && n.material == material).collect();
        for (i, supplier) in fitted.suppliers.iter().enumerate().filter(|(i, _)| fitted.cells[*i][j] > 0.0) {
            let (flow, evidence) = (fitted.cells[i][j], &fitted.evidence[i][j]);
            let Some(plants) = plants.get(&supplier.name) else {
                continue;
            };
            if let Some((end_use, country)) = user.name.split_once('@') {
                for (base, share) in &plants.sinks {
                    let site = format!("{base}-{}", supplier.name);
                    network.add_demand(&site, material, (country, end_use), flow * share, evidence.clone());
                }
                shipped.push((i, flow));
            }
            for need in &buyers {
                for (base, share) in &plants.users {
                    let site = format!("{base}-{}", supplier.name);
                    let t = flow * share * need.t / total;
                    network.add_link(&site, &need.site, material, t, evidence.clone());
                }
                shipped.push((i, flow * need.t / total));
            }
        }
    }
    shipped
}

/// What a supplier ships to closing rows.
fn closing(fitted: &Trade, i: usize) -> f64 {
    let cells = fitted.cells[i].iter().zip(&fitted.users);
    cells.filter(|(_, u)| u.name.contains('@')).map(|(t, _)| t).sum()
}

/// Neodymium-praseodymium oxide: separation plants by feed plus the oxide that comes back from magnet scrap.
fn primary(
    inputs: &BalanceInputs,
    flow: &Flow,
    material: &str,
    (needs, users): (&[Need], Vec<Party>),
    network: &mut Network,
    residuals: &mut Vec<Residual>,
) -> Result<(), BalanceError> {
    let feeds: Vec<&Total> = inputs.totals(&flow.flow, "feed").collect();
    let scrap = network.gives(material);
    let suppliers = supply_with_scrap(&feeds, &scrap);
    let fitted = trade(inputs, flow, suppliers, users, residuals)?;
    let mut plants: BTreeMap<String, Plants> = BTreeMap::new();
    for (i, supplier) in fitted.suppliers.iter().enumerate() {
        let shipped: f64 = fitted.cells[i].iter().sum();
        let back: Vec<&Need> = scrap.iter().filter(|s| s.country == supplier.name).collect();
        let new = shipped - back.iter().map(|s| s.t).sum::<f64>();
        let mut supply: Shares = Vec::new();
        for (feed, t) in split_feeds(&feeds, &supplier.name, new, residuals)? {
            let range = super::evidence::ratios(feed.value.unwrap_or(0.0), feed.low, feed.high);
            let evidence = Evidence::fitted(&feed.note, &feed.source, feed.year, &feed.basis, range);
            network.add_site(&feed.scope, &supplier.name, t, evidence);
            supply.push((feed.scope.clone(), t));
        }
        for site in back {
            supply.push((base_name(site), site.t));
        }
        plants.insert(supplier.name.clone(), Plants::shared(&supply, closing(&fitted, i)));
    }
    ship(&fitted, material, needs, &plants, network);
    Ok(())
}

/// Site name without its country.
fn base_name(site: &Need) -> String {
    site.site.trim_end_matches(&format!("-{}", site.country)).to_owned()
}

/// Supplier totals: feeds of a country added up (ranges in quadrature), scrap on top and exact.
fn supply_with_scrap(feeds: &[&Total], scrap: &[Need]) -> Vec<Party> {
    let mut suppliers: Vec<Party> = Vec::new();
    for feed in feeds {
        let one = Estimate::ranged(feed.value.unwrap_or(0.0), feed.low, feed.high);
        match suppliers.iter_mut().find(|p| p.name == feed.party) {
            Some(p) => p.total = Estimate { value: p.total.value + one.value, sigma: p.total.sigma.hypot(one.sigma) },
            None => suppliers.push(Party { scope: String::new(), ..party(feed) }),
        }
    }
    for site in scrap {
        match suppliers.iter_mut().find(|p| p.name == site.country) {
            Some(p) => p.total.value += site.t,
            None => suppliers.push(Party::need(&site.country, site.t)),
        }
    }
    suppliers
}

/// Shares the primary oxide of a country out over its feeds, by the same least squares.
fn split_feeds<'a>(
    feeds: &[&'a Total],
    country: &str,
    total: f64,
    residuals: &mut Vec<Residual>,
) -> Result<Vec<(&'a Total, f64)>, BalanceError> {
    let own: Vec<&Total> = feeds.iter().copied().filter(|f| f.party == country).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let estimates: Vec<Estimate> =
        own.iter().map(|f| Estimate::ranged(f.value.unwrap_or(0.0), f.low, f.high)).collect();
    // One user, so the cells carry the ranges; supplier totals repeat them and are left nearly free.
    let problem = Problem {
        cells: estimates.iter().map(|e| vec![Some(Estimate { value: e.value, sigma: e.sigma.max(1e-6) })]).collect(),
        suppliers: estimates.iter().map(|e| Estimate { value: e.value, sigma: e.sigma * 10.0 }).collect(),
        users: vec![Estimate::exact(total)],
    };
    let fitted = reconcile(&problem, 0.0).map_err(|message| BalanceError::Infeasible {
        flow: format!("feeds of {country}"),
        message: format!("{message}; {total:.1} t of primary oxide to share out"),
    })?;
    for (feed, row) in own.iter().zip(&fitted) {
        residuals.push(Residual {
            kind: "feed total".to_owned(),
            item: format!("{}: {} in {country}", feed.flow, feed.scope),
            published: feed.value.unwrap_or(0.0),
            fitted: row[0],
            unit: "t/yr".to_owned(),
            used_in_fit: true,
            note: feed.note.clone(),
            source: feed.source.clone(),
        });
    }
    Ok(own.into_iter().zip(fitted.into_iter().map(|row| row[0])).collect())
}

/// A co-product: supply is what the sites give; the sinks take what the metal makers leave.
fn co_product(
    inputs: &BalanceInputs,
    flow: &Flow,
    material: &str,
    (needs, users): (&[Need], Vec<Party>),
    network: &mut Network,
    residuals: &mut Vec<Residual>,
) -> Result<(), BalanceError> {
    let listed = |country: &str| inputs.cells.iter().any(|c| c.flow == flow.flow && c.supplier == country);
    let mut gives = network.gives(material);
    gives.retain(|g| listed(&g.country));
    let mut sum: BTreeMap<String, f64> = BTreeMap::new();
    for give in &gives {
        *sum.entry(give.country.clone()).or_default() += give.t;
    }
    let suppliers = sum.iter().map(|(country, &t)| Party::need(country, t)).collect();
    let fitted = trade(inputs, flow, suppliers, users, residuals)?;
    let mut plants = BTreeMap::new();
    for (i, supplier) in fitted.suppliers.iter().enumerate() {
        let own = gives.iter().filter(|g| g.country == supplier.name);
        let supply: Shares = own.map(|g| (base_name(g), g.t)).collect();
        plants.insert(supplier.name.clone(), Plants::shared(&supply, closing(&fitted, i)));
    }
    ship(&fitted, material, needs, &plants, network);
    Ok(())
}

/// A co-product nobody in the chain uses: every site that gives it has one closing row for all of it.
fn take_rest(material: &str, row: &Total, network: &mut Network) -> Result<(), BalanceError> {
    for give in network.gives(material) {
        let evidence = Evidence::fitted(&row.note, &row.source, row.year, &row.basis, (0.5, 1.0));
        network.add_demand(&give.site, material, (&give.country, "non-magnet"), give.t, evidence);
    }
    Ok(())
}
