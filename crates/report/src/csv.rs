//! The result as CSV files: one idea per file, all digits, RFC 4180.
//!
//! Every table has a header, ISO dates, a point as decimal mark and an empty
//! field where a value does not exist. Money columns are followed by the
//! currency and the year of its prices.

mod backtest;
mod criticality;
mod curve;
mod economy;
mod import;
mod markets;
mod plan;
mod rules;
mod squeeze;
mod systemic;
mod tables;
mod trace;
mod write;

pub use backtest::backtest_files;
pub use criticality::{criticality, criticality_files};
pub use curve::curve_files;
pub use economy::economy_files;
pub use plan::plan_files;
pub use rules::rules_files;
pub use squeeze::squeeze_files;
pub use systemic::systemic_files;
pub use trace::trace_files;

pub use import::import_file;
pub(crate) use write::Sheet;

use crate::run_view::RunView;

/// All files of a run as pairs of file name and content.
#[must_use]
pub fn files(view: &RunView) -> Vec<(String, String)> {
    [
        ("lines.csv", tables::lines(view)),
        ("inputs.csv", tables::inputs(view)),
        ("series.csv", tables::series(view)),
        ("controls.csv", tables::controls(view)),
        ("waiting.csv", markets::waiting(view)),
        ("prices.csv", markets::prices(view)),
        ("branches.csv", markets::branches(view)),
        ("story.csv", tables::story(view)),
        ("drivers.csv", tables::drivers(view)),
        ("stages.csv", tables::stages(view)),
        ("loss_by_horizon.csv", tables::loss_by_horizon(view)),
        ("figures.csv", tables::figures(view)),
        ("sources.csv", tables::sources(view)),
        ("events.csv", tables::events(view)),
    ]
    .into_iter()
    .map(|(name, content)| (name.to_owned(), content))
    .collect()
}
