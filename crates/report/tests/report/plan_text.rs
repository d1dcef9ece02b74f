//! A plan and a squeeze on the terminal, as a reader sees them.

use crate::fixture;
use coercivity_report::plan_view::PlanView;
use coercivity_report::terminal::{plan, squeeze};

/// A plan that cannot be: a service level that no budget of this size can buy.
fn infeasible() -> PlanView {
    let mut view = fixture::plan();
    view.status = "infeasible".to_owned();
    view.verdict.clear();
    view.conflict = ["at most 2.5 m EUR spent", "front-motor makes 99 % of its plan"].map(str::to_owned).to_vec();
    view.mix.clear();
    view.frontier.clear();
    view.lines.clear();
    view.branches.clear();
    view.prices.clear();
    view.sensitivity.clear();
    view.binding.clear();
    view
}

#[test]
fn plan_at_80_columns() {
    insta::assert_snapshot!(plan(&fixture::plan(), 80, false));
}

#[test]
fn plan_at_120_columns() {
    insta::assert_snapshot!(plan(&fixture::plan(), 120, false));
}

#[test]
fn infeasible_at_80_columns() {
    insta::assert_snapshot!(plan(&infeasible(), 80, false));
}

#[test]
fn squeeze_at_80_columns() {
    insta::assert_snapshot!(squeeze(&fixture::squeeze(), 80, false));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100, 120, 200] {
        for text in [plan(&fixture::plan(), width, false), squeeze(&fixture::squeeze(), width, false)] {
            for line in text.lines() {
                // A digest has 64 characters and is never broken.
                let most = usize::from(width).max(80);
                assert!(line.chars().count() <= most, "{width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
}

#[test]
fn the_verdict_comes_first_and_colour_is_asked_for() {
    let text = plan(&fixture::plan(), 80, false);
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("Spend 2.5 m EUR") < place("It costs €2.5 m") && place("It costs") < place("What to buy"));
    assert!(!text.contains('\u{1b}'));
    assert!(plan(&fixture::plan(), 80, true).contains("\u{1b}[1mSpend 2.5 m EUR"));
    assert!(plan(&infeasible(), 80, true).contains("\u{1b}[1;31mThese demands cannot be met together"));
}
