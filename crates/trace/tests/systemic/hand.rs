//! Networks small enough for pencil and paper.

use coercivity_trace::systemic::{
    Cascade, FirmNetwork, Need, Needs, NetworkError, Precision, Sale, Settings, indices, scenarios, top,
};

pub(crate) fn sale(supplier: u32, buyer: u32, value: f64) -> Sale {
    Sale { supplier, buyer, value }
}

pub(crate) fn settings(precision: Precision, eps: f64) -> Settings {
    Settings { eps, precision, ..Settings::default() }
}

fn index(network: &FirmNetwork, firm: u32) -> Cascade {
    let exact = indices(network, &[firm], &settings(Precision::F64, 1e-2), &|_| ())[0];
    let narrow = indices(network, &[firm], &settings(Precision::F32, 1e-2), &|_| ())[0];
    assert!((exact.total - narrow.total).abs() < 1e-6 && exact.sweeps == narrow.sweeps, "{exact:?} {narrow:?}");
    exact
}

fn near(figure: f64, wanted: f64) {
    assert!((figure - wanted).abs() < 1e-12, "{figure} instead of {wanted}");
}

/// 0 sells 6 to 1; 2, of the same sector, sells 2 to 1 and 4 to 3; 1 sells 8 to 3.
fn two_suppliers(need: Need) -> FirmNetwork {
    let sales = vec![sale(0, 1, 6.0), sale(2, 1, 2.0), sale(2, 3, 4.0), sale(1, 3, 8.0)];
    FirmNetwork::new(vec![0, 1, 0, 2], None, sales, Needs::all(3, need)).unwrap()
}

#[test]
fn an_essential_input_with_a_rival() {
    // Outputs 6, 8, 6, 0 of 20. Firm 0 fails. First sweep: it held half of its sector, so 1 feels
    // 6/8 of a half, 0.375. Sweep 2: of its sector 6 is left of 12, firm 0's share is now 1, so 1 loses 6/8;
    // 3 loses all that 1 (its sector's only firm) lost, 0.375. Sweep 3: 1's loss is felt by 3 as
    // min(1, 8 / (8 x 0.25)) x 0.75. Upstream nothing: who buys from 0 is not a supplier of it.
    let cascade = index(&two_suppliers(Need::Essential), 0);
    // The first sweep starts when firm 0 is already gone: 6 of 12 is left, its share is 6 / 6.
    near(cascade.downstream, (6.0 + 8.0 * 0.75) / 20.0);
    near(cascade.upstream, 6.0 / 20.0);
    near(cascade.total, 0.6);
    assert_eq!(cascade.sweeps, 3, "two that change something and one that does not");
}

#[test]
fn what_is_not_essential_is_weighed_by_all_purchases() {
    let mut needs = Needs::all(3, Need::NonEssential);
    // 3 buys 4 from sector 0 and 8 from sector 1; firm 2 is all that sells to 3 of sector 0.
    needs.set(1, 2, Need::Negligible);
    let sales = vec![sale(0, 1, 6.0), sale(2, 1, 2.0), sale(2, 3, 4.0), sale(1, 3, 8.0), sale(3, 0, 10.0)];
    let network = FirmNetwork::new(vec![0, 1, 0, 2], None, sales, needs).unwrap();
    // Outputs 6, 8, 6, 10. Firm 2 fails: half of sector 0 is left and 2 was as large, so its share is 1.
    // 1 loses 2/8 = 0.25, 3 loses 4/12 = 1/3 of its inputs; 0 then loses what 3 lacks: 10/10 x 1/3;
    // then of sector 0 is left 6 x 2/3 of 12: 0's share is 6/4 -> 1; 1 loses 6/8 x 1/3 + 2/8 = 0.5; 3 is not
    // touched by 1 (negligible). So in the end 0: 1/3, 1: 1/2, 2: 1, 3: 1/3.
    let cascade = index(&network, 2);
    near(cascade.downstream, (6.0 / 3.0 + 8.0 / 2.0 + 6.0 + 10.0 / 3.0) / 30.0);
    // Nobody sells to 2, so upstream it is alone.
    near(cascade.upstream, 6.0 / 30.0);
    assert_eq!(cascade.sweeps, 4);
}

#[test]
fn demand_is_missing_in_proportion_to_sales() {
    // 0 sells 3 to 1 and 1 to 2. Firm 1 fails: 0 loses 3/4.
    let sales = vec![sale(0, 1, 3.0), sale(0, 2, 1.0), sale(3, 0, 5.0), sale(1, 4, 1.0)];
    let network = FirmNetwork::new(vec![0; 5], None, sales, Needs::all(1, Need::Negligible)).unwrap();
    let cascade = index(&network, 1);
    // Outputs 4, 1, 0, 5, 0 of 10; 3 sells to 0 only and loses 3/4 too.
    near(cascade.upstream, (4.0 * 0.75 + 1.0 + 5.0 * 0.75) / 10.0);
    near(cascade.downstream, 0.1);
    near(cascade.total, cascade.upstream);
    assert_eq!(cascade.sweeps, 3);
}

#[test]
fn sales_outside_the_list_soften_the_fall() {
    let sales = vec![sale(0, 1, 3.0), sale(1, 0, 1.0)];
    let network = FirmNetwork::new(vec![0, 0], Some(vec![12.0, 4.0]), sales, Needs::all(1, Need::Negligible)).unwrap();
    // 0 sells 3 of 12 to 1; weights are 12 and 4 of 16.
    near(index(&network, 1).upstream, (12.0 * 0.25 + 4.0) / 16.0);
}

#[test]
fn small_changes_end_a_cascade() {
    // A chain in which each link carries 1/20 of sales: 0.05, then 0.0025, below the threshold but kept.
    let sales =
        vec![sale(1, 0, 1.0), sale(1, 3, 19.0), sale(2, 1, 1.0), sale(2, 3, 19.0), sale(4, 2, 1.0), sale(4, 3, 19.0)];
    let network = FirmNetwork::new(vec![0; 5], None, sales, Needs::all(1, Need::Negligible)).unwrap();
    let cascade = index(&network, 0);
    assert_eq!(cascade.sweeps, 2);
    near(cascade.upstream, (20.0 * 0.05 + 20.0 * 0.0025) / 60.0);
}

#[test]
fn sales_in_parts_and_in_any_unit_are_the_same() {
    let whole = index(&two_suppliers(Need::Essential), 2);
    let thousandths = |part: f64| {
        let sales = [(0, 1, 6.0), (2, 1, 2.0), (2, 3, 4.0), (1, 3, 8.0)];
        let split = |(s, d, v): (u32, u32, f64)| [sale(s, d, v * part * 0.25), sale(s, d, v * part * 0.75)];
        let sales = sales.into_iter().flat_map(split).collect();
        FirmNetwork::new(vec![0, 1, 0, 2], None, sales, Needs::all(3, Need::Essential)).unwrap()
    };
    for part in [1.0, 1e-12, 1e12] {
        let other = index(&thousandths(part), 2);
        assert!((whole.total - other.total).abs() < 1e-12 && whole.sweeps == other.sweeps, "{part}");
    }
}

#[test]
fn part_of_a_firm_may_fail() {
    let network = two_suppliers(Need::Essential);
    let shocks = vec![vec![(0, 0.5)], vec![(0, 1.0)], vec![(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0)], Vec::new()];
    let found = scenarios(&network, &shocks, &settings(Precision::F64, 1e-2));
    // 9 of 12 is left, firm 0's share of it 6/9: 1 feels 6/8 x 2/3 x 1/2 = 0.25.
    near(found[0].downstream, (3.0 + 8.0 * 0.25) / 20.0);
    assert_eq!(found[1], index(&network, 0));
    near(found[2].total, 1.0);
    near(found[3].total, 0.0);
}

#[test]
fn empty_networks_and_foreign_firms_are_no_trouble() {
    let none = FirmNetwork::new(Vec::new(), None, Vec::new(), Needs::all(0, Need::Essential)).unwrap();
    assert!(indices(&none, &[], &Settings::default(), &|_| ()).is_empty());
    assert!(top(&none, 5, 10, &Settings::default(), &|_| ()).top.is_empty());
    let lonely = FirmNetwork::new(vec![0, 0], None, Vec::new(), Needs::all(1, Need::Essential)).unwrap();
    near(index(&lonely, 0).total, 0.0);
    near(index(&lonely, 99).total, 0.0);
    assert_eq!(top(&lonely, 5, 10, &Settings::default(), &|_| ()).top.len(), 2);
}

#[test]
fn what_cannot_be_is_refused() {
    let needs = || Needs::all(1, Need::Essential);
    let refused = |sector: Vec<u32>, output, sales| FirmNetwork::new(sector, output, sales, needs()).unwrap_err();
    assert_eq!(refused(vec![0], None, vec![sale(0, 1, 1.0)]), NetworkError::NoSuchFirm(sale(0, 1, 1.0)));
    assert!(matches!(refused(vec![0], None, vec![sale(0, 0, -1.0)]), NetworkError::BadValue(_)));
    assert!(matches!(refused(vec![0], None, vec![sale(0, 0, f64::NAN)]), NetworkError::BadValue(_)));
    assert_eq!(refused(vec![1], None, Vec::new()), NetworkError::NoSuchSector { firm: 0, sector: 1 });
    assert_eq!(refused(vec![0], Some(vec![f64::INFINITY]), Vec::new()), NetworkError::BadOutput);
    assert_eq!(refused(vec![0], Some(Vec::new()), Vec::new()), NetworkError::BadOutput);
}
