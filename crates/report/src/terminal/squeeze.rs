//! What `coercivity squeeze` prints: what the issuer would choose, what answers it, what it learns.

use super::page::{Page, Tone};
use super::table::quiet;
use crate::format::{joined, money, number, percent, range};
use crate::plan_words as words;
use crate::squeeze_view::{ChoiceView, SqueezeView};
use crate::words::country;

/// Controls shown of a long list.
const MOVES: usize = 20;

/// A squeeze as text for a terminal of `width` columns.
#[must_use]
pub fn squeeze(view: &SqueezeView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    let title = format!("What {} could do · {}", country(&view.issuer), view.study_title);
    page.paragraph(&title, 0, Tone::Dim);
    page.paragraph(&words::squeeze_asked(view), 0, Tone::Dim);
    page.blank();
    page.paragraph(&words::squeeze_verdict(view), 2, Tone::Bold);
    let simulated = &view.simulated_damage;
    let text = format!(
        "In the engine, all its controls at once and unanswered: damage {} ({}).",
        money(simulated.p50, &view.currency),
        joined(&money(simulated.p10, &view.currency), &money(simulated.p90, &view.currency))
    );
    page.paragraph(&text, 2, Tone::Plain);
    page.blank();
    choices(&mut page, view);
    moves(&mut page, view);
    closers(&mut page, view);
    learnt(&mut page, view);
    closing(&mut page, view);
    page.finish()
}

/// The best choice for each number of controls, with what answers it.
fn choices(page: &mut Page, view: &SqueezeView) {
    page.heading("What it would choose");
    if view.chosen.moves.is_empty() {
        page.paragraph("Nothing: no control is worth its own exports.", 2, Tone::Plain);
    }
    let row = |choice: &ChoiceView| {
        vec![
            choice.text.clone(),
            money(choice.exports_usd, "USD"),
            money(choice.damage, &view.currency),
            money(choice.damage_answered, &view.currency),
            money(choice.answer_cost, &view.currency),
        ]
    };
    let shown = if view.by_size.is_empty() { std::slice::from_ref(&view.chosen) } else { view.by_size.as_slice() };
    let rows: Vec<Vec<String>> = shown.iter().map(row).collect();
    quiet(page, &["Controls", "#Own exports", "#Damage", "#Answered", "#Answer costs"], &rows);
    if !view.chosen.answer.is_empty() {
        page.paragraph("The best answer to its choice", 0, Tone::Dim);
        for text in &view.chosen.answer {
            page.bullet(text);
        }
        page.blank();
    }
}

/// Single controls, most damage for each dollar of own exports first.
fn moves(page: &mut Page, view: &SqueezeView) {
    if view.moves.is_empty() {
        return;
    }
    page.heading("Each control by itself");
    let rows: Vec<Vec<String>> = view
        .moves
        .iter()
        .take(MOVES)
        .map(|each| {
            vec![
                words::move_title(each),
                format!("{}\n{} t", money(each.exports_usd, "USD"), number(each.exports_t)),
                money(each.damage, &view.currency),
                number(each.damage_per_usd),
                words::first_stopped(each),
            ]
        })
        .collect();
    quiet(page, &["Control", "#Own exports", "#Damage", "#Per USD", "First line stopped"], &rows);
    if view.moves.len() > MOVES {
        let text = format!("The first {MOVES} of {}; all are in moves.csv.", view.moves.len());
        page.paragraph(&text, 2, Tone::Dim);
        page.blank();
    }
}

/// What takes most of the damage away if it is there beforehand.
fn closers(page: &mut Page, view: &SqueezeView) {
    if view.closers.is_empty() {
        return;
    }
    page.heading("What would close it, bought beforehand");
    let rows: Vec<Vec<String>> = view
        .closers
        .iter()
        .map(|each| {
            vec![
                format!("{}\n{}", each.lever, each.subject),
                percent(each.closes),
                money(each.damage, &view.currency),
                money(each.cost, &view.currency),
            ]
        })
        .collect();
    quiet(page, &["Lever, and what for", "#Closes", "#Damage left", "#Cost of all of it"], &rows);
}

/// What the authority reads out of licence files.
fn learnt(page: &mut Page, view: &SqueezeView) {
    if view.learnt.is_empty() {
        return;
    }
    page.heading("What licence files tell the authority");
    let rows: Vec<Vec<String>> = view
        .learnt
        .iter()
        .map(|each| {
            let days = each.stops_after_days.as_ref();
            vec![
                format!("{}\n{} from {}", each.line, each.material, country(&each.from)),
                number(each.t_per_year),
                days.map_or_else(|| "never".to_owned(), |days| format!("{}\n{}", number(days.p50), range(days))),
                money(each.damage_per_t, &view.currency),
            ]
        })
        .collect();
    quiet(page, &["Line and material", "#t a year", "#Days to a stop", "#Damage per t"], &rows);
    for each in view.learnt.iter().filter(|each| !each.text.trim().is_empty()) {
        page.bullet(each.text.trim());
    }
    page.blank();
}

fn closing(page: &mut Page, view: &SqueezeView) {
    if !view.assumptions.is_empty() {
        page.heading("What is assumed");
        for text in &view.assumptions {
            page.bullet(text);
        }
        page.blank();
    }
    page.fact("Search", &view.search, Tone::Dim);
    let made_by = format!("{} {}, study {}", view.program.name, view.program.version, view.study);
    page.fact("Made by", &made_by, Tone::Dim);
}
