//! What `coercivity economy` prints: the loss in one sentence, then where it falls.

use super::page::{Page, Tone};
use crate::economy_view::{EconomyView, LossView};
use crate::format::{NONE, date_words, grouped, money, number, percent};
use crate::run_view::RunView;
use comfy_table::{CellAlignment, Table, presets};

/// Rows of the lists.
const LISTED: usize = 12;

/// Losses of economies as text for a terminal of `width` columns.
#[must_use]
pub fn economy(view: &EconomyView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    let rules = if view.rules == "own" { "" } else { " · rules of BoARIO 0.7.2" };
    page.paragraph(
        &format!(
            "{} · {} days from {} · {} regions x {} sectors ({}){rules}",
            clean(&view.title),
            view.days,
            date_words(&view.start),
            view.regions,
            view.sectors,
            view.layout
        ),
        0,
        Tone::Dim,
    );
    page.blank();
    page.paragraph(&headline(view), 2, Tone::Bold);
    if let (Some(date), Some(share)) = (&view.total.peak_date, view.total.peak_share) {
        page.paragraph(&format!("Worst day: {}, {} of output.", date_words(date), fine(share)), 2, Tone::Plain);
    }
    if let (Some(years), Some(idle)) = (view.total.job_years_lost, view.jobs_idle_at_peak) {
        let text =
            format!("Work: {} years of one job; {} jobs idle on the worst day.", number(years), grouped(idle.round()));
        page.paragraph(&text, 2, Tone::Plain);
    }
    page.blank();
    list(&mut page, "By region", &view.by_region);
    list(&mut page, "By sector", &view.by_sector);
    industries(&mut page, view);
    page.paragraph(&view.assumption, 0, Tone::Dim);
    for note in &view.notes {
        page.bullet(&clean(note));
    }
    page.finish()
}

/// Control characters of other people's files move no cursor.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}

fn headline(view: &EconomyView) -> String {
    let total = &view.total;
    let share = |share: Option<f64>| share.map_or_else(|| NONE.to_owned(), fine);
    format!(
        "Value added lost: {} in the table's money, {} of what {} days make; output lost: {} ({}).",
        money(total.value_added_lost, ""),
        share(total.value_added_lost_share),
        view.days,
        money(total.output_lost, ""),
        share(total.output_lost_share)
    )
}

/// A share with the digits that small losses need.
fn fine(share: f64) -> String {
    let value = share * 100.0;
    if !value.is_finite() {
        return NONE.to_owned();
    }
    if value.abs() >= 10.0 { percent(share) } else { format!("{value:.2} %").replace('-', "−") }
}

fn table(header: &[&str], left: usize) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn list(page: &mut Page, title: &str, losses: &[LossView]) {
    page.heading(title);
    let mut rows = table(&["", "value added lost", "share", "output lost", "share", "worst day", "job-years"], 1);
    let share = |share: Option<f64>| share.map_or_else(|| NONE.to_owned(), fine);
    for each in losses.iter().take(LISTED) {
        rows.add_row([
            clean(&each.name),
            money(each.value_added_lost, ""),
            share(each.value_added_lost_share),
            money(each.output_lost, ""),
            share(each.output_lost_share),
            each.peak_date.as_deref().map_or_else(|| NONE.to_owned(), date_words),
            each.job_years_lost.map_or_else(|| NONE.to_owned(), number),
        ]);
    }
    page.raw(&rows.trim_fmt());
    more(page, losses.len());
}

fn industries(page: &mut Page, view: &EconomyView) {
    page.heading("Industries that lose most");
    let mut rows = table(&["region", "sector", "value added lost", "output lost", "share"], 2);
    for each in view.industries.iter().take(LISTED) {
        rows.add_row([
            clean(&each.region),
            clean(&each.sector),
            money(each.value_added_lost, ""),
            money(each.output_lost, ""),
            fine(each.output_lost_share),
        ]);
    }
    page.raw(&rows.trim_fmt());
    more(page, view.industries.len());
}

fn more(page: &mut Page, count: usize) {
    if count > LISTED {
        page.paragraph(&format!("and {} more", count - LISTED), 2, Tone::Dim);
    }
    page.blank();
}

/// What a run's losses cost whole economies, where it was asked for.
pub(super) fn section(page: &mut Page, view: &RunView) {
    let Some(economy) = &view.economy else { return };
    page.heading("Whole economies");
    let (all, elsewhere) = (&economy.value_added_lost, &economy.value_added_lost_elsewhere);
    let span = |low: f64, high: f64| format!("{} to {}", money(low, ""), money(high, ""));
    let mut text = format!(
        "Value added lost: {} ({}) in the table's money, {} of it outside the lines' industries.",
        money(all.p50, ""),
        span(all.p10, all.p90),
        money(elsewhere.p50, "")
    );
    if let Some(jobs) = &economy.jobs {
        text += &format!(" Work lost: {} years of one job.", number(jobs.p50));
    }
    page.paragraph(&text, 2, Tone::Plain);
    page.paragraph(&economy.assumption, 2, Tone::Dim);
    page.blank();
}
