//! Origin by stage, worked by hand and on the default package.

use crate::common::{AAA, BBB, CCC, DDD, MAGNET, OXIDE, by_hand, element, package, worked};
use coercivity_chain::{Declaration, ItemEvidence, MaterialId, Share, StageId};
use coercivity_trace::concentration::Concentration;
use coercivity_trace::origin::{self, By, ElementOrigin, StageOrigin};
use std::collections::BTreeMap;

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

fn stage(origin: &ElementOrigin, stage: u32) -> &StageOrigin {
    origin.stages.iter().find(|s| s.stage == StageId(stage)).expect("the stage is there")
}

/// 8 t of magnets: x of the scrap oxide comes round, x = 0.1 (8 + x) 1.25 / 1.2.
fn eight_tonnes() -> ElementOrigin {
    let mut chain = by_hand();
    chain.demand[0].flow.0 = 8.0;
    let found = origin::of_country(&chain, Some(DDD), MaterialId(MAGNET), None, By::Mass);
    found.lines[0].elements[0].clone()
}

#[test]
fn a_loop_of_scrap_by_hand() {
    let scrap = 8.0 * 0.125 / 1.2 / (1.0 - 0.125 / 1.2);
    let oxide = (8.0 + scrap) * 1.25 / 1.2;
    let found = eight_tonnes();
    close(found.tonnes_per_year, 8.0);
    let magnets = stage(&found, 2);
    close(magnets.share(CCC), 1.0);
    let separation = stage(&found, 1);
    close(separation.tonnes_per_year, oxide);
    close(separation.share(AAA), 0.9);
    close(separation.share(CCC), 0.1);
    close(separation.recycled, 0.1);
    let mine = stage(&found, 0);
    close(mine.tonnes_per_year, oxide);
    close(mine.share(AAA), 0.6);
    close(mine.share(BBB), 0.4);
    assert!(found.balance_error < 1e-12, "{}", found.balance_error);
}

#[test]
fn mines_behind_a_maker_abroad_are_a_hidden_dependence() {
    let found = eight_tonnes();
    let mine = stage(&found, 0);
    let of_a = &mine.via[0];
    assert_eq!(of_a.country, AAA);
    close(of_a.direct, 0.0);
    assert_eq!(of_a.hidden.len(), 1);
    assert_eq!(of_a.hidden[0].0, CCC);
    close(of_a.hidden[0].1, 0.6);
    let magnets = stage(&found, 2);
    close(magnets.via[0].direct, 1.0);
}

#[test]
fn for_the_maker_itself_the_same_mine_is_direct_or_hidden_by_where_oxide_comes_from() {
    let found = origin::of_country(&by_hand(), Some(CCC), MaterialId(OXIDE), None, By::Mass);
    let mine = stage(&found.lines[0].elements[0], 0);
    // 90 of 106 t (100 for magnets, 6 to demand) come straight from AAA. The other 16 are
    // home-made of the same oxide, so it is AAA through which all of it entered.
    close(mine.via.iter().find(|v| v.country == AAA).expect("AAA").direct, 0.6);
    let of_b = mine.via.iter().find(|v| v.country == BBB).expect("BBB");
    close(of_b.direct, 0.0);
    assert_eq!(of_b.hidden[0].0, AAA);
}

#[test]
fn an_assumed_link_makes_what_lies_behind_it_assumed() {
    let mine = stage(&eight_tonnes(), 0).clone();
    close(mine.evidence.public, 0.6);
    close(mine.evidence.assumed, 0.4);
    close(stage(&eight_tonnes(), 1).evidence.public, 1.0);
}

#[test]
fn a_missing_flow_is_unknown_at_its_stage_and_before() {
    let mut chain = by_hand();
    chain.links[2].flow.0 = 60.0; // 30 t of oxide come from nobody knows where
    let found = origin::of_country(&chain, Some(DDD), MaterialId(MAGNET), None, By::Mass);
    let found = &found.lines[0].elements[0];
    let separation = stage(found, 1);
    close(separation.unknown, 0.3);
    close(separation.share(AAA), 0.6);
    let shares: f64 = separation.shares.iter().map(|(_, share)| share).sum();
    close(shares + separation.unknown, 1.0);
    let known: f64 = 60.0 / 0.9;
    close(stage(found, 0).unknown, 30.0 / (30.0 + known));
    assert!(found.balance_error < 1e-12);
}

#[test]
fn the_heaviest_way_comes_first() {
    let found = eight_tonnes();
    let first = &found.paths[0];
    let keys: Vec<u32> = first.steps.iter().map(|(site, _)| site.0).collect();
    assert_eq!(keys, [3, 2, 0]);
    assert!(first.public && !found.paths[1].public);
    assert!(found.paths.windows(2).all(|two| two[0].share >= two[1].share));
    assert!(found.paths.iter().map(|path| path.share).sum::<f64>() <= 1.0 + 1e-12);
}

#[test]
fn the_world_takes_what_is_made() {
    let chain = &package().chain;
    let mut compared = 0;
    for symbol in ["Nd", "Dy", "Tb", "Sm", "Pr", "Y", "Ga", "Ge", "Sb", "Co", "Li", "Ni", "W", "Mg", "C"] {
        let found = origin::of_world(chain, element(symbol));
        let mut made: BTreeMap<(StageId, _), f64> = BTreeMap::new();
        let mut of_stage: BTreeMap<StageId, f64> = BTreeMap::new();
        for site in &chain.sites {
            for output in &chain.processes[site.process.index()].outputs {
                let material = &chain.materials[output.material.index()];
                let mass = site.activity.value() * output.per_activity.value() * material.fraction(element(symbol));
                *made.entry((material.stage, site.country)).or_default() += mass;
                *of_stage.entry(material.stage).or_default() += mass;
            }
        }
        for stage in &found.stages {
            for (country, share) in &stage.shares {
                let expected = made[&(stage.stage, *country)] / of_stage[&stage.stage] * (1.0 - stage.unknown);
                assert!((share - expected).abs() < 1e-6, "{symbol}: {share} is not {expected}");
                compared += 1;
            }
        }
        assert!(found.balance_error < 1e-9, "{symbol}: {}", found.balance_error);
    }
    assert!(compared > 100, "{compared} shares compared");
}

#[test]
fn a_country_row_of_the_default_package_sums_to_one_and_balances() {
    let chain = &package().chain;
    for (country, material) in
        [("DEU", "ndfeb-heavy"), ("USA", "smco"), ("EUU", "ndfeb-light"), ("JPN", "gallium-metal")]
    {
        let country = chain.country(country);
        let found = origin::of_country(chain, country, chain.material(material).expect("a material"), None, By::Mass);
        assert!(!found.lines[0].elements.is_empty(), "{material}");
        for element in &found.lines[0].elements {
            assert!(element.balance_error < 1e-9);
            for stage in &element.stages {
                let sum: f64 = stage.shares.iter().map(|(_, share)| share).sum::<f64>() + stage.unknown;
                close(sum, 1.0);
                let e = stage.evidence;
                close(e.declared + e.public + e.assumed + e.unknown, 1.0);
                for via in &stage.via {
                    let all = via.direct + via.hidden.iter().map(|(_, share)| share).sum::<f64>();
                    close(all, stage.share(via.country));
                }
            }
        }
    }
}

#[test]
fn what_the_supplier_declares_replaces_the_default_chain() {
    let loaded = worked("ev-motor");
    let chain = &loaded.package.chain;
    let mut study = loaded.study.clone();
    let mine = chain.stages.iter().position(|s| s.key == "mine").expect("mines") as u32;
    let said = |country: Option<&str>, share: f64, supplier: &str| Declaration {
        item: "ndfeb-heavy".into(),
        supplier: supplier.into(),
        element: Some(element("Dy")),
        stage: StageId(mine),
        country: country.and_then(|c| chain.country(c)),
        share: Share(share),
        firm: "A mine".into(),
        evidence: ItemEvidence::Declared,
        date: None,
        note: String::new(),
    };
    study.declarations = vec![said(Some("BRA"), 0.7, ""), said(None, 0.3, "")];
    let found = origin::of_study(chain, &study, Some("front-motor"), Some(element("Dy")), By::Mass);
    let line = &found.lines[0];
    let stage = |key: u32| line.elements[0].stages.iter().find(|s| s.stage == StageId(key)).expect("a stage");
    close(stage(mine).share(chain.country("BRA").expect("Brazil")), 0.7);
    close(stage(mine).unknown, 0.3);
    close(stage(mine).evidence.declared, 0.7);
    assert_eq!(stage(mine).firms[0].name, "A mine");
    // A statement of one supplier beats the one for all.
    study.declarations.push(said(Some("AUS"), 1.0, "assumed supplier, Japan"));
    let found = origin::of_study(chain, &study, Some("front-motor"), Some(element("Dy")), By::Mass);
    let from_japan = found.lines[0].items.iter().find(|i| i.supplier.ends_with("Japan")).expect("an item");
    let mined = from_japan.elements[0].stages.iter().find(|s| s.stage == StageId(mine)).expect("mines");
    close(mined.share(chain.country("AUS").expect("Australia")), 1.0);
}

#[test]
fn a_lines_own_stages_come_from_its_bill_of_materials() {
    let loaded = worked("ev-motor");
    let chain = &loaded.package.chain;
    let found = origin::of_study(chain, &loaded.study, Some("compact-motor"), None, By::Value);
    let dy = found.lines[0].elements.iter().find(|e| e.element == Some(element("Dy"))).expect("dysprosium");
    let of = |key: &str| dy.stages.iter().find(|s| chain.stages[s.stage.index()].key == key).expect("a stage");
    close(of("magnet").share(chain.country("CHN").expect("China")), 0.96);
    close(of("component").share(chain.country("HUN").expect("Hungary")), 1.0);
    close(of("product").share(chain.country("HUN").expect("Hungary")), 1.0);
    assert!(of("mine").share(chain.country("MMR").expect("Myanmar")) > 0.2, "Dy of China is mined in Myanmar too");
    let hidden = of("mine").via.iter().find(|v| v.country == chain.country("MMR").expect("Myanmar")).expect("a row");
    assert_eq!(chain.countries[hidden.hidden[0].0.index()].iso3, "CHN");
    // By value the little terbium and dysprosium weigh more than by mass.
    let by_mass = origin::of_study(chain, &loaded.study, Some("compact-motor"), None, By::Mass);
    assert!(found.lines[0].all.tonnes_per_year > 10.0 * by_mass.lines[0].all.tonnes_per_year);
}

#[test]
fn concentration_by_hand() {
    let mine = stage(&eight_tonnes(), 0).clone();
    let found = Concentration::of(&mine);
    close(found.hhi, 0.36 + 0.16);
    close(found.hhi_high, 0.52);
    close(found.top_three, 1.0);
    close(found.without_top, 0.4);
    let half_known = StageOrigin { unknown: 0.5, shares: vec![(AAA, 0.3), (BBB, 0.2)], ..mine };
    let found = Concentration::of(&half_known);
    close(found.hhi, 0.09 + 0.04);
    close(found.hhi_high, 0.64 + 0.04);
    close(found.without_top, 0.2);
}
