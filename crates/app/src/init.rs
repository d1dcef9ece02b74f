//! `init`: a commented study to start from.

use crate::error::AppError;
use crate::load;
use crate::output;
use std::path::Path;

/// Writes a copy of a worked study, comments and all, under a new id.
///
/// # Errors
/// When the study is not known, the folder exists, or it cannot be written.
pub fn init(folder: &Path, from: Option<&str>, force: bool) -> Result<Vec<String>, AppError> {
    let files = load::study_files(from)?;
    let id = id_of(folder);
    let texts: Vec<(String, String)> = files
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let text = if name == "study.toml" { renamed(&text, &id) } else { text };
            (name, text)
        })
        .collect();
    output::write_folder(folder, &texts, force)?;
    Ok(texts.into_iter().map(|(name, _)| name).collect())
}

/// The id of a study in a folder: the folder's name in letters, digits and hyphens.
pub(crate) fn id_of(folder: &Path) -> String {
    let id: String = folder.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
    let id = id.trim_matches('-');
    if id.is_empty() { "my-study".to_owned() } else { id.to_owned() }
}

/// The study file with another id; everything else stays, comments too.
fn renamed(text: &str, id: &str) -> String {
    let lines =
        text.lines().map(|line| if line.starts_with("id = ") { format!("id = \"{id}\"") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
