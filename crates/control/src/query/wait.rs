//! How long from filing to licence: draws of one case under the terms of a control.

use crate::calendar::{date_of, day_of, working_days};
use crate::distribution::{lognormal, normal, of_parameter};
use crate::draw::{Kind, name, uniform};
use crate::queue::{CaseDraws, ReviewClock, WORKING_PER_CALENDAR, dates};
use crate::scope::in_force;
use coercivity_chain::{Control, Licensing, MaterialId, Parameter};
use jiff::civil::Date;

/// Cases drawn.
const DRAWS: u64 = 2000;
/// Seed of the draws: fixed, so that one question has one answer.
const SEED: u64 = 1;
/// Days that are followed.
const HORIZON: usize = 5 * 365;

/// Calendar days from filing to licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Tenth percentile; `None` = not within five years.
    pub p10: Option<u32>,
    /// Median.
    pub p50: Option<u32>,
    /// Ninetieth percentile.
    pub p90: Option<u32>,
    /// Phase in force on the day of filing.
    pub phase: usize,
}

/// Days from a filing on `day` to the decision, customs apart; `None` for a control without phases.
///
/// Each draw is one case: terms from their ranges, pre-acceptance, review at
/// the speed of each day's phase on working days, and a return by chance.
#[must_use]
pub fn days_to_licence(control: &Control, licensing: &Licensing, good: Option<MaterialId>, day: Date) -> Option<Wait> {
    let phases = &licensing.phases;
    let phase_of = |date: Date| in_force(phases, |phase| phase.from, date).unwrap_or(0);
    phases.first()?;
    let days = Days {
        works: working_days(control, day, HORIZON),
        phase: (0..HORIZON as i64).map(|ahead| phase_of(date_of(day, ahead))).collect(),
        since_effective: day_of(control.effective, day),
    };
    let case = |number: u64| decided(control, licensing, good, &days, number);
    let mut waits: Vec<u32> = (0..DRAWS).map(case).collect();
    waits.sort_unstable();
    // Nearest rank.
    let rank = |share: f64| (share * waits.len() as f64).ceil() as usize;
    let quantile = |share: f64| waits.get(rank(share).saturating_sub(1)).copied().filter(|wait| *wait != NEVER);
    Some(Wait { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9), phase: phase_of(day) })
}

/// Later than any day.
const NEVER: u32 = u32::MAX;

/// The days ahead, 0 = filing.
struct Days {
    works: Vec<bool>,
    phase: Vec<usize>,
    since_effective: i64,
}

/// Days until the case of one draw is decided.
fn decided(control: &Control, licensing: &Licensing, good: Option<MaterialId>, days: &Days, number: u64) -> u32 {
    let terms = &licensing.terms;
    let unit = |kind: Kind, label: &str| uniform(SEED, number, kind, name(&format!("{}/{label}", control.key)), 0);
    let value = |parameter: &Parameter, label: &str| of_parameter(parameter, unit(Kind::Parameter, label));
    let clock = clock(licensing, days, |parameter, label| value(parameter, label));
    let median = value(&terms.pre_acceptance_median, "pre-acceptance");
    let sigma = value(&terms.pre_acceptance_sigma, "pre-acceptance sigma");
    let accepted = (median * lognormal(sigma, normal(unit(Kind::PreAcceptance, "case")))).round().max(0.0) as usize;
    let phase = &licensing.phases[days.phase[accepted.min(days.phase.len() - 1)]];
    let sigma = value(&phase.review_sigma, &format!("sigma {}", phase.key));
    let returns = value(&phase.return_probability, &format!("return {}", phase.key));
    let returned = unit(Kind::Return, "case") < returns;
    let stop = of_parameter(&terms.return_adds, unit(Kind::ReturnDays, "case")).round() as usize;
    let first = value(&terms.first_decision, "first decision");
    let first = terms
        .first_decision_of
        .iter()
        .filter(|(goods, _)| good.is_some_and(|good| goods.contains(&good)))
        .map(|(_, day)| value(day, "first decision of goods"))
        .fold(first, f64::max);
    let draws = CaseDraws {
        pre_acceptance_days: accepted,
        effort: lognormal(sigma, normal(unit(Kind::Effort, "case"))),
        return_days: returned.then_some(stop),
        // Nobody decides on the day of filing.
        not_before: (first.round() as i64 - days.since_effective).max(1) as usize,
    };
    dates(&clock, 0, &draws).decided.and_then(|day| u32::try_from(day).ok()).unwrap_or(NEVER)
}

/// Work done by each day at the medians of one draw.
fn clock(licensing: &Licensing, days: &Days, value: impl Fn(&Parameter, &str) -> f64) -> ReviewClock {
    let median = |phase: &coercivity_chain::Phase| {
        value(&phase.review_median, &format!("review {}", phase.key)) * WORKING_PER_CALENDAR
    };
    let medians: Vec<f64> = licensing.phases.iter().map(median).collect();
    let work = |(works, phase): (&bool, &usize)| {
        let median = medians[*phase];
        if *works && median > 0.0 { 1.0 / median } else { 0.0 }
    };
    ReviewClock::new(days.works.iter().zip(&days.phase).map(work))
}
