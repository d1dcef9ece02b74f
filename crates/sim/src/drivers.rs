//! What drives a loss: rank correlation with the drawn parameters.

/// Ranks with ties averaged.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut at = 0;
    while at < order.len() {
        let tied = order[at..].iter().take_while(|n| values[**n] == values[order[at]]).count();
        let mean = at as f64 + (tied as f64 - 1.0) / 2.0;
        for n in &order[at..at + tied] {
            ranks[*n] = mean;
        }
        at += tied;
    }
    ranks
}

/// Spearman's rank correlation (Spearman 1904), 0 where either side does not vary.
#[must_use]
pub fn spearman(x: &[f64], y: &[f64]) -> f64 {
    let (x, y) = (ranks(x), ranks(y));
    let mean = (x.len() as f64 - 1.0) / 2.0;
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(&y) {
        xy += (a - mean) * (b - mean);
        xx += (a - mean) * (a - mean);
        yy += (b - mean) * (b - mean);
    }
    if xx > 0.0 && yy > 0.0 { xy / (xx * yy).sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spearman_by_hand() {
        // Perfect order, perfect reverse, and a textbook case with one tie: 1 - 6 * 1.5 / 24... computed by hand on ranks.
        assert!((spearman(&[1.0, 2.0, 3.0], &[10.0, 20.0, 90.0]) - 1.0).abs() < 1e-12);
        assert!((spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]) + 1.0).abs() < 1e-12);
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[4.0, 4.0, 4.0]), 0.0);
        // Ranks 0 1 2 3 against 0.5 0.5 2 3: covariance 4.5, variances 5 and 4.5.
        let want = 4.5 / (5.0f64 * 4.5).sqrt();
        assert!((spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 1.0, 2.0, 3.0]) - want).abs() < 1e-12);
    }
}
