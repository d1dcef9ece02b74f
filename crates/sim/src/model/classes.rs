//! What the step of a day looks up about sites, slots and links, side by side: one
//! place in memory each, and questions that are asked once and not every day.

use super::network::{NONE, Network};
use super::span;

/// An in slot.
#[derive(Debug, Clone, Copy)]
pub struct InSlot {
    /// Quantity per unit of activity.
    pub coefficient: f64,
    /// Activity per unit of it.
    pub per_unit: f64,
    /// Base use per day.
    pub used: f64,
    /// Site.
    pub site: u32,
    /// Its links, start and end.
    pub links: (u32, u32),
    /// Belongs to the study.
    pub study: bool,
    /// Feeds a line.
    pub line: bool,
    /// One of its links needs a licence while its control is in force.
    pub licensed: bool,
}

/// An out slot.
#[derive(Debug, Clone, Copy)]
pub struct OutSlot {
    /// Quantity per unit of activity.
    pub coefficient: f64,
    /// Activity per unit of it.
    pub per_unit: f64,
    /// Base flow out per day.
    pub base: f64,
    /// Stock held.
    pub target: f64,
    /// Stock beyond which it leaves as surplus.
    pub ceiling: f64,
    /// Inflow per day that closes the base year.
    pub closure: f64,
    /// Links that leave it: start and end in `out_links`.
    pub links: (u32, u32),
    /// Its sinks, start and end.
    pub sinks: (u32, u32),
    /// Demand for it drives activity.
    pub driving: bool,
    /// The only driving output of its site.
    pub sole: bool,
}

/// A link.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Base flow per day.
    pub flow: f64,
    /// Base share in its in slot.
    pub share: f64,
    /// Out slot.
    pub from: u32,
    /// In slot.
    pub to: u32,
    /// Pairs, start and end.
    pub pairs: (u32, u32),
    /// Needs a licence while its control is in force.
    pub licensed: bool,
    /// Without a control or gate, and in no series.
    pub free: bool,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    /// In slots.
    pub ins: Vec<InSlot>,
    /// Out slots.
    pub outs: Vec<OutSlot>,
    /// Links.
    pub links: Vec<Link>,
    /// Links that need a licence while their control is in force.
    pub licensed_links: Vec<u32>,
    /// In slots of the study.
    pub study_slots: Vec<u32>,
    /// Most links that one in slot has.
    pub most_links: usize,
}

impl Classes {
    /// Lays a network out.
    #[must_use]
    pub fn new(net: &Network) -> Self {
        let links: Vec<Link> = (0..net.link_flow.len()).map(|n| link(net, n)).collect();
        let ins: Vec<InSlot> = (0..net.in_site.len()).map(|slot| in_slot(net, slot, &links)).collect();
        let numbered = |kept: &mut dyn Iterator<Item = bool>| -> Vec<u32> {
            (0u32..).zip(kept).filter(|(_, kept)| *kept).map(|(number, _)| number).collect()
        };
        Classes {
            licensed_links: numbered(&mut links.iter().map(|link| link.licensed)),
            study_slots: numbered(&mut ins.iter().map(|slot| slot.study)),
            most_links: ins.iter().map(|slot| span(slot.links).len()).max().unwrap_or(0),
            outs: (0..net.out_site.len()).map(|out| out_slot(net, out)).collect(),
            ins,
            links,
        }
    }
}

fn in_slot(net: &Network, slot: usize, links: &[Link]) -> InSlot {
    let site = net.in_site[slot];
    InSlot {
        coefficient: net.in_coefficient[slot],
        per_unit: 1.0 / net.in_coefficient[slot],
        used: net.in_use[slot],
        site,
        links: net.in_links[slot],
        study: net.in_study[slot],
        line: net.site_line[site as usize] != NONE,
        licensed: links[span(net.in_links[slot])].iter().any(|link| link.licensed),
    }
}

fn out_slot(net: &Network, out: usize) -> OutSlot {
    OutSlot {
        coefficient: net.out_coefficient[out],
        per_unit: 1.0 / net.out_coefficient[out],
        base: net.out_base[out],
        target: net.out_target[out],
        ceiling: net.out_ceiling[out],
        closure: net.out_closure[out],
        links: net.out_range[out],
        sinks: net.out_sinks[out],
        driving: net.out_driving[out],
        sole: net.out_sole[out],
    }
}

fn link(net: &Network, link: usize) -> Link {
    let empty = |range: (u32, u32)| range.0 == range.1;
    let controlled = net.link_regime[link] != NONE;
    Link {
        flow: net.link_flow[link],
        share: net.link_share[link],
        from: net.link_out[link],
        to: net.link_in[link],
        pairs: net.link_pairs[link],
        licensed: controlled && !net.link_inspected[link],
        free: !controlled && empty(net.link_gates[link]) && empty(net.link_series[link]),
    }
}
