//! Queries and bodies as typed values, with the place of what cannot be read.

use crate::problem::Failure;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Longest value of a query.
const LONGEST_VALUE: usize = 500;

/// Query of a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(BTreeMap<String, String>);

impl Query {
    /// Reads a query in which only these names may stand, each once.
    pub(crate) fn read(uri: &Uri, names: &[&str]) -> Result<Self, Failure> {
        let mut values = BTreeMap::new();
        for pair in uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            let hint = || format!("one of: {}", names.join(", "));
            if !names.contains(&name.as_str()) {
                return Err(Failure::field(None, &name, &value, "no such parameter", &hint()));
            }
            if value.len() > LONGEST_VALUE || value.chars().any(char::is_control) {
                return Err(Failure::field(None, &name, &value, "too long, or not text", "write a short text"));
            }
            if values.insert(name.clone(), value.clone()).is_some() {
                return Err(Failure::field(None, &name, &value, "stands there twice", "write it once"));
            }
        }
        Ok(Query(values))
    }

    /// A value; an empty one counts as none.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|value| !value.is_empty()).cloned()
    }

    /// `true` or `false`; none = false.
    pub(crate) fn yes(&self, name: &str) -> Result<bool, Failure> {
        match self.get(name).as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Failure::field(None, name, other, "not understood", "write true or false")),
        }
    }
}

fn decoded(text: &str) -> Result<String, Failure> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
                let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
                    return Err(Failure::new(StatusCode::BAD_REQUEST, "the query is not percent-encoded"));
                };
                bytes.push((high * 16 + low) as u8);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).map_err(|_| Failure::new(StatusCode::BAD_REQUEST, "the query is not UTF-8"))
}

/// Reads a JSON body; what cannot be read is named by its JSON pointer.
pub(crate) fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json"));
    }
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let place: String = error.path().iter().filter_map(segment).map(|s| format!("/{s}")).collect();
        let message = error.inner().to_string();
        Failure::field(
            Some(place.clone()),
            if place.is_empty() { "body" } else { &place },
            "",
            &message,
            "see /api/openapi.json",
        )
    })?;
    let over = |error: serde_json::Error| {
        Failure::field(Some(String::new()), "body", "", &error.to_string(), "send one object")
    };
    reader.end().map_err(over)?;
    Ok(value)
}

fn segment(segment: &serde_path_to_error::Segment) -> Option<String> {
    match segment {
        serde_path_to_error::Segment::Seq { index } => Some(index.to_string()),
        serde_path_to_error::Segment::Map { key } => Some(key.replace('~', "~0").replace('/', "~1")),
        serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_strictly() {
        let read = |query: &str| Query::read(&format!("/x?{query}").parse().unwrap(), &["study", "all"]);
        let query = read("study=a%20b+c&all=true").unwrap();
        assert_eq!((query.get("study").as_deref(), query.yes("all")), (Some("a b c"), Ok(true)));
        for bad in ["nope=1", "study=1&study=2", "study=%zz", "study=%ff", "study=%00"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read("all=maybe").unwrap().yes("all").is_err());
        assert_eq!(read("study=").unwrap().get("study"), None);
    }
}
