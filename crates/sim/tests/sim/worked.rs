//! Cases worked by hand.

use crate::common::{chain, freeze, model, no_events, one_line, run, scenario};
use coercivity_chain::{ControlKind, EndUseClass, Event, EventKind, Freeze};
use coercivity_sim::model::network::{Group, NONE};
use coercivity_sim::state::NEVER;
use jiff::civil::date;

/// Three weeks on hand and a pipeline of d days: goods shipped before day 0 arrive
/// on days 0 to d - 1, then 21 days of stock are used up, so day d + 21 is the first without.
#[test]
fn a_line_stops_in_week_three_plus_the_pipeline() {
    for lead in [1.0, 10.0, 46.0] {
        let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, lead);
        let outcome = run(&model(Some(&study), &freeze(&["ndfeb-heavy"], None), 120), 8, 1);
        let day = lead as u32 + 21;
        assert!(
            outcome.lines[0].first_stop.iter().all(|stop| *stop == Some(day)),
            "{lead}: {:?}",
            outcome.lines[0].first_stop
        );
        assert!(outcome.lines[0].days_stopped.iter().all(|days| *days == 120 - day));
    }
}

#[test]
fn no_control_no_stop() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 46.0);
    let outcome = run(&model(Some(&study), &no_events(), 365), 8, 1);
    let line = &outcome.lines[0];
    assert!(line.output.iter().all(|share| (share - 1.0).abs() < 1e-6));
    assert!(line.first_curtailed.iter().all(Option::is_none));
    assert!(line.units_lost.iter().all(|units| *units == 0.0));
}

/// A freeze of 60 days against 21 + 46 days of stock and pipeline: the gap reaches the gate but not the line.
#[test]
fn a_freeze_shorter_than_the_stock_stops_nothing() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 46.0);
    let short = freeze(&["ndfeb-heavy"], Some(date(2025, 4, 18)));
    let outcome = run(&model(Some(&study), &short, 200), 8, 1);
    assert!(outcome.lines[0].first_stop.iter().all(Option::is_none), "14 days < 21 days of cover");
    let long = freeze(&["ndfeb-heavy"], Some(date(2025, 5, 18)));
    let outcome = run(&model(Some(&study), &long, 200), 8, 1);
    assert!(outcome.lines[0].first_stop.iter().all(|stop| *stop == Some(67)), "44 days > 21 days of cover");
}

/// 10 days stopped and 10 % of overtime: a hundred days later all is made up, nothing is lost within 365 days of patience.
#[test]
fn what_is_missed_is_made_up_by_overtime_or_lost_after_the_patience() {
    let mut study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 1.0);
    study.settings.share_shifting = false;
    let outcome = run(&model(Some(&study), &freeze(&["ndfeb-heavy"], None), 365), 8, 1);
    let line = &outcome.lines[0];
    // Stopped from day 22 on; patience 90 days: what was missed up to day 274 is lost, the rest is owed.
    for run in 0..8 {
        let missed = 100.0 * (365.0 - 22.0);
        assert!((line.units_lost[run] + line.units_delayed[run] - missed).abs() < 1e-6 * missed);
        assert!((line.units_delayed[run] - 100.0 * 90.0).abs() < 1e-6 * missed, "{}", line.units_delayed[run]);
    }
}

/// Military end use gets no licence under Announcement 18, ever.
#[test]
fn defence_gets_nothing() {
    let study = one_line("smco", "USA", "defence", 0.15, 30.0, 30.0);
    let model = model(Some(&study), &scenario("april-2025"), 540);
    let outcome = run(&model, 16, 2);
    let line = &outcome.lines[0];
    assert!(line.leaves[0].lead.iter().all(Option::is_none), "a licence for a military end use");
    assert!(line.first_stop.iter().all(Option::is_some));
    let defence: Vec<u32> = (0u32..)
        .zip(&model.network.groups)
        .filter(|(_, group)| {
            group.rows.iter().all(|row| {
                model.regimes[0].licensing().unwrap().outcomes[*row].class == coercivity_chain::EndUseClass::Defence
            })
        })
        .map(|(n, _)| n)
        .collect();
    assert!(!defence.is_empty());
    let of_defence = outcome.cases.iter().flatten().filter(|case| defence.contains(&case.group));
    let (mut filed, mut approved) = (0, 0);
    for case in of_defence {
        filed += 1;
        approved += u32::from(case.approved);
    }
    assert!(filed > 0 && approved == 0, "{approved} of {filed}");
}

/// A magnet without heavy rare earths needs no licence, but is held for inspection in April and May 2025.
#[test]
fn a_plain_magnet_is_held_but_not_licensed() {
    let study = one_line("ndfeb-light", "DEU", "car-auxiliary", 0.5, 21.0, 46.0);
    let model = model(Some(&study), &scenario("april-2025"), 120);
    let net = &model.network;
    let link = net.in_links[net.lines[0].leaves[0].slot as usize].0 as usize;
    assert_ne!(net.link_regime[link], NONE);
    assert!(net.link_inspected[link], "uncontrolled goods under the same customs code");
    let outcome = run(&model, 64, 2);
    assert!(outcome.lines[0].leaves[0].lead.iter().all(Option::is_none), "no licence is filed for it");
    // Between days 20 and 50 a good part of the uncontrolled tonnes does not clear customs.
    let days = model.days;
    let mean = |from: usize, to: usize| -> f64 {
        let sum: f32 = (0..64)
            .map(|r| outcome.controls[0].exports_inspected[r * days + from..r * days + to].iter().sum::<f32>())
            .sum();
        f64::from(sum) / 64.0 / (to - from) as f64
    };
    let ratio = mean(20, 45) / mean(0, 1);
    assert!((0.2..0.7).contains(&ratio), "{ratio}");
    let covered: Vec<&coercivity_chain::Material> =
        chain().materials.iter().filter(|m| m.key == "ndfeb-light").collect();
    assert!(covered.iter().all(|m| m.fraction("Dy".parse().unwrap()) + m.fraction("Tb".parse().unwrap()) < 0.001));
}

/// Published for European suppliers: 60 % approved by the end of June; by day 150 at least that share of what was filed by then.
#[test]
fn most_civil_european_cases_filed_by_june_are_approved_by_day_150() {
    let model = model(None, &scenario("april-2025"), 151);
    let outcome = run(&model, 64, 2);
    let june_30 = 87;
    let mut shares: Vec<f64> = outcome
        .cases
        .iter()
        .map(|cases| {
            let eu_civil = |group: &Group| {
                group.class == EndUseClass::Civil && chain().countries[group.destination as usize].eu_member
            };
            let eu = cases.iter().filter(|c| eu_civil(&model.network.groups[c.group as usize]) && c.filed <= june_30);
            let (mut filed, mut approved) = (0.0, 0.0);
            for case in eu {
                filed += 1.0;
                approved += f64::from(u8::from(case.approved && case.decided != NEVER && case.decided <= 150));
            }
            assert!(filed > 100.0);
            approved / filed
        })
        .collect();
    shares.sort_by(f64::total_cmp);
    assert!(shares[32] >= 0.60, "median {}", shares[32]);
}

/// While decisions are frozen nothing new is approved.
#[test]
fn a_freeze_of_decisions_approves_nothing() {
    let mut scenario = scenario("april-2025");
    let country = chain().country("CHN").unwrap();
    let kind =
        EventKind::Freeze { freeze: Freeze::Decisions, country, materials: Vec::new(), to: Vec::new(), until: None };
    scenario.events.insert(1, Event { date: scenario.start, label: "freeze".into(), kind, source: None });
    let outcome = run(&model(None, &scenario, 200), 8, 1);
    assert_eq!(outcome.controls[0].approved.iter().sum::<u32>(), 0);
    assert!(outcome.controls[0].applications.iter().all(|n| *n > 0));
    assert!(chain().controls.iter().any(|c| c.kind() == ControlKind::Licence));
}
