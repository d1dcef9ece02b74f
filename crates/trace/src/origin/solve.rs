//! What must be made in every pool so that given amounts can be taken: t = d + A t.
//!
//! A is sparse and has loops only where scrap returns. Pools are visited in the
//! order of their strongly connected components (Tarjan 1972), buyers first; a
//! component with a loop is swept (Gauss-Seidel) until nothing changes. A loop
//! returns less than it takes, so the sweeps converge.

use super::network::Network;

/// Sweeps after which a component is given up; a loop that returns 99 % needs about 3,500.
const MOST_SWEEPS: usize = 20_000;
/// Relative change below which a component is at rest.
const AT_REST: f64 = 1e-16;

/// The network turned round: for each pool, who needs it.
#[derive(Debug, Clone)]
pub(crate) struct Solver {
    /// Components in order, buyers first.
    components: Vec<Vec<u32>>,
    /// For each pool where its takers begin.
    first: Vec<u32>,
    /// Taker, mass per unit taken by it, and whether it rests on more than an assumption.
    takers: Vec<(u32, f64, bool)>,
}

/// Amounts by pool and column, `[pool * columns + column]` \[t/yr\].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amounts {
    pub(crate) columns: usize,
    pub(crate) all: Vec<f64>,
    pub(crate) public: Vec<f64>,
}

impl Amounts {
    pub(crate) fn new(pools: usize, columns: usize) -> Self {
        Amounts { columns, all: vec![0.0; pools * columns], public: vec![0.0; pools * columns] }
    }

    /// Adds what is taken from a pool.
    pub(crate) fn add(&mut self, pool: usize, column: usize, amount: f64, public: bool) {
        self.all[pool * self.columns + column] += amount;
        if public {
            self.public[pool * self.columns + column] += amount;
        }
    }

    /// Sum over the columns of a pool.
    pub(crate) fn of(&self, pool: usize) -> f64 {
        self.all[pool * self.columns..(pool + 1) * self.columns].iter().sum()
    }
}

impl Solver {
    pub(crate) fn new(network: &Network) -> Self {
        let pools = network.pools.len();
        let mut count = vec![0u32; pools + 1];
        for need in &network.needs {
            count[need.pool as usize + 1] += 1;
        }
        for pool in 0..pools {
            count[pool + 1] += count[pool];
        }
        let first = count.clone();
        let mut takers = vec![(0, 0.0, false); network.needs.len()];
        for taker in 0..pools {
            for need in network.needs_of(taker) {
                let place = &mut count[need.pool as usize];
                takers[*place as usize] = (taker as u32, need.per_unit, need.public);
                *place += 1;
            }
        }
        Solver { components: components(network), first, takers }
    }

    /// Solves for all columns at once. `entry(taker, pool)` is the column into which
    /// column 0 changes between two pools, where goods cross the border of interest.
    pub(crate) fn solve(&self, demand: &Amounts, entry: &dyn Fn(usize, usize) -> usize) -> Amounts {
        let mut done = demand.clone();
        let mut row = vec![0.0; 2 * demand.columns];
        for component in &self.components {
            for _ in 0..MOST_SWEEPS {
                let mut change: f64 = 0.0;
                for pool in component {
                    change = change.max(self.visit(*pool as usize, demand, &mut done, &mut row, entry));
                }
                if change <= AT_REST || !self.loops(component) {
                    break;
                }
            }
        }
        done
    }

    /// True for a component in which goods come round again.
    fn loops(&self, component: &[u32]) -> bool {
        component.len() > 1 || self.takers_of(component[0] as usize).iter().any(|(taker, ..)| *taker == component[0])
    }

    fn takers_of(&self, pool: usize) -> &[(u32, f64, bool)] {
        let end = self.first.get(pool + 1).map_or(self.takers.len(), |end| *end as usize);
        &self.takers[self.first[pool] as usize..end]
    }

    /// Recomputes one pool from its takers; returns the relative change.
    fn visit(
        &self,
        pool: usize,
        demand: &Amounts,
        done: &mut Amounts,
        row: &mut [f64],
        entry: &dyn Fn(usize, usize) -> usize,
    ) -> f64 {
        let columns = demand.columns;
        let own = pool * columns..(pool + 1) * columns;
        let (all, public) = row.split_at_mut(columns);
        all.copy_from_slice(&demand.all[own.clone()]);
        public.copy_from_slice(&demand.public[own.clone()]);
        for (taker, per_unit, is_public) in self.takers_of(pool) {
            let from = *taker as usize * columns;
            let to = entry(*taker as usize, pool);
            for column in 0..columns {
                let target = if column == 0 { to } else { column };
                all[target] += per_unit * done.all[from + column];
                if *is_public {
                    public[target] += per_unit * done.public[from + column];
                }
            }
        }
        let (before, after): (f64, f64) = (done.all[own.clone()].iter().sum(), all.iter().sum());
        done.all[own.clone()].copy_from_slice(all);
        done.public[own].copy_from_slice(public);
        if after > 0.0 { (after - before).abs() / after } else { 0.0 }
    }
}

/// Strongly connected components, those that take before those that are taken from.
fn components(network: &Network) -> Vec<Vec<u32>> {
    let pools = network.pools.len();
    let mut search = Search {
        network,
        index: vec![u32::MAX; pools],
        low: vec![0; pools],
        on_stack: vec![false; pools],
        stack: Vec::new(),
        found: Vec::new(),
        next: 0,
    };
    for pool in 0..pools {
        if search.index[pool] == u32::MAX {
            search.from(pool);
        }
    }
    // Tarjan finds a component after everything it reaches, so takers come last.
    search.found.reverse();
    search.found
}

struct Search<'a> {
    network: &'a Network,
    index: Vec<u32>,
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<u32>,
    found: Vec<Vec<u32>>,
    next: u32,
}

impl Search<'_> {
    fn enter(&mut self, pool: usize) {
        self.index[pool] = self.next;
        self.low[pool] = self.next;
        self.next += 1;
        self.stack.push(pool as u32);
        self.on_stack[pool] = true;
    }

    /// Depth first with a stack of its own: a user's chain may be deeper than the call stack.
    fn from(&mut self, root: usize) {
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        self.enter(root);
        while let Some((pool, next)) = path.last_mut() {
            let pool = *pool;
            let need = self.network.needs_of(pool).get(*next).map(|need| need.pool as usize);
            *next += 1;
            match need {
                Some(other) if self.index[other] == u32::MAX => {
                    self.enter(other);
                    path.push((other, 0));
                }
                Some(other) if self.on_stack[other] => self.low[pool] = self.low[pool].min(self.index[other]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((parent, _)) = path.last() {
                        self.low[*parent] = self.low[*parent].min(self.low[pool]);
                    }
                    self.leave(pool);
                }
            }
        }
    }

    /// Takes a finished component off the stack.
    fn leave(&mut self, pool: usize) {
        if self.low[pool] != self.index[pool] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member as usize] = false;
            component.push(member);
            if member as usize == pool {
                break;
            }
        }
        component.sort_unstable();
        self.found.push(component);
    }
}
