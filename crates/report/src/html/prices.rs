//! What the goods cost while the control bites.

use super::parts::{Table, basis, cell, figure, series_table};
use crate::figure::{self, price};
use crate::format::{Calendar, NONE, capitalised, number};
use crate::run_view::{PriceView, RunView};
use maud::{Markup, html};

pub(super) fn body(view: &RunView) -> Option<Markup> {
    if view.prices.is_empty() {
        return None;
    }
    let (shown, left_out) = price::materials(view);
    let title = |material: &&str| price::Prices::of(view, material).title().to_owned();
    let left_out: Vec<String> = left_out.iter().map(title).collect();
    Some(html! {
        p.lead { "The marginal price is what a buyer without a contract pays for the next kilogram; it rises as stocks and goods on the way run short. The contract price follows it slowly. Prices here make costs, they do not move quantities." }
        (peaks(view).markup())
        @for material in shown {
            (of_material(view, price::Prices::of(view, material)))
        }
        @if !left_out.is_empty() {
            p.note { "Not drawn, because their median moves less: " (left_out.join(", ")) ". They are in the first table and, day by day, in prices.csv." }
        }
    })
}

/// Where each price begins and how far it goes.
fn peaks(view: &RunView) -> Table {
    let mut table = Table::new(
        "Base price and highest marginal price [USD/kg]; the elasticity says how a price answers to scarcity",
        &["Material", "Where", "#Base", "#Highest median", "#P90 that day", "Day", "Elasticity"],
    );
    for price in &view.prices {
        let peak = peak(price);
        let at = |values: &[f64]| peak.and_then(|day| values.get(day)).map_or_else(|| NONE.to_owned(), |v| number(*v));
        let moves = price.marginal.p50.iter().any(|value| *value > price.base_usd_per_kg * 1.005);
        let day = peak.and_then(|day| u32::try_from(day).ok()).filter(|_| moves);
        table.row(vec![
            cell(&price.title),
            cell(capitalised(&price.area)),
            cell(number(price.base_usd_per_kg)),
            cell(at(&price.marginal.p50)),
            cell(at(&price.marginal.p90)),
            cell(day.map_or_else(|| "does not rise".to_owned(), |day| Calendar::of(view).day(day))),
            html! { (basis(&price.basis)) @if !price.note.is_empty() { small { (price.note) } } },
        ]);
    }
    table
}

/// First day of the highest median.
fn peak(price: &PriceView) -> Option<usize> {
    let highest = price.marginal.p50.iter().copied().filter(|value| value.is_finite()).reduce(f64::max)?;
    price.marginal.p50.iter().position(|value| *value >= highest)
}

fn of_material(view: &RunView, prices: price::Prices<'_>) -> Markup {
    let Some(first) = prices.each().next() else { return html! {} };
    let caption = match prices.inside {
        Some(inside) => format!(
            "Marginal price {} and in {}: P10 to P90 and median. Dashed: median contract price {}.",
            first.area, inside.area, first.area
        ),
        None => "Marginal price: P10 to P90 and median. Dashed: median contract price.".to_owned(),
    };
    html! {
        h3 { (first.title) }
        (figure(&caption, |layout| figure::price_fan(view, &first.material, layout)))
        (series(view, prices).folding())
    }
}

/// Every fourth week of the marginal prices, and of the contract price outside.
fn series(view: &RunView, prices: price::Prices<'_>) -> Table {
    let calendar = Calendar::of(view);
    let title = format!("{}: USD/kg every fourth week (each day is in prices.csv)", prices.title());
    match (prices.outside, prices.inside) {
        (Some(outside), Some(inside)) => series_table(
            title,
            calendar,
            &["Date", "#Outside P10", "#P50", "#P90", "#Inside P10", "#P50", "#P90", "#Contract P10", "#P50", "#P90"],
            &[(&outside.marginal, number), (&inside.marginal, number), (&outside.contract, number)],
        ),
        (Some(price), None) | (None, Some(price)) => series_table(
            title,
            calendar,
            &["Date", "#Marginal P10", "#P50", "#P90", "#Contract P10", "#P50", "#P90"],
            &[(&price.marginal, number), (&price.contract, number)],
        ),
        (None, None) => Table::new(title, &["Date"]),
    }
}
