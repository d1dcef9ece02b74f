//! Rules on the firm and on masses: who must, facts, what has to be disclosed above a mass.

use super::evidence::{above, all_of};
use super::facts::{all, any};
use super::verdict::{Found, Outcome};
use super::{Answers, Context};
use crate::origin::{EvidenceShares, LineOrigin};
use coercivity_chain::{Condition, Element, ItemEvidence, Line, MassLimit, WhoMust};

/// Whether facts that are asked for are there.
struct Needs {
    outcome: Outcome,
    missing: Vec<String>,
    failing: Vec<String>,
    evidence: EvidenceShares,
    met: usize,
}

/// Looks at each fact that is asked for.
fn needs(context: &Context<'_>, subjects: &[&str], conditions: &[Condition]) -> Needs {
    let mut result = Needs {
        outcome: Outcome::Pass,
        missing: Vec::new(),
        failing: Vec::new(),
        evidence: EvidenceShares { unknown: 1.0, ..EvidenceShares::default() },
        met: 0,
    };
    let mut joined = super::evidence::Joined::default();
    for condition in conditions {
        let said = context.facts.find(subjects, &condition.fact);
        let nothing = EvidenceShares { unknown: 1.0, ..EvidenceShares::default() };
        joined.add(&said.map_or(nothing, |fact| all_of(fact.evidence)), 1.0);
        match context.facts.holds(subjects, condition) {
            Some(true) => result.met += 1,
            Some(false) => result.failing.push(format!("{} ({})", condition.text, condition.fact)),
            None => {
                let why = if said.is_some_and(|fact| !context.facts.firm(fact)) { ", only assumed" } else { "" };
                result.missing.push(format!("{}: {}{why}", condition.fact, condition.text));
            }
        }
    }
    if !conditions.is_empty() {
        result.evidence = joined.shares();
    }
    result.outcome = match (result.failing.is_empty(), result.missing.is_empty()) {
        (false, _) => Outcome::Fail,
        (true, false) => Outcome::Unknown,
        (true, true) => Outcome::Pass,
    };
    result
}

impl Needs {
    fn found(self, context: &Context<'_>, subject: &str, count: usize) -> Found {
        let path = self.failing.first().or(self.missing.first());
        Found {
            measured: Some(self.met as f64),
            threshold: Some(count as f64),
            unit: "facts",
            path: path.map_or_else(String::new, |first| format!("{subject} › {first}")),
            evidence: self.evidence,
            missing: self.missing,
            ..Found::new(self.outcome, context.version.text.clone())
        }
    }
}

/// Facts of some other subject.
pub(super) fn stated(context: &Context<'_>, subjects: &[&str], conditions: &[Condition], subject: &str) -> Found {
    needs(context, subjects, conditions).found(context, subject, conditions.len())
}

/// Facts of each line, or of the firm where a fact is not about lines.
pub(super) fn facts(context: &Context<'_>, conditions: &[Condition], answers: &mut Answers) {
    let of_line = |condition: &Condition| {
        let kind = context.chain().fact_kinds.iter().find(|kind| kind.key == condition.fact);
        kind.is_none_or(|kind| kind.subjects.iter().any(|subject| subject == "line"))
    };
    if conditions.iter().all(of_line) {
        return context.each_line(answers, |line, _| {
            needs(context, &[&line.key, "company"], conditions).found(context, &line.key, conditions.len())
        });
    }
    let concerned = company_concerned(context);
    let found = if concerned == Some(false) {
        Found::not_applicable("the rule does not concern the firm")
    } else {
        let found = needs(context, &["company"], conditions).found(context, "company", conditions.len());
        found.if_concerned(concerned, context.rule.applies.rule.as_deref())
    };
    context.add(answers, "company", None, found);
}

/// Whether a rule concerns the firm: one of its lines, and the rule that says who must.
fn company_concerned(context: &Context<'_>) -> Option<bool> {
    let by_line = any(context.lines().map(|(line, _)| context.concerns(line)));
    let Some(wanted) = &context.rule.applies.rule else { return by_line };
    let rule = context.chain().rules.iter().find(|rule| rule.key == *wanted);
    let who_must = rule.and_then(|rule| {
        let version = rule.version_on(context.inputs.day)?;
        let coercivity_chain::RuleTest::WhoMust(test) = &version.test else { return None };
        let other = Context { inputs: context.inputs, rule, version, number: context.number, facts: context.facts };
        Some(is_one(&other, test))
    });
    all([by_line, who_must.flatten()])
}

/// The verdict on who must: `pass` says that the firm is one.
pub(super) fn who_must(context: &Context<'_>, test: &WhoMust) -> Found {
    let size = |condition: &Condition| context.facts.settles(&["company"], condition);
    let open: Vec<String> = test
        .size
        .iter()
        .filter(|condition| size(condition).is_none())
        .map(|condition| format!("{}: {}", condition.fact, condition.text))
        .collect();
    let first = test.size.first();
    let measured = first.and_then(|condition| context.facts.number(&["company"], &condition.fact));
    let found = |outcome, note: &str| Found {
        measured: measured.map(|(number, _)| number),
        threshold: first.and_then(|condition| condition.test.threshold()),
        unit: "persons",
        path: "company".to_owned(),
        evidence: measured
            .map_or_else(|| EvidenceShares { unknown: 1.0, ..EvidenceShares::default() }, |(_, e)| all_of(e)),
        ..Found::new(outcome, note)
    };
    match is_one(context, test) {
        Some(true) => found(Outcome::Pass, "the firm is one of those: the duties of the article are its own"),
        Some(false) => found(Outcome::NotApplicable, "the firm is not one of those"),
        None => {
            let mut found = found(Outcome::Unknown, "whether the firm is one of those is not known");
            found.missing = open;
            if goods(context, test).is_none() {
                found.missing.push(format!("{}: whether a line makes listed goods", test.fact));
            }
            if materials(context, test).is_none() {
                found.missing.push("whether a line uses listed raw materials: none was traced".to_owned());
            }
            found
        }
    }
}

/// Size, goods and raw materials, three-valued.
fn is_one(context: &Context<'_>, test: &WhoMust) -> Option<bool> {
    let size = all(test.size.iter().map(|condition| context.facts.settles(&["company"], condition)));
    all([size, goods(context, test), materials(context, test)])
}

/// Whether a line in the region makes listed goods.
fn goods(context: &Context<'_>, test: &WhoMust) -> Option<bool> {
    let of = |line: &Line| {
        if context.concerns(line) == Some(false) {
            return Some(false);
        }
        if let Some(said) =
            context.facts.find(&[&line.key, "company"], &test.fact).filter(|fact| context.facts.firm(fact))
        {
            return match said.value.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
        }
        match line.end_use {
            end_use if test.end_uses.contains(&end_use) => Some(true),
            end_use if test.perhaps.contains(&end_use) => None,
            _ => Some(false),
        }
    };
    any(context.lines().map(|(line, _)| of(line)))
}

/// Whether listed raw materials go in; a bill of materials does not show that none does.
fn materials(context: &Context<'_>, test: &WhoMust) -> Option<bool> {
    let list = context.chain().raw_material_list(&test.list)?;
    let listed = |element: &Element| list.entries.iter().any(|entry| entry.elements.contains(element));
    let holds = |origin: &LineOrigin| {
        origin.items.iter().any(|item| {
            let material = &context.chain().materials[item.material.index()];
            material.composition.iter().any(|(element, fraction)| fraction.value() > 0.0 && listed(element))
        })
    };
    context.lines().any(|(_, origin)| origin.is_some_and(holds)).then_some(true)
}

/// A mass of goods per unit, and what has to be disclosed above it.
pub(super) fn mass(context: &Context<'_>, test: &MassLimit, line: &Line, origin: &LineOrigin) -> Found {
    let subjects = [line.key.as_str(), "company"];
    let items: Vec<_> = origin.items.iter().filter(|item| test.materials.contains(&item.material)).collect();
    let of_bill: f64 = 1000.0 * items.iter().map(|item| item.tonnes_per_unit).sum::<f64>();
    let worst = |a: ItemEvidence, b: ItemEvidence| match (a, b) {
        (ItemEvidence::Assumed, _) | (_, ItemEvidence::Assumed) => ItemEvidence::Assumed,
        (ItemEvidence::Public, _) | (_, ItemEvidence::Public) => ItemEvidence::Public,
        _ => ItemEvidence::Declared,
    };
    let weakest = items.iter().map(|item| item.evidence).fold(ItemEvidence::Declared, worst);
    let said = context.facts.number(&subjects, &test.fact);
    if said.is_none() && items.is_empty() {
        return Found::not_applicable("no magnets in the bill of materials");
    }
    let (mass, evidence) = said.unwrap_or((of_bill, weakest));
    let limit = test.most_kg.value;
    let mut found = Found {
        measured: Some(mass),
        threshold: Some(limit),
        unit: "kg",
        path: line.key.clone(),
        evidence: all_of(evidence),
        ..Found::new(Outcome::Pass, format!("{} kg of magnets, not above {limit} kg", rounded(mass)))
    };
    if above(mass, limit) {
        let needs = needs(context, &subjects, &test.disclosed);
        found.outcome = needs.outcome;
        found.note = format!("{} kg of magnets, above {limit} kg: the shares are due", rounded(mass));
        let first = needs.failing.first().or(needs.missing.first());
        found.path = first.map_or(found.path, |first| format!("{} › {first}", line.key));
        found.missing = needs.missing;
    } else if evidence == ItemEvidence::Assumed {
        found.outcome = Outcome::Unknown;
        found.missing = vec![format!("{}: the mass of magnets, now only assumed", test.fact)];
    }
    found
}

/// Without the noise of floats.
fn rounded(mass: f64) -> f64 {
    (mass * 1e9).round() / 1e9
}
