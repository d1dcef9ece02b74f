//! Properties on random chains with loops of scrap.

use crate::common::{by_hand, demand, element, flow, link, process, site};
use coercivity_chain::{Basis, Chain, MaterialId};
use coercivity_trace::origin::{self, By};
use proptest::prelude::*;

/// Three mines, three separations, three magnet makers that return scrap, all in four
/// countries, joined by random flows; activities follow from the flows.
fn chains() -> impl Strategy<Value = Chain> {
    let flows = || proptest::collection::vec(prop_oneof![Just(0.0), 0.1..100.0_f64], 9);
    (flows(), flows(), 0.0..0.4_f64, proptest::collection::vec(0u32..4, 9)).prop_map(|(ore, oxide, back, countries)| {
        let sum = |all: &[f64], by: &dyn Fn(usize) -> bool| -> f64 {
            all.iter().enumerate().filter(|(n, _)| by(*n)).map(|(_, flow)| flow).sum()
        };
        let mut chain = by_hand();
        chain.processes = vec![
            process("mine", 0, vec![], vec![flow(0, 1.0)]),
            process("separation", 1, vec![flow(0, 1.25)], vec![flow(1, 1.0)]),
            process("magnets", 2, vec![flow(1, 1.5)], vec![flow(2, 1.0), flow(1, back)]),
        ];
        chain.sites.clear();
        chain.links.clear();
        chain.demand.clear();
        for (n, country) in countries.iter().enumerate().take(3) {
            chain.sites.push(site("mine", 0, *country, sum(&ore, &|i| i / 3 == n)));
        }
        for n in 0..3 {
            chain.sites.push(site("separation", 1, countries[3 + n], sum(&ore, &|i| i % 3 == n) / 1.25));
        }
        for n in 0..3 {
            // Own scrap covers a part of the need, the rest comes over the links.
            let bought = sum(&oxide, &|i| i % 3 == n);
            chain.sites.push(site("magnets", 2, countries[6 + n], bought / (1.5 - back)));
        }
        for (i, flow) in ore.iter().enumerate().filter(|(_, flow)| **flow > 0.0) {
            chain.links.push(link(i as u32 / 3, 3 + i as u32 % 3, 0, *flow, Basis::Reported));
        }
        for (i, flow) in oxide.iter().enumerate().filter(|(_, flow)| **flow > 0.0) {
            chain.links.push(link(3 + i as u32 / 3, 6 + i as u32 % 3, 1, *flow, Basis::Assumed));
        }
        for n in 6..9 {
            let activity = chain.sites[n as usize].activity.value();
            chain.links.push(link(n, n, 1, activity * back, Basis::Reported));
            chain.demand.push(demand(n, 2, 3, activity));
        }
        chain
    })
}

proptest! {
    #[test]
    fn mass_balances_and_shares_sum_to_one(chain in chains()) {
        let found = origin::of_country(&chain, coercivity_chain::CountryId(3).into(), MaterialId(2), None, By::Mass);
        for element in found.lines.iter().flat_map(|line| &line.elements) {
            prop_assert!(element.balance_error < 1e-9, "{}", element.balance_error);
            for stage in &element.stages {
                let sum = stage.unknown + stage.shares.iter().map(|(_, share)| share).sum::<f64>();
                prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
                prop_assert!(stage.shares.iter().all(|(_, share)| *share > 0.0 && *share <= 1.0 + 1e-12));
                prop_assert!(stage.recycled <= 1.0 + 1e-12);
            }
        }
    }

    #[test]
    fn the_world_takes_what_is_made(chain in chains()) {
        let found = origin::of_world(&chain, element("Nd"));
        prop_assert!(found.tonnes_per_year == 0.0 || found.balance_error < 1e-9);
        for stage in &found.stages {
            let made: f64 = chain
                .sites
                .iter()
                .flat_map(|site| {
                    let outputs = &chain.processes[site.process.index()].outputs;
                    outputs.iter().map(move |o| (o.material, site.activity.value() * o.per_activity.value()))
                })
                .filter(|(material, _)| chain.materials[material.index()].stage == stage.stage)
                .map(|(_, mass)| mass)
                .sum();
            let known = stage.tonnes_per_year * (1.0 - stage.unknown);
            prop_assert!((known - made).abs() <= 1e-6 * made, "{known} is not {made}");
        }
    }
}
