//! What became of the rows of an import, as one CSV file.

use super::write::Sheet;
use crate::import_view::{ImportView, TallyView};

/// Every tally of an import: `import.csv`.
#[must_use]
pub fn import_file(view: &ImportView) -> String {
    let mut sheet = Sheet::new("fate,name,into,rows,t,value,currency,share_of_rows,share_of_mass,share_of_value");
    let mut row = |fate: &str, name: &str, into: &str, tally: &TallyView| {
        sheet.row(|row| {
            row.text(fate).text(name).text(into).text(&tally.rows.to_string()).number(tally.t).number(tally.value);
            row.text(view.currency.as_deref().unwrap_or("")).maybe(tally.share_of_rows);
            row.maybe(tally.share_of_mass).maybe(tally.share_of_value);
        });
    };
    row("read", "", "", &view.read);
    row("used", "", "", &view.used);
    row("used without mass", "", "", &view.without_mass);
    row("used as rest of the world", "", "", &view.unspecified);
    row("used as successor", "", "", &view.successors);
    for each in &view.reclassified {
        row("used as other goods", &format!("{} {}", each.code, each.band), &each.into, &each.tally);
    }
    row("unmapped", "", "", &view.unmapped);
    for each in &view.unmapped_codes {
        row("unmapped code", &each.name, "", &each.tally);
    }
    row("unknown country", "", "", &view.unknown);
    for each in &view.unknown_countries {
        row("unknown country", &each.name, "", &each.tally);
    }
    for each in &view.dropped {
        row("dropped", &each.name, "", &each.tally);
    }
    sheet.finish()
}
