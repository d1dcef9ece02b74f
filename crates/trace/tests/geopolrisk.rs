//! GeoPolRisk by hand, and what must hold whatever the figures.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use coercivity_trace::criticality::concentration::concentration;
use coercivity_trace::criticality::flows::{Flows, FlowsBuilder};
use coercivity_trace::criticality::geopolrisk::{COPPER_USD_PER_KG, Question, Risk, Unit, World, risk};
use coercivity_trace::criticality::production::{Output, Production};
use coercivity_trace::criticality::stability::Stability;
use proptest::prelude::*;

const YEAR: u16 = 2023;
const ORE: u32 = 260_300;

fn flows(rows: &[(u16, u16, f64, Option<f64>)]) -> Flows {
    let mut builder = FlowsBuilder::default();
    for (exporter, importer, value, quantity) in rows {
        assert!(builder.push(YEAR, ORE, (*exporter, *importer), *value, *quantity));
    }
    builder.finish().unwrap()
}

fn production(rows: &[(u16, f64)]) -> Production {
    let output = |(country, tonnes): &(u16, f64)| Output {
        material: 0,
        year: YEAR,
        country: Some(*country),
        amount: *tonnes,
        tonnes: *tonnes,
    };
    Production::new(rows.iter().map(output).collect())
}

fn ask(flows: &Flows, production: &Production, figures: &[(u16, f64)], members: &[u16]) -> Risk {
    let figures: Vec<_> = figures.iter().map(|(country, value)| (*country, YEAR, *value)).collect();
    let stability = Stability::new(&figures);
    let world = World { flows, production, stability: &stability };
    risk(&world, &Question { material: 0, products: &[ORE], year: YEAR, unit: &Unit::new(members.to_vec()) })
}

#[test]
fn a_country_by_hand() {
    let trade = flows(&[(1, 3, 60.0, Some(6.0)), (2, 3, 20.0, Some(2.0)), (1, 2, 9.0, Some(1.0))]);
    let found = ask(&trade, &production(&[(1, 30.0), (2, 8.0), (3, 2.0)]), &[(1, 0.2)], &[3]);
    // (900 + 64 + 4) / 1600; (6 x 0.2 + 2 x 0.5) / (8 + 2); 80 / 8.
    let (hhi, risk) = (0.605, 0.22);
    assert!((found.hhi.unwrap() - hhi).abs() < 1e-15);
    assert!((found.import_risk.unwrap() - risk).abs() < 1e-15);
    assert!((found.score.unwrap() - hhi * risk).abs() < 1e-15);
    assert_eq!(found.price_usd_per_kg, Some(10.0));
    assert!((found.factor.unwrap() - hhi * risk * 10.0 / COPPER_USD_PER_KG).abs() < 1e-12);
    assert_eq!((found.imports.unrated_t, found.imports.largest, found.domestic_t), (2.0, Some(1), 2.0));
}

#[test]
fn trade_inside_a_union_is_safe_supply() {
    let trade = flows(&[(1, 3, 60.0, Some(6.0)), (4, 3, 20.0, Some(4.0)), (3, 4, 1.0, Some(2.0))]);
    let found = ask(&trade, &production(&[(1, 30.0), (4, 8.0)]), &[(1, 0.5), (4, 1.0)], &[3, 4, 3]);
    // 6 x 0.5 over 12 imported, 6 of them from inside, and 8 made.
    assert_eq!(found.import_risk, Some(3.0 / 20.0));
}

#[test]
fn a_flow_without_weight_is_in_the_price_only() {
    let trade = flows(&[(1, 3, 60.0, Some(6.0)), (2, 3, 30.0, None)]);
    let found = ask(&trade, &production(&[(1, 1.0)]), &[(1, 0.2), (2, 1.0)], &[3]);
    assert!((found.import_risk.unwrap() - 0.2).abs() < 1e-15);
    assert_eq!((found.price_usd_per_kg, found.imports.unweighed_kusd), (Some(15.0), 30.0));
}

#[test]
fn no_trade_anywhere_is_no_score_and_no_purchase_is_nought() {
    let made = production(&[(1, 3.0), (2, 1.0)]);
    let none = ask(&flows(&[]), &made, &[], &[3]);
    assert_eq!((none.score, none.import_risk, none.price_usd_per_kg), (None, None, None));
    assert!(none.hhi.is_some() && none.domestic_t.is_sign_positive());
    let others = ask(&flows(&[(1, 2, 1.0, Some(1.0))]), &made, &[], &[3]);
    assert_eq!((others.score, others.price_usd_per_kg), (Some(0.0), None));
    let unmade = ask(&flows(&[(1, 2, 1.0, Some(1.0))]), &production(&[]), &[], &[2]);
    assert_eq!((unmade.hhi, unmade.score, unmade.import_risk), (None, None, Some(0.5)));
    let nothing = ask(&flows(&[(1, 2, 1.0, Some(1.0))]), &production(&[(1, 0.0)]), &[], &[2]);
    assert_eq!((nothing.hhi, nothing.score), (None, None));
}

#[test]
fn a_flow_that_is_there_twice_is_refused() {
    let mut builder = FlowsBuilder::default();
    builder.push(YEAR, ORE, (9, 3), 1.0, None);
    builder.push(YEAR, ORE, (1, 3), 1.0, None);
    builder.push(YEAR, ORE, (1, 3), 2.0, None);
    let twice = builder.finish().unwrap_err();
    assert_eq!((twice.exporter, twice.importer, twice.first, twice.second), (1, 3, 1, 2));
    assert!(twice.to_string().contains("260300"), "{twice}");
}

#[test]
fn concentration_by_hand() {
    let found = concentration([(7, 60.0), (9, 20.0), (7, 20.0), (8, 0.0)]).unwrap();
    assert!((found.hhi - 0.68).abs() < 1e-15);
    assert_eq!((found.top, found.top_share, found.total), (7, 0.8, 100.0));
    assert_eq!(concentration([(9, 1.0), (7, 1.0)]).unwrap().top, 7, "of equals the lowest number");
    assert_eq!((concentration([(1, 0.0)]), concentration([])), (None, None));
}

#[test]
fn stability_keeps_the_first_of_two_figures() {
    let stability = Stability::new(&[(328, 2022, 0.4), (328, 2022, 0.5), (4, 2023, 1.0)]);
    assert_eq!((stability.of(328, 2022), stability.of(328, 2023), stability.of(4, 2023)), (Some(0.4), None, Some(1.0)));
    assert_eq!((stability.of(999, 2022), stability.of(4, 1999), stability.of(4, 2050)), (None, None, None));
    assert_eq!(Stability::new(&[]).of(0, 0), None);
}

proptest! {
    /// Figures are shares; the order of rows does not matter, to the last bit; less stable exporters are no less risk.
    #[test]
    fn scores_are_shares_and_do_not_depend_on_order(
        rows in proptest::collection::btree_map(
            (1_u16..12, 1_u16..12), (0.0_f64..1e6, proptest::option::of(0.0_f64..1e6)), 1..40),
        made in proptest::collection::vec((1_u16..12, 0.0_f64..1e6), 1..12),
        figures in proptest::collection::vec(0.0_f64..1.0, 12),
        members in proptest::collection::vec(1_u16..12, 1..4),
    ) {
        let rows: Vec<_> = rows.into_iter().map(|((i, j), (v, q))| (i, j, v, q)).collect();
        let figures: Vec<(u16, f64)> = (0_u16..).zip(figures).collect();
        let made = production(&made);
        let found = ask(&flows(&rows), &made, &figures, &members);
        for share in [found.hhi, found.import_risk, found.score].into_iter().flatten() {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&share), "{share}");
        }
        let backwards: Vec<_> = rows.iter().rev().copied().collect();
        prop_assert_eq!(found, ask(&flows(&backwards), &made, &figures, &members));
        let worse: Vec<(u16, f64)> = figures.iter().map(|(country, value)| (*country, value.max(0.5))).collect();
        let worse = ask(&flows(&rows), &made, &worse, &members);
        // Countries without a figure count as 0.5 in both.
        prop_assert!(worse.import_risk >= found.import_risk);
    }
}
