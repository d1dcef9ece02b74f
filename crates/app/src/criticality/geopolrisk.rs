//! GeoPolRisk from files.

use super::files::{LoadedFiles, Scored};
use super::note::{Source, note};
use super::{CriticalityRequest, Method, names};
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
    let mut view = Method::Geopolrisk.empty("files");
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
