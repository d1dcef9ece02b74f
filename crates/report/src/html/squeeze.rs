//! A squeeze: what the issuer would choose, what it learns, what closes it.

use super::data;
use super::document::Section;
use super::parts::{Table, both, cell, fact, figure};
use crate::figure;
use crate::format::{counted, joined, money, number, percent, range};
use crate::plan_words as words;
use crate::squeeze_view::SqueezeView;
use crate::words::country;
use maud::{Markup, html};

/// All sections of the page of a squeeze.
pub(super) fn sections(view: &SqueezeView) -> Vec<Section> {
    vec![
        Section::new("verdict", "Verdict", verdict(view)),
        Section::new("choice", "What it would choose", choices(view)),
        Section::maybe("moves", "Each control by itself", moves(view)),
        Section::maybe("closers", "What would close it", closers(view)),
        Section::maybe("learnt", "What licence files tell", learnt(view)),
        Section::new("assumed", "What is assumed", data::list(&view.assumptions)),
        Section::new("data", "How to get the same numbers", made_by(view)),
    ]
}

fn verdict(view: &SqueezeView) -> Markup {
    let damage = |value| money(value, &view.currency);
    let (chosen, simulated) = (&view.chosen, &view.simulated_damage);
    let exports = money(chosen.exports_usd, "USD");
    let range = joined(&damage(simulated.p10), &damage(simulated.p90));
    html! {
        p.verdict { (words::squeeze_verdict(view)) }
        dl.strip {
            (fact("Damage, unanswered", &damage(chosen.damage), &format!("prices of {}", view.price_year)))
            (fact("After the best answer", &damage(chosen.damage_answered), &format!("which costs {}", damage(chosen.answer_cost))))
            (fact("Own exports stopped", &exports, &format!("over {}", counted(f64::from(view.freeze_days), "day"))))
            (fact("Simulated", &damage(simulated.p50), &format!("all its controls at once, unanswered; {range} in eight runs of ten")))
        }
    }
}

/// The best choice for each number of controls.
fn choices(view: &SqueezeView) -> Markup {
    let damage = |value| money(value, &view.currency);
    let mut table = Table::new(
        "Best choice for each number of controls",
        &[
            "Controls",
            "#Own exports",
            "#Damage",
            "#After the best answer",
            "#Answer costs",
            "#Worth to the issuer",
            "Answer",
        ],
    );
    let shown = if view.by_size.is_empty() { std::slice::from_ref(&view.chosen) } else { view.by_size.as_slice() };
    for choice in shown {
        table.row(vec![
            cell(&choice.text),
            cell(money(choice.exports_usd, "USD")),
            cell(damage(choice.damage)),
            cell(damage(choice.damage_answered)),
            cell(damage(choice.answer_cost)),
            cell(damage(choice.worth)),
            cell(choice.answer.join("; ")),
        ]);
    }
    html! {
        p.lead { "The issuer lays controls, then the lines answer as well as they can. It weighs damage against its own exports: " (words::squeeze_asked(view)) "." }
        (table.markup())
    }
}

/// Single controls.
fn moves(view: &SqueezeView) -> Option<Markup> {
    if view.moves.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Controls, most damage for each dollar of own exports first",
        &["Control", "To", "#Own exports", "#Damage", "#Damage per USD", "First line stopped"],
    );
    for each in &view.moves {
        table.row(vec![
            both(&each.title, &each.stage),
            cell(words::destinations(&each.to)),
            both(money(each.exports_usd, "USD"), format!("{} t", number(each.exports_t))),
            cell(money(each.damage, &view.currency)),
            cell(number(each.damage_per_usd)),
            cell(words::first_stopped(each)),
        ]);
    }
    Some(html! {
        p.lead { "Up and to the left is what hurts most for least." }
        (figure("Damage of each control by itself, against the issuer's own exports that it stops.", |layout| figure::squeeze_map(view, layout)))
        (table.folding())
    })
}

/// Levers that were bought before the control was chosen.
fn closers(view: &SqueezeView) -> Option<Markup> {
    if view.closers.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Levers bought beforehand, best first",
        &["Lever", "What for", "#Closes", "#Damage left", "#Cost of all of it"],
    );
    for each in &view.closers {
        table.row(vec![
            cell(&each.lever),
            cell(&each.subject),
            cell(percent(each.closes)),
            cell(money(each.damage, &view.currency)),
            cell(money(each.cost, &view.currency)),
        ]);
    }
    Some(html! {
        p.lead { "With each lever in place the issuer chooses anew: what is left is the damage of its best choice then." }
        (figure("Share of the damage that is gone, and what all of the lever costs.", |layout| figure::squeeze_closers(view, layout)))
        (table.folding())
    })
}

/// What an authority that sees licence files learns.
fn learnt(view: &SqueezeView) -> Option<Markup> {
    if view.learnt.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Pairs of line and supplying country as files show them; days with P10 to P90 below",
        &["Line", "Material", "From", "#t a year", "#Days to a stop", "#Damage per t", "In words"],
    );
    for each in &view.learnt {
        let days = each.stops_after_days.as_ref();
        table.row(vec![
            cell(&each.line),
            cell(&each.material),
            cell(country(&each.from)),
            cell(number(each.t_per_year)),
            days.map_or_else(|| cell("never"), |days| both(number(days.p50), range(days))),
            cell(money(each.damage_per_t, &view.currency)),
            cell(&each.text),
        ]);
    }
    Some(html! {
        p.lead { "An application names buyer, use and tonnes. Whoever reads it knows where a refusal hurts." }
        (table.markup())
    })
}

fn made_by(view: &SqueezeView) -> Markup {
    let rows = [
        ("Program", format!("{} {}", view.program.name, view.program.version)),
        ("Study", view.study.clone()),
        ("Issuer", country(&view.issuer).to_owned()),
        ("Days of control", view.freeze_days.to_string()),
        ("Days looked at", view.days.to_string()),
        ("Runs", view.runs.to_string()),
        ("Seed", view.seed.to_string()),
        ("Search", view.search.clone()),
    ];
    html! {
        dl.made {
            @for (name, value) in rows { div { dt { (name) } dd { (value) } } }
        }
    }
}
