//! Scenarios as a form can hold them: the same keys as in `scenarios/*.toml`, as JSON.

use crate::error::AppError;
use crate::library::{Library, check_name};
use coercivity_data::package;
use coercivity_data::{Problem, Problems};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Keys that hold a date.
const DATES: [&str; 2] = ["date", "until"];
/// Most events of a scenario in a form.
const MOST_EVENTS: usize = 1000;

/// One way in which a scenario may go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BranchForm {
    /// Key.
    pub branch: String,
    /// In words.
    pub title: String,
    /// What it rests on.
    #[serde(default)]
    pub note: String,
    /// Branch of each control that differs.
    pub controls: BTreeMap<String, String>,
}

/// A scenario. Events hold `date`, `label`, `kind` and the fields of that kind, as in a scenario file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioForm {
    /// Key.
    pub scenario: String,
    /// In words.
    pub title: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Date of day 0 when there are no events; else that of the first event.
    #[serde(default)]
    pub start: Option<String>,
    /// True for one of the study's own; not read.
    #[serde(default)]
    pub own: bool,
    /// Events in date order.
    pub events: Vec<Map<String, Value>>,
    /// Branches.
    #[serde(default)]
    pub branches: Vec<BranchForm>,
}

/// Scenarios that a study can run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScenariosView {
    /// Own ones first, then those of the package, by key.
    pub scenarios: Vec<ScenarioForm>,
}

/// A scenario as a file holds it, and where its events begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// TOML.
    pub text: String,
    /// Row of the first line of each event.
    pub event_rows: Vec<u64>,
}

/// Scenarios of a study and of the package.
///
/// # Errors
/// When the study is not known or has defects.
pub fn scenarios(library: &Library, study: &str) -> Result<ScenariosView, AppError> {
    let loaded = library.load(study)?;
    let own = library.files(study)?;
    let mut scenarios = Vec::new();
    for (files, own) in [(&own, true), (&package::embedded(), false)] {
        for (file, bytes) in files.iter().filter(|(file, _)| file.starts_with("scenarios/")) {
            let Some(form) = read(file, bytes, own) else { continue };
            let known: &ScenarioForm = &form;
            let hidden = scenarios.iter().any(|other: &ScenarioForm| other.scenario == known.scenario);
            if loaded.package.scenarios.contains_key(&form.scenario) && !hidden {
                scenarios.push(form);
            }
        }
    }
    Ok(ScenariosView { scenarios })
}

/// A file that a reader has passed, as a form.
fn read(file: &str, bytes: &[u8], own: bool) -> Option<ScenarioForm> {
    let table: toml::Table = toml::from_str(std::str::from_utf8(bytes).ok()?).ok()?;
    let text = |table: &toml::Table, key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or("").to_owned();
    let tables = |key: &str| {
        let list = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
        list.filter_map(toml::Value::as_table).collect::<Vec<_>>()
    };
    let events: Vec<Map<String, Value>> = tables("event")
        .into_iter()
        .map(|event| event.iter().map(|(key, value)| (key.clone(), to_json(value))).collect())
        .collect();
    let first = events.first().and_then(|event| event.get("date")).and_then(Value::as_str).map(str::to_owned);
    let branches = tables("branch")
        .into_iter()
        .map(|branch| BranchForm {
            branch: text(branch, "id"),
            title: text(branch, "title"),
            note: text(branch, "note"),
            controls: branch
                .get("controls")
                .and_then(toml::Value::as_table)
                .into_iter()
                .flatten()
                .filter_map(|(control, branch)| Some((control.clone(), branch.as_str()?.to_owned())))
                .collect(),
        })
        .collect();
    let stem = file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or(file);
    let id = text(&table, "id");
    Some(ScenarioForm {
        scenario: if id.is_empty() { stem.to_owned() } else { id },
        title: text(&table, "title"),
        description: text(&table, "description"),
        start: table.get("start").map(ToString::to_string).or(first),
        own,
        events,
        branches,
    })
}

fn to_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(yes) => Value::from(*yes),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(list) => list.iter().map(to_json).collect(),
        toml::Value::Table(table) => Value::Object(table.iter().map(|(k, v)| (k.clone(), to_json(v))).collect()),
    }
}

/// The file that says what a form says.
///
/// # Errors
/// When it holds what no scenario file can hold.
pub fn write(form: &ScenarioForm) -> Result<Written, AppError> {
    check_name("scenario", &form.scenario)?;
    if form.events.len() > MOST_EVENTS {
        return Err(AppError::OutOfBounds {
            name: "events",
            value: form.events.len().to_string(),
            hint: format!("at most {MOST_EVENTS}"),
        });
    }
    let mut problems = Problems::default();
    let mut head = toml::Table::new();
    head.insert("id".to_owned(), form.scenario.clone().into());
    head.insert("title".to_owned(), form.title.clone().into());
    head.insert("description".to_owned(), form.description.clone().into());
    if form.events.is_empty()
        && let Some(start) = &form.start
    {
        head.insert("start".to_owned(), date(start, "start", &mut problems));
    }
    let mut text = shown(&head)?;
    for branch in &form.branches {
        let mut table = toml::Table::new();
        table.insert("id".to_owned(), branch.branch.clone().into());
        table.insert("title".to_owned(), branch.title.clone().into());
        table.insert("note".to_owned(), branch.note.clone().into());
        let controls = branch.controls.iter().map(|(control, way)| (control.clone(), way.clone().into())).collect();
        table.insert("controls".to_owned(), toml::Value::Table(controls));
        text += "\n[[branch]]\n";
        text += &shown(&table)?.replace("\n[controls]", "\n[branch.controls]");
    }
    let mut event_rows = Vec::new();
    for (n, event) in form.events.iter().enumerate() {
        text += "\n";
        event_rows.push(text.lines().count() as u64 + 1);
        text += "[[event]]\n";
        let mut table = toml::Table::new();
        for (key, value) in event.iter().filter(|(_, value)| !value.is_null()) {
            let place = format!("events/{n}/{key}");
            let value = match value {
                Value::String(text) if DATES.contains(&key.as_str()) => date(text, &place, &mut problems),
                other => from_json(other, &place, &mut problems),
            };
            table.insert(key.clone(), value);
        }
        text += &shown(&table)?;
    }
    problems.into_result()?;
    Ok(Written { text, event_rows })
}

fn shown(table: &toml::Table) -> Result<String, AppError> {
    toml::to_string(table).map_err(|error| AppError::Contradiction {
        what: format!("a scenario file cannot hold this ({error})"),
        hint: "write texts, numbers, dates and lists of texts".to_owned(),
    })
}

fn date(text: &str, place: &str, problems: &mut Problems) -> toml::Value {
    let plain = text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10;
    match text.parse::<toml::value::Datetime>() {
        Ok(date) if plain => toml::Value::Datetime(date),
        _ => {
            problems.push(
                Problem::new("E008", "scenario", "not a date", "write year-month-day, e.g. 2025-04-04")
                    .cell(place, text),
            );
            toml::Value::Boolean(false)
        }
    }
}

fn from_json(value: &Value, place: &str, problems: &mut Problems) -> toml::Value {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Bool(yes) => (*yes).into(),
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN).into(),
        Value::Array(list) => list.iter().map(|item| from_json(item, place, problems)).collect::<Vec<_>>().into(),
        Value::Null | Value::Object(_) => {
            let hint = "write a text, a number, a date or a list of texts";
            problems.push(
                Problem::new("E008", "scenario", "not a value of an event", hint).cell(place, &value.to_string()),
            );
            toml::Value::Boolean(false)
        }
    }
}

impl Written {
    /// JSON pointer into the form for a problem that the reader of the file found, where it has one.
    #[must_use]
    pub fn pointer(&self, problem: &Problem) -> Option<String> {
        let column = problem.column.as_deref().unwrap_or_default();
        if column.starts_with("events/") || column == "start" {
            return Some(format!("/{column}"));
        }
        let row = problem.row?;
        let event = self.event_rows.iter().rposition(|first| *first <= row)?;
        let key = column.strip_prefix("event.").unwrap_or(column);
        Some(if key.is_empty() { format!("/events/{event}") } else { format!("/events/{event}/{key}") })
    }
}

/// Saves a scenario in a study, under its key.
///
/// # Errors
/// When the study cannot be changed; every defect of the scenario.
pub fn save(library: &Library, study: &str, form: &ScenarioForm) -> Result<ScenarioForm, AppError> {
    let written = write(form)?;
    library.put(study, &format!("scenarios/{}.toml", form.scenario), written.text.as_bytes())?;
    Ok(ScenarioForm { own: true, ..form.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use coercivity_data::package::Package;

    #[test]
    fn every_scenario_of_the_package_survives_the_way_to_a_form_and_back() {
        let package = Package::default_package().unwrap();
        let files = package::embedded();
        let mut seen = 0;
        for (file, bytes) in files.iter().filter(|(file, _)| file.starts_with("scenarios/")) {
            let form = read(file, bytes, false).unwrap();
            let json = serde_json::to_string(&form).unwrap();
            let form: ScenarioForm = serde_json::from_str(&json).unwrap();
            let written = write(&form).unwrap();
            let again = package.read_scenario(file, written.text.as_bytes()).unwrap();
            assert_eq!(again, package.scenarios[&form.scenario], "{file}");
            seen += 1;
        }
        assert!(seen >= 8, "{seen}");
    }

    #[test]
    fn a_defect_points_at_its_event() {
        let event = |json: &str| serde_json::from_str::<Map<String, Value>>(json).unwrap();
        let mut form = ScenarioForm {
            scenario: "mine".to_owned(),
            title: "Mine \"quoted\"\nsecond line".to_owned(),
            description: String::new(),
            start: None,
            own: false,
            events: vec![
                event(r#"{"date":"2025-04-04","label":"a","kind":"note"}"#),
                event(r#"{"date":"2025-05-04","label":"b","kind":"severity","control":"no-such","refused":0.5}"#),
            ],
            branches: Vec::new(),
        };
        let written = write(&form).unwrap();
        let problems = Package::default_package().unwrap().read_scenario("x", written.text.as_bytes()).unwrap_err();
        assert_eq!(written.pointer(&problems.0[0]).as_deref(), Some("/events/1/control"), "{problems:?}");
        form.events[0]["date"] = Value::from("tomorrow");
        let Err(AppError::Input(problems)) = write(&form) else { panic!("a date is a date") };
        assert_eq!(written.pointer(&problems.0[0]).as_deref(), Some("/events/0/date"));
        form.events[0]["date"] = serde_json::json!({"year": 2025});
        assert!(write(&form).is_err());
    }
}
