//! The chain in a form that can be changed: lines are carved out of it, then
//! its flows are scaled to an exact fixed point.

use coercivity_chain::{Chain, Element, EndUseClass, Form};
use std::collections::BTreeMap;

/// A value with its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Low end.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// High end.
    pub high: f64,
}

impl Spread {
    /// A value without range.
    #[must_use]
    pub const fn fixed(mode: f64) -> Self {
        Spread { low: mode, mode, high: mode }
    }

    /// A value with a range, in any order of slips.
    #[must_use]
    pub fn new(low: f64, mode: f64, high: f64) -> Self {
        Spread { low: low.min(mode), mode, high: high.max(mode) }
    }
}

/// A good: a chain material, or an item of the study's bill of materials.
#[derive(Debug, Clone, PartialEq)]
pub struct Good {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Elements per tonne (chain material) or per piece (item) \[t\].
    pub elements: Vec<(Element, f64)>,
    /// Days of base output beyond which a co-product is surplus.
    pub ceiling_days: f64,
}

/// What kind of site it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    /// A site of the chain.
    Chain,
    /// A sub-assembly of the study.
    Part,
    /// A production line of the study, by position.
    Line(usize),
}

/// An input of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Good.
    pub good: usize,
    /// Quantity per unit of activity.
    pub coefficient: f64,
    /// Cover held \[days of use\].
    pub cover: Spread,
}

/// An output of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// Good.
    pub good: usize,
    /// Quantity per unit of activity.
    pub coefficient: f64,
    /// Demand for it drives activity.
    pub driving: bool,
}

/// A site.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseSite {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Country, by position in the chain.
    pub country: usize,
    /// Kind.
    pub kind: SiteKind,
    /// Inputs that come over links.
    pub inputs: Vec<Input>,
    /// Outputs.
    pub outputs: Vec<Output>,
    /// Elements from outside the chain per unit of activity (auxiliaries, ore).
    pub outside: Vec<(Element, f64)>,
    /// Elements lost per unit of activity.
    pub losses: Vec<(Element, f64)>,
    /// Activity [units per day].
    pub activity: f64,
    /// Capacity [units per day].
    pub capacity: f64,
    /// Output stock \[days\].
    pub out_cover_days: f64,
    /// Place in the chain, 1 = furthest upstream.
    pub position: u32,
    /// Class of the end use it mostly serves.
    pub class: EndUseClass,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseLink {
    /// Supplier, by position.
    pub supplier: usize,
    /// Buyer, by position.
    pub buyer: usize,
    /// Good.
    pub good: usize,
    /// Flow [per day].
    pub flow: f64,
    /// Transit \[days\].
    pub transit: Spread,
    /// Pairs of exporter and end user.
    pub pairs: u32,
    /// Belongs to the study.
    pub study: bool,
}

/// A sink.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseSink {
    /// Site, by position.
    pub site: usize,
    /// Good.
    pub good: usize,
    /// Country, by position in the chain.
    pub country: usize,
    /// End use, by position in the chain.
    pub end_use: usize,
    /// Rate [per day].
    pub flow: f64,
    /// How long an unmet want stays \[days\].
    pub patience_days: f64,
}

/// A line of the study.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseLine {
    /// Key.
    pub key: String,
    /// Site, by position.
    pub site: usize,
    /// Planned units per day.
    pub plan: f64,
    /// How long a missed unit stays owed \[days\].
    pub patience_days: f64,
}

/// The chain, ready to be changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Base {
    /// Goods: chain materials first, in their order.
    pub goods: Vec<Good>,
    /// Sites: chain sites first, in their order.
    pub sites: Vec<BaseSite>,
    /// Links.
    pub links: Vec<BaseLink>,
    /// Sinks.
    pub sinks: Vec<BaseSink>,
    /// Lines.
    pub lines: Vec<BaseLine>,
    /// What had to be assumed.
    pub assumed: Vec<String>,
}

impl Base {
    /// Copies the chain.
    #[must_use]
    pub fn new(chain: &Chain) -> Self {
        let mut base = Base {
            goods: chain
                .materials
                .iter()
                .map(|m| Good {
                    key: m.key.clone(),
                    title: m.title.clone(),
                    elements: m.composition.iter().map(|(e, f)| (*e, f.value())).collect(),
                    ceiling_days: m.ceiling.value(),
                })
                .collect(),
            ..Base::default()
        };
        base.sites = (0..chain.sites.len()).map(|n| site(chain, n)).collect();
        base.links = chain
            .links
            .iter()
            .map(|l| BaseLink {
                supplier: l.supplier.index(),
                buyer: l.buyer.index(),
                good: l.material.index(),
                flow: l.flow.per_day().value(),
                transit: Spread::new(l.transit_range.0.value(), l.transit.value(), l.transit_range.1.value()),
                pairs: l.pairs.max(1),
                study: false,
            })
            .collect();
        base.sinks = chain
            .demand
            .iter()
            .map(|d| BaseSink {
                site: d.site.index(),
                good: d.material.index(),
                country: d.country.index(),
                end_use: d.end_use.index(),
                flow: d.flow.per_day().value(),
                patience_days: chain.end_uses[d.end_use.index()].patience.value(),
            })
            .collect();
        base.classify(chain);
        base
    }

    /// Gives each site the class of the end use that takes most of its driving output, downstream first.
    fn classify(&mut self, chain: &Chain) {
        let mut order: Vec<usize> = (0..self.sites.len()).collect();
        order.sort_by_key(|n| std::cmp::Reverse(self.sites[*n].position));
        for n in order {
            let driving = |good: usize| self.sites[n].outputs.iter().any(|o| o.driving && o.good == good);
            let mut by_class: BTreeMap<EndUseClass, f64> = BTreeMap::new();
            for sink in self.sinks.iter().filter(|s| s.site == n && driving(s.good)) {
                *by_class.entry(chain.end_uses[sink.end_use].class).or_default() += sink.flow;
            }
            for link in self.links.iter().filter(|l| l.supplier == n && driving(l.good)) {
                *by_class.entry(self.sites[link.buyer].class).or_default() += link.flow;
            }
            let largest = by_class.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((class, _)) = largest {
                self.sites[n].class = class;
            }
        }
    }

    /// Makes activities and flows agree to the last bit that arithmetic allows.
    ///
    /// From downstream to upstream, a site's activity becomes what its driving
    /// outputs send out, and its inflows are scaled to activity times
    /// coefficient. What `data check` lists as closure is spread this way.
    pub fn scale_to_fixed_point(&mut self) {
        let mut order: Vec<usize> = (0..self.sites.len()).collect();
        order.sort_by_key(|n| std::cmp::Reverse(self.sites[*n].position));
        let mut links_in: Vec<Vec<usize>> = vec![Vec::new(); self.sites.len()];
        let mut links_out: Vec<Vec<usize>> = vec![Vec::new(); self.sites.len()];
        for (n, link) in self.links.iter().enumerate() {
            links_in[link.buyer].push(n);
            links_out[link.supplier].push(n);
        }
        let mut sinks: Vec<Vec<usize>> = vec![Vec::new(); self.sites.len()];
        for (n, sink) in self.sinks.iter().enumerate() {
            sinks[sink.site].push(n);
        }
        for n in order {
            if !matches!(self.sites[n].kind, SiteKind::Line(_)) {
                let outflow = |good: usize| -> f64 {
                    let links: f64 =
                        links_out[n].iter().map(|l| &self.links[*l]).filter(|l| l.good == good).map(|l| l.flow).sum();
                    let sinks: f64 =
                        sinks[n].iter().map(|s| &self.sinks[*s]).filter(|s| s.good == good).map(|s| s.flow).sum();
                    links + sinks
                };
                let wanted =
                    self.sites[n].outputs.iter().filter(|o| o.driving).map(|o| outflow(o.good) / o.coefficient);
                self.sites[n].activity = wanted.fold(0.0, f64::max);
                self.sites[n].capacity = self.sites[n].capacity.max(self.sites[n].activity);
            }
            for input in self.sites[n].inputs.clone() {
                let sum: f64 =
                    links_in[n].iter().map(|l| &self.links[*l]).filter(|l| l.good == input.good).map(|l| l.flow).sum();
                let want = self.sites[n].activity * input.coefficient;
                if sum > 0.0 {
                    for l in &links_in[n] {
                        if self.links[*l].good == input.good {
                            self.links[*l].flow *= want / sum;
                        }
                    }
                }
            }
        }
    }
}

/// One site of the chain; unconstrained inputs become an inflow from outside.
fn site(chain: &Chain, n: usize) -> BaseSite {
    let site = &chain.sites[n];
    let process = &chain.processes[site.process.index()];
    let mut inputs = Vec::new();
    let mut outside: BTreeMap<Element, f64> = BTreeMap::new();
    for (flow, (cover, evidence)) in process.inputs.iter().zip(&site.in_cover) {
        let material = &chain.materials[flow.material.index()];
        // An input that is unconstrained or not critical limits nothing: it is drawn from outside.
        if material.unconstrained || !flow.critical {
            for (element, fraction) in &material.composition {
                *outside.entry(*element).or_default() += flow.per_activity.value() * fraction.value();
            }
            continue;
        }
        let cover = cover.value();
        inputs.push(Input {
            good: flow.material.index(),
            coefficient: flow.per_activity.value(),
            cover: Spread::new(evidence.low.unwrap_or(cover), cover, evidence.high.unwrap_or(cover)),
        });
    }
    if process.inputs.is_empty() {
        for flow in &process.outputs {
            for (element, fraction) in &chain.materials[flow.material.index()].composition {
                *outside.entry(*element).or_default() += flow.per_activity.value() * fraction.value();
            }
        }
    }
    let losses = balance_losses(chain, process);
    BaseSite {
        key: site.key.clone(),
        title: site.title.clone(),
        country: site.country.index(),
        kind: SiteKind::Chain,
        inputs,
        outputs: process
            .outputs
            .iter()
            .map(|flow| Output {
                good: flow.material.index(),
                coefficient: flow.per_activity.value(),
                driving: process.driving.contains(&flow.material),
            })
            .collect(),
        outside: outside.into_iter().collect(),
        losses,
        activity: site.activity.per_day().value(),
        capacity: site.capacity.per_day().value(),
        out_cover_days: site.out_cover.value(),
        position: chain.stages[process.stage.index()].position,
        class: EndUseClass::Civil,
    }
}

/// Losses per unit of activity that close the element balance exactly: the
/// declared ones, with the rounding of the tables (0.1 % at most, a check of
/// the package) folded in.
fn balance_losses(chain: &Chain, process: &coercivity_chain::Process) -> Vec<(Element, f64)> {
    if process.inputs.is_empty() {
        return Vec::new();
    }
    let mut open: BTreeMap<Element, f64> = BTreeMap::new();
    for (flow, sign) in process.inputs.iter().map(|f| (f, 1.0)).chain(process.outputs.iter().map(|f| (f, -1.0))) {
        for (element, fraction) in &chain.materials[flow.material.index()].composition {
            *open.entry(*element).or_default() += sign * flow.per_activity.value() * fraction.value();
        }
    }
    open.into_iter().collect()
}

/// True for goods that a study's line can take straight from the chain.
#[must_use]
pub fn is_component(chain: &Chain, site: &BaseSite) -> bool {
    let first = site.outputs.first().map(|o| o.good);
    first.is_some_and(|good| chain.materials.get(good).is_some_and(|m| m.form == Form::Component))
}
