//! Errors as `application/problem+json` (RFC 9457), with where and what would be right.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coercivity_app::AppError;
use coercivity_app::bom_form::ProblemView;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One defect, with its place in a file or in the body of the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct FieldError {
    /// What is wrong, where, and what would be right.
    #[serde(flatten)]
    pub(crate) problem: ProblemView,
    /// JSON pointer into the body, if it has one.
    pub(crate) pointer: Option<String>,
}

/// Why a request was not met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Failure {
    /// Kind of problem; `about:blank` = what the status says.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// In short.
    pub(crate) title: String,
    /// HTTP status.
    pub(crate) status: u16,
    /// What is wrong and what would be right.
    pub(crate) detail: String,
    /// Defects of files or of the body, all at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<FieldError>,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Failure {
            kind: "about:blank".to_owned(),
            title: title(status).to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
        }
    }

    pub(crate) fn forbidden(detail: &str) -> Self {
        Failure::new(StatusCode::FORBIDDEN, detail)
    }

    pub(crate) fn unauthorized() -> Self {
        Failure::new(
            StatusCode::UNAUTHORIZED,
            "a token is asked for: open the page with #token=... at the end of its address, or send authorization: Bearer ...",
        )
    }

    pub(crate) fn not_found(what: &str, name: &str) -> Self {
        Failure::new(StatusCode::NOT_FOUND, format!("no {what} `{}`", name.chars().take(80).collect::<String>()))
    }

    /// A value of the query or the body that cannot be taken.
    pub(crate) fn field(pointer: Option<String>, name: &str, value: &str, message: &str, hint: &str) -> Self {
        let mut failure = Failure::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{name}: {message}; {hint}"));
        failure.errors.push(FieldError {
            problem: ProblemView {
                code: "request".to_owned(),
                file: String::new(),
                row: None,
                column: Some(name.to_owned()),
                value: Some(value.chars().take(80).collect()),
                message: message.to_owned(),
                hint: hint.to_owned(),
            },
            pointer,
        });
        failure
    }
}

/// A status in plain words.
fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNPROCESSABLE_ENTITY => "Something in it is not right",
        StatusCode::NOT_FOUND => "Not there",
        StatusCode::CONFLICT => "Not possible as things stand",
        StatusCode::PAYLOAD_TOO_LARGE => "Too large",
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => "Too much at once",
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::INSUFFICIENT_STORAGE => "The disk is full",
        StatusCode::INTERNAL_SERVER_ERROR => "The program failed",
        other => other.canonical_reason().unwrap_or("Not possible"),
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let text = error.to_string();
        match error {
            AppError::Input(problems) => {
                let count = problems.0.len();
                let detail = match problems.0.first() {
                    Some(first) if count == 1 => first.to_string(),
                    Some(first) => format!("{count} defects; the first: {first}"),
                    None => "the input has defects".to_owned(),
                };
                let errors = problems.0.iter().map(|p| FieldError { problem: p.into(), pointer: None }).collect();
                Failure { errors, ..Failure::new(StatusCode::UNPROCESSABLE_ENTITY, detail) }
            }
            AppError::Unknown { what, .. }
                if ["study", "file of the study", "file of a study", "table"].contains(&what) =>
            {
                Failure::new(StatusCode::NOT_FOUND, text)
            }
            AppError::Contradiction { .. } | AppError::Exists(_) => Failure::new(StatusCode::CONFLICT, text),
            AppError::Stopped(_) => Failure::new(StatusCode::SERVICE_UNAVAILABLE, text),
            AppError::Io { path, source } => {
                let detail = format!("{} cannot be read or written: {source}", path.display());
                let full = source.kind() == std::io::ErrorKind::StorageFull;
                Failure::new(
                    if full { StatusCode::INSUFFICIENT_STORAGE } else { StatusCode::INTERNAL_SERVER_ERROR },
                    detail,
                )
            }
            AppError::Workbook(_) | AppError::Solver(_) => Failure::new(StatusCode::INTERNAL_SERVER_ERROR, text),
            AppError::Unknown { .. } | AppError::OutOfBounds { .. } | AppError::Model(_) => {
                Failure::new(StatusCode::UNPROCESSABLE_ENTITY, text)
            }
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}
