//! The benchmarks of Article 5 on the default package.

use super::commodity::{self, Commodity};
use super::{CriticalityRequest, Method, names};
use crate::error::AppError;
use coercivity_chain::{Chain, CountryId};
use coercivity_data::Package;
use coercivity_report::criticality_view::{CriticalityView, CrmaRow};
use coercivity_trace::criticality::crma::{
    EXTRACTION, ONE_COUNTRY, PROCESSING, StageIndicator, consumption, indicator,
};
use coercivity_trace::criticality::stage::StageSet;

/// Indicators of every commodity and stage asked for.
pub(super) fn crma(package: &Package, request: &CriticalityRequest) -> Result<CriticalityView, AppError> {
    let chain = &package.chain;
    names::years(&request.years, &[chain.base_year])?;
    let commodities = commodity::commodities(package, &request.materials)?;
    let mut view = Method::Crma.empty("package");
    if let Some(union) = chain.country("EUU") {
        for commodity in &commodities {
            view.crma.extend(rows(chain, commodity, union));
        }
    }
    view.stages = commodity::concentrations(chain, &commodities);
    view.sources = commodity::sources(chain, &commodities);
    view.sources.push("eu-2024-1252".to_owned());
    view.notes = [
        "The benchmarks are for the Union as a whole and for 2030; they bind no firm. Those of Article 5(1)(a) are over \
         all strategic materials together: here each is shown by itself.",
        "Use is that at the last stage followed, in t of the elements that count. What is made abroad into finished goods \
         and imported in them is not followed, so use is that of makers in the Union.",
        "Recycling (25 %) is not shown: the chain follows new scrap inside processes only.",
        "A stage that the Union does not buy at has no dependence of its own: what is shown is bought directly. The rule \
         `eu-crma-5-65` follows each stage through all tiers, so its shares differ.",
    ]
    .map(str::to_owned)
    .to_vec();
    Ok(view)
}

fn rows(chain: &Chain, commodity: &Commodity, union: CountryId) -> Vec<CrmaRow> {
    let rest = chain.country("XRW");
    let consumption_t = commodity.stages.last().map_or(0.0, |last| consumption(chain, last, union));
    let row = |set: &StageSet| {
        let found = indicator(chain, set, union, rest, consumption_t);
        let stage = commodity::stage_key(chain, set);
        let benchmark = benchmark(&stage);
        CrmaRow {
            material: commodity.key.clone(),
            list: commodity.list.clone(),
            year: chain.base_year,
            capacity_t: found.capacity_t,
            consumption_t,
            purchases_t: found.purchases_t,
            capacity_share: found.capacity_share,
            capacity_benchmark: benchmark,
            capacity_verdict: benchmark.map(|least| at_least(found.capacity_share, least).to_owned()),
            largest_country: found.largest.map(|(country, _)| commodity::country_name(chain, country)),
            largest_share: found.largest.map(|(_, share)| share),
            unknown_share: found.unknown_share,
            dependence_verdict: dependence(&found).to_owned(),
            note: commodity.note.clone(),
            stage,
        }
    };
    commodity.stages.iter().map(row).collect()
}

/// What the article asks of a stage.
fn benchmark(stage: &str) -> Option<f64> {
    match stage {
        "mine" => Some(EXTRACTION),
        "separation" | "metal" | "refining" => Some(PROCESSING),
        _ => None,
    }
}

fn at_least(share: Option<f64>, least: f64) -> &'static str {
    match share {
        Some(share) if share >= least => "met",
        Some(_) => "not met",
        None => "unknown",
    }
}

/// Goods of unknown origin could all come from the largest country.
fn dependence(found: &StageIndicator) -> &'static str {
    let Some(unknown) = found.unknown_share else { return "no purchases" };
    let largest = found.largest.map_or(0.0, |(_, share)| share);
    match largest {
        share if share > ONE_COUNTRY => "not met",
        share if share + unknown > ONE_COUNTRY => "unknown",
        _ => "met",
    }
}
