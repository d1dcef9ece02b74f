//! `rules/*.toml` and `lists/*.toml`: dated, cited tests and the raw materials they name.

mod condition;
mod test;

use crate::problem::Problems;
use crate::toml_file::{self, Resolver, TomlDate, row_of};
use coercivity_chain::{
    Applies, Basis, Chain, Commencement, EndUseClass, EndUseId, FactValue, MaterialId, RawMaterial, RawMaterialList,
    Rule, RuleLevel, RuleTest, RuleVersion, RuleWho, StageId, Status, StatusPeriod,
};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    id: String,
    title: String,
    citation: String,
    text: String,
    source: String,
    basis: Basis,
    who: RuleWho,
    level: RuleLevel,
    region: String,
    control: Option<String>,
    due: Option<TomlDate>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    status: Vec<StatusFile>,
    commencement: Option<CommencementFile>,
    #[serde(default)]
    applies: AppliesFile,
    version: Vec<Spanned<test::VersionFile>>,
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
struct CommencementFile {
    not_before: TomlDate,
    years_after_act: u8,
    act_fact: String,
    act: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AppliesFile {
    #[serde(default)]
    classes: Vec<EndUseClass>,
    #[serde(default)]
    end_uses: Vec<String>,
    #[serde(default)]
    regions: Vec<String>,
    fact: Option<String>,
    rule: Option<String>,
    #[serde(default)]
    later: Vec<LaterFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LaterFile {
    end_uses: Vec<String>,
    from: TomlDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    id: String,
    title: String,
    source: String,
    basis: Basis,
    #[serde(default)]
    #[serde(rename = "note")]
    _note: String,
    material: Vec<Spanned<RawMaterialFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMaterialFile {
    id: String,
    title: String,
    elements: Vec<String>,
    materials: Vec<String>,
    #[serde(default)]
    note: String,
}

/// Reads a list of raw materials.
pub(crate) fn read_list(file: &str, bytes: &[u8], chain: &Chain, problems: &mut Problems) -> Option<RawMaterialList> {
    let raw: ListFile = toml_file::read(file, bytes, problems)?;
    let before = problems.0.len();
    let mut resolver = Resolver { file, chain, problems, row: None };
    resolver.key("id", &raw.id);
    if chain.raw_material_list(&raw.id).is_some() {
        resolver.problem("E010", "id", &raw.id, "another list has this id", "change one of the ids");
    }
    let source = resolver.source("source", &raw.source);
    let mut entries: Vec<RawMaterial> = Vec::new();
    for spanned in &raw.material {
        let entry = spanned.get_ref();
        resolver.row = Some(row_of(bytes, spanned.span().start));
        resolver.key("material.id", &entry.id);
        if entries.iter().any(|other| other.key == entry.id) {
            resolver.problem("E010", "material.id", &entry.id, "two entries have this id", "change one of the ids");
        }
        entries.push(RawMaterial {
            key: entry.id.clone(),
            title: entry.title.clone(),
            elements: elements(&mut resolver, "material.elements", &entry.elements),
            materials: materials(&mut resolver, "material.materials", &entry.materials),
            note: entry.note.clone(),
        });
    }
    (problems.0.len() == before).then_some(RawMaterialList {
        key: raw.id,
        title: raw.title,
        source,
        basis: raw.basis,
        entries,
    })
}

/// Reads a rule and resolves its references; lists and controls are in the chain already.
pub(crate) fn read_rule(file: &str, bytes: &[u8], chain: &Chain, problems: &mut Problems) -> Option<Rule> {
    let raw: RuleFile = toml_file::read(file, bytes, problems)?;
    let before = problems.0.len();
    let mut resolver = Resolver { file, chain, problems, row: None };
    heading(&mut resolver, &raw);
    let source = resolver.source("source", &raw.source);
    let region = resolver.country("region", &raw.region);
    let control = raw.control.as_ref().and_then(|key| {
        let known = chain.controls.iter().map(|control| control.key.as_str());
        resolver.named("control", key, chain.control(key), "control", known)
    });
    let status = status(&mut resolver, &raw.status);
    let commencement = raw.commencement.as_ref().map(|c| commencement(&mut resolver, c));
    let applies = applies(&mut resolver, &raw.applies);
    let versions = versions(&mut resolver, &raw.version, bytes);
    let rule = Rule {
        key: raw.id,
        title: raw.title,
        citation: raw.citation,
        text: raw.text,
        source,
        basis: raw.basis,
        who: raw.who,
        level: raw.level,
        region,
        status,
        control,
        due: raw.due.map(|due| due.0),
        commencement,
        applies,
        versions,
        note: raw.note,
    };
    (problems.0.len() == before).then_some(rule)
}

/// Rules that name another rule: it has to be there, and to say who must.
pub(crate) fn check_references(rules: &[(String, Rule)], problems: &mut Problems) {
    for (file, rule) in rules {
        let Some(wanted) = &rule.applies.rule else { continue };
        let who_must = |rule: &Rule| rule.versions.iter().all(|version| matches!(version.test, RuleTest::WhoMust(_)));
        let hint = match rules.iter().find(|(_, other)| other.key == *wanted) {
            Some((_, other)) if who_must(other) => continue,
            Some(_) => "name a rule whose kind is who-must".to_owned(),
            None => {
                let known = rules.iter().map(|(_, rule)| rule.key.as_str());
                crate::problem::nearest(wanted, known)
                    .map_or_else(|| "name a rule that is there".to_owned(), |near| format!("did you mean `{near}`?"))
            }
        };
        problems.push(
            crate::Problem::new("E009", file, "no such rule that says who must", hint).cell("applies.rule", wanted),
        );
    }
}

/// Checks what every rule must have.
fn heading(resolver: &mut Resolver<'_>, raw: &RuleFile) {
    resolver.key("id", &raw.id);
    if raw.citation.trim().is_empty() {
        resolver.problem("E005", "citation", "", "a rule without citation cannot be looked up", "name act and article");
    }
    if raw.status.is_empty() && raw.control.is_none() {
        let hint = "write [[status]] with a date, or control = \"...\" whose status it follows";
        resolver.problem("E005", "status", "", "a rule without status is never in force", hint);
    }
    if raw.version.is_empty() {
        resolver.problem("E005", "version", "", "a rule without a test decides nothing", "write [[version]] with kind");
    }
    let proposed = raw.level == RuleLevel::Proposed;
    if proposed && raw.status.iter().any(|period| period.status == Status::InForce) {
        resolver.problem("E024", "level", "proposed", "a proposed rule is not in force", "write binding or benchmark");
    }
}

fn status(resolver: &mut Resolver<'_>, raw: &[StatusFile]) -> Vec<StatusPeriod> {
    resolver.in_order("status", &raw.iter().map(|s| s.from.0).collect::<Vec<Date>>());
    let mut period = |s: &StatusFile| StatusPeriod {
        from: s.from.0,
        status: s.status,
        source: s.source.as_ref().map(|source| resolver.source("status.source", source)),
        note: s.note.clone(),
    };
    raw.iter().map(&mut period).collect()
}

fn commencement(resolver: &mut Resolver<'_>, raw: &CommencementFile) -> Commencement {
    condition::fact(resolver, "commencement.act_fact", &raw.act_fact, &[FactValue::Date]);
    Commencement {
        not_before: raw.not_before.0,
        years_after_act: raw.years_after_act,
        act_fact: raw.act_fact.clone(),
        act: raw.act.clone(),
    }
}

fn applies(resolver: &mut Resolver<'_>, raw: &AppliesFile) -> Applies {
    if let Some(fact) = &raw.fact {
        condition::fact(resolver, "applies.fact", fact, &[FactValue::Flag]);
    }
    let mut later = Vec::new();
    for entry in &raw.later {
        let uses = end_uses(resolver, "applies.later.end_uses", &entry.end_uses);
        later.extend(uses.into_iter().map(|end_use| (end_use, entry.from.0)));
    }
    Applies {
        classes: raw.classes.clone(),
        end_uses: end_uses(resolver, "applies.end_uses", &raw.end_uses),
        regions: raw.regions.iter().map(|code| resolver.country("applies.regions", code)).collect(),
        fact: raw.fact.clone(),
        rule: raw.rule.clone(),
        later,
    }
}

fn versions(resolver: &mut Resolver<'_>, raw: &[Spanned<test::VersionFile>], bytes: &[u8]) -> Vec<RuleVersion> {
    let mut versions = Vec::new();
    for (n, spanned) in raw.iter().enumerate() {
        let version = spanned.get_ref();
        resolver.row = Some(row_of(bytes, spanned.span().start));
        if n > 0 && version.from.is_none() {
            resolver.problem(
                "E005",
                "version.from",
                "",
                "a later version without first day",
                "write from = 2027-01-01",
            );
        }
        versions.extend(test::version(resolver, version));
    }
    resolver.row = None;
    let dates: Vec<Date> = raw.iter().filter_map(|v| v.get_ref().from.map(|from| from.0)).collect();
    resolver.in_order("version.from", &dates);
    versions
}

fn elements(resolver: &mut Resolver<'_>, key: &str, symbols: &[String]) -> Vec<coercivity_chain::Element> {
    let mut found = Vec::new();
    for symbol in symbols {
        match symbol.parse() {
            Ok(element) => found.push(element),
            Err(()) => resolver.problem("E008", key, symbol, "no such element", "write the IUPAC symbol, e.g. Dy"),
        }
    }
    found
}

fn materials(resolver: &mut Resolver<'_>, key: &str, names: &[String]) -> Vec<MaterialId> {
    let chain = resolver.chain;
    let known = || chain.materials.iter().map(|material| material.key.as_str());
    names.iter().filter_map(|name| resolver.named(key, name, chain.material(name), "material", known())).collect()
}

fn stages(resolver: &mut Resolver<'_>, key: &str, names: &[String]) -> Vec<StageId> {
    let chain = resolver.chain;
    let known = || chain.stages.iter().map(|stage| stage.key.as_str());
    names.iter().filter_map(|name| resolver.named(key, name, chain.stage(name), "stage", known())).collect()
}

fn end_uses(resolver: &mut Resolver<'_>, key: &str, names: &[String]) -> Vec<EndUseId> {
    let chain = resolver.chain;
    let known = || chain.end_uses.iter().map(|end_use| end_use.key.as_str());
    names.iter().filter_map(|name| resolver.named(key, name, chain.end_use(name), "end use", known())).collect()
}
