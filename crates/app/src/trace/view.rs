//! From what was traced to what is shown.

use coercivity_chain::{Chain, Control, CountryId, ItemEvidence};
use coercivity_control::scope::{Coverage, coverage};
use coercivity_report::trace_view::{
    EvidenceView, FirmView, FlowView, PathView, StepView, TopSiteView, TraceElementView, TraceItemView, TraceLineView,
    TraceStageView, ViaView,
};
use coercivity_trace::concentration::{Concentration, by_bloc};
use coercivity_trace::origin::{
    By, ElementOrigin, EvidenceShares, Flow, ItemOrigin, LineOrigin, Origin, Path, StageOrigin, Via, usd_per_tonne,
};
use std::collections::BTreeSet;

/// Share of all that is known from which on one site counts as the only one.
const SINGLE: f64 = 0.999;

/// All lines.
pub(crate) fn lines(chain: &Chain, origin: &Origin, by: By) -> Vec<TraceLineView> {
    let view = Viewer { chain };
    origin.lines.iter().map(|line| view.line(line, by)).collect()
}

/// What a reader should know about the figures.
pub(crate) fn notes(chain: &Chain, origin: &Origin, by: By) -> Vec<String> {
    let mut notes = vec![format!(
        "Shares follow the flows of {} of the chain; a country row stands for all its plants at a stage.",
        chain.base_year
    )];
    let elements: BTreeSet<_> = origin.lines.iter().flat_map(|l| &l.elements).filter_map(|e| e.element).collect();
    let unpriced: Vec<&str> =
        elements.iter().filter(|e| usd_per_tonne(chain, **e).is_none()).map(|e| e.symbol()).collect();
    if by == By::Value && !unpriced.is_empty() {
        notes.push(format!("No base price is known of {}: they count nothing in value.", unpriced.join(", ")));
    }
    if origin.lines.iter().all(|line| line.elements.is_empty()) {
        notes.push("Nothing that is asked about is followed upstream by the chain.".to_owned());
    }
    notes
}

/// What the largest share rests on.
fn most(shares: &EvidenceShares) -> &'static str {
    let all = [
        ("unknown", shares.unknown),
        ("assumed", shares.assumed),
        ("public", shares.public),
        ("declared", shares.declared),
    ];
    all.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or("unknown", |(word, _)| word)
}

/// Names for ids.
struct Viewer<'a> {
    chain: &'a Chain,
}

impl Viewer<'_> {
    fn code(&self, country: CountryId) -> String {
        self.chain.countries[country.index()].iso3.clone()
    }

    fn line(&self, line: &LineOrigin, by: By) -> TraceLineView {
        TraceLineView {
            line: line.key.clone(),
            title: line.title.clone(),
            country: line.country.map(|country| self.code(country)),
            elements: line.elements.iter().map(|element| self.with_flows(element, "t/yr")).collect(),
            all: self.with_flows(&line.all, if by == By::Mass { "t/yr" } else { "USD/yr" }),
            items: line.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn item(&self, item: &ItemOrigin) -> TraceItemView {
        TraceItemView {
            parent: item.parent.clone(),
            item: item.item.clone(),
            supplier: item.supplier.clone(),
            country: item.country.map(|country| self.code(country)),
            kg_per_unit: item.tonnes_per_unit * 1000.0,
            evidence: match item.evidence {
                ItemEvidence::Declared => "declared",
                ItemEvidence::Public => "public",
                ItemEvidence::Assumed => "assumed",
            }
            .to_owned(),
            elements: item.elements.iter().map(|element| self.element(element, "t/yr")).collect(),
        }
    }

    fn element(&self, element: &ElementOrigin, unit: &str) -> TraceElementView {
        TraceElementView {
            element: element.element.map_or("all", coercivity_chain::Element::symbol).to_owned(),
            amount_per_year: element.tonnes_per_year,
            unit: unit.to_owned(),
            stages: element.stages.iter().map(|stage| self.stage(stage)).collect(),
            flows: Vec::new(),
            paths: element.paths.iter().map(|path| self.path(path)).collect(),
            balance_error: element.balance_error,
        }
    }

    fn with_flows(&self, element: &ElementOrigin, unit: &str) -> TraceElementView {
        let flows = element.flows.iter().map(|flow| self.flow(flow)).collect();
        TraceElementView { flows, ..self.element(element, unit) }
    }

    fn flow(&self, flow: &Flow) -> FlowView {
        let code = |country: Option<CountryId>| country.map(|country| self.code(country));
        let stage = |stage: coercivity_chain::StageId| self.chain.stages[stage.index()].key.clone();
        FlowView {
            from_stage: stage(flow.from_stage),
            from_country: code(flow.from_country),
            material: flow.material.map(|material| self.chain.materials[material.index()].key.clone()),
            to_stage: stage(flow.to_stage),
            to_country: code(flow.to_country),
            amount_per_year: flow.tonnes_per_year,
            controls: self.controls(flow),
            basis: most(&flow.evidence).to_owned(),
        }
    }

    /// Controls that cover what goes, between two countries that are known.
    fn controls(&self, flow: &Flow) -> Vec<String> {
        let (Some(from), Some(to), Some(material)) = (flow.from_country, flow.to_country, flow.material) else {
            return Vec::new();
        };
        let material = &self.chain.materials[material.index()];
        let covers =
            |control: &&Control| from != to && coverage(self.chain, control, material, from, to) == Coverage::Covered;
        self.chain.controls.iter().filter(covers).map(|control| control.key.clone()).collect()
    }

    fn stage(&self, stage: &StageOrigin) -> TraceStageView {
        let concentration = Concentration::of(stage);
        let top = stage.top();
        TraceStageView {
            stage: self.chain.stages[stage.stage.index()].key.clone(),
            title: self.chain.stages[stage.stage.index()].title.clone(),
            amount_per_year: stage.tonnes_per_year,
            shares: stage.shares.iter().map(|(country, share)| (self.code(*country), *share)).collect(),
            unknown: stage.unknown,
            top_country: top.map(|(country, _)| self.code(country)),
            top_share: top.map_or(0.0, |(_, share)| share),
            hhi: concentration.hhi,
            hhi_high: concentration.hhi_high,
            top_three: concentration.top_three,
            without_top: concentration.without_top,
            sites: stage.sites,
            top_site: stage.top_site.map(|(site, share)| TopSiteView {
                site: self.chain.sites[site.index()].key.clone(),
                title: self.chain.sites[site.index()].title.clone(),
                share,
            }),
            single_site: stage.top_site.is_some_and(|(_, share)| share >= SINGLE * (1.0 - stage.unknown)),
            recycled: stage.recycled,
            evidence: EvidenceView {
                declared: stage.evidence.declared,
                public: stage.evidence.public,
                assumed: stage.evidence.assumed,
                unknown: stage.evidence.unknown,
            },
            blocs: by_bloc(self.chain, stage)
                .into_iter()
                .map(|(bloc, share)| (bloc.word().to_owned(), share))
                .collect(),
            via: stage.via.iter().map(|via| self.via(via)).collect(),
            firms: stage
                .firms
                .iter()
                .map(|firm| FirmView {
                    firm: firm.name.clone(),
                    country: firm.country.map(|country| self.code(country)),
                    share: firm.share,
                })
                .collect(),
        }
    }

    fn via(&self, via: &Via) -> ViaView {
        ViaView {
            country: self.code(via.country),
            direct: via.direct,
            hidden: via.hidden.iter().map(|(country, share)| (self.code(*country), *share)).collect(),
        }
    }

    fn path(&self, path: &Path) -> PathView {
        let step = |(site, material): &(coercivity_chain::SiteId, coercivity_chain::MaterialId)| {
            let site = &self.chain.sites[site.index()];
            StepView {
                site: site.key.clone(),
                title: site.title.clone(),
                country: self.code(site.country),
                material: self.chain.materials[material.index()].key.clone(),
            }
        };
        PathView {
            item: path.item.clone(),
            supplier: path.supplier.clone(),
            share: path.share,
            public: path.public,
            steps: path.steps.iter().map(step).collect(),
        }
    }
}
