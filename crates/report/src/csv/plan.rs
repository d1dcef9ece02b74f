//! A plan as CSV files.

use super::write::{Row, Sheet};
use crate::plan_view::PlanView;
use crate::run_view::DayQuantiles;

/// All tables of a plan as pairs of file name and content.
#[must_use]
pub fn plan_files(view: &PlanView) -> Vec<(String, String)> {
    let mut files = vec![
        ("mix.csv", mix(view)),
        ("considered.csv", considered(view)),
        ("frontier.csv", frontier(view)),
        ("branches.csv", branches(view)),
        ("plan_lines.csv", lines(view)),
        ("sensitivity.csv", sensitivity(view)),
    ];
    if !view.stockpile.is_empty() {
        files.push(("stockpile.csv", stockpile(view)));
    }
    files.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

/// Currency and price year, after amounts of money.
fn money_of(row: &mut Row, view: &PlanView) {
    row.text(&view.currency).text(&view.price_year.to_string());
}

fn mix(view: &PlanView) -> String {
    let mut sheet = Sheet::new(
        "lever,title,subject,line,item,quantity,unit,of_use,cost,cost_low,cost_high,currency,price_year,starts,\
         helps_from,helps_from_day,basis,sources",
    );
    for each in &view.mix {
        sheet.row(|row| {
            row.text(&each.lever).text(&each.title).text(&each.subject).text(&each.line).text(&each.item);
            row.number(each.quantity).text(&each.unit).maybe(each.of_use);
            row.number(each.cost).number(each.cost_low).number(each.cost_high);
            money_of(row, view);
            row.text(&each.starts).text(&each.helps_from).text(&each.helps_from_day.to_string());
            row.text(&each.basis).text(&each.sources.join(" "));
        });
    }
    sheet.finish()
}

fn stockpile(view: &PlanView) -> String {
    let mut sheet = Sheet::new("lever,title,material,end_use,magnets_t,value_per_kg,currency,price_year");
    for part in &view.stockpile {
        for of in &part.uses {
            sheet.row(|row| {
                row.text(&part.lever).text(&part.title).text(&part.material).text(&of.end_use);
                row.number(of.magnets_t).number(of.value_per_kg);
                money_of(row, view);
            });
        }
    }
    sheet.finish()
}

fn considered(view: &PlanView) -> String {
    let mut sheet = Sheet::new(
        "lever,title,subject,taken,most,unit,cost_of_most,avoids_alone,currency,price_year,helps_from_day,why",
    );
    for each in &view.considered {
        sheet.row(|row| {
            row.text(&each.lever).text(&each.title).text(&each.subject).number(each.taken);
            row.number(each.most).text(&each.unit).number(each.cost_of_most).number(each.avoids_alone);
            money_of(row, view);
            row.maybe(each.helps_from_day.map(f64::from)).text(&each.why);
        });
    }
    sheet.finish()
}

fn frontier(view: &PlanView) -> String {
    let mut sheet = Sheet::new("cost,expected_loss,cvar_95,currency,price_year");
    for point in &view.frontier {
        sheet.row(|row| {
            row.number(point.cost).number(point.expected_loss).number(point.cvar_95);
            money_of(row, view);
        });
    }
    sheet.finish()
}

fn branches(view: &PlanView) -> String {
    let mut sheet = Sheet::new(
        "branch,title,weight,expected_loss_before,expected_loss_after,regret,regret_of_nothing,own_cost,currency,\
         price_year",
    );
    for each in &view.branches {
        sheet.row(|row| {
            row.text(&each.branch).text(&each.title).number(each.weight);
            row.number(each.expected_loss.before).number(each.expected_loss.after);
            row.number(each.regret).number(each.regret_of_nothing).number(each.own_cost);
            money_of(row, view);
        });
    }
    sheet.finish()
}

/// Two rows for each line: without the plan and with it.
fn lines(view: &PlanView) -> String {
    let mut sheet = Sheet::new(
        "line,title,plan,first_stop_day_p10,first_stop_day_p50,first_stop_day_p90,share_of_runs,loss_p10,loss_p50,\
         loss_p90,currency,price_year,coercivity_days",
    );
    for line in &view.lines {
        for (plan, stop, loss, bears) in [
            ("nothing bought", &line.first_stop_before, &line.loss_before, line.coercivity_before),
            ("with the plan", &line.first_stop_after, &line.loss_after, line.coercivity_after),
        ] {
            sheet.row(|row| {
                row.text(&line.line).text(&line.title).text(plan);
                days(row, stop);
                row.money(loss).maybe(bears.map(f64::from));
            });
        }
    }
    sheet.finish()
}

fn days(row: &mut Row, days: &DayQuantiles) {
    for day in [days.p10, days.p50, days.p90] {
        row.maybe(day.map(f64::from));
    }
    row.number(days.share_of_runs);
}

fn sensitivity(view: &PlanView) -> String {
    let mut sheet = Sheet::new("assumption,value,tried,unit,moved,cost,currency,price_year,text");
    for each in &view.sensitivity {
        sheet.row(|row| {
            row.text(&each.assumption).number(each.value).number(each.tried).text(&each.unit);
            row.number(each.moved).number(each.cost);
            money_of(row, view);
            row.text(&each.text);
        });
    }
    sheet.finish()
}
