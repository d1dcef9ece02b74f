//! Balancing of the default data package: from published totals and a few known flows to a set of sites, links and
//! demand rows whose sums agree exactly.
//!
//! Published figures of one chain never agree: exports exceed what users are said to use, metal exceeds the oxide it is
//! made from. The method is the least-squares reconciliation of Stone, Champernowne and Meade (1942), one stage at a
//! time and from the users up to the mines:
//!
//! ```text
//!  end uses x countries --IPF--> components --LSQ--> magnets --LSQ--> alloy --LSQ--> metal --LSQ--> oxide --LSQ--> mines
//!        (shares, proxies)        (fixed)      (trade, output, use)     ... needs of the stage below are exact ...
//! ```
//!
//! 1. [`fit`]: proportional fitting of end-use shares and proxies to the use of each country.
//! 2. [`reconcile`]: each flow is a matrix of supplier and user countries. Known cells, supplier totals and user
//!    totals move by as little as their ranges allow; unknown cells start from a gravity prior.
//! 3. From the alloy upwards the needs are exact, because activity times coefficient fixes them; only supplier totals
//!    and known cells give way. What does not fit is reported in `residuals.csv`, never hidden in a yield.
//!
//! Co-products (Dy, Tb, Sm, La, Ce, Gd, Y) follow the neodymium that drives a separation plant; their closing rows take
//! what the metal makers leave. Quantities are t/yr, oxides in oxide weight, concentrates in t of oxide content (REO).
//!
//! The result is deterministic: ordered maps, fixed iteration limits, no randomness.

mod demand;
mod evidence;
pub mod fit;
mod frame;
mod inputs;
mod magnets;
pub mod minerals;
mod network;
mod plants;
pub mod reconcile;
mod residuals;
mod upstream;
mod write;

use std::fmt;
use std::path::PathBuf;

pub use evidence::{Basis, Evidence};
pub use inputs::BalanceInputs;
pub use network::{Demand, Link, Network, Site};
pub use residuals::Residual;

/// Flows below this size are dropped where another flow can take their place, t/yr.
pub const SMALLEST_FLOW: f64 = 0.5;

/// A balanced chain and how far it departs from what was published.
#[derive(Debug, Clone)]
pub struct Balanced {
    /// Sites, links and demand rows, with exact sums.
    pub network: Network,
    /// Every published figure against its fitted value.
    pub residuals: Vec<Residual>,
}

/// Why the balancing failed.
#[derive(Debug)]
pub enum BalanceError {
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// What the reader or writer said.
        message: String,
    },
    /// An input row refers to something that does not exist or holds an impossible value.
    Input {
        /// Where: table and row.
        place: String,
        /// What is wrong and what would be right.
        message: String,
    },
    /// A flow has no solution.
    Infeasible {
        /// The flow.
        flow: String,
        /// Which total cannot be met.
        message: String,
    },
}

impl fmt::Display for BalanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, message } => write!(f, "{}: {message}", path.display()),
            Self::Input { place, message } => write!(f, "{place}: {message}"),
            Self::Infeasible { flow, message } => write!(f, "flow `{flow}`: {message}"),
        }
    }
}

impl std::error::Error for BalanceError {}

/// Balances the chain, from the end uses up to the mines.
///
/// # Errors
///
/// Returns [`BalanceError`] when an input row cannot be resolved or a flow has no non-negative solution.
pub fn balance(inputs: &BalanceInputs) -> Result<Balanced, BalanceError> {
    let mut network = Network::new(inputs);
    let mut residuals = Vec::new();

    // 1 and 2: magnets between countries first, because the use of each country moves; then the uses inside it.
    let ndfeb = magnets::trade_ndfeb(inputs, &mut residuals)?;
    let smco = magnets::trade_smco(inputs, &mut residuals)?;
    demand::add_ndfeb(inputs, &ndfeb, &mut network)?;
    demand::add_smco(inputs, &smco, &mut network)?;
    magnets::supply(inputs, &ndfeb, &mut network)?;
    magnets::supply(inputs, &smco, &mut network)?;

    // 3: every stage above the magnet, in the order of the flow table.
    for flow in inputs.flows.iter().filter(|f| !f.flow.starts_with("magnet-")) {
        upstream::step(inputs, flow, &mut network, &mut residuals)?;
    }
    residuals::add_checks(inputs, &network, &mut residuals);
    residuals::add_held_back(inputs, &network, &mut residuals);
    Ok(Balanced { network, residuals })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const PACKAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/package");

    fn default_package() -> (BalanceInputs, Balanced) {
        let inputs = BalanceInputs::read(Path::new(PACKAGE)).unwrap();
        let balanced = balance(&inputs).unwrap();
        (inputs, balanced)
    }

    /// Inflow of every input equals activity times coefficient; the unit of activity leaves entirely; nothing ships
    /// more than it makes.
    #[test]
    fn sums_hold() {
        let (inputs, balanced) = default_package();
        let network = &balanced.network;
        let fed = |material: &str| network.links.values().any(|l| l.material == material);
        for (name, site) in &network.sites {
            for row in network.rows(&site.process) {
                let want = site.activity * row.t_per_activity;
                if row.direction == "input" {
                    let inflow: f64 = network
                        .links
                        .values()
                        .filter(|l| &l.buyer == name && l.material == row.material)
                        .map(|l| l.t_per_year)
                        .sum();
                    let follows = fed(&row.material);
                    assert!(!follows || (inflow / want - 1.0).abs() < 1e-9, "{name} {}: {inflow} {want}", row.material);
                } else {
                    let out = network.outflow(name, &row.material);
                    assert!(out < want * (1.0 + 1e-9), "{name} ships {out} of {want} {}", row.material);
                    let unit = inputs
                        .processes
                        .iter()
                        .any(|p| p.process == site.process && p.driving.split(';').any(|m| m == row.material));
                    assert!(!unit || out > want * (1.0 - 1e-9), "{name} keeps {}: {out} {want}", row.material);
                }
            }
        }
    }

    /// The tables in the package are the ones this code makes from the inputs in the package.
    #[test]
    fn package_is_up_to_date() {
        let (inputs, balanced) = default_package();
        for (name, text) in balanced.files(&inputs).unwrap() {
            let on_disk = std::fs::read_to_string(Path::new(PACKAGE).join(name)).unwrap();
            assert!(on_disk == text, "{name} is stale: cargo run -p coercivity-data --example balance");
        }
    }

    #[test]
    fn minerals_are_up_to_date() {
        let files = minerals::files(Path::new(PACKAGE)).unwrap();
        assert!(!files.is_empty());
        for (name, text) in files {
            let on_disk = std::fs::read_to_string(Path::new(PACKAGE).join(&name)).unwrap();
            assert!(on_disk == text, "{name} is stale: cargo run -p coercivity-data --example balance");
        }
    }
}
