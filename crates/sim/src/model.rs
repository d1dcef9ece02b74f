//! Chain, study and scenario as dense arrays.
//!
//! Slots: an *in slot* is one input of one site, an *out slot* one output. A
//! link joins an out slot to an in slot and stands for `pairs` of exporter and
//! end user. Links are sorted by in slot, so a buyer's suppliers are a range;
//! a supplier finds its links through `out_links`, in a fixed order.

pub mod base;
pub mod carve;
pub mod network;
pub mod regime;

use coercivity_chain::{Chain, Scenario, Study};
use jiff::civil::Date;
use std::ops::Range;

pub use network::{LineModel, Network};
pub use regime::{Action, Regime, Schedule};

/// Why a study does not fit the chain.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// Nobody there makes it.
    #[error("bom.csv: no site in {country} makes {material}; made in: {known}")]
    NoSupplier {
        /// Country asked for.
        country: String,
        /// Material.
        material: String,
        /// Countries that make it.
        known: String,
    },
    /// The chain has no such use to carve the line from.
    #[error(
        "lines.csv, line `{line}`: no demand for {material} in end use {end_use} of {country}; the chain has: {known}"
    )]
    NoDemand {
        /// Line.
        line: String,
        /// Material.
        material: String,
        /// End use.
        end_use: String,
        /// Country.
        country: String,
        /// Countries that have it.
        known: String,
    },
    /// A line as large as its market.
    #[error(
        "lines.csv, line `{line}`: {used:.3} t/yr of {material} is more than half of the {total:.3} t/yr that {country} uses for {end_use}; lower units_per_day or the quantities in bom.csv"
    )]
    TooLarge {
        /// Line.
        line: String,
        /// Material.
        material: String,
        /// Use of the line.
        used: f64,
        /// Row of the chain.
        total: f64,
        /// Country.
        country: String,
        /// End use.
        end_use: String,
    },
    /// Nothing to simulate.
    #[error("{0}")]
    Empty(String),
}

/// Everything that is the same in every run.
#[derive(Debug, Clone)]
pub struct Model {
    /// Sites, slots, links and sinks.
    pub network: Network,
    /// Controls of the scenario by day.
    pub regimes: Vec<Regime>,
    /// Other events by day.
    pub schedule: Schedule,
    /// Days per run.
    pub days: usize,
    /// Date of day 0.
    pub start: Date,
    /// Days over which stock gaps are closed.
    pub adjustment_days: f64,
    /// Share of normal below which a line idles.
    pub min_rate: f64,
    /// Days of inputs with which an idle line restarts.
    pub restart_days: f64,
    /// Factor by which a line can exceed its plan.
    pub overtime: f64,
    /// Whether shares move towards suppliers that deliver.
    pub share_shifting: bool,
    /// Factor on cover targets between announcement and effect.
    pub rush: f64,
    /// What had to be assumed to attach the study, one sentence each.
    pub assumed: Vec<String>,
}

/// Bounds on what a study may change for one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Days per run.
    pub days: usize,
    /// Days added to the cover of every study input, for the companion run that never runs out.
    pub extra_cover_days: f64,
}

impl Model {
    /// Builds the model.
    ///
    /// # Errors
    /// When a line does not fit the chain.
    pub fn new(
        chain: &Chain,
        study: Option<&Study>,
        scenario: &Scenario,
        options: Options,
    ) -> Result<Model, ModelError> {
        let mut base = base::Base::new(chain);
        if let Some(study) = study {
            carve::attach(&mut base, chain, study, options.extra_cover_days)?;
        }
        base.scale_to_fixed_point();
        let regimes = regime::regimes(chain, scenario, options.days);
        let network = network::build(&base, chain, &regimes);
        let schedule = regime::schedule(chain, scenario, &base, &network, options.days);
        let settings = study.map(|study| &study.settings);
        Ok(Model {
            network,
            regimes,
            schedule,
            days: options.days,
            start: scenario.start,
            adjustment_days: settings.map_or(14.0, |s| s.adjustment.value()),
            min_rate: settings.map_or(0.3, |s| s.min_rate.value()),
            restart_days: settings.map_or(3.0, |s| s.restart.value()),
            overtime: settings.map_or(1.1, |s| s.overtime),
            share_shifting: settings.is_none_or(|s| s.share_shifting),
            rush: settings.map_or(1.5, |s| s.rush),
            assumed: base.assumed,
        })
    }
}

/// A range of slots as stored: start and end.
pub(crate) fn span(range: (u32, u32)) -> Range<usize> {
    range.0 as usize..range.1 as usize
}

pub use coercivity_control::calendar::day_of;
