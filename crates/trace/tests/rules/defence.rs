//! DFARS 252.225-7052 and section 857.

use crate::common::{Case, stage};
use coercivity_chain::ItemEvidence::{Assumed, Declared, Public};
use coercivity_trace::origin::StageOrigin;
use coercivity_trace::rules::Outcome::{Fail, NotApplicable, NotInForce, Pass, Unknown};
use jiff::civil::{Date, date};

const RULE: &str = "us-dfars-7052";
const BEFORE: Date = date(2026, 12, 31);
const AFTER: Date = date(2027, 1, 1);

/// All five stages, upstream ones in one country and the last two in another.
fn stages(upstream: &str, downstream: &str, said: coercivity_chain::ItemEvidence) -> Vec<StageOrigin> {
    let up = ["mine", "separation", "metal"].map(|key| stage(key, &[(upstream, 1.0)], said));
    let down = ["alloy", "magnet"].map(|key| stage(key, &[(downstream, 1.0)], said));
    up.into_iter().chain(down).collect()
}

fn magnets(upstream: &str, downstream: &str, said: coercivity_chain::ItemEvidence) -> Case {
    Case::new("USA", "defence").item("ndfeb-heavy", 0.15, downstream, said, &stages(upstream, downstream, said))
}

#[test]
fn chinese_ore_in_american_magnets_passes_until_2026_and_fails_from_2027() {
    let case = magnets("CHN", "USA", Declared);
    assert_eq!(case.outcome(RULE, BEFORE), Pass);
    let verdict = case.verdict(RULE, AFTER);
    assert_eq!((verdict.outcome, verdict.measured, verdict.threshold), (Fail, Some(1.0), Some(0.0)));
    assert!(verdict.path.starts_with("line › ndfeb-heavy › Maker › "), "{}", verdict.path);
    assert!(verdict.path.contains("mine of ") && verdict.path.ends_with(": CHN 100 %"), "{}", verdict.path);
    // What is still to come is said while it is.
    assert!(case.verdict(RULE, BEFORE).note.contains("From 1 January 2027"));
}

#[test]
fn each_covered_country_fails_and_no_other() {
    for (iso3, outcome) in [("CHN", Fail), ("RUS", Fail), ("PRK", Fail), ("IRN", Fail), ("MMR", Pass), ("AUS", Pass)] {
        assert_eq!(magnets(iso3, "USA", Declared).outcome(RULE, AFTER), outcome, "{iso3}");
        assert_eq!(magnets("AUS", iso3, Declared).outcome(RULE, BEFORE), outcome, "{iso3}");
    }
}

#[test]
fn a_little_is_enough_to_fail() {
    let mut stages = stages("AUS", "USA", Declared);
    stages[4] = stage("magnet", &[("USA", 0.9999), ("CHN", 0.0001)], Declared);
    let case = Case::new("USA", "defence").item("smco", 0.1, "USA", Declared, &stages);
    let verdict = case.verdict(RULE, BEFORE);
    assert_eq!(verdict.outcome, Fail);
    assert!((verdict.measured.unwrap() - 0.0001).abs() < 1e-12);
}

#[test]
fn unknown_origin_is_unknown() {
    let mut unknown = stages("AUS", "USA", Declared);
    unknown[0] = stage("mine", &[("AUS", 0.99)], Declared);
    let case = Case::new("USA", "defence").item("ndfeb-heavy", 0.15, "USA", Declared, &unknown);
    assert_eq!((case.outcome(RULE, BEFORE), case.outcome(RULE, AFTER)), (Pass, Unknown));
    assert!(case.verdict(RULE, AFTER).missing.iter().any(|missing| missing.contains("mine")));
    // A country without a row may be one of the four.
    assert_eq!(magnets("XRW", "USA", Declared).outcome(RULE, AFTER), Unknown);
    // A stage that was not traced is no clean stage.
    let case = Case::new("USA", "defence").item("ndfeb-heavy", 0.15, "USA", Declared, &unknown[1..]);
    assert_eq!(case.outcome(RULE, AFTER), Unknown);
}

#[test]
fn an_assumption_can_fail_and_never_pass() {
    assert_eq!(magnets("AUS", "USA", Assumed).outcome(RULE, AFTER), Unknown);
    assert_eq!(magnets("AUS", "USA", Public).outcome(RULE, AFTER), Pass);
    assert_eq!(magnets("CHN", "USA", Assumed).outcome(RULE, AFTER), Fail);
    // The stages are public, that the magnet comes from there is assumed.
    let case = Case::new("USA", "defence").item("ndfeb-heavy", 0.1, "USA", Assumed, &stages("AUS", "USA", Public));
    assert_eq!(case.outcome(RULE, AFTER), Unknown);
}

#[test]
fn off_the_shelf_goods_are_spared_below_half_of_covered_material() {
    let cots = |share: &str| {
        magnets("CHN", "CHN", Declared)
            .fact("line", "cots", "yes")
            .fact("line", "mill_product", "no")
            .fact("line", "covered_weight_share", share)
            .fact("line", "tungsten_weight_share", "0")
    };
    let spared = cots("0.49").verdict(RULE, AFTER);
    assert_eq!((spared.outcome, spared.exception.as_deref()), (NotApplicable, Some("cots")));
    assert_eq!(cots("0.50").outcome(RULE, AFTER), Fail);
    assert_eq!(cots("0.51").outcome(RULE, AFTER), Fail);
    // Until the end of 2026 only tungsten counts.
    assert_eq!(cots("0.51").outcome(RULE, BEFORE), NotApplicable);
}

#[test]
fn an_exception_that_is_not_settled_leaves_it_open() {
    let claimed = magnets("CHN", "CHN", Declared).fact("line", "cots", "yes").fact("line", "mill_product", "no");
    let verdict = claimed.verdict(RULE, AFTER);
    assert_eq!(verdict.outcome, Unknown);
    assert!(verdict.missing.iter().any(|missing| missing.contains("covered_weight_share")), "{:?}", verdict.missing);
    let assumed = magnets("CHN", "CHN", Declared).fact_as("line", "electronic_device", "yes", Assumed);
    assert_eq!(assumed.outcome(RULE, AFTER), Unknown);
    let denied = magnets("CHN", "CHN", Declared).fact("line", "electronic_device", "no");
    assert_eq!(denied.outcome(RULE, AFTER), Fail);
    // Nobody claims anything.
    assert_eq!(magnets("CHN", "CHN", Declared).outcome(RULE, AFTER), Fail);
}

#[test]
fn recycled_ndfeb_is_spared_when_milled_and_sintered_in_the_united_states() {
    let recycled = |key: &str, milled: &str| {
        Case::new("USA", "defence")
            .item(key, 0.1, "USA", Declared, &stages("CHN", "USA", Declared))
            .fact("line", "recycled_magnet", "yes")
            .fact("line", "recycled_milled_in_us", milled)
            .fact("line", "recycled_sintered_in_us", "yes")
    };
    let verdict = recycled("ndfeb-light", "yes").verdict(RULE, AFTER);
    assert_eq!((verdict.outcome, verdict.exception.as_deref()), (NotApplicable, Some("recycled")));
    assert_eq!(recycled("ndfeb-light", "no").outcome(RULE, AFTER), Fail);
    assert_eq!(recycled("smco", "yes").outcome(RULE, AFTER), Fail);
}

#[test]
fn use_abroad_and_a_determination_spare() {
    for fact in ["bought_and_used_outside_us", "nonavailability"] {
        assert_eq!(magnets("CHN", "CHN", Declared).fact("line", fact, "yes").outcome(RULE, AFTER), NotApplicable);
    }
}

#[test]
fn it_concerns_goods_for_the_department() {
    let civil =
        Case::new("DEU", "ev-traction").item("ndfeb-heavy", 1.0, "CHN", Declared, &stages("CHN", "CHN", Declared));
    assert_eq!(civil.outcome(RULE, AFTER), NotApplicable);
    assert_eq!(civil.clone().fact("line", "dod_supply", "yes").outcome(RULE, AFTER), Fail);
    // An assumption frees nobody, and blames nobody.
    let case = magnets("CHN", "CHN", Declared);
    assert_eq!(case.clone().fact("company", "dod_supply", "no").outcome(RULE, AFTER), NotApplicable);
    assert_eq!(case.fact_as("company", "dod_supply", "no", Assumed).outcome(RULE, AFTER), Unknown);
    assert_eq!(magnets("CHN", "CHN", Declared).outcome(RULE, date(2019, 4, 29)), NotInForce);
}

#[test]
fn a_form_is_complete_when_suppliers_declared_every_cell() {
    const FORM: &str = "us-ndaa-857";
    let declared = magnets("CHN", "JPN", Declared);
    let verdict = declared.verdict(FORM, AFTER);
    assert_eq!((verdict.outcome, verdict.measured), (Pass, Some(1.0)), "{verdict:#?}");
    let form = &declared.answers(AFTER).forms[0];
    let rows: Vec<(&str, &str)> = form
        .cells
        .iter()
        .map(|cell| (cell.row.as_str(), declared.chain.countries[cell.countries[0].0.index()].iso3.as_str()))
        .collect();
    // Metal in China and alloy in Japan: both are in row (iii).
    assert_eq!(rows, [("i", "CHN"), ("ii", "CHN"), ("iii", "CHN"), ("iv", "JPN")]);
    assert_eq!(form.cells[2].countries.len(), 2);
    assert_eq!(magnets("CHN", "JPN", Public).outcome(FORM, AFTER), Unknown);
    let mut open = stages("AUS", "USA", Declared);
    open[1] = stage("separation", &[("MYS", 0.5)], Declared);
    let case = Case::new("USA", "defence").item("smco", 0.1, "USA", Declared, &open);
    let verdict = case.verdict(FORM, AFTER);
    assert_eq!((verdict.outcome, verdict.measured), (Unknown, Some(0.75)));
    assert_eq!(verdict.missing, ["smco › Maker: (ii) refined into oxides"]);
    assert_eq!(declared.outcome(FORM, date(2025, 6, 22)), NotInForce);
    assert_eq!(declared.outcome(FORM, date(2025, 6, 23)), Pass);
}
