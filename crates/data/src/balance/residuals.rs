//! Published against fitted, and the shares that the fit never saw.

use std::collections::BTreeMap;

use super::inputs::{BalanceInputs, HeldBack};
use super::network::Network;

/// One published figure and what the balanced chain says instead.
#[derive(Debug, Clone)]
pub struct Residual {
    /// `supplier total`, `user total`, `cell`, `closing item`, `feed total`, `check` or `held back`.
    pub kind: String,
    /// What.
    pub item: String,
    /// Published.
    pub published: f64,
    /// Fitted.
    pub fitted: f64,
    /// Unit of both.
    pub unit: String,
    /// Whether the fit used it.
    pub used_in_fit: bool,
    /// Note.
    pub note: String,
    /// Source id.
    pub source: String,
}

impl Residual {
    /// Fitted over published, less one, in per cent; none for a published zero.
    #[must_use]
    pub fn difference_percent(&self) -> Option<f64> {
        (self.published != 0.0).then(|| 100.0 * (self.fitted / self.published - 1.0))
    }
}

/// Compares published totals that were not part of a flow with sums over sites.
pub(super) fn add_checks(inputs: &BalanceInputs, network: &Network, residuals: &mut Vec<Residual>) {
    for check in &inputs.checks {
        let (direction, prefix) =
            check.material.strip_prefix("input:").map_or(("output", check.material.as_str()), |m| ("input", m));
        let mut fitted = 0.0;
        for (name, site) in &network.sites {
            let here = check.country.is_empty() || site.country == check.country;
            if !here || !name.starts_with(&check.site_prefix) {
                continue;
            }
            for row in network.rows(&site.process) {
                if row.direction == direction && row.material.starts_with(prefix) {
                    fitted += site.activity * row.t_per_activity;
                }
            }
        }
        residuals.push(Residual {
            kind: "check".to_owned(),
            item: check.item.clone(),
            published: check.value,
            fitted,
            unit: check.unit.clone(),
            used_in_fit: false,
            note: check.note.clone(),
            source: check.source.clone(),
        });
    }
}

/// Compares the origin of the NdPr in magnets used in the EU with the held-back shares.
pub(super) fn add_held_back(inputs: &BalanceInputs, network: &Network, residuals: &mut Vec<Residual>) {
    for stage in ["mine", "separation"] {
        let rows: Vec<&HeldBack> = inputs.held_back.iter().filter(|h| h.stage == stage).collect();
        let model = eu_origin(inputs, network, stage);
        let mut countries: Vec<&str> = rows.iter().map(|h| h.country.as_str()).collect();
        countries.extend(model.iter().filter(|(_, s)| **s >= 0.005).map(|(c, _)| c.as_str()));
        countries.sort_unstable();
        countries.dedup();
        for country in countries {
            let row = rows.iter().find(|h| h.country == country);
            residuals.push(Residual {
                kind: "held back".to_owned(),
                item: format!("NdPr used in the EU: share by country of {stage}, {country}"),
                published: row.map_or(0.0, |h| 100.0 * h.share),
                fitted: 100.0 * model.get(country).copied().unwrap_or(0.0),
                unit: "%".to_owned(),
                used_in_fit: false,
                note: row.map_or_else(
                    || "not named in the study; the model traces magnets used in the EU".to_owned(),
                    |h| {
                        format!(
                            "{}; the study counts traded compounds, the model traces magnets used in the EU",
                            h.note
                        )
                    },
                ),
                source: rows.first().map_or_else(String::new, |h| h.source.clone()),
            });
        }
    }
}

/// Materials that carry neodymium from the mine to the component.
fn carries_neodymium(material: &str) -> bool {
    material.starts_with("concentrate-") || material.starts_with("ndpr-") || material.contains("ndfeb-")
}

/// Shares of countries.
type Mix = BTreeMap<String, f64>;

/// Shares by country of mine or separation in the NdFeB that component makers in the EU use.
fn eu_origin(inputs: &BalanceInputs, network: &Network, stage: &str) -> Mix {
    let origin = origins(network, &format!("{stage}-"));
    let eu = |country: &str| inputs.countries.iter().any(|c| c.iso3 == country && c.eu_member);
    let mut sum = Mix::new();
    for (name, site) in &network.sites {
        if name.starts_with("component-") && eu(&site.country) {
            for (country, share) in origin.get(name.as_str()).into_iter().flatten() {
                *sum.entry(country.clone()).or_default() += share * site.activity;
            }
        }
    }
    let all: f64 = sum.values().sum();
    sum.into_iter().map(|(country, t)| (country, t / all)).collect()
}

/// Origin of the neodymium at every site, counted at the sites whose name starts with `prefix`. Oxide from scrap has
/// the origin of the magnet it was cut from, so the shares are a fixed point; 300 rounds shrink the error below 1e-12.
fn origins<'a>(network: &'a Network, prefix: &str) -> BTreeMap<&'a str, Mix> {
    let mut inflow: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for link in network.links.values().filter(|l| carries_neodymium(&l.material)) {
        if !link.buyer.starts_with(prefix) {
            inflow.entry(&link.buyer).or_default().push((&link.supplier, link.t_per_year));
        }
    }
    let mut origin: BTreeMap<&str, Mix> = BTreeMap::new();
    for (name, site) in network.sites.iter().filter(|(name, _)| name.starts_with(prefix)) {
        origin.insert(name, Mix::from([(site.country.clone(), 1.0)]));
    }
    for _ in 0..300 {
        for (buyer, suppliers) in &inflow {
            let known = suppliers.iter().filter(|(s, _)| origin.contains_key(s));
            let total: f64 = known.map(|(_, t)| t).sum();
            let mut mix = Mix::new();
            for (supplier, t) in suppliers {
                for (country, share) in origin.get(supplier).into_iter().flatten() {
                    *mix.entry(country.clone()).or_default() += share * t / total;
                }
            }
            if total > 0.0 {
                origin.insert(buyer, mix);
            }
        }
    }
    origin
}
