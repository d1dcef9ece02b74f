//! Invariants: conservation, fixed point, determinism, monotonicity, carving.

use crate::common::{chain, model, no_events, one_line, run, scenario, worked};
use coercivity_chain::{Control, Event, EventKind, Licensing, Measure, Parameter, Share};
use coercivity_sim::conserve;
use coercivity_sim::digest::digest;
use coercivity_sim::ensemble::{self, Settings};
use coercivity_sim::lanes::{LANES, Lane};
use coercivity_sim::model::{Model, Options};
use coercivity_sim::params::Params;
use coercivity_sim::record::Silent;
use coercivity_sim::state::State;
use coercivity_sim::step;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_element_is_conserved_on_every_day() {
    let loaded = worked("ev-motor");
    let model = model(Some(&loaded.study), &scenario("april-2025"), 150);
    let params = Params::new(&model, 3, 0);
    let mut state = State::new(&model, &params);
    let opening = conserve::ledger(&model, &state);
    for day in 0..model.days {
        step::advance(&model, &params, &mut state, day, &mut Silent);
        let error = conserve::worst_error(&model, &state, &opening);
        assert!(error < 1e-9, "day {day}: {error:e}");
    }
    let dust: f64 = state.dust.iter().flat_map(|lane| lane.0).map(|x| x.abs()).sum();
    assert!(dust < 1e-6, "dust {dust:e} t");
}

#[test]
fn without_events_nothing_moves() {
    let loaded = worked("ev-motor");
    let model = model(Some(&loaded.study), &no_events(), 200);
    let params = Params::new(&model, 3, 0);
    let mut state = State::new(&model, &params);
    let first = state.clone();
    for day in 0..model.days {
        step::advance(&model, &params, &mut state, day, &mut Silent);
    }
    let same = |now: &[Lane], before: &[Lane], scale: &[f64], what: &str| {
        for (n, (a, b)) in now.iter().zip(before).enumerate() {
            for lane in 0..LANES {
                let size = b[lane].abs().max(scale[n]).max(1e-12);
                assert!((a[lane] - b[lane]).abs() <= 1e-9 * size, "{what} {n}: {} {}", a[lane], b[lane]);
            }
        }
    };
    let net = &model.network;
    same(&state.in_stock, &first.in_stock, &net.in_use, "input stock");
    same(&state.in_transit, &first.in_transit, &net.in_use, "transit");
    same(&state.out_stock, &first.out_stock, &net.out_base, "output stock");
    same(&state.link_want, &first.link_want, &net.link_flow, "want");
    same(&state.site_activity, &first.site_activity, &net.site_activity, "activity");
}

#[test]
fn digests_do_not_depend_on_threads_and_do_on_everything_else() {
    let loaded = worked("ev-motor");
    let april = scenario("april-2025");
    let base = model(Some(&loaded.study), &april, 100);
    let with = |model: &Model, seed: u64, threads: usize| {
        digest(
            &ensemble::run(model, Settings { runs: 20, seed, threads, keep_cases: false }, &|_| true)
                .expect("nobody stops it"),
        )
    };
    let one = with(&base, 1, 1);
    assert_eq!(one, with(&base, 1, 2));
    assert_eq!(one, with(&base, 1, 3));
    assert_ne!(one, with(&base, 2, 2), "another seed");
    // A last-digit change of an input each: cover, use, revenue-free flows, a control's parameter.
    let mut study = loaded.study.clone();
    study.bom[0].cover.0 *= 1.0 + 1e-9;
    assert_ne!(one, with(&model(Some(&study), &april, 100), 1, 2), "cover");
    let mut study = loaded.study.clone();
    study.lines[0].units_per_day *= 1.0 + 1e-6;
    assert_ne!(one, with(&model(Some(&study), &april, 100), 1, 2), "units per day");
    let mut changed = chain().clone();
    let number = changed.control("cn-2025-18").unwrap().index();
    let terms = &mut licensing(&mut changed.controls[number]).expect("it licenses").terms;
    terms.lot.value *= 1.01;
    terms.pre_acceptance_median.value += 0.5;
    let options = Options { days: 100, extra_cover_days: 0.0 };
    assert_ne!(one, with(&Model::new(&changed, Some(&loaded.study), &april, &[], options).unwrap(), 1, 2), "control");
}

fn licensing(control: &mut Control) -> Option<&mut Licensing> {
    if let Measure::Licence(licensing) = &mut control.measure { Some(licensing) } else { None }
}

/// Net loss of each run of a study whose buyers do not adapt: no shifting, no rush, no giving up.
fn stubborn(severity: Option<f64>, review: Option<f64>, idles: bool) -> Vec<f64> {
    let mut study = one_line("ndfeb-heavy", "DEU", "ev-traction", 1.0, 21.0, 20.0);
    study.settings.share_shifting = false;
    study.settings.rush = 1.0;
    study.settings.min_rate = Share(if idles { 0.3 } else { 0.0 });
    let mut chain = chain().clone();
    let never = |p: &mut Parameter| {
        p.value = 3650.0;
        p.evidence.low = None;
        p.evidence.high = None;
    };
    for control in &mut chain.controls {
        if let Some(licensing) = licensing(control) {
            never(&mut licensing.terms.gives_up);
        }
    }
    let mut april = scenario("april-2025");
    let control = chain.control("cn-2025-18").unwrap();
    let event = |kind| Event { date: april.start, label: "x".into(), kind, source: None };
    let mut more = Vec::new();
    more.extend(severity.map(|refused| event(EventKind::Severity { control, refused })));
    more.extend(review.map(|factor| event(EventKind::ReviewFactor { control, factor })));
    april.events.splice(1..1, more);
    let model = Model::new(&chain, Some(&study), &april, &[], Options { days: 300, extra_cover_days: 0.0 }).unwrap();
    let outcome = run(&model, 16, 2);
    // Units missed less units made up: what was missed in all also counts the stops that overtime itself
    // brings on by using up scarce inputs sooner.
    outcome.lines[0]
        .missing
        .chunks(outcome.days)
        .filter_map(|days| days.last().map(|units| f64::from(*units)))
        .collect()
}

/// In every run, more of it never means less loss (beyond `slack` units); over all runs it means more.
fn assert_rises(losses: &[Vec<f64>], slack: f64) {
    for pair in losses.windows(2) {
        for (less, more) in pair[0].iter().zip(&pair[1]) {
            assert!(*more >= less * (1.0 - 1e-9) - slack, "{less} then {more}");
        }
    }
    let sum = |runs: &[f64]| runs.iter().sum::<f64>();
    assert!(losses.first().map(|l| sum(l)) < losses.last().map(|l| sum(l)));
}

const SEVERITIES: [f64; 6] = [0.0, 0.1, 0.3, 0.6, 0.9, 1.0];
const REVIEWS: [f64; 6] = [0.5, 0.8, 1.0, 1.5, 2.0, 4.0];

#[test]
fn a_higher_severity_never_lowers_the_loss() {
    assert_rises(&SEVERITIES.map(|severity| stubborn(Some(severity), None, false)), 0.0);
}

#[test]
fn a_longer_review_never_lowers_the_loss() {
    assert_rises(&REVIEWS.map(|factor| stubborn(Some(0.1), Some(factor), false)), 0.0);
}

/// A line that idles below a least rate waits for a batch of inputs, so two runs can
/// differ by that batch (3 days of 100 units) either way at any moment, and by no more.
#[test]
fn idling_moves_the_loss_by_a_batch_at_most() {
    assert_rises(&SEVERITIES.map(|severity| stubborn(Some(severity), None, true)), 300.0);
    assert_rises(&REVIEWS.map(|factor| stubborn(Some(0.1), Some(factor), true)), 300.0);
}

#[test]
fn attaching_a_study_moves_no_other_flow() {
    let loaded = worked("ev-motor");
    let without = model(None, &no_events(), 10);
    let with = model(Some(&loaded.study), &no_events(), 10);
    let flows = |model: &Model| -> BTreeMap<(String, u32), f64> {
        let net = &model.network;
        let keys = net.link_key.iter().zip(&net.link_in).map(|(key, slot)| (key.clone(), net.in_good[*slot as usize]));
        keys.zip(net.link_flow.iter().copied()).collect()
    };
    let (before, after) = (flows(&without), flows(&with));
    // Chains that no link joins to the study are left out, and left out whole.
    let chain = chain();
    let kept: BTreeSet<&String> = with.network.site_key.iter().collect();
    for link in &chain.links {
        let [supplier, buyer] = [link.supplier, link.buyer].map(|site| &chain.sites[site.index()].key);
        assert_eq!(kept.contains(supplier), kept.contains(buyer), "{supplier} to {buyer}");
    }
    // Output of every other site is unchanged, whoever takes it.
    for (out, site) in without.network.out_site.iter().enumerate() {
        let key = &without.network.site_key[*site as usize];
        if !kept.contains(key) {
            continue;
        }
        let Some(same) = (0..with.network.out_site.len()).find(|o| {
            with.network.site_key[with.network.out_site[*o] as usize] == *key
                && with.network.out_good[*o] == without.network.out_good[out]
        }) else {
            panic!("{key} is gone")
        };
        let carved = key.starts_with("component-") || key.starts_with("product-");
        let (a, b) = (without.network.out_base[out], with.network.out_base[same]);
        assert!(carved || (a - b).abs() <= 1e-9 * a, "{key}: {a} {b}");
    }
    // Links change only where a line was carved out: into its market, out of its market, or swapped for it.
    let changed: Vec<&String> = before
        .iter()
        .filter(|(key, _)| key.0.split_once('>').is_some_and(|(supplier, _)| kept.contains(&supplier.to_owned())))
        .filter(|(key, flow)| (after[key] - **flow).abs() > 1e-9 * **flow)
        .map(|(key, _)| &key.0)
        .collect();
    let markets = ["ev-traction-heavy-DEU", "ev-traction-heavy-HUN", "car-auxiliary-light-DEU"];
    for key in &changed {
        assert!(markets.iter().any(|m| key.contains(m)) || with.assumed.iter().any(|a| a.contains("carved")), "{key}");
    }
    assert!(!changed.is_empty() && changed.len() < 40, "{}", changed.len());
}
