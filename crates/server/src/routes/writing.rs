//! What changes studies: copies, files, scenarios, bills of materials.

use super::{Answer, Shared, body, json_bytes};
use crate::jobs::json;
use crate::params::{self, Query};
use crate::problem::Failure;
use crate::state::apart;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::IntoResponse;
use coercivity_app::bom_form::{self, BomForm, SettingsForm};
use coercivity_app::scenario_form::{self, ScenarioForm};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A new study.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CopyBody {
    /// Name: lower-case letters, digits and hyphens.
    pub(crate) study: String,
    /// Study to copy; none = the one shown first.
    #[serde(default)]
    pub(crate) from: Option<String>,
}

/// A new study from a bill of materials.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BomStudyBody {
    /// Name: lower-case letters, digits and hyphens.
    pub(crate) study: String,
    /// File.
    pub(crate) filename: String,
    /// Rows; the header is one of the first.
    pub(crate) rows: Vec<Vec<String>>,
    /// Header by field.
    #[serde(default)]
    pub(crate) mapping: BTreeMap<String, String>,
    /// What the file does not say.
    #[serde(default)]
    pub(crate) settings: SettingsForm,
}

pub(super) async fn create_study(
    State(server): Shared,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Answer {
    let copy: CopyBody = params::json(&headers, &body(bytes)?)?;
    let made = apart(&server, move |server| {
        let _one = server.writing();
        json(&server.library.copy(&copy.study, copy.from.as_deref().unwrap_or(&server.study))?)
    });
    Ok(json_bytes(StatusCode::CREATED, made.await?))
}

pub(super) async fn put_file(
    State(server): Shared,
    Path((study, file)): Path<(String, String)>,
    bytes: Result<Bytes, BytesRejection>,
) -> Answer {
    let bytes = body(bytes)?;
    let changed = apart(&server, move |server| {
        let _one = server.writing();
        json(&server.library.put(&study, &file, &bytes)?)
    });
    Ok(json_bytes(StatusCode::OK, changed.await?))
}

pub(super) async fn put_scenario(
    State(server): Shared,
    Path((study, scenario)): Path<(String, String)>,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Answer {
    let form: ScenarioForm = params::json(&headers, &body(bytes)?)?;
    if form.scenario != scenario {
        let hint = format!("write {scenario}, as in the address");
        return Err(Failure::field(Some("/scenario".to_owned()), "scenario", &form.scenario, "another name", &hint));
    }
    let saved = apart(&server, move |server| {
        let _one = server.writing();
        json(&scenario_form::save(&server.library, &study, &form)?)
    });
    Ok(json_bytes(StatusCode::OK, saved.await?))
}

pub(super) async fn delete_scenario(State(server): Shared, Path((study, scenario)): Path<(String, String)>) -> Answer {
    apart(&server, move |server| {
        let _one = server.writing();
        Ok(server.library.remove(&study, &format!("scenarios/{scenario}.toml"))?)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn grid(State(server): Shared, uri: Uri, bytes: Result<Bytes, BytesRejection>) -> Answer {
    let query = Query::read(&uri, &["filename", "sheet"])?;
    let bytes = body(bytes)?;
    let shown = apart(&server, move |_| {
        let name = query.get("filename").unwrap_or_else(|| "bom.csv".to_owned());
        json(&bom_form::grid(&name, &bytes, query.get("sheet").as_deref())?)
    });
    Ok(json_bytes(StatusCode::OK, shown.await?))
}

pub(super) async fn check_bom(
    State(server): Shared,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Answer {
    let form: BomForm = params::json(&headers, &body(bytes)?)?;
    Ok(json_bytes(StatusCode::OK, apart(&server, move |_| json(&bom_form::check(&form)?)).await?))
}

pub(super) async fn save_bom(
    State(server): Shared,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Answer {
    let asked: BomStudyBody = params::json(&headers, &body(bytes)?)?;
    let BomStudyBody { study, filename, rows, mapping, settings } = asked;
    let saved = apart(&server, move |server| {
        let _one = server.writing();
        json(&bom_form::save(&server.library, &study, &BomForm { filename, rows, mapping, settings })?)
    });
    Ok(json_bytes(StatusCode::CREATED, saved.await?))
}
