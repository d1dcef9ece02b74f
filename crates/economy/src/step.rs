//! One day.
//!
//! With `Z` the flows of the table from supplier i to buyer j, `s(i)` the sector of i,
//! `k` the weight of a supplier (its capacity over its base) and `T[s,j]` what j orders of
//! sector s in all, the model's order matrix is
//!
//! `O[i,j] = T[s(i),j] Z[i,j] k[i] / sum over i' in s(i) of Z[i',j] k[i']`.
//!
//! With `P[s,j] = T[s,j] / den[s,j]` and `den[s,j] = sum over i in s of Z[i,j] k[i]` all that the
//! model asks of O are sums over Z, which never changes:
//!
//! * orders of a supplier, `D[i] = k[i] sum over j of Z[i,j] P[s(i),j]`;
//! * deliveries at fulfilment f, `added[s,j] = P[s,j] sum over i in s of Z[i,j] k[i] f[i]`.
//!
//! Deliveries of yesterday's orders, today's `den`, and today's orders need the same tile of Z
//! and nothing of other tiles, so each day reads Z once.

mod capacity;
mod delivery;
pub(crate) mod events;
mod orders;
mod production;

use crate::Model;

impl Model<'_> {
    /// Runs one day.
    pub fn step(&mut self) {
        // 1. What happens: capacity lost, final demand, rebuilding demand.
        self.begin_events();
        // 2. Overtime follows scarcity; capacity.
        self.set_capacity();
        // 3. Output within capacity, demand and stocks.
        self.produce();
        // 4. Output is shared among those who want it.
        self.distribute();
        // 5. Rebuilding goes on with what it got.
        self.progress_events();
        // 6. Deliveries and use change stocks; orders for the next day.
        self.restock();
        self.day += 1;
    }

    /// All that a supplier is asked for.
    pub(crate) fn wanted(&self, industry: usize) -> f64 {
        let rebuild: f64 = self.rebuild.iter().map(|wanted| wanted[industry]).sum();
        self.orders[industry] + self.demand[industry] + rebuild
    }
}
