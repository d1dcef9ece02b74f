//! One fact and what it has to be.

use crate::toml_file::Resolver;
use coercivity_chain::{Condition, FactTest, FactValue};
use serde::Deserialize;

/// `fact`, and one of the tests.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionFile {
    fact: String,
    #[serde(default)]
    text: String,
    is: Option<bool>,
    above: Option<f64>,
    at_least: Option<f64>,
    below: Option<f64>,
    at_most: Option<f64>,
    max_age_years: Option<u8>,
    not_passed: Option<bool>,
    stated: Option<bool>,
}

impl ConditionFile {
    /// Every test that is written, with the values it is for.
    fn tests(&self) -> Vec<(FactTest, &'static [FactValue])> {
        const NUMBERS: &[FactValue] = &[FactValue::Number, FactValue::Share];
        const ANY: &[FactValue] =
            &[FactValue::Number, FactValue::Share, FactValue::Flag, FactValue::Date, FactValue::Text];
        let mut tests = Vec::new();
        tests.extend(self.is.map(|is| (FactTest::Is(is), &[FactValue::Flag][..])));
        tests.extend(self.above.map(|limit| (FactTest::Above(limit), NUMBERS)));
        tests.extend(self.at_least.map(|limit| (FactTest::AtLeast(limit), NUMBERS)));
        tests.extend(self.below.map(|limit| (FactTest::Below(limit), NUMBERS)));
        tests.extend(self.at_most.map(|limit| (FactTest::AtMost(limit), NUMBERS)));
        tests.extend(self.max_age_years.map(|years| (FactTest::MaxAgeYears(years), &[FactValue::Date][..])));
        tests.extend(self.not_passed.filter(|set| *set).map(|_| (FactTest::NotPassed, &[FactValue::Date][..])));
        tests.extend(self.stated.filter(|set| *set).map(|_| (FactTest::Stated, ANY)));
        tests
    }
}

/// Resolves conditions.
pub(super) fn conditions(resolver: &mut Resolver<'_>, key: &str, raw: &[ConditionFile]) -> Vec<Condition> {
    raw.iter().filter_map(|condition| one(resolver, key, condition)).collect()
}

fn one(resolver: &mut Resolver<'_>, key: &str, raw: &ConditionFile) -> Option<Condition> {
    let mut tests = raw.tests();
    let (Some((test, values)), true) = (tests.pop(), tests.is_empty()) else {
        let hint = "write one of is, above, at_least, below, at_most, max_age_years, not_passed = true, stated = true";
        resolver.problem("E051", key, &raw.fact, "a condition has exactly one test", hint);
        return None;
    };
    if let Some(limit) = test.threshold()
        && !(limit.is_finite() && limit >= 0.0)
    {
        resolver.problem("E007", key, &limit.to_string(), "not a number of zero or more", "facts are zero or more");
        return None;
    }
    let meaning = fact(resolver, &format!("{key}.fact"), &raw.fact, values)?;
    let text = if raw.text.is_empty() { meaning } else { raw.text.clone() };
    Some(Condition { fact: raw.fact.clone(), test, text })
}

/// Meaning of a fact that is known and of one of some kinds of value.
pub(super) fn fact(resolver: &mut Resolver<'_>, key: &str, name: &str, values: &[FactValue]) -> Option<String> {
    let kinds = &resolver.chain.fact_kinds;
    let found = kinds.iter().find(|kind| kind.key == name);
    let known = kinds.iter().map(|kind| kind.key.as_str());
    let kind = resolver.named(key, name, found, "fact", known)?;
    if !values.contains(&kind.value) {
        let words: Vec<&str> = values.iter().map(|value| value.word()).collect();
        let message = format!("the fact is a {}, the test is for a {}", kind.value.word(), words.join(" or "));
        resolver.problem("E051", key, name, &message, "take another test, or another fact");
        return None;
    }
    Some(kind.meaning.clone())
}
