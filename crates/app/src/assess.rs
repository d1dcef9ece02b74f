//! `assess`: a company's risk assessment, from the same study as every other verb.

mod factors;
mod measures;
mod summary;
pub mod tables;

use crate::Progress;
use crate::error::AppError;
use crate::load;
use crate::rules::{RulesRequest, rules};
use crate::run::{RunRequest, run};
use crate::trace::{TraceRequest, trace};
use coercivity_chain::{Chain, Study};
use coercivity_data::questionnaire;
use coercivity_report::assess_view::{AskedView, AssessView, CoverView, LineEvidenceView, RangeView};
use coercivity_report::run_view::{InputView, LineView, RunView};
use coercivity_report::trace_view::{EvidenceView, TraceLineView, TraceView};
use jiff::civil::Date;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessRequest {
    /// Worked study or folder; `None` = the default one.
    pub study: Option<String>,
    /// Day, as 2026-03-31; `None` = today.
    pub on: Option<String>,
    /// Today, which only the caller knows.
    pub today: Date,
    /// Scenario; `None` = as the study says.
    pub scenario: Option<String>,
    /// Runs; `None` = as the study says.
    pub runs: Option<i64>,
    /// Seed; `None` = as the study says.
    pub seed: Option<u64>,
    /// Threads; `None` = all cores.
    pub threads: Option<i64>,
}

/// Makes the assessment.
///
/// # Errors
/// When the study has defects, or the request names something unknown.
pub fn assess(request: &AssessRequest, progress: &Progress<'_>) -> Result<AssessView, AppError> {
    let (loaded, files) = load::study(request.study.as_deref())?;
    let (chain, study) = (&loaded.package.chain, &loaded.study);
    let log = questionnaire::requests(&files)?;
    let mut of_rules = RulesRequest::new(request.today);
    of_rules.study.clone_from(&request.study);
    of_rules.on.clone_from(&request.on);
    let rules = rules(&of_rules)?;
    let trace = trace(&TraceRequest { study: request.study.clone(), ..TraceRequest::default() })?;
    let of_run = RunRequest {
        study: request.study.clone(),
        scenario: request.scenario.clone(),
        runs: request.runs,
        seed: request.seed,
        days: None,
        threads: request.threads,
        ..RunRequest::default()
    };
    let run = run(&of_run, progress)?;
    let factors = factors::factors(chain, study, &rules.as_of, request.today)?;
    let mut view = AssessView {
        program: run.program.clone(),
        as_of: rules.as_of.clone(),
        study: study.key.clone(),
        study_title: study.title.clone(),
        summary: Vec::new(),
        digest: String::new(),
        data_digest: run.data_digest.clone(),
        evidence: trace.lines.iter().map(evidence).collect(),
        requests: asked(study, &log),
        cover: cover(chain, &trace, &run),
        measures: measures::measures(chain, &trace, &run),
        factors,
        rules,
        trace,
        run,
    };
    view.summary = summary::sentences(chain, &view);
    view.digest = digest(&view);
    Ok(view)
}

/// blake3 over what the assessment says, without program and version.
fn digest(view: &AssessView) -> String {
    let said = (
        (&view.as_of, &view.study, &view.data_digest, &view.run.digest),
        (&view.evidence, &view.requests, &view.factors, &view.cover, &view.measures),
        (&view.rules, &view.trace.lines, &view.summary),
    );
    // Numbers and words always have a JSON form; an empty text would only spoil the digest.
    load::data_digest(&[], serde_json::to_string(&said).unwrap_or_default().as_bytes())
}

/// What origin rests on, averaged over the stages that suppliers do.
fn evidence(line: &TraceLineView) -> LineEvidenceView {
    let own = |stage: &str| stage == "product" || stage == "component";
    let stages: Vec<&EvidenceView> =
        line.all.stages.iter().filter(|stage| !own(&stage.stage)).map(|stage| &stage.evidence).collect();
    let mean = |of: fn(&EvidenceView) -> f64| {
        if stages.is_empty() { 0.0 } else { stages.iter().map(|e| of(e)).sum::<f64>() / stages.len() as f64 }
    };
    LineEvidenceView {
        line: line.line.clone(),
        title: line.title.clone(),
        evidence: EvidenceView {
            declared: mean(|e| e.declared),
            public: mean(|e| e.public),
            assumed: mean(|e| e.assumed),
            unknown: if stages.is_empty() { 1.0 } else { mean(|e| e.unknown) },
        },
    }
}

/// The log, and every supplier of a followed item who was not asked.
fn asked(study: &Study, log: &[questionnaire::Request]) -> Vec<AskedView> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut asked: Vec<AskedView> = log
        .iter()
        .map(|request| AskedView {
            supplier: request.supplier.clone(),
            item: request.item.clone(),
            sent: some(&request.sent),
            answered: some(&request.answered),
            state: request.state.clone(),
            reason: request.reason.clone(),
        })
        .collect();
    for row in study.bom.iter().filter(|row| row.material.is_some()) {
        if !asked.iter().any(|known| known.supplier == row.supplier && known.item == row.child) {
            asked.push(AskedView {
                supplier: row.supplier.clone(),
                item: row.child.clone(),
                sent: None,
                answered: None,
                state: "not asked".to_owned(),
                reason: String::new(),
            });
        }
    }
    asked
}

/// Stocks of the followed inputs, in t and in days.
fn cover(chain: &Chain, trace: &TraceView, run: &RunView) -> Vec<CoverView> {
    let mut rows = Vec::new();
    for line in &run.lines {
        let traced = trace.lines.iter().find(|traced| traced.line == line.line);
        for input in line.inputs.iter().filter(|input| chain.material(&input.material).is_some()) {
            rows.push(of_input(line, input, kg_per_unit(traced, &input.material)));
        }
    }
    rows
}

/// Mass of a material in one unit of a line, in kg.
fn kg_per_unit(line: Option<&TraceLineView>, material: &str) -> f64 {
    line.map_or(0.0, |line| line.items.iter().filter(|item| item.item == material).map(|item| item.kg_per_unit).sum())
}

fn of_input(line: &LineView, input: &InputView, kg_per_unit: f64) -> CoverView {
    let tonnes_per_day = kg_per_unit / 1000.0 * line.units_per_day;
    let range = |q: &coercivity_report::run_view::Quantiles, factor: f64| RangeView {
        low: q.p10 * factor,
        value: q.p50 * factor,
        high: q.p90 * factor,
    };
    let binding = line.binding_input.as_deref() == Some(input.material.as_str());
    CoverView {
        line: line.line.clone(),
        material: input.material.clone(),
        title: input.title.clone(),
        stock_t: range(&input.cover_days, tonnes_per_day),
        days_of_use: range(&input.cover_days, 1.0),
        days_with_pipeline: range(&input.cover_days_with_pipeline, 1.0),
        needed_p50: Some(line.cover_needed.p50).filter(|_| binding),
        needed_p90: Some(line.cover_needed.p90).filter(|_| binding),
    }
}
