//! The chain behind the lines: its stages by country, and what happened along it.

use super::parts::{Table, cell, figure, nothing};
use crate::figure;
use crate::format::{JOIN, capitalised, date_words, number, percent};
use crate::run_view::{RunView, StoryStep};
use crate::words::country;
use maud::{Markup, html};

pub(super) fn stages(view: &RunView) -> Markup {
    if view.stages.is_empty() {
        return nothing("No stages are known for the binding inputs.");
    }
    let mut table =
        Table::new("Share of world output by stage", &["Stage", "What is made", "Countries", "#HHI", "#Evidenced"]);
    for stage in &view.stages {
        let shares: Vec<String> =
            stage.shares.iter().map(|(code, share)| format!("{}{JOIN}{}", country(code), percent(*share))).collect();
        table.row(vec![
            cell(capitalised(&stage.stage)),
            cell(&stage.material),
            cell(shares.join(", ")),
            cell(number(stage.hhi)),
            cell(percent(stage.evidenced)),
        ]);
    }
    html! {
        p.lead { "The stages behind the binding input. A first block that passes the dashed line means that one country makes more than 65 % of the world's output." }
        (figure("Share of world output by country. Hatched: the share of the tonnes that rests on estimates or assumptions. HHI: Herfindahl-Hirschman index, 0 to 10,000.", |layout| figure::stage_strip(view, layout)))
        (table.folding())
    }
}

pub(super) fn events(view: &RunView) -> Markup {
    html! {
        p.lead { "How it came to the stop in the median run of each line." }
        @for line in view.lines.iter().filter(|line| !line.story.is_empty()) {
            h3 { (line.title) }
            (story(&line.story))
        }
        @if view.events.is_empty() {
            (nothing("The scenario has no events."))
        } @else {
            h3 { "Events of the scenario" }
            (event_table(view).markup())
        }
    }
}

fn story(steps: &[StoryStep]) -> Markup {
    html! {
        ol.story {
            @for step in steps {
                li {
                    time datetime=(step.date) { (date_words(&step.date)) }
                    span { (step.text) }
                }
            }
        }
    }
}

fn event_table(view: &RunView) -> Table {
    let mut table = Table::new("Dated events and where they are from", &["Date", "#Day", "Event", "Source"]);
    for event in &view.events {
        table.row(vec![
            cell(date_words(&event.date)),
            cell(event.day.to_string()),
            cell(&event.label),
            cell(&event.source),
        ]);
    }
    table
}
