//! Stocks of a region: the columns of a report, and days of average daily net imports.

use super::evidence::{all_of, at_least};
use super::region::{entries, origin_of};
use super::verdict::{Found, Outcome};
use super::{Answers, Context};
use crate::origin::EvidenceShares;
use coercivity_chain::{CountryId, ItemEvidence, RawMaterial, StockCover, StockReport};

/// Days of a calendar year over which imports are averaged.
const DAYS: f64 = 365.0;

/// One row of a stock table. What nobody stated is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct StockRow {
    /// Position of the rule in the chain.
    pub rule: usize,
    /// Region.
    pub region: CountryId,
    /// Key of the raw material.
    pub material: String,
    /// As the list names it.
    pub title: String,
    /// Stock \[t\].
    pub stock_t: Option<f64>,
    /// Stock as a share of a year's consumption.
    pub share_of_consumption: Option<f64>,
    /// Columns of the report as stated, in the order of the rule: fact and value.
    pub columns: Vec<(String, Option<String>)>,
    /// Consumption [t/yr].
    pub consumption_t: Option<f64>,
    /// Net imports [t/yr]; below zero for a net exporter.
    pub net_imports_t: Option<f64>,
    /// Year of the net imports.
    pub net_imports_year: u16,
    /// Stock in days of average daily net imports.
    pub cover_days: Option<f64>,
}

/// Net imports of a year, and whether it is the calendar year before the day.
struct NetImports {
    tonnes: f64,
    year: u16,
    evidence: ItemEvidence,
    is_year_before: bool,
}

/// Calendar year before the day.
fn year_before(context: &Context<'_>) -> u16 {
    u16::try_from(context.inputs.day.year() - 1).unwrap_or(0)
}

/// Net imports as stated, else contained in all that crosses the region's border in the base year.
fn net_imports(context: &Context<'_>, fact: &str, entry: &RawMaterial) -> NetImports {
    let before = year_before(context);
    if let Some((tonnes, evidence)) = context.facts.number(&[&entry.key], fact) {
        return NetImports { tonnes, year: before, evidence, is_year_before: true };
    }
    let chain = context.chain();
    let inside = |country: CountryId| chain.is_within(country, context.rule.region);
    let mut tonnes = 0.0;
    for link in &chain.links {
        let from = inside(chain.sites[link.supplier.index()].country);
        let to = inside(chain.sites[link.buyer.index()].country);
        let material = &chain.materials[link.material.index()];
        let held: f64 = entry.elements.iter().map(|element| material.fraction(*element)).sum();
        tonnes += held * link.flow.value() * (f64::from(u8::from(to)) - f64::from(u8::from(from)));
    }
    NetImports {
        tonnes,
        year: chain.base_year,
        evidence: ItemEvidence::Public,
        is_year_before: chain.base_year == before,
    }
}

/// Tonnes of the entry's elements that the region's use takes at its last stage.
fn consumption(context: &Context<'_>, list: &str, entry: &RawMaterial) -> Option<f64> {
    let origin = origin_of(context, list, entry)?;
    let last = |element: &crate::origin::ElementOrigin| element.tonnes_per_year;
    let tonnes: f64 =
        origin.elements.iter().filter(|e| e.element.is_none_or(|e| entry.elements.contains(&e))).map(last).sum();
    (tonnes > 0.0).then_some(tonnes)
}

/// Days of cover.
fn days(stock: f64, net_imports: f64) -> Option<f64> {
    (net_imports > 0.0).then(|| stock / (net_imports / DAYS))
}

/// Stock in days of average daily net imports against a published level.
pub(super) fn cover(context: &Context<'_>, test: &StockCover, answers: &mut Answers) {
    let region = context.code(context.rule.region);
    for entry in entries(context, &test.list) {
        let subject = format!("{region}/{}", entry.key);
        let found = cover_of(context, test, entry);
        context.add(answers, &subject, None, found);
    }
}

fn cover_of(context: &Context<'_>, test: &StockCover, entry: &RawMaterial) -> Found {
    let imports = net_imports(context, &test.net_imports, entry);
    if imports.tonnes <= 0.0 {
        return Found::not_applicable("the region has no net imports");
    }
    let stock = context.facts.number(&[&entry.key], &test.stock);
    let measured = stock.and_then(|(stock, _)| days(stock, imports.tonnes));
    let least = test.least_days.as_ref().map(|least| least.value);
    let before = year_before(context);
    let mut missing = Vec::new();
    if measured.is_none() {
        missing.push(format!("{}: the stock in t", test.stock));
    }
    if least.is_none() {
        missing.push("the benchmark of a safe level in days: none was found published".to_owned());
    }
    if !imports.is_year_before {
        missing.push(format!("{}: net imports of {before}; those of {} were taken", test.net_imports, imports.year));
    }
    let firm = |evidence: ItemEvidence| evidence != ItemEvidence::Assumed;
    let sure = imports.is_year_before && firm(imports.evidence) && stock.is_some_and(|(_, evidence)| firm(evidence));
    let outcome = match measured.zip(least) {
        Some((days, least)) if !at_least(days, least) => Outcome::Fail,
        Some(_) if sure => Outcome::Pass,
        _ => Outcome::Unknown,
    };
    let note = format!("net imports of {} t in {}; {}", imports.tonnes.round(), imports.year, context.version.text);
    Found {
        measured,
        threshold: least,
        unit: "days",
        path: format!("{} › {}", context.code(context.rule.region), entry.key),
        evidence: stock
            .map_or_else(|| EvidenceShares { unknown: 1.0, ..EvidenceShares::default() }, |(_, e)| all_of(e)),
        missing,
        ..Found::new(outcome, note)
    }
}

/// The stock table, and whether its columns are filled.
pub(super) fn report(context: &Context<'_>, test: &StockReport, answers: &mut Answers) {
    let region = context.code(context.rule.region);
    // Days are measured with the facts of the rule on cover, where there is one.
    let cover = context.chain().rules.iter().flat_map(|rule| &rule.versions).find_map(|version| match &version.test {
        coercivity_chain::RuleTest::StockCover(cover) if cover.list == test.list => Some(cover),
        _ => None,
    });
    for entry in entries(context, &test.list) {
        let subjects = [entry.key.as_str()];
        let said = |fact: &str| context.facts.find(&subjects, fact).filter(|fact| fact.value != "unknown");
        let columns =
            test.columns.iter().map(|column| (column.fact.clone(), said(&column.fact).map(|f| f.value.clone())));
        let stock = cover.and_then(|cover| context.facts.number(&subjects, &cover.stock)).map(|(stock, _)| stock);
        let imports = cover.map(|cover| net_imports(context, &cover.net_imports, entry));
        let consumption = consumption(context, &test.list, entry);
        answers.stocks.push(StockRow {
            rule: context.number,
            region: context.rule.region,
            material: entry.key.clone(),
            title: entry.title.clone(),
            stock_t: stock,
            share_of_consumption: stock.zip(consumption).map(|(stock, consumption)| stock / consumption),
            columns: columns.collect(),
            consumption_t: consumption,
            net_imports_t: imports.as_ref().map(|imports| imports.tonnes),
            net_imports_year: imports.as_ref().map_or(context.chain().base_year, |imports| imports.year),
            cover_days: stock.zip(imports).and_then(|(stock, imports)| days(stock, imports.tonnes)),
        });
        let subject = format!("{region}/{}", entry.key);
        let found = super::company::stated(context, &subjects, &test.columns, &subject);
        context.add(answers, &subject, None, found);
    }
}
