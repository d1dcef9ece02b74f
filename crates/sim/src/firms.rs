//! Networks of firms: a million sites, one product each, stepped by the day.
//!
//! The chain's engine ([`crate::step`]) knows materials, licences and joint production for a few hundred
//! sites. Here a site is a firm that makes one product out of the products of sectors, as in
//! the firm-level inventory models of Hallegatte (2008), Henriet, Hallegatte & Tabourier (2012)
//! and Inoue & Todo (2019), and there may be millions of links. What is shared is the family
//! of equations; the data layout is another one:
//!
//! * [`edges`] holds the links as they come, [`layout`] lays them out twice: by buyer and by supplier;
//! * every quantity is a multiple of its normal, so no link needs more than an id and a share;
//! * a day is two passes: suppliers gather wants ([`ration`]), buyers gather levels. Each pass
//!   writes only what is the site's own, in an order that no number of threads can change;
//! * [`inventory`] is the published model, [`published`] its rationing as the authors' program has
//!   it, to be compared with; [`network`] is ours, with goods on the way, orders that look at
//!   them, overtime and recovery.
//!
//! No vocabulary of the chain is used, and no clock.

mod blocks;
pub mod edges;
pub mod generate;
pub mod inventory;
pub mod layout;
pub mod network;
pub mod published;
pub mod ration;
pub mod real;
