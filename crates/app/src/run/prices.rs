//! Prices of the goods that are controlled or used.

use super::Results;
use coercivity_chain::{MaterialId, Response};
use coercivity_report::run_view::{Band, PriceView};
use coercivity_sim::summary;

/// Kilograms per tonne.
const KG_PER_T: f64 = 1000.0;

/// One view per price of the model, in its order.
pub(super) fn prices(results: &Results<'_>) -> Vec<PriceView> {
    let chain = &results.loaded.package.chain;
    let issuer = results
        .model
        .regimes
        .iter()
        .map(|r| &r.control)
        .chain(results.model.gates.iter().map(|g| &g.control))
        .map(|control| chain.countries[control.country.index()].name.as_str())
        .next();
    let make = |(n, priced): (usize, &coercivity_sim::model::market::Priced)| {
        let material = &chain.materials[priced.good as usize];
        let elasticity = chain.behaviour(Response::PriceElasticity, Some(MaterialId(priced.good)));
        let base = priced.usd_per_t / KG_PER_T;
        let runs = &results.outcome.prices[n];
        let area = match (issuer, priced.inside) {
            (Some(issuer), true) => issuer.to_owned(),
            (Some(issuer), false) => format!("outside {issuer}"),
            (None, _) => "everywhere".to_owned(),
        };
        let of = |what: &str, values: &[f32]| {
            let [p10, p50, p90] = summary::band(values, results.outcome.days)
                .map(|q| q.into_iter().map(|index| index * base).collect::<Vec<f64>>());
            Band { name: format!("{}: {what}, {area}", material.title), unit: "USD/kg".to_owned(), p10, p50, p90 }
        };
        PriceView {
            material: material.key.clone(),
            title: material.title.clone(),
            inside: priced.inside,
            base_usd_per_kg: base,
            basis: elasticity.map_or_else(String::new, |p| p.evidence.basis.to_string()),
            note: elasticity.map_or_else(String::new, |p| p.note.clone()),
            marginal: of("marginal price", &runs.marginal),
            contract: of("contract price", &runs.contract),
            area,
        }
    };
    results.model.market.iter().enumerate().map(make).collect()
}
