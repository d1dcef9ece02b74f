//! The firms of highest index in a network too large to follow every cascade to its end.
//!
//! Every firm gets a bound, cheaply. Cascades are followed in order of falling bound until the
//! least of the wanted indices is no less than any bound that is left. A firm that is still
//! in the running gets a closer bound before a whole cascade is spent on it.

use crate::systemic::bound::Bounds;
use crate::systemic::graph::Graph;
use crate::systemic::real::Real;
use crate::systemic::{Cascade, Progress, Settings, cascades};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Losses that bounds leave out, coarse first, and the part of all links through which they go at
/// most: beyond it a lane costs less.
const LOOKS: [(f64, usize); 2] = [(1e-3, 40), (3e-4, 20)];
/// The same for a closer look at who is still in the running.
const CLOSER: (f64, usize) = (1e-5, 10);
/// Cascades between two looks at what is settled; fixed, so that threads do not matter.
const BATCH: usize = 256;
/// Firms that share a working space for bounds.
const CHUNK: usize = 4096;

/// A firm with what is known of its index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Position of the firm in the user's list.
    pub firm: u32,
    /// Its cascade, if it was followed to the end.
    pub exact: Option<Cascade>,
    /// The most that the index can be; the index itself where it is exact.
    pub bounded_by: f64,
}

/// The firms of highest index.
#[derive(Debug, Clone, PartialEq)]
pub struct Screened {
    /// Wanted firms by falling index, each exact.
    pub top: Vec<Ranked>,
    /// Firms that may belong among them and were not followed to the end;
    /// empty when the answer is proven.
    pub open: Vec<Ranked>,
    /// Cascades followed to the end.
    pub followed: usize,
    /// The most that the index of any firm can be that was not followed.
    pub rest_bounded_by: f64,
}

/// A firm that was not followed yet, with its bound and a guess of its index.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    firm: u32,
    bound: f64,
    guess: f64,
}

/// Who was followed and who waits.
struct Screen<'a, R> {
    graph: &'a Graph<R>,
    settings: &'a Settings,
    tell: &'a (dyn Fn(Progress) + Sync),
    wanted: usize,
    most: usize,
    top: Vec<Ranked>,
    waiting: Vec<Waiting>,
    followed: usize,
    rest: f64,
}

/// Finds the `wanted` firms of highest index with at most `most` whole cascades.
pub(crate) fn screen<R: Real, const K: usize>(
    graph: &Graph<R>,
    settings: &Settings,
    wanted: usize,
    most: usize,
    tell: &(dyn Fn(Progress) + Sync),
) -> Screened {
    let firms =
        (0..u32::try_from(graph.firms()).unwrap_or(u32::MAX)).map(|firm| Waiting { firm, bound: 1.0, guess: 0.0 });
    let mut screen = Screen {
        graph,
        settings,
        tell,
        wanted: wanted.min(graph.firms()),
        most,
        top: Vec::new(),
        waiting: firms.collect(),
        followed: 0,
        rest: 0.0,
    };
    for look in LOOKS {
        screen.bound(look, |row| row.bound >= 1.0);
    }
    let unbounded = screen.waiting.iter().filter(|row| row.bound >= 1.0).count();
    screen.follow::<K>(unbounded.max(screen.wanted));
    if screen.waiting.len() > BATCH {
        screen.bound(CLOSER, |_| true);
    }
    while screen.follow::<K>(BATCH) {}
    let Screen { top, waiting, followed, rest, .. } = screen;
    let open: Vec<Ranked> =
        waiting.iter().map(|row| Ranked { firm: row.firm, exact: None, bounded_by: row.bound }).collect();
    Screened { rest_bounded_by: open.iter().fold(rest, |most, row| most.max(row.bounded_by)), top, open, followed }
}

impl<R: Real> Screen<'_, R> {
    /// Bounds those that wait and are wanted, sorts all and drops whom the bound rules out.
    fn bound(&mut self, (grain, part): (f64, usize), wanted: impl Fn(&Waiting) -> bool + Sync) {
        let links = self.graph.customers.firm.len() / part;
        let done = AtomicUsize::new(0);
        self.waiting.par_chunks_mut(CHUNK).for_each_init(
            || Bounds::new(self.graph),
            |bounds, rows| {
                for row in rows.iter_mut().filter(|row| wanted(row)) {
                    let bound = bounds.of(row.firm, self.settings.eps, grain, links);
                    row.bound = row.bound.min(bound.most);
                    row.guess = row.guess.max(bound.kept);
                }
                (self.tell)(Progress::Bounded(done.fetch_add(rows.len(), Ordering::Relaxed) + rows.len()));
            },
        );
        self.waiting
            .sort_by(|a, b| b.bound.total_cmp(&a.bound).then(b.guess.total_cmp(&a.guess)).then(a.firm.cmp(&b.firm)));
        self.drop_hopeless();
    }

    /// Drops who cannot be among the wanted any more.
    fn drop_hopeless(&mut self) {
        if self.top.len() < self.wanted {
            return;
        }
        let least = self.top.last().map_or(f64::INFINITY, |row| row.bounded_by);
        let hopeful = self.waiting.partition_point(|row| row.bound > least);
        self.rest = self.waiting.get(hopeful).map_or(self.rest, |row| self.rest.max(row.bound));
        self.waiting.truncate(hopeful);
    }

    /// Follows the cascades of the first that wait; false when there was nothing to do.
    fn follow<const K: usize>(&mut self, count: usize) -> bool {
        let count = count.min(self.most - self.followed).min(self.waiting.len());
        if count == 0 {
            return false;
        }
        let firms: Vec<u32> = self.waiting.drain(..count).map(|row| row.firm).collect();
        let before = self.followed;
        let shock = |at: usize| firms.get(at).map(|firm| vec![(*firm, 1.0)]);
        let tell = |progress| match progress {
            Progress::Followed(done) => (self.tell)(Progress::Followed(before + done)),
            other => (self.tell)(other),
        };
        let found = cascades::<R, K>(self.graph, self.settings, &shock, &tell);
        self.followed += count;
        let row =
            |(firm, cascade): (&u32, Cascade)| Ranked { firm: *firm, exact: Some(cascade), bounded_by: cascade.total };
        self.top.extend(firms.iter().zip(found).map(row));
        self.top.sort_by(|a, b| b.bounded_by.total_cmp(&a.bounded_by).then(a.firm.cmp(&b.firm)));
        self.top.truncate(self.wanted);
        self.drop_hopeless();
        true
    }
}
