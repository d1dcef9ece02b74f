//! GeoPolRisk from files.

use super::files::{LoadedFiles, Scored};
use super::note::{Source, note};
use super::{CriticalityRequest, names};
use crate::error::AppError;
use coercivity_report::criticality_view::{CriticalityCell, CriticalityView, StageConcentrationView};
use coercivity_trace::criticality::geopolrisk::{Question, Risk, World, risk};

/// GeoPolRisk of every material, country and year asked for.
///
/// # Errors
/// When the request names a country, year or material that the files do not have.
pub fn from_loaded(loaded: &LoadedFiles, request: &CriticalityRequest) -> Result<CriticalityView, AppError> {
    let units = names::countries(&request.countries, loaded)?;
    let known: Vec<u16> = loaded.flows.years();
    let years = names::years(&request.years, &known)?;
    let all: Vec<&str> = loaded.materials.iter().map(|material| material.name.as_str()).collect();
    let places = names::materials(&request.materials, &all)?;
    let world = World { flows: &loaded.flows, production: &loaded.production, stability: &loaded.stability };
    let mut cells = Vec::with_capacity(units.len() * years.len() * places.len());
    for named in &units {
        for place in &places {
            let material = &loaded.materials[*place];
            let products = products(material);
            for year in &years {
                let question = Question {
                    material: u32::try_from(*place).unwrap_or(u32::MAX),
                    products: &material.products,
                    year: *year,
                    unit: &named.unit,
                };
                let source = Source { products: &products, year: *year, volume: material.volume };
                cells.push(cell(&named.name, &material.name, &risk(&world, &question), &source));
            }
        }
    }
    let mut view = empty("files");
    view.read = loaded.read.clone();
    view.stages = stages(loaded, &places, &years);
    view.cells = cells;
    view.notes = loaded.notes.clone();
    if !loaded.unscored.is_empty() {
        view.notes
            .push(format!("Not scored, for want of a customs code of their own: {}.", loaded.unscored.join(", ")));
    }
    Ok(view)
}

/// The method without results.
pub(super) fn empty(data: &str) -> CriticalityView {
    CriticalityView {
        method: "geopolrisk".to_owned(),
        title: "GeoPolRisk: geopolitical supply risk".to_owned(),
        formula: [
            "HHI = sum of squared shares of producing countries",
            "import risk = imports weighted by the instability of the exporter / (imports + domestic production)",
            "score = HHI x import risk",
            "factor = score x price / 0.409412948 [kg copper/kg]",
        ]
        .map(str::to_owned)
        .to_vec(),
        citation: "Gemechu et al. (2016), Journal of Industrial Ecology 20(1); Helbig et al. (2016); \
                   Santillán-Saldivar et al. (2022); as geopolrisk-py 2.0.1 computes it"
            .to_owned(),
        data: data.to_owned(),
        read: Vec::new(),
        cells: Vec::new(),
        stages: Vec::new(),
        notes: Vec::new(),
        sources: Vec::new(),
    }
}

/// Codes of a material in words.
fn products(material: &Scored) -> String {
    let codes: Vec<String> = material.products.iter().map(|code| format!("{code:06}")).collect();
    codes.join(" and ")
}

/// A score as a row.
pub(super) fn cell(country: &str, material: &str, risk: &Risk, source: &Source<'_>) -> CriticalityCell {
    let imports = &risk.imports;
    CriticalityCell {
        country: country.to_owned(),
        material: material.to_owned(),
        year: source.year,
        score: risk.score,
        factor: risk.factor,
        hhi: risk.hhi,
        import_risk: risk.import_risk,
        price: risk.price_usd_per_kg,
        imports_t: imports.quantity_t,
        domestic_t: risk.domestic_t,
        unrated_share: Some(imports.unrated_t / imports.quantity_t).filter(|share| share.is_finite()),
        note: note(risk, source),
    }
}

/// Concentration of production, each material and year.
fn stages(loaded: &LoadedFiles, places: &[usize], years: &[u16]) -> Vec<StageConcentrationView> {
    let mut stages = Vec::new();
    for place in places {
        let material = &loaded.materials[*place];
        for year in years {
            let number = u32::try_from(*place).unwrap_or(u32::MAX);
            let Some(found) = loaded.production.concentration(number, *year) else { continue };
            stages.push(StageConcentrationView {
                material: material.name.clone(),
                stage: "production".to_owned(),
                year: *year,
                hhi: found.hhi,
                top_country: names::name(found.top, loaded),
                top_share: found.top_share,
                amount: Some(found.total),
                unit: if material.volume { "million m3" } else { "as the production file" }.to_owned(),
                note: String::new(),
            });
        }
    }
    stages
}
