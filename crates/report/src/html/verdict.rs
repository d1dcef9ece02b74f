//! The first screen: what stops, when, what it costs, what to do and to find out.

use super::parts::{Table, both, cell, fact, nothing};
use crate::format::{Calendar, NONE, counted, date_words, joined, money, money_range, number, percent, range, signed};
use crate::run_view::{LineView, RunView};
use crate::words;
use maud::{Markup, html};

pub(super) fn body(view: &RunView) -> Markup {
    html! {
        p.verdict { (words::verdict(view)) }
        @if let Some(worst) = view.lines.first() {
            (strip(view, worst))
            (all_lines(view))
        } @else {
            (nothing("The study has no production lines; the sections below show the chain and its controls only."))
        }
    }
}

/// The worst line in six facts.
fn strip(view: &RunView, line: &LineView) -> Markup {
    let calendar = Calendar::of(view);
    let stop = &line.first_stop;
    let when = format!("{}; in {} of runs", words::day_range(calendar, stop), percent(stop.share_of_runs));
    let loss = format!("{}; {} units", money_range(&line.revenue_lost), number(line.units_lost.p50));
    let cover = format!("on hand for nine runs of ten; {} for half of them", number(line.cover_needed.p50));
    let knowledge = words::cheapest_knowledge(line).map(|driver| {
        let range = joined(&number(driver.low), &number(driver.high));
        let below = format!(
            "now {range} {}, {}; correlation {} with the loss",
            driver.unit,
            driver.basis,
            signed(driver.rank_correlation)
        );
        (driver.parameter.as_str(), below)
    });
    let filing = line.latest_safe_filing_date.as_deref().map(date_words);
    html! {
        dl.strip {
            (fact("First line to stop", &line.title, &by(line)))
            (fact("First stop", &words::first_day(calendar, stop), &when))
            (fact("Revenue lost there", &money(line.revenue_lost.p50, &line.revenue_lost.currency), &loss))
            (fact("Cover needed", &counted(line.cover_needed.p90, "day"), &cover))
            (fact("File before", filing.as_deref().unwrap_or("no date"), &line.latest_safe_filing_note))
            @if let Some((parameter, below)) = knowledge {
                (fact("Find out first", parameter, &below))
            }
        }
    }
}

/// `for want of NdFeB magnets`.
fn by(line: &LineView) -> String {
    words::binding_title(line).map_or_else(String::new, |title| format!("for want of {title}"))
}

/// One row per line, the most exposed first.
fn all_lines(view: &RunView) -> Markup {
    let calendar = Calendar::of(view);
    let mut table = Table::new(
        "All lines, median with P10 to P90 below",
        &[
            "Line",
            "#First stop",
            "#Runs",
            "#Units lost",
            "#Without events",
            "#Revenue lost",
            "#Cover needed",
            "#File before",
        ],
    );
    for line in &view.lines {
        let revenue = &line.revenue_lost;
        let filing = line.latest_safe_filing_date.as_deref();
        table.row(vec![
            both(&line.title, words::country(&line.country)),
            both(words::first_day(calendar, &line.first_stop), words::day_range(calendar, &line.first_stop)),
            cell(percent(line.first_stop.share_of_runs)),
            both(number(line.units_lost.p50), range(&line.units_lost)),
            cell(number(line.baseline_units_lost)),
            both(money(revenue.p50, &revenue.currency), money_range(revenue)),
            both(counted(line.cover_needed.p90, "day"), format!("{} for half", number(line.cover_needed.p50))),
            cell(filing.map_or_else(|| NONE.to_owned(), date_words)),
        ]);
    }
    table.markup()
}
