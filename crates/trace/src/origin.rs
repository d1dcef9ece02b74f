//! Origin by stage: what a line needs, and where each stage of it is done.
//!
//! For each element the chain is a network of pools, one per site and material.
//! With A the mass of the element that a unit taken from one pool needs of the
//! others, and d what a line takes, t = (1 - A)^-1 d is what must be made in every
//! pool (Leontief 1936; inputs of joint outputs shared out by mass of the element).
//! The share of a stage done in a country is the sum of t over its pools of that
//! stage over the sum of all. With d = everything that leaves the chain, t is what
//! is made in the base year: the shares are those of world production.

mod ask;
mod declared;
mod flow;
mod gather;
mod network;
mod path;
mod result;
mod solve;
mod tally;

pub use result::{ElementOrigin, EvidenceShares, Firm, Flow, ItemOrigin, LineOrigin, Origin, Path, StageOrigin, Via};

use ask::{Ask, AskItem};
use coercivity_chain::{Chain, CountryId, Declaration, Element, Form, MaterialId, Study};
use gather::Tracer;
use network::Network;
use std::collections::{BTreeMap, BTreeSet};
use tally::Tallies;

/// What elements are weighed by where several are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Mass \[t\].
    #[default]
    Mass,
    /// Mass times base price of the element \[USD\]; elements without a price count nothing.
    Value,
}

/// Origin of what the lines of a study need.
///
/// `line` and `element` narrow the answer down; without an element all that the chain
/// follows from a first stage are traced.
#[must_use]
pub fn of_study(chain: &Chain, study: &Study, line: Option<&str>, element: Option<Element>, by: By) -> Origin {
    let asks = ask::lines(chain, study).into_iter().filter(|ask| line.is_none_or(|line| ask.key == line)).collect();
    of_asks(chain, asks, &study.declarations, element, by)
}

/// Origin of what a country, a region or (without one) the world takes of a material.
#[must_use]
pub fn of_country(
    chain: &Chain,
    country: Option<CountryId>,
    material: MaterialId,
    element: Option<Element>,
    by: By,
) -> Origin {
    of_asks(chain, vec![ask::country(chain, country, material)], &[], element, by)
}

/// Origin of everything that leaves the chain with an element: the shares of each
/// stage are those of world production.
#[must_use]
pub fn of_world(chain: &Chain, element: Element) -> ElementOrigin {
    Tracer::new(chain, Network::new(chain, element)).everything().finish(chain, Some(element))
}

fn of_asks(chain: &Chain, asks: Vec<Ask>, declarations: &[Declaration], element: Option<Element>, by: By) -> Origin {
    let carried: BTreeSet<Element> = asks
        .iter()
        .flat_map(|ask| &ask.items)
        .flat_map(|item| item.takes.iter().map(|take| take.material).chain([item.material]))
        .flat_map(|material| chain.materials[material.index()].composition.iter().map(|(element, _)| *element))
        .collect();
    let wanted = carried.into_iter().filter(|e| element.is_none_or(|element| *e == element));
    let tracers: Vec<(Element, Tracer<'_>)> = wanted
        .map(|e| (e, Network::new(chain, e)))
        .filter(|(_, network)| element.is_some() || network.source.contains(&true))
        .map(|(e, network)| (e, Tracer::new(chain, network)))
        .collect();
    let asked_for = element.is_some();
    let lines = asks.into_iter().map(|ask| line(chain, ask, &tracers, declarations, by, asked_for)).collect();
    Origin { lines }
}

fn line(
    chain: &Chain,
    ask: Ask,
    tracers: &[(Element, Tracer<'_>)],
    declarations: &[Declaration],
    by: By,
    asked_for: bool,
) -> LineOrigin {
    let mut of_line: BTreeMap<Element, Tallies> = BTreeMap::new();
    let mut items = Vec::new();
    for item in &ask.items {
        let mut elements = Vec::new();
        for (element, tracer) in tracers {
            let mut tallies = tracer.item(item, ask.home);
            if tallies.mass <= 0.0 || !(tallies.followed || asked_for) {
                continue;
            }
            declared::apply(chain, declarations, item, *element, ask.home, &mut tallies);
            elements.push(tallies.finish(chain, Some(*element)));
            of_line.entry(*element).or_default().merge(&tallies, 1.0);
        }
        items.push(item_origin(item, heaviest_first(elements)));
    }
    let mut all = Tallies::default();
    for (element, tallies) in &of_line {
        let factor = match by {
            By::Mass => 1.0,
            By::Value => usd_per_tonne(chain, *element).unwrap_or(0.0),
        };
        all.merge(tallies, factor);
    }
    let elements = of_line.iter().map(|(element, tallies)| tallies.finish(chain, Some(*element))).collect();
    LineOrigin {
        key: ask.key,
        title: ask.title,
        country: ask.home,
        elements: heaviest_first(elements),
        all: all.finish(chain, None),
        items,
    }
}

fn item_origin(item: &AskItem, elements: Vec<ElementOrigin>) -> ItemOrigin {
    ItemOrigin {
        parent: item.parent.clone(),
        item: item.item.clone(),
        supplier: item.supplier.clone(),
        country: item.country,
        material: item.material,
        tonnes_per_unit: item.tonnes_per_unit,
        evidence: item.evidence,
        elements,
    }
}

fn heaviest_first(mut elements: Vec<ElementOrigin>) -> Vec<ElementOrigin> {
    elements.sort_by(|a, b| b.tonnes_per_year.total_cmp(&a.tonnes_per_year).then(a.element.cmp(&b.element)));
    elements
}

/// Base price of an element \[USD/t contained\]: that of the purest oxide, metal or other
/// compound with a price, per tonne of what it holds of its main elements.
#[must_use]
pub fn usd_per_tonne(chain: &Chain, element: Element) -> Option<f64> {
    let refined = |form: Form| matches!(form, Form::Oxide | Form::Metal);
    let candidates = chain.prices.iter().filter_map(|price| {
        let material = &chain.materials[price.material.index()];
        let fraction = material.fraction(element);
        let carried: f64 = material.composition.iter().map(|(_, fraction)| fraction.value()).sum();
        (refined(material.form) && fraction > 0.0).then_some((fraction / carried, price.usd_per_t / carried))
    });
    let best = candidates.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, usd)| usd)
}
