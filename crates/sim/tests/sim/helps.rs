//! Reserves, supplies, overtime and general licences that help a line, worked by hand.

use crate::common::{chain, freeze, model, one_line, run, scenario};
use coercivity_chain::{Event, EventKind, LineItem, Scenario};
use coercivity_sim::conserve;
use coercivity_sim::model::{Model, ModelError, Options};
use coercivity_sim::params::Params;
use coercivity_sim::record::Silent;
use coercivity_sim::state::State;
use coercivity_sim::step;
use jiff::ToSpan;

fn item() -> LineItem {
    LineItem { item: "ndfeb-heavy".into(), line: None }
}

/// A scenario with more that happens, on a day of it.
fn with(mut scenario: Scenario, day: i64, kind: EventKind) -> Scenario {
    let date = scenario.start.checked_add(day.days()).expect("a day");
    scenario.events.push(Event { date, label: "help".into(), kind, source: None });
    scenario
}

/// 100 pieces a day of 1 kg are 0.1 t a day. 21 days on hand and 10 on the way end on day 31;
/// 2 t set aside last 20 days more.
#[test]
fn a_reserve_carries_a_line_by_its_days_of_use() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let squeeze = freeze(&["ndfeb-heavy"], None);
    let reserve = |per_day| EventKind::Reserve { item: item(), quantity: 2.0, per_day };
    let stop = |scenario: &Scenario| run(&model(Some(&study), scenario, 120), 8, 1).lines[0].first_stop.clone();
    assert!(stop(&squeeze).iter().all(|day| *day == Some(31)));
    assert!(stop(&with(squeeze.clone(), 0, reserve(None))).iter().all(|day| *day == Some(51)));
    // A tenth of a day's use per day is no help: the line idles below its least rate.
    let trickle = stop(&with(squeeze, 0, reserve(Some(0.01))));
    assert!(trickle.iter().all(|day| day.is_some_and(|day| day < 51)), "{trickle:?}");
}

/// Four tenths of normal reach the line whatever is frozen: it never idles, and makes four tenths.
#[test]
fn a_supply_keeps_a_line_at_its_share() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let supply = EventKind::Supply { item: item(), per_day: 0.04, until: None };
    let outcome = run(&model(Some(&study), &with(freeze(&["ndfeb-heavy"], None), 0, supply), 200), 8, 1);
    let line = &outcome.lines[0];
    assert!(line.first_stop.iter().all(Option::is_none));
    assert!((150..200).all(|day| (line.output[day] - 0.4).abs() < 1e-6), "{:?}", &line.output[150..160]);
}

/// With no squeeze a supply takes the place of orders, and stocks stay where they are.
#[test]
fn a_supply_takes_the_place_of_orders() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let supply = EventKind::Supply { item: item(), per_day: 0.04, until: None };
    let quiet = Scenario { events: Vec::new(), ..freeze(&[], None) };
    let outcome = run(&model(Some(&study), &with(quiet, 0, supply), 300), 8, 1);
    let cover = &outcome.lines[0].leaves[0].cover;
    assert!((cover[299] - cover[0]).abs() < 3.0, "{} {}", cover[0], cover[299]);
    assert!(outcome.lines[0].output.iter().all(|share| (share - 1.0).abs() < 1e-6));
}

/// Ten days of stop are 1,000 pieces: at 10 % of overtime a hundred days' work, at 50 % twenty.
#[test]
fn overtime_makes_up_sooner() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 1.0);
    let squeeze = freeze(&["ndfeb-heavy"], Some(jiff::civil::date(2025, 5, 6)));
    let more = with(squeeze.clone(), 0, EventKind::Overtime { line: None, factor: 1.5 });
    let missing = |scenario: &Scenario, day: usize| {
        let outcome = run(&model(Some(&study), scenario, 130), 8, 1);
        outcome.lines[0].missing[day]
    };
    assert!(missing(&squeeze, 80) > 0.0 && missing(&more, 80) < missing(&squeeze, 80));
    assert!((missing(&more, 30) - missing(&squeeze, 30)).abs() < 1e-3, "nothing to make it up with before");
}

/// A general licence for what a line buys: it ships without cases from the first day on which there are any.
#[test]
fn a_general_licence_ends_the_queue() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let control = chain().control("cn-2025-18").expect("the control");
    let april = scenario("april-2025");
    let help = with(april.clone(), 0, EventKind::GeneralLicence { control, line: None });
    let arrivals = |scenario: &Scenario| {
        let outcome = run(&model(Some(&study), scenario, 540), 32, 1);
        outcome.lines[0].units_lost.iter().sum::<f64>()
    };
    assert!(arrivals(&help) <= arrivals(&april));
    let general = model(Some(&study), &help, 540);
    let params = Params::new(&general, 7, 0);
    let state = State::new(&general, &params);
    let net = &general.network;
    let pair = net.pair_link.iter().position(|link| net.link_study[*link as usize]).expect("the study's pair");
    let first = general.regimes[0].general.iter().position(|valid| *valid).expect("general licences");
    assert!(state.pair_general[pair].iter().all(|day| usize::from(*day) == first));
}

#[test]
fn what_is_drawn_is_conserved() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let squeeze = freeze(&["ndfeb-heavy"], None);
    let reserve = EventKind::Reserve { item: item(), quantity: 2.0, per_day: Some(0.05) };
    let supply = EventKind::Supply { item: item(), per_day: 0.03, until: None };
    let model = model(Some(&study), &with(with(squeeze, 0, reserve), 10, supply), 120);
    let params = Params::new(&model, 3, 0);
    let mut state = State::new(&model, &params);
    let opening = conserve::ledger(&model, &state);
    for day in 0..model.days {
        step::advance(&model, &params, &mut state, day, &mut Silent);
    }
    assert!(conserve::worst_error(&model, &state, &opening) < 1e-9);
    assert!(state.reserve_left[0].iter().all(|left| (0.0..2.0).contains(left)));
}

#[test]
fn an_item_that_is_not_there_is_named_with_those_that_are() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let options = Options { days: 10, extra_cover_days: 0.0 };
    let build = |kind| {
        let scenario = with(freeze(&["ndfeb-heavy"], None), 0, kind);
        Model::new(chain(), Some(&study), &scenario, &[], options).map(|_| ())
    };
    let smco = LineItem { item: "smco".into(), line: Some("line".into()) };
    let found = build(EventKind::Reserve { item: smco, quantity: 1.0, per_day: None });
    assert_eq!(found, Err(ModelError::NoItem { item: "smco".into(), known: "ndfeb-heavy".into() }));
    let found = build(EventKind::Overtime { line: Some("other".into()), factor: 1.2 });
    assert_eq!(found, Err(ModelError::NoLine { line: "other".into(), known: "line".into() }));
}

/// Frozen for one country only: the other's line does not notice.
#[test]
fn a_freeze_may_be_for_some_countries() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 10.0);
    let to = |country: &str| {
        let mut squeeze = freeze(&["ndfeb-heavy"], None);
        if let EventKind::Freeze { to, .. } = &mut squeeze.events[0].kind {
            to.push(chain().country(country).expect("a country"));
        }
        run(&model(Some(&study), &squeeze, 60), 8, 1).lines[0].first_stop.clone()
    };
    assert!(to("EUU").iter().all(|stop| *stop == Some(31)));
    assert!(to("JPN").iter().all(Option::is_none));
}
