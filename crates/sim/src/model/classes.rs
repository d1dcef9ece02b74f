//! Kinds of links and slots, so that the daily step asks once and not every day.

use super::network::{NONE, Network};
use super::span;

/// What the step of a day looks up about links and slots.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    /// Links that need a licence while their control is in force.
    pub licensed: Vec<bool>,
    /// In slots with such a link.
    pub slot_licensed: Vec<bool>,
    /// Most links that one in slot has.
    pub most_links: usize,
}

impl Classes {
    /// Sorts the links of a network.
    #[must_use]
    pub fn new(net: &Network) -> Self {
        let licensed: Vec<bool> =
            (0..net.link_flow.len()).map(|link| net.link_regime[link] != NONE && !net.link_inspected[link]).collect();
        let slots = net.in_links.iter().map(|links| span(*links));
        Classes {
            slot_licensed: slots.clone().map(|links| licensed[links].contains(&true)).collect(),
            most_links: slots.map(|links| links.len()).max().unwrap_or(0),
            licensed,
        }
    }
}
