//! Facts that were stated, and what follows from them.

use super::Inputs;
use coercivity_chain::{Condition, Exception, Fact, ItemEvidence, MaterialId};
use jiff::civil::Date;

/// Facts of the study on the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    facts: &'a [Fact],
    day: Date,
}

impl<'a> Facts<'a> {
    pub(super) fn new(inputs: &Inputs<'a>) -> Self {
        Facts { facts: &inputs.study.facts, day: inputs.day }
    }

    /// The fact about the first of some subjects about which it is stated.
    pub(super) fn find(&self, subjects: &[&str], fact: &str) -> Option<&'a Fact> {
        let about = |subject: &&str| self.facts.iter().find(|f| f.fact == fact && f.subject == **subject);
        subjects.iter().find_map(about)
    }

    /// True when a fact rests on more than an assumption.
    pub(super) fn firm(&self, fact: &Fact) -> bool {
        fact.evidence != ItemEvidence::Assumed
    }

    /// A number that was stated.
    pub(super) fn number(&self, subjects: &[&str], fact: &str) -> Option<(f64, ItemEvidence)> {
        let fact = self.find(subjects, fact)?;
        fact.value.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| (number, fact.evidence))
    }

    /// Whether something that is asked for is there: what is assumed can be missing, never there.
    pub(super) fn holds(&self, subjects: &[&str], condition: &Condition) -> Option<bool> {
        let fact = self.find(subjects, &condition.fact)?;
        let holds = condition.test.holds(&fact.value, self.day)?;
        (!holds || self.firm(fact)).then_some(holds)
    }

    /// Whether a condition on the subject is so: an assumption settles nothing.
    pub(super) fn settles(&self, subjects: &[&str], condition: &Condition) -> Option<bool> {
        let fact = self.find(subjects, &condition.fact).filter(|fact| self.firm(fact))?;
        condition.test.holds(&fact.value, self.day)
    }

    /// Whether a licence is held on the day: `Some(false)` where none is named or it has run out.
    pub(super) fn licence(&self, subjects: &[&str], fact: Option<&String>) -> Option<bool> {
        let Some(said) = fact.and_then(|fact| self.find(subjects, fact)) else { return Some(false) };
        let Ok(last) = said.value.parse::<Date>() else { return None };
        let valid = self.day <= last;
        (!valid || self.firm(said)).then_some(valid)
    }

    /// Whether an exception spares goods. One that nobody claims spares nothing; one that is
    /// claimed with a fact missing, or on an assumption, is not settled.
    pub(super) fn spares(&self, subjects: &[&str], exception: &Exception, goods: MaterialId) -> Option<bool> {
        if !exception.materials.is_empty() && !exception.materials.contains(&goods) {
            return Some(false);
        }
        let claimed = exception.conditions.iter().any(|condition| self.find(subjects, &condition.fact).is_some());
        if !claimed || exception.conditions.is_empty() {
            return Some(false);
        }
        all(exception.conditions.iter().map(|condition| self.holds(subjects, condition)))
    }

    /// Facts of an exception that are missing or not firm enough.
    pub(super) fn open(&self, subjects: &[&str], exception: &Exception) -> Vec<String> {
        let is_open = |condition: &&Condition| self.holds(subjects, condition).is_none();
        exception.conditions.iter().filter(is_open).map(|condition| condition.fact.clone()).collect()
    }
}

/// All of them, three-valued: one that is not so decides.
pub(super) fn all(values: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for value in values {
        match value {
            Some(false) => return Some(false),
            None => result = None,
            Some(true) => {}
        }
    }
    result
}

/// Any of them, three-valued: one that is so decides.
pub(super) fn any(values: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    all(values.into_iter().map(|value| value.map(|value| !value))).map(|value| !value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_values_join_as_kleene_wrote_them() {
        assert_eq!(all([Some(true), None]), None);
        assert_eq!(all([None, Some(false)]), Some(false));
        assert_eq!(all([]), Some(true));
        assert_eq!(any([Some(false), None]), None);
        assert_eq!(any([None, Some(true)]), Some(true));
        assert_eq!(any([]), Some(false));
    }
}
