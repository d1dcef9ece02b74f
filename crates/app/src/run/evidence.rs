//! The figures a result rests on, their sources, and what is assumed.

use super::Results;
use coercivity_chain::{Basis, Chain, Control, Evidence, Licensing, Parameter, SiteId, SourceId};
use coercivity_report::run_view::{FigureView, SourceView};
use coercivity_sim::ensemble::links_of;
use coercivity_sim::model::network::NONE;
use std::collections::BTreeSet;

struct Figures<'a> {
    chain: &'a Chain,
    list: Vec<FigureView>,
    sources: BTreeSet<u32>,
}

impl Figures<'_> {
    fn add(&mut self, table: &str, item: String, value: f64, unit: &str, evidence: &Evidence) {
        self.sources.insert(evidence.source.0);
        self.list.push(FigureView {
            table: table.to_owned(),
            item,
            value,
            low: evidence.low,
            high: evidence.high,
            unit: unit.to_owned(),
            source: self.chain.sources[evidence.source.index()].key.clone(),
            year: evidence.year,
            basis: evidence.basis.to_string(),
        });
    }

    fn parameter(&mut self, control: &str, item: String, parameter: &Parameter) {
        self.add(&format!("controls/{control}"), item, parameter.value, &parameter.unit, &parameter.evidence);
    }
}

/// Figures that matter to the lines, and the sources of all of them and of the chain.
pub(super) fn figures(results: &Results<'_>) -> (Vec<FigureView>, Vec<SourceView>) {
    let chain = &results.loaded.package.chain;
    let mut figures = Figures { chain, list: Vec::new(), sources: BTreeSet::new() };
    study(results, &mut figures);
    for regime in &results.model.regimes {
        control(regime, &mut figures);
    }
    links(results, &mut figures);
    let joined = joined(results);
    let in_reach = |site: SiteId| joined[site.index()];
    let everything = (0u32..)
        .zip(&chain.sites)
        .filter(|(n, _)| in_reach(SiteId(*n)))
        .map(|(_, site)| &site.evidence)
        .chain(chain.links.iter().filter(|l| in_reach(l.supplier)).map(|l| &l.evidence))
        .chain(chain.demand.iter().filter(|d| in_reach(d.site)).map(|d| &d.evidence));
    let behind: BTreeSet<u32> = everything.map(|e| e.source.0).collect();
    figures.sources.extend(behind);
    figures.sources.extend(results.scenario.events.iter().filter_map(|e| e.source).map(|s| s.0));
    let view = |id: &u32| {
        let source = &chain.sources[SourceId(*id).index()];
        SourceView {
            id: source.key.clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            year: source.year,
            licence: source.licence.clone(),
            url: source.url.clone(),
        }
    };
    let sources = figures.sources.iter().map(view).collect();
    (figures.list, sources)
}

/// Figures of the study's own tables, cell by cell.
fn study(results: &Results<'_>, figures: &mut Figures<'_>) {
    let chain = figures.chain;
    for table in &results.loaded.tables {
        for row in &table.rows {
            let Some(source) = chain.source(table.text(row, "source")) else { continue };
            let evidence = Evidence {
                source,
                year: table.number(row, "year").map(|y| y as u16),
                basis: table.text(row, "basis").parse().unwrap_or(Basis::Assumed),
                low: table.number(row, "low"),
                high: table.number(row, "high"),
            };
            for field in table.schema.fields {
                let is_figure = matches!(field.kind, coercivity_data::schema::Kind::Number { .. })
                    && !["low", "high"].contains(&field.name);
                let Some(value) = table.number(row, field.name).filter(|_| is_figure) else { continue };
                let own_range = table.schema.quantity == Some(field.name);
                let evidence = if own_range { evidence } else { Evidence { low: None, high: None, ..evidence } };
                let unit = if field.name == "quantity" { table.text(row, "unit") } else { field.unit };
                figures.add(
                    &format!("study {}", table.schema.name),
                    format!("{}: {}", table.key(row), field.name),
                    value,
                    unit,
                    &evidence,
                );
            }
        }
    }
}

fn control(regime: &coercivity_sim::model::Regime, figures: &mut Figures<'_>) {
    let control = &regime.control;
    figures.parameter(&control.key, "threshold of the scope".to_owned(), &control.scope.threshold);
    if let Some(licensing) = control.licensing() {
        licences(control, licensing, &regime.outcome_words, figures);
    }
    if let Some(inspection) = &control.inspection {
        figures.parameter(&control.key, "hold for inspection".to_owned(), &inspection.hold);
        if let Some(lost) = &inspection.lost {
            figures.parameter(&control.key, "share of held goods given up".to_owned(), lost);
        }
        for step in &inspection.steps {
            figures.parameter(
                &control.key,
                format!("share of uncontrolled goods held from {}", step.from),
                &step.share,
            );
        }
    }
}

fn licences(control: &Control, licensing: &Licensing, outcome_words: &[String], figures: &mut Figures<'_>) {
    let terms = &licensing.terms;
    let named = [
        ("pre-acceptance, median", &terms.pre_acceptance_median),
        ("pre-acceptance, sigma", &terms.pre_acceptance_sigma),
        ("first decision after", &terms.first_decision),
        ("a return adds", &terms.return_adds),
        ("customs clearance", &terms.customs),
        ("validity of a single licence", &terms.validity),
        ("lot of a licence", &terms.lot),
        ("explicit refusals", &terms.explicit_refusal),
        ("wait an applicant plans with", &terms.expected_wait),
        ("most that one application covers, in days of use", &terms.need_days),
        ("buyer gives up counting on a case after", &terms.gives_up),
        ("share of pairs with a general licence", &terms.general_share),
        ("enforcement lag", &terms.enforcement_lag),
    ];
    for (item, parameter) in named {
        figures.parameter(&control.key, item.to_owned(), parameter);
    }
    for phase in &licensing.phases {
        for (what, parameter) in [
            ("review median", &phase.review_median),
            ("review sigma", &phase.review_sigma),
            ("return probability", &phase.return_probability),
        ] {
            figures.parameter(&control.key, format!("phase {} from {}: {what}", phase.key, phase.from), parameter);
        }
    }
    for (outcome, words) in licensing.outcomes.iter().zip(outcome_words) {
        figures.parameter(&control.key, format!("share of pairs granted, {words}"), &outcome.approve);
    }
}

/// Sites of the chain that supply the lines' inputs.
fn suppliers(results: &Results<'_>) -> BTreeSet<SiteId> {
    let chain = &results.loaded.package.chain;
    let net = &results.model.network;
    let leaves = net.lines.iter().flat_map(|line| &line.leaves);
    let sites: BTreeSet<u32> =
        leaves.flat_map(|leaf| links_of(results.model, leaf)).map(|l| net.out_site[net.link_out[l] as usize]).collect();
    sites.into_iter().filter_map(|site| chain.site(&net.site_key[site as usize])).collect()
}

/// For every site of the chain, whether links of any length join it to a supplier of the lines. Other minerals in the
/// package are not what a result rests on.
fn joined(results: &Results<'_>) -> Vec<bool> {
    let chain = &results.loaded.package.chain;
    let mut joined = vec![false; chain.sites.len()];
    for site in suppliers(results) {
        joined[site.index()] = true;
    }
    loop {
        let before = joined.iter().filter(|j| **j).count();
        for link in &chain.links {
            let either = joined[link.supplier.index()] || joined[link.buyer.index()];
            joined[link.supplier.index()] = either;
            joined[link.buyer.index()] = either;
        }
        if joined.iter().filter(|j| **j).count() == before {
            return joined;
        }
    }
}

/// Base flows from the suppliers of the lines' inputs, as far as they compete for the same goods.
fn links(results: &Results<'_>, figures: &mut Figures<'_>) {
    let chain = figures.chain;
    for site in suppliers(results).into_iter().map(|site| &chain.sites[site.index()]) {
        figures.add("tables/sites", format!("{}: activity", site.key), site.activity.value(), "t/yr", &site.evidence);
    }
}

/// What the result takes for granted.
pub(super) fn assumptions(results: &Results<'_>) -> Vec<String> {
    let chain = &results.loaded.package.chain;
    let net = &results.model.network;
    let mut list = results.model.assumed.clone();
    let joined = joined(results);
    let links = || chain.links.iter().filter(|l| joined[l.supplier.index()]);
    // An empty sum of floats is -0, which would print as "-0 %".
    let assumed =
        |basis: Basis| 0.0 + links().filter(|l| l.evidence.basis == basis).map(|l| l.flow.value()).sum::<f64>();
    let total: f64 = links().map(|l| l.flow.value()).sum();
    list.push(format!(
        "Of the tonnes on the links of the chain {:.0} % are derived or reported, {:.0} % estimated, {:.0} % assumed (base year {}).",
        100.0 * (assumed(Basis::Reported) + assumed(Basis::Derived)) / total,
        100.0 * assumed(Basis::Estimated) / total,
        100.0 * assumed(Basis::Assumed) / total,
        chain.base_year
    ));
    list.push("Components are used in the country that makes them; products are sold there.".to_owned());
    list.push("Demand is flat at the base year; there is no Spring Festival season in it.".to_owned());
    let gated = net.link_gates.iter().any(|(start, end)| start != end);
    let controls = results.model.regimes.len() + results.model.gates.len();
    if controls > 0 && !gated && net.link_regime.iter().all(|r| *r == NONE) {
        list.push("No control of this scenario covers goods that this study uses or that come to it through others: its lines are not touched.".to_owned());
    }
    if net.link_regime.iter().any(|r| *r != NONE) {
        list.push(
            "Half of the variance of review times stays with the pair of exporter and buyer, half is the case's own."
                .to_owned(),
        );
        list.push("A general licence is renewed when it runs out. A single licence is for one shipment; what it does not need then lapses.".to_owned());
        list.push(
            "Review times, approval rates and rebound are inputs with ranges, not identified by published totals."
                .to_owned(),
        );
    }
    list.push(format!("A line idles below {:.0} % of plan and restarts with {:.0} days of inputs; overtime up to {:.0} % makes up what is owed.", 100.0 * results.model.min_rate, results.model.restart_days, 100.0 * (results.model.overtime - 1.0)));
    list
}
