//! The words that a scenario or a question may use: controls, sites, materials, countries, end uses.

use crate::error::AppError;
use crate::library::Library;
use coercivity_chain::{Chain, Control, Line, Measure, Study};
use coercivity_control::scope::{Coverage, coverage};
use coercivity_data::package::Package;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A key with its title.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Word {
    /// Key.
    pub id: String,
    /// In words.
    pub title: String,
}

/// A branch of a control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BranchWord {
    /// Key.
    pub branch: String,
    /// In words.
    pub title: String,
}

/// A control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlWord {
    /// Key.
    pub id: String,
    /// In words.
    pub title: String,
    /// Issuer in words.
    pub issuer: String,
    /// Issuing country.
    pub country: String,
    /// licence, quota, ban, technology ban or inspection.
    pub kind: String,
    /// Date of effect.
    pub effective: String,
    /// Ways in which it may go on.
    pub branches: Vec<BranchWord>,
}

/// A site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteWord {
    /// Key.
    pub id: String,
    /// In words.
    pub title: String,
    /// Country.
    pub country: String,
    /// Stage of its process.
    pub stage: String,
}

/// A material.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MaterialWord {
    /// Key.
    pub id: String,
    /// In words.
    pub title: String,
    /// Stage.
    pub stage: String,
    /// Controls whose scope it is in when it leaves the issuing country.
    pub controlled: Vec<String>,
}

/// A country or region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CountryWord {
    /// ISO alpha-3, EUU or XRW.
    pub code: String,
    /// Name.
    pub name: String,
    /// ISO numeric code with leading zeros, as world maps have it; empty for regions.
    pub numeric: String,
}

/// A line of the study, and what goes into it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineWord {
    /// Key.
    pub id: String,
    /// In words.
    pub title: String,
    /// Materials and parts that it or its part shops take, by key.
    pub items: Vec<Word>,
}

/// All words of a study and the package under it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VocabularyView {
    /// Controls.
    pub controls: Vec<ControlWord>,
    /// Sites.
    pub sites: Vec<SiteWord>,
    /// Materials.
    pub materials: Vec<MaterialWord>,
    /// Countries and regions.
    pub countries: Vec<CountryWord>,
    /// End uses.
    pub end_uses: Vec<Word>,
    /// Stages, upstream first.
    pub stages: Vec<Word>,
    /// Lines of the study.
    pub lines: Vec<LineWord>,
}

/// Words of a study.
///
/// # Errors
/// When the study is not known or has defects.
pub fn vocabulary(library: &Library, study: &str) -> Result<VocabularyView, AppError> {
    let loaded = library.load(study)?;
    let chain = &loaded.package.chain;
    let country = |id: coercivity_chain::CountryId| chain.countries[id.index()].iso3.clone();
    let stage = |id: coercivity_chain::StageId| chain.stages[id.index()].key.clone();
    let mut stages: Vec<_> = chain.stages.iter().collect();
    stages.sort_by_key(|stage| stage.position);
    let site = |site: &coercivity_chain::Site| SiteWord {
        id: site.key.clone(),
        title: site.title.clone(),
        country: country(site.country),
        stage: stage(chain.processes[site.process.index()].stage),
    };
    let material = |material: &coercivity_chain::Material| MaterialWord {
        id: material.key.clone(),
        title: material.title.clone(),
        stage: stage(material.stage),
        controlled: chain.controls.iter().filter(|c| covers(chain, c, material)).map(|c| c.key.clone()).collect(),
    };
    Ok(VocabularyView {
        controls: chain.controls.iter().map(|c| control(chain, c)).collect(),
        sites: chain.sites.iter().map(site).collect(),
        materials: chain.materials.iter().map(material).collect(),
        countries: countries(&loaded.package),
        end_uses: chain.end_uses.iter().map(|e| Word { id: e.key.clone(), title: e.title.clone() }).collect(),
        stages: stages.into_iter().map(|s| Word { id: s.key.clone(), title: s.title.clone() }).collect(),
        lines: loaded.study.lines.iter().map(|line| line_word(chain, &loaded.study, line)).collect(),
    })
}

/// A line with everything below its product in the bill of materials.
fn line_word(chain: &Chain, study: &Study, line: &Line) -> LineWord {
    let mut made = vec![line.product.as_str()];
    let mut items: BTreeMap<&str, &str> = BTreeMap::new();
    while let Some(parent) = made.pop() {
        for row in study.bom.iter().filter(|row| row.parent == parent) {
            let material = row.material.map(|id| &chain.materials[id.index()]);
            let (key, title) = match material {
                Some(material) => (material.key.as_str(), material.title.as_str()),
                None => (row.child.as_str(), row.child.as_str()),
            };
            // An item that several suppliers deliver, or that goes into several parts, is one item.
            if items.insert(key, title).is_none() {
                made.push(&row.child);
            }
        }
    }
    let word = |(key, title): (&str, &str)| Word { id: key.to_owned(), title: title.to_owned() };
    LineWord { id: line.key.clone(), title: line.title.clone(), items: items.into_iter().map(word).collect() }
}

fn countries(package: &Package) -> Vec<CountryWord> {
    let Some(table) = package.table("countries") else { return Vec::new() };
    let text = |row, column: &str| table.text(row, column).to_owned();
    let country = |row| CountryWord { code: text(row, "iso3"), name: text(row, "name"), numeric: text(row, "numeric") };
    table.rows.iter().map(country).collect()
}

fn control(chain: &Chain, control: &Control) -> ControlWord {
    ControlWord {
        id: control.key.clone(),
        title: control.title.clone(),
        issuer: control.issuer.clone(),
        country: chain.countries[control.country.index()].iso3.clone(),
        kind: match control.measure {
            Measure::Licence(_) => "licence",
            Measure::Quota(_) => "quota",
            Measure::Ban(_) => "ban",
            Measure::TechnologyBan => "technology ban",
            Measure::Inspection => "inspection",
        }
        .to_owned(),
        effective: control.effective.to_string(),
        branches: control
            .branches
            .iter()
            .map(|b| BranchWord { branch: b.key.clone(), title: b.title.clone() })
            .collect(),
    }
}

/// True when the goods are inside for some destination.
fn covers(chain: &Chain, control: &Control, material: &coercivity_chain::Material) -> bool {
    let destinations = &control.scope.destinations;
    let anywhere = (0..chain.countries.len() as u32).map(coercivity_chain::CountryId);
    let mut tried = destinations.iter().copied().chain(anywhere.filter(|c| *c != control.country).take(1));
    tried.any(|to| coverage(chain, control, material, control.country, to) == Coverage::Covered)
}
