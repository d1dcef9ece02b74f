//! Times, shares and tonnes of a control.

use super::scope::{element, material};
use super::{Sections, did_you_mean};
use crate::toml_file::{ParameterFile, Resolver, TomlDate};
use coercivity_chain::{
    BanTerms, EndUseClass, Inspection, InspectionStep, LicenceTerms, Licensing, MaterialId, Outcome, Parameter, Phase,
    Quota, QuotaPeriod,
};
use jiff::civil::Date;
use serde::Deserialize;

/// Longest time that a parameter may name [days].
const LONGEST_DAYS: f64 = 3650.0;

/// Every term is optional: a control that is silent takes its framework's.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LicenceFile {
    pre_acceptance_median: Option<ParameterFile>,
    pre_acceptance_sigma: Option<ParameterFile>,
    first_decision: Option<ParameterFile>,
    return_adds: Option<ParameterFile>,
    customs: Option<ParameterFile>,
    validity: Option<ParameterFile>,
    lot: Option<ParameterFile>,
    explicit_refusal: Option<ParameterFile>,
    expected_wait: Option<ParameterFile>,
    need_days: Option<ParameterFile>,
    gives_up: Option<ParameterFile>,
    general_from: Option<TomlDate>,
    general_share: Option<ParameterFile>,
    enforcement_lag: Option<ParameterFile>,
    /// Instead of `enforcement_lag`, for controls announced before the day of effect.
    enforcement_lag_ahead: Option<ParameterFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FirstDecisionFile {
    materials: Vec<String>,
    day: ParameterFile,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhaseFile {
    id: String,
    from: Option<TomlDate>,
    review_median: ParameterFile,
    review_sigma: ParameterFile,
    return_probability: ParameterFile,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutcomeFile {
    destinations: Vec<String>,
    class: EndUseClass,
    from: Option<TomlDate>,
    approve: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InspectionFile {
    customs_hs: Vec<String>,
    hold: ParameterFile,
    lost: Option<ParameterFile>,
    step: Vec<InspectionStepFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InspectionStepFile {
    from: TomlDate,
    share: ParameterFile,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BanFile {
    leakage: ParameterFile,
    reroute: ParameterFile,
    enforcement_lag: ParameterFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuotaFile {
    element: Option<String>,
    procedure: ParameterFile,
    period: Vec<QuotaPeriodFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotaPeriodFile {
    from: TomlDate,
    until: TomlDate,
    quantity: ParameterFile,
}

/// Terms, phases and outcomes of the control over those of its framework.
pub(super) fn licensing(
    resolver: &mut Resolver<'_>,
    (own, outer): (&Sections, Option<&Sections>),
    effective: Date,
    announced_ahead: bool,
) -> Option<Licensing> {
    let empty = Sections::default();
    let outer = outer.unwrap_or(&empty);
    let none = LicenceFile::default();
    let (own_terms, outer_terms) = (own.licence.as_ref().unwrap_or(&none), outer.licence.as_ref().unwrap_or(&none));
    let phase = if own.phase.is_empty() { &outer.phase } else { &own.phase };
    if phase.is_empty() {
        resolver.problem("E005", "phase", "", "a control needs a phase", "write [[phase]] with the speed of review");
    }
    let outcome = if own.outcome.is_empty() { &outer.outcome } else { &own.outcome };
    let first = if own.first_decision.is_empty() { &outer.first_decision } else { &own.first_decision };
    let mut terms = terms(resolver, own_terms, outer_terms, announced_ahead)?;
    terms.first_decision_of = first.iter().map(|f| first_decision(resolver, f)).collect();
    Some(Licensing {
        terms,
        phases: phases(resolver, phase, effective),
        outcomes: outcomes(resolver, outcome, effective),
    })
}

fn terms(
    resolver: &mut Resolver<'_>,
    own: &LicenceFile,
    outer: &LicenceFile,
    announced_ahead: bool,
) -> Option<LicenceTerms> {
    let mut pick = |key: &str, own: &Option<ParameterFile>, outer: &Option<ParameterFile>, unit: &str, most: f64| {
        let key = format!("licence.{key}");
        let Some(file) = own.as_ref().or(outer.as_ref()) else {
            resolver.problem("E005", &key, "", "missing", "write it, or name a framework that has it");
            return None;
        };
        Some(resolver.parameter(&key, file, unit, most))
    };
    let lag_of = |file: &LicenceFile| {
        if announced_ahead { file.enforcement_lag_ahead.clone() } else { None }.or_else(|| file.enforcement_lag.clone())
    };
    let mut days = |key: &str, own: &Option<ParameterFile>, outer: &Option<ParameterFile>| {
        pick(key, own, outer, "days", LONGEST_DAYS)
    };
    let pre_acceptance_median = days("pre_acceptance_median", &own.pre_acceptance_median, &outer.pre_acceptance_median);
    let first_decision = days("first_decision", &own.first_decision, &outer.first_decision);
    let return_adds = days("return_adds", &own.return_adds, &outer.return_adds);
    let customs = days("customs", &own.customs, &outer.customs);
    let validity = days("validity", &own.validity, &outer.validity);
    let expected_wait = days("expected_wait", &own.expected_wait, &outer.expected_wait);
    let need_days = days("need_days", &own.need_days, &outer.need_days);
    let gives_up = days("gives_up", &own.gives_up, &outer.gives_up);
    let enforcement_lag = days("enforcement_lag", &lag_of(own), &lag_of(outer));
    let sigma = pick("pre_acceptance_sigma", &own.pre_acceptance_sigma, &outer.pre_acceptance_sigma, "sigma", 3.0);
    let lot = pick("lot", &own.lot, &outer.lot, "t", 1e9);
    let explicit_refusal = pick("explicit_refusal", &own.explicit_refusal, &outer.explicit_refusal, "share", 1.0);
    let general_share = pick("general_share", &own.general_share, &outer.general_share, "share", 1.0);
    Some(LicenceTerms {
        pre_acceptance_median: pre_acceptance_median?,
        pre_acceptance_sigma: sigma?,
        first_decision: first_decision?,
        first_decision_of: Vec::new(),
        return_adds: return_adds?,
        customs: customs?,
        validity: validity?,
        lot: lot?,
        explicit_refusal: explicit_refusal?,
        expected_wait: expected_wait?,
        need_days: need_days?,
        gives_up: gives_up?,
        general_from: own.general_from.or(outer.general_from).map(|d| d.0),
        general_share: general_share?,
        enforcement_lag: enforcement_lag?,
    })
}

fn first_decision(resolver: &mut Resolver<'_>, raw: &FirstDecisionFile) -> (Vec<MaterialId>, Parameter) {
    let materials = raw.materials.iter().filter_map(|m| material(resolver, "first_decision.materials", m)).collect();
    (materials, resolver.parameter("first_decision.day", &raw.day, "days", LONGEST_DAYS))
}

pub(super) fn phases(resolver: &mut Resolver<'_>, raw: &[PhaseFile], effective: Date) -> Vec<Phase> {
    let from = |p: &PhaseFile| p.from.map_or(effective, |d| d.0);
    resolver.in_order("phase", &raw.iter().map(from).collect::<Vec<_>>());
    raw.iter()
        .map(|p| {
            let key = format!("phase {}", p.id);
            if p.review_median.value <= 0.0 {
                let value = p.review_median.value.to_string();
                let hint = "write the median in calendar days";
                resolver.problem("E007", &key, &value, "a review takes more than 0 days", hint);
            }
            let mut number =
                |part: &str, file, unit: &str, most| resolver.parameter(&format!("{key} {part}"), file, unit, most);
            Phase {
                key: p.id.clone(),
                from: from(p),
                review_median: number("review_median", &p.review_median, "days", LONGEST_DAYS),
                review_sigma: number("review_sigma", &p.review_sigma, "sigma", 3.0),
                return_probability: number("return_probability", &p.return_probability, "share", 1.0),
            }
        })
        .collect()
}

pub(super) fn outcomes(resolver: &mut Resolver<'_>, raw: &[OutcomeFile], effective: Date) -> Vec<Outcome> {
    let from = |o: &OutcomeFile| o.from.map_or(effective, |d| d.0);
    resolver.in_order("outcome", &raw.iter().map(from).collect::<Vec<_>>());
    raw.iter()
        .map(|o| Outcome {
            destinations: o.destinations.iter().map(|c| resolver.country("outcome.destinations", c)).collect(),
            class: o.class,
            from: from(o),
            approve: resolver.parameter("outcome.approve", &o.approve, "share", 1.0),
        })
        .collect()
}

pub(super) fn inspection(resolver: &mut Resolver<'_>, raw: &InspectionFile) -> Inspection {
    // A code that no material has would switch the inspection off without a word.
    let chain = resolver.chain;
    let known = || chain.materials.iter().filter_map(|m| m.customs_hs.as_deref());
    for code in raw.customs_hs.iter().filter(|code| known().all(|k| k != code.as_str())) {
        let hint = did_you_mean(code, known(), "name a customs_hs of tables/materials.csv");
        resolver.problem("E012", "inspection.customs_hs", code, "no material has this customs code", &hint);
    }
    resolver.in_order("inspection.step", &raw.step.iter().map(|s| s.from.0).collect::<Vec<_>>());
    let step = |s: &InspectionStepFile, resolver: &mut Resolver<'_>| InspectionStep {
        from: s.from.0,
        share: resolver.parameter("inspection.step.share", &s.share, "share", 1.0),
    };
    Inspection {
        customs_hs: raw.customs_hs.clone(),
        hold: resolver.parameter("inspection.hold", &raw.hold, "days", LONGEST_DAYS),
        lost: raw.lost.as_ref().map(|lost| resolver.parameter("inspection.lost", lost, "share", 1.0)),
        steps: raw.step.iter().map(|s| step(s, resolver)).collect(),
    }
}

pub(super) fn ban(resolver: &mut Resolver<'_>, raw: &BanFile) -> BanTerms {
    BanTerms {
        leakage: resolver.parameter("ban.leakage", &raw.leakage, "share", 1.0),
        reroute: resolver.parameter("ban.reroute", &raw.reroute, "days", 365.0),
        enforcement_lag: resolver.parameter("ban.enforcement_lag", &raw.enforcement_lag, "days", LONGEST_DAYS),
    }
}

pub(super) fn quota(resolver: &mut Resolver<'_>, raw: &QuotaFile) -> Quota {
    resolver.in_order("quota.period", &raw.period.iter().map(|p| p.from.0).collect::<Vec<_>>());
    for (n, period) in raw.period.iter().enumerate() {
        let next = raw.period.get(n + 1).map(|next| next.from.0);
        if period.until.0 < period.from.0 || next.is_some_and(|next| next <= period.until.0) {
            let until = period.until.0.to_string();
            let hint = "until is the last day, on or after from and before the next period";
            resolver.problem("E022", "quota.period.until", &until, "periods overlap or run backwards", hint);
        }
    }
    Quota {
        element: raw.element.as_ref().and_then(|symbol| element(resolver, symbol)),
        procedure: resolver.parameter("quota.procedure", &raw.procedure, "days", LONGEST_DAYS),
        periods: raw
            .period
            .iter()
            .map(|p| QuotaPeriod {
                from: p.from.0,
                until: p.until.0,
                quantity: resolver.parameter("quota.period.quantity", &p.quantity, "t", 1e12),
            })
            .collect(),
    }
}
