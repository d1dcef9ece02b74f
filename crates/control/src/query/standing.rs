//! The status of a control on a day, and what comes next.

use coercivity_chain::{Control, Status};
use jiff::civil::Date;

/// Status on a day. Periods that follow each other with the same status count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Status; `None` before the control was announced.
    pub status: Option<Status>,
    /// First day of the status; `None` before the announcement.
    pub from: Option<Date>,
    /// Last day of the status; `None` = open.
    pub until: Option<Date>,
    /// The status that follows.
    pub next: Option<Status>,
    /// In force and past the day of effect.
    pub bites: bool,
    /// Period of the day, for its note and source.
    pub period: Option<usize>,
}

/// Status of a control on a day.
#[must_use]
pub fn standing(control: &Control, day: Date) -> Standing {
    let periods = &control.status;
    let period = periods.iter().rposition(|period| period.from <= day);
    let status = period.map(|at| periods[at].status);
    let first = period.map(|at| (0..=at).rev().take_while(|n| Some(periods[*n].status) == status).last().unwrap_or(at));
    let after = period.map_or(0, |at| at + 1);
    let next = periods[after.min(periods.len())..].iter().find(|period| Some(period.status) != status);
    Standing {
        status,
        from: first.map(|at| periods[at].from),
        until: next.and_then(|next| next.from.yesterday().ok()),
        next: next.map(|next| next.status),
        bites: status == Some(Status::InForce) && day >= control.effective,
        period,
    }
}

/// First day from `day` on that the control bites, if one is known.
#[must_use]
pub fn bites_from(control: &Control, day: Date) -> Option<Date> {
    let in_force = |period: &&coercivity_chain::StatusPeriod| period.status == Status::InForce;
    let from = control.status.iter().filter(in_force).map(|period| period.from.max(control.effective));
    from.filter(|from| *from > day).min()
}

/// Why a control does not bite yet.
pub(super) fn why_not_yet(control: &Control, standing: &Standing, day: Date, reason: &str) -> String {
    let announced = date_words(control.announced);
    let Some(_) = standing.status else { return format!("not announced before {announced}; {reason}") };
    let due = match (bites_from(control, day), standing.until, standing.next) {
        (Some(from), ..) => format!("in force from {} on", date_words(from)),
        // Set aside before it took effect.
        (None, Some(last), Some(next)) => {
            let then = last.tomorrow().map_or_else(|_| String::new(), date_words);
            format!("due on {}, but {} from {then} on", date_words(control.effective), next.word())
        }
        _ => format!("due on {}", date_words(control.effective)),
    };
    format!("announced on {announced}, {due}; {reason}")
}

/// Why a control that is set aside does not bite, and until when.
pub(super) fn why_set_aside(control: &Control, standing: &Standing, reason: &str) -> String {
    let until = match (standing.until, standing.next) {
        (Some(last), Some(next)) => format!("until {}, then {}", date_words(last), next.word()),
        _ => "with no end known".to_owned(),
    };
    let status = standing.status.map_or("set aside", Status::word);
    let note = standing.period.map_or("", |at| control.status[at].note.as_str());
    let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
    format!("{status} {until}{note}; otherwise: {reason}")
}

/// Why a control that has ended does not bite.
pub(super) fn why_over(control: &Control, standing: &Standing) -> String {
    let since = standing.from.map_or_else(String::new, |from| format!(" since {}", date_words(from)));
    let note = standing.period.map_or("", |at| control.status[at].note.as_str());
    if note.is_empty() { format!("ended{since}") } else { format!("ended{since}: {note}") }
}

/// A date as people write it: 4 April 2025.
#[must_use]
pub fn date_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    format!("{} {} {}", date.day(), month.copied().unwrap_or_default(), date.year())
}
