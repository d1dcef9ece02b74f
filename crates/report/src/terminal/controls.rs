//! What `coercivity controls` prints: the answer in one sentence, a block per
//! control that applies, tables of what is set aside or to come.

use super::page::{Page, Tone};
use crate::controls_view::{
    AnswerView, ControlsView, DaysView, FigureView, InspectionView, NeedsView, QuotaView, SourceView, StatementView,
};
use crate::format::{JOIN, counted, date_words, grouped, joined, number, percent};
use comfy_table::{ContentArrangement, Table, presets};

/// The answer as text for a terminal of `width` columns (at least 60 are used, at most 120).
#[must_use]
pub fn controls(view: &ControlsView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.paragraph(&view.headline, 2, Tone::Bold);
    remarks(&mut page, view);
    page.blank();
    if view.shipment.is_none() {
        listing(&mut page, view);
        return page.finish();
    }
    let applying: Vec<&AnswerView> = view.controls.iter().filter(|answer| is_told(answer)).collect();
    for (number, answer) in applying.iter().enumerate() {
        block(&mut page, answer, &applying[..number]);
    }
    for (verdict, title) in [("suspended", "Suspended"), ("not yet in force", "Not yet in force")] {
        set_aside(&mut page, view, verdict, title);
    }
    rest(&mut page, view);
    sources(&mut page, &applying);
    page.finish()
}

/// True for an answer that has a block of its own.
fn is_told(answer: &AnswerView) -> bool {
    answer.applies || answer.exempt || is_free_by_practice(answer)
}

fn is_free_by_practice(answer: &AnswerView) -> bool {
    let by_practice = answer.composition.as_ref().is_some_and(|composition| composition.free_by_practice);
    by_practice && answer.verdict == "does not apply" && answer.status == "in force" && answer.on_its_way
}

/// The verdict as a heading says it.
fn verdict_words(answer: &AnswerView) -> &str {
    match answer {
        answer if answer.exempt => "exempt",
        answer if is_free_by_practice(answer) => "free by trade practice, not by law",
        answer => &answer.verdict,
    }
}

/// What was taken for granted, and what the data cannot settle.
fn remarks(page: &mut Page, view: &ControlsView) {
    if view.as_of_is_today {
        page.paragraph("Today's date was taken; --on DATE asks about another day.", 2, Tone::Dim);
    }
    if view.shipment.as_ref().is_some_and(|shipment| shipment.class_assumed) {
        page.paragraph("Civil use was taken; --end-use names another.", 2, Tone::Dim);
    }
    for note in &view.notes {
        page.paragraph(note, 2, Tone::Plain);
    }
}

/// A quiet table as wide as the page.
fn table(page: &Page, header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(page.width()).unwrap_or(120))
        .force_no_tty()
        .set_header(header);
    table
}

/// Columns that a line of the listing needs.
const LISTING: usize = 79;

/// Every control with its status, and its title and issuer below.
fn listing(page: &mut Page, view: &ControlsView) {
    let wide = page.width() > LISTING;
    let row = |cells: [&str; 5]| {
        let [control, kind, status, until, effective] = cells;
        format!("{control:<22}{kind:<16}{status:<19}{until:<12}{effective}")
    };
    if wide {
        page.raw(&row(["control", "kind", "status", "until", "effective"]));
        page.raw(&"─".repeat(page.width()));
    }
    for answer in &view.controls {
        let until = answer.status_until.as_deref().unwrap_or("open");
        let cells = [&answer.control, &answer.kind, &answer.status, until, &answer.effective];
        if wide {
            page.raw(&row(cells));
        } else {
            page.paragraph(&cells.join(", "), 0, Tone::Plain);
        }
        page.paragraph(&format!("{}. {}", answer.title, answer.issuer), 2, Tone::Dim);
    }
}

/// Everything about one control.
fn block(page: &mut Page, answer: &AnswerView, before: &[&AnswerView]) {
    page.heading(&format!("{} · {}", answer.control, verdict_words(answer)));
    page.paragraph(&answer.title, 0, Tone::Plain);
    page.fact("Why", &answer.why, Tone::Bold);
    if !answer.conditions.is_empty() {
        page.fact("Only", &answer.conditions.join(" "), Tone::Plain);
    }
    page.fact("Status", &status(answer), Tone::Plain);
    page.fact("Citation", &format!("{}; {}", answer.issuer, answer.citation), Tone::Plain);
    if let Some(law) = &answer.framework {
        page.fact("Law", law, Tone::Plain);
    }
    if let Some(days) = &answer.days_to_licence {
        time(page, days);
    }
    if let Some(granted) = &answer.granted {
        let text =
            format!("{} of buyers in the end ({}){}", percent(granted.value), share_range(granted), evidence(granted));
        page.fact("Granted", &text, Tone::Plain);
    }
    if let Some(quota) = &answer.quota {
        page.fact("Quota", &tonnes(quota), Tone::Bold);
    }
    if let Some(inspection) = &answer.inspection {
        page.fact("Held", &hold(inspection), Tone::Plain);
    }
    composition(page, answer);
    for rule in &answer.end_use {
        let text = format!("{}, {}: {} [{}]", rule.class, rule.rule, rule.text, rule.source);
        page.fact("End use", &text, Tone::Plain);
    }
    if let Some(needs) = &answer.needs {
        match before.iter().find(|other| other.needs.as_ref() == Some(needs)) {
            Some(other) => {
                page.fact("Needs", &format!("path, licences and papers as for {}", other.control), Tone::Plain)
            }
            None => self::needs(page, needs),
        }
    }
    entries(page, answer);
    practices(page, answer, before);
    branches(page, answer);
    page.blank();
}

/// `in force since 4 Apr 2025 until 10 Nov 2026, then suspended: note`.
fn status(answer: &AnswerView) -> String {
    let mut text = answer.status.clone();
    if let Some(from) = &answer.status_from {
        text += &format!(" since {}", date_words(from));
    }
    if let (Some(until), Some(next)) = (&answer.status_until, &answer.status_next) {
        text += &format!(", until {}, then {next}", date_words(until));
    }
    let note = if answer.status_note.is_empty() { String::new() } else { format!(" ({})", answer.status_note) };
    format!("{text}{note}")
}

fn time(page: &mut Page, days: &DaysView) {
    let day =
        |day: Option<u32>| day.map_or_else(|| "more than five years".to_owned(), |day| counted(f64::from(day), "day"));
    let text = format!(
        "{} to {} from filing to licence, median {} (calendar days, P10 to P90)",
        day(days.p10),
        day(days.p90),
        day(days.p50)
    );
    page.fact("Time", &text, Tone::Bold);
    let basis = format!(
        "by {}: review {} days ({}){}; then {} days ({}) from licence to clearance",
        days.basis,
        number(days.review.value),
        range(&days.review),
        evidence(&days.review),
        number(days.customs.value),
        range(&days.customs),
    );
    page.fact("", &basis, Tone::Plain);
}

fn range(figure: &FigureView) -> String {
    joined(&number(figure.low), &number(figure.high))
}

fn share_range(figure: &FigureView) -> String {
    joined(&percent(figure.low), &percent(figure.high))
}

/// `, estimated [source]`.
fn evidence(figure: &FigureView) -> String {
    format!(", {} [{}]", figure.basis, figure.source)
}

/// `7,250 t of Co from 1 Nov to 30 Nov 2025`.
fn tonnes(quota: &QuotaView) -> String {
    let element = quota.element.as_ref().map_or_else(String::new, |element| format!(" of {element}"));
    let figure = &quota.quantity;
    // Tonnes of a quota are law: no rounding but to whole ones.
    let range = format!(" ({} to {})", grouped(figure.low), grouped(figure.high));
    let size = if figure.low < figure.high { range } else { String::new() };
    format!(
        "{}{JOIN}t{element}{size} from {} to {}{}",
        grouped(figure.value),
        date_words(&quota.from),
        date_words(&quota.until),
        evidence(figure)
    )
}

fn hold(inspection: &InspectionView) -> String {
    format!(
        "{} of such shipments ({}){}; for {} ({})",
        percent(inspection.share.value),
        share_range(&inspection.share),
        evidence(&inspection.share),
        counted(inspection.hold.value, "day"),
        range(&inspection.hold),
    )
}

/// The threshold, and whether it is law.
fn composition(page: &mut Page, answer: &AnswerView) {
    let Some(found) = &answer.composition else { return };
    let limit = &found.threshold;
    let of = |fraction: f64| format!("{}{JOIN}%", (fraction * 1e7).round() / 1e5);
    let law = if found.by_law < limit.value {
        format!("trade practice, by law any content above {}", of(found.by_law))
    } else {
        "by law".to_owned()
    };
    let fraction = found.fraction.map_or_else(|| "not stated".to_owned(), of);
    let text = format!("{fraction} listed elements; threshold {} ({law}){}", of(limit.value), evidence(limit));
    page.fact("Content", &text, if found.free_by_practice { Tone::Alarm } else { Tone::Plain });
}

/// The way of a case, licences and papers.
fn needs(page: &mut Page, needs: &NeedsView) {
    page.fact("Path", &needs.path, Tone::Plain);
    for kind in &needs.licence_types {
        let months =
            kind.validity_months.map_or_else(String::new, |months| format!(", {} months at most", number(months)));
        page.fact("Licence", &format!("{}{months}: {} [{}]", kind.id, kind.text, kind.source), Tone::Plain);
    }
    if let Some(share) = &needs.general_licences {
        let text = format!("held by {} of buyers ({}){}", percent(share.value), share_range(share), evidence(share));
        page.fact("General", &text, Tone::Plain);
    }
    for (number, paper) in needs.papers.iter().enumerate() {
        let label = if number == 0 { "Papers" } else { "" };
        let kind = paper.licence_type.as_ref().map_or_else(String::new, |kind| format!(" ({kind} licence)"));
        page.fact(label, &format!("· {}{kind} [{}]", paper.text, paper.source), Tone::Plain);
    }
}

/// Entries of the list that name the goods.
fn entries(page: &mut Page, answer: &AnswerView) {
    for (number, item) in answer.items.iter().enumerate() {
        let label = if number == 0 { "Entries" } else { "" };
        let code = item.code.as_ref().map_or_else(String::new, |code| format!(" ({code})"));
        let hs = if item.hs.is_empty() { String::new() } else { format!(", HS {}", item.hs.join(" ")) };
        let note = if item.note.is_empty() { String::new() } else { format!("; {}", item.note) };
        let text = format!("· {}{code}{hs}, {} [{}]{note}", item.what, item.basis, item.source);
        page.fact(label, &text, Tone::Plain);
    }
}

/// What was seen of practice, but for what a block above has said.
fn practices(page: &mut Page, answer: &AnswerView, before: &[&AnswerView]) {
    let told = |said: &&StatementView| !before.iter().any(|other| other.practices.contains(said));
    for (number, said) in answer.practices.iter().filter(told).enumerate() {
        let label = if number == 0 { "Practice" } else { "" };
        let from = said.from.as_ref().map_or_else(String::new, |from| format!("{}: ", date_words(from)));
        page.fact(label, &format!("· {from}{} [{}]", said.text, said.source), Tone::Plain);
    }
}

fn branches(page: &mut Page, answer: &AnswerView) {
    for (number, branch) in answer.branches.iter().enumerate() {
        let label = if number == 0 { "May go on" } else { "" };
        page.fact(label, &format!("· {}: {}, {}", branch.branch, branch.title, statuses(answer, number)), Tone::Plain);
    }
}

/// `suspended from 2026-11-11, in force from 2027-11-11`.
fn statuses(answer: &AnswerView, branch: usize) -> String {
    let word = |period: &crate::controls_view::StatusView| format!("{} from {}", period.status, period.from);
    let all: Vec<String> = answer.branches.iter().skip(branch).take(1).flat_map(|b| &b.statuses).map(word).collect();
    all.join(", ")
}

/// One table of the controls that would apply and do not now, and why below it.
fn set_aside(page: &mut Page, view: &ControlsView, verdict: &str, title: &str) {
    let found: Vec<&AnswerView> = view.controls.iter().filter(|answer| answer.verdict == verdict).collect();
    if found.is_empty() {
        return;
    }
    page.heading(title);
    let mut table = table(page, &["control", "until", "then", "what"]);
    for answer in &found {
        let word = |text: &Option<String>, none: &str| text.clone().unwrap_or_else(|| none.to_owned());
        let (until, then) = (word(&answer.status_until, "open"), word(&answer.status_next, "not known"));
        table.add_row([answer.control.clone(), until, then, answer.title.clone()]);
    }
    if let Some(first) = table.column_mut(0) {
        first.set_padding((0, 1));
    }
    page.raw(&table.to_string());
    page.blank();
    for answer in found {
        let conditions = answer.conditions.join(" ");
        let only = if conditions.is_empty() { conditions } else { format!(" ({conditions})") };
        page.bullet(&format!("{}{only}: {}", answer.control, answer.why));
        for (number, branch) in answer.branches.iter().enumerate() {
            page.paragraph(&format!("{}: {}", branch.branch, statuses(answer, number)), 4, Tone::Dim);
        }
    }
    page.blank();
}

/// What was looked at and does not apply, or how to see it.
fn rest(page: &mut Page, view: &ControlsView) {
    let shown = |answer: &&AnswerView| {
        !is_told(answer) && answer.verdict != "suspended" && answer.verdict != "not yet in force"
    };
    let others: Vec<&AnswerView> = view.controls.iter().filter(shown).collect();
    if !others.is_empty() {
        page.heading("Looked at");
        for answer in &others {
            page.bullet(&format!("{}, {}: {}", answer.control, answer.verdict, answer.why));
        }
        page.blank();
    }
    let hidden = usize::try_from(view.looked_at).unwrap_or(usize::MAX).saturating_sub(view.controls.len());
    if hidden > 0 {
        let text = format!("{} controls looked at; --all shows the other {hidden}.", view.looked_at);
        page.paragraph(&text, 0, Tone::Dim);
        page.blank();
    }
}

/// Titles of the sources of all blocks.
fn sources(page: &mut Page, applying: &[&AnswerView]) {
    let mut all: Vec<&SourceView> = applying.iter().flat_map(|answer| &answer.sources).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    if all.is_empty() {
        return;
    }
    page.heading("Sources (addresses: --json)");
    for source in all {
        page.bullet(&format!("{}: {}", source.id, source.title));
    }
}
