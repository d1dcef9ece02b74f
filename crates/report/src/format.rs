//! Numbers, money and dates as people read them.
//!
//! Rounding is for reading only: two significant digits below ten, whole
//! numbers below a thousand, three significant digits above. All digits are in
//! the CSV files.

use crate::run_view::{MoneyQuantiles, Quantiles, RunView};
use jiff::ToSpan;
use jiff::civil::Date;

/// Keeps a number and its unit on one line; the terminal writes an ordinary blank.
pub(crate) const JOIN: char = '\u{a0}';

/// Text for a value that does not exist.
pub(crate) const NONE: &str = "–";

/// Rounds to `digits` significant digits; works for the whole range of f64.
fn significant(value: f64, digits: usize) -> f64 {
    // Going through decimal text avoids overflow of powers of ten at the ends of the range.
    let rounded = format!("{value:.*e}", digits.saturating_sub(1));
    // The largest numbers round up to infinity; they stay as they are.
    rounded.parse().ok().filter(|rounded: &f64| rounded.is_finite()).unwrap_or(value)
}

/// Splits the whole digits into groups of three.
pub(crate) fn grouped(whole: f64) -> String {
    let digits = format!("{whole:.0}");
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A value of at least zero and below 1,000, or its mantissa above.
fn plain(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value < 0.001 {
        return "<0.001".to_owned();
    }
    if value < 10.0 {
        return format!("{}", significant(value, 2));
    }
    let value = if value < 1000.0 { value.round() } else { significant(value, 3) };
    grouped(value)
}

/// Scales a value above a million to a mantissa with three significant digits and its step.
fn scaled(value: f64, names: [&str; 3]) -> Option<String> {
    let rounded = significant(value, 3);
    let (step, name) = match rounded {
        v if v >= 1e15 => return Some(format!("{:.1e}", rounded).replace('e', "\u{a0}×\u{a0}10^")),
        v if v >= 1e12 => (1e12, names[2]),
        v if v >= 1e9 => (1e9, names[1]),
        v if v >= 1e6 => (1e6, names[0]),
        _ => return None,
    };
    Some(format!("{}{JOIN}{name}", significant(rounded / step, 3)))
}

/// A count or an amount without unit: `4,210`, `0.42`, `1.23 million`.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let text = scaled(size, ["million", "billion", "trillion"]).unwrap_or_else(|| plain(size));
    format!("{sign}{text}")
}

/// An amount of money: `€41.3 m`, `$850,000`, `SEK 1.2 bn`.
#[must_use]
pub fn money(value: f64, currency: &str) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    let text = scaled(size, ["m", "bn", "tn"]).unwrap_or_else(|| plain(size));
    let symbol = match currency {
        "EUR" => "€".to_owned(),
        "USD" => "$".to_owned(),
        "GBP" => "£".to_owned(),
        "JPY" | "CNY" => "¥".to_owned(),
        "" => String::new(),
        other => format!("{other}{JOIN}"),
    };
    format!("{sign}{symbol}{text}")
}

/// A multiple of one, where the second decimal matters: `1.08`, `1.3`, `12`.
pub(crate) fn factor(value: f64) -> String {
    if (0.1..10.0).contains(&value) { format!("{}", significant(value, 3)) } else { number(value) }
}

/// A share of a base as back-tests write it: `0.29`.
pub(crate) fn hundredths(value: f64) -> String {
    if value.is_finite() { format!("{value:.2}") } else { NONE.to_owned() }
}

/// A correlation with its sign: `+0.71`, `−0.48`.
pub(crate) fn signed(value: f64) -> String {
    let sign = if value < 0.0 { '−' } else { '+' };
    format!("{sign}{:.2}", value.abs())
}

/// A share of one as a percentage; never rounds a possible thing to 0 % or 100 %.
pub(crate) fn percent(share: f64) -> String {
    if !share.is_finite() {
        return NONE.to_owned();
    }
    let value = share * 100.0;
    match value {
        v if v > 0.0 && v < 0.5 => format!("<1{JOIN}%"),
        v if v < 100.0 && v > 99.5 => format!(">99{JOIN}%"),
        v => format!("{}{JOIN}%", number(v.round())),
    }
}

/// `low to high`, or one value where both read the same.
pub(crate) fn joined(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

/// P10 to P90 of a quantity.
pub(crate) fn range(quantiles: &Quantiles) -> String {
    joined(&number(quantiles.p10), &number(quantiles.p90))
}

/// P10 to P90 of an amount of money.
pub(crate) fn money_range(quantiles: &MoneyQuantiles) -> String {
    joined(&money(quantiles.p10, &quantiles.currency), &money(quantiles.p90, &quantiles.currency))
}

/// `1 day`, `12 days`; the noun is given in the singular.
pub(crate) fn counted(value: f64, noun: &str) -> String {
    let text = number(value);
    let plural = if text == "1" { "" } else { "s" };
    format!("{text}{JOIN}{noun}{plural}")
}

/// First letter in upper case, the rest untouched.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// First letter in lower case, for a sentence after a colon.
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// An ISO date as `24 May 2025`; text that is no date comes back as it is.
pub(crate) fn date_words(iso: &str) -> String {
    iso.parse::<Date>().map(words_of).unwrap_or_else(|_| iso.to_owned())
}

fn words_of(date: Date) -> String {
    format!("{}{JOIN}{}", day_month(date), date.year())
}

fn day_month(date: Date) -> String {
    format!("{}{JOIN}{}", date.day(), month_name(date.month()))
}

/// Three letters of a month, 1 to 12.
pub(crate) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month).ok().and_then(|index| NAMES.get(index.wrapping_sub(1)).copied()).unwrap_or("")
}

/// Turns days of the run into dates. Without a readable start date it says `day 50`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    start: Option<Date>,
}

impl Calendar {
    /// The calendar of a run.
    pub(crate) fn of(view: &RunView) -> Self {
        Self::starting(&view.start_date)
    }

    /// The calendar whose day 0 is a date, ISO 8601.
    pub(crate) fn starting(iso: &str) -> Self {
        Self { start: iso.parse().ok() }
    }

    /// The calendar whose day 0 is a day of this one.
    pub(crate) fn shifted(self, day: i64) -> Self {
        Self { start: self.date(day) }
    }

    /// The day of a date, ISO 8601, if both ends are readable.
    pub(crate) fn day_of(self, iso: &str) -> Option<i64> {
        let date: Date = iso.parse().ok()?;
        self.start?.until(date).ok().map(|span| i64::from(span.get_days()))
    }

    /// The date of a day, if the start date is readable and the day is within the calendar.
    pub(crate) fn date(self, day: i64) -> Option<Date> {
        // Outside this range a day cannot be a date, and the span would panic.
        (-3_000_000..3_000_000).contains(&day).then(|| self.start?.checked_add(day.days()).ok()).flatten()
    }

    /// `24 May 2025`.
    pub(crate) fn day(self, day: u32) -> String {
        self.date(i64::from(day)).map_or_else(|| format!("day {day}"), words_of)
    }

    /// `2025-05-24`, or nothing without a readable start date.
    pub(crate) fn iso(self, day: i64) -> String {
        self.date(day).map(|date| date.to_string()).unwrap_or_default()
    }

    /// `10 May to 3 Jul 2025`; the year is written once where it is the same.
    pub(crate) fn span(self, from: u32, to: u32) -> String {
        match (self.date(i64::from(from)), self.date(i64::from(to))) {
            (Some(a), Some(b)) if a == b => words_of(a),
            (Some(a), Some(b)) if a.year() == b.year() => {
                format!("{} to {}", day_month(a), words_of(b))
            }
            _ => joined(&self.day(from), &self.day(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_two_or_three_digits() {
        let cases = [
            (0.0, "0"),
            (1e-12, "<0.001"),
            (0.4249, "0.42"),
            (3.0, "3"),
            (9.96, "10"),
            (42.4, "42"),
            (999.6, "1,000"),
            (12_345.0, "12,300"),
            (999_999.0, "1 million"),
            (1.234e9, "1.23 billion"),
            (-5.0, "−5"),
            (f64::MAX, "1.8 × 10^308"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value).replace(JOIN, " "), text, "{value}");
        }
    }

    #[test]
    fn money_and_shares() {
        assert_eq!(money(41_300_000.0, "EUR").replace(JOIN, " "), "€41.3 m");
        assert_eq!(money(850_000.0, "SEK").replace(JOIN, " "), "SEK 850,000");
        assert_eq!(percent(0.0).replace(JOIN, " "), "0 %");
        assert_eq!(percent(0.003).replace(JOIN, " "), "<1 %");
        assert_eq!(percent(0.998).replace(JOIN, " "), ">99 %");
        assert_eq!(percent(1.0).replace(JOIN, " "), "100 %");
        assert_eq!((factor(1.0842), factor(1.3), factor(12.4)), ("1.08".into(), "1.3".into(), "12".into()));
        assert_eq!((hundredths(0.294), hundredths(f64::NAN)), ("0.29".into(), NONE.into()));
    }

    #[test]
    fn dates_in_words_and_bad_dates_as_they_are() {
        assert_eq!(date_words("2025-05-24").replace(JOIN, " "), "24 May 2025");
        assert_eq!(date_words("soon").replace(JOIN, " "), "soon");
        let start = "2025-04-04".parse().ok();
        let calendar = Calendar { start };
        assert_eq!(calendar.span(36, 90).replace(JOIN, " "), "10 May to 3 Jul 2025");
        assert_eq!(calendar.span(36, 400).replace(JOIN, " "), "10 May 2025 to 9 May 2026");
        assert_eq!(calendar.day(u32::MAX).replace(JOIN, " "), "day 4294967295");
        assert_eq!((calendar.day_of("2025-03-04"), calendar.day_of("soon")), (Some(-31), None));
        assert_eq!(calendar.shifted(-31).iso(0), "2025-03-04");
        assert_eq!(Calendar { start: None }.span(1, 2).replace(JOIN, " "), "day 1 to day 2");
    }
}
