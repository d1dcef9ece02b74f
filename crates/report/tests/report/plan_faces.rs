//! Pages, figures and files of plans and squeezes, also of odd ones.

use crate::figures::unbalanced;
use crate::fixture::{self, q};
use coercivity_report::figure::{self, Layout};
use coercivity_report::plan_view::{BeforeAfter, FrontierPoint, PlanView};
use coercivity_report::squeeze_view::SqueezeView;
use coercivity_report::{csv, html, terminal};

/// The body of a page, whose elements all have end tags.
fn body(html: &str) -> String {
    format!("<body{}", html.split_once("<body").unwrap().1.replace("</html>", ""))
}

/// Every face of a plan; returns its page.
fn faces(view: &PlanView) -> String {
    let mut written = html::plan_page(view);
    let mut run = fixture::view();
    run.plan = Some(view.clone());
    written.push_str(&html::page(&run));
    for layout in [Layout::Wide, Layout::Narrow] {
        for draw in [figure::plan_cost, figure::plan_timeline, figure::plan_frontier, figure::plan_regret] {
            let svg = draw(view, layout);
            assert_eq!(unbalanced(&svg), Vec::<String>::new());
            written.push_str(&svg);
        }
    }
    legible(&written);
    for width in [0, 60, 80, 200] {
        assert!(!terminal::plan(view, width, width == 80).is_empty());
    }
    assert_eq!(csv::plan_files(view).len(), 6);
    html::plan_page(view)
}

/// Every face of a squeeze; returns its page.
fn squeeze_faces(view: &SqueezeView) -> String {
    let mut written = html::squeeze_page(view);
    for layout in [Layout::Wide, Layout::Narrow] {
        for draw in [figure::squeeze_map, figure::squeeze_closers] {
            let svg = draw(view, layout);
            assert_eq!(unbalanced(&svg), Vec::<String>::new());
            written.push_str(&svg);
        }
    }
    legible(&written);
    for width in [0, 80, 200] {
        assert!(!terminal::squeeze(view, width, width == 80).is_empty());
    }
    assert_eq!(csv::squeeze_files(view).len(), 4);
    html::squeeze_page(view)
}

fn legible(written: &str) {
    assert!(!written.contains("NaN"));
    assert!(!written.contains("=\"inf") && !written.contains("\"-inf"));
}

#[test]
fn pages_are_balanced_and_load_nothing() {
    for (html, ids) in [
        (
            html::plan_page(&fixture::plan()),
            &["verdict", "mix", "effect", "frontier", "branches", "considered", "data"][..],
        ),
        (html::squeeze_page(&fixture::squeeze()), &["verdict", "choice", "moves", "closers", "learnt", "data"]),
    ] {
        assert_eq!(unbalanced(&body(&html)), Vec::<String>::new());
        let places: Vec<usize> = ids.iter().map(|id| html.find(&format!("<section id=\"{id}\"")).unwrap()).collect();
        assert!(places.is_sorted());
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("@import"));
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        for section in html.split("<section ").filter(|section| section.contains("<figure>")) {
            let last_figure = section.rfind("<figure>").unwrap();
            assert!(section[last_figure..].contains("<table"), "{}", &section[..60]);
        }
    }
}

#[test]
fn the_report_of_a_run_shows_its_plan() {
    let html = html::page(&fixture::view());
    let section = html.split("<section id=\"plan\"").nth(1).unwrap();
    for text in [
        "plan-cost-wide",
        "plan-timeline-narrow",
        "plan-frontier-wide",
        "plan-regret-wide",
        "general licence for the compact motor",
    ] {
        assert!(section.contains(text), "{text}");
    }
    let mut without = fixture::view();
    without.plan = None;
    assert!(!html::page(&without).contains("id=\"plan\""));
    assert!(!serde_json::to_string(&without).unwrap().contains("\"plan\""));
}

#[test]
fn text_of_a_study_cannot_become_markup() {
    let (mut plan, mut squeeze) = (fixture::plan(), fixture::squeeze());
    let attack = "<script>alert(\"x\")</script>";
    let [first, second, ..] = plan.mix.as_mut_slice() else { panic!("no mix") };
    for text in [
        &mut plan.verdict,
        &mut plan.scenario_file,
        &mut first.title,
        &mut second.subject,
        &mut plan.branches[0].title,
        &mut plan.considered[0].why,
        &mut plan.currency,
        &mut squeeze.verdict,
        &mut squeeze.currency,
        &mut squeeze.moves[0].title,
        &mut squeeze.chosen.text,
        &mut squeeze.closers[0].lever,
        &mut squeeze.learnt[0].text,
    ] {
        *text = attack.to_owned();
    }
    plan.sources[0].url = "javascript:alert(1)".to_owned();
    for html in [faces(&plan), squeeze_faces(&squeeze)] {
        assert!(!html.contains("<script") && !html.contains("javascript:"));
        assert_eq!(unbalanced(&body(&html)), Vec::<String>::new());
    }
}

#[test]
fn an_infeasible_plan_names_its_demands_and_buys_nothing() {
    let mut view = fixture::plan();
    view.status = "infeasible".to_owned();
    view.verdict.clear();
    view.conflict = vec!["no more than 1 EUR".to_owned(), "no stop at all".to_owned()];
    let html = faces(&view);
    assert!(html.contains("These demands cannot be met together: no more than 1 EUR, and no stop at all."));
    assert!(!html.contains("<section id=\"mix\"") && !html.contains("plan-cost-wide"));
    view.conflict.truncate(1);
    assert!(faces(&view).contains("cannot be met by anything that was weighed: no more than 1 EUR."));
    view.conflict.clear();
    assert!(faces(&view).contains("not known which"));
}

#[test]
fn nothing_to_buy_and_nothing_to_say() {
    let mut view = fixture::plan();
    view.mix.clear();
    view.frontier.clear();
    view.branches.clear();
    view.lines.clear();
    view.considered.clear();
    view.prices.clear();
    view.binding.clear();
    view.sensitivity.clear();
    view.rules.clear();
    view.sources.clear();
    view.assumptions.clear();
    view.scenario_file.clear();
    view.verdict.clear();
    view.cost = 0.0;
    view.expected_loss.after = view.expected_loss.before;
    let html = faces(&view);
    assert!(html.contains("Nothing is worth buying"));
    assert!(terminal::plan(&view, 80, false).contains("expected loss stays at"));
    view.frontier = vec![FrontierPoint { cost: 0.0, cvar_95: 0.0, expected_loss: 0.0 }];
    faces(&view);
}

#[test]
fn odd_amounts_days_and_dates() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, -f64::MAX, 1e-300, 0.0, -3.0] {
        let mut view = fixture::plan();
        view.cost = odd;
        view.budget = Some(odd);
        (view.gap, view.promise_gap, view.likelihood, view.ahead_months) = (odd, odd, odd, odd);
        (view.expected_loss, view.cvar_95) =
            (BeforeAfter { before: odd, after: odd }, BeforeAfter { before: 1.0, after: odd });
        for each in &mut view.mix {
            (each.cost, each.cost_low, each.cost_high) = (odd, odd, odd);
            (each.quantity, each.of_use) = (odd, Some(odd));
        }
        view.frontier[1].cost = odd;
        view.frontier[2].cvar_95 = odd;
        view.frontier[3].expected_loss = odd;
        (view.branches[0].regret, view.branches[1].regret_of_nothing) = (odd, odd);
        (view.considered[0].taken, view.considered[0].most) = (odd, odd);
        (view.sensitivity[0].moved, view.rules[0].after) = (odd, odd);
        faces(&view);

        let mut view = fixture::squeeze();
        for (index, each) in view.moves.iter_mut().enumerate() {
            if index % 2 == 0 {
                (each.exports_usd, each.damage_per_usd) = (odd, odd);
            } else {
                (each.damage, each.exports_t) = (odd, odd);
            }
        }
        (view.chosen.damage, view.weight_of_exports) = (odd, odd);
        view.closers[0].closes = odd;
        view.simulated_damage = q(odd, odd, odd);
        squeeze_faces(&view);
    }
    let mut view = fixture::plan();
    view.mix[0].starts = "soon".to_owned();
    view.mix[1].starts = "-9999-01-01".to_owned();
    view.mix[2].starts = "9999-12-31".to_owned();
    view.mix[1].helps_from_day = i32::MIN;
    view.mix[2].helps_from_day = i32::MAX;
    view.days = u32::MAX;
    faces(&view);
    view.start_date = "soon".to_owned();
    view.days = 0;
    faces(&view);
}

#[test]
fn a_squeeze_of_nothing_and_positions_that_are_not_there() {
    let mut view = fixture::squeeze();
    view.chosen.moves = vec![u32::MAX, 99];
    squeeze_faces(&view);
    view.moves.truncate(1);
    view.by_size.clear();
    view.closers.clear();
    view.learnt.clear();
    view.assumptions.clear();
    view.verdict.clear();
    view.chosen.moves.clear();
    assert!(squeeze_faces(&view).contains("is worth its own exports against these lines"));
    view.moves.clear();
    view.issuer = "?".to_owned();
    squeeze_faces(&view);
}

#[test]
fn long_names_and_many_levers() {
    let (mut plan, mut squeeze) = (fixture::plan(), fixture::squeeze());
    let long = "Incomprehensibilities of the electromechanical kind, ".repeat(6);
    for _ in 0..5 {
        plan.mix.extend(plan.mix.clone());
        squeeze.moves.extend(squeeze.moves.clone());
        squeeze.closers.extend(squeeze.closers.clone());
    }
    plan.mix[0].title.clone_from(&long);
    squeeze.moves[3].title = long;
    faces(&plan);
    squeeze_faces(&squeeze);
}

#[test]
fn figures_say_what_they_show() {
    let (plan, squeeze) = (fixture::plan(), fixture::squeeze());
    let frontier = figure::plan_frontier(&plan, Layout::Wide);
    assert!(frontier.contains("the plan, €2.5\u{a0}m") && frontier.contains("budget €2.5\u{a0}m"));
    // A dot for each point and each curve, and a ring on each curve.
    assert_eq!(frontier.matches("<circle").count(), 2 * plan.frontier.len() + 2);
    let cost = figure::plan_cost(&plan, Layout::Wide);
    // A bar and a range for each lever, and the whole.
    assert_eq!(cost.matches("<rect").count(), 2 * plan.mix.len() + 1);
    let timeline = figure::plan_timeline(&plan, Layout::Wide);
    assert!(timeline.contains("day 0: 4\u{a0}Apr\u{a0}2025") && timeline.contains("horizon"));
    assert_eq!(figure::plan_regret(&plan, Layout::Narrow).matches("<rect").count(), 2 + 2 * plan.branches.len());
    let map = figure::squeeze_map(&squeeze, Layout::Wide);
    assert!(map.contains("damage (log)") && map.contains("own exports stopped (log)"));
    assert!(map.contains("NdFeB magnets with Dy or Tb to Germany"));
    assert_eq!(map.matches("<circle").count(), squeeze.moves.len() + 2, "with the key");
    assert!(figure::squeeze_closers(&squeeze, Layout::Wide).contains("65\u{a0}% for €1.43\u{a0}m"));
}

#[test]
fn files_stand_alone_and_are_rectangular() {
    let figures = figure::plan_files(&fixture::plan()).into_iter().chain(figure::squeeze_files(&fixture::squeeze()));
    for (name, svg) in figures {
        assert!(svg.contains("<title id=") && !svg.contains("var(--"), "{name}");
        for part in svg.split("font-size=\"").skip(1) {
            let size: f64 = part.split('"').next().unwrap().parse().unwrap();
            assert!(size >= 11.0, "{name}: {size}");
        }
    }
    let files = csv::plan_files(&fixture::plan()).into_iter().chain(csv::squeeze_files(&fixture::squeeze()));
    for (name, content) in files {
        let mut reader = ::csv::Reader::from_reader(content.as_bytes());
        let columns = reader.headers().unwrap().len();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == columns), "{name}");
    }
}

#[test]
fn numbers_come_back_from_csv_as_they_were() {
    let view = fixture::plan();
    let files = csv::plan_files(&view);
    let mut reader = ::csv::Reader::from_reader(files[0].1.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    for (row, each) in reader.records().map(Result::unwrap).zip(&view.mix) {
        let field = |name: &str| &row[header.iter().position(|each| each == name).unwrap()];
        assert_eq!(field("cost_high").parse::<f64>().unwrap().to_bits(), each.cost_high.to_bits());
        assert_eq!(field("helps_from_day").parse::<i32>().unwrap(), each.helps_from_day);
        assert_eq!(field("sources"), each.sources.join(" "));
        assert_eq!(field("of_use").parse::<f64>().ok(), each.of_use);
    }
}

#[test]
fn views_come_back_from_json_as_they_were() {
    let (plan, squeeze) = (fixture::plan(), fixture::squeeze());
    assert_eq!(serde_json::from_str::<PlanView>(&serde_json::to_string(&plan).unwrap()).unwrap(), plan);
    assert_eq!(serde_json::from_str::<SqueezeView>(&serde_json::to_string(&squeeze).unwrap()).unwrap(), squeeze);
}
