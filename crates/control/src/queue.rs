//! From a filed case to its dates.
//!
//! A case passes pre-acceptance, then review. It draws an effort w with median
//! 1 and the authority works on it at 1 / median(phase of the day) per working
//! day, so that a change of phase touches waiting cases; it is decided on the
//! first day on which the work since acceptance reaches w. A return stops the
//! clock half way. Because phases and freezes are dated, the work done by each
//! day is a prefix sum, and a decision is a binary search in it.

/// Medians are published in calendar days; review counts working days.
pub const WORKING_PER_CALENDAR: f64 = 5.0 / 7.0;

/// Work done on any case from day 0 to the end of each day, for one run.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewClock {
    done: Vec<f64>,
}

impl ReviewClock {
    /// Builds the clock from each day's work: 1 / (median in working days), 0 on
    /// free days and while decisions are frozen.
    #[must_use]
    pub fn new(work_of_day: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let done = work_of_day
            .map(|work| {
                sum += work;
                sum
            })
            .collect();
        ReviewClock { done }
    }

    fn done_before(&self, day: usize) -> f64 {
        match day {
            0 => 0.0,
            _ => self.done.get(day - 1).or(self.done.last()).copied().unwrap_or(0.0),
        }
    }

    /// First day on which `effort` has been done on a case that came in on day `from`; `None` beyond the horizon.
    #[must_use]
    pub fn finish(&self, from: usize, effort: f64) -> Option<usize> {
        let target = self.done_before(from) + effort;
        // One part in 1e12 of slack: a prefix sum of many parts must not push a decision a day on.
        let day = self.done.partition_point(|done| *done < target * (1.0 - 1e-12));
        (day < self.done.len()).then_some(day.max(from))
    }
}

/// Draws of a case, already turned into amounts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaseDraws {
    /// Days from filing to acceptance.
    pub pre_acceptance_days: usize,
    /// Effort, median 1.
    pub effort: f64,
    /// Days for which a return stops the clock; `None` = not returned.
    pub return_days: Option<usize>,
    /// No decision before this day of the run.
    pub not_before: usize,
}

/// Dates of a case, as days of the run; `None` = beyond the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseDates {
    /// Accepted by the ministry.
    pub accepted: usize,
    /// Returned for more papers.
    pub returned: Option<usize>,
    /// Decided.
    pub decided: Option<usize>,
}

/// Dates of a case filed on a day.
#[must_use]
pub fn dates(clock: &ReviewClock, filed: usize, draws: &CaseDraws) -> CaseDates {
    let accepted = filed + draws.pre_acceptance_days;
    let Some(stop) = draws.return_days else {
        let decided = clock.finish(accepted, draws.effort).map(|day| day.max(draws.not_before));
        return CaseDates { accepted, returned: None, decided };
    };
    let returned = clock.finish(accepted, 0.5 * draws.effort);
    let decided =
        returned.and_then(|day| clock.finish(day + 1 + stop, 0.5 * draws.effort)).map(|day| day.max(draws.not_before));
    CaseDates { accepted, returned, decided }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two working days of work at 1/4 each, a freeze of two days, then 1/2 a day.
    fn clock() -> ReviewClock {
        ReviewClock::new([0.25, 0.25, 0.0, 0.0, 0.5, 0.5, 0.5, 0.5].into_iter())
    }

    fn case(effort: f64, return_days: Option<usize>) -> CaseDraws {
        CaseDraws { pre_acceptance_days: 0, effort, return_days, not_before: 0 }
    }

    #[test]
    fn a_case_waits_through_a_freeze_and_finishes_at_the_new_speed() {
        // By hand: 0.5 done on day 1, nothing on days 2-3, 1.0 on day 4.
        assert_eq!(dates(&clock(), 0, &case(1.0, None)).decided, Some(4));
        assert_eq!(dates(&clock(), 0, &case(0.5, None)).decided, Some(1));
        assert_eq!(dates(&clock(), 2, &case(1.0, None)).decided, Some(5));
        assert_eq!(dates(&clock(), 0, &case(9.0, None)).decided, None);
    }

    #[test]
    fn a_return_stops_the_clock_half_way() {
        // Half of 1.0 on day 1, clock stopped on days 2-5, the other half on day 6.
        let dates = dates(&clock(), 0, &case(1.0, Some(4)));
        assert_eq!((dates.returned, dates.decided), (Some(1), Some(6)));
    }

    #[test]
    fn nothing_is_decided_before_the_floor() {
        let draws = CaseDraws { not_before: 7, ..case(0.25, None) };
        assert_eq!(dates(&clock(), 0, &draws).decided, Some(7));
    }

    proptest! {
        #[test]
        fn more_effort_never_decides_earlier(effort in 0.01f64..3.0, more in 0.0f64..2.0, from in 0usize..6) {
            let clock = ReviewClock::new((0..400).map(|day| if day % 7 < 5 { 0.05 } else { 0.0 }));
            let early = clock.finish(from, effort);
            let late = clock.finish(from, effort + more);
            prop_assert!(late.unwrap_or(usize::MAX) >= early.unwrap_or(usize::MAX));
        }
    }
}
