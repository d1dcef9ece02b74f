//! `controls/*.toml` and `calendars/*.toml`: a dated measure as written.

use crate::problem::{Problems, nearest};
use crate::toml_file::{self, ParameterFile, Resolver, TomlDate};
use coercivity_chain::{
    Chain, Control, ControlKind, EndUseClass, Form, Inspection, InspectionStep, LicenceTerms, Outcome, Phase, Scope,
    Status, StatusPeriod,
};
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlFile {
    id: String,
    title: String,
    issuer: String,
    country: String,
    kind: ControlKind,
    citation: String,
    calendar: String,
    announced: TomlDate,
    effective: TomlDate,
    status: Vec<StatusFile>,
    scope: ScopeFile,
    licence: LicenceFile,
    #[serde(default)]
    phase: Vec<PhaseFile>,
    #[serde(default)]
    outcome: Vec<OutcomeFile>,
    inspection: Option<InspectionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusFile {
    from: TomlDate,
    status: Status,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeFile {
    forms: Vec<Form>,
    elements: Vec<String>,
    threshold: ParameterFile,
    #[serde(default)]
    destinations: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceFile {
    pre_acceptance_median: ParameterFile,
    pre_acceptance_sigma: ParameterFile,
    first_decision: ParameterFile,
    return_adds: ParameterFile,
    customs: ParameterFile,
    validity: ParameterFile,
    lot: ParameterFile,
    explicit_refusal: ParameterFile,
    expected_wait: ParameterFile,
    gives_up: ParameterFile,
    general_from: Option<TomlDate>,
    general_share: ParameterFile,
    enforcement_lag: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhaseFile {
    id: String,
    from: TomlDate,
    review_median: ParameterFile,
    review_sigma: ParameterFile,
    return_probability: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OutcomeFile {
    destinations: Vec<String>,
    class: EndUseClass,
    from: TomlDate,
    approve: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InspectionFile {
    customs_hs: Vec<String>,
    hold: ParameterFile,
    step: Vec<InspectionStepFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InspectionStepFile {
    from: TomlDate,
    share: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "title")]
    _title: String,
    source: String,
    holidays: Vec<TomlDate>,
    worked_weekends: Vec<TomlDate>,
}

/// Working-day exceptions of an authority.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Calendar {
    holidays: Vec<Date>,
    worked_weekends: Vec<Date>,
}

/// Reads a calendar: dates in order, worked weekend days on weekends.
pub(crate) fn read_calendar(file: &str, bytes: &[u8], chain: &Chain, problems: &mut Problems) -> Option<Calendar> {
    let raw: CalendarFile = toml_file::read(file, bytes, problems)?;
    let mut resolver = Resolver { file, chain, problems, row: None };
    resolver.source("source", &raw.source);
    let calendar = Calendar {
        holidays: raw.holidays.iter().map(|d| d.0).collect(),
        worked_weekends: raw.worked_weekends.iter().map(|d| d.0).collect(),
    };
    resolver.in_order("holidays", &calendar.holidays);
    resolver.in_order("worked_weekends", &calendar.worked_weekends);
    for day in &calendar.worked_weekends {
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            resolver.problem(
                "E022",
                "worked_weekends",
                &day.to_string(),
                "not a Saturday or Sunday",
                "list only weekend days that are worked",
            );
        }
    }
    Some(calendar)
}

/// Reads a control and resolves its references.
pub(crate) fn read_control(
    file: &str,
    bytes: &[u8],
    calendars: &BTreeMap<String, Calendar>,
    chain: &Chain,
    problems: &mut Problems,
) -> Option<Control> {
    let raw: ControlFile = toml_file::read(file, bytes, problems)?;
    let before = problems.0.len();
    let mut resolver = Resolver { file, chain, problems, row: None };
    let calendar = calendars.get(&raw.calendar).cloned().unwrap_or_else(|| {
        resolver.problem("E009", "calendar", &raw.calendar, "no such calendar", "add it to calendars/");
        Calendar::default()
    });
    if raw.effective.0 < raw.announced.0 {
        resolver.problem(
            "E022",
            "effective",
            &raw.effective.0.to_string(),
            "before it was announced",
            "effective >= announced",
        );
    }
    let status: Vec<StatusPeriod> =
        raw.status.iter().map(|s| StatusPeriod { from: s.from.0, status: s.status }).collect();
    resolver.in_order("status", &status.iter().map(|s| s.from).collect::<Vec<_>>());
    if status.is_empty() {
        resolver.problem("E005", "status", "", "a control without status never bites", "write [[status]] with a date");
    }
    resolver.key("id", &raw.id);
    if resolver.chain.control(&raw.id).is_some() {
        resolver.problem("E010", "id", &raw.id, "another control file has this id", "change one of the ids");
    }
    if raw.phase.is_empty() {
        resolver.problem("E005", "phase", "", "a control needs a phase", "write [[phase]] with the speed of review");
    }
    let control = Control {
        key: raw.id.clone(),
        title: raw.title.clone(),
        issuer: raw.issuer.clone(),
        country: resolver.country("country", &raw.country),
        kind: raw.kind,
        citation: raw.citation.clone(),
        announced: raw.announced.0,
        effective: raw.effective.0,
        status,
        scope: scope(&mut resolver, &raw.scope),
        holidays: calendar.holidays,
        worked_weekends: calendar.worked_weekends,
        terms: terms(&mut resolver, &raw.licence),
        phases: phases(&mut resolver, &raw.phase),
        outcomes: outcomes(&mut resolver, &raw.outcome),
        inspection: raw.inspection.as_ref().map(|i| inspection(&mut resolver, i)),
    };
    (problems.0.len() == before).then_some(control)
}

fn scope(resolver: &mut Resolver<'_>, raw: &ScopeFile) -> Scope {
    let elements = raw
        .elements
        .iter()
        .filter_map(|symbol| {
            let element = symbol.parse().ok();
            if element.is_none() {
                resolver.problem(
                    "E008",
                    "scope.elements",
                    symbol,
                    "no such element",
                    "write the IUPAC symbol, e.g. Dy",
                );
            }
            element
        })
        .collect();
    Scope {
        forms: raw.forms.clone(),
        elements,
        threshold: resolver.parameter("scope.threshold", &raw.threshold, "t/t", 1.0),
        destinations: raw.destinations.iter().map(|c| resolver.country("scope.destinations", c)).collect(),
    }
}

fn terms(resolver: &mut Resolver<'_>, raw: &LicenceFile) -> LicenceTerms {
    let mut days =
        |key: &str, parameter: &ParameterFile| resolver.parameter(&format!("licence.{key}"), parameter, "days", 3650.0);
    LicenceTerms {
        pre_acceptance_median: days("pre_acceptance_median", &raw.pre_acceptance_median),
        first_decision: days("first_decision", &raw.first_decision),
        return_adds: days("return_adds", &raw.return_adds),
        customs: days("customs", &raw.customs),
        validity: days("validity", &raw.validity),
        expected_wait: days("expected_wait", &raw.expected_wait),
        gives_up: days("gives_up", &raw.gives_up),
        enforcement_lag: days("enforcement_lag", &raw.enforcement_lag),
        pre_acceptance_sigma: resolver.parameter(
            "licence.pre_acceptance_sigma",
            &raw.pre_acceptance_sigma,
            "sigma",
            3.0,
        ),
        lot: resolver.parameter("licence.lot", &raw.lot, "t", 1e9),
        explicit_refusal: resolver.parameter("licence.explicit_refusal", &raw.explicit_refusal, "share", 1.0),
        general_from: raw.general_from.map(|d| d.0),
        general_share: resolver.parameter("licence.general_share", &raw.general_share, "share", 1.0),
    }
}

fn phases(resolver: &mut Resolver<'_>, raw: &[PhaseFile]) -> Vec<Phase> {
    resolver.in_order("phase", &raw.iter().map(|p| p.from.0).collect::<Vec<_>>());
    raw.iter()
        .map(|p| {
            let key = format!("phase {}", p.id);
            if p.review_median.value <= 0.0 {
                resolver.problem(
                    "E007",
                    &key,
                    &p.review_median.value.to_string(),
                    "a review takes more than 0 days",
                    "write the median in calendar days",
                );
            }
            Phase {
                key: p.id.clone(),
                from: p.from.0,
                review_median: resolver.parameter(&format!("{key} review_median"), &p.review_median, "days", 3650.0),
                review_sigma: resolver.parameter(&format!("{key} review_sigma"), &p.review_sigma, "sigma", 3.0),
                return_probability: resolver.parameter(
                    &format!("{key} return_probability"),
                    &p.return_probability,
                    "share",
                    1.0,
                ),
            }
        })
        .collect()
}

fn outcomes(resolver: &mut Resolver<'_>, raw: &[OutcomeFile]) -> Vec<Outcome> {
    resolver.in_order("outcome", &raw.iter().map(|o| o.from.0).collect::<Vec<_>>());
    raw.iter()
        .map(|o| Outcome {
            destinations: o.destinations.iter().map(|c| resolver.country("outcome.destinations", c)).collect(),
            class: o.class,
            from: o.from.0,
            approve: resolver.parameter("outcome.approve", &o.approve, "share", 1.0),
        })
        .collect()
}

fn inspection(resolver: &mut Resolver<'_>, raw: &InspectionFile) -> Inspection {
    // A code that no material has would switch the inspection off without a word.
    let chain = resolver.chain;
    let known = || chain.materials.iter().filter_map(|m| m.customs_hs.as_deref());
    for code in raw.customs_hs.iter().filter(|code| known().all(|k| k != code.as_str())) {
        let hint = nearest(code, known()).map_or_else(
            || "name a customs_hs of tables/materials.csv".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        resolver.problem("E012", "inspection.customs_hs", code, "no material has this customs code", &hint);
    }
    resolver.in_order("inspection.step", &raw.step.iter().map(|s| s.from.0).collect::<Vec<_>>());
    Inspection {
        customs_hs: raw.customs_hs.clone(),
        hold: resolver.parameter("inspection.hold", &raw.hold, "days", 3650.0),
        steps: raw
            .step
            .iter()
            .map(|s| InspectionStep {
                from: s.from.0,
                share: resolver.parameter("inspection.step.share", &s.share, "share", 1.0),
            })
            .collect(),
    }
}
