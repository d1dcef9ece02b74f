//! Step 1: events of the day change parameters.

use crate::lanes::LANES;
use crate::model::{Action, Model};
use crate::state::State;

/// Applies the actions of the day.
pub(super) fn apply(model: &Model, state: &mut State, day: usize) {
    for action in model.schedule.on(day) {
        match action {
            Action::Freeze(links, true) => {
                for l in links {
                    state.link_frozen[*l as usize] += 1;
                }
            }
            Action::Freeze(links, false) => {
                for l in links {
                    let frozen = &mut state.link_frozen[*l as usize];
                    *frozen = frozen.saturating_sub(1);
                }
            }
            Action::Availability(site, part) => state.site_available[*site as usize] = *part,
            Action::DemandFactor(sinks, factor) => {
                for s in sinks {
                    state.sink_factor[*s as usize] = *factor;
                }
            }
            Action::Supply(slot, per_day) => state.in_supply[*slot as usize] += per_day,
            Action::Release(slots, days_of_use) => {
                for slot in slots {
                    let slot = *slot as usize;
                    let quantity = days_of_use * model.network.in_use[slot];
                    for lane in 0..LANES {
                        state.in_stock[slot][lane] += quantity;
                        state.in_released[slot][lane] += quantity;
                    }
                }
            }
        }
    }
}
