//! The first sweeps of one cascade, over those firms only that it can have reached.
//!
//! A shock to one firm reaches its partners in the first sweep, theirs in the second. As long as
//! they are few, going through them alone is cheaper than a lane of a walk through all. Rows are
//! summed in the same order as in the lanes.

use crate::systemic::Cascade;
use crate::systemic::graph::{GROUP, Graph};
use crate::systemic::real::{DUST, NOTHING, OVER_NOTHING, Real};

/// Losses in one direction, with the firms they reach.
#[derive(Debug, Clone)]
struct Side<R> {
    /// Loss of each firm.
    loss: Vec<R>,
    /// Firms with a loss, in the order they were reached.
    hit: Vec<u32>,
    /// How many of them were so before the last sweep.
    known: usize,
    /// Firms next to those, and whether a firm is among them.
    near: Vec<u32>,
    is_near: Vec<bool>,
    /// Links in the rows of firms in `near`.
    links: usize,
    /// Losses of the sweep at hand.
    new: Vec<R>,
}

impl<R: Real> Side<R> {
    fn new(firms: usize) -> Self {
        Side {
            loss: vec![R::ZERO; firms],
            hit: Vec::new(),
            known: 0,
            near: Vec::new(),
            is_near: vec![false; firms],
            links: 0,
            new: Vec::new(),
        }
    }

    fn clear(&mut self) {
        for firm in self.hit.drain(..) {
            self.loss[firm as usize] = R::ZERO;
        }
        for firm in self.near.drain(..) {
            self.is_near[firm as usize] = false;
        }
        (self.known, self.links) = (0, 0);
    }

    fn reach(&mut self, firm: u32, links: usize) {
        if !self.is_near[firm as usize] {
            self.is_near[firm as usize] = true;
            self.near.push(firm);
            self.links += links;
        }
    }

    /// Takes the losses of a sweep over; gives the largest change.
    fn take(&mut self, mut lost: impl FnMut(usize, R)) -> R {
        let mut change = R::ZERO;
        for (firm, new) in self.near.iter().zip(&self.new) {
            let at = *firm as usize;
            let old = self.loss[at];
            if *new > old {
                if old == R::ZERO {
                    self.hit.push(*firm);
                }
                change = change.or_more(new.minus(old));
                lost(at, new.minus(old));
                self.loss[at] = *new;
            }
        }
        change
    }
}

/// One cascade while it is small.
#[derive(Debug, Clone)]
pub(crate) struct Front<'g, R> {
    graph: &'g Graph<R>,
    down: Side<R>,
    up: Side<R>,
    felt: Vec<R>,
    left: Vec<f64>,
    sweeps: u32,
}

/// How far a cascade came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Reached {
    /// Its end.
    End(Cascade),
    /// Too many firms to follow one by one.
    TooMany,
}

impl<'g, R: Real> Front<'g, R> {
    pub(crate) fn new(graph: &'g Graph<R>) -> Self {
        Front {
            graph,
            down: Side::new(graph.firms()),
            up: Side::new(graph.firms()),
            felt: vec![R::ZERO; graph.firms()],
            left: vec![1.0; graph.sectors],
            sweeps: 0,
        }
    }

    /// Starts a cascade from the losses of the firms named (the user's numbers) and follows it until it
    /// ends or a sweep would go through more than `links` links.
    pub(crate) fn run(&mut self, shock: &[(u32, f64)], eps: R, most_sweeps: u32, links: usize) -> Reached {
        self.start(shock);
        loop {
            self.widen();
            if self.down.links + self.up.links > links {
                return Reached::TooMany;
            }
            let change = self.sweep();
            self.sweeps += 1;
            if change <= eps || self.sweeps >= most_sweeps {
                return Reached::End(self.cascade());
            }
        }
    }

    /// Sweeps done.
    pub(crate) fn sweeps(&self) -> u32 {
        self.sweeps
    }

    /// What is left of each sector's output.
    pub(crate) fn left(&self) -> &[f64] {
        &self.left
    }

    /// Firms with losses from suppliers, by their place in the graph.
    pub(crate) fn down(&self) -> impl Iterator<Item = (usize, R)> + '_ {
        self.down.hit.iter().map(|firm| (*firm as usize, self.down.loss[*firm as usize]))
    }

    /// Firms with losses from customers, by their place in the graph.
    pub(crate) fn up(&self) -> impl Iterator<Item = (usize, R)> + '_ {
        self.up.hit.iter().map(|firm| (*firm as usize, self.up.loss[*firm as usize]))
    }

    fn start(&mut self, shock: &[(u32, f64)]) {
        for firm in &self.down.hit {
            self.felt[*firm as usize] = R::ZERO;
        }
        self.down.clear();
        self.up.clear();
        self.left.fill(1.0);
        self.sweeps = 0;
        for (firm, loss) in shock {
            let here = self.graph.position[*firm as usize];
            let at = here as usize;
            let loss = R::of(*loss);
            if loss > self.down.loss[at] {
                if self.down.loss[at] == R::ZERO {
                    self.down.hit.push(here);
                    self.up.hit.push(here);
                }
                self.left[self.graph.sector[at] as usize] -=
                    loss.minus(self.down.loss[at]).wide() * self.graph.market[at].wide();
                self.down.loss[at] = loss;
                self.up.loss[at] = loss;
            }
        }
    }

    /// Finds the firms that those hit in the last sweep can reach in the next.
    fn widen(&mut self) {
        let graph = self.graph;
        for at in self.down.known..self.down.hit.len() {
            let range = graph.customers.range(self.down.hit[at] as usize);
            for customer in &graph.customers.firm[range] {
                self.down.reach(*customer, graph.inputs.len(*customer as usize));
            }
        }
        self.down.known = self.down.hit.len();
        for at in self.up.known..self.up.hit.len() {
            let range = graph.inputs.all(self.up.hit[at] as usize);
            for code in &graph.inputs.firm[range] {
                let supplier = code & !GROUP;
                self.up.reach(supplier, graph.customers.range(supplier as usize).len());
            }
        }
        self.up.known = self.up.hit.len();
    }

    fn sweep(&mut self) -> R {
        self.feel();
        let (graph, felt) = (self.graph, &self.felt);
        self.down.new.clear();
        self.down.new.extend(self.down.near.iter().map(|buyer| lack(graph, felt, *buyer as usize).or_less(R::ONE)));
        let up = &self.up.loss;
        self.up.new.clear();
        self.up.new.extend(self.up.near.iter().map(|supplier| {
            let range = graph.customers.range(*supplier as usize);
            let mut loss = R::ZERO;
            for (customer, share) in graph.customers.firm[range.clone()].iter().zip(&graph.customers.share[range]) {
                loss = loss.plus(share.times(up[*customer as usize]));
            }
            let loss = loss.or_less(R::ONE);
            if loss > R::of(DUST) { loss } else { R::ZERO }
        }));
        let left = &mut self.left;
        let change =
            self.down.take(|at, more| left[graph.sector[at] as usize] -= more.wide() * graph.market[at].wide());
        change.or_more(self.up.take(|_, _| ()))
    }

    fn feel(&mut self) {
        for firm in &self.down.hit {
            let at = *firm as usize;
            let left = self.left[self.graph.sector[at] as usize];
            let over = R::of(if left <= NOTHING { OVER_NOTHING } else { 1.0 / left });
            let felt = over.times(self.graph.market[at]).or_less(R::ONE).times(self.down.loss[at]);
            self.felt[at] = if felt > R::of(DUST) { felt } else { R::ZERO };
        }
    }

    fn cascade(&self) -> Cascade {
        let weight = |at: usize| self.graph.weight[at].wide();
        let (mut total, mut downstream, mut upstream) = (0.0, 0.0, 0.0);
        for (at, loss) in self.down() {
            downstream += weight(at) * loss.wide();
            total += weight(at) * loss.or_more(self.up.loss[at]).wide();
        }
        for (at, loss) in self.up() {
            upstream += weight(at) * loss.wide();
            if self.down.loss[at] == R::ZERO {
                total += weight(at) * loss.wide();
            }
        }
        Cascade { total, downstream, upstream, sweeps: self.sweeps }
    }
}

/// Share of a buyer's output that is missing for want of inputs.
pub(crate) fn lack<R: Real>(graph: &Graph<R>, felt: &[R], buyer: usize) -> R {
    let inputs = &graph.inputs;
    let [sole, several, rest] = inputs.parts(buyer);
    let mut most = R::ZERO;
    for (supplier, share) in inputs.firm[sole.clone()].iter().zip(&inputs.share[sole]) {
        most = most.or_more(share.times(felt[*supplier as usize]));
    }
    let mut group = R::ZERO;
    for (code, share) in inputs.firm[several.clone()].iter().zip(&inputs.share[several]) {
        if code & GROUP != 0 {
            group = R::ZERO;
        }
        group = group.plus(share.times(felt[(code & !GROUP) as usize]));
        most = most.or_more(group);
    }
    let mut group = R::ZERO;
    for (supplier, share) in inputs.firm[rest.clone()].iter().zip(&inputs.share[rest]) {
        group = group.plus(share.times(felt[*supplier as usize]));
    }
    most.or_more(group)
}
