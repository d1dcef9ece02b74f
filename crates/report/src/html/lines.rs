//! Sections with a part per production line: cover, output, loss, drivers.

use super::parts::{Table, basis, both, cell, figure, nothing, series_table};
use crate::figure::{self, MOST_INPUTS, MOST_LINES};
use crate::format::{
    Calendar, NONE, capitalised, counted, date_words, factor, joined, money, money_range, number, percent, range,
    signed,
};
use crate::run_view::{LineView, Quantiles, RunView};
use crate::words;
use maud::{Markup, html};

const NO_LINES: &str = "The study has no production lines.";

/// Median with its range.
fn ranged(quantiles: &Quantiles) -> Markup {
    both(number(quantiles.p50), range(quantiles))
}

pub(super) fn cover(view: &RunView) -> Markup {
    if view.lines.iter().all(|line| line.inputs.is_empty()) {
        return nothing("No line has inputs with known cover.");
    }
    let mut table = Table::new(
        "Days of cover and days to a licence, median with P10 to P90 below",
        &["Line", "Input", "From", "Control", "#On hand", "#With transit", "#Filing to gate"],
    );
    for line in &view.lines {
        for input in &line.inputs {
            let lead = input.licence_lead_days;
            table.row(vec![
                cell(&line.title),
                cell(&input.title),
                cell(words::suppliers(input)),
                cell(words::control_words(input)),
                ranged(&input.cover_days),
                ranged(&input.cover_days_with_pipeline),
                lead.map_or_else(|| cell(NONE), |lead| ranged(&lead)),
            ]);
        }
    }
    html! {
        p.lead { "A line lives on what it holds while it waits for a licence. Where the wait is longer than the goods last, the dashed gap is the exposure." }
        (figure("Median cover in days of normal use; the wait is the time from filing for a licence to goods at the gate.", |layout| figure::cover_bars(view, layout)))
        (table.folding())
        @if view.lines.len() > MOST_LINES || view.lines.iter().any(|line| line.inputs.len() > MOST_INPUTS) {
            p.note { "The figure shows the most exposed lines and inputs; the table shows all." }
        }
    }
}

pub(super) fn output(view: &RunView) -> Markup {
    if view.lines.is_empty() {
        return nothing(NO_LINES);
    }
    html! {
        p.lead { "Nine runs of ten end below the upper edge of the shaded band and one in ten below its lower edge. 100 % is what the line makes without the events." }
        @for line in &view.lines {
            h3 { (line.title) ", " (words::country(&line.country)) }
            @if let Some(cost) = words::cost_sentence(line) { p { (cost) } }
            (figure("Output as a share of normal. The mark below the axis is the range of the first stop.", |layout| figure::output_fan(view, line, layout)))
            (figure(&format!("Cover on hand of {}, in days of normal use.", line.cover.name), |layout| figure::cover_fan(view, line, layout)))
            (output_table(view, line).folding())
        }
    }
}

fn output_table(view: &RunView, line: &LineView) -> Table {
    series_table(
        format!("{}: output and cover every fourth week (each day is in series.csv)", line.title),
        Calendar::of(view),
        &["Date", "#Output P10", "#P50", "#P90", "#Cover, days P10", "#P50", "#P90"],
        &[(&line.output, percent), (&line.cover, number)],
    )
}

pub(super) fn loss(view: &RunView) -> Markup {
    if view.lines.is_empty() {
        return nothing(NO_LINES);
    }
    html! {
        p.lead { "What has not been made by each horizon, lost or late. Bars end at the median; the thin line spans P10 to P90." }
        (figure("Revenue not earned by then; units where no revenue is known. Lines that share a currency share the scale.", |layout| figure::loss_by_horizon(view, layout)))
        (horizons(view).folding())
        h3 { "Over the whole run" }
        (totals(view).markup())
        @if view.lines.iter().any(words::costs_otherwise) {
            h3 { "What the inputs cost" }
            (costs(view).markup())
        }
        h3 { "What stops each line" }
        (causes(view).markup())
    }
}

/// What the inputs of each line cost against base prices.
fn costs(view: &RunView) -> Table {
    let mut table = Table::new(
        "Cost of the priced inputs, weighted by volume, median with P10 to P90 below",
        &["Line", "#Times base prices", "#Above base prices"],
    );
    for line in &view.lines {
        let extra = &line.extra_cost_usd;
        table.row(vec![
            cell(&line.title),
            both(factor(line.cost_index.p50), words::factor_range(&line.cost_index)),
            both(money(extra.p50, "USD"), words::usd_range(extra)),
        ]);
    }
    table
}

/// The binding input, who controls it, and until when to file for a licence.
fn causes(view: &RunView) -> Table {
    let mut table = Table::new(
        "Binding input, who controls it, and the last safe day to file",
        &["Line", "Stopped by", "Controlled by", "File before"],
    );
    for line in &view.lines {
        let filing = line.latest_safe_filing_date.as_deref();
        table.row(vec![
            cell(&line.title),
            cell(words::binding_title(line).unwrap_or("no input runs out")),
            cell(line.binding_controller.as_deref().unwrap_or(NONE)),
            both(filing.map_or_else(|| "no date".to_owned(), date_words), &line.latest_safe_filing_note),
        ]);
    }
    table
}

fn horizons(view: &RunView) -> Table {
    let mut table = Table::new(
        "Not made by each horizon, median with P10 to P90 below",
        &["Line", "#Horizon", "#Units", "#Revenue", "#Value added", "#Person-days idle"],
    );
    for line in &view.lines {
        for loss in &line.loss_by_horizon {
            let (revenue, value) = (&loss.revenue_missing, &loss.value_added_missing);
            table.row(vec![
                cell(&line.title),
                cell(words::horizon(loss.days)),
                ranged(&loss.units_missing),
                both(money(revenue.p50, &revenue.currency), money_range(revenue)),
                both(money(value.p50, &value.currency), money_range(value)),
                ranged(&loss.person_days),
            ]);
        }
    }
    table
}

fn totals(view: &RunView) -> Table {
    let calendar = Calendar::of(view);
    let years: Vec<String> = view.lines.iter().map(|line| line.revenue_lost.price_year.to_string()).collect();
    let prices = years.first().filter(|first| years.iter().all(|year| year == *first));
    let mut table = Table::new(
        prices.map_or_else(
            || "Totals, median with P10 to P90 below".to_owned(),
            |year| format!("Totals, median with P10 to P90 below; prices of {year}"),
        ),
        &[
            "Line",
            "#First below 90 %",
            "#Days stopped",
            "#Units lost",
            "#Units delayed",
            "#Value added lost",
            "#Person-days idle",
        ],
    );
    for line in &view.lines {
        let value = &line.value_added_lost;
        table.row(vec![
            cell(&line.title),
            both(words::first_day(calendar, &line.first_curtailed), words::day_range(calendar, &line.first_curtailed)),
            ranged(&line.days_stopped),
            both(number(line.units_lost.p50), format!("{} without events", number(line.baseline_units_lost))),
            ranged(&line.units_delayed),
            both(money(value.p50, &value.currency), money_range(value)),
            ranged(&line.person_days_lost),
        ]);
    }
    table
}

pub(super) fn drivers(view: &RunView) -> Markup {
    if view.lines.iter().all(|line| line.drivers.is_empty()) {
        return nothing("Nothing that was drawn at random moves a loss.");
    }
    html! {
        p.lead { "Each run draws its own values. A long bar marks a number worth knowing better: the loss follows it." }
        @for line in view.lines.iter().filter(|line| !line.drivers.is_empty()) {
            h3 { (line.title) }
            (figure("Rank correlation of each drawn value with the units lost, strongest first.", |layout| figure::drivers(line, layout)))
            (drivers_table(line).folding())
        }
    }
}

fn drivers_table(line: &LineView) -> Table {
    let mut table = Table::new(
        format!("{}: {} by strength", line.title, counted(line.drivers.len() as f64, "driver")),
        &["Drawn value", "#Rank correlation", "#Range drawn", "Unit", "Basis"],
    );
    for driver in &line.drivers {
        table.row(vec![
            cell(capitalised(&driver.parameter)),
            cell(signed(driver.rank_correlation)),
            cell(joined(&number(driver.low), &number(driver.high))),
            cell(&driver.unit),
            basis(&driver.basis),
        ]);
    }
    table
}
