//! What a rule says of a subject.

use super::standing::{Force, Standing};
use crate::origin::EvidenceShares;

/// The values of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is broken.
    Fail,
    /// It cannot be told.
    Unknown,
    /// It is kept.
    Pass,
    /// It does not bind on the day.
    NotInForce,
    /// It does not concern the subject, or spares it.
    NotApplicable,
}

impl Outcome {
    /// The word used in JSON and on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Outcome::Fail => "fail",
            Outcome::Unknown => "unknown",
            Outcome::Pass => "pass",
            Outcome::NotInForce => "not in force",
            Outcome::NotApplicable => "not applicable",
        }
    }
}

/// What one rule says of one subject on the day.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Position of the rule in the chain.
    pub rule: usize,
    /// `company`, a line, `line/item`, or `REGION/raw material/stage`.
    pub subject: String,
    /// Verdict.
    pub outcome: Outcome,
    /// What it would be, were the rule in force.
    pub otherwise: Option<Outcome>,
    /// What was measured, in `unit`.
    pub measured: Option<f64>,
    /// What it was compared with, in `unit`.
    pub threshold: Option<f64>,
    /// Unit of both.
    pub unit: String,
    /// Worst offender, from the line to the stage and country.
    pub path: String,
    /// What it rests on.
    pub evidence: EvidenceShares,
    /// Status of the rule on the day.
    pub standing: Standing,
    /// Exception that spares the subject.
    pub exception: Option<String>,
    /// What somebody would have to say for a verdict.
    pub missing: Vec<String>,
    /// Why, in words.
    pub note: String,
}

/// What a test found, the day apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) outcome: Outcome,
    pub(super) measured: Option<f64>,
    pub(super) threshold: Option<f64>,
    pub(super) unit: &'static str,
    pub(super) path: String,
    pub(super) evidence: EvidenceShares,
    pub(super) exception: Option<String>,
    pub(super) missing: Vec<String>,
    pub(super) note: String,
}

impl Found {
    pub(super) fn new(outcome: Outcome, note: impl Into<String>) -> Self {
        Found {
            outcome,
            measured: None,
            threshold: None,
            unit: "",
            path: String::new(),
            evidence: EvidenceShares::default(),
            exception: None,
            missing: Vec::new(),
            note: note.into(),
        }
    }

    pub(super) fn not_applicable(note: impl Into<String>) -> Self {
        Found::new(Outcome::NotApplicable, note)
    }

    pub(super) fn unknown(note: impl Into<String>) -> Self {
        Found {
            evidence: EvidenceShares { unknown: 1.0, ..EvidenceShares::default() },
            ..Found::new(Outcome::Unknown, note)
        }
    }

    /// Where it is not sure that the rule concerns the subject, it can fail nobody.
    pub(super) fn if_concerned(mut self, concerned: Option<bool>, fact: Option<&str>) -> Self {
        if concerned.is_none() && self.outcome == Outcome::Fail {
            self.outcome = Outcome::Unknown;
            self.missing.extend(fact.map(|fact| format!("{fact}, on better evidence than an assumption")));
        }
        self
    }

    /// The verdict on the day.
    pub(super) fn on(mut self, standing: Standing, rule: usize, subject: &str) -> Verdict {
        let found = self.outcome;
        let outcome = match standing.force {
            _ if found == Outcome::NotApplicable => found,
            Force::InForce => found,
            Force::NotYet | Force::SetAside | Force::Over => Outcome::NotInForce,
            Force::Undecided => {
                self.missing.extend(standing.missing.clone());
                Outcome::Unknown
            }
        };
        Verdict {
            rule,
            subject: subject.to_owned(),
            outcome,
            otherwise: (outcome != found).then_some(found),
            measured: self.measured,
            threshold: self.threshold,
            unit: self.unit.to_owned(),
            path: self.path,
            evidence: self.evidence,
            standing,
            exception: self.exception,
            missing: self.missing,
            note: self.note,
        }
    }
}

/// A share in per cent, with two decimals at most and none that hide a difference from a limit.
pub(super) fn percent(share: f64) -> String {
    let hundredths = (share * 1e4).round() / 1e2;
    if hundredths == 0.0 && share > 0.0 { "below 0.01 %".to_owned() } else { format!("{hundredths} %") }
}
