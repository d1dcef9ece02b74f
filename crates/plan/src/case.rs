//! Lines, levers and drawn scenarios, in plan-days and one currency.
//!
//! The unit of goods is the *plan-day*: what a line needs to keep its plan for
//! a day. Time runs in periods; `ends[p]` is the last day of period p.

/// A production line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Value of a day's plan, lost when it is not made in time \[currency per plan-day\].
    pub value_per_day: f64,
    /// How long what was missed can be made up \[days\].
    pub patience_days: f64,
    /// Factor by which it can exceed its plan to make up.
    pub overtime: f64,
    /// Number of inputs that can run short.
    pub inputs: usize,
}

/// What one unit of a lever does.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// A plan-day of goods, once, from a day on.
    Stock {
        /// Line.
        line: usize,
        /// Inputs that it stands in for.
        inputs: Vec<usize>,
        /// First day on which it can be drawn on.
        from_day: f64,
        /// Part of it that comes when called.
        held: f64,
    },
    /// A plan-day of goods per day, from a day on, instead of what usual suppliers would send.
    Flow {
        /// Line.
        line: usize,
        /// Inputs that it stands in for.
        inputs: Vec<usize>,
        /// First day on which it arrives.
        from_day: f64,
        /// Part of it that arrives while usual suppliers do not deliver.
        held: f64,
    },
    /// Goods arrive as under a general licence, see [`Input::licensed`].
    Licence {
        /// Line.
        line: usize,
    },
    /// Added to the factor by which a line can exceed its plan.
    Overtime {
        /// Line.
        line: usize,
        /// First day on which it is there.
        from_day: f64,
    },
    /// Changes no loss, only costs.
    Nothing,
}

/// Something that can be bought.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// Cost per unit \[currency\].
    pub unit_cost: f64,
    /// Cost of having it at all \[currency\].
    pub fixed_cost: f64,
    /// Most that can be had \[units\].
    pub most: f64,
    /// All of it or none.
    pub whole: bool,
    /// Levers with the same number exclude each other.
    pub instead_of: Option<usize>,
    /// What it does.
    pub effect: Effect,
}

/// An input of a line in a drawn scenario.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Input {
    /// Opening stock and all arrivals up to the end of each period \[plan-days\].
    pub available: Vec<f64>,
    /// The same with a general licence; empty where there is none to be had.
    pub licensed: Vec<f64>,
    /// What arrivals fell short of a day's plan, summed up to the end of each period \[plan-days\].
    pub short: Vec<f64>,
}

impl Input {
    /// An input from its opening stock and its arrivals by period.
    #[must_use]
    pub fn new(ends: &[f64], opening: f64, arrivals: &[f64]) -> Self {
        let (mut input, mut available, mut short, mut before) = (Input::default(), opening, 0.0, 0.0);
        for (end, arrived) in ends.iter().zip(arrivals) {
            available += arrived;
            short += (end - before - arrived).max(0.0);
            before = *end;
            input.available.push(available);
            input.short.push(short);
        }
        input
    }
}

/// A drawn scenario: inputs by line.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// Weight; all weights sum to 1.
    pub weight: f64,
    /// Branch it was drawn under.
    pub branch: usize,
    /// Inputs by line.
    pub lines: Vec<Vec<Input>>,
}

/// Something that must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// Cost at most this \[currency\].
    Budget(f64),
    /// Mean loss of a line at most this share of its plan.
    Service {
        /// Line.
        line: usize,
        /// Share of the plan of all periods.
        lost: f64,
    },
    /// These levers, in units weighted, come to at least this.
    AtLeast {
        /// Lever and weight.
        terms: Vec<(usize, f64)>,
        /// Least.
        least: f64,
    },
}

/// Everything that a program needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Last day of each period.
    pub ends: Vec<f64>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Levers.
    pub levers: Vec<Lever>,
    /// Drawn scenarios.
    pub draws: Vec<Draw>,
    /// What must hold, with a name each.
    pub demands: Vec<(String, Demand)>,
    /// Weight of the tail against the mean, 0 to 1.
    pub risk_aversion: f64,
    /// Level of the tail: 0.95 looks at the worst twentieth.
    pub level: f64,
}

impl Case {
    /// Days of all periods.
    #[must_use]
    pub fn days(&self) -> f64 {
        self.ends.last().copied().unwrap_or(0.0)
    }

    /// What a choice of levers costs \[currency\].
    #[must_use]
    pub fn cost(&self, bought: &[f64]) -> f64 {
        let cost = |(lever, units): (&Lever, &f64)| {
            lever.unit_cost * units + if *units > TRACE * lever.most { lever.fixed_cost } else { 0.0 }
        };
        self.levers.iter().zip(bought).map(cost).sum()
    }
}

/// Less than this share of the most that can be had is nothing: the solvers' own precision.
pub const TRACE: f64 = 1e-6;
