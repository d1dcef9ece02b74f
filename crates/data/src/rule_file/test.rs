//! One `[[version]]`: a kind of test and the fields of that kind.

use super::condition::{self, ConditionFile};
use super::{elements, end_uses, materials, stages};
use crate::toml_file::{ParameterFile, Resolver, TomlDate};
use coercivity_chain::{
    CapacityShare, ControlId, ControlScope, CountryId, CoveredGoods, Disclosure, DisclosureRow, Exception, FactValue,
    ItemEvidence, MassLimit, Parameter, RuleTest, RuleVersion, ShareLimit, StageOriginTest, StockCover, StockReport,
    ValueShare, WhoMust,
};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionFile {
    pub(super) from: Option<TomlDate>,
    text: String,
    kind: Kind,
    #[serde(default)]
    exception: Vec<ExceptionFile>,
    goods: Option<Vec<GoodsFile>>,
    countries: Option<Vec<String>>,
    evidence: Option<EvidenceWord>,
    materials: Option<Vec<String>>,
    elements: Option<Vec<String>>,
    row: Option<Vec<RowFile>>,
    list: Option<String>,
    stages: Option<Vec<String>>,
    most: Option<ParameterFile>,
    least: Option<ParameterFile>,
    processes: Option<Vec<String>>,
    without: Option<Vec<String>>,
    control: Option<String>,
    input: Option<Vec<InputFile>>,
    fact: Option<String>,
    licence: Option<String>,
    rate: Option<Vec<RateFile>>,
    need: Option<Vec<ConditionFile>>,
    end_uses: Option<Vec<String>>,
    perhaps: Option<Vec<String>>,
    stock: Option<String>,
    net_imports: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    StageOrigin,
    Disclosure,
    ShareLimit,
    CapacityShare,
    ValueShare,
    MassLimit,
    Facts,
    WhoMust,
    StockCover,
    StockReport,
    ControlScope,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum EvidenceWord {
    Declared,
    Public,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoodsFile {
    title: String,
    materials: Vec<String>,
    elements: Vec<String>,
    stages: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowFile {
    id: String,
    title: String,
    stages: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InputFile {
    element: String,
    material: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateFile {
    currency: String,
    usd: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionFile {
    id: String,
    text: String,
    #[serde(default)]
    materials: Vec<String>,
    all: Vec<ConditionFile>,
}

impl Kind {
    /// Fields that a test of this kind must have, and those that it may have.
    const fn fields(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Kind::StageOrigin => (&["goods", "countries"], &["evidence"]),
            Kind::Disclosure => (&["materials", "elements", "row"], &[]),
            Kind::ShareLimit => (&["list", "stages", "most"], &[]),
            Kind::CapacityShare => (&["list", "stages", "least"], &["processes", "without"]),
            Kind::ValueShare => (&["control", "input", "stages", "fact"], &["licence", "rate"]),
            Kind::MassLimit => (&["materials", "most", "fact", "need"], &[]),
            Kind::Facts => (&["need"], &[]),
            Kind::WhoMust => (&["need", "list", "end_uses", "fact"], &["perhaps"]),
            Kind::StockCover => (&["list", "stock", "net_imports"], &["least"]),
            Kind::StockReport => (&["list", "need"], &[]),
            Kind::ControlScope => (&["control"], &["licence"]),
        }
    }
}

impl VersionFile {
    /// Fields of tests that are there, by name.
    fn given(&self) -> Vec<&'static str> {
        let there = [
            ("goods", self.goods.is_some()),
            ("countries", self.countries.is_some()),
            ("evidence", self.evidence.is_some()),
            ("materials", self.materials.is_some()),
            ("elements", self.elements.is_some()),
            ("row", self.row.is_some()),
            ("list", self.list.is_some()),
            ("stages", self.stages.is_some()),
            ("most", self.most.is_some()),
            ("least", self.least.is_some()),
            ("processes", self.processes.is_some()),
            ("without", self.without.is_some()),
            ("control", self.control.is_some()),
            ("input", self.input.is_some()),
            ("fact", self.fact.is_some()),
            ("licence", self.licence.is_some()),
            ("rate", self.rate.is_some()),
            ("need", self.need.is_some()),
            ("end_uses", self.end_uses.is_some()),
            ("perhaps", self.perhaps.is_some()),
            ("stock", self.stock.is_some()),
            ("net_imports", self.net_imports.is_some()),
        ];
        there.into_iter().filter_map(|(name, given)| given.then_some(name)).collect()
    }
}

/// Reads a version; fields that are missing or out of place are problems.
pub(super) fn version(resolver: &mut Resolver<'_>, raw: &VersionFile) -> Option<RuleVersion> {
    let before = resolver.problems.0.len();
    let (must, may) = raw.kind.fields();
    let given = raw.given();
    for field in must.iter().filter(|field| !given.contains(field)) {
        let hint = format!("this kind of test has {}", must.join(", "));
        resolver.problem("E005", &format!("version.{field}"), "", "missing for this kind of test", &hint);
    }
    for field in given.iter().filter(|field| !must.contains(field) && !may.contains(field)) {
        let all: Vec<&str> = must.iter().chain(may).copied().collect();
        let hint = format!("take it out; this kind of test has {}", all.join(", "));
        resolver.problem("E024", &format!("version.{field}"), "", "belongs to another kind of test", &hint);
    }
    if resolver.problems.0.len() > before {
        return None;
    }
    let test = test(resolver, raw)?;
    let exceptions = raw.exception.iter().map(|exception| self::exception(resolver, exception)).collect();
    Some(RuleVersion { from: raw.from.map(|from| from.0), text: raw.text.clone(), test, exceptions })
}

fn exception(resolver: &mut Resolver<'_>, raw: &ExceptionFile) -> Exception {
    let key = format!("exception {}", raw.id);
    resolver.key("exception.id", &raw.id);
    if raw.all.is_empty() {
        resolver.problem(
            "E005",
            &key,
            "",
            "an exception without conditions spares everything",
            "write [[version.exception.all]]",
        );
    }
    Exception {
        key: raw.id.clone(),
        text: raw.text.clone(),
        materials: materials(resolver, "exception.materials", &raw.materials),
        conditions: condition::conditions(resolver, &key, &raw.all),
    }
}

/// The words of a field that is there.
fn words(field: Option<&Vec<String>>) -> &[String] {
    field.map_or(&[], Vec::as_slice)
}

fn test(resolver: &mut Resolver<'_>, raw: &VersionFile) -> Option<RuleTest> {
    let r = resolver;
    Some(match raw.kind {
        Kind::StageOrigin => RuleTest::StageOrigin(StageOriginTest {
            goods: raw.goods.iter().flatten().map(|goods| self::goods(r, goods)).collect(),
            countries: countries(r, raw),
            evidence: match raw.evidence {
                Some(EvidenceWord::Declared) => ItemEvidence::Declared,
                _ => ItemEvidence::Public,
            },
        }),
        Kind::Disclosure => RuleTest::Disclosure(Disclosure {
            materials: materials(r, "version.materials", words(raw.materials.as_ref())),
            elements: elements(r, "version.elements", words(raw.elements.as_ref())),
            rows: raw.row.iter().flatten().map(|row| self::row(r, row)).collect(),
        }),
        Kind::ShareLimit => RuleTest::ShareLimit(ShareLimit {
            list: list(r, raw)?,
            stages: stages(r, "version.stages", words(raw.stages.as_ref())),
            most: limit(r, "version.most", raw.most.as_ref()?, "share", 1.0),
        }),
        Kind::CapacityShare => RuleTest::CapacityShare(CapacityShare {
            list: list(r, raw)?,
            stages: stages(r, "version.stages", words(raw.stages.as_ref())),
            processes: words(raw.processes.as_ref()).to_vec(),
            without: words(raw.without.as_ref()).to_vec(),
            least: limit(r, "version.least", raw.least.as_ref()?, "share", 1.0),
        }),
        Kind::ValueShare => value_share(r, raw)?,
        Kind::MassLimit => RuleTest::MassLimit(MassLimit {
            materials: materials(r, "version.materials", words(raw.materials.as_ref())),
            most_kg: limit(r, "version.most", raw.most.as_ref()?, "kg", 1e9),
            fact: fact(r, "version.fact", raw.fact.as_ref()?, FactValue::Number)?,
            disclosed: needs(r, raw),
        }),
        Kind::Facts => RuleTest::Facts(needs(r, raw)),
        Kind::WhoMust => RuleTest::WhoMust(WhoMust {
            size: needs(r, raw),
            list: list(r, raw)?,
            end_uses: end_uses(r, "version.end_uses", words(raw.end_uses.as_ref())),
            perhaps: end_uses(r, "version.perhaps", words(raw.perhaps.as_ref())),
            fact: fact(r, "version.fact", raw.fact.as_ref()?, FactValue::Flag)?,
        }),
        Kind::StockCover => RuleTest::StockCover(StockCover {
            list: list(r, raw)?,
            stock: fact(r, "version.stock", raw.stock.as_ref()?, FactValue::Number)?,
            net_imports: fact(r, "version.net_imports", raw.net_imports.as_ref()?, FactValue::Number)?,
            least_days: raw.least.as_ref().map(|least| limit(r, "version.least", least, "days", 3650.0)),
        }),
        Kind::StockReport => RuleTest::StockReport(StockReport { list: list(r, raw)?, columns: needs(r, raw) }),
        Kind::ControlScope => {
            RuleTest::ControlScope(ControlScope { control: control(r, raw)?, licence: licence(r, raw) })
        }
    })
}

fn value_share(r: &mut Resolver<'_>, raw: &VersionFile) -> Option<RuleTest> {
    let chain = r.chain;
    let mut inputs = Vec::new();
    for input in raw.input.iter().flatten() {
        let element = elements(r, "version.input.element", std::slice::from_ref(&input.element)).pop();
        let material = materials(r, "version.input.material", std::slice::from_ref(&input.material)).pop();
        let Some((element, material)) = element.zip(material) else { continue };
        let priced = chain.prices.iter().any(|price| price.material == material);
        if !priced || chain.materials[material.index()].fraction(element) <= 0.0 {
            let hint = "name a material of the element with a row in prices.csv";
            r.problem("E009", "version.input.material", &input.material, "it does not price the element", hint);
        }
        inputs.push((element, material));
    }
    let control = control(r, raw)?;
    let by_value = |control: &coercivity_chain::Control| {
        let limbs = control.extraterritorial.iter().flat_map(|rule| &rule.limbs);
        limbs.into_iter().any(|limb| matches!(limb.test, coercivity_chain::LimbTest::ValueShare(_)))
    };
    if !by_value(&chain.controls[control.index()]) {
        let key = &chain.controls[control.index()].key;
        r.problem("E024", "version.control", key, "the control has no limb of value", "name one that has");
    }
    Some(RuleTest::ValueShare(ValueShare {
        control,
        inputs,
        stages: stages(r, "version.stages", words(raw.stages.as_ref())),
        fact: fact(r, "version.fact", raw.fact.as_ref()?, FactValue::Share)?,
        licence: licence(r, raw),
        rates: raw
            .rate
            .iter()
            .flatten()
            .map(|rate| (rate.currency.clone(), r.parameter("version.rate", &rate.usd, "USD per unit", 1e6)))
            .collect(),
    }))
}

fn goods(r: &mut Resolver<'_>, raw: &GoodsFile) -> CoveredGoods {
    CoveredGoods {
        title: raw.title.clone(),
        materials: materials(r, "version.goods.materials", &raw.materials),
        elements: elements(r, "version.goods.elements", &raw.elements),
        stages: stages(r, "version.goods.stages", &raw.stages),
    }
}

fn row(r: &mut Resolver<'_>, raw: &RowFile) -> DisclosureRow {
    DisclosureRow {
        key: raw.id.clone(),
        title: raw.title.clone(),
        stages: stages(r, "version.row.stages", &raw.stages),
    }
}

fn countries(r: &mut Resolver<'_>, raw: &VersionFile) -> Vec<CountryId> {
    raw.countries.iter().flatten().map(|code| r.country("version.countries", code)).collect()
}

fn needs(r: &mut Resolver<'_>, raw: &VersionFile) -> Vec<coercivity_chain::Condition> {
    raw.need.as_ref().map_or_else(Vec::new, |needs| condition::conditions(r, "version.need", needs))
}

/// A threshold: a parameter above zero.
fn limit(r: &mut Resolver<'_>, key: &str, raw: &ParameterFile, unit: &str, max: f64) -> Parameter {
    if raw.value <= 0.0 {
        r.problem("E007", key, &raw.value.to_string(), "a threshold is above zero", &format!("it is in {unit}"));
    }
    r.parameter(key, raw, unit, max)
}

fn fact(r: &mut Resolver<'_>, key: &str, name: &str, value: FactValue) -> Option<String> {
    condition::fact(r, key, name, &[value]).map(|_| name.to_owned())
}

fn licence(r: &mut Resolver<'_>, raw: &VersionFile) -> Option<String> {
    fact(r, "version.licence", raw.licence.as_ref()?, FactValue::Date)
}

fn list(r: &mut Resolver<'_>, raw: &VersionFile) -> Option<String> {
    let name = raw.list.as_ref()?;
    let chain = r.chain;
    let known = chain.raw_materials.iter().map(|list| list.key.as_str());
    r.named("version.list", name, chain.raw_material_list(name), "list of raw materials", known)?;
    Some(name.clone())
}

fn control(r: &mut Resolver<'_>, raw: &VersionFile) -> Option<ControlId> {
    let name = raw.control.as_ref()?;
    let chain = r.chain;
    let known = chain.controls.iter().map(|control| control.key.as_str());
    r.named("version.control", name, chain.control(name), "control", known)
}
