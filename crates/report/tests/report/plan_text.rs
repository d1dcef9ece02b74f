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
