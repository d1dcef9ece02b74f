//! A squeeze as CSV files.

use super::write::Sheet;
use crate::squeeze_view::SqueezeView;

/// All tables of a squeeze as pairs of file name and content.
#[must_use]
pub fn squeeze_files(view: &SqueezeView) -> Vec<(String, String)> {
    [("moves.csv", moves(view)), ("sets.csv", sets(view)), ("closers.csv", closers(view)), ("learnt.csv", learnt(view))]
        .into_iter()
        .map(|(name, content)| (name.to_owned(), content))
        .collect()
}

fn moves(view: &SqueezeView) -> String {
    let mut sheet = Sheet::new(
        "move,material,title,stage,to,exports_usd,exports_t,damage,currency,price_year,damage_per_usd,first_line,\
         first_stop_day,chosen",
    );
    for (index, each) in view.moves.iter().enumerate() {
        let chosen = u32::try_from(index).is_ok_and(|index| view.chosen.moves.contains(&index));
        sheet.row(|row| {
            row.text(&index.to_string()).text(&each.material).text(&each.title).text(&each.stage).text(&each.to);
            row.number(each.exports_usd).number(each.exports_t).number(each.damage);
            row.text(&view.currency).text(&view.price_year.to_string()).number(each.damage_per_usd);
            row.text(each.first_line.as_deref().unwrap_or("")).maybe(each.first_stop_day.map(f64::from));
            row.text(if chosen { "yes" } else { "no" });
        });
    }
    sheet.finish()
}

/// The best set of each size; `moves` are numbers of rows of moves.csv, from 0 on.
fn sets(view: &SqueezeView) -> String {
    let mut sheet =
        Sheet::new("size,moves,text,exports_usd,damage,damage_answered,answer_cost,worth,currency,price_year,answer");
    for each in &view.by_size {
        let moves: Vec<String> = each.moves.iter().map(u32::to_string).collect();
        sheet.row(|row| {
            row.text(&each.moves.len().to_string()).text(&moves.join(" ")).text(&each.text);
            row.number(each.exports_usd).number(each.damage).number(each.damage_answered);
            row.number(each.answer_cost).number(each.worth);
            row.text(&view.currency).text(&view.price_year.to_string()).text(&each.answer.join("; "));
        });
    }
    sheet.finish()
}

fn closers(view: &SqueezeView) -> String {
    let mut sheet = Sheet::new("lever,subject,cost,damage,closes,currency,price_year");
    for each in &view.closers {
        sheet.row(|row| {
            row.text(&each.lever).text(&each.subject).number(each.cost).number(each.damage).number(each.closes);
            row.text(&view.currency).text(&view.price_year.to_string());
        });
    }
    sheet.finish()
}

fn learnt(view: &SqueezeView) -> String {
    let mut sheet = Sheet::new(
        "line,material,from,t_per_year,stops_after_days_p10,stops_after_days_p50,stops_after_days_p90,damage_per_t,\
         currency,price_year,text",
    );
    for each in &view.learnt {
        sheet.row(|row| {
            row.text(&each.line).text(&each.material).text(&each.from).number(each.t_per_year);
            match &each.stops_after_days {
                Some(days) => row.quantiles(days),
                None => row.maybe(None).maybe(None).maybe(None),
            };
            row.number(each.damage_per_t).text(&view.currency).text(&view.price_year.to_string()).text(&each.text);
        });
    }
    sheet.finish()
}
