//! The whole result as one offline HTML file, printable as a board paper.
//!
//! No script, no request: styles and figures are in the file, and a content
//! security policy makes the browser refuse anything else. Every figure is
//! followed by the table of what it draws.

mod chain;
mod data;
mod lines;
mod parts;
mod queue;
mod verdict;

use crate::figure::colour::VARIABLES;
use crate::format::{Calendar, counted};
use crate::run_view::RunView;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/style.css");

/// Id and title of each section, in the order of the page.
const SECTIONS: [(&str, &str); 10] = [
    ("verdict", "Verdict"),
    ("cover", "Days of cover"),
    ("stages", "Who makes it"),
    ("output", "Output over time"),
    ("loss", "Loss"),
    ("events", "Chain of events"),
    ("licences", "Licence queue"),
    ("drivers", "What drives the loss"),
    ("assumed", "What is assumed"),
    ("data", "Data and sources"),
];

/// The report as one HTML file.
#[must_use]
pub fn page(view: &RunView) -> String {
    let bodies = [
        verdict::body(view),
        lines::cover(view),
        chain::stages(view),
        lines::output(view),
        lines::loss(view),
        chain::events(view),
        queue::body(view),
        lines::drivers(view),
        data::assumed(view),
        data::body(view),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head(view))
            body {
                a.skip href="#verdict" { "Skip to the verdict" }
                (masthead(view))
                (contents())
                main {
                    @for ((id, title), body) in SECTIONS.iter().zip(&bodies) {
                        section id=(id) aria-labelledby={ (id) "-title" } {
                            h2 id={ (id) "-title" } { (title) }
                            (body)
                        }
                    }
                }
                footer { p { "Made by " (view.program.name) " " (view.program.version) ". Digest " code { (view.digest) } } }
            }
        }
    };
    page.into_string()
}

fn head(view: &RunView) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta http-equiv="Content-Security-Policy"
                content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
            meta name="generator" content={ (view.program.name) " " (view.program.version) };
            link rel="icon" href="data:,";
            title { (view.scenario_title) " · " (view.study_title) }
            // The palette is written from the one list that the figures use.
            style { (PreEscaped(palette())) (PreEscaped(STYLE)) }
        }
    }
}

/// The colours of both themes as CSS variables; paper is always light.
fn palette() -> String {
    let list = |dark: bool| -> String {
        VARIABLES.iter().map(|(name, light, night)| format!("--{name}:{};", if dark { night } else { light })).collect()
    };
    format!(":root{{{}}}@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}", list(false), list(true))
}

fn masthead(view: &RunView) -> Markup {
    let calendar = Calendar::of(view);
    html! {
        header {
            p.study { (view.study_title) }
            h1 { (view.scenario_title) }
            p.meta {
                (calendar.span(0, view.days.saturating_sub(1)))
                " · " (counted(f64::from(view.days), "day"))
                " · " (counted(f64::from(view.runs), "run"))
                " · seed " (view.seed)
            }
        }
    }
}

fn contents() -> Markup {
    html! {
        nav aria-label="Contents" {
            ol {
                @for (id, title) in &SECTIONS {
                    li { a href={ "#" (id) } { (title) } }
                }
            }
        }
    }
}
