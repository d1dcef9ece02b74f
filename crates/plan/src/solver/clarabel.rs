//! Clarabel (Goulart & Chen 2024): an interior-point solver with prices of rows.

use super::{Solved, Solver, SolverError, failed, side, stated};
use crate::linear::Linear;
use good_lp::{DualValues, Solution, SolutionWithDual, SolverModel, clarabel};

/// The solver.
pub struct Clarabel;

impl Solver for Clarabel {
    fn name(&self) -> &'static str {
        "clarabel"
    }

    fn solve(&self, linear: &Linear) -> Result<Solved, SolverError> {
        let (variables, columns, cost) = stated(linear, false);
        let mut model = variables.minimise(cost).using(clarabel);
        let rows: Vec<_> =
            linear.rows.iter().map(|row| model.add_constraint(side(&columns, &row.terms).leq(row.most))).collect();
        let mut solution = model.solve().map_err(|error| failed(self.name(), error))?;
        let values = columns.iter().map(|column| solution.value(*column)).collect();
        let duals = solution.compute_dual();
        let prices = rows.into_iter().map(|row| duals.dual(row)).collect();
        Ok(Solved { values, prices })
    }
}
