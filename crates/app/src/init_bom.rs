//! `init --bom`: a study from a bill of materials.

use crate::error::AppError;
use crate::init::id_of;
use crate::output;
pub use coercivity_data::bom::BomSettings;
use coercivity_data::bom::{self, BomStudy, Mapping};
use coercivity_data::package::{self, Files, Package};
use coercivity_data::study_file;
use coercivity_report::bom_view::{BomLineView, BomView, LeftOutView, TakenView};
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BomRequest {
    /// Bill of materials.
    pub bom: PathBuf,
    /// Mapping file.
    pub mapping: Option<PathBuf>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// What the file does not say.
    pub settings: BomSettings,
    /// Folder of the study.
    pub folder: PathBuf,
    /// Replace files in an existing folder.
    pub force: bool,
}

/// Reads the file, makes a study of it, checks it as `run` will, and writes it.
///
/// # Errors
/// Every problem of the file at once; when the folder exists or cannot be written.
pub fn init_bom(request: &BomRequest) -> Result<BomView, AppError> {
    if request.folder.exists() && !request.force {
        return Err(AppError::Exists(request.folder.clone()));
    }
    let file = request.bom.display().to_string();
    let bytes = read(&request.bom)?;
    let mapping = match &request.mapping {
        Some(path) => Mapping::read(&path.display().to_string(), &read(path)?)?,
        None => Mapping::default(),
    };
    let settings = BomSettings { id: id_of(&request.folder), ..request.settings.clone() };
    let base = package::embedded();
    let default = Package::read(&base, &Files::new())?;
    let study = bom::study(&default, &file, &bytes, request.sheet.as_deref(), &mapping, &settings)?;
    // What is written must be accepted at once, so it is read back before it is written.
    let files: Files = study.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let loaded = study_file::read(&base, &files)?;
    if let Some(scenario) = &settings.scenario {
        crate::load::scenario(&loaded.package, scenario)?;
    }
    output::write_folder(&request.folder, &study.files, request.force)?;
    Ok(view(&file, &request.folder, study))
}

fn read(path: &Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(AppError::io(path))
}

pub(crate) fn view(file: &str, folder: &Path, study: BomStudy) -> BomView {
    let line = |line: bom::NewLine| BomLineView {
        line: line.key,
        title: line.title,
        country: line.country,
        end_use: line.end_use,
        units_per_day: line.units_per_day,
        units_assumed: line.units_assumed,
        followed_kg: line.followed_kg,
    };
    let taken = |taken: bom::Taken| TakenView {
        row: taken.row,
        item: taken.item,
        description: taken.description,
        parent: taken.parent,
        material: taken.material,
        mass_kg: taken.mass_kg,
        mass_low_kg: taken.mass_low_kg,
        mass_high_kg: taken.mass_high_kg,
        how: taken.how,
        material_assumed: taken.material_assumed,
        mass_assumed: taken.mass_assumed,
        origin_assumed: taken.origin_assumed,
        suppliers: taken.suppliers,
    };
    BomView {
        file: file.to_owned(),
        sheet: study.sheet,
        layout: study.layout.to_owned(),
        rows: study.rows,
        folder: folder.display().to_string(),
        files: study.files.into_iter().map(|(name, _)| name).collect(),
        lines: study.lines.into_iter().map(line).collect(),
        taken: study.taken.into_iter().map(taken).collect(),
        left_out: LeftOutView {
            parts: study.left_out.parts,
            parts_without_mass: study.left_out.parts_without_mass,
            mass_kg: study.left_out.mass_kg,
            followed_share: study.left_out.followed_share,
        },
        notes: study.notes,
    }
}
