//! The commodities of the package, their materials by stage.

use super::names;
use crate::error::AppError;
use coercivity_chain::{Chain, CountryId, Element, MaterialId};
use coercivity_data::Package;
use coercivity_report::criticality_view::StageConcentrationView;
use coercivity_trace::criticality::stage::{StageSet, stages};

/// A commodity.
pub(super) struct Commodity {
    pub(super) key: String,
    /// strategic, critical or none.
    pub(super) list: String,
    /// Names with the European Commission.
    pub(super) ec_materials: Vec<String>,
    pub(super) note: String,
    pub(super) stages: Vec<StageSet>,
}

/// The commodities asked for, in the order of the table; all of them when none is named.
pub(super) fn commodities(package: &Package, asked: &[String]) -> Result<Vec<Commodity>, AppError> {
    let (Some(table), Some(members)) = (package.table("commodities"), package.table("commodity_materials")) else {
        return Ok(Vec::new());
    };
    let words = |text: &str| text.split(';').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let mut all: Vec<Commodity> = Vec::new();
    for row in &table.rows {
        let key = table.text(row, "commodity").to_owned();
        let elements: Vec<String> = words(table.text(row, "elements"));
        let elements: Vec<Element> = elements.iter().filter_map(|symbol| symbol.parse().ok()).collect();
        let of_it = members.rows.iter().filter(|member| members.text(member, "commodity") == key);
        let ids: Vec<MaterialId> =
            of_it.filter_map(|member| package.chain.material(members.text(member, "material"))).collect();
        all.push(Commodity {
            stages: stages(&package.chain, &ids, &elements),
            key,
            list: table.text(row, "crma").to_owned(),
            ec_materials: words(table.text(row, "ec_materials")),
            note: table.text(row, "note").to_owned(),
        });
    }
    let known: Vec<&str> = all.iter().map(|commodity| commodity.key.as_str()).collect();
    let places = names::materials(asked, &known)?;
    let mut place = 0;
    all.retain(|_| {
        place += 1;
        places.contains(&(place - 1))
    });
    Ok(all)
}

/// How few countries are at each stage of each commodity.
pub(super) fn concentrations(chain: &Chain, commodities: &[Commodity]) -> Vec<StageConcentrationView> {
    let mut rows = Vec::new();
    for commodity in commodities {
        for set in &commodity.stages {
            let Some(found) = set.concentration(chain) else { continue };
            rows.push(StageConcentrationView {
                material: commodity.key.clone(),
                stage: stage_key(chain, set),
                year: chain.base_year,
                hhi: found.hhi,
                top_country: country_name(chain, CountryId(u32::from(found.top))),
                top_share: found.top_share,
                amount: Some(found.total),
                unit: "t of the elements".to_owned(),
                note: String::new(),
            });
        }
    }
    rows
}

/// Key of a stage.
pub(super) fn stage_key(chain: &Chain, set: &StageSet) -> String {
    chain.stages[set.stage.index()].key.clone()
}

/// Name of a country of the chain.
pub(super) fn country_name(chain: &Chain, country: CountryId) -> String {
    chain.countries.get(country.index()).map_or_else(String::new, |country| country.name.clone())
}

/// Keys of the sources of the sites that make the commodities.
pub(super) fn sources(chain: &Chain, commodities: &[Commodity]) -> Vec<String> {
    let makes = |site: &coercivity_chain::Site| {
        let made = &chain.processes[site.process.index()].outputs;
        commodities
            .iter()
            .flat_map(|commodity| &commodity.stages)
            .any(|set| set.materials.iter().any(|(material, _)| made.iter().any(|flow| flow.material == *material)))
    };
    let mut keys: Vec<String> = chain
        .sites
        .iter()
        .filter(|site| makes(site))
        .map(|site| chain.sources[site.evidence.source.index()].key.clone())
        .collect();
    keys.sort();
    keys.dedup();
    keys
}
