//! Coercivity, remanence and hysteresis of a line.
//!
//! A squeeze of severity s stops every pair of exporter and end user whose
//! outcome quantile lies below s, so severities nest, and 1 stops all: a freeze
//! of exports. *Coercivity* is the shortest squeeze after which the 7-day mean
//! output of a line falls below half, *remanence* its output 30 days after a
//! squeeze is lifted that was held until the line fell, as a share of normal. Both are found run by run on common
//! draws; eight runs, each with its own length of squeeze, share a group.

use crate::lanes::{LANES, Lane, splat};
use crate::model::{Model, span};
use crate::params::Params;
use crate::record::Watcher;
use crate::state::{NEVER, State};
use crate::step;

/// Days over which output is averaged.
const MEAN_DAYS: usize = 7;
/// Share of normal below which a line has lost its magnetism.
const HALF: f64 = 0.5;
/// Days after lifting at which output is looked at.
const REMANENCE_DAYS: usize = 30;
/// Severity changes by this much at a time in the hysteresis loop.
pub const LOOP_STEP: f64 = 0.1;
/// Days between two changes.
pub const LOOP_STEP_DAYS: usize = 30;
/// Days at full severity.
pub const LOOP_HOLD_DAYS: usize = 60;
/// Days of the whole loop, with a step's time after it.
pub const LOOP_DAYS: usize = 20 * LOOP_STEP_DAYS + LOOP_HOLD_DAYS + LOOP_STEP_DAYS;

/// What a group of runs says about one line at one severity.
#[derive(Debug, Clone, PartialEq)]
pub struct Critical {
    /// Shortest squeeze after which output falls below half \[days\]; `None` = not within the longest tried.
    pub days: [Option<u32>; LANES],
    /// Output 30 days after a squeeze held until the fall (or the longest tried) is lifted, as a share of normal.
    pub remanence: [f64; LANES],
}

/// Output of one line, day by day.
struct Output {
    line: usize,
    days: Vec<[f64; LANES]>,
}

impl Watcher for Output {
    fn line_ran(&mut self, day: usize, line: usize, lane: usize, share: f64) {
        if line == self.line {
            if self.days.len() <= day {
                self.days.resize(day + 1, [0.0; LANES]);
            }
            self.days[day][lane] = share;
        }
    }
}

/// Finds the critical lengths for runs `8 group .. 8 group + 7`, trying squeezes up to `longest` days.
#[must_use]
pub fn critical(model: &Model, seed: u64, group: usize, line: usize, severity: f64, longest: usize) -> Critical {
    let params = Params::new(model, seed, (group * LANES) as u64);
    let falls = |thaw: [usize; LANES]| fall_days(model, &params, line, severity, thaw);
    // With the longest squeeze: when does each run fall, if it does?
    let first = falls([longest; LANES]);
    let mut high = first.map(|day| day.map(|day| day.min(longest)));
    let mut low = [0; LANES];
    // Goods that leave on the day of lifting arrive a transit later: a first guess that is mostly right.
    let way = way_days(model, &params, line);
    let mut probe: [usize; LANES] =
        std::array::from_fn(|lane| high[lane].map_or(0, |high| high.saturating_sub(way[lane]).clamp(1, high)));
    let mut step = [1; LANES];
    let open = |low: &[usize; LANES], high: &[Option<usize>; LANES]| {
        (0..LANES).any(|lane| high[lane].is_some_and(|high| high > low[lane] + 1))
    };
    while open(&low, &high) {
        let fell = falls(std::array::from_fn(|lane| if high[lane].is_some() { probe[lane] } else { 0 }));
        for lane in 0..LANES {
            let Some(top) = high[lane].filter(|top| *top > low[lane] + 1) else { continue };
            if fell[lane].is_some() {
                high[lane] = Some(probe[lane].min(top));
            } else {
                low[lane] = probe[lane].max(low[lane]);
            }
            let (low, top) = (low[lane], high[lane].unwrap_or(top));
            // Gallop away from the guess, then halve what is left.
            probe[lane] = if step[lane] > 16 {
                low + (top - low) / 2
            } else if fell[lane].is_some() {
                top.saturating_sub(step[lane]).max(low + 1)
            } else {
                (low + step[lane]).min(top.saturating_sub(1)).max(low + 1)
            };
            if top > low + 1 && (probe[lane] <= low || probe[lane] >= top) {
                probe[lane] = low + (top - low) / 2;
            }
            step[lane] *= 2;
        }
    }
    let lifted = first.map(|fell| fell.map_or(longest, |day| day + 1));
    let remanence = remanence(model, &params, line, severity, lifted);
    Critical { days: high.map(|high| high.map(|days| days as u32)), remanence }
}

/// Longest way to the line among its links, by lane \[days\].
fn way_days(model: &Model, params: &Params, line: usize) -> [usize; LANES] {
    let leaves = &model.network.lines[line].leaves;
    let links = leaves.iter().flat_map(|leaf| span(model.network.in_links[leaf.slot as usize]));
    let mut way = [1; LANES];
    for link in links {
        for lane in 0..LANES {
            way[lane] = way[lane].max(usize::from(params.transit[link][lane]));
        }
    }
    way
}

/// Day on which the mean output of each run falls below half under a squeeze of its own length.
fn fall_days(
    model: &Model,
    params: &Params,
    line: usize,
    severity: f64,
    thaw: [usize; LANES],
) -> [Option<usize>; LANES] {
    let way = way_days(model, params, line);
    // Beyond this a run that has not fallen has got through.
    let end = (0..LANES).map(|lane| thaw[lane] + way[lane] + REMANENCE_DAYS).max().unwrap_or(0).min(model.days);
    let mut output = Output { line, days: Vec::with_capacity(end) };
    let mut state = State::new(model, params);
    let mut fell = [None; LANES];
    for day in 0..end {
        state.squeeze = Lane(std::array::from_fn(|lane| if day < thaw[lane] { severity } else { 0.0 }));
        step::advance(model, params, &mut state, day, &mut output);
        if day + 1 < MEAN_DAYS {
            continue;
        }
        for lane in 0..LANES {
            let sum: f64 = output.days[day + 1 - MEAN_DAYS..=day].iter().map(|of_day| of_day[lane]).sum();
            if fell[lane].is_none() && sum < HALF * MEAN_DAYS as f64 {
                fell[lane] = Some(day);
            }
        }
        if fell.iter().all(Option::is_some) {
            break;
        }
    }
    fell
}

fn remanence(model: &Model, params: &Params, line: usize, severity: f64, lifted: [usize; LANES]) -> [f64; LANES] {
    let end = (lifted.iter().max().copied().unwrap_or(0) + REMANENCE_DAYS + MEAN_DAYS).min(model.days);
    let mut output = Output { line, days: Vec::with_capacity(end) };
    let mut state = State::new(model, params);
    for day in 0..end {
        state.squeeze = Lane(std::array::from_fn(|lane| if day < lifted[lane] { severity } else { 0.0 }));
        step::advance(model, params, &mut state, day, &mut output);
    }
    std::array::from_fn(|lane| {
        let last = (lifted[lane] + REMANENCE_DAYS).min(end - 1);
        let days = &output.days[last + 1 - MEAN_DAYS..=last];
        days.iter().map(|of_day| of_day[lane]).sum::<f64>() / MEAN_DAYS as f64
    })
}

/// Severity on a day of the hysteresis loop: up a step per 30 days, held for 60, down the same.
#[must_use]
pub fn loop_severity(day: usize) -> f64 {
    let up = 10 * LOOP_STEP_DAYS;
    let steps = if day < up {
        day / LOOP_STEP_DAYS + 1
    } else if day < up + LOOP_HOLD_DAYS {
        10
    } else {
        let down = (day - up - LOOP_HOLD_DAYS) / LOOP_STEP_DAYS + 1;
        10usize.saturating_sub(down)
    };
    (steps as f64 * LOOP_STEP).min(1.0)
}

/// Output of every line through the hysteresis loop, as shares of normal: `[line][day][lane]`.
#[must_use]
pub fn hysteresis(model: &Model, seed: u64, group: usize) -> Vec<Vec<[f32; LANES]>> {
    struct All(Vec<Vec<[f32; LANES]>>);
    impl Watcher for All {
        fn line_ran(&mut self, day: usize, line: usize, lane: usize, share: f64) {
            self.0[line][day][lane] = share as f32;
        }
    }
    let params = Params::new(model, seed, (group * LANES) as u64);
    let mut state = State::new(model, &params);
    let mut all = All(vec![vec![[0.0; LANES]; LOOP_DAYS]; model.network.lines.len()]);
    for day in 0..LOOP_DAYS.min(model.days) {
        state.squeeze = splat(loop_severity(day));
        step::advance(model, &params, &mut state, day, &mut all);
    }
    all.0
}

/// The value of a day that marks "never" in the state; squeezes are shorter.
const _: () = assert!(LOOP_DAYS < NEVER as usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loop_goes_up_holds_and_comes_down() {
        assert!((loop_severity(0) - 0.1).abs() < 1e-12);
        assert!((loop_severity(29) - 0.1).abs() < 1e-12);
        assert!((loop_severity(30) - 0.2).abs() < 1e-12);
        assert!((loop_severity(270) - 1.0).abs() < 1e-12);
        assert!((loop_severity(359) - 1.0).abs() < 1e-12);
        assert!((loop_severity(360) - 0.9).abs() < 1e-12);
        assert_eq!(loop_severity(659), 0.0);
        assert_eq!(loop_severity(LOOP_DAYS - 1), 0.0);
    }
}
