//! Step 7: an output stock is split over what may leave.
//!
//! Lowest ratio first (Inoue & Todo 2019, rationing type 2): water-filling on
//! want / normal want. Every buyer is served up to the same multiple of its
//! normal want, and fully where it wants less than that. With purely
//! proportional rationing the published model collapses to a trickle.

use crate::lanes::{LANES, Lane, Mask, any, one_by_one, splat, wide};
use crate::model::{Model, span};
use crate::state::State;
use std::ops::Range;

wide! {
/// Allots every output stock.
pub(super) fn allot(model: &Model, state: &mut State) {
    let net = &model.network;
    for out in one_by_one(0..model.classes.outs.len()) {
        let of = &model.classes.outs[out];
        let links = &net.out_links[span(of.links)];
        let sinks = span(of.sinks);
        let mut wanted = splat(0.0);
        for link in links {
            wanted += state.link_ready[*link as usize];
        }
        for want in &state.sink_want[sinks.clone()] {
            wanted += *want;
        }
        let stock = state.out_stock[out].at_least(0.0);
        state.out_backlog[out] = (wanted - stock).at_least(0.0);
        let short = wanted.is(stock, |wanted, stock| wanted > stock);
        if any(short) {
            let level = level(model, state, links, sinks.clone(), stock, short);
            for link in links.iter().map(|link| *link as usize) {
                let ready = state.link_ready[link];
                state.link_ready[link] = ready.at_most(level * model.classes.links[link].flow).or(short, ready);
            }
            for sink in sinks {
                let want = state.sink_want[sink];
                deliver(state, out, sink, want.at_most(level * net.sink_rate[sink]).or(short, want));
            }
        } else {
            for sink in sinks {
                deliver(state, out, sink, state.sink_want[sink]);
            }
        }
    }
}
}

/// Hands a sink what it gets; it has left the chain.
#[inline(always)]
fn deliver(state: &mut State, out: usize, sink: usize, given: Lane) {
    state.sink_want[sink] -= given;
    state.out_stock[out] -= given;
    state.out_delivered[out] += given;
}

/// The level for an output stock that is `short` in some lanes.
#[inline(always)]
fn level(model: &Model, state: &State, links: &[u32], sinks: Range<usize>, stock: Lane, short: Mask) -> Lane {
    let flow = |link: u32| model.classes.links[link as usize].flow;
    let rate = &model.network.sink_rate;
    // A single buyer gets all there is: what filling ends at, without its rounds.
    match (links, sinks.len()) {
        ([link], 0) if flow(*link) > 0.0 => return stock / flow(*link),
        ([], 1) if rate[sinks.start] > 0.0 => return stock / rate[sinks.start],
        _ => {}
    }
    let of_links = links.iter().map(|link| (state.link_ready[*link as usize], flow(*link)));
    let of_sinks = sinks.map(|sink| (state.sink_want[sink], rate[sink]));
    // Finite, so that who normally wants nothing gets nothing and not a NaN.
    fill(of_links, of_sinks, stock, short).at_most(splat(f64::MAX))
}

/// Multiple of the normal want up to which everybody is served, so that the stock is used up.
///
/// `links` and `sinks` yield (want, normal want). Each round serves in full whoever wants
/// less than the level, which raises the level for the rest; a lane is done when nobody is
/// left below, after at most one round per buyer. Only `open` lanes count.
#[inline(always)]
fn fill(
    links: impl Iterator<Item = (Lane, f64)> + Clone,
    sinks: impl Iterator<Item = (Lane, f64)> + Clone,
    stock: Lane,
    mut open: Mask,
) -> Lane {
    let mut level = splat(0.0);
    loop {
        let (mut rest, mut normal) = (stock, splat(0.0));
        for (want, usual) in links.clone() {
            serve(want, usual, level, (&mut rest, &mut normal));
        }
        for (want, usual) in sinks.clone() {
            serve(want, usual, level, (&mut rest, &mut normal));
        }
        let next = (rest / normal).with(level, |next, level| if next > level { next } else { level });
        for lane in 0..LANES {
            open[lane] &= (normal[lane] > 0.0) & (next[lane] > level[lane] * (1.0 + 1e-12));
        }
        if !any(open) {
            return level;
        }
        level = next.or(open, level);
    }
}

/// Takes a want from the rest where the level serves it in full, else adds its normal want to those left.
#[inline(always)]
fn serve(want: Lane, usual: f64, level: Lane, (rest, normal): (&mut Lane, &mut Lane)) {
    if usual <= 0.0 {
        return;
    }
    let served = want.is(level * usual, |want, most| want <= most);
    let some = want.is(splat(0.0), |want, zero| want > zero);
    *rest -= want.or(served, splat(0.0)).or(some, splat(0.0));
    *normal += splat(0.0).or(served, splat(usual)).or(some, splat(0.0));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(wants: &[(f64, f64)], stock: f64) -> f64 {
        let wants = wants.iter().map(|(want, usual)| (splat(*want), *usual));
        fill(wants, std::iter::empty(), splat(stock), [true; LANES])[0]
    }

    #[test]
    fn water_filling_by_hand() {
        // Normal wants 1 and 1, wants 10 and 1, stock 4: the small one in full, the other the rest.
        let level = filled(&[(10.0, 1.0), (1.0, 1.0)], 4.0);
        assert!((level - 3.0).abs() < 1e-12, "{level}");
        // Wants 6 and 6 with normal wants 2 and 1, stock 6: both at twice their normal want.
        let level = filled(&[(6.0, 2.0), (6.0, 1.0)], 6.0);
        assert!((level - 2.0).abs() < 1e-12, "{level}");
        // Nothing in stock: nobody is served.
        assert_eq!(filled(&[(6.0, 2.0)], 0.0), 0.0);
    }

    proptest! {
        #[test]
        fn a_short_stock_is_used_up_and_nobody_gets_more_than_wanted(
            wants in prop::collection::vec((0.0f64..100.0, 0.01f64..10.0), 1..40),
            part in 0.01f64..0.99,
        ) {
            let wanted: f64 = wants.iter().map(|(want, _)| want).sum();
            let stock = part * wanted;
            let level = filled(&wants, stock);
            let given: f64 = wants.iter().map(|(want, usual)| want.min(level * usual)).sum();
            prop_assert!((given - stock).abs() <= 1e-9 * stock.max(1.0), "{} of {}", given, stock);
        }

        #[test]
        fn a_lane_is_filled_whatever_the_others_need(
            wants in prop::collection::vec(prop::array::uniform8(0.0f64..100.0), 1..12),
            stock in prop::array::uniform8(1.0f64..300.0),
        ) {
            let lanes = wants.iter().map(|want| (Lane(*want), 1.5));
            let together = fill(std::iter::empty(), lanes, Lane(stock), [true; LANES]);
            for lane in 0..LANES {
                let own: Vec<(f64, f64)> = wants.iter().map(|want| (want[lane], 1.5)).collect();
                prop_assert_eq!(together[lane].to_bits(), filled(&own, stock[lane]).to_bits());
            }
        }
    }
}
