//! microlp: a simplex solver with branch and bound.

use super::{Solved, Solver, SolverError, failed, side, stated};
use crate::linear::Linear;
use good_lp::{Solution, SolverModel, microlp};

/// The solver.
pub struct Microlp;

impl Solver for Microlp {
    fn name(&self) -> &'static str {
        "microlp"
    }

    fn solve(&self, linear: &Linear) -> Result<Solved, SolverError> {
        let (variables, columns, cost) = stated(linear, true);
        let mut model = variables.minimise(cost).using(microlp);
        for row in &linear.rows {
            model.add_constraint(side(&columns, &row.terms).leq(row.most));
        }
        let solution = model.solve().map_err(|error| failed(self.name(), error))?;
        Ok(Solved { values: columns.iter().map(|column| solution.value(*column)).collect(), prices: Vec::new() })
    }
}
