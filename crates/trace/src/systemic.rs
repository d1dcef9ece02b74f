//! How much of an economy stops when one firm stops.

mod front;
mod graph;
mod lanes;
pub mod network;
mod real;
pub mod synthetic;

pub use network::{FirmNetwork, Need, Needs, NetworkError, Sale};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where one cascade ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cascade {
    /// Share of the output of all firms that is lost: the index.
    pub total: f64,
    /// The same with losses from suppliers only.
    pub downstream: f64,
    /// The same with losses from customers only.
    pub upstream: f64,
    /// Sweeps until no firm's loss changed by more than the threshold.
    pub sweeps: u32,
}

/// Width of the numbers in the sweeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// 16 cascades at once.
    F32,
    /// 8 cascades at once.
    F64,
}

/// Index of each of `firms`.
#[must_use]
pub fn indices(network: &FirmNetwork, firms: &[u32], precision: Precision, eps: f64) -> Vec<Cascade> {
    match precision {
        Precision::F32 => run::<f32, 16>(network, firms, eps),
        Precision::F64 => run::<f64, 8>(network, firms, eps),
    }
}

fn run<R: real::Real, const K: usize>(network: &FirmNetwork, firms: &[u32], eps: f64) -> Vec<Cascade> {
    let graph = graph::Graph::<R>::new(network);
    let next = AtomicUsize::new(0);
    let take = || {
        let ticket = next.fetch_add(1, Ordering::Relaxed);
        firms.get(ticket).map(|firm| (ticket, vec![(*firm, 1.0)]))
    };
    let mut done: Vec<(usize, Cascade)> =
        rayon::broadcast(|_| lanes::Lanes::<R, K>::new(&graph, eps, u32::MAX).run(&take)).into_iter().flatten().collect();
    done.sort_by_key(|(ticket, _)| *ticket);
    done.into_iter().map(|(_, cascade)| cascade).collect()
}
