//! What changes from day to day, for one group of runs.

use crate::lanes::{LANES, Lane, splat};
use crate::model::network::NONE;
use crate::model::{Model, span};
use crate::params::Params;

/// Day number for "never".
pub const NEVER: u16 = u16::MAX;
/// End of a list of cases.
const END: u32 = u32::MAX;

/// A licence case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// Pair that filed.
    pub pair: u32,
    /// Quantity applied for.
    pub quantity: f64,
    /// Day of filing.
    pub filed: u16,
    /// Day of acceptance.
    pub accepted: u16,
    /// Day of a return, or [`NEVER`].
    pub returned: u16,
    /// Day of the decision, or [`NEVER`].
    pub decided: u16,
    /// Ordinal of the case within its pair.
    pub ordinal: u16,
    /// What came of it.
    pub outcome: CaseOutcome,
    /// The buyer no longer counts on it.
    pub given_up: bool,
    next_decision: u32,
    next_give_up: u32,
}

/// What came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseOutcome {
    /// Not decided.
    Pending,
    /// Licence issued.
    Approved,
    /// Refused explicitly.
    Refused,
}

/// Cases of one run, in lists by day of decision and of giving up.
#[derive(Debug, Clone)]
pub struct Cases {
    /// All cases in order of filing.
    pub all: Vec<Case>,
    decisions: Vec<u32>,
    give_ups: Vec<u32>,
}

impl Cases {
    fn new(days: usize, expected: usize) -> Self {
        Cases { all: Vec::with_capacity(expected), decisions: vec![END; days], give_ups: vec![END; days] }
    }

    /// Adds a case to the lists of its days.
    pub fn file(&mut self, mut case: Case, gives_up: usize) {
        let id = self.all.len() as u32;
        if let Some(head) = self.decisions.get_mut(usize::from(case.decided)) {
            case.next_decision = std::mem::replace(head, id);
        }
        if let Some(head) = self.give_ups.get_mut(gives_up) {
            case.next_give_up = std::mem::replace(head, id);
        }
        self.all.push(case);
    }

    /// First case decided on a day, and the one after a given case.
    #[must_use]
    pub fn decided(&self, day: usize, after: Option<usize>) -> Option<usize> {
        let id = after.map_or(self.decisions[day], |id| self.all[id].next_decision);
        (id != END).then_some(id as usize)
    }

    /// First case given up on a day, and the one after a given case.
    #[must_use]
    pub fn given_up(&self, day: usize, after: Option<usize>) -> Option<usize> {
        let id = after.map_or(self.give_ups[day], |id| self.all[id].next_give_up);
        (id != END).then_some(id as usize)
    }
}

impl Case {
    /// A case without list links.
    #[must_use]
    pub fn new(pair: u32, quantity: f64, filed: u16, ordinal: u16) -> Self {
        Case {
            pair,
            quantity,
            filed,
            accepted: NEVER,
            returned: NEVER,
            decided: NEVER,
            ordinal,
            outcome: CaseOutcome::Pending,
            given_up: false,
            next_decision: END,
            next_give_up: END,
        }
    }
}

/// Goods that wait for inspection.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Link.
    pub link: usize,
    /// Quantity.
    pub quantity: Lane,
    /// Days until they arrive.
    pub days: [u16; LANES],
}

/// State of a group of runs; every vector is indexed by slot, link, pair, sink, site or line.
#[derive(Debug, Clone)]
pub struct State {
    /// Input stock on hand.
    pub in_stock: Vec<Lane>,
    /// On the way to each in slot, customs and holds included.
    pub in_transit: Vec<Lane>,
    /// Goods on the way, by day of arrival.
    pub ring: Ring,
    /// Output stock.
    pub out_stock: Vec<Lane>,
    /// Orders received today.
    pub out_orders: Vec<Lane>,
    /// Smoothed orders per day.
    pub out_demand: Vec<Lane>,
    /// What might have left today and did not, for want of stock.
    pub out_backlog: Vec<Lane>,
    /// Left as surplus so far.
    pub out_surplus: Vec<Lane>,
    /// Delivered to sinks so far.
    pub out_delivered: Vec<Lane>,
    /// Closing inflow so far.
    pub out_closed: Vec<Lane>,
    /// Dust swept from stocks so far, by good.
    pub dust: Vec<Lane>,
    /// Released from stockpiles so far, by in slot.
    pub in_released: Vec<Lane>,
    /// Supplied per day beside the links.
    pub in_supply: Vec<f64>,
    /// What is left of each reserve.
    pub reserve_left: Vec<Lane>,
    /// Wants on the book.
    pub link_want: Vec<Lane>,
    /// Wants that a licensed link keeps on its book.
    pub link_book: Vec<Lane>,
    /// Wait for a licence that the buyer plans with \[days\].
    pub link_wait: Vec<Lane>,
    /// Part of the wants that may leave today; after rationing, what leaves.
    pub link_ready: Vec<Lane>,
    /// Attraction of each supplier of the in slot at hand to its buyer.
    pub pulls: Vec<Lane>,
    /// Share of orders.
    pub link_share: Vec<Lane>,
    /// Wants on the book of each pair.
    pub pair_want: Vec<Lane>,
    /// Licensed and not yet shipped.
    pub pair_licensed: Vec<Lane>,
    /// In an open case or licensed.
    pub pair_covered: Vec<Lane>,
    /// Last day on which the licence is valid.
    pub pair_expiry: Vec<[u16; LANES]>,
    /// Customs days of the licence in hand.
    pub pair_customs: Vec<[u16; LANES]>,
    /// Last day of filing, or [`NEVER`].
    pub pair_filed: Vec<[u16; LANES]>,
    /// First day of a general licence, or [`NEVER`].
    pub pair_general: Vec<[u16; LANES]>,
    /// 1 when a case of the pair has waited so long that the buyer no longer counts on its wants, else 0.
    pub pair_stale: Vec<Lane>,
    /// Cases filed so far.
    pub pair_cases: Vec<[u16; LANES]>,
    /// Cases by lane.
    pub cases: Vec<Cases>,
    /// Wants of sinks.
    pub sink_want: Vec<Lane>,
    /// Wants of sinks that ran out of patience.
    pub sink_lost: Vec<Lane>,
    /// Factor on the rate of sinks.
    pub sink_factor: Vec<f64>,
    /// Activity so far.
    pub site_done: Vec<Lane>,
    /// Activity today.
    pub site_activity: Vec<Lane>,
    /// Smoothed activity that demand asks for.
    pub site_wanted: Vec<Lane>,
    /// Availability.
    pub site_available: Vec<f64>,
    /// Days on the way of what leaves today over a controlled or counted link.
    pub link_days: Vec<[u16; LANES]>,
    /// What is held today, in order of links.
    pub held: Vec<Held>,
    /// Quantile of the inspection of a small link, in the window below.
    pub link_luck: Vec<Lane>,
    /// Window for which it was drawn.
    pub link_window: Vec<u32>,
    /// Nothing leaves over the link, by freezes counted.
    pub link_frozen: Vec<u16>,
    /// Severity of a squeeze today: pairs whose outcome quantile lies below it ship nothing.
    pub squeeze: Lane,
    /// Tonnes that quotas leave open, by place in `gate_of`.
    pub gate_room: Vec<Lane>,
    /// Lines: idle for want of inputs.
    pub line_idle: Vec<[bool; LANES]>,
    /// Lines: units missed so far, by line and day.
    pub line_missed: Vec<Vec<Lane>>,
    /// Lines: units made up so far.
    pub line_made_up: Vec<Lane>,
    /// Lines: units lost so far.
    pub line_lost: Vec<Lane>,
}

impl State {
    /// The fixed point: stocks at target, pipelines full, one day of wants on the books.
    #[must_use]
    pub fn new(model: &Model, params: &Params) -> Self {
        let net = &model.network;
        let (ins, outs, links, pairs) =
            (net.in_site.len(), net.out_site.len(), net.link_flow.len(), net.pair_link.len());
        let of_out = |values: &[f64]| values.iter().map(|v| splat(*v)).collect::<Vec<Lane>>();
        let mut state = State {
            in_stock: (0..ins).map(|i| params.cover[i].map(|days| days * net.in_use[i])).collect(),
            in_transit: vec![splat(0.0); ins],
            ring: Ring::new(model, params),
            out_stock: of_out(&net.out_target),
            out_orders: vec![splat(0.0); outs],
            out_demand: of_out(&net.out_base),
            out_backlog: vec![splat(0.0); outs],
            out_surplus: vec![splat(0.0); outs],
            out_delivered: vec![splat(0.0); outs],
            out_closed: vec![splat(0.0); outs],
            dust: vec![splat(0.0); net.good_key.len()],
            in_released: vec![splat(0.0); ins],
            in_supply: vec![0.0; ins],
            reserve_left: model.helps.reserves.iter().map(|reserve| splat(reserve.quantity)).collect(),
            link_want: of_out(&net.link_flow),
            link_book: vec![splat(0.0); links],
            link_wait: first_waits(model, params),
            link_ready: vec![splat(0.0); links],
            pulls: vec![splat(0.0); model.classes.most_links],
            link_share: of_out(&net.link_share),
            pair_want: of_out(&net.pair_use),
            pair_licensed: vec![splat(0.0); pairs],
            pair_covered: vec![splat(0.0); pairs],
            pair_expiry: vec![[0; LANES]; pairs],
            pair_customs: vec![[0; LANES]; pairs],
            pair_filed: vec![[NEVER; LANES]; pairs],
            pair_general: crate::step::general_licences(model, params),
            pair_stale: vec![splat(0.0); pairs],
            pair_cases: vec![[0; LANES]; pairs],
            cases: (0..LANES).map(|_| Cases::new(model.days, pairs * (model.days / 30 + 2))).collect(),
            sink_want: of_out(&net.sink_rate),
            sink_lost: vec![splat(0.0); net.sink_rate.len()],
            sink_factor: vec![1.0; net.sink_rate.len()],
            site_done: vec![splat(0.0); net.site_key.len()],
            site_activity: of_out(&net.site_activity),
            site_wanted: of_out(&net.site_activity),
            site_available: vec![1.0; net.site_key.len()],
            link_days: vec![[0; LANES]; links],
            held: Vec::with_capacity(links),
            link_luck: vec![splat(0.0); links],
            link_window: vec![u32::MAX; links],
            link_frozen: vec![0; links],
            squeeze: splat(0.0),
            gate_room: vec![splat(0.0); net.gate_of.len()],
            line_idle: vec![[false; LANES]; net.lines.len()],
            line_missed: vec![Vec::with_capacity(model.days); net.lines.len()],
            line_made_up: vec![splat(0.0); net.lines.len()],
            line_lost: vec![splat(0.0); net.lines.len()],
        };
        state.fill_pipelines(model, params);
        state
    }

    /// What left on the days before day 0 is on the way.
    fn fill_pipelines(&mut self, model: &Model, params: &Params) {
        let net = &model.network;
        for slot in 0..net.in_site.len() {
            for l in span(net.in_links[slot]) {
                for lane in 0..LANES {
                    let days = usize::from(params.transit[l][lane]);
                    for day in 0..days {
                        self.ring.of(slot, day)[lane] += net.link_flow[l];
                    }
                    self.in_transit[slot][lane] += days as f64 * net.link_flow[l];
                }
            }
        }
    }
}

/// A new regime is planned with by its statute.
fn first_waits(model: &Model, params: &Params) -> Vec<Lane> {
    let wait = |regime: u32| {
        let mut lane = splat(0.0);
        if regime != NONE {
            for (wait, draw) in lane.iter_mut().zip(&params.regimes[regime as usize]) {
                *wait = draw.expected_wait;
            }
        }
        lane
    };
    model.network.link_regime.iter().map(|regime| wait(*regime)).collect()
}

/// Goods on the way. Each in slot has a round of its own, as long as its longest way:
/// most goods take days, a few months, and one round for all would not stay in cache.
#[derive(Debug, Clone)]
pub struct Ring {
    /// Arrivals, by in slot and day modulo its round.
    arrivals: Vec<Lane>,
    /// First place of each in slot, and its days less one (a power of two less one).
    rounds: Vec<(u32, u32)>,
}

impl Ring {
    fn new(model: &Model, params: &Params) -> Self {
        let mut places = 0;
        let slots = 0..model.network.in_site.len();
        let rounds = slots.map(|slot| {
            let days = longest_way(model, params, slot).next_power_of_two() as u32;
            places += days;
            (places - days, days - 1)
        });
        let rounds = rounds.collect();
        Ring { arrivals: vec![splat(0.0); places as usize], rounds }
    }

    /// What reaches an in slot on a day, less than its round ahead.
    #[inline]
    pub fn of(&mut self, slot: usize, day: usize) -> &mut Lane {
        let (first, mask) = self.rounds[slot];
        &mut self.arrivals[first as usize + (day & mask as usize)]
    }

    /// Puts goods on the way to an in slot for `transit` days; `ways` are the different ones of these.
    #[inline(always)]
    pub(crate) fn add_by_way(&mut self, slot: usize, day: usize, transit: &[u16; LANES], ways: &[u16], quantity: Lane) {
        let (first, mask) = (self.rounds[slot].0 as usize, self.rounds[slot].1 as usize);
        let round = &mut self.arrivals[first..=first + mask];
        for way in ways {
            let mut takes = [false; LANES];
            for lane in 0..LANES {
                takes[lane] = transit[lane] == *way;
            }
            round[(day + usize::from(*way)) & mask] += quantity.or(takes, splat(0.0));
        }
    }

    /// Puts goods on the way to an in slot, for so many days in each lane.
    #[inline(always)]
    pub(crate) fn add(&mut self, slot: usize, day: usize, ahead: [u16; LANES], quantity: Lane) {
        let (first, mask) = (self.rounds[slot].0 as usize, self.rounds[slot].1 as usize);
        let round = &mut self.arrivals[first..=first + mask];
        for lane in 0..LANES {
            round[(day + usize::from(ahead[lane])) & mask][lane] += quantity[lane];
        }
    }
}

/// Days for which a shipment to an in slot may be on its way, customs, inspection and detours included, and a day more.
fn longest_way(model: &Model, params: &Params, slot: usize) -> usize {
    let net = &model.network;
    let mut longest = 0;
    for link in span(net.in_links[slot]) {
        let mut days = params.transit[link].iter().copied().max().map_or(0, usize::from);
        let regime = net.link_regime[link];
        if regime != NONE {
            let hold = params.regimes[regime as usize].iter().map(|draw| draw.hold).max().unwrap_or(0);
            let licensing = model.regimes[regime as usize].licensing();
            let customs = licensing.map_or(0, |l| l.terms.customs.high().ceil() as usize);
            days += hold.max(customs);
        }
        let detour = |place: usize| params.gates[net.gate_of[place] as usize].iter().map(|gate| gate.reroute).max();
        days += span(net.link_gates[link]).filter_map(detour).max().unwrap_or(0);
        longest = longest.max(days);
    }
    longest + 2
}
