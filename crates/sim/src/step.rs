//! One day, in nine numbered steps.

mod activity;
mod arrivals;
mod dispatch;
mod events;
mod gates;
mod help;
mod licences;
mod orders;
mod rationing;
mod release;

use crate::model::Model;
use crate::params::Params;
use crate::record::Watcher;
use crate::state::State;

pub(crate) use licences::general_licences;

/// Advances a group of runs by one day.
///
/// The order is that of the documentation: events, arrivals, demand, activity
/// and production, licences, rationing, dispatch, orders. A phase writes only
/// its own site's or link's slots, in fixed order, so results do not depend on
/// threads; nothing is allocated. `watch` hears what happens to the study.
pub fn advance(model: &Model, params: &Params, state: &mut State, day: usize, watch: &mut impl Watcher) {
    // 1. Events of the day change parameters.
    events::apply(model, state, day);
    // 2. Shipments whose transit ends today join the input stocks.
    arrivals::receive(model, state, day, watch);
    help::receive(model, state, day);
    // 3. Demand on each site: its order book, smoothed; 4. activity; 5. production.
    activity::produce(model, state, day, watch);
    // 6. Licences: decisions, expiry, new cases.
    licences::decide(model, params, state, day, watch);
    licences::file(model, params, state, day, watch);
    // 7. Rationing of output stocks over what may leave.
    release::release(model, params, state, day);
    gates::narrow(model, params, state, day);
    rationing::allot(model, state);
    // 8. Dispatch into customs and transit.
    dispatch::ship(model, params, state, day, watch);
    dispatch::send(model, params, state, day);
    // 9. Orders for tomorrow.
    orders::place(model, params, state, day);
}
