//! `serve` as a stranger starts it.

#![allow(clippy::unwrap_used, reason = "a test fails where something is missing")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn start(studies: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coercivity"))
        .args(["serve", "--listen", "127.0.0.1:0", "--no-open", "--studies"])
        .arg(studies)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Listening on http://").unwrap().trim_end_matches('/').to_owned();
    (child, address)
}

fn ask(address: &str, method: &str, path: &str, body: &str) -> Value {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nx-coercivity: 1\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    serde_json::from_str(text.split("\r\n\r\n").nth(1).unwrap()).unwrap()
}

#[test]
fn a_server_that_is_killed_at_work_leaves_a_study_that_opens_and_work_that_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let (mut child, address) = start(home.path());
    ask(&address, "POST", "/api/studies", r#"{"study": "mine"}"#);
    let job = ask(&address, "POST", "/api/runs", r#"{"study": "mine", "runs": 2000}"#);
    let id = job["id"].as_str().unwrap().to_owned();
    while ask(&address, "GET", &format!("/api/jobs/{id}"), "")["status"] == "queued" {}
    // SIGKILL: nothing of the program runs any more.
    child.kill().unwrap();
    child.wait().unwrap();
    let (mut child, address) = start(home.path());
    let study = ask(&address, "GET", "/api/studies/mine", "");
    assert_eq!((study["problems"].as_u64(), study["lines"].as_array().map(Vec::len)), (Some(0), Some(3)), "{study}");
    let again = ask(&address, "GET", &format!("/api/jobs/{id}"), "");
    assert!(["queued", "running"].contains(&again["status"].as_str().unwrap()), "{again}");
    let stopped = ask(&address, "DELETE", &format!("/api/jobs/{id}"), "");
    assert_eq!(stopped["id"], Value::from(id));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn an_open_address_without_a_token_is_refused_with_the_reason() {
    let output = Command::new(env!("CARGO_BIN_EXE_coercivity"))
        .args(["serve", "--listen", "0.0.0.0:0", "--no-open"])
        .env_remove("COERCIVITY_TOKEN")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("--token") && text.contains("127.0.0.1"), "{text}");
}
