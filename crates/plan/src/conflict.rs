//! Which demands cannot be met together.

use crate::case::Case;
use crate::program::{Answer, Cuts, solve};
use crate::solver::SolverError;

/// A smallest set of demands that no choice satisfies, by leaving out one after the other
/// (deletion filter, Chinneck & Dravnieks 1991); empty when all can be met.
///
/// # Errors
/// When a solver gives up.
pub fn conflict(case: &Case, cuts: &mut Cuts) -> Result<Vec<String>, SolverError> {
    let mut left = case.clone();
    if !infeasible(&left, cuts)? {
        return Ok(Vec::new());
    }
    let mut n = 0;
    while n < left.demands.len() {
        let without = left.demands.remove(n);
        if !infeasible(&left, cuts)? {
            left.demands.insert(n, without);
            n += 1;
        }
    }
    Ok(left.demands.into_iter().map(|(name, _)| name).collect())
}

fn infeasible(case: &Case, cuts: &mut Cuts) -> Result<bool, SolverError> {
    Ok(matches!(solve(case, cuts)?, Answer::Infeasible))
}
