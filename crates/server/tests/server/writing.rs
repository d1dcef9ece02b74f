//! Studies are copied, changed and made; what has defects is refused whole.

use super::client::{Reply, get, post, send, start};
use serde_json::{Value, json};
use std::fs;
use std::net::SocketAddr;

fn put(server: SocketAddr, path: &str, body: &[u8]) -> Reply {
    send(server, "PUT", path, &[("content-type", "text/plain")], body)
}

#[test]
fn a_copy_is_changed_and_a_defect_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    assert_eq!(put(server, "/api/studies/ev-motor/files/lines.csv", b"x").status, 409, "worked studies stay");
    let made = post(server, "/api/studies", &json!({"study": "mine", "from": "ev-motor"}));
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(post(server, "/api/studies", &json!({"study": "mine"})).status, 409);
    let lines = get(server, "/api/studies/mine/files/lines.csv").text();
    let broken = lines.replacen(",DEU,", ",GER,", 1);
    assert_ne!(lines, broken);
    let refused = put(server, "/api/studies/mine/files/lines.csv", broken.as_bytes());
    assert_eq!(refused.status, 422);
    let error = &refused.json()["errors"][0];
    assert_eq!((error["file"].as_str(), error["value"].as_str()), (Some("lines.csv"), Some("GER")), "{error}");
    assert!(error["row"].as_u64().is_some() && error["column"].as_str().is_some());
    assert_eq!(get(server, "/api/studies/mine/files/lines.csv").text(), lines, "nothing was written");
    let title = lines.replacen("DEU", "FRA", 1);
    let changed = put(server, "/api/studies/mine/files/lines.csv", title.as_bytes());
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(fs::read_to_string(home.path().join("mine/lines.csv")).unwrap(), title);
    let names: Vec<_> = fs::read_dir(home.path().join("mine")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains(".tmp")), "{names:?}");
}

#[test]
fn a_scenario_is_saved_and_points_at_its_defects() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    post(server, "/api/studies", &json!({"study": "mine"}));
    let scenarios = get(server, "/api/scenarios?study=mine").json();
    let mut own =
        scenarios["scenarios"].as_array().unwrap().iter().find(|s| s["scenario"] == "april-2025").unwrap().clone();
    own["scenario"] = json!("harder");
    let events = own["events"].as_array_mut().unwrap();
    events.insert(1, json!({"date": "2025-04-04", "label": "half refused", "kind": "severity", "control": "cn-2025-18", "refused": 0.5}));
    let path = "/api/studies/mine/scenarios/harder";
    let kind = [("content-type", "application/json")];
    let saved = send(server, "PUT", path, &kind, own.to_string().as_bytes());
    assert_eq!(saved.status, 200, "{}", saved.text());
    let listed = get(server, "/api/scenarios?study=mine").json();
    assert!(listed["scenarios"].as_array().unwrap().iter().any(|s| s["scenario"] == "harder" && s["own"] == true));
    own["events"][1]["refused"] = json!(7);
    let run = post(server, "/api/runs", &json!({"study": "mine", "scenario": own, "preview": true}));
    assert_eq!(run.status, 422, "{}", run.text());
    assert_eq!(run.json()["errors"][0]["pointer"], Value::from("/scenario/events/1/refused"), "{}", run.text());
    assert_eq!(send(server, "DELETE", path, &[], b"").status, 204);
    assert_eq!(send(server, "DELETE", path, &[], b"").status, 404);
}

#[test]
fn a_bill_of_materials_becomes_a_study() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let csv = "Level;Part;Description;Qty;Unit\n0;MOT;Traction motor;1;pcs\n1;MAG;Magnet NdFeB N42SH;1,5;kgg\n";
    let grid = send(server, "POST", "/api/bom/grid?filename=motor.csv", &[], csv.as_bytes()).json();
    let mut rows = grid["rows"].clone();
    let ask = |rows: &Value| json!({"filename": "motor.csv", "rows": rows});
    let checked = post(server, "/api/bom/check", &ask(&rows)).json();
    assert_eq!(checked["problems"][0]["row"], json!(3), "{checked}");
    rows[2][4] = json!("kg");
    assert_eq!(post(server, "/api/bom/check", &ask(&rows)).json()["problems"], json!([]));
    let saved = post(server, "/api/bom/study", &json!({"study": "motor", "filename": "motor.csv", "rows": rows}));
    assert_eq!(saved.status, 201, "{}", saved.text());
    assert!(home.path().join("motor/study.toml").is_file());
    let run = post(server, "/api/runs", &json!({"study": "motor", "preview": true, "runs": 8, "days": 60}));
    assert!([200, 202].contains(&run.status), "{}", run.text());
}
