//! How much of an economy stops when one firm stops.
//!
//! The economic systemic risk index of a firm is the share of all output that is lost in the end
//! when the firm fails and nobody finds a new supplier or customer (Diem, Borsos, Reisch,
//! Kertész & Thurner 2022, *Scientific Reports* 12, 7719). Losses go down to customers, by
//! what they need ([`Need`]) and how hard the supplier is to replace, and up to suppliers, by
//! their share of sales. Sweeps go on until no firm's loss grows by more than a threshold.
//!
//! [`indices`] follows every cascade asked for, [`top`] finds the firms of highest index without
//! following all. The method with its formulas is in `docs/trace.md`.

mod bound;
mod front;
mod graph;
mod lanes;
pub mod network;
mod real;
mod screen;
pub mod synthetic;

use graph::Graph;
use lanes::Lanes;
pub use network::{FirmNetwork, Need, Needs, NetworkError, Sale};
use real::Real;
pub use screen::{Ranked, Screened};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where one cascade ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cascade {
    /// Share of the output of all firms that is lost: the index, 0 to 1.
    pub total: f64,
    /// The same with losses from suppliers only.
    pub downstream: f64,
    /// The same with losses from customers only.
    pub upstream: f64,
    /// Sweeps until no firm's loss grew by more than the threshold.
    pub sweeps: u32,
}

/// Width of the numbers in the sweeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// 16 cascades at once, each index within 1e-6.
    F32,
    /// 8 cascades at once.
    F64,
}

/// How cascades are followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// A cascade ends when no firm's loss grows by more than this in a sweep; 0.01 is the authors'.
    pub eps: f64,
    /// A cascade ends after so many sweeps in any case.
    pub most_sweeps: u32,
    /// Width of the numbers.
    pub precision: Precision,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { eps: 0.01, most_sweeps: u32::MAX, precision: Precision::F32 }
    }
}

/// How far a long computation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Firms whose index is bounded.
    Bounded(usize),
    /// Cascades that were followed to their end.
    Followed(usize),
}

/// Index of each of `firms`, in their order. Firms that are not there have an index of 0.
#[must_use]
pub fn indices(
    network: &FirmNetwork,
    firms: &[u32],
    settings: &Settings,
    tell: &(dyn Fn(Progress) + Sync),
) -> Vec<Cascade> {
    let shock = |at: usize| firms.get(at).map(|firm| vec![(*firm, 1.0)]);
    match settings.precision {
        Precision::F32 => cascades::<f32, 16>(&Graph::new(network), settings, &shock, tell),
        Precision::F64 => cascades::<f64, 8>(&Graph::new(network), settings, &shock, tell),
    }
}

/// What follows from each of `shocks`, the shares of output, 0 to 1, that the firms named lose at first.
#[must_use]
pub fn scenarios(network: &FirmNetwork, shocks: &[Vec<(u32, f64)>], settings: &Settings) -> Vec<Cascade> {
    let shock = |at: usize| shocks.get(at).cloned();
    match settings.precision {
        Precision::F32 => cascades::<f32, 16>(&Graph::new(network), settings, &shock, &|_| ()),
        Precision::F64 => cascades::<f64, 8>(&Graph::new(network), settings, &shock, &|_| ()),
    }
}

/// The `wanted` firms of highest index, from at most `most` whole cascades and bounds for the rest.
#[must_use]
pub fn top(
    network: &FirmNetwork,
    wanted: usize,
    most: usize,
    settings: &Settings,
    tell: &(dyn Fn(Progress) + Sync),
) -> Screened {
    match settings.precision {
        Precision::F32 => screen::screen::<f32, 16>(&Graph::new(network), settings, wanted, most, tell),
        Precision::F64 => screen::screen::<f64, 8>(&Graph::new(network), settings, wanted, most, tell),
    }
}

/// Follows shocks until `shock` has no more; the threads of the current pool take them in turn.
fn cascades<R: Real, const K: usize>(
    graph: &Graph<R>,
    settings: &Settings,
    shock: &(dyn Fn(usize) -> Option<Vec<(u32, f64)>> + Sync),
    tell: &(dyn Fn(Progress) + Sync),
) -> Vec<Cascade> {
    let next = AtomicUsize::new(0);
    let take = || {
        let ticket = next.fetch_add(1, Ordering::Relaxed);
        let losses = shock(ticket)?;
        tell(Progress::Followed(ticket));
        let is_there = |(firm, _): &(u32, f64)| (*firm as usize) < graph.firms();
        let within = |(firm, loss): (u32, f64)| (firm, if loss > 0.0 { loss.min(1.0) } else { 0.0 });
        Some((ticket, losses.into_iter().filter(is_there).map(within).collect()))
    };
    let work = |_: rayon::BroadcastContext<'_>| Lanes::<R, K>::new(graph, settings).run(&take);
    let mut done: Vec<(usize, Cascade)> = rayon::broadcast(work).into_iter().flatten().collect();
    // Which thread took which shock is chance; the order of the answer is not.
    done.sort_by_key(|(ticket, _)| *ticket);
    done.into_iter().map(|(_, cascade)| cascade).collect()
}
