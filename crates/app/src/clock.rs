//! The day, for callers whose users did not name one; verbs are told it and never look.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC: a day's difference to local time matters less than the same answer everywhere.
#[must_use]
pub fn today() -> Date {
    const SECONDS_PER_DAY: u64 = 86_400;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / SECONDS_PER_DAY).unwrap_or(0);
    date(1970, 1, 1).saturating_add(days.days())
}
