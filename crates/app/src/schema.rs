//! JSON Schemas of the responses.

use coercivity_report::backtest_view::BacktestView;
use coercivity_report::controls_view::ControlsView;
use coercivity_report::curve_view::CurveView;
use coercivity_report::import_view::ImportView;
use coercivity_report::run_view::RunView;
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

/// Schema of the object that `coercivity backtest --json` prints, as published in `docs/schema/backtest.json`.
#[must_use]
pub fn backtest() -> String {
    text::<BacktestView>()
}

/// Schema of the object that `coercivity curve --json` prints, as published in `docs/schema/curve.json`.
#[must_use]
pub fn curve() -> String {
    text::<CurveView>()
}

/// Schema of the object that `coercivity import --json` prints, as published in `docs/schema/import.json`.
#[must_use]
pub fn import() -> String {
    text::<ImportView>()
}

fn text<T: JsonSchema>() -> String {
    let schema = schemars::schema_for!(T);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
