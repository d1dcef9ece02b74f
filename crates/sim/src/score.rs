//! How well an ensemble met what was observed.

use crate::summary::nearest_rank;

/// One observation beside the ensemble, all in the unit of the observation.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Observed.
    pub observed: f64,
    /// Level without events: the figure a year before, or a mean.
    pub base: f64,
    /// One value per run, with the ordinary scatter of a month.
    pub runs: Vec<f64>,
    /// One value per run, without it.
    pub smooth: Vec<f64>,
    /// No change since the last observation before.
    pub persistence: Option<f64>,
    /// The trend before the event goes on.
    pub trend: f64,
}

/// Scores of a back-test. Errors are shares, CRPS in multiples of the base.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Sum of |model - observed| over sum of observed; `None` where nothing was observed to move.
    pub wape: Option<f64>,
    /// Mean |model - observed| over the mean base.
    pub mae_over_base: f64,
    /// Position of the model's lowest point.
    pub trough: usize,
    /// Its ratio to the base.
    pub trough_ratio: f64,
    /// Position of the lowest observation.
    pub observed_trough: usize,
    /// Its ratio to the base.
    pub observed_trough_ratio: f64,
    /// Points from the lowest to the first at [`RECOVERED`] of the base or more.
    pub recovery: Option<usize>,
    /// The same of the observations.
    pub observed_recovery: Option<usize>,
    /// Share of observations inside the band from P10 to P90.
    pub coverage_80: f64,
    /// Mean width of that band over the base.
    pub band_width: f64,
    /// Mean continuous ranked probability score over the base.
    pub crps: f64,
    /// The same of the no-change forecast.
    pub crps_persistence: Option<f64>,
    /// The same of the trend.
    pub crps_trend: f64,
    /// WAPE of the no-change forecast.
    pub wape_persistence: Option<f64>,
    /// WAPE of the trend.
    pub wape_trend: Option<f64>,
}

/// Share of the base from which a month counts as recovered.
pub const RECOVERED: f64 = 0.9;

/// Quantile by nearest rank.
#[must_use]
pub fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    nearest_rank(&sorted, p)
}

impl Point {
    /// Median of the runs without scatter: the point forecast.
    #[must_use]
    pub fn median(&self) -> f64 {
        quantile(&self.smooth, 0.5)
    }

    /// P10 and P90 of the runs with scatter.
    #[must_use]
    pub fn band(&self) -> (f64, f64) {
        (quantile(&self.runs, 0.1), quantile(&self.runs, 0.9))
    }
}

/// Scores points in order of time; `None` without any.
#[must_use]
pub fn score(points: &[Point]) -> Option<Score> {
    if points.is_empty() {
        return None;
    }
    let n = points.len() as f64;
    let mean = |value: &dyn Fn(&Point) -> f64| points.iter().map(value).sum::<f64>() / n;
    let mean_base = mean(&|p| p.base);
    let wape = |forecast: &dyn Fn(&Point) -> Option<f64>| -> Option<f64> {
        let errors: Option<Vec<f64>> =
            points.iter().map(|p| forecast(p).map(|value| (value - p.observed).abs())).collect();
        let observed: f64 = points.iter().map(|p| p.observed).sum();
        errors.filter(|_| observed > 0.0).map(|errors| errors.iter().sum::<f64>() / observed)
    };
    let model: Vec<f64> = points.iter().map(|p| p.median() / p.base).collect();
    let seen: Vec<f64> = points.iter().map(|p| p.observed / p.base).collect();
    let (trough, observed_trough) = (lowest(&model), lowest(&seen));
    let inside = |p: &Point| {
        let (low, high) = p.band();
        (low..=high).contains(&p.observed)
    };
    let persistence: Option<Vec<f64>> =
        points.iter().map(|p| p.persistence.map(|value| (value - p.observed).abs() / p.base)).collect();
    Some(Score {
        wape: wape(&|p| Some(p.median())),
        mae_over_base: mean(&|p| (p.median() - p.observed).abs()) / mean_base,
        trough,
        trough_ratio: model[trough],
        observed_trough,
        observed_trough_ratio: seen[observed_trough],
        recovery: recovery(&model, trough),
        observed_recovery: recovery(&seen, observed_trough),
        coverage_80: points.iter().filter(|p| inside(p)).count() as f64 / n,
        band_width: mean(&|p| (p.band().1 - p.band().0) / p.base),
        crps: mean(&|p| crps(&p.runs, p.observed) / p.base),
        crps_persistence: persistence.map(|errors| errors.iter().sum::<f64>() / n),
        crps_trend: mean(&|p| (p.trend - p.observed).abs() / p.base),
        wape_persistence: wape(&|p| p.persistence),
        wape_trend: wape(&|p| Some(p.trend)),
    })
}

fn lowest(values: &[f64]) -> usize {
    (0..values.len()).min_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or(0)
}

fn recovery(ratios: &[f64], trough: usize) -> Option<usize> {
    ratios[trough..].iter().position(|ratio| *ratio >= RECOVERED)
}

/// Continuous ranked probability score of an ensemble: E|X - y| - E|X - X'| / 2
/// (Gneiting & Raftery 2007, eq. 21), by the sorted form of the second term.
#[must_use]
pub fn crps(runs: &[f64], observed: f64) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let error = sorted.iter().map(|x| (x - observed).abs()).sum::<f64>() / n;
    let spread: f64 = (1u32..).zip(&sorted).map(|(rank, x)| (2.0 * f64::from(rank) - n - 1.0) * x).sum();
    error - spread / (n * n)
}

/// Standard deviation of a parameter once runs are weighted by how well they met
/// the observations, as a share of its standard deviation before: near 1 the data
/// say nothing about it.
///
/// Weights are exp(-d / 2) with d the sum over points of ((run - observed) / (tolerance x base))^2
/// (approximate Bayesian computation by importance weights).
#[must_use]
pub fn narrowing(values: &[f64], points: &[Point], tolerance: f64) -> f64 {
    let distance = |run: usize| -> f64 {
        points.iter().map(|p| ((p.smooth[run] - p.observed) / (tolerance * p.base)).powi(2)).sum()
    };
    let distances: Vec<f64> = (0..values.len()).map(distance).collect();
    let least = distances.iter().copied().fold(f64::INFINITY, f64::min);
    let weights: Vec<f64> = distances.iter().map(|d| libm::exp(-0.5 * (d - least))).collect();
    let sd = |weights: &[f64]| {
        let sum: f64 = weights.iter().sum();
        let mean = weights.iter().zip(values).map(|(w, v)| w * v).sum::<f64>() / sum;
        (weights.iter().zip(values).map(|(w, v)| w * (v - mean).powi(2)).sum::<f64>() / sum).sqrt()
    };
    let prior = sd(&vec![1.0; values.len()]);
    if prior > 0.0 { sd(&weights) / prior } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(observed: f64, base: f64, runs: &[f64]) -> Point {
        Point { observed, base, runs: runs.to_vec(), smooth: runs.to_vec(), persistence: Some(base), trend: 1.1 * base }
    }

    #[test]
    fn crps_by_hand() {
        // One run: the absolute error. Runs 0 and 2 against 1: E|X - y| = 1, E|X - X'| = 1.
        assert_eq!(crps(&[3.0], 1.0), 2.0);
        assert_eq!(crps(&[2.0, 0.0], 1.0), 0.5);
    }

    #[test]
    fn scores_by_hand() {
        let points = [point(50.0, 100.0, &[60.0]), point(20.0, 100.0, &[10.0]), point(100.0, 100.0, &[95.0])];
        let score = score(&points).unwrap();
        assert!((score.wape.unwrap() - 25.0 / 170.0).abs() < 1e-12);
        assert!((score.mae_over_base - 25.0 / 300.0).abs() < 1e-12);
        assert_eq!((score.trough, score.observed_trough), (1, 1));
        assert!((score.trough_ratio - 0.1).abs() < 1e-12);
        assert_eq!((score.recovery, score.observed_recovery), (Some(1), Some(1)));
        assert_eq!(score.coverage_80, 0.0);
        assert!((score.wape_persistence.unwrap() - 130.0 / 170.0).abs() < 1e-12);
        assert!((score.crps_trend - (0.6 + 0.9 + 0.1) / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_parameter_that_decides_is_narrowed_and_another_is_not() {
        let runs: Vec<f64> = (0..100).map(f64::from).collect();
        let point = point(30.0, 100.0, &runs);
        assert!(narrowing(&runs, std::slice::from_ref(&point), 0.05) < 0.3);
        let other: Vec<f64> = (0..100).map(|n| f64::from(n * 37 % 100)).collect();
        assert!(narrowing(&other, &[point], 0.05) > 0.7);
    }
}
