//! What is uncertain, drawn once per run.

mod by_lane;

pub use by_lane::{CaseStreams, RegimeLanes};

use crate::lanes::{LANES, Lane};
use crate::model::gates::Gate;
use crate::model::network::{NONE, Network};
use crate::model::{Model, Regime, span};
use coercivity_chain::{MaterialId, Outcome, Parameter};
use coercivity_control::distribution::{lognormal, normal, of_parameter, triangular};
use coercivity_control::draw::{Kind, name, uniform};
use coercivity_control::queue::{ReviewClock, WORKING_PER_CALENDAR};

/// Share of the variance of review effort that stays with the pair; the rest is
/// the case's own. Half and half is assumed.
const PAIR_VARIANCE: f64 = 0.5;

/// Days between two orders of a buyer of the chain.
const ORDER_DAYS: f64 = 30.0;

/// A drawn parameter that may explain a loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// In words.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Low end of its range.
    pub low: f64,
    /// High end of its range.
    pub high: f64,
    /// Basis of the range.
    pub basis: String,
    /// Line it belongs to; `None` = all.
    pub line: Option<usize>,
}

/// Parameters of a regime in one run.
#[derive(Debug, Clone)]
pub struct RegimeDraw {
    /// First day on which shipments are stopped.
    pub bites: usize,
    /// Work done on cases by day.
    pub clock: ReviewClock,
    /// Sigma of the review by phase.
    pub sigma: Vec<f64>,
    /// Probability of a return by phase.
    pub returns: Vec<f64>,
    /// Pre-acceptance median \[days\].
    pub pre_median: f64,
    /// Pre-acceptance sigma.
    pub pre_sigma: f64,
    /// No decision before this day.
    pub first_decision: usize,
    /// A later such day for some goods.
    pub first_decision_of: Vec<(Vec<MaterialId>, usize)>,
    /// Validity of a licence \[days\].
    pub validity: usize,
    /// Usual lot \[t\].
    pub lot: f64,
    /// Share of refusals that are explicit.
    pub explicit: f64,
    /// Wait that an applicant expects \[days\].
    pub expected_wait: f64,
    /// Most that one application covers \[days of use\].
    pub need_days: f64,
    /// Days after which an undecided case leaves the position.
    pub gives_up: usize,
    /// Share of pairs with a general licence.
    pub general: f64,
    /// Share of pairs approved, by outcome row.
    pub approve: Vec<f64>,
    /// Share of uncontrolled goods held, by step.
    pub held: Vec<f64>,
    /// How long they are held \[days\].
    pub hold: usize,
    /// Share of them whose buyer gives up.
    pub lost: f64,
}

/// Parameters of a ban or quota in one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GateDraw {
    /// First day on which it stops shipments.
    pub bites: usize,
    /// First day on which goods leave under a quota.
    pub opens: usize,
    /// Share of normal trade that leaves in spite of a ban.
    pub leakage: f64,
    /// Days that the way round a ban takes longer.
    pub reroute: usize,
    /// Quantile of the tonnes that a quota allows.
    pub generous: f64,
}

/// Draws of a group of runs.
#[derive(Debug, Clone)]
pub struct Params {
    /// Seed.
    pub seed: u64,
    /// Number of the run in each lane.
    pub run: [u64; LANES],
    /// Cover held by each in slot \[days\].
    pub cover: Vec<Lane>,
    /// Transit of each link \[days\].
    pub transit: Vec<[u16; LANES]>,
    /// Days that the transit of each link takes in some lane: start and end in `ways`.
    pub link_ways: Vec<(u32, u32)>,
    /// These days, in rising order.
    pub ways: Vec<u16>,
    /// Transit of each in slot, mean over its links by base share \[days\].
    pub pipeline: Vec<Lane>,
    /// Regimes, then lanes.
    pub regimes: Vec<Vec<RegimeDraw>>,
    /// What the daily step reads of each regime.
    pub regime_lanes: Vec<RegimeLanes>,
    /// Gates, then lanes.
    pub gates: Vec<[GateDraw; LANES]>,
    /// Draws of cases.
    pub cases: CaseStreams,
    /// Part of a gap of input stock that a buyer of the chain closes per day.
    pub restock: Lane,
    /// Speed of each pair, as a standard normal.
    pub pair_speed: Vec<Lane>,
    /// Outcome quantile of each pair.
    pub pair_outcome: Vec<Lane>,
    /// General-licence quantile of each pair.
    pub pair_general: Vec<Lane>,
    /// Days from the effective date until the first order of each pair falls due.
    pub pair_order: Vec<[u16; LANES]>,
    /// Values of the parameters in [`drawn`], in its order.
    pub values: Vec<Lane>,
}

impl Params {
    /// Draws for runs `first .. first + LANES`.
    #[must_use]
    pub fn new(model: &Model, seed: u64, first: u64) -> Self {
        let net = &model.network;
        let mut run = [0; LANES];
        for (lane, run) in run.iter_mut().enumerate() {
            *run = first + lane as u64;
        }
        let per_lane = |kind: Kind, name: u64| Lane(run.map(|r| uniform(seed, r, kind, name, 0)));
        let cover: Vec<Lane> = net
            .in_cover
            .iter()
            .zip(&net.in_name)
            .map(|(c, name)| per_lane(Kind::Cover, *name).map(|u| triangular(c.low, c.mode, c.high, u)))
            .collect();
        let transit: Vec<[u16; LANES]> = net
            .link_transit
            .iter()
            .zip(&net.link_route)
            .map(|(t, name)| {
                per_lane(Kind::Transit, *name).0.map(|u| triangular(t.low, t.mode, t.high, u).round().max(1.0) as u16)
            })
            .collect();
        let mean_transit = |slot: usize, lane: usize| -> f64 {
            span(net.in_links[slot]).map(|l| net.link_share[l] * f64::from(transit[l][lane])).sum()
        };
        let pipeline =
            (0..net.in_site.len()).map(|slot| Lane(std::array::from_fn(|lane| mean_transit(slot, lane)))).collect();
        let pairs = |kind: Kind| net.pair_name.iter().map(|name| per_lane(kind, *name)).collect::<Vec<Lane>>();
        let regimes: Vec<Vec<RegimeDraw>> =
            model.regimes.iter().map(|regime| run.iter().map(|r| draw_regime(regime, seed, *r)).collect()).collect();
        let gates = model.gates.iter().map(|gate| run.map(|r| draw_gate(gate, seed, r))).collect();
        let restock = model.restock_days;
        let restock = per_lane(Kind::Parameter, name("restock"))
            .map(|u| 1.0 / triangular(restock.low, restock.mode, restock.high, u));
        let pair_speed = pairs(Kind::PairSpeed).into_iter().map(|u| u.map(normal)).collect();
        let (link_ways, ways) = by_lane::ways(&transit);
        let mut params = Params {
            seed,
            run,
            cover,
            transit,
            link_ways,
            ways,
            pipeline,
            regime_lanes: regimes.iter().map(|draws| RegimeLanes::new(draws)).collect(),
            regimes,
            gates,
            cases: CaseStreams::new(seed, run),
            restock,
            pair_speed,
            pair_outcome: pairs(Kind::PairOutcome),
            pair_general: pairs(Kind::PairGeneral),
            pair_order: pair_order(net, pairs(Kind::PairOrder)),
            values: Vec::new(),
        };
        params.values = values(model, &params);
        params
    }

    /// Effort of a case, median 1, by the spread of the phase in which it was accepted.
    #[must_use]
    pub fn effort(&self, pair: usize, lane: usize, ordinal: u64, pair_name: u64, sigma: f64) -> f64 {
        let case = normal(self.cases.effort[lane].uniform(pair_name, ordinal));
        let z = PAIR_VARIANCE.sqrt() * self.pair_speed[pair][lane] + (1.0 - PAIR_VARIANCE).sqrt() * case;
        lognormal(sigma, z)
    }
}

/// Orders of the chain's buyers fall due once a month, on any day of it; a study's line files at once.
fn pair_order(net: &Network, quantiles: Vec<Lane>) -> Vec<[u16; LANES]> {
    let due = |(pair, quantiles): (usize, Lane)| {
        let month = if net.link_study[net.pair_link[pair] as usize] { 0.0 } else { ORDER_DAYS };
        quantiles.0.map(|u| (month * u) as u16)
    };
    quantiles.into_iter().enumerate().map(due).collect()
}

/// A parameter of a control that is drawn once per run.
struct RunParameter<'a> {
    /// In words.
    words: String,
    /// Name of its draw.
    label: String,
    parameter: &'a Parameter,
}

/// Parameters of a control that may explain a loss, in a fixed order.
fn run_parameters(regime: &Regime) -> Vec<RunParameter<'_>> {
    let Some(licensing) = regime.licensing() else { return Vec::new() };
    let terms = &licensing.terms;
    let make = |words: String, label: String, parameter| RunParameter { words, label, parameter };
    let plain = |words: &str, label: &str, parameter| make(words.to_owned(), label.to_owned(), parameter);
    let mut list = vec![
        plain("days until the control is enforced", "lag", &terms.enforcement_lag),
        plain("pre-acceptance by the province", "pre-acceptance", &terms.pre_acceptance_median),
        plain("day of the first decision", "first decision", &terms.first_decision),
        plain("validity of a single licence", "validity", &terms.validity),
        plain("share of pairs with a general licence", "general", &terms.general_share),
    ];
    for phase in &licensing.phases {
        list.push(make(
            format!("review median in phase {}", phase.key),
            review_label(&phase.key),
            &phase.review_median,
        ));
        list.push(make(
            format!("return probability in phase {}", phase.key),
            return_label(&phase.key),
            &phase.return_probability,
        ));
    }
    if let Some(inspection) = &regime.control.inspection {
        list.push(plain("hold for inspection", "hold", &inspection.hold));
        list.extend(inspection.lost.iter().map(|lost| plain("share of held goods given up", "lost", lost)));
        for step in &inspection.steps {
            list.push(make(
                format!("share of uncontrolled goods held from {}", step.from),
                "held".to_owned(),
                &step.share,
            ));
        }
    }
    for (outcome, words) in licensing.outcomes.iter().zip(&regime.outcome_words) {
        list.push(make(format!("share of pairs granted, {words}"), outcome_label(outcome), &outcome.approve));
    }
    list
}

fn review_label(phase: &str) -> String {
    format!("review {phase}")
}

fn return_label(phase: &str) -> String {
    format!("return {phase}")
}

/// One draw of leniency for every row of a destination and class, whatever its date.
fn outcome_label(outcome: &Outcome) -> String {
    format!("approve {:?} {:?}", outcome.destinations, outcome.class)
}

/// The draw of a parameter of a control.
fn of(regime: &Regime, parameter: &Parameter, label: &str, seed: u64, run: u64) -> f64 {
    let name = name(&format!("{}/{label}", regime.control.key));
    of_parameter(parameter, uniform(seed, run, Kind::Parameter, name, 0))
}

fn draw_gate(gate: &Gate, seed: u64, run: u64) -> GateDraw {
    let value = |parameter: &Parameter, label: &str| {
        let name = name(&format!("{}/{label}", gate.control.key));
        of_parameter(parameter, uniform(seed, run, Kind::Parameter, name, 0))
    };
    let days = |parameter: &Parameter, label: &str| value(parameter, label).round().max(0.0) as usize;
    let effective = gate.effective.max(0) as usize;
    let ban = gate.ban();
    GateDraw {
        bites: effective + ban.map_or(0, |ban| days(&ban.enforcement_lag, "lag")),
        opens: effective + gate.quota().map_or(0, |quota| days(&quota.procedure, "procedure")),
        leakage: ban.map_or(0.0, |ban| value(&ban.leakage, "leakage")),
        reroute: ban.map_or(0, |ban| days(&ban.reroute, "reroute")),
        generous: uniform(seed, run, Kind::Parameter, name(&format!("{}/quantity", gate.control.key)), 0),
    }
}

/// A regime that only inspects has no queue: nothing is filed, so its times are never read.
fn draw_inspection(regime: &Regime, seed: u64, run: u64) -> RegimeDraw {
    let inspection = regime.control.inspection.as_ref();
    let value = |parameter: &Parameter, label: &str| of(regime, parameter, label, seed, run);
    RegimeDraw {
        bites: regime.effective.max(0) as usize,
        clock: ReviewClock::new(regime.active.iter().map(|_| 0.0)),
        sigma: Vec::new(),
        returns: Vec::new(),
        pre_median: 0.0,
        pre_sigma: 0.0,
        first_decision: 0,
        first_decision_of: Vec::new(),
        validity: 0,
        lot: 0.0,
        explicit: 0.0,
        expected_wait: 0.0,
        need_days: 0.0,
        gives_up: 0,
        general: 0.0,
        approve: Vec::new(),
        held: inspection.map_or_else(Vec::new, |i| i.steps.iter().map(|s| value(&s.share, "held")).collect()),
        hold: inspection.map_or(0, |i| value(&i.hold, "hold").round() as usize),
        lost: inspection.and_then(|i| i.lost.as_ref()).map_or(0.0, |lost| value(lost, "lost")),
    }
}

fn draw_regime(regime: &Regime, seed: u64, run: u64) -> RegimeDraw {
    let Some(licensing) = regime.licensing() else { return draw_inspection(regime, seed, run) };
    let terms = &licensing.terms;
    let value = |parameter: &Parameter, label: &str| of(regime, parameter, label, seed, run);
    let days = |parameter: &Parameter, label: &str| value(parameter, label).round().max(0.0) as usize;
    let phases = &licensing.phases;
    let medians: Vec<f64> =
        phases.iter().map(|p| value(&p.review_median, &review_label(&p.key)) * WORKING_PER_CALENDAR).collect();
    let work = (0..regime.active.len()).map(|day| {
        let median = medians.get(regime.phase[day]).copied().unwrap_or(f64::INFINITY) * regime.review_factor[day];
        if regime.deciding[day] && median > 0.0 { 1.0 / median } else { 0.0 }
    });
    let effective = regime.effective.max(0) as usize;
    let inspection = draw_inspection(regime, seed, run);
    RegimeDraw {
        bites: effective + days(&terms.enforcement_lag, "lag"),
        clock: ReviewClock::new(work),
        sigma: phases.iter().map(|p| value(&p.review_sigma, &format!("sigma {}", p.key))).collect(),
        returns: phases.iter().map(|p| value(&p.return_probability, &return_label(&p.key))).collect(),
        pre_median: value(&terms.pre_acceptance_median, "pre-acceptance"),
        pre_sigma: value(&terms.pre_acceptance_sigma, "pre-acceptance sigma"),
        first_decision: effective + days(&terms.first_decision, "first decision"),
        first_decision_of: terms
            .first_decision_of
            .iter()
            .zip(0u32..)
            .map(|((goods, day), n)| (goods.clone(), effective + days(day, &format!("first decision {n}"))))
            .collect(),
        validity: days(&terms.validity, "validity"),
        lot: value(&terms.lot, "lot"),
        explicit: value(&terms.explicit_refusal, "explicit refusal"),
        expected_wait: value(&terms.expected_wait, "expected wait"),
        need_days: value(&terms.need_days, "need"),
        gives_up: days(&terms.gives_up, "gives up"),
        general: value(&terms.general_share, "general"),
        approve: licensing.outcomes.iter().map(|o| value(&o.approve, &outcome_label(o))).collect(),
        held: inspection.held,
        hold: inspection.hold,
        lost: inspection.lost,
    }
}

/// Every drawn parameter that may explain a loss: those of the regimes, then those of each line.
#[must_use]
pub fn drawn(model: &Model) -> Vec<Drawn> {
    let mut list = Vec::new();
    for regime in &model.regimes {
        for RunParameter { words: name, parameter, .. } in run_parameters(regime) {
            list.push(Drawn {
                name,
                unit: parameter.unit.clone(),
                low: parameter.low(),
                high: parameter.high(),
                basis: parameter.evidence.basis.to_string(),
                line: None,
            });
        }
    }
    let net = &model.network;
    let own = |name: String, unit: &str, low: f64, high: f64, line: usize| Drawn {
        name,
        unit: unit.to_owned(),
        low,
        high,
        basis: "assumed".to_owned(),
        line: Some(line),
    };
    for (n, line) in net.lines.iter().enumerate() {
        for leaf in &line.leaves {
            let good = &net.good_key[net.in_good[leaf.slot as usize] as usize];
            let cover = net.in_cover[leaf.slot as usize];
            list.push(own(format!("cover of {good} at the plant"), "days", cover.low, cover.high, n));
            for pair in pairs_of(model, leaf.slot) {
                let key = &net.link_key[net.pair_link[pair] as usize];
                let supplier = key.split('>').next().unwrap_or(key);
                list.push(own(format!("speed of own cases with {supplier}"), "quantile", 0.0, 1.0, n));
                list.push(own(format!("own luck with the outcome ({supplier})"), "quantile", 0.0, 1.0, n));
            }
        }
    }
    list
}

/// Pairs that feed an in slot.
fn pairs_of(model: &Model, slot: u32) -> Vec<usize> {
    let net = &model.network;
    span(net.in_links[slot as usize])
        .filter(|l| net.link_regime[*l] != NONE && !net.link_inspected[*l])
        .flat_map(|l| span(net.link_pairs[l]))
        .collect()
}

/// Values of [`drawn`] in each lane, in its order.
fn values(model: &Model, params: &Params) -> Vec<Lane> {
    let net = &model.network;
    let mut list = Vec::new();
    for regime in &model.regimes {
        for parameter in run_parameters(regime) {
            list.push(Lane(params.run.map(|run| of(regime, parameter.parameter, &parameter.label, params.seed, run))));
        }
    }
    for line in &net.lines {
        for leaf in &line.leaves {
            list.push(params.cover[leaf.slot as usize]);
            for pair in pairs_of(model, leaf.slot) {
                list.push(params.pair_speed[pair]);
                list.push(params.pair_outcome[pair]);
            }
        }
    }
    list
}
