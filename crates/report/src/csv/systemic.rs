//! Systemic risk of firms as CSV files.

use super::write::Sheet;
use crate::systemic_view::{SystemicFirmView, SystemicView};

/// `top.csv`, `open.csv` where something is open, and `firms.csv` where every firm was followed.
#[must_use]
pub fn systemic_files(view: &SystemicView, all: &[SystemicFirmView]) -> Vec<(String, String)> {
    let mut files = vec![("top.csv".to_owned(), firms(&view.top))];
    if !view.open.is_empty() {
        let mut sheet = Sheet::new("site,sector,bounded_by");
        for each in &view.open {
            sheet.row(|row| {
                row.text(&each.site).text(&each.sector).number(each.bounded_by);
            });
        }
        files.push(("open.csv".to_owned(), sheet.finish()));
    }
    if !all.is_empty() {
        files.push(("firms.csv".to_owned(), firms(all)));
    }
    files
}

fn firms(rows: &[SystemicFirmView]) -> String {
    let mut sheet = Sheet::new("rank,site,sector,index,downstream,upstream,output_share,sweeps");
    for each in rows {
        sheet.row(|row| {
            row.text(&each.rank.to_string()).text(&each.site).text(&each.sector);
            row.number(each.index).number(each.downstream).number(each.upstream).number(each.output_share);
            row.text(&each.sweeps.to_string());
        });
    }
    sheet.finish()
}
