//! What applies to a shipment on a day: one finding per control, with its reason.
//!
//! A control concerns a shipment when its list has the goods ([`goods`]) and its
//! rule reaches them ([`reach`]), made in the issuing country or, where the
//! control says so, abroad. What that means on the day depends on the status
//! ([`standing`]); how long a licence takes comes from the control's own terms
//! ([`wait`]). Nothing here reads a clock or a file.

pub mod goods;
pub mod reach;
pub mod standing;
pub mod wait;

use crate::scope::{in_force, outcome_rows};
use coercivity_chain::{
    Chain, Control, ControlId, CountryId, Element, EndUseClass, EndUseTreatment, Form, Licensing, MassFraction,
    MaterialId, Measure, Status,
};
use goods::{Standing as GoodsStanding, Touch};
use jiff::civil::Date;
use reach::Route;
use standing::{Standing, date_words};
use wait::Wait;

/// What is known of the content of goods.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// Nothing: any element.
    #[default]
    Any,
    /// An element, as much of it as it takes to be listed.
    Holds(Element),
    /// Mass fractions by element.
    Of(Vec<(Element, MassFraction)>),
}

/// What is sent. Whatever is left out means "any".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Goods {
    /// Material of the chain.
    pub material: Option<MaterialId>,
    /// Form.
    pub form: Option<Form>,
    /// Content.
    pub content: Content,
    /// Customs code asked for, 4 to 10 digits.
    pub hs: Option<String>,
    /// National customs code under which the goods are known to pass.
    pub customs_hs: Option<String>,
    /// What passes under the code asked for, where nothing else is said of the
    /// goods: entries without codes are compared with it. [`ask`] fills it in.
    pub under_code: Vec<(Element, Form)>,
}

impl Goods {
    /// True when nothing is said of the goods.
    #[must_use]
    pub fn is_any(&self) -> bool {
        !self.is_described() && self.hs.is_none()
    }

    /// True when the goods are described by more than a customs code.
    #[must_use]
    pub fn is_described(&self) -> bool {
        self.material.is_some() || self.form.is_some() || self.content != Content::Any
    }
}

/// A shipment. Whatever is left out means "any".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shipment {
    /// Goods.
    pub goods: Goods,
    /// Country where they were made.
    pub from: Option<CountryId>,
    /// Destination.
    pub to: Option<CountryId>,
    /// Class of the end use.
    pub class: Option<EndUseClass>,
    /// Share of the value of goods made abroad that is controlled material of the issuing country.
    pub value_share: Option<f64>,
    /// Made abroad with know-how of the issuing country.
    pub technology: bool,
    /// Goods of the issuing country, sent on from abroad.
    pub re_export: bool,
    /// Share of the buyer owned by a listed party.
    pub owner_share: Option<f64>,
    /// The buyer is listed itself.
    pub listed: bool,
}

impl Shipment {
    /// True when nothing is asked: every control is looked at for its own sake.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Shipment::default()
    }

    /// True when the goods are said to come from abroad, seen from the issuing country.
    #[must_use]
    pub fn is_from_abroad(&self) -> bool {
        self.value_share.is_some() || self.technology || self.re_export
    }
}

/// What a control means for a shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing leaves.
    Banned,
    /// A licence would be needed and is refused in principle.
    Refused,
    /// So many tonnes per period.
    Quota,
    /// A licence is needed.
    LicenceNeeded,
    /// Free, but held for inspection.
    Inspected,
    /// Goods are free, know-how and equipment are not.
    TechnologyOnly,
    /// Would apply, but is set aside.
    Suspended,
    /// Will apply.
    NotYetInForce,
    /// Would have applied.
    Expired,
    /// Does not concern the shipment.
    DoesNotApply,
}

impl Verdict {
    /// The word used in JSON and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Banned => "banned",
            Verdict::Refused => "refused in principle",
            Verdict::Quota => "quota",
            Verdict::LicenceNeeded => "licence needed",
            Verdict::Inspected => "inspected",
            Verdict::TechnologyOnly => "technology only",
            Verdict::Suspended => "suspended",
            Verdict::NotYetInForce => "not yet in force",
            Verdict::Expired => "expired",
            Verdict::DoesNotApply => "does not apply",
        }
    }

    /// True when the goods do not simply leave.
    #[must_use]
    pub const fn stops_goods(self) -> bool {
        matches!(
            self,
            Verdict::Banned | Verdict::Refused | Verdict::Quota | Verdict::LicenceNeeded | Verdict::Inspected
        )
    }
}

/// What one control means for a shipment on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it means.
    pub verdict: Verdict,
    /// Why, in words.
    pub why: String,
    /// Status on the day.
    pub standing: Standing,
    /// Entries of the list and the threshold.
    pub touch: Touch,
    /// Holds only where these are so, because the question left them open: `from CHN`, `to USA`.
    pub conditions: Vec<String>,
    /// Limb of the rule that reaches beyond the border.
    pub limb: Option<usize>,
    /// The rule would reach the shipment, were the goods on the list.
    pub on_its_way: bool,
    /// Rule that exempts the end use.
    pub exempt: Option<usize>,
    /// Days from filing to licence.
    pub wait: Option<Wait>,
    /// Row of the outcomes in force for destination and class.
    pub granted: Option<usize>,
    /// Period of the quota.
    pub quota: Option<usize>,
    /// Step of the inspection.
    pub inspection: Option<usize>,
}

/// A control and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The control as published.
    pub base: ControlId,
    /// The control under the branch asked for.
    pub control: Control,
    /// What it means.
    pub finding: Finding,
}

/// Asks every control of a chain about a shipment. A branch is followed by the controls that have it.
#[must_use]
pub fn ask(chain: &Chain, shipment: &Shipment, day: Date, branch: Option<&str>) -> Vec<Answer> {
    let mut shipment = shipment.clone();
    shipment.goods.under_code = goods::under_code(chain, &shipment.goods);
    let of = |(base, number): (&Control, u32)| {
        let named = base.branches.iter().find(|known| Some(known.key.as_str()) == branch);
        let control = named.map_or_else(|| base.clone(), |branch| base.under(branch));
        let finding = find(chain, &control, &shipment, day);
        Answer { base: ControlId(number), control, finding }
    };
    chain.controls.iter().zip(0..).map(of).collect()
}

/// Asks one control about a shipment.
#[must_use]
pub fn find(chain: &Chain, control: &Control, shipment: &Shipment, day: Date) -> Finding {
    let mut finding = Finding {
        verdict: Verdict::DoesNotApply,
        why: String::new(),
        standing: standing::standing(control, day),
        touch: goods::touch(&control.scope, &shipment.goods),
        conditions: Vec::new(),
        limb: None,
        on_its_way: false,
        exempt: None,
        wait: None,
        granted: None,
        quota: None,
        inspection: None,
    };
    let route = reach::route(chain, control, shipment, day);
    if matches!(route, Ok(Route { limb: Some(_), .. })) {
        finding.touch = goods::touch_abroad(&control.scope, &shipment.goods);
    }
    finding.on_its_way = route.is_ok();
    let listed = finding.touch.standing == GoodsStanding::Inside || matches!(control.measure, Measure::TechnologyBan);
    match route {
        Ok(route) if listed => decide(chain, control, shipment, day, &mut finding, &route),
        Ok(route) => outside(chain, control, shipment, day, &mut finding, &route),
        Err(why) if listed => finding.why = why,
        Err(why) => {
            finding.why =
                format!("{}; {why}", goods::why_outside(chain, control, &shipment.goods, &finding.touch, day));
        }
    }
    finding
}

/// The goods are not on the list, though they go a way that the control watches.
fn outside(chain: &Chain, control: &Control, shipment: &Shipment, day: Date, finding: &mut Finding, route: &Route) {
    finding.why = goods::why_outside(chain, control, &shipment.goods, &finding.touch, day);
    let step = inspection_step(control, &shipment.goods, day).filter(|_| finding.standing.bites);
    if let (Some(step), Some(inspection)) = (step, &control.inspection) {
        finding.verdict = Verdict::Inspected;
        finding.inspection = Some(step);
        finding.conditions.clone_from(&route.conditions);
        let share = 100.0 * inspection.steps[step].share.value;
        finding.why = format!(
            "{}; customs hold about {share:.0} % of such shipments because controlled goods have the same customs code",
            finding.why
        );
    }
}

/// Step of the inspection in force for goods under one of its customs codes.
fn inspection_step(control: &Control, goods: &Goods, day: Date) -> Option<usize> {
    let inspection = control.inspection.as_ref()?;
    let code = goods.hs.as_ref().or(goods.customs_hs.as_ref())?;
    let same = inspection.customs_hs.iter().any(|known| goods::same_code(known, code));
    in_force(&inspection.steps, |step| step.from, day).filter(|_| same)
}

/// The control concerns the goods: what it means on the day.
fn decide(chain: &Chain, control: &Control, shipment: &Shipment, day: Date, finding: &mut Finding, route: &Route) {
    finding.limb = route.limb;
    finding.conditions.clone_from(&route.conditions);
    let exempt = exemption(control, shipment, day);
    let reason = match exempt {
        Some(rule) => format!("exempt: {}", control.procedure.end_uses[rule].text),
        None => reason(control, shipment, finding, route),
    };
    if finding.standing.bites && exempt.is_some() {
        (finding.exempt, finding.why) = (exempt, reason);
        return;
    }
    (finding.verdict, finding.why) = match finding.standing.status {
        None | Some(Status::Announced) => {
            (Verdict::NotYetInForce, standing::why_not_yet(control, &finding.standing, day, &reason))
        }
        Some(Status::Suspended | Status::ReportedExtended) => {
            (Verdict::Suspended, standing::why_set_aside(control, &finding.standing, &reason))
        }
        Some(Status::Expired) => (Verdict::Expired, standing::why_over(control, &finding.standing)),
        Some(Status::InForce) if !finding.standing.bites => {
            (Verdict::NotYetInForce, standing::why_not_yet(control, &finding.standing, day, &reason))
        }
        Some(Status::InForce) => in_force_verdict(control, shipment, day, route, reason),
    };
    details(chain, control, shipment, day, finding);
}

/// The control is in force: its kind, the buyer and the use decide.
fn in_force_verdict(
    control: &Control,
    shipment: &Shipment,
    day: Date,
    route: &Route,
    reason: String,
) -> (Verdict, String) {
    if let Some(from) = route.limb.and_then(|limb| Some(control.extraterritorial.as_ref()?.limbs.get(limb)?.from))
        && from > day
    {
        return (Verdict::NotYetInForce, format!("{reason}; this limb counts from {} on", date_words(from)));
    }
    match &control.measure {
        Measure::Licence(_) => match refusal(control, shipment, day) {
            Some(why) => (Verdict::Refused, format!("{why}; {reason}")),
            None => (Verdict::LicenceNeeded, reason),
        },
        Measure::Quota(_) => (Verdict::Quota, reason),
        Measure::Ban(_) => (Verdict::Banned, reason),
        Measure::TechnologyBan => {
            (Verdict::TechnologyOnly, "goods are free; know-how and equipment are not".to_owned())
        }
        Measure::Inspection => (Verdict::Inspected, reason),
    }
}

/// Why the control concerns the goods.
fn reason(control: &Control, shipment: &Shipment, finding: &Finding, route: &Route) -> String {
    let goods = goods::why_inside(control, &shipment.goods, &finding.touch);
    match route.limb.and_then(|limb| control.extraterritorial.as_ref()?.limbs.get(limb)) {
        Some(limb) => format!("beyond the border, limb {}: {}; {goods}", limb.key, limb.text),
        None => goods,
    }
}

/// Rule on the class of the end use in force on a day.
#[must_use]
pub fn rule_on(control: &Control, class: EndUseClass, day: Date) -> Option<usize> {
    let rules = &control.procedure.end_uses;
    rules.iter().rposition(|rule| rule.class == class && rule.from.is_none_or(|from| from <= day))
}

/// The rule that exempts the use, if one does and the buyer is nobody to be refused.
fn exemption(control: &Control, shipment: &Shipment, day: Date) -> Option<usize> {
    let rule = rule_on(control, shipment.class?, day)?;
    let exempt = control.procedure.end_uses[rule].treatment == EndUseTreatment::Exempt;
    (exempt && !shipment.listed && !is_owned(control, shipment)).then_some(rule)
}

/// True when a listed party owns as much of the buyer as the control says.
fn is_owned(control: &Control, shipment: &Shipment) -> bool {
    let limit = control.extraterritorial.as_ref().map(|rule| rule.ownership.value);
    limit.zip(shipment.owner_share).is_some_and(|(limit, share)| share >= limit)
}

/// Why an application is refused in principle, if it is.
fn refusal(control: &Control, shipment: &Shipment, day: Date) -> Option<String> {
    let rules = &control.procedure.end_uses;
    let rule = shipment.class.and_then(|class| rule_on(control, class, day)).map(|rule| &rules[rule]);
    if let Some(rule) = rule.filter(|rule| rule.treatment == EndUseTreatment::Refused) {
        return Some(rule.text.clone());
    }
    if shipment.listed && rules.iter().any(|rule| rule.treatment == EndUseTreatment::Refused) {
        return Some("the buyer is a listed party".to_owned());
    }
    let share = shipment.owner_share.filter(|_| is_owned(control, shipment))?;
    Some(format!("a listed party owns {} % of the buyer", 100.0 * share))
}

/// Days, share granted and tonnes, where the verdict asks for them.
fn details(chain: &Chain, control: &Control, shipment: &Shipment, day: Date, finding: &mut Finding) {
    match (&control.measure, finding.verdict) {
        (Measure::Licence(licensing), Verdict::LicenceNeeded) => {
            finding.wait = wait::days_to_licence(control, licensing, shipment.goods.material, day);
            finding.granted = granted(chain, licensing, shipment, day);
        }
        (Measure::Licence(licensing), Verdict::Refused) => finding.granted = granted(chain, licensing, shipment, day),
        (Measure::Quota(quota), Verdict::Quota) => {
            finding.quota = quota.periods.iter().position(|period| period.from <= day && day <= period.until);
            if finding.quota.is_none() {
                finding.why.push_str("; no tonnes are published for this day");
            }
        }
        _ => {}
    }
}

/// Outcome row in force for destination and class; without a destination, the row of all.
fn granted(chain: &Chain, licensing: &Licensing, shipment: &Shipment, day: Date) -> Option<usize> {
    let class = shipment.class?;
    let outcomes = &licensing.outcomes;
    let rows: Vec<usize> = match shipment.to {
        Some(to) => outcome_rows(chain, outcomes, to, class),
        None => {
            let general = |row: &usize| outcomes[*row].class == class && outcomes[*row].destinations.is_empty();
            (0..outcomes.len()).filter(general).collect()
        }
    };
    in_force(&rows, |row| outcomes[*row].from, day).map(|at| rows[at])
}
