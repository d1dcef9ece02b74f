//! Rules and their verdicts: dated, cited, three-valued, with the path of what fails.
//!
//! Three values throughout. What is not known never passes; what is only assumed
//! can fail a rule and never pass it; what a rule does not concern is said to be
//! so. A rule that is not in force on the day is measured all the same, so that
//! a reader sees what would come.

mod company;
mod disclosure;
mod evidence;
mod facts;
mod region;
mod scope;
mod stage_origin;
mod standing;
mod stocks;
mod value;
mod verdict;

pub use disclosure::{Cell, Form};
pub use standing::{Force, Standing};
pub use stocks::StockRow;
pub use verdict::{Outcome, Verdict};

use crate::origin::{ElementOrigin, LineOrigin, Origin};
use coercivity_chain::{Chain, CountryId, Line, Rule, RuleTest, RuleVersion, Study};
use facts::Facts;
use jiff::civil::Date;
use verdict::Found;

/// Origin of what a region uses of one entry of a list of raw materials.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionOrigin {
    /// Region.
    pub region: CountryId,
    /// Key of the list.
    pub list: String,
    /// Key of the entry.
    pub material: String,
    /// Origin of each element of the entry.
    pub elements: Vec<ElementOrigin>,
}

/// What rules are held against.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Chain with its rules.
    pub chain: &'a Chain,
    /// Study.
    pub study: &'a Study,
    /// Origin of what the lines of the study need.
    pub origin: &'a Origin,
    /// Origin of what regions use.
    pub regions: &'a [RegionOrigin],
    /// Day.
    pub day: Date,
    /// How controls go on; `None` = as published.
    pub branch: Option<&'a str>,
}

/// Verdicts, and the tables that some rules ask for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// Verdicts in the order of the rules, subjects in the order of the study.
    pub verdicts: Vec<Verdict>,
    /// Disclosure forms, one per item and supplier.
    pub forms: Vec<Form>,
    /// Stock tables.
    pub stocks: Vec<StockRow>,
}

/// Holds every rule of a chain that `wanted` names against a study.
#[must_use]
pub fn check(inputs: &Inputs<'_>, wanted: impl Fn(&Rule) -> bool) -> Answers {
    let mut answers = Answers::default();
    for (number, rule) in inputs.chain.rules.iter().enumerate().filter(|(_, rule)| wanted(rule)) {
        let Some(version) = rule.version_on(inputs.day) else { continue };
        let context = Context { inputs, rule, version, number, facts: Facts::new(inputs) };
        context.test(&mut answers);
    }
    answers
}

/// Regions and lists of raw materials whose origin some rule asks for.
#[must_use]
pub fn regions_wanted(chain: &Chain, wanted: impl Fn(&Rule) -> bool) -> Vec<(CountryId, String)> {
    let mut found: Vec<(CountryId, String)> = Vec::new();
    for rule in chain.rules.iter().filter(|rule| wanted(rule)) {
        for version in &rule.versions {
            let list = match &version.test {
                RuleTest::ShareLimit(test) => &test.list,
                RuleTest::CapacityShare(test) => &test.list,
                RuleTest::StockCover(test) => &test.list,
                RuleTest::StockReport(test) => &test.list,
                _ => continue,
            };
            let pair = (rule.region, list.clone());
            if !found.contains(&pair) {
                found.push(pair);
            }
        }
    }
    found
}

/// One rule at work.
struct Context<'a> {
    inputs: &'a Inputs<'a>,
    rule: &'a Rule,
    version: &'a RuleVersion,
    number: usize,
    facts: Facts<'a>,
}

impl<'a> Context<'a> {
    fn chain(&self) -> &'a Chain {
        self.inputs.chain
    }

    /// Country or region by its code.
    fn code(&self, country: CountryId) -> &'a str {
        &self.chain().countries[country.index()].iso3
    }

    /// Lines of the study, each with its origin where it was traced.
    fn lines(&self) -> impl Iterator<Item = (&'a Line, Option<&'a LineOrigin>)> {
        let inputs = self.inputs;
        let origin = move |line: &Line| inputs.origin.lines.iter().find(|origin| origin.key == line.key);
        inputs.study.lines.iter().map(move |line| (line, origin(line)))
    }

    fn test(&self, answers: &mut Answers) {
        match &self.version.test {
            RuleTest::StageOrigin(test) => {
                self.each_line(answers, |line, origin| stage_origin::test(self, test, line, origin))
            }
            RuleTest::MassLimit(test) => {
                self.each_line(answers, |line, origin| company::mass(self, test, line, origin))
            }
            RuleTest::ValueShare(test) => self.each_line(answers, |line, origin| value::test(self, test, line, origin)),
            RuleTest::Disclosure(test) => disclosure::test(self, test, answers),
            RuleTest::ControlScope(test) => scope::test(self, test, answers),
            RuleTest::Facts(needs) => company::facts(self, needs, answers),
            RuleTest::WhoMust(test) => {
                let found = company::who_must(self, test);
                self.add(answers, "company", None, found);
            }
            RuleTest::ShareLimit(test) => region::share_limit(self, test, answers),
            RuleTest::CapacityShare(test) => region::capacity_share(self, test, answers),
            RuleTest::StockCover(test) => stocks::cover(self, test, answers),
            RuleTest::StockReport(test) => stocks::report(self, test, answers),
        }
    }

    /// Tests each line that the rule concerns.
    fn each_line(&self, answers: &mut Answers, test: impl Fn(&Line, &LineOrigin) -> Found) {
        for (line, origin) in self.lines() {
            let found = match (self.concerns(line), origin) {
                (Some(false), _) => Found::not_applicable("the rule does not concern the line"),
                (_, None) => Found::unknown("the origin of what the line needs was not traced"),
                (concerned, Some(origin)) => {
                    test(line, origin).if_concerned(concerned, self.rule.applies.fact.as_deref())
                }
            };
            self.add(answers, &line.key, Some(line), found);
        }
    }

    /// Adds a verdict, as what it is on the day.
    fn add(&self, answers: &mut Answers, subject: &str, line: Option<&Line>, found: Found) {
        let standing = standing::standing(self, line);
        answers.verdicts.push(found.on(standing, self.number, subject));
    }

    /// Whether the rule concerns a line: a stated fact before class, use and country.
    fn concerns(&self, line: &Line) -> Option<bool> {
        let applies = &self.rule.applies;
        if let Some(fact) = &applies.fact
            && let Some(said) = self.facts.find(&[&line.key, "company"], fact)
        {
            // An assumption frees nobody.
            return if said.value == "yes" { Some(true) } else { self.facts.firm(said).then_some(false) };
        }
        let chain = self.chain();
        let class = chain.end_uses[line.end_use.index()].class;
        let in_region = applies.regions.iter().any(|region| chain.is_within(line.country, *region));
        let by_class = applies.classes.is_empty() || applies.classes.contains(&class);
        let by_use = applies.end_uses.is_empty() || applies.end_uses.contains(&line.end_use);
        Some(by_class && by_use && (applies.regions.is_empty() || in_region))
    }
}
