//! A study of one line, its origin and its facts, made by hand on the shipped rules.

use coercivity_chain::{
    Basis, BomItem, Chain, CountryId, Days, Element, Evidence, Fact, ItemEvidence, Line, MaterialId, Share, SourceId,
    Study, StudySettings,
};
use coercivity_data::Package;
use coercivity_trace::origin::{ElementOrigin, EvidenceShares, ItemOrigin, LineOrigin, Origin, StageOrigin};
use coercivity_trace::rules::{Answers, Inputs, Outcome, RegionOrigin, Verdict, check};
use jiff::civil::Date;
use std::sync::LazyLock;

static PACKAGE: LazyLock<Package> = LazyLock::new(|| Package::default_package().unwrap());

/// The default chain with its rules.
pub(crate) fn chain() -> &'static Chain {
    &PACKAGE.chain
}

pub(crate) fn country(iso3: &str) -> CountryId {
    chain().country(iso3).unwrap()
}

pub(crate) fn material(key: &str) -> MaterialId {
    chain().material(key).unwrap()
}

/// Evidence of one kind, and a share of unknown.
pub(crate) fn evidence(kind: ItemEvidence, unknown: f64) -> EvidenceShares {
    let known = 1.0 - unknown;
    let of = |wanted: ItemEvidence| if kind == wanted { known } else { 0.0 };
    EvidenceShares {
        declared: of(ItemEvidence::Declared),
        public: of(ItemEvidence::Public),
        assumed: of(ItemEvidence::Assumed),
        unknown,
    }
}

/// A stage with its shares; what is missing to 1 is unknown.
pub(crate) fn stage(key: &str, shares: &[(&str, f64)], kind: ItemEvidence) -> StageOrigin {
    let known: f64 = shares.iter().map(|(_, share)| share).sum();
    let unknown = if known > 1.0 - 1e-12 { 0.0 } else { 1.0 - known };
    let mut shares: Vec<(CountryId, f64)> = shares.iter().map(|(iso3, share)| (country(iso3), *share)).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    StageOrigin {
        stage: chain().stage(key).unwrap(),
        tonnes_per_year: 1.0,
        shares,
        unknown,
        evidence: evidence(kind, unknown),
        top_site: None,
        sites: 1,
        recycled: 0.0,
        firms: Vec::new(),
        via: Vec::new(),
    }
}

/// The same stages for one element.
pub(crate) fn element(symbol: &str, stages: &[StageOrigin]) -> ElementOrigin {
    ElementOrigin {
        element: Some(symbol.parse::<Element>().unwrap()),
        tonnes_per_year: 1.0,
        stages: stages.to_vec(),
        ..ElementOrigin::default()
    }
}

/// Everything that a line has.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) chain: Chain,
    pub(crate) study: Study,
    pub(crate) origin: Origin,
    pub(crate) regions: Vec<RegionOrigin>,
    pub(crate) branch: Option<String>,
}

impl Case {
    /// One line `line` with product `motor`, and no parts.
    pub(crate) fn new(iso3: &str, end_use: &str) -> Self {
        let nothing = Evidence { source: SourceId(0), year: None, basis: Basis::Assumed, low: None, high: None };
        let line = Line {
            key: "line".to_owned(),
            title: "Line".to_owned(),
            product: "motor".to_owned(),
            country: country(iso3),
            end_use: chain().end_use(end_use).unwrap(),
            units_per_day: 1.0,
            revenue_per_unit: 1000.0,
            value_added_per_unit: 1.0,
            currency: "USD".to_owned(),
            price_year: 2024,
            jobs: 1.0,
            pairs: 1,
            evidence: nothing,
        };
        let settings = StudySettings {
            days: 1,
            runs: 1,
            seed: 1,
            scenario: "none".to_owned(),
            min_rate: Share(0.3),
            restart: Days(3.0),
            overtime: 1.1,
            adjustment: Days(14.0),
            share_shifting: true,
            rush: 1.0,
        };
        let study = Study {
            key: "case".to_owned(),
            title: "Case".to_owned(),
            settings,
            lines: vec![line.clone()],
            bom: Vec::new(),
            declarations: Vec::new(),
            facts: Vec::new(),
        };
        let origin = LineOrigin {
            key: line.key,
            title: line.title,
            country: Some(line.country),
            elements: Vec::new(),
            all: ElementOrigin::default(),
            items: Vec::new(),
        };
        let origin = Origin { lines: vec![origin] };
        Case { chain: chain().clone(), study, origin, regions: Vec::new(), branch: None }
    }

    /// Adds a material with the same stages for each element that rules follow.
    pub(crate) fn item(mut self, key: &str, kg: f64, iso3: &str, said: ItemEvidence, stages: &[StageOrigin]) -> Self {
        let id = material(key);
        let carried = ["Nd", "Pr", "Dy", "Tb", "Sm", "W"];
        let held = |symbol: &&str| chain().materials[id.index()].fraction(symbol.parse().unwrap()) > 0.0;
        self.origin.lines[0].items.push(ItemOrigin {
            parent: "motor".to_owned(),
            item: key.to_owned(),
            supplier: "Maker".to_owned(),
            country: Some(country(iso3)),
            material: id,
            tonnes_per_unit: kg / 1000.0,
            evidence: said,
            elements: carried.iter().filter(|symbol| held(symbol)).map(|symbol| element(symbol, stages)).collect(),
        });
        self.row("motor", key, Some(iso3), said)
    }

    /// Adds a row of the bill of materials.
    pub(crate) fn row(mut self, parent: &str, child: &str, iso3: Option<&str>, said: ItemEvidence) -> Self {
        self.study.bom.push(BomItem {
            parent: parent.to_owned(),
            child: child.to_owned(),
            material: chain().material(child),
            quantity: 1.0,
            unit: "kg".to_owned(),
            supplier: "Maker".to_owned(),
            country: iso3.map(country),
            share: Share(1.0),
            cover: Days(1.0),
            cover_range: (Days(1.0), Days(1.0)),
            lead: Days(1.0),
            evidence: said,
        });
        self
    }

    /// States a fact, declared.
    pub(crate) fn fact(self, subject: &str, fact: &str, value: &str) -> Self {
        self.fact_as(subject, fact, value, ItemEvidence::Declared)
    }

    pub(crate) fn fact_as(mut self, subject: &str, fact: &str, value: &str, evidence: ItemEvidence) -> Self {
        let kind = chain().fact_kinds.iter().find(|kind| kind.key == fact);
        assert!(kind.is_some(), "no fact `{fact}`");
        self.study.facts.push(Fact {
            subject: subject.to_owned(),
            fact: fact.to_owned(),
            value: value.to_owned(),
            unit: String::new(),
            evidence,
            note: String::new(),
        });
        self
    }

    pub(crate) fn answers(&self, day: Date) -> Answers {
        let inputs = Inputs {
            chain: &self.chain,
            study: &self.study,
            origin: &self.origin,
            regions: &self.regions,
            day,
            branch: self.branch.as_deref(),
        };
        check(&inputs, |_| true)
    }

    /// Verdicts of one rule.
    pub(crate) fn all(&self, rule: &str, day: Date) -> Vec<Verdict> {
        let number = self.chain.rules.iter().position(|known| known.key == rule).unwrap();
        self.answers(day).verdicts.into_iter().filter(|verdict| verdict.rule == number).collect()
    }

    /// The only verdict of a rule.
    pub(crate) fn verdict(&self, rule: &str, day: Date) -> Verdict {
        let mut verdicts = self.all(rule, day);
        assert_eq!(verdicts.len(), 1, "{verdicts:#?}");
        verdicts.remove(0)
    }

    pub(crate) fn outcome(&self, rule: &str, day: Date) -> Outcome {
        self.verdict(rule, day).outcome
    }
}
