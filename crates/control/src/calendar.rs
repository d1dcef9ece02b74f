//! Working days of an authority.

use coercivity_chain::Control;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// For each of `days` days from `start`: does the authority of a control work?
///
/// Saturdays, Sundays and listed holidays are free, listed weekend days are worked.
#[must_use]
pub fn working_days(control: &Control, start: Date, days: usize) -> Vec<bool> {
    let mut flags = Vec::with_capacity(days);
    let mut date = start;
    for _ in 0..days {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let works = if weekend { control.worked_weekends.contains(&date) } else { !control.holidays.contains(&date) };
        flags.push(works);
        match date.checked_add(1.day()) {
            Ok(next) => date = next,
            Err(_) => break,
        }
    }
    flags
}

/// Days from `start` to `date`, negative when earlier.
#[must_use]
pub fn day_of(start: Date, date: Date) -> i64 {
    start.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// Date of a day, counted from `start`.
#[must_use]
pub fn date_of(start: Date, day: i64) -> Date {
    start.saturating_add(day.days())
}
