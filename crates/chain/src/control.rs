//! Controls: one dated measure of one issuer each. The regime is the set of
//! controls in force on a day.

use crate::{CountryId, Element, EndUseClass, Form, Parameter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ControlKind {
    /// Each shipment needs a licence.
    Licence,
    /// Nothing leaves.
    Ban,
}

/// Whether a control bites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Published, not yet effective.
    Announced,
    /// Bites.
    InForce,
    /// Published and effective, but set aside.
    Suspended,
    /// Ended.
    Expired,
}

/// Status from a date on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusPeriod {
    /// First day.
    pub from: Date,
    /// Status.
    pub status: Status,
}

/// Which goods a control covers: by form and element, never "rare earths".
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Forms covered.
    pub forms: Vec<Form>,
    /// Elements covered; goods are inside when one of them is present above the threshold.
    pub elements: Vec<Element>,
    /// Mass fraction of the listed elements together above which goods are inside.
    pub threshold: Parameter,
    /// Destinations; empty = all but the issuer.
    pub destinations: Vec<CountryId>,
}

/// Speed of review in a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// Key, e.g. `P1`.
    pub key: String,
    /// First day.
    pub from: Date,
    /// Median of the review [calendar days of undisturbed work, acceptance to decision].
    pub review_median: Parameter,
    /// Spread of the review, sigma of the lognormal.
    pub review_sigma: Parameter,
    /// Probability that a case is returned for more papers.
    pub return_probability: Parameter,
}

/// Share of pairs that are granted in the end, by destination, class and date of decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Destinations, `EUU` for all members; empty = all.
    pub destinations: Vec<CountryId>,
    /// End-use class.
    pub class: EndUseClass,
    /// First day.
    pub from: Date,
    /// Share of pairs approved.
    pub approve: Parameter,
}

/// Time and quantity terms of a licence.
#[derive(Debug, Clone, PartialEq)]
pub struct LicenceTerms {
    /// Pre-acceptance: median [calendar days].
    pub pre_acceptance_median: Parameter,
    /// Pre-acceptance: sigma of the lognormal.
    pub pre_acceptance_sigma: Parameter,
    /// No decision before this day after the control took effect.
    pub first_decision: Parameter,
    /// Delay that a return adds [calendar days, clock stopped].
    pub return_adds: Parameter,
    /// Customs clearance of licensed goods \[days\].
    pub customs: Parameter,
    /// Validity of a single licence \[days\].
    pub validity: Parameter,
    /// Usual lot of a single licence \[t\].
    pub lot: Parameter,
    /// Share of refusals that are explicit; the rest stay undecided.
    pub explicit_refusal: Parameter,
    /// Wait that an applicant expects when filing \[days\]: caps the quantity.
    pub expected_wait: Parameter,
    /// Days after which an undecided case leaves the buyer's position.
    pub gives_up: Parameter,
    /// First day of general licences, if any.
    pub general_from: Option<Date>,
    /// Share of pairs with a general licence from then on.
    pub general_share: Parameter,
    /// Goods declared before the effective date leave for this long \[days\].
    pub enforcement_lag: Parameter,
}

/// Share of uncontrolled shipments under the same customs code that is held, from a date on.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectionStep {
    /// First day.
    pub from: Date,
    /// Share held.
    pub share: Parameter,
}

/// Inspection of uncontrolled goods that share a customs code with controlled ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// Customs codes.
    pub customs_hs: Vec<String>,
    /// Share held over time.
    pub steps: Vec<InspectionStep>,
    /// How long held goods wait \[days\].
    pub hold: Parameter,
}

/// A dated measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// Key, e.g. `cn-2025-18`.
    pub key: String,
    /// In words.
    pub title: String,
    /// Issuer in words.
    pub issuer: String,
    /// Issuing country: goods made there are covered.
    pub country: CountryId,
    /// Kind.
    pub kind: ControlKind,
    /// Legal citation.
    pub citation: String,
    /// Date of publication.
    pub announced: Date,
    /// Date of effect.
    pub effective: Date,
    /// Status over time, in date order.
    pub status: Vec<StatusPeriod>,
    /// Scope.
    pub scope: Scope,
    /// Working-day calendar of the authority: holidays, in date order.
    pub holidays: Vec<Date>,
    /// Weekend days that are worked, in date order.
    pub worked_weekends: Vec<Date>,
    /// Terms of licences.
    pub terms: LicenceTerms,
    /// Speed of review over time, in date order.
    pub phases: Vec<Phase>,
    /// Outcomes; the most specific row in force decides.
    pub outcomes: Vec<Outcome>,
    /// Inspection of goods under the same customs code.
    pub inspection: Option<Inspection>,
}

impl Control {
    /// Status on a day; `None` before it was announced.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Option<Status> {
        self.status.iter().rev().find(|period| period.from <= day).map(|period| period.status)
    }
}
