//! The shell of every page: head, masthead, contents, sections.

use crate::figure::colour::VARIABLES;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");

/// A section of a page; one without body is left out.
pub(super) struct Section {
    id: &'static str,
    title: &'static str,
    body: Option<Markup>,
}

impl Section {
    pub(super) fn new(id: &'static str, title: &'static str, body: Markup) -> Self {
        Self { id, title, body: Some(body) }
    }

    pub(super) fn maybe(id: &'static str, title: &'static str, body: Option<Markup>) -> Self {
        Self { id, title, body }
    }
}

/// A page in the making.
pub(super) struct Document<'a> {
    /// Small line above the heading.
    pub(super) above: &'a str,
    pub(super) heading: &'a str,
    /// Line of facts below the heading.
    pub(super) meta: &'a str,
    /// Program and version.
    pub(super) generator: &'a str,
    pub(super) footer: Markup,
    pub(super) sections: Vec<Section>,
}

/// Who made a page, and the digest of what it shows.
pub(super) fn made_by(program: &str, digest: Option<&str>) -> Markup {
    html! {
        p { "Made by " (program) "." @if let Some(digest) = digest { " Digest " code { (digest) } } }
    }
}

impl Document<'_> {
    /// The page as text.
    pub(super) fn page(&self) -> String {
        let shown: Vec<(&Section, &Markup)> =
            self.sections.iter().filter_map(|section| Some((section, section.body.as_ref()?))).collect();
        let first = shown.first().map_or("", |(section, _)| section.id);
        let page = html! {
            (DOCTYPE)
            html lang="en-GB" {
                (self.head())
                body {
                    a.skip href={ "#" (first) } { "Skip to the result" }
                    header {
                        p.study { (self.above) }
                        h1 { (self.heading) }
                        p.meta { (self.meta) }
                    }
                    @if shown.len() > 1 { (contents(&shown)) }
                    main {
                        @for (Section { id, title, .. }, body) in &shown {
                            section id=(id) aria-labelledby={ (id) "-title" } {
                                h2 id={ (id) "-title" } { (title) }
                                (body)
                            }
                        }
                    }
                    footer { (self.footer) }
                }
            }
        };
        page.into_string()
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                meta name="generator" content=(self.generator);
                link rel="icon" href="data:,";
                title { (self.heading) " · " (self.above) }
                // The palette is written from the one list that the figures use.
                style { (PreEscaped(palette())) (PreEscaped(STYLE)) }
            }
        }
    }
}

fn contents(sections: &[(&Section, &Markup)]) -> Markup {
    html! {
        nav aria-label="Contents" {
            ol {
                @for (section, _) in sections {
                    li { a href={ "#" (section.id) } { (section.title) } }
                }
            }
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
