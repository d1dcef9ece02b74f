//! One production line on the terminal: table, facts, story, drivers.

use super::page::{Page, Tone, sparkline};
use crate::format::{
    self, Calendar, capitalised, counted, date_words, money, money_range, number, percent, range, signed,
};
use crate::run_view::{Driver, LineView, Quantiles, RunView, StoryStep};
use crate::words;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table, presets};

/// Steps and drivers shown for the worst line, and for the others.
const WORST: (usize, usize) = (usize::MAX, 5);
const OTHERS: (usize, usize) = (3, 2);

/// The whole section of a line; the first line of the view is told in full.
pub(super) fn section(page: &mut Page, view: &RunView, index: usize, line: &LineView) {
    let (steps, drivers) = if index == 0 { WORST } else { OTHERS };
    page.heading(&format!(
        "{}, {} · {} units a day",
        line.title,
        words::country(&line.country),
        number(line.units_per_day)
    ));
    let table = table(page, view, line);
    page.raw(&table);
    page.blank();
    output_row(page, view, line);
    facts(page, line);
    story(page, &line.story, steps);
    self::drivers(page, &line.drivers, drivers);
    page.blank();
}

/// `It loses 4,210 units (1,100 to 9,800) worth €86 m; 62 days of cover would have ...`
pub(super) fn loss_sentence(line: &LineView) -> String {
    if line.first_stop.share_of_runs <= 0.0 && line.units_lost.p90 <= 0.0 {
        return format!("Even the most exposed line, {}, loses nothing in nine runs of ten.", line.title);
    }
    format!(
        "Loss there: {} units ({}), {} of revenue ({}). To prevent the stop in nine runs of ten it takes {} of cover on hand.",
        number(line.units_lost.p50),
        range(&line.units_lost),
        money(line.revenue_lost.p50, &line.revenue_lost.currency),
        money_range(&line.revenue_lost),
        counted(line.cover_needed.p90, "day"),
    )
}

/// Rows of measure, median and range.
fn rows(view: &RunView, line: &LineView) -> Vec<[String; 3]> {
    let calendar = Calendar::of(view);
    let (stop, curtailed) = (&line.first_stop, &line.first_curtailed);
    let row = |label: &str, median: String, range: String| [label.to_owned(), median, range];
    let amount = |label: &str, median, quantiles: &Quantiles| row(label, median, range(quantiles));
    let (revenue, value) = (&line.revenue_lost, &line.value_added_lost);
    vec![
        row("First stop", words::first_day(calendar, stop), words::day_range(calendar, stop)),
        row("Stops at all", format!("{} of runs", percent(stop.share_of_runs)), String::new()),
        row("First below 90 %", words::first_day(calendar, curtailed), words::day_range(calendar, curtailed)),
        amount("Days stopped", counted(line.days_stopped.p50, "day"), &line.days_stopped),
        amount("Units lost", number(line.units_lost.p50), &line.units_lost),
        row("  without events", number(line.baseline_units_lost), String::new()),
        amount("Units delayed", number(line.units_delayed.p50), &line.units_delayed),
        row("Revenue lost", money(revenue.p50, &revenue.currency), money_range(revenue)),
        row("Value added lost", money(value.p50, &value.currency), money_range(value)),
        amount("Work lost", counted(line.person_days_lost.p50, "person-day"), &line.person_days_lost),
        row(
            "Cover needed",
            counted(line.cover_needed.p50, "day"),
            format!("{} for 9 runs of 10", number(line.cover_needed.p90)),
        ),
    ]
}

/// The measures as a quiet table without rules.
fn table(page: &Page, view: &RunView, line: &LineView) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(page.width()).unwrap_or(120));
    if page.colour() {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_header(
        ["", "Median", "P10 to P90"]
            .map(|text| Cell::new(text).set_alignment(CellAlignment::Right).add_attribute(Attribute::Dim)),
    );
    for (index, [label, median, range]) in rows(view, line).into_iter().enumerate() {
        let mut median = Cell::new(median).set_alignment(CellAlignment::Right).add_attribute(Attribute::Bold);
        if index == 0 && line.first_stop.p50.is_some() {
            median = median.fg(Color::Red);
        }
        table.add_row(vec![Cell::new(label), median, Cell::new(range).set_alignment(CellAlignment::Right)]);
    }
    // Labels start at the left edge, like the facts below them.
    if let Some(labels) = table.column_mut(0) {
        labels.set_padding((0, 1));
    }
    table.to_string()
}

/// Median output as bars, a week or more each.
fn output_row(page: &mut Page, view: &RunView, line: &LineView) {
    if line.output.p50.is_empty() {
        return;
    }
    let bars = sparkline(&line.output.p50, 1.0, page.width().saturating_sub(18).min(78));
    page.fact("Output", &bars, Tone::Plain);
    let calendar = Calendar::of(view);
    let (from, to) = (calendar.day(0), calendar.day(view.days.saturating_sub(1)));
    let gap = bars.chars().count().saturating_sub(from.chars().count() + to.chars().count());
    if gap > 0 {
        // Written unwrapped, so that the dates stay under the ends of the bars.
        page.raw(&format!("{}{from}{}{to}", " ".repeat(16), " ".repeat(gap)));
    }
}

/// What stops the line, who controls that, and until when to file.
fn facts(page: &mut Page, line: &LineView) {
    match words::binding_title(line) {
        Some(title) => page.fact("Stopped by", title, Tone::Bold),
        None => page.fact("Stopped by", "nothing: no input runs out", Tone::Plain),
    }
    if let Some(controller) = &line.binding_controller {
        page.fact("Controlled by", controller, Tone::Plain);
    }
    match &line.latest_safe_filing_date {
        Some(date) => {
            page.fact("File before", &date_words(date), Tone::Alarm);
            page.fact("", &line.latest_safe_filing_note, Tone::Plain);
        }
        None => page.fact("File before", &line.latest_safe_filing_note, Tone::Plain),
    }
}

/// The dated chain of events. A short version keeps the start and the end.
fn story(page: &mut Page, steps: &[StoryStep], most: usize) {
    if steps.is_empty() {
        return;
    }
    page.blank();
    let heading = if steps.len() > most {
        "What happened in the median run (in short)"
    } else {
        "What happened in the median run"
    };
    page.paragraph(heading, 0, Tone::Dim);
    let dropped = steps.len().saturating_sub(most);
    for (index, step) in steps.iter().enumerate() {
        // The first step is the cause; the last ones are what it led to.
        if index == 0 || index > dropped {
            page.fact(&date_words(&step.date), &step.text, Tone::Plain);
        }
    }
}

/// What drives the loss, as a sentence per parameter.
fn drivers(page: &mut Page, drivers: &[Driver], most: usize) {
    if drivers.is_empty() {
        return;
    }
    page.blank();
    page.paragraph("What drives the loss (rank correlation, −1 to 1)", 0, Tone::Dim);
    for driver in drivers.iter().take(most) {
        let text = format!(
            "{}: {} {}, {}",
            capitalised(&driver.parameter),
            format::joined(&number(driver.low), &number(driver.high)),
            driver.unit,
            driver.basis
        );
        page.fact(&signed(driver.rank_correlation), &text, Tone::Plain);
    }
}
