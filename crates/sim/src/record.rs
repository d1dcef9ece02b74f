//! Listening to a run without touching it.

use crate::state::Case;

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
    /// A link shipped; `held` of it waits for inspection.
    fn shipped(&mut self, _day: usize, _link: usize, _lane: usize, _quantity: f64, _held: f64, _customs_days: usize) {}
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Watcher for Silent {}
