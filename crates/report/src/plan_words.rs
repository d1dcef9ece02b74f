//! Short texts about a plan and a squeeze that the terminal, the figures and the pages share.

use crate::format::{Calendar, JOIN, NONE, capitalised, counted, joined, money, number, percent, uncapitalised};
use crate::plan_view::{BeforeAfter, ConsideredView, MixView, PlanView, SensitivityView, SimulatedView, StockpileView};
use crate::squeeze_view::{MoveView, SqueezeView};
use crate::words::country;

/// Value of `status` where no choice meets all demands.
const INFEASIBLE: &str = "infeasible";

/// True where no choice meets all demands.
pub(crate) fn infeasible(plan: &PlanView) -> bool {
    plan.status == INFEASIBLE
}

/// The plan in a sentence; written from its numbers where the view brings none.
pub(crate) fn verdict(plan: &PlanView) -> String {
    let said = plan.verdict.trim();
    if !said.is_empty() {
        return said.to_owned();
    }
    if infeasible(plan) {
        return "No plan can do all that is asked.".to_owned();
    }
    if plan.mix.is_empty() {
        return "Nothing is worth buying: what helps costs more than it saves.".to_owned();
    }
    format!("Spend {}: {}.", in_plan(plan, plan.cost), fall("expected loss", plan, &plan.expected_loss))
}

/// Which demands cannot be met together, and what to do; nothing where they can.
pub(crate) fn conflict(plan: &PlanView) -> Option<String> {
    if !infeasible(plan) {
        return None;
    }
    let demands: Vec<String> = plan.conflict.iter().map(|demand| demand.trim().to_owned()).collect();
    Some(match demands.as_slice() {
        [] => "The demands cannot be met together, and it is not known which of them are in conflict.".to_owned(),
        [only] => format!("This demand cannot be met by anything that was weighed: {only}. Drop or loosen it."),
        [rest @ .., last] => format!(
            "These demands cannot be met together: {}, and {last}. Drop or loosen any one of them.",
            rest.join("; ")
        ),
    })
}

/// An amount in the currency of the plan.
pub(crate) fn in_plan(plan: &PlanView, amount: f64) -> String {
    money(amount, &plan.currency)
}

/// `expected loss falls from €6.41 m to €1.19 m`.
pub(crate) fn fall(what: &str, plan: &PlanView, figure: &BeforeAfter) -> String {
    let [before, after] = [figure.before, figure.after].map(|amount| in_plan(plan, amount));
    if before == after {
        return format!("{what} stays at {before}");
    }
    let way = if figure.after < figure.before { "falls" } else { "rises" };
    format!("{what} {way} from {before} to {after}")
}

/// `Costs €2.5 m over 905 days at prices of 2024; expected loss falls ...; the worst twentieth ...`
pub(crate) fn in_short(plan: &PlanView) -> String {
    format!(
        "It costs {} over {} at prices of {}; {}, {}.",
        in_plan(plan, plan.cost),
        counted(f64::from(plan.period_days), "day"),
        plan.price_year,
        fall("expected loss", plan, &plan.expected_loss),
        fall("the mean of the worst twentieth", plan, &plan.cvar_95),
    )
}

/// What the plan was asked: `begun 12 months ahead · chance 50 % · weight of the tail 0.25 · budget €2.5 m`.
pub(crate) fn asked(plan: &PlanView) -> String {
    let budget =
        plan.budget.map_or_else(|| "no bound on cost".to_owned(), |most| format!("at most {}", in_plan(plan, most)));
    format!(
        "begun {} ahead · chance {} · weight of the tail {} · {budget}",
        counted(plan.ahead_months, "month"),
        percent(plan.likelihood),
        number(plan.risk_aversion),
    )
}

/// How much is bought: `64.8 t`, and the same in days or as a share of use.
pub(crate) fn quantity(mix: &MixView) -> (String, Option<String>) {
    let amount =
        if mix.unit.is_empty() { number(mix.quantity) } else { format!("{}{JOIN}{}", number(mix.quantity), mix.unit) };
    // A flow is measured against use, a stock in days of it.
    let per_time = ["/yr", "/d", "per year", "per day", "a year", "a day"].iter().any(|end| mix.unit.ends_with(end));
    let of_use = mix.of_use.map(|of| match per_time {
        true => format!("{} of use", percent(of)),
        false => format!("{} of use", counted(of, "day")),
    });
    (amount, of_use)
}

/// Low to high end of what a lever costs.
pub(crate) fn cost_range(plan: &PlanView, mix: &MixView) -> String {
    joined(&in_plan(plan, mix.cost_low), &in_plan(plan, mix.cost_high))
}

/// `day −59`.
pub(crate) fn day(day: i32) -> String {
    format!("day{JOIN}{}", number(f64::from(day)))
}

/// `day 183`, or that it comes too late.
pub(crate) fn first_help(lever: &ConsideredView) -> String {
    lever.helps_from_day.map_or_else(|| "after the horizon".to_owned(), day)
}

/// `45 days of use`.
pub(crate) fn most(lever: &ConsideredView) -> String {
    format!("{}{JOIN}{}", number(lever.most), lever.unit).trim_end().to_owned()
}

/// How promised and simulated differ, and why; written from the gap where the view brings no words.
pub(crate) fn promise(plan: &PlanView) -> String {
    let said = plan.gap_text.trim();
    if !said.is_empty() {
        return said.to_owned();
    }
    let size = percent(plan.promise_gap.abs());
    match plan.promise_gap {
        gap if !gap.is_finite() => "They cannot be compared.".to_owned(),
        0.0 => "They agree.".to_owned(),
        gap if gap < 0.0 => format!("Promised less loss than comes, by {size} of the loss with nothing bought."),
        _ => format!("Promised more loss than comes, by {size} of the loss with nothing bought."),
    }
}

/// `€742,000 (€0 to €3.96 m)`: median and range of simulated losses.
pub(crate) fn simulated(plan: &PlanView, losses: &SimulatedView) -> (String, String) {
    (in_plan(plan, losses.p50), joined(&in_plan(plan, losses.p10), &in_plan(plan, losses.p90)))
}

/// Shortest freeze that halves output: `52 days`, or longer than any that was tried.
pub(crate) fn coercivity(days: Option<u32>) -> String {
    days.map_or_else(|| "longer than tried".to_owned(), |days| counted(f64::from(days), "day"))
}

/// `0.4 instead of 0.8 share of use`.
pub(crate) fn instead(each: &SensitivityView) -> String {
    format!("{} instead of {} {}", number(each.tried), number(each.value), each.unit).trim_end().to_owned()
}

/// From day 0 to the last day, number of draws and both seeds.
pub(crate) fn span(plan: &PlanView) -> String {
    let calendar = Calendar::starting(&plan.start_date);
    format!(
        "{} · {} · {} a branch · seed {}, simulated on seed {}",
        calendar.span(0, plan.days.saturating_sub(1)),
        counted(f64::from(plan.days), "day"),
        counted(f64::from(plan.runs), "draw"),
        plan.seed,
        plan.fresh_seed
    )
}

/// Scenario and study, as far as they have names.
pub(crate) fn title(plan: &PlanView) -> String {
    let names = [plan.scenario_title.as_str(), plan.study_title.as_str()];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What ran, how near to the best it came, and in how many rounds.
pub(crate) fn solved(plan: &PlanView) -> String {
    format!("{}, {}; gap to the best plan {}", plan.solver, counted(f64::from(plan.rounds), "round"), gap(plan))
}

fn gap(plan: &PlanView) -> String {
    if !plan.gap.is_finite() {
        return NONE.to_owned();
    }
    // Gaps are far below what a percentage in whole numbers can say.
    format!("{}{JOIN}%", number(plan.gap.max(0.0) * 100.0))
}

/// What the issuer does; written from its numbers where the view brings none.
pub(crate) fn squeeze_verdict(squeeze: &SqueezeView) -> String {
    let said = squeeze.verdict.trim();
    if !said.is_empty() {
        return said.to_owned();
    }
    if squeeze.chosen.moves.is_empty() {
        return format!("No control by {} is worth its own exports against these lines.", country(&squeeze.issuer));
    }
    format!(
        "{} would control {}: damage {}, {} after the best answer.",
        country(&squeeze.issuer),
        uncapitalised(&squeeze.chosen.text),
        money(squeeze.chosen.damage, &squeeze.currency),
        money(squeeze.chosen.damage_answered, &squeeze.currency)
    )
}

/// `90 days of control · 365 days looked at · 64 runs · seed 1 · at most 2 controls at once · ...`
pub(crate) fn squeeze_asked(squeeze: &SqueezeView) -> String {
    format!(
        "{} of control · {} looked at · {} · seed {} · at most {} at once · a USD of own exports weighs {}",
        counted(f64::from(squeeze.freeze_days), "day"),
        counted(f64::from(squeeze.days), "day"),
        counted(f64::from(squeeze.runs), "run"),
        squeeze.seed,
        counted(f64::from(squeeze.most_moves), "control"),
        money(squeeze.weight_of_exports, &squeeze.currency),
    )
}

/// Destinations of a control in words.
pub(crate) fn destinations(to: &str) -> String {
    let names: Vec<&str> = to
        .split([',', ' ', ';'])
        .filter(|code| !code.is_empty())
        .map(|code| if code == "*" { "all" } else { country(code) })
        .collect();
    if names.is_empty() { NONE.to_owned() } else { names.join(", ") }
}

/// `NdFeB magnets to Germany`.
pub(crate) fn move_title(each: &MoveView) -> String {
    let to = destinations(&each.to);
    let to = if to == "all" { "all destinations".to_owned() } else { to };
    format!("{} to {to}", capitalised(&each.title))
}

/// First line stopped by a control and when.
pub(crate) fn first_stopped(each: &MoveView) -> String {
    match (&each.first_line, each.first_stop_day) {
        (Some(line), Some(day)) => format!("{line}, day{JOIN}{day}"),
        (Some(line), None) => line.clone(),
        _ => "none".to_owned(),
    }
}

/// A part of a public stock in a sentence: form, size, composition.
pub(crate) fn stockpile(part: &StockpileView) -> String {
    let mut elements: Vec<(&String, &f64)> = part.elements_t.iter().filter(|(_, t)| **t > 0.0).collect();
    elements.sort_by(|a, b| b.1.total_cmp(a.1));
    let elements: Vec<String> = elements.iter().map(|(element, t)| format!("{element} {} t", number(**t))).collect();
    format!(
        "{}: {} t of {} ({} of use). It holds {}.",
        part.title,
        number(part.magnets_t),
        part.material,
        counted(part.days_of_use.round(), "day"),
        elements.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_countries() {
        assert_eq!(destinations("*"), "all");
        assert_eq!(destinations("DEU, HUN"), "Germany, Hungary");
        assert_eq!(destinations(""), NONE);
    }
}
