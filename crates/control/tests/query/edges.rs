//! Shares at their thresholds, uses, buyers, and goods made abroad.

use crate::common::{answer, chain, country, element, finding, magnet, material, verdict};
use coercivity_chain::{EndUseClass, Form, Status};
use coercivity_control::query::{Shipment, Verdict, find};

/// After the suspension, if the text comes back as it reads.
const BACK: (&str, Option<&str>) = ("2026-11-11", Some("reactivated"));

fn abroad(change: impl Fn(&mut Shipment)) -> Verdict {
    let mut shipment = element("Dy", Form::Magnet, "JPN", "DEU");
    change(&mut shipment);
    finding("cn-2025-61", &shipment, BACK.0, BACK.1).verdict
}

#[test]
fn a_tenth_of_a_per_cent_of_value_bites() {
    assert_eq!(abroad(|s| s.value_share = Some(0.00099)), Verdict::DoesNotApply);
    assert_eq!(abroad(|s| s.value_share = Some(0.00100)), Verdict::LicenceNeeded);
    assert_eq!(abroad(|s| s.value_share = Some(1.0)), Verdict::LicenceNeeded);
    assert_eq!(abroad(|_| ()), Verdict::DoesNotApply);
    assert_eq!(abroad(|s| s.technology = true), Verdict::LicenceNeeded);
    assert_eq!(abroad(|s| s.re_export = true), Verdict::LicenceNeeded);
}

#[test]
fn goods_that_do_not_leave_a_country_or_come_home_are_free() {
    let met = |s: &mut Shipment| s.re_export = true;
    assert_eq!(abroad(|s| (met(s), s.to = Some(country("CHN"))).0), Verdict::DoesNotApply);
    assert_eq!(abroad(|s| (met(s), s.to = Some(country("JPN"))).0), Verdict::DoesNotApply);
    assert_eq!(abroad(|s| (met(s), s.to = None).0), Verdict::LicenceNeeded);
    assert_eq!(abroad(|s| (met(s), s.from = None).0), Verdict::LicenceNeeded);
    // Out of China itself the rule is not for the exporter.
    assert_eq!(abroad(|s| (met(s), s.from = Some(country("CHN"))).0), Verdict::DoesNotApply);
}

#[test]
fn half_owned_by_a_listed_party_is_refused() {
    let owned = |share: f64| abroad(|s| (s.re_export = true, s.owner_share = Some(share)).0);
    assert_eq!(owned(0.49), Verdict::LicenceNeeded);
    assert_eq!(owned(0.50), Verdict::Refused);
    assert_eq!(abroad(|s| (s.re_export = true, s.listed = true).0), Verdict::Refused);
    // Who owns the buyer does not matter where no limb is met.
    assert_eq!(abroad(|s| s.owner_share = Some(1.0)), Verdict::DoesNotApply);
    // At the border of China a listed buyer is refused by the framework; the text of 2025 has no rule on owners.
    let mut magnets = material("ndfeb-heavy", "CHN", "DEU");
    magnets.owner_share = Some(0.9);
    assert_eq!(verdict("cn-2025-18", &magnets, "2025-06-01"), Verdict::LicenceNeeded);
    magnets.listed = true;
    assert_eq!(verdict("cn-2025-18", &magnets, "2025-06-01"), Verdict::Refused);
}

#[test]
fn defence_is_refused_and_emergency_medical_exempt_where_the_text_says_so() {
    let of = |key: &str, class: EndUseClass| {
        let mut shipment = material("ndfeb-heavy", "CHN", "DEU");
        shipment.class = Some(class);
        verdict(key, &shipment, "2026-06-01")
    };
    assert_eq!(of("cn-2025-18", EndUseClass::Defence), Verdict::Refused);
    assert_eq!(of("cn-2025-18", EndUseClass::Dual), Verdict::LicenceNeeded);
    assert_eq!(of("cn-2025-18", EndUseClass::Medical), Verdict::LicenceNeeded);
    assert_eq!(abroad(|s| (s.re_export = true, s.class = Some(EndUseClass::Medical)).0), Verdict::DoesNotApply);
    assert_eq!(abroad(|s| (s.re_export = true, s.class = Some(EndUseClass::Defence)).0), Verdict::Refused);
    // While the rule is set aside there is nothing to be exempt from.
    let mut set_aside = element("Dy", Form::Magnet, "JPN", "DEU");
    (set_aside.re_export, set_aside.class) = (true, Some(EndUseClass::Medical));
    assert_eq!(verdict("cn-2025-61", &set_aside, "2026-06-01"), Verdict::Suspended);
    let exempt = |s: &mut Shipment| (s.re_export, s.class) = (true, Some(EndUseClass::Medical));
    assert_eq!(abroad(|s| (exempt(s), s.listed = true).0), Verdict::Refused);
}

#[test]
fn an_exemption_counts_from_its_own_day() {
    // As if the notice on chips had gone on after it was eased.
    let mut control = answer("nl-cn-nexperia", &Shipment::default(), "2025-10-10", None).control;
    control.status.retain(|period| period.status == Status::InForce);
    let mut chips = Shipment { from: Some(country("CHN")), to: Some(country("DEU")), ..Shipment::default() };
    chips.class = Some(EndUseClass::Civil);
    let on = |iso: &str| find(chain(), &control, &chips, crate::common::day(iso)).verdict;
    assert_eq!(on("2025-11-08"), Verdict::Banned);
    assert_eq!(on("2025-11-09"), Verdict::DoesNotApply);
}

#[test]
fn a_clause_for_military_use_leaves_the_rest_alone() {
    let mut gallium = element("Ga", Form::Metal, "CHN", "USA");
    assert_eq!(verdict("cn-2024-46-1", &gallium, "2026-06-01"), Verdict::DoesNotApply);
    gallium.class = Some(EndUseClass::Defence);
    assert_eq!(verdict("cn-2024-46-1", &gallium, "2026-06-01"), Verdict::Banned);
    assert_eq!(verdict("cn-2023-23", &gallium, "2026-06-01"), Verdict::Refused);
}

#[test]
fn what_the_question_leaves_open_is_named() {
    let mut gallium = element("Ga", Form::Metal, "CHN", "USA");
    (gallium.from, gallium.to) = (None, None);
    let ban = finding("cn-2024-46-2", &gallium, "2025-06-01", None);
    assert_eq!((ban.verdict, ban.conditions), (Verdict::Banned, vec!["from CHN".to_owned(), "to USA".to_owned()]));
    let mut europe = material("ndfeb-heavy", "CHN", "EUU");
    let licence = finding("cn-2025-18", &europe, "2025-06-01", None);
    assert!(licence.conditions.is_empty() && licence.granted.is_some());
    europe.to = None;
    assert!(finding("cn-2025-18", &europe, "2025-06-01", None).granted.is_some());
}

#[test]
fn the_wait_is_a_range_that_shortens_and_comes_out_the_same() {
    let magnets = material("ndfeb-heavy", "CHN", "DEU");
    let wait = |on: &str| finding("cn-2025-18", &magnets, on, None).wait.expect("a licence has a wait");
    let first = wait("2025-04-04");
    let (p10, p50, p90) = (first.p10.unwrap(), first.p50.unwrap(), first.p90.unwrap());
    assert!(18 <= p10 && p10 < p50 && p50 < p90 && p90 < 400, "{first:?}");
    assert_eq!(wait("2025-04-04"), first);
    let summer = wait("2025-06-07");
    assert!(summer.p50 < first.p50 && summer.phase > first.phase, "{summer:?}");
    // Dysprosium oxide was let out later than magnets.
    let oxide = finding("cn-2025-18", &material("dy-oxide", "CHN", "DEU"), "2025-04-04", None).wait.unwrap();
    assert!(oxide.p10 > first.p10 && oxide.p10.unwrap() >= 40, "{oxide:?}");
    // The statute: 18 and 63 days in the middle, working days and returns on top.
    let gallium = finding("cn-2023-23", &element("Ga", Form::Metal, "CHN", "DEU"), "2023-08-01", None).wait.unwrap();
    assert!((75..=130).contains(&gallium.p50.unwrap()), "{gallium:?}");
    // What is set aside or barred has no wait.
    assert!(finding("cn-2025-57", &element("Ho", Form::Metal, "CHN", "DEU"), "2026-06-01", None).wait.is_none());
    let mut defence = magnet(0.01, 0.0);
    defence.class = Some(EndUseClass::Defence);
    assert!(finding("cn-2025-18", &defence, "2025-06-01", None).wait.is_none());
}
