//! Bans, quotas, squeezes, prices and first stops, by hand.

use crate::common::{chain, model, one_line, run, scenario, worked};
use coercivity_chain::{
    BanTerms, Chain, Control, Event, EventKind, Measure, Parameter, Quota, QuotaPeriod, Scenario, Status, StatusPeriod,
};
use coercivity_sim::curve::critical;
use coercivity_sim::ensemble::{self, Settings};
use coercivity_sim::model::series::{Counted, SeriesSpec};
use coercivity_sim::model::{Model, Options};
use jiff::civil::{Date, date};

const DAYS: usize = 120;

fn fixed(value: f64, unit: &str) -> Parameter {
    let evidence = chain().sites[0].evidence;
    let evidence = coercivity_chain::Evidence { low: None, high: None, ..evidence };
    Parameter { value, unit: unit.to_owned(), note: String::new(), evidence }
}

/// A chain whose first control is Announcement 18 with another measure, for one destination or all.
fn with_measure(measure: Measure, destination: Option<&str>) -> (Chain, Scenario) {
    let mut chain = chain().clone();
    let id = chain.control("cn-2025-18").unwrap();
    let destinations = destination.map(|iso3| chain.country(iso3).unwrap()).into_iter().collect();
    let control = &mut chain.controls[id.index()];
    control.measure = measure;
    control.inspection = None;
    control.scope.destinations = destinations;
    control.status = vec![in_force(control)];
    let event = Event {
        date: control.effective,
        label: "x".into(),
        kind: EventKind::Control { control: id, branch: None },
        source: None,
    };
    let scenario = Scenario { events: vec![event], ..scenario("april-2025") };
    (chain, scenario)
}

fn in_force(control: &Control) -> StatusPeriod {
    StatusPeriod { from: control.effective, status: Status::InForce, source: None, note: String::new() }
}

fn ban(leakage: f64) -> Measure {
    Measure::Ban(BanTerms {
        leakage: fixed(leakage, "share"),
        reroute: fixed(30.0, "days"),
        enforcement_lag: fixed(0.0, "days"),
    })
}

/// Exports and imports of heavy magnets from China to a country, per run and day, over their base.
fn flows(chain: &Chain, scenario: &Scenario, to: &str, counted: Counted) -> Vec<f64> {
    let spec = SeriesSpec {
        key: "x".into(),
        counted,
        from: chain.country("CHN"),
        to: chain.country(to),
        goods: vec![chain.material("ndfeb-heavy").unwrap()],
        content: None,
    };
    let options = Options { days: DAYS, extra_cover_days: 0.0 };
    let model = Model::new(chain, None, scenario, &[spec], options).unwrap();
    let outcome = ensemble::run(&model, Settings { runs: 8, seed: 3, threads: 1, keep_cases: false }, &|_| true)
        .expect("nobody stops it");
    let base = model.series[0].base_per_day;
    (0..DAYS).map(|day| f64::from(outcome.series[0][day]) / base).collect()
}

#[test]
fn a_ban_without_leakage_stops_all_and_only_that_destination() {
    let (chain, scenario) = with_measure(ban(0.0), Some("USA"));
    assert!(flows(&chain, &scenario, "USA", Counted::Export).iter().all(|day| *day == 0.0));
    assert!(flows(&chain, &scenario, "DEU", Counted::Export).iter().all(|day| *day > 0.5));
}

#[test]
fn what_leaks_round_a_ban_comes_late_and_is_no_direct_export() {
    let (chain, scenario) = with_measure(ban(0.4), Some("USA"));
    assert!(flows(&chain, &scenario, "USA", Counted::Export).iter().all(|day| *day == 0.0));
    // Direct transit is over by day 100 at the latest; then 0.4 of normal trade arrives each day.
    let imports = flows(&chain, &scenario, "USA", Counted::Import);
    assert!(imports[..30].iter().all(|day| *day < 1e-9), "nothing that left on day 0 is there within a month");
    assert!(imports[110..].iter().all(|day| (day - 0.4).abs() < 0.05), "{:?}", &imports[110..]);
}

#[test]
fn a_quota_is_never_exceeded_and_opens_after_its_procedure() {
    let period = |from: Date, until: Date, tonnes: f64| QuotaPeriod { from, until, quantity: fixed(tonnes, "t") };
    let quota = Quota {
        element: None,
        procedure: fixed(20.0, "days"),
        periods: vec![
            period(date(2025, 4, 4), date(2025, 6, 2), 600.0),
            period(date(2025, 6, 3), date(2025, 12, 31), 0.0),
        ],
    };
    let (chain, scenario) = with_measure(Measure::Quota(quota), None);
    let materials: Vec<_> =
        ["ndfeb-heavy", "smco", "dy-oxide", "tb-oxide"].iter().filter_map(|key| chain.material(key)).collect();
    let spec = SeriesSpec {
        key: "all".into(),
        counted: Counted::Export,
        from: chain.country("CHN"),
        to: None,
        goods: materials,
        content: None,
    };
    let options = Options { days: DAYS, extra_cover_days: 0.0 };
    let model = Model::new(&chain, None, &scenario, &[spec], options).unwrap();
    let outcome = ensemble::run(&model, Settings { runs: 8, seed: 3, threads: 1, keep_cases: false }, &|_| true)
        .expect("nobody stops it");
    for run in outcome.series[0].chunks(DAYS) {
        assert!(run[..20].iter().all(|day| *day == 0.0), "the procedure takes 20 days");
        let shipped: f32 = run.iter().sum();
        assert!(shipped > 300.0 && shipped <= 600.5, "{shipped} t of 600 t");
    }
}

/// 21 days on hand and 20 on the way: all exports stopped, the line has no inputs from day 41 on, its 7-day mean
/// is below half on day 44; a squeeze of 25 days or more brings that about.
#[test]
fn coercivity_by_hand() {
    let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 20.0);
    let squeeze = |runs_severity: f64| {
        let options = Options { days: 600, extra_cover_days: 0.0 };
        let model = Model::squeeze(chain(), &study, &scenario("april-2025"), options).unwrap();
        critical(&model, 7, 0, 0, runs_severity, 365)
    };
    let full = squeeze(1.0);
    for days in full.days {
        let days = days.expect("a freeze of a year stops it");
        assert!((23..=27).contains(&days), "{days} days");
    }
    // Severities nest: whoever falls under a weaker squeeze falls under a stronger one, and no later.
    let half = squeeze(0.5);
    for (weak, strong) in half.days.iter().zip(full.days) {
        assert!(weak.is_none_or(|weak| strong.is_some_and(|strong| strong <= weak + 1)), "{weak:?} {strong:?}");
    }
    assert!(half.days.iter().any(Option::is_none), "half of the pairs ship");
}

/// Firms with four to eight weeks of cover, what is on the way and declared included,
/// stop between day 27 and day 61 without a licence; with 60 to 102 days, in June or July.
#[test]
fn first_stops_follow_cover() {
    // Of the cover 12 days are on the way and about 7 declared: goods that still leave after the effective date.
    let (way, declared) = (12.0, 7.0);
    let model_of = |cover: f64, scenario: &Scenario| {
        let study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, cover - way - declared, way);
        model(Some(&study), scenario, 200)
    };
    let mut silent = scenario("april-2025");
    let control = chain().control("cn-2025-18").unwrap();
    let kind = EventKind::Severity { control, refused: 1.0 };
    silent.events.insert(1, Event { date: silent.start, label: "no licence".into(), kind, source: None });
    for (cover, from, to) in [(28.0, 27, 61), (42.0, 27, 61), (54.0, 27, 61), (60.0, 58, 118), (102.0, 58, 118)] {
        let outcome = run(&model_of(cover, &silent), 32, 2);
        let mut stops: Vec<u32> = outcome.lines[0].first_stop.iter().map(|day| day.unwrap_or(u32::MAX)).collect();
        stops.sort_unstable();
        assert!((from..=to).contains(&stops[16]), "{cover} days of cover: day {}", stops[16]);
    }
}

/// Price = base x (target / cover)^(1/e), within its cap, and never the other way round.
#[test]
fn scarce_goods_cost_more_and_no_more_than_the_cap() {
    let model = model(None, &scenario("april-2025"), DAYS);
    let outcome = run(&model, 8, 1);
    let place = |key: &str| {
        let good = chain().material(key).unwrap().0;
        model.market.iter().position(|priced| priced.good == good && !priced.inside).expect("it has a price")
    };
    let oxide = place("dy-oxide");
    let cap = model.market[oxide].cap;
    let prices = &outcome.prices[oxide];
    assert!(prices.marginal.iter().all(|index| f64::from(*index) <= cap + 1e-6));
    assert!(prices.marginal[40] > 1.5, "{}", prices.marginal[40]);
    assert!(prices.contract[40] < prices.marginal[40]);
    assert!((prices.marginal[0] - 1.0).abs() < 0.1);
}

/// How the licences of April 2025 may go on: easier branches never cost the worked study more days.
#[test]
fn branches_are_ordered_by_how_hard_they_are() {
    let loaded = worked("ev-motor");
    let april = scenario("april-2025");
    let stopped = |name: &str| -> u32 {
        let branch = april.branches.iter().find(|branch| branch.key == name).expect("a branch");
        let outcome = run(&model(Some(&loaded.study), &april.under(branch), 500), 32, 2);
        outcome.lines.iter().flat_map(|line| &line.days_stopped).sum()
    };
    let days = ["lifted", "eased", "kept", "refused-for-good"].map(stopped);
    assert!(days.windows(2).all(|pair| pair[0] < pair[1]), "{days:?}");
}
