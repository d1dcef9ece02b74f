//! `scenarios/*.toml`: dated events as written.

use crate::problem::Problems;
use crate::toml_file::{self, Resolver, TomlDate, row_of};
use coercivity_chain::{
    Chain, ControlId, CountryId, Event, EventKind, Freeze, LineItem, MaterialId, Scenario, ScenarioBranch, Tonnes,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioFile {
    id: String,
    title: String,
    #[serde(default)]
    description: String,
    start: Option<TomlDate>,
    #[serde(default)]
    branch: Vec<BranchFile>,
    #[serde(default)]
    event: Vec<Spanned<EventFile>>,
}

/// One `[[branch]]`: which branch each control takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BranchFile {
    id: String,
    title: String,
    #[serde(default)]
    note: String,
    controls: BTreeMap<String, String>,
}

/// One `[[event]]`: `date`, `label`, `kind` and the fields of that kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    date: TomlDate,
    label: String,
    source: Option<String>,
    kind: Kind,
    control: Option<String>,
    branch: Option<String>,
    freeze: Option<Freeze>,
    country: Option<String>,
    materials: Option<Vec<String>>,
    until: Option<TomlDate>,
    refused: Option<f64>,
    factor: Option<f64>,
    site: Option<String>,
    availability: Option<f64>,
    material: Option<String>,
    quantity_t: Option<f64>,
    end_use: Option<String>,
    to: Option<Vec<String>>,
    line: Option<String>,
    item: Option<String>,
    quantity: Option<f64>,
    per_day: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Control,
    Freeze,
    Severity,
    ReviewFactor,
    Outage,
    Release,
    DemandFactor,
    Reserve,
    Supply,
    Overtime,
    GeneralLicence,
    Note,
}

impl Kind {
    /// Fields that an event of this kind may have beside date, label, source and kind.
    const fn fields(self) -> &'static [&'static str] {
        match self {
            Kind::Control => &["control", "branch"],
            Kind::Freeze => &["freeze", "country", "materials", "to", "until"],
            Kind::Severity => &["control", "refused"],
            Kind::ReviewFactor => &["control", "factor"],
            Kind::Outage => &["site", "availability", "until"],
            Kind::Release => &["country", "material", "quantity_t"],
            Kind::DemandFactor => &["end_use", "country", "factor"],
            Kind::Reserve => &["item", "line", "quantity", "per_day"],
            Kind::Supply => &["item", "line", "per_day", "until"],
            Kind::Overtime => &["line", "factor"],
            Kind::GeneralLicence => &["control", "line"],
            Kind::Note => &[],
        }
    }
}

impl EventFile {
    /// Fields that are there, by name.
    fn given(&self) -> Vec<&'static str> {
        let there = [
            ("control", self.control.is_some()),
            ("branch", self.branch.is_some()),
            ("freeze", self.freeze.is_some()),
            ("country", self.country.is_some()),
            ("materials", self.materials.is_some()),
            ("until", self.until.is_some()),
            ("refused", self.refused.is_some()),
            ("factor", self.factor.is_some()),
            ("site", self.site.is_some()),
            ("availability", self.availability.is_some()),
            ("material", self.material.is_some()),
            ("quantity_t", self.quantity_t.is_some()),
            ("end_use", self.end_use.is_some()),
            ("to", self.to.is_some()),
            ("line", self.line.is_some()),
            ("item", self.item.is_some()),
            ("quantity", self.quantity.is_some()),
            ("per_day", self.per_day.is_some()),
        ];
        there.into_iter().filter_map(|(name, given)| given.then_some(name)).collect()
    }
}

/// Reads a scenario and resolves its references against the chain.
pub(crate) fn read_scenario(file: &str, bytes: &[u8], chain: &Chain, problems: &mut Problems) -> Option<Scenario> {
    let raw: ScenarioFile = toml_file::read(file, bytes, problems)?;
    let before = problems.0.len();
    let mut resolver = Resolver { file, chain, problems, row: None };
    let dates: Vec<_> = raw.event.iter().map(|e| e.get_ref().date.0).collect();
    let start = raw.start.map(|d| d.0).or_else(|| dates.first().copied());
    let Some(start) = start else {
        resolver.problem(
            "E005",
            "start",
            "",
            "a scenario without events needs a start date",
            "write start = 2025-04-04",
        );
        return None;
    };
    resolver.key("id", &raw.id);
    let mut events = Vec::new();
    let mut last = start;
    let (mut seen, mut row) = (0, 1);
    for spanned in &raw.event {
        let event = spanned.get_ref();
        // Counted on from the event before, so that a file of many events is read once.
        let offset = spanned.span().start.max(seen);
        row += row_of(&bytes[seen..], offset - seen) - 1;
        seen = offset;
        resolver.row = Some(row);
        if event.date.0 < last {
            let message = format!("earlier than {last}, the start or the event before it");
            resolver.problem("E022", "event.date", &event.date.0.to_string(), &message, "put events in date order");
        }
        last = last.max(event.date.0);
        events.extend(read_event(&mut resolver, event));
    }
    resolver.row = None;
    let branches = raw.branch.iter().map(|b| scenario_branch(&mut resolver, b)).collect();
    let scenario = Scenario { key: raw.id, title: raw.title, description: raw.description, events, start, branches };
    (problems.0.len() == before).then_some(scenario)
}

fn read_event(resolver: &mut Resolver<'_>, raw: &EventFile) -> Option<Event> {
    for name in raw.given() {
        if !raw.kind.fields().contains(&name) {
            let hint = format!("an event of this kind may have: {}", raw.kind.fields().join(", "));
            resolver.problem("E024", &format!("event.{name}"), "", "not a field of this kind of event", &hint);
        }
    }
    if let Some(until) = raw.until
        && until.0 < raw.date.0
    {
        resolver.problem(
            "E022",
            "event.until",
            &until.0.to_string(),
            "earlier than the date of the event",
            "until >= date",
        );
    }
    let source = raw.source.as_ref().map(|s| resolver.source("event.source", s));
    Some(Event { date: raw.date.0, label: raw.label.clone(), kind: read_kind(resolver, raw)?, source })
}

fn read_kind(resolver: &mut Resolver<'_>, raw: &EventFile) -> Option<EventKind> {
    let chain = resolver.chain;
    Some(match raw.kind {
        Kind::Note => EventKind::Note,
        Kind::Control => {
            let control = control(resolver, raw)?;
            let branch = match &raw.branch {
                Some(name) => Some(control_branch(resolver, control, name)?),
                None => None,
            };
            EventKind::Control { control, branch }
        }
        Kind::Severity => EventKind::Severity {
            control: control(resolver, raw)?,
            refused: bounded(resolver, "refused", raw.refused, 0.0, 1.0)?,
        },
        Kind::ReviewFactor => EventKind::ReviewFactor {
            control: control(resolver, raw)?,
            factor: bounded(resolver, "factor", raw.factor, 0.0, 100.0)?,
        },
        Kind::Freeze => {
            let names = raw.materials.clone().unwrap_or_default();
            let materials: Option<Vec<MaterialId>> = names.iter().map(|m| material(resolver, m)).collect();
            let country = needed(resolver, "country", raw.country.as_ref())?;
            EventKind::Freeze {
                freeze: *needed(resolver, "freeze", raw.freeze.as_ref())?,
                country: resolver.country("event.country", country),
                materials: materials?,
                to: destinations(resolver, raw.to.as_deref().unwrap_or_default()),
                until: raw.until.map(|d| d.0),
            }
        }
        Kind::Reserve => EventKind::Reserve {
            item: line_item(resolver, raw)?,
            quantity: bounded(resolver, "quantity", raw.quantity, 0.0, 1e12)?,
            per_day: match raw.per_day {
                Some(_) => Some(bounded(resolver, "per_day", raw.per_day, 0.0, 1e12)?),
                None => None,
            },
        },
        Kind::Supply => EventKind::Supply {
            item: line_item(resolver, raw)?,
            per_day: bounded(resolver, "per_day", raw.per_day, 0.0, 1e12)?,
            until: raw.until.map(|d| d.0),
        },
        Kind::Overtime => {
            EventKind::Overtime { line: raw.line.clone(), factor: bounded(resolver, "factor", raw.factor, 1.0, 100.0)? }
        }
        Kind::GeneralLicence => EventKind::GeneralLicence { control: control(resolver, raw)?, line: raw.line.clone() },
        Kind::Outage => {
            let name = needed(resolver, "site", raw.site.as_ref())?;
            let known = chain.sites.iter().map(|s| s.key.as_str());
            EventKind::Outage {
                site: resolver.named("event.site", name, chain.site(name), "site", known)?,
                availability: bounded(resolver, "availability", raw.availability, 0.0, 100.0)?,
                until: raw.until.map(|d| d.0),
            }
        }
        Kind::Release => {
            let name = needed(resolver, "material", raw.material.as_ref())?;
            let country = needed(resolver, "country", raw.country.as_ref())?;
            EventKind::Release {
                country: resolver.country("event.country", country),
                material: material(resolver, name)?,
                quantity: Tonnes(bounded(resolver, "quantity_t", raw.quantity_t, 0.0, 1e12)?),
            }
        }
        Kind::DemandFactor => {
            let name = needed(resolver, "end_use", raw.end_use.as_ref())?;
            let known = chain.end_uses.iter().map(|e| e.key.as_str());
            EventKind::DemandFactor {
                end_use: resolver.named("event.end_use", name, chain.end_use(name), "end use", known)?,
                country: raw.country.as_ref().map(|c| resolver.country("event.country", c)),
                factor: bounded(resolver, "factor", raw.factor, 0.0, 100.0)?,
            }
        }
    })
}

/// Something that goes into lines: which lines there are only a study knows.
fn line_item(resolver: &mut Resolver<'_>, raw: &EventFile) -> Option<LineItem> {
    let item = needed(resolver, "item", raw.item.as_ref())?;
    Some(LineItem { item: item.clone(), line: raw.line.clone() })
}

fn destinations(resolver: &mut Resolver<'_>, names: &[String]) -> Vec<CountryId> {
    names.iter().map(|name| resolver.country("event.to", name)).collect()
}

/// A field that the kind of event cannot do without.
fn needed<'a, T>(resolver: &mut Resolver<'_>, name: &str, value: Option<&'a T>) -> Option<&'a T> {
    if value.is_none() {
        resolver.problem("E005", &format!("event.{name}"), "", "missing", "this kind of event needs it");
    }
    value
}

fn control(resolver: &mut Resolver<'_>, raw: &EventFile) -> Option<ControlId> {
    let name = needed(resolver, "control", raw.control.as_ref())?;
    control_named(resolver, "event.control", name)
}

fn control_named(resolver: &mut Resolver<'_>, key: &str, name: &str) -> Option<ControlId> {
    let chain = resolver.chain;
    let known = chain.controls.iter().map(|c| c.key.as_str());
    resolver.named(key, name, chain.control(name), "control", known)
}

/// Position of a branch of a control.
fn control_branch(resolver: &mut Resolver<'_>, control: ControlId, name: &str) -> Option<usize> {
    let chain = resolver.chain;
    let branches = &chain.controls[control.index()].branches;
    let known = branches.iter().map(|b| b.key.as_str());
    resolver.named("branch", name, branches.iter().position(|b| b.key == name), "branch of this control", known)
}

fn scenario_branch(resolver: &mut Resolver<'_>, raw: &BranchFile) -> ScenarioBranch {
    resolver.key("branch.id", &raw.id);
    let controls = raw.controls.iter().filter_map(|(control, branch)| {
        let id = control_named(resolver, "branch.controls", control)?;
        Some((id, control_branch(resolver, id, branch)?))
    });
    ScenarioBranch {
        controls: controls.collect(),
        key: raw.id.clone(),
        title: raw.title.clone(),
        note: raw.note.clone(),
    }
}

fn material(resolver: &mut Resolver<'_>, name: &str) -> Option<MaterialId> {
    let chain = resolver.chain;
    let known = chain.materials.iter().map(|m| m.key.as_str());
    resolver.named("event.material", name, chain.material(name), "material", known)
}

fn bounded(resolver: &mut Resolver<'_>, name: &str, number: Option<f64>, min: f64, max: f64) -> Option<f64> {
    let number = *needed(resolver, name, number.as_ref())?;
    if number.is_finite() && (min..=max).contains(&number) {
        return Some(number);
    }
    resolver.problem(
        "E007",
        &format!("event.{name}"),
        &number.to_string(),
        &format!("outside {min} to {max}"),
        "write a number in that range",
    );
    None
}
