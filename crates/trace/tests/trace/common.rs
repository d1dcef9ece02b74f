//! A chain of four sites, worked out by hand, and the default package.
//!
//! ```text
//! mine-a (AAA, 60) ─┐
//!                   ├─> separation-a (AAA, 90 of 100) ──90──> magnets-c (CCC): 80 magnets and 16 oxide
//! mine-b (BBB, 40) ─┘                                   10<── of 100 oxide; 10 of the 16 come round again
//! ```

use coercivity_chain::{
    Basis, Bloc, Chain, Country, CountryId, Days, Demand, Element, EndUse, EndUseClass, EndUseId, Evidence, Fate, Flow,
    Form, Link, Loss, MassFraction, Material, MaterialId, Process, ProcessId, Site, SiteId, Source, SourceId, Stage,
    StageId, Tonnes, TonnesPerYear,
};
use coercivity_data::package::{self, Package};
use coercivity_data::study_file::{self, LoadedStudy};
use std::sync::OnceLock;

pub(crate) fn package() -> &'static Package {
    static PACKAGE: OnceLock<Package> = OnceLock::new();
    PACKAGE.get_or_init(|| Package::default_package().expect("the default package is sound"))
}

pub(crate) fn worked(name: &str) -> LoadedStudy {
    let files = study_file::worked_study(name).expect("a worked study");
    study_file::read(&package::embedded(), &files).expect("a sound study")
}

pub(crate) fn element(symbol: &str) -> Element {
    symbol.parse().expect("a symbol")
}

pub(crate) fn evidence(basis: Basis) -> Evidence {
    Evidence { source: SourceId(0), year: Some(2024), basis, low: None, high: None }
}

pub(crate) fn country(iso3: &str) -> Country {
    Country { iso3: iso3.into(), alpha2: String::new(), name: iso3.into(), eu_member: false, bloc: Bloc::Other }
}

pub(crate) fn stage(key: &str, position: u32) -> Stage {
    Stage { key: key.into(), position, title: key.into() }
}

/// A material that is all neodymium.
pub(crate) fn material(key: &str, stage: u32, form: Form) -> Material {
    Material {
        key: key.into(),
        title: key.into(),
        stage: StageId(stage),
        form,
        mass_basis: "metal".into(),
        hs: None,
        customs_hs: None,
        ceiling: Days(60.0),
        unconstrained: false,
        composition: vec![(element("Nd"), MassFraction(1.0))],
    }
}

pub(crate) fn flow(material: u32, per_activity: f64) -> Flow {
    Flow {
        material: MaterialId(material),
        per_activity: Tonnes(per_activity),
        critical: true,
        evidence: evidence(Basis::Reported),
    }
}

pub(crate) fn process(key: &str, stage: u32, inputs: Vec<Flow>, outputs: Vec<Flow>) -> Process {
    let sum = |flows: &[Flow]| flows.iter().map(|f| f.per_activity.value()).sum::<f64>();
    let lost = (sum(&inputs) - sum(&outputs)).max(0.0);
    let losses = if inputs.is_empty() {
        Vec::new()
    } else {
        vec![Loss { element: element("Nd"), per_activity: Tonnes(lost), fate: Fate::Dust }]
    };
    Process {
        key: key.into(),
        title: key.into(),
        stage: StageId(stage),
        driving: vec![outputs[0].material],
        inputs,
        outputs,
        losses,
    }
}

pub(crate) fn site(key: &str, process: u32, country: u32, activity: f64) -> Site {
    Site {
        key: key.into(),
        title: key.into(),
        process: ProcessId(process),
        country: CountryId(country),
        activity: TonnesPerYear(activity),
        capacity: TonnesPerYear(activity),
        out_cover: Days(30.0),
        in_cover: Vec::new(),
        position: None,
        evidence: evidence(Basis::Reported),
    }
}

pub(crate) fn link(supplier: u32, buyer: u32, material: u32, flow: f64, basis: Basis) -> Link {
    Link {
        supplier: SiteId(supplier),
        buyer: SiteId(buyer),
        material: MaterialId(material),
        flow: TonnesPerYear(flow),
        transit: Days(1.0),
        transit_range: (Days(1.0), Days(1.0)),
        pairs: 1,
        evidence: evidence(basis),
    }
}

pub(crate) fn demand(site: u32, material: u32, country: u32, flow: f64) -> Demand {
    Demand {
        key: format!("demand-{site}-{material}-{country}"),
        site: SiteId(site),
        material: MaterialId(material),
        country: CountryId(country),
        end_use: EndUseId(0),
        flow: TonnesPerYear(flow),
        evidence: evidence(Basis::Reported),
    }
}

pub(crate) const ORE: u32 = 0;
pub(crate) const OXIDE: u32 = 1;
pub(crate) const MAGNET: u32 = 2;
pub(crate) const AAA: CountryId = CountryId(0);
pub(crate) const BBB: CountryId = CountryId(1);
pub(crate) const CCC: CountryId = CountryId(2);
pub(crate) const DDD: CountryId = CountryId(3);

/// The chain drawn above; final demand in DDD. The link from `mine-b` is assumed.
pub(crate) fn by_hand() -> Chain {
    let title = "Made up".to_owned();
    Chain {
        base_year: 2024,
        sources: vec![Source {
            key: "own".into(),
            title: title.clone(),
            publisher: String::new(),
            year: None,
            licence: String::new(),
            url: String::new(),
        }],
        countries: ["AAA", "BBB", "CCC", "DDD"].map(country).to_vec(),
        stages: vec![
            stage("mine", 1),
            stage("separation", 2),
            stage("magnet", 3),
            stage("component", 4),
            stage("product", 5),
        ],
        end_uses: vec![EndUse { key: "use".into(), title, class: EndUseClass::Civil, patience: Days(90.0) }],
        materials: vec![
            material("ore", 0, Form::Concentrate),
            material("oxide", 1, Form::Oxide),
            material("magnet", 2, Form::Magnet),
        ],
        processes: vec![
            process("mine", 0, vec![], vec![flow(ORE, 1.0)]),
            process("separation", 1, vec![flow(ORE, 1.0 / 0.9)], vec![flow(OXIDE, 1.0)]),
            process("magnets", 2, vec![flow(OXIDE, 1.25)], vec![flow(MAGNET, 1.0), flow(OXIDE, 0.2)]),
        ],
        sites: vec![
            site("mine-a", 0, 0, 60.0),
            site("mine-b", 0, 1, 40.0),
            site("separation-a", 1, 0, 90.0),
            site("magnets-c", 2, 2, 80.0),
        ],
        links: vec![
            link(0, 2, ORE, 60.0, Basis::Reported),
            link(1, 2, ORE, 40.0, Basis::Assumed),
            link(2, 3, OXIDE, 90.0, Basis::Reported),
            link(3, 3, OXIDE, 10.0, Basis::Reported),
        ],
        demand: vec![demand(3, MAGNET, 3, 80.0), demand(3, OXIDE, 2, 6.0)],
        ..Chain::default()
    }
}
