//! Rationing: what every client of a supplier gets when it cannot serve them all.
//!
//! Everything is a share of the supplier's normal output. A client has a normal purchase
//! `normal` and a want `want`, as a multiple of it. One number per supplier, its *level*,
//! says what each client gets, so that no shipment has to be stored:
//!
//! * proportional: `want x level`, with level = supply / demand (at most 1);
//! * lowest ratio first: `min(want, level)`: all clients rise together until the smallest
//!   want is met, which then drops out, until nothing is left. (Inoue & Todo 2019.)

use super::real::Real;

/// How a supplier splits what it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rationing {
    /// Every client gets the same share of what it asked for.
    Proportional,
    /// Small wants, measured by what is normal for the client, are met first.
    LowestFirst,
}

/// Partial sums held apart, so that the compiler can add them side by side. Part of the result: another
/// number would add in another order.
const WAYS: usize = 8;

/// Demand on a supplier: wants of its clients times what is normal, in fixed order.
#[inline(always)]
pub fn demand<T: Real>(want: &[T], normal: &[T]) -> T {
    let mut sums = [T::ZERO; WAYS];
    let (wants, last_wants) = want.as_chunks::<WAYS>();
    let (normals, last_normals) = normal.as_chunks::<WAYS>();
    for (wants, normals) in wants.iter().zip(normals) {
        for way in 0..WAYS {
            sums[way] += wants[way] * normals[way];
        }
    }
    let mut sum = T::ZERO;
    for (want, normal) in last_wants.iter().zip(last_normals) {
        sum += *want * *normal;
    }
    if want.len() < WAYS { sum } else { sum + folded(sums) }
}

/// Share of every want that can be met.
#[inline(always)]
pub fn proportional<T: Real>(supply: T, demand: T) -> T {
    if supply < demand { supply / demand } else { T::ONE }
}

/// The level at which `sum of min(want, level) x normal` over all clients, final demand among them with its
/// want of 1, is the supply. To be called when supply is short of demand.
///
/// Newton's method on a concave function made of straight pieces: from below it never
/// passes the root, and it stops exactly when no further want drops out, at
/// (supply - met wants) / normal purchases of the rest. `start` saves steps and does not
/// change the result by more than rounding.
#[must_use]
pub fn level<T: Real>(want: &[T], normal: &[T], last: T, supply: T, start: T) -> T {
    let mut level = below(want, normal, last, supply, start);
    // Every step but the last lets one client drop out at least.
    for _ in 0..want.len() + 2 {
        let next = below(want, normal, last, supply, level);
        if next <= level {
            break;
        }
        level = next;
    }
    level
}

/// One step of Newton's method from a level to one that is not above the root.
#[inline(always)]
fn below<T: Real>(want: &[T], normal: &[T], last: T, supply: T, level: T) -> T {
    let (mut met, mut open) = ([T::ZERO; WAYS], [T::ZERO; WAYS]);
    let mut add = |way: usize, want: T, normal: T| {
        let is_met = want <= level;
        met[way] += if is_met { want * normal } else { T::ZERO };
        open[way] += if is_met { T::ZERO } else { normal };
    };
    add(0, T::ONE, last);
    let (wants, last_wants) = want.as_chunks::<WAYS>();
    let (normals, last_normals) = normal.as_chunks::<WAYS>();
    for (want, normal) in last_wants.iter().zip(last_normals) {
        add(0, *want, *normal);
    }
    for (wants, normals) in wants.iter().zip(normals) {
        for way in 0..WAYS {
            add(way, wants[way], normals[way]);
        }
    }
    let (met, open) = if want.len() < WAYS { (met[0], open[0]) } else { (folded(met), folded(open)) };
    // With every want met the start was too high: begin where all rise together.
    let (met, open) = if open > T::ZERO { (met, open) } else { (T::ZERO, normal.iter().copied().sum::<T>() + last) };
    if open > T::ZERO { ((supply - met) / open).most(T::ZERO) } else { T::ZERO }
}

#[inline(always)]
fn folded<T: Real>(sums: [T; WAYS]) -> T {
    ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by sorting: the rule as it is written in the papers.
    fn by_sorting(want: &[f64], normal: &[f64], last: f64, supply: f64) -> f64 {
        let mut clients: Vec<(f64, f64)> = want.iter().copied().zip(normal.iter().copied()).collect();
        clients.push((1.0, last));
        clients.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut open: f64 = clients.iter().map(|c| c.1).sum();
        let mut left = supply;
        for (want, normal) in clients {
            if left <= want * open {
                return left / open;
            }
            left -= want * normal;
            open -= normal;
        }
        f64::INFINITY
    }

    #[test]
    fn three_clients_worked_by_hand() {
        // Wants 0.5, 2 and 3 of purchases 10 each, 10 for the end user, 25 to hand out:
        // at 0.5 all have 20 and the first drops out; 5 more over three are 0.1667 each.
        let level: f64 = level(&[0.5, 2.0, 3.0], &[10.0, 10.0, 10.0], 10.0, 25.0, 0.0);
        assert!((level - (25.0 - 5.0) / 30.0).abs() < 1e-15, "{level}");
        assert_eq!(proportional(25.0, 65.0), 25.0 / 65.0);
        assert_eq!(proportional(65.0, 25.0), 1.0);
    }

    #[test]
    fn nothing_to_hand_out_is_level_nothing() {
        assert_eq!(level(&[1.0, 2.0], &[1.0, 1.0], 0.0, 0.0, 7.0), 0.0);
        assert_eq!(level::<f64>(&[], &[], 0.0, 0.0, 1.0), 0.0);
    }

    proptest! {
        #[test]
        fn newton_finds_what_sorting_finds_from_any_start(
            clients in prop::collection::vec((0.0..5.0f64, 0.001..10.0f64), 1..60),
            last in 0.0..5.0f64, share in 0.0..0.999f64, start in 0.0..9.0f64,
        ) {
            let (want, normal): (Vec<f64>, Vec<f64>) = clients.into_iter().unzip();
            let whole: f64 = want.iter().zip(&normal).map(|(w, n)| w * n).sum::<f64>() + last;
            let supply = whole * share;
            let found = level(&want, &normal, last, supply, start);
            let handed: f64 = want.iter().zip(&normal).map(|(w, n)| w.min(found) * n).sum::<f64>() + found.min(1.0) * last;
            prop_assert!((handed - supply).abs() <= 1e-11 * whole.max(1e-9), "{handed} of {supply}");
            let sorted = by_sorting(&want, &normal, last, supply);
            prop_assert!((found - sorted).abs() <= 1e-9 * sorted.max(1e-6), "{found} and {sorted}");
        }

        #[test]
        fn demand_is_the_sum_whatever_the_length(normals in prop::collection::vec(0.0..3.0f64, 0..40)) {
            let wants: Vec<f64> = (0..normals.len()).map(|client| (client % 7) as f64).collect();
            let sum: f64 = wants.iter().zip(&normals).map(|(want, normal)| want * normal).sum();
            prop_assert!((demand(&wants, &normals) - sum).abs() <= 1e-12 * (1.0 + sum));
        }
    }
}
