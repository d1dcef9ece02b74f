//! Attaching a study: its use is carved out of the chain, so that totals stay.
//!
//! A line's use of a chain material moves from the component site of its
//! country and end use, and from the links that feed it, to the line. All that
//! hangs below that component site (product, demand row) shrinks by the same
//! tonnes. Each parent of the bill of materials becomes a study site with its
//! own cover; leaves that are not in the chain are unconstrained.

use super::ModelError;
use super::base::{Base, BaseLine, BaseLink, BaseSite, Good, Input, Output, SiteKind, Spread, is_component};
use coercivity_chain::{BomItem, Chain, DAYS_PER_YEAR, Element, Line, Study};
use std::collections::{BTreeMap, BTreeSet};

/// A line may take at most this part of its market.
const LARGEST_PART: f64 = 0.5;

/// Attaches every line of a study to the base.
///
/// # Errors
/// When a supplier or a market is missing, or a line takes over half of its market.
pub fn attach(base: &mut Base, chain: &Chain, study: &Study, extra_cover_days: f64) -> Result<(), ModelError> {
    let mut outside = BTreeSet::new();
    for line in &study.lines {
        let mut work = Attachment { base, chain, study, line, extra_cover_days, outside: &mut outside };
        work.line()?;
    }
    if !outside.is_empty() {
        let names: Vec<&str> = outside.iter().map(String::as_str).collect();
        base.assumed.push(format!("Items outside the chain never run short: {}.", names.join(", ")));
    }
    Ok(())
}

struct Attachment<'a> {
    base: &'a mut Base,
    chain: &'a Chain,
    study: &'a Study,
    line: &'a Line,
    extra_cover_days: f64,
    outside: &'a mut BTreeSet<String>,
}

impl Attachment<'_> {
    fn line(&mut self) -> Result<(), ModelError> {
        let line = self.line;
        let top = self.part(&line.product, line.units_per_day, None)?;
        let number = self.base.lines.len();
        self.base.sites[top].kind = SiteKind::Line(number);
        self.base.sites[top].key = format!("line-{}", line.key);
        self.base.sites[top].title.clone_from(&line.title);
        self.base.lines.push(BaseLine {
            key: line.key.clone(),
            site: top,
            plan: line.units_per_day,
            patience_days: self.chain.end_uses[line.end_use.index()].patience.value(),
        });
        Ok(())
    }

    /// Adds the site that makes `item` at `rate` pieces a day, and all below it; returns its position.
    fn part(&mut self, item: &str, rate: f64, buyer: Option<usize>) -> Result<usize, ModelError> {
        let position = self.base.sites.len();
        let good = self.base.goods.len();
        self.base.goods.push(Good {
            key: item.to_owned(),
            title: item.to_owned(),
            elements: Vec::new(),
            ceiling_days: 60.0,
        });
        self.base.sites.push(BaseSite {
            key: format!("{}/{item}", self.line.key),
            title: item.to_owned(),
            country: self.line.country.index(),
            kind: SiteKind::Part,
            inputs: Vec::new(),
            outputs: vec![Output { good, coefficient: 1.0, driving: true }],
            outside: Vec::new(),
            losses: Vec::new(),
            activity: rate,
            capacity: rate * self.study.settings.overtime,
            out_cover_days: 0.0,
            // Below every stage, deeper parts first: buyers are scaled before their suppliers.
            position: buyer.map_or(1_000_000, |b| self.base.sites[b].position - 1),
            class: self.chain.end_uses[self.line.end_use.index()].class,
        });
        let mut children: BTreeMap<&str, Vec<&BomItem>> = BTreeMap::new();
        for row in self.study.bom.iter().filter(|row| row.parent == item) {
            children.entry(&row.child).or_default().push(row);
        }
        let is_parent = |name: &str| self.study.bom.iter().any(|row| row.parent == name);
        let mut elements: BTreeMap<Element, f64> = BTreeMap::new();
        for (child, rows) in children {
            let first = rows[0];
            let cover = Spread::new(
                first.cover_range.0.value() + self.extra_cover_days,
                first.cover.value() + self.extra_cover_days,
                first.cover_range.1.value() + self.extra_cover_days,
            );
            let child_good = if let Some(material) = first.material {
                self.chain_input(position, rate, &rows)?;
                material.index()
            } else if is_parent(child) {
                let supplier = self.part(child, rate * first.quantity, Some(position))?;
                let good = self.base.sites[supplier].outputs[0].good;
                let transit = Spread::fixed(first.lead.value());
                self.base.links.push(BaseLink {
                    supplier,
                    buyer: position,
                    good,
                    flow: rate * first.quantity,
                    transit,
                    pairs: 1,
                    study: true,
                });
                good
            } else {
                self.outside.insert(child.to_owned());
                continue;
            };
            for (element, fraction) in &self.base.goods[child_good].elements {
                *elements.entry(*element).or_default() += first.quantity * fraction;
            }
            self.base.sites[position].inputs.push(Input { good: child_good, coefficient: first.quantity, cover });
        }
        self.base.goods[good].elements = elements.into_iter().collect();
        Ok(position)
    }

    /// Links a chain material to a part, from each of its suppliers, and carves the use out of the chain.
    fn chain_input(&mut self, buyer: usize, rate: f64, rows: &[&BomItem]) -> Result<(), ModelError> {
        let Some(material) = rows[0].material else { return Ok(()) };
        let good = material.index();
        let mut supplies = Vec::new();
        for row in rows {
            let supplier = self.supplier(good, row)?;
            let flow = rate * row.quantity * row.share.value();
            let transit = Spread::fixed(row.lead.value());
            self.base.links.push(BaseLink {
                supplier,
                buyer,
                good,
                flow,
                transit,
                pairs: self.line.pairs,
                study: true,
            });
            supplies.push((supplier, flow));
        }
        self.carve(good, &supplies)
    }

    /// The largest site of the row's country that makes the good.
    fn supplier(&self, good: usize, row: &BomItem) -> Result<usize, ModelError> {
        let makes = |site: &BaseSite| site.kind == SiteKind::Chain && site.outputs.iter().any(|o| o.good == good);
        let here = |site: &BaseSite| row.country.is_some_and(|c| c.index() == site.country);
        let sites = self.base.sites.iter().enumerate();
        sites
            .filter(|(_, site)| makes(site) && here(site))
            .max_by(|a, b| a.1.activity.total_cmp(&b.1.activity))
            .map(|(n, _)| n)
            .ok_or_else(|| {
                let known: BTreeSet<&str> = self
                    .base
                    .sites
                    .iter()
                    .filter(|s| makes(s))
                    .map(|s| self.chain.countries[s.country].iso3.as_str())
                    .collect();
                ModelError::NoSupplier {
                    country: row.country.map_or_else(String::new, |c| self.chain.countries[c.index()].iso3.clone()),
                    material: self.base.goods[good].key.clone(),
                    known: known.into_iter().collect::<Vec<_>>().join(", "),
                }
            })
    }

    /// The component site of the line's country and end use that uses the good: the
    /// country's own row, else that of the other EU members or the rest of the world.
    fn market(&self, good: usize) -> Result<usize, ModelError> {
        let serves = |n: usize, site: &BaseSite| {
            is_component(self.chain, site)
                && site.inputs.iter().any(|i| i.good == good)
                && self.end_use_of(n) == Some(self.line.end_use.index())
        };
        let sites: Vec<usize> = (0..self.base.sites.len()).filter(|n| serves(*n, &self.base.sites[*n])).collect();
        let in_country =
            |iso3: &str| sites.iter().copied().find(|n| self.chain.countries[self.base.sites[*n].country].iso3 == iso3);
        let country = &self.chain.countries[self.line.country.index()];
        let region = if country.eu_member { "XEU" } else { "XRW" };
        in_country(&country.iso3).or_else(|| in_country(region)).ok_or_else(|| ModelError::NoDemand {
            line: self.line.key.clone(),
            material: self.base.goods[good].key.clone(),
            end_use: self.chain.end_uses[self.line.end_use.index()].key.clone(),
            country: country.iso3.clone(),
            known: sites
                .iter()
                .map(|n| self.chain.countries[self.base.sites[*n].country].iso3.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        })
    }

    /// End use that a component site serves: the first sink below it.
    fn end_use_of(&self, site: usize) -> Option<usize> {
        let mut at = site;
        for _ in 0..8 {
            if let Some(sink) = self.base.sinks.iter().find(|s| s.site == at) {
                return Some(sink.end_use);
            }
            at = self.base.links.iter().find(|l| l.supplier == at && !l.study)?.buyer;
        }
        None
    }

    fn carve(&mut self, good: usize, supplies: &[(usize, f64)]) -> Result<(), ModelError> {
        let used: f64 = supplies.iter().map(|(_, flow)| flow).sum();
        let market = self.market(good)?;
        let total = self.base.sites[market].activity;
        if used > LARGEST_PART * total {
            return Err(ModelError::TooLarge {
                line: self.line.key.clone(),
                material: self.base.goods[good].key.clone(),
                used: used * DAYS_PER_YEAR,
                total: total * DAYS_PER_YEAR,
                country: self.chain.countries[self.base.sites[market].country].iso3.clone(),
                end_use: self.chain.end_uses[self.line.end_use.index()].key.clone(),
            });
        }
        for (supplier, flow) in supplies {
            self.take(good, *supplier, market, *flow);
        }
        self.shrink(market, used);
        Ok(())
    }

    /// Takes a flow from the link supplier -> market. What that link does not carry is taken
    /// from the supplier's largest link, whose buyer gets it from the market's largest supplier instead.
    fn take(&mut self, good: usize, supplier: usize, market: usize, flow: f64) {
        let carries = |l: &BaseLink| l.good == good && !l.study;
        let direct = self.base.links.iter().position(|l| carries(l) && l.supplier == supplier && l.buyer == market);
        // A link keeps a little, so that it stays a link.
        let direct_part = direct.map_or(0.0, |n| flow.min(0.9 * self.base.links[n].flow));
        if let Some(n) = direct {
            self.base.links[n].flow -= direct_part;
        }
        let rest = flow - direct_part;
        if rest <= 0.0 {
            return;
        }
        let links = &self.base.links;
        let largest_of = |is_it: &dyn Fn(&BaseLink) -> bool| {
            (0..links.len()).filter(|n| is_it(&links[*n])).max_by(|a, b| links[*a].flow.total_cmp(&links[*b].flow))
        };
        let feeder = largest_of(&|l| carries(l) && l.buyer == market && l.supplier != supplier);
        let swap = feeder.and_then(|feeder| {
            let from = links[feeder].supplier;
            let other = largest_of(&|l| {
                carries(l)
                    && l.supplier == supplier
                    && l.buyer != market
                    && links.iter().any(|m| carries(m) && m.supplier == from && m.buyer == l.buyer)
            })?;
            let third = (0..links.len())
                .find(|n| carries(&links[*n]) && links[*n].supplier == from && links[*n].buyer == links[other].buyer)?;
            Some((feeder, other, third))
        });
        if let Some((feeder, other, third)) = swap {
            let moved = rest.min(0.9 * self.base.links[feeder].flow).min(0.9 * self.base.links[other].flow);
            self.base.links[feeder].flow -= moved;
            self.base.links[other].flow -= moved;
            self.base.links[third].flow += moved;
        }
        let name = &self.base.sites[supplier].key;
        self.base.assumed.push(format!("The flow of {} from {name} to line {} has no link of its own in the chain: it is carved from that supplier's largest link.", self.base.goods[good].key, self.line.key));
    }

    /// Lowers the activity of a site and of all that hangs below it by `amount` per day.
    fn shrink(&mut self, site: usize, amount: f64) {
        let before = self.base.sites[site].activity;
        let part = amount / before;
        self.base.sites[site].activity -= amount;
        let Some(good) = self.base.sites[site].outputs.first().map(|o| o.good) else { return };
        for sink in self.base.sinks.iter_mut().filter(|s| s.site == site && s.good == good) {
            sink.flow *= 1.0 - part;
        }
        let below: Vec<(usize, f64)> = self
            .base
            .links
            .iter_mut()
            .filter(|l| l.supplier == site && l.good == good)
            .map(|l| {
                let cut = l.flow * part;
                l.flow -= cut;
                (l.buyer, cut)
            })
            .collect();
        for (buyer, cut) in below {
            self.shrink(buyer, cut);
        }
    }
}
