//! The leader's choice equals enumeration on small cases.

use crate::common::{case, numbers, with_levers};
use coercivity_plan::case::{Case, Draw, Input};
use coercivity_plan::squeeze::{Move, Squeeze};

/// Everything arrives.
fn quiet(case: &Case) -> Vec<Draw> {
    let mut draws = case.draws.clone();
    for draw in &mut draws {
        for input in draw.lines.iter_mut().flatten() {
            *input = Input::new(&case.ends, 20.0, &[14.0; 12]);
        }
    }
    draws
}

fn squeeze(seed: u64, moves: usize) -> Squeeze {
    let mut of = with_levers(case(seed, 2, 3), seed);
    of.draws = quiet(&of);
    of.risk_aversion = 0.0;
    let mut next = numbers(seed + 7);
    let moves = (0..moves)
        .map(|_| {
            let (from, left, hits) = ((6.0 * next()) as usize, next(), (4.0 * next()) as usize);
            let mut draws = of.draws.clone();
            for draw in &mut draws {
                // A move hits one input of one line.
                let arrivals: Vec<f64> =
                    (0..12).map(|p| if (from..from + 6).contains(&p) { 14.0 * left } else { 14.0 }).collect();
                draw.lines[hits / 2][hits % 2] = Input::new(&of.ends, 20.0, &arrivals);
            }
            Move { exports: 300.0 * next(), draws }
        })
        .collect();
    Squeeze { case: of, moves, most: 3, weight: next() }
}

#[test]
fn the_choice_equals_enumeration() {
    let mut some = 0;
    for seed in 0..12 {
        let squeeze = squeeze(seed, 5);
        let found = squeeze.choose().unwrap();
        let mut best = 0.0f64;
        for bits in 1u32..32 {
            let set: Vec<usize> = (0..5).filter(|m| bits >> m & 1 == 1).collect();
            if set.len() <= squeeze.most {
                let damage = squeeze.damage(&set);
                best = best.max(squeeze.answered(&set, damage).unwrap().worth);
            }
        }
        assert!((found.best.worth - best).abs() <= 1e-4 * best.max(1.0), "seed {seed}: {} {best}", found.best.worth);
        assert!(found.best.answered <= found.best.damage + 1e-9);
        assert!(found.answered < 25, "it looks at fewer sets than there are");
        some += usize::from(!found.best.moves.is_empty());
    }
    assert!(some >= 6, "{some}");
}

#[test]
fn more_moves_never_do_less_damage() {
    for seed in 0..6 {
        let squeeze = squeeze(seed, 4);
        for bits in 0u32..16 {
            let set: Vec<usize> = (0..4).filter(|m| bits >> m & 1 == 1).collect();
            for more in (0..4).filter(|m| !set.contains(m)) {
                let with: Vec<usize> = set.iter().copied().chain([more]).collect();
                assert!(squeeze.damage(&with) >= squeeze.damage(&set) - 1e-9);
            }
        }
    }
}

#[test]
fn nothing_is_chosen_where_exports_weigh_more() {
    let mut dear = squeeze(3, 4);
    dear.weight = 1e9;
    assert!(dear.choose().unwrap().best.moves.is_empty());
}
