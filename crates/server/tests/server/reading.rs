//! Answers are those of the command line; the description fits what answers.

use super::client::{get, send, start};
use coercivity_app::trace::{TraceRequest, trace};
use serde_json::Value;

#[test]
fn answers_are_what_the_command_line_prints() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let ours = get(server, "/api/trace?study=ev-motor&element=Dy");
    let request = TraceRequest { element: Some("Dy".to_owned()), ..TraceRequest::default() };
    let theirs = serde_json::to_string(&trace(&request).unwrap()).unwrap() + "\n";
    assert_eq!(ours.text(), theirs);
    // The second time it comes from memory.
    assert_eq!(get(server, "/api/trace?study=ev-motor&element=Dy").text(), theirs);
}

#[test]
fn flows_of_a_trace_fit_its_stages() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let view = get(server, "/api/trace?study=ev-motor").json();
    for line in view["lines"].as_array().unwrap() {
        for element in line["elements"].as_array().unwrap() {
            let amount = element["amount_per_year"].as_f64().unwrap();
            let into = |stage: &str| -> f64 {
                let flows = element["flows"].as_array().unwrap().iter();
                flows.filter(|f| f["to_stage"] == stage).map(|f| f["amount_per_year"].as_f64().unwrap()).sum()
            };
            // All that goes into the line passes its last two stages.
            for stage in ["component", "product"] {
                assert!((into(stage) / amount - 1.0).abs() < 1e-4, "{} {stage}: {}", element["element"], into(stage));
            }
        }
    }
}

#[test]
fn every_described_address_answers() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let document = get(server, "/api/openapi.json").json();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let address = path
            .replace("{study}", "ev-motor")
            .replace("{file}", "lines.csv")
            .replace("{scenario}", "none-such")
            .replace("{table}", "prices")
            .replace("{id}", "0123456789abcdef");
        for (method, operation) in operations.as_object().unwrap() {
            let reply = send(server, &method.to_uppercase(), &address, &[("content-type", "application/json")], b"{}");
            let status = reply.status.to_string();
            assert!(operation["responses"].get(&status).is_some(), "{method} {address}: {status} is not described");
            assert_ne!(reply.status, 405, "{method} {address}");
            if reply.status >= 400 {
                assert!(reply.head.contains("application/problem+json"), "{method} {address}: {}", reply.head);
                assert_eq!(reply.json()["status"], Value::from(reply.status));
            }
        }
    }
}

#[test]
fn the_page_is_there_and_may_do_little() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let page = get(server, "/");
    assert!(page.status == 200 && page.head.contains("text/html"), "{}", page.head);
    let head = page.head.to_lowercase();
    assert!(head.contains("default-src 'none'") && !head.contains("unsafe-inline"), "{head}");
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    assert_eq!(send(server, "GET", "/", &[("if-none-match", &tag)], b"").status, 304);
    assert_eq!(get(server, "/nothing.js").status, 404);
    assert_eq!(send(server, "POST", "/", &[], b"").status, 405);
}

#[test]
fn the_published_description_is_fresh() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let Ok(published) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let fresh = coercivity_server::openapi() == published;
    assert!(fresh, "run `cargo run --release -- schema openapi > docs/openapi.json`");
}
