//! GeoPolRisk on the default package: each stage of each commodity is a material.

use super::commodity::{self, Commodity};
use super::geopolrisk::cell;
use super::names::{self, EU, Named};
use super::note::Source;
use super::{CriticalityRequest, Method};
use crate::error::AppError;
use coercivity_chain::{Chain, CountryId};
use coercivity_data::Package;
use coercivity_data::problem::nearest;
use coercivity_report::criticality_view::CriticalityView;
use coercivity_trace::criticality::flows::{Flows, FlowsBuilder};
use coercivity_trace::criticality::geopolrisk::{COPPER_USD_PER_KG, Question, Unit, World, risk};
use coercivity_trace::criticality::production::{Output, Production};
use coercivity_trace::criticality::stability::Stability;
use coercivity_trace::criticality::stage::{StageSet, number};
use std::collections::BTreeMap;

/// GeoPolRisk of every commodity, stage and country asked for, in the base year.
pub(super) fn geopolrisk(package: &Package, request: &CriticalityRequest) -> Result<CriticalityView, AppError> {
    let chain = &package.chain;
    let year = chain.base_year;
    names::years(&request.years, &[year])?;
    let commodities = commodity::commodities(package, &request.materials)?;
    let sets: Vec<(&Commodity, &StageSet)> =
        commodities.iter().flat_map(|commodity| commodity.stages.iter().map(move |set| (commodity, set))).collect();
    let production = production(chain, &sets);
    let flows = flows(chain, &sets);
    let stability = stability(package);
    let world = World { flows: &flows, production: &production, stability: &stability };
    let mut view = Method::Geopolrisk.empty("package");
    for named in countries(chain, &request.countries)? {
        for (place, (commodity, set)) in (0_u32..).zip(&sets) {
            let question = Question { material: place, products: &[place], year, unit: &named.unit };
            let mut found = risk(&world, &question);
            found.price_usd_per_kg = price(chain, set);
            found.factor =
                found.score.zip(found.price_usd_per_kg).map(|(score, price)| score * price / COPPER_USD_PER_KG);
            let name = format!("{}/{}", commodity.key, commodity::stage_key(chain, set));
            let source = Source { products: &name, year, volume: false };
            view.cells.push(cell(&named.name, &name, &found, &source));
        }
    }
    view.stages = commodity::concentrations(chain, &commodities);
    view.sources = commodity::sources(chain, &commodities);
    view.sources.push("wgi-2025".to_owned());
    view.notes = notes();
    Ok(view)
}

fn notes() -> Vec<String> {
    [
        "Trade is that of the package: goods of one stage bought by the next one or by final use, in t of the elements \
         that count. Other goods under the same customs code are not in it.",
        "Taiwan has its own figure of stability here; regions of several countries (XRW, XEU) have none and count as 0.5.",
        "Shares are taken of tonnes as they are, not of tonnes cut to whole ones.",
        "The price is that of the package per kg of the first material with one, not a unit value of imports.",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn production(chain: &Chain, sets: &[(&Commodity, &StageSet)]) -> Production {
    let mut outputs = Vec::new();
    for (material, (_, set)) in (0_u32..).zip(sets) {
        let mut by_country: BTreeMap<CountryId, f64> = BTreeMap::new();
        for (country, tonnes) in set.production(chain) {
            *by_country.entry(country).or_default() += tonnes;
        }
        outputs.extend(by_country.into_iter().map(|(country, tonnes)| Output {
            material,
            year: chain.base_year,
            country: Some(number(country)),
            amount: tonnes,
            tonnes,
        }));
    }
    Production::new(outputs)
}

/// Purchases across borders: what a country buys of itself is in its production.
fn flows(chain: &Chain, sets: &[(&Commodity, &StageSet)]) -> Flows {
    let mut builder = FlowsBuilder::default();
    for (product, (_, set)) in (0_u32..).zip(sets) {
        let mut by_pair: BTreeMap<(CountryId, CountryId), f64> = BTreeMap::new();
        for purchase in set.purchases(chain).into_iter().filter(|purchase| purchase.from != purchase.to) {
            *by_pair.entry((purchase.from, purchase.to)).or_default() += purchase.tonnes;
        }
        for ((from, to), tonnes) in by_pair {
            builder.push(chain.base_year, product, (number(from), number(to)), 0.0, Some(tonnes));
        }
    }
    // Pairs are keys of a map, so that none is there twice.
    builder.finish().unwrap_or_default()
}

fn stability(package: &Package) -> Stability {
    let Some(table) = package.table("stability") else { return Stability::default() };
    let figures = table.rows.iter().filter_map(|row| {
        let country = package.chain.country(table.text(row, "country"))?;
        let year = table.text(row, "year").parse::<u16>().ok()?;
        Some((number(country), year, table.number(row, "instability")?))
    });
    Stability::new(&figures.collect::<Vec<_>>())
}

/// Price of the first material of a stage that has one, anywhere outside the country that controls it if known.
fn price(chain: &Chain, set: &StageSet) -> Option<f64> {
    let of = |material| {
        let rows = || chain.prices.iter().filter(move |price| price.material == material);
        let outside = rows().find(|price| chain.countries[price.area.index()].iso3 == "XRW");
        outside.or_else(|| rows().next())
    };
    set.materials.iter().find_map(|(material, _)| of(*material)).map(|price| price.usd_per_t / 1000.0)
}

/// Countries of the chain as asked; twelve large economies when none is named.
fn countries(chain: &Chain, asked: &[String]) -> Result<Vec<Named>, AppError> {
    if asked.iter().any(|word| word.trim().eq_ignore_ascii_case("all")) {
        let buyers = chain.sites.iter().map(|site| site.country);
        let mut buyers: Vec<CountryId> = buyers.chain(chain.demand.iter().map(|demand| demand.country)).collect();
        buyers.sort_unstable();
        buyers.dedup();
        return Ok(buyers.into_iter().map(|country| single(chain, country)).collect());
    }
    let default: Vec<String> =
        std::iter::once(EU.to_owned()).chain(names::ECONOMIES.iter().map(|(_, iso3, _)| (*iso3).to_owned())).collect();
    let mut found: Vec<Named> = Vec::new();
    for word in if asked.is_empty() { &default } else { asked } {
        let named = country(chain, word.trim())?;
        if !found.iter().any(|other| other.name == named.name) {
            found.push(named);
        }
    }
    Ok(found)
}

fn single(chain: &Chain, country: CountryId) -> Named {
    let known = &chain.countries[country.index()];
    let large = names::ECONOMIES.iter().find(|(_, iso3, _)| *iso3 == known.iso3);
    let name = large.map_or(known.name.as_str(), |(name, _, _)| name);
    Named { name: name.to_owned(), unit: Unit::new(vec![number(country)]) }
}

fn country(chain: &Chain, word: &str) -> Result<Named, AppError> {
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    if is(EU) || is("EUU") || is("European Union") {
        let members = (0_u32..).map(CountryId).zip(&chain.countries).filter(|(_, country)| country.eu_member);
        return Ok(Named { name: EU.to_owned(), unit: Unit::new(members.map(|(id, _)| number(id)).collect()) });
    }
    let large = names::ECONOMIES.iter().find(|(name, _, _)| is(name)).map_or(word, |(_, iso3, _)| iso3);
    let known = |iso3: &str, name: &str| large.eq_ignore_ascii_case(iso3) || is(name);
    match (0_u32..).zip(&chain.countries).find(|(_, country)| known(&country.iso3, &country.name)) {
        Some((id, _)) => Ok(single(chain, CountryId(id))),
        None => {
            let words = chain.countries.iter().flat_map(|country| [country.iso3.as_str(), country.name.as_str()]);
            let hint = nearest(word, words).map_or_else(
                || "name it by ISO 3166-1 alpha-3, EU, or all".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(AppError::Unknown { what: "country", name: word.to_owned(), hint })
        }
    }
}
