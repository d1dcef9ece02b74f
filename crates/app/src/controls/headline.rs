//! The answer in one sentence.

use super::is_free_by_practice;
use super::question::Question;
use coercivity_control::query::standing::bites_from;
use coercivity_control::query::{Answer, Verdict};

/// The strictest verdict that holds whatever the question left open, else the strictest.
pub(super) fn verdict(answers: &[Answer]) -> &'static str {
    let stops = || answers.iter().filter(|answer| answer.finding.verdict.stops_goods());
    let sure = stops().find(|answer| answer.finding.conditions.is_empty());
    sure.or_else(|| stops().next()).map_or("free", |answer| answer.finding.verdict.word())
}

/// `On 2026-11-22, ndfeb-heavy from CHN to DEU for civil use: licence needed (cn-2025-18)`.
pub(super) fn headline(question: &Question, words: &str, answers: &[Answer]) -> String {
    let branch = question.branch.as_ref().map_or_else(String::new, |name| format!(" under branch {name}"));
    let day = question.day;
    if question.shipment.is_open() {
        let count = |verdict: Verdict| answers.iter().filter(|answer| answer.finding.verdict == verdict).count();
        let in_force = answers.iter().filter(|answer| answer.finding.standing.bites).count();
        let suspended = count(Verdict::Suspended);
        let total = answers.len();
        return format!("On {day}{branch}, {in_force} of {total} controls are in force and {suspended} are suspended.");
    }
    format!("On {day}{branch}, {words}: {}.", parts(question, answers).join("; "))
}

/// What stops the goods, then what is set aside or to come.
fn parts(question: &Question, answers: &[Answer]) -> Vec<String> {
    let mut parts = stops(answers);
    if parts.is_empty() {
        parts.push(free(answers));
    }
    let of = |verdict: Verdict| answers.iter().filter(move |answer| answer.finding.verdict == verdict);
    for answer in of(Verdict::Suspended) {
        let until = answer.finding.standing.until.map_or_else(String::new, |last| format!(" until {last}"));
        parts.push(with_conditions(&format!("suspended{until}"), answer, &[&answer.control.key]));
    }
    for answer in of(Verdict::NotYetInForce).filter(|answer| answer.finding.standing.status.is_some()) {
        let limb = answer.finding.limb.and_then(|limb| answer.control.extraterritorial.as_ref()?.limbs.get(limb));
        let from = if answer.finding.standing.bites {
            limb.map(|limb| limb.from)
        } else {
            bites_from(&answer.control, question.day)
        };
        let word = from.map_or_else(|| "announced".to_owned(), |from| format!("to come on {from}"));
        parts.push(with_conditions(&word, answer, &[&answer.control.key]));
    }
    parts
}

/// Verdicts that stop the goods, those that hold in any case first; equal ones together.
fn stops(answers: &[Answer]) -> Vec<String> {
    let mut stopping: Vec<&Answer> = answers.iter().filter(|answer| answer.finding.verdict.stops_goods()).collect();
    stopping.sort_by_key(|answer| !answer.finding.conditions.is_empty());
    let mut groups: Vec<(&Answer, Vec<&str>)> = Vec::new();
    for answer in stopping {
        let same = |group: &&mut (&Answer, Vec<&str>)| {
            let first = &group.0.finding;
            first.verdict == answer.finding.verdict && first.conditions == answer.finding.conditions
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.1.push(&answer.control.key),
            None => groups.push((answer, vec![&answer.control.key])),
        }
    }
    groups.iter().map(|(first, keys)| with_conditions(first.finding.verdict.word(), first, keys)).collect()
}

fn with_conditions(word: &str, answer: &Answer, keys: &[&str]) -> String {
    let conditions = &answer.finding.conditions;
    let only = if conditions.is_empty() { String::new() } else { format!(" {}", conditions.join(" ")) };
    format!("{word}{only} ({})", keys.join(", "))
}

/// Why nothing stops the goods.
fn free(answers: &[Answer]) -> String {
    let keys = |is_it: fn(&Answer) -> bool| {
        let found: Vec<&str> = answers.iter().filter(|a| is_it(a)).map(|a| a.control.key.as_str()).collect();
        (!found.is_empty()).then(|| found.join(", "))
    };
    if let Some(keys) = keys(|answer| answer.finding.exempt.is_some()) {
        return format!("exempt as far as the text goes ({keys})");
    }
    keys(is_free_by_practice).map_or_else(
        || "free, no control in force applies".to_owned(),
        |keys| format!("free by trade practice, not by law ({keys})"),
    )
}
