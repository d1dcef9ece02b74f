//! Which goods are on a list.

use crate::common::{chain, country, day, element, finding, magnet, material, verdict};
use coercivity_chain::{Form, MassFraction};
use coercivity_control::query::goods::Standing;
use coercivity_control::query::{Content, Goods, Shipment, Verdict, find};
use coercivity_control::scope::{Coverage, coverage};

#[test]
fn dysprosium_and_terbium_around_the_practice_threshold() {
    let of = |dy: f64, tb: f64| finding("cn-2025-18", &magnet(dy, tb), "2026-06-01", None);
    for (dy, tb) in [(0.0004, 0.0005), (0.0004, 0.0006), (0.0010, 0.0), (0.0003, 0.0007)] {
        let found = of(dy, tb);
        assert_eq!((found.verdict, found.touch.standing), (Verdict::DoesNotApply, Standing::ByPractice), "{dy} {tb}");
        assert!(found.why.contains("free by trade practice, not by law"), "{}", found.why);
    }
    for (dy, tb) in [(0.0005, 0.0006), (0.0011, 0.0), (0.02, 0.0)] {
        let found = of(dy, tb);
        assert_eq!((found.verdict, found.touch.standing), (Verdict::LicenceNeeded, Standing::Inside), "{dy} {tb}");
    }
    let none = of(0.0, 0.0);
    assert_eq!((none.verdict, none.touch.standing), (Verdict::DoesNotApply, Standing::Outside));
    assert!(!none.why.contains("practice"), "{}", none.why);
}

#[test]
fn light_magnets_are_held_under_the_common_code() {
    let light = material("ndfeb-light", "CHN", "DEU");
    assert_eq!(verdict("cn-2025-18", &light, "2025-04-03"), Verdict::DoesNotApply);
    assert_eq!(verdict("cn-2025-18", &light, "2025-05-01"), Verdict::Inspected);
    assert_eq!(verdict("cn-2025-18", &material("ndfeb-light", "JPN", "DEU"), "2025-05-01"), Verdict::DoesNotApply);
    // Just under the threshold both are true: free by practice, and held.
    let mut little = material("ndfeb-heavy", "CHN", "DEU");
    little.goods.content = Content::Of(vec![("Dy".parse().unwrap(), MassFraction(0.0009))]);
    let found = finding("cn-2025-18", &little, "2026-06-01", None);
    assert_eq!(found.verdict, Verdict::Inspected);
    assert!(found.why.contains("free by trade practice, not by law"), "{}", found.why);
}

#[test]
fn forms_matter() {
    assert_eq!(
        verdict("cn-2025-18", &element("Dy", Form::Concentrate, "CHN", "DEU"), "2025-06-01"),
        Verdict::DoesNotApply
    );
    assert_eq!(verdict("cn-2025-18", &element("Gd", Form::Magnet, "CHN", "DEU"), "2025-06-01"), Verdict::DoesNotApply);
    assert_eq!(verdict("cn-2025-18", &element("Nd", Form::Metal, "CHN", "DEU"), "2025-06-01"), Verdict::DoesNotApply);
    let mut any_form = element("Gd", Form::Magnet, "CHN", "DEU");
    any_form.goods.form = None;
    assert_eq!(verdict("cn-2025-18", &any_form, "2025-06-01"), Verdict::LicenceNeeded);
}

#[test]
fn customs_codes_match_by_their_beginning() {
    let of = |code: &str| {
        let shipment = Shipment {
            goods: Goods { hs: Some(code.to_owned()), ..Goods::default() },
            from: Some(country("CHN")),
            to: Some(country("DEU")),
            ..Shipment::default()
        };
        finding("cn-2025-57", &shipment, "2025-11-01", None)
    };
    for code in ["2805", "28053019", "2805301910"] {
        assert!(!of(code).touch.items.is_empty(), "{code}");
        assert_eq!(of(code).verdict, Verdict::NotYetInForce, "{code}");
    }
    assert_eq!(of("2805301").touch.items.len(), of("28053019").touch.items.len());
    assert_eq!(of("850511").verdict, Verdict::DoesNotApply);
    // Wafers are listed by their codes only, also beside a description.
    let mut wafers = element("Ga", Form::Component, "CHN", "DEU");
    assert_eq!(verdict("cn-2023-23", &wafers, "2024-06-01"), Verdict::DoesNotApply);
    wafers.goods.hs = Some("3818009003".to_owned());
    assert_eq!(verdict("cn-2023-23", &wafers, "2024-06-01"), Verdict::LicenceNeeded);
}

#[test]
fn a_code_finds_entries_without_codes_by_what_passes_under_it() {
    let of = |code: &str, from: &str, control: &str, on: &str| {
        let shipment = Shipment {
            goods: Goods { hs: Some(code.to_owned()), ..Goods::default() },
            from: Some(country(from)),
            to: Some(country("USA")),
            class: Some(coercivity_chain::EndUseClass::Defence),
            ..Shipment::default()
        };
        verdict(control, &shipment, on)
    };
    // Gallium and magnets: the bans on the USA name elements and forms, not codes.
    assert_eq!(of("8112929010", "CHN", "cn-2024-46-2", "2025-06-01"), Verdict::Banned);
    assert_eq!(of("850511", "CHN", "cn-2024-46-1", "2025-06-01"), Verdict::Banned);
    assert_eq!(of("850511", "CHN", "cn-2024-46-2", "2025-06-01"), Verdict::DoesNotApply);
    // Cobalt: the code is that of a material of the chain.
    assert_eq!(of("810520", "COD", "cd-2025-cobalt-quota", "2025-11-15"), Verdict::Quota);
    assert_eq!(of("999999", "COD", "cd-2025-cobalt-quota", "2025-11-15"), Verdict::DoesNotApply);
}

#[test]
fn a_shipment_at_the_border_is_covered_as_in_a_run() {
    let on = day("2025-06-01");
    for control in chain().controls.iter().filter(|control| control.scope.classes.is_empty()) {
        let mut control = control.clone();
        // In force for good, so that only the list and the way decide.
        control.status.truncate(1);
        control.status[0].status = coercivity_chain::Status::InForce;
        control.status[0].from = control.announced.min(on);
        control.effective = control.effective.min(on);
        for material in &chain().materials {
            for to in ["DEU", "USA", "JPN", "CHN"] {
                let origin = &chain().countries[control.country.index()].iso3;
                let shipment = super::common::material(&material.key, origin, to);
                let found = find(chain(), &control, &shipment, on);
                let covered = coverage(chain(), &control, material, control.country, country(to));
                let in_run = covered == Coverage::Covered;
                let here = found.verdict.stops_goods() && found.verdict != Verdict::Inspected;
                let technology = found.verdict == Verdict::TechnologyOnly;
                let case = format!("{} {} to {to}: {:?} {}", control.key, material.key, found.verdict, found.why);
                // An exemption by end use is no part of a run's coverage.
                assert!(in_run == here || technology || found.why.starts_with("exempt"), "{case}");
            }
        }
    }
}
