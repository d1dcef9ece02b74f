//! First-stage choices against mean and tail of loss.
//!
//! A two-stage program: what is bought is chosen before the scenario is known,
//! what each line then makes follows from it ([`crate::loss`], the second stage
//! in closed form). Minimise
//!
//! `cost(x) + (1 - r) mean loss(x) + r CVaR of loss(x)`
//!
//! by cuts (Kelley 1960; Van Slyke & Wets 1969): a small program over the levers
//! holds cuts of the mean loss of each line and of the tail, found at the choices
//! tried before, and is solved again until its least value meets the value of a
//! choice. Every draw is kept in every evaluation, so there is no error of
//! reduction, only that of drawing.

use crate::case::{Case, Demand, TRACE};
use crate::constraints::{self, Columns};
use crate::linear::Linear;
use crate::loss::loss;
use crate::risk;
use crate::solver::{self, Clarabel, Solved, Solver, SolverError};
use rayon::prelude::*;

/// Most rounds of cuts.
const MOST_ROUNDS: usize = 400;
/// Gap at which a choice counts as the best, as a share of its value.
const GAP: f64 = 1e-5;
/// The same while fractions stand in for whole numbers.
const COARSE_GAP: f64 = 1e-3;

/// A convex function at a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Bend {
    /// Value \[currency\].
    pub value: f64,
    /// Change per unit of each lever.
    pub slope: Vec<f64>,
}

/// What a choice of levers comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Loss of all lines by draw \[currency\].
    pub losses: Vec<f64>,
    /// Mean loss by line.
    pub mean: Vec<Bend>,
    /// Mean of the worst losses.
    pub tail: Bend,
}

impl Evaluation {
    /// Mean loss of all lines \[currency\].
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.mean.iter().map(|bend| bend.value).sum()
    }
}

/// Evaluates a choice over all draws.
#[must_use]
pub fn evaluate(case: &Case, bought: &[f64]) -> Evaluation {
    let levers = case.levers.len();
    let by_draw: Vec<Vec<Bend>> = case
        .draws
        .par_iter()
        .map(|draw| {
            let lines = case.lines.iter().enumerate();
            let bend = |(l, line): (usize, &crate::case::Line)| {
                let cut = loss(case, draw, l, bought);
                let slope = cut.slope.into_iter().map(|slope| slope * line.value_per_day).collect();
                Bend { value: cut.lost * line.value_per_day, slope }
            };
            lines.map(bend).collect()
        })
        .collect();
    let losses: Vec<f64> = by_draw.iter().map(|lines| lines.iter().map(|bend| bend.value).sum()).collect();
    let weights: Vec<f64> = case.draws.iter().map(|draw| draw.weight).collect();
    let sum = |weights: &[f64], lines: std::ops::Range<usize>| {
        let mut total = Bend { value: 0.0, slope: vec![0.0; levers] };
        for (bends, weight) in by_draw.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
            for bend in &bends[lines.clone()] {
                total.value += weight * bend.value;
                total.slope.iter_mut().zip(&bend.slope).for_each(|(sum, slope)| *sum += weight * slope);
            }
        }
        total
    };
    let mean = (0..case.lines.len()).map(|l| sum(&weights, l..l + 1)).collect();
    let tail = sum(&risk::tail_weights(&losses, &weights, case.level), 0..case.lines.len());
    Evaluation { losses, mean, tail }
}

/// Value of a choice: what the program minimises \[currency\].
#[must_use]
pub fn value(case: &Case, bought: &[f64], evaluation: &Evaluation) -> f64 {
    let risk = case.risk_aversion;
    case.cost(bought) + (1.0 - risk) * evaluation.expected() + risk * evaluation.tail.value
}

/// Cuts found so far. They depend on lines, draws and what levers do, not on costs, demands or aversion,
/// so programs that differ in those only can share them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cuts {
    tried: Vec<(Vec<f64>, Vec<Bend>, Bend)>,
}

/// The best choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// Units of each lever.
    pub bought: Vec<f64>,
    /// What they cost \[currency\].
    pub cost: f64,
    /// What they come to.
    pub evaluation: Evaluation,
    /// What was minimised \[currency\].
    pub value: f64,
    /// Nothing can be better than this \[currency\].
    pub bound: f64,
    /// Solver.
    pub solver: &'static str,
    /// Rounds of cuts.
    pub rounds: usize,
}

/// What came of a program.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A choice that satisfies all demands at least value.
    Best(Box<Chosen>),
    /// No choice satisfies all demands.
    Infeasible,
}

/// Finds the best choice.
///
/// # Errors
/// When a solver gives up.
pub fn solve(case: &Case, cuts: &mut Cuts) -> Result<Answer, SolverError> {
    if cuts.tried.is_empty() {
        learn(case, cuts, &vec![0.0; case.levers.len()]);
    }
    let mut best: Option<Chosen> = None;
    let mut whole =
        case.levers.iter().all(|lever| lever.fixed_cost <= 0.0 && !lever.whole && lever.instead_of.is_none());
    let mut rounds = 0;
    loop {
        rounds += 1;
        let (linear, columns) = stated(case, cuts, whole);
        let solved = match solver::solve(&solver::WHOLE, &linear) {
            Ok(solved) => solved,
            Err(SolverError::Infeasible) => return Ok(Answer::Infeasible),
            Err(other) => return Err(other),
        };
        let bound = linear.columns.iter().zip(&solved.values).map(|(column, x)| column.cost * x).sum::<f64>();
        let bought = units(case, &columns, &solved);
        let evaluation = learn(case, cuts, &bought);
        let value = value(case, &bought, &evaluation);
        let meets = meets_service(case, &evaluation);
        if whole && meets && best.as_ref().is_none_or(|best| value < best.value) {
            let cost = case.cost(&bought);
            best = Some(Chosen { bought, cost, evaluation, value, bound, solver: solver::WHOLE.name(), rounds });
        }
        let reached = if whole {
            best.as_ref().map_or(f64::INFINITY, |best| best.value)
        } else {
            relaxed(&linear, &solved, case, cuts)
        };
        let gap = (reached - bound) / reached.abs().max(1.0);
        let close = gap <= if whole { GAP } else { COARSE_GAP };
        if close && !whole {
            whole = true;
        } else if close || rounds >= MOST_ROUNDS {
            let failed = SolverError::Failed {
                solver: solver::WHOLE.name(),
                reason: "no choice within the rounds allowed".to_owned(),
            };
            let mut best = best.ok_or(failed)?;
            (best.bound, best.rounds) = (bound.min(best.value), rounds);
            return Ok(Answer::Best(Box::new(best)));
        }
    }
}

/// Value of the last choice tried, with fractions of fixed costs as the program counted them.
fn relaxed(linear: &Linear, solved: &Solved, case: &Case, cuts: &Cuts) -> f64 {
    let Some((_, mean, tail)) = cuts.tried.last() else { return f64::INFINITY };
    let levers = linear.columns.len() - case.lines.len() - 1;
    let cost: f64 = linear.columns.iter().zip(&solved.values).take(levers).map(|(column, x)| column.cost * x).sum();
    let expected: f64 = mean.iter().map(|bend| bend.value).sum();
    cost + (1.0 - case.risk_aversion) * expected + case.risk_aversion * tail.value
}

/// The program with all cuts found so far.
fn stated(case: &Case, cuts: &Cuts, whole: bool) -> (Linear, Columns) {
    let mut linear = Linear::default();
    let columns = constraints::columns(case, &mut linear);
    if !whole {
        linear.columns.iter_mut().for_each(|column| column.whole = false);
    }
    constraints::had_or_not(case, &columns, &mut linear);
    constraints::one_of(case, &columns, &mut linear);
    constraints::use_is_met_once(case, &columns, &mut linear);
    constraints::demands(case, &columns, &mut linear);
    // Losses are as large as the largest that was met.
    for (n, column) in columns.mean.iter().enumerate() {
        let most = cuts.tried.iter().map(|(_, mean, _)| mean[n].value).fold(1.0, f64::max);
        linear.columns[*column].size = most;
    }
    linear.columns[columns.tail].size = cuts.tried.iter().map(|(_, _, tail)| tail.value).fold(1.0, f64::max);
    for (at, mean, tail) in &cuts.tried {
        for (column, bend) in columns.mean.iter().zip(mean) {
            constraints::cut(&columns, &mut linear, *column, bend.value, &bend.slope, at);
        }
        if case.risk_aversion > 0.0 {
            constraints::cut(&columns, &mut linear, columns.tail, tail.value, &tail.slope, at);
        }
    }
    (linear, columns)
}

fn learn(case: &Case, cuts: &mut Cuts, bought: &[f64]) -> Evaluation {
    let evaluation = evaluate(case, bought);
    cuts.tried.push((bought.to_vec(), evaluation.mean.clone(), evaluation.tail.clone()));
    evaluation
}

/// Units of each lever, without what is only the solver's imprecision.
fn units(case: &Case, columns: &Columns, solved: &Solved) -> Vec<f64> {
    let unit = |(lever, column): (&crate::case::Lever, &usize)| {
        let x = solved.values[*column].clamp(0.0, lever.most);
        if x <= TRACE * lever.most { 0.0 } else { x }
    };
    case.levers.iter().zip(&columns.units).map(unit).collect()
}

fn meets_service(case: &Case, evaluation: &Evaluation) -> bool {
    case.demands.iter().all(|(_, demand)| match demand {
        Demand::Service { line, lost } => {
            let most = lost * case.days() * case.lines[*line].value_per_day;
            evaluation.mean[*line].value <= most * (1.0 + 1e-4) + 1e-9
        }
        _ => true,
    })
}

/// What a bound is worth at the best choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// Position among the demands, or of the lever whose most it is.
    pub of: Bound,
    /// Value saved per unit that the bound is loosened \[currency per unit\].
    pub saves: f64,
}

/// A bound that may bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A demand.
    Demand(usize),
    /// The most that can be had of a lever.
    Most(usize),
}

/// Shadow prices of demands and of what can be had, with the same levers had as in a choice.
///
/// # Errors
/// When the solver gives up.
pub fn prices(case: &Case, cuts: &Cuts, chosen: &Chosen) -> Result<Vec<Price>, SolverError> {
    let (mut linear, columns) = stated(case, cuts, false);
    for (k, had) in columns.had.iter().enumerate() {
        if let Some(had) = had {
            let is = if chosen.bought[k] > 0.0 { 1.0 } else { 0.0 };
            (linear.columns[*had].low, linear.columns[*had].high) = (is, is);
        }
    }
    let first = linear.rows.len();
    for (k, lever) in case.levers.iter().enumerate() {
        linear.columns[columns.units[k]].high = f64::INFINITY;
        linear.at_most(&format!("most {k}"), vec![(columns.units[k], 1.0)], lever.most);
    }
    // The choice itself satisfies all rows, so a solver that finds none that does has lost its precision: no prices then.
    let solved = match solver::solve(&Clarabel, &linear) {
        Err(SolverError::Infeasible) => return Ok(Vec::new()),
        other => other?,
    };
    let named = |name: &str| linear.rows.iter().position(|row| row.name == *name);
    let demands = case.demands.iter().enumerate().filter_map(|(n, (name, _))| Some((Bound::Demand(n), named(name)?)));
    let levers = (0..case.levers.len()).map(|k| (Bound::Most(k), first + k));
    let price = |(of, row): (Bound, usize)| Price { of, saves: -solved.prices.get(row).copied().unwrap_or(0.0) };
    let scale = chosen.value.abs().max(1.0);
    Ok(demands.chain(levers).map(price).filter(|price| price.saves > 1e-9 * scale).collect())
}
