//! Scales and ticks.

use crate::format::{Calendar, month_name};
use jiff::civil::Date;

/// A straight map from values to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// Value that sits at `start`.
    pub(super) from: f64,
    /// Value that sits at `end`.
    pub(super) to: f64,
    /// Pixel of `from`.
    pub(super) start: f64,
    /// Pixel of `to`.
    pub(super) end: f64,
}

impl Scale {
    /// The pixel of a value; values beyond the ends stay at the ends.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        if share.is_finite() { self.start + (self.end - self.start) * share.clamp(0.0, 1.0) } else { self.start }
    }
}

/// A round top for an axis from zero and the values of its ticks, at most `most` steps.
pub(super) fn ticks(max: f64, most: f64) -> (f64, Vec<f64>) {
    if !max.is_finite() || max <= 0.0 {
        return (1.0, vec![0.0, 1.0]);
    }
    let raw = max / most;
    let power = 10f64.powf(raw.log10().floor());
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= raw).unwrap_or(raw);
    from_step(max, step)
}

/// Round ends and ticks of an axis that holds zero and both values, which may lie on either side of it.
pub(super) fn spanned(low: f64, high: f64, most: f64) -> (f64, f64, Vec<f64>) {
    let ends = [low, high].map(|end| if end.is_finite() { end.clamp(-1e290, 1e290) } else { 0.0 });
    let (low, high) = (ends[0].min(0.0), ends[1].max(0.0));
    if low >= 0.0 {
        let (to, values) = ticks(high, most);
        return (0.0, to, values);
    }
    let (_, steps) = ticks(high - low, most);
    let step = steps.get(1).copied().unwrap_or(1.0);
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    let values = (first as i32..=last as i32).map(|index| f64::from(index) * step).collect();
    (first * step, last * step, values)
}

/// The same for an axis in days, with steps of weeks, months or quarters.
pub(super) fn day_ticks(max: f64, most: f64) -> (f64, Vec<f64>) {
    const STEPS: [f64; 9] = [1.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 360.0, 720.0];
    match STEPS.into_iter().find(|step| max / step <= most) {
        Some(step) if max > 0.0 => from_step(max, step),
        _ => ticks(max, most),
    }
}

fn from_step(max: f64, step: f64) -> (f64, Vec<f64>) {
    let count = (max / step - 1e-9).ceil().max(1.0);
    let top = count * step;
    if !top.is_finite() {
        // Next to the largest float there is no rounder number.
        return (max, vec![0.0, max]);
    }
    let values = (0..=count as u32).map(|index| f64::from(index) * step).collect();
    (top, values)
}

/// Lower end, upper end and ticks of a logarithmic axis: 1, 2 and 5 times powers
/// of ten where there are few of them, else powers of ten.
pub(super) fn log_ticks(min: f64, max: f64, most: usize) -> (f64, f64, Vec<f64>) {
    // Beyond these ends a power of ten is no longer a number that can be drawn.
    let (low, high) = (min.clamp(1e-290, 1e290), max.clamp(1e-290, 1e290));
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let decades = usize::try_from(last - first).unwrap_or(1).div_ceil(most.max(1)).max(1);
    for (factors, step) in [(&[1.0, 2.0, 5.0][..], 1), (&[1.0, 3.0], 1), (&[1.0], 1), (&[1.0], decades)] {
        let powers = (first..=last + i32::try_from(step).unwrap_or(1)).step_by(step);
        let all: Vec<f64> =
            powers.flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power))).collect();
        let from = all.iter().rposition(|value| *value <= low * 1.001).unwrap_or(0);
        let to = all.iter().position(|value| *value >= high * 0.999).unwrap_or(all.len() - 1).max(from + 1);
        let ticks = all.get(from..=to).unwrap_or(&all);
        if ticks.len() <= most || step == decades && factors.len() == 1 {
            let ends = (ticks.first().copied().unwrap_or(low), ticks.last().copied().unwrap_or(high));
            return (ends.0, ends.1, ticks.to_vec());
        }
    }
    (low, high, vec![low, high])
}

/// A tick of a date axis: the day, its label, and the year where it has to be said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateTick {
    pub(super) day: f64,
    pub(super) label: String,
    pub(super) year: Option<String>,
}

/// Ticks over a run of `days`, at most about `most`.
pub(super) fn date_ticks(calendar: Calendar, days: u32, most: u32) -> Vec<DateTick> {
    let last = days.saturating_sub(1);
    match (calendar.date(0), calendar.date(i64::from(last))) {
        (Some(from), Some(to)) if days > 75 => months(calendar, from, to, most),
        (Some(_), Some(_)) => single_days(calendar, days, most),
        _ => numbered_days(days, most),
    }
}

/// First days of months, every 1, 2, 3, 6, 12 ... of them.
fn months(calendar: Calendar, from: Date, to: Date, most: u32) -> Vec<DateTick> {
    let serial = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let span = serial(to) - serial(from);
    let step = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200]
        .into_iter()
        .find(|step| i64::from(span / step) <= i64::from(most))
        .unwrap_or(6000);
    let mut ticks: Vec<DateTick> = Vec::new();
    for month in serial(from)..=serial(to) {
        if month % step != 0 {
            continue;
        }
        let (year, index) = (month.div_euclid(12), month.rem_euclid(12));
        let first = i16::try_from(year)
            .ok()
            .zip(i8::try_from(index + 1).ok())
            .and_then(|(year, month)| Date::new(year, month, 1).ok());
        let Some(first) = first.filter(|first| *first >= from) else {
            continue;
        };
        let Some(day) = calendar.date(0).and_then(|start| start.until(first).ok()) else {
            continue;
        };
        let by_year = step >= 12;
        let new_year = ticks.is_empty() || index == 0;
        ticks.push(DateTick {
            day: f64::from(day.get_days()),
            label: if by_year { year.to_string() } else { month_name(first.month()).to_owned() },
            year: (!by_year && new_year).then(|| year.to_string()),
        });
    }
    ticks
}

/// Days of a short run: `4 Apr`, `11 Apr`.
fn single_days(calendar: Calendar, days: u32, most: u32) -> Vec<DateTick> {
    let step = day_step(days, most);
    (0..days.max(1))
        .step_by(step)
        .enumerate()
        .filter_map(|(index, day)| {
            let date = calendar.date(i64::from(day))?;
            Some(DateTick {
                day: f64::from(day),
                label: format!("{} {}", date.day(), month_name(date.month())),
                year: (index == 0).then(|| date.year().to_string()),
            })
        })
        .collect()
}

/// Numbers of days, where there is no start date.
fn numbered_days(days: u32, most: u32) -> Vec<DateTick> {
    (0..days.max(1))
        .step_by(day_step(days, most))
        .map(|day| DateTick { day: f64::from(day), label: format!("day {day}"), year: None })
        .collect()
}

fn day_step(days: u32, most: u32) -> usize {
    let step = [1, 2, 7, 14, 28, 91, 182, 364]
        .into_iter()
        .find(|step| days / step <= most)
        .unwrap_or_else(|| days / most.max(1) + 1);
    usize::try_from(step).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_never_endless() {
        assert_eq!(ticks(0.93, 4.0).1, [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(day_ticks(148.0, 6.0).1, [0.0, 30.0, 60.0, 90.0, 120.0, 150.0]);
        for max in [0.0, -1.0, 1e-300, f64::MAX, f64::INFINITY, f64::NAN] {
            assert!(ticks(max, 4.0).1.len() < 12, "{max}");
            assert!(day_ticks(max, 6.0).1.len() < 12, "{max}");
        }
    }

    #[test]
    fn an_axis_may_reach_below_zero() {
        assert_eq!(spanned(0.0, 0.93, 4.0), (0.0, 1.0, vec![0.0, 0.25, 0.5, 0.75, 1.0]));
        assert_eq!(spanned(-3.0, 8.0, 4.0), (-5.0, 10.0, vec![-5.0, 0.0, 5.0, 10.0]));
        for (low, high) in [(f64::NAN, f64::NAN), (-f64::MAX, f64::MAX), (-1e-300, 0.0), (0.0, f64::INFINITY)] {
            let (from, to, ticks) = spanned(low, high, 5.0);
            assert!(from < to && ticks.len() < 14, "{low} {high}: {ticks:?}");
        }
    }

    #[test]
    fn logarithmic_ticks_enclose_the_values() {
        assert_eq!(log_ticks(90.0, 1_800.0, 7), (50.0, 2_000.0, vec![50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0]));
        for (min, max) in [(1e-300, f64::MAX), (3.0, 3.0), (f64::NAN, 1.0), (0.0, 1e18), (0.02, 7e5)] {
            let (from, to, ticks) = log_ticks(min, max, 6);
            assert!(from < to && (2..14).contains(&ticks.len()), "{min} {max}: {ticks:?}");
        }
    }

    #[test]
    fn a_scale_without_extent_stays_at_its_start() {
        let scale = Scale { from: 0.0, to: 0.0, start: 10.0, end: 20.0 };
        assert!((scale.at(0.0) - 10.0).abs() < 1e-9);
    }
}
