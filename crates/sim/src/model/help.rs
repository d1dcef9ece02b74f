//! What helps the lines of a study beside their usual suppliers, by in slot and day.

use super::ModelError;
use super::network::Network;
use super::regime::Regime;
use coercivity_chain::{Chain, EventKind, LineItem, Scenario};
use coercivity_control::calendar::day_of;

/// Goods set aside for one in slot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reserve {
    /// In slot.
    pub slot: u32,
    /// First day on which it can be drawn on.
    pub from: usize,
    /// Tonnes or pieces.
    pub quantity: f64,
    /// Most per day.
    pub per_day: f64,
}

/// All that helps the lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Helps {
    /// Goods set aside.
    pub reserves: Vec<Reserve>,
    /// In slot, first day, first day after, quantity per day.
    pub supplies: Vec<(u32, i64, Option<i64>, f64)>,
    /// In slots that are supplied on some day.
    pub supplied: Vec<u32>,
    /// Line, first day, factor on the plan.
    pub overtime: Vec<(usize, usize, f64)>,
    /// Regime, line, first day.
    pub general: Vec<(usize, usize, usize)>,
}

impl Helps {
    /// Finds the slots and lines that a scenario's events name.
    ///
    /// # Errors
    /// When the study has no such line or item.
    pub(super) fn new(
        chain: &Chain,
        scenario: &Scenario,
        network: &mut Network,
        regimes: &[Regime],
    ) -> Result<Helps, ModelError> {
        let mut helps = Helps::default();
        for event in &scenario.events {
            let day = day_of(scenario.start, event.date);
            let from = day.max(0) as usize;
            match &event.kind {
                EventKind::Reserve { item, quantity, per_day } => {
                    for (slot, part) in slots(network, item)? {
                        helps.reserves.push(Reserve {
                            slot,
                            from,
                            quantity: part * quantity,
                            per_day: per_day.map_or(f64::INFINITY, |most| part * most),
                        });
                    }
                }
                EventKind::Supply { item, per_day, until } => {
                    let until = until.map(|date| day_of(scenario.start, date));
                    let parts = slots(network, item)?;
                    helps.supplies.extend(parts.iter().map(|(slot, part)| (*slot, day, until, part * per_day)));
                }
                EventKind::Overtime { line, factor } => {
                    for line in lines(network, line.as_deref())? {
                        helps.overtime.push((line, from, *factor));
                        widen(network, line, *factor);
                    }
                }
                EventKind::GeneralLicence { control, line } => {
                    let key = &chain.controls[control.index()].key;
                    let regime = regimes.iter().position(|regime| regime.control.key == *key);
                    let lines = lines(network, line.as_deref())?;
                    helps.general.extend(regime.into_iter().flat_map(|r| lines.iter().map(move |n| (r, *n, from))));
                }
                _ => {}
            }
        }
        helps.supplied = helps.supplies.iter().map(|(slot, ..)| *slot).collect();
        helps.supplied.sort_unstable();
        helps.supplied.dedup();
        Ok(helps)
    }

    /// Factor by which a line can exceed its plan on a day.
    #[must_use]
    pub fn overtime(&self, line: usize, day: usize, usual: f64) -> f64 {
        let ours = self.overtime.iter().filter(|(of, from, _)| *of == line && *from <= day);
        ours.fold(usual, |most, (_, _, factor)| most.max(*factor))
    }
}

/// Lines of that name, or all.
fn lines(network: &Network, name: Option<&str>) -> Result<Vec<usize>, ModelError> {
    let known = || network.lines.iter().map(|line| line.key.as_str()).collect::<Vec<_>>().join(", ");
    let found: Vec<usize> =
        (0..network.lines.len()).filter(|n| name.is_none_or(|name| network.lines[*n].key == name)).collect();
    if found.is_empty() {
        let line = name.unwrap_or_default().to_owned();
        return Err(ModelError::NoLine { line, known: known() });
    }
    Ok(found)
}

/// In slots of the study that take an item, with the part of each by its use.
fn slots(network: &Network, item: &LineItem) -> Result<Vec<(u32, f64)>, ModelError> {
    let lines = lines(network, item.line.as_deref())?;
    let of_lines = |slot: &usize| {
        let site = network.in_site[*slot] as usize;
        network.in_study[*slot] && lines.iter().any(|line| belongs(network, *line, site))
    };
    let slots: Vec<usize> = (0..network.in_site.len()).filter(of_lines).collect();
    let good = |slot: usize| network.good_key[network.in_good[slot] as usize].as_str();
    let found: Vec<usize> = slots.iter().copied().filter(|slot| good(*slot) == item.item).collect();
    if found.is_empty() {
        let mut known: Vec<&str> = slots.iter().map(|slot| good(*slot)).collect();
        known.sort_unstable();
        known.dedup();
        return Err(ModelError::NoItem { item: item.item.clone(), known: known.join(", ") });
    }
    let all: f64 = found.iter().map(|slot| network.in_use[*slot]).sum();
    Ok(found.iter().map(|slot| (*slot as u32, network.in_use[*slot] / all)).collect())
}

/// Is a site the line, or one that makes parts for it?
fn belongs(network: &Network, line: usize, site: usize) -> bool {
    let of = &network.lines[line];
    of.site as usize == site || network.site_key[site].strip_prefix(&of.key).is_some_and(|rest| rest.starts_with('/'))
}

/// The line and what makes its parts can do so much more than plan.
fn widen(network: &mut Network, line: usize, factor: f64) {
    for site in (0..network.site_key.len()).filter(|site| belongs(network, line, *site)).collect::<Vec<_>>() {
        let wide = factor * network.site_activity[site];
        network.site_capacity[site] = network.site_capacity[site].max(wide);
    }
}
