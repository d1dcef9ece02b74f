//! The method of the Commission by hand, and the benchmarks on the default package.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use coercivity_chain::{Chain, Element, MaterialId};
use coercivity_data::Package;
use coercivity_trace::criticality::crma::{consumption, indicator};
use coercivity_trace::criticality::ec::{
    LARGEST_VALUE_ADDED_MEUR, Supply, Terms, economic_importance, instability, supply_risk, weighted_concentration,
};
use coercivity_trace::criticality::stage::{StageSet, stages};

#[test]
fn supply_risk_by_hand() {
    let supply = |rows: &[(f64, f64, f64)]| Supply {
        country: (0..).take(rows.len()).collect(),
        share: rows.iter().map(|row| row.0).collect(),
        trade_factor: rows.iter().map(|row| row.1).collect(),
        instability: rows.iter().map(|row| row.2).collect(),
    };
    let global = weighted_concentration(&supply(&[(0.8, 1.1, 5.0), (0.2, 0.8, 2.0)]));
    assert!((global - (0.64 * 5.0 * 1.1 + 0.04 * 2.0 * 0.8)).abs() < 1e-15);
    let terms = Terms { import_reliance: 0.6, eol_rir: 0.25, substitution: 0.9 };
    // (4 x 0.3 + 2 x 0.7) x 0.75 x 0.9
    assert!((supply_risk(4.0, Some(2.0), &terms) - 1.755).abs() < 1e-12);
    // Without sourcing of the Union, the world stands for both: 4 x 0.75 x 0.9.
    assert!((supply_risk(4.0, None, &terms) - 2.7).abs() < 1e-12);
    assert_eq!((instability(2.5), instability(-2.5), instability(0.0), instability(-9.0)), (0.0, 10.0, 5.0, 10.0));
}

#[test]
fn economic_importance_by_hand() {
    assert_eq!(economic_importance(&[(1.0, LARGEST_VALUE_ADDED_MEUR)], 1.0), 10.0);
    let half = [(0.5, LARGEST_VALUE_ADDED_MEUR), (0.5, 0.0)];
    assert!((economic_importance(&half, 0.8) - 4.0).abs() < 1e-12);
}

fn set(chain: &Chain, key: &str, element: &str) -> StageSet {
    let id: MaterialId = chain.material(key).unwrap();
    let element: Element = element.parse().unwrap();
    stages(chain, &[id], &[element]).remove(0)
}

/// What is made is bought, kept or lost in statistics: nothing is counted twice.
#[test]
fn purchases_and_closing_items_are_what_is_made() {
    let chain = Package::default_package().unwrap().chain;
    for (key, element) in [("gallium-metal", "Ga"), ("germanium-metal", "Ge"), ("cobalt-metal", "Co"), ("smco", "Sm")] {
        let set = set(&chain, key, element);
        let made: f64 = set.production(&chain).iter().map(|(_, tonnes)| tonnes).sum();
        let bought: f64 = set.purchases(&chain).iter().map(|purchase| purchase.tonnes).sum();
        let id = chain.material(key).unwrap();
        let closing = chain
            .demand
            .iter()
            .filter(|demand| demand.material == id && chain.end_uses[demand.end_use.index()].key == "stock-change");
        let kept: f64 = closing.map(|d| d.flow.value()).sum::<f64>()
            * chain.materials[id.index()].fraction(element.parse().unwrap());
        assert!((bought + kept - made).abs() <= 1e-3 * made, "{key}: {bought} + {kept} against {made}");
    }
}

#[test]
fn indicators_are_shares_and_the_rest_of_the_world_is_no_country() {
    let chain = Package::default_package().unwrap().chain;
    let (union, rest) = (chain.country("EUU").unwrap(), chain.country("XRW"));
    for (key, element) in
        [("gallium-metal", "Ga"), ("ndfeb-heavy", "Nd"), ("cobalt-metal", "Co"), ("nickel-refined", "Ni")]
    {
        let set = set(&chain, key, element);
        let used = consumption(&chain, &set, union);
        let found = indicator(&chain, &set, union, rest, used);
        assert!(used > 0.0, "{key}");
        let (country, share) = found.largest.unwrap();
        assert!(Some(country) != rest && !chain.is_within(country, union), "{key}");
        let unknown = found.unknown_share.unwrap();
        assert!(share > 0.0 && unknown >= 0.0 && share + unknown <= 1.0 + 1e-12, "{key}: {share}, {unknown}");
        assert!((found.capacity_share.unwrap() * used - found.capacity_t).abs() < 1e-9 * used);
        // Without a use there is no share, not an infinite one.
        assert_eq!(indicator(&chain, &set, union, rest, 0.0).capacity_share, None);
    }
    let nothing = StageSet { materials: Vec::new(), ..set(&chain, "smco", "Sm") };
    let empty = indicator(&chain, &nothing, union, rest, 0.0);
    assert_eq!((empty.world, empty.largest, empty.unknown_share, empty.purchases_t), (None, None, None, 0.0));
    assert!(empty.capacity_t.is_sign_positive());
}
