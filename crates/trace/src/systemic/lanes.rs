//! Many cascades at once, one per lane, over one walk through the network.

use crate::systemic::Cascade;
use crate::systemic::graph::{GROUP, Graph};
use crate::systemic::real::{Line, Real};

/// Firms whose sums are taken at the width of the lanes before they join the `f64` totals.
const BLOCK: usize = 1024;
/// Share of a sector's output below which nothing is left of it.
const NOTHING: f64 = 1e-10;
/// Stands for one over nothing: large enough to make any market share 1, small enough not to overflow.
const OVER_NOTHING: f64 = 1e30;

/// One lane's cascade.
#[derive(Debug, Clone, Copy)]
struct Running {
    /// Position of the shock in the list of those asked for.
    ticket: usize,
    sweeps: u32,
    before: f64,
}

/// State of `K` cascades.
pub(crate) struct Lanes<'g, R, const K: usize> {
    graph: &'g Graph<R>,
    eps: R,
    /// Loss of output of each firm that comes from its suppliers.
    down: Vec<Line<R, K>>,
    /// What of it its customers cannot replace.
    felt: Vec<Line<R, K>>,
    /// Loss of output of each firm that comes from its customers, now and in the next sweep.
    up: Vec<Line<R, K>>,
    next_up: Vec<Line<R, K>>,
    /// Output that is left of each sector.
    left: Vec<[f64; K]>,
    running: [Option<Running>; K],
}

/// Sums of one sweep, by lane.
struct Sums<R, const K: usize> {
    change: Line<R, K>,
    total: [f64; K],
    down: [f64; K],
    up: [f64; K],
}

impl<'g, R: Real, const K: usize> Lanes<'g, R, K> {
    /// Lanes without a shock.
    pub(crate) fn new(graph: &'g Graph<R>, eps: f64) -> Self {
        let calm = || vec![Line::all(R::ZERO); graph.firms()];
        Lanes {
            graph,
            eps: R::of(eps),
            down: calm(),
            felt: calm(),
            up: calm(),
            next_up: calm(),
            left: vec![[1.0; K]; graph.sectors],
            running: [None; K],
        }
    }

    /// Runs shocks from `next` until there are no more; each is the loss of the firms it names.
    pub(crate) fn run(&mut self, next: &dyn Fn() -> Option<(usize, Vec<(u32, f64)>)>) -> Vec<(usize, Cascade)> {
        let mut done = Vec::new();
        loop {
            self.refill(next);
            if self.running.iter().all(Option::is_none) {
                return done;
            }
            let sums = self.sweep();
            for lane in 0..K {
                if let Some(run) = &mut self.running[lane] {
                    run.sweeps += 1;
                    if sums.change.0[lane] <= self.eps {
                        let cascade = Cascade {
                            total: sums.total[lane],
                            downstream: sums.down[lane],
                            upstream: sums.up[lane],
                            before_last: run.before,
                            sweeps: run.sweeps,
                        };
                        done.push((run.ticket, cascade));
                        self.running[lane] = None;
                    } else {
                        run.before = sums.total[lane];
                    }
                }
            }
        }
    }

    /// Gives each idle lane the next shock.
    fn refill(&mut self, next: &dyn Fn() -> Option<(usize, Vec<(u32, f64)>)>) {
        let mut keep = Line::all(R::ONE);
        let mut shocks = Vec::new();
        for lane in 0..K {
            if self.running[lane].is_none() {
                if let Some((ticket, shock)) = next() {
                    keep.0[lane] = R::ZERO;
                    shocks.push((lane, ticket, shock));
                }
            }
        }
        if shocks.is_empty() {
            return;
        }
        for line in self.down.iter_mut().chain(&mut self.up) {
            *line = line.map2(keep, R::times);
        }
        for (lane, ticket, shock) in shocks {
            for left in &mut self.left {
                left[lane] = 1.0;
            }
            let mut before = 0.0;
            for (firm, loss) in shock {
                let here = self.graph.position[firm as usize] as usize;
                self.down[here].0[lane] = R::of(loss);
                self.up[here].0[lane] = R::of(loss);
                self.left[self.graph.sector[here] as usize][lane] -= loss * self.graph.market[here].wide();
                before += loss * self.graph.weight[here].wide();
            }
            self.running[lane] = Some(Running { ticket, sweeps: 0, before });
        }
    }

    /// One step of all lanes, from the state of the last.
    fn sweep(&mut self) -> Sums<R, K> {
        self.feel();
        let change = self.sweep_down();
        let sums = self.sweep_up(change);
        std::mem::swap(&mut self.up, &mut self.next_up);
        sums
    }

    /// What customers feel of each firm's loss: a firm is the harder to replace the more of
    /// what its sector still makes is its own.
    fn feel(&mut self) {
        let over: Vec<Line<R, K>> = self
            .left
            .iter()
            .map(|left| Line(left.map(|left| R::of(if left <= NOTHING { OVER_NOTHING } else { 1.0 / left }))))
            .collect();
        let rows = self.graph.sector.iter().zip(&self.graph.market);
        for ((felt, down), (sector, market)) in self.felt.iter_mut().zip(&self.down).zip(rows) {
            let over = &over[*sector as usize];
            *felt = over.map2(Line::all(*market), R::times).at_most(R::ONE).map2(*down, R::times);
        }
    }

    /// Losses from suppliers; gives the largest change and leaves what is left of each sector.
    fn sweep_down(&mut self) -> Line<R, K> {
        let graph = self.graph;
        let (felt, inputs) = (&self.felt[..], &graph.inputs);
        let mut change = Line::all(R::ZERO);
        let mut left = vec![Line::<R, K>::all(R::ZERO); graph.sectors];
        self.left.fill([0.0; K]);
        for (block, lines) in self.down.chunks_mut(BLOCK).enumerate() {
            for (at, down) in lines.iter_mut().enumerate() {
                let firm = block * BLOCK + at;
                let range = inputs.range(firm);
                let mut group = Line::all(R::ZERO);
                let mut most = *down;
                for (code, share) in inputs.firm[range.clone()].iter().zip(&inputs.share[range]) {
                    // A branch here would be guessed wrong at every other input.
                    let keep = if code & GROUP == 0 { R::ONE } else { R::ZERO };
                    let loss = &felt[(code & !GROUP) as usize];
                    group = Line(std::array::from_fn(|k| group.0[k].times(keep).plus(share.times(loss.0[k]))));
                    most = most.or_more(group);
                }
                let new = most.at_most(R::ONE);
                change = change.or_more(new.map2(*down, R::minus));
                *down = new;
                let left = &mut left[graph.sector[firm] as usize];
                *left = left.plus_times(graph.market[firm], &Line(new.0.map(|loss| R::ONE.minus(loss))));
            }
            for (total, block) in self.left.iter_mut().zip(&mut left) {
                add(total, block);
                *block = Line::all(R::ZERO);
            }
        }
        change
    }

    /// Losses from customers, and the sums of what all firms have lost.
    fn sweep_up(&mut self, mut change: Line<R, K>) -> Sums<R, K> {
        let graph = self.graph;
        let (up, customers) = (&self.up[..], &graph.customers);
        let (mut total, mut from_down, mut from_up) = ([0.0; K], [0.0; K], [0.0; K]);
        for (block, lines) in self.next_up.chunks_mut(BLOCK).enumerate() {
            let mut sums = [Line::<R, K>::all(R::ZERO); 3];
            for (at, next) in lines.iter_mut().enumerate() {
                let firm = block * BLOCK + at;
                let range = customers.range(firm);
                let mut loss = Line::all(R::ZERO);
                for (customer, share) in customers.firm[range.clone()].iter().zip(&customers.share[range]) {
                    loss = loss.plus_times(*share, &up[*customer as usize]);
                }
                let (old, down) = (up[firm], self.down[firm]);
                let new = loss.at_most(R::ONE).or_more(old);
                change = change.or_more(new.map2(old, R::minus));
                *next = new;
                let weight = graph.weight[firm];
                sums[0] = sums[0].plus_times(weight, &new.or_more(down));
                sums[1] = sums[1].plus_times(weight, &down);
                sums[2] = sums[2].plus_times(weight, &new);
            }
            add(&mut total, &sums[0]);
            add(&mut from_down, &sums[1]);
            add(&mut from_up, &sums[2]);
        }
        Sums { change, total, down: from_down, up: from_up }
    }
}

fn add<R: Real, const K: usize>(total: &mut [f64; K], block: &Line<R, K>) {
    for (total, block) in total.iter_mut().zip(block.0) {
        *total += block.wide();
    }
}
