//! Who solves a linear program: one file per solver.

mod clarabel;
#[cfg(feature = "highs")]
mod highs;
mod microlp;

pub use clarabel::Clarabel;
#[cfg(feature = "highs")]
pub use highs::Highs;
pub use microlp::Microlp;

use crate::linear::Linear;
use good_lp::{Expression, ProblemVariables, ResolutionError, Variable, variable};

/// Values of the columns and what came with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Solved {
    /// Value of each column.
    pub values: Vec<f64>,
    /// Change of the least cost per unit of each row's right-hand side, never positive; empty where the solver has none.
    pub prices: Vec<f64>,
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SolverError {
    /// No values satisfy all rows.
    #[error("no choice satisfies all constraints")]
    Infeasible,
    /// The solver gave up.
    #[error("the solver {solver} stopped: {reason}")]
    Failed {
        /// Solver.
        solver: &'static str,
        /// What it said.
        reason: String,
    },
}

/// Solves linear programs.
pub trait Solver: Sync {
    /// Name for results.
    fn name(&self) -> &'static str;

    /// Solves a program; a solver that knows no whole numbers takes them for fractions.
    ///
    /// # Errors
    /// When nothing satisfies all rows, or the solver gave up.
    fn solve(&self, linear: &Linear) -> Result<Solved, SolverError>;
}

/// Solver for programs with whole numbers.
#[cfg(not(feature = "highs"))]
pub static WHOLE: Microlp = Microlp;
/// Solver for programs with whole numbers.
#[cfg(feature = "highs")]
pub static WHOLE: Highs = Highs;

/// Variables and objective in the words of `good_lp`.
fn stated(linear: &Linear, whole: bool) -> (ProblemVariables, Vec<Variable>, Expression) {
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = linear
        .columns
        .iter()
        .map(|column| {
            let mut definition = variable().min(column.low);
            if column.high.is_finite() {
                definition = definition.max(column.high);
            }
            variables.add(if whole && column.whole { definition.integer() } else { definition })
        })
        .collect();
    let cost = columns.iter().zip(&linear.columns).map(|(variable, column)| *variable * column.cost).sum();
    (variables, columns, cost)
}

/// Solves a program scaled, and gives values and prices as they were asked for.
///
/// # Errors
/// As [`Solver::solve`].
pub fn solve(solver: &dyn Solver, linear: &Linear) -> Result<Solved, SolverError> {
    let scaled = linear.scaled();
    let mut solved = solver.solve(&scaled.linear)?;
    scaled.values(&mut solved.values);
    scaled.prices(&mut solved.prices);
    Ok(solved)
}

fn side(columns: &[Variable], terms: &[(usize, f64)]) -> Expression {
    terms.iter().map(|(column, factor)| columns[*column] * *factor).sum()
}

fn failed(solver: &'static str, error: ResolutionError) -> SolverError {
    match error {
        ResolutionError::Infeasible => SolverError::Infeasible,
        other => SolverError::Failed { solver, reason: other.to_string() },
    }
}
