//! Writes every face of a result into a folder, to look at while working on this crate.
//!
//! `cargo run -p coercivity-report --example render -- FOLDER [RUN.json]`: without a
//! file (the output of `coercivity run --json`) the made-up result of the tests is used.

#![expect(clippy::unwrap_used, reason = "the samples of the tests are read as tests read them")]

#[path = "../tests/report/fixture.rs"]
mod fixture;

use coercivity_report::{csv, figure, html, terminal};
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "report".to_owned()));
    let view = match arguments.next() {
        Some(path) => serde_json::from_str(&fs::read_to_string(path)?)?,
        None => fixture::view(),
    };
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("backtest.html"), html::backtest_page(&fixture::backtest()))?;
    let curve = view.curve.clone().unwrap_or_else(fixture::curve);
    fs::write(folder.join("curve.html"), html::curve_page(&curve))?;
    fs::write(folder.join("plan.html"), html::plan_page(&fixture::plan()))?;
    fs::write(folder.join("squeeze.html"), html::squeeze_page(&fixture::squeeze()))?;
    fs::write(folder.join("report.html"), html::page(&view))?;
    for (name, content) in csv::files(&view).into_iter().chain(figure::files(&view)) {
        fs::write(folder.join(name), content)?;
    }
    print!("{}", terminal::verdict(&view, 100, false));
    print!("{}", terminal::plan(&fixture::plan(), 100, false));
    print!("{}", terminal::squeeze(&fixture::squeeze(), 100, false));
    Ok(())
}
