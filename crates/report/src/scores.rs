//! Scores of a back-test in words, the same for terminal and page.

use crate::backtest_view::CaseView;
use crate::format::{NONE, hundredths};

/// Share of its base below which almost nothing was observed.
const ALMOST_NOTHING: f64 = 0.2;

/// Error of the model and of the two simple forecasts.
pub(crate) struct Errors {
    /// Of the model; says so where it is a share of the base.
    pub(crate) model: String,
    /// Of a forecast without change.
    pub(crate) no_change: String,
    /// Of the trend before the event.
    pub(crate) trend: String,
}

/// The errors of a case. Where almost nothing was observed a share of it says
/// nothing; the base stands for it, and for the forecasts their score.
pub(crate) fn errors(case: &CaseView) -> Errors {
    let sum = |value: fn(&crate::backtest_view::PointView) -> f64| case.points.iter().map(value).sum::<f64>();
    match case.wape {
        Some(wape) if sum(|p| p.observed) > ALMOST_NOTHING * sum(|p| p.base) => {
            Errors { model: hundredths(wape), no_change: share(case.wape_persistence), trend: share(case.wape_trend) }
        }
        _ => Errors {
            model: format!("{} of base", hundredths(case.mae_over_base)),
            no_change: share(case.crps_persistence),
            trend: share(Some(case.crps_trend)),
        },
    }
}

/// A figure that may not exist.
pub(crate) fn share(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), hundredths)
}

/// Months that may not have come.
pub(crate) fn months(value: Option<u32>) -> String {
    value.map_or_else(|| NONE.to_owned(), |months| months.to_string())
}

/// True where nothing was fitted to the case.
pub(crate) fn unfitted(case: &CaseView) -> bool {
    case.fitted_on.is_empty()
}
