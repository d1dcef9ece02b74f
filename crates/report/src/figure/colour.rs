//! The palette: names of CSS variables, their light and dark values, countries.

use crate::run_view::StageView;

/// Name, light value and dark value of each colour that figures and page share.
pub(crate) const VARIABLES: [(&str, &str, &str); 17] = [
    ("paper", "#ffffff", "#15191d"),
    ("panel", "#f5f6f7", "#1d2328"),
    ("ink", "#1b2127", "#e6e9ec"),
    ("muted", "#59636d", "#9ca7b1"),
    ("grid", "#dde1e5", "#333b43"),
    ("link", "#005a9c", "#7cc0f0"),
    ("alarm", "#a83c00", "#ff9a5c"),
    ("calm", "#00694d", "#5fd0aa"),
    ("blue", "#0072b2", "#3b9fdb"),
    ("sky", "#56b4e9", "#7cc7f2"),
    ("green", "#009e73", "#2bb88f"),
    ("yellow", "#f0e442", "#d9ce3c"),
    ("orange", "#e69f00", "#e6a417"),
    ("vermillion", "#d55e00", "#e8722a"),
    ("purple", "#cc79a7", "#d48bb4"),
    ("grey", "#b4bbc2", "#8a939c"),
    ("shade", "#c6ccd2", "#050708"),
];

pub(super) const PAPER: &str = "var(--paper,#ffffff)";
pub(super) const PANEL: &str = "var(--panel,#f5f6f7)";
pub(super) const INK: &str = "var(--ink,#1b2127)";
pub(super) const LINK: &str = "var(--link,#005a9c)";
pub(super) const MUTED: &str = "var(--muted,#59636d)";
pub(super) const GRID: &str = "var(--grid,#dde1e5)";
pub(super) const ALARM: &str = "var(--alarm,#a83c00)";
pub(super) const CALM: &str = "var(--calm,#00694d)";
pub(super) const BLUE: &str = "var(--blue,#0072b2)";
pub(super) const SKY: &str = "var(--sky,#56b4e9)";
pub(super) const GREEN: &str = "var(--green,#009e73)";
pub(super) const YELLOW: &str = "var(--yellow,#f0e442)";
pub(super) const ORANGE: &str = "var(--orange,#e69f00)";
pub(super) const VERMILLION: &str = "var(--vermillion,#d55e00)";
pub(super) const PURPLE: &str = "var(--purple,#cc79a7)";
pub(super) const GREY: &str = "var(--grey,#b4bbc2)";

/// Text on any of the lighter hues above (all but blue), on light and dark paper alike.
pub(super) const ON_HUE: &str = "#101418";

/// Hues for countries that have none of their own, in the order in which they are given out.
const SPARE: [&str; 3] = [YELLOW, PURPLE, ORANGE];

/// Which country has which colour throughout a figure.
#[derive(Debug)]
pub(super) struct CountryColours {
    given: Vec<(String, &'static str)>,
}

impl CountryColours {
    /// Gives spare hues to the countries with the largest shares; small ones stay grey.
    pub(super) fn of(stages: &[StageView]) -> Self {
        let mut totals: Vec<(String, f64)> = Vec::new();
        for (code, share) in stages.iter().flat_map(|stage| &stage.shares) {
            if own(code).is_some() {
                continue;
            }
            match totals.iter_mut().find(|(known, _)| known == code) {
                Some((_, total)) => *total += share,
                None => totals.push((code.clone(), *share)),
            }
        }
        // A stable sort keeps equal countries in the order of the stages.
        totals.sort_by(|a, b| b.1.total_cmp(&a.1));
        let given = totals.into_iter().map(|(code, _)| code).zip(SPARE).collect();
        Self { given }
    }

    pub(super) fn get(&self, code: &str) -> &'static str {
        own(code).or_else(|| self.given.iter().find(|(known, _)| known == code).map(|(_, hue)| *hue)).unwrap_or(GREY)
    }
}

/// Countries so frequent in this field that they always look the same.
fn own(code: &str) -> Option<&'static str> {
    match code {
        "CHN" => Some(VERMILLION),
        "USA" => Some(SKY),
        "EUU" => Some(GREEN),
        "XRW" => Some(GREY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fallbacks_are_the_light_values() {
        let uses = [
            PAPER, PANEL, INK, LINK, MUTED, GRID, ALARM, CALM, BLUE, SKY, GREEN, YELLOW, ORANGE, VERMILLION, PURPLE,
            GREY,
        ];
        for each in uses {
            assert!(VARIABLES.iter().any(|(name, light, _)| each == format!("var(--{name},{light})")), "{each}");
        }
    }
}
