//! Many cascades at once, one per lane, over one walk through the network.

use crate::systemic::front::{Front, Reached};
use crate::systemic::graph::{GROUP, Graph, Inputs};
use crate::systemic::real::{Line, NOTHING, OVER_NOTHING, Real};
use crate::systemic::{Cascade, Settings};

/// Firms whose sums are taken at the width of the lanes before they join the `f64` totals.
const BLOCK: usize = 1024;
/// A sweep of one cascade alone that goes through more than this part of all links costs more than a lane.
const FEW: usize = 12;
/// Rows whose lines are fetched together.
const AHEAD: usize = 32;
/// Bytes of lines above which they are fetched before they are summed.
const CACHE: usize = 1 << 21;

/// Gives shocks one by one, each the losses of some firms, with its place among all.
pub(crate) type Source<'s> = dyn Fn() -> Option<(usize, Vec<(u32, f64)>)> + Sync + 's;

/// One lane's cascade.
#[derive(Debug, Clone, Copy)]
struct Running {
    /// Position of the shock in the list of those asked for.
    ticket: usize,
    sweeps: u32,
}

/// State of `K` cascades.
pub(crate) struct Lanes<'g, R, const K: usize> {
    graph: &'g Graph<R>,
    eps: R,
    most_sweeps: u32,
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
    front: Front<'g, R>,
    /// A sweep of the front that goes through more links than this is left to the lanes.
    few: usize,
    /// The lines do not fit into the cache next to the processor.
    ahead: bool,
}

impl<'g, R: Real, const K: usize> Lanes<'g, R, K> {
    /// Lanes without a shock.
    pub(crate) fn new(graph: &'g Graph<R>, settings: &Settings) -> Self {
        let calm = || vec![Line::all(R::ZERO); graph.firms()];
        Lanes {
            graph,
            eps: R::of(settings.eps),
            most_sweeps: settings.most_sweeps,
            down: calm(),
            felt: calm(),
            up: calm(),
            next_up: calm(),
            left: vec![[1.0; K]; graph.sectors],
            running: [None; K],
            front: Front::new(graph),
            few: graph.customers.firm.len() / FEW,
            ahead: size_of::<Line<R, K>>() * graph.firms() > CACHE,
        }
    }

    /// Runs shocks from `next` until there are no more.
    pub(crate) fn run(&mut self, next: &Source<'_>) -> Vec<(usize, Cascade)> {
        let mut done = Vec::new();
        loop {
            self.refill(next, &mut done);
            if self.running.iter().all(Option::is_none) {
                return done;
            }
            let change = self.sweep();
            for lane in 0..K {
                let Some(run) = &mut self.running[lane] else { continue };
                run.sweeps = run.sweeps.saturating_add(1);
                if change.0[lane] <= self.eps || run.sweeps >= self.most_sweeps {
                    let run = *run;
                    done.push((run.ticket, self.cascade(lane, run.sweeps)));
                    self.running[lane] = None;
                }
            }
        }
    }

    /// What a lane's firms have lost. One lane at a time: few end in the same sweep.
    fn cascade(&self, lane: usize, sweeps: u32) -> Cascade {
        let (mut total, mut downstream, mut upstream) = (0.0, 0.0, 0.0);
        for ((down, up), weight) in self.down.iter().zip(&self.up).zip(&self.graph.weight) {
            let (down, up, weight) = (down.0[lane], up.0[lane], weight.wide());
            total += weight * down.or_more(up).wide();
            downstream += weight * down.wide();
            upstream += weight * up.wide();
        }
        Cascade { total, downstream, upstream, sweeps }
    }

    /// Gives each idle lane the next shock that does not end while it is small.
    fn refill(&mut self, next: &Source<'_>, done: &mut Vec<(usize, Cascade)>) {
        let mut fresh = false;
        for lane in 0..K {
            while self.running[lane].is_none()
                && let Some((ticket, shock)) = next()
            {
                match self.front.run(&shock, self.eps, self.most_sweeps, self.few) {
                    Reached::End(cascade) => done.push((ticket, cascade)),
                    Reached::TooMany => {
                        if !fresh {
                            self.wipe();
                            fresh = true;
                        }
                        self.load(lane, ticket);
                    }
                }
            }
        }
    }

    /// Clears all idle lanes.
    fn wipe(&mut self) {
        let keep = Line(self.running.map(|running| if running.is_some() { R::ONE } else { R::ZERO }));
        for line in self.down.iter_mut().chain(&mut self.up) {
            *line = line.map2(keep, R::times);
        }
    }

    /// Goes on in a lane with what the front has reached.
    fn load(&mut self, lane: usize, ticket: usize) {
        for (at, loss) in self.front.down() {
            self.down[at].0[lane] = loss;
        }
        for (at, loss) in self.front.up() {
            self.up[at].0[lane] = loss;
        }
        for (left, now) in self.left.iter_mut().zip(self.front.left()) {
            left[lane] = *now;
        }
        self.running[lane] = Some(Running { ticket, sweeps: self.front.sweeps() });
    }

    /// One step of all lanes, from the state of the last.
    fn sweep(&mut self) -> Line<R, K> {
        self.feel();
        let change = self.sweep_down();
        let change = self.sweep_up(change);
        std::mem::swap(&mut self.up, &mut self.next_up);
        change
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
            *felt = over.map2(Line::all(*market), R::times).at_most(R::ONE).map2(*down, R::times).without_dust();
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
                if self.ahead && at % AHEAD == 0 {
                    fetch(felt, &inputs.firm[inputs.span(firm, AHEAD)]);
                }
                let most = lack(inputs, felt, firm, *down);
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

    /// Losses from customers; gives the largest of `change` and theirs.
    fn sweep_up(&mut self, mut change: Line<R, K>) -> Line<R, K> {
        let graph = self.graph;
        let (up, customers) = (&self.up[..], &graph.customers);
        for (block, lines) in self.next_up.chunks_mut(BLOCK).enumerate() {
            for (at, next) in lines.iter_mut().enumerate() {
                let firm = block * BLOCK + at;
                if self.ahead && at % AHEAD == 0 {
                    fetch(up, &customers.firm[customers.span(firm, AHEAD)]);
                }
                let range = customers.range(firm);
                let mut loss = Line::all(R::ZERO);
                for (customer, share) in customers.firm[range.clone()].iter().zip(&customers.share[range]) {
                    loss = loss.plus_times(*share, &up[*customer as usize]);
                }
                let old = up[firm];
                let new = loss.at_most(R::ONE).or_more(old).without_dust();
                change = change.or_more(new.map2(old, R::minus));
                *next = new;
            }
        }
        change
    }
}

/// Share of a buyer's output that is missing for want of inputs, or `least` where that is more.
#[inline(always)]
fn lack<R: Real, const K: usize>(
    inputs: &Inputs<R>,
    felt: &[Line<R, K>],
    buyer: usize,
    least: Line<R, K>,
) -> Line<R, K> {
    let [sole, several, rest] = inputs.parts(buyer);
    let mut most = least;
    for (supplier, share) in inputs.firm[sole.clone()].iter().zip(&inputs.share[sole]) {
        let loss = &felt[*supplier as usize];
        most = most.or_more(Line(loss.0.map(|loss| share.times(loss))));
    }
    let mut group = Line::all(R::ZERO);
    for (code, share) in inputs.firm[several.clone()].iter().zip(&inputs.share[several]) {
        if code & GROUP != 0 {
            group = Line::all(R::ZERO);
        }
        group = group.plus_times(*share, &felt[(code & !GROUP) as usize]);
        most = most.or_more(group);
    }
    let mut group = Line::all(R::ZERO);
    for (supplier, share) in inputs.firm[rest.clone()].iter().zip(&inputs.share[rest]) {
        group = group.plus_times(*share, &felt[*supplier as usize]);
    }
    most.or_more(group)
}

/// Reads one number of each line, so that all lines are on their way at once.
fn fetch<R: Real, const K: usize>(lines: &[Line<R, K>], firms: &[u32]) {
    let mut sum = [R::ZERO; 4];
    let (fours, rest) = firms.as_chunks::<4>();
    for four in fours {
        for k in 0..4 {
            sum[k] = sum[k].plus(lines[(four[k] & !GROUP) as usize].0[0]);
        }
    }
    for firm in rest {
        sum[0] = sum[0].plus(lines[(firm & !GROUP) as usize].0[0]);
    }
    std::hint::black_box(sum);
}

fn add<R: Real, const K: usize>(total: &mut [f64; K], block: &Line<R, K>) {
    for (total, block) in total.iter_mut().zip(block.0) {
        *total += block.wide();
    }
}
