//! The answer of `controls` on the terminal, from a made-up question.

use coercivity_report::controls_view::ControlsView;
use coercivity_report::terminal::controls;

/// A control that applies, one that is suspended and one that does not apply.
fn view() -> ControlsView {
    serde_json::from_str(include_str!("controls.json")).unwrap()
}

#[test]
fn answer_at_80_columns() {
    insta::assert_snapshot!(controls(&view(), 80, false));
}

#[test]
fn listing_at_80_columns() {
    let listing =
        ControlsView { shipment: None, headline: "On 2026-06-01, one of three is in force.".to_owned(), ..view() };
    insta::assert_snapshot!(controls(&listing, 80, false));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let listing = ControlsView { shipment: None, ..view() };
    for (width, view) in
        [60, 80, 100, 120, 200].into_iter().flat_map(|width| [(width, view()), (width, listing.clone())])
    {
        let text = controls(&view, width, false);
        for line in text.lines() {
            assert!(line.chars().count() <= usize::from(width), "{width}: {line}");
            assert_eq!(line, line.trim_end());
        }
    }
}

#[test]
fn colour_adds_styles_and_nothing_breaks_on_an_empty_answer() {
    assert!(!controls(&view(), 80, false).contains('\u{1b}'));
    assert!(controls(&view(), 80, true).contains("\u{1b}[1m"));
    let empty = ControlsView { controls: Vec::new(), headline: String::new(), notes: Vec::new(), ..view() };
    assert!(controls(&empty, 80, false).contains("3 controls looked at"));
}
