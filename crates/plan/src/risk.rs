//! Mean and conditional value at risk of weighted losses.

/// Weight of each value in the mean of the worst `1 - level`: sums to 1.
///
/// Conditional value at risk after Rockafellar & Uryasev (2000): the mean of the tail beyond the quantile, the
/// value at the quantile counted in part. Ties go by position, so that the weights are the same every time.
#[must_use]
pub fn tail_weights(values: &[f64], weights: &[f64], level: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
    let total: f64 = weights.iter().sum();
    let tail = ((1.0 - level) * total).max(f64::MIN_POSITIVE);
    let (mut left, mut taken) = (tail, vec![0.0; values.len()]);
    for n in order {
        let part = weights[n].min(left);
        taken[n] = part / tail;
        left -= part;
        if left <= 0.0 {
            break;
        }
    }
    taken
}

/// Mean of weighted values.
#[must_use]
pub fn mean(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// Conditional value at risk.
#[must_use]
pub fn cvar(values: &[f64], weights: &[f64], level: f64) -> f64 {
    mean(values, &tail_weights(values, weights, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_twentieth_of_ten_is_the_worst() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert!((cvar(&values, &[0.1; 10], 0.95) - 10.0).abs() < 1e-12);
        // The worst quarter: the two worst and half of the third, (10 + 9 + 8 / 2) / 2.5.
        assert!((cvar(&values, &[0.1; 10], 0.75) - 9.2).abs() < 1e-12);
        assert!((cvar(&values, &[0.1; 10], 0.0) - mean(&values, &[0.1; 10])).abs() < 1e-12);
    }
}
