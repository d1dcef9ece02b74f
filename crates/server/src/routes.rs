//! Paths to handlers. Each handler reads its query or body and calls one verb.

mod jobs;
mod reading;
mod writing;

/// Types of bodies and answers, for the description of the interface.
pub(crate) mod views {
    pub(crate) use super::jobs::JobsView;
    pub(crate) use super::reading::AboutView;
    pub(crate) use super::writing::{BomStudyBody, CopyBody};
}

use crate::problem::Failure;
use crate::state::Server;
use crate::{guard, page};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;

pub(crate) use reading::warm;

/// Largest body of a request, and of an uploaded file \[bytes\].
const LARGEST_BODY: usize = 4 << 20;
const LARGEST_FILE: usize = 10 << 20;

/// What a handler answers.
type Answer = Result<Response, Failure>;
/// What a handler is given.
type Shared = State<Arc<Server>>;

/// The whole interface.
pub(crate) fn router(server: Arc<Server>) -> Router {
    let api = Router::new()
        .route("/api/openapi.json", get(reading::openapi))
        .route("/api/about", get(reading::about))
        .route("/api/studies", get(reading::studies).post(writing::create_study))
        .route("/api/studies/{study}", get(reading::study))
        .route("/api/studies/{study}/files/{*file}", get(reading::file).put(writing::put_file))
        .route(
            "/api/studies/{study}/scenarios/{scenario}",
            axum::routing::put(writing::put_scenario).delete(writing::delete_scenario),
        )
        .route("/api/scenarios", get(reading::scenarios))
        .route("/api/vocabulary", get(reading::vocabulary))
        .route("/api/trace", get(reading::trace))
        .route("/api/rules", get(reading::rules))
        .route("/api/controls", get(reading::controls))
        .route("/api/criticality", get(reading::criticality))
        .route("/api/data", get(reading::data))
        .route("/api/data/{table}", get(reading::table))
        .route("/api/backtests", get(reading::backtests).post(jobs::backtest))
        .route("/api/runs", post(jobs::run))
        .route("/api/curves", post(jobs::curve))
        .route("/api/plans", post(jobs::plan))
        .route("/api/squeezes", post(jobs::squeeze))
        .route("/api/jobs", get(jobs::list))
        .route("/api/jobs/{id}", get(jobs::job).delete(jobs::stop))
        .route("/api/jobs/{id}/events", get(jobs::events))
        .route("/api/jobs/{id}/result", get(jobs::result))
        .route("/api/jobs/{id}/report", get(jobs::report))
        .route("/api/bom/check", post(writing::check_bom))
        .route("/api/bom/study", post(writing::save_bom))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .merge(Router::new().route("/api/bom/grid", post(writing::grid)).layer(DefaultBodyLimit::max(LARGEST_FILE)))
        .method_not_allowed_fallback(not_allowed);
    api.fallback(other).layer(from_fn_with_state(Arc::clone(&server), guard::guard)).with_state(server)
}

/// Everything that is no part of the interface: files of the page.
async fn other(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if uri.path().starts_with("/api/") {
        return Failure::not_found("such address:", uri.path()).into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return not_allowed().await;
    }
    page::file(uri.path(), &headers)
}

async fn not_allowed() -> Response {
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not take that; see /api/openapi.json")
        .into_response()
}

/// An answer that is JSON already.
fn json_bytes(status: StatusCode, bytes: impl Into<Body>) -> Response {
    let mut response = (status, bytes.into()).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// A body, or why it could not be read.
fn body(bytes: Result<Bytes, axum::extract::rejection::BytesRejection>) -> Result<Bytes, Failure> {
    bytes.map_err(|rejection| Failure::new(rejection.status(), "the body is too large or broke off"))
}
