//! Step 7: an output stock is split over what may leave.
//!
//! Lowest ratio first (Inoue & Todo 2019, rationing type 2): water-filling on
//! want / normal want. Every buyer is served up to the same multiple of its
//! normal want, and fully where it wants less than that. With purely
//! proportional rationing the published model collapses to a trickle.

use crate::lanes::{LANES, Lane, splat};
use crate::model::{Model, span};
use crate::state::State;
use std::ops::Range;

/// Allots every output stock.
pub(super) fn allot(model: &Model, state: &mut State) {
    let net = &model.network;
    for out in 0..net.out_site.len() {
        let links = span(net.out_range[out]);
        let sinks = span(net.out_sinks[out]);
        let mut wanted = splat(0.0);
        for l in links.clone().map(|k| net.out_links[k] as usize) {
            for lane in 0..LANES {
                wanted[lane] += state.link_ready[l][lane];
            }
            state.link_ship[l] = state.link_ready[l];
        }
        for s in sinks.clone() {
            for lane in 0..LANES {
                wanted[lane] += state.sink_want[s][lane];
            }
        }
        let mut level = splat(f64::INFINITY);
        for lane in 0..LANES {
            let stock = state.out_stock[out][lane].max(0.0);
            state.out_backlog[out][lane] = (wanted[lane] - stock).max(0.0);
            if wanted[lane] > stock {
                level[lane] = water_level(model, state, links.clone(), sinks.clone(), lane, stock);
                for l in links.clone().map(|k| net.out_links[k] as usize) {
                    state.link_ship[l][lane] = state.link_ready[l][lane].min(level[lane] * net.link_flow[l]);
                }
            }
        }
        deliver(state, out, sinks, &level, &net.sink_rate);
    }
}

/// Hands sinks what they get; it has left the chain.
fn deliver(state: &mut State, out: usize, sinks: Range<usize>, level: &Lane, rate: &[f64]) {
    for s in sinks {
        for lane in 0..LANES {
            let want = state.sink_want[s][lane];
            let given = if level[lane].is_finite() { want.min(level[lane] * rate[s]) } else { want };
            state.sink_want[s][lane] -= given;
            state.out_stock[out][lane] -= given;
            state.out_delivered[out][lane] += given;
        }
    }
}

/// Multiple of the normal want up to which everybody is served, so that the stock is used up.
///
/// Each round serves in full whoever wants less than the level, which raises the
/// level for the rest; it ends when nobody is left below, at most one round per buyer.
fn water_level(model: &Model, state: &State, links: Range<usize>, sinks: Range<usize>, lane: usize, stock: f64) -> f64 {
    let net = &model.network;
    let wants = || {
        let of_links = links.clone().map(|k| {
            let l = net.out_links[k] as usize;
            (state.link_ready[l][lane], net.link_flow[l])
        });
        of_links
            .chain(sinks.clone().map(|s| (state.sink_want[s][lane], net.sink_rate[s])))
            .filter(|(want, normal)| *want > 0.0 && *normal > 0.0)
    };
    let mut level = 0.0;
    loop {
        let (mut rest, mut normal) = (stock, 0.0);
        for (want, usual) in wants() {
            if want <= level * usual {
                rest -= want;
            } else {
                normal += usual;
            }
        }
        let next = if normal > 0.0 { (rest / normal).max(level) } else { return level };
        if next <= level * (1.0 + 1e-12) {
            return level;
        }
        level = next;
    }
}
