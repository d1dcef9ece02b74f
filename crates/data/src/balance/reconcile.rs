//! Least-squares reconciliation of a trade matrix (Stone, Champernowne and Meade 1942).
//!
//! Given estimates m of the cells, S of the supplier totals and U of the user totals, each with a standard deviation,
//! find x, s and u that
//!
//! ```text
//!  minimise   sum ((x_ij - m_ij) / sigma_ij)^2 + sum ((s_i - S_i) / sigma_i)^2 + sum ((u_j - U_j) / sigma_j)^2
//!  subject to sum_j x_ij = s_i,   sum_i x_ij = u_j,   x >= 0
//! ```
//!
//! With v = sigma^2 the stationary point is x_ij = m_ij + v_ij (a_i + b_j), s_i = S_i - v_i a_i, u_j = U_j - v_j b_j,
//! so only one multiplier per supplier and per user is unknown: a symmetric system of a few dozen equations. A standard
//! deviation of 0 makes a figure exact. Non-negativity is an active set: negative cells are held at zero and released
//! when their multiplier says that they want to be positive.

/// A figure and its standard deviation; 0 means exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its standard deviation.
    pub sigma: f64,
}

impl Estimate {
    /// A figure that must not move.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self { value, sigma: 0.0 }
    }

    /// A figure with a range read as plus or minus two standard deviations; exact without a range.
    #[must_use]
    pub fn ranged(value: f64, low: Option<f64>, high: Option<f64>) -> Self {
        match (low, high) {
            (Some(low), Some(high)) => Self { value, sigma: ((high - low) / 4.0).max(0.0) },
            _ => Self::exact(value),
        }
    }
}

/// The figures to reconcile. A cell that is `None` cannot exist.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Total of each supplier (row).
    pub suppliers: Vec<Estimate>,
    /// Total of each user (column).
    pub users: Vec<Estimate>,
    /// Cells, `cells[supplier][user]`.
    pub cells: Vec<Vec<Option<Estimate>>>,
}

/// Cells, `[supplier][user]`.
type Matrix = Vec<Vec<f64>>;

/// Solves the problem. `smallest` is the size below which a cell is dropped, unless it is the last one of its row or
/// column.
///
/// # Errors
///
/// A message that names the row or column that cannot be met.
pub fn reconcile(problem: &Problem, smallest: f64) -> Result<Vec<Vec<f64>>, String> {
    let mut open: Vec<Vec<bool>> = problem
        .cells
        .iter()
        .map(|row| row.iter().map(|c| c.is_some_and(|c| c.value > 0.0 || c.sigma > 0.0)).collect())
        .collect();
    let mut fitted = active_set(problem, &mut open)?;
    while drop_small(&fitted, &mut open, smallest) {
        fitted = active_set(problem, &mut open)?;
    }
    Ok(fitted)
}

/// Solves with non-negative cells: close what is negative, release the cell that most wants to come back.
fn active_set(problem: &Problem, open: &mut [Vec<bool>]) -> Result<Matrix, String> {
    let allowed: Vec<Vec<bool>> = open.to_vec();
    let mut released = vec![vec![false; problem.users.len()]; problem.suppliers.len()];
    for _ in 0..500 {
        let (fitted, want) = solve_open(problem, open)?;
        let mut closed = false;
        for (i, row) in fitted.iter().enumerate() {
            for (j, &x) in row.iter().enumerate() {
                if open[i][j] && x < -1e-9 {
                    open[i][j] = false;
                    closed = true;
                }
            }
        }
        if closed {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        for i in 0..open.len() {
            for j in 0..open[i].len() {
                let back = allowed[i][j] && !open[i][j] && !released[i][j] && want[i][j] > 1e-9;
                if back && best.is_none_or(|(a, b)| want[i][j] > want[a][b]) {
                    best = Some((i, j));
                }
            }
        }
        let Some((i, j)) = best else {
            return Ok(fitted.into_iter().map(|row| row.into_iter().map(|x| x.max(0.0)).collect()).collect());
        };
        open[i][j] = true;
        released[i][j] = true;
    }
    Err("the active set did not settle in 500 steps".to_owned())
}

/// One equality-constrained solution over the open cells. Also returns what each cell would be without its bound.
fn solve_open(problem: &Problem, open: &[Vec<bool>]) -> Result<(Matrix, Matrix), String> {
    let (n, m) = (problem.suppliers.len(), problem.users.len());
    let mut a = vec![vec![0.0; n + m]; n + m];
    let mut b = vec![0.0; n + m];
    for (i, s) in problem.suppliers.iter().enumerate() {
        a[i][i] += s.sigma * s.sigma;
        b[i] += s.value;
    }
    for (j, u) in problem.users.iter().enumerate() {
        a[n + j][n + j] += u.sigma * u.sigma;
        b[n + j] += u.value;
    }
    for i in 0..n {
        for j in 0..m {
            let Some(cell) = problem.cells[i][j].filter(|_| open[i][j]) else {
                continue;
            };
            let v = cell.sigma * cell.sigma;
            a[i][i] += v;
            a[n + j][n + j] += v;
            a[i][n + j] += v;
            a[n + j][i] += v;
            b[i] -= cell.value;
            b[n + j] -= cell.value;
        }
    }
    let scale = problem.suppliers.iter().chain(&problem.users).map(|e| e.value.abs()).fold(1.0, f64::max);
    let multiplier = solve_symmetric(a, b, scale).map_err(|k| {
        if k < n { format!("supplier total {k} cannot be met") } else { format!("user total {} cannot be met", k - n) }
    })?;
    let mut fitted = vec![vec![0.0; m]; n];
    let mut want = vec![vec![0.0; m]; n];
    for i in 0..n {
        for j in 0..m {
            if let Some(cell) = problem.cells[i][j] {
                want[i][j] = cell.value + cell.sigma * cell.sigma * (multiplier[i] + multiplier[n + j]);
                if open[i][j] {
                    fitted[i][j] = want[i][j];
                }
            }
        }
    }
    Ok((fitted, want))
}

/// Solves a symmetric, possibly singular system by Jacobi scaling and elimination with diagonal pivots. A pivot that
/// vanishes leaves its multiplier at 0, which is right when the equation is redundant; otherwise its index is returned.
fn solve_symmetric(mut a: Vec<Vec<f64>>, mut b: Vec<f64>, size: f64) -> Result<Vec<f64>, usize> {
    let n = b.len();
    let d: Vec<f64> = (0..n).map(|k| if a[k][k] > 0.0 { 1.0 / a[k][k].sqrt() } else { 1.0 }).collect();
    for i in 0..n {
        b[i] *= d[i];
        for j in 0..n {
            a[i][j] *= d[i] * d[j];
        }
    }
    let mut left: Vec<usize> = (0..n).collect();
    let mut order = Vec::with_capacity(n);
    while let Some(at) = (0..left.len()).max_by(|&p, &q| a[left[p]][left[p]].total_cmp(&a[left[q]][left[q]])) {
        let k = left[at];
        if a[k][k] < 1e-11 {
            break;
        }
        left.remove(at);
        order.push(k);
        for &i in &left {
            let f = a[i][k] / a[k][k];
            if f == 0.0 {
                continue;
            }
            for &j in &left {
                a[i][j] -= f * a[k][j];
            }
            b[i] -= f * b[k];
        }
    }
    let mut x = vec![0.0; n];
    if let Some(&bad) = left.iter().find(|&&k| b[k].abs() / d[k] > 1e-7 * size) {
        return Err(bad);
    }
    for (p, &k) in order.iter().enumerate().rev() {
        let sum: f64 = order[p + 1..].iter().map(|&j| a[k][j] * x[j]).sum();
        x[k] = (b[k] - sum) / a[k][k];
    }
    Ok(x.iter().zip(&d).map(|(x, d)| x * d).collect())
}

/// Closes the cells below `smallest`, keeping the largest of every row and column. True if something was closed.
fn drop_small(fitted: &[Vec<f64>], open: &mut [Vec<bool>], smallest: f64) -> bool {
    let mut changed = false;
    for i in 0..fitted.len() {
        for j in 0..fitted[i].len() {
            if !open[i][j] || fitted[i][j] >= smallest {
                continue;
            }
            let row_max = fitted[i].iter().copied().fold(0.0, f64::max);
            let col_max = fitted.iter().map(|r| r[j]).fold(0.0, f64::max);
            if fitted[i][j] < row_max && fitted[i][j] < col_max {
                open[i][j] = false;
                changed = true;
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e(value: f64, sigma: f64) -> Estimate {
        Estimate { value, sigma }
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    /// 2 x 2 by hand: exact totals 10, 10 and 12, 8; all cells 5 with sigma 1. By symmetry the columns move by +1 and -1.
    #[test]
    fn two_by_two() {
        let p = Problem {
            suppliers: vec![e(10.0, 0.0); 2],
            users: vec![e(12.0, 0.0), e(8.0, 0.0)],
            cells: vec![vec![Some(e(5.0, 1.0)); 2]; 2],
        };
        let x = reconcile(&p, 0.0).unwrap();
        for row in &x {
            close(row[0], 6.0);
            close(row[1], 4.0);
        }
    }

    /// One cell 4 and totals 7 and 10, variances 1, 2 and 3. x = 4 + l + k, 7 - 2 l = x, 10 - 3 k = x:
    /// x = 4 + (7 - x)/2 + (10 - x)/3, so x (1 + 5/6) = 65/6 and x = 65/11.
    #[test]
    fn ranges_decide() {
        let p = Problem {
            suppliers: vec![e(7.0, 2f64.sqrt())],
            users: vec![e(10.0, 3f64.sqrt())],
            cells: vec![vec![Some(e(4.0, 1.0))]],
        };
        close(reconcile(&p, 0.0).unwrap()[0][0], 65.0 / 11.0);
    }

    /// 3 x 3 by hand: cells 1 with sigma 1, exact totals 6, 3, 0 and 3, 3, 3. Without the bound row three would be 0 in
    /// every cell, row one 2 and row two 1; no cell is negative and the sums hold.
    #[test]
    fn three_by_three() {
        let p = Problem {
            suppliers: vec![e(6.0, 0.0), e(3.0, 0.0), e(0.0, 0.0)],
            users: vec![e(3.0, 0.0); 3],
            cells: vec![vec![Some(e(1.0, 1.0)); 3]; 3],
        };
        let x = reconcile(&p, 0.0).unwrap();
        for (row, want) in x.iter().zip([2.0, 1.0, 0.0]) {
            row.iter().for_each(|&v| close(v, want));
        }
    }

    /// A cell that would turn negative is held at zero and the sums still hold.
    #[test]
    fn active_set_holds_zero() {
        let p = Problem {
            suppliers: vec![e(1.0, 0.0), e(9.0, 0.0)],
            users: vec![e(2.0, 0.0), e(8.0, 0.0)],
            cells: vec![vec![Some(e(3.0, 1.0)), Some(e(0.5, 1.0))], vec![Some(e(3.0, 1.0)), Some(e(4.0, 1.0))]],
        };
        let x = reconcile(&p, 0.0).unwrap();
        assert!(x.iter().flatten().all(|&v| v >= 0.0));
        close(x[0][0] + x[0][1], 1.0);
        close(x[0][0] + x[1][0], 2.0);
        close(x[1][0] + x[1][1], 9.0);
    }

    #[test]
    fn impossible_totals_are_reported() {
        let p =
            Problem { suppliers: vec![e(1.0, 0.0)], users: vec![e(2.0, 0.0)], cells: vec![vec![Some(e(1.0, 1.0))]] };
        assert!(reconcile(&p, 0.0).is_err());
    }
}
