//! What can go wrong, and whose business it is.

use coercivity_data::Problems;
use coercivity_sim::model::ModelError;
use std::path::PathBuf;

/// A request that could not be met.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Files with defects.
    #[error("{0}")]
    Input(Problems),
    /// A study that does not fit the chain.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Whoever asked did not want the answer any more.
    #[error(transparent)]
    Stopped(#[from] coercivity_sim::ensemble::Stopped),
    /// A name that is neither a file nor known.
    #[error("no {what} `{name}`: {hint}")]
    Unknown {
        /// Kind of thing.
        what: &'static str,
        /// Name as given.
        name: String,
        /// What would be right.
        hint: String,
    },
    /// A number out of bounds.
    #[error("{name} is {value}: {hint}")]
    OutOfBounds {
        /// Name of the setting.
        name: &'static str,
        /// Value as given.
        value: String,
        /// What would be right.
        hint: String,
    },
    /// Two parts of a request that do not go together.
    #[error("{what}: {hint}")]
    Contradiction {
        /// What does not go together.
        what: String,
        /// What would be right.
        hint: String,
    },
    /// A program that no solver could solve.
    #[error(transparent)]
    Solver(#[from] coercivity_plan::solver::SolverError),
    /// A folder that holds results already.
    #[error("{} exists: name another folder, or add --force to replace the results in it", .0.display())]
    Exists(PathBuf),
    /// A spreadsheet that cannot be made.
    #[error(transparent)]
    Workbook(#[from] coercivity_report::xlsx::WorkbookError),
    /// A file that cannot be written or read.
    #[error("{} cannot be read or written", .path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// Cause.
        source: std::io::Error,
    },
}

impl From<Problems> for AppError {
    fn from(problems: Problems) -> Self {
        AppError::Input(problems)
    }
}

impl AppError {
    /// Wraps an input or output error with its path.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| AppError::Io { path, source }
    }
}
