//! Every date of every control: something changes on that day, not before and not after.

use crate::common::{chain, country, day, element, finding, verdict};
use coercivity_chain::{Control, Form, LimbTest, Measure, Status};
use coercivity_control::query::{Shipment, Verdict, find};
use jiff::civil::Date;

fn before(date: Date) -> Date {
    date.yesterday().unwrap()
}

/// The status by a plain walk over the periods as written.
fn status_as_written(control: &Control, on: Date) -> Option<Status> {
    let mut status = None;
    for period in &control.status {
        if period.from <= on {
            status = Some(period.status);
        }
    }
    status
}

/// The verdict that a status asks for, whatever the goods.
fn expected(control: &Control, on: Date) -> Verdict {
    match status_as_written(control, on) {
        None | Some(Status::Announced) => Verdict::NotYetInForce,
        Some(Status::Suspended | Status::ReportedExtended) => Verdict::Suspended,
        Some(Status::Expired) => Verdict::Expired,
        Some(Status::InForce) if on < control.effective => Verdict::NotYetInForce,
        Some(Status::InForce) => match control.measure {
            Measure::Licence(_) => Verdict::LicenceNeeded,
            Measure::Quota(_) => Verdict::Quota,
            Measure::Ban(_) => Verdict::Banned,
            Measure::TechnologyBan => Verdict::TechnologyOnly,
            Measure::Inspection => Verdict::Inspected,
        },
    }
}

/// Checks each date of a control from the day before to the day after.
fn check(control: &Control, words: &str) {
    let open = Shipment::default();
    let mut dates = vec![control.announced, control.effective];
    dates.extend(control.status.iter().map(|period| period.from));
    for date in dates {
        for on in [before(date), date, date.tomorrow().unwrap()] {
            let found = find(chain(), control, &open, on);
            assert_eq!(found.standing.status, status_as_written(control, on), "{words} on {on}");
            assert_eq!(found.verdict, expected(control, on), "{words} on {on}: {}", found.why);
            assert!(!found.why.is_empty(), "{words} on {on}");
        }
    }
    for pair in control.status.windows(2) {
        let last = find(chain(), control, &open, before(pair[1].from)).standing;
        let first = find(chain(), control, &open, pair[1].from).standing;
        if pair[0].status == pair[1].status {
            assert_eq!(last.from, first.from, "{words}: one stretch of one status");
        } else {
            assert_eq!(last.until, Some(before(pair[1].from)), "{words}");
            assert_eq!(last.next, Some(pair[1].status), "{words}");
            assert_eq!(first.from, Some(pair[1].from), "{words}");
        }
    }
}

#[test]
fn the_status_of_every_control_changes_exactly_on_its_dates() {
    assert!(chain().controls.len() >= 20);
    for control in &chain().controls {
        check(control, &control.key);
        // Nobody knows of a control before its announcement.
        let first = control.status.first().unwrap().from;
        assert_eq!(find(chain(), control, &Shipment::default(), before(first)).standing.status, None);
        for branch in &control.branches {
            let words = format!("{} under {}", control.key, branch.key);
            check(&control.under(branch), &words);
            // A branch changes nothing before its first day.
            let from = branch.status.first().expect("a branch has a status").from;
            let (plain, under) = (control, control.under(branch));
            let of = |control| find(chain(), control, &Shipment::default(), before(from)).verdict;
            assert_eq!(of(plain), of(&under), "{words}");
        }
    }
}

#[test]
fn every_limb_counts_from_its_own_day() {
    let mut limbs = 0;
    for control in &chain().controls {
        let Some(rule) = &control.extraterritorial else { continue };
        // As if it had never been set aside.
        let mut control = control.clone();
        control.status.retain(|period| matches!(period.status, Status::Announced | Status::InForce));
        for limb in &rule.limbs {
            let mut shipment = Shipment {
                from: Some(country("JPN")),
                to: Some(country("DEU")),
                class: Some(coercivity_chain::EndUseClass::Civil),
                ..Shipment::default()
            };
            match limb.test {
                LimbTest::ValueShare(least) => shipment.value_share = Some(least),
                LimbTest::Technology => shipment.technology = true,
                LimbTest::ReExport => shipment.re_export = true,
            }
            let on = |date| find(chain(), &control, &shipment, date);
            assert_eq!(on(before(limb.from)).verdict, Verdict::NotYetInForce, "limb {}", limb.key);
            assert_eq!(on(limb.from).verdict, Verdict::LicenceNeeded, "limb {}", limb.key);
            assert_eq!(on(limb.from).limb.map(|n| rule.limbs[n].key.clone()), Some(limb.key.clone()));
            limbs += 1;
        }
    }
    assert!(limbs >= 3);
}

#[test]
fn every_quota_period_has_its_tonnes_on_its_days_only() {
    let mut periods = 0;
    for control in &chain().controls {
        let Measure::Quota(quota) = &control.measure else { continue };
        let of = |on: Date| find(chain(), control, &Shipment::default(), on).quota;
        for (number, period) in quota.periods.iter().enumerate() {
            let in_force = |on: Date| status_as_written(control, on) == Some(Status::InForce);
            assert_eq!(of(period.from), Some(number), "{} {}", control.key, period.from);
            assert_eq!(of(period.until), Some(number), "{} {}", control.key, period.until);
            assert_ne!(of(before(period.from)), Some(number), "{}", control.key);
            let after = period.until.tomorrow().unwrap();
            let next = quota.periods.iter().position(|other| other.from == after);
            assert_eq!(of(after), next.filter(|_| in_force(after)), "{} {after}", control.key);
            periods += 1;
        }
    }
    assert!(periods >= 6);
}

#[test]
fn gallium_to_the_usa_is_barred_freed_and_barred_again() {
    let gallium = element("Ga", Form::Metal, "CHN", "USA");
    let ban = |on: &str| verdict("cn-2024-46-2", &gallium, on);
    assert_eq!(ban("2024-12-02"), Verdict::NotYetInForce);
    assert_eq!(ban("2024-12-03"), Verdict::Banned);
    assert_eq!(ban("2025-11-08"), Verdict::Banned);
    assert_eq!(ban("2025-11-09"), Verdict::Suspended);
    assert_eq!(ban("2026-11-27"), Verdict::Suspended);
    assert_eq!(ban("2026-11-28"), Verdict::Banned);
    // The licence of 2023 is needed all along.
    for on in ["2024-12-02", "2025-11-09", "2026-11-27"] {
        assert_eq!(verdict("cn-2023-23", &gallium, on), Verdict::LicenceNeeded, "{on}");
    }
    let standing = finding("cn-2024-46-2", &gallium, "2026-11-22", None).standing;
    assert_eq!(standing.until, Some(day("2026-11-27")));
    let extended = finding("cn-2024-46-2", &gallium, "2026-11-28", Some("extended"));
    assert_eq!((extended.verdict, extended.standing.until), (Verdict::Suspended, Some(day("2027-11-27"))));
    // Others are not meant by it.
    let germany = element("Ga", Form::Metal, "CHN", "DEU");
    assert_eq!(verdict("cn-2024-46-2", &germany, "2025-06-01"), Verdict::DoesNotApply);
}

#[test]
fn cn_61_is_set_aside_and_comes_back_only_under_its_branch() {
    let mut sent_on = element("Dy", Form::Magnet, "JPN", "DEU");
    sent_on.re_export = true;
    let of = |on: &str, branch: Option<&str>| finding("cn-2025-61", &sent_on, on, branch);
    assert_eq!(of("2025-11-06", None).verdict, Verdict::LicenceNeeded);
    assert_eq!(of("2025-11-07", None).verdict, Verdict::Suspended);
    assert_eq!(of("2025-11-07", None).standing.until, Some(day("2026-11-10")));
    assert_eq!(of("2026-11-10", None).verdict, Verdict::Suspended);
    let after = of("2026-11-11", None);
    assert_eq!((after.verdict, after.standing.status), (Verdict::Suspended, Some(Status::ReportedExtended)));
    assert_eq!(after.standing.until, None);
    assert_eq!(of("2026-11-10", Some("reactivated")).verdict, Verdict::Suspended);
    assert_eq!(of("2026-11-11", Some("reactivated")).verdict, Verdict::LicenceNeeded);
    assert_eq!(of("2026-11-11", Some("extended")).verdict, Verdict::Suspended);
    assert_eq!(of("2026-11-11", Some("replaced")).verdict, Verdict::Expired);
}

#[test]
fn cobalt_of_the_drc_is_barred_then_under_quota() {
    let cobalt = element("Co", Form::Oxide, "COD", "CHN");
    let ban = |on: &str| verdict("cd-2025-cobalt-ban", &cobalt, on);
    let quota = |on: &str| verdict("cd-2025-cobalt-quota", &cobalt, on);
    assert_eq!(ban("2025-02-21"), Verdict::NotYetInForce);
    assert_eq!(ban("2025-02-22"), Verdict::Banned);
    assert_eq!((ban("2025-10-15"), quota("2025-10-15")), (Verdict::Banned, Verdict::NotYetInForce));
    assert_eq!((ban("2025-10-16"), quota("2025-10-16")), (Verdict::Expired, Verdict::Quota));
}
