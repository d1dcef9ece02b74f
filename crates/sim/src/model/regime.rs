//! Controls and other events by day.

use super::base::Base;
use super::help::Helps;
use super::network::Network;
use coercivity_chain::{Chain, Control, CountryId, EventKind, Freeze, Licensing, Measure, Outcome, Scenario, Status};
use coercivity_control::calendar::{date_of, day_of, working_days};
use coercivity_control::scope::in_force;

/// A control of the scenario, with all that depends on the date laid out by day.
#[derive(Debug, Clone)]
pub struct Regime {
    /// The control, under the branch of the scenario.
    pub control: Control,
    /// Day of the announcement; negative when before day 0.
    pub announced: i64,
    /// First day in force.
    pub effective: i64,
    /// In force, by day.
    pub active: Vec<bool>,
    /// Phase, by day.
    pub phase: Vec<usize>,
    /// The authority works and decides, by day.
    pub deciding: Vec<bool>,
    /// Factor on review medians, by day.
    pub review_factor: Vec<f64>,
    /// Share of pairs refused whatever the outcome rows say, by day; NaN = by the rows.
    pub severity: Vec<f64>,
    /// Step of the inspection, by day; `None` = none.
    pub inspection: Vec<Option<usize>>,
    /// Days on which general licences are valid.
    pub general: Vec<bool>,
    /// Row of the outcomes in force, by day, for any subset of rows: dates by row.
    pub outcome_from: Vec<i64>,
    /// Outcome rows in words: destinations, class, date.
    pub outcome_words: Vec<String>,
}

impl Regime {
    /// Terms, phases and outcomes; `None` for a control that only inspects.
    #[must_use]
    pub fn licensing(&self) -> Option<&Licensing> {
        self.control.licensing()
    }
}

/// Controls of a scenario, each under its branch, with the day from which it is followed.
#[must_use]
pub fn controls(chain: &Chain, scenario: &Scenario) -> Vec<(Control, i64)> {
    let mut controls: Vec<(Control, i64)> = Vec::new();
    for event in &scenario.events {
        let EventKind::Control { control, branch } = &event.kind else { continue };
        let control = &chain.controls[control.index()];
        if controls.iter().all(|(known, _)| known.key != control.key) {
            let branch = branch.and_then(|number| control.branches.get(number));
            let control = branch.map_or_else(|| control.clone(), |branch| control.under(branch));
            controls.push((control, day_of(scenario.start, event.date)));
        }
    }
    controls
}

/// Days on which a control bites, followed from a day on.
#[must_use]
pub fn active_days(control: &Control, start: jiff::civil::Date, from: i64, days: usize) -> Vec<bool> {
    let bites = |day: i64| {
        let date = date_of(start, day);
        day >= from && date >= control.effective && control.status_on(date) == Some(Status::InForce)
    };
    (0..days as i64).map(bites).collect()
}

/// First day on which a control bites; the day of effect where that is beyond the horizon.
#[must_use]
pub fn first_day(control: &Control, active: &[bool], start: jiff::civil::Date, from: i64) -> i64 {
    let first = active.iter().position(|active| *active).and_then(|day| i64::try_from(day).ok());
    first.unwrap_or_else(|| day_of(start, control.effective).max(from).max(active.len() as i64))
}

/// Builds the regimes of a scenario: controls that license or inspect.
#[must_use]
pub fn regimes(chain: &Chain, scenario: &Scenario, days: usize) -> Vec<Regime> {
    let mut regimes: Vec<Regime> = controls(chain, scenario)
        .into_iter()
        .filter(|(control, _)| matches!(control.measure, Measure::Licence(_) | Measure::Inspection))
        .map(|(control, from)| regime(chain, control, scenario, from, days))
        .collect();
    for regime in &mut regimes {
        for event in &scenario.events {
            apply(chain, regime, scenario, event.date, &event.kind);
        }
    }
    regimes
}

fn regime(chain: &Chain, control: Control, scenario: &Scenario, from: i64, days: usize) -> Regime {
    let start = scenario.start;
    let dates: Vec<_> = (0..days as i64).map(|day| date_of(start, day)).collect();
    let active = active_days(&control, start, from, days);
    let licensing = control.licensing();
    let phases = licensing.map_or(&[][..], |l| &l.phases);
    let outcomes = licensing.map_or(&[][..], |l| &l.outcomes);
    let general_from = licensing.and_then(|l| l.terms.general_from);
    Regime {
        announced: day_of(start, control.announced).max(from.min(0)),
        effective: first_day(&control, &active, start, from),
        phase: dates.iter().map(|date| in_force(phases, |p| p.from, *date).unwrap_or(0)).collect(),
        deciding: working_days(&control, start, days),
        review_factor: vec![1.0; days],
        severity: vec![f64::NAN; days],
        inspection: dates.iter().map(|date| in_force(&control.inspection.as_ref()?.steps, |s| s.from, *date)).collect(),
        general: dates.iter().map(|date| general_from.is_some_and(|from| from <= *date)).collect(),
        outcome_from: outcomes.iter().map(|row| day_of(start, row.from)).collect(),
        outcome_words: outcomes.iter().map(|row| words(chain, row)).collect(),
        active,
        control,
    }
}

/// An outcome row in words.
fn words(chain: &Chain, row: &Outcome) -> String {
    let to: Vec<&str> = row.destinations.iter().map(|c| chain.countries[c.index()].iso3.as_str()).collect();
    let to = if to.is_empty() { "other destinations".to_owned() } else { to.join(" and ") };
    let class = format!("{:?}", row.class).to_lowercase();
    format!("{to}, {class} use, from {}", row.from)
}

/// Lays an event over a regime.
fn apply(chain: &Chain, regime: &mut Regime, scenario: &Scenario, date: jiff::civil::Date, kind: &EventKind) {
    let from = day_of(scenario.start, date).max(0) as usize;
    let is_ours = |id: &coercivity_chain::ControlId| chain.controls[id.index()].key == regime.control.key;
    match kind {
        EventKind::Severity { control, refused } if is_ours(control) => {
            regime.severity.iter_mut().skip(from).for_each(|day| *day = *refused);
        }
        EventKind::ReviewFactor { control, factor } if is_ours(control) => {
            regime.review_factor.iter_mut().skip(from).for_each(|day| *day = *factor);
        }
        EventKind::Freeze { freeze: Freeze::Decisions, country, until, .. } if *country == regime.control.country => {
            let to = until.map_or(usize::MAX, |until| day_of(scenario.start, until).max(0) as usize);
            regime
                .deciding
                .iter_mut()
                .enumerate()
                .filter(|(day, _)| (from..to).contains(day))
                .for_each(|(_, decides)| *decides = false);
        }
        _ => {}
    }
}

/// A change of a parameter on a day.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Nothing leaves over these links; `true` = from now on.
    Freeze(Vec<u32>, bool),
    /// A site runs at this part of its capacity.
    Availability(u32, f64),
    /// Wants of these sinks are multiplied.
    DemandFactor(Vec<u32>, f64),
    /// These in slots receive, per day of their use, so much \[days of use\].
    Release(Vec<u32>, f64),
    /// This in slot receives so much more per day from now on, beside its links.
    Supply(u32, f64),
}

/// Actions by day, in scenario order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schedule(pub Vec<(usize, Action)>);

impl Schedule {
    /// Actions of a day.
    pub fn on(&self, day: usize) -> impl Iterator<Item = &Action> {
        self.0.iter().filter(move |(d, _)| *d == day).map(|(_, action)| action)
    }
}

/// Builds the schedule of a scenario.
#[must_use]
pub fn schedule(
    chain: &Chain,
    scenario: &Scenario,
    base: &Base,
    network: &Network,
    helps: &Helps,
    days: usize,
) -> Schedule {
    let mut actions = Vec::new();
    let mut push = |day: i64, action: Action| {
        if day < days as i64 {
            actions.push((day.max(0) as usize, action));
        }
    };
    for event in &scenario.events {
        let day = day_of(scenario.start, event.date);
        match &event.kind {
            EventKind::Freeze { freeze: Freeze::Exports, country, materials, to, until } => {
                let covered = |l: &&usize| {
                    let link = &base.links[network.link_base[**l]];
                    let leaves = base.sites[link.supplier].country == country.index()
                        && base.sites[link.buyer].country != country.index();
                    let buyer = CountryId(base.sites[link.buyer].country as u32);
                    leaves
                        && (materials.is_empty() || materials.iter().any(|m| m.index() == link.good))
                        && (to.is_empty() || to.iter().any(|region| chain.is_within(buyer, *region)))
                };
                let all: Vec<usize> = (0..network.link_base.len()).collect();
                let links: Vec<u32> = all.iter().filter(covered).map(|l| *l as u32).collect();
                push(day, Action::Freeze(links.clone(), true));
                if let Some(until) = until {
                    push(day_of(scenario.start, *until), Action::Freeze(links, false));
                }
            }
            EventKind::Outage { site, availability, until } => {
                // A site that is not part of this model's components has nobody to miss it.
                let Some(number) = base.sites.iter().position(|s| s.key == chain.sites[site.index()].key) else {
                    continue;
                };
                push(day, Action::Availability(number as u32, *availability));
                if let Some(until) = until {
                    push(day_of(scenario.start, *until), Action::Availability(number as u32, 1.0));
                }
            }
            EventKind::DemandFactor { end_use, country, factor } => {
                let hit = |s: &usize| {
                    let sink = &base.sinks[network.sink_base[*s]];
                    sink.end_use == end_use.index()
                        && country.is_none_or(|c| chain.is_within(CountryId(sink.country as u32), c))
                };
                let sinks = (0..network.sink_base.len()).filter(hit).map(|s| s as u32).collect();
                push(day, Action::DemandFactor(sinks, *factor));
            }
            EventKind::Release { country, material, quantity } => {
                let hit = |i: &usize| {
                    network.in_good[*i] as usize == material.index()
                        && chain.is_within(CountryId(network.site_country[network.in_site[*i] as usize]), *country)
                };
                let slots: Vec<usize> = (0..network.in_good.len()).filter(hit).collect();
                let use_per_day: f64 = slots.iter().map(|i| network.in_use[*i]).sum();
                if use_per_day > 0.0 {
                    push(
                        day,
                        Action::Release(slots.iter().map(|i| *i as u32).collect(), quantity.value() / use_per_day),
                    );
                }
            }
            _ => {}
        }
    }
    for (slot, from, until, per_day) in &helps.supplies {
        push(*from, Action::Supply(*slot, *per_day));
        if let Some(until) = until {
            push(*until, Action::Supply(*slot, -per_day));
        }
    }
    actions.sort_by_key(|(day, _)| *day);
    Schedule(actions)
}
