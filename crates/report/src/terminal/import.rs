//! What `coercivity import` prints: what became of every row, nothing left out.

use super::page::{Page, Tone};
use crate::format::{NONE, grouped, money, number, percent};
use crate::import_view::{GoodsView, ImportView, NamedTally, TallyView};
use comfy_table::{CellAlignment, Table, presets};

/// Rows of the longer lists.
const LISTED: usize = 12;

/// An import as text for a terminal of `width` columns.
#[must_use]
pub fn import(view: &ImportView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    let files: Vec<String> = view.files.iter().map(|file| clean(&file.file)).collect();
    page.paragraph(&format!("{} · {} · {}", view.publisher, files.join(", "), years(view)), 0, Tone::Dim);
    page.blank();
    page.paragraph(&headline(view), 2, Tone::Bold);
    let tone = if view.unknown.rows > 0 { Tone::Alarm } else { Tone::Plain };
    page.paragraph(&missing(view), 2, tone);
    page.blank();
    fates(&mut page, view);
    reclassified(&mut page, view);
    named(&mut page, view, "Countries that no table knows", "country", &view.unknown_countries, 0);
    let near: Vec<NamedTally> = view.unmapped_codes.iter().filter(|code| code.near).cloned().collect();
    named(&mut page, view, "Codes without goods, in headings of the package", "code", &near, 0);
    let far: Vec<NamedTally> = view.unmapped_codes.iter().filter(|code| !code.near).cloned().collect();
    named(&mut page, view, "Largest of the other codes without goods", "code or name", &far, view.unmapped_unlisted);
    goods(&mut page, view);
    for note in &view.notes {
        page.bullet(&clean(note));
    }
    page.finish()
}

/// Control characters of other people's files move no cursor.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}

fn years(view: &ImportView) -> String {
    let year = |year: &crate::import_view::YearView| match year.months {
        12 => year.year.to_string(),
        1 => format!("{} (1 month)", year.year),
        months => format!("{} ({months} months)", year.year),
    };
    match view.years.as_slice() {
        [] => "no year".to_owned(),
        [first, .., last] if view.years.iter().all(|year| year.months == 12) => {
            format!("{} to {}", first.year, last.year)
        }
        years => years.iter().map(year).collect::<Vec<_>>().join(", "),
    }
}

fn whole(count: u64) -> String {
    grouped(count as f64)
}

fn headline(view: &ImportView) -> String {
    let (rows, what) = if view.currency.is_some() { ("rows", "flows") } else { ("figures", "totals") };
    format!("{} of {} {rows} used, in {} {what}.", whole(view.used.rows), whole(view.read.rows), whole(view.entries))
}

fn missing(view: &ImportView) -> String {
    let shares = |tally: &TallyView| {
        let parts = [("mass", tally.share_of_mass), ("value", tally.share_of_value)];
        let known: Vec<String> =
            parts.iter().filter_map(|(word, share)| Some(format!("{} of {word}", percent((*share)?)))).collect();
        if known.is_empty() {
            format!("{} of figures", tally.share_of_rows.map_or(NONE.to_owned(), percent))
        } else {
            known.join(" and ")
        }
    };
    format!(
        "Not used: {} has no goods in the package; {} is of countries that no table knows.",
        shares(&view.unmapped),
        shares(&view.unknown)
    )
}

fn table(header: &[&str], left: usize) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(header);
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn cells(view: &ImportView, tally: &TallyView) -> [String; 5] {
    let share = |share: Option<f64>| share.map_or_else(|| NONE.to_owned(), percent);
    let value = view.currency.as_deref().map_or_else(|| NONE.to_owned(), |currency| money(tally.value, currency));
    // Production of unlike minerals has no sum.
    let mass = if view.currency.is_some() { number(tally.t) } else { NONE.to_owned() };
    [whole(tally.rows), mass, share(tally.share_of_mass), value, share(tally.share_of_value)]
}

const COLUMNS: [&str; 5] = ["rows", "t", "of mass", "value", "of value"];

fn fates(page: &mut Page, view: &ImportView) {
    page.heading("What became of the rows");
    let mut list = table(&[&["", ""][..1], &COLUMNS[..]].concat(), 1);
    let mut row = |name: &str, tally: &TallyView| {
        if tally.rows > 0 {
            let [rows, t, of_mass, value, of_value] = cells(view, tally);
            list.add_row([clean(name), rows, t, of_mass, value, of_value]);
        }
    };
    row("used", &view.used);
    row("  without mass", &view.without_mass);
    row("  no single country: XRW", &view.unspecified);
    row("  country taken for another", &view.successors);
    row("no goods in the package", &view.unmapped);
    row("country not known", &view.unknown);
    for each in &view.dropped {
        row(&each.name, &each.tally);
    }
    page.raw(&list.trim_fmt());
    page.blank();
}

fn reclassified(page: &mut Page, view: &ImportView) {
    if view.reclassified.is_empty() {
        return;
    }
    page.heading("Told to be other goods, by unit value or exporter");
    let mut list = table(&["code", "row", "into", "rows", "t", "of the code", "value", "of the code"], 3);
    let share = |share: Option<f64>| share.map_or_else(|| NONE.to_owned(), percent);
    for each in &view.reclassified {
        let [rows, t, _, value, _] = cells(view, &each.tally);
        list.add_row([
            clean(&each.code),
            clean(&each.band),
            clean(&each.into),
            rows,
            t,
            share(each.share_of_code_mass),
            value,
            share(each.share_of_code_value),
        ]);
    }
    page.raw(&list.trim_fmt());
    page.blank();
}

fn named(page: &mut Page, view: &ImportView, title: &str, what: &str, list: &[NamedTally], unlisted: u64) {
    if list.is_empty() {
        return;
    }
    page.heading(title);
    let mut rows = table(&[&[what][..], &COLUMNS[..]].concat(), 1);
    for each in list.iter().take(LISTED) {
        let [count, t, of_mass, value, of_value] = cells(view, &each.tally);
        rows.add_row([clean(&each.name), count, t, of_mass, value, of_value]);
    }
    page.raw(&rows.trim_fmt());
    let more = list.len().saturating_sub(LISTED) as u64 + unlisted;
    if more > 0 {
        page.paragraph(&format!("and {} more", whole(more)), 2, Tone::Dim);
    }
    page.blank();
}

fn goods(page: &mut Page, view: &ImportView) {
    if view.imported.is_empty() {
        return;
    }
    page.heading("What is there now");
    let header = ["goods", "stage", "counted", "entries", "t gross", "content", "low", "high", "of", "value"];
    let mut list = table(&header, 3);
    let amount = |each: &GoodsView, x: f64| if each.unit == "share" { percent(x) } else { number(x) };
    for each in &view.imported {
        let currency = view.currency.as_deref().unwrap_or("");
        list.add_row([
            clean(each.material.as_deref().unwrap_or(&each.commodity)),
            clean(&each.stage),
            clean(&each.counted),
            whole(each.entries),
            each.t_gross.map_or_else(|| NONE.to_owned(), number),
            amount(each, each.content),
            amount(each, each.low),
            amount(each, each.high),
            clean(&each.content_of),
            each.value.map_or_else(|| NONE.to_owned(), |value| money(value, currency)),
        ]);
    }
    page.raw(&list.trim_fmt());
    page.blank();
}
