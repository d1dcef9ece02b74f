//! Writes what is generated from the schema: `package/datapackage.json`, and the marked parts of `docs/data.md`.
//!
//! Run with `cargo run -p coercivity-data --example datapackage`.

use coercivity_data::{Problems, describe, package};
use std::path::Path;
use std::process::ExitCode;

/// Differences listed in the documentation.
const LARGEST: usize = 12;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = package::read_folder(&here.join("package")).map_err(|e| e.to_string())?;
    let said = |e: Problems| e.to_string();
    write(&here.join("package/datapackage.json"), &describe::datapackage(&files).map_err(said)?)?;
    let docs = here.join("../../docs/data.md");
    let mut text = std::fs::read_to_string(&docs).map_err(|e| format!("{}: {e}", docs.display()))?;
    for (part, content) in [
        ("tables", describe::tables_markdown()),
        ("codes", describe::codes_markdown()),
        ("minerals", describe::minerals_markdown(&files).map_err(said)?),
        ("residuals", describe::residuals_markdown(&files, LARGEST).map_err(said)?),
    ] {
        text = with_part(&text, part, &content).ok_or_else(|| format!("docs/data.md has no part `{part}`"))?;
    }
    write(&docs, &text)
}

/// The text with what stands between the marks of a part replaced.
fn with_part(text: &str, part: &str, content: &str) -> Option<String> {
    let (before, rest) = text.split_once(&format!("<!-- begin {part}: generated -->\n"))?;
    let (_, after) = rest.split_once(&format!("<!-- end {part} -->"))?;
    Some(format!("{before}<!-- begin {part}: generated -->\n\n{content}<!-- end {part} -->{after}"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
