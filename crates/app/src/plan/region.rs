//! A government's view: each end use of a magnet in a country or region as one line that stands for all its buyers.
//!
//! A line is a sample carved out of the largest market of its end use, so that the chain stays as it is; money and
//! tonnes of the plan are those of the sample times a scale.

use super::setting::usd_per_unit;
use crate::error::AppError;
use crate::load;
use coercivity_chain::{
    BomItem, Chain, CountryId, Days, EndUseId, Form, ItemEvidence, Line, Link, MaterialId, Share, SiteId, Study,
};
use coercivity_data::package::{Files, Package};
use coercivity_data::study_file::LoadedStudy;
use std::collections::BTreeMap;

/// Part of the largest market that the sample takes.
const SAMPLE: f64 = 0.25;
/// Use of one end user, as the pairs of the chain \[t/yr\].
const T_PER_PAIR: f64 = 54.0;
/// Smaller uses are left out \[t/yr\].
const LEAST_T: f64 = 1.0;
/// Smaller suppliers are left out, share of the use.
const LEAST_SHARE: f64 = 0.005;
/// Most links between a market and its end use.
const DEPTH: usize = 8;

/// A region whose end uses are planned for.
struct Region {
    name: String,
    study: Study,
    /// What a line stands for, as a multiple of its own use.
    scale: Vec<f64>,
}

/// A study, or the end uses of a region in its place.
pub(crate) struct Subject {
    pub(crate) loaded: LoadedStudy,
    pub(crate) files: Files,
    /// Name of the region.
    pub(crate) region: Option<String>,
    /// What each line stands for, as a multiple of itself.
    pub(crate) scale: Vec<f64>,
}

/// Reads a study and, where a country or region is named, puts its end uses of magnets in place of the lines.
///
/// # Errors
/// When the study is not right, or the region or a material is not known, is no magnet, or is used there by nobody.
pub(crate) fn subject(
    study: Option<&str>,
    region_code: Option<&str>,
    materials: &[String],
) -> Result<Subject, AppError> {
    let (mut loaded, files) = load::study(study)?;
    let Some(code) = region_code else {
        if !materials.is_empty() {
            let what = "materials are named where lines are looked at".to_owned();
            let hint = "leave them out, or name a country or region as well".to_owned();
            return Err(AppError::Contradiction { what, hint });
        }
        let scale = vec![1.0; loaded.study.lines.len()];
        return Ok(Subject { loaded, files, region: None, scale });
    };
    let found = region(&loaded, code, materials)?;
    loaded.study = found.study;
    Ok(Subject { loaded, files, region: Some(found.name), scale: found.scale })
}

/// Flows into an end use.
#[derive(Default)]
struct Market {
    /// By country of use \[t/yr\].
    by_country: BTreeMap<CountryId, f64>,
    /// By country of origin: \[t/yr\] and \[t/yr x days\] on the way.
    by_origin: BTreeMap<CountryId, (f64, f64)>,
    /// Cover of the buyers, its low and high \[t/yr x days\].
    cover: [f64; 3],
}

impl Market {
    fn add(&mut self, chain: &Chain, link: &Link) {
        let (buyer, flow) = (&chain.sites[link.buyer.index()], link.flow.value());
        *self.by_country.entry(buyer.country).or_default() += flow;
        let origin = self.by_origin.entry(chain.sites[link.supplier.index()].country).or_default();
        origin.0 += flow;
        origin.1 += flow * link.transit.value();
        let inputs = &chain.processes[buyer.process.index()].inputs;
        if let Some(at) = inputs.iter().position(|input| input.material == link.material)
            && let Some((cover, evidence)) = buyer.in_cover.get(at)
        {
            let cover = cover.value();
            let days = [cover, evidence.low.unwrap_or(cover), evidence.high.unwrap_or(cover)];
            for (sum, days) in self.cover.iter_mut().zip(days) {
                *sum += flow * days;
            }
        }
    }

    fn t_per_year(&self) -> f64 {
        self.by_country.values().sum()
    }

    fn largest(&self) -> Option<(CountryId, f64)> {
        self.by_country.iter().map(|(country, t)| (*country, *t)).max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// The end uses of magnets in a country or region as a study of its own.
fn region(loaded: &LoadedStudy, code: &str, materials: &[String]) -> Result<Region, AppError> {
    let (chain, package) = (&loaded.package.chain, &loaded.package);
    let country = chain.country(code).ok_or_else(|| AppError::Unknown {
        what: "country or region",
        name: code.to_owned(),
        hint: "write an ISO alpha-3 code or EUU for the European Union".to_owned(),
    })?;
    let materials = magnets(chain, materials)?;
    let markets = markets(chain, country, &materials);
    let of = &chain.countries[country.index()];
    if markets.is_empty() {
        let titles: Vec<&str> = materials.iter().map(|id| chain.materials[id.index()].title.as_str()).collect();
        let what = format!("nobody in {} uses {}", of.name, titles.join(" or "));
        let hint = "see `coercivity data show demand`, or name another material".to_owned();
        return Err(AppError::Contradiction { what, hint });
    }
    let currency = if of.eu_member { "EUR" } else { "USD" };
    let mut study = Study {
        key: format!("for-{code}"),
        title: format!("End uses of magnets, {}", of.name),
        lines: Vec::new(),
        bom: Vec::new(),
        declarations: Vec::new(),
        facts: Vec::new(),
        settings: loaded.study.settings.clone(),
    };
    // Many plants do not idle at one rate.
    study.settings.min_rate = Share(0.0);
    let mut scale = Vec::new();
    for ((end_use, material), market) in &markets {
        let Some((largest, used)) = market.largest() else { continue };
        let sample = SAMPLE * used;
        scale.push(market.t_per_year() / sample);
        let mut line = line(package, (*end_use, *material), market, (largest, sample), currency)?;
        if materials.len() == 1 {
            line.title.clone_from(&chain.end_uses[end_use.index()].title);
        }
        study.bom.extend(bill(chain, &line, *material, market));
        study.lines.push(line);
    }
    Ok(Region { name: of.name.clone(), study, scale })
}

/// Materials of the request, all magnets by default.
fn magnets(chain: &Chain, names: &[String]) -> Result<Vec<MaterialId>, AppError> {
    let all = || (0..chain.materials.len()).filter(|m| chain.materials[*m].form == Form::Magnet);
    let keys: Vec<&str> = all().map(|m| chain.materials[m].key.as_str()).collect();
    let id = |name: &String| {
        all().find(|m| chain.materials[*m].key == *name).map(|m| MaterialId(m as u32)).ok_or_else(|| {
            AppError::Unknown {
                what: "magnet material",
                name: name.clone(),
                hint: format!("a plan for a country is about magnets; one of: {}", keys.join(", ")),
            }
        })
    };
    if names.is_empty() {
        return Ok(all().map(|m| MaterialId(m as u32)).collect());
    }
    names.iter().map(id).collect()
}

/// Flows of the materials into components made in the region, by end use.
fn markets(chain: &Chain, region: CountryId, materials: &[MaterialId]) -> BTreeMap<(EndUseId, MaterialId), Market> {
    let mut markets: BTreeMap<(EndUseId, MaterialId), Market> = BTreeMap::new();
    for link in chain.links.iter().filter(|link| materials.contains(&link.material)) {
        let buyer = &chain.sites[link.buyer.index()];
        let makes = &chain.processes[buyer.process.index()].driving;
        let component = makes.iter().any(|good| chain.materials[good.index()].form == Form::Component);
        if component
            && chain.is_within(buyer.country, region)
            && let Some(end_use) = end_use_of(chain, link.buyer)
        {
            markets.entry((end_use, link.material)).or_default().add(chain, link);
        }
    }
    markets.retain(|_, market| market.t_per_year() >= LEAST_T);
    markets
}

/// End use that a site serves: the first demand below it.
fn end_use_of(chain: &Chain, site: SiteId) -> Option<EndUseId> {
    let mut at = site;
    for _ in 0..DEPTH {
        if let Some(demand) = chain.demand.iter().find(|demand| demand.site == at) {
            return Some(demand.end_use);
        }
        at = chain.links.iter().find(|link| link.supplier == at)?.buyer;
    }
    None
}

/// A line whose unit is a kilogram of magnets.
fn line(
    package: &Package,
    (end_use, material): (EndUseId, MaterialId),
    market: &Market,
    (country, sample): (CountryId, f64),
    currency: &str,
) -> Result<Line, AppError> {
    let chain = &package.chain;
    let (of, goods) = (&chain.end_uses[end_use.index()], &chain.materials[material.index()]);
    let value = chain.magnet_values.iter().find(|value| value.end_use == end_use).ok_or_else(|| AppError::Unknown {
        what: "value of magnets in the end use",
        name: of.key.clone(),
        hint: "add a row to tables/magnet_values.csv in the study's folder".to_owned(),
    })?;
    let worth = value.value_added.value / usd_per_unit(package, currency, chain.base_year)?;
    Ok(Line {
        key: format!("{}-{}", of.key, goods.key),
        title: format!("{}, {}", of.title, goods.title),
        product: format!("{} with {}", of.key, goods.key),
        country,
        end_use,
        units_per_day: sample * 1000.0 / coercivity_chain::DAYS_PER_YEAR,
        revenue_per_unit: worth,
        value_added_per_unit: worth,
        currency: currency.to_owned(),
        price_year: chain.base_year,
        jobs: 0.0,
        pairs: (market.t_per_year() / T_PER_PAIR).round().max(1.0) as u32,
        evidence: value.value_added.evidence,
    })
}

/// Where a kilogram of magnets comes from.
fn bill(chain: &Chain, line: &Line, material: MaterialId, market: &Market) -> Vec<BomItem> {
    let total = market.t_per_year();
    let large = market.by_origin.iter().filter(|(_, (flow, _))| *flow >= LEAST_SHARE * total);
    let kept: f64 = large.clone().map(|(_, (flow, _))| flow).sum();
    let [cover, low, high] = market.cover.map(|sum| Days(sum / total));
    large
        .map(|(origin, (flow, way))| BomItem {
            parent: line.product.clone(),
            child: chain.materials[material.index()].key.clone(),
            material: Some(material),
            quantity: 1e-3,
            unit: "kg".to_owned(),
            supplier: chain.countries[origin.index()].name.clone(),
            country: Some(*origin),
            share: Share(flow / kept),
            cover,
            cover_range: (low, high),
            lead: Days(way / flow),
            evidence: ItemEvidence::Public,
        })
        .collect()
}
