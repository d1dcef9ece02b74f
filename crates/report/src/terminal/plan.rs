//! What `coercivity plan` prints: the verdict, what to buy, what it brings, what it hangs on.

mod grounds;

use super::page::{Page, Tone};
use super::table::quiet;
use crate::format::{Calendar, capitalised, date_words, money, money_range, number, percent};
use crate::plan_view::{PlanLineView, PlanView};
use crate::plan_words as words;
use crate::run_view::DayQuantiles;
use crate::words::{day_range, first_day};

/// A plan as text for a terminal of `width` columns.
///
/// The first paragraph is the verdict. Where the demands are in conflict, the
/// second one names them, and what would be bought is left out.
#[must_use]
pub fn plan(view: &PlanView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    opening(&mut page, view);
    if !words::infeasible(view) {
        mix(&mut page, view);
        stockpile(&mut page, view);
        effect(&mut page, view);
        lines(&mut page, view);
        grounds::branches(&mut page, view);
        grounds::bounds(&mut page, view);
        grounds::sensitivity(&mut page, view);
        grounds::rules(&mut page, view);
    }
    grounds::not_taken(&mut page, view);
    grounds::closing(&mut page, view);
    page.finish()
}

fn opening(page: &mut Page, view: &PlanView) {
    for text in [words::title(view), words::span(view), capitalised(&words::asked(view))] {
        page.paragraph(&text, 0, Tone::Dim);
    }
    page.blank();
    page.paragraph(&words::verdict(view), 2, Tone::Bold);
    match words::conflict(view) {
        Some(conflict) => page.paragraph(&conflict, 2, Tone::Alarm),
        None => page.paragraph(&words::in_short(view), 2, Tone::Plain),
    }
    page.blank();
}

/// Everything that is bought, first needed first.
fn mix(page: &mut Page, view: &PlanView) {
    page.heading("What to buy");
    if view.mix.is_empty() {
        page.paragraph("Nothing.", 2, Tone::Plain);
        page.blank();
        return;
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for each in &view.mix {
        if !rows.is_empty() {
            // Entries of several lines need a gap to be told apart.
            rows.push(vec![String::new()]);
        }
        let (amount, of_use) = words::quantity(each);
        rows.push(vec![
            format!("{}\n{}", each.title, each.subject),
            lines_of([amount, of_use.unwrap_or_default()]),
            format!("{}\n{}", words::in_plan(view, each.cost), words::cost_range(view, each).replace(" to ", "\nto ")),
            date_words(&each.starts),
            format!("{}\n{}", date_words(&each.helps_from), words::day(each.helps_from_day)),
            each.basis.clone(),
        ]);
    }
    quiet(page, &["Lever, and what for", "#Quantity", "#Cost", "#Begin", "#Helps from", "Basis"], &rows);
    let text = "Below a cost: with every number of the lever at its low and at its high end. Basis: that of its weakest number.";
    page.paragraph(text, 0, Tone::Dim);
    page.blank();
}

/// What a government keeps: size, composition, release.
fn stockpile(page: &mut Page, view: &PlanView) {
    if view.stockpile.is_empty() {
        return;
    }
    page.heading("The public stock");
    for part in &view.stockpile {
        page.paragraph(&words::stockpile(part), 0, Tone::Plain);
        let rows: Vec<Vec<String>> = part
            .uses
            .iter()
            .map(|of| {
                vec![of.end_use.clone(), format!("{} t", number(of.magnets_t)), money(of.value_per_kg, &view.currency)]
            })
            .collect();
        quiet(page, &["End use", "#Magnets", "#Value added per kg"], &rows);
    }
    page.paragraph(&view.release_rule, 0, Tone::Dim);
    page.blank();
}

/// Text over lines, without the empty ones.
fn lines_of<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Losses without the plan and with it: in the program, and in the engine on fresh draws.
fn effect(page: &mut Page, view: &PlanView) {
    page.heading("What it brings");
    let amount = |value| words::in_plan(view, value);
    let row = |label: &str, before: f64, after: f64| vec![label.to_owned(), amount(before), amount(after)];
    let (without, with) = (&view.simulated_loss_before, &view.simulated_loss);
    let ranged = |losses| {
        let (median, range) = words::simulated(view, losses);
        format!("{median}\n{range}")
    };
    let rows = vec![
        row("Expected loss, promised", view.expected_loss.before, view.promised_loss),
        row("Expected loss, simulated", without.mean, with.mean),
        vec!["Median, P10 to P90, simulated".to_owned(), ranged(without), ranged(with)],
        row("Worst twentieth, promised", view.cvar_95.before, view.cvar_95.after),
    ];
    quiet(page, &["", "#Nothing bought", "#With the plan"], &rows);
    page.paragraph(&words::promise(view), 0, Tone::Plain);
    page.blank();
}

/// Each line without the plan and with it, simulated.
fn lines(page: &mut Page, view: &PlanView) {
    if view.lines.is_empty() {
        return;
    }
    page.heading("Lines without the plan and with it");
    let calendar = Calendar::starting(&view.start_date);
    let stop = |days: &DayQuantiles| {
        let median = first_day(calendar, days);
        if days.share_of_runs <= 0.0 || days.p50.is_none() {
            return median;
        }
        format!("{median}\n{}\n{} of runs", day_range(calendar, days), percent(days.share_of_runs))
    };
    let mut rows = Vec::new();
    for line in &view.lines {
        let PlanLineView { first_stop_before, first_stop_after, loss_before, loss_after, .. } = line;
        for (label, days, loss, bears) in [
            (line.title.as_str(), first_stop_before, loss_before, line.coercivity_before),
            ("  with the plan", first_stop_after, loss_after, line.coercivity_after),
        ] {
            rows.push(vec![
                label.to_owned(),
                stop(days),
                format!("{}\n{}", money(loss.p50, &loss.currency), money_range(loss)),
                words::coercivity(bears),
            ]);
        }
    }
    quiet(page, &["Line", "#First stop", "#Loss", "#Coercivity"], &rows);
    let text = "Coercivity: shortest freeze of exports after which output falls below half of plan, in the median run.";
    page.paragraph(text, 0, Tone::Dim);
    page.blank();
}
