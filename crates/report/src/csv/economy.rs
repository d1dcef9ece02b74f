//! Losses of economies as CSV files.

use super::write::Sheet;
use crate::economy_view::{EconomyView, LossView};

/// All files of a result: by region, sector, industry and day.
#[must_use]
pub fn economy_files(view: &EconomyView) -> Vec<(String, String)> {
    vec![
        ("regions.csv".to_owned(), losses("region", &view.by_region)),
        ("sectors.csv".to_owned(), losses("sector", &view.by_sector)),
        ("industries.csv".to_owned(), industries(view)),
        ("days.csv".to_owned(), days(view)),
    ]
}

fn losses(what: &str, losses: &[LossView]) -> String {
    let rest =
        "output_lost,output_lost_share,value_added_lost,value_added_lost_share,job_years_lost,peak_date,peak_share";
    let mut sheet = Sheet::new(&format!("{what},{rest}"));
    for each in losses {
        sheet.row(|row| {
            row.text(&each.name).number(each.output_lost).maybe(each.output_lost_share);
            row.number(each.value_added_lost).maybe(each.value_added_lost_share).maybe(each.job_years_lost);
            row.text(each.peak_date.as_deref().unwrap_or("")).maybe(each.peak_share);
        });
    }
    sheet.finish()
}

fn industries(view: &EconomyView) -> String {
    let mut sheet = Sheet::new("region,sector,output_lost,output_lost_share,value_added_lost,job_years_lost");
    for each in &view.industries {
        sheet.row(|row| {
            row.text(&each.region).text(&each.sector).number(each.output_lost).number(each.output_lost_share);
            row.number(each.value_added_lost).maybe(each.job_years_lost);
        });
    }
    sheet.finish()
}

fn days(view: &EconomyView) -> String {
    let mut sheet = Sheet::new("date,output_lost,value_added_lost");
    for each in &view.by_day {
        sheet.row(|row| {
            row.text(&each.date).number(each.output_lost).number(each.value_added_lost);
        });
    }
    sheet.finish()
}
