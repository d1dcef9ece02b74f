//! The loss in closed form equals the linear program that it stands for.

use crate::common::{case, with_levers};
use coercivity_plan::case::{Case, Effect};
use coercivity_plan::linear::Linear;
use coercivity_plan::loss::loss;
use coercivity_plan::solver::{Clarabel, Microlp, Solver};

/// Minimise what is lost: columns made per period and lost; goods, pace and patience as rows.
fn by_program(case: &Case, draw: usize, line: usize, stock: f64, solver: &dyn Solver) -> f64 {
    let mut linear = Linear::default();
    let of = &case.lines[line];
    let lost = linear.column(0.0, f64::INFINITY, 1.0, false);
    let mut before = 0.0;
    let made: Vec<usize> = case
        .ends
        .iter()
        .map(|end| {
            let days = end - before;
            before = *end;
            linear.column(0.0, of.overtime * days, 0.0, false)
        })
        .collect();
    for (p, end) in case.ends.iter().enumerate() {
        let so_far = |sign: f64| made[..=p].iter().map(|column| (*column, sign)).collect::<Vec<_>>();
        for input in &case.draws[draw].lines[line] {
            linear.at_most("goods", so_far(1.0), input.available[p] + stock);
        }
        let mut patience = so_far(-1.0);
        patience.push((lost, -1.0));
        linear.at_most("patience", patience, of.patience_days - end);
    }
    solver.solve(&linear).expect("it can always lose everything").values[lost]
}

#[test]
fn the_closed_form_is_the_least_loss() {
    for seed in 0..40 {
        let case = case(seed, 2, 3);
        for draw in 0..3 {
            for line in 0..2 {
                for stock in [0.0, 12.0] {
                    let mut with = case.clone();
                    let effect = Effect::Stock { line, inputs: vec![0, 1], from_day: 0.0, held: 1.0 };
                    with.levers.push(crate::common::lever(1.0, 0.0, 50.0, effect));
                    let closed = loss(&with, &with.draws[draw], line, &[stock]).lost;
                    let program = by_program(&case, draw, line, stock, &Microlp);
                    assert!((closed - program).abs() < 1e-6, "seed {seed}: {closed} {program}");
                    let other = by_program(&case, draw, line, stock, &Clarabel);
                    assert!((closed - other).abs() < 1e-4, "seed {seed}: {closed} {other}");
                }
            }
        }
    }
}

#[test]
fn more_of_any_lever_never_loses_more() {
    for seed in 0..30 {
        let case = with_levers(case(seed, 1, 4), seed);
        for draw in &case.draws {
            let mut last = vec![f64::INFINITY; case.levers.len()];
            for step in 0..6 {
                for (k, lever) in case.levers.iter().enumerate() {
                    let mut bought = vec![0.0; case.levers.len()];
                    bought[k] = lever.most * f64::from(step) / 5.0;
                    let lost = loss(&case, draw, 0, &bought).lost;
                    assert!(lost <= last[k] + 1e-9);
                    last[k] = lost;
                }
            }
        }
    }
}
