//! `criticality`: how critical is a material, by the methods others publish?

mod commodity;
mod crma;
mod ec;
mod files;
mod geopolrisk;
mod method;
mod names;
mod note;
mod package;

use crate::error::AppError;
use coercivity_data::Package;
use coercivity_report::criticality_view::CriticalityView;
use std::path::PathBuf;

pub use files::{GeopolriskFiles, LoadedFiles, load as load_files};
pub use geopolrisk::from_loaded;

/// A published method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// GeoPolRisk.
    #[default]
    Geopolrisk,
    /// Supply risk and economic importance of the European Commission.
    Ec,
    /// Benchmarks like those of Article 5 of Regulation (EU) 2024/1252.
    Crma,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CriticalityRequest {
    /// Method.
    pub method: Method,
    /// Countries by name, ISO code or number, or `all`; empty = twelve large economies.
    pub countries: Vec<String>,
    /// Years as 2023 or 2018-2024; empty = all there are.
    pub years: Vec<String>,
    /// Materials by name; empty = all.
    pub materials: Vec<String>,
    /// Trade files, as published by BACI.
    pub trade: Vec<PathBuf>,
    /// Production file.
    pub production: Option<PathBuf>,
    /// Stability file.
    pub stability: Option<PathBuf>,
    /// File of customs codes.
    pub codes: Option<PathBuf>,
}

/// Answers from files, or from the default package when none is given.
///
/// # Errors
/// When the request names something unknown or contradicts itself, or a file has defects.
pub fn criticality(request: &CriticalityRequest) -> Result<CriticalityView, AppError> {
    match (request.method, files::given(request)?) {
        (Method::Geopolrisk, Some(files)) => from_loaded(&load_files(&files)?, request),
        (_, Some(_)) => Err(AppError::Contradiction {
            what: "files are read by the method geopolrisk only".to_owned(),
            hint: "leave out --trade, --production, --stability and --codes, or use --method geopolrisk".to_owned(),
        }),
        (method, None) => {
            let package = Package::default_package()?;
            if method != Method::Geopolrisk && request.countries.iter().any(|word| !is_union(word)) {
                return Err(AppError::Contradiction {
                    what: format!("the method {} is defined for the European Union only", method.word()),
                    hint: "leave out --country, or use --method geopolrisk".to_owned(),
                });
            }
            match method {
                Method::Geopolrisk => package::geopolrisk(&package, request),
                Method::Ec => ec::ec(&package, request),
                Method::Crma => crma::crma(&package, request),
            }
        }
    }
}

fn is_union(word: &str) -> bool {
    ["EU", "EUU", "European Union"].iter().any(|name| name.eq_ignore_ascii_case(word.trim()))
}
