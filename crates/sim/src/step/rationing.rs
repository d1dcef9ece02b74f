//! Step 7: an output stock is split over what may leave.
//!
//! Lowest ratio first (Inoue & Todo 2019, rationing type 2): water-filling on
//! want / normal want. Every buyer is served up to the same multiple of its
//! normal want, and fully where it wants less than that. With purely
//! proportional rationing the published model collapses to a trickle.

use crate::lanes::{Bounded, LANES, Lane, splat};
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
        }
        for s in sinks.clone() {
            for lane in 0..LANES {
                wanted[lane] += state.sink_want[s][lane];
            }
        }
        let mut level = splat(f64::INFINITY);
        for lane in 0..LANES {
            let stock = state.out_stock[out][lane].at_least(0.0);
            state.out_backlog[out][lane] = (wanted[lane] - stock).at_least(0.0);
            if wanted[lane] > stock {
                level[lane] = water_level(model, state, links.clone(), sinks.clone(), lane, stock);
                for l in links.clone().map(|k| net.out_links[k] as usize) {
                    state.link_ready[l][lane] = state.link_ready[l][lane].at_most(level[lane] * net.link_flow[l]);
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
            let given = if level[lane].is_finite() { want.at_most(level[lane] * rate[s]) } else { want };
            state.sink_want[s][lane] -= given;
            state.out_stock[out][lane] -= given;
            state.out_delivered[out][lane] += given;
        }
    }
}

/// Level for one output stock in one lane.
fn water_level(model: &Model, state: &State, links: Range<usize>, sinks: Range<usize>, lane: usize, stock: f64) -> f64 {
    let net = &model.network;
    let of_links = links.map(|k| net.out_links[k] as usize).map(|l| (state.link_ready[l][lane], net.link_flow[l]));
    let of_sinks = sinks.map(|s| (state.sink_want[s][lane], net.sink_rate[s]));
    fill(of_links.chain(of_sinks), stock)
}

/// Multiple of the normal want up to which everybody is served, so that the stock is used up.
///
/// `wants` yields (want, normal want). Each round serves in full whoever wants less
/// than the level, which raises the level for the rest; it ends when nobody is left
/// below, after at most one round per buyer.
fn fill(wants: impl Iterator<Item = (f64, f64)> + Clone, stock: f64) -> f64 {
    let mut level = 0.0;
    loop {
        let (mut rest, mut normal) = (stock, 0.0);
        for (want, usual) in wants.clone().filter(|(want, usual)| *want > 0.0 && *usual > 0.0) {
            if want <= level * usual {
                rest -= want;
            } else {
                normal += usual;
            }
        }
        if normal <= 0.0 {
            return level;
        }
        let next = (rest / normal).at_least(level);
        if next <= level * (1.0 + 1e-12) {
            return level;
        }
        level = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn water_filling_by_hand() {
        // Normal wants 1 and 1, wants 10 and 1, stock 4: the small one in full, the other the rest.
        let level = fill([(10.0, 1.0), (1.0, 1.0)].into_iter(), 4.0);
        assert!((level - 3.0).abs() < 1e-12, "{level}");
        // Wants 6 and 6 with normal wants 2 and 1, stock 6: both at twice their normal want.
        let level = fill([(6.0, 2.0), (6.0, 1.0)].into_iter(), 6.0);
        assert!((level - 2.0).abs() < 1e-12, "{level}");
        // Nothing in stock: nobody is served.
        assert_eq!(fill([(6.0, 2.0)].into_iter(), 0.0), 0.0);
    }

    proptest! {
        #[test]
        fn a_short_stock_is_used_up_and_nobody_gets_more_than_wanted(
            wants in prop::collection::vec((0.0f64..100.0, 0.01f64..10.0), 1..40),
            part in 0.01f64..0.99,
        ) {
            let wanted: f64 = wants.iter().map(|(want, _)| want).sum();
            let stock = part * wanted;
            let level = fill(wants.iter().copied(), stock);
            let given: f64 = wants.iter().map(|(want, usual)| want.min(level * usual)).sum();
            prop_assert!((given - stock).abs() <= 1e-9 * stock.max(1.0), "{} of {}", given, stock);
        }
    }
}
