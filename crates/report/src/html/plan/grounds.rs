//! What a plan hangs on: branches, bounds, assumptions, rules, what was weighed.

use crate::figure;
use crate::format::{number, percent};
use crate::html::parts::{Table, both, cell, figure};
use crate::plan_view::PlanView;
use crate::plan_words as words;
use maud::{Markup, html};

/// Regret under each branch.
pub(super) fn branches(view: &PlanView) -> Option<Markup> {
    if view.branches.is_empty() {
        return None;
    }
    let amount = |value| words::in_plan(view, value);
    let mut table = Table::new(
        "Branches under the plan",
        &["Branch", "#Weight", "#Expected loss", "#Regret", "#Regret of nothing", "#Own plan costs"],
    );
    for branch in &view.branches {
        let before = format!("{} with nothing bought", amount(branch.expected_loss.before));
        table.row(vec![
            cell(&branch.title),
            cell(percent(branch.weight)),
            both(amount(branch.expected_loss.after), before),
            cell(amount(branch.regret)),
            cell(amount(branch.regret_of_nothing)),
            cell(amount(branch.own_cost)),
        ]);
    }
    Some(html! {
        p.lead { "Which way it goes is policy, not chance: weights are yours, not probabilities of this program. Regret is cost and expected loss above those of the plan that would be made if the branch were certain." }
        (figure("Regret with the plan and with nothing bought.", |layout| figure::plan_regret(view, layout)))
        (table.folding())
    })
}

/// What binds, and what one more of it would save.
pub(super) fn bounds(view: &PlanView) -> Option<Markup> {
    if view.binding.is_empty() && view.prices.is_empty() {
        return None;
    }
    let mut table = Table::new("What one more of it would save", &["Bound", "#Saves", "In words"]);
    for price in &view.prices {
        table.row(vec![cell(&price.bound), both(number(price.saves), &price.unit), cell(&price.text)]);
    }
    Some(html! {
        @if !view.binding.is_empty() {
            ul.assumed { @for text in &view.binding { li { (text) } } }
        }
        @if !view.prices.is_empty() { (table.markup()) }
    })
}

/// Assumptions that would lead to another plan.
pub(super) fn changes(view: &PlanView) -> Option<Markup> {
    if view.sensitivity.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Assumptions, strongest first",
        &["Assumption", "#In the plan", "#Tried", "#Money moved", "#Cost then", "What happens"],
    );
    for each in &view.sensitivity {
        table.row(vec![
            cell(&each.assumption),
            both(number(each.value), &each.unit),
            cell(number(each.tried)),
            cell(percent(each.moved)),
            cell(words::in_plan(view, each.cost)),
            cell(&each.text),
        ]);
    }
    Some(html! {
        p.lead { "One assumption at a time was set otherwise, and the plan made anew. Money moved is the share of what the plan spends that would be spent otherwise." }
        (table.markup())
    })
}

/// Rules that measure what the plan changes.
pub(super) fn rules(view: &PlanView) -> Option<Markup> {
    if view.rules.is_empty() {
        return None;
    }
    let mut table =
        Table::new("Measured shares", &["Rule", "Of", "#Before", "#With the plan", "#At most", "What is measured"]);
    for rule in &view.rules {
        let who = if rule.line.is_empty() { "the firm" } else { rule.line.as_str() };
        table.row(vec![
            both(&rule.rule, if rule.required { "required" } else { "" }),
            cell(who),
            cell(percent(rule.before)),
            cell(percent(rule.after)),
            cell(percent(rule.threshold)),
            cell(&rule.text),
        ]);
    }
    Some(table.markup())
}

/// Every lever with the reason why it is taken or not.
pub(super) fn considered(view: &PlanView) -> Option<Markup> {
    if view.considered.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Levers that were weighed",
        &["Lever, and what for", "#Taken", "#Cost of all of it", "#Avoids alone", "#Helps from", "Why"],
    );
    for lever in &view.considered {
        table.row(vec![
            both(&lever.title, &lever.subject),
            both(percent(lever.taken), format!("of {}", words::most(lever))),
            cell(words::in_plan(view, lever.cost_of_most)),
            cell(words::in_plan(view, lever.avoids_alone)),
            cell(words::first_help(lever)),
            cell(&lever.why),
        ]);
    }
    Some(html! {
        p.lead { "Avoids alone: expected loss that all of the lever would avoid if nothing else were bought. Levers that stand in for the same goods do not add up." }
        (table.markup())
    })
}
