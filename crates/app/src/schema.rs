//! JSON Schemas of the responses.

use coercivity_report::run_view::RunView;

/// Schema of the object that `coercivity run --json` prints, as published in `docs/schema/run.json`.
#[must_use]
pub fn run() -> String {
    let schema = schemars::schema_for!(RunView);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
