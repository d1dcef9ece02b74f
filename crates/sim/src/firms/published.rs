//! Lowest ratio first as the program of Inoue & Todo computes it, to the last bits.
//!
//! The equations are those of [`super::inventory`]; the rationing is not what the papers say. In
//! the program
//!
//! * every supplier rations every day, short or not;
//! * a round that can be served costs `least want x all normal purchases` *still on the list*, and
//!   final demand stays on the list after it is met: what is taken for it again is lost;
//! * who asked for nothing is on the list of the first round too, and gets what the others get;
//! * the last round, which cannot be served whole, hands out more than is left of a want if others
//!   were dropped from the sum.
//!
//! So output differs from that of the rule as written (by up to 1.2 % over 50 days on a network
//! of 1,000 firms), and who gets what depends on rounding: whether an order is nothing or 1e-17 decides
//! whether its buyer gets a share. To be compared with, this module therefore keeps the
//! program's own quantities, order of sums and fused operations. For everything else use
//! [`super::inventory`] or [`super::network`], where nothing is lost.

use super::blocks::{cuts, split, total};
use super::edges::{EdgeError, Edges};
use super::layout::{joined, starts};
use rayon::prelude::*;

/// What the program takes for nothing.
const NOTHING: f64 = 1e-20;

/// State of the program.
#[derive(Debug, Clone)]
pub struct Published {
    /// First link by buyer, and the end.
    start: Vec<u32>,
    /// Whether a link is the last of its sector at its buyer.
    ends: Vec<bool>,
    /// Normal purchase by link \[unit/day\].
    flow: Vec<f64>,
    /// Place among the clients by link.
    place: Vec<u32>,
    /// First client by supplier, and the end.
    client_start: Vec<u32>,
    /// Link by client.
    client: Vec<u32>,
    buyer_cuts: Vec<usize>,
    supplier_cuts: Vec<usize>,
    /// Normal output and final demand by site \[unit/day\].
    output: Vec<f64>,
    last: Vec<f64>,
    /// Capacity left, output, and what stocks allow by site \[unit/day\].
    capacity: Vec<f64>,
    made: Vec<f64>,
    limit: Vec<f64>,
    /// Stock and order by link \[unit\], \[unit/day\].
    stock: Vec<f64>,
    order: Vec<f64>,
    /// What a client is handed, over its normal purchase.
    handed: Vec<f64>,
    cover_days: f64,
    adjustment_days: f64,
}

impl Published {
    /// The start. `last` is final demand by site \[unit/day\], `damage` the share of capacity
    /// lost by site, for good. Outputs of the edges are not used: they are sales and final demand.
    ///
    /// # Errors
    /// As [`Edges::check`], and when a column has not one entry for each site.
    pub fn new(edges: &Edges, last: &[f64], damage: &[f64]) -> Result<Self, EdgeError> {
        edges.check()?;
        let sites = edges.sites();
        if last.len() != sites || damage.len() != sites {
            return Err(EdgeError::Length("final demand or damage"));
        }
        let as_given: Vec<u32> = (0..sites as u32).collect();
        let links = joined(edges, &as_given, &as_given);
        let sector = |link: usize| edges.sector[links.supplier[link] as usize];
        let mut ends = vec![true; links.flow.len()];
        for range in links.start.windows(2) {
            for link in range[0] as usize + 1..range[1] as usize {
                ends[link - 1] = sector(link - 1) != sector(link);
            }
        }
        let client_start = starts(sites, links.supplier.iter().copied());
        let mut next = client_start.clone();
        let (mut client, mut place) = (vec![0; ends.len()], vec![0; ends.len()]);
        let mut output = vec![0.0; sites];
        for (link, supplier) in links.supplier.iter().enumerate() {
            let supplier = *supplier as usize;
            place[link] = next[supplier];
            client[next[supplier] as usize] = link as u32;
            next[supplier] += 1;
            output[supplier] += links.flow[link];
        }
        output.iter_mut().zip(last).for_each(|(output, last)| *output += last);
        let cover_days = 15.0;
        Ok(Published {
            buyer_cuts: cuts(&links.start),
            supplier_cuts: cuts(&client_start),
            capacity: output.iter().zip(damage).map(|(output, damage)| (1.0 - damage) * output).collect(),
            made: output.clone(),
            limit: vec![f64::INFINITY; sites],
            stock: links.flow.iter().map(|flow| flow * cover_days).collect(),
            order: links.flow.clone(),
            handed: vec![1.0; ends.len()],
            last: last.to_vec(),
            start: links.start,
            flow: links.flow,
            output,
            ends,
            place,
            client_start,
            client,
            cover_days,
            adjustment_days: 6.0,
        })
    }

    /// Output of all sites \[unit/day\].
    #[must_use]
    pub fn output(&self) -> f64 {
        total(&vec![1.0; self.made.len()], &self.made)
    }

    /// A day.
    pub fn step(&mut self) {
        self.buyers();
        self.suppliers();
    }

    /// Receipt, use, orders.
    fn buyers(&mut self) {
        let (start, flow, place, ends) = (&self.start, &self.flow, &self.place, &self.ends);
        let (made, output, handed) = (&self.made, &self.output, &self.handed);
        let (cover, rate) = (self.cover_days, 1.0 / self.adjustment_days);
        let sites = || self.buyer_cuts[1..].iter().copied();
        let links = || sites().map(|site| start[site] as usize);
        let stocks = split(&mut self.stock, links());
        let orders = split(&mut self.order, links());
        let limits = split(&mut self.limit, sites());
        let pieces = self.buyer_cuts.par_iter().zip(stocks).zip(orders).zip(limits);
        pieces.for_each(|(((first, stock), order), limit)| {
            let base = start[*first] as usize;
            for (n, limit) in limit.iter_mut().enumerate() {
                let site = first + n;
                let (activity, normal) = (made[site], output[site]);
                *limit = f64::INFINITY;
                let mut from = start[site] as usize;
                while from < start[site + 1] as usize {
                    let end = (from..).find(|link| ends[*link]).map_or(from, |last| last + 1);
                    let used: f64 = flow[from..end].iter().fold(0.0, |sum, flow| sum + flow);
                    let held = stock[from - base..end - base].iter().fold(0.0, |sum, stock| sum + stock);
                    let ratio = if held <= NOTHING { 0.0 } else { (activity / normal) * (used / held) };
                    let mut left = 0.0;
                    for link in from..end {
                        let (stock, flow) = (&mut stock[link - base], flow[link]);
                        let received = handed[place[link] as usize] * flow;
                        let now = (-*stock).mul_add(ratio, *stock + received);
                        *stock = if now <= NOTHING { 0.0 } else { now };
                        left += *stock;
                        let gap = cover * flow * activity / normal - *stock;
                        order[link - base] = rate.mul_add(gap, flow * activity / normal).max(0.0);
                    }
                    *limit = limit.min(left / used * normal);
                    from = end;
                }
            }
        });
    }

    /// Demand, output, rationing.
    fn suppliers(&mut self) {
        let (client_start, client, flow, order) = (&self.client_start, &self.client, &self.flow, &self.order);
        let (last, limit, capacity) = (&self.last, &self.limit, &self.capacity);
        let sites = || self.supplier_cuts[1..].iter().copied();
        let made = split(&mut self.made, sites());
        let handed = split(&mut self.handed, sites().map(|site| client_start[site] as usize));
        let pieces = self.supplier_cuts.par_iter().zip(made).zip(handed);
        pieces.for_each_init(Vec::new, |list, ((first, made), handed)| {
            let base = client_start[*first] as usize;
            for (n, made) in made.iter_mut().enumerate() {
                let site = first + n;
                let clients = client_start[site] as usize..client_start[site + 1] as usize;
                let own = &mut handed[clients.start - base..clients.end - base];
                let links = &client[clients];
                let asked = last[site] + links.iter().fold(0.0, |sum, link| sum + order[*link as usize]);
                *made = asked.min(capacity[site].min(limit[site]));
                list.clear();
                list.extend(links.iter().enumerate().map(|(at, link)| {
                    let normal = flow[*link as usize];
                    Client { at, normal, open: order[*link as usize] / normal }
                }));
                hand_out(list, last[site], *made, own);
            }
        });
    }
}

/// A client on the list of a supplier.
#[derive(Debug, Clone, Copy)]
struct Client {
    at: usize,
    /// Normal purchase \[unit/day\].
    normal: f64,
    /// What is left of its want, over normal.
    open: f64,
}

/// The rounds of the program for one supplier.
fn hand_out(list: &mut Vec<Client>, last: f64, supply: f64, handed: &mut [f64]) {
    handed.fill(0.0);
    let (mut left, mut end_user) = (supply, 1.0);
    loop {
        let least = list.iter().map(|client| client.open).filter(|open| *open > NOTHING).fold(f64::INFINITY, f64::min);
        let least = if end_user > NOTHING { least.min(end_user) } else { least };
        if least.is_infinite() {
            return;
        }
        let cost = list.iter().fold(0.0, |sum, client| sum + least * client.normal) + least * last;
        if left <= cost {
            break;
        }
        for client in list.iter_mut() {
            client.open -= least;
            handed[client.at] += least;
        }
        list.retain(|client| client.open > NOTHING);
        end_user = if end_user - least <= NOTHING { 0.0 } else { end_user - least };
        left -= cost;
        if left <= NOTHING {
            return;
        }
    }
    let open = || list.iter().filter(|client| client.open > 0.0);
    let normal = open().fold(0.0, |sum, client| sum + client.normal) + if end_user > 0.0 { last } else { 0.0 };
    let share = if normal > 0.0 { left / normal } else { 0.0 };
    open().for_each(|client| handed[client.at] += share);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed(wants: &[(f64, f64)], last: f64, supply: f64) -> Vec<f64> {
        let list = wants.iter().enumerate();
        let mut list: Vec<Client> =
            list.map(|(at, (open, normal))| Client { at, normal: *normal, open: *open }).collect();
        let mut handed = vec![0.0; wants.len()];
        hand_out(&mut list, last, supply, &mut handed);
        handed
    }

    #[test]
    fn who_asks_for_nothing_gets_what_the_least_gets() {
        // 0.5 x (10 + 10 + 10 end users) = 15 of 20 are handed out, to all; then 5 over 10 + 10.
        let got = handed(&[(0.0, 10.0), (0.5, 10.0), (2.0, 10.0)], 0.0, 20.0);
        assert_eq!(got, [0.5, 0.5, 1.0]);
    }

    #[test]
    fn what_end_users_were_given_is_taken_again() {
        // Round 1 costs 20 and meets the end user; the second want is 1 more, for which 20
        // are taken, not 10: 5 of 5 left go to it alone, 0.5 more.
        assert_eq!(handed(&[(2.0, 10.0)], 10.0, 25.0), [1.5]);
        assert_eq!(handed(&[(2.0, 10.0)], 10.0, 41.0), [2.0]);
    }
}
