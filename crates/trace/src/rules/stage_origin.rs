//! No mass of covered goods has a stage done in a covered country.

use super::Context;
use super::evidence::{NOTHING, is_nowhere};
use super::verdict::{Found, Outcome, percent};
use crate::origin::{ElementOrigin, EvidenceShares, ItemOrigin, LineOrigin, StageOrigin};
use coercivity_chain::{CoveredGoods, Element, ItemEvidence, Line, StageId, StageOriginTest};

/// One stage of one element of one item.
struct Place<'a> {
    item: &'a ItemOrigin,
    stage: StageId,
    element: Element,
    origin: Option<&'a StageOrigin>,
}

/// What is known of an item.
struct ItemFound {
    outcome: Outcome,
    worst: f64,
    path: String,
    evidence: EvidenceShares,
    missing: Vec<String>,
}

pub(super) fn test(context: &Context<'_>, test: &StageOriginTest, line: &Line, origin: &LineOrigin) -> Found {
    let mut found: Vec<ItemFound> = Vec::new();
    let mut spared = None;
    for goods in &test.goods {
        for item in origin.items.iter().filter(|item| goods.materials.contains(&item.material)) {
            let subjects = [item.item.as_str(), item.parent.as_str(), line.key.as_str()];
            let exceptions = &context.version.exceptions;
            let spares = |exception: &&_| context.facts.spares(&subjects, exception, item.material) == Some(true);
            if let Some(exception) = exceptions.iter().find(spares) {
                spared = Some(exception);
                continue;
            }
            let mut result = of_item(context, test, goods, line, item);
            // An exception that is claimed and not settled keeps a failure from being sure.
            let claimed = |exception: &&_| context.facts.spares(&subjects, exception, item.material).is_none();
            if let (Outcome::Fail, Some(exception)) = (result.outcome, exceptions.iter().find(claimed)) {
                result.outcome = Outcome::Unknown;
                let open = context.facts.open(&subjects, exception).join(", ");
                result.missing.push(format!("{open}: whether the exception `{}` holds", exception.key));
            }
            found.push(result);
        }
    }
    join(context, found, spared)
}

/// The item that decides: one that fails, else one that is unknown.
fn join(context: &Context<'_>, found: Vec<ItemFound>, spared: Option<&coercivity_chain::Exception>) -> Found {
    let missing: Vec<String> = found.iter().flat_map(|item| item.missing.iter().cloned()).collect();
    let decides = |a: &ItemFound, b: &ItemFound| a.outcome.cmp(&b.outcome).then(b.worst.total_cmp(&a.worst));
    let Some(first) = found.into_iter().min_by(decides) else {
        return match spared {
            Some(exception) => Found {
                exception: Some(exception.key.clone()),
                ..Found::not_applicable(format!("spared: {}", exception.text))
            },
            None => Found::not_applicable("no covered goods in the bill of materials"),
        };
    };
    let mut note = context.version.text.clone();
    if let Some(next) =
        context.rule.version_after(context.inputs.day).and_then(|next| next.from.map(|from| (from, &next.text)))
    {
        note = format!("{note}. From {} on: {}", coercivity_control::query::standing::date_words(next.0), next.1);
    }
    Found {
        measured: Some(first.worst),
        threshold: Some(0.0),
        unit: "share",
        path: first.path,
        evidence: first.evidence,
        missing,
        ..Found::new(first.outcome, note)
    }
}

/// Every stage of every element that counts.
fn places<'a>(context: &Context<'_>, goods: &CoveredGoods, item: &'a ItemOrigin) -> Vec<Place<'a>> {
    let material = &context.chain().materials[item.material.index()];
    let held = goods.elements.iter().copied().filter(|element| material.fraction(*element) > 0.0);
    let of = |element: Element| {
        let traced: Option<&ElementOrigin> = item.elements.iter().find(|traced| traced.element == Some(element));
        let stages = goods.stages.iter().copied();
        stages.map(move |stage| Place {
            item,
            stage,
            element,
            origin: traced.and_then(|traced| traced.stages.iter().find(|origin| origin.stage == stage)),
        })
    };
    held.flat_map(of).collect()
}

fn of_item(
    context: &Context<'_>,
    test: &StageOriginTest,
    goods: &CoveredGoods,
    line: &Line,
    item: &ItemOrigin,
) -> ItemFound {
    let places = places(context, goods, item);
    let mut found = ItemFound {
        outcome: if places.is_empty() { Outcome::Unknown } else { Outcome::Pass },
        worst: 0.0,
        path: String::new(),
        evidence: EvidenceShares { unknown: 1.0, ..EvidenceShares::default() },
        missing: Vec::new(),
    };
    for place in &places {
        let one = of_place(context, test, place);
        let worse = one.outcome < found.outcome || (one.outcome == found.outcome && one.worst > found.worst);
        if worse || found.path.is_empty() {
            found.outcome = found.outcome.min(one.outcome);
            found.worst = one.worst.max(found.worst);
            found.path = format!("{} › {}", line.key, one.path);
            found.evidence = one.evidence;
        }
        for missing in one.missing {
            if !found.missing.contains(&missing) {
                found.missing.push(missing);
            }
        }
    }
    found
}

fn of_place(context: &Context<'_>, test: &StageOriginTest, place: &Place<'_>) -> ItemFound {
    let chain = context.chain();
    let stage = &chain.stages[place.stage.index()].key;
    let supplier = if place.item.supplier.is_empty() { "supplier not named" } else { &place.item.supplier };
    let at = format!("{} › {supplier} › {stage} of {}", place.item.item, place.element);
    let Some(origin) = place.origin else {
        return ItemFound {
            outcome: Outcome::Unknown,
            worst: 0.0,
            path: format!("{at}: not traced"),
            evidence: EvidenceShares { unknown: 1.0, ..EvidenceShares::default() },
            missing: vec![format!("where {stage} of {} in {} from {supplier} is done", place.element, place.item.item)],
        };
    };
    let is_covered = |country| test.countries.iter().any(|covered| chain.is_within(country, *covered));
    let covered: Vec<_> = origin.shares.iter().filter(|(country, _)| is_covered(*country)).collect();
    let share: f64 = covered.iter().map(|(_, share)| share).sum();
    let nowhere: f64 = origin.shares.iter().filter(|(c, _)| is_nowhere(chain, *c)).map(|(_, share)| share).sum();
    let unknown = origin.unknown.max(origin.evidence.unknown) + nowhere;
    let weak = match test.evidence {
        ItemEvidence::Declared => origin.evidence.assumed + origin.evidence.public,
        ItemEvidence::Public | ItemEvidence::Assumed => origin.evidence.assumed,
    };
    let assumed = weak > NOTHING || place.item.evidence == ItemEvidence::Assumed;
    let worst = covered.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let (outcome, path) = match worst {
        Some((country, most)) if share > NOTHING => {
            (Outcome::Fail, format!("{at}: {} {}", context.code(*country), percent(*most)))
        }
        _ if unknown > NOTHING => (Outcome::Unknown, format!("{at}: {} unknown", percent(unknown))),
        _ if assumed => (Outcome::Unknown, format!("{at}: no covered country, assumed")),
        _ => (Outcome::Pass, format!("{at}: no covered country")),
    };
    let missing = (outcome == Outcome::Unknown).then(|| {
        format!("where {stage} of {} in {} from {supplier} is done, on evidence", place.element, place.item.item)
    });
    ItemFound { outcome, worst: share, path, evidence: origin.evidence, missing: missing.into_iter().collect() }
}
