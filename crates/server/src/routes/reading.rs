//! What is only read: studies, words, origin, rules, controls, criticality, data.

use super::{Answer, Shared, json_bytes};
use crate::jobs::json;
use crate::params::Query;
use crate::problem::Failure;
use crate::state::{Server, apart};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::IntoResponse;
use coercivity_app::clock::today;
use coercivity_app::controls::ControlsRequest;
use coercivity_app::criticality::{CriticalityRequest, Method};
use coercivity_app::rules::RulesRequest;
use coercivity_app::trace::{By, TraceRequest};
use coercivity_app::{backtest, data, scenario_form, vocabulary};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// What this server is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct AboutView {
    /// Program.
    program: coercivity_report::run_view::ProgramView,
    /// blake3 over the default package.
    data_digest: String,
    /// Base year of the default package.
    base_year: u16,
    /// Study shown first.
    default_study: String,
    /// Folder of the studies.
    studies_folder: String,
    /// Today in UTC, ISO 8601.
    today: String,
}

pub(super) async fn openapi() -> Answer {
    Ok(json_bytes(StatusCode::OK, crate::openapi::document()))
}

pub(super) async fn about(State(server): Shared) -> Answer {
    Ok(json_bytes(StatusCode::OK, apart(&server, about_bytes).await?.to_vec()))
}

fn about_bytes(server: &Server) -> Result<Arc<[u8]>, Failure> {
    server.once(&format!("about {}", today()), || {
        let package = data::describe()?;
        json(&AboutView {
            program: coercivity_report::run_view::ProgramView {
                name: "coercivity".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            data_digest: package.data_digest,
            base_year: package.base_year,
            default_study: server.study.clone(),
            studies_folder: server.library.folder().display().to_string(),
            today: today().to_string(),
        })
    })
}

pub(super) async fn studies(State(server): Shared) -> Answer {
    Ok(json_bytes(StatusCode::OK, apart(&server, studies_bytes).await?.to_vec()))
}

fn studies_bytes(server: &Server) -> Result<Arc<[u8]>, Failure> {
    server.once(&format!("studies {}", server.library.digest_of_own()?), || json(&server.library.list()?))
}

/// Computes what every visit asks for first, so that the first one need not wait.
pub(crate) fn warm(server: &Server) {
    // What goes wrong here is told to whoever asks for it.
    let _ = studies_bytes(server);
    let _ = about_bytes(server);
    let study = server.study.clone();
    let first = |path: &str, answer: &dyn Fn() -> Result<Vec<u8>, Failure>| {
        let key = server.library.digest(&study).map(|digest| key(&format!("{path}?study={study}"), &digest));
        let _ = key.map(|key| server.once(&key, answer));
    };
    first("/api/vocabulary", &|| json(&vocabulary::vocabulary(&server.library, &study)?));
    first("/api/scenarios", &|| json(&scenario_form::scenarios(&server.library, &study)?));
}

/// What an answer depends on: the question, the day, the study and the package under it.
fn key(question: &str, digest: &str) -> String {
    format!("{question} {} {digest}", today())
}

pub(super) async fn study(State(server): Shared, Path(study): Path<String>) -> Answer {
    Ok(json_bytes(StatusCode::OK, apart(&server, move |server| json(&server.library.study(&study)?)).await?))
}

pub(super) async fn file(State(server): Shared, Path((study, file)): Path<(String, String)>) -> Answer {
    let bytes = apart(&server, move |server| Ok(server.library.file(&study, &file)?)).await?;
    let mut response = (StatusCode::OK, bytes).into_response();
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// Answers from a study and a query, kept while neither changes.
async fn of_study(
    server: &Arc<Server>,
    uri: &Uri,
    names: &'static [&'static str],
    answer: impl FnOnce(&Server, &str, &Query) -> Result<Vec<u8>, Failure> + Send + 'static,
) -> Answer {
    let query = Query::read(uri, names)?;
    let question = uri.to_string();
    let bytes = apart(server, move |server| {
        let study = query.get("study").unwrap_or_else(|| server.study.clone());
        server.once(&key(&question, &server.library.digest(&study)?), || answer(server, &study, &query))
    });
    Ok(json_bytes(StatusCode::OK, bytes.await?.to_vec()))
}

pub(super) async fn scenarios(State(server): Shared, uri: Uri) -> Answer {
    of_study(&server, &uri, &["study"], |server, study, _| json(&scenario_form::scenarios(&server.library, study)?))
        .await
}

pub(super) async fn vocabulary(State(server): Shared, uri: Uri) -> Answer {
    of_study(&server, &uri, &["study"], |server, study, _| json(&vocabulary::vocabulary(&server.library, study)?)).await
}

pub(super) async fn trace(State(server): Shared, uri: Uri) -> Answer {
    let names = &["study", "line", "country", "material", "element", "by"];
    of_study(&server, &uri, names, |server, study, query| {
        let by = match query.get("by").as_deref() {
            None | Some("mass") => By::Mass,
            Some("value") => By::Value,
            Some(other) => return Err(Failure::field(None, "by", other, "not understood", "write mass or value")),
        };
        json(&coercivity_app::trace::trace(&TraceRequest {
            study: Some(server.library.argument(study)?),
            line: query.get("line"),
            country: query.get("country"),
            material: query.get("material"),
            element: query.get("element"),
            by,
        })?)
    })
    .await
}

pub(super) async fn rules(State(server): Shared, uri: Uri) -> Answer {
    of_study(&server, &uri, &["study", "on", "branch", "all"], |server, study, query| {
        let mut request = RulesRequest::new(today());
        request.study = Some(server.library.argument(study)?);
        request.on = query.get("on");
        request.branch = query.get("branch");
        request.all = query.yes("all")?;
        json(&coercivity_app::rules::rules(&request)?)
    })
    .await
}

pub(super) async fn controls(State(server): Shared, uri: Uri) -> Answer {
    let names = &["on", "material", "element", "form", "hs", "from", "to", "end_use", "branch", "all"];
    of_study(&server, &uri, names, |_, _, query| {
        let mut request = ControlsRequest::new(today());
        request.on = query.get("on");
        request.material = query.get("material");
        request.element = query.get("element");
        request.form = query.get("form");
        request.hs = query.get("hs");
        request.from = query.get("from");
        request.to = query.get("to");
        request.end_use = query.get("end_use");
        request.branch = query.get("branch");
        request.all = query.yes("all")?;
        json(&coercivity_app::controls::controls(&request)?)
    })
    .await
}

pub(super) async fn criticality(State(server): Shared, uri: Uri) -> Answer {
    of_study(&server, &uri, &["method", "country", "year", "material"], |_, _, query| {
        let method = match query.get("method").as_deref() {
            None | Some("geopolrisk") => Method::Geopolrisk,
            Some("ec") => Method::Ec,
            Some("crma") => Method::Crma,
            Some(other) => {
                return Err(Failure::field(None, "method", other, "not known", "write geopolrisk, ec or crma"));
            }
        };
        let list = |name: &str| query.get(name).into_iter().collect::<Vec<_>>();
        json(&coercivity_app::criticality::criticality(&CriticalityRequest {
            method,
            countries: list("country"),
            years: list("year"),
            materials: list("material"),
            ..CriticalityRequest::default()
        })?)
    })
    .await
}

pub(super) async fn data(State(server): Shared, uri: Uri) -> Answer {
    of_study(&server, &uri, &[], |_, _, _| json(&data::describe()?)).await
}

pub(super) async fn table(State(server): Shared, Path(table): Path<String>, uri: Uri) -> Answer {
    of_study(&server, &uri, &["study"], move |server, study, _| {
        json(&data::table(&server.library.load(study)?, &table)?)
    })
    .await
}

pub(super) async fn backtests(State(server): Shared, uri: Uri) -> Answer {
    of_study(&server, &uri, &[], |_, _, _| json(&backtest::list()?)).await
}
