//! Observations of a case: months beside the year before.

use crate::error::AppError;
use coercivity_chain::{Backtest, Chain, Observation, ObservedSeries};
use jiff::ToSpan;
use jiff::civil::Date;

/// Rows longer than this are no months [days].
const LONGEST_MONTHS: i32 = 62;

/// A back-test, whether of the package or of a user's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Scenario.
    pub scenario: String,
    /// Series.
    pub series: ObservedSeries,
    /// Points to score, in order of time.
    pub periods: Vec<Period>,
    /// Rate per day of the last observation before them.
    pub before: Option<f64>,
    /// Days to which parameters were fitted.
    pub fitted: Option<(Date, Date)>,
    /// Remarks.
    pub note: String,
}

/// One point: a month, or a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Observed.
    pub observed: f64,
    /// The year before, or the mean that stands for it.
    pub base: f64,
    /// True when the base is a year before, so that demand has grown since.
    pub year_ago: bool,
    /// Days over which the base was observed.
    pub base_days: i32,
    /// Source in words.
    pub source: String,
}

impl Period {
    /// Days.
    pub fn days(&self) -> i32 {
        self.from.until(self.until).map_or(1, |span| span.get_days() + 1)
    }

    /// Scatter of the ratio of a month to its base over that of a month: the base
    /// was observed too, over as many days or more.
    pub fn scatter_of_ratio(&self) -> f64 {
        (1.0 + f64::from(self.days()) / f64::from(self.base_days.max(1))).sqrt()
    }

    /// `2025-05`, `2025-01..02` or `2025-05-06`.
    pub fn words(&self) -> String {
        let month = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
        if self.from == self.until {
            self.from.to_string()
        } else if (self.from.year(), self.from.month()) == (self.until.year(), self.until.month()) {
            month(self.from)
        } else {
            format!("{}..{:02}", month(self.from), self.until.month())
        }
    }
}

impl Case {
    /// Were parameters fitted to a point?
    pub fn is_fitted(&self, period: &Period) -> bool {
        self.fitted.is_some_and(|(from, until)| period.from >= from && period.until <= until)
    }

    /// Series and months to which parameters were fitted.
    pub fn fitted_words(&self) -> Option<String> {
        let (from, until) = self.fitted?;
        let month = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
        let (from, until) = (month(from), month(until));
        let months = if from == until { from } else { format!("{from} to {until}") };
        Some(format!("{} {months}", self.series.key))
    }
}

/// Cases of the package by key; all for none.
///
/// # Errors
/// When a key is not known, or an observation has nothing to be compared with.
pub fn cases(chain: &Chain, keys: &[String]) -> Result<Vec<Case>, AppError> {
    let known = || chain.backtests.iter().map(|case| case.key.as_str()).collect::<Vec<_>>().join(", ");
    let find = |key: &String| {
        chain.backtests.iter().find(|case| case.key == *key).ok_or_else(|| AppError::Unknown {
            what: "back-test",
            name: key.clone(),
            hint: format!("one of: {}", known()),
        })
    };
    let wanted: Vec<&Backtest> = if keys.is_empty() {
        chain.backtests.iter().collect()
    } else {
        keys.iter().map(find).collect::<Result<_, _>>()?
    };
    wanted.into_iter().map(|backtest| case(chain, backtest)).collect()
}

fn case(chain: &Chain, backtest: &Backtest) -> Result<Case, AppError> {
    let series = &chain.series[backtest.series];
    let rows: Vec<Row> = chain
        .observations
        .iter()
        .filter(|o| o.series == backtest.series)
        .map(|o| Row { from: o.from, until: o.until, value: o.value, source: source(chain, o) })
        .collect();
    let window = (backtest.from, backtest.until);
    let (periods, before) = periods(&rows, window, backtest.base).map_err(|month| AppError::OutOfBounds {
        name: "back-test",
        value: format!("{} {month}", backtest.key),
        hint: "no figure a year before and no base: add a row to observed.csv".to_owned(),
    })?;
    Ok(Case {
        key: backtest.key.clone(),
        title: backtest.title.clone(),
        scenario: backtest.scenario.clone(),
        series: series.clone(),
        periods,
        before,
        fitted: backtest.fitted,
        note: backtest.note.clone(),
    })
}

fn source(chain: &Chain, observation: &Observation) -> String {
    chain.sources[observation.evidence.source.index()].title.clone()
}

/// An observation in its raw form.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Value.
    pub value: f64,
    /// Source in words.
    pub source: String,
}

impl Row {
    fn days(&self) -> i32 {
        self.from.until(self.until).map_or(1, |span| span.get_days() + 1)
    }

    fn is_month(&self) -> bool {
        self.days() <= LONGEST_MONTHS
    }
}

/// Points inside a window with their base, and the rate per day of the last
/// observation before them. January and February are one point: the Spring
/// Festival moves between them.
///
/// # Errors
/// The first month that has nothing to be compared with.
pub fn periods(
    rows: &[Row],
    window: (Date, Date),
    base: Option<(Date, Date)>,
) -> Result<(Vec<Period>, Option<f64>), String> {
    let merged = merge_winters(rows);
    let mut inside: Vec<&Row> =
        merged.iter().filter(|r| r.is_month() && r.from >= window.0 && r.until <= window.1).collect();
    inside.sort_by_key(|row| row.from);
    let mean = base.and_then(|(from, until)| rate(&merged, from, until));
    // Levels (a price, a share) are compared with their first value, and that one is not scored.
    let level = inside.first().filter(|row| row.from == row.until).map(|row| row.value);
    let mut periods = Vec::new();
    for row in &inside {
        let a_year_before = merged.iter().find(|other| is_year_before(other, row));
        let (base, base_days) = match (level, a_year_before, mean) {
            (Some(level), _, _) => (level, row.days()),
            (_, Some(other), _) => (other.value, other.days()),
            (_, None, Some((rate, days))) => (rate * f64::from(row.days()), days),
            (None, None, None) => return Err(row.from.to_string()),
        };
        periods.push(Period {
            from: row.from,
            until: row.until,
            observed: row.value,
            base,
            year_ago: level.is_none(),
            base_days,
            source: row.source.clone(),
        });
    }
    let before = merged.iter().filter(|r| r.is_month() && r.until < window.0).max_by_key(|r| r.until);
    Ok((periods, before.map(|row| row.value / f64::from(row.days()))))
}

fn is_year_before(other: &Row, row: &Row) -> bool {
    let months = |row: &Row| (row.from.month(), row.until.month());
    other.is_month() && other.from.year() == row.from.year() - 1 && months(other) == months(row) && row.days() > 1
}

/// Mean per day over rows inside a stretch of time, whole-year rows first, and their days.
fn rate(rows: &[Row], from: Date, until: Date) -> Option<(f64, i32)> {
    let inside: Vec<&Row> = rows.iter().filter(|r| r.from >= from && r.until <= until).collect();
    let longest = inside.iter().max_by_key(|row| row.days())?;
    let used: Vec<&&Row> = if longest.is_month() { inside.iter().collect() } else { vec![longest] };
    let days: i32 = used.iter().map(|row| row.days()).sum();
    Some((used.iter().map(|row| row.value).sum::<f64>() / f64::from(days), days))
}

fn merge_winters(rows: &[Row]) -> Vec<Row> {
    let month_of = |row: &Row, month: i8| row.from.day() == 1 && row.from.month() == month && row.days() <= 31;
    let mut merged: Vec<Row> = Vec::new();
    for row in rows {
        let february = rows.iter().find(|f| month_of(f, 2) && f.from.year() == row.from.year() && f.days() > 1);
        let january = rows.iter().find(|j| month_of(j, 1) && j.from.year() == row.from.year() && j.days() > 1);
        match (january, february) {
            (Some(_), Some(february)) if month_of(row, 1) => {
                merged.push(Row { until: february.until, value: row.value + february.value, ..row.clone() });
            }
            (Some(_), Some(_)) if month_of(row, 2) => {}
            _ => merged.push(row.clone()),
        }
    }
    merged
}

/// Last day of the month of a date.
pub fn month_end(date: Date) -> Date {
    date.first_of_month().saturating_add(1.month()).saturating_sub(1.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(from: Date, until: Date, value: f64) -> Row {
        Row { from, until, value, source: String::new() }
    }

    fn month(year: i16, month: i8, value: f64) -> Row {
        let from = date(year, month, 1);
        row(from, month_end(from), value)
    }

    #[test]
    fn a_month_is_compared_with_the_same_month_a_year_before() {
        let rows = [month(2024, 5, 100.0), month(2025, 4, 60.0), month(2025, 5, 26.0)];
        let (periods, before) = periods(&rows, (date(2025, 5, 1), date(2025, 5, 31)), None).unwrap();
        assert_eq!((periods[0].observed, periods[0].base, periods[0].year_ago), (26.0, 100.0, true));
        assert_eq!(before, Some(2.0));
        assert_eq!(periods[0].words(), "2025-05");
    }

    #[test]
    fn january_and_february_are_one_point() {
        let rows = [month(2010, 3, 31.0), month(2011, 1, 10.0), month(2011, 2, 20.0)];
        let base = Some((date(2010, 1, 1), date(2010, 12, 31)));
        let (periods, _) = periods(&rows, (date(2011, 1, 1), date(2011, 3, 31)), base).unwrap();
        assert_eq!(periods.len(), 1);
        assert_eq!((periods[0].words().as_str(), periods[0].observed, periods[0].base), ("2011-01..02", 30.0, 59.0));
    }

    #[test]
    fn nothing_to_compare_with_is_said() {
        let rows = [month(2025, 5, 26.0)];
        assert!(periods(&rows, (date(2025, 5, 1), date(2025, 5, 31)), None).is_err());
    }
}
