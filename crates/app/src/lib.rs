//! Each verb of Coercivity as a function from a request to a response.
//!
//! The command line, and whatever face comes later, only translates its own
//! arguments to these requests and these responses to its own output.

pub mod assess;
pub mod backtest;
pub mod bom_form;
pub mod clock;
pub mod controls;
pub mod criticality;
pub mod curve;
pub mod data;
pub mod economy;
pub mod elements;
pub mod error;
pub mod import;
pub mod init;
pub mod init_bom;
pub mod library;
pub mod load;
pub mod network;
pub mod output;
pub mod plan;
pub mod questionnaire;
pub mod rules;
pub mod run;
pub mod scenario_form;
pub mod schema;
pub mod squeeze;
pub mod systemic;
pub mod trace;
pub mod vocabulary;

pub use error::AppError;

/// Hears how much of a request is done and how much there is in all; answers whether to go on.
pub type Progress<'a> = dyn Fn(usize, usize) -> bool + Sync + 'a;
