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
    // Shared, per line, per control, exports, waiting, prices, back-tests, curves, plan.
    assert_eq!(files.len(), 3 + 3 * 3 + 2 + 1 + 1 + 2 + 2 + 2 * 2 + 4);
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
    for name in [
        "price-dy-oxide.svg",
        "waiting-cn-2025-18.svg",
        "backtest-april-2025-world.svg",
        "coercivity-map-motor-graz.svg",
        "hysteresis-motor-graz.svg",
    ] {
        assert!(names.iter().any(|each| each == name), "{name} is not in {names:?}");
    }
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

#[test]
fn a_wide_range_of_prices_makes_the_axis_logarithmic() {
    let mut view = fixture::view();
    assert!(!figure::price_fan(&view, "smco", Layout::Wide).contains("(log)"));
    for value in &mut view.prices[2].marginal.p90 {
        *value *= 40.0;
    }
    assert!(figure::price_fan(&view, "smco", Layout::Wide).contains("(log)"));
}

#[test]
fn six_materials_are_drawn_and_those_that_move_most_come_first() {
    let mut view = fixture::view();
    for index in 0..7 {
        let mut price = view.prices[2].clone();
        price.material = format!("metal-{index}");
        price.marginal.p50.fill(price.base_usd_per_kg * (2.0 + f64::from(index)));
        view.prices.push(price);
    }
    let names: Vec<String> = figure::files(&view).into_iter().map(|(name, _)| name).collect();
    let prices: Vec<&String> = names.iter().filter(|name| name.starts_with("price-")).collect();
    assert_eq!(prices.len(), 6);
    assert_eq!(prices[0], "price-metal-6.svg");
    assert!(!names.contains(&"price-smco.svg".to_owned()));
}

#[test]
fn the_median_wait_and_the_fitted_months_are_marked() {
    let view = fixture::view();
    assert!(figure::waiting_bars(&view.controls[0], Layout::Narrow).contains("median 73\u{a0}days"));
    let fitted = figure::backtest_bands(&view.backtests[0], Layout::Wide);
    assert!(fitted.contains(">fitted</text>"));
    assert_eq!(fitted.matches("fill-opacity=\"0.28\"").count(), 3 + 1, "three months and the key");
    assert!(!figure::backtest_bands(&view.backtests[1], Layout::Wide).contains(">fitted</text>"));
}

#[test]
fn verbs_write_figures_of_their_own() {
    let (backtest, curve) = (fixture::backtest(), fixture::curve());
    assert_eq!(figure::backtest_files(&backtest).len(), backtest.cases.len());
    assert_eq!(figure::curve_files(&curve).len(), 2 * curve.lines.len());
    let map = figure::coercivity_map(&curve, &curve.lines[0], Layout::Wide);
    // Rim and line of three contours.
    assert_eq!(map.matches("stroke-dasharray=\"7 4\"").count(), 1 + 1, "P90 and its key");
    let hysteresis = figure::hysteresis_loop(&curve.lines[0], Layout::Wide);
    assert!(hysteresis.contains("way up") && hysteresis.contains("way down"));
}
