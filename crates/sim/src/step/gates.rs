//! Step 6, bans and quotas: what a gate leaves of what licences let through.
//!
//! A ban stops a link, but for the share of normal trade that finds a way through
//! third countries, later. A quota opens a little every day, its unused part
//! stays open, and the first goods leave once its procedure is in place.

use crate::lanes::LANES;
use crate::model::{Model, span};
use crate::params::Params;
use crate::record::Shipments;
use crate::state::State;
use coercivity_control::distribution::triangular;

/// Narrows what may leave.
pub(super) fn narrow(model: &Model, params: &Params, state: &mut State, day: usize) {
    let net = &model.network;
    if model.gates.is_empty() {
        return;
    }
    for link in 0..net.link_flow.len() {
        for place in span(net.link_gates[link]) {
            let number = net.gate_of[place] as usize;
            let gate = &model.gates[number];
            if !gate.active[day] {
                continue;
            }
            let tonnes = gate.allowed.get(day);
            for lane in 0..LANES {
                let draw = &params.gates[number][lane];
                let room = &mut state.gate_room[place][lane];
                *room +=
                    tonnes.map_or(0.0, |t| net.gate_share[place] * triangular(t.low, t.mode, t.high, draw.generous));
                let most = if gate.quota().is_some() {
                    if day < draw.opens { 0.0 } else { *room / net.gate_content[place] }
                } else if day < draw.bites {
                    net.link_flow[link]
                } else {
                    draw.leakage * net.link_flow[link]
                };
                state.link_ready[link][lane] = state.link_ready[link][lane].min(most);
            }
        }
    }
}

/// Takes shipments from the quotas on their link, and notes the days that they take
/// longer on a way round a ban, 0 for those that go straight.
pub(super) fn pass(model: &Model, params: &Params, state: &mut State, day: usize, shipments: &mut Shipments) {
    let net = &model.network;
    for place in span(net.link_gates[shipments.link]) {
        let number = net.gate_of[place] as usize;
        let gate = &model.gates[number];
        if !gate.active[day] {
            continue;
        }
        for lane in (0..LANES).filter(|lane| shipments.left[*lane]) {
            let draw = &params.gates[number][lane];
            if gate.quota().is_some() {
                let room = &mut state.gate_room[place][lane];
                *room = (*room - net.gate_content[place] * shipments.quantity[lane]).max(0.0);
            } else if day >= draw.bites {
                let longer = u16::try_from(draw.reroute).unwrap_or(u16::MAX);
                shipments.reroute_days[lane] = shipments.reroute_days[lane].max(longer);
            }
        }
    }
}
