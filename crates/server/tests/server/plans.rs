//! Plans and squeezes as jobs: kept, equal to the verb, refused with the place of what is wrong.

use super::client::{finished, get, post, start};
use coercivity_app::plan::{PlanRequest, plan};
use coercivity_app::squeeze::{SqueezeRequest, squeeze};
use serde_json::json;

#[test]
fn a_plan_is_kept_and_equals_the_command_line() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    post(server, "/api/studies", &json!({"study": "mine"}));
    let ask =
        json!({"study": "mine", "budget": 2e6, "risk_aversion": 0.25, "levers": ["stock", "second-source"], "runs": 8});
    let asked = post(server, "/api/plans", &ask);
    assert_eq!(asked.status, 202, "{}", asked.text());
    assert_eq!(asked.json()["verb"], "plan");
    let id = asked.json()["id"].as_str().unwrap().to_owned();
    let job = finished(server, &id);
    assert_eq!(job["status"], "done", "{job}");
    let request = PlanRequest {
        study: Some(home.path().join("mine").display().to_string()),
        budget: Some(2e6),
        risk_aversion: Some(0.25),
        levers: vec!["stock".to_owned(), "second-source".to_owned()],
        runs: Some(8),
        ..PlanRequest::default()
    };
    let theirs = serde_json::to_string(&plan(&request, &|_, _| true).unwrap()).unwrap() + "\n";
    let result = get(server, &format!("/api/jobs/{id}/result"));
    assert_eq!(result.text(), theirs);
    assert!(home.path().join(format!("mine/results/{id}/result.json")).is_file());
    assert_eq!(post(server, "/api/plans", &ask).status, 200, "answered before");
    let mut other = ask.clone();
    other["budget"] = json!(1e6);
    assert_ne!(post(server, "/api/plans", &other).json()["id"], json!(id), "another budget is another question");
    let report = get(server, &format!("/api/jobs/{id}/report"));
    assert!(report.status == 200 && report.text().contains("<html"), "{}", report.head);
    // The plan is a scenario that the study can keep and run.
    let file = result.json()["scenario_file"].as_str().unwrap().to_owned();
    let put = super::client::send(
        server,
        "PUT",
        "/api/studies/mine/files/scenarios/planned.toml",
        &[("content-type", "text/plain")],
        file.as_bytes(),
    );
    assert_eq!(put.status, 200, "{}", put.text());
    let second = start(home.path());
    assert_eq!(get(second, &format!("/api/jobs/{id}/result")).text(), theirs, "kept over a restart");
}

#[test]
fn demands_that_cannot_be_met_are_an_answer() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let ask = json!({"study": "ev-motor", "budget": 10, "require": ["eu-crma-5-65"], "runs": 8});
    let id = post(server, "/api/plans", &ask).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(finished(server, &id)["status"], "done");
    let view = get(server, &format!("/api/jobs/{id}/result")).json();
    assert_eq!(view["status"], "infeasible", "{view}");
    assert!(view["conflict"].to_string().contains("eu-crma-5-65"), "{}", view["conflict"]);
}

#[test]
fn what_is_wrong_with_a_question_is_pointed_at() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    for (field, value, pointer) in [
        ("budget", json!(-1), "/budget"),
        ("risk_aversion", json!(1.5), "/risk_aversion"),
        ("likelihood", json!("often"), "/likelihood"),
        ("levers", json!(["prayer"]), "/levers"),
        ("weights", json!({"no-such": 1}), "/weights"),
        ("runs", json!(1_000_000), "/runs"),
        ("scenario", json!("../../etc/passwd"), "/scenario"),
        ("hurry", json!(true), "/hurry"),
    ] {
        let mut body = json!({"study": "ev-motor"});
        body[field] = value;
        let reply = post(server, "/api/plans", &body);
        assert_eq!(reply.status, 422, "{body}: {}", reply.text());
        assert_eq!(reply.json()["errors"][0]["pointer"], json!(pointer), "{}", reply.text());
    }
    for (field, value) in [
        ("freeze_days", json!(0)),
        ("most", json!(99)),
        ("runs", json!(0)),
        ("issuer", json!("ATLANTIS")),
        ("weight", json!(-1)),
        ("budget", json!(-1)),
    ] {
        let mut body = json!({"study": "ev-motor"});
        body[field] = value;
        let reply = post(server, "/api/squeezes", &body);
        assert_eq!(reply.status, 422, "{body}: {}", reply.text());
        assert_eq!(reply.json()["errors"][0]["pointer"], json!(format!("/{field}")), "{}", reply.text());
    }
    assert_eq!(post(server, "/api/plans", &json!({"study": "no-such"})).status, 404);
}

#[test]
fn a_squeeze_is_kept_and_equals_the_command_line() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let ask = json!({"study": "ev-motor", "freeze_days": 90, "most": 1, "runs": 8});
    let asked = post(server, "/api/squeezes", &ask);
    assert_eq!(asked.status, 202, "{}", asked.text());
    let id = asked.json()["id"].as_str().unwrap().to_owned();
    let job = finished(server, &id);
    assert_eq!((job["status"].as_str(), job["verb"].as_str()), (Some("done"), Some("squeeze")), "{job}");
    let request = SqueezeRequest {
        study: Some("ev-motor".to_owned()),
        freeze_days: Some(90),
        most: Some(1),
        runs: Some(8),
        ..SqueezeRequest::default()
    };
    let theirs = serde_json::to_string(&squeeze(&request, &|_, _| true).unwrap()).unwrap() + "\n";
    assert_eq!(get(server, &format!("/api/jobs/{id}/result")).text(), theirs);
    assert_eq!(post(server, "/api/squeezes", &ask).status, 200, "answered before");
}
