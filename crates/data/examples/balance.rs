//! Rebuilds the flows of the default data package from the published totals.
//!
//! ```text
//! package/balance/*.csv + package/tables/process*.csv  ->  tables/{sites,links,demand}.csv, balance/residuals.csv
//! ```
//!
//! Run with `cargo run -p coercivity-data --example balance [PACKAGE]`; the default is the package of this crate.

use std::path::PathBuf;
use std::process::ExitCode;

use coercivity_data::balance::{BalanceError, BalanceInputs, balance};

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
    let package = std::env::args_os().nth(1).map_or_else(default, PathBuf::from);
    let inputs = BalanceInputs::read(&package)?;
    let balanced = balance(&inputs)?;
    balanced.write(&package, &inputs)?;
    let network = &balanced.network;
    println!(
        "{} sites, {} links, {} demand rows, {} residuals in {}",
        network.sites.len(),
        network.links.len(),
        network.demand.len(),
        balanced.residuals.len(),
        package.display()
    );
    Ok(())
}
