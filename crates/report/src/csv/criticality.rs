//! Criticality as CSV files.

use super::write::Sheet;
use crate::criticality_view::CriticalityView;

/// The main table of the method: what `--csv` prints.
#[must_use]
pub fn criticality(view: &CriticalityView) -> String {
    let mut sheet = Sheet::new("country,material,year,score,hhi,import_risk,price,note");
    for cell in &view.cells {
        sheet.row(|row| {
            row.text(&cell.country).text(&cell.material).text(&cell.year.to_string());
            row.maybe(cell.score).maybe(cell.hhi).maybe(cell.import_risk).maybe(cell.price).text(&cell.note);
        });
    }
    sheet.finish()
}

/// All tables of a method as pairs of file name and content.
#[must_use]
pub fn criticality_files(view: &CriticalityView) -> Vec<(String, String)> {
    let mut files = vec![(format!("{}.csv", view.method), criticality(view))];
    files.push(("stages.csv".to_owned(), stages(view)));
    files
}

fn stages(view: &CriticalityView) -> String {
    let mut sheet = Sheet::new("material,stage,year,hhi,top_country,top_share,amount,unit,note");
    for stage in &view.stages {
        sheet.row(|row| {
            row.text(&stage.material).text(&stage.stage).text(&stage.year.to_string()).number(stage.hhi);
            row.text(&stage.top_country).number(stage.top_share).maybe(stage.amount).text(&stage.unit);
            row.text(&stage.note);
        });
    }
    sheet.finish()
}
