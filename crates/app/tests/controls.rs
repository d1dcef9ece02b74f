//! Questions about shipments, from words to the answer.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

use coercivity_app::AppError;
use coercivity_app::controls::{ControlsRequest, answer};
use coercivity_data::Package;
use coercivity_report::controls_view::{AnswerView, ControlsView};
use jiff::civil::date;
use std::sync::LazyLock;

static PACKAGE: LazyLock<Package> = LazyLock::new(|| Package::default_package().expect("the package is sound"));

/// A request from words: `on 2026-11-22 material ndfeb-heavy from CHN`.
fn request(words: &str) -> ControlsRequest {
    let mut request = ControlsRequest::new(date(2026, 11, 22));
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    while let Some(key) = words.next() {
        let flag = match key {
            "technology" => Some(&mut request.technology),
            "re-export" => Some(&mut request.re_export),
            "listed" => Some(&mut request.listed),
            "all" => Some(&mut request.all),
            _ => None,
        };
        if let Some(flag) = flag {
            *flag = true;
            continue;
        }
        let value = words.next().expect("a value").to_owned();
        match key {
            "on" => request.on = Some(value),
            "material" => request.material = Some(value),
            "element" => request.element = Some(value),
            "form" => request.form = Some(value),
            "content" => request.content.push(value),
            "hs" => request.hs = Some(value),
            "from" => request.from = Some(value),
            "to" => request.to = Some(value),
            "end-use" => request.end_use = Some(value),
            "value-share" => request.value_share = value.parse().ok(),
            "owner-share" => request.owner_share = value.parse().ok(),
            "branch" => request.branch = Some(value),
            _ => panic!("no key {key}"),
        }
    }
    request
}

fn asked(words: &str) -> ControlsView {
    answer(&PACKAGE.chain, &request(words)).unwrap_or_else(|error| panic!("{words}: {error}"))
}

fn of<'a>(view: &'a ControlsView, control: &str) -> &'a AnswerView {
    view.controls.iter().find(|answer| answer.control == control).expect("the control is shown")
}

fn refused(words: &str) -> AppError {
    answer(&PACKAGE.chain, &request(words)).expect_err(words)
}

#[test]
fn the_first_sentence_is_the_answer() {
    let view = asked("on 2026-11-22 material ndfeb-heavy from CHN to DEU end-use civil");
    assert_eq!(view.headline, "On 2026-11-22, ndfeb-heavy from CHN to DEU for civil use: licence needed (cn-2025-18).");
    assert!(view.applies && !view.as_of_is_today);
    assert_eq!(view.verdict, "licence needed");
    let answer = of(&view, "cn-2025-18");
    let needs = answer.needs.as_ref().expect("a licence to ask for");
    assert!(needs.path.contains("Ministry of Commerce") && needs.licence_types.len() >= 2 && needs.papers.len() >= 5);
    assert!(needs.general_licences.is_some());
    let days = answer.days_to_licence.as_ref().expect("a wait");
    assert!(days.p10 < days.p50 && days.p50 < days.p90);
    assert_eq!(days.basis, "practice");
    let granted = answer.granted.as_ref().expect("a share");
    assert!(granted.low <= granted.value && granted.value <= granted.high && !granted.source.is_empty());
    for key in answer.practices.iter().map(|said| &said.source).chain([&granted.source]) {
        assert!(answer.sources.iter().any(|source| source.id == *key && !source.title.is_empty()), "{key}");
    }
}

#[test]
fn papers_and_general_licences_count_from_their_day() {
    let early = asked("on 2025-06-01 material ndfeb-heavy from CHN to DEU");
    let needs = of(&early, "cn-2025-18").needs.clone().unwrap();
    assert!(needs.general_licences.is_none());
    assert!(needs.papers.iter().all(|paper| paper.from.is_none()));
    let late = asked("on 2026-06-01 material ndfeb-heavy from CHN to DEU");
    assert!(of(&late, "cn-2025-18").needs.clone().unwrap().papers.len() > needs.papers.len());
    assert!(of(&early, "cn-2025-18").practices.len() < of(&late, "cn-2025-18").practices.len());
}

#[test]
fn a_day_without_date_is_today_and_an_end_use_has_a_class() {
    let view = asked("material ndfeb-heavy from CHN to DEU");
    assert_eq!((view.as_of.as_str(), view.as_of_is_today), ("2026-11-22", true));
    assert!(view.shipment.as_ref().unwrap().class_assumed);
    let drones = asked("material ndfeb-heavy from CHN to DEU end-use drone");
    let shipment = drones.shipment.as_ref().unwrap();
    assert_eq!((shipment.class.as_str(), shipment.end_use.as_deref()), ("dual", Some("drone")));
    assert_eq!(asked("material ndfeb-heavy from CHN to DEU end-use defence").verdict, "refused in principle");
}

#[test]
fn without_a_question_every_control_is_listed() {
    let view = asked("on 2026-11-22");
    assert!(view.shipment.is_none());
    assert_eq!(view.controls.len(), PACKAGE.chain.controls.len());
    assert!(view.controls.iter().all(|answer| !answer.status.is_empty()));
    let one = asked("on 2026-11-22 from CHN");
    assert!(one.controls.len() < view.controls.len());
    assert_eq!(asked("on 2026-11-22 from CHN all").controls.len(), view.controls.len());
}

#[test]
fn content_just_under_the_threshold_is_marked_as_practice() {
    for (dy, tb, verdict) in
        [("0.0004", "0.0005", "free"), ("0.0004", "0.0006", "free"), ("0.0005", "0.0006", "licence needed")]
    {
        let view = asked(&format!("on 2026-11-22 form magnet content Dy={dy} content Tb={tb} from CHN to DEU"));
        assert_eq!(view.verdict, verdict, "{dy} {tb}");
        let found = of(&view, "cn-2025-18").composition.clone().expect("a threshold");
        assert_eq!(found.free_by_practice, verdict == "free");
        assert!(found.by_law < found.threshold.value && !found.threshold.source.is_empty());
        let marked = view.headline.contains("free by trade practice, not by law");
        assert_eq!(marked, verdict == "free", "{}", view.headline);
    }
    // The same goods under a known code are held, and marked all the same.
    let material = asked("on 2026-11-22 material ndfeb-heavy content Dy=0.0009 from CHN to DEU");
    assert_eq!(material.verdict, "inspected");
    assert!(of(&material, "cn-2025-18").composition.as_ref().unwrap().free_by_practice);
    assert!(of(&material, "cn-2025-18").inspection.is_some());
}

#[test]
fn what_is_suspended_is_listed_with_its_end_and_branches() {
    let view = asked("on 2026-11-22 element gallium form metal from CN to us");
    assert_eq!(view.verdict, "licence needed");
    assert!(view.headline.contains("suspended until 2026-11-27 (cn-2024-46-2)"), "{}", view.headline);
    let ban = of(&view, "cn-2024-46-2");
    assert_eq!((ban.verdict.as_str(), ban.status_until.as_deref()), ("suspended", Some("2026-11-27")));
    let extended = &ban.branches[0];
    assert_eq!((extended.branch.as_str(), extended.from.as_deref()), ("extended", Some("2026-11-28")));
    assert_eq!(extended.status_on_day.as_deref(), Some("suspended"));
    assert!(ban.needs.is_none() && ban.days_to_licence.is_none());
    assert_eq!(asked("on 2026-11-28 element Ga form metal from CHN to USA").verdict, "banned");
    let branch = asked("on 2026-11-28 element Ga form metal from CHN to USA branch extended");
    assert_eq!(branch.verdict, "licence needed");
}

#[test]
fn goods_made_abroad_are_caught_by_share_of_value() {
    let of =
        |words: &str| asked(&format!("on 2026-11-11 branch reactivated material ndfeb-heavy from JPN to DEU {words}"));
    assert_eq!(of("value-share 0.00099").verdict, "free");
    let caught = of("value-share 0.00100");
    assert_eq!(caught.verdict, "licence needed");
    let limb = caught.controls[0].beyond_border.as_ref().expect("a limb");
    assert_eq!((limb.limb.as_str(), limb.from.as_str()), ("a", "2025-12-01"));
    assert_eq!(of("re-export owner-share 0.49").verdict, "licence needed");
    assert_eq!(of("re-export owner-share 0.50").verdict, "refused in principle");
    assert!(of("re-export listed").notes.iter().any(|note| note.contains("takes your word")));
    assert!(of("re-export").notes.iter().any(|note| note.contains("cn-2025-18")));
    let medical = of("re-export end-use medical");
    assert_eq!(medical.verdict, "free");
    assert!(medical.headline.contains("exempt"), "{}", medical.headline);
    assert!(asked("on 2026-11-11 material smco from CHN to DEU technology").notes[0].contains("China itself"));
}

#[test]
fn quotas_name_their_tonnes_and_open_questions_their_conditions() {
    let view = asked("on 2025-11-15 element cobalt form oxide");
    assert_eq!(view.verdict, "quota");
    let answer = of(&view, "cd-2025-cobalt-quota");
    assert_eq!(answer.conditions, ["from COD"]);
    let quota = answer.quota.as_ref().expect("a period");
    assert_eq!((quota.from.as_str(), quota.until.as_str()), ("2025-11-01", "2025-11-30"));
    assert!(quota.quantity.value > 0.0 && quota.element.as_deref() == Some("Co"));
    assert_eq!(asked("on 2025-11-15 element Co form oxide from COD to CHN").controls[0].conditions.len(), 0);
}

#[test]
fn a_ban_with_a_way_round_gives_no_advice_on_it() {
    let view = asked("on 2025-06-01 element Ga form metal from CHN to USA");
    let text = serde_json::to_string(&view).unwrap();
    assert!(!text.contains("leakage") && !text.contains("reroute"), "{text}");
}

#[test]
fn unknown_words_get_a_hint() {
    for (words, phrases) in [
        ("on yesterday", &["date", "2025-04-04"][..]),
        ("on 2025-02-30", &["date", "2025-02-30"]),
        ("material ndfeb-hevy", &["material", "did you mean `ndfeb-heavy`?"]),
        ("material gallium", &["--element Ga"]),
        ("element galium", &["did you mean `Ga`?"]),
        ("form magnets", &["did you mean `magnet`?"]),
        ("from CHM", &["country", "did you mean"]),
        ("to Germany", &["`DEU`"]),
        ("end-use defense", &["did you mean `defence`?"]),
        ("branch reactivate", &["did you mean `reactivated`?"]),
        ("branch nothing-of-the-kind", &["reactivated", "extended"]),
        ("hs 85", &["4 to 10 digits"]),
        ("hs 85x1", &["4 to 10 digits"]),
        ("content Dy", &["Dy=0.0004"]),
        ("content Dy=much", &["Dy=0.0004"]),
        ("content Zz=0.1", &["element", "Zz"]),
    ] {
        let message = refused(words).to_string();
        for phrase in phrases {
            assert!(message.contains(phrase), "{words}: `{phrase}` is not in {message}");
        }
    }
}

#[test]
fn numbers_out_of_bounds_and_contradictions_are_refused() {
    for words in ["content Dy=2.0", "content Dy=-0.1", "content Dy=nan", "content Dy=0.6,Tb=0.6"] {
        assert!(matches!(refused(words), AppError::OutOfBounds { .. }), "{words}");
    }
    for words in ["owner-share -1", "value-share 1.5", "value-share inf", "owner-share nan"] {
        assert!(matches!(refused(words), AppError::OutOfBounds { .. }), "{words}");
    }
    for words in [
        "material ndfeb-heavy form oxide",
        "material ndfeb-heavy element Dy",
        "content Dy=0.1,Dy=0.2",
        "element Tb content Dy=0.1",
    ] {
        assert!(matches!(refused(words), AppError::Contradiction { .. }), "{words}");
    }
    // A form that says the same again is fine.
    assert!(asked("material ndfeb-heavy form magnet from CHN").applies);
}

#[test]
fn odd_days_do_not_break_the_answer() {
    for on in ["0001-01-01", "1900-01-01", "2100-12-31", "9999-12-31"] {
        let view = asked(&format!("on {on} material ndfeb-heavy from CHN to DEU all"));
        assert_eq!(view.controls.len(), PACKAGE.chain.controls.len(), "{on}");
    }
}
