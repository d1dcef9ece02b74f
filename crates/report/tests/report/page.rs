//! The HTML file.

use crate::fixture;
use coercivity_report::html::{backtest_page, curve_page, page};

/// Elements that have no end tag in HTML.
const VOID: [&str; 2] = ["<meta", "<link"];

/// Element names in order; checks that all are closed.
fn unbalanced(html: &str) -> Vec<String> {
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let head: String =
        head.split_inclusive('>').filter(|tag| !VOID.iter().any(|void| tag.trim_start().starts_with(void))).collect();
    crate::figures::unbalanced(&format!("{head}{body}"))
}

#[test]
fn markup_is_balanced() {
    assert_eq!(unbalanced(&page(&fixture::view())), Vec::<String>::new());
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let view = fixture::view();
    let html = page(&view);
    for text in ["<script", "@import", "url(http", "src=", "NaN", "Infinity"] {
        assert!(!html.contains(text), "{text}");
    }
    let mut without = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    for source in view.sources.iter().filter(|source| !source.url.is_empty()) {
        let link = format!("href=\"{}\"", source.url);
        assert!(without.contains(&link), "{link}");
        without = without.replace(&link, "");
    }
    assert!(!without.contains("http:") && !without.contains("https:"));
}

#[test]
fn sections_come_in_the_order_of_a_board_paper() {
    let html = page(&fixture::view());
    let order = [
        "verdict",
        "cover",
        "stages",
        "output",
        "loss",
        "events",
        "licences",
        "prices",
        "branches",
        "drivers",
        "trust",
        "coercivity",
        "plan",
        "assumed",
        "data",
    ];
    let places: Vec<usize> = order.iter().map(|id| html.find(&format!("<section id=\"{id}\"")).unwrap()).collect();
    assert!(places.is_sorted());
    assert!(html.contains("<html lang=\"en-GB\">"));
    assert_eq!(html.matches("<h1>").count(), 1);
}

#[test]
fn every_figure_is_followed_by_a_table() {
    for html in [page(&fixture::view()), backtest_page(&fixture::backtest()), curve_page(&fixture::curve())] {
        let parts: Vec<&str> = html.split("<section ").collect();
        for section in parts.iter().filter(|section| section.contains("<figure>")) {
            let last_figure = section.rfind("<figure>").unwrap();
            assert!(section[last_figure..].contains("<table"), "{}", &section[..60]);
        }
    }
}

#[test]
fn sections_without_data_are_left_out() {
    let mut view = fixture::view();
    view.prices.clear();
    view.branches.clear();
    view.backtests.clear();
    view.curve = None;
    let html = page(&view);
    for id in ["prices", "branches", "trust", "coercivity"] {
        assert!(!html.contains(&format!("id=\"{id}\"")) && !html.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    assert_eq!(unbalanced(&html), Vec::<String>::new());
}

#[test]
fn costs_branches_and_skill_are_said_in_words() {
    let html = page(&fixture::view()).replace('\u{a0}', " ");
    for text in [
        "What goes into it costs 1.08 times base prices, weighted by volume (1.02 to 1.3); $400,000 more ($100,000 to $1.6 m).",
        "policy, not chance",
        "Identified by no case",
        "The control is lifted in June",
        "No skill: the band is wider than half the base.",
        "trust only what was not fitted",
        "Coercivity 52 days (36 to 83). Remanence 30 % of normal (10 % to 70 %).",
        "A freeze of up to 365 days makes it fall in 30 % of runs only",
    ] {
        assert!(html.contains(text), "{text}");
    }
    assert!(!html.contains("costs 1 times"), "a cost at base prices is not worth a sentence");
}

#[test]
fn verbs_have_pages_of_their_own() {
    let backtest = backtest_page(&fixture::backtest());
    let curve = curve_page(&fixture::curve());
    for (html, id) in [(&backtest, "trust"), (&curve, "coercivity")] {
        assert_eq!(unbalanced(html), Vec::<String>::new());
        assert!(html.contains(&format!("<section id=\"{id}\"")));
        assert_eq!(html.matches("<h1>").count(), 1);
        assert!(!html.contains("<script") && !html.contains("<nav") && !html.contains("NaN"));
    }
    assert!(backtest.contains("67\u{a0}% lie inside"));
}

#[test]
fn ids_are_unique() {
    let html = page(&fixture::view());
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn text_of_the_study_cannot_become_markup() {
    let mut view = fixture::view();
    let attack = "<script>alert(\"x\")</script>";
    view.study_title = attack.to_owned();
    view.verdict = attack.to_owned();
    view.lines[0].title = attack.to_owned();
    view.lines[0].line = "\"><script>".to_owned();
    view.events[0].label = attack.to_owned();
    view.sources[0].url = "javascript:alert(1)".to_owned();
    let html = page(&view);
    assert!(!html.contains("<script"));
    assert!(!html.contains("javascript:"));
    assert_eq!(unbalanced(&html), Vec::<String>::new());
}
