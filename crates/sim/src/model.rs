//! Chain, study and scenario as dense arrays.
//!
//! Slots: an *in slot* is one input of one site, an *out slot* one output. A
//! link joins an out slot to an in slot and stands for `pairs` of exporter and
//! end user. Links are sorted by in slot, so a buyer's suppliers are a range;
//! a supplier finds its links through `out_links`, in a fixed order.

pub mod base;
pub mod carve;
pub mod classes;
pub mod gates;
pub mod help;
pub mod market;
pub mod network;
mod prune;
pub mod regime;
pub mod series;

use base::Spread;
use coercivity_chain::{Chain, CountryId, EventKind, Response, Scenario, Study};
use coercivity_control::scope::{Coverage, coverage};
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
    /// No such line.
    #[error("the scenario names line `{line}`, which the study does not have; it has: {known}")]
    NoLine {
        /// Line.
        line: String,
        /// Lines of the study.
        known: String,
    },
    /// No such item.
    #[error("the scenario names item `{item}`, which does not go into that line; what goes in: {known}")]
    NoItem {
        /// Item.
        item: String,
        /// Items of the line.
        known: String,
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
    /// Kinds of links and slots.
    pub classes: classes::Classes,
    /// Controls of the scenario that license or inspect, by day.
    pub regimes: Vec<Regime>,
    /// Bans and quotas of the scenario, by day.
    pub gates: Vec<gates::Gate>,
    /// Flows that are counted.
    pub series: Vec<series::Series>,
    /// Goods with a price.
    pub market: Vec<market::Priced>,
    /// Other events by day.
    pub schedule: Schedule,
    /// What helps the lines beside their usual suppliers.
    pub helps: help::Helps,
    /// Licences are not simulated: pairs are stopped by the severity of a squeeze alone.
    pub squeezed: bool,
    /// Days per run.
    pub days: usize,
    /// Date of day 0.
    pub start: Date,
    /// Days over which stock gaps of the study's sites and of output stocks are closed.
    pub adjustment_days: f64,
    /// Days over which the chain's buyers close gaps of their input stocks.
    pub restock_days: Spread,
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
        counted: &[series::SeriesSpec],
        options: Options,
    ) -> Result<Model, ModelError> {
        let mut base = base::Base::new(chain);
        if let Some(study) = study {
            carve::attach(&mut base, chain, study, options.extra_cover_days)?;
        }
        let regimes = regime::regimes(chain, scenario, options.days);
        let gates = gates::gates(chain, scenario, options.days);
        prune::keep_connected(&mut base, |base, link| matters(base, chain, &regimes, &gates, counted, link));
        base.scale_to_fixed_point();
        let mut network = network::build(&base, chain, &regimes, &gates);
        let series = series::place(&mut network, &base, chain, counted);
        let market = market::priced(&network, &base, chain, issuer(scenario, &regimes, &gates));
        let helps = help::Helps::new(chain, scenario, &mut network, &regimes)?;
        let schedule = regime::schedule(chain, scenario, &base, &network, &helps, options.days);
        let settings = study.map(|study| &study.settings);
        Ok(Model {
            classes: classes::Classes::new(&network),
            network,
            regimes,
            gates,
            series,
            market,
            schedule,
            helps,
            squeezed: false,
            days: options.days,
            start: scenario.start,
            adjustment_days: settings.map_or(14.0, |s| s.adjustment.value()),
            restock_days: chain
                .behaviour(Response::RestockDays, None)
                .map_or(Spread::fixed(14.0), |days| Spread::new(days.low(), days.value, days.high())),
            min_rate: settings.map_or(0.3, |s| s.min_rate.value()),
            restart_days: settings.map_or(3.0, |s| s.restart.value()),
            overtime: settings.map_or(1.1, |s| s.overtime),
            share_shifting: settings.is_none_or(|s| s.share_shifting),
            rush: settings.map_or(1.5, |s| s.rush),
            assumed: base.assumed,
        })
    }
}

impl Model {
    /// A model of a squeeze: the goods that a control covers, stopped pair by pair by a severity instead of licences.
    ///
    /// # Errors
    /// When a line does not fit the chain.
    pub fn squeeze(chain: &Chain, study: &Study, scenario: &Scenario, options: Options) -> Result<Model, ModelError> {
        let mut model = Model::new(chain, Some(study), scenario, &[], options)?;
        model.squeezed = true;
        model.gates.iter_mut().for_each(|gate| gate.active.fill(false));
        for regime in &mut model.regimes {
            (regime.announced, regime.effective) = (0, 0);
            regime.active.fill(true);
            regime.inspection.fill(None);
        }
        Ok(model)
    }
}

/// Country that controls: of the first control, else of the first freeze.
fn issuer(scenario: &Scenario, regimes: &[Regime], gates: &[gates::Gate]) -> Option<usize> {
    let controls = regimes.iter().map(|r| &r.control).chain(gates.iter().map(|g| &g.control));
    let freeze = |kind: &EventKind| match kind {
        EventKind::Freeze { country, .. } => Some(country.index()),
        _ => None,
    };
    let frozen = || scenario.events.iter().find_map(|event| freeze(&event.kind));
    controls.map(|control| control.country.index()).next().or_else(frozen)
}

/// Is a link controlled or counted?
fn matters(
    base: &base::Base,
    chain: &Chain,
    regimes: &[Regime],
    gates: &[gates::Gate],
    counted: &[series::SeriesSpec],
    link: usize,
) -> bool {
    let country = |site: usize| CountryId(base.sites[site].country as u32);
    let controls = regimes.iter().map(|r| &r.control).chain(gates.iter().map(|g| &g.control));
    let of_link = &base.links[link];
    let Some(material) = chain.materials.get(of_link.good) else { return false };
    let (from, to) = (country(of_link.supplier), country(of_link.buyer));
    controls.map(|control| coverage(chain, control, material, from, to)).any(|found| found != Coverage::Free)
        || counted.iter().any(|spec| series::counts(base, chain, spec, link))
}

/// A range of slots as stored: start and end.
pub(crate) fn span(range: (u32, u32)) -> Range<usize> {
    range.0 as usize..range.1 as usize
}

pub use coercivity_control::calendar::day_of;
