//! Jobs: ask, list, follow, stop, and their results.

use super::{Answer, Shared, body, json_bytes};
use crate::jobs::{BacktestBody, CurveBody, Job, PlanBody, RunBody, SqueezeBody, Work, json};
use crate::params::{self, Query};
use crate::problem::Failure;
use crate::state::{Server, apart};
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use coercivity_report::html;
use coercivity_report::run_view::RunView;
use futures_util::stream;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::time::{Duration, timeout};

/// Time after which a silent stream says that it is still there.
const STILL_THERE: Duration = Duration::from_secs(15);
/// What a report may do: show itself, nothing else.
const REPORT_SECURITY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// Jobs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub(crate) struct JobsView {
    /// Newest first; previews are left out.
    pub(crate) jobs: Vec<Job>,
}

async fn ask(server: &Arc<Server>, work: Work) -> Answer {
    let (job, known) = apart(server, move |server| server.jobs.ask(work)).await?;
    Ok(json_bytes(if known { StatusCode::OK } else { StatusCode::ACCEPTED }, json(&job)?))
}

pub(super) async fn run(State(server): Shared, headers: HeaderMap, bytes: Result<Bytes, BytesRejection>) -> Answer {
    let asked: RunBody = params::json(&headers, &body(bytes)?)?;
    ask(&server, Work::Run(asked)).await
}

pub(super) async fn curve(State(server): Shared, headers: HeaderMap, bytes: Result<Bytes, BytesRejection>) -> Answer {
    let asked: CurveBody = params::json(&headers, &body(bytes)?)?;
    ask(&server, Work::Curve(asked)).await
}

pub(super) async fn backtest(
    State(server): Shared,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Answer {
    let asked: BacktestBody = params::json(&headers, &body(bytes)?)?;
    ask(&server, Work::Backtest(asked)).await
}

pub(super) async fn plan(State(server): Shared, headers: HeaderMap, bytes: Result<Bytes, BytesRejection>) -> Answer {
    let asked: PlanBody = params::json(&headers, &body(bytes)?)?;
    ask(&server, Work::Plan(asked)).await
}

pub(super) async fn squeeze(State(server): Shared, headers: HeaderMap, bytes: Result<Bytes, BytesRejection>) -> Answer {
    let asked: SqueezeBody = params::json(&headers, &body(bytes)?)?;
    ask(&server, Work::Squeeze(asked)).await
}

pub(super) async fn list(State(server): Shared, uri: Uri) -> Answer {
    let query = Query::read(&uri, &["study"])?;
    let jobs = server.jobs.list(query.get("study").as_deref());
    Ok(json_bytes(StatusCode::OK, json(&JobsView { jobs })?))
}

pub(super) async fn job(State(server): Shared, Path(id): Path<String>) -> Answer {
    Ok(json_bytes(StatusCode::OK, json(&server.jobs.job(&id)?)?))
}

pub(super) async fn stop(State(server): Shared, Path(id): Path<String>) -> Answer {
    let job = apart(&server, move |server| server.jobs.stop(&id)).await?;
    Ok(json_bytes(StatusCode::OK, json(&job)?))
}

pub(super) async fn result(State(server): Shared, Path(id): Path<String>) -> Answer {
    let bytes = apart(&server, move |server| server.jobs.result(&id)).await?;
    Ok(json_bytes(StatusCode::OK, bytes.to_vec()))
}

pub(super) async fn report(State(server): Shared, Path(id): Path<String>) -> Answer {
    let page = apart(&server, move |server| {
        let bytes = server.jobs.result(&id)?;
        match server.jobs.job(&id)?.verb.as_str() {
            "plan" => Ok(html::plan_page(&shown(&bytes)?)),
            "squeeze" => Ok(html::squeeze_page(&shown(&bytes)?)),
            _ => Ok(html::page(&shown::<RunView>(&bytes)?)),
        }
    });
    let mut response = page.await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(REPORT_SECURITY));
    Ok(response)
}

/// A result as what a report shows.
fn shown<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|_| {
        let detail = "only a full run, a plan or a squeeze has a report; ask for one that is no preview";
        Failure::new(StatusCode::CONFLICT, detail)
    })
}

/// Every change of a job as a server-sent event; the stream ends with the job.
pub(super) async fn events(State(server): Shared, Path(id): Path<String>) -> Answer {
    let follow = server.jobs.follow(&id)?;
    let changes = stream::unfold(Some((follow, true)), |state| async move {
        let (mut follow, first) = state?;
        let (text, over) = next(&mut follow, first).await;
        Some((Ok::<_, Infallible>(Bytes::from(text)), (!over).then_some((follow, false))))
    });
    let mut response = Response::new(Body::from_stream(changes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

/// The job as an event, once it has changed, and whether that was the last; a comment when it has not changed for a while.
async fn next(follow: &mut watch::Receiver<Job>, first: bool) -> (String, bool) {
    if !first {
        match timeout(STILL_THERE, follow.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return (": the job is gone\n\n".to_owned(), true),
            Err(_) => return (": still there\n\n".to_owned(), false),
        }
    }
    let job = follow.borrow_and_update().clone();
    let over = job.status.is_final();
    (format!("event: job\ndata: {}\n\n", serde_json::to_string(&job).unwrap_or_default()), over)
}
