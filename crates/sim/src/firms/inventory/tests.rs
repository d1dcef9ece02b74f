//! Cases worked by hand.

use super::*;

/// 0 sells 10 to 1 and 10 to end users; 1 sells 20 to end users.
fn pair() -> Edges {
    Edges {
        sector: vec![0, 1],
        output: vec![20.0, 20.0],
        supplier: vec![0],
        buyer: vec![1],
        flow: vec![10.0],
        transit_days: Vec::new(),
    }
}

fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-12, "{found} for {wanted}");
}

#[test]
fn nothing_moves_without_damage() {
    for rationing in [Rationing::Proportional, Rationing::LowestFirst] {
        let settings = Settings { rationing, ..Settings::default() };
        let mut model = Inventory::<f64>::new(&pair(), &[0.0; 2], settings).unwrap();
        (0..100).for_each(|_| model.step());
        close(model.output(), 40.0);
    }
}

#[test]
fn three_days_of_a_supplier_at_a_quarter() {
    let settings = Settings { rationing: Rationing::Proportional, ..Settings::default() };
    let mut model = Inventory::<f64>::new(&pair(), &[0.75, 0.0], settings).unwrap();
    // Day 0: everything ordered yesterday arrives; 0 makes 5 of 20, so a quarter of each want is met.
    model.step();
    close(model.output(), 5.0 + 20.0);
    // Day 1: 1 has 15 x 10 + 2.5 - 10 = 142.5 and orders 10 + 7.5 / 6 = 11.25; of 21.25 asked 5 are made.
    model.step();
    close(model.stock[0], 14.25);
    close(model.want[0], 1.125);
    close(model.level[0], 5.0 / 21.25);
    // Day 2: 142.5 + 11.25 x 5 / 21.25 - 10.
    model.step();
    close(model.stock[0], (142.5 + 11.25 * 5.0 / 21.25 - 10.0) / 10.0);
}

#[test]
fn lowest_first_raises_all_together() {
    let mut model = Inventory::<f64>::new(&pair(), &[0.75, 0.0], Settings::default()).unwrap();
    model.step();
    // Both ask for their normal: both get a quarter.
    close(model.level[0], 0.25);
    model.step();
    // Wants of 1.125 and 1, both short of 5 / 20: the level is the same for both.
    close(model.level[0], 0.25);
    model.step();
    close(model.stock[0], (142.5 + 2.5 - 10.0) / 10.0);
}

#[test]
fn suppliers_of_a_sector_stand_in_for_each_other() {
    // 2 buys 6 from 0 and 2 from 1, of one sector; 0 stops. The 120 in stock and what 1 sends last beyond day 15.
    let edges = Edges {
        sector: vec![0, 0, 1],
        output: vec![6.0, 8.0, 10.0],
        supplier: vec![0, 1],
        buyer: vec![2, 2],
        flow: vec![6.0, 2.0],
        transit_days: Vec::new(),
    };
    let mut model = Inventory::<f64>::new(&edges, &[1.0, 0.0, 0.0], Settings::default()).unwrap();
    (0..15).for_each(|_| model.step());
    close(model.activity()[2], 1.0);
    (0..30).for_each(|_| model.step());
    // The trap of the model: orders follow what could be made, so they shrink with it until nothing is made.
    close(model.activity()[2], 0.0);
}

#[test]
fn damage_is_a_share_for_each_site() {
    for damage in [&[0.0][..], &[0.0, 1.5], &[0.0, f64::NAN]] {
        assert!(Inventory::<f64>::new(&pair(), damage, Settings::default()).is_err());
    }
}
