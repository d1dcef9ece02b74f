//! Broken rules, lists of raw materials and facts: refused, where they are broken, with what would be right.

use crate::common::{accepted, base, only, refused, study, study_refused, text};
use coercivity_chain::{FactTest, ItemEvidence, RuleTest};
use coercivity_data::{Package, Problem};

const DEFENCE: &str = "rules/us-dfars-7052.toml";
const RECYCLED: &str = "rules/eu-crma-29.toml";
const SHARE: &str = "rules/eu-crma-5-65.toml";
const LIST: &str = "lists/eu-strategic.toml";

/// Problems of the package after one change of a file.
fn changed(file: &str, old: &str, new: &str) -> Vec<Problem> {
    let mut files = base();
    let text = text(&files, file);
    assert!(text.contains(old), "`{old}` is not in {file}");
    files.insert(file.to_owned(), text.replacen(old, new, 1).into_bytes());
    refused(&files)
}

#[test]
fn every_rule_has_a_citation_whose_number_is_in_its_key() {
    let chain = Package::default_package().unwrap().chain;
    for wanted in
        ["eu-crma-5-65", "eu-crma-24-1", "us-dfars-7052", "us-ndaa-857", "cn-61-de-minimis", "cn-18", "uk-2035-60"]
    {
        assert!(chain.rules.iter().any(|rule| rule.key == wanted), "{wanted}");
    }
    for rule in &chain.rules {
        let numbers = rule.key.split('-').filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
        for number in numbers.take(1) {
            assert!(rule.citation.contains(number), "{}: {}", rule.key, rule.citation);
        }
        assert!(!chain.sources[rule.source.index()].url.is_empty(), "{}: the text has no address", rule.key);
        assert!(!rule.versions.is_empty() && (rule.control.is_some() || !rule.status.is_empty()), "{}", rule.key);
    }
    let defence = chain.rules.iter().find(|rule| rule.key == "us-dfars-7052").unwrap();
    let stages = |version: &coercivity_chain::RuleVersion| match &version.test {
        RuleTest::StageOrigin(test) => test.goods[0].stages.len(),
        _ => 0,
    };
    assert_eq!(defence.versions.iter().map(stages).collect::<Vec<_>>(), [2, 5]);
}

#[test]
fn every_fact_is_asked_for_and_every_fact_asked_for_is_known() {
    let chain = Package::default_package().unwrap().chain;
    let text: String = base()
        .iter()
        .filter(|(file, _)| file.starts_with("rules/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    for kind in &chain.fact_kinds {
        assert!(text.contains(&format!("\"{}\"", kind.key)), "no rule asks for {}", kind.key);
        let known = ["company", "line", "item", "material"];
        assert!(kind.subjects.iter().all(|subject| known.contains(&subject.as_str())), "{}", kind.key);
    }
}

#[test]
fn broken_rules_are_refused_by_file_key_and_value() {
    let cases: [(&str, &str, &str, &str, &str, &str); 16] = [
        (SHARE, "source = \"eu-crma-2024\"", "source = \"eu-crma-2042\"", "E009", "source", "sources.csv"),
        (SHARE, "region = \"EUU\"", "region = \"EUX\"", "E011", "region", "EUU"),
        (
            SHARE,
            "list = \"eu-strategic\"",
            "list = \"eu-strategc\"",
            "E009",
            "version.list",
            "did you mean `eu-strategic`?",
        ),
        (
            SHARE,
            "\"separation\", \"metal\"",
            "\"seperation\", \"metal\"",
            "E009",
            "version.stages",
            "did you mean `separation`?",
        ),
        (SHARE, "value = 0.65", "value = 65", "E007", "version.most", "share"),
        (
            SHARE,
            "value = 0.65, unit = \"share\"",
            "value = 0.65, unit = \"%\"",
            "E017",
            "version.most",
            "unit = \"share\"",
        ),
        (SHARE, "kind = \"share-limit\"", "kind = \"stage-origin\"", "E005", "version.goods", "goods, countries"),
        (SHARE, "most = {", "least = {", "E005", "version.most", "list, stages, most"),
        (SHARE, "citation = \"Reg", "citation = \" \" #", "E005", "citation", "act and article"),
        (SHARE, "id = \"eu-crma-5-65\"", "id = \"eu-crma-5-10\"", "E010", "id", "change one"),
        (SHARE, "level = \"benchmark\"", "level = \"proposed\"", "E024", "level", "binding"),
        (
            RECYCLED,
            "fact = \"recycled_tb\"",
            "fact = \"recyled_tb\"",
            "E009",
            "version.need.fact",
            "did you mean `recycled_tb`?",
        ),
        (
            RECYCLED,
            "\"recycled_nd\", stated = true",
            "\"recycled_nd\", is = true",
            "E051",
            "version.need.fact",
            "another test",
        ),
        (RECYCLED, "\"recycled_nd\", stated = true", "\"recycled_nd\"", "E051", "version.need", "one of is, above"),
        (DEFENCE, "\"CHN\", \"PRK\"", "\"CHN\", \"DPRK\"", "E011", "version.countries", "did you mean"),
        (DEFENCE, "from = 2027-01-01\n", "", "E005", "version.from", "2027-01-01"),
    ];
    for (file, old, new, code, column, hint) in cases {
        let problems = changed(file, old, new);
        let found = problems.iter().find(|p| p.code == code && p.column.as_deref() == Some(column) && p.file == file);
        let found = found.unwrap_or_else(|| panic!("{code} {column}: {problems:#?}"));
        assert!(found.hint.contains(hint), "{found}");
    }
}

#[test]
fn rows_of_versions_are_named() {
    let problem = only(changed(DEFENCE, "fact = \"covered_weight_share\"", "fact = \"covered_weight_shares\""));
    let row = text(&base(), DEFENCE).lines().position(|line| line == "from = 2027-01-01").unwrap() as u64;
    assert_eq!((problem.code, problem.row), ("E009", Some(row)), "the [[version]] above its first key");
    assert!(problem.to_string().contains("exception cots.fact"), "{problem}");
}

#[test]
fn lists_and_references_between_rules_are_checked() {
    let problem = only(changed(LIST, "elements = [\"Ga\"]", "elements = [\"GA\"]"));
    assert_eq!((problem.code, problem.value.as_deref()), ("E008", Some("GA")));
    let problem = only(changed(LIST, "id = \"germanium\"", "id = \"gallium\""));
    assert_eq!((problem.code, problem.column.as_deref()), ("E010", Some("material.id")));
    let problem = only(changed("rules/eu-crma-24-2.toml", "rule = \"eu-crma-24-1\"", "rule = \"eu-crma-24-3\""));
    assert_eq!((problem.code, problem.column.as_deref()), ("E009", Some("applies.rule")));
    assert!(problem.hint.contains("eu-crma-24-"), "{problem}");
    let problem = only(changed("rules/eu-crma-24-2.toml", "rule = \"eu-crma-24-1\"", "rule = \"eu-crma-28\""));
    assert!(problem.hint.contains("who-must"), "{problem}");
    let problem = only(changed(
        "rules/cn-61-de-minimis.toml",
        "\ncontrol = \"cn-2025-61\"\nstages",
        "\ncontrol = \"cn-2025-18\"\nstages",
    ));
    assert_eq!((problem.code, problem.value.as_deref()), ("E024", Some("cn-2025-18")));
}

#[test]
fn a_rule_of_the_study_is_added_and_one_of_the_same_file_replaced() {
    let mut files = study();
    let own = text(&base(), SHARE).replace("0.65", "0.5").replace("id = \"eu-crma-5-65\"", "id = \"our-limit-50\"");
    files.insert("rules/our-limit.toml".to_owned(), own.into_bytes());
    files.insert(SHARE.to_owned(), text(&base(), SHARE).replace("value = 0.65", "value = 0.7").into_bytes());
    let rules = accepted(&files).package.chain.rules;
    let most = |key: &str| match &rules.iter().find(|rule| rule.key == key).unwrap().versions[0].test {
        RuleTest::ShareLimit(test) => test.most.value,
        _ => 0.0,
    };
    assert_eq!((most("our-limit-50"), most("eu-crma-5-65")), (0.5, 0.7));
}

/// A study with these rows of `facts.csv`.
fn facts(rows: &str) -> coercivity_data::package::Files {
    let mut files = study();
    files.insert("facts.csv".to_owned(), format!("subject,fact,value,unit,evidence,note\n{rows}").into_bytes());
    files
}

#[test]
fn facts_are_read() {
    let rows = "company,employees,501,persons,declared,annual report\nfront-motor,magnet_label,no,,assumed,\n\
                ndfeb-heavy,cn_18_licence_until,2027-01-31,,declared,\ngallium,stock_t,unknown,t,public,\n";
    let loaded = accepted(&facts(rows));
    let found = &loaded.study.facts;
    assert_eq!(found.len(), 4);
    assert_eq!(
        (found[0].fact.as_str(), found[0].value.as_str(), found[0].evidence),
        ("employees", "501", ItemEvidence::Declared)
    );
    assert_eq!(FactTest::Above(500.0).holds(&found[0].value, jiff::civil::date(2026, 1, 1)), Some(true));
    let mut without = study();
    without.remove("facts.csv");
    assert!(accepted(&without).study.facts.is_empty(), "the file is optional");
}

#[test]
fn broken_facts_are_refused_by_row_and_column() {
    let cases: [(&str, &str, &str, &str); 14] = [
        ("company,employes,501,persons,declared,", "E009", "fact", "did you mean `employees`?"),
        ("company,colour,red,,declared,", "E009", "fact", "fact_kinds"),
        ("front-motr,magnet_label,yes,,declared,", "E050", "subject", "did you mean `front-motor`?"),
        ("front-motor,employees,501,persons,declared,", "E050", "subject", "it is about: company"),
        ("company,magnet_mass,1,kg,declared,", "E050", "subject", "it is about: line"),
        ("company,employees,501,,declared,", "E017", "unit", "persons"),
        ("front-motor,magnet_mass,200,g,declared,", "E017", "unit", "kg"),
        ("company,employees,many,persons,declared,", "E006", "value", "unknown"),
        ("company,employees,-1,persons,declared,", "E006", "value", "1234.5"),
        ("company,employees,inf,persons,declared,", "E006", "value", "1234.5"),
        ("front-motor,recycled_nd,25,,declared,", "E007", "value", "0.25"),
        ("front-motor,magnet_label,true,,declared,", "E008", "value", "yes or no"),
        ("company,crma_24_assessment_date,22.11.2025,,declared,", "E006", "value", "2025-04-04"),
        ("company,employees,501,persons,certain,", "E008", "evidence", "declared"),
    ];
    for (row, code, column, hint) in cases {
        let problem = only(study_refused(&facts(&format!("{row}\n"))));
        let found = (problem.code, problem.file.as_str(), problem.row, problem.column.as_deref());
        assert_eq!(found, (code, "facts.csv", Some(2), Some(column)), "{problem}");
        assert!(problem.hint.contains(hint), "{problem}");
    }
    let twice = "company,employees,501,persons,declared,\ncompany,employees,502,persons,declared,\n";
    assert_eq!(only(study_refused(&facts(twice))).code, "E010");
    assert_eq!(only(study_refused(&facts("company,employees\n"))).code, "E004");
}

#[test]
fn of_very_many_broken_facts_the_first_are_named_and_the_rest_counted() {
    let rows: String = (0..1000).map(|n| format!("front-motr-{n},magnet_label,yes,,declared,\n")).collect();
    let problems = study_refused(&facts(&rows));
    assert_eq!(problems.len(), 201);
    assert!(problems[..200].iter().all(|problem| problem.code == "E050"));
    let last = problems.last().unwrap();
    assert_eq!((last.code, last.file.as_str()), ("E000", "facts.csv"));
    assert!(last.message.contains("800 more"), "{last}");
}
