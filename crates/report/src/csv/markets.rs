//! Prices, waiting times and branches.

use super::tables::days;
use super::write::Sheet;
use crate::format::Calendar;
use crate::run_view::RunView;
use crate::words;

/// One row per day and price.
pub(super) fn prices(view: &RunView) -> String {
    let calendar = Calendar::of(view);
    let mut sheet = Sheet::new(
        "date,material,area,inside,unit,base,marginal_p10,marginal_p50,marginal_p90,contract_p10,contract_p50,contract_p90",
    );
    for price in &view.prices {
        let (marginal, contract) = (&price.marginal, &price.contract);
        let all = [&marginal.p10, &marginal.p50, &marginal.p90, &contract.p10, &contract.p50, &contract.p90];
        let length = all.iter().map(|values| values.len()).max().unwrap_or(0);
        for day in 0..length {
            let date = i64::try_from(day).map_or_else(|_| String::new(), |day| calendar.iso(day));
            sheet.row(|row| {
                row.text(&date).text(&price.material).text(&price.area).text(&price.inside.to_string());
                row.text(&marginal.unit).number(price.base_usd_per_kg);
                for values in all {
                    row.maybe(values.get(day).copied());
                }
            });
        }
    }
    sheet.finish()
}

/// One row per control and week from filing to decision.
pub(super) fn waiting(view: &RunView) -> String {
    let mut sheet = Sheet::new("control,week,share_of_decided_cases");
    for control in &view.controls {
        for (week, share) in control.weeks_to_decision.iter().enumerate() {
            sheet.row(|row| {
                row.text(&control.id).text(&week.to_string()).number(*share);
            });
        }
    }
    sheet.finish()
}

/// One row per branch and line; the branch of the run itself comes first.
pub(super) fn branches(view: &RunView) -> String {
    let calendar = Calendar::of(view);
    let mut sheet = Sheet::new(
        "branch,branch_title,note,runs,line,title,\
         first_stop_day_p10,first_stop_day_p50,first_stop_day_p90,\
         first_stop_date_p10,first_stop_date_p50,first_stop_date_p90,first_stop_share_of_runs,\
         days_stopped_p10,days_stopped_p50,days_stopped_p90,units_lost_p10,units_lost_p50,units_lost_p90",
    );
    let own_title = words::own_branch(view);
    let own = words::own_lines(view).map(|line| ((view.branch.as_str(), own_title.as_str(), "", view.runs), line));
    let others = view.branches.iter().flat_map(|branch| {
        let head = (branch.branch.as_str(), branch.title.as_str(), branch.note.as_str(), branch.runs);
        branch.lines.iter().map(move |line| (head, line.clone()))
    });
    for ((branch, title, note, runs), line) in own.chain(others) {
        sheet.row(|row| {
            row.text(branch).text(title).text(note).text(&runs.to_string()).text(&line.line).text(&line.title);
            days(row, calendar, &line.first_stop);
            row.quantiles(&line.days_stopped).quantiles(&line.units_lost);
        });
    }
    sheet.finish()
}
