//! Rebuilds the flows of a data package from the published totals.
//!
//! ```text
//! balance/*.csv + tables/process*.csv                      ->  tables/{sites,links,demand}.csv, balance/residuals.csv
//! minerals/<mineral>/balance/*.csv + its process*.csv      ->  minerals/<mineral>/{sites,links,demand}.csv, ...
//! ```
//!
//! Run with `cargo run --release -p coercivity-data --example balance [FOLDER]`. The default is the package of this
//! crate; a study folder of your own that holds `minerals/` will do as well.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use coercivity_data::balance::{BalanceError, BalanceInputs, balance, minerals};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), BalanceError> {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("package");
    let folder = std::env::args_os().nth(1).map_or_else(default, PathBuf::from);
    if folder.join("balance/flows.csv").exists() {
        magnets(&folder)?;
    }
    for (file, text) in minerals::files(&folder)? {
        let path = folder.join(&file);
        println!("{file}: {} rows", text.lines().count().saturating_sub(1));
        std::fs::write(&path, text).map_err(|e| BalanceError::File { path, message: e.to_string() })?;
    }
    Ok(())
}

fn magnets(folder: &Path) -> Result<(), BalanceError> {
    let inputs = BalanceInputs::read(folder)?;
    let balanced = balance(&inputs)?;
    balanced.write(folder, &inputs)?;
    let network = &balanced.network;
    println!(
        "{} sites, {} links, {} demand rows, {} residuals in {}",
        network.sites.len(),
        network.links.len(),
        network.demand.len(),
        balanced.residuals.len(),
        folder.display()
    );
    Ok(())
}
