//! The most that a firm's index can be, from a cascade without its small parts.
//!
//! Losses below a grain are left out. What is left out is never forgotten: beside the
//! losses that are kept runs the most by which any firm's true loss exceeds the kept one, in each
//! direction. A buyer's inputs of a group, and a supplier's customers, have shares of at most 1
//! in sum, so an error of `r` in every neighbour is an error of `r` at most in the firm.
//! The true cascade ends no later than when kept changes and error together are within the threshold.

use crate::systemic::front::lack;
use crate::systemic::graph::{GROUP, Graph};
use crate::systemic::real::{NOTHING, OVER_NOTHING, Real};

/// Room for rounding of shares and sums, relative to the bound.
const ROUNDING: f64 = 1e-5;
/// After so many sweeps no bound is looked for.
const MOST_SWEEPS: u32 = 400;

/// Working space for bounds, one firm after the other.
#[derive(Debug, Clone)]
pub(crate) struct Bounds<'g, R> {
    graph: &'g Graph<R>,
    /// Largest market share in each sector.
    biggest: Vec<f64>,
    down: Vec<R>,
    felt: Vec<R>,
    /// Firms with a kept loss from suppliers, and customers of those that are felt.
    down_hit: Vec<u32>,
    near: Vec<u32>,
    is_near: Vec<bool>,
    is_felt: Vec<bool>,
    /// Losses from customers, and firms that have any.
    up: Vec<Owed>,
    touched: Vec<u32>,
    /// Firms whose kept loss from customers grew in the last sweep, and by how much.
    grown: Vec<(u32, f64)>,
    left: Vec<f64>,
    changed: Vec<u32>,
    links: usize,
}

/// What is known of an index before its cascade is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bound {
    /// The most that it can be.
    pub most: f64,
    /// What the kept losses come to: a guess, good for an order.
    pub kept: f64,
}

/// Loss of a firm from its customers.
#[derive(Debug, Clone, Copy, Default)]
struct Owed {
    /// What the kept losses of its customers come to.
    owed: f64,
    /// What is kept of it.
    kept: f64,
}

/// The most by which true losses exceed kept ones.
#[derive(Debug, Clone, Copy, Default)]
struct Error {
    down: f64,
    up: f64,
    /// Largest difference between what a firm owes and what is kept of it.
    up_kept_back: f64,
}

impl<'g, R: Real> Bounds<'g, R> {
    pub(crate) fn new(graph: &'g Graph<R>) -> Self {
        let firms = graph.firms();
        let mut biggest = vec![0.0_f64; graph.sectors];
        for (sector, market) in graph.sector.iter().zip(&graph.market) {
            let biggest = &mut biggest[*sector as usize];
            *biggest = biggest.max(market.wide());
        }
        Bounds {
            graph,
            biggest,
            down: vec![R::ZERO; firms],
            felt: vec![R::ZERO; firms],
            down_hit: Vec::new(),
            near: Vec::new(),
            is_near: vec![false; firms],
            is_felt: vec![false; firms],
            up: vec![Owed::default(); firms],
            touched: Vec::new(),
            grown: Vec::new(),
            left: vec![1.0; graph.sectors],
            changed: Vec::new(),
            links: 0,
        }
    }

    /// Bounds the index of `firm` (the user's number); by 1 where more than `links` links would
    /// have to be gone through to say less.
    pub(crate) fn of(&mut self, firm: u32, eps: f64, grain: f64, links: usize) -> Bound {
        self.start(firm);
        let mut error = Error::default();
        for _ in 0..MOST_SWEEPS {
            // Both directions step from the state of the last sweep.
            let grown_up = self.sweep_up(&mut error, grain);
            let grown_down = self.sweep_down(&mut error, grain);
            if (grown_up + error.up).max(grown_down + error.down) <= eps * (1.0 - ROUNDING) {
                let kept = self.kept();
                let most = (kept + error.up.max(error.down)) * (1.0 + ROUNDING);
                return Bound { most: most.min(1.0), kept };
            }
            if self.links > links || error.up.max(error.down) > eps {
                break;
            }
        }
        Bound { most: 1.0, kept: self.kept() }
    }

    fn start(&mut self, firm: u32) {
        for firm in self.down_hit.drain(..) {
            let at = firm as usize;
            (self.down[at], self.felt[at], self.is_felt[at]) = (R::ZERO, R::ZERO, false);
        }
        for firm in self.near.drain(..) {
            self.is_near[firm as usize] = false;
        }
        for firm in self.touched.drain(..) {
            self.up[firm as usize] = Owed::default();
        }
        self.left.fill(1.0);
        self.links = 0;
        let here = self.graph.position[firm as usize];
        let at = here as usize;
        self.left[self.graph.sector[at] as usize] -= self.graph.market[at].wide();
        (self.down[at], self.up[at].kept) = (R::ONE, 1.0);
        self.down_hit.push(here);
        self.touched.push(here);
        self.grown.clear();
        self.grown.push((here, 1.0));
    }

    /// Losses from customers; gives the largest growth of a kept one.
    fn sweep_up(&mut self, error: &mut Error, grain: f64) -> f64 {
        let inputs = &self.graph.inputs;
        self.changed.clear();
        for (firm, grown) in self.grown.drain(..) {
            let range = inputs.all(firm as usize);
            self.links += range.len();
            for (code, back) in inputs.firm[range.clone()].iter().zip(&inputs.back[range]) {
                let supplier = code & !GROUP;
                let up = &mut self.up[supplier as usize];
                // What is owed is never nought again once it is not, so each firm is noted once.
                if up.owed == 0.0 && up.kept == 0.0 {
                    self.touched.push(supplier);
                }
                up.owed += back.wide() * grown;
                self.changed.push(supplier);
            }
        }
        let mut most = 0.0_f64;
        for firm in &self.changed {
            let up = &mut self.up[*firm as usize];
            let grown = up.owed.min(1.0) - up.kept;
            if grown > grain {
                up.kept += grown;
                self.grown.push((*firm, grown));
                most = most.max(grown);
            } else {
                error.up_kept_back = error.up_kept_back.max(grown);
            }
        }
        error.up += error.up_kept_back;
        most
    }

    /// Losses from suppliers; gives the largest growth of a kept one.
    fn sweep_down(&mut self, error: &mut Error, grain: f64) -> f64 {
        let felt_error = self.feel(error.down, grain);
        let graph = self.graph;
        let mut kept_back = 0.0_f64;
        let mut most = 0.0_f64;
        for buyer in &self.near {
            let at = *buyer as usize;
            self.links += graph.inputs.len(at);
            let new = lack(graph, &self.felt, at).or_less(R::ONE);
            let old = self.down[at];
            let grown = new.minus(old).wide();
            if grown > grain {
                if old == R::ZERO {
                    self.down_hit.push(*buyer);
                }
                // Nobody reads `down` before the next sweep, so it may change here.
                self.down[at] = new;
                self.left[graph.sector[at] as usize] -= grown * graph.market[at].wide();
                most = most.max(grown);
            } else {
                kept_back = kept_back.max(grown);
            }
        }
        error.down = felt_error + kept_back;
        most
    }

    /// What customers feel of kept losses, without what is below the grain; gives the most by
    /// which what is truly felt of any firm exceeds it when true losses exceed kept ones by `error`.
    fn feel(&mut self, error: f64, grain: f64) -> f64 {
        let mut most = 0.0_f64;
        if error > 0.0 {
            for (biggest, left) in self.biggest.iter().zip(&self.left) {
                most = most.max(hold(*biggest, left - error) * error);
            }
        }
        for at in 0..self.down_hit.len() {
            let firm = self.down_hit[at] as usize;
            let (market, left) = (self.graph.market[firm].wide(), self.left[self.graph.sector[firm] as usize]);
            let loss = self.down[firm].wide();
            let felt = hold(market, left) * loss;
            let truly = hold(market, left - error) * (loss + error).min(1.0);
            if felt > grain {
                self.felt[firm] = R::of(felt);
                self.widen(firm);
                most = most.max(truly - felt);
            } else {
                most = most.max(truly);
            }
        }
        most
    }

    /// Notes the customers of a firm that is felt.
    fn widen(&mut self, firm: usize) {
        if !self.is_felt[firm] {
            self.is_felt[firm] = true;
            let range = self.graph.customers.range(firm);
            self.links += range.len();
            for customer in &self.graph.customers.firm[range] {
                if !self.is_near[*customer as usize] {
                    self.is_near[*customer as usize] = true;
                    self.near.push(*customer);
                }
            }
        }
    }

    /// Kept losses of all firms, as a share of all output.
    fn kept(&self) -> f64 {
        let weight = |firm: &u32| self.graph.weight[*firm as usize].wide();
        let down = self
            .down_hit
            .iter()
            .map(|firm| weight(firm) * (self.down[*firm as usize].wide() - self.up[*firm as usize].kept).max(0.0));
        let up = self.touched.iter().map(|firm| weight(firm) * self.up[*firm as usize].kept);
        up.sum::<f64>() + down.sum::<f64>()
    }
}

/// How hard a firm is to replace when so much of its sector is left.
fn hold(market: f64, left: f64) -> f64 {
    (market * if left <= NOTHING { OVER_NOTHING } else { 1.0 / left }).min(1.0)
}
