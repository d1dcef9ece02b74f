//! Value of inputs under another country's control, as a share of the value of the goods.

use super::Context;
use super::evidence::{NOTHING, all_of, at_least};
use super::standing::followed;
use super::verdict::{Found, Outcome, percent};
use crate::origin::{ItemOrigin, LineOrigin};
use coercivity_chain::{Control, Element, ItemEvidence, Limb, LimbTest, Line, MaterialId, ValueShare};

/// Limb of value of a control, and its share.
pub(super) fn limb_of(control: &Control) -> Option<(&Limb, f64)> {
    control.extraterritorial.iter().flat_map(|rule| &rule.limbs).find_map(|limb| match limb.test {
        LimbTest::ValueShare(least) => Some((limb, least)),
        LimbTest::Technology | LimbTest::ReExport => None,
    })
}

pub(super) fn test(context: &Context<'_>, test: &ValueShare, line: &Line, origin: &LineOrigin) -> Found {
    let Some(control) = followed(context) else { return Found::unknown("the control is not there") };
    let Some((_, least)) = limb_of(&control) else { return Found::unknown("the control has no limb of value") };
    if context.chain().is_within(line.country, control.country) {
        return Found::not_applicable("the goods are made in the country of the control");
    }
    let subjects = [line.key.as_str(), line.product.as_str(), "company"];
    if let Some((share, evidence)) = context.facts.number(&subjects, &test.fact) {
        let outcome = match () {
            () if at_least(share, least) => licensed(context, test, &subjects),
            () if evidence == ItemEvidence::Assumed => Outcome::Unknown,
            () => Outcome::Pass,
        };
        let missing = (outcome == Outcome::Unknown).then(|| format!("{}, declared", test.fact));
        return Found {
            measured: Some(share),
            threshold: Some(least),
            unit: "share of value",
            path: line.key.clone(),
            evidence: all_of(evidence),
            missing: missing.into_iter().collect(),
            ..Found::new(outcome, context.version.text.clone())
        };
    }
    computed(context, test, line, origin, &control, least)
}

/// A licence that is held answers for the share.
fn licensed(context: &Context<'_>, test: &ValueShare, subjects: &[&str]) -> Outcome {
    match context.facts.licence(subjects, test.licence.as_ref()) {
        Some(true) => Outcome::Pass,
        Some(false) => Outcome::Fail,
        None => Outcome::Unknown,
    }
}

/// Value of inputs of the issuing country, at base prices.
#[derive(Default)]
struct Value {
    /// Of known origin [USD per unit].
    known: f64,
    /// And with all that may be [USD per unit].
    most: f64,
    /// Largest part and where.
    worst: (f64, String),
    /// Something is held that is listed.
    holds: bool,
    /// Some of it rests on an assumption.
    assumed: bool,
}

fn computed(
    context: &Context<'_>,
    test: &ValueShare,
    line: &Line,
    origin: &LineOrigin,
    control: &Control,
    least: f64,
) -> Found {
    let mut value = Value::default();
    for item in &origin.items {
        for input in &test.inputs {
            add(context, test, item, *input, control, &mut value);
        }
    }
    if !value.holds {
        return Found::not_applicable("nothing in the bill of materials holds a listed element");
    }
    let rate = match line.currency.as_str() {
        "USD" => Some(1.0),
        currency => test.rates.iter().find(|(known, _)| known == currency).map(|(_, rate)| rate.value),
    };
    let Some(worth) = rate.map(|rate| rate * line.revenue_per_unit).filter(|worth| *worth > 0.0) else {
        return Found {
            missing: vec![format!("{}, or revenue in USD: no rate for {}", test.fact, line.currency)],
            ..Found::unknown("the value of the goods is not known in US dollars")
        };
    };
    let share = value.known / worth;
    let subjects = [line.key.as_str(), line.product.as_str(), "company"];
    let outcome = match () {
        () if at_least(share, least) => licensed(context, test, &subjects),
        () if value.most <= NOTHING * worth && !value.assumed => Outcome::Pass,
        () => Outcome::Unknown,
    };
    let missing = (outcome == Outcome::Unknown).then(|| {
        format!("{}, declared: computed it is {} to {}", test.fact, percent(share), percent(value.most / worth))
    });
    Found {
        measured: Some(share),
        threshold: Some(least),
        unit: "share of value",
        path: format!("{} › {}", line.key, value.worst.1),
        evidence: all_of(if value.assumed { ItemEvidence::Assumed } else { ItemEvidence::Public }),
        missing: missing.into_iter().collect(),
        ..Found::new(outcome, format!("{}; computed at base prices", context.version.text))
    }
}

/// Adds one element of one item.
fn add(
    context: &Context<'_>,
    test: &ValueShare,
    item: &ItemOrigin,
    (element, priced): (Element, MaterialId),
    control: &Control,
    value: &mut Value,
) {
    let chain = context.chain();
    let tonnes = item.tonnes_per_unit * chain.materials[item.material.index()].fraction(element);
    if tonnes <= 0.0 {
        return;
    }
    value.holds = true;
    let Some(price) = price_per_t(context, element, priced) else {
        value.assumed = true;
        return;
    };
    let traced = item.elements.iter().find(|traced| traced.element == Some(element));
    let (mut known, mut most, mut place) = (0.0_f64, 0.0_f64, "");
    for stage in &test.stages {
        let Some(origin) = traced.and_then(|traced| traced.stages.iter().find(|origin| origin.stage == *stage)) else {
            most = 1.0;
            continue;
        };
        let own = |country: &coercivity_chain::CountryId| chain.is_within(*country, control.country);
        let share: f64 = origin.shares.iter().filter(|(country, _)| own(country)).map(|(_, share)| share).sum();
        if share > known || place.is_empty() {
            (known, place) = (share.max(known), chain.stages[stage.index()].key.as_str());
        }
        most = most.max(share + origin.unknown);
        value.assumed |= origin.evidence.assumed > NOTHING || item.evidence == ItemEvidence::Assumed;
    }
    value.known += tonnes * price * known;
    value.most += tonnes * price * most;
    if tonnes * price * known >= value.worst.0 {
        let words = format!(
            "{} › {} › {place} of {element}: {} {}",
            item.item,
            if item.supplier.is_empty() { "supplier not named" } else { &item.supplier },
            context.code(control.country),
            percent(known)
        );
        value.worst = (tonnes * price * known, words);
    }
}

/// Highest base price of an element in some material [USD/t].
fn price_per_t(context: &Context<'_>, element: Element, priced: MaterialId) -> Option<f64> {
    let fraction = context.chain().materials[priced.index()].fraction(element);
    let prices = context.chain().prices.iter().filter(|price| price.material == priced).map(|price| price.usd_per_t);
    prices.max_by(f64::total_cmp).filter(|_| fraction > 0.0).map(|price| price / fraction)
}
