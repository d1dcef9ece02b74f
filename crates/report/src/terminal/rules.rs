//! What `coercivity rules` prints: the answer in one sentence, what fails with its
//! path, what is unknown and why, then the rest, the form and the stock table.

use super::page::{Page, Tone};
use crate::format::{JOIN, NONE, date_words, number, percent};
use crate::rules_view::{FormView, RulesView, StockView, VerdictView};

/// Groups in order: verdict and heading.
const GROUPS: [(&str, &str); 5] = [
    ("fail", "Fails"),
    ("unknown", "Unknown"),
    ("pass", "Passes"),
    ("not in force", "Not in force"),
    ("not applicable", "Does not apply"),
];

/// Smallest unknown share that a form shows.
const UNKNOWN_SHOWN: f64 = 0.000_05;

/// What would have to be stated is shown so many times per verdict.
const MISSING_SHOWN: usize = 3;

/// The verdicts as text for a terminal of `width` columns (at least 60 are used, at most 120).
#[must_use]
pub fn rules(view: &RulesView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.paragraph(&view.study_title, 0, Tone::Dim);
    page.paragraph(&view.headline, 2, Tone::Bold);
    if view.as_of_is_today {
        page.paragraph("Today's date was taken; --on DATE asks about another day.", 2, Tone::Dim);
    }
    page.blank();
    for (verdict, title) in GROUPS {
        group(&mut page, view, verdict, title);
    }
    for form in &view.forms {
        self::form(&mut page, form);
    }
    stocks(&mut page, &view.stocks);
    page.finish()
}

/// Verdicts of one kind, rule by rule.
fn group(page: &mut Page, view: &RulesView, verdict: &str, title: &str) {
    let of_kind: Vec<&VerdictView> = view.verdicts.iter().filter(|v| v.verdict == verdict).collect();
    if of_kind.is_empty() {
        return;
    }
    page.heading(&format!("{title} ({})", of_kind.len()));
    let mut rest = of_kind.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|v| v.rule == first.rule).count();
        let (same, others) = rest.split_at(count);
        rule(page, first, same);
        rest = others;
    }
    page.blank();
}

/// One rule with its subjects.
fn rule(page: &mut Page, first: &VerdictView, same: &[&VerdictView]) {
    let tone = if first.verdict == "fail" { Tone::Alarm } else { Tone::Bold };
    page.paragraph(&format!("{} · {}", first.rule, first.title), 0, tone);
    let whose = match (first.who.as_str(), first.level.as_str()) {
        ("company", level) => level.to_owned(),
        ("union", level) => format!("{level} of the Union, no duty of a firm"),
        (_, "binding") => "duty of States".to_owned(),
        (_, level) => format!("{level} of a State, no duty of a firm"),
    };
    let due = first.due.as_ref().map_or_else(String::new, |due| format!(", due on {}", date_words(due)));
    let read = if first.basis == "assumed" { "; text not read, in part assumed" } else { "" };
    page.paragraph(&format!("{} ({whose}{due}; {}{read})", first.citation, first.status), 2, Tone::Dim);
    if first.who == "company" {
        same.iter().for_each(|verdict| subject(page, verdict));
        return;
    }
    for verdict in same {
        aim(page, verdict);
    }
    // The same is wanted for each raw material.
    if first.verdict == "unknown" {
        missing(page, &first.missing);
    }
}

/// One raw material and stage of an aim, on one line.
fn aim(page: &mut Page, verdict: &VerdictView) {
    let mut text = compared(verdict);
    if let Some((_, place)) = verdict.path.split_once(": ").filter(|_| verdict.measured.is_some()) {
        text += &format!(" ({place})");
    }
    page.paragraph(&text, 2, Tone::Plain);
}

/// `fin-actuator: 60 % against 0 %; otherwise fail`.
fn compared(verdict: &VerdictView) -> String {
    let mut text = verdict.subject.clone();
    if let Some(measured) = verdict.measured {
        text += &format!(": {}", quantity(measured, &verdict.unit));
    }
    if let Some(threshold) = verdict.threshold {
        text += &format!(" against {}", quantity(threshold, &verdict.unit));
    }
    if let Some(otherwise) = &verdict.otherwise {
        text += &format!("; otherwise {otherwise}");
    }
    text
}

/// One subject: measured against threshold, the path, what is missing.
fn subject(page: &mut Page, verdict: &VerdictView) {
    page.paragraph(&compared(verdict), 2, Tone::Plain);
    if !verdict.path.is_empty() && verdict.path != verdict.subject {
        page.paragraph(&verdict.path, 4, Tone::Plain);
    }
    if verdict.verdict != "pass" && !verdict.why.is_empty() {
        page.paragraph(&verdict.why, 4, Tone::Dim);
    }
    if verdict.verdict == "unknown" || verdict.otherwise.is_some() {
        missing(page, &verdict.missing);
    }
}

fn missing(page: &mut Page, missing: &[String]) {
    for wanted in missing.iter().take(MISSING_SHOWN) {
        page.paragraph(&format!("wanted: {wanted}"), 4, Tone::Dim);
    }
    if missing.len() > MISSING_SHOWN {
        page.paragraph(&format!("and {} more; --json has them all", missing.len() - MISSING_SHOWN), 4, Tone::Dim);
    }
}

/// A number with its unit; shares in per cent.
fn quantity(value: f64, unit: &str) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    match unit {
        "share" => exact_percent(value),
        "share of value" => format!("{} of value", exact_percent(value)),
        "share of cells declared" => format!("{} of cells declared", percent(value)),
        "t/t of listed elements" => format!("{} of listed elements", exact_percent(value)),
        "kg" => format!("{}{JOIN}kg", (value * 1e6).round() / 1e6),
        unit => format!("{}{JOIN}{unit}", number(value)),
    }
}

/// With the digits that tell a share from its limit.
fn exact_percent(share: f64) -> String {
    format!("{}{JOIN}%", (share * 1e5).round() / 1e3)
}

/// The four rows of a form.
fn form(page: &mut Page, form: &FormView) {
    let supplier = if form.supplier.is_empty() { "supplier not named" } else { &form.supplier };
    page.heading(&format!("Form {} · {} › {} › {supplier}", form.rule, form.line, form.item));
    page.paragraph(
        &format!("{}, {}{JOIN}kg in one unit of {}", form.material, number(form.kg_per_unit), form.line),
        0,
        Tone::Dim,
    );
    for row in &form.rows {
        let mut countries: Vec<String> = row
            .countries
            .iter()
            .map(|c| format!("{} {}", c.country, exact_percent((c.share * 1e4).round() / 1e4)))
            .collect();
        if row.unknown >= UNKNOWN_SHOWN {
            countries.push(format!("unknown {}", exact_percent((row.unknown * 1e4).round() / 1e4)));
        }
        let state = if row.complete { "declared" } else { "not all declared" };
        page.paragraph(&format!("({}) {}: {} — {state}", row.row, row.title, countries.join(", ")), 2, Tone::Plain);
    }
    page.blank();
}

/// The stock table; raw materials of which nothing is stated in one line.
fn stocks(page: &mut Page, stocks: &[StockView]) {
    let Some(first) = stocks.first() else { return };
    page.heading(&format!("Stock table {} · {}", first.rule, first.region));
    let maybe = |value: Option<f64>, unit: &str| value.map_or_else(|| "not stated".to_owned(), |v| quantity(v, unit));
    for stock in stocks {
        let open = stock.columns.iter().filter(|column| column.value.is_none()).count();
        let imports = stock.net_imports_t.map_or_else(String::new, |tonnes| {
            format!(
                "; net imports {}{JOIN}t in {}",
                number(tonnes.abs()) + if tonnes < 0.0 { " exported," } else { "" },
                stock.net_imports_year
            )
        });
        let stated = match stock.stock_t {
            None => "stock not stated".to_owned(),
            Some(_) => format!(
                "stock {}, {} of a year's use, {} of net imports",
                maybe(stock.stock_t, "t"),
                maybe(stock.share_of_consumption, "share"),
                maybe(stock.cover_days, "days"),
            ),
        };
        let text = format!("{}: {stated}; {open} of {} columns open{imports}", stock.title, stock.columns.len());
        page.paragraph(&text, 2, Tone::Plain);
    }
    page.blank();
}
