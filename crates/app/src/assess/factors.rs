//! Controls that may affect supply: on what the lines buy, and on what their suppliers buy.

use crate::controls::{ControlsRequest, answer};
use crate::error::AppError;
use coercivity_chain::{Chain, CountryId, EndUseClass, MaterialId, Study};
use coercivity_report::assess_view::FactorView;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A border that goods cross: material, from, to, and what for in the end.
type Crossing = (MaterialId, CountryId, CountryId, &'static str);

/// Most borders looked at; a study of thousands of items has a few dozen.
const MOST: usize = 500;
/// Share of a supplier's input below which a source is left out.
const SMALL: f64 = 0.01;

/// Asks about every border between the mine and the lines.
pub(super) fn factors(chain: &Chain, study: &Study, on: &str, today: Date) -> Result<Vec<FactorView>, AppError> {
    let mut found = Vec::new();
    for (material, from, to, class) in crossings(chain, study) {
        let country = |id: CountryId| chain.countries[id.index()].iso3.clone();
        let mut request = ControlsRequest::new(today);
        request.on = Some(on.to_owned());
        request.material = Some(chain.materials[material.index()].key.clone());
        request.from = Some(country(from));
        request.to = Some(country(to));
        request.end_use = Some(class.to_owned());
        for control in answer(chain, &request)?.controls {
            found.push(FactorView {
                control: control.control,
                title: control.title,
                kind: control.kind,
                issuer: control.issuer,
                citation: control.citation,
                material: chain.materials[material.index()].key.clone(),
                from: country(from),
                to: country(to),
                verdict: control.verdict,
                applies: control.applies,
                status: control.status,
                status_until: control.status_until,
                status_next: control.status_next,
                days_to_licence: control.days_to_licence,
                why: control.why,
            });
        }
    }
    found.sort_by(|a, b| (!a.applies, &a.control, &a.material).cmp(&(!b.applies, &b.control, &b.material)));
    Ok(found)
}

/// Every border that the study's goods, or what they are made of, cross.
fn crossings(chain: &Chain, study: &Study) -> Vec<Crossing> {
    let mut crossings: BTreeSet<Crossing> = BTreeSet::new();
    let mut made: BTreeSet<(MaterialId, CountryId, &'static str)> = BTreeSet::new();
    for line in &study.lines {
        let class: &'static str = EndUseClass::word(chain.end_uses[line.end_use.index()].class);
        for (material, country) in items(study, &line.product) {
            made.insert((material, country, class));
            if country != line.country {
                crossings.insert((material, country, line.country, class));
            }
        }
    }
    let mut open: Vec<_> = made.iter().copied().collect();
    while let Some((material, country, class)) = open.pop() {
        for (input, from) in sources(chain, material, country) {
            if from != country && crossings.len() < MOST {
                crossings.insert((input, from, country, class));
            }
            if made.insert((input, from, class)) {
                open.push((input, from, class));
            }
        }
    }
    crossings.into_iter().collect()
}

/// Followed items below a product, with the country where they are made.
fn items(study: &Study, product: &str) -> Vec<(MaterialId, CountryId)> {
    let mut items = Vec::new();
    let mut open = vec![product];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    while let Some(parent) = open.pop() {
        if !seen.insert(parent) {
            continue;
        }
        for row in study.bom.iter().filter(|row| row.parent == parent) {
            match row.material.zip(row.country) {
                Some(item) => items.push(item),
                None => open.push(&row.child),
            }
        }
    }
    items
}

/// Where the makers of a material in a country get what they make it of.
fn sources(chain: &Chain, material: MaterialId, country: CountryId) -> BTreeSet<(MaterialId, CountryId)> {
    let mut sources = BTreeSet::new();
    let makes = |process: &coercivity_chain::Process| process.driving.contains(&material);
    let site = |id: coercivity_chain::SiteId| &chain.sites[id.index()];
    for link in &chain.links {
        let buyer = site(link.buyer);
        let process = &chain.processes[buyer.process.index()];
        if buyer.country != country || !makes(process) {
            continue;
        }
        let per_activity: f64 =
            process.inputs.iter().filter(|i| i.material == link.material).map(|i| i.per_activity.value()).sum();
        if link.flow.value() > SMALL * per_activity * buyer.activity.value() {
            sources.insert((link.material, site(link.supplier).country));
        }
    }
    sources
}
