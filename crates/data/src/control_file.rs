//! `controls/*.toml`, `frameworks/*.toml` and `calendars/*.toml`: a dated measure
//! as written.
//!
//! A control may name a framework, the law under which it was issued. Every
//! section on which the control is silent comes from there, so that a control
//! without history gets the times of its statute and nothing else.

mod calendar;
mod procedure;
mod scope;
mod terms;

use crate::problem::{Problems, nearest};
use crate::toml_file::{self, ParameterFile, Resolver, TomlDate};
use coercivity_chain::{
    Branch, Chain, Control, ControlKind, Extraterritorial, Limb, LimbTest, Measure, Procedure, Status, StatusPeriod,
};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::mem::take;

pub(crate) use calendar::{Calendar, read_calendar};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ControlFile {
    id: String,
    title: String,
    issuer: String,
    country: String,
    kind: ControlKind,
    citation: String,
    framework: Option<String>,
    calendar: Option<String>,
    announced: TomlDate,
    effective: TomlDate,
    status: Vec<StatusFile>,
    #[serde(default)]
    branch: Vec<BranchFile>,
    #[serde(default)]
    scope: scope::ScopeFile,
    #[serde(default)]
    item: Vec<scope::ItemFile>,
    inspection: Option<terms::InspectionFile>,
    quota: Option<terms::QuotaFile>,
    extraterritorial: Option<ExtraterritorialFile>,
    licence: Option<terms::LicenceFile>,
    #[serde(default)]
    first_decision: Vec<terms::FirstDecisionFile>,
    #[serde(default)]
    phase: Vec<terms::PhaseFile>,
    #[serde(default)]
    outcome: Vec<terms::OutcomeFile>,
    ban: Option<terms::BanFile>,
    path: Option<String>,
    #[serde(default)]
    end_use: Vec<procedure::EndUseFile>,
    #[serde(default)]
    licence_type: Vec<procedure::LicenceTypeFile>,
    #[serde(default)]
    paper: Vec<procedure::PaperFile>,
    #[serde(default)]
    practice: Vec<procedure::StatementFile>,
}

/// What a control and its framework may both say.
#[derive(Debug, Clone, Default)]
struct Sections {
    licence: Option<terms::LicenceFile>,
    first_decision: Vec<terms::FirstDecisionFile>,
    phase: Vec<terms::PhaseFile>,
    outcome: Vec<terms::OutcomeFile>,
    ban: Option<terms::BanFile>,
    path: Option<String>,
    end_use: Vec<procedure::EndUseFile>,
    licence_type: Vec<procedure::LicenceTypeFile>,
    paper: Vec<procedure::PaperFile>,
    practice: Vec<procedure::StatementFile>,
}

impl From<&mut ControlFile> for Sections {
    fn from(file: &mut ControlFile) -> Self {
        Sections {
            licence: file.licence.take(),
            first_decision: take(&mut file.first_decision),
            phase: take(&mut file.phase),
            outcome: take(&mut file.outcome),
            ban: file.ban.take(),
            path: file.path.take(),
            end_use: take(&mut file.end_use),
            licence_type: take(&mut file.licence_type),
            paper: take(&mut file.paper),
            practice: take(&mut file.practice),
        }
    }
}

/// The law under which controls are issued, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameworkFile {
    #[serde(rename = "id")]
    _id: String,
    title: String,
    citation: String,
    calendar: Option<String>,
    source: String,
    licence: Option<terms::LicenceFile>,
    #[serde(default)]
    first_decision: Vec<terms::FirstDecisionFile>,
    #[serde(default)]
    phase: Vec<terms::PhaseFile>,
    #[serde(default)]
    outcome: Vec<terms::OutcomeFile>,
    ban: Option<terms::BanFile>,
    path: Option<String>,
    #[serde(default)]
    end_use: Vec<procedure::EndUseFile>,
    #[serde(default)]
    licence_type: Vec<procedure::LicenceTypeFile>,
    #[serde(default)]
    paper: Vec<procedure::PaperFile>,
    #[serde(default)]
    practice: Vec<procedure::StatementFile>,
}

/// The law under which controls are issued; its sections are resolved with each control that names it.
#[derive(Debug)]
pub(crate) struct Framework {
    words: String,
    calendar: Option<String>,
    sections: Sections,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusFile {
    from: TomlDate,
    status: Status,
    source: Option<String>,
    #[serde(default)]
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BranchFile {
    id: String,
    title: String,
    #[serde(default)]
    note: String,
    source: Option<String>,
    #[serde(default)]
    status: Vec<StatusFile>,
    #[serde(default)]
    phase: Vec<terms::PhaseFile>,
    #[serde(default)]
    outcome: Vec<terms::OutcomeFile>,
    general_from: Option<TomlDate>,
    general_share: Option<ParameterFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtraterritorialFile {
    ownership: ParameterFile,
    limb: Vec<LimbFile>,
    #[serde(default)]
    exempt: Vec<procedure::StatementFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimbFile {
    id: String,
    text: String,
    from: TomlDate,
    test: LimbTestFile,
    value_share: Option<ParameterFile>,
    source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LimbTestFile {
    ValueShare,
    Technology,
    ReExport,
}

/// What controls refer to beside the chain.
#[derive(Debug, Default)]
pub(crate) struct Library {
    pub(crate) calendars: BTreeMap<String, Calendar>,
    pub(crate) frameworks: BTreeMap<String, Framework>,
}

/// Reads a framework.
pub(crate) fn read_framework(file: &str, bytes: &[u8], chain: &Chain, problems: &mut Problems) -> Option<Framework> {
    let raw: FrameworkFile = toml_file::read(file, bytes, problems)?;
    Resolver { file, chain, problems, row: None }.source("source", &raw.source);
    Some(Framework {
        words: format!("{} ({})", raw.title, raw.citation),
        calendar: raw.calendar,
        sections: Sections {
            licence: raw.licence,
            first_decision: raw.first_decision,
            phase: raw.phase,
            outcome: raw.outcome,
            ban: raw.ban,
            path: raw.path,
            end_use: raw.end_use,
            licence_type: raw.licence_type,
            paper: raw.paper,
            practice: raw.practice,
        },
    })
}

/// Reads a control and resolves its references.
pub(crate) fn read_control(
    file: &str,
    bytes: &[u8],
    library: &Library,
    chain: &Chain,
    problems: &mut Problems,
) -> Option<Control> {
    let mut raw: ControlFile = toml_file::read(file, bytes, problems)?;
    let own = Sections::from(&mut raw);
    let before = problems.0.len();
    let mut resolver = Resolver { file, chain, problems, row: None };
    let framework = framework(&mut resolver, &raw, library);
    let calendar = calendar(&mut resolver, &raw, framework, library);
    heading(&mut resolver, &raw);
    let outer = framework.map(|f| &f.sections);
    let control = Control {
        key: raw.id.clone(),
        title: raw.title.clone(),
        issuer: raw.issuer.clone(),
        country: resolver.country("country", &raw.country),
        citation: raw.citation.clone(),
        framework: framework.map(|f| f.words.clone()),
        announced: raw.announced.0,
        effective: raw.effective.0,
        status: status(&mut resolver, "status", &raw.status),
        branches: raw.branch.iter().map(|b| branch(&mut resolver, b, raw.effective.0)).collect(),
        scope: scope::scope(&mut resolver, &raw.scope, &raw.item),
        measure: measure(&mut resolver, &raw, (&own, outer)),
        holidays: calendar.holidays,
        worked_weekends: calendar.worked_weekends,
        inspection: raw.inspection.as_ref().map(|i| terms::inspection(&mut resolver, i)),
        extraterritorial: raw.extraterritorial.as_ref().map(|e| extraterritorial(&mut resolver, e)),
        // A ban under a law of licences has no licence to ask for: that law's words on filing are not for it.
        procedure: words(
            &mut resolver,
            &own,
            outer.filter(|o| raw.kind == ControlKind::Licence || o.licence.is_none()),
        ),
    };
    (problems.0.len() == before).then_some(control)
}

fn framework<'a>(resolver: &mut Resolver<'_>, raw: &ControlFile, library: &'a Library) -> Option<&'a Framework> {
    let name = raw.framework.as_ref()?;
    let known = library.frameworks.keys().map(String::as_str);
    resolver.named("framework", name, library.frameworks.get(name), "framework", known)
}

/// The calendar of the control, else of its framework, else Monday to Friday.
fn calendar(
    resolver: &mut Resolver<'_>,
    raw: &ControlFile,
    framework: Option<&Framework>,
    library: &Library,
) -> Calendar {
    let name = raw.calendar.as_ref().or_else(|| framework.and_then(|f| f.calendar.as_ref()));
    let Some(name) = name else { return Calendar::default() };
    library.calendars.get(name).cloned().unwrap_or_else(|| {
        resolver.problem("E009", "calendar", name, "no such calendar", "add it to calendars/");
        Calendar::default()
    })
}

/// Checks what every control must have.
fn heading(resolver: &mut Resolver<'_>, raw: &ControlFile) {
    let effective = raw.effective.0;
    if effective < raw.announced.0 {
        resolver.problem(
            "E022",
            "effective",
            &effective.to_string(),
            "before it was announced",
            "effective >= announced",
        );
    }
    if raw.status.is_empty() {
        resolver.problem("E005", "status", "", "a control without status never bites", "write [[status]] with a date");
    }
    resolver.key("id", &raw.id);
    if resolver.chain.control(&raw.id).is_some() {
        resolver.problem("E010", "id", &raw.id, "another control file has this id", "change one of the ids");
    }
    for (n, branch) in raw.branch.iter().enumerate() {
        resolver.key("branch.id", &branch.id);
        if raw.branch[..n].iter().any(|other| other.id == branch.id) {
            resolver.problem("E010", "branch.id", &branch.id, "two branches have this id", "change one of the ids");
        }
    }
}

fn status(resolver: &mut Resolver<'_>, key: &str, raw: &[StatusFile]) -> Vec<StatusPeriod> {
    resolver.in_order(key, &raw.iter().map(|s| s.from.0).collect::<Vec<Date>>());
    raw.iter()
        .map(|s| StatusPeriod {
            from: s.from.0,
            status: s.status,
            source: s.source.as_ref().map(|source| resolver.source(&format!("{key}.source"), source)),
            note: s.note.clone(),
        })
        .collect()
}

fn branch(resolver: &mut Resolver<'_>, raw: &BranchFile, effective: Date) -> Branch {
    let key = |part: &str| format!("branch {} {part}", raw.id);
    Branch {
        key: raw.id.clone(),
        title: raw.title.clone(),
        note: raw.note.clone(),
        source: raw.source.as_ref().map(|source| resolver.source(&key("source"), source)),
        status: status(resolver, &key("status"), &raw.status),
        phases: terms::phases(resolver, &raw.phase, effective),
        outcomes: terms::outcomes(resolver, &raw.outcome, effective),
        general_from: raw.general_from.map(|d| d.0),
        general_share: raw
            .general_share
            .as_ref()
            .map(|share| resolver.parameter(&key("general_share"), share, "share", 1.0)),
    }
}

fn measure(resolver: &mut Resolver<'_>, raw: &ControlFile, (own, outer): (&Sections, Option<&Sections>)) -> Measure {
    for (section, there, kind) in [
        ("[quota]", raw.quota.is_some(), ControlKind::Quota),
        ("[ban]", own.ban.is_some(), ControlKind::Ban),
        ("[licence]", own.licence.is_some(), ControlKind::Licence),
    ] {
        if there && raw.kind != kind {
            let message = format!("{section} belongs to another kind of control");
            resolver.problem("E024", section, "", &message, "take it out, or change kind");
        }
    }
    match raw.kind {
        ControlKind::Licence => {
            let ahead = raw.announced.0 < raw.effective.0;
            terms::licensing(resolver, (own, outer), raw.effective.0, ahead)
                .map_or(Measure::TechnologyBan, |licensing| Measure::Licence(Box::new(licensing)))
        }
        ControlKind::Quota => match &raw.quota {
            Some(quota) => Measure::Quota(terms::quota(resolver, quota)),
            None => missing(resolver, "[quota]", "its periods and tonnes"),
        },
        ControlKind::Ban => match own.ban.as_ref().or_else(|| outer.and_then(|o| o.ban.as_ref())) {
            Some(ban) => Measure::Ban(terms::ban(resolver, ban)),
            None => missing(resolver, "[ban]", "leakage, reroute and enforcement_lag"),
        },
        ControlKind::TechnologyBan => Measure::TechnologyBan,
        ControlKind::Inspection => {
            if raw.inspection.is_none() {
                missing(resolver, "[inspection]", "customs codes, hold and shares");
            }
            Measure::Inspection
        }
    }
}

/// A section that this kind of control cannot do without; the control is dropped with the problem.
fn missing(resolver: &mut Resolver<'_>, section: &str, what: &str) -> Measure {
    let hint = format!("write {section} with {what}, or name a framework that has it");
    resolver.problem("E005", section, "", "missing for this kind of control", &hint);
    Measure::TechnologyBan
}

fn extraterritorial(resolver: &mut Resolver<'_>, raw: &ExtraterritorialFile) -> Extraterritorial {
    let limbs = raw
        .limb
        .iter()
        .map(|limb| {
            let key = format!("extraterritorial.limb {}", limb.id);
            let test = match (limb.test, &limb.value_share) {
                (LimbTestFile::ValueShare, Some(share)) => {
                    LimbTest::ValueShare(resolver.parameter(&key, share, "share", 1.0).value)
                }
                (LimbTestFile::ValueShare, None) => {
                    resolver.problem(
                        "E005",
                        &key,
                        "",
                        "no value_share",
                        "write the share of value from which it bites",
                    );
                    LimbTest::ReExport
                }
                (LimbTestFile::Technology, _) => LimbTest::Technology,
                (LimbTestFile::ReExport, _) => LimbTest::ReExport,
            };
            Limb {
                key: limb.id.clone(),
                text: limb.text.clone(),
                from: limb.from.0,
                test,
                source: resolver.source(&key, &limb.source),
            }
        })
        .collect();
    Extraterritorial {
        ownership: resolver.parameter("extraterritorial.ownership", &raw.ownership, "share", 1.0),
        limbs,
        exempt: procedure::statements(resolver, "extraterritorial.exempt", &raw.exempt),
    }
}

/// The words of the control, else of its framework, section by section; what was seen of practice adds up.
fn words(resolver: &mut Resolver<'_>, own: &Sections, outer: Option<&Sections>) -> Procedure {
    let empty = Sections::default();
    let outer = outer.unwrap_or(&empty);
    let end_uses = if own.end_use.is_empty() { &outer.end_use } else { &own.end_use };
    let types = if own.licence_type.is_empty() { &outer.licence_type } else { &own.licence_type };
    let papers = if own.paper.is_empty() { &outer.paper } else { &own.paper };
    let practices: Vec<_> = own.practice.iter().chain(&outer.practice).cloned().collect();
    Procedure {
        path: own.path.clone().or_else(|| outer.path.clone()).unwrap_or_default(),
        end_uses: procedure::end_uses(resolver, end_uses),
        licence_types: procedure::licence_types(resolver, types),
        papers: procedure::papers(resolver, papers, types),
        practices: procedure::statements(resolver, "practice", &practices),
    }
}

/// A hint that names the nearest of some words.
fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(word, known).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}
