//! Results of Coercivity for people: terminal text, CSV, SVG figures and one offline HTML file.
//!
//! This crate reads a [`run_view::RunView`] (and the results of the verbs
//! `backtest`, `curve`, `plan` and `squeeze`) and computes nothing: it rounds,
//! sorts into place and draws. Four faces share the same words and numbers:
//!
//! 1. [`terminal::verdict`]: what `coercivity run` prints.
//! 2. [`csv::files`]: tidy tables with all digits.
//! 3. [`figure`]: SVG shapes, for the page and to stand alone.
//! 4. [`html::page`]: the board paper, one file without scripts or requests.
//!
//! No face panics on odd input: no lines, no days, one run, zero or huge
//! values, bad dates are all shown as what they are.

pub mod assess_view;
pub mod backtest_view;
pub mod bom_view;
pub mod controls_view;
pub mod criticality_view;
pub mod csv;
pub mod curve_view;
pub mod data_table;
pub mod economy_view;
pub mod figure;
mod format;
pub mod html;
pub mod import_view;
pub mod network_view;
pub mod plan_view;
mod plan_words;
pub mod preview_view;
pub mod questionnaire_view;
pub mod rules_view;
pub mod run_view;
mod scores;
pub mod squeeze_view;
pub mod systemic_view;
pub mod terminal;
pub mod trace_view;
mod words;
pub mod xlsx;

pub use format::money;
