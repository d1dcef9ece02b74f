//! Step 2, second part: what helps the lines beside their usual suppliers.

use crate::lanes::{Bounded, LANES};
use crate::model::Model;
use crate::state::State;

/// Adds what is supplied every day, and draws on reserves where stock on hand is short.
///
/// A reserve holds the stock at the days of inputs with which an idle line restarts, as long as it lasts;
/// at one day at least, that the day can be made.
pub(super) fn receive(model: &Model, state: &mut State, day: usize) {
    for slot in &model.helps.supplied {
        let slot = *slot as usize;
        let supply = state.in_supply[slot];
        for lane in 0..LANES {
            state.in_stock[slot][lane] += supply;
            state.in_released[slot][lane] += supply;
        }
    }
    for (reserve, left) in model.helps.reserves.iter().zip(&mut state.reserve_left) {
        if day < reserve.from {
            continue;
        }
        let slot = reserve.slot as usize;
        let enough = model.restart_days.max(1.0) * model.network.in_use[slot];
        for lane in 0..LANES {
            let short = (enough - state.in_stock[slot][lane]).at_least(0.0);
            let drawn = short.at_most(left[lane]).at_most(reserve.per_day);
            left[lane] -= drawn;
            state.in_stock[slot][lane] += drawn;
            state.in_released[slot][lane] += drawn;
        }
    }
}
