//! Each verb of Coercivity as a function from a request to a response.
//!
//! The command line, and whatever face comes later, only translates its own
//! arguments to these requests and these responses to its own output.

pub mod assess;
pub mod backtest;
pub mod controls;
pub mod criticality;
pub mod curve;
pub mod data;
pub mod elements;
pub mod error;
pub mod init;
pub mod init_bom;
pub mod load;
pub mod output;
pub mod questionnaire;
pub mod rules;
pub mod run;
pub mod schema;
pub mod trace;

pub use error::AppError;
