//! The inequalities of the program, one function each.
//!
//! Symbols: x(k) units of lever k, z(k) in {0, 1} whether it is had at all,
//! E(l) mean loss of line l, C tail of the loss of all lines, c(k) and f(k)
//! cost per unit and of having it.

use crate::case::{Case, Demand, Effect, Lever};
use crate::linear::Linear;

/// Columns of the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// Units of each lever.
    pub units: Vec<usize>,
    /// Whether a lever is had, where that costs or excludes.
    pub had: Vec<Option<usize>>,
    /// Mean loss of each line \[currency\].
    pub mean: Vec<usize>,
    /// Tail of the loss \[currency\].
    pub tail: usize,
}

/// Minimise `sum of c(k) x(k) + f(k) z(k) + (1 - r) sum of E(l) + r C`, r the risk aversion \[currency\].
#[must_use]
pub fn columns(case: &Case, linear: &mut Linear) -> Columns {
    let units = case.levers.iter().map(|lever| linear.column(0.0, lever.most, lever.unit_cost, false)).collect();
    let needs_choice = |lever: &Lever| lever.fixed_cost > 0.0 || lever.whole || lever.instead_of.is_some();
    let had = case
        .levers
        .iter()
        .map(|lever| needs_choice(lever).then(|| linear.column(0.0, 1.0, lever.fixed_cost, true)))
        .collect();
    let mean = case.lines.iter().map(|_| linear.column(0.0, f64::INFINITY, 1.0 - case.risk_aversion, false)).collect();
    let tail = linear.column(0.0, f64::INFINITY, case.risk_aversion, false);
    Columns { units, had, mean, tail }
}

/// Nothing of a lever that is not had: `x(k) <= most(k) z(k)`, with equality for one that is had whole \[units\].
pub fn had_or_not(case: &Case, columns: &Columns, linear: &mut Linear) {
    for (k, lever) in case.levers.iter().enumerate() {
        let Some(had) = columns.had[k] else { continue };
        linear.at_most(&format!("lever {k}"), vec![(columns.units[k], 1.0), (had, -lever.most)], 0.0);
        if lever.whole {
            linear.at_most(&format!("whole {k}"), vec![(columns.units[k], -1.0), (had, lever.most)], 0.0);
        }
    }
}

/// Of levers that exclude each other one at most: `sum of z(k) <= 1` \[choices\].
pub fn one_of(case: &Case, columns: &Columns, linear: &mut Linear) {
    let mut groups: Vec<usize> = case.levers.iter().filter_map(|lever| lever.instead_of).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let ours = (0..case.levers.len()).filter(|k| case.levers[*k].instead_of == Some(group));
        let terms: Vec<(usize, f64)> = ours.filter_map(|k| Some((columns.had[k]?, 1.0))).collect();
        linear.at_most(&format!("one of {group}"), terms, 1.0);
    }
}

/// Flows to an input replace its use at most once: `sum of x(k) <= 1` \[share of use\].
pub fn use_is_met_once(case: &Case, columns: &Columns, linear: &mut Linear) {
    for (l, line) in case.lines.iter().enumerate() {
        for i in 0..line.inputs {
            let ours = |effect: &Effect| matches!(effect, Effect::Flow { line, inputs, .. } if *line == l && inputs.contains(&i));
            let terms: Vec<(usize, f64)> = (0..case.levers.len())
                .filter(|k| ours(&case.levers[*k].effect))
                .map(|k| (columns.units[k], 1.0))
                .collect();
            if terms.len() > 1 {
                linear.at_most(&format!("use of line {l}, input {i}"), terms, 1.0);
            }
        }
    }
}

/// What the caller demands:
///
/// * budget: `sum of c(k) x(k) + f(k) z(k) <= budget` \[currency\];
/// * service: `E(l) <= lost x plan` \[currency\];
/// * at least: `sum of weight x(k) >= least` \[units\], for rules.
pub fn demands(case: &Case, columns: &Columns, linear: &mut Linear) {
    for (name, demand) in &case.demands {
        match demand {
            Demand::Budget(most) => {
                let units = case.levers.iter().zip(&columns.units).map(|(lever, column)| (*column, lever.unit_cost));
                let had = case.levers.iter().zip(&columns.had).filter_map(|(l, had)| Some(((*had)?, l.fixed_cost)));
                linear.at_most(name, units.chain(had).collect(), *most);
            }
            Demand::Service { line, lost } => {
                let most = lost * case.days() * case.lines[*line].value_per_day;
                linear.at_most(name, vec![(columns.mean[*line], 1.0)], most);
            }
            Demand::AtLeast { terms, least } => {
                let terms = terms.iter().map(|(lever, weight)| (columns.units[*lever], -weight)).collect();
                linear.at_most(name, terms, -least);
            }
        }
    }
}

/// A cut below a convex loss: `value + slope (x - x0) <= E(l)`, or `<= C` \[currency\].
pub fn cut(columns: &Columns, linear: &mut Linear, bound: usize, value: f64, slope: &[f64], at: &[f64]) {
    let mut terms: Vec<(usize, f64)> =
        columns.units.iter().zip(slope).filter(|(_, s)| **s != 0.0).map(|(column, s)| (*column, *s)).collect();
    terms.push((bound, -1.0));
    let most = slope.iter().zip(at).map(|(s, x)| s * x).sum::<f64>() - value;
    linear.at_most("cut", terms, most);
}
