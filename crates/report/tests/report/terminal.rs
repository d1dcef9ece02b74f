//! The terminal text, as a reader sees it.

use crate::fixture;
use coercivity_report::terminal::verdict;

#[test]
fn text_at_80_columns() {
    insta::assert_snapshot!(verdict(&fixture::view(), 80, false));
}

#[test]
fn text_at_120_columns() {
    insta::assert_snapshot!(verdict(&fixture::view(), 120, false));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100, 120, 200] {
        let text = verdict(&fixture::view(), width, false);
        for line in text.lines() {
            // A digest has 64 characters and is never broken.
            let most = usize::from(width).max(80);
            assert!(line.chars().count() <= most, "{width}: {line}");
            assert_eq!(line, line.trim_end());
        }
    }
}

#[test]
fn colour_adds_styles_and_changes_no_text() {
    let plain = verdict(&fixture::view(), 80, false);
    let coloured = verdict(&fixture::view(), 80, true);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}[1m"));
    let words = |text: &str| -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '\u{1b}' => inside = true,
                'm' if inside => inside = false,
                c if !inside && !c.is_whitespace() => out.push(c),
                _ => {}
            }
        }
        out
    };
    assert_eq!(words(&plain), words(&coloured));
}
