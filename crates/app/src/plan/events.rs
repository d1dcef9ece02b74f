//! A plan as events, and as a scenario file.

use super::offers::Offer;
use super::setting::Setting;
use coercivity_chain::{Chain, Event, EventKind, Freeze, LineItem, Scenario};
use coercivity_plan::case::Effect;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;

/// Events of what is bought, in order of date.
pub(super) fn events(setting: &Setting<'_>, offers: &[Offer<'_>], bought: &[f64]) -> Vec<Event> {
    let start = setting.model.start;
    let mut events = Vec::new();
    for (offer, units) in offers.iter().zip(bought).filter(|(_, units)| **units > 0.0) {
        let day = offer.helps_from.ceil().max(0.0) as i64;
        let date = start.saturating_add(day.days());
        let line = setting.study.lines[offer.line].key.clone();
        let item = LineItem { item: offer.item.clone(), line: Some(line.clone()) };
        // The line in the model is a sample of what it stands for.
        let units_of_sample = units / setting.scale[offer.line];
        let mut push = |kind: EventKind| {
            let label = format!("Plan: {}, {line}", offer.lever.title);
            events.push(Event { date, label, kind, source: None });
        };
        match &offer.case.effect {
            Effect::Stock { held, .. } => {
                push(EventKind::Reserve { item, quantity: held * units_of_sample * offer.per_unit, per_day: None });
            }
            Effect::Flow { held, .. } => {
                push(EventKind::Supply { item, per_day: held * units_of_sample * offer.per_unit / 365.0, until: None });
            }
            Effect::Overtime { .. } => {
                let factor = setting.study.settings.overtime + units;
                push(EventKind::Overtime { line: Some(line.clone()), factor });
            }
            Effect::Licence { .. } => {
                for regime in &setting.model.regimes {
                    if let Some(control) = setting.chain.control(&regime.control.key) {
                        push(EventKind::GeneralLicence { control, line: Some(line.clone()) });
                    }
                }
            }
            Effect::Nothing => {}
        }
    }
    events.sort_by_key(|event| event.date);
    events
}

/// A scenario with more events.
pub(crate) fn with(scenario: &Scenario, more: &[Event]) -> Scenario {
    let mut all = scenario.clone();
    all.events.extend(more.iter().cloned());
    all.events.sort_by_key(|event| event.date);
    all
}

/// The scenario with the plan in it, as a file.
pub(super) fn file(chain: &Chain, scenario: &Scenario, plan: &[Event]) -> String {
    let all = with(scenario, plan);
    let mut text = String::new();
    let _ = writeln!(text, "# {} with a plan laid over it, written by `coercivity plan`.\n", scenario.title);
    let _ = writeln!(text, "id = {}", quoted(&format!("{}-with-plan", scenario.key)));
    let _ = writeln!(text, "title = {}", quoted(&format!("{}, with a plan", scenario.title)));
    let _ = writeln!(text, "description = {}", quoted(&scenario.description));
    let _ = writeln!(text, "start = {}", scenario.start);
    for branch in &scenario.branches {
        let _ = writeln!(
            text,
            "\n[[branch]]\nid = {}\ntitle = {}\nnote = {}",
            quoted(&branch.key),
            quoted(&branch.title),
            quoted(&branch.note)
        );
        let controls: Vec<String> = branch
            .controls
            .iter()
            .map(|(id, n)| {
                let control = &chain.controls[id.index()];
                format!("{} = {}", quoted(&control.key), quoted(control.branches.get(*n).map_or("", |b| &b.key)))
            })
            .collect();
        let _ = writeln!(text, "controls = {{ {} }}", controls.join(", "));
    }
    for event in &all.events {
        let _ = writeln!(text, "\n[[event]]\ndate = {}\nlabel = {}", event.date, quoted(&event.label));
        if let Some(source) = event.source {
            let _ = writeln!(text, "source = {}", quoted(&chain.sources[source.index()].key));
        }
        for (key, value) in fields(chain, &event.kind) {
            let _ = writeln!(text, "{key} = {value}");
        }
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

type Field = (&'static str, String);

/// Fields of an event, as they stand in a file.
fn fields(chain: &Chain, kind: &EventKind) -> Vec<Field> {
    let control = |id: &coercivity_chain::ControlId| ("control", quoted(&chain.controls[id.index()].key));
    let country = |id: &coercivity_chain::CountryId| quoted(&chain.countries[id.index()].iso3);
    let material = |id: &coercivity_chain::MaterialId| quoted(&chain.materials[id.index()].key);
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let until = |date: &Option<Date>| date.map(|date| ("until", date.to_string()));
    let line = |line: &Option<String>| line.as_ref().map(|line| ("line", quoted(line)));
    let number = |value: f64| toml::Value::Float(value).to_string();
    let mut out: Vec<Field> = Vec::new();
    let name = match kind {
        EventKind::Control { control: id, branch } => {
            out.push(control(id));
            let branch = branch.and_then(|n| chain.controls[id.index()].branches.get(n));
            out.extend(branch.map(|branch| ("branch", quoted(&branch.key))));
            "control"
        }
        EventKind::Freeze { freeze, country: of, materials, to, until: end } => {
            let word = if *freeze == Freeze::Exports { "exports" } else { "decisions" };
            out.push(("freeze", quoted(word)));
            out.push(("country", country(of)));
            out.push(("materials", list(materials.iter().map(material).collect())));
            if !to.is_empty() {
                out.push(("to", list(to.iter().map(country).collect())));
            }
            out.extend(until(end));
            "freeze"
        }
        EventKind::Severity { control: id, refused } => {
            out.extend([control(id), ("refused", number(*refused))]);
            "severity"
        }
        EventKind::ReviewFactor { control: id, factor } => {
            out.extend([control(id), ("factor", number(*factor))]);
            "review-factor"
        }
        EventKind::Outage { site, availability, until: end } => {
            out.push(("site", quoted(&chain.sites[site.index()].key)));
            out.push(("availability", number(*availability)));
            out.extend(until(end));
            "outage"
        }
        EventKind::Release { country: of, material: what, quantity } => {
            out.extend([
                ("country", country(of)),
                ("material", material(what)),
                ("quantity_t", number(quantity.value())),
            ]);
            "release"
        }
        EventKind::DemandFactor { end_use, country: of, factor } => {
            out.push(("end_use", quoted(&chain.end_uses[end_use.index()].key)));
            out.extend(of.as_ref().map(|of| ("country", country(of))));
            out.push(("factor", number(*factor)));
            "demand-factor"
        }
        EventKind::Reserve { item, quantity, per_day } => {
            out.push(("item", quoted(&item.item)));
            out.extend(line(&item.line));
            out.push(("quantity", number(*quantity)));
            out.extend(per_day.map(|most| ("per_day", number(most))));
            "reserve"
        }
        EventKind::Supply { item, per_day, until: end } => {
            out.push(("item", quoted(&item.item)));
            out.extend(line(&item.line));
            out.push(("per_day", number(*per_day)));
            out.extend(until(end));
            "supply"
        }
        EventKind::Overtime { line: of, factor } => {
            out.extend(line(of));
            out.push(("factor", number(*factor)));
            "overtime"
        }
        EventKind::GeneralLicence { control: id, line: of } => {
            out.push(control(id));
            out.extend(line(of));
            "general-licence"
        }
        EventKind::Note => "note",
    };
    out.insert(0, ("kind", quoted(name)));
    out
}
