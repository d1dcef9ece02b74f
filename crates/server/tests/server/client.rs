//! A plain HTTP client and a server to talk to, for the tests.

use coercivity_server::{ServeOptions, serve};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Starts a server on studies in a folder.
pub(crate) fn start(studies: &Path) -> SocketAddr {
    start_with(studies, None)
}

pub(crate) fn start_with(studies: &Path, token: Option<&str>) -> SocketAddr {
    let options = ServeOptions {
        listen: "127.0.0.1:0".parse().unwrap(),
        token: token.map(str::to_owned),
        studies: studies.to_owned(),
        study: "ev-motor".to_owned(),
    };
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || serve(&options, |address| tell.send(address).unwrap()));
    told.recv_timeout(Duration::from_secs(20)).expect("the server starts")
}

/// Sends a request as it stands and reads the answer to its end.
pub(crate) fn raw(server: SocketAddr, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(server).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
    // A server that refuses early may close before all is sent; its answer is still there.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let split = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer to {request:?}"));
    let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let body = bytes[split + 4..].to_vec();
    let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    Reply { status, head, body: if chunked { dechunked(&body) } else { body } }
}

fn dechunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(line) = body.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..line]).unwrap().trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.extend(&body[line + 2..line + 2 + size]);
        body = &body[line + 4 + size..];
    }
    whole
}

/// Sends a request with headers in the page's manner.
pub(crate) fn send(server: SocketAddr, method: &str, path: &str, extra: &[(&str, &str)], body: &[u8]) -> Reply {
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\nx-coercivity: 1\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in extra {
        request += &format!("{name}: {value}\r\n");
    }
    request += "\r\n";
    let mut bytes = request.into_bytes();
    bytes.extend(body);
    raw(server, &bytes)
}

pub(crate) fn get(server: SocketAddr, path: &str) -> Reply {
    send(server, "GET", path, &[], b"")
}

pub(crate) fn post(server: SocketAddr, path: &str, body: &Value) -> Reply {
    send(server, "POST", path, &[("content-type", "application/json")], body.to_string().as_bytes())
}

/// Waits for the last state of a job by its stream.
pub(crate) fn finished(server: SocketAddr, id: &str) -> Value {
    let events = get(server, &format!("/api/jobs/{id}/events"));
    let text = events.text();
    let last = text.lines().filter_map(|line| line.strip_prefix("data: ")).next_back().expect("at least one event");
    serde_json::from_str(last).unwrap()
}
