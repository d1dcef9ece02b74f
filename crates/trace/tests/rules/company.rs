//! Articles 24, 28 and 29 of the Critical Raw Materials Act.

use crate::common::{Case, stage};
use coercivity_chain::ItemEvidence::{Assumed, Declared};
use coercivity_chain::{RuleLevel, Status};
use coercivity_trace::rules::Outcome::{Fail, NotApplicable, NotInForce, Pass, Unknown};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 22);
const WHO: &str = "eu-crma-24-1";
const ASSESSMENT: &str = "eu-crma-24-2";
const RECYCLED: &str = "eu-crma-29";

/// A European maker of traction motors with magnets.
fn maker(kg: f64) -> Case {
    Case::new("DEU", "ev-traction").item(
        "ndfeb-heavy",
        kg,
        "JPN",
        Declared,
        &[stage("mine", &[("AUS", 1.0)], Declared)],
    )
}

fn firm(staff: &str, turnover: &str) -> Case {
    maker(1.0).fact("company", "employees", staff).fact("company", "turnover_eur", turnover)
}

#[test]
fn a_large_company_has_more_than_500_staff_and_more_than_150_million() {
    for (staff, turnover, outcome) in [
        ("500", "150000001", NotApplicable),
        ("501", "150000001", Pass),
        ("501", "150000000", NotApplicable),
        ("501", "150000000.01", Pass),
        ("unknown", "150000001", Unknown),
        // One condition that is not so settles it.
        ("unknown", "150000000", NotApplicable),
    ] {
        assert_eq!(firm(staff, turnover).outcome(WHO, DAY), outcome, "{staff} {turnover}");
    }
    let verdict = maker(1.0).verdict(WHO, DAY);
    assert_eq!(verdict.outcome, Unknown);
    assert_eq!(verdict.missing.len(), 2, "{:?}", verdict.missing);
    let assumed = maker(1.0).fact_as("company", "employees", "40", Assumed).fact("company", "turnover_eur", "1e9");
    assert_eq!(assumed.outcome(WHO, DAY), Unknown, "an assumption frees nobody");
    assert_eq!(firm("501", "1e9").outcome(WHO, date(2025, 5, 23)), NotInForce);
    assert_eq!(firm("501", "1e9").outcome(WHO, date(2025, 5, 24)), Pass);
}

#[test]
fn size_goods_raw_materials_and_place_all_count() {
    let of = |iso3: &str, end_use: &str| {
        let case = firm("501", "1e9");
        let mut other = Case::new(iso3, end_use);
        other.study.facts = case.study.facts;
        other.origin.lines[0].items = case.origin.lines[0].items.clone();
        other
    };
    assert_eq!(of("USA", "ev-traction").outcome(WHO, DAY), NotApplicable);
    assert_eq!(of("DEU", "glass-catalyst").outcome(WHO, DAY), NotApplicable);
    assert_eq!(of("DEU", "industrial-motor").outcome(WHO, DAY), Unknown);
    assert_eq!(of("DEU", "industrial-motor").fact("line", "strategic_technology", "yes").outcome(WHO, DAY), Pass);
    assert_eq!(of("DEU", "ev-traction").fact("line", "strategic_technology", "no").outcome(WHO, DAY), NotApplicable);
    let mut bare = of("DEU", "ev-traction");
    bare.origin.lines[0].items.clear();
    assert_eq!(bare.outcome(WHO, DAY), Unknown, "a bill of materials does not show that nothing is used");
}

#[test]
fn an_assessment_is_at_most_three_years_old_and_has_three_parts() {
    let assessed = |day: &str| {
        firm("501", "1e9")
            .fact("company", "crma_24_assessment_date", day)
            .fact("company", "crma_24_maps_stages", "yes")
            .fact("company", "crma_24_analyses_factors", "yes")
            .fact("company", "crma_24_assesses_vulnerability", "yes")
    };
    for (day, outcome) in [("2023-11-22", Pass), ("2023-11-21", Fail), ("2026-11-22", Pass), ("2026-11-23", Fail)] {
        assert_eq!(assessed(day).outcome(ASSESSMENT, DAY), outcome, "{day}");
    }
    assert_eq!(firm("501", "1e9").outcome(ASSESSMENT, DAY), Unknown);
    assert_eq!(firm("500", "1e9").outcome(ASSESSMENT, DAY), NotApplicable);
    // Not known to be one of those: nobody is said to fail.
    let mut open = assessed("2020-01-01");
    open.study.facts.retain(|fact| fact.fact != "employees");
    assert_eq!(open.outcome(ASSESSMENT, DAY), Unknown);
    let mut part = assessed("2026-01-01");
    part.study.facts.retain(|fact| fact.fact != "crma_24_maps_stages");
    assert_eq!(part.clone().outcome(ASSESSMENT, DAY), Unknown);
    assert_eq!(part.clone().fact("company", "crma_24_maps_stages", "no").outcome(ASSESSMENT, DAY), Fail);
    let assumed = part.fact_as("company", "crma_24_maps_stages", "yes", Assumed);
    assert_eq!(assumed.outcome(ASSESSMENT, DAY), Unknown, "an assumption never passes");
}

/// All eight shares stated, and the act in force since June 2026.
fn shares(case: Case) -> Case {
    let stated = |case: Case, element: &str| case.fact("line", &format!("recycled_{element}"), "0");
    ["nd", "dy", "pr", "tb", "b", "sm", "ni", "co"].into_iter().fold(case, stated)
}

#[test]
fn shares_are_due_above_200_grams() {
    let day = date(2028, 6, 1);
    let act = |case: Case| case.fact("company", "crma_29_act_in_force", "2026-06-01");
    for (kg, outcome) in [(0.199, Pass), (0.2, Pass), (0.200_000_1, Unknown), (0.201, Unknown)] {
        let verdict = act(maker(kg)).verdict(RECYCLED, day);
        assert_eq!((verdict.outcome, verdict.threshold), (outcome, Some(0.2)), "{kg}");
    }
    // 0.2 kg in eight parts is 0.2 kg.
    let parts = (0..8).fold(Case::new("DEU", "ev-traction"), |case, _| case.item("smco", 0.025, "JPN", Declared, &[]));
    assert_eq!(act(parts).outcome(RECYCLED, day), Pass);
    assert_eq!(act(shares(maker(0.201))).outcome(RECYCLED, day), Pass);
    let mut seven = act(shares(maker(0.201)));
    seven.study.facts.retain(|fact| fact.fact != "recycled_tb");
    assert_eq!(seven.verdict(RECYCLED, day).missing.len(), 1);
    assert_eq!(seven.clone().outcome(RECYCLED, day), Unknown);
    // What the maker does not know, it cannot publish.
    assert_eq!(seven.fact("line", "recycled_tb", "unknown").outcome(RECYCLED, day), Fail);
    let assumed = Case::new("DEU", "ev-traction").item("smco", 0.1, "JPN", Assumed, &[]);
    assert_eq!(act(assumed.clone()).outcome(RECYCLED, day), Unknown);
    assert_eq!(act(assumed).fact("line", "magnet_mass", "0.1").outcome(RECYCLED, day), Pass);
}

#[test]
fn recycled_content_starts_on_the_later_of_two_days() {
    let case = maker(0.1);
    assert_eq!(case.outcome(RECYCLED, date(2027, 5, 23)), NotInForce);
    let open = case.verdict(RECYCLED, date(2027, 5, 24));
    assert_eq!((open.outcome, open.otherwise), (Unknown, Some(Pass)));
    assert!(open.missing[0].contains("crma_29_act_in_force"));
    let early = case.clone().fact("company", "crma_29_act_in_force", "2024-12-01");
    assert_eq!(early.outcome(RECYCLED, date(2027, 5, 23)), NotInForce);
    assert_eq!(early.outcome(RECYCLED, date(2027, 5, 24)), Pass);
    let late = case.fact("company", "crma_29_act_in_force", "2026-06-01");
    assert_eq!(late.outcome(RECYCLED, date(2028, 5, 31)), NotInForce);
    assert_eq!(late.outcome(RECYCLED, date(2028, 6, 1)), Pass);
}

#[test]
fn a_label_is_due_two_years_after_its_act_and_later_for_imaging() {
    const LABEL: &str = "eu-crma-28";
    let labelled = |end_use: &str| {
        let mut case = Case::new("DEU", end_use).fact("company", "crma_28_act_in_force", "2026-01-10");
        case = case.fact("line", "magnet_label", "yes").fact("line", "magnet_data_carrier", "yes");
        case
    };
    assert_eq!(labelled("e-bike").outcome(LABEL, date(2028, 1, 9)), NotInForce);
    assert_eq!(labelled("e-bike").outcome(LABEL, date(2028, 1, 10)), Pass);
    assert_eq!(labelled("mri").outcome(LABEL, date(2029, 5, 23)), NotInForce);
    assert_eq!(labelled("mri").outcome(LABEL, date(2029, 5, 24)), Pass);
    assert_eq!(labelled("battery").outcome(LABEL, date(2029, 5, 24)), NotApplicable);
    assert_eq!(labelled("e-bike").fact("line", "eu_market", "no").outcome(LABEL, date(2028, 1, 10)), NotApplicable);
    assert_eq!(maker(1.0).outcome(LABEL, DAY), NotInForce);
}

#[test]
fn what_is_proposed_or_over_is_not_in_force() {
    let mut case = firm("501", "1e9");
    let rule = case.chain.rules.iter_mut().find(|rule| rule.key == WHO).unwrap();
    rule.level = RuleLevel::Proposed;
    assert_eq!(case.verdict(WHO, DAY).otherwise, Some(Pass));
    assert_eq!(case.outcome(WHO, DAY), NotInForce);
    let rule = case.chain.rules.iter_mut().find(|rule| rule.key == WHO).unwrap();
    rule.level = RuleLevel::Binding;
    rule.status.last_mut().unwrap().status = Status::Expired;
    assert_eq!(case.outcome(WHO, DAY), NotInForce);
}
