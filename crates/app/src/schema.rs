//! JSON Schemas of the responses.

use coercivity_report::assess_view::AssessView;
use coercivity_report::backtest_view::BacktestView;
use coercivity_report::bom_view::BomView;
use coercivity_report::controls_view::ControlsView;
use coercivity_report::criticality_view::CriticalityView;
use coercivity_report::curve_view::CurveView;
use coercivity_report::economy_view::EconomyView;
use coercivity_report::import_view::ImportView;
use coercivity_report::network_view::NetworkView;
use coercivity_report::plan_view::PlanView;
use coercivity_report::questionnaire_view::QuestionnaireView;
use coercivity_report::rules_view::RulesView;
use coercivity_report::run_view::RunView;
use coercivity_report::squeeze_view::SqueezeView;
use coercivity_report::systemic_view::SystemicView;
use coercivity_report::trace_view::TraceView;
use schemars::JsonSchema;

/// Schema of the object that `coercivity run --json` prints, as published in `docs/schema/run.json`.
#[must_use]
pub fn run() -> String {
    text::<RunView>()
}

/// Schema of the object that `coercivity controls --json` prints, as published in `docs/schema/controls.json`.
#[must_use]
pub fn controls() -> String {
    text::<ControlsView>()
}

/// Schema of the object that `coercivity network --json` prints, as published in `docs/schema/network.json`.
#[must_use]
pub fn network() -> String {
    text::<NetworkView>()
}

/// Schema of the object that `coercivity assess --json` prints, as published in `docs/schema/assess.json`.
#[must_use]
pub fn assess() -> String {
    text::<AssessView>()
}

/// Schema of the object that `coercivity backtest --json` prints, as published in `docs/schema/backtest.json`.
#[must_use]
pub fn backtest() -> String {
    text::<BacktestView>()
}

/// Schema of the object that `coercivity plan --json` prints, as published in `docs/schema/plan.json`.
#[must_use]
pub fn plan() -> String {
    text::<PlanView>()
}

/// Schema of the object that `coercivity squeeze --json` prints, as published in `docs/schema/squeeze.json`.
#[must_use]
pub fn squeeze() -> String {
    text::<SqueezeView>()
}

/// Schema of the object that `coercivity curve --json` prints, as published in `docs/schema/curve.json`.
#[must_use]
pub fn curve() -> String {
    text::<CurveView>()
}

/// Schema of the object that `coercivity rules --json` prints, as published in `docs/schema/rules.json`.
#[must_use]
pub fn rules() -> String {
    text::<RulesView>()
}

/// Schema of the object that `coercivity trace --json` prints, as published in `docs/schema/trace.json`.
#[must_use]
pub fn trace() -> String {
    text::<TraceView>()
}

/// Schema of the object that `coercivity init --bom --json` prints, as published in `docs/schema/bom.json`.
#[must_use]
pub fn bom() -> String {
    text::<BomView>()
}

/// Schema of the object that `coercivity questionnaire --json` prints, as published in `docs/schema/questionnaire.json`.
#[must_use]
pub fn questionnaire() -> String {
    text::<QuestionnaireView>()
}

/// Schema of the object that `coercivity criticality --json` prints, as published in `docs/schema/criticality.json`.
#[must_use]
pub fn criticality() -> String {
    text::<CriticalityView>()
}

/// Schema of the object that `coercivity import --json` prints, as published in `docs/schema/import.json`.
#[must_use]
pub fn import() -> String {
    text::<ImportView>()
}

/// Schema of the object that `coercivity systemic --json` prints, as published in `docs/schema/systemic.json`.
#[must_use]
pub fn systemic() -> String {
    text::<SystemicView>()
}

/// Schema of the object that `coercivity economy --json` prints, as published in `docs/schema/economy.json`.
#[must_use]
pub fn economy() -> String {
    text::<EconomyView>()
}

fn text<T: JsonSchema>() -> String {
    let schema = schemars::schema_for!(T);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
