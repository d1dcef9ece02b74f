//! What a control covers.

use super::did_you_mean;
use crate::toml_file::{ParameterFile, Resolver};
use coercivity_chain::{Basis, Element, EndUseClass, Evidence, Form, Item, Parameter, Scope, SourceId};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeFile {
    threshold: Option<ParameterFile>,
    #[serde(default)]
    destinations: Vec<String>,
    #[serde(default)]
    classes: Vec<EndUseClass>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemFile {
    what: String,
    code: Option<String>,
    #[serde(default)]
    elements: Vec<String>,
    #[serde(default)]
    forms: Vec<Form>,
    #[serde(default)]
    materials: Vec<String>,
    #[serde(default)]
    hs: Vec<String>,
    source: String,
    basis: Basis,
    #[serde(default)]
    note: String,
}

/// Resolves scope and items.
pub(super) fn scope(resolver: &mut Resolver<'_>, raw: &ScopeFile, items: &[ItemFile]) -> Scope {
    if items.is_empty() {
        resolver.problem("E005", "item", "", "a control covers something", "write [[item]] with what it covers");
    }
    let items: Vec<Item> = items.iter().map(|i| item(resolver, i)).collect();
    let source = items.first().map_or(SourceId(0), |i| i.source);
    Scope {
        threshold: raw.threshold.as_ref().map_or_else(
            || any_content(source),
            |threshold| resolver.parameter("scope.threshold", threshold, "t/t", 1.0),
        ),
        destinations: raw.destinations.iter().map(|c| resolver.country("scope.destinations", c)).collect(),
        classes: raw.classes.clone(),
        items,
    }
}

/// No threshold: any content is inside.
fn any_content(source: SourceId) -> Parameter {
    Parameter {
        value: 0.0,
        unit: "t/t".to_owned(),
        note: "no threshold in the text: any content".to_owned(),
        evidence: Evidence { source, year: None, basis: Basis::Reported, low: None, high: None },
    }
}

fn item(resolver: &mut Resolver<'_>, raw: &ItemFile) -> Item {
    if raw.elements.is_empty() != raw.forms.is_empty() {
        resolver.problem(
            "E005",
            "item",
            &raw.what,
            "elements and forms go together",
            "write both, or neither for goods that are listed and not simulated",
        );
    }
    for code in &raw.hs {
        let digits = code.chars().filter(char::is_ascii_digit).count();
        if digits != code.len() || !(4..=10).contains(&digits) {
            resolver.problem("E012", "item.hs", code, "not a customs code", "write 4 to 10 digits without dots");
        }
    }
    Item {
        what: raw.what.clone(),
        code: raw.code.clone(),
        elements: raw.elements.iter().filter_map(|symbol| element(resolver, symbol)).collect(),
        forms: raw.forms.clone(),
        materials: raw.materials.iter().filter_map(|name| material(resolver, "item.materials", name)).collect(),
        hs: raw.hs.clone(),
        source: resolver.source("item.source", &raw.source),
        basis: raw.basis,
        note: raw.note.clone(),
    }
}

/// An element by its symbol.
pub(super) fn element(resolver: &mut Resolver<'_>, symbol: &str) -> Option<Element> {
    let element = symbol.parse().ok();
    if element.is_none() {
        resolver.problem("E008", "element", symbol, "no such element", "write the IUPAC symbol, e.g. Dy");
    }
    element
}

/// A material by its key.
pub(super) fn material(resolver: &mut Resolver<'_>, key: &str, name: &str) -> Option<coercivity_chain::MaterialId> {
    let chain = resolver.chain;
    let found = chain.material(name);
    if found.is_none() {
        let known = chain.materials.iter().map(|m| m.key.as_str());
        let hint = did_you_mean(name, known, "`coercivity data show materials` lists them");
        resolver.problem("E009", key, name, "no such material", &hint);
    }
    found
}
