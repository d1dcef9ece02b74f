//! A plan: what to buy, what it brings, what it hangs on.
//!
//! [`sections`] are those of the plan's own page; [`section`] is the same in
//! short, as one section of the report of a run.

mod grounds;
mod mix;

use super::data;
use super::document::Section;
use super::parts::{Table, both, cell, fact, figure, nothing};
use crate::figure;
use crate::format::{Calendar, counted, date_words, money, money_range, percent};
use crate::plan_view::{PlanLineView, PlanView};
use crate::plan_words as words;
use crate::run_view::{DayQuantiles, MoneyQuantiles};
use crate::words::{day_range, first_day};
use maud::{Markup, html};

/// All sections of the page of a plan.
pub(super) fn sections(view: &PlanView) -> Vec<Section> {
    let feasible = !words::infeasible(view);
    vec![
        Section::new("verdict", "Verdict", verdict(view)),
        Section::maybe("mix", "What to buy", feasible.then(|| mix::body(view))),
        Section::maybe("effect", "What it brings", feasible.then(|| effect(view))),
        Section::maybe("frontier", "What more would buy", feasible.then(|| frontier(view))),
        Section::maybe("branches", "How it may go on", feasible.then(|| grounds::branches(view)).flatten()),
        Section::maybe("bounds", "What holds it back", feasible.then(|| grounds::bounds(view)).flatten()),
        Section::maybe("changes", "What would change the choice", feasible.then(|| grounds::changes(view)).flatten()),
        Section::maybe("rules", "Rules", feasible.then(|| grounds::rules(view)).flatten()),
        Section::maybe("considered", "Everything that was weighed", grounds::considered(view)),
        Section::new("assumed", "What is assumed", data::list(&view.assumptions)),
        Section::new("data", "Data and sources", rests_on(view)),
    ]
}

/// The plan in one section, below the scenario that it answers.
pub(super) fn section(view: &PlanView) -> Markup {
    html! {
        p.lead { strong { (words::verdict(view)) } }
        @if let Some(conflict) = words::conflict(view) {
            p.warning { (conflict) }
        } @else {
            p { (words::in_short(view)) }
            (mix::body(view))
            h3 { "What it brings" }
            (effect(view))
            h3 { "What more would buy" }
            (frontier(view))
            @if let Some(branches) = grounds::branches(view) {
                h3 { "Under each branch" }
                (branches)
            }
        }
        p.note { "The plan was asked for: " (words::asked(view)) ". " code { "coercivity plan -o DIR" } " writes a report of its own with everything that was weighed." }
    }
}

/// The first screen: what to do, what it costs and what it saves.
fn verdict(view: &PlanView) -> Markup {
    html! {
        p.verdict { (words::verdict(view)) }
        @if let Some(conflict) = words::conflict(view) {
            p.warning { (conflict) }
            p.note { "Asked for: " (words::asked(view)) "." }
        } @else {
            (strip(view))
        }
    }
}

fn strip(view: &PlanView) -> Markup {
    let amount = |value| words::in_plan(view, value);
    let (_, range) = words::simulated(view, &view.simulated_loss);
    let period = format!("over {}, prices of {}", counted(f64::from(view.period_days), "day"), view.price_year);
    let first = view.mix.iter().min_by(|a, b| a.starts.cmp(&b.starts));
    html! {
        dl.strip {
            (fact("It costs", &amount(view.cost), &period))
            (fact("Expected loss", &amount(view.expected_loss.after), &format!("with nothing bought {}", amount(view.expected_loss.before))))
            (fact("Worst twentieth", &amount(view.cvar_95.after), &format!("mean; with nothing bought {}", amount(view.cvar_95.before))))
            (fact("Simulated", &amount(view.simulated_loss.mean), &format!("mean on fresh draws; {range} in eight runs of ten")))
            @if let Some(first) = first {
                (fact("Begin on", &date_words(&first.starts), &first.title))
            }
            (fact("Begun ahead of day 0", &counted(view.ahead_months, "month"), &words::asked(view)))
        }
    }
}

/// Promised beside simulated, and line by line.
fn effect(view: &PlanView) -> Markup {
    html! {
        p.lead { "The program that chose the plan promises a loss. The plan is then laid over the scenario as events and run in the engine, on draws that the program has not seen." }
        (losses(view).markup())
        p { (words::promise(view)) }
        @if !view.lines.is_empty() {
            (lines(view).markup())
        }
    }
}

fn losses(view: &PlanView) -> Table {
    let amount = |value| words::in_plan(view, value);
    let mut table = Table::new("Loss without the plan and with it", &["Figure", "#Nothing bought", "#With the plan"]);
    let (without, with) = (&view.simulated_loss_before, &view.simulated_loss);
    let ranged = |losses| {
        let (median, range) = words::simulated(view, losses);
        both(median, range)
    };
    let row = |name, before, after| vec![cell(name), cell(amount(before)), cell(amount(after))];
    table.row(row("Expected loss, promised", view.expected_loss.before, view.promised_loss));
    table.row(row("Expected loss, simulated", without.mean, with.mean));
    table.row(vec![cell("Median, simulated, with P10 to P90"), ranged(without), ranged(with)]);
    table.row(row("Mean of the worst twentieth, promised", view.cvar_95.before, view.cvar_95.after));
    table
}

fn lines(view: &PlanView) -> Table {
    let calendar = Calendar::starting(&view.start_date);
    let mut table = Table::new(
        "Lines, simulated, median with P10 to P90 below",
        &["Line", "", "#First stop", "#Runs that stop", "#Loss", "#Coercivity"],
    );
    let row = |title: &str, which: &str, stop: &DayQuantiles, loss: &MoneyQuantiles, bears: Option<u32>| {
        vec![
            cell(title),
            cell(which),
            both(first_day(calendar, stop), day_range(calendar, stop)),
            cell(percent(stop.share_of_runs)),
            both(money(loss.p50, &loss.currency), money_range(loss)),
            cell(words::coercivity(bears)),
        ]
    };
    for line in &view.lines {
        let PlanLineView { title, first_stop_before, first_stop_after, loss_before, loss_after, .. } = line;
        table.row(row(title, "nothing bought", first_stop_before, loss_before, line.coercivity_before));
        table.row(row(title, "with the plan", first_stop_after, loss_after, line.coercivity_after));
    }
    table
}

/// The least loss for its cost.
fn frontier(view: &PlanView) -> Markup {
    if view.frontier.is_empty() {
        return nothing("No other plan was tried.");
    }
    let mut table =
        Table::new("Best plan for each cost", &["#Cost", "#Expected loss", "#Mean of the worst twentieth"]).dense();
    for point in &view.frontier {
        let amounts = [point.cost, point.expected_loss, point.cvar_95];
        table.row(amounts.map(|value| cell(words::in_plan(view, value))).to_vec());
    }
    html! {
        p.lead { "Each point is the best plan of its cost. Where the curves run flat, more money buys little." }
        (figure("Loss by cost of the plan. Rings: the plan that was chosen.", |layout| figure::plan_frontier(view, layout)))
        (table.folding())
    }
}

/// Sources, and how to get the same numbers.
fn rests_on(view: &PlanView) -> Markup {
    let rows = [
        ("Program", format!("{} {}", view.program.name, view.program.version)),
        ("Study", view.study.clone()),
        ("Scenario", view.scenario.clone()),
        ("Start", date_words(&view.start_date)),
        ("Days", view.days.to_string()),
        ("Draws a branch", view.runs.to_string()),
        ("Seed", view.seed.to_string()),
        ("Seed of the check", view.fresh_seed.to_string()),
        ("Asked for", words::asked(view)),
        ("Solved by", words::solved(view)),
        ("Draws kept", view.reduction.clone()),
        ("Digest of the data", view.data_digest.clone()),
    ];
    html! {
        @if !view.sources.is_empty() {
            h3 { "Sources of the levers' numbers" }
            (data::source_table(&view.sources).markup())
        }
        @if !view.scenario_file.trim().is_empty() {
            h3 { "The plan as a scenario" }
            p.lead { "Saved as a file, " code { "coercivity run --scenario FILE" } " runs it." }
            pre tabindex="0" { (view.scenario_file.trim_end()) }
        }
        h3 { "How to get the same numbers" }
        dl.made {
            @for (name, value) in rows { div { dt { (name) } dd { (value) } } }
        }
    }
}
