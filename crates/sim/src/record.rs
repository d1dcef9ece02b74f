//! Listening to a run without touching it.

use crate::lanes::{LANES, Lane, Mask};
use crate::state::Case;

/// A shipment as it leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shipment {
    /// Link.
    pub link: usize,
    /// Lane.
    pub lane: usize,
    /// Quantity.
    pub quantity: f64,
    /// Part of it that waits for inspection.
    pub held: f64,
    /// Days in customs.
    pub customs_days: usize,
    /// Days for which the held part waits.
    pub hold_days: usize,
    /// Days of transit.
    pub transit_days: usize,
    /// Days longer on a way round a ban.
    pub reroute_days: usize,
}

/// What leaves over one link today, run by run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shipments {
    /// Link.
    pub link: usize,
    /// Runs in which anything left.
    pub left: Mask,
    /// Quantity.
    pub quantity: Lane,
    /// Part of it that waits for inspection.
    pub held: Lane,
    /// Days in customs.
    pub customs_days: [u16; LANES],
    /// Days for which the held part waits.
    pub hold_days: [u16; LANES],
    /// Days of transit.
    pub transit_days: [u16; LANES],
    /// Days longer on a way round a ban.
    pub reroute_days: [u16; LANES],
}

impl Shipments {
    /// The shipment of one run, if there is one.
    #[must_use]
    pub fn of(&self, lane: usize) -> Option<Shipment> {
        let days = |days: &[u16; LANES]| usize::from(days[lane]);
        self.left[lane].then(|| Shipment {
            link: self.link,
            lane,
            quantity: self.quantity[lane],
            held: self.held[lane],
            customs_days: days(&self.customs_days),
            hold_days: days(&self.hold_days),
            transit_days: days(&self.transit_days),
            reroute_days: days(&self.reroute_days),
        })
    }
}

/// Hears what happens to the study's links and lines; every method has an empty default.
pub trait Watcher {
    /// Goods arrived over the links of an in slot.
    fn arrived(&mut self, _day: usize, _slot: usize, _lane: usize, _quantity: f64) {}
    /// A line ran at this share of its plan.
    fn line_ran(&mut self, _day: usize, _line: usize, _lane: usize, _share: f64) {}
    /// A case was filed; its dates are already in it.
    fn case_filed(&mut self, _lane: usize, _case: &Case) {}
    /// A case was decided.
    fn case_decided(&mut self, _day: usize, _lane: usize, _case: &Case) {}
    /// A link that is controlled or counted shipped.
    fn shipped(&mut self, _day: usize, _shipments: &Shipments) {}
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Watcher for Silent {}
