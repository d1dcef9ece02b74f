//! Which assumption would change the choice?

use super::offers::{COSTS, End, Look, Offer, offers};
use super::{Planned, in_program};
use crate::error::AppError;
use coercivity_chain::LeverParameter;
use coercivity_plan::case::Case;
use coercivity_plan::program::{Answer, Cuts, solve};
use coercivity_report::plan_view::SensitivityView;

/// Parameters that change what a lever does.
const EFFECTS: [LeverParameter; 3] = [LeverParameter::Held, LeverParameter::Lead, LeverParameter::Delay];
/// How much of it there is.
const CAPACITY: [LeverParameter; 1] = [LeverParameter::Capacity];
/// Less of the spending moved than this is no change worth telling.
const WORTH_TELLING: f64 = 0.01;

/// Solves again with one assumption at an end of its range at a time; strongest change first.
pub(super) fn sensitivity(
    planned: &Planned<'_>,
    cuts: &mut Cuts,
    hurt: &[bool],
) -> Result<Vec<SensitivityView>, AppError> {
    let mut views = Vec::new();
    let mut keys: Vec<&str> = planned.offers.iter().map(|offer| offer.lever.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let bought = |offer: &(&Offer<'_>, &f64)| offer.0.lever.key == key && *offer.1 > 0.0;
        let taken = planned.offers.iter().zip(&planned.chosen.bought).any(|offer| bought(&offer));
        for end in [End::Low, End::High] {
            let moved = |parameters| Look { moved: Some((Some(key), parameters, end)) };
            views.extend(tried(planned, cuts, hurt, &moved(&COSTS), key, "cost", end)?);
            if taken {
                // What a lever does is in the cuts, so these begin anew.
                views.extend(tried(
                    planned,
                    &mut Cuts::default(),
                    hurt,
                    &moved(&EFFECTS),
                    key,
                    "time and reliability",
                    end,
                )?);
                views.extend(tried(planned, cuts, hurt, &moved(&CAPACITY), key, "what can be had", end)?);
            }
        }
    }
    views.extend(likelihoods(planned)?);
    views.retain(|view| view.moved >= WORTH_TELLING);
    views.sort_by(|a, b| b.moved.total_cmp(&a.moved).then(a.assumption.cmp(&b.assumption)));
    Ok(views)
}

fn tried(
    planned: &Planned<'_>,
    cuts: &mut Cuts,
    hurt: &[bool],
    look: &Look<'_>,
    key: &str,
    what: &str,
    end: End,
) -> Result<Option<SensitivityView>, AppError> {
    let other = offers(planned.setting, look, hurt);
    let case = Case { levers: other.iter().map(in_program).collect(), ..planned.case.clone() };
    if case.levers == planned.case.levers {
        return Ok(None);
    }
    let Answer::Best(chosen) = solve(&case, cuts)? else { return Ok(None) };
    let moved = moved(planned, &chosen.bought);
    let word = if end == End::Low { "low" } else { "high" };
    let title = planned.setting.chain.levers.iter().find(|lever| lever.key == key).map_or(key, |lever| &lever.title);
    Ok(Some(SensitivityView {
        assumption: format!("{title}: {what} at the {word} end"),
        value: planned.chosen.cost,
        tried: chosen.cost,
        unit: format!("{} of the whole plan", planned.setting.currency),
        moved,
        cost: chosen.cost,
        text: difference(planned, &chosen.bought),
    }))
}

/// The scenario comes half the time, or one time in five.
fn likelihoods(planned: &Planned<'_>) -> Result<Vec<SensitivityView>, AppError> {
    let now = planned.asked.likelihood;
    let mut views = Vec::new();
    for tried in [0.5, 0.2, 0.05].into_iter().filter(|tried| *tried < now) {
        let mut case = planned.case.clone();
        let scale = tried / now;
        case.draws.retain(|draw| draw.branch < planned.asked.ways.len());
        case.draws.iter_mut().for_each(|draw| draw.weight *= scale);
        let lines = vec![Vec::new(); case.lines.len()];
        let branch = planned.asked.ways.len();
        case.draws.push(coercivity_plan::case::Draw { weight: 1.0 - tried, branch, lines });
        let Answer::Best(chosen) = solve(&case, &mut Cuts::default())? else { continue };
        views.push(SensitivityView {
            assumption: format!("The scenario comes with a chance of {tried}, not {now}"),
            value: now,
            tried,
            unit: "chance".to_owned(),
            moved: moved(planned, &chosen.bought),
            cost: chosen.cost,
            text: difference(planned, &chosen.bought),
        });
    }
    Ok(views)
}

/// Spending that goes elsewhere, as a share of the larger plan's, at the plan's own costs.
fn moved(planned: &Planned<'_>, other: &[f64]) -> f64 {
    let case = planned.case;
    let spent = |bought: &[f64], k: usize| {
        let lever = &case.levers[k];
        lever.unit_cost * bought[k] + if bought[k] > 0.0 { lever.fixed_cost } else { 0.0 }
    };
    let sums = (0..case.levers.len()).map(|k| (spent(&planned.chosen.bought, k), spent(other, k)));
    let (mut now, mut then, mut apart) = (0.0, 0.0, 0.0);
    for (a, b) in sums {
        now += a;
        then += b;
        apart += f64::abs(a - b);
    }
    // What moves from one lever to another counts once, what is no longer spent counts as it is.
    let elsewhere = (apart + f64::abs(now - then)) / 2.0;
    if f64::max(now, then) > 0.0 { (elsewhere / f64::max(now, then)).min(1.0) } else { 0.0 }
}

/// The largest rise and fall in words.
fn difference(planned: &Planned<'_>, other: &[f64]) -> String {
    let mut words = Vec::new();
    for (k, offer) in planned.offers.iter().enumerate() {
        let (now, then) = (planned.chosen.bought[k], other[k]);
        let most = offer.case.most.max(f64::MIN_POSITIVE);
        if (now - then).abs() < 0.02 * most {
            continue;
        }
        let amount = |units: f64| match offer.unit {
            "licence" | "share of plan" => format!("{units:.2}"),
            unit => format!("{:.1} {unit}", units * offer.per_unit),
        };
        let line = &planned.setting.study.lines[offer.line].key;
        words.push((
            ((now - then) / most).abs(),
            format!("{} for {line}: {} instead of {}", offer.lever.title, amount(then), amount(now)),
        ));
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    if words.is_empty() {
        return "The mix stays.".to_owned();
    }
    let told: Vec<String> = words.into_iter().take(3).map(|(_, text)| text).collect();
    format!("{}.", told.join("; "))
}
