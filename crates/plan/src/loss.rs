//! What a line loses in a scenario, as the largest of affine functions.
//!
//! With y what is made of each day's plan and u what is made up by overtime, both
//! in plan-days, and h the day whose misses fall due at the end of period p
//! (`h = end of p - patience`):
//!
//! * goods: `Y(q) + U(q) <= R_i(q)` for every input i, R = opening stock + arrivals + levers;
//! * pace: y at most 1 a day, u at most the overtime factor less 1 on days on which usual suppliers alone would
//!   let the line make its plan, else 0: a line that is short makes nothing up;
//! * patience: `lost >= h - Y(h) - U(p)`: what was missed by day h and is not made up by the end of p is gone.
//!
//! For one p the most that `Y(h) + U(p)` can be is a flow over time, and by cut
//! duality (Ford & Fulkerson 1956) the least of its cuts: goods up to q and full
//! pace after it. With `W_p(q)` the pace summed up to q, overtime and plan up to
//! day h, overtime alone after it,
//!
//! `lost = max(0, max over p, i and q <= p of h - (W_p(p) - W_p(q)) - R_i(q))`.
//!
//! R and W are affine in what is bought, so the loss is convex in it, and the
//! maximising (i, q, p) gives a subgradient. Days of overtime are those without
//! what is bought, lest the loss lose its shape: what is made up out of bought
//! goods while usual suppliers fall short is not counted. On the other days
//! each p is taken for itself, and goods that the plan after h needs are not
//! charged against making up.

use crate::case::{Case, Draw, Effect, Input};

/// A loss with its slope by lever.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// Plan-days lost.
    pub lost: f64,
    /// Change per unit of each lever; never positive.
    pub slope: Vec<f64>,
}

/// Loss of a line in a scenario with what is bought.
#[must_use]
pub fn loss(case: &Case, draw: &Draw, line: usize, bought: &[f64]) -> Cut {
    let of = &case.lines[line];
    let plenty = days_of_plenty(case, draw, line);
    let more: Vec<f64> = (0..case.ends.len()).map(|q| more_overtime(case, line, &plenty, q, bought)).collect();
    let mut worst: Option<(f64, usize, usize, usize)> = None;
    for (i, input) in draw.lines[line].iter().enumerate() {
        let goods: Vec<f64> =
            (0..case.ends.len()).map(|q| input.available[q] + helped(case, input, line, i, q, bought)).collect();
        for (p, end) in case.ends.iter().enumerate() {
            let due = end - of.patience_days;
            if due <= 0.0 {
                continue;
            }
            let pace = |q: usize| case.ends[q].min(due) + (of.overtime - 1.0) * plenty[q] + more[q];
            for (q, goods) in goods.iter().enumerate().take(p + 1) {
                let lost = due - (pace(p) - pace(q)) - goods;
                if lost > worst.map_or(0.0, |(most, ..)| most) {
                    worst = Some((lost, i, q, p));
                }
            }
        }
    }
    let Some((lost, i, q, p)) = worst else { return Cut { lost: 0.0, slope: vec![0.0; case.levers.len()] } };
    let input = &draw.lines[line][i];
    let slope = case.levers.iter().map(|lever| {
        let days = |at: usize| overtime_days(case, &lever.effect, line, &plenty, at);
        let sooner = days(p) - days(q);
        -gain(case, &lever.effect, input, line, i, q) - sooner
    });
    Cut { lost, slope: slope.collect() }
}

/// Days up to the end of each period on which the line makes its plan with nothing bought.
fn days_of_plenty(case: &Case, draw: &Draw, line: usize) -> Vec<f64> {
    let overtime = case.lines[line].overtime;
    let (mut made, mut plenty, mut from) = (0.0, 0.0, 0.0);
    let mut sums = Vec::with_capacity(case.ends.len());
    for (p, end) in case.ends.iter().enumerate() {
        let goods = draw.lines[line].iter().map(|input| input.available[p]).fold(f64::INFINITY, f64::min);
        let (left, days) = (goods - made, end - from);
        if left >= days * (1.0 - 1e-9) {
            plenty += days;
        }
        made += left.min(days * overtime).min(end - made).max(0.0);
        from = *end;
        sums.push(plenty);
    }
    sums
}

/// What levers add to overtime up to the end of a period \[plan-days\].
fn more_overtime(case: &Case, line: usize, plenty: &[f64], p: usize, bought: &[f64]) -> f64 {
    let levers = case.levers.iter().zip(bought).filter(|(_, units)| **units > 0.0);
    levers.map(|(lever, units)| units * overtime_days(case, &lever.effect, line, plenty, p)).sum()
}

/// Days of overtime that a lever adds for each unit of it, up to the end of a period.
fn overtime_days(case: &Case, effect: &Effect, of: usize, plenty: &[f64], p: usize) -> f64 {
    match effect {
        Effect::Overtime { line, from_day } if *line == of => (plenty[p] - at(&case.ends, plenty, *from_day)).max(0.0),
        _ => 0.0,
    }
}

/// What all levers add to the goods at the end of a period \[plan-days\].
fn helped(case: &Case, input: &Input, line: usize, i: usize, p: usize, bought: &[f64]) -> f64 {
    let levers = case.levers.iter().zip(bought).filter(|(_, units)| **units > 0.0);
    levers.map(|(lever, units)| units * gain(case, &lever.effect, input, line, i, p)).sum()
}

/// What a unit of a lever adds to the goods at the end of a period \[plan-days\].
///
/// A flow takes the place of orders to usual suppliers, so that it adds only what these fall short of.
fn gain(case: &Case, effect: &Effect, input: &Input, of: usize, i: usize, p: usize) -> f64 {
    match effect {
        Effect::Stock { line, inputs, from_day, held }
            if *line == of && inputs.contains(&i) && case.ends[p] > *from_day =>
        {
            *held
        }
        Effect::Flow { line, inputs, from_day, held } if *line == of && inputs.contains(&i) => {
            held * (input.short[p] - at(&case.ends, &input.short, *from_day)).max(0.0)
        }
        Effect::Licence { line } if *line == of && !input.licensed.is_empty() => {
            (input.licensed[p] - input.available[p]).max(0.0)
        }
        _ => 0.0,
    }
}

/// A sum by period at a day, straight between ends.
fn at(ends: &[f64], sums: &[f64], day: f64) -> f64 {
    let (mut end_before, mut sum_before) = (0.0, 0.0);
    for (end, sum) in ends.iter().zip(sums) {
        if day <= *end {
            let part = ((day - end_before) / (end - end_before)).clamp(0.0, 1.0);
            return sum_before + part * (sum - sum_before);
        }
        (end_before, sum_before) = (*end, *sum);
    }
    sum_before
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::case::{Lever, Line};

    /// Ten periods of ten days; one line of 1 per day without patience; nothing arrives.
    pub(crate) fn nothing_arrives() -> Case {
        let ends: Vec<f64> = (1..=10).map(|p| 10.0 * f64::from(p)).collect();
        let input = Input::new(&ends, 30.0, &[0.0; 10]);
        Case {
            lines: vec![Line { value_per_day: 1.0, patience_days: 0.0, overtime: 1.0, inputs: 1 }],
            levers: Vec::new(),
            draws: vec![Draw { weight: 1.0, branch: 0, lines: vec![vec![input]] }],
            demands: Vec::new(),
            risk_aversion: 0.0,
            level: 0.95,
            ends,
        }
    }

    fn lever(effect: Effect) -> Lever {
        Lever { unit_cost: 1.0, fixed_cost: 0.0, most: 100.0, whole: false, instead_of: None, effect }
    }

    #[test]
    fn stock_is_worth_its_days() {
        let mut case = nothing_arrives();
        case.levers.push(lever(Effect::Stock { line: 0, inputs: vec![0], from_day: 0.0, held: 1.0 }));
        assert_eq!(loss(&case, &case.draws[0], 0, &[0.0]), Cut { lost: 70.0, slope: vec![-1.0] });
        assert_eq!(loss(&case, &case.draws[0], 0, &[20.0]).lost, 50.0);
        assert_eq!(loss(&case, &case.draws[0], 0, &[70.0]).lost, 0.0);
        assert_eq!(loss(&case, &case.draws[0], 0, &[90.0]), Cut { lost: 0.0, slope: vec![0.0] });
    }

    /// 0.4 of the plan from day 50 on: 20 plan-days more, so 50 are lost. Stock of day 60: nothing is
    /// made from day 30 to 60, which no overtime makes up.
    #[test]
    fn what_comes_late_does_not_bring_back_what_was_missed() {
        let mut case = nothing_arrives();
        case.levers.push(lever(Effect::Flow { line: 0, inputs: vec![0], from_day: 50.0, held: 1.0 }));
        case.levers.push(lever(Effect::Stock { line: 0, inputs: vec![0], from_day: 60.0, held: 1.0 }));
        let lost = |bought: &[f64]| loss(&case, &case.draws[0], 0, bought).lost;
        assert!((lost(&[0.4, 0.0]) - 50.0).abs() < 1e-9);
        assert!((lost(&[0.0, 40.0]) - 30.0).abs() < 1e-9);
        assert!((lost(&[0.0, 100.0]) - 30.0).abs() < 1e-9, "a line without overtime keeps its plan at most");
    }

    /// Nothing is made from day 30 to 60, then there is plenty. Without overtime all 30 are lost, however
    /// patient the buyer: each day has a plan of its own. Half as much again for 40 days makes up 20 of them.
    #[test]
    fn overtime_makes_up_within_the_patience() {
        let mut case = nothing_arrives();
        let arrivals = [0.0, 0.0, 0.0, 0.0, 0.0, 90.0, 0.0, 0.0, 0.0, 0.0];
        case.draws[0].lines[0][0] = Input::new(&case.ends, 30.0, &arrivals);
        case.lines[0].patience_days = 40.0;
        let lost = |case: &Case, bought: &[f64]| loss(case, &case.draws[0], 0, bought).lost;
        // Goods of day 60 are there within its period, from day 50 on: 20 days were missed.
        assert!((lost(&case, &[]) - 20.0).abs() < 1e-9);
        case.levers.push(lever(Effect::Overtime { line: 0, from_day: 0.0 }));
        // By day 90 what was missed by day 50 must be made up: 0.2 of 40 days.
        assert!((lost(&case, &[0.2]) - 12.0).abs() < 1e-9);
        assert!((lost(&case, &[0.5])).abs() < 1e-9);
        case.lines[0].overtime = 1.2;
        assert!((lost(&case, &[0.0]) - 12.0).abs() < 1e-9, "the line's own overtime is worth as much");
    }

    /// Half of the plan arrives from day 30 on, to customers who wait 50 days: a line that makes half of each day's
    /// plan makes nothing up, so all that was missed by day 50 is lost by day 100.
    #[test]
    fn a_line_that_is_short_makes_nothing_up() {
        let mut case = nothing_arrives();
        let arrivals = [0.0, 0.0, 0.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0];
        case.draws[0].lines[0][0] = Input::new(&case.ends, 30.0, &arrivals);
        case.lines[0] = Line { value_per_day: 1.0, patience_days: 50.0, overtime: 1.5, inputs: 1 };
        assert!((loss(&case, &case.draws[0], 0, &[]).lost - 10.0).abs() < 1e-9);
    }

    #[test]
    fn a_slope_is_a_cut_below_the_loss() {
        let mut case = nothing_arrives();
        let arrivals = [10.0, 2.0, 1.0, 0.0, 7.0, 12.0, 3.0, 0.0, 5.0, 10.0];
        case.draws[0].lines[0][0] = Input::new(&case.ends, 8.0, &arrivals);
        case.lines[0] = Line { value_per_day: 1.0, patience_days: 12.0, overtime: 1.1, inputs: 1 };
        case.levers.push(lever(Effect::Stock { line: 0, inputs: vec![0], from_day: 15.0, held: 0.9 }));
        case.levers.push(lever(Effect::Flow { line: 0, inputs: vec![0], from_day: 22.0, held: 0.8 }));
        case.levers.push(lever(Effect::Overtime { line: 0, from_day: 5.0 }));
        let grid: Vec<[f64; 3]> =
            (0..64).map(|n| [f64::from(n % 4) * 9.0, f64::from(n / 4 % 4) * 0.3, f64::from(n / 16) * 0.1]).collect();
        for x in &grid {
            let cut = loss(&case, &case.draws[0], 0, x);
            for y in &grid {
                let below = cut.lost + (0..3).map(|k| cut.slope[k] * (y[k] - x[k])).sum::<f64>();
                assert!(below <= loss(&case, &case.draws[0], 0, y).lost + 1e-9, "{x:?} {y:?}");
            }
        }
    }
}
