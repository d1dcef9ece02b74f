//! What happens to an economy.

use crate::recovery::Recovery;

/// Length and end of an effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// Days of full effect.
    pub duration_days: u32,
    /// How it ends.
    pub recovery: Recovery,
    /// Length of the recovery \[days\].
    pub recovery_days: f64,
}

/// Who is served before whom when rebuilding competes with other demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Priority {
    /// Rebuilding is served before industries and consumers.
    First,
    /// All are cut alike.
    Equal,
    /// Rebuilding takes what is left.
    #[default]
    Last,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// First day, 0 = first day of the run.
    pub day: u32,
    /// What happens.
    pub kind: Kind,
}

/// What an event does.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Industries can make less.
    Capacity {
        /// Industry, share of its capacity that is lost.
        loss: Vec<(usize, f64)>,
        /// How long.
        course: Course,
    },
    /// Capital is lost, and capacity with it, and comes back by itself.
    Capital {
        /// Industry, capital lost \[money\].
        damage: Vec<(usize, f64)>,
        /// How long.
        course: Course,
    },
    /// Capital is lost and must be rebuilt with goods of other industries.
    Rebuild(Rebuild),
    /// Consumers buy more or less.
    Demand {
        /// Regions of the consumers.
        regions: Vec<usize>,
        /// Sectors of the goods.
        sectors: Vec<usize>,
        /// Change of final demand over the base: -0.2 = a fifth less.
        change: f64,
        /// How long.
        course: Course,
    },
    /// Goods of these suppliers do not reach these buyers.
    Shortage {
        /// Industries that supply.
        suppliers: Vec<usize>,
        /// Industries that buy.
        buyers: Vec<usize>,
        /// Share of the deliveries that is missing.
        share: f64,
        /// Buyers order the missing share from the other suppliers of the same sector.
        reroute: bool,
        /// How long.
        course: Course,
    },
    /// Capacity lost by day, as a model of the shortage itself gives it.
    Path {
        /// Industry, share of its capacity lost on each day from the event's first.
        loss: Vec<(usize, Vec<f64>)>,
    },
}

/// Capital that is rebuilt.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebuild {
    /// Industry, capital lost \[money\].
    pub damage: Vec<(usize, f64)>,
    /// Region, damage to households \[money\].
    pub households: Vec<(usize, f64)>,
    /// Sector, share of the rebuilding that it does; shares add up to 1.
    pub sectors: Vec<(usize, f64)>,
    /// Rebuilding demand over damage.
    pub factor: f64,
    /// Days before rebuilding starts.
    pub duration_days: u32,
    /// Time over which rebuilding is wanted \[days\].
    pub rebuild_days: f64,
    /// Who is served first.
    pub priority: Priority,
}
