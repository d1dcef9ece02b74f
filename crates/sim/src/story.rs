//! The chain of events that led a line to stop, in one run.

use crate::lanes::LANES;
use crate::model::{Model, span};
use crate::record::{Shipment, Shipments, Watcher};
use crate::state::{Case, CaseOutcome, NEVER};

/// Something that happened to a line's supply.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// A case was filed for so many tonnes with this supplier.
    Filed {
        /// Supplying site.
        supplier: String,
        /// Tonnes.
        quantity: f64,
    },
    /// The ministry accepted it.
    Accepted,
    /// It came back for more papers.
    Returned,
    /// Licence issued.
    Approved {
        /// Supplying site.
        supplier: String,
    },
    /// Refused explicitly.
    Refused {
        /// Supplying site.
        supplier: String,
    },
    /// First shipment after the control took effect.
    Shipped {
        /// Supplying site.
        supplier: String,
        /// Tonnes.
        quantity: f64,
    },
    /// A shipment was held for inspection.
    Held {
        /// Supplying site.
        supplier: String,
        /// Tonnes.
        quantity: f64,
    },
    /// Nothing has arrived of this material since.
    LastArrival {
        /// Material.
        material: String,
    },
    /// Goods arrive again.
    ArrivesAgain {
        /// Material.
        material: String,
    },
    /// Output fell below 90 % of plan.
    Curtailed,
    /// Output fell below 10 % of plan.
    Stopped,
    /// Output is back at 90 % of plan or more, over the next two weeks on average.
    Recovered,
}

/// A happening and its day.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Day of the run.
    pub day: usize,
    /// What happened.
    pub what: Happening,
}

/// Days without goods that count as an interruption worth telling.
const GAP_DAYS: usize = 10;
/// Days of output at plan that count as recovery: a line that lives on a trickle
/// saves up inputs, runs for a day or two and stands still again.
const LASTING_DAYS: usize = 14;

/// Listens to one line in one lane.
struct Teller<'a> {
    model: &'a Model,
    line: usize,
    lane: usize,
    moments: Vec<Moment>,
    slots: Vec<u32>,
    last_arrival: Vec<usize>,
    interrupted: Vec<bool>,
    resumed: Vec<bool>,
    shares: Vec<f64>,
    cases_told: usize,
    ships_told: usize,
    holds_told: usize,
}

/// Replays a run and tells what happened to a line, in order of days.
#[must_use]
pub fn tell(model: &Model, seed: u64, run: usize, line: usize) -> Vec<Moment> {
    let slots: Vec<u32> = model.network.lines[line].leaves.iter().map(|leaf| leaf.slot).collect();
    let mut teller = Teller {
        model,
        line,
        lane: run % LANES,
        moments: Vec::new(),
        last_arrival: vec![0; slots.len()],
        interrupted: vec![false; slots.len()],
        resumed: vec![false; slots.len()],
        slots,
        shares: Vec::new(),
        cases_told: 0,
        ships_told: 0,
        holds_told: 0,
    };
    crate::ensemble::replay(model, seed, run, &mut teller);
    teller.output_moments();
    let mut moments = teller.moments;
    moments.sort_by_key(|moment| moment.day);
    moments
}

impl Teller<'_> {
    fn push(&mut self, day: usize, what: Happening) {
        self.moments.push(Moment { day, what });
    }

    /// Supplier of a link that feeds the line, or `None` for other links.
    fn supplier(&self, link: usize) -> Option<String> {
        let net = &self.model.network;
        let ours = self.slots.iter().any(|slot| span(net.in_links[*slot as usize]).contains(&link));
        ours.then(|| net.site_key[net.out_site[net.link_out[link] as usize] as usize].clone())
    }

    /// First curtailment, stop and recovery.
    fn output_moments(&mut self) {
        let first = |from: usize, is_it: &dyn Fn(f64) -> bool| {
            self.shares.iter().skip(from).position(|share| is_it(*share)).map(|n| from + n)
        };
        let curtailed = first(0, &|share| share < 0.9);
        let stopped = first(0, &|share| share < 0.1);
        let recovered = curtailed.and_then(|day| {
            let lasting = |days: &[f64]| days.iter().sum::<f64>() >= 0.9 * days.len() as f64;
            self.shares[day..].windows(LASTING_DAYS).position(lasting).map(|n| day + n)
        });
        for (day, what) in
            [(curtailed, Happening::Curtailed), (stopped, Happening::Stopped), (recovered, Happening::Recovered)]
        {
            if let Some(day) = day {
                self.push(day, what);
            }
        }
    }
}

impl Watcher for Teller<'_> {
    fn arrived(&mut self, day: usize, slot: usize, lane: usize, quantity: f64) {
        if lane != self.lane {
            return;
        }
        let Some(n) = self.slots.iter().position(|s| *s as usize == slot) else { return };
        let net = &self.model.network;
        if self.resumed[n] {
            return;
        }
        if quantity > 0.5 * net.in_use[slot] {
            if self.interrupted[n] {
                self.resumed[n] = true;
                let material = net.good_key[net.in_good[slot] as usize].clone();
                self.push(day, Happening::ArrivesAgain { material });
            }
            self.last_arrival[n] = day;
        } else if !self.interrupted[n] && day >= self.last_arrival[n] + GAP_DAYS {
            self.interrupted[n] = true;
            let material = net.good_key[net.in_good[slot] as usize].clone();
            self.push(self.last_arrival[n], Happening::LastArrival { material });
        }
    }

    fn line_ran(&mut self, _day: usize, line: usize, lane: usize, share: f64) {
        if lane == self.lane && line == self.line {
            self.shares.push(share);
        }
    }

    fn case_filed(&mut self, lane: usize, case: &Case) {
        if lane != self.lane || self.cases_told > 0 {
            return;
        }
        let Some(supplier) = self.supplier(self.model.network.pair_link[case.pair as usize] as usize) else { return };
        self.cases_told += 1;
        self.push(usize::from(case.filed), Happening::Filed { supplier, quantity: case.quantity });
        if usize::from(case.accepted) < self.model.days {
            self.push(usize::from(case.accepted), Happening::Accepted);
        }
        if case.returned != NEVER {
            self.push(usize::from(case.returned), Happening::Returned);
        }
    }

    fn case_decided(&mut self, day: usize, lane: usize, case: &Case) {
        let told = self.moments.iter().any(|m| matches!(m.what, Happening::Approved { .. }));
        if lane != self.lane || told {
            return;
        }
        let Some(supplier) = self.supplier(self.model.network.pair_link[case.pair as usize] as usize) else { return };
        match case.outcome {
            CaseOutcome::Approved => self.push(day, Happening::Approved { supplier }),
            CaseOutcome::Refused => self.push(day, Happening::Refused { supplier }),
            CaseOutcome::Pending => {}
        }
    }

    fn shipped(&mut self, day: usize, shipments: &Shipments) {
        let Some(Shipment { link, quantity, held, .. }) = shipments.of(self.lane) else { return };
        let licensed = self.moments.iter().any(|m| matches!(m.what, Happening::Approved { .. }));
        if held > 0.0 && self.holds_told == 0 {
            if let Some(supplier) = self.supplier(link) {
                self.holds_told += 1;
                self.push(day, Happening::Held { supplier, quantity: held });
            }
        } else if licensed
            && self.ships_told == 0
            && quantity > 0.0
            && !self.model.network.link_inspected[link]
            && let Some(supplier) = self.supplier(link)
        {
            self.ships_told += 1;
            self.push(day, Happening::Shipped { supplier, quantity });
        }
    }
}
