//! Masses by stage, country and way in, before shares are taken of them.

use super::flow::Flows;
use super::result::{ElementOrigin, EvidenceShares, Firm, Flow, Path, StageOrigin, Via};
use coercivity_chain::{Chain, CountryId, Element, ItemEvidence, SiteId, StageId};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Share of a stage above which a site is counted.
const COUNTED: f64 = 1e-3;

/// One stage of one element.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Mass by country where it is done and country from which it enters;
    /// `None` = done or entered at home.
    pub(crate) done: BTreeMap<CountryId, BTreeMap<Option<CountryId>, f64>>,
    pub(crate) unknown: f64,
    pub(crate) declared: f64,
    pub(crate) public: f64,
    pub(crate) assumed: f64,
    pub(crate) recycled: f64,
    pub(crate) sites: BTreeMap<SiteId, f64>,
    pub(crate) firms: BTreeMap<(String, Option<CountryId>), f64>,
}

impl Tally {
    /// Adds mass done in a country, or whose country is not known.
    pub(crate) fn add(&mut self, country: Option<CountryId>, entry: Option<CountryId>, mass: f64, on: ItemEvidence) {
        let Some(country) = country else {
            self.unknown += mass;
            return;
        };
        *self.done.entry(country).or_default().entry(entry).or_default() += mass;
        match on {
            ItemEvidence::Declared => self.declared += mass,
            ItemEvidence::Public => self.public += mass,
            ItemEvidence::Assumed => self.assumed += mass,
        }
    }

    /// Mass in all, known and unknown.
    pub(crate) fn total(&self) -> f64 {
        self.unknown + self.done.values().flat_map(BTreeMap::values).sum::<f64>()
    }

    /// Adds another tally of the same stage, times a factor.
    pub(crate) fn merge(&mut self, other: &Tally, factor: f64) {
        for (country, entries) in &other.done {
            for (entry, mass) in entries {
                *self.done.entry(*country).or_default().entry(*entry).or_default() += factor * mass;
            }
        }
        for (site, mass) in &other.sites {
            *self.sites.entry(*site).or_default() += factor * mass;
        }
        for (firm, mass) in &other.firms {
            *self.firms.entry(firm.clone()).or_default() += factor * mass;
        }
        self.unknown += factor * other.unknown;
        self.declared += factor * other.declared;
        self.public += factor * other.public;
        self.assumed += factor * other.assumed;
        self.recycled += factor * other.recycled;
    }

    /// The tally times a factor.
    pub(crate) fn scaled(&self, factor: f64) -> Tally {
        let mut scaled = Tally::default();
        scaled.merge(self, factor);
        scaled
    }

    fn finish(&self, stage: StageId) -> StageOrigin {
        let total = self.total();
        let share = |mass: f64| if total > 0.0 { mass / total } else { 0.0 };
        let sum = |entries: &BTreeMap<Option<CountryId>, f64>| entries.values().sum::<f64>();
        let shares = largest_first(self.done.iter().map(|(country, entries)| (*country, share(sum(entries)))));
        let via = |country: CountryId| {
            let entries = &self.done[&country];
            let hidden =
                entries.iter().filter_map(|(entry, mass)| Some((entry.filter(|e| *e != country)?, share(*mass))));
            let hidden = largest_first(hidden);
            Via { country, direct: share(sum(entries)) - hidden.iter().map(|(_, s)| s).sum::<f64>(), hidden }
        };
        let firms = largest_first(self.firms.iter().map(|(firm, mass)| (firm, share(*mass))));
        StageOrigin {
            stage,
            tonnes_per_year: total,
            via: shares.iter().map(|(country, _)| via(*country)).collect(),
            shares,
            unknown: share(self.unknown),
            evidence: EvidenceShares {
                declared: share(self.declared),
                public: share(self.public),
                assumed: share(self.assumed),
                unknown: share(self.unknown),
            },
            top_site: largest_first(self.sites.iter().map(|(site, mass)| (*site, share(*mass)))).first().copied(),
            sites: self.sites.values().filter(|mass| share(**mass) > COUNTED).count(),
            recycled: share(self.recycled),
            firms: firms
                .into_iter()
                .map(|((name, country), share)| Firm { name: name.clone(), country: *country, share })
                .collect(),
        }
    }
}

/// Sorted by share, largest first; equal ones stay in order of key.
fn largest_first<T>(shares: impl Iterator<Item = (T, f64)>) -> Vec<(T, f64)> {
    let mut shares: Vec<(T, f64)> = shares.filter(|(_, share)| *share > 0.0).collect();
    shares.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal));
    shares
}

/// All stages of one element, for an item, a line or all elements together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tallies {
    /// Mass that goes in \[t/yr\].
    pub(crate) mass: f64,
    pub(crate) stages: BTreeMap<StageId, Tally>,
    pub(crate) flows: Flows,
    /// Mass from first stages and from outside, losses taken off, less `mass`.
    pub(crate) gap: f64,
    /// Mass of the first stages and from outside, of which `paths` have a share.
    pub(crate) sources: f64,
    /// False when all of it, found in the chain, comes from outside of it.
    pub(crate) followed: bool,
    pub(crate) paths: Vec<Path>,
}

/// Paths kept of each element.
const PATHS: usize = 5;

impl Tallies {
    /// Adds those of another item or element, times a factor.
    pub(crate) fn merge(&mut self, other: &Tallies, factor: f64) {
        self.mass += factor * other.mass;
        self.gap += factor * other.gap;
        self.sources += factor * other.sources;
        self.followed |= other.followed;
        for (stage, tally) in &other.stages {
            self.stages.entry(*stage).or_default().merge(tally, factor);
        }
        self.flows.merge(&other.flows, factor);
        self.paths.extend(other.paths.iter().map(|path| Path { share: factor * path.share, ..path.clone() }));
        self.paths.sort_by(|a, b| b.share.partial_cmp(&a.share).unwrap_or(Ordering::Equal));
        self.paths.truncate(PATHS);
    }

    /// Flows above a millionth of what goes in, heaviest first.
    fn flows(&self) -> Vec<Flow> {
        let kept = self.flows.0.iter().filter(|(_, mass)| mass.total() > 1e-6 * self.mass);
        let mut flows: Vec<Flow> = kept
            .map(|(way, mass)| {
                let total = mass.total();
                let known = way.from.1.is_some() && way.to.1.is_some();
                let share = |mass: f64| if known { mass / total } else { 0.0 };
                Flow {
                    from_stage: way.from.0,
                    from_country: way.from.1,
                    material: way.material,
                    to_stage: way.to.0,
                    to_country: way.to.1,
                    tonnes_per_year: total,
                    evidence: EvidenceShares {
                        declared: share(mass.declared),
                        public: share(mass.public),
                        assumed: share(mass.assumed),
                        unknown: if known { 0.0 } else { 1.0 },
                    },
                }
            })
            .collect();
        flows.sort_by(|a, b| b.tonnes_per_year.total_cmp(&a.tonnes_per_year));
        flows
    }

    pub(crate) fn finish(&self, chain: &Chain, element: Option<Element>) -> ElementOrigin {
        let mut stages: Vec<StageOrigin> = self
            .stages
            .iter()
            .filter(|(_, tally)| tally.total() > 0.0)
            .map(|(stage, tally)| tally.finish(*stage))
            .collect();
        stages.sort_by_key(|stage| chain.stages[stage.stage.index()].position);
        let sources = self.sources.max(f64::MIN_POSITIVE);
        ElementOrigin {
            element,
            tonnes_per_year: self.mass,
            stages,
            paths: self.paths.iter().map(|path| Path { share: path.share / sources, ..path.clone() }).collect(),
            flows: self.flows(),
            balance_error: if self.mass > 0.0 { (self.gap / self.mass).abs() } else { 0.0 },
        }
    }
}
