//! The interface described: one row per operation, schemas from the types themselves.

use crate::jobs::{BacktestBody, CurveBody, Job, PlanBody, RunBody, SqueezeBody};
use crate::problem::Failure;
use crate::routes::views::{AboutView, BomStudyBody, CopyBody, JobsView};
use coercivity_app::backtest::CasesView;
use coercivity_app::bom_form::{BomCheckView, BomForm, GridView};
use coercivity_app::data::{DataResponse, TableResponse};
use coercivity_app::library::{StudiesView, StudyView};
use coercivity_app::scenario_form::{ScenarioForm, ScenariosView};
use coercivity_app::vocabulary::VocabularyView;
use coercivity_report::backtest_view::BacktestView;
use coercivity_report::controls_view::ControlsView;
use coercivity_report::criticality_view::CriticalityView;
use coercivity_report::curve_view::CurveView;
use coercivity_report::plan_view::PlanView;
use coercivity_report::preview_view::PreviewView;
use coercivity_report::rules_view::RulesView;
use coercivity_report::run_view::RunView;
use coercivity_report::squeeze_view::SqueezeView;
use coercivity_report::trace_view::TraceView;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// What an operation takes as its body.
type BodySchema = fn(&mut SchemaGenerator) -> Value;

/// One operation.
struct Operation {
    method: &'static str,
    path: &'static str,
    summary: &'static str,
    /// Names of the query, each with its meaning.
    query: &'static [(&'static str, &'static str)],
    body: Option<(&'static str, BodySchema)>,
    /// Status, media type and schema of a good answer.
    answers: &'static [(u16, &'static str, Option<BodySchema>)],
    /// Statuses of problems, beside those that any request may meet.
    problems: &'static [u16],
}

const JSON: &str = "application/json";
/// Problems that any request may meet.
const ANY: &[u16] = &[400, 401, 403, 405, 503];

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

fn text(_: &mut SchemaGenerator) -> Value {
    json!({ "type": "string" })
}

fn bytes(_: &mut SchemaGenerator) -> Value {
    json!({ "type": "string", "format": "binary" })
}

fn result(generator: &mut SchemaGenerator) -> Value {
    json!({ "anyOf": [
        of::<RunView>(generator), of::<PreviewView>(generator), of::<CurveView>(generator), of::<BacktestView>(generator),
        of::<PlanView>(generator), of::<SqueezeView>(generator)
    ] })
}

const STUDY: (&str, &str) = ("study", "Study; none = the one shown first");

const fn read(
    path: &'static str,
    summary: &'static str,
    query: &'static [(&'static str, &'static str)],
    answers: &'static [(u16, &'static str, Option<BodySchema>)],
) -> Operation {
    Operation { method: "get", path, summary, query, body: None, answers, problems: &[404, 409, 422, 500] }
}

const OPERATIONS: &[Operation] = &[
    read("/api/openapi.json", "This document", &[], &[(200, JSON, None)]),
    read("/api/about", "Program, data and defaults", &[], &[(200, JSON, Some(of::<AboutView>))]),
    read("/api/studies", "Own and worked studies", &[], &[(200, JSON, Some(of::<StudiesView>))]),
    Operation {
        method: "post",
        path: "/api/studies",
        summary: "Copy a study under a new name",
        query: &[],
        body: Some((JSON, of::<CopyBody>)),
        answers: &[(201, JSON, Some(of::<StudyView>))],
        problems: &[404, 409, 413, 415, 422, 500, 507],
    },
    read("/api/studies/{study}", "One study", &[], &[(200, JSON, Some(of::<StudyView>))]),
    read(
        "/api/studies/{study}/files/{file}",
        "A file of a study",
        &[],
        &[(200, "text/plain; charset=utf-8", Some(text))],
    ),
    Operation {
        method: "put",
        path: "/api/studies/{study}/files/{file}",
        summary: "Replace or add a file of an own study; the study is checked whole first",
        query: &[],
        body: Some(("text/plain", text)),
        answers: &[(200, JSON, Some(of::<StudyView>))],
        problems: &[404, 409, 413, 415, 422, 500, 507],
    },
    Operation {
        method: "put",
        path: "/api/studies/{study}/scenarios/{scenario}",
        summary: "Save a scenario in an own study",
        query: &[],
        body: Some((JSON, of::<ScenarioForm>)),
        answers: &[(200, JSON, Some(of::<ScenarioForm>))],
        problems: &[404, 409, 413, 415, 422, 500, 507],
    },
    Operation {
        method: "delete",
        path: "/api/studies/{study}/scenarios/{scenario}",
        summary: "Remove a scenario of an own study",
        query: &[],
        body: None,
        answers: &[(204, "", None)],
        problems: &[404, 409, 422, 500],
    },
    read("/api/scenarios", "Scenarios that a study can run", &[STUDY], &[(200, JSON, Some(of::<ScenariosView>))]),
    read(
        "/api/vocabulary",
        "Controls, sites, materials, countries, end uses, stages",
        &[STUDY],
        &[(200, JSON, Some(of::<VocabularyView>))],
    ),
    read(
        "/api/trace",
        "Where each stage is done, as `coercivity trace --json`",
        &[
            STUDY,
            ("line", "Only this line"),
            ("country", "Instead of a study: country, EUU or world"),
            ("material", "Instead of a study: material taken"),
            ("element", "Only this element, by symbol or name"),
            ("by", "mass or value"),
        ],
        &[(200, JSON, Some(of::<TraceView>))],
    ),
    read(
        "/api/rules",
        "Dated rules held against a study, as `coercivity rules --json`",
        &[
            STUDY,
            ("on", "Day, ISO 8601; none = today"),
            ("branch", "How controls go on"),
            ("all", "true = what does not apply as well"),
        ],
        &[(200, JSON, Some(of::<RulesView>))],
    ),
    read(
        "/api/controls",
        "What applies to a shipment, as `coercivity controls --json`",
        &[
            ("on", "Day, ISO 8601; none = today"),
            ("material", "Material of the package"),
            ("element", "Element"),
            ("form", "Form of the goods"),
            ("hs", "Customs code"),
            ("from", "Country of origin"),
            ("to", "Destination"),
            ("end_use", "End use or class"),
            ("branch", "How controls go on"),
            ("all", "true = what does not apply as well"),
        ],
        &[(200, JSON, Some(of::<ControlsView>))],
    ),
    read(
        "/api/criticality",
        "Published methods, as `coercivity criticality --json`",
        &[
            ("method", "geopolrisk, ec or crma"),
            ("country", "Country, or all"),
            ("year", "Year or years"),
            ("material", "Material"),
        ],
        &[(200, JSON, Some(of::<CriticalityView>))],
    ),
    read(
        "/api/data",
        "The default package in numbers, as `coercivity data --json`",
        &[],
        &[(200, JSON, Some(of::<DataResponse>))],
    ),
    read(
        "/api/data/{table}",
        "A table with the sources that it names",
        &[STUDY],
        &[(200, JSON, Some(of::<TableResponse>))],
    ),
    read("/api/backtests", "Cases that can be back-tested", &[], &[(200, JSON, Some(of::<CasesView>))]),
    ask("/api/runs", "Run a study; previews answer in about a second and are not kept", of::<RunBody>),
    ask("/api/curves", "Coercivity of the lines of a study", of::<CurveBody>),
    ask("/api/backtests", "Back-tests of the package", of::<BacktestBody>),
    ask("/api/plans", "The cheapest way to keep running", of::<PlanBody>),
    ask("/api/squeezes", "The control that does most damage for least of the issuer's exports", of::<SqueezeBody>),
    read(
        "/api/jobs",
        "Jobs, newest first",
        &[("study", "Only those of this study")],
        &[(200, JSON, Some(of::<JobsView>))],
    ),
    read("/api/jobs/{id}", "One job", &[], &[(200, JSON, Some(of::<Job>))]),
    Operation {
        method: "delete",
        path: "/api/jobs/{id}",
        summary: "Stop a job; one that is done stays",
        query: &[],
        body: None,
        answers: &[(200, JSON, Some(of::<Job>))],
        problems: &[404, 500],
    },
    read(
        "/api/jobs/{id}/events",
        "Every change of a job as a server-sent event `job`, to its end",
        &[],
        &[(200, "text/event-stream", Some(text))],
    ),
    read(
        "/api/jobs/{id}/result",
        "What the command line prints with --json, and previews",
        &[],
        &[(200, JSON, Some(result))],
    ),
    read(
        "/api/jobs/{id}/report",
        "The report of a run, a plan or a squeeze in one file",
        &[],
        &[(200, "text/html; charset=utf-8", Some(text))],
    ),
    Operation {
        method: "post",
        path: "/api/bom/grid",
        summary: "A CSV or XLSX file as cells",
        query: &[("filename", "Name of the file"), ("sheet", "Sheet of a workbook")],
        body: Some(("application/octet-stream", bytes)),
        answers: &[(200, JSON, Some(of::<GridView>))],
        problems: &[413, 415, 422, 500],
    },
    Operation {
        method: "post",
        path: "/api/bom/check",
        summary: "What the readers say of a bill of materials",
        query: &[],
        body: Some((JSON, of::<BomForm>)),
        answers: &[(200, JSON, Some(of::<BomCheckView>))],
        problems: &[413, 415, 422, 500],
    },
    Operation {
        method: "post",
        path: "/api/bom/study",
        summary: "Save a bill of materials as a study",
        query: &[],
        body: Some((JSON, of::<BomStudyBody>)),
        answers: &[(201, JSON, Some(of::<StudyView>))],
        problems: &[404, 409, 413, 415, 422, 500, 507],
    },
];

const fn ask(path: &'static str, summary: &'static str, body: BodySchema) -> Operation {
    Operation {
        method: "post",
        path,
        summary,
        query: &[],
        body: Some((JSON, body)),
        answers: &[(202, JSON, Some(of::<Job>)), (200, JSON, Some(of::<Job>))],
        problems: &[404, 409, 413, 415, 422, 429, 500, 507],
    }
}

/// The OpenAPI 3.1 document, as JSON.
#[must_use]
pub fn document() -> String {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let problem = of::<Failure>(&mut generator);
    let mut paths: Map<String, Value> = Map::new();
    for operation in OPERATIONS {
        let described = operation.described(&mut generator, &problem);
        let path = paths.entry(operation.path.to_owned()).or_insert_with(|| json!({}));
        path[operation.method] = described;
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Coercivity",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Where critical minerals are processed, when lines stop under export licensing, which rules break. \
                            Answers are those of the command line with --json. What changes something carries the header x-coercivity: 1.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        "security": [{}, { "token": [] }],
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

impl Operation {
    fn described(&self, generator: &mut SchemaGenerator, problem: &Value) -> Value {
        let mut parameters: Vec<Value> = Vec::new();
        for name in self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
        }
        for (name, meaning) in self.query {
            let schema = if *name == "all" {
                json!({ "type": "boolean" })
            } else {
                json!({ "type": "string", "maxLength": 500 })
            };
            parameters.push(json!({ "name": name, "in": "query", "description": meaning, "schema": schema }));
        }
        if self.method != "get" {
            let one = json!({ "type": "string", "enum": ["1"] });
            parameters.push(json!({ "name": crate::guard::HEADER, "in": "header", "required": true, "schema": one }));
        }
        let mut responses: Map<String, Value> = Map::new();
        for (status, media, schema) in self.answers {
            let schema = schema.map_or_else(|| json!({}), |schema| schema(generator));
            let content = if media.is_empty() { json!({}) } else { json!({ *media: { "schema": schema } }) };
            responses.insert(status.to_string(), json!({ "description": "Done", "content": content }));
        }
        for status in ANY.iter().chain(self.problems) {
            let content = json!({ "application/problem+json": { "schema": problem } });
            responses
                .insert(status.to_string(), json!({ "description": "Not done; detail says why", "content": content }));
        }
        let mut described = json!({ "summary": self.summary, "parameters": parameters, "responses": responses });
        if let Some((media, schema)) = self.body {
            described["requestBody"] =
                json!({ "required": true, "content": { media: { "schema": schema(generator) } } });
        }
        described
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_resolves() {
        let document: Value = serde_json::from_str(&document()).unwrap();
        fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
            match value {
                Value::Object(map) => {
                    found.extend(map.get("$ref").and_then(Value::as_str));
                    map.values().for_each(|value| references(value, found));
                }
                Value::Array(list) => list.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 100);
        for reference in found {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }
}
