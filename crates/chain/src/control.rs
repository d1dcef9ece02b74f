//! Controls: one dated measure of one issuer each. The regime is the set of
//! controls in force on a day.

use crate::{Basis, CountryId, Element, EndUseClass, Form, Material, MaterialId, Parameter, SourceId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ControlKind {
    /// Each shipment needs a licence.
    Licence,
    /// So many tonnes leave per period.
    Quota,
    /// Nothing leaves.
    Ban,
    /// Know-how and equipment do not leave; goods do.
    TechnologyBan,
    /// Goods are held for inspection.
    Inspection,
}

impl ControlKind {
    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ControlKind::Licence => "licence",
            ControlKind::Quota => "quota",
            ControlKind::Ban => "ban",
            ControlKind::TechnologyBan => "technology-ban",
            ControlKind::Inspection => "inspection",
        }
    }
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
    /// A suspension said to have been prolonged, without a primary text; does not bite.
    ReportedExtended,
    /// Ended.
    Expired,
}

impl Status {
    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Status::Announced => "announced",
            Status::InForce => "in force",
            Status::Suspended => "suspended",
            Status::ReportedExtended => "reported extended",
            Status::Expired => "expired",
        }
    }
}

/// Status from a date on.
#[derive(Debug, Clone, PartialEq)]
pub struct StatusPeriod {
    /// First day.
    pub from: Date,
    /// Status.
    pub status: Status,
    /// Who says so.
    pub source: Option<SourceId>,
    /// In words.
    pub note: String,
}

/// One way in which a control may go on: policy, not chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Key, e.g. `reactivated`.
    pub key: String,
    /// In words.
    pub title: String,
    /// What it rests on.
    pub note: String,
    /// Who says so.
    pub source: Option<SourceId>,
    /// Statuses that replace those of the control from the first date on.
    pub status: Vec<StatusPeriod>,
    /// Phases added, in date order.
    pub phases: Vec<Phase>,
    /// Outcomes added, in date order.
    pub outcomes: Vec<Outcome>,
    /// First day of general licences, where it differs.
    pub general_from: Option<Date>,
    /// Share of pairs with a general licence, where it differs.
    pub general_share: Option<Parameter>,
}

/// An entry of the control list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// In words.
    pub what: String,
    /// Export control code, e.g. `1C905`.
    pub code: Option<String>,
    /// Elements covered.
    pub elements: Vec<Element>,
    /// Forms in which they are covered.
    pub forms: Vec<Form>,
    /// Materials covered whatever they hold.
    pub materials: Vec<MaterialId>,
    /// Customs codes.
    pub hs: Vec<String>,
    /// Who says so.
    pub source: SourceId,
    /// How it came about.
    pub basis: Basis,
    /// Remark.
    pub note: String,
}

/// Which goods a control covers: by form and element, never "rare earths".
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Entries of the list. Those without elements and materials (equipment,
    /// technology) are listed and not simulated.
    pub items: Vec<Item>,
    /// Mass fraction of the listed elements together above which goods are inside.
    pub threshold: Parameter,
    /// Destinations; empty = all but the issuer.
    pub destinations: Vec<CountryId>,
    /// End-use classes; empty = all.
    pub classes: Vec<EndUseClass>,
}

impl Scope {
    /// Mass fraction of the elements that are listed in the form of a material.
    #[must_use]
    pub fn listed_fraction(&self, material: &Material) -> f64 {
        self.listed_in(material.form, &material.composition)
    }

    /// Mass fraction of the elements of a composition that are listed in a form.
    #[must_use]
    pub fn listed_in(&self, form: Form, composition: &[(Element, crate::MassFraction)]) -> f64 {
        let listed = |element: &Element| {
            self.items.iter().any(|item| item.forms.contains(&form) && item.elements.contains(element))
        };
        composition.iter().filter(|(element, _)| listed(element)).map(|(_, fraction)| fraction.value()).sum()
    }
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
    /// A later such day for some materials.
    pub first_decision_of: Vec<(Vec<MaterialId>, Parameter)>,
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
    /// Most that one application covers \[days of use\].
    pub need_days: Parameter,
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
    /// Share of held goods whose buyer gives up: they go back to the supplier.
    pub lost: Option<Parameter>,
}

/// Case by case.
#[derive(Debug, Clone, PartialEq)]
pub struct Licensing {
    /// Terms of licences.
    pub terms: LicenceTerms,
    /// Speed of review over time, in date order.
    pub phases: Vec<Phase>,
    /// Outcomes; the most specific row in force decides.
    pub outcomes: Vec<Outcome>,
}

/// Nothing leaves, but for what finds another way.
#[derive(Debug, Clone, PartialEq)]
pub struct BanTerms {
    /// Share of normal trade that reaches a banned destination through third countries.
    pub leakage: Parameter,
    /// Days that this way takes longer.
    pub reroute: Parameter,
    /// Goods declared before the effective date leave for this long \[days\].
    pub enforcement_lag: Parameter,
}

/// Tonnes that may leave in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaPeriod {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Quantity \[t\].
    pub quantity: Parameter,
}

/// So many tonnes per period, allotted in proportion to base exports.
#[derive(Debug, Clone, PartialEq)]
pub struct Quota {
    /// Element whose tonnes count; `None` = tonnes of material.
    pub element: Option<Element>,
    /// Days from the start of the quota to the first shipment under it.
    pub procedure: Parameter,
    /// Periods in date order.
    pub periods: Vec<QuotaPeriod>,
}

/// How a control bites.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Each shipment needs a licence.
    Licence(Box<Licensing>),
    /// So many tonnes per period.
    Quota(Quota),
    /// Nothing leaves.
    Ban(BanTerms),
    /// Goods are free; know-how and equipment are not.
    TechnologyBan,
    /// Goods are held for inspection.
    Inspection,
}

impl Measure {
    /// Kind.
    #[must_use]
    pub const fn kind(&self) -> ControlKind {
        match self {
            Measure::Licence(_) => ControlKind::Licence,
            Measure::Quota(_) => ControlKind::Quota,
            Measure::Ban(_) => ControlKind::Ban,
            Measure::TechnologyBan => ControlKind::TechnologyBan,
            Measure::Inspection => ControlKind::Inspection,
        }
    }
}

/// A statement with its source, from a date on.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// In words.
    pub text: String,
    /// First day, if not always.
    pub from: Option<Date>,
    /// How it came about.
    pub basis: Basis,
    /// Who says so.
    pub source: SourceId,
}

/// What makes foreign-made goods fall under a control.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LimbTest {
    /// Controlled goods of the issuer make up this share of value or more.
    ValueShare(f64),
    /// Made with know-how of the issuer.
    Technology,
    /// Goods of the issuer sent on.
    ReExport,
}

/// One limb of a rule that reaches beyond the border.
#[derive(Debug, Clone, PartialEq)]
pub struct Limb {
    /// Key, e.g. `a`.
    pub key: String,
    /// In words.
    pub text: String,
    /// First day.
    pub from: Date,
    /// Test.
    pub test: LimbTest,
    /// Who says so.
    pub source: SourceId,
}

/// Reach beyond the border.
#[derive(Debug, Clone, PartialEq)]
pub struct Extraterritorial {
    /// Share owned by a listed party from which a firm is treated like it.
    pub ownership: Parameter,
    /// Limbs.
    pub limbs: Vec<Limb>,
    /// Uses that need no licence.
    pub exempt: Vec<Statement>,
}

/// What becomes of an application by the class of its end use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndUseTreatment {
    /// Refused in principle.
    Refused,
    /// Looked at one by one.
    CaseByCase,
    /// No licence needed.
    Exempt,
}

impl EndUseTreatment {
    /// The word used in files and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            EndUseTreatment::Refused => "refused",
            EndUseTreatment::CaseByCase => "case-by-case",
            EndUseTreatment::Exempt => "exempt",
        }
    }
}

/// A rule on end use.
#[derive(Debug, Clone, PartialEq)]
pub struct EndUseRule {
    /// Class.
    pub class: EndUseClass,
    /// Treatment.
    pub treatment: EndUseTreatment,
    /// In words.
    pub text: String,
    /// First day, if not always.
    pub from: Option<Date>,
    /// Who says so.
    pub source: SourceId,
}

/// A kind of licence.
#[derive(Debug, Clone, PartialEq)]
pub struct LicenceType {
    /// Key, e.g. `single`.
    pub key: String,
    /// In words.
    pub text: String,
    /// Longest validity by law \[months\].
    pub validity_months: Option<f64>,
    /// First day, if not always.
    pub from: Option<Date>,
    /// Who says so.
    pub source: SourceId,
}

/// A paper to hand in.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Licence type that asks for it; `None` = all.
    pub licence_type: Option<String>,
    /// What it is.
    pub said: Statement,
}

/// Who decides, on what papers, by which rules: words for people who file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Procedure {
    /// Way of a case through the authorities.
    pub path: String,
    /// Rules on end use.
    pub end_uses: Vec<EndUseRule>,
    /// Kinds of licence.
    pub licence_types: Vec<LicenceType>,
    /// Papers.
    pub papers: Vec<Paper>,
    /// What was seen of practice.
    pub practices: Vec<Statement>,
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
    /// Legal citation.
    pub citation: String,
    /// Law under which it was issued, in words.
    pub framework: Option<String>,
    /// Date of publication.
    pub announced: Date,
    /// Date of effect.
    pub effective: Date,
    /// Status over time, in date order.
    pub status: Vec<StatusPeriod>,
    /// Ways in which it may go on.
    pub branches: Vec<Branch>,
    /// Scope.
    pub scope: Scope,
    /// How it bites.
    pub measure: Measure,
    /// Working-day calendar of the authority: holidays, in date order.
    pub holidays: Vec<Date>,
    /// Weekend days that are worked, in date order.
    pub worked_weekends: Vec<Date>,
    /// Inspection of goods under the same customs code.
    pub inspection: Option<Inspection>,
    /// Reach beyond the border.
    pub extraterritorial: Option<Extraterritorial>,
    /// Words for people who file.
    pub procedure: Procedure,
}

impl Control {
    /// Status on a day; `None` before it was announced.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Option<Status> {
        self.period_on(day).map(|period| period.status)
    }

    /// Period of the status on a day.
    #[must_use]
    pub fn period_on(&self, day: Date) -> Option<&StatusPeriod> {
        self.status.iter().rev().find(|period| period.from <= day)
    }

    /// Last day of the status of a day; `None` = open.
    #[must_use]
    pub fn status_until(&self, day: Date) -> Option<Date> {
        let next = self.status.iter().find(|period| period.from > day)?;
        next.from.yesterday().ok()
    }

    /// Kind.
    #[must_use]
    pub const fn kind(&self) -> ControlKind {
        self.measure.kind()
    }

    /// Licensing, if it licenses.
    #[must_use]
    pub fn licensing(&self) -> Option<&Licensing> {
        if let Measure::Licence(licensing) = &self.measure { Some(licensing) } else { None }
    }

    /// The control as it goes on under a branch.
    #[must_use]
    pub fn under(&self, branch: &Branch) -> Control {
        let mut control = self.clone();
        if let Some(first) = branch.status.first() {
            control.status.retain(|period| period.from < first.from);
            control.status.extend(branch.status.iter().cloned());
        }
        if let Measure::Licence(licensing) = &mut control.measure {
            if let Some(first) = branch.phases.first() {
                licensing.phases.retain(|phase| phase.from < first.from);
                licensing.phases.extend(branch.phases.iter().cloned());
            }
            licensing.outcomes.extend(branch.outcomes.iter().cloned());
            licensing.outcomes.sort_by_key(|row| row.from);
            if branch.general_from.is_some() {
                licensing.terms.general_from = branch.general_from;
            }
            if let Some(share) = &branch.general_share {
                licensing.terms.general_share = share.clone();
            }
        }
        control
    }
}
