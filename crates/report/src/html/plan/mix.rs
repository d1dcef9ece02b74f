//! What is bought: cost upon cost, when, and in a table.

use crate::figure;
use crate::format::{date_words, money, number};
use crate::html::parts::{Table, basis, both, cell, figure, nothing};
use crate::plan_view::{PlanView, StockpileView};
use crate::plan_words as words;
use maud::{Markup, html};

pub(super) fn body(view: &PlanView) -> Markup {
    if view.mix.is_empty() {
        return nothing("Nothing: what helps costs more than it saves.");
    }
    html! {
        (figure("Cost of the plan, lever upon lever. The thin line spans the cost with every number of that lever at its low and at its high end.", |layout| figure::plan_cost(view, layout)))
        (figure("Hatched: from the day on which it must be begun. Full: from the day from which it helps.", |layout| figure::plan_timeline(view, layout)))
        (table(view).markup())
        @if !view.stockpile.is_empty() {
            h3 { "The public stock" }
            p { (view.release_rule) }
            @for part in &view.stockpile {
                (stockpile(view, part).markup())
            }
        }
    }
}

/// A part of a public stock by end use.
fn stockpile(view: &PlanView, part: &StockpileView) -> Table {
    let mut table = Table::new(words::stockpile(part), &["End use", "#Magnets", "#Value added per kg"]);
    for of in &part.uses {
        table.row(vec![
            cell(&of.end_use),
            cell(format!("{} t", number(of.magnets_t))),
            cell(money(of.value_per_kg, &view.currency)),
        ]);
    }
    table
}

fn table(view: &PlanView) -> Table {
    let mut table = Table::new(
        format!("What to buy, first needed first; prices of {}", view.price_year),
        &["Lever, and what for", "#Quantity", "#Cost", "#Begin", "#Helps from", "Basis, sources"],
    );
    for each in &view.mix {
        let (amount, of_use) = words::quantity(each);
        table.row(vec![
            both(&each.title, &each.subject),
            both(amount, of_use.unwrap_or_default()),
            both(words::in_plan(view, each.cost), words::cost_range(view, each)),
            cell(date_words(&each.starts)),
            both(date_words(&each.helps_from), words::day(each.helps_from_day)),
            html! { (basis(&each.basis)) small { (each.sources.join(", ")) } },
        ]);
    }
    table
}
