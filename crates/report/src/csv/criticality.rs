//! Criticality as CSV files.

use super::write::Sheet;
use crate::criticality_view::CriticalityView;

/// The main table of the method: what `--csv` prints.
#[must_use]
pub fn criticality(view: &CriticalityView) -> String {
    match view.method.as_str() {
        "ec" => ec(view),
        "crma" => crma(view),
        _ => cells(view),
    }
}

fn cells(view: &CriticalityView) -> String {
    let mut sheet = Sheet::new("country,material,year,score,hhi,import_risk,price,note");
    for cell in &view.cells {
        sheet.row(|row| {
            row.text(&cell.country).text(&cell.material).text(&cell.year.to_string());
            row.maybe(cell.score).maybe(cell.hhi).maybe(cell.import_risk).maybe(cell.price).text(&cell.note);
        });
    }
    sheet.finish()
}

fn ec(view: &CriticalityView) -> String {
    let mut sheet = Sheet::new(
        "material,stage,supply_risk,published_supply_risk,economic_importance,published_economic_importance,published_as,\
         global_concentration,union_concentration,import_reliance,eol_rir,note",
    );
    for each in &view.ec {
        sheet.row(|row| {
            row.text(&each.material).text(&each.stage).number(each.supply_risk).maybe(each.published_supply_risk);
            row.maybe(each.economic_importance).maybe(each.published_economic_importance);
            row.text(each.published_as.as_deref().unwrap_or("")).maybe(each.global_concentration);
            row.maybe(each.union_concentration).maybe(each.import_reliance).maybe(each.eol_rir).text(&each.note);
        });
    }
    sheet.finish()
}

fn crma(view: &CriticalityView) -> String {
    let mut sheet = Sheet::new(
        "material,list,stage,year,capacity_t,consumption_t,purchases_t,capacity_share,capacity_benchmark,capacity_verdict,\
         largest_country,largest_share,unknown_share,dependence_verdict,note",
    );
    for each in &view.crma {
        sheet.row(|row| {
            row.text(&each.material).text(&each.list).text(&each.stage).text(&each.year.to_string());
            row.number(each.capacity_t).number(each.consumption_t).number(each.purchases_t);
            row.maybe(each.capacity_share).maybe(each.capacity_benchmark);
            row.text(each.capacity_verdict.as_deref().unwrap_or(""));
            row.text(each.largest_country.as_deref().unwrap_or("")).maybe(each.largest_share);
            row.maybe(each.unknown_share).text(&each.dependence_verdict).text(&each.note);
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
