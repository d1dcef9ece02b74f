//! What `coercivity init --bom` and `coercivity questionnaire` print.

use super::page::{Page, Tone};
use crate::bom_view::{BomView, TakenView};
use crate::questionnaire_view::QuestionnaireView;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// Rows of a table shown; the files have all of them.
const SHOWN: usize = 40;

/// A new study as text for a terminal of `width` columns.
#[must_use]
pub fn bom(view: &BomView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    let sheet = if view.sheet.is_empty() { String::new() } else { format!(", sheet {}", view.sheet) };
    page.paragraph(&format!("{}{sheet} · {} rows · {} list", view.file, view.rows, view.layout), 0, Tone::Dim);
    page.blank();
    let materials = view.taken.len();
    page.paragraph(
        &format!(
            "Study {} with {}: {} followed.",
            view.folder,
            count(view.lines.len(), "line"),
            count(materials, "part")
        ),
        2,
        Tone::Bold,
    );
    let left = &view.left_out;
    let share = left.followed_share.map_or_else(String::new, |share| {
        format!(" {:.2} % of the known mass is followed; {:.3} kg are left out.", 100.0 * share, left.mass_kg)
    });
    page.paragraph(
        &format!("{} left out, {} of them without a mass.{share}", count(left.parts, "part"), left.parts_without_mass),
        2,
        Tone::Plain,
    );
    page.blank();
    page.heading("Followed up the chain");
    let mut table = table(page.width(), &["row", "part", "in", "material", "kg each", "assumed", "known by"]);
    for taken in view.taken.iter().take(SHOWN) {
        let part = if taken.description.is_empty() {
            taken.item.clone()
        } else {
            format!("{} {}", taken.item, taken.description)
        };
        let row = if taken.row == 0 { String::new() } else { taken.row.to_string() };
        table.add_row([
            row,
            part,
            taken.parent.clone(),
            taken.material.clone(),
            mass(taken),
            assumed(taken),
            taken.how.clone(),
        ]);
    }
    show(&mut page, &mut table, &[0, 4]);
    more(&mut page, view.taken.len(), "bom_read.csv");
    page.heading("Lines");
    let mut table = self::table(page.width(), &["line", "country", "end use", "units a day", "followed kg per unit"]);
    for line in view.lines.iter().take(SHOWN) {
        let mark = if line.units_assumed { " (assumed)" } else { "" };
        let units = format!("{}{mark}", line.units_per_day);
        table.add_row([line.line.clone(), line.country.clone(), line.end_use.clone(), units, figure(line.followed_kg)]);
    }
    show(&mut page, &mut table, &[3, 4]);
    notes(&mut page, "What was assumed or passed over", &view.notes);
    page.fact("Wrote", &view.files.join(", "), Tone::Dim);
    page.fact("Next", &format!("coercivity run {}", view.folder), Tone::Plain);
    page.finish()
}

/// Forms sent or answers read as text for a terminal of `width` columns.
#[must_use]
pub fn questionnaire(view: &QuestionnaireView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    if view.read.is_empty() {
        page.paragraph(&format!("{} written to {}.", count(view.forms.len(), "form"), view.folder), 2, Tone::Bold);
        page.blank();
        let mut table = table(page.width(), &["supplier", "items", "rows", "files"]);
        for form in view.forms.iter().take(SHOWN) {
            table.add_row([form.supplier.clone(), form.items.join(", "), form.rows.to_string(), form.files.join(", ")]);
        }
        show(&mut page, &mut table, &[2]);
        more(&mut page, view.forms.len(), "the folder");
    } else {
        let changed = if view.changes.is_empty() {
            "nothing changed".to_owned()
        } else {
            format!("{} changed", count(view.changes.len(), "cell"))
        };
        page.paragraph(&format!("{} read: {changed}.", count(view.read.len(), "file")), 2, Tone::Bold);
        page.blank();
        if !view.changes.is_empty() {
            let mut table = table(page.width(), &["supplier", "item", "element", "stage", "column", "was", "is"]);
            for c in view.changes.iter().take(SHOWN) {
                table.add_row([&c.supplier, &c.item, &c.element, &c.stage, &c.field, &c.old, &c.new]);
            }
            show(&mut page, &mut table, &[]);
            more(&mut page, view.changes.len(), "declarations.csv");
        }
    }
    page.heading("Requests");
    let mut table = table(page.width(), &["supplier", "item", "sent", "answered", "state", "reason"]);
    for r in view.requests.iter().take(SHOWN) {
        table.add_row([&r.supplier, &r.item, &r.sent, &r.answered, &r.state, &r.reason]);
    }
    show(&mut page, &mut table, &[]);
    more(&mut page, view.requests.len(), "requests.csv");
    notes(&mut page, "Note", &view.notes);
    page.finish()
}

fn notes(page: &mut Page, title: &str, notes: &[String]) {
    if notes.is_empty() {
        return;
    }
    page.heading(title);
    for note in notes {
        page.bullet(note);
    }
    page.blank();
}

fn table(width: usize, header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_header(header);
    table.set_width(u16::try_from(width).unwrap_or(120));
    table
}

fn show(page: &mut Page, table: &mut Table, right: &[usize]) {
    for column in right {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    page.raw(&table.to_string());
    page.blank();
}

fn more(page: &mut Page, all: usize, place: &str) {
    if all > SHOWN {
        page.paragraph(&format!("and {} more in {place}", all - SHOWN), 2, Tone::Dim);
        page.blank();
    }
}

fn mass(taken: &TakenView) -> String {
    match (taken.mass_low_kg, taken.mass_high_kg) {
        (Some(low), Some(high)) => format!("{} ({} to {})", figure(taken.mass_kg), figure(low), figure(high)),
        _ => figure(taken.mass_kg),
    }
}

/// At most four digits that matter.
fn figure(value: f64) -> String {
    if value >= 1000.0 {
        format!("{value:.0}")
    } else if value >= 1.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.4}")
    }
}

fn assumed(taken: &TakenView) -> String {
    let parts = [("material", taken.material_assumed), ("mass", taken.mass_assumed), ("origin", taken.origin_assumed)];
    parts.iter().filter(|(_, is)| *is).map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}

fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
