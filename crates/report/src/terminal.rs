//! What `coercivity run` prints: the verdict first, then each line, then what it rests on.

mod backtest;
mod bom;
mod branches;
mod controls;
mod criticality;
mod curve;
mod economy;
mod import;
mod line;
mod network;
mod page;
mod plan;
mod rules;
mod squeeze;
mod systemic;
mod table;
mod trace;

pub use backtest::{READING as BACKTEST_READING, backtest};
pub use bom::{bom, questionnaire};
pub use controls::controls;
pub use criticality::criticality;
pub use curve::curve;
pub use economy::economy;
pub use import::import;
pub use network::network;
pub use plan::plan;
pub use rules::rules;
pub use squeeze::squeeze;
pub use systemic::systemic;
pub use trace::trace;

use crate::format::{Calendar, counted, date_words};
use crate::run_view::RunView;
use crate::words;
use page::{Page, Tone};

/// The result as text for a terminal of `width` columns (at least 60 are used, at most 120).
///
/// With `colour` the text carries ANSI styles. The first paragraph is the
/// verdict; everything below it may be skipped by a reader in a hurry.
#[must_use]
pub fn verdict(view: &RunView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    opening(&mut page, view);
    for (index, each) in view.lines.iter().enumerate() {
        line::section(&mut page, view, index, each);
    }
    branches::section(&mut page, view);
    economy::section(&mut page, view);
    assumptions(&mut page, view);
    closing(&mut page, view);
    page.finish()
}

/// Scenario and study in one grey line each, and the verdict between blank lines.
fn opening(page: &mut Page, view: &RunView) {
    let calendar = Calendar::of(view);
    let title = [view.scenario_title.as_str(), view.study_title.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    page.paragraph(&title, 0, Tone::Dim);
    let last_day = view.days.saturating_sub(1);
    page.paragraph(
        &format!(
            "{} · {} · {} · seed {}",
            calendar.span(0, last_day),
            counted(f64::from(view.days), "day"),
            counted(f64::from(view.runs), "run"),
            view.seed
        ),
        0,
        Tone::Dim,
    );
    page.blank();
    page.paragraph(&words::verdict(view), 2, Tone::Bold);
    if let Some(worst) = view.lines.first() {
        page.paragraph(&line::loss_sentence(worst), 2, Tone::Plain);
        for cost in view.lines.iter().filter_map(words::cost_in_short) {
            page.paragraph(&cost, 2, Tone::Plain);
        }
        if let Some(driver) = words::cheapest_knowledge(worst) {
            let text = format!("Find out first: {} ({}).", driver.parameter, driver.basis);
            page.paragraph(&text, 2, Tone::Plain);
        }
    }
    page.blank();
}

fn assumptions(page: &mut Page, view: &RunView) {
    if view.assumptions.is_empty() {
        return;
    }
    page.heading("What is assumed");
    for text in &view.assumptions {
        page.bullet(text);
    }
    page.blank();
}

/// The lines that let somebody else get the same numbers.
fn closing(page: &mut Page, view: &RunView) {
    page.fact("Digest", &view.digest, Tone::Dim);
    page.fact("Data", &view.data_digest, Tone::Dim);
    let made_by = format!(
        "{} {}, data of {}, study {}, scenario {}, from {}",
        view.program.name,
        view.program.version,
        view.base_year,
        view.study,
        view.scenario,
        date_words(&view.start_date)
    );
    page.fact("Made by", &made_by, Tone::Dim);
}
