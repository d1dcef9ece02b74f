//! Iterative proportional fitting (RAS): scale the rows and columns of a seed in turn until its sums meet the margins.

/// Fits `seed` to row and column sums. Zero cells stay zero. The columns are scaled last, so column sums are exact;
/// row sums are met to `1e-10` when seed and margins allow it, otherwise as closely as the iterations come.
///
/// ```text
///  seed 1 1   rows 3 1   ->   1.5 1.5      (columns 2 2)
///       1 1                   0.5 0.5
/// ```
#[must_use]
pub fn proportional(seed: &[Vec<f64>], rows: &[f64], columns: &[f64], iterations: usize) -> Vec<Vec<f64>> {
    let mut x: Vec<Vec<f64>> = seed.to_vec();
    for _ in 0..iterations {
        let mut worst: f64 = 0.0;
        for (row, &target) in x.iter_mut().zip(rows) {
            let sum: f64 = row.iter().sum();
            worst = worst.max((sum - target).abs() / target.max(1e-12));
            scale(row.iter_mut(), sum, target);
        }
        for (j, &target) in columns.iter().enumerate() {
            let sum: f64 = x.iter().map(|row| row[j]).sum();
            scale(x.iter_mut().map(|row| &mut row[j]), sum, target);
        }
        if worst < 1e-10 {
            break;
        }
    }
    x
}

/// Multiplies cells by target over sum.
fn scale<'a>(cells: impl Iterator<Item = &'a mut f64>, sum: f64, target: f64) {
    if sum > 0.0 {
        cells.for_each(|c| *c *= target / sum);
    }
}

#[cfg(test)]
mod tests {
    use super::proportional;

    /// By hand: a uniform seed gives row x column / total.
    #[test]
    fn two_by_two() {
        let x = proportional(&[vec![1.0, 1.0], vec![1.0, 1.0]], &[3.0, 1.0], &[2.0, 2.0], 50);
        assert_eq!(x, vec![vec![1.5, 1.5], vec![0.5, 0.5]]);
    }

    /// By hand: a diagonal block and a uniform block, each fitted on its own; the zeros stay.
    #[test]
    fn three_by_three() {
        let seed = [vec![5.0, 0.0, 0.0], vec![0.0, 1.0, 1.0], vec![0.0, 1.0, 1.0]];
        let x = proportional(&seed, &[7.0, 4.0, 2.0], &[7.0, 3.0, 3.0], 50);
        let want = [[7.0, 0.0, 0.0], [0.0, 2.0, 2.0], [0.0, 1.0, 1.0]];
        for (row, want) in x.iter().zip(want) {
            for (a, b) in row.iter().zip(want) {
                assert!((a - b).abs() < 1e-9);
            }
        }
    }

    /// The cross ratio of the seed survives the fit: (1 x 4) / (2 x 3) before and after.
    #[test]
    fn keeps_cross_ratio() {
        let x = proportional(&[vec![1.0, 2.0], vec![3.0, 4.0]], &[10.0, 20.0], &[12.0, 18.0], 500);
        assert!((x[0][0] * x[1][1] / (x[0][1] * x[1][0]) - 4.0 / 6.0).abs() < 1e-9);
        assert!((x[0].iter().sum::<f64>() - 10.0).abs() < 1e-8);
    }
}
