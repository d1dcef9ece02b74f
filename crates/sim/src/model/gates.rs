//! Bans and quotas: gates that stand on links beside licences.

use super::base::{Base, Spread};
use super::network::Network;
use super::regime::{active_days, controls, first_day};
use coercivity_chain::{BanTerms, Chain, Control, CountryId, Measure, Quota, Scenario};
use coercivity_control::calendar::day_of;
use coercivity_control::scope::{Coverage, coverage};

/// A ban or a quota of the scenario, laid out by day.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The control, under the branch of the scenario.
    pub control: Control,
    /// First day in force.
    pub effective: i64,
    /// In force, by day.
    pub active: Vec<bool>,
    /// Tonnes that the quota allows, by day; empty for a ban.
    pub allowed: Vec<Spread>,
}

impl Gate {
    /// Terms of a ban; `None` for a quota.
    #[must_use]
    pub fn ban(&self) -> Option<&BanTerms> {
        if let Measure::Ban(ban) = &self.control.measure { Some(ban) } else { None }
    }

    /// The quota; `None` for a ban.
    #[must_use]
    pub fn quota(&self) -> Option<&Quota> {
        if let Measure::Quota(quota) = &self.control.measure { Some(quota) } else { None }
    }
}

/// Builds the gates of a scenario.
#[must_use]
pub fn gates(chain: &Chain, scenario: &Scenario, days: usize) -> Vec<Gate> {
    let is_gate = |control: &Control| matches!(control.measure, Measure::Ban(_) | Measure::Quota(_));
    controls(chain, scenario)
        .into_iter()
        .filter(|(control, _)| is_gate(control))
        .map(|(control, from)| {
            let quota = if let Measure::Quota(quota) = &control.measure { Some(quota) } else { None };
            let active = active_days(&control, scenario.start, from, days);
            Gate {
                effective: first_day(&control, &active, scenario.start, from),
                active,
                allowed: quota.map_or_else(Vec::new, |quota| allowed(quota, scenario, days)),
                control,
            }
        })
        .collect()
}

/// Tonnes per day: each period's quantity spread evenly over it.
fn allowed(quota: &Quota, scenario: &Scenario, days: usize) -> Vec<Spread> {
    let mut allowed = vec![Spread::fixed(0.0); days];
    for period in &quota.periods {
        let (from, until) = (day_of(scenario.start, period.from), day_of(scenario.start, period.until));
        let length = (until - from + 1).max(1) as f64;
        let tonnes = &period.quantity;
        let per_day = Spread::new(tonnes.low() / length, tonnes.value / length, tonnes.high() / length);
        for (_, day) in (0i64..).zip(&mut allowed).filter(|(day, _)| (from..=until).contains(day)) {
            *day = per_day;
        }
    }
    allowed
}

/// Puts gates on the links that they cover. A quota is allotted in proportion to base exports.
pub(super) fn place(net: &mut Network, base: &Base, chain: &Chain, gates: &[Gate]) {
    for l in 0..net.link_base.len() {
        let start = net.gate_of.len() as u32;
        let link = &base.links[net.link_base[l]];
        let (from, to) = (&base.sites[link.supplier], &base.sites[link.buyer]);
        let Some(material) = chain.materials.get(link.good) else {
            net.link_gates.push((start, start));
            continue;
        };
        for (number, gate) in (0u32..).zip(gates) {
            let (from, to_country) = (CountryId(from.country as u32), CountryId(to.country as u32));
            let classes = &gate.control.scope.classes;
            // Tonnes of an element are counted in goods that hold it.
            let content = gate.quota().and_then(|q| q.element).map_or(1.0, |element| material.fraction(element));
            let hit = coverage(chain, &gate.control, material, from, to_country) == Coverage::Covered
                && (classes.is_empty() || classes.contains(&to.class))
                && content > 0.0;
            if hit {
                net.gate_of.push(number);
                net.gate_share.push(content * net.link_flow[l]);
                net.gate_content.push(content);
            }
        }
        net.link_gates.push((start, net.gate_of.len() as u32));
    }
    let mut sums = vec![0.0; gates.len()];
    for (number, tonnes) in net.gate_of.iter().zip(&net.gate_share) {
        sums[*number as usize] += tonnes;
    }
    for (number, share) in net.gate_of.iter().zip(&mut net.gate_share) {
        *share /= sums[*number as usize];
    }
}
