//! What is asked: the items of a study's lines, or what a country takes of a material.

use coercivity_chain::{
    Basis, BomItem, Chain, CountryId, DAYS_PER_YEAR, ItemEvidence, Line, MaterialId, Site, SiteId, StageId, Study,
};
use std::collections::BTreeMap;

/// Most items of one line: an item that goes into several others is an item in each.
const MOST_ITEMS: usize = 20_000;

/// A line, or a country, and what it takes.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) key: String,
    pub(crate) title: String,
    /// Country of the line; `None` for the world, which has no border.
    pub(crate) home: Option<CountryId>,
    pub(crate) items: Vec<AskItem>,
}

/// Something of the chain that is taken.
#[derive(Debug, Clone)]
pub(crate) struct AskItem {
    pub(crate) parent: String,
    pub(crate) item: String,
    pub(crate) supplier: String,
    pub(crate) country: Option<CountryId>,
    pub(crate) material: MaterialId,
    /// Mass per unit of the line \[t\]; 0 where there are no units.
    pub(crate) tonnes_per_unit: f64,
    /// Mass \[t/yr\].
    pub(crate) tonnes_per_year: f64,
    pub(crate) evidence: ItemEvidence,
    /// Where it is taken; what is missing to `tonnes_per_year` comes from no known site.
    pub(crate) takes: Vec<Take>,
    /// Later stages, done by the user or on the way to the user.
    pub(crate) later: Vec<Later>,
}

/// Material taken from a site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Take {
    pub(crate) site: SiteId,
    pub(crate) material: MaterialId,
    /// Mass \[t/yr\].
    pub(crate) tonnes_per_year: f64,
    /// True when this rests on more than an assumption.
    pub(crate) public: bool,
}

/// A stage after the item: what it is built into.
#[derive(Debug, Clone)]
pub(crate) struct Later {
    pub(crate) stage: StageId,
    pub(crate) country: Option<CountryId>,
    pub(crate) firm: String,
    pub(crate) share: f64,
    pub(crate) evidence: ItemEvidence,
}

/// One ask per line of a study.
pub(crate) fn lines(chain: &Chain, study: &Study) -> Vec<Ask> {
    let mut parts: BTreeMap<&str, Vec<&BomItem>> = BTreeMap::new();
    for row in &study.bom {
        parts.entry(&row.parent).or_default().push(row);
    }
    let ask = |line: &Line| Ask {
        key: line.key.clone(),
        title: line.title.clone(),
        home: Some(line.country),
        items: items(chain, line, &parts),
    };
    study.lines.iter().map(ask).collect()
}

/// Walks down the bill of materials; the reader has checked that it has no circle.
fn items(chain: &Chain, line: &Line, parts: &BTreeMap<&str, Vec<&BomItem>>) -> Vec<AskItem> {
    let mut items = Vec::new();
    let (component, product) = last_stages(chain);
    let made_here = Later {
        stage: product.unwrap_or(StageId(0)),
        country: Some(line.country),
        firm: String::new(),
        share: 1.0,
        evidence: ItemEvidence::Declared,
    };
    // Item, its quantity per unit of the line, and who makes it.
    let mut open: Vec<(&str, f64, Vec<Later>)> = vec![(&line.product, 1.0, Vec::new())];
    while let Some((parent, quantity, makers)) = open.pop() {
        let mut below: BTreeMap<&str, (f64, Vec<Later>)> = BTreeMap::new();
        for row in parts.get(parent).into_iter().flatten() {
            if items.len() >= MOST_ITEMS {
                return items;
            }
            let Some(material) = row.material else {
                let (total, of_row) = below.entry(&row.child).or_insert_with(|| (row.quantity, Vec::new()));
                *total = row.quantity;
                of_row.push(Later {
                    stage: component.unwrap_or(StageId(0)),
                    country: row.country,
                    firm: row.supplier.clone(),
                    share: row.share.value(),
                    evidence: row.evidence,
                });
                continue;
            };
            let mut later = Vec::new();
            if component.is_some() {
                let own = Later { stage: component.unwrap_or(StageId(0)), ..made_here.clone() };
                later.extend(if makers.is_empty() { vec![own] } else { makers.clone() });
            }
            later.extend(product.map(|_| made_here.clone()));
            let tonnes_per_unit = quantity * row.quantity * row.share.value();
            let tonnes_per_year = tonnes_per_unit * line.units_per_day * DAYS_PER_YEAR;
            items.push(AskItem {
                parent: parent.to_owned(),
                item: row.child.clone(),
                supplier: row.supplier.clone(),
                country: row.country,
                material,
                tonnes_per_unit,
                tonnes_per_year,
                evidence: row.evidence,
                takes: row
                    .country
                    .map_or_else(Vec::new, |country| makers_of(chain, material, country, tonnes_per_year)),
                later,
            });
        }
        for (child, (per_parent, makers)) in below.into_iter().rev() {
            open.push((child, quantity * per_parent, makers));
        }
    }
    items
}

/// The last two stages of the chain: component and product.
fn last_stages(chain: &Chain) -> (Option<StageId>, Option<StageId>) {
    let mut stages: Vec<(u32, StageId)> =
        chain.stages.iter().enumerate().map(|(n, stage)| (stage.position, StageId(n as u32))).collect();
    stages.sort_unstable();
    let mut from_the_end = stages.into_iter().rev().map(|(_, stage)| stage);
    let product = from_the_end.next();
    (from_the_end.next(), product)
}

/// Sites of a country that make a material, by what they make in the base year.
fn makers_of(chain: &Chain, material: MaterialId, country: CountryId, tonnes_per_year: f64) -> Vec<Take> {
    let makes = |site: &Site| {
        let outputs = &chain.processes[site.process.index()].outputs;
        let per_activity: f64 = outputs.iter().filter(|o| o.material == material).map(|o| o.per_activity.value()).sum();
        per_activity * site.activity.value()
    };
    let made: Vec<(SiteId, f64)> = chain
        .sites
        .iter()
        .enumerate()
        .filter(|(_, site)| chain.is_within(site.country, country))
        .map(|(n, site)| (SiteId(n as u32), makes(site)))
        .filter(|(_, made)| *made > 0.0)
        .collect();
    let total: f64 = made.iter().map(|(_, made)| made).sum();
    let take = |(site, made)| Take { site, material, tonnes_per_year: tonnes_per_year * made / total, public: true };
    made.into_iter().map(take).collect()
}

/// What a country or region takes of a material: its sites and its final demand.
/// Without a country, what the whole world takes.
pub(crate) fn country(chain: &Chain, home: Option<CountryId>, material: MaterialId) -> Ask {
    let is_home = |country: CountryId| home.is_none_or(|home| chain.is_within(country, home));
    let links = chain
        .links
        .iter()
        .filter(|link| link.material == material && is_home(chain.sites[link.buyer.index()].country))
        .map(|link| (link.supplier, link.flow.value(), link.evidence.basis));
    let demand = chain
        .demand
        .iter()
        .filter(|demand| demand.material == material && is_home(demand.country))
        .map(|demand| (demand.site, demand.flow.value(), demand.evidence.basis));
    let takes: Vec<Take> = links
        .chain(demand)
        .map(|(site, flow, basis)| Take { site, material, tonnes_per_year: flow, public: basis != Basis::Assumed })
        .collect();
    let item = AskItem {
        parent: String::new(),
        item: chain.materials[material.index()].key.clone(),
        supplier: String::new(),
        country: None,
        material,
        tonnes_per_unit: 0.0,
        tonnes_per_year: takes.iter().map(|take| take.tonnes_per_year).sum(),
        evidence: ItemEvidence::Public,
        takes,
        later: Vec::new(),
    };
    let place = home.map_or("world", |home| &chain.countries[home.index()].iso3);
    let name = home.map_or("World", |home| &chain.countries[home.index()].name);
    Ask {
        key: format!("{place} {}", item.item),
        title: format!("{name}: {}", chain.materials[material.index()].title),
        home,
        items: if item.tonnes_per_year > 0.0 { vec![item] } else { Vec::new() },
    }
}
