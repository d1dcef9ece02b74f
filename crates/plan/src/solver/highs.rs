//! HiGHS (Huangfu & Hall 2018): simplex and branch and cut, where it can be built.

use super::{Solved, Solver, SolverError, failed, side, stated};
use crate::linear::Linear;
use good_lp::{Solution, SolverModel, highs};

/// The solver.
pub struct Highs;

impl Solver for Highs {
    fn name(&self) -> &'static str {
        "highs"
    }

    fn solve(&self, linear: &Linear) -> Result<Solved, SolverError> {
        let (variables, columns, cost) = stated(linear, true);
        let mut model = variables.minimise(cost).using(highs);
        for row in &linear.rows {
            model.add_constraint(side(&columns, &row.terms).leq(row.most));
        }
        let solution = model.solve().map_err(|error| failed(self.name(), error))?;
        Ok(Solved { values: columns.iter().map(|column| solution.value(*column)).collect(), prices: Vec::new() })
    }
}
