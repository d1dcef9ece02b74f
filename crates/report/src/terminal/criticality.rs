//! What `coercivity criticality` prints: scores, concentration by stage, what to bear in mind.

use super::page::{Page, Tone};
use crate::criticality_view::{CriticalityCell, CriticalityView};
use comfy_table::{CellAlignment, Table, presets};

/// Rows shown of a long result.
const ROWS: usize = 40;

/// A result as text for a terminal of `width` columns.
#[must_use]
pub fn criticality(view: &CriticalityView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.heading(&view.title);
    for line in &view.formula {
        page.paragraph(line, 2, Tone::Dim);
    }
    page.blank();
    match view.method.as_str() {
        "ec" => ec(&mut page, view),
        "crma" => crma(&mut page, view),
        _ => cells(&mut page, view),
    }
    if view.data == "package" {
        stages(&mut page, view);
    }
    if !view.notes.is_empty() {
        page.heading("Bear in mind");
        for note in &view.notes {
            page.bullet(note);
        }
        page.blank();
    }
    for file in &view.read {
        let text = format!("{} of {} rows; {}", file.used, file.rows, file.note);
        page.fact(&file.file, &text, Tone::Dim);
    }
    page.fact("Method", &view.citation, Tone::Dim);
    if !view.sources.is_empty() {
        page.fact("Sources", &view.sources.join(", "), Tone::Dim);
    }
    page.finish()
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_header(header.iter().copied());
    table
}

/// Adds a table, all columns but the first `left` to the right.
fn add(page: &mut Page, mut table: Table, left: usize) {
    for column in table.column_iter_mut().skip(left) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    page.raw(&table.trim_fmt());
    page.blank();
}

fn decimals(value: Option<f64>, places: usize) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.places$}"))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{:.0} %", 100.0 * value))
}

/// Highest scores first, of the latest year.
fn cells(page: &mut Page, view: &CriticalityView) {
    let latest = view.cells.iter().map(|cell| cell.year).max().unwrap_or(0);
    let mut shown: Vec<&CriticalityCell> = view.cells.iter().collect();
    if shown.len() > ROWS {
        shown.retain(|cell| cell.year == latest);
    }
    shown.sort_by(|a, b| b.score.unwrap_or(-1.0).total_cmp(&a.score.unwrap_or(-1.0)));
    let mut table = table(&["country", "material", "year", "score", "HHI", "import risk", "USD/kg"]);
    for cell in shown.iter().take(ROWS) {
        table.add_row([
            cell.country.clone(),
            cell.material.clone(),
            cell.year.to_string(),
            decimals(cell.score, 3),
            decimals(cell.hhi, 3),
            decimals(cell.import_risk, 3),
            decimals(cell.price, 2),
        ]);
    }
    add(page, table, 2);
    let count = shown.len().min(ROWS);
    if count < view.cells.len() {
        let text = format!(
            "The {count} highest scores of {latest}, of {} in all; --csv prints them all, with notes.",
            view.cells.len()
        );
        page.paragraph(&text, 2, Tone::Dim);
    }
    let mut notes: Vec<&CriticalityCell> =
        shown.iter().take(ROWS).copied().filter(|cell| !cell.note.is_empty()).collect();
    notes.truncate(10);
    for cell in notes {
        page.bullet(&format!("{}, {} {}: {}", cell.country, cell.material, cell.year, cell.note));
    }
    page.blank();
}

fn ec(page: &mut Page, view: &CriticalityView) {
    let mut table = table(&["material", "bottleneck", "SR", "published", "EI", "published", "IR", "EoL-RIR"]);
    for row in &view.ec {
        table.add_row([
            row.material.clone(),
            row.stage.clone(),
            decimals(Some(row.supply_risk), 1),
            decimals(row.published_supply_risk, 1),
            decimals(row.economic_importance, 1),
            decimals(row.published_economic_importance, 1),
            percent(row.import_reliance),
            percent(row.eol_rir),
        ]);
    }
    add(page, table, 2);
    for row in view.ec.iter().filter(|row| row.published_as.is_none()) {
        page.bullet(&format!("{}: {}", row.material, row.note));
    }
    page.blank();
}

fn crma(page: &mut Page, view: &CriticalityView) {
    let mut table = table(&[
        "material",
        "stage",
        "largest third country",
        "share",
        "unknown",
        "within 65 %",
        "EU capacity",
        "benchmark",
        "",
    ]);
    for row in &view.crma {
        table.add_row([
            row.material.clone(),
            row.stage.clone(),
            row.largest_country.clone().unwrap_or_else(|| "-".to_owned()),
            percent(row.largest_share),
            percent(row.unknown_share),
            row.dependence_verdict.clone(),
            percent(row.capacity_share),
            percent(row.capacity_benchmark),
            row.capacity_verdict.clone().unwrap_or_default(),
        ]);
    }
    add(page, table, 3);
}

fn stages(page: &mut Page, view: &CriticalityView) {
    page.heading("Concentration by stage");
    let mut table = table(&["material", "stage", "largest", "share", "HHI"]);
    for row in &view.stages {
        table.add_row([
            row.material.clone(),
            row.stage.clone(),
            row.top_country.clone(),
            percent(Some(row.top_share)),
            decimals(Some(row.hhi), 2),
        ]);
    }
    add(page, table, 3);
}
