//! What the fuzz targets do with one input, shared by them and by the tests that replay their corpus.
//!
//! Each function reads bytes as some file of a user and fails, by panic, when an accepted result holds a number that is
//! not finite. A refusal is fine; each says whether the input was accepted.

#[path = "tellurium.rs"]
pub(crate) mod tellurium;

use coercivity_chain::{Chain, Control, EventKind, Licensing, Measure, Parameter, Scenario, Study};
use coercivity_data::package::{self, Files, Package};
use coercivity_data::schema::{self, TableSchema};
use coercivity_data::table::{self, Table};
use coercivity_data::{Problems, bom, study_file};
use std::sync::OnceLock;

/// Stands between the parts of one input.
pub(crate) const SEPARATOR: &[u8] = b"\n=====\n";

/// Files of the default package, unpacked once.
pub(crate) fn base() -> &'static Files {
    static BASE: OnceLock<Files> = OnceLock::new();
    BASE.get_or_init(package::embedded)
}

/// A package that is quick to read: materials and controls of the default package, but only
/// the sites, links and demand of a chain of three sites.
pub(crate) fn small() -> &'static Files {
    static SMALL: OnceLock<Files> = OnceLock::new();
    SMALL.get_or_init(|| {
        let mut files = base().clone();
        // Controls name materials of minerals; their sites and flows are left out.
        let kept = |name: &str| name.ends_with("/materials.csv") || name.ends_with("/composition.csv");
        files.retain(|name, _| !name.starts_with("minerals/") || kept(name));
        for (name, rows) in tellurium::folder() {
            let table = name.rsplit('/').next().unwrap_or_default();
            let whole = ["sites.csv", "links.csv", "demand.csv"].contains(&table);
            files.insert(if whole { format!("tables/{table}") } else { name.clone() }, rows);
        }
        for name in ["tables/covers.csv", "tables/routes.csv"] {
            let text = String::from_utf8_lossy(&files[name]).into_owned();
            let few: String = text
                .lines()
                .take(1)
                .chain(text.lines().filter(|l| l.starts_with("*,*")))
                .flat_map(|l| [l, "\n"])
                .collect();
            files.insert(name.to_owned(), few.into_bytes());
        }
        files
    })
}

fn default_package() -> &'static Package {
    static PACKAGE: OnceLock<Package> = OnceLock::new();
    PACKAGE.get_or_init(|| Package::default_package().unwrap())
}

/// Every schema, those of a study last.
pub(crate) fn schemas() -> impl Iterator<Item = &'static TableSchema> {
    schema::PACKAGE.iter().chain([
        &schema::LINES,
        &schema::BOM,
        &schema::DECLARATIONS,
        &schema::FACTS,
        &schema::RECYCLED,
        &schema::REQUESTS,
    ])
}

/// First line: name of a table; the rest: its file. Without a known name the whole is read as every table.
pub(crate) fn read_table(input: &[u8]) -> bool {
    let (name, rest) = split_at_line(input);
    match schemas().find(|schema| schema.name.as_bytes() == name) {
        Some(schema) => read_as(schema, rest),
        None => schemas().filter(|schema| read_as(schema, input)).count() > 0,
    }
}

/// Reads a file as one table.
pub(crate) fn read_as(schema: &'static TableSchema, bytes: &[u8]) -> bool {
    let mut problems = Problems::default();
    let table = table::read("fuzz.csv", bytes, schema, &mut problems);
    table::check_ranges(&table, &mut problems);
    finite_table(&table);
    refusal(&problems)
}

/// First line: a file of the small package; the rest takes its place.
pub(crate) fn read_package(input: &[u8]) -> bool {
    let (name, rest) = split_at_line(input);
    read_with(small(), &String::from_utf8_lossy(name), rest)
}

/// Reads a package with one file replaced.
pub(crate) fn read_with(files: &Files, name: &str, bytes: &[u8]) -> bool {
    let mut files = files.clone();
    files.insert(name.to_owned(), bytes.to_vec());
    match Package::read(&files, &Files::new()) {
        Ok(package) => {
            finite_package(&package);
            true
        }
        Err(problems) => refusal(&problems),
    }
}

/// `study.toml`, `lines.csv` and `bom.csv`, with the separator between them.
pub(crate) fn read_study(input: &[u8]) -> bool {
    let names = ["study.toml", "lines.csv", "bom.csv"];
    let files: Files = names.map(str::to_owned).into_iter().zip(parts(input)).collect();
    match study_file::read(small(), &files) {
        Ok(loaded) => {
            finite_study(&loaded.study);
            true
        }
        Err(problems) => refusal(&problems),
    }
}

/// A foreign bill of materials: CSV or a workbook. An accepted one is a study that is accepted.
pub(crate) fn read_bom(input: &[u8]) -> bool {
    let settings = bom::BomSettings { id: "fuzz".to_owned(), ..bom::BomSettings::default() };
    match bom::study(default_package(), "fuzz", input, None, &bom::Mapping::default(), &settings) {
        Ok(study) => {
            let files: Files = study.files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
            match study_file::read(base(), &files) {
                Ok(loaded) => finite_study(&loaded.study),
                Err(problems) => panic!("the new study is refused: {problems}"),
            }
            true
        }
        Err(problems) => refusal(&problems),
    }
}

/// A scenario on the default package.
pub(crate) fn read_scenario(input: &[u8]) -> bool {
    match default_package().read_scenario("fuzz.toml", input) {
        Ok(scenario) => {
            finite_scenario(&scenario);
            true
        }
        Err(problems) => refusal(&problems),
    }
}

/// A control and, after the separator, a calendar in place of those of the small package.
pub(crate) fn read_control(input: &[u8]) -> bool {
    let names = ["controls/cn-2025-18.toml", "calendars/CHN.toml"];
    let overlay: Files = names.map(str::to_owned).into_iter().zip(parts(input)).collect();
    match Package::read(small(), &overlay) {
        Ok(package) => {
            finite_package(&package);
            true
        }
        Err(problems) => refusal(&problems),
    }
}

fn split_at_line(input: &[u8]) -> (&[u8], &[u8]) {
    let end = input.iter().position(|b| *b == b'\n').unwrap_or(input.len());
    (&input[..end], input.get(end + 1..).unwrap_or_default())
}

fn parts(mut input: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    while let Some(at) = input.windows(SEPARATOR.len()).position(|w| w == SEPARATOR) {
        parts.push(input[..at].to_vec());
        input = &input[at + SEPARATOR.len()..];
    }
    parts.push(input.to_vec());
    parts
}

/// Every problem has a code, a remedy and one line of text without control characters from the file.
/// True when there is none.
fn refusal(problems: &Problems) -> bool {
    for problem in &problems.0 {
        assert!(problem.code.len() == 4 && problem.code.starts_with('E'), "{problem:?}");
        assert!(!problem.message.is_empty() && !problem.hint.is_empty(), "{problem:?}");
        assert!(!problem.to_string().contains(char::is_control), "{problem:?}");
    }
    problems.is_empty()
}

fn finite(number: f64) {
    assert!(number.is_finite(), "a number that is not finite was accepted");
}

/// Every number of a table.
pub(crate) fn finite_table(table: &Table) {
    table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.number).for_each(finite);
}

/// Every number of a package.
pub(crate) fn finite_package(package: &Package) {
    package.tables.iter().for_each(finite_table);
    finite_chain(&package.chain);
    package.scenarios.values().for_each(finite_scenario);
}

fn finite_chain(chain: &Chain) {
    for material in &chain.materials {
        finite(material.ceiling.value());
        material.composition.iter().for_each(|(_, fraction)| finite(fraction.value()));
    }
    for process in &chain.processes {
        process.inputs.iter().chain(&process.outputs).for_each(|flow| finite(flow.per_activity.value()));
        process.losses.iter().for_each(|loss| finite(loss.per_activity.value()));
    }
    for site in &chain.sites {
        [site.activity.value(), site.capacity.value(), site.out_cover.value()].into_iter().for_each(finite);
        site.in_cover.iter().for_each(|(cover, _)| finite(cover.value()));
    }
    for link in &chain.links {
        let (low, high) = link.transit_range;
        [link.flow.value(), link.transit.value(), low.value(), high.value()].into_iter().for_each(finite);
    }
    chain.demand.iter().for_each(|demand| finite(demand.flow.value()));
    chain.controls.iter().for_each(finite_control);
}

fn finite_control(control: &Control) {
    let parameter = |p: &Parameter| [p.value, p.low(), p.high()].into_iter().for_each(finite);
    parameter(&control.scope.threshold);
    match &control.measure {
        Measure::Licence(licensing) => finite_licensing(licensing),
        Measure::Ban(ban) => [&ban.leakage, &ban.reroute, &ban.enforcement_lag].into_iter().for_each(parameter),
        Measure::Quota(quota) => {
            parameter(&quota.procedure);
            quota.periods.iter().for_each(|period| parameter(&period.quantity));
        }
        Measure::TechnologyBan | Measure::Inspection => {}
    }
    if let Some(inspection) = &control.inspection {
        parameter(&inspection.hold);
        inspection.steps.iter().for_each(|step| parameter(&step.share));
    }
}

fn finite_licensing(licensing: &Licensing) {
    let parameter = |p: &Parameter| [p.value, p.low(), p.high()].into_iter().for_each(finite);
    let t = &licensing.terms;
    [
        &t.pre_acceptance_median,
        &t.pre_acceptance_sigma,
        &t.first_decision,
        &t.return_adds,
        &t.customs,
        &t.validity,
        &t.lot,
        &t.explicit_refusal,
        &t.expected_wait,
        &t.need_days,
        &t.gives_up,
        &t.general_share,
        &t.enforcement_lag,
    ]
    .into_iter()
    .for_each(parameter);
    t.first_decision_of.iter().for_each(|(_, day)| parameter(day));
    for phase in &licensing.phases {
        [&phase.review_median, &phase.review_sigma, &phase.return_probability].into_iter().for_each(parameter);
    }
    licensing.outcomes.iter().for_each(|outcome| parameter(&outcome.approve));
}

fn finite_scenario(scenario: &Scenario) {
    for event in &scenario.events {
        match &event.kind {
            EventKind::Severity { refused, .. } => finite(*refused),
            EventKind::ReviewFactor { factor, .. } | EventKind::DemandFactor { factor, .. } => finite(*factor),
            EventKind::Outage { availability, .. } => finite(*availability),
            EventKind::Release { quantity, .. } => finite(quantity.value()),
            EventKind::Control { .. } | EventKind::Freeze { .. } | EventKind::Note => {}
        }
    }
}

fn finite_study(study: &Study) {
    let s = &study.settings;
    [s.min_rate.value(), s.restart.value(), s.overtime, s.adjustment.value(), s.rush].into_iter().for_each(finite);
    for line in &study.lines {
        [line.units_per_day, line.revenue_per_unit, line.value_added_per_unit, line.jobs].into_iter().for_each(finite);
    }
    for item in &study.bom {
        let (low, high) = item.cover_range;
        [item.quantity, item.share.value(), item.cover.value(), low.value(), high.value(), item.lead.value()]
            .into_iter()
            .for_each(finite);
    }
}
