//! Cases worked by hand, and what must hold on every network.

use super::*;
use crate::firms::generate::{Made, drawn_sites, made_up};
use proptest::prelude::*;

const MADE: Made = Made { sites: 3000, links_per_site: 5.0, sectors: 20, longest_transit_days: 3, seed: 7 };

fn hit(sites: usize, share: f64, to: u32) -> Vec<Shock> {
    drawn_sites(sites, 0.02, 5).into_iter().map(|site| Shock { site, share, from: 2, to }).collect()
}

/// 0 sells 10 to 1, two days away, and 10 to end users; 1 sells 20 to end users.
fn pair() -> Edges {
    Edges {
        sector: vec![0, 1],
        output: vec![20.0, 20.0],
        supplier: vec![0],
        buyer: vec![1],
        flow: vec![10.0],
        transit_days: vec![2],
    }
}

#[test]
fn nothing_moves_without_a_shock() {
    let edges = made_up(&MADE).unwrap();
    let normal: f64 = edges.output.iter().sum();
    for rationing in [Rationing::Proportional, Rationing::LowestFirst] {
        let settings = Settings { rationing, ..Settings::default() };
        let daily = Network::<f64>::new(&edges, &[], settings).unwrap().run(60);
        assert!(daily.iter().all(|output| (output / normal - 1.0).abs() < 1e-9), "{rationing:?}");
        let daily = Network::<f32>::new(&edges, &[], settings).unwrap().run(60);
        assert!(daily.iter().all(|output| (output / normal - 1.0).abs() < 1e-4), "{rationing:?} in f32");
    }
}

#[test]
fn a_stop_reaches_the_buyer_when_stock_and_pipeline_are_used_up() {
    // 1 opens day 0 with cover 3 + today's arrival and has one day on the way: 5 days of use, of which
    // day 0 takes the first. 0 stops from day 0, so 1 stops on day 5.
    let settings = Settings { cover_days: 3.0, overtime: 1.0, ..Settings::default() };
    let shock = Shock { site: 0, share: 1.0, from: 0, to: 100 };
    let mut network = Network::<f64>::new(&pair(), &[shock], settings).unwrap();
    let daily = network.run(7);
    assert_eq!(daily, [20.0, 20.0, 20.0, 20.0, 20.0, 0.0, 0.0]);
    let lost = network.lost();
    assert!((lost[0] - 7.0).abs() < 1e-12 && (lost[1] - 2.0).abs() < 1e-12, "{lost:?}");
}

#[test]
fn orders_look_at_what_is_on_its_way() {
    // Half of what 1 wants on day 0 is sent: its position is short by half a day on the evening, no more.
    let settings = Settings { overtime: 1.0, rationing: Rationing::Proportional, ..Settings::default() };
    let shock = Shock { site: 0, share: 0.5, from: 0, to: 1 };
    let settings = Settings { recovery_days: 0.0, ..settings };
    let mut network = Network::<f64>::new(&pair(), &[shock], settings).unwrap();
    network.step();
    assert!((network.want[0] - (1.0 + 0.5 / 6.0)).abs() < 1e-12, "{}", network.want[0]);
    // The next day all is made, (1 + 0.0417) is asked, and the position is still short by nearly half.
    network.step();
    let sent = (1.0 + 0.5 / 6.0) / (1.0 + 0.25 / 6.0);
    let gap = 0.5 + 1.0 - sent;
    assert!((network.want[0] - (1.0 + gap / 6.0)).abs() < 1e-12, "{}", network.want[0]);
}

#[test]
fn a_shock_ends_and_capacity_returns_evenly() {
    let shock = Shock { site: 0, share: 0.8, from: 3, to: 5 };
    let on = |day| shock.on(day, 4.0);
    assert_eq!([2, 3, 4].map(on), [0.0, 0.8, 0.8]);
    assert!(
        [(5, 0.6), (6, 0.4), (7, 0.2), (8, 0.0), (900, 0.0)].iter().all(|(day, left)| (on(*day) - left).abs() < 1e-12)
    );
    assert_eq!(shock.on(5, 0.0), 0.0);
}

#[test]
fn output_comes_back_after_a_shock() {
    let edges = made_up(&MADE).unwrap();
    let normal: f64 = edges.output.iter().sum();
    let daily = Network::<f64>::new(&edges, &hit(3000, 0.9, 30), Settings::default()).unwrap().run(300);
    let least = daily.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(least < 0.99 * normal, "{}", least / normal);
    assert!((daily[299] / normal - 1.0).abs() < 0.005, "{}", daily[299] / normal);
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let edges = made_up(&Made { sites: 40_000, ..MADE }).unwrap();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut network = Network::<f32>::new(&edges, &hit(40_000, 0.9, 20), Settings::default()).unwrap();
            let daily = network.run(40);
            network.digest(&daily)
        })
    };
    assert_eq!(run(1), run(2));
    assert_eq!(run(1), run(5));
}

#[test]
fn long_ways_and_wrong_numbers() {
    let mut edges = pair();
    edges.transit_days = vec![15];
    let daily = Network::<f64>::new(&edges, &[], Settings::default()).unwrap().run(50);
    assert!(daily.iter().all(|output| (output - 40.0).abs() < 1e-9));
    for shock in [Shock { site: 2, share: 0.5, from: 0, to: 1 }, Shock { site: 0, share: f64::NAN, from: 0, to: 1 }] {
        assert!(Network::<f64>::new(&edges, &[shock], Settings::default()).is_err());
    }
    for overtime in [0.5, f64::NAN, f64::INFINITY] {
        assert!(Network::<f64>::new(&edges, &[], Settings { overtime, ..Settings::default() }).is_err());
    }
}

/// Relative error of the balance over some days.
fn unbalanced<T: Real>(edges: &Edges, shocks: &[Shock], settings: Settings) -> f64 {
    let mut network = Network::<T>::new(edges, shocks, settings).unwrap();
    let mut worst = 0.0f64;
    let mut held = network.balance().held;
    for _ in 0..40 {
        network.step();
        let balance = network.balance();
        worst = worst.max((held + balance.shipped - balance.used - balance.held).abs() / held.max(1.0));
        held = balance.held;
    }
    worst
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn goods_are_conserved(seed in 0u64..1000, share in 0.1..1.0f64, lowest in any::<bool>(), days in 1u8..8) {
        let made = Made { sites: 400, links_per_site: 4.0, sectors: 9, longest_transit_days: days, seed };
        let edges = made_up(&made).unwrap();
        let rationing = if lowest { Rationing::LowestFirst } else { Rationing::Proportional };
        let settings = Settings { rationing, cover_days: 6.0, ..Settings::default() };
        let shocks = hit(400, share, 15);
        let apart = unbalanced::<f64>(&edges, &shocks, settings);
        prop_assert!(apart < 1e-9, "{apart:e}");
        let apart = unbalanced::<f32>(&edges, &shocks, settings);
        prop_assert!(apart < 1e-5, "{apart:e} in f32");
    }

    #[test]
    fn more_damage_loses_no_less(seed in 0u64..1000, share in 0.1..0.9f64) {
        let edges = made_up(&Made { sites: 400, seed, ..MADE }).unwrap();
        let run = |share| Network::<f64>::new(&edges, &hit(400, share, 20), Settings::default()).unwrap().run(60);
        let (less, more): (f64, f64) = (run(share).iter().sum(), run(share + 0.1).iter().sum());
        prop_assert!(more <= less * (1.0 + 1e-6), "{more} after {less}");
    }
}
