//! What must not be possible.

use super::client::{get, post, raw, send, start, start_with};
use coercivity_server::{ServeError, ServeOptions, serve};
use serde_json::json;
use std::fs;

#[test]
fn nothing_outside_of_the_studies_is_read_or_written() {
    let home = tempfile::tempdir().unwrap();
    let studies = home.path().join("studies");
    fs::write(home.path().join("secret.toml"), "secret = 1").unwrap();
    let server = start(&studies);
    post(server, "/api/studies", &json!({"study": "mine"}));
    for path in [
        "/api/studies/../files/secret.toml",
        "/api/studies/..%2f..%2fetc/files/passwd",
        "/api/studies/mine/files/..%2f..%2fsecret.toml",
        "/api/studies/mine/files/%2e%2e/%2e%2e/secret.toml",
        "/api/studies/mine/files//etc/passwd",
        "/api/studies/.worked/files/study.toml",
        "/api/studies/%00/files/study.toml",
        "/..%2fCargo.toml",
        "/api/trace?study=../../",
        "/api/trace?study=/etc",
    ] {
        let reply = get(server, path);
        assert!([400, 404, 422].contains(&reply.status), "{path}: {} {}", reply.status, reply.text());
        assert!(!reply.text().contains("secret = 1"), "{path}");
    }
    for path in [
        "mine/files/..%2f..%2fnew.toml",
        "mine/files/%2fetc%2fnew.toml",
        "mine/files/results%2fx.toml",
        "mine/files/x.sh",
    ] {
        let reply = send(server, "PUT", &format!("/api/studies/{path}"), &[("content-type", "text/plain")], b"a = 1");
        assert!([400, 404, 422].contains(&reply.status), "{path}: {}", reply.status);
    }
    assert!(!home.path().join("new.toml").exists());
    for name in ["../x", "/tmp/x", "..", "", "A", "a b", &"a".repeat(61)] {
        let reply = post(server, "/api/studies", &json!({ "study": name }));
        assert_eq!(reply.status, 422, "{name}");
    }
    let named = post(server, "/api/runs", &json!({"study": "mine", "scenario": "/etc/hostname", "preview": true}));
    assert_eq!(named.status, 422, "a scenario is never the path of a file");
}

#[cfg(unix)]
#[test]
fn a_study_with_links_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let studies = home.path().join("studies");
    let server = start(&studies);
    post(server, "/api/studies", &json!({"study": "mine"}));
    fs::write(home.path().join("outside.csv"), "private").unwrap();
    std::os::unix::fs::symlink(home.path().join("outside.csv"), studies.join("mine/declarations.csv")).unwrap();
    let reply = get(server, "/api/studies/mine/files/declarations.csv");
    assert_eq!(reply.status, 409);
    assert!(!reply.text().contains("private"));
    std::os::unix::fs::symlink(home.path(), studies.join("other")).unwrap();
    assert_eq!(get(server, "/api/studies/other").status, 404);
}

#[test]
fn other_sites_and_other_names_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let ask = |head: &str| raw(server, format!("{head}\r\nconnection: close\r\n\r\n").as_bytes()).status;
    assert_eq!(ask(&format!("GET /api/about HTTP/1.1\r\nhost: {server}")), 200);
    assert_eq!(ask("GET /api/about HTTP/1.1\r\nhost: evil.example"), 403);
    assert_eq!(ask("GET / HTTP/1.1\r\nhost: evil.example"), 403);
    assert_eq!(ask(&format!("GET /api/about HTTP/1.1\r\nhost: {server}\r\norigin: http://evil.example")), 403);
    assert_eq!(ask(&format!("POST /api/studies HTTP/1.1\r\nhost: {server}\r\ncontent-length: 0")), 403);
}

#[test]
fn a_token_is_needed_where_others_can_ask() {
    let home = tempfile::tempdir().unwrap();
    for token in [None, Some("short".to_owned())] {
        let options = ServeOptions {
            listen: "0.0.0.0:0".parse().unwrap(),
            token,
            studies: home.path().to_owned(),
            study: "ev-motor".to_owned(),
        };
        assert!(matches!(serve(&options, |_| panic!("it must not listen")), Err(ServeError::Open(_))));
    }
    let server = start_with(home.path(), Some("a-secret-of-sixteen"));
    assert_eq!(get(server, "/api/about").status, 401);
    assert_eq!(get(server, "/").status, 200, "the page itself holds nothing");
    let known = send(server, "GET", "/api/about", &[("authorization", "Bearer a-secret-of-sixteen")], b"");
    assert_eq!(known.status, 200);
}

#[test]
fn bodies_are_limited_and_nonsense_is_told_what_is_wrong() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    assert_eq!(send(server, "POST", "/api/bom/grid", &[], &vec![b'a'; (10 << 20) + 1]).status, 413);
    assert_eq!(post(server, "/api/runs", &json!({"study": "x".repeat(5 << 20)})).status, 413);
    for (body, pointer) in [
        (json!({"study": "ev-motor", "runs": "many"}), "/runs"),
        (json!({"study": "ev-motor", "runs": 0}), "/runs"),
        (json!({"study": "ev-motor", "runs": 20_000, "days": 3650}), "/runs"),
        (json!({"study": "ev-motor", "scenario": "no-such"}), "/scenario"),
        (json!({"study": "ev-motor", "scenario": {"scenario": "x", "title": 3, "events": []}}), "/scenario/title"),
        (json!({"study": "ev-motor", "nonsense": 1}), "/nonsense"),
    ] {
        let reply = post(server, "/api/runs", &body);
        assert_eq!(reply.status, 422, "{body}");
        assert_eq!(reply.json()["errors"][0]["pointer"], json!(pointer), "{}", reply.text());
        assert!(!reply.json()["errors"][0]["hint"].as_str().unwrap().is_empty());
    }
    let plain = send(server, "POST", "/api/runs", &[("content-type", "text/plain")], b"{}");
    assert_eq!(plain.status, 415);
    for path in ["/api/trace?by=weight", "/api/trace?by=mass&by=value", "/api/rules?on=tomorrow", "/api/rules?nope=1"] {
        assert_eq!(get(server, path).status, 422, "{path}");
    }
}

#[test]
fn a_hundred_clients_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let paths = ["/api/jobs", "/", "/api/scenarios", "/api/data/prices", "/app.js"];
    let clients: Vec<_> = (0..100)
        .map(|n| {
            std::thread::spawn(move || {
                (0..5).map(|m| get(server, paths[(n + m) % paths.len()]).status).collect::<Vec<_>>()
            })
        })
        .collect();
    for client in clients {
        assert_eq!(client.join().unwrap(), [200; 5]);
    }
}
