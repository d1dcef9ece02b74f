//! What `coercivity trace` prints: for each line and element a row per stage, the ways
//! in that are not direct, and the heaviest ways.

use super::page::{Page, Tone};
use crate::format::{NONE, hundredths, joined, money, number, percent};
use crate::trace_view::{TraceElementView, TraceLineView, TraceStageView, TraceView, ViaView};
use crate::words::country;
use std::fmt::Write;

/// Countries named in a row.
const NAMED: usize = 4;
/// Hidden shares below this one are not told.
const TOLD: f64 = 0.01;
/// Hidden countries told of each stage.
const HIDDEN: usize = 2;
/// Ways told of each element.
const WAYS: usize = 3;

/// The origin as text for a terminal of `width` columns (at least 60 are used, at most 120).
#[must_use]
pub fn trace(view: &TraceView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    let weighed = if view.by == "value" { "value" } else { "mass" };
    page.paragraph(&format!("{} · by {weighed} · flows of {}", view.question, view.base_year), 0, Tone::Dim);
    page.blank();
    for line in &view.lines {
        section(&mut page, line);
    }
    for note in &view.notes {
        page.paragraph(note, 0, Tone::Dim);
    }
    page.fact("Data", &view.data_digest, Tone::Dim);
    page.finish()
}

fn section(page: &mut Page, line: &TraceLineView) {
    let place = line.country.as_deref().map_or("world", country);
    page.heading(&if line.title.to_lowercase().contains(&place.to_lowercase()) {
        line.title.clone()
    } else {
        format!("{}, {place}", line.title)
    });
    if let Some(sentence) = most_concentrated(line) {
        page.paragraph(&sentence, 0, Tone::Bold);
        page.blank();
    }
    if line.all.unit != "t/yr" && !line.all.stages.is_empty() {
        element(page, &[&line.all]);
    }
    for alike in groups(&line.elements) {
        element(page, &alike);
    }
    page.blank();
}

/// Elements that go together through all stages are told once.
fn groups(elements: &[TraceElementView]) -> Vec<Vec<&TraceElementView>> {
    let same = |a: &TraceElementView, b: &TraceElementView| {
        a.stages.len() == b.stages.len()
            && a.stages.iter().zip(&b.stages).all(|(a, b)| {
                a.stage == b.stage
                    && (a.unknown - b.unknown).abs() < 1e-6
                    && a.shares.len() == b.shares.len()
                    && a.shares.iter().zip(&b.shares).all(|((c, x), (d, y))| c == d && (x - y).abs() < 1e-6)
            })
    };
    let mut groups: Vec<Vec<&TraceElementView>> = Vec::new();
    for element in elements {
        match groups.iter_mut().find(|group| same(group[0], element)) {
            Some(group) => group.push(element),
            None => groups.push(vec![element]),
        }
    }
    groups
}

/// The stage and country on which most depends.
fn most_concentrated(line: &TraceLineView) -> Option<String> {
    let upstream = |stage: &&TraceStageView| stage.stage != "product" && stage.stage != "component";
    let (element, stage) = line
        .elements
        .iter()
        .flat_map(|element| element.stages.iter().filter(upstream).map(move |stage| (element, stage)))
        .max_by(|a, b| a.1.top_share.total_cmp(&b.1.top_share))?;
    let top = stage.top_country.as_deref()?;
    Some(format!(
        "{} of the {} goes through {} at the stage {}: {} would be left without it.",
        percent(stage.top_share),
        element.element,
        country(top),
        stage.stage,
        percent(stage.without_top),
    ))
}

fn element(page: &mut Page, alike: &[&TraceElementView]) {
    let first = alike[0];
    let name = |e: &&TraceElementView| match e.unit.as_str() {
        "t/yr" => format!("{} {} t a year", e.element, number(e.amount_per_year)),
        _ => format!("All elements, {} a year at base prices", money(e.amount_per_year, "USD")),
    };
    let names: Vec<String> = alike.iter().map(name).collect();
    page.paragraph(&names.join(", "), 0, Tone::Bold);
    let room = page.width().saturating_sub(12 + 2 * 9 + 11);
    let mut table = String::new();
    let _ = writeln!(table, "{:<12}{:<room$}{:>9}{:>9}{:>11}", "stage", "done in", "unknown", "assumed", "HHI");
    for stage in &first.stages {
        let _ = writeln!(
            table,
            "{:<12}{:<room$}{:>9}{:>9}{:>11}",
            stage.stage,
            shares(stage, room),
            percent(stage.unknown),
            percent(stage.evidence.assumed),
            joined(&hundredths(stage.hhi), &hundredths(stage.hhi_high)).replace(" to ", "-"),
        );
    }
    page.raw(&table);
    for stage in &first.stages {
        for sentence in hidden(stage) {
            page.paragraph(&sentence, 2, Tone::Plain);
        }
    }
    for path in first.paths.iter().take(WAYS) {
        let steps: Vec<&str> = path.steps.iter().map(|step| step.site.as_str()).collect();
        let assumed = if path.public { "" } else { ", assumed in part" };
        page.paragraph(&format!("{} by {}{assumed}", percent(path.share), steps.join(" < ")), 2, Tone::Dim);
    }
    page.blank();
}

/// `China 93 %, Germany 4 %, 3 more 2 %`, within a number of columns.
fn shares(stage: &TraceStageView, room: usize) -> String {
    let mut shares: Vec<(&str, f64)> = stage.shares.iter().map(|(code, share)| (code.as_str(), *share)).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    for named in (1..=NAMED.min(shares.len())).rev() {
        let mut parts: Vec<String> =
            shares[..named].iter().map(|(code, share)| format!("{} {}", country(code), percent(*share))).collect();
        if shares.len() > named {
            let rest: f64 = shares[named..].iter().map(|(_, share)| share).sum();
            parts.push(format!("{} more {}", shares.len() - named, percent(rest)));
        }
        let text = parts.join(", ");
        if text.chars().count() < room {
            return text;
        }
    }
    shares.first().map_or_else(|| NONE.to_owned(), |(code, share)| format!("{code} {}", percent(*share)))
}

/// The countries on which most depends without dealing with them.
fn hidden(stage: &TraceStageView) -> Vec<String> {
    let sum = |via: &ViaView| via.hidden.values().sum::<f64>();
    // The rest of the world is no country that one could name.
    let mut most: Vec<&ViaView> = stage.via.iter().filter(|v| v.country != "XRW" && sum(v) >= TOLD).collect();
    most.sort_by(|a, b| sum(b).total_cmp(&sum(a)));
    most.truncate(HIDDEN);
    let sentence = |via: &ViaView| {
        let mut through: Vec<(&str, f64)> = via.hidden.iter().map(|(code, share)| (code.as_str(), *share)).collect();
        through.sort_by(|a, b| b.1.total_cmp(&a.1));
        let named: Vec<String> = through
            .into_iter()
            .take(NAMED)
            .filter(|(_, share)| *share >= TOLD / 2.0)
            .map(|(code, share)| format!("{} {}", country(code), percent(share)))
            .collect();
        format!(
            "Hidden at {}: {} of {}, through {}.",
            stage.stage,
            percent(sum(via)),
            country(&via.country),
            named.join(", ")
        )
    };
    most.into_iter().map(sentence).collect()
}
