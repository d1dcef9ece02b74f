//! The default package and studies made in code.

use coercivity_chain::{
    BomItem, Chain, Days, Event, EventKind, Freeze, ItemEvidence, Line, Scenario, Share, Study, StudySettings,
};
use coercivity_data::package::{self, Package};
use coercivity_data::study_file::{self, LoadedStudy};
use coercivity_sim::ensemble::{self, Outcome, Settings};
use coercivity_sim::model::{Model, Options};
use jiff::civil::{Date, date};
use std::sync::OnceLock;

pub(crate) fn package() -> &'static Package {
    static PACKAGE: OnceLock<Package> = OnceLock::new();
    PACKAGE.get_or_init(|| Package::default_package().expect("the default package is sound"))
}

pub(crate) fn chain() -> &'static Chain {
    &package().chain
}

pub(crate) fn worked(name: &str) -> LoadedStudy {
    let files = study_file::worked_study(name).expect("a worked study");
    study_file::read(&package::embedded(), &files).expect("a sound study")
}

pub(crate) fn scenario(name: &str) -> Scenario {
    package().scenarios[name].clone()
}

pub(crate) fn no_events() -> Scenario {
    Scenario { events: Vec::new(), ..scenario("april-2025") }
}

/// Nothing of these materials leaves China from day 0 on.
pub(crate) fn freeze(materials: &[&str], until: Option<Date>) -> Scenario {
    let start = date(2025, 4, 4);
    let materials = materials.iter().map(|m| chain().material(m).expect("a material")).collect();
    let country = chain().country("CHN").expect("China");
    let kind = EventKind::Freeze { freeze: Freeze::Exports, country, materials, to: Vec::new(), until };
    let event = Event { date: start, label: "freeze".to_owned(), kind, source: None };
    Scenario {
        key: "freeze".into(),
        title: "freeze".into(),
        description: String::new(),
        events: vec![event],
        start,
        branches: Vec::new(),
    }
}

pub(crate) fn settings() -> StudySettings {
    StudySettings {
        days: 365,
        runs: 8,
        seed: 7,
        scenario: "april-2025".into(),
        min_rate: Share(0.3),
        restart: Days(3.0),
        overtime: 1.1,
        adjustment: Days(14.0),
        share_shifting: true,
        rush: 1.5,
    }
}

/// One line that takes one magnet a piece straight from China, with fixed cover and lead.
pub(crate) fn one_line(
    material: &str,
    country: &str,
    end_use: &str,
    kg_per_unit: f64,
    cover_days: f64,
    lead_days: f64,
) -> Study {
    let china = chain().country("CHN");
    let line = Line {
        key: "line".into(),
        title: "Line".into(),
        product: "motor".into(),
        country: chain().country(country).expect("a country"),
        end_use: chain().end_use(end_use).expect("an end use"),
        units_per_day: 100.0,
        revenue_per_unit: 1.0,
        value_added_per_unit: 1.0,
        currency: "EUR".into(),
        price_year: 2024,
        jobs: 1.0,
        pairs: 1,
        evidence: chain().sites[0].evidence,
    };
    let item = BomItem {
        parent: "motor".into(),
        child: material.into(),
        material: chain().material(material),
        quantity: kg_per_unit / 1000.0,
        unit: "kg".into(),
        supplier: "a supplier".into(),
        country: china,
        share: Share(1.0),
        cover: Days(cover_days),
        cover_range: (Days(cover_days), Days(cover_days)),
        lead: Days(lead_days),
        evidence: ItemEvidence::Assumed,
    };
    Study {
        key: "test".into(),
        title: "Test".into(),
        settings: settings(),
        lines: vec![line],
        bom: vec![item],
        declarations: vec![],
        facts: vec![],
    }
}

pub(crate) fn model(study: Option<&Study>, scenario: &Scenario, days: usize) -> Model {
    Model::new(chain(), study, scenario, &[], Options { days, extra_cover_days: 0.0 })
        .expect("the study fits the chain")
}

pub(crate) fn run(model: &Model, runs: usize, threads: usize) -> Outcome {
    let settings = Settings { runs, seed: 7, threads, keep_cases: true };
    ensemble::run(model, settings, &|_| true).expect("nobody stops it")
}
