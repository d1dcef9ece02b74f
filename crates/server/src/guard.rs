//! Who may ask: only pages of this server, and where a token is set only those who know it.
//!
//! A page of another site cannot read answers, but it could send requests, or have its
//! name point here (DNS rebinding). So `Host` must name this machine, `Origin` must be
//! this server, and what changes something carries a header that no plain form can send.

use crate::problem::Failure;
use crate::state::Server;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;

/// Header that a request which changes something must carry.
pub(crate) const HEADER: &str = "x-coercivity";
/// What the page may do: nothing but talk to this server.
const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
     connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What is checked of each request.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    /// Values of `Host` that name this server; empty = any, where a token is asked for.
    hosts: Vec<String>,
    token: Option<String>,
}

impl Guard {
    pub(crate) fn new(address: SocketAddr, token: Option<String>) -> Self {
        let port = address.port();
        let mut hosts = Vec::new();
        if address.ip().is_loopback() {
            for name in ["127.0.0.1", "localhost", "[::1]"] {
                hosts.push(format!("{name}:{port}"));
            }
            hosts.push(address.to_string());
        }
        Guard { hosts, token }
    }

    fn check(&self, method: &Method, path: &str, headers: &HeaderMap) -> Result<(), Failure> {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(header::HOST).unwrap_or_default();
        if !self.hosts.is_empty() && !self.hosts.iter().any(|known| known == host) {
            return Err(Failure::forbidden("this server answers only under its own address"));
        }
        if let Some(origin) = headers.get(header::ORIGIN) {
            let own = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            if own != Some(host) {
                return Err(Failure::forbidden("pages of other sites may not ask"));
            }
        }
        let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()).unwrap_or("none");
        let api = path.starts_with("/api/");
        if api && !["same-origin", "none"].contains(&site) {
            return Err(Failure::forbidden("pages of other sites may not ask"));
        }
        let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(method);
        if api && !reads && !headers.contains_key(HEADER) {
            return Err(Failure::forbidden(&format!("send the header {HEADER}: 1 with what changes something")));
        }
        match &self.token {
            Some(token) if api && !knows(token, text(header::AUTHORIZATION)) => Err(Failure::unauthorized()),
            _ => Ok(()),
        }
    }
}

/// Compares in the same time wherever the first difference is.
fn knows(token: &str, given: Option<&str>) -> bool {
    let given = given.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
    blake3::hash(token.as_bytes()) == blake3::hash(given.as_bytes())
}

/// Lets a request through or refuses it, and sets the headers of every answer.
pub(crate) async fn guard(State(server): State<Arc<Server>>, request: Request<Body>, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = match server.guard.check(request.method(), &path, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(header::CACHE_CONTROL, if path.starts_with("/api/") { "no-store" } else { "no-cache" });
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&str, &str)]) -> HeaderMap {
        list.iter().map(|(n, v)| (HeaderName::try_from(*n).unwrap(), HeaderValue::try_from(*v).unwrap())).collect()
    }

    #[test]
    fn only_own_pages_may_ask() {
        let guard = Guard::new("127.0.0.1:4317".parse().unwrap(), None);
        let asks = |method: Method, list: &[(&str, &str)]| guard.check(&method, "/api/jobs", &headers(list)).is_ok();
        let host = ("host", "127.0.0.1:4317");
        assert!(asks(Method::GET, &[host]));
        assert!(asks(Method::GET, &[("host", "localhost:4317"), ("origin", "http://localhost:4317")]));
        assert!(!asks(Method::GET, &[("host", "evil.example:4317")]), "DNS rebinding");
        assert!(!asks(Method::GET, &[("host", "127.0.0.1:80")]));
        assert!(!asks(Method::GET, &[]), "no host");
        assert!(!asks(Method::GET, &[host, ("origin", "http://evil.example")]));
        assert!(!asks(Method::GET, &[host, ("origin", "null")]));
        assert!(!asks(Method::GET, &[host, ("sec-fetch-site", "cross-site")]));
        assert!(!asks(Method::POST, &[host]), "a plain form");
        assert!(asks(Method::POST, &[host, (HEADER, "1")]));
    }

    #[test]
    fn a_token_is_asked_for() {
        let guard = Guard::new("0.0.0.0:4317".parse().unwrap(), Some("a-long-secret-word".to_owned()));
        let asks = |path: &str, list: &[(&str, &str)]| guard.check(&Method::GET, path, &headers(list)).is_ok();
        assert!(asks("/", &[("host", "plant.example:4317")]), "the page itself holds nothing");
        assert!(!asks("/api/about", &[("host", "plant.example:4317")]));
        assert!(!asks("/api/about", &[("authorization", "Bearer a-long-secret-wor")]));
        assert!(asks("/api/about", &[("authorization", "Bearer a-long-secret-word")]));
    }
}
