//! Two prices per good and area, driven by how long stocks last.
//!
//! Marginal = base x (target cover / cover)^(1/e), capped, falling back over some
//! days; cover counts what is on the way, since buyers see a stop before their
//! shelves do. The contract price follows the marginal one with a small daily
//! weight. Prices do not move quantities.

use crate::lanes::{LANES, Lane, splat, wide};
use crate::model::Model;
use crate::model::market::Priced;
use crate::params::Params;
use crate::state::State;
use coercivity_control::distribution::triangular;
use coercivity_control::draw::{Kind, name, uniform};

/// A price falls no lower than this share of its base.
const FLOOR: f64 = 0.5;

/// Prices of one group of runs as multiples of their base.
pub(crate) struct Prices {
    /// Place in `model.market`, then day.
    pub(crate) marginal: Vec<Vec<[f32; LANES]>>,
    /// Place in `model.market`, then day.
    pub(crate) contract: Vec<Vec<[f32; LANES]>>,
    now: Vec<Now>,
    /// Where a line buys a good: line, then place in `model.market` by in slot.
    paid: Vec<LinePaid>,
}

/// State of one price.
struct Now {
    exponent: Lane,
    target: Lane,
    marginal: Lane,
    contract: Lane,
}

/// What a line has paid for goods with a price.
struct LinePaid {
    /// In slot and place in `model.market`.
    slots: Vec<(u32, usize)>,
    /// Value at base prices \[USD\].
    base: Lane,
    /// Value at the prices of the day \[USD\].
    paid: Lane,
}

impl Prices {
    pub(crate) fn new(model: &Model, params: &Params) -> Self {
        let empty = || vec![Vec::with_capacity(model.days); model.market.len()];
        Prices {
            marginal: empty(),
            contract: empty(),
            now: model.market.iter().map(|priced| Now::new(model, params, priced)).collect(),
            paid: (0..model.network.lines.len()).map(|line| LinePaid::new(model, line)).collect(),
        }
    }

    /// Moves every price by a day.
    pub(crate) fn move_on(&mut self, model: &Model, state: &State) {
        for (n, (priced, now)) in model.market.iter().zip(&mut self.now).enumerate() {
            now.move_on(priced, state);
            self.marginal[n].push(now.marginal.0.map(|index| index as f32));
            self.contract[n].push(now.contract.0.map(|index| index as f32));
        }
    }

    /// A line received goods.
    pub(crate) fn received(&mut self, model: &Model, slot: usize, lane: usize, quantity: f64) {
        for line in &mut self.paid {
            for (_, place) in line.slots.iter().filter(|(own, _)| *own as usize == slot) {
                let (priced, now) = (&model.market[*place], &self.now[*place]);
                let value = quantity * priced.usd_per_t;
                let spot = priced.spot_share;
                line.base[lane] += value;
                line.paid[lane] += value * (spot * now.marginal[lane] + (1.0 - spot) * now.contract[lane]);
            }
        }
    }

    /// Value at base prices and at those of the day that a line has paid in a lane \[USD\].
    pub(crate) fn paid(&self, line: usize, lane: usize) -> (f64, f64) {
        (self.paid[line].base[lane], self.paid[line].paid[lane])
    }
}

impl Now {
    fn new(model: &Model, params: &Params, priced: &Priced) -> Self {
        let net = &model.network;
        let label = name(&format!("{}/elasticity", net.good_key[priced.good as usize]));
        let e = priced.elasticity;
        let exponent = params.run.map(|run| {
            let u = uniform(params.seed, run, Kind::Parameter, label, 0);
            1.0 / triangular(e.low, e.mode, e.high, u)
        });
        let mut target = splat(0.0);
        for slot in priced.slots.iter().map(|slot| *slot as usize) {
            for lane in 0..LANES {
                target[lane] += (params.cover[slot][lane] + params.pipeline[slot][lane]) * net.in_use[slot];
            }
        }
        Now { exponent: Lane(exponent), target, marginal: splat(1.0), contract: splat(1.0) }
    }

    fn move_on(&mut self, priced: &Priced, state: &State) {
        let stock = held(priced, state);
        for lane in 0..LANES {
            let scarcity = self.target[lane] / stock[lane].max(1e-9 * self.target[lane]);
            let new = libm::pow(scarcity, self.exponent[lane]).clamp(FLOOR, priced.cap.max(1.0));
            let marginal = &mut self.marginal[lane];
            *marginal = if new > *marginal { new } else { *marginal + (new - *marginal) / priced.recovery_days };
            self.contract[lane] += (*marginal - self.contract[lane]) / priced.contract_days;
        }
    }
}

wide! {
/// Stocks of a good, and what is on the way.
fn held(priced: &Priced, state: &State) -> Lane {
    let mut held = splat(0.0);
    for slot in &priced.slots {
        held += state.in_stock[*slot as usize] + state.in_transit[*slot as usize];
    }
    held
}
}

impl LinePaid {
    fn new(model: &Model, line: usize) -> Self {
        let net = &model.network;
        let leaves = net.lines[line].leaves.iter();
        let place = |slot: u32| model.market.iter().position(|priced| priced.slots.contains(&slot));
        let slots = leaves.filter_map(|leaf| Some((leaf.slot, place(leaf.slot)?))).collect();
        LinePaid { slots, base: splat(0.0), paid: splat(0.0) }
    }
}
