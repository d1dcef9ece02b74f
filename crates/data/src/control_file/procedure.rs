//! Words for people who file: who decides, on what papers, by which rules.

use super::did_you_mean;
use crate::toml_file::{Resolver, TomlDate};
use coercivity_chain::{Basis, EndUseClass, EndUseRule, EndUseTreatment, LicenceType, Paper, Statement};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndUseFile {
    class: EndUseClass,
    rule: EndUseTreatment,
    text: String,
    from: Option<TomlDate>,
    source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LicenceTypeFile {
    id: String,
    text: String,
    validity_months: Option<f64>,
    from: Option<TomlDate>,
    source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperFile {
    text: String,
    #[serde(rename = "for")]
    licence_type: String,
    from: Option<TomlDate>,
    basis: Basis,
    source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementFile {
    text: String,
    from: Option<TomlDate>,
    #[serde(default = "reported")]
    basis: Basis,
    source: String,
}

const fn reported() -> Basis {
    Basis::Reported
}

pub(super) fn end_uses(resolver: &mut Resolver<'_>, raw: &[EndUseFile]) -> Vec<EndUseRule> {
    raw.iter()
        .map(|e| EndUseRule {
            class: e.class,
            treatment: e.rule,
            text: e.text.clone(),
            from: e.from.map(|d| d.0),
            source: resolver.source("end_use.source", &e.source),
        })
        .collect()
}

pub(super) fn licence_types(resolver: &mut Resolver<'_>, raw: &[LicenceTypeFile]) -> Vec<LicenceType> {
    raw.iter()
        .map(|t| {
            if t.validity_months.is_some_and(|months| !(months > 0.0 && months <= 1200.0)) {
                let value = t.validity_months.map_or_else(String::new, |months| months.to_string());
                resolver.problem("E007", "licence_type.validity_months", &value, "outside 0 to 1200", "write months");
            }
            LicenceType {
                key: t.id.clone(),
                text: t.text.clone(),
                validity_months: t.validity_months,
                from: t.from.map(|d| d.0),
                source: resolver.source("licence_type.source", &t.source),
            }
        })
        .collect()
}

pub(super) fn papers(resolver: &mut Resolver<'_>, raw: &[PaperFile], types: &[LicenceTypeFile]) -> Vec<Paper> {
    raw.iter()
        .map(|p| {
            let known = || types.iter().map(|t| t.id.as_str());
            if p.licence_type != "all" && known().all(|id| id != p.licence_type) {
                let hint = did_you_mean(&p.licence_type, known(), "write all, or the id of a [[licence_type]]");
                resolver.problem("E009", "paper.for", &p.licence_type, "no such licence type", &hint);
            }
            Paper {
                licence_type: (p.licence_type != "all").then(|| p.licence_type.clone()),
                said: Statement {
                    text: p.text.clone(),
                    from: p.from.map(|d| d.0),
                    basis: p.basis,
                    source: resolver.source("paper.source", &p.source),
                },
            }
        })
        .collect()
}

pub(super) fn statements(resolver: &mut Resolver<'_>, key: &str, raw: &[StatementFile]) -> Vec<Statement> {
    raw.iter()
        .map(|s| Statement {
            text: s.text.clone(),
            from: s.from.map(|d| d.0),
            basis: s.basis,
            source: resolver.source(key, &s.source),
        })
        .collect()
}
