//! The loss in closed form equals the linear program that it stands for.

use crate::common::{case, with_levers};
use coercivity_plan::case::{Case, Effect};
use coercivity_plan::linear::Linear;
use coercivity_plan::loss::loss;
use coercivity_plan::solver::{Clarabel, Microlp, Solver, solve};

/// Periods in which the line makes its plan with nothing bought, playing them one after the other: overtime is had
/// in these only.
fn periods_of_plenty(case: &Case, draw: usize, line: usize) -> Vec<bool> {
    let (inputs, overtime) = (&case.draws[draw].lines[line], case.lines[line].overtime);
    let mut stock: Vec<f64> = vec![0.0; inputs.len()];
    let (mut owed, mut before) = (0.0, 0.0);
    let mut plenty = Vec::new();
    for (p, end) in case.ends.iter().enumerate() {
        for (stock, input) in stock.iter_mut().zip(inputs) {
            *stock += input.available[p] - if p > 0 { input.available[p - 1] } else { 0.0 };
        }
        let (days, goods) = (end - before, stock.iter().copied().fold(f64::INFINITY, f64::min));
        plenty.push(goods >= days * (1.0 - 1e-9));
        let made = goods.min(days + f64::min(owed, (overtime - 1.0) * days)).max(0.0);
        owed += days - made;
        stock.iter_mut().for_each(|stock| *stock -= made);
        before = *end;
    }
    plenty
}

/// Minimise what is lost of what falls due at the end of a period: columns of plan and overtime made per period;
/// goods, pace and patience as rows and bounds.
fn by_program(case: &Case, draw: usize, line: usize, stock: f64, p: usize, solver: &dyn Solver) -> f64 {
    let mut linear = Linear::default();
    let of = &case.lines[line];
    let lost = linear.column(0.0, f64::INFINITY, 1.0, false);
    let mut before = 0.0;
    let (mut plan, mut overtime) = (Vec::new(), Vec::new());
    for (end, plenty) in case.ends.iter().zip(periods_of_plenty(case, draw, line)) {
        let days = end - before;
        before = *end;
        plan.push(linear.column(0.0, days, 0.0, false));
        overtime.push(linear.column(0.0, if plenty { (of.overtime - 1.0) * days } else { 0.0 }, 0.0, false));
    }
    for q in 0..case.ends.len() {
        for input in &case.draws[draw].lines[line] {
            let made = plan[..=q].iter().chain(&overtime[..=q]).map(|column| (*column, 1.0)).collect();
            linear.at_most("goods", made, input.available[q] + stock);
        }
    }
    let due = case.ends[p] - of.patience_days;
    let by_then = plan.iter().zip(&case.ends).filter(|(_, end)| **end <= due).map(|(column, _)| (*column, -1.0));
    let made_up = overtime[..=p].iter().map(|column| (*column, -1.0));
    linear.at_most("patience", by_then.chain(made_up).chain([(lost, -1.0)]).collect(), -due);
    solve(solver, &linear).expect("it can always lose everything").values[lost]
}

/// The worst over all days on which something falls due.
fn worst(case: &Case, draw: usize, line: usize, stock: f64, solver: &dyn Solver) -> f64 {
    let due = |p: &usize| case.ends[*p] > case.lines[line].patience_days;
    (0..case.ends.len()).filter(due).map(|p| by_program(case, draw, line, stock, p, solver)).fold(0.0, f64::max)
}

#[test]
fn the_closed_form_is_the_least_loss() {
    for seed in 0..12 {
        let case = case(seed, 2, 3);
        for draw in 0..3 {
            for line in 0..2 {
                for stock in [0.0, 12.0] {
                    let mut with = case.clone();
                    let effect = Effect::Stock { line, inputs: vec![0, 1], from_day: 0.0, held: 1.0 };
                    with.levers.push(crate::common::lever(1.0, 0.0, 50.0, effect));
                    let closed = loss(&with, &with.draws[draw], line, &[stock]).lost;
                    let program = worst(&case, draw, line, stock, &Microlp);
                    assert!((closed - program).abs() < 1e-6, "seed {seed}: {closed} {program}");
                    let other = worst(&case, draw, line, stock, &Clarabel);
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
