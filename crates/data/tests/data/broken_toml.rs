//! Broken `study.toml`, scenario, control and calendar files.

use crate::common::{base, expect, only, refused, replace, study, study_refused, text};
use coercivity_data::package::Files;
use coercivity_data::{Package, Problem};

const CONTROL: &str = "controls/cn-2025-18.toml";
const CALENDAR: &str = "calendars/CHN.toml";
const SCENARIO: &str = "my.toml";

/// Line of the first line of a text that holds `needle`.
fn row_with(text: &str, needle: &str) -> u64 {
    text.lines().position(|line| line.contains(needle)).unwrap() as u64 + 1
}

/// Problems of a scenario with the given events.
fn scenario(events: &str) -> Vec<Problem> {
    let package = Package::default_package().unwrap();
    let text = format!("id = \"my\"\ntitle = \"Mine\"\nstart = 2026-01-01\n{events}");
    package.read_scenario(SCENARIO, text.as_bytes()).unwrap_err().0
}

/// Problems of a package after one change in the control.
fn control(old: &str, new: &str) -> (Files, Vec<Problem>) {
    let mut files = base();
    let text = text(&files, CONTROL);
    assert!(text.contains(old), "{old}");
    files.insert(CONTROL.to_owned(), text.replacen(old, new, 1).into_bytes());
    let problems = refused(&files);
    (files, problems)
}

#[test]
fn settings_out_of_bounds_are_refused_by_name() {
    for (old, new, column, value) in [
        ("runs = 500", "runs = 0", "runs", "0"),
        ("runs = 500", "runs = -500", "runs", "-500"),
        ("runs = 500", "runs = 1_000_001", "runs", "1000001"),
        ("days = 540", "days = 3651", "days", "3651"),
        ("min_rate = 0.3", "min_rate = 30.0", "min_rate", "30"),
        ("min_rate = 0.3", "min_rate = nan", "min_rate", "NaN"),
        ("restart_days = 3", "restart_days = -1", "restart_days", "-1"),
        ("overtime = 1.1", "overtime = 0.9", "overtime", "0.9"),
        ("adjustment_days = 14", "adjustment_days = 0", "adjustment_days", "0"),
        ("rush = 1.5", "rush = inf", "rush", "inf"),
        ("base = \"default\"", "base = \"other\"", "base", "other"),
    ] {
        let mut files = study();
        let text = text(&files, "study.toml");
        files.insert("study.toml".to_owned(), text.replacen(old, new, 1).into_bytes());
        let problem = only(study_refused(&files));
        let found = (problem.code, problem.file.as_str(), problem.column.as_deref(), problem.value.as_deref());
        assert_eq!(found, ("E007", "study.toml", Some(column), Some(value)));
        assert!(!problem.hint.is_empty());
    }
}

#[test]
fn an_id_that_is_no_key_is_refused() {
    let mut files = study();
    replace(&mut files, "study.toml", "id = \"ev-motor\"", "id = \"../ev\"");
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.value.as_deref()), ("E008", Some("../ev")));
}

#[test]
fn an_unknown_key_is_refused_with_its_row() {
    let mut files = study();
    replace(&mut files, "study.toml", "days = 540", "dayz = 540");
    let row = row_with(&text(&files, "study.toml"), "dayz");
    let problem = only(study_refused(&files));
    assert_eq!((problem.code, problem.file.as_str(), problem.row), ("E023", "study.toml", Some(row)));
    assert!(problem.message.contains("`dayz`") && problem.message.contains("`days`"), "{problem}");
    assert!(problem.hint.contains("coercivity init"));
}

#[test]
fn a_missing_key_a_wrong_type_and_a_syntax_error_are_refused() {
    for (old, new, word) in [
        ("title = ", "# title = ", "title"),
        ("days = 540", "days = \"540\"", "string"),
        ("seed = 20250404", "seed = -1", "seed"),
        ("runs = 500", "runs = ", ""),
    ] {
        let mut files = study();
        let text = text(&files, "study.toml");
        files.insert("study.toml".to_owned(), text.replacen(old, new, 1).into_bytes());
        let problem = only(study_refused(&files));
        assert_eq!(problem.code, "E023", "{problem}");
        assert!(problem.row.is_some() && (problem.message.contains(word) || word == "seed"), "{problem}");
    }
}

#[test]
fn events_out_of_order_are_refused_with_their_row() {
    let problem = only(scenario(
        "[[event]]\ndate = 2026-03-01\nlabel = \"a\"\nkind = \"note\"\n\n\
         [[event]]\ndate = 2026-02-01\nlabel = \"b\"\nkind = \"note\"\n",
    ));
    expect(&problem, "E022", SCENARIO, 9, ("event.date", "2026-02-01"), "put events in date order");
    assert!(problem.message.contains("2026-03-01"), "{problem}");
}

#[test]
fn an_event_before_the_start_or_ending_before_it_begins_is_refused() {
    let problem = only(scenario("[[event]]\ndate = 2025-12-31\nlabel = \"a\"\nkind = \"note\"\n"));
    expect(&problem, "E022", SCENARIO, 4, ("event.date", "2025-12-31"), "date order");
    let problem = only(scenario(
        "[[event]]\ndate = 2026-02-01\nlabel = \"a\"\nkind = \"freeze\"\nfreeze = \"exports\"\ncountry = \"CHN\"\nuntil = 2026-01-31\n",
    ));
    expect(&problem, "E022", SCENARIO, 4, ("event.until", "2026-01-31"), "until >= date");
}

#[test]
fn events_on_unknown_things_are_refused_with_their_row() {
    let head = "[[event]]\ndate = 2026-02-01\nlabel = \"a\"\nkind = ";
    for (event, code, cell, hint) in [
        (
            "\"outage\"\nsite = \"metal-dy-CHM\"\navailability = 0.5",
            "E009",
            ("event.site", "metal-dy-CHM"),
            "`metal-dy-CHN`",
        ),
        ("\"control\"\ncontrol = \"cn-2025-188\"", "E009", ("event.control", "cn-2025-188"), "`cn-2025-18`"),
        (
            "\"freeze\"\nfreeze = \"exports\"\ncountry = \"CHN\"\nmaterials = [\"smcoo\"]",
            "E009",
            ("event.material", "smcoo"),
            "`smco`",
        ),
        ("\"demand-factor\"\nend_use = \"ev\"\nfactor = 0.5", "E009", ("event.end_use", "ev"), "lists every end use"),
        ("\"freeze\"\nfreeze = \"exports\"\ncountry = \"CHINA\"", "E011", ("event.country", "CHINA"), "alpha-3"),
        ("\"note\"\nsource = \"hearsay\"", "E009", ("event.source", "hearsay"), "tables/sources.csv"),
    ] {
        let problem = only(scenario(&format!("\n{head}{event}\n")));
        expect(&problem, code, SCENARIO, 5, cell, hint);
    }
}

#[test]
fn an_event_with_a_field_of_another_kind_is_refused() {
    let problem = only(scenario(
        "[[event]]\ndate = 2026-02-01\nlabel = \"a\"\nkind = \"outage\"\nsite = \"metal-dy-CHN\"\navailability = 0.5\nfactor = 2.0\n",
    ));
    expect(&problem, "E024", SCENARIO, 4, ("event.factor", ""), "may have: site, availability, until");
}

#[test]
fn an_event_without_a_field_of_its_kind_is_refused() {
    let problem = only(scenario("[[event]]\ndate = 2026-02-01\nlabel = \"a\"\nkind = \"control\"\n"));
    expect(&problem, "E005", SCENARIO, 4, ("event.control", ""), "this kind of event needs it");
}

#[test]
fn event_numbers_out_of_bounds_are_refused() {
    for (event, cell) in [
        ("\"severity\"\ncontrol = \"cn-2025-18\"\nrefused = 1.01", ("event.refused", "1.01")),
        ("\"severity\"\ncontrol = \"cn-2025-18\"\nrefused = nan", ("event.refused", "NaN")),
        ("\"review-factor\"\ncontrol = \"cn-2025-18\"\nfactor = -1", ("event.factor", "-1")),
        ("\"release\"\ncountry = \"DEU\"\nmaterial = \"smco\"\nquantity_t = inf", ("event.quantity_t", "inf")),
    ] {
        let text = format!("[[event]]\ndate = 2026-02-01\nlabel = \"a\"\nkind = {event}\n");
        expect(&only(scenario(&text)), "E007", SCENARIO, 4, cell, "write a number in that range");
    }
}

#[test]
fn a_scenario_that_never_starts_is_refused() {
    let package = Package::default_package().unwrap();
    let problem = only(package.read_scenario(SCENARIO, b"id = \"my\"\ntitle = \"Mine\"\n").unwrap_err().0);
    assert_eq!((problem.code, problem.column.as_deref()), ("E005", Some("start")));
}

#[test]
fn unknown_kinds_dates_with_times_and_quoted_dates_are_refused_with_their_row() {
    for event in [
        "date = 2026-02-01\nkind = \"embargo\"",
        "date = 2026-02-01T00:00:00\nkind = \"note\"",
        "date = \"2026-02-01\"\nkind = \"note\"",
    ] {
        let problem = only(scenario(&format!("[[event]]\nlabel = \"a\"\n{event}\n")));
        assert_eq!(problem.code, "E023", "{problem}");
        assert!(problem.row.is_some_and(|row| row >= 4), "{problem}");
    }
}

#[test]
fn dates_of_a_control_out_of_order_are_refused() {
    let (_, problems) =
        control("[[phase]]\nid = \"P2\"\nfrom = 2025-06-07", "[[phase]]\nid = \"P2\"\nfrom = 2025-03-07");
    let problem = only(problems);
    let found = (problem.code, problem.file.as_str(), problem.column.as_deref(), problem.value.as_deref());
    assert_eq!(found, ("E022", CONTROL, Some("phase"), Some("2025-03-07")));
    assert!(problem.message.contains("2025-04-04"), "{problem}");

    let (_, problems) = control("effective = 2025-04-04", "effective = 2025-04-03");
    let problem = only(problems);
    assert_eq!((problem.code, problem.column.as_deref()), ("E022", Some("effective")));
    assert_eq!(problem.hint, "effective >= announced");
}

#[test]
fn parameters_of_a_control_are_checked_like_cells() {
    let first = "first_decision = { value = 22, unit = \"days\", low = 18, high = 26, source = \"reuters-2025-05-13\"";
    for (new, code, value, hint) in [
        (first.replace("days", "weeks"), "E017", "weeks", "write unit = \"days\""),
        (first.replace("low = 18", "low = 23"), "E018", "22", "low <= value <= high"),
        (first.replace("low = 18", "low = -1"), "E007", "-1", "it is in days"),
        (first.replace("high = 26", "high = inf"), "E007", "inf", "it is in days"),
        (first.replace("reuters-2025-05-13", "rumour"), "E009", "rumour", "tables/sources.csv"),
    ] {
        let (_, problems) = control(first, &new);
        let problem = only(problems);
        let found = (problem.code, problem.file.as_str(), problem.column.as_deref(), problem.value.as_deref());
        assert_eq!(found, (code, CONTROL, Some("licence.first_decision"), Some(value)));
        assert!(problem.hint.contains(hint), "{problem}");
    }
}

#[test]
fn a_control_that_refers_to_nothing_is_refused() {
    for (old, new, code, column, value) in [
        ("announced = 2025", "calendar = \"CHM\"\nannounced = 2025", "E009", "calendar", "CHM"),
        ("country = \"CHN\"", "country = \"CHM\"", "E011", "country", "CHM"),
        ("elements = [\"Sm\"", "elements = [\"Sx\"", "E008", "element", "Sx"),
        ("customs_hs = [\"8505111000\"]", "customs_hs = [\"850511100\"]", "E012", "inspection.customs_hs", "850511100"),
        ("\nstatus = \"in-force\"", "\nstatus = \"in-farce\"", "E023", "", ""),
    ] {
        let (_, problems) = control(old, new);
        let problem = only(problems);
        assert_eq!((problem.code, problem.file.as_str()), (code, CONTROL), "{problem}");
        assert_eq!(problem.column.as_deref().unwrap_or_default(), column);
        assert_eq!(problem.value.as_deref().unwrap_or_default(), value);
    }
}

#[test]
fn an_unknown_key_of_a_control_is_refused_with_its_row() {
    let (files, problems) = control("\nlot =", "\nlots =");
    let problem = only(problems);
    let row = row_with(&text(&files, CONTROL), "lots =");
    assert_eq!((problem.code, problem.file.as_str(), problem.row), ("E023", CONTROL, Some(row)));
}

#[test]
fn calendars_are_checked() {
    for (old, new, column, value) in [
        ("2025-01-28, 2025-01-29", "2025-01-29, 2025-01-28", "holidays", "2025-01-28"),
        ("2025-01-26, 2025-02-08", "2025-01-27, 2025-02-08", "worked_weekends", "2025-01-27"),
    ] {
        let mut files = base();
        replace(&mut files, CALENDAR, old, new);
        let problem = only(refused(&files));
        let found = (problem.code, problem.file.as_str(), problem.column.as_deref(), problem.value.as_deref());
        assert_eq!(found, ("E022", CALENDAR, Some(column), Some(value)));
    }
}
