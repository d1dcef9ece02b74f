//! Sites, slots, links and sinks as arrays.

use super::base::{Base, SiteKind, Spread};
use super::gates::Gate;
use super::regime::Regime;
use coercivity_chain::{Chain, CountryId, Element, EndUseClass};
use coercivity_control::draw;
use coercivity_control::scope::{Coverage, coverage, outcome_rows};
use std::collections::{BTreeMap, BTreeSet};

/// No regime bites on a link, or a site is no line.
pub const NONE: u32 = u32::MAX;

/// A line of the study.
#[derive(Debug, Clone, PartialEq)]
pub struct LineModel {
    /// Key.
    pub key: String,
    /// Site.
    pub site: u32,
    /// Planned units per day.
    pub plan: f64,
    /// How long a missed unit stays owed \[days\].
    pub patience_days: usize,
    /// Chain materials below the line.
    pub leaves: Vec<Leaf>,
}

/// A chain material that goes into a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// In slot at which it arrives.
    pub slot: u32,
    /// In slots on the way to the line that hold it inside sub-assemblies.
    pub above: Vec<u32>,
}

/// Dense arrays; the unit of a flow is tonnes (or pieces) per day.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Key of each site.
    pub site_key: Vec<String>,
    /// Country of each site, by position in the chain.
    pub site_country: Vec<u32>,
    /// Base activity per day.
    pub site_activity: Vec<f64>,
    /// Capacity per day.
    pub site_capacity: Vec<f64>,
    /// In slots of each site, start and end.
    pub site_in: Vec<(u32, u32)>,
    /// Out slots of each site, start and end.
    pub site_out: Vec<(u32, u32)>,
    /// Line at each site, or [`NONE`].
    pub site_line: Vec<u32>,
    /// Elements from outside the chain per unit of activity.
    pub site_outside: Vec<Vec<(Element, f64)>>,
    /// Elements lost per unit of activity.
    pub site_losses: Vec<Vec<(Element, f64)>>,

    /// Site of each in slot.
    pub in_site: Vec<u32>,
    /// Good of each in slot.
    pub in_good: Vec<u32>,
    /// Quantity per unit of activity.
    pub in_coefficient: Vec<f64>,
    /// Base use per day.
    pub in_use: Vec<f64>,
    /// Cover held \[days\].
    pub in_cover: Vec<Spread>,
    /// Name of the slot, hashed.
    pub in_name: Vec<u64>,
    /// Links that feed the slot, start and end.
    pub in_links: Vec<(u32, u32)>,
    /// Belongs to the study.
    pub in_study: Vec<bool>,

    /// Site of each out slot.
    pub out_site: Vec<u32>,
    /// Good of each out slot.
    pub out_good: Vec<u32>,
    /// Quantity per unit of activity.
    pub out_coefficient: Vec<f64>,
    /// Demand for it drives activity.
    pub out_driving: Vec<bool>,
    /// Base flow out per day.
    pub out_base: Vec<f64>,
    /// Stock held.
    pub out_target: Vec<f64>,
    /// Stock beyond which it leaves as surplus (or activity is cut, for a sole driver).
    pub out_ceiling: Vec<f64>,
    /// The only driving output of its site.
    pub out_sole: Vec<bool>,
    /// Inflow per day that closes the base year, where base flows leave more than is made.
    pub out_closure: Vec<f64>,
    /// Links that leave the slot: start and end in `out_links`.
    pub out_range: Vec<(u32, u32)>,
    /// Links by out slot.
    pub out_links: Vec<u32>,
    /// Sinks of the slot, start and end.
    pub out_sinks: Vec<(u32, u32)>,

    /// Link in the base, by position.
    pub link_base: Vec<usize>,
    /// Key of each link: supplier > buyer.
    pub link_key: Vec<String>,
    /// Out slot.
    pub link_out: Vec<u32>,
    /// In slot.
    pub link_in: Vec<u32>,
    /// Base flow per day.
    pub link_flow: Vec<f64>,
    /// Base share in its in slot.
    pub link_share: Vec<f64>,
    /// Transit \[days\].
    pub link_transit: Vec<Spread>,
    /// Name of its route, hashed.
    pub link_route: Vec<u64>,
    /// Regime that bites, or [`NONE`].
    pub link_regime: Vec<u32>,
    /// True when the goods are only inspected.
    pub link_inspected: Vec<bool>,
    /// Pairs of the link, start and end.
    pub link_pairs: Vec<(u32, u32)>,
    /// Belongs to the study.
    pub link_study: Vec<bool>,
    /// Bans and quotas that stand on the link, start and end in `gate_of`.
    pub link_gates: Vec<(u32, u32)>,
    /// Series in which the link counts, start and end in `series_of`.
    pub link_series: Vec<(u32, u32)>,

    /// Gate.
    pub gate_of: Vec<u32>,
    /// Share of a quota.
    pub gate_share: Vec<f64>,
    /// Tonnes that count under a quota, per tonne shipped.
    pub gate_content: Vec<f64>,
    /// Series and weight.
    pub series_of: Vec<(u32, f64)>,

    /// Link of each pair.
    pub pair_link: Vec<u32>,
    /// Name of the pair, hashed.
    pub pair_name: Vec<u64>,
    /// Base use of the pair per day.
    pub pair_use: Vec<f64>,
    /// Outcome group of the pair.
    pub pair_group: Vec<u32>,
    /// Outcome rows of each group: regime and rows.
    pub groups: Vec<Group>,

    /// Sink in the base, by position.
    pub sink_base: Vec<usize>,
    /// Out slot of each sink.
    pub sink_out: Vec<u32>,
    /// Rate per day.
    pub sink_rate: Vec<f64>,
    /// How long an unmet want stays \[days\].
    pub sink_patience: Vec<f64>,

    /// Elements per unit of each good.
    pub good_elements: Vec<Vec<(Element, f64)>>,
    /// Key of each good.
    pub good_key: Vec<String>,
    /// Lines of the study.
    pub lines: Vec<LineModel>,
}

/// Pairs that are decided alike: by destination and class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Regime.
    pub regime: u32,
    /// Destination, by position in the chain.
    pub destination: u32,
    /// Outcome rows in date order.
    pub rows: Vec<usize>,
    /// Class of the end use.
    pub class: EndUseClass,
    /// Good.
    pub good: u32,
}

/// Lays the base out.
#[must_use]
pub fn build(base: &Base, chain: &Chain, regimes: &[Regime], gates: &[Gate]) -> Network {
    let mut net = Network {
        good_elements: base.goods.iter().map(|g| g.elements.clone()).collect(),
        good_key: base.goods.iter().map(|g| g.key.clone()).collect(),
        ..Network::default()
    };
    let out_of = sites_and_slots(&mut net, base);
    links(&mut net, base, chain, &out_of);
    sinks(&mut net, base, &out_of);
    out_flows(&mut net, base);
    pairs(&mut net, base, chain, regimes);
    super::gates::place(&mut net, base, chain, gates);
    lines(&mut net, base);
    net
}

type OutSlots = BTreeMap<(usize, usize), u32>;

fn sites_and_slots(net: &mut Network, base: &Base) -> OutSlots {
    let mut out_of = OutSlots::new();
    for (n, site) in base.sites.iter().enumerate() {
        net.site_key.push(site.key.clone());
        net.site_country.push(site.country as u32);
        net.site_activity.push(site.activity);
        net.site_capacity.push(site.capacity);
        net.site_outside.push(site.outside.clone());
        net.site_losses.push(site.losses.clone());
        let line = match site.kind {
            SiteKind::Line(line) => line as u32,
            _ => NONE,
        };
        net.site_line.push(line);
        let start = net.in_site.len() as u32;
        for input in &site.inputs {
            net.in_site.push(n as u32);
            net.in_good.push(input.good as u32);
            net.in_coefficient.push(input.coefficient);
            net.in_use.push(input.coefficient * site.activity);
            net.in_cover.push(input.cover);
            net.in_name.push(draw::name(&format!("{}<{}", site.key, base.goods[input.good].key)));
            net.in_study.push(site.kind != SiteKind::Chain);
        }
        net.site_in.push((start, net.in_site.len() as u32));
        let start = net.out_site.len() as u32;
        let drivers = site.outputs.iter().filter(|o| o.driving).count();
        // A line delivers on the day; it has no output stock.
        for output in site.outputs.iter().filter(|_| line == NONE) {
            out_of.insert((n, output.good), net.out_site.len() as u32);
            net.out_site.push(n as u32);
            net.out_good.push(output.good as u32);
            net.out_coefficient.push(output.coefficient);
            net.out_driving.push(output.driving);
            net.out_sole.push(output.driving && drivers == 1);
        }
        net.site_out.push((start, net.out_site.len() as u32));
    }
    out_of
}

fn links(net: &mut Network, base: &Base, chain: &Chain, out_of: &OutSlots) {
    let mut in_of = BTreeMap::new();
    for (slot, (site, good)) in net.in_site.iter().zip(&net.in_good).enumerate() {
        in_of.insert((*site as usize, *good as usize), slot as u32);
    }
    let mut order: Vec<(u32, usize)> = base
        .links
        .iter()
        .enumerate()
        .filter_map(|(n, l)| in_of.get(&(l.buyer, l.good)).map(|slot| (*slot, n)))
        .collect();
    order.sort_unstable();
    net.in_links = vec![(0, 0); net.in_site.len()];
    for (slot, n) in order {
        let link = &base.links[n];
        let Some(out) = out_of.get(&(link.supplier, link.good)) else { continue };
        let at = net.link_base.len() as u32;
        let range = &mut net.in_links[slot as usize];
        if range.0 == range.1 {
            *range = (at, at);
        }
        range.1 = at + 1;
        let key = format!("{}>{}", base.sites[link.supplier].key, base.sites[link.buyer].key);
        let country = |site: usize| chain.countries[base.sites[site].country].iso3.as_str();
        net.link_base.push(n);
        net.link_out.push(*out);
        net.link_in.push(slot);
        net.link_flow.push(link.flow);
        net.link_share.push(0.0);
        net.link_transit.push(link.transit);
        net.link_route.push(draw::name(&format!("{}>{}", country(link.supplier), country(link.buyer))));
        net.link_study.push(link.study);
        net.link_key.push(key);
    }
    for (start, end) in &net.in_links {
        let range = *start as usize..*end as usize;
        let sum: f64 = net.link_flow[range.clone()].iter().sum();
        for l in range {
            net.link_share[l] = if sum > 0.0 { net.link_flow[l] / sum } else { 0.0 };
        }
    }
    let mut by_out: Vec<(u32, u32)> = net.link_out.iter().zip(0u32..).map(|(out, l)| (*out, l)).collect();
    by_out.sort_unstable();
    net.out_range = ranges(by_out.iter().map(|(out, _)| *out), net.out_site.len());
    net.out_links = by_out.into_iter().map(|(_, l)| l).collect();
}

fn sinks(net: &mut Network, base: &Base, out_of: &OutSlots) {
    let mut order: Vec<(u32, usize)> =
        base.sinks.iter().enumerate().filter_map(|(n, s)| out_of.get(&(s.site, s.good)).map(|out| (*out, n))).collect();
    order.sort_unstable();
    net.out_sinks = ranges(order.iter().map(|(out, _)| *out), net.out_site.len());
    for (out, n) in order {
        net.sink_base.push(n);
        net.sink_out.push(out);
        net.sink_rate.push(base.sinks[n].flow);
        net.sink_patience.push(base.sinks[n].patience_days);
    }
}

/// Start and end of each key in a sorted list of keys.
fn ranges(keys: impl Iterator<Item = u32>, count: usize) -> Vec<(u32, u32)> {
    let mut ranges = vec![(0, 0); count];
    for (at, key) in (0u32..).zip(keys) {
        let range = &mut ranges[key as usize];
        if range.0 == range.1 {
            *range = (at, at);
        }
        range.1 = at + 1;
    }
    ranges
}

fn out_flows(net: &mut Network, base: &Base) {
    for out in 0..net.out_site.len() {
        let site = &base.sites[net.out_site[out] as usize];
        let links: f64 = super::span(net.out_range[out]).map(|k| net.link_flow[net.out_links[k] as usize]).sum();
        let sinks: f64 = net.sink_rate[super::span(net.out_sinks[out])].iter().sum();
        let made = site.activity * net.out_coefficient[out];
        let leaves = links + sinks;
        let ceiling = base.goods[net.out_good[out] as usize].ceiling_days * made.max(leaves);
        net.out_base.push(leaves);
        net.out_ceiling.push(ceiling);
        net.out_closure.push((leaves - made).max(0.0));
        // Where more is made than leaves, the stock sits at its ceiling and the rest is surplus.
        let surplus = !net.out_sole[out] && made > leaves * (1.0 + 1e-12);
        net.out_target.push(if surplus { ceiling } else { (site.out_cover_days * leaves).min(ceiling) });
    }
}

fn pairs(net: &mut Network, base: &Base, chain: &Chain, regimes: &[Regime]) {
    let mut groups: BTreeMap<Group, u32> = BTreeMap::new();
    for l in 0..net.link_base.len() {
        let link = &base.links[net.link_base[l]];
        let (from, to) = (base.sites[link.supplier].country, base.sites[link.buyer].country);
        let material = chain.materials.get(link.good);
        let mut hit = (NONE, Coverage::Free);
        for (regime, number) in regimes.iter().zip(0u32..) {
            let classes = &regime.control.scope.classes;
            let of_class = classes.is_empty() || classes.contains(&base.sites[link.buyer].class);
            let found = material.filter(|_| of_class).map_or(Coverage::Free, |m| {
                coverage(chain, &regime.control, m, CountryId(from as u32), CountryId(to as u32))
            });
            if found == Coverage::Covered || (found == Coverage::Inspected && hit.0 == NONE) {
                hit = (number, found);
            }
        }
        net.link_regime.push(hit.0);
        net.link_inspected.push(hit.1 == Coverage::Inspected);
        let start = net.pair_link.len() as u32;
        if hit.0 != NONE {
            let class = base.sites[link.buyer].class;
            let outcomes = regimes[hit.0 as usize].licensing().map_or(&[][..], |l| &l.outcomes);
            let rows = outcome_rows(chain, outcomes, CountryId(to as u32), class);
            let group = Group { regime: hit.0, destination: to as u32, rows, class, good: link.good as u32 };
            let next = groups.len() as u32;
            let group = *groups.entry(group).or_insert(next);
            for pair in 0..link.pairs {
                net.pair_link.push(l as u32);
                net.pair_name.push(draw::name(&format!("{}#{pair}", net.link_key[l])));
                net.pair_use.push(link.flow / f64::from(link.pairs));
                net.pair_group.push(group);
            }
        }
        net.link_pairs.push((start, net.pair_link.len() as u32));
    }
    let mut list: Vec<(u32, Group)> = groups.into_iter().map(|(group, n)| (n, group)).collect();
    list.sort_unstable_by_key(|(n, _)| *n);
    net.groups = list.into_iter().map(|(_, group)| group).collect();
}

fn lines(net: &mut Network, base: &Base) {
    for line in &base.lines {
        let mut leaves = Vec::new();
        let mut todo: Vec<(u32, Vec<u32>)> =
            super::span(net.site_in[line.site]).map(|slot| (slot as u32, Vec::new())).collect();
        let mut seen = BTreeSet::new();
        while let Some((slot, above)) = todo.pop() {
            if !seen.insert(slot) {
                continue;
            }
            let parts: Vec<usize> = super::span(net.in_links[slot as usize])
                .map(|l| net.out_site[net.link_out[l] as usize] as usize)
                .filter(|site| base.sites[*site].kind == SiteKind::Part)
                .collect();
            if parts.is_empty() {
                leaves.push(Leaf { slot, above: above.clone() });
            }
            for part in parts {
                let mut path = above.clone();
                path.push(slot);
                todo.extend(super::span(net.site_in[part]).map(|s| (s as u32, path.clone())));
            }
        }
        leaves.sort_by_key(|leaf| leaf.slot);
        net.lines.push(LineModel {
            key: line.key.clone(),
            site: line.site as u32,
            plan: line.plan,
            patience_days: line.patience_days as usize,
            leaves,
        });
    }
}
