//! Where each stage behind the lines is done.

use super::Results;
use coercivity_chain::{Basis, Chain, Form, MaterialId};
use coercivity_report::run_view::{LineView, StageView};
use std::collections::{BTreeMap, BTreeSet};

/// World output by country at each stage, for the material that feeds the
/// most exposed line: its binding input, and what that is made from.
pub(super) fn stages(results: &Results<'_>, lines: &[LineView]) -> Vec<StageView> {
    let chain = &results.loaded.package.chain;
    let first = lines
        .iter()
        .find_map(|line| line.binding_input.clone().or_else(|| line.inputs.first().map(|i| i.material.clone())));
    let Some(material) = first.and_then(|key| chain.material(&key)) else { return Vec::new() };
    let behind = upstream(chain, material);
    let mut by_stage: BTreeMap<u32, BTreeSet<MaterialId>> = BTreeMap::new();
    for material in behind {
        let stage = chain.materials[material.index()].stage;
        by_stage.entry(chain.stages[stage.index()].position).or_default().insert(material);
    }
    by_stage.into_iter().filter_map(|(position, materials)| stage(chain, position, &materials)).collect()
}

/// A material and all that it is made from, auxiliaries aside.
fn upstream(chain: &Chain, material: MaterialId) -> BTreeSet<MaterialId> {
    let mut found = BTreeSet::from([material]);
    let mut todo = vec![material];
    while let Some(material) = todo.pop() {
        let stage = |m: MaterialId| chain.stages[chain.materials[m.index()].stage.index()].position;
        // Only processes of the material's own stage: returned scrap would lead back downstream.
        let makers = chain.processes.iter().filter(|p| {
            chain.stages[p.stage.index()].position == stage(material)
                && p.outputs.iter().any(|o| o.material == material)
        });
        for input in makers.flat_map(|p| &p.inputs) {
            let usable = !chain.materials[input.material.index()].unconstrained
                && chain.materials[input.material.index()].form != Form::Auxiliary;
            if usable && found.insert(input.material) {
                todo.push(input.material);
            }
        }
    }
    found
}

fn stage(chain: &Chain, position: u32, materials: &BTreeSet<MaterialId>) -> Option<StageView> {
    let mut by_country: BTreeMap<&str, f64> = BTreeMap::new();
    let (mut evidenced, mut total) = (0.0, 0.0);
    for site in &chain.sites {
        let process = &chain.processes[site.process.index()];
        if chain.stages[process.stage.index()].position != position {
            continue;
        }
        let made: f64 = process
            .outputs
            .iter()
            .filter(|o| materials.contains(&o.material))
            .map(|o| site.activity.value() * o.per_activity.value())
            .sum();
        if made <= 0.0 {
            continue;
        }
        *by_country.entry(&chain.countries[site.country.index()].iso3).or_default() += made;
        total += made;
        if matches!(site.evidence.basis, Basis::Reported | Basis::Derived) {
            evidenced += made;
        }
    }
    if total <= 0.0 {
        return None;
    }
    let mut shares: Vec<(String, f64)> =
        by_country.into_iter().map(|(country, made)| (country.to_owned(), made / total)).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    let titles: Vec<&str> = materials.iter().map(|m| chain.materials[m.index()].title.as_str()).collect();
    let stage = chain.stages.iter().find(|s| s.position == position)?;
    Some(StageView {
        stage: stage.key.clone(),
        material: if titles.len() > 3 {
            format!("{} and {} more", titles[0], titles.len() - 1)
        } else {
            titles.join(", ")
        },
        hhi: shares.iter().map(|(_, share)| (100.0 * share).powi(2)).sum(),
        evidenced: evidenced / total,
        shares,
    })
}
