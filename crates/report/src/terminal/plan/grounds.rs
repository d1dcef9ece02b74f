//! What a plan hangs on: branches, bounds, assumptions, rules, what was left out.

use crate::format::{number, percent, uncapitalised};
use crate::plan_view::{PlanRuleView, PlanView};
use crate::plan_words as words;
use crate::terminal::page::{Page, Tone};
use crate::terminal::table::quiet;

/// Levers that are named although nothing of them is taken.
const LEFT_OUT: usize = 6;

/// Branches beside each other, with what is regretted under each.
pub(super) fn branches(page: &mut Page, view: &PlanView) {
    if view.branches.is_empty() {
        return;
    }
    page.heading("How it may go on");
    let rows: Vec<Vec<String>> = view
        .branches
        .iter()
        .map(|branch| {
            let amount = |value| words::in_plan(view, value);
            vec![
                branch.title.clone(),
                percent(branch.weight),
                format!("{}\nto {}", amount(branch.expected_loss.before), amount(branch.expected_loss.after)),
                amount(branch.regret),
                amount(branch.regret_of_nothing),
                amount(branch.own_cost),
            ]
        })
        .collect();
    let header = ["Branch", "#Weight", "#Expected loss", "#Regret", "#Of nothing", "#Own plan costs"];
    quiet(page, &header, &rows);
    let text = "Regret: cost and expected loss above those of the plan made for that branch alone; of nothing: the same with nothing bought.";
    page.paragraph(text, 0, Tone::Dim);
    page.blank();
}

/// What holds the plan back, and what one more of it would save.
pub(super) fn bounds(page: &mut Page, view: &PlanView) {
    if view.binding.is_empty() && view.prices.is_empty() {
        return;
    }
    page.heading("What holds it back");
    for text in &view.binding {
        page.bullet(text);
    }
    if !view.binding.is_empty() && !view.prices.is_empty() {
        page.blank();
    }
    for price in &view.prices {
        let saves = format!("{} {}", number(price.saves), price.unit);
        page.bullet(&spoken(&price.text, &format!("{}: saves {saves}", price.bound)));
    }
    page.blank();
}

/// A text, or the fallback where it is empty.
fn spoken(text: &str, otherwise: &str) -> String {
    let text = text.trim();
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

/// Assumptions that would change the choice, strongest first.
pub(super) fn sensitivity(page: &mut Page, view: &PlanView) {
    if view.sensitivity.is_empty() {
        return;
    }
    page.heading("What would change the choice");
    for each in &view.sensitivity {
        let instead = words::instead(each);
        page.bullet(&spoken(&each.text, &format!("{}: {instead}", each.assumption)));
        let moved = format!(
            "{}: {instead}; {} of the money goes elsewhere, cost {}",
            each.assumption,
            percent(each.moved),
            words::in_plan(view, each.cost)
        );
        page.paragraph(&moved, 2, Tone::Dim);
    }
    page.blank();
}

/// Rules that measure what the plan changes.
pub(super) fn rules(page: &mut Page, view: &PlanView) {
    if view.rules.is_empty() {
        return;
    }
    page.heading("Rules");
    let name = |rule: &PlanRuleView| {
        let who = if rule.line.is_empty() { "the firm" } else { rule.line.as_str() };
        let required = if rule.required { ", required" } else { "" };
        format!("{}\n{who}{required}", rule.rule)
    };
    let rows: Vec<Vec<String>> = view
        .rules
        .iter()
        .map(|rule| {
            vec![name(rule), percent(rule.before), percent(rule.after), percent(rule.threshold), rule.text.clone()]
        })
        .collect();
    quiet(page, &["Rule", "#Before", "#With the plan", "#At most", "What is measured"], &rows);
}

/// The best of what was weighed and not taken.
pub(super) fn not_taken(page: &mut Page, view: &PlanView) {
    let left: Vec<_> = view.considered.iter().filter(|lever| lever.taken <= 0.0).collect();
    if left.is_empty() {
        return;
    }
    page.heading("Weighed and not taken");
    for lever in left.iter().take(LEFT_OUT) {
        page.bullet(&format!("{} ({}): {}", lever.title, lever.subject, uncapitalised(&lever.why)));
    }
    if left.len() > LEFT_OUT {
        let text = format!("and {} more; all are in considered.csv.", left.len() - LEFT_OUT);
        page.paragraph(&text, 2, Tone::Dim);
    }
    page.blank();
}

/// What is assumed, and what somebody else needs to get the same numbers.
pub(super) fn closing(page: &mut Page, view: &PlanView) {
    if !view.assumptions.is_empty() {
        page.heading("What is assumed");
        for text in &view.assumptions {
            page.bullet(text);
        }
        page.blank();
    }
    page.fact("Solved by", &words::solved(view), Tone::Dim);
    page.fact("Draws", &view.reduction, Tone::Dim);
    page.fact("Data", &view.data_digest, Tone::Dim);
    let made_by =
        format!("{} {}, study {}, scenario {}", view.program.name, view.program.version, view.study, view.scenario);
    page.fact("Made by", &made_by, Tone::Dim);
}
