//! Long work: progress, results, stopping, the queue, restarts.

use super::client::{finished, get, post, send, start};
use coercivity_app::run::{RunRequest, run};
use serde_json::json;
use std::fs;

#[test]
fn a_run_is_kept_under_its_study_and_equals_the_command_line() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    post(server, "/api/studies", &json!({"study": "mine"}));
    let ask = json!({"study": "mine", "scenario": "none", "runs": 8, "days": 40});
    let asked = post(server, "/api/runs", &ask);
    assert_eq!(asked.status, 202, "{}", asked.text());
    let id = asked.json()["id"].as_str().unwrap().to_owned();
    let job = finished(server, &id);
    assert_eq!(job["status"], "done", "{job}");
    assert_eq!(job["done"], job["total"]);
    let result = get(server, &format!("/api/jobs/{id}/result"));
    let request = RunRequest {
        study: Some(home.path().join("mine").display().to_string()),
        scenario: Some("none".to_owned()),
        runs: Some(8),
        days: Some(40),
        ..RunRequest::default()
    };
    let theirs = serde_json::to_string(&run(&request, &|_, _| true).unwrap()).unwrap() + "\n";
    assert_eq!(result.text(), theirs);
    assert!(home.path().join(format!("mine/results/{id}/result.json")).is_file());
    let again = post(server, "/api/runs", &ask);
    assert_eq!((again.status, again.json()["id"].as_str()), (200, Some(id.as_str())), "answered before");
    let report = get(server, &format!("/api/jobs/{id}/report"));
    assert!(report.status == 200 && report.text().contains("<html"), "{}", report.head);
    // A second server on the same folder stands for the program started anew.
    let other = start(home.path());
    let jobs = get(other, "/api/jobs?study=mine").json();
    assert_eq!(jobs["jobs"][0]["id"], json!(id), "{jobs}");
    assert_eq!(get(other, &format!("/api/jobs/{id}/result")).text(), theirs);
    assert_eq!(post(other, "/api/runs", &ask).status, 200);
    // A result that somebody took away is computed again.
    fs::remove_file(home.path().join(format!("mine/results/{id}/result.json"))).unwrap();
    assert_eq!(post(other, "/api/runs", &ask).status, 202);
    finished(other, &id);
    assert_eq!(get(other, &format!("/api/jobs/{id}/result")).text(), theirs);
    // The same files under another name are another study's question.
    fs::create_dir(home.path().join("twin")).unwrap();
    for file in ["study.toml", "lines.csv", "bom.csv", "facts.csv"] {
        fs::copy(home.path().join("mine").join(file), home.path().join("twin").join(file)).unwrap();
    }
    let twin = serde_json::Value::from("twin");
    let mut twin_ask = ask.clone();
    twin_ask["study"] = twin.clone();
    assert_eq!(post(other, "/api/runs", &twin_ask).json()["study"], twin);
    // Another seed of the study is another question.
    let mut other_ask = ask.clone();
    other_ask["seed"] = json!(7);
    assert_ne!(post(other, "/api/runs", &other_ask).json()["id"], json!(id));
}

#[test]
fn work_that_was_cut_off_starts_again() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let asked = post(server, "/api/runs", &json!({"study": "ev-motor", "scenario": "none", "runs": 8, "days": 30}));
    let id = asked.json()["id"].as_str().unwrap().to_owned();
    finished(server, &id);
    let folder = home.path().join(".worked/ev-motor/results").join(&id);
    // As it stands on disk when the program is killed at work.
    let job = fs::read_to_string(folder.join("job.json")).unwrap().replace("\"done\",", "\"running\",");
    fs::write(folder.join("job.json"), job).unwrap();
    fs::remove_file(folder.join("result.json")).unwrap();
    let other = start(home.path());
    assert_eq!(finished(other, &id)["status"], "done");
    assert!(folder.join("result.json").is_file());
}

#[test]
fn the_queue_is_bounded_and_jobs_can_be_stopped() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let ask = |seed: u64| post(server, "/api/runs", &json!({"study": "ev-motor", "runs": 4000, "seed": seed}));
    let mut ids = Vec::new();
    let mut refused = None;
    for seed in 0..40 {
        let reply = ask(seed);
        if reply.status == 429 {
            refused = Some(reply);
            break;
        }
        ids.push(reply.json()["id"].as_str().unwrap().to_owned());
    }
    let refused = refused.expect("the queue is bounded");
    assert!(refused.head.to_lowercase().contains("retry-after"), "{}", refused.head);
    let early = get(server, &format!("/api/jobs/{}/result", ids[0]));
    assert_eq!(early.status, 409);
    for id in ids.iter().rev() {
        assert_eq!(send(server, "DELETE", &format!("/api/jobs/{id}"), &[], b"").status, 200);
    }
    for id in &ids {
        assert_eq!(finished(server, id)["status"], "stopped");
    }
    let left = home.path().join(".worked/ev-motor/results");
    assert_eq!(fs::read_dir(left).map_or(0, Iterator::count), 0, "nothing is left of them");
}

#[test]
fn a_preview_is_short_and_not_kept() {
    let home = tempfile::tempdir().unwrap();
    let server = start(home.path());
    let ask = json!({"study": "ev-motor", "runs": 8, "days": 120, "preview": true, "extra_cover_days": 20});
    let id = post(server, "/api/runs", &ask).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(finished(server, &id)["status"], "done");
    let preview = get(server, &format!("/api/jobs/{id}/result")).json();
    assert_eq!(preview["lines"][0]["output"]["p50"].as_array().unwrap().len(), 120);
    assert_eq!(preview["extra_cover_days"], json!(20.0));
    assert_eq!(get(server, "/api/jobs").json()["jobs"], json!([]));
    assert_eq!(get(server, &format!("/api/jobs/{id}/report")).status, 409);
    assert!(!home.path().join(".worked").exists());
}
