//! `trace`: where is each stage of what the lines need done?

mod view;

use crate::elements;
use crate::error::AppError;
use crate::load;
use coercivity_chain::{Chain, CountryId, Element, MaterialId};
use coercivity_data::package::{self, Package};
use coercivity_data::problem::nearest;
use coercivity_report::trace_view::TraceView;
use coercivity_trace::origin::{self, Origin};

pub use coercivity_trace::origin::By;
pub(crate) use view::lines as line_views;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TraceRequest {
    /// Worked study or folder; `None` = the default one, unless a material is named.
    pub study: Option<String>,
    /// Only this line.
    pub line: Option<String>,
    /// Country, region, or `world`, that takes a material.
    pub country: Option<String>,
    /// Material that is taken, where no study is asked about.
    pub material: Option<String>,
    /// Only this element, by symbol or name.
    pub element: Option<String>,
    /// What elements are weighed by.
    pub by: By,
}

/// Traces a study's lines, or what a country takes of a material.
///
/// # Errors
/// When a name is not known, or the study has defects.
pub fn trace(request: &TraceRequest) -> Result<TraceView, AppError> {
    let element = request.element.as_deref().map(element).transpose()?;
    let Some(material) = &request.material else { return of_study(request, element) };
    let files = package::embedded();
    let package = Package::read(&files, &package::Files::new())?;
    let chain = &package.chain;
    let material = self::material(chain, material)?;
    let country = match request.country.as_deref() {
        None | Some("world") => None,
        Some(code) => Some(country(chain, code)?),
    };
    let found = origin::of_country(chain, country, material, element, request.by);
    let place = country.map_or("The world", |country| &chain.countries[country.index()].name);
    let question = format!("{place} takes {}", chain.materials[material.index()].title);
    let digest = load::data_digest(&[&files], &[]);
    finish(chain, None, question, digest, request.by, element, &found)
}

fn of_study(request: &TraceRequest, element: Option<Element>) -> Result<TraceView, AppError> {
    let (loaded, files) = load::study(request.study.as_deref())?;
    let (chain, study) = (&loaded.package.chain, &loaded.study);
    if let Some(line) = &request.line {
        let known: Vec<&str> = study.lines.iter().map(|line| line.key.as_str()).collect();
        if !known.contains(&line.as_str()) {
            let hint = format!("the lines of {} are: {}", study.key, known.join(", "));
            return Err(AppError::Unknown { what: "line", name: line.clone(), hint });
        }
    }
    let found = origin::of_study(chain, study, request.line.as_deref(), element, request.by);
    let digest = load::data_digest(&[&package::embedded(), &files], &[]);
    finish(chain, Some(study.key.clone()), study.title.clone(), digest, request.by, element, &found)
}

fn finish(
    chain: &Chain,
    study: Option<String>,
    question: String,
    data_digest: String,
    by: By,
    element: Option<Element>,
    found: &Origin,
) -> Result<TraceView, AppError> {
    let lines = line_views(chain, found, by);
    if let (Some(element), true) = (element, lines.iter().all(|line| line.elements.is_empty())) {
        return Err(AppError::Unknown {
            what: "element",
            name: element.symbol().to_owned(),
            hint: "nothing that is asked about holds it; leave --element out to see what is held".to_owned(),
        });
    }
    Ok(TraceView {
        program: coercivity_report::run_view::ProgramView {
            name: "coercivity".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        study,
        question,
        base_year: chain.base_year,
        data_digest,
        by: match by {
            By::Mass => "mass",
            By::Value => "value",
        }
        .to_owned(),
        lines,
        notes: view::notes(chain, found, by),
    })
}

fn element(word: &str) -> Result<Element, AppError> {
    elements::by_word(word).ok_or_else(|| AppError::Unknown {
        what: "element",
        name: word.to_owned(),
        hint: elements::nearest(word).map_or_else(
            || "write a symbol (Dy) or an English name (dysprosium)".to_owned(),
            |element| format!("did you mean {}?", element.symbol()),
        ),
    })
}

fn material(chain: &Chain, key: &str) -> Result<MaterialId, AppError> {
    chain.material(key).ok_or_else(|| AppError::Unknown {
        what: "material",
        name: key.to_owned(),
        hint: nearest(key, chain.materials.iter().map(|m| m.key.as_str())).map_or_else(
            || "`coercivity data show materials` lists them".to_owned(),
            |near| format!("did you mean {near}? `coercivity data show materials` lists them"),
        ),
    })
}

fn country(chain: &Chain, code: &str) -> Result<CountryId, AppError> {
    let wanted = code.to_uppercase();
    let by_alpha2 =
        || chain.countries.iter().find(|c| !c.alpha2.is_empty() && c.alpha2 == wanted).map(|c| c.iso3.clone());
    let iso3 = if chain.country(&wanted).is_some() { Some(wanted.clone()) } else { by_alpha2() };
    iso3.and_then(|iso3| chain.country(&iso3)).ok_or_else(|| AppError::Unknown {
        what: "country",
        name: code.to_owned(),
        hint: "write ISO 3166-1 alpha-3 (DEU), EUU for the European Union, or world".to_owned(),
    })
}
