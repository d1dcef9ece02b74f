//! The whole result as one offline HTML file, printable as a board paper.
//!
//! No script, no request: styles and figures are in the file, and a content
//! security policy makes the browser refuse anything else. Every figure is
//! followed by the table of what it draws. Sections without data are left out.
//!
//! [`page`] is the report of a run; [`backtest_page`], [`curve_page`],
//! [`plan_page`] and [`squeeze_page`] show other verbs on pages of their own.

mod assess;
mod branches;
mod chain;
mod coercivity;
mod data;
mod document;
mod lines;
mod parts;
mod plan;
mod prices;
mod queue;
mod squeeze;
mod trust;
mod verdict;

use crate::assess_view::AssessView;
use crate::backtest_view::BacktestView;
use crate::curve_view::CurveView;
use crate::format::{Calendar, counted, date_words};
use crate::plan_view::PlanView;
use crate::plan_words;
use crate::run_view::RunView;
use crate::squeeze_view::SqueezeView;
use crate::words::country;
use document::{Document, Section};

/// The report of a run as one HTML file.
#[must_use]
pub fn page(view: &RunView) -> String {
    let section = Section::new;
    let curve = view.curve.as_ref();
    let sections = vec![
        section("verdict", "Verdict", verdict::body(view)),
        section("cover", "Days of cover", lines::cover(view)),
        section("stages", "Who makes it", chain::stages(view)),
        section("output", "Output over time", lines::output(view)),
        section("loss", "Loss", lines::loss(view)),
        section("events", "Chain of events", chain::events(view)),
        section("licences", "Licence queue", queue::body(view)),
        Section::maybe("prices", "Prices", prices::body(view)),
        Section::maybe("branches", "How it may go on", branches::body(view)),
        section("drivers", "What drives the loss", lines::drivers(view)),
        Section::maybe("trust", "How far to trust it", trust::body(&view.backtests, None)),
        Section::maybe("coercivity", "Coercivity", curve.and_then(coercivity::body)),
        Section::maybe("plan", "Plan", view.plan.as_ref().map(plan::section)),
        section("assumed", "What is assumed", data::list(&view.assumptions)),
        section("data", "Data and sources", data::body(view)),
    ];
    let meta = format!(
        "{} · {} · {} · seed {}",
        Calendar::of(view).span(0, view.days.saturating_sub(1)),
        counted(f64::from(view.days), "day"),
        counted(f64::from(view.runs), "run"),
        view.seed
    );
    let footer = document::made_by(&format!("{} {}", view.program.name, view.program.version), Some(&view.digest));
    Document {
        above: &view.study_title,
        heading: &view.scenario_title,
        meta: &meta,
        generator: &format!("{} {}", view.program.name, view.program.version),
        footer,
        sections,
    }
    .page()
}

/// A company's risk assessment as one HTML file.
#[must_use]
pub fn assess_page(view: &AssessView) -> String {
    let section = Section::new;
    let sections = vec![
        section("summary", "In short", assess::summary(view)),
        section("scope", "1. Scope and rules", assess::scope(view)),
        section("materials", "2. Materials and where they are made", assess::materials(view)),
        section("evidence", "3. What this rests on", assess::evidence(view)),
        section("concentration", "4. Concentration", assess::concentration(view)),
        section("factors", "5. Factors that may affect supply", assess::factors(view)),
        section("vulnerability", "6. Vulnerability to disruption", assess::vulnerability(view)),
        section("cover", "7. Stocks", assess::cover(view)),
        section("rules", "8. Rules", assess::rules(view)),
        section("mitigation", "9. Mitigation", assess::mitigation(view)),
        section("sources", "10. Sources, assumptions, sign-off", assess::sources(view)),
    ];
    let program = format!("{} {}", view.program.name, view.program.version);
    let meta = format!(
        "As of {} · scenario {} · {} · flows of {}",
        date_words(&view.as_of),
        view.run.scenario_title,
        counted(f64::from(view.run.runs), "run"),
        view.run.base_year
    );
    Document {
        above: &view.study_title,
        heading: "Assessment of supply risks of critical raw materials",
        meta: &meta,
        generator: &program,
        footer: document::made_by(&program, Some(&view.digest)),
        sections,
    }
    .page()
}

/// The back-tests as one HTML file.
#[must_use]
pub fn backtest_page(view: &BacktestView) -> String {
    let generator = format!("coercivity {}", env!("CARGO_PKG_VERSION"));
    let body =
        trust::body(&view.cases, view.pooled_coverage_80).unwrap_or_else(|| parts::nothing("No back-test was run."));
    let meta = format!(
        "{} · {} · seed {}",
        counted(view.cases.len() as f64, "case"),
        counted(f64::from(view.runs), "run"),
        view.seed
    );
    Document {
        above: "What the runs say beside what was observed",
        heading: "How far to trust a run",
        meta: &meta,
        generator: &generator,
        footer: document::made_by(&generator, None),
        sections: vec![Section::new("trust", "Back-tests", body)],
    }
    .page()
}

/// Coercivity, remanence and hysteresis of a study's lines as one HTML file.
#[must_use]
pub fn curve_page(view: &CurveView) -> String {
    let generator = format!("{} {}", view.program.name, view.program.version);
    let body = coercivity::body(view).unwrap_or_else(|| parts::nothing("The study has no production lines."));
    let meta = format!(
        "{} · from {} · squeezes of up to {} · {} · seed {}",
        view.control_title,
        date_words(&view.start_date),
        counted(f64::from(view.longest_days), "day"),
        counted(f64::from(view.runs), "run"),
        view.seed
    );
    Document {
        above: &view.study_title,
        heading: "How long a squeeze the lines bear",
        meta: &meta,
        generator: &generator,
        footer: document::made_by(&generator, Some(&view.digest)),
        sections: vec![Section::new("coercivity", "Coercivity", body)],
    }
    .page()
}

/// A plan as one HTML file.
#[must_use]
pub fn plan_page(view: &PlanView) -> String {
    let generator = format!("{} {}", view.program.name, view.program.version);
    let above = plan_words::title(view);
    Document {
        above: &above,
        heading: "The cheapest way to keep running",
        meta: &plan_words::span(view),
        generator: &generator,
        footer: document::made_by(&generator, None),
        sections: plan::sections(view),
    }
    .page()
}

/// A squeeze as one HTML file.
#[must_use]
pub fn squeeze_page(view: &SqueezeView) -> String {
    let generator = format!("{} {}", view.program.name, view.program.version);
    let heading = format!("What {} could do", country(&view.issuer));
    Document {
        above: &view.study_title,
        heading: &heading,
        meta: &plan_words::squeeze_asked(view),
        generator: &generator,
        footer: document::made_by(&generator, None),
        sections: squeeze::sections(view),
    }
    .page()
}
