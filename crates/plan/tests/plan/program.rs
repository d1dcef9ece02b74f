//! The plan equals brute force on small cases, and keeps its promises on others.

use crate::common::{best, case, lever, with_levers};
use coercivity_plan::case::{Case, Demand, Effect};
use coercivity_plan::conflict::conflict;
use coercivity_plan::program::{Answer, Bound, Cuts, evaluate, prices, solve, value};

fn worth(case: &Case, bought: &[f64]) -> f64 {
    value(case, bought, &evaluate(case, bought))
}

/// Least value on a grid of `steps` per lever.
fn brute_force(case: &Case, steps: usize, allowed: &dyn Fn(&[f64]) -> bool) -> f64 {
    let mut least = f64::INFINITY;
    for n in 0..(steps + 1).pow(case.levers.len() as u32) {
        let mut rest = n;
        let bought: Vec<f64> = case
            .levers
            .iter()
            .map(|lever| {
                let step = rest % (steps + 1);
                rest /= steps + 1;
                lever.most * step as f64 / steps as f64
            })
            .collect();
        if allowed(&bought) {
            least = least.min(worth(case, &bought));
        }
    }
    least
}

#[test]
fn the_plan_equals_brute_force() {
    for seed in 0..8 {
        let case = with_levers(case(seed, 1, 5), seed);
        let plan = best(&case);
        assert!((plan.value - worth(&case, &plan.bought)).abs() < 1e-6);
        let grid = brute_force(&case, 36, &|_| true);
        // A grid can only be worse than the best, and by no more than a step of each lever costs or saves.
        assert!(plan.value <= grid + 1e-4 * grid.max(1.0), "seed {seed}: {} {grid}", plan.value);
        assert!(plan.value >= grid - 0.05 * grid.max(1.0), "seed {seed}: {} {grid}", plan.value);
        assert!(plan.bound <= plan.value && plan.value - plan.bound <= 1e-4 * plan.value.max(1.0));
    }
}

/// All or nothing, one of two, and a budget: every combination can be tried exactly.
#[test]
fn choices_equal_their_enumeration() {
    for seed in 0..20 {
        let mut case = case(seed, 2, 6);
        let mut next = crate::common::numbers(seed + 99);
        for line in 0..2 {
            for n in 0..3 {
                let inputs = vec![0, 1];
                let effect = match n {
                    0 => Effect::Stock { line, inputs, from_day: 0.0, held: 1.0 },
                    1 => Effect::Flow { line, inputs, from_day: 30.0, held: 0.8 },
                    _ => Effect::Flow { line, inputs, from_day: 90.0, held: 1.0 },
                };
                let mut one = lever(0.0, 400.0 * next(), if n == 0 { 20.0 } else { 0.9 }, effect);
                one.whole = true;
                one.instead_of = (n > 0).then_some(line);
                case.levers.push(one);
            }
        }
        case.demands.push(("budget".to_owned(), Demand::Budget(500.0)));
        let once = |x: &[f64]| x[1] * x[2] == 0.0 && x[4] * x[5] == 0.0 && case.cost(x) <= 500.0 + 1e-9;
        let grid = brute_force(&case, 1, &once);
        let plan = best(&case);
        assert!((plan.value - grid).abs() < 1e-4 * grid.max(1.0), "seed {seed}: {} {grid}", plan.value);
    }
}

#[test]
fn never_worse_than_nothing_or_than_one_lever_alone() {
    for seed in 0..25 {
        let case = with_levers(case(seed, 3, 20), seed);
        let plan = best(&case);
        let slack = 1e-4 * plan.value.max(1.0);
        assert!(plan.value <= worth(&case, &vec![0.0; case.levers.len()]) + slack);
        for k in 0..case.levers.len() {
            for step in 1..=20 {
                let mut alone = vec![0.0; case.levers.len()];
                alone[k] = case.levers[k].most * f64::from(step) / 20.0;
                assert!(plan.value <= worth(&case, &alone) + slack, "seed {seed}, lever {k}");
            }
        }
    }
}

#[test]
fn more_budget_never_hurts() {
    for seed in 0..10 {
        let mut case = with_levers(case(seed, 2, 10), seed);
        let mut cuts = Cuts::default();
        let mut last = f64::INFINITY;
        for budget in [0.0, 20.0, 60.0, 150.0, 400.0, 1e6] {
            case.demands = vec![("budget".to_owned(), Demand::Budget(budget))];
            let Answer::Best(plan) = solve(&case, &mut cuts).unwrap() else { panic!("nothing can always be bought") };
            assert!(plan.cost <= budget * (1.0 + 1e-6) + 1e-6);
            assert!(plan.value <= last + 1e-4 * plan.value.max(1.0), "seed {seed}, budget {budget}");
            last = plan.value;
        }
    }
}

/// A price of a bound is what a little more of it saves.
#[test]
fn a_price_is_what_a_little_more_saves() {
    let mut found = 0;
    for seed in 0..10 {
        let mut case = with_levers(case(seed, 1, 8), seed);
        case.levers.iter_mut().for_each(|lever| lever.fixed_cost = 0.0);
        case.demands = vec![("budget".to_owned(), Demand::Budget(40.0))];
        let mut cuts = Cuts::default();
        let Answer::Best(plan) = solve(&case, &mut cuts).unwrap() else { panic!("feasible") };
        let prices = prices(&case, &cuts, &plan).unwrap();
        let Some(price) = prices.iter().find(|price| price.of == Bound::Demand(0)) else { continue };
        let with = |budget: f64| {
            let mut other = case.clone();
            other.demands[0].1 = Demand::Budget(budget);
            best(&other).value
        };
        let (more, less) = (plan.value - with(41.0), with(39.0) - plan.value);
        let slack = 2e-4 * plan.value.max(1.0);
        assert!(price.saves >= more - slack && price.saves <= less + slack, "{seed}: {more} {} {less}", price.saves);
        found += 1;
    }
    assert!(found >= 5, "{found}");
}

#[test]
fn a_conflict_names_the_demands_that_clash_and_no_other() {
    let mut case = with_levers(case(3, 1, 5), 3);
    case.demands = vec![
        ("budget".to_owned(), Demand::Budget(1.0)),
        ("rule".to_owned(), Demand::AtLeast { terms: vec![(1, 1.0)], least: 0.5 }),
        ("service".to_owned(), Demand::Service { line: 0, lost: 1.0 }),
    ];
    let mut cuts = Cuts::default();
    assert_eq!(solve(&case, &mut cuts).unwrap(), Answer::Infeasible);
    assert_eq!(conflict(&case, &mut cuts).unwrap(), vec!["budget".to_owned(), "rule".to_owned()]);
    case.demands[1].1 = Demand::AtLeast { terms: vec![(1, 1.0)], least: 0.9 };
    case.demands[0].1 = Demand::Budget(1e9);
    assert_eq!(conflict(&case, &mut cuts).unwrap(), vec!["rule".to_owned()], "more than can be had");
    case.demands.remove(1);
    assert_eq!(conflict(&case, &mut cuts).unwrap(), Vec::<String>::new());
}

#[test]
fn a_service_level_is_kept() {
    for seed in 0..10 {
        let mut case = with_levers(case(seed, 1, 10), seed);
        let free = evaluate(&case, &best(&case).bought).mean[0].value;
        let plan_value = case.days() * case.lines[0].value_per_day;
        let lost = 0.5 * free / plan_value;
        case.demands = vec![("service".to_owned(), Demand::Service { line: 0, lost })];
        if let Answer::Best(plan) = solve(&case, &mut Cuts::default()).unwrap() {
            assert!(plan.evaluation.mean[0].value <= lost * plan_value * (1.0 + 1e-3) + 1e-6, "seed {seed}");
        }
    }
}
