//! What the fuzz targets do with one input, shared by them and by the tests that replay their corpus.
//!
//! Each function reads bytes as some file of a user and fails, by panic, when an accepted result holds a number that is
//! not finite. A refusal is fine; each says whether the input was accepted.

#[path = "tellurium.rs"]
pub(crate) mod tellurium;

use coercivity_chain::{
    Chain, Condition, Control, EventKind, FactTest, Licensing, Measure, Parameter, Rule, RuleTest, Scenario, Study,
};
use coercivity_data::mrio::{Cell, Folder, Mrio, shock};
use coercivity_data::package::{self, Files, Package};
use coercivity_data::schema::{self, TableSchema};
use coercivity_data::table::{self, Table};
use coercivity_data::trade::{baci, codes, production, stability};
use coercivity_data::{Problems, bom, edges, study_file};
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

/// The small package without what neither rules nor studies refer to: reading it takes most of the time of one input.
/// One rule that others name stays, and the controls that rules name.
pub(crate) fn smallest() -> &'static Files {
    static SMALLEST: OnceLock<Files> = OnceLock::new();
    SMALLEST.get_or_init(|| {
        let kept = ["rules/eu-crma-24-1.toml", "controls/cn-2025-18.toml", "controls/cn-2025-61.toml"];
        let left_out = |name: &str| {
            ["rules/", "controls/", "scenarios/"].iter().any(|folder| name.starts_with(folder)) && !kept.contains(&name)
        };
        let mut files = small().clone();
        files.retain(|name, _| !left_out(name));
        for name in HEADER_ONLY {
            if let Some(table) = files.get_mut(&format!("tables/{name}.csv")) {
                let end = table.iter().position(|byte| *byte == b'\n').map_or(table.len(), |at| at + 1);
                table.truncate(end);
            }
        }
        files
    })
}

/// Tables that no rule and no study refers to.
const HEADER_ONLY: [&str; 17] = [
    "backtests",
    "commodities",
    "commodity_materials",
    "commodity_names",
    "country_codes",
    "country_names",
    "ec_parameters",
    "ec_scores",
    "ec_supply",
    "ec_uses",
    "levers",
    "observed",
    "production_totals",
    "series",
    "stability",
    "trade_codes",
    "trade_flows",
];

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

/// A rule and, after the separator, a list of raw materials in place of the one of the European Union.
pub(crate) fn read_rule(input: &[u8]) -> bool {
    let names = ["rules/fuzz.toml", "lists/eu-strategic.toml"];
    let overlay: Files = names.map(str::to_owned).into_iter().zip(parts(input)).collect();
    match Package::read(smallest(), &overlay) {
        Ok(package) => {
            package.chain.rules.iter().for_each(finite_rule);
            true
        }
        Err(problems) => refusal(&problems),
    }
}

/// `facts.csv` of the worked study of a maker of motors.
pub(crate) fn read_facts(input: &[u8]) -> bool {
    let days = [jiff::civil::Date::MIN, jiff::civil::date(2024, 2, 29), jiff::civil::Date::MAX];
    let tests = [FactTest::Is(true), FactTest::Above(1.0), FactTest::MaxAgeYears(u8::MAX), FactTest::NotPassed];
    read_with_study("facts.csv", input, |study| {
        for fact in &study.facts {
            for (test, day) in tests.iter().flat_map(|test| days.map(|day| (test, day))) {
                let answer = test.holds(&fact.value, day);
                assert!(fact.value != "unknown" || answer.is_none(), "unknown answers {test:?}");
            }
        }
    })
}

/// `declarations.csv` of the worked study of a maker of motors.
pub(crate) fn read_declarations(input: &[u8]) -> bool {
    read_with_study("declarations.csv", input, |study| {
        for row in &study.declarations {
            assert!((0.0..=1.0).contains(&row.share.value()), "a share outside 0 to 1 was accepted");
            assert!(study.bom.iter().any(|item| item.child == row.item), "an item of no bill was accepted");
        }
    })
}

/// A worked study with one file replaced or added.
fn read_with_study(name: &str, input: &[u8], check: impl Fn(&Study)) -> bool {
    let mut files = study_file::worked_study("ev-motor").unwrap();
    files.insert(name.to_owned(), input.to_vec());
    match study_file::read(smallest(), &files) {
        Ok(loaded) => {
            finite_study(&loaded.study);
            assert!(loaded.notes.iter().all(|note| !note.contains(char::is_control)), "{:?}", loaded.notes);
            check(&loaded.study);
            true
        }
        Err(problems) => refusal(&problems),
    }
}

/// First line: which of the files of GeoPolRisk the rest is.
pub(crate) fn read_trade(input: &[u8]) -> bool {
    let (first, bytes) = split_at_line(input);
    let name = "fuzz.csv";
    let read = match first {
        b"baci" => baci::read(bytes, name, |row| {
            finite(row.value_kusd);
            finite(row.quantity_t.unwrap_or(0.0));
            assert!(row.exporter <= 999 && row.importer <= 999 && row.code.number() <= 999_999);
        })
        .map(|_| ()),
        b"production" => production::read(bytes, name).map(|file| {
            file.rows.iter().for_each(|row| finite(row.amount));
        }),
        b"stability" => stability::read(bytes, name).map(|file| {
            for row in &file.rows {
                assert_eq!(row.instability.len(), file.years.len(), "a figure per year");
                row.instability.iter().flatten().copied().for_each(finite);
            }
        }),
        _ => codes::read(bytes, name).map(|rows| {
            assert!(rows.iter().all(|row| !row.material.is_empty() && !row.produced_as.is_empty()));
        }),
    };
    read.map_or_else(|problems| refusal(&problems), |()| true)
}

/// Parts `name`, newline, content: files of an input-output table, and a shock under `shock.toml`.
pub(crate) fn read_mrio(input: &[u8]) -> bool {
    let files: std::collections::BTreeMap<String, Vec<u8>> = parts(input)
        .iter()
        .map(|part| {
            let (name, bytes) = split_at_line(part);
            (String::from_utf8_lossy(name).into_owned(), bytes.to_vec())
        })
        .collect();
    let shock = files.get("shock.toml").cloned().unwrap_or_default();
    let table = match Mrio::open(Folder::Memory(files)) {
        Ok(table) => table,
        Err(problems) => return refusal(&problems),
    };
    let industries = table.regions().len() * table.sectors().len();
    let read = table.read(&mut |cell, value| {
        finite(value);
        let most = match cell {
            Cell::Flow { from, to } => from.max(to),
            Cell::Demand { from, region } => {
                assert!(region < table.regions().len(), "a region of the table");
                from
            }
            Cell::Output(industry) | Cell::ValueAdded(industry) | Cell::Jobs(industry) => industry,
        };
        assert!(most < industries, "an industry of the table");
    });
    let shock = shock::read(&table, "shock.toml", &shock).map(|shock| {
        shock.events.iter().for_each(|event| finite(event.share));
    });
    read.and(shock).map_or_else(|problems| refusal(&problems), |()| true)
}

/// First line: `links`, `parquet` or else `sectors`, whose links come first and are parted by the separator.
pub(crate) fn read_edges(input: &[u8]) -> bool {
    let (first, bytes) = split_at_line(input);
    let name = "fuzz.csv";
    let read = match first {
        b"links" => edges::read(name, bytes).map(|read| {
            read.edges.iter().for_each(|edge| {
                finite(edge.value);
                assert!(edge.supplier.max(edge.buyer) < read.sites.len() as u32);
            });
        }),
        b"parquet" => edges::read_parquet(name, bytes::Bytes::copy_from_slice(bytes)).map(|read| {
            read.edges.iter().for_each(|edge| finite(edge.value));
        }),
        _ => {
            let parts = parts(bytes);
            edges::read(name, &parts[0][..]).and_then(|links| {
                let rest = parts.get(1).map_or(&[][..], |part| &part[..]);
                edges::read_sectors(name, rest, &links).map(|read| {
                    assert_eq!(read.of_site.len(), links.sites.len(), "a sector for each site");
                    read.output.iter().flatten().copied().for_each(finite);
                })
            })
        }
    };
    read.map_or_else(|problems| refusal(&problems), |()| true)
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

/// Every threshold of a rule.
fn finite_rule(rule: &Rule) {
    let parameter = |p: &Parameter| [p.value, p.low(), p.high()].into_iter().for_each(finite);
    let conditions = |all: &[Condition]| all.iter().filter_map(|one| one.test.threshold()).for_each(finite);
    assert!(!rule.versions.is_empty(), "a rule without a test was accepted");
    for version in &rule.versions {
        version.exceptions.iter().for_each(|exception| conditions(&exception.conditions));
        match &version.test {
            RuleTest::ShareLimit(test) => parameter(&test.most),
            RuleTest::CapacityShare(test) => parameter(&test.least),
            RuleTest::ValueShare(test) => test.rates.iter().for_each(|(_, rate)| parameter(rate)),
            RuleTest::MassLimit(test) => {
                parameter(&test.most_kg);
                conditions(&test.disclosed);
            }
            RuleTest::Facts(needs) => conditions(needs),
            RuleTest::WhoMust(test) => conditions(&test.size),
            RuleTest::StockCover(test) => test.least_days.iter().for_each(parameter),
            RuleTest::StockReport(test) => conditions(&test.columns),
            RuleTest::StageOrigin(_) | RuleTest::Disclosure(_) | RuleTest::ControlScope(_) => {}
        }
    }
}

fn finite_scenario(scenario: &Scenario) {
    for event in &scenario.events {
        match &event.kind {
            EventKind::Severity { refused, .. } => finite(*refused),
            EventKind::ReviewFactor { factor, .. } | EventKind::DemandFactor { factor, .. } => finite(*factor),
            EventKind::Outage { availability, .. } => finite(*availability),
            EventKind::Release { quantity, .. } => finite(quantity.value()),
            EventKind::Reserve { quantity, per_day, .. } => {
                finite(*quantity);
                finite(per_day.unwrap_or_default());
            }
            EventKind::Supply { per_day, .. } => finite(*per_day),
            EventKind::Overtime { factor, .. } => finite(*factor),
            EventKind::Control { .. }
            | EventKind::Freeze { .. }
            | EventKind::GeneralLicence { .. }
            | EventKind::Note => {}
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

/// Reads an input as a file of the publisher named by its first line.
pub(crate) fn read_import(input: &[u8]) -> bool {
    use coercivity_data::import::{Importer, Publisher, overlay_files};
    let (first, content) = match input.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&input[..end], &input[end + 1..]),
        None => (input, &[][..]),
    };
    let publisher = Publisher::ALL.into_iter().find(|publisher| publisher.word().as_bytes() == first);
    let mut importer = Importer::new(publisher.unwrap_or(Publisher::Comext), default_package());
    importer.read("global.csv", content);
    let Ok(imported) = importer.finish() else { return false };
    let dropped: u64 = imported.dropped.iter().map(|each| each.tally.rows).sum();
    assert_eq!(imported.read.rows, imported.goods_rows().rows + dropped, "every row has a fate");
    for flow in &imported.flows {
        assert!(flow.tally.t.is_finite() && flow.tally.value.is_finite());
    }
    for (name, text) in overlay_files(&imported) {
        let table = name.trim_start_matches("tables/").trim_end_matches(".csv");
        let mut problems = Problems::default();
        let schema = schema::table(table).unwrap();
        let written = table::read(&name, text.as_bytes(), schema, &mut problems);
        table::check_ranges(&written, &mut problems);
        assert!(problems.is_empty(), "{problems}");
    }
    true
}
