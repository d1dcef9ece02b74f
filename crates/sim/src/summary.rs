//! Quantiles over runs: nearest rank, never = infinity.

/// P10, P50 and P90.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantiles {
    /// Tenth percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth percentile.
    pub p90: f64,
}

/// Value of rank ceil(p n) of a sorted list (Hyndman & Fan 1996, definition 1).
#[must_use]
pub fn nearest_rank(sorted: &[f64], p: f64) -> f64 {
    let rank = (p * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted.get(rank.min(sorted.len()).wrapping_sub(1)).copied().unwrap_or(f64::NAN)
}

/// Quantiles of any values; all zero for none.
#[must_use]
pub fn quantiles(values: impl Iterator<Item = f64>) -> Quantiles {
    let mut sorted: Vec<f64> = values.collect();
    if sorted.is_empty() {
        return Quantiles { p10: 0.0, p50: 0.0, p90: 0.0 };
    }
    sorted.sort_by(f64::total_cmp);
    Quantiles { p10: nearest_rank(&sorted, 0.1), p50: nearest_rank(&sorted, 0.5), p90: nearest_rank(&sorted, 0.9) }
}

/// Quantiles of days that may never come, as infinity.
#[must_use]
pub fn day_quantiles(days: &[Option<u32>]) -> Quantiles {
    quantiles(days.iter().map(|day| day.map_or(f64::INFINITY, f64::from)))
}

/// Daily quantiles of `[run * days + day]`.
#[must_use]
pub fn band(values: &[f32], days: usize) -> [Vec<f64>; 3] {
    let mut band = [Vec::with_capacity(days), Vec::with_capacity(days), Vec::with_capacity(days)];
    let runs = values.len().checked_div(days).unwrap_or(0);
    for day in 0..days {
        let q = quantiles((0..runs).map(|run| f64::from(values[run * days + day])));
        band[0].push(q.p10);
        band[1].push(q.p50);
        band[2].push(q.p90);
    }
    band
}

/// Quantiles of whole numbers given as counts: `counts[n]` times n; `None` without any.
#[must_use]
pub fn of_counts(counts: &[u64]) -> Option<Quantiles> {
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return None;
    }
    let at = |p: f64| {
        let rank = (p * total as f64).ceil().max(1.0) as u64;
        let mut sum = 0;
        counts.iter().position(|n| {
            sum += n;
            sum >= rank
        })
    };
    let value = |p: f64| at(p).map_or(f64::NAN, |n| n as f64);
    Some(Quantiles { p10: value(0.1), p50: value(0.5), p90: value(0.9) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_rank_by_hand() {
        let q = quantiles([5.0, 1.0, 3.0, 2.0, 4.0].into_iter());
        assert_eq!((q.p10, q.p50, q.p90), (1.0, 3.0, 5.0));
        let q = day_quantiles(&[Some(7), None, None]);
        assert_eq!((q.p10, q.p50), (7.0, f64::INFINITY));
        let q = of_counts(&[0, 2, 0, 8]).unwrap();
        assert_eq!((q.p10, q.p50, q.p90), (1.0, 3.0, 3.0));
        assert_eq!(of_counts(&[0, 0]), None);
    }
}
