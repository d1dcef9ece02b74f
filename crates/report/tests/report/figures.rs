//! The figures as SVG files.

use crate::fixture;
use coercivity_report::figure::{self, Layout};

/// Names of the elements that are opened and not closed again.
pub(crate) fn unbalanced(markup: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for part in markup.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or((part, ""));
        let name = |text: &str| text.split([' ', '/', '\n']).next().unwrap_or_default().to_owned();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(closed) {
                open.push(format!("unexpected /{closed}"));
                return open;
            }
        } else if !tag.starts_with('!') && !tag.ends_with('/') {
            open.push(name(tag));
        }
    }
    open
}

#[test]
fn files_are_balanced_named_and_need_no_css() {
    let files = figure::files(&fixture::view());
    assert_eq!(files.len(), 3 + 3 * 3 + 2 + 1);
    for (name, svg) in &files {
        assert!(unbalanced(svg).is_empty(), "{name}: {:?}", unbalanced(svg));
        assert!(svg.starts_with("<svg xmlns="), "{name}");
        assert!(svg.contains("fill=\"#ffffff\"/><text y=\"-22\""), "{name}");
        assert!(svg.contains("role=\"img\"") && svg.contains("<title id=") && svg.contains("<desc id="), "{name}");
        assert!(!svg.contains("var(--") && !svg.contains("NaN") && !svg.contains("inf"), "{name}");
    }
}

#[test]
fn names_of_files_are_unique() {
    let mut names: Vec<String> = figure::files(&fixture::view()).into_iter().map(|(name, _)| name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn layouts_differ_in_width_and_ids() {
    let view = fixture::view();
    let wide = figure::cover_bars(&view, Layout::Wide);
    let narrow = figure::cover_bars(&view, Layout::Narrow);
    assert!(wide.contains("viewBox=\"0 0 760 ") && wide.contains("id=\"cover-wide-t\""));
    assert!(narrow.contains("viewBox=\"0 0 350 ") && narrow.contains("id=\"cover-narrow-t\""));
}

#[test]
fn text_is_never_smaller_than_eleven() {
    for (name, svg) in figure::files(&fixture::view()) {
        for part in svg.split("font-size=\"").skip(1) {
            let size: f64 = part.split('"').next().unwrap().parse().unwrap();
            assert!(size >= 11.0, "{name}: {size}");
        }
    }
}

#[test]
fn the_gap_between_cover_and_licence_is_said() {
    let svg = figure::cover_bars(&fixture::view(), Layout::Wide);
    // 92 days to a licence, 38 days of cover with transit.
    assert!(svg.contains("54\u{a0}days short"), "{svg}");
}
