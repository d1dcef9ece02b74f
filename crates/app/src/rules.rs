//! `rules`: which dated rules does a study keep, break, or leave open?

mod view;

use crate::error::AppError;
use crate::load;
use coercivity_chain::{Chain, Rule, RuleLevel};
use coercivity_data::problem::nearest;
use coercivity_report::rules_view::RulesView;
use coercivity_trace::origin::{self, By};
use coercivity_trace::rules::{Inputs, Outcome, RegionOrigin, check, regions_wanted};
use jiff::civil::Date;

/// What is asked, in the words of whoever asks.
#[derive(Debug, Clone, PartialEq)]
pub struct RulesRequest {
    /// Worked study or folder; `None` = the default one.
    pub study: Option<String>,
    /// Day, as 2025-04-04; `None` = today.
    pub on: Option<String>,
    /// Today, which only the caller knows.
    pub today: Date,
    /// Rules by key, `*` for any text; empty = all.
    pub rules: Vec<String>,
    /// Leave out benchmarks and proposals.
    pub binding: bool,
    /// How controls go on; `None` = as published.
    pub branch: Option<String>,
    /// Show what does not apply as well.
    pub all: bool,
}

impl RulesRequest {
    /// Asks about every rule today.
    #[must_use]
    pub fn new(today: Date) -> Self {
        RulesRequest { study: None, on: None, today, rules: Vec::new(), binding: false, branch: None, all: false }
    }
}

/// Holds rules against a study.
///
/// # Errors
/// When the study has defects, or the request names something unknown.
pub fn rules(request: &RulesRequest) -> Result<RulesView, AppError> {
    let (loaded, _) = load::study(request.study.as_deref())?;
    let chain = &loaded.package.chain;
    let day = request.on.as_deref().map_or(Ok(request.today), day)?;
    let branch = request.branch.as_deref().map(|name| branch(chain, name)).transpose()?;
    for pattern in &request.rules {
        known(chain, pattern)?;
    }
    let wanted = |rule: &Rule| {
        let named = request.rules.is_empty() || request.rules.iter().any(|pattern| matches(pattern, &rule.key));
        named && (!request.binding || rule.level == RuleLevel::Binding)
    };
    let origin = origin::of_study(chain, &loaded.study, None, None, By::Mass);
    let regions = regions(chain, wanted);
    let inputs =
        Inputs { chain, study: &loaded.study, origin: &origin, regions: &regions, day, branch: branch.as_deref() };
    let mut answers = check(&inputs, wanted);
    let rank = |rule: usize| {
        let rule: &Rule = &chain.rules[rule];
        (rule.who as u8, rule.level as u8)
    };
    answers.verdicts.sort_by_key(|verdict| (verdict.outcome, rank(verdict.rule), verdict.rule));
    Ok(view::rules(request, &inputs, &answers))
}

/// True when some verdict says that a rule is broken.
#[must_use]
pub fn fails(view: &RulesView) -> bool {
    view.counts.fail > 0
}

/// Origin of what regions use of each raw material that some rule asks for.
fn regions(chain: &Chain, wanted: impl Fn(&Rule) -> bool) -> Vec<RegionOrigin> {
    let mut regions = Vec::new();
    for (region, list) in regions_wanted(chain, wanted) {
        for entry in chain.raw_material_list(&list).map_or(&[][..], |list| &list.entries) {
            let of = |material: &coercivity_chain::MaterialId| {
                origin::of_country(chain, Some(region), *material, None, By::Mass).lines
            };
            let elements = entry.materials.iter().flat_map(of).flat_map(|line| line.elements).collect();
            regions.push(RegionOrigin { region, list: list.clone(), material: entry.key.clone(), elements });
        }
    }
    regions
}

fn unknown(what: &'static str, name: &str, hint: impl Into<String>) -> AppError {
    AppError::Unknown { what, name: name.to_owned(), hint: hint.into() }
}

fn day(text: &str) -> Result<Date, AppError> {
    // Later dates leave no room for what follows them.
    let date: Option<Date> = text.parse().ok().filter(|date: &Date| (1900..=2200).contains(&date.year()));
    date.ok_or_else(|| unknown("date", text, "write year, month and day, e.g. 2027-01-01"))
}

fn branch(chain: &Chain, name: &str) -> Result<String, AppError> {
    let mut names: Vec<&str> = chain.controls.iter().flat_map(|c| &c.branches).map(|b| b.key.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.contains(&name) {
        return Ok(name.to_owned());
    }
    let hint = nearest(name, names.iter().copied())
        .map_or_else(|| format!("one of: {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
    Err(unknown("branch", name, hint))
}

/// Refuses a pattern that names no rule.
fn known(chain: &Chain, pattern: &str) -> Result<(), AppError> {
    let keys = || chain.rules.iter().map(|rule| rule.key.as_str());
    if keys().any(|key| matches(pattern, key)) {
        return Ok(());
    }
    let hint = nearest(pattern, keys()).map_or_else(
        || format!("one of: {}", keys().collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Err(unknown("rule", pattern, hint))
}

/// True when a key is a pattern with `*` for any text.
fn matches(pattern: &str, key: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == key };
    let Some(mut tail) = key.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = tail.find(part) else { return false };
        tail = &tail[at + part.len()..];
    }
    tail.len() >= last.len() && tail.ends_with(last)
}

/// The answer in one sentence: what binds first.
fn headline(day: Date, verdicts: &[(&Rule, Outcome)]) -> String {
    let of = |outcome: Outcome| -> Vec<&str> {
        let mut keys: Vec<&str> = verdicts.iter().filter(|v| v.1 == outcome).map(|v| v.0.key.as_str()).collect();
        keys.dedup();
        keys
    };
    let failing = of(Outcome::Fail);
    let binding: Vec<&str> = {
        let is_binding = |key: &&str| verdicts.iter().any(|v| v.0.key == **key && v.0.level == RuleLevel::Binding);
        failing.iter().copied().filter(is_binding).collect()
    };
    let unknown = of(Outcome::Unknown).len();
    let told = if binding.is_empty() {
        "no rule that binds is shown to fail".to_owned()
    } else {
        let rules = if binding.len() == 1 { "binding rule fails" } else { "binding rules fail" };
        format!("{} {rules} ({})", binding.len(), binding.join(", "))
    };
    let benchmarks = failing.len() - binding.len();
    let aims = match benchmarks {
        0 => String::new(),
        1 => "; 1 benchmark is missed".to_owned(),
        n => format!("; {n} benchmarks are missed"),
    };
    let open = match unknown {
        0 => String::new(),
        1 => "; 1 rule cannot be told".to_owned(),
        n => format!("; {n} rules cannot be told"),
    };
    format!("On {day}, {told}{aims}{open}.")
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_name_rules() {
        assert!(matches("us-*", "us-dfars-7052") && matches("*", "cn-18") && matches("*-5-*", "eu-crma-5-65"));
        assert!(matches("cn-18", "cn-18") && matches("cn-18*", "cn-18"));
        assert!(!matches("cn-1", "cn-18") && !matches("us-*", "cn-18") && !matches("*-65", "eu-crma-5-10"));
        assert!(!matches("aa*aa", "aaa"));
    }
}
