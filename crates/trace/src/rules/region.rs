//! Benchmarks of a region: shares of other countries and own capacity, by raw material and stage.

use super::evidence::{Joined, above, at_least, is_nowhere};
use super::verdict::{Found, Outcome, percent};
use super::{Answers, Context, RegionOrigin};
use crate::origin::StageOrigin;
use coercivity_chain::{Basis, CapacityShare, CountryId, RawMaterial, ShareLimit, Site, StageId};

/// One stage of all elements of an entry.
pub(super) struct StageSum {
    /// Mass done for the region's use [t/yr].
    pub(super) tonnes: f64,
    /// Shares by country, largest first.
    shares: Vec<(CountryId, f64)>,
    /// Share whose country is not known.
    unknown: f64,
    evidence: Joined,
}

/// Adds up one stage over the elements of an entry, by mass; `None` where none passes it.
pub(super) fn stage_sum(origin: &RegionOrigin, entry: &RawMaterial, stage: StageId) -> Option<StageSum> {
    let of_entry =
        |element: &&crate::origin::ElementOrigin| element.element.is_none_or(|e| entry.elements.contains(&e));
    let stages: Vec<&StageOrigin> = origin
        .elements
        .iter()
        .filter(of_entry)
        .filter_map(|element| element.stages.iter().find(|origin| origin.stage == stage))
        .collect();
    let tonnes: f64 = stages.iter().map(|origin| origin.tonnes_per_year).sum();
    if tonnes <= 0.0 {
        return None;
    }
    let mut sum = StageSum { tonnes, shares: Vec::new(), unknown: 0.0, evidence: Joined::default() };
    for origin in stages {
        let weight = origin.tonnes_per_year / tonnes;
        sum.unknown += weight * origin.unknown;
        sum.evidence.add(&origin.evidence, weight);
        for (country, share) in &origin.shares {
            match sum.shares.iter_mut().find(|(known, _)| known == country) {
                Some((_, total)) => *total += weight * share,
                None => sum.shares.push((*country, weight * share)),
            }
        }
    }
    sum.shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Some(sum)
}

/// Origin of what the rule's region uses of an entry.
pub(super) fn origin_of<'a>(context: &Context<'a>, list: &str, entry: &RawMaterial) -> Option<&'a RegionOrigin> {
    let is_it = |origin: &&RegionOrigin| {
        origin.region == context.rule.region && origin.list == list && origin.material == entry.key
    };
    context.inputs.regions.iter().find(is_it)
}

/// Entries of a list; lists are checked when rules are read.
pub(super) fn entries<'a>(context: &Context<'a>, list: &str) -> &'a [RawMaterial] {
    context.chain().raw_material_list(list).map_or(&[], |list| &list.entries)
}

/// Calls a test for each entry and stage of a list that the region's use passes.
fn each_stage(
    context: &Context<'_>,
    (list, stages): (&str, &[StageId]),
    answers: &mut Answers,
    test: impl Fn(&RawMaterial, StageId, StageSum, &str) -> Found,
) {
    let region = context.code(context.rule.region);
    for entry in entries(context, list) {
        let Some(origin) = origin_of(context, list, entry) else {
            let subject = format!("{region}/{}", entry.key);
            context.add(answers, &subject, None, Found::unknown("the origin of what the region uses was not traced"));
            continue;
        };
        for stage in stages {
            let Some(sum) = stage_sum(origin, entry, *stage) else { continue };
            let subject = format!("{region}/{}/{}", entry.key, context.chain().stages[stage.index()].key);
            let mut found = test(entry, *stage, sum, &subject);
            if !entry.note.is_empty() {
                found.note = format!("{}; {}", found.note, entry.note);
            }
            context.add(answers, &subject, None, found);
        }
    }
}

/// The largest share of one third country.
pub(super) fn share_limit(context: &Context<'_>, test: &ShareLimit, answers: &mut Answers) {
    let chain = context.chain();
    let limit = test.most.value;
    each_stage(context, (&test.list, &test.stages), answers, |_, _, sum, subject| {
        let is_third = |country: CountryId| !chain.is_within(country, context.rule.region);
        let third = sum.shares.iter().filter(|(country, _)| is_third(*country));
        let (nowhere, named): (Vec<_>, Vec<_>) = third.partition(|(country, _)| is_nowhere(chain, *country));
        let top = named.first().copied();
        let share = top.map_or(0.0, |(_, share)| share);
        let evidence = sum.evidence.shares();
        // Whatever is not known may all be of the same country.
        let unknown = sum.unknown + nowhere.iter().map(|(_, share)| share).sum::<f64>();
        let open = unknown + evidence.assumed;
        let outcome = match () {
            () if above(share, limit) => Outcome::Fail,
            () if above(share + open, limit) => Outcome::Unknown,
            () => Outcome::Pass,
        };
        let country = top.map_or("no third country", |(country, _)| context.code(country));
        let missing = (outcome == Outcome::Unknown)
            .then(|| format!("origin of {} unknown and {} assumed", percent(unknown), percent(evidence.assumed)));
        Found {
            measured: Some(share),
            threshold: Some(limit),
            unit: "share",
            path: format!("{}: {country} {}", subject.replace('/', " › "), percent(share)),
            evidence,
            missing: missing.into_iter().collect(),
            ..Found::new(outcome, context.version.text.clone())
        }
    });
}

/// The region's own capacity at a stage against what its use takes there.
pub(super) fn capacity_share(context: &Context<'_>, test: &CapacityShare, answers: &mut Answers) {
    let least = test.least.value;
    each_stage(context, (&test.list, &test.stages), answers, |entry, stage, sum, subject| {
        let counted = |site: &&Site| counts(context, test, site, stage);
        let sites: Vec<(&Site, f64)> = context
            .chain()
            .sites
            .iter()
            .filter(counted)
            .map(|site| (site, capacity(context, entry, site)))
            .filter(|(_, capacity)| *capacity > 0.0)
            .collect();
        let own = |site: &Site| context.chain().is_within(site.country, context.rule.region);
        let total: f64 = sites
            .iter()
            .filter(|(site, _)| own(site))
            .map(|(_, capacity)| capacity)
            .fold(0.0, |sum, capacity| sum + capacity);
        let is_assumed = |site: &Site| site.evidence.basis == Basis::Assumed;
        let assumed: f64 = sites
            .iter()
            .filter(|(s, _)| own(s) && is_assumed(s))
            .map(|(_, capacity)| capacity)
            .fold(0.0, |sum, capacity| sum + capacity);
        let (share, sure) = (total / sum.tonnes, (total - assumed) / sum.tonnes);
        // Nobody anywhere: the package does not follow such plants.
        let not_followed = sites.is_empty();
        let outcome = match () {
            () if not_followed => Outcome::Unknown,
            () if !at_least(share, least) => Outcome::Fail,
            () if !at_least(sure, least) => Outcome::Unknown,
            () => Outcome::Pass,
        };
        let missing = match outcome {
            Outcome::Unknown if not_followed => vec!["plants of this kind: the package has none anywhere".to_owned()],
            Outcome::Unknown => vec![format!("capacity on evidence: {} of it is assumed", percent(assumed / total))],
            _ => Vec::new(),
        };
        let mut joined = Joined::default();
        joined.add(&super::evidence::all_of(coercivity_chain::ItemEvidence::Public), total - assumed);
        joined.add(&super::evidence::all_of(coercivity_chain::ItemEvidence::Assumed), assumed);
        Found {
            measured: (!not_followed).then_some(share),
            threshold: Some(least),
            unit: "share",
            path: format!(
                "{}: capacity {} t, use {} t a year",
                subject.replace('/', " › "),
                total.round(),
                sum.tonnes.round()
            ),
            evidence: if total > 0.0 { joined.shares() } else { sum.evidence.shares() },
            missing,
            ..Found::new(outcome, context.version.text.clone())
        }
    });
}

/// Whether a site's capacity counts at a stage.
fn counts(context: &Context<'_>, test: &CapacityShare, site: &Site, stage: StageId) -> bool {
    let process = &context.chain().processes[site.process.index()];
    let begins = |beginnings: &[String]| beginnings.iter().any(|beginning| process.key.starts_with(beginning.as_str()));
    process.stage == stage && (test.processes.is_empty() || begins(&test.processes)) && !begins(&test.without)
}

/// Tonnes a year of the entry's elements that a site can put out.
fn capacity(context: &Context<'_>, entry: &RawMaterial, site: &Site) -> f64 {
    let process = &context.chain().processes[site.process.index()];
    // New scrap that goes back is no product of the stage.
    let own = |flow: &&coercivity_chain::Flow| context.chain().materials[flow.material.index()].stage == process.stage;
    let held = |flow: &coercivity_chain::Flow| {
        let material = &context.chain().materials[flow.material.index()];
        let fraction: f64 = entry.elements.iter().map(|element| material.fraction(*element)).sum();
        flow.per_activity.value() * fraction
    };
    site.capacity.value() * process.outputs.iter().filter(own).map(held).sum::<f64>()
}
