//! All runs of a model: eight in the lanes of a group, groups in parallel.

mod merge;

use crate::lanes::LANES;
use crate::model::network::{Leaf, NONE};
use crate::model::series::Counted;
use crate::model::{Model, span};
use crate::params::Params;
use crate::prices::Prices;
use crate::record::{Shipment, Shipments, Watcher};
use crate::state::{Case, CaseOutcome, NEVER, State};
use crate::step;
use rayon::prelude::*;

/// Output below this share of normal counts as stopped.
pub const STOPPED: f32 = 0.1;
/// Output below this share of normal counts as curtailed.
pub const CURTAILED: f32 = 0.9;

/// Groups whose results are held until they are joined to the others: enough for all
/// threads, few enough that results are not in memory twice.
const BATCH: usize = 64;

/// What to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Number of runs.
    pub runs: usize,
    /// Seed.
    pub seed: u64,
    /// Threads; 0 = as many as there are cores.
    pub threads: usize,
    /// Keep every licence case (memory: 12 bytes each).
    pub keep_cases: bool,
}

/// A chain material of a line, over all runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LeafRuns {
    /// Cover on hand at the end of each day, sub-assemblies counted: `[run * days + day]` \[days\].
    pub cover: Vec<f32>,
    /// Drawn from reserves up to the end of each day \[days\]: `[run * days + day]`; empty where it has none.
    pub drawn: Vec<f32>,
    /// Cover on hand before day 0 \[days\].
    pub opening: Vec<f64>,
    /// The same with goods in transit counted \[days\].
    pub opening_with_pipeline: Vec<f64>,
    /// Largest fall of the cover below its opening value \[days\].
    pub drawdown: Vec<f64>,
    /// Days from the first filing to the first licensed goods at the gate; `None` = never.
    pub lead: Vec<Option<u32>>,
}

/// A line over all runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineRuns {
    /// Output as a share of plan: `[run * days + day]`.
    pub output: Vec<f32>,
    /// First day stopped.
    pub first_stop: Vec<Option<u32>>,
    /// First day curtailed.
    pub first_curtailed: Vec<Option<u32>>,
    /// Days stopped.
    pub days_stopped: Vec<u32>,
    /// Units lost.
    pub units_lost: Vec<f64>,
    /// Units made late or still owed.
    pub units_delayed: Vec<f64>,
    /// Units missed less units made up, at the end of each day: `[run * days + day]`.
    pub missing: Vec<f32>,
    /// Position in `leaves` of the material that stopped it, if one did.
    pub binding: Vec<Option<usize>>,
    /// Its chain materials.
    pub leaves: Vec<LeafRuns>,
    /// What the goods with a price cost, as a multiple of base prices, weighted by volume.
    pub cost_index: Vec<f64>,
    /// What they cost above base prices \[USD\].
    pub extra_cost_usd: Vec<f64>,
}

/// A price over all runs, as multiples of its base.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PriceRuns {
    /// Marginal price: `[run * days + day]`.
    pub marginal: Vec<f32>,
    /// Contract price: `[run * days + day]`.
    pub contract: Vec<f32>,
}

/// A case in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseBrief {
    /// Outcome group of the pair.
    pub group: u32,
    /// Day of filing.
    pub filed: u16,
    /// Day of the decision, or [`NEVER`].
    pub decided: u16,
    /// Approved.
    pub approved: bool,
}

/// The queue of a control over all runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ControlRuns {
    /// Cases filed.
    pub applications: Vec<u32>,
    /// Cases approved.
    pub approved: Vec<u32>,
    /// Cases refused explicitly.
    pub refused: Vec<u32>,
    /// Cases undecided at the end.
    pub pending: Vec<u32>,
    /// Number of decided cases by days from filing to decision.
    pub days_to_decision: Vec<u64>,
    /// Undecided cases by day: `[run * days + day]`.
    pub backlog: Vec<f32>,
    /// Exports of covered goods that cleared customs: `[run * days + day]` \[t\].
    pub exports_covered: Vec<f32>,
    /// Exports of inspected goods that cleared customs: `[run * days + day]` \[t\].
    pub exports_inspected: Vec<f32>,
}

/// Results of all runs, in run order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Runs.
    pub runs: usize,
    /// Days per run.
    pub days: usize,
    /// Lines of the study.
    pub lines: Vec<LineRuns>,
    /// Controls of the scenario.
    pub controls: Vec<ControlRuns>,
    /// Counted flows, in the order of the model: `[run * days + day]` \[t\].
    pub series: Vec<Vec<f32>>,
    /// Prices, in the order of the model's market.
    pub prices: Vec<PriceRuns>,
    /// Values of [`crate::params::drawn`], per run.
    pub drawn: Vec<Vec<f64>>,
    /// Cases by run, when kept.
    pub cases: Vec<Vec<CaseBrief>>,
}

/// An ensemble was stopped before its end: whoever heard of its progress did not want to hear more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped before its end")]
pub struct Stopped;

/// Runs an ensemble. `progress` hears the number of runs finished so far, and
/// answers whether to go on.
///
/// The result does not depend on the number of threads.
///
/// # Errors
/// When `progress` said to stop; groups that had begun are finished first.
pub fn run(model: &Model, settings: Settings, progress: &(dyn Fn(usize) -> bool + Sync)) -> Result<Outcome, Stopped> {
    let groups = settings.runs.div_ceil(LANES);
    let finished = std::sync::atomic::AtomicUsize::new(0);
    let group = |group: usize| -> Result<Outcome, Stopped> {
        let wanted = (settings.runs - group * LANES).min(LANES);
        let outcome = run_group(model, settings, group, wanted);
        let so_far = finished.fetch_add(wanted, std::sync::atomic::Ordering::Relaxed) + wanted;
        if progress(so_far) { Ok(outcome) } else { Err(Stopped) }
    };
    let mut all = Outcome { days: model.days, ..Outcome::default() };
    let mut batch = |groups: Result<Vec<Outcome>, Stopped>| -> Result<(), Stopped> {
        groups?.into_iter().for_each(|part| merge::append(&mut all, part));
        Ok(())
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.threads).build();
    for first in (0..groups).step_by(BATCH) {
        let numbers = first..groups.min(first + BATCH);
        batch(match &pool {
            Ok(pool) => pool.install(|| numbers.into_par_iter().map(group).collect()),
            // No threads to be had: the caller's own will do, with the same result.
            Err(_) => numbers.map(group).collect(),
        })?;
    }
    Ok(all)
}

/// Runs the group that holds a run and lets `watch` listen; for stories.
pub fn replay(model: &Model, seed: u64, run: usize, watch: &mut impl Watcher) {
    let params = Params::new(model, seed, (run / LANES * LANES) as u64);
    let mut state = State::new(model, &params);
    for day in 0..model.days {
        step::advance(model, &params, &mut state, day, watch);
    }
}

fn run_group(model: &Model, settings: Settings, group: usize, wanted: usize) -> Outcome {
    let params = Params::new(model, settings.seed, (group * LANES) as u64);
    let mut state = State::new(model, &params);
    let mut recorder = Recorder::new(model, &params, &state);
    #[cfg(debug_assertions)]
    let opening = crate::conserve::ledger(model, &state);
    for day in 0..model.days {
        step::advance(model, &params, &mut state, day, &mut recorder);
        recorder.end_of_day(model, &state, day);
        #[cfg(debug_assertions)]
        if day % 30 == 29 {
            debug_assert!(crate::conserve::worst_error(model, &state, &opening) < 1e-9, "mass is conserved");
        }
    }
    recorder.finish(model, &params, &state, settings.keep_cases, wanted)
}

/// Records one group.
struct Recorder<'a> {
    model: &'a Model,
    regime_of_link: &'a [u32],
    inspected: &'a [bool],
    days: usize,
    /// `[line][day][lane]`
    output: Vec<Vec<[f32; LANES]>>,
    missing: Vec<Vec<[f32; LANES]>>,
    /// `[line][leaf][day][lane]`
    cover: Vec<Vec<Vec<[f32; LANES]>>>,
    /// `[line][leaf][day][lane]`, no days where a leaf has no reserve.
    drawn: Vec<Vec<Vec<[f32; LANES]>>>,
    opening: Vec<Vec<[f64; LANES]>>,
    opening_with_pipeline: Vec<Vec<[f64; LANES]>>,
    /// `[regime][day][lane]`
    open_cases: Vec<Vec<[f32; LANES]>>,
    covered: Vec<Vec<[f32; LANES]>>,
    inspected_out: Vec<Vec<[f32; LANES]>>,
    /// `[series][day][lane]`
    series: Vec<Vec<[f32; LANES]>>,
    prices: Prices,
    pair_regime: Vec<u32>,
}

impl<'a> Recorder<'a> {
    fn new(model: &'a Model, params: &'a Params, state: &State) -> Self {
        let net = &model.network;
        let zeros = || vec![[0.0f32; LANES]; model.days];
        let lines = net.lines.len();
        let per_leaf = |make: &dyn Fn(&Leaf) -> [f64; LANES]| {
            net.lines.iter().map(|line| line.leaves.iter().map(make).collect()).collect::<Vec<Vec<_>>>()
        };
        Recorder {
            model,
            regime_of_link: &net.link_regime,
            inspected: &net.link_inspected,
            days: model.days,
            output: vec![zeros(); lines],
            missing: vec![zeros(); lines],
            cover: net.lines.iter().map(|line| vec![zeros(); line.leaves.len()]).collect(),
            drawn: net.lines.iter().map(|line| vec![Vec::new(); line.leaves.len()]).collect(),
            opening: per_leaf(&|leaf| cover_of(model, state, leaf, false)),
            opening_with_pipeline: per_leaf(&|leaf| cover_of(model, state, leaf, true)),
            open_cases: vec![zeros(); model.regimes.len()],
            covered: vec![zeros(); model.regimes.len()],
            inspected_out: vec![zeros(); model.regimes.len()],
            series: vec![zeros(); model.series.len()],
            prices: Prices::new(model, params),
            pair_regime: net.pair_link.iter().map(|link| net.link_regime[*link as usize]).collect(),
        }
    }

    fn end_of_day(&mut self, model: &Model, state: &State, day: usize) {
        self.prices.move_on(model, state);
        for (n, line) in model.network.lines.iter().enumerate() {
            for (m, leaf) in line.leaves.iter().enumerate() {
                self.cover[n][m][day] = cover_of(model, state, leaf, false).map(|days| days as f32);
                if let Some(drawn) = drawn_of(model, state, leaf) {
                    self.drawn[n][m].push(drawn);
                }
            }
            let missed = state.line_missed[n].last().copied().unwrap_or_default();
            for lane in 0..LANES {
                self.missing[n][day][lane] = (missed[lane] - state.line_made_up[n][lane]) as f32;
            }
        }
    }

    fn finish(self, model: &Model, params: &Params, state: &State, keep_cases: bool, wanted: usize) -> Outcome {
        let mut outcome = Outcome { runs: wanted, days: model.days, ..Outcome::default() };
        for n in 0..model.network.lines.len() {
            outcome.lines.push(self.line(model, params, state, n, wanted));
        }
        for regime in 0..model.regimes.len() {
            outcome.controls.push(self.control(state, regime, wanted));
        }
        let by_run = |values: &[[f32; LANES]]| -> Vec<f32> {
            (0..wanted).flat_map(|lane| values.iter().map(move |day| day[lane])).collect()
        };
        outcome.series = self.series.iter().map(|values| by_run(values)).collect();
        outcome.prices = self
            .prices
            .marginal
            .iter()
            .zip(&self.prices.contract)
            .map(|(marginal, contract)| PriceRuns { marginal: by_run(marginal), contract: by_run(contract) })
            .collect();
        for lane in 0..wanted {
            outcome.drawn.push(params.values.iter().map(|value| value[lane]).collect());
            if keep_cases {
                let brief = |case: &Case| CaseBrief {
                    group: model.network.pair_group[case.pair as usize],
                    filed: case.filed,
                    decided: case.decided,
                    approved: case.outcome == CaseOutcome::Approved,
                };
                outcome.cases.push(state.cases[lane].all.iter().map(brief).collect());
            }
        }
        outcome
    }

    fn line(&self, model: &Model, params: &Params, state: &State, n: usize, wanted: usize) -> LineRuns {
        let line = &model.network.lines[n];
        let mut runs = LineRuns { leaves: vec![LeafRuns::default(); line.leaves.len()], ..LineRuns::default() };
        for lane in 0..wanted {
            let output = |day: usize| self.output[n][day][lane];
            let first_below = |limit: f32| (0..self.days).find(|day| output(*day) < limit).map(|day| day as u32);
            let stop = first_below(STOPPED);
            let curtailed = first_below(CURTAILED);
            runs.output.extend((0..self.days).map(output));
            runs.missing.extend((0..self.days).map(|day| self.missing[n][day][lane]));
            runs.days_stopped.push((0..self.days).filter(|day| output(*day) < STOPPED).count() as u32);
            let missed = state.line_missed[n].last().map_or(0.0, |missed| missed[lane]);
            runs.units_lost.push(state.line_lost[n][lane]);
            runs.units_delayed.push((missed - state.line_lost[n][lane]).max(0.0));
            runs.binding.push(stop.or(curtailed).and_then(|day| self.shortest(n, day as usize, lane)));
            let (base, paid) = self.prices.paid(n, lane);
            runs.cost_index.push(if base > 0.0 { paid / base } else { 1.0 });
            runs.extra_cost_usd.push(paid - base);
            runs.first_stop.push(stop);
            runs.first_curtailed.push(curtailed);
            for (m, leaf) in line.leaves.iter().enumerate() {
                let part = &mut runs.leaves[m];
                let cover = |day: usize| self.cover[n][m][day][lane];
                part.cover.extend((0..self.days).map(cover));
                let opening = self.opening[n][m][lane];
                let least = (0..self.days).map(cover).fold(f32::INFINITY, f32::min);
                part.drawdown.push((opening - f64::from(least)).max(0.0));
                part.drawn.extend(self.drawn[n][m].iter().map(|day| day[lane]));
                part.opening.push(opening);
                part.opening_with_pipeline.push(self.opening_with_pipeline[n][m][lane]);
                part.lead.push(lead(model, params, state, leaf, lane));
            }
        }
        runs
    }

    /// Leaf with the least cover on a day.
    fn shortest(&self, n: usize, day: usize, lane: usize) -> Option<usize> {
        let leaves = &self.cover[n];
        (0..leaves.len()).min_by(|a, b| leaves[*a][day][lane].total_cmp(&leaves[*b][day][lane]))
    }

    fn control(&self, state: &State, regime: usize, wanted: usize) -> ControlRuns {
        let mut runs = ControlRuns { days_to_decision: vec![0; self.days + 1], ..ControlRuns::default() };
        let series = |values: &[[f32; LANES]], lane: usize| values.iter().map(|day| day[lane]).collect::<Vec<f32>>();
        for lane in 0..wanted {
            let cases: Vec<&Case> = state.cases[lane]
                .all
                .iter()
                .filter(|case| self.pair_regime[case.pair as usize] as usize == regime)
                .collect();
            let count = |outcome: CaseOutcome| cases.iter().filter(|case| case.outcome == outcome).count() as u32;
            runs.applications.push(cases.len() as u32);
            runs.approved.push(count(CaseOutcome::Approved));
            runs.refused.push(count(CaseOutcome::Refused));
            runs.pending.push(count(CaseOutcome::Pending));
            for case in cases.iter().filter(|case| case.outcome != CaseOutcome::Pending && case.decided != NEVER) {
                runs.days_to_decision[usize::from(case.decided - case.filed)] += 1;
            }
            let mut open = 0.0;
            runs.backlog.extend(self.open_cases[regime].iter().map(|day| {
                open += day[lane];
                open
            }));
            runs.exports_covered.extend(series(&self.covered[regime], lane));
            runs.exports_inspected.extend(series(&self.inspected_out[regime], lane));
        }
        runs
    }
}

impl Watcher for Recorder<'_> {
    fn line_ran(&mut self, day: usize, line: usize, lane: usize, share: f64) {
        self.output[line][day][lane] = share as f32;
    }

    fn case_filed(&mut self, lane: usize, case: &Case) {
        self.open_cases[self.pair_regime[case.pair as usize] as usize][usize::from(case.filed)][lane] += 1.0;
    }

    fn case_decided(&mut self, day: usize, lane: usize, case: &Case) {
        if case.outcome != CaseOutcome::Pending {
            self.open_cases[self.pair_regime[case.pair as usize] as usize][day][lane] -= 1.0;
        }
    }

    fn arrived(&mut self, _day: usize, slot: usize, lane: usize, quantity: f64) {
        self.prices.received(self.model, slot, lane, quantity);
    }

    fn shipped(&mut self, day: usize, shipments: &Shipments) {
        let link = shipments.link;
        let regime = self.regime_of_link[link];
        if regime != NONE {
            let regime = regime as usize;
            let days = if self.inspected[link] { &mut self.inspected_out[regime] } else { &mut self.covered[regime] };
            for lane in (0..LANES).filter(|lane| shipments.left[*lane]) {
                let (quantity, held) = (shipments.quantity[lane], shipments.held[lane]);
                // An export counts on the day on which it clears customs.
                count(days, day + usize::from(shipments.customs_days[lane]), lane, quantity - held);
                if held > 0.0 {
                    count(days, day + usize::from(shipments.hold_days[lane]), lane, held);
                }
            }
        }
        if !span(self.model.network.link_series[link]).is_empty() {
            for shipment in (0..LANES).filter_map(|lane| shipments.of(lane)) {
                self.count_series(day, &shipment);
            }
        }
    }
}

/// Adds to a day of a lane, if it lies within the run.
fn count(days: &mut [[f32; LANES]], day: usize, lane: usize, tonnes: f64) {
    if let Some(cleared) = days.get_mut(day) {
        cleared[lane] += tonnes as f32;
    }
}

impl Recorder<'_> {
    /// Adds a shipment to the series in which its link counts.
    fn count_series(&mut self, day: usize, shipment: &Shipment) {
        let Shipment { link, lane, quantity, held, customs_days, hold_days, .. } = *shipment;
        for (series, weight) in &self.model.network.series_of[span(self.model.network.link_series[link])] {
            let spec = &self.model.series[*series as usize].spec;
            let way = match spec.counted {
                Counted::Import => shipment.transit_days + shipment.reroute_days,
                Counted::Export => 0,
            };
            // What goes round a ban leaves for a third country.
            if spec.counted == Counted::Export && spec.to.is_some() && shipment.reroute_days > 0 {
                continue;
            }
            let days = &mut self.series[*series as usize];
            count(days, day + way + customs_days, lane, weight * (quantity - held));
            count(days, day + way + hold_days, lane, weight * held);
        }
    }
}

/// Days of normal use on hand, in sub-assemblies too; with what is on the way, if asked.
fn cover_of(model: &Model, state: &State, leaf: &Leaf, pipeline: bool) -> [f64; LANES] {
    let net = &model.network;
    let mut cover = [0.0; LANES];
    for (n, slot) in std::iter::once(leaf.slot).chain(leaf.above.iter().copied()).enumerate() {
        let slot = slot as usize;
        for lane in 0..LANES {
            // Sub-assemblies on the way between two halls of the same firm count as on hand.
            let moving = if pipeline || n > 0 { state.in_transit[slot][lane] } else { 0.0 };
            cover[lane] += (state.in_stock[slot][lane] + moving) / net.in_use[slot];
        }
    }
    cover
}

/// Days of normal use drawn from the reserves of a leaf so far; `None` where it has none.
fn drawn_of(model: &Model, state: &State, leaf: &Leaf) -> Option<[f32; LANES]> {
    let reserves = model.helps.reserves.iter().zip(&state.reserve_left);
    let ours: Vec<_> = reserves.filter(|(reserve, _)| reserve.slot == leaf.slot).collect();
    let used = model.network.in_use[leaf.slot as usize];
    let of = |lane: usize| {
        let drawn = ours.iter().map(|(reserve, left)| reserve.quantity - left[lane]);
        (drawn.sum::<f64>() / used) as f32
    };
    (!ours.is_empty()).then(|| std::array::from_fn(of))
}

/// Days from a leaf's first filing to its first licensed goods at the gate.
fn lead(model: &Model, params: &Params, state: &State, leaf: &Leaf, lane: usize) -> Option<u32> {
    let net = &model.network;
    let links = net.in_links[leaf.slot as usize];
    let ours = |case: &&Case| (links.0..links.1).contains(&net.pair_link[case.pair as usize]);
    let cases: Vec<&Case> = state.cases[lane].all.iter().filter(ours).collect();
    let filed = cases.iter().map(|case| case.filed).min()?;
    let first = cases.iter().filter(|case| case.outcome == CaseOutcome::Approved).min_by_key(|case| case.decided)?;
    let link = net.pair_link[first.pair as usize] as usize;
    let regime = &model.regimes[net.link_regime[link] as usize];
    let customs = regime.licensing()?.terms.customs.value.round() as u32;
    Some(u32::from(first.decided - filed) + customs + u32::from(params.transit[link][lane]))
}

/// Links that feed a leaf.
#[must_use]
pub fn links_of(model: &Model, leaf: &Leaf) -> std::ops::Range<usize> {
    span(model.network.in_links[leaf.slot as usize])
}
