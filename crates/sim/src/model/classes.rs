//! Kinds of links and slots, so that the daily step asks once and not every day.

use super::network::{NONE, Network};
use super::span;

/// What the step of a day looks up about links and slots.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    /// Links that need a licence while their control is in force.
    pub licensed: Vec<bool>,
    /// The same as a list.
    pub licensed_links: Vec<u32>,
    /// Links without a control, and in no series.
    pub free: Vec<bool>,
    /// In slots with a link that needs a licence.
    pub slot_licensed: Vec<bool>,
    /// In slots of the study.
    pub study_slots: Vec<u32>,
    /// Activity per unit of each input.
    pub in_per_unit: Vec<f64>,
    /// Activity per unit of each output.
    pub out_per_unit: Vec<f64>,
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
        let empty = |range: (u32, u32)| range.0 == range.1;
        let free =
            |link: usize| net.link_regime[link] == NONE && empty(net.link_gates[link]) && empty(net.link_series[link]);
        Classes {
            licensed_links: (0u32..).zip(&licensed).filter(|(_, licensed)| **licensed).map(|(link, _)| link).collect(),
            free: (0..net.link_flow.len()).map(free).collect(),
            slot_licensed: slots.clone().map(|links| licensed[links].contains(&true)).collect(),
            most_links: slots.map(|links| links.len()).max().unwrap_or(0),
            licensed,
            study_slots: (0u32..).zip(&net.in_study).filter(|(_, study)| **study).map(|(slot, _)| slot).collect(),
            in_per_unit: net.in_coefficient.iter().map(|per_unit| 1.0 / per_unit).collect(),
            out_per_unit: net.out_coefficient.iter().map(|per_unit| 1.0 / per_unit).collect(),
        }
    }
}
