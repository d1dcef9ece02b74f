//! `controls`: what applies to this shipment on that day?

mod headline;
mod question;
mod view;

use crate::error::AppError;
use coercivity_chain::{Chain, Status};
use coercivity_control::query::goods::Standing;
use coercivity_control::query::{Answer, Shipment, Verdict, ask};
use coercivity_data::package::Package;
use coercivity_report::controls_view::ControlsView;
use jiff::civil::Date;
use question::Question;

/// What is asked, in the words of whoever asks; `None` = any.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlsRequest {
    /// Day, as 2025-04-04; `None` = today.
    pub on: Option<String>,
    /// Today, which only the caller knows.
    pub today: Date,
    /// Material of the package.
    pub material: Option<String>,
    /// Element by symbol or English name.
    pub element: Option<String>,
    /// Form of the goods.
    pub form: Option<String>,
    /// Content as `Dy=0.0004`, mass fractions; replaces that of the material.
    pub content: Vec<String>,
    /// Customs code.
    pub hs: Option<String>,
    /// Country where the goods were made.
    pub from: Option<String>,
    /// Destination.
    pub to: Option<String>,
    /// End use of the package, or a class.
    pub end_use: Option<String>,
    /// Share of value that is controlled material of the issuing country.
    pub value_share: Option<f64>,
    /// Made abroad with know-how of the issuing country.
    pub technology: bool,
    /// Goods of the issuing country sent on from abroad.
    pub re_export: bool,
    /// Share of the buyer owned by a listed party.
    pub owner_share: Option<f64>,
    /// The buyer is a listed party.
    pub listed: bool,
    /// How controls go on; `None` = as published.
    pub branch: Option<String>,
    /// Show what does not apply as well.
    pub all: bool,
}

impl ControlsRequest {
    /// Asks nothing but for the state of every control today.
    #[must_use]
    pub fn new(today: Date) -> Self {
        ControlsRequest {
            on: None,
            today,
            material: None,
            element: None,
            form: None,
            content: Vec::new(),
            hs: None,
            from: None,
            to: None,
            end_use: None,
            value_share: None,
            technology: false,
            re_export: false,
            owner_share: None,
            listed: false,
            branch: None,
            all: false,
        }
    }
}

/// Answers from the default package.
///
/// # Errors
/// When the request names something unknown, is out of bounds or contradicts itself.
pub fn controls(request: &ControlsRequest) -> Result<ControlsView, AppError> {
    let package = Package::default_package()?;
    answer(&package.chain, request)
}

/// Answers from a chain.
///
/// # Errors
/// As [`controls`].
pub fn answer(chain: &Chain, request: &ControlsRequest) -> Result<ControlsView, AppError> {
    let question = question::read(chain, request)?;
    let shipment = &question.shipment;
    let mut answers = ask(chain, shipment, question.day, question.branch.as_deref());
    answers.sort_by(|a, b| (a.finding.verdict, &a.control.key).cmp(&(b.finding.verdict, &b.control.key)));
    let asked = !shipment.is_open();
    let words = question.words(chain);
    let shown = |answer: &&Answer| request.all || !asked || is_of_interest(answer);
    Ok(ControlsView {
        as_of: question.day.to_string(),
        as_of_is_today: request.on.is_none(),
        branch: question.branch.clone(),
        shipment: asked.then(|| view::shipment(chain, &question, words.clone())),
        applies: answers.iter().any(|answer| answer.finding.verdict.stops_goods()),
        verdict: headline::verdict(&answers).to_owned(),
        headline: headline::headline(&question, &words, &answers),
        looked_at: u32::try_from(answers.len()).unwrap_or(u32::MAX),
        notes: notes(chain, &question),
        controls: answers
            .iter()
            .filter(shown)
            .map(|answer| view::answer(chain, shipment, question.day, answer))
            .collect(),
    })
}

/// True when a reader who did not ask for everything should see it.
fn is_of_interest(answer: &Answer) -> bool {
    let finding = &answer.finding;
    match finding.verdict {
        // Nobody could know of a control before its announcement.
        Verdict::NotYetInForce => finding.standing.status.is_some(),
        Verdict::Suspended => true,
        Verdict::DoesNotApply => finding.exempt.is_some() || is_free_by_practice(answer),
        verdict => verdict.stops_goods(),
    }
}

/// True when only trade practice keeps the goods off the list of a control that is in force.
fn is_free_by_practice(answer: &Answer) -> bool {
    let finding = &answer.finding;
    finding.touch.standing == Standing::ByPractice
        && finding.on_its_way
        && finding.standing.status == Some(Status::InForce)
}

/// What the data cannot settle.
fn notes(chain: &Chain, question: &Question) -> Vec<String> {
    let mut notes = Vec::new();
    let shipment = &question.shipment;
    if shipment.re_export {
        notes.extend(sent_on(chain, question));
    }
    let at_home = chain.controls.iter().find(|c| c.extraterritorial.is_some() && Some(c.country) == shipment.from);
    if let Some(control) = at_home.filter(|_| shipment.is_from_abroad()) {
        let issuer = &chain.countries[control.country.index()].name;
        notes.push(format!(
            "The goods leave {issuer} itself: share of value, technology and sending on matter for goods from elsewhere."
        ));
    }
    if shipment.owner_share.is_some() || shipment.listed {
        notes.push(
            "Who is on a control list or watch list is not in the package: the answer takes your word.".to_owned(),
        );
    }
    notes
}

/// Controls at the border of an issuer that say nothing dated of goods that are sent on.
fn sent_on(chain: &Chain, question: &Question) -> Option<String> {
    let at_home =
        Shipment { from: None, value_share: None, technology: false, re_export: false, ..question.shipment.clone() };
    let answers = ask(chain, &at_home, question.day, question.branch.as_deref());
    let silent = |answer: &&Answer| {
        let elsewhere = Some(answer.control.country) != question.shipment.from;
        answer.control.extraterritorial.is_none() && answer.finding.verdict.stops_goods() && elsewhere
    };
    let word = |answer: &Answer| format!("{} ({})", answer.control.key, answer.finding.verdict.word());
    let keys: Vec<String> = answers.iter().filter(silent).map(word).collect();
    (!keys.is_empty()).then(|| {
        format!(
            "At the border of the country of origin these would apply: {}. None has a dated limb for goods sent on from elsewhere; whether it binds the sender is said, if at all, under its practices.",
            keys.join(", ")
        )
    })
}
