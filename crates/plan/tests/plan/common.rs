//! Small cases.

use coercivity_plan::case::{Case, Draw, Effect, Input, Lever, Line};
use coercivity_plan::program::{Answer, Chosen, Cuts, solve};

/// A stream of numbers in 0 to 1 from a seed (Marsaglia 2003, xorshift), so that cases are the same every time.
pub(crate) fn numbers(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Twelve fortnights; arrivals fall to a random share for a random time.
pub(crate) fn case(seed: u64, lines: usize, draws: usize) -> Case {
    let mut next = numbers(seed);
    let ends: Vec<f64> = (1..=12).map(|p| 14.0 * f64::from(p)).collect();
    let line = |next: &mut dyn FnMut() -> f64| Line {
        value_per_day: 5.0 + 20.0 * next(),
        // Whole periods, so that a day that falls due is the end of one.
        patience_days: 14.0 * (5.0 * next()).floor(),
        overtime: 1.0 + 0.2 * next(),
        inputs: 2,
    };
    let lines: Vec<Line> = (0..lines).map(|_| line(&mut next)).collect();
    let mut input = || {
        let (from, to, left, opening) = ((8.0 * next()) as usize, (12.0 * next()) as usize, next(), 30.0 * next());
        let arrivals: Vec<f64> =
            (0..ends.len()).map(|p| if (from..to).contains(&p) { 14.0 * left } else { 14.0 }).collect();
        Input::new(&ends, opening, &arrivals)
    };
    let draws = (0..draws)
        .map(|_| Draw {
            weight: 1.0 / draws as f64,
            branch: 0,
            lines: lines.iter().map(|_| vec![input(), input()]).collect(),
        })
        .collect();
    Case { ends, lines, levers: Vec::new(), draws, demands: Vec::new(), risk_aversion: 0.5, level: 0.8 }
}

pub(crate) fn lever(unit_cost: f64, fixed_cost: f64, most: f64, effect: Effect) -> Lever {
    Lever { unit_cost, fixed_cost, most, whole: false, instead_of: None, effect }
}

/// Stock, a second source with a fixed cost, and overtime, for each line.
pub(crate) fn with_levers(mut case: Case, seed: u64) -> Case {
    let mut next = numbers(seed ^ 0xabcd);
    for line in 0..case.lines.len() {
        let stock = Effect::Stock { line, inputs: vec![0, 1], from_day: 0.0, held: 1.0 };
        let flow = Effect::Flow { line, inputs: vec![0, 1], from_day: 60.0 * next(), held: 0.9 };
        case.levers.push(lever(2.0 * next(), 0.0, 40.0, stock));
        case.levers.push(lever(300.0 * next(), 150.0 * next(), 0.6, flow));
        case.levers.push(lever(100.0 * next(), 0.0, 0.3, Effect::Overtime { line, from_day: 10.0 }));
    }
    case
}

pub(crate) fn best(case: &Case) -> Chosen {
    match solve(case, &mut Cuts::default()).expect("the solver answers") {
        Answer::Best(chosen) => *chosen,
        Answer::Infeasible => panic!("nothing is demanded that cannot be met"),
    }
}
