//! Benchmarks of the Union and the United Kingdom, and stocks.

use crate::common::{Case, country, element, stage};
use coercivity_chain::ItemEvidence::{Assumed, Declared, Public};
use coercivity_chain::{ItemEvidence, RuleTest, RuleWho};
use coercivity_trace::origin::ElementOrigin;
use coercivity_trace::rules::Outcome::{Fail, NotInForce, Pass, Unknown};
use coercivity_trace::rules::{Outcome, RegionOrigin, Verdict};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 22);
const SHARE: &str = "eu-crma-5-65";

/// The Union's use of gallium, refined as given.
fn gallium(shares: &[(&str, f64)], said: ItemEvidence) -> Case {
    use_of("EUU", "eu-strategic", "gallium", vec![element("Ga", &[stage("refining", shares, said)])])
}

fn use_of(region: &str, list: &str, material: &str, elements: Vec<ElementOrigin>) -> Case {
    let mut case = Case::new("DEU", "ev-traction");
    case.regions =
        vec![RegionOrigin { region: country(region), list: list.to_owned(), material: material.to_owned(), elements }];
    case
}

/// The verdict on one subject.
fn on(case: &Case, rule: &str, subject: &str, day: Date) -> Verdict {
    let found = case.all(rule, day).into_iter().find(|verdict| verdict.subject == subject);
    found.unwrap_or_else(|| panic!("no {subject} in {rule}"))
}

fn share(shares: &[(&str, f64)], said: ItemEvidence) -> Outcome {
    on(&gallium(shares, said), SHARE, "EUU/gallium/refining", DAY).outcome
}

#[test]
fn no_third_country_above_65_percent() {
    assert_eq!(share(&[("CHN", 0.649), ("DEU", 0.351)], Public), Pass);
    assert_eq!(share(&[("CHN", 0.65), ("DEU", 0.35)], Public), Pass);
    assert_eq!(share(&[("CHN", 0.651), ("DEU", 0.349)], Public), Fail);
    assert_eq!(share(&[("CHN", 0.651), ("DEU", 0.349)], Assumed), Fail);
    // Members are no third countries, whatever their share.
    assert_eq!(share(&[("DEU", 0.5), ("XEU", 0.3), ("CHN", 0.2)], Public), Pass);
    // What is unknown may be of the same country.
    assert_eq!(share(&[("CHN", 0.6), ("DEU", 0.35)], Public), Pass);
    assert_eq!(share(&[("CHN", 0.6), ("DEU", 0.34)], Public), Unknown);
    assert_eq!(share(&[("CHN", 0.6), ("XRW", 0.06), ("DEU", 0.34)], Public), Unknown);
    assert_eq!(share(&[("XRW", 0.7), ("DEU", 0.3)], Public), Unknown);
    assert_eq!(share(&[("CHN", 0.2), ("DEU", 0.8)], Assumed), Unknown);
}

#[test]
fn it_is_a_benchmark_of_the_union_and_says_where_it_fails() {
    let case = gallium(&[("CHN", 0.9), ("DEU", 0.1)], Public);
    let verdict = on(&case, SHARE, "EUU/gallium/refining", DAY);
    assert_eq!((verdict.measured, verdict.threshold), (Some(0.9), Some(0.65)));
    assert_eq!(verdict.path, "EUU › gallium › refining: CHN 90 %");
    let rule = &case.chain.rules[verdict.rule];
    assert_eq!((rule.who, rule.due), (RuleWho::Union, Some(date(2030, 12, 31))));
    assert!(rule.note.contains("not a duty on firms"));
    // A raw material that was not traced is unknown, not left out.
    assert_eq!(on(&case, SHARE, "EUU/lithium", DAY).outcome, Unknown);
    assert_eq!(on(&case, SHARE, "EUU/gallium/refining", date(2024, 5, 22)).outcome, NotInForce);
    assert_eq!(on(&case, SHARE, "EUU/gallium/refining", date(2024, 5, 23)).outcome, Fail);
    assert!(!case.all(SHARE, DAY).iter().any(|v| v.subject == "EUU/gallium/mine"), "no such stage");
}

#[test]
fn elements_of_an_entry_count_by_mass() {
    let mut nd = element("Nd", &[stage("separation", &[("CHN", 0.8), ("EST", 0.2)], Public)]);
    nd.stages[0].tonnes_per_year = 9.0;
    let dy = element("Dy", &[stage("separation", &[("CHN", 1.0)], Public)]);
    let case = use_of("EUU", "eu-strategic", "rare-earths-magnets", vec![nd, dy]);
    let verdict = on(&case, SHARE, "EUU/rare-earths-magnets/separation", DAY);
    assert!((verdict.measured.unwrap() - 0.82).abs() < 1e-12);
}

#[test]
fn sixty_percent_in_the_united_kingdom() {
    let of = |chinese: f64| {
        let stages = [stage("refining", &[("CHN", chinese), ("GBR", 1.0 - chinese)], Declared)];
        use_of("GBR", "uk-critical", "antimony", vec![element("Sb", &stages)])
    };
    assert_eq!(on(&of(0.6), "uk-2035-60", "GBR/antimony/refining", DAY).outcome, Pass);
    assert_eq!(on(&of(0.601), "uk-2035-60", "GBR/antimony/refining", DAY).outcome, Fail);
    assert_eq!(on(&of(0.601), "uk-2035-60", "GBR/antimony/refining", date(2025, 11, 21)).outcome, NotInForce);
}

#[test]
fn capacity_is_held_against_use_at_the_same_stage() {
    let mut case = gallium(&[("CHN", 1.0)], Public);
    // Recyclers of the Union, whose capacity the package knows [t/yr].
    let of = |case: &Case| -> f64 {
        let counts = |site: &&coercivity_chain::Site| {
            let process = &case.chain.processes[site.process.index()];
            process.key == "recycle-gallium" && case.chain.is_within(site.country, country("EUU"))
        };
        case.chain.sites.iter().filter(counts).map(|site| site.capacity.value()).sum()
    };
    let capacity = of(&case);
    assert!(capacity > 10.0);
    for site in &mut case.chain.sites {
        site.evidence.basis = coercivity_chain::Basis::Reported;
    }
    for (times, outcome) in [(4.0001, Fail), (4.0, Pass), (3.9, Pass)] {
        case.regions[0].elements[0].stages[0].tonnes_per_year = times * capacity;
        let verdict = on(&case, "eu-crma-5-25", "EUU/gallium/refining", DAY);
        assert_eq!(verdict.outcome, outcome, "{times}: {verdict:?}");
    }
    // Assumed capacity can miss the mark and never reach it.
    for site in &mut case.chain.sites {
        site.evidence.basis = coercivity_chain::Basis::Assumed;
    }
    assert_eq!(on(&case, "eu-crma-5-25", "EUU/gallium/refining", DAY).outcome, Unknown);
    // Recyclers that the package has nowhere are not known to be missing.
    let magnesium =
        use_of("EUU", "eu-strategic", "magnesium", vec![element("Mg", &[stage("refining", &[("CHN", 1.0)], Public)])]);
    assert_eq!(on(&magnesium, "eu-crma-5-25", "EUU/magnesium/refining", DAY).outcome, Unknown);
    // Smelters it has, and none in the Union.
    let smelters = on(&magnesium, "eu-crma-5-40", "EUU/magnesium/refining", DAY);
    assert_eq!((smelters.outcome, smelters.measured), (Fail, Some(0.0)));
}

#[test]
fn stocks_are_counted_in_days_of_net_imports_of_the_year_before() {
    const COVER: &str = "eu-crma-23";
    let bare = gallium(&[("CHN", 1.0)], Public);
    assert_eq!(on(&bare, COVER, "EUU/gallium", DAY).outcome, Unknown);
    let stated = bare.fact("gallium", "stock_t", "6").fact("gallium", "net_imports_t", "73");
    let verdict = on(&stated, COVER, "EUU/gallium", DAY);
    assert_eq!(verdict.outcome, Unknown, "no level is published");
    assert!((verdict.measured.unwrap() - 30.0).abs() < 1e-9);
    let with_level = |days: f64| {
        let mut case = stated.clone();
        let share = case.chain.rules.iter().find_map(|rule| match &rule.versions[0].test {
            RuleTest::ShareLimit(test) => Some(test.most.clone()),
            _ => None,
        });
        let rule = case.chain.rules.iter_mut().find(|rule| rule.key == COVER).unwrap();
        let RuleTest::StockCover(test) = &mut rule.versions[0].test else { panic!("another test") };
        test.least_days = share.map(|mut least| {
            least.value = days;
            least
        });
        on(&case, COVER, "EUU/gallium", DAY).outcome
    };
    assert_eq!((with_level(30.0), with_level(30.1), with_level(29.9)), (Pass, Fail, Pass));
    // Imports of another year never pass.
    let mut old = stated.clone();
    old.study.facts.retain(|fact| fact.fact != "net_imports_t");
    assert!(on(&old, COVER, "EUU/gallium", DAY).missing.iter().any(|missing| missing.contains("2025")));
}

#[test]
fn a_stock_report_has_its_columns() {
    let columns = [
        ("stock_t", "6"),
        ("stock_form", "metal"),
        ("stock_purity", "4N"),
        ("stock_trend_5y", "flat"),
        ("stock_rules", "none"),
    ];
    let case =
        columns.iter().fold(gallium(&[("CHN", 1.0)], Public), |case, (fact, value)| case.fact("gallium", fact, value));
    assert_eq!(on(&case, "eu-crma-22", "EUU/gallium", DAY).outcome, Pass);
    assert_eq!(on(&case, "eu-crma-22", "EUU/lithium", DAY).outcome, Unknown);
    let row = case.answers(DAY).stocks.into_iter().find(|row| row.material == "gallium").unwrap();
    // The element's use is 1 t in these cases.
    assert_eq!((row.stock_t, row.share_of_consumption, row.consumption_t), (Some(6.0), Some(6.0), Some(1.0)));
    assert_eq!(row.columns[1], ("stock_form".to_owned(), Some("metal".to_owned())));
}
