//! What `coercivity network` prints: the answer in one sentence, output by week, who lost most.

use super::page::{Page, Tone, sparkline};
use crate::format::{number, percent};
use crate::network_view::{NetworkShockView, NetworkView};

/// Room for names in a table.
const NAME: usize = 28;

/// The answer as text for a terminal of `width` columns.
#[must_use]
pub fn network(view: &NetworkView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.paragraph(&view.headline, 2, Tone::Bold);
    page.blank();
    let sectors = view.sectors.map_or_else(String::new, |sectors| format!(", {sectors} sectors"));
    page.fact("Network", &format!("{} sites, {} links{sectors}", view.sites, view.links), Tone::Plain);
    for shock in &view.shocks {
        page.fact("Shock", &shock_words(shock), Tone::Plain);
    }
    let trough = format!("{} of normal on day {}", percent(view.trough), view.trough_day);
    page.fact("Least output", &trough, Tone::Plain);
    let recovered = view.recovered_day.map_or_else(
        || format!("not within {} days", view.days),
        |day| if day == 0 { "never below 99.5 % of normal".to_owned() } else { format!("from day {day}") },
    );
    page.fact("Recovered", &recovered, Tone::Plain);
    let lost = format!(
        "{} in the unit of the file, {} days of normal output; {} of it at sites that were not hit",
        number(view.lost_output),
        number(view.lost_days),
        number(view.lost_elsewhere),
    );
    page.fact("Lost", &lost, Tone::Plain);
    let room = page.width().saturating_sub(20);
    page.fact("By week", &sparkline(&view.daily, 1.0, room), Tone::Plain);
    page.heading("Sites that lost most");
    page.raw(&format!("{:<NAME$} {:<18} {:>10} {:>14}", "site", "sector", "days", "output"));
    for loss in &view.top {
        let mark = if loss.hit { " (hit)" } else { "" };
        let site = short(&loss.site, NAME - mark.len()) + mark;
        let sector = short(loss.sector.as_deref().unwrap_or("-"), 18);
        page.raw(&format!(
            "{site:<NAME$} {sector:<18} {:>10} {:>14}",
            number(loss.lost_days),
            number(loss.lost_output)
        ));
    }
    if !view.by_sector.is_empty() {
        page.heading("Sectors");
        page.raw(&format!("{:<NAME$} {:>8} {:>10} {:>14}", "sector", "sites", "days", "output"));
        for loss in view.by_sector.iter().take(view.top.len().max(1)) {
            let cells = (number(loss.lost_days), number(loss.lost_output));
            page.raw(&format!(
                "{:<NAME$} {:>8} {:>10} {:>14}",
                short(&loss.sector, NAME),
                loss.sites,
                cells.0,
                cells.1
            ));
        }
    }
    page.heading("Assumed");
    view.notes.iter().for_each(|note| page.bullet(note));
    page.finish()
}

fn shock_words(shock: &NetworkShockView) -> String {
    let until = shock.to.map_or_else(|| "to the end".to_owned(), |to| format!("to day {}", to.saturating_sub(1)));
    let who =
        if shock.kind == "sector" { format!("{} ({} sites)", shock.name, shock.sites) } else { shock.name.clone() };
    format!("{who} loses {} of capacity from day {} {until}", percent(shock.share), shock.from)
}

/// A name that fits a column.
fn short(name: &str, room: usize) -> String {
    if name.chars().count() <= room {
        return name.to_owned();
    }
    name.chars().take(room.saturating_sub(1)).chain(['…']).collect()
}
