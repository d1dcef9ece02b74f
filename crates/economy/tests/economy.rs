//! A case by hand, and what must hold whatever the table and the events.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use coercivity_economy::event::Rebuild;
use coercivity_economy::table::Builder;
use coercivity_economy::{Course, Event, Kind, Model, Orders, Priority, Recovery, Settings, Table, run};
use proptest::prelude::*;

fn names(letter: char, count: usize) -> Vec<String> {
    (0..count).map(|n| format!("{letter}{n}")).collect()
}

/// A table from flows and final demand by industry (sector by sector), all from the consumer's region 0.
fn table(regions: usize, sectors: usize, flows: &[f64], demand: &[f64], unit: f64) -> Table {
    let mut builder = Builder::new(names('r', regions), names('s', sectors)).unwrap();
    let count = regions * sectors;
    for from in 0..count {
        for to in 0..count {
            builder.flow(from, to, flows[from * count + to] * unit);
        }
        builder.final_demand(from, from % regions, demand[from] * unit);
    }
    builder.finish().unwrap()
}

fn course(duration_days: u32, recovery: Recovery, recovery_days: f64) -> Course {
    Course { duration_days, recovery, recovery_days }
}

/// One region: ore (0) sells 40 to metal and 60 to consumers; metal (1) sells 100 to consumers.
/// Money per year of 100 days, so that a day's output is 1 each.
fn ore_and_metal() -> (Table, Settings) {
    let table = table(1, 2, &[0.0, 40.0, 0.0, 0.0], &[60.0, 100.0], 1.0);
    let mut settings = Settings::new(2);
    settings.year_days = 100.0;
    settings.stock_days = vec![10.0, 10.0];
    settings.refill_days = 5.0;
    (table, settings)
}

#[test]
fn two_industries_by_hand() {
    let (table, settings) = ore_and_metal();
    let loss = Kind::Capacity { loss: vec![(0, 0.5)], course: course(3, Recovery::AtOnce, 0.0) };
    let mut model = Model::new(&table, settings, vec![Event { day: 0, kind: loss }]).unwrap();
    // Day 0: ore makes 0.5 of 1.0 wanted, so everyone gets half. Metal has 10 days of ore, 4 in all.
    model.step();
    assert!((model.production()[0] - 0.5).abs() < 1e-12 && (model.production()[1] - 1.0).abs() < 1e-12);
    assert!((model.met()[0] - 0.5).abs() < 1e-12);
    // Stock: 4 + 0.4 x 0.5 - 0.4 = 3.8. Orders: use 0.4 and a fifth of the gap of 0.2.
    assert!((model.stock(0, 1) - 3.8).abs() < 1e-12);
    assert!((model.orders()[0] - 0.44).abs() < 1e-12);
    // Day 1: scarcity was (1.04 - 0.5) / 1.04 of what is wanted now; overtime makes it
    // 1 + 0.25 z / 365 of capacity.
    let z = (1.04 - 0.5) / 1.04;
    model.step();
    assert!((model.production()[0] - 0.5 * (1.0 + 0.25 * z / 365.0)).abs() < 1e-12);
    // Days 2 to 5: metal runs on its stock until it holds less than 8 days.
    for _ in 0..4 {
        model.step();
    }
    assert_eq!(model.short(), 0);
    assert!((model.production()[1] - 1.0).abs() < 1e-12);
}

#[test]
fn production_falls_with_cover_below_psi() {
    let (table, mut settings) = ore_and_metal();
    settings.capacity_most = 1.0;
    let loss = Kind::Capacity { loss: vec![(0, 1.0)], course: course(50, Recovery::AtOnce, 0.0) };
    let mut model = Model::new(&table, settings, vec![Event { day: 0, kind: loss }]).unwrap();
    // No ore at all: 4.0, 3.6, 3.2 of stock at the start of days 0, 1, 2; the need is 8 days, 3.2.
    for _ in 0..3 {
        model.step();
        assert!((model.production()[1] - 1.0).abs() < 1e-12);
    }
    model.step();
    // 2.8 of 3.2.
    assert!((model.production()[1] - 2.8 / 3.2).abs() < 1e-12);
    assert_eq!(model.short(), 1);
}

/// What an event may be in a table of 3 regions and 3 sectors.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let recovery = prop_oneof![
        Just(Recovery::AtOnce),
        Just(Recovery::Linear),
        Just(Recovery::Convex),
        Just(Recovery::ConvexSlow),
        Just(Recovery::Concave)
    ];
    let course = (0_u32..20, recovery, 1.0..40.0_f64).prop_map(|(days, recovery, tau)| course(days, recovery, tau));
    let kind = (0_usize..5, 0_usize..9, 0_usize..9, 0.0..1.0_f64, course, 0_usize..3).prop_map(
        |(kind, a, b, share, course, class)| match kind {
            0 => Kind::Capacity { loss: vec![(a, share), (b, share / 2.0)], course },
            1 => Kind::Demand { regions: vec![a % 3], sectors: vec![b % 3, a / 3], change: share * 1.5 - 0.75, course },
            2 => Kind::Shortage { suppliers: vec![a, b], buyers: vec![a, 4], share, reroute: class == 0, course },
            3 => Kind::Path { loss: vec![(a, vec![share; 30])] },
            _ => Kind::Rebuild(Rebuild {
                damage: vec![(a, share)],
                households: vec![(b % 3, share)],
                sectors: vec![(0, 0.25), (2, 0.75)],
                factor: 1.2,
                duration_days: course.duration_days,
                rebuild_days: 20.0,
                priority: [Priority::First, Priority::Equal, Priority::Last][class],
            }),
        },
    );
    proptest::collection::vec((0_u32..40, kind).prop_map(|(day, kind)| Event { day, kind }), 0..5)
}

fn flows() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    (proptest::collection::vec(0.05..1.0_f64, 81), proptest::collection::vec(4.0..12.0_f64, 9))
}

fn short_stocks() -> Settings {
    let mut settings = Settings::new(3);
    settings.stock_days = vec![8.0, 15.0, 30.0];
    settings.refill_days = 10.0;
    settings.overtime_days = 60.0;
    settings
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// All that is made is delivered, and stocks change by what comes in less what is used.
    #[test]
    fn what_is_made_arrives((flows, demand) in flows(), events in events(), fixed in any::<bool>()) {
        let table = table(3, 3, &flows, &demand, 1.0);
        let mut settings = short_stocks();
        settings.orders = if fixed { Orders::Fixed } else { Orders::ByCapacity };
        let mut model = Model::new(&table, settings, events).unwrap();
        for day in 0..120 {
            let before = model.clone();
            model.step();
            let mut arrived = 0.0;
            for sector in 0..3 {
                for buyer in 0..9 {
                    let used = model.recipe(sector, buyer) * model.production()[buyer];
                    let change = model.stock(sector, buyer) - before.stock(sector, buyer);
                    prop_assert!(model.stock(sector, buyer) >= 0.0);
                    arrived += change + used;
                }
            }
            let mut sold = 0.0;
            for industry in 0..9 {
                let made = model.production()[industry];
                prop_assert!(made.is_finite() && made >= 0.0);
                prop_assert!(made <= model.capacity()[industry] + 1e-12);
                let met = model.met()[industry];
                prop_assert!((0.0..=1.0).contains(&met));
                // Delivered of yesterday's orders, to consumers and for rebuilding.
                let delivered = met * (before.orders()[industry] + model.final_demand()[industry]) + model.rebuilt(industry);
                prop_assert!((delivered - made).abs() <= 1e-9 * made.max(1e-3), "day {day}: {delivered} of {made}");
                sold += met * before.orders()[industry];
            }
            prop_assert!((arrived - sold).abs() <= 1e-9 * sold.max(1e-3), "day {day}: {arrived} arrive of {sold}");
        }
    }

    /// The unit of money is a matter of writing.
    #[test]
    fn the_unit_of_money_does_not_matter((flows, demand) in flows(), events in events()) {
        let (small, large) = (table(3, 3, &flows, &demand, 1e-3), table(3, 3, &flows, &demand, 1e6));
        let in_unit = |events: &[Event], unit: f64| -> Vec<Event> {
            let mut events = events.to_vec();
            for event in &mut events {
                if let Kind::Rebuild(rebuild) = &mut event.kind {
                    rebuild.damage.iter_mut().chain(&mut rebuild.households).for_each(|(_, damage)| *damage *= unit);
                }
            }
            events
        };
        let mut a = Model::new(&small, short_stocks(), in_unit(&events, 1e-3)).unwrap();
        let mut b = Model::new(&large, short_stocks(), in_unit(&events, 1e6)).unwrap();
        for _ in 0..100 {
            a.step();
            b.step();
            for (a, b) in a.production().iter().zip(b.production()) {
                prop_assert!((a * 1e9 - b).abs() <= 1e-7 * b.abs().max(1e-3), "{a} {b}");
            }
        }
    }

    /// Without events nothing moves, even in a table that does not balance.
    #[test]
    fn at_rest_without_events((flows, demand) in flows(), off in 0.9..1.1_f64) {
        let mut builder = Builder::new(names('r', 3), names('s', 3)).unwrap();
        for from in 0..9 {
            let sold: f64 = flows[from * 9..(from + 1) * 9].iter().sum();
            (0..9).for_each(|to| builder.flow(from, to, flows[from * 9 + to]));
            builder.final_demand(from, 0, demand[from]);
            builder.output(from, (sold + demand[from]) * off);
        }
        let table = builder.finish().unwrap();
        let losses = run(&table, short_stocks(), Vec::new(), 400, &|_| true).unwrap();
        let made: f64 = table.output.iter().sum();
        prop_assert!(losses.output.iter().all(|lost| lost.abs() <= 1e-9 * made));
        prop_assert_eq!(losses.short, 0);
    }

    /// Effects end: long after the last event the economy is back, and rebuilding is done. What
    /// pro rata service of rebuilding may starve is left out.
    #[test]
    fn events_end((flows, demand) in flows(), events in events()) {
        let keep = |event: &Event| !matches!(&event.kind, Kind::Rebuild(r) if r.priority != Priority::First)
            && !matches!(&event.kind, Kind::Capacity { course, .. } | Kind::Demand { course, .. } | Kind::Shortage { course, .. }
                if course.recovery == Recovery::Concave);
        let events: Vec<Event> = events.into_iter().filter(keep).collect();
        let table = table(3, 3, &flows, &demand, 1.0);
        let mut settings = short_stocks();
        // Long enough stocks that nothing starves for good.
        settings.stock_days.fill(60.0);
        let mut model = Model::new(&table, settings, events).unwrap();
        for _ in 0..4000 {
            model.step();
        }
        prop_assert_eq!(model.rebuilding_left(), 0.0);
        for (base, made) in model.base().iter().zip(model.production()) {
            prop_assert!((base - made).abs() <= 1e-3 * base, "{made} of {base}");
        }
    }

    /// Order of events, and of industries in them, does not matter.
    #[test]
    fn events_combine_in_any_order((flows, demand) in flows(), events in events()) {
        let table = table(3, 3, &flows, &demand, 1.0);
        let mut turned = events.clone();
        turned.reverse();
        let mut a = Model::new(&table, short_stocks(), events).unwrap();
        let mut b = Model::new(&table, short_stocks(), turned).unwrap();
        for _ in 0..60 {
            a.step();
            b.step();
        }
        for (a, b) in a.production().iter().zip(b.production()) {
            prop_assert!((a - b).abs() <= 1e-9 * b.max(1e-3), "{a} {b}");
        }
    }
}

/// Two regions, two sectors; region 0's first sector is cut off from region 1's buyers.
#[test]
fn a_shortage_hits_the_buyers_and_spares_those_who_turn_elsewhere() {
    let flows: Vec<f64> = (0..16).map(|n| 1.0 + f64::from(n % 3)).collect();
    let table = table(2, 2, &flows, &[9.0, 8.0, 7.0, 9.0], 1.0);
    let lost = |share: f64, reroute: bool| {
        let kind = Kind::Shortage {
            suppliers: vec![0],
            buyers: vec![1, 3],
            share,
            reroute,
            course: course(200, Recovery::AtOnce, 0.0),
        };
        let settings = Settings { stock_days: vec![20.0; 2], refill_days: 10.0, ..Settings::new(2) };
        let losses = run(&table, settings, vec![Event { day: 1, kind }], 200, &|_| true).unwrap();
        (losses.output.iter().sum::<f64>(), losses.output[3])
    };
    let (none, some, all) = (lost(0.0, false), lost(0.5, false), lost(1.0, false));
    assert!(none.0.abs() < 1e-9, "{none:?}");
    assert!(some.0 > 0.0 && all.0 > some.0 && all.1 > some.1, "{some:?} {all:?}");
    assert!(lost(1.0, true).0 < all.0 / 2.0, "{:?} {all:?}", lost(1.0, true));
}

#[test]
fn served_first_rebuilding_is_done_sooner() {
    let flows: Vec<f64> = (0..16).map(|n| 1.0 + f64::from(n % 3)).collect();
    let table = table(2, 2, &flows, &[9.0, 8.0, 7.0, 9.0], 1.0);
    let left = |priority: Priority| {
        let rebuild = Rebuild {
            damage: vec![(0, 5.0)],
            households: Vec::new(),
            sectors: vec![(1, 1.0)],
            factor: 1.0,
            duration_days: 5,
            rebuild_days: 30.0,
            priority,
        };
        let events = vec![Event { day: 0, kind: Kind::Rebuild(rebuild) }];
        run(&table, Settings::new(2), events, 40, &|_| true).unwrap().rebuilding_left
    };
    let (first, equal, last) = (left(Priority::First), left(Priority::Equal), left(Priority::Last));
    assert!(first < equal && equal < last, "{first} {equal} {last}");
}

#[test]
fn what_does_not_fit_is_refused() {
    let (table, settings) = ore_and_metal();
    let course = course(1, Recovery::AtOnce, 0.0);
    let wrong = [
        Kind::Capacity { loss: vec![(2, 0.5)], course },
        Kind::Capacity { loss: vec![(0, f64::NAN)], course },
        Kind::Capital { damage: vec![(0, 1e9)], course },
        Kind::Demand { regions: vec![1], sectors: vec![0], change: 0.1, course },
        Kind::Shortage { suppliers: vec![0], buyers: vec![9], share: 0.5, reroute: false, course },
        Kind::Path { loss: vec![(0, vec![1.5])] },
    ];
    for kind in wrong {
        assert!(Model::new(&table, settings.clone(), vec![Event { day: 0, kind: kind.clone() }]).is_err(), "{kind:?}");
    }
    let settings = Settings { stock_days: vec![1.0, 0.5], ..settings };
    assert!(Model::new(&table, settings, Vec::new()).is_err());
}
