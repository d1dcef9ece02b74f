//! Announcements 61 and 18 of 2025.

use crate::common::{Case, stage};
use coercivity_chain::ItemEvidence::{Assumed, Declared, Public};
use coercivity_trace::rules::Outcome::{Fail, NotApplicable, NotInForce, Pass, Unknown};
use coercivity_trace::rules::{Force, Outcome};
use jiff::civil::date;

const VALUE: &str = "cn-61-de-minimis";
const SCOPE: &str = "cn-18";

/// A Japanese line on the day after the suspension, as if it had ended.
fn in_force(share: &str) -> Case {
    let mut case = Case::new("JPN", "ev-traction").fact("line", "cn_61_value_share", share);
    case.branch = Some("reactivated".to_owned());
    case
}

#[test]
fn a_thousandth_of_value_is_enough() {
    let day = date(2026, 11, 22);
    for (share, outcome) in [("0.00099", Pass), ("0.00100", Fail), ("0.001", Fail), ("0.0009999999", Pass), ("0", Pass)]
    {
        let verdict = in_force(share).verdict(VALUE, day);
        assert_eq!(verdict.outcome, outcome, "{share}");
        assert_eq!((verdict.threshold, verdict.unit.as_str()), (Some(0.001), "share of value"));
    }
    assert_eq!(in_force("0.002").fact("line", "cn_61_licence_until", "2026-11-22").outcome(VALUE, day), Pass);
    assert_eq!(in_force("0.002").fact("line", "cn_61_licence_until", "2026-11-21").outcome(VALUE, day), Fail);
    let assumed = Case::new("JPN", "ev-traction").fact_as("line", "cn_61_value_share", "0.0005", Assumed);
    let assumed = Case { branch: Some("reactivated".to_owned()), ..assumed };
    assert_eq!(assumed.outcome(VALUE, day), Unknown);
    assert_eq!(Case::new("CHN", "ev-traction").outcome(VALUE, day), NotApplicable);
}

#[test]
fn what_is_suspended_is_shown_as_suspended() {
    let case = Case { branch: None, ..in_force("0.002") };
    let verdict = case.verdict(VALUE, date(2026, 5, 1));
    assert_eq!((verdict.outcome, verdict.otherwise, verdict.standing.force), (NotInForce, Some(Fail), Force::SetAside));
    assert!(verdict.standing.words.starts_with("suspended until 10 November 2026"), "{}", verdict.standing.words);
    assert_eq!(verdict.standing.until, Some(date(2026, 11, 10)));
    // Nobody knows what follows: it is not taken as back in force.
    for day in [date(2026, 11, 10), date(2026, 11, 11)] {
        assert_eq!(case.outcome(VALUE, day), NotInForce, "{day}");
    }
    assert!(case.verdict(VALUE, date(2026, 11, 22)).standing.words.starts_with("suspended"));
    // The limb was to follow on 1 December 2025 and the suspension came first.
    for day in [date(2025, 10, 8), date(2025, 10, 9), date(2025, 11, 6), date(2025, 12, 1)] {
        assert_eq!(case.outcome(VALUE, day), NotInForce, "{day}");
    }
    assert!(case.verdict(VALUE, date(2025, 10, 20)).standing.words.contains("1 December 2025"));
    // The day before and after the end, were it to end.
    let back = in_force("0.002");
    assert_eq!((back.outcome(VALUE, date(2026, 11, 10)), back.outcome(VALUE, date(2026, 11, 11))), (NotInForce, Fail));
}

#[test]
fn a_computed_value_can_show_that_the_share_is_reached_and_not_that_it_is_not() {
    let day = date(2026, 11, 22);
    let case = |kg: f64, separated: &str, said| {
        let stages = ["separation", "metal", "alloy"].map(|key| stage(key, &[(separated, 1.0)], said));
        let case = Case::new("JPN", "ev-traction").item("ndfeb-heavy", kg, "JPN", Declared, &stages);
        Case { branch: Some("reactivated".to_owned()), ..case }
    };
    // 1 kg with over 1 % of Dy at 257 USD/kg of oxide and more: several dollars of 1,000.
    let verdict = case(1.0, "CHN", Public).verdict(VALUE, day);
    assert_eq!(verdict.outcome, Fail, "{verdict:#?}");
    assert!(verdict.measured.unwrap() > 0.001 && verdict.measured.unwrap() < 0.05);
    assert_eq!(case(0.001, "CHN", Public).outcome(VALUE, day), Unknown);
    assert_eq!(case(1.0, "AUS", Declared).outcome(VALUE, day), Pass);
    assert_eq!(case(1.0, "AUS", Assumed).outcome(VALUE, day), Unknown);
    let mut euro = case(1.0, "CHN", Public);
    euro.study.lines[0].currency = "EUR".to_owned();
    let share = euro.verdict(VALUE, day).measured.unwrap();
    assert!((share * 1.0824 - verdict.measured.unwrap()).abs() < 1e-12, "dearer in dollars");
    euro.study.lines[0].currency = "JPY".to_owned();
    assert_eq!(euro.outcome(VALUE, day), Unknown);
}

/// A German line with one part from somewhere.
fn shipped(child: &str, from: &str, said: coercivity_chain::ItemEvidence) -> Case {
    Case::new("DEU", "ev-traction").row("motor", child, Some(from), said)
}

#[test]
fn a_control_bites_by_form_and_element() {
    let day = date(2026, 11, 22);
    let cases: [(&str, Outcome); 6] = [
        ("ndfeb-heavy", Fail),
        ("smco", Fail),
        ("dy-oxide", Fail),
        ("tb-metal", Fail),
        ("ndfeb-light", Pass),
        ("ndpr-metal", Pass),
    ];
    for (child, outcome) in cases {
        let verdict = shipped(child, "CHN", Declared).verdict(SCOPE, day);
        assert_eq!(
            (verdict.outcome, verdict.subject.as_str()),
            (outcome, format!("line/{child}").as_str()),
            "{verdict:#?}"
        );
    }
    assert_eq!(shipped("ndfeb-light", "CHN", Assumed).outcome(SCOPE, day), Unknown);
    assert_eq!(shipped("ndfeb-heavy", "CHN", Assumed).outcome(SCOPE, day), Fail);
    assert_eq!(shipped("ndfeb-heavy", "JPN", Declared).outcome(SCOPE, day), NotApplicable);
}

#[test]
fn a_finished_rotor_is_outside_and_its_magnet_inside() {
    let rotor = Case::new("DEU", "ev-traction").row("motor", "rotor", Some("CHN"), Declared);
    let rotor = rotor.row("rotor", "ndfeb-heavy", Some("JPN"), Declared);
    let verdict = rotor.verdict(SCOPE, date(2026, 11, 22));
    assert_eq!((verdict.outcome, verdict.subject.as_str()), (Pass, "line/rotor"));
    assert!(verdict.path.ends_with("shipped from CHN as component"), "{}", verdict.path);
    // Of two suppliers the worse decides.
    let two = shipped("ndfeb-heavy", "JPN", Declared).row("motor", "ndfeb-heavy", Some("CHN"), Declared);
    assert_eq!(two.outcome(SCOPE, date(2026, 11, 22)), Fail);
    let nowhere = Case::new("DEU", "ev-traction").row("motor", "ndfeb-light", None, Declared);
    assert_eq!(nowhere.outcome(SCOPE, date(2026, 11, 22)), Unknown);
}

#[test]
fn a_licence_answers_until_its_last_day_and_never_for_defence() {
    let case = shipped("ndfeb-heavy", "CHN", Declared).fact("ndfeb-heavy", "cn_18_licence_until", "2026-11-22");
    assert_eq!(case.outcome(SCOPE, date(2026, 11, 22)), Pass);
    assert_eq!(case.outcome(SCOPE, date(2026, 11, 23)), Fail);
    let defence = Case::new("USA", "defence").row("motor", "smco", Some("CHN"), Declared);
    assert_eq!(defence.fact("line", "cn_18_licence_until", "2030-01-01").outcome(SCOPE, date(2026, 11, 22)), Fail);
    assert_eq!(case.outcome(SCOPE, date(2025, 4, 3)), NotInForce);
    assert_eq!(shipped("ndfeb-heavy", "CHN", Declared).outcome(SCOPE, date(2025, 4, 4)), Fail);
}
