//! Whether a rule binds on the day.

use super::Context;
use super::value::limb_of;
use coercivity_chain::{Commencement, Control, Line, RuleLevel, RuleTest, Status, StatusPeriod, years_after};
use coercivity_control::query::standing::date_words;
use jiff::civil::Date;

/// Whether a rule binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// It binds.
    InForce,
    /// It will, or may.
    NotYet,
    /// It is suspended.
    SetAside,
    /// It did.
    Over,
    /// It depends on an act whose date is not known.
    Undecided,
}

/// Status of a rule on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whether it binds.
    pub force: Force,
    /// First day of the status, where known.
    pub from: Option<Date>,
    /// Last day of the status, where known.
    pub until: Option<Date>,
    /// In words: `in force since 30 April 2019`.
    pub words: String,
    /// What would settle it.
    pub missing: Option<String>,
}

impl Standing {
    fn new(force: Force, from: Option<Date>, until: Option<Date>, words: String) -> Self {
        Standing { force, from, until, words, missing: None }
    }
}

/// Status of the rule for a line, or as such.
pub(super) fn standing(context: &Context<'_>, line: Option<&Line>) -> Standing {
    let day = context.inputs.day;
    let rule = context.rule;
    if rule.level == RuleLevel::Proposed {
        return Standing::new(Force::NotYet, None, None, "proposed, not adopted".to_owned());
    }
    let standing = match followed(context) {
        Some(control) if rule.status.is_empty() => of_control(context, &control, day),
        _ => of_periods(&rule.status, day),
    };
    if standing.force != Force::InForce {
        return standing;
    }
    if let Some(from) = line.and_then(|line| later(context, line)).filter(|from| day < *from) {
        let words = format!("for this end use from {} on", date_words(from));
        return Standing::new(Force::NotYet, None, from.yesterday().ok(), words);
    }
    match &rule.commencement {
        Some(commencement) => of_act(context, commencement, standing, day),
        None => standing,
    }
}

/// The control that the rule follows, under the branch asked for.
pub(super) fn followed(context: &Context<'_>) -> Option<Control> {
    let id = match &context.version.test {
        RuleTest::ValueShare(test) => Some(test.control),
        RuleTest::ControlScope(test) => Some(test.control),
        _ => context.rule.control,
    }?;
    let base = &context.chain().controls[id.index()];
    let branch = base.branches.iter().find(|branch| Some(branch.key.as_str()) == context.inputs.branch);
    Some(branch.map_or_else(|| base.clone(), |branch| base.under(branch)))
}

/// Later first day of an end use.
fn later(context: &Context<'_>, line: &Line) -> Option<Date> {
    context.rule.applies.later.iter().find(|(end_use, _)| *end_use == line.end_use).map(|(_, from)| *from)
}

/// A control bites from its day of effect on, and a limb from its own.
fn of_control(context: &Context<'_>, control: &Control, day: Date) -> Standing {
    let standing = of_periods(&control.status, day);
    let limb = matches!(context.version.test, RuleTest::ValueShare(_)).then(|| limb_of(control)).flatten();
    let starts = limb.map_or(control.effective, |(limb, _)| limb.from.max(control.effective));
    if standing.force == Force::InForce && day < starts {
        let words = format!("published, due on {}", date_words(starts));
        return Standing::new(Force::NotYet, standing.from, starts.yesterday().ok(), words);
    }
    standing
}

fn of_periods(periods: &[StatusPeriod], day: Date) -> Standing {
    let Some(at) = periods.iter().rposition(|period| period.from <= day) else {
        let first = periods.first().map(|period| period.from);
        let words =
            first.map_or_else(|| "no status".to_owned(), |from| format!("not announced before {}", date_words(from)));
        return Standing::new(Force::NotYet, None, first.and_then(|from| from.yesterday().ok()), words);
    };
    let status = periods[at].status;
    // Periods that follow each other with the same status count as one.
    let first = (0..=at).rev().take_while(|n| periods[*n].status == status).last().unwrap_or(at);
    let next = periods[at..].iter().find(|period| period.status != status);
    let until = next.and_then(|period| period.from.yesterday().ok());
    let force = match status {
        Status::InForce => Force::InForce,
        Status::Announced => Force::NotYet,
        Status::Suspended | Status::ReportedExtended => Force::SetAside,
        Status::Expired => Force::Over,
    };
    Standing::new(force, Some(periods[first].from), until, words(status, periods[first].from, until, next))
}

/// `suspended until 10 November 2026, then reported extended`.
fn words(status: Status, from: Date, until: Option<Date>, next: Option<&StatusPeriod>) -> String {
    let name = match status {
        // Nobody knows of the end of a suspension that is only said to go on.
        Status::ReportedExtended => "suspended, reportedly prolonged with no text seen,",
        status => status.word(),
    };
    match (until, next) {
        (Some(last), Some(next)) => format!("{name} until {}, then {}", date_words(last), next.status.word()),
        _ => format!("{name} since {}", date_words(from)),
    }
}

/// A start so many years after another act, or on a day, whichever is later.
fn of_act(context: &Context<'_>, commencement: &Commencement, standing: Standing, day: Date) -> Standing {
    let earliest = commencement.not_before;
    let not_yet = |from: Date, words: String| Standing::new(Force::NotYet, standing.from, from.yesterday().ok(), words);
    let years = commencement.years_after_act;
    let said = context.facts.find(&["company"], &commencement.act_fact);
    let Some(act) = said.and_then(|fact| fact.value.parse::<Date>().ok()) else {
        let words = format!(
            "from {} on, or {years} years after {} if that is later; no such act is known",
            date_words(earliest),
            commencement.act
        );
        if day < earliest {
            return not_yet(earliest, words);
        }
        let missing = Some(format!("{}, the day on which the act entered into force", commencement.act_fact));
        return Standing { missing, ..Standing::new(Force::Undecided, None, None, words) };
    };
    let starts = years_after(act, years).map_or(earliest, |from| from.max(earliest));
    if day < starts {
        return not_yet(starts, format!("from {} on", date_words(starts)));
    }
    Standing::new(Force::InForce, Some(starts), standing.until, format!("in force since {}", date_words(starts)))
}
