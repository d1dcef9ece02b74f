//! The board paper: ten sections, as the law and good practice ask for them.

use super::parts::{Table, basis, both, cell, figure, nothing};
use super::{chain, data, lines};
use crate::assess_view::{AssessView, FactorView, RangeView};
use crate::figure;
use crate::format::{capitalised, counted, date_words, hundredths, joined, money, number, percent};
use crate::rules_view::VerdictView;
use crate::trace_view::{EvidenceView, TraceElementView};
use crate::words::country;
use maud::{Markup, html};

/// What matters, above everything else.
pub(super) fn summary(view: &AssessView) -> Markup {
    let (first, rest) = view.summary.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    html! {
        p.lead { strong { (first) } }
        ul { @for sentence in rest { li { (sentence) } } }
    }
}

/// 1. Who must assess, and by which rules, as they stand on the day.
pub(super) fn scope(view: &AssessView) -> Markup {
    let of_scope = |v: &&VerdictView| v.rule.starts_with("eu-crma-24");
    let mut table = Table::new("Duty to assess", &["Rule", "Subject", "Verdict", "Why", "What is missing"]);
    for v in view.rules.verdicts.iter().filter(of_scope) {
        table.row(vec![
            both(&v.title, &v.citation),
            cell(&v.subject),
            verdict(v),
            cell(&v.why),
            cell(v.missing.join("; ")),
        ]);
    }
    let mut versions = Table::new("Rules as they stand on the day", &["Rule", "Status", "Level", "Text known"]);
    let mut seen: Vec<&str> = Vec::new();
    for v in &view.rules.verdicts {
        if seen.contains(&v.rule.as_str()) {
            continue;
        }
        seen.push(&v.rule);
        let until = v.status_until.as_deref().map_or_else(String::new, |day| format!("until {}", date_words(day)));
        versions.row(vec![
            both(&v.title, &v.citation),
            both(&v.status, until),
            cell(if v.who == "union" { format!("{}, at the level of the Union", v.level) } else { v.level.clone() }),
            basis(&v.basis),
        ]);
    }
    html! {
        p.lead { "Whether a firm of this size and these products must assess its supply, and which texts this paper holds it against." }
        (table.markup())
        (versions.folding())
    }
}

/// 2. What is in the products, and where each stage of it is done.
pub(super) fn materials(view: &AssessView) -> Markup {
    let mut items = Table::new(
        "Bought-in parts that hold critical raw materials",
        &["Line", "Part", "Supplier", "#kg per unit", "Elements", "Said by"],
    );
    for line in &view.trace.lines {
        for item in &line.items {
            let made = item.country.as_deref().map_or("unknown", country);
            let held: Vec<String> =
                item.elements.iter().map(|e| format!("{} {} t/yr", e.element, number(e.amount_per_year))).collect();
            items.row(vec![
                cell(&line.title),
                both(&item.item, format!("into {}", item.parent)),
                both(&item.supplier, format!("made in {made}")),
                cell(number(item.kg_per_unit)),
                cell(held.join(", ")),
                basis(&item.evidence),
            ]);
        }
    }
    html! {
        p.lead { "Mass and content of each part, and the country in which each stage of it is done. A country is where the stage is done, never where goods were shipped from." }
        (items.markup())
        @for line in view.trace.lines.iter().filter(|line| !line.all.stages.is_empty()) {
            h3 { (line.title) }
            (figure("Share of what the line needs by country. Hatched: what rests on assumptions or is not known. HHI: Herfindahl-Hirschman index, 0 to 10,000.", |layout| figure::origin_strip(&line.all, layout)))
            (by_stage(&line.elements).folding())
        }
    }
}

fn by_stage(elements: &[TraceElementView]) -> Table {
    let mut table = Table::new("Where each stage is done", &["Element", "Stage", "Countries", "#Unknown", "#Assumed"]);
    for element in elements {
        for stage in &element.stages {
            let mut shares: Vec<(&String, &f64)> = stage.shares.iter().collect();
            shares.sort_by(|a, b| b.1.total_cmp(a.1));
            let named: Vec<String> =
                shares.iter().take(6).map(|(code, share)| format!("{} {}", country(code), percent(**share))).collect();
            let more = shares.len().saturating_sub(6);
            let text = if more > 0 { format!("{}, {more} more", named.join(", ")) } else { named.join(", ") };
            table.row(vec![
                cell(&element.element),
                cell(&stage.stage),
                cell(text),
                cell(percent(stage.unknown)),
                cell(percent(stage.evidence.assumed)),
            ]);
        }
    }
    table
}

/// 3. What the origin rests on, and who was asked.
pub(super) fn evidence(view: &AssessView) -> Markup {
    let mut table = Table::new(
        "What the origin rests on, by mass, over the stages that suppliers do",
        &["Line", "#Declared", "#Public data", "#Assumed", "#Unknown"],
    );
    for line in &view.evidence {
        let EvidenceView { declared, public, assumed, unknown } = line.evidence;
        let mut cells = vec![cell(&line.title)];
        cells.extend([declared, public, assumed, unknown].map(|share| cell(percent(share))));
        table.row(cells);
    }
    let mut log = Table::new("Requests to suppliers", &["Supplier", "Item", "Sent", "Answered", "State"]);
    let day = |day: &Option<String>| cell(day.as_deref().map_or_else(|| "–".to_owned(), date_words));
    for r in &view.requests {
        log.row(vec![cell(&r.supplier), cell(&r.item), day(&r.sent), day(&r.answered), both(&r.state, &r.reason)]);
    }
    html! {
        p.lead { "Where suppliers have not answered, public data and then assumptions stand in, and are counted as such." }
        (table.markup())
        (log.folding())
    }
}

/// 4. How few countries and sites do each stage.
pub(super) fn concentration(view: &AssessView) -> Markup {
    let mut table = Table::new(
        "Concentration by stage",
        &[
            "Line",
            "Element",
            "Stage",
            "Top country",
            "#Top share",
            "#HHI (0 to 1)",
            "#Top three",
            "#Left without it",
            "#Sites",
        ],
    )
    .dense();
    for line in &view.trace.lines {
        for element in &line.elements {
            for stage in element.stages.iter().filter(|s| s.stage != "product" && s.stage != "component") {
                let top = stage.top_country.as_deref().map_or("unknown", country);
                let share = percent(stage.top_share);
                table.row(vec![
                    cell(&line.title),
                    cell(&element.element),
                    cell(&stage.stage),
                    cell(top),
                    if stage.top_share > 0.65 {
                        html! { strong { (share) } }
                    } else {
                        cell(share)
                    },
                    cell(joined(&hundredths(stage.hhi), &hundredths(stage.hhi_high))),
                    cell(percent(stage.top_three)),
                    cell(percent(stage.without_top)),
                    if stage.single_site {
                        html! { strong { "one only" } }
                    } else {
                        cell(stage.sites.to_string())
                    },
                ]);
            }
        }
    }
    html! {
        p.lead { "Bold: more than 65 % from one country, or a single site. 65 % is a benchmark of the Union for itself, not a limit for a firm. A range of the index says how much the unknown part could add." }
        (table.markup())
        h3 { "Dependence that does not show in purchasing" }
        ul { @for sentence in hidden(view) { li { (sentence) } } }
    }
}

/// Stages that depend on a country from which nothing is bought directly.
fn hidden(view: &AssessView) -> Vec<String> {
    let mut sentences = Vec::new();
    for line in &view.trace.lines {
        for stage in &line.all.stages {
            for via in stage.via.iter().filter(|via| via.country != "XRW") {
                let through: f64 = via.hidden.values().sum();
                if through >= 0.05 {
                    let names: Vec<&str> =
                        via.hidden.iter().filter(|(_, s)| **s >= 0.005).map(|(c, _)| country(c)).collect();
                    sentences.push(format!(
                        "{}: {} of the stage {} is done in {} and comes in through {}.",
                        line.title,
                        percent(through),
                        stage.stage,
                        country(&via.country),
                        names.join(", ")
                    ));
                }
            }
        }
    }
    if sentences.is_empty() {
        sentences.push("None above 5 %.".to_owned());
    }
    sentences
}

/// 5. What may affect supply: controls on every border between mine and line.
pub(super) fn factors(view: &AssessView) -> Markup {
    let mut table = Table::new(
        "Export controls between mine and line, as they stand on the day",
        &["Control", "Goods", "Border", "Verdict", "Until", "#Days to a licence"],
    );
    for factor in &view.factors {
        let until = factor.status_until.as_deref().map_or_else(|| "open".to_owned(), date_words);
        let next = factor.status_next.as_deref().map_or_else(String::new, |next| format!("then {next}"));
        table.row(vec![
            both(&factor.control, &factor.title),
            cell(&factor.material),
            cell(format!("{} to {}", country(&factor.from), country(&factor.to))),
            both(&factor.verdict, &factor.status),
            both(until, next),
            cell(days(factor)),
        ]);
    }
    html! {
        p.lead { "Licences, bans and quotas on what the lines buy and on what their suppliers buy, tier by tier. Suspended ones are listed too: they may return." }
        @if view.factors.is_empty() { (nothing("No control touches these goods on this day.")) } @else { (table.markup()) }
        h3 { "Events of the scenario" }
        (chain::events(&view.run))
    }
}

fn days(factor: &FactorView) -> String {
    let Some(days) = &factor.days_to_licence else { return "–".to_owned() };
    let of = |day: Option<u32>| day.map_or_else(|| "never".to_owned(), |day| day.to_string());
    format!("{} ({} to {})", of(days.p50), of(days.p10), of(days.p90))
}

/// 6. Vulnerability: what the scenario does to the lines, with its range.
pub(super) fn vulnerability(view: &AssessView) -> Markup {
    html! {
        p.lead { (view.run.scenario_title) ", " (counted(f64::from(view.run.runs), "run")) " from " (date_words(&view.run.start_date)) ": " (view.run.verdict) }
        (lines::output(&view.run))
        (lines::loss(&view.run))
        h3 { "What drives the loss" }
        (lines::drivers(&view.run))
    }
}

/// 7. Stocks, in days of own use and as the law counts them.
pub(super) fn cover(view: &AssessView) -> Markup {
    let mut table = Table::new(
        "Stocks of the lines",
        &[
            "Line",
            "Input",
            "#Stock, t",
            "#Days of own use",
            "#With goods on the way",
            "#Needed, half of runs",
            "#Needed, nine of ten",
        ],
    );
    let range = |r: &RangeView| both(number(r.value), joined(&number(r.low), &number(r.high)));
    for c in &view.cover {
        let needed = |days: Option<f64>| cell(days.map_or_else(|| "–".to_owned(), number));
        table.row(vec![
            cell(&c.line),
            cell(&c.title),
            range(&c.stock_t),
            range(&c.days_of_use),
            range(&c.days_with_pipeline),
            needed(c.needed_p50),
            needed(c.needed_p90),
        ]);
    }
    let mut legal = Table::new(
        "Stocks of the region, in days of average daily net imports of the year before",
        &["Rule", "Region", "Raw material", "#Stock, t", "#Net imports, t a year", "#Days"],
    );
    let known = |value: Option<f64>| cell(value.map_or_else(|| "unknown".to_owned(), number));
    for s in &view.rules.stocks {
        legal.row(vec![
            cell(&s.rule),
            cell(country(&s.region)),
            cell(&s.title),
            known(s.stock_t),
            both(s.net_imports_t.map_or_else(|| "unknown".to_owned(), number), s.net_imports_year.to_string()),
            known(s.cover_days),
        ]);
    }
    html! {
        p.lead { "The law counts the stock of a region against its net imports; a plant counts its own use. Both are given; they are not to be mixed." }
        (lines::cover(&view.run))
        (table.markup())
        (legal.folding())
    }
}

/// 8. Rules: kept, broken, or not to be told, with the worst path. What is the firm's comes first.
pub(super) fn rules(view: &AssessView) -> Markup {
    let of_firm = |v: &&VerdictView| v.who == "company";
    let count = |verdict: &str| view.rules.verdicts.iter().filter(of_firm).filter(|v| v.verdict == verdict).count();
    let counts = &view.rules.counts;
    html! {
        p.lead {
            "For the firm: " (count("fail")) " broken, " (count("unknown")) " not to be told, " (count("pass"))
            " kept, " (count("not in force")) " not in force. With the aims of states and of the Union: "
            (counts.fail) " missed or broken, " (counts.unknown) " not to be told, " (counts.pass)
            " kept. Unknown origin never passes."
        }
        (rule_table("Rules for the firm", view.rules.verdicts.iter().filter(of_firm)).markup())
        h3 { "Aims and duties of states and of the Union, no duty of a firm" }
        (rule_table("Aims of states and of the Union", view.rules.verdicts.iter().filter(|v| !of_firm(v))).folding())
    }
}

fn rule_table<'a>(caption: &str, verdicts: impl Iterator<Item = &'a VerdictView>) -> Table {
    let mut table =
        Table::new(caption, &["Verdict", "Rule", "Subject", "#Measured", "#Threshold", "Path", "Why", "Rests on"]);
    for v in verdicts {
        let figure = |value: Option<f64>| cell(value.map_or_else(|| "–".to_owned(), |value| in_unit(value, &v.unit)));
        let e = &v.evidence;
        let rests = [("declared", e.declared), ("public", e.public), ("assumed", e.assumed), ("unknown", e.unknown)]
            .into_iter()
            .filter(|(_, share)| *share > 0.005)
            .map(|(name, share)| format!("{name} {}", percent(share)))
            .collect::<Vec<_>>();
        table.row(vec![
            verdict(v),
            both(&v.rule, &v.citation),
            cell(&v.subject),
            figure(v.measured),
            figure(v.threshold),
            cell(&v.path),
            both(&v.why, v.missing.join("; ")),
            cell(rests.join(", ")),
        ]);
    }
    table
}

fn in_unit(value: f64, unit: &str) -> String {
    match unit {
        "share" => format!("{} %", number(value * 100.0)),
        _ => format!("{} {unit}", number(value)),
    }
}

fn verdict(v: &VerdictView) -> Markup {
    let until =
        v.status_until.as_deref().map_or_else(String::new, |day| format!("{} until {}", v.status, date_words(day)));
    let below = if v.verdict == "not in force" { until } else { v.exception.clone().unwrap_or_default() };
    html! { strong { (v.verdict) } @if !below.is_empty() { small { (below) } } }
}

/// 9. Mitigation: what could be done, when it helps, what it costs.
pub(super) fn mitigation(view: &AssessView) -> Markup {
    let mut table = Table::new(
        "Counter-measures for the input that stops each line first",
        &["Line", "Measure", "How much", "#Months until it helps", "#Cost a year", "#Once", "What it does", "Basis"],
    );
    let dollars = |range: &Option<RangeView>| {
        let text = |r: &RangeView| both(money(r.value, "USD"), joined(&money(r.low, "USD"), &money(r.high, "USD")));
        range.as_ref().map_or_else(|| cell("no figure"), text)
    };
    for m in &view.measures {
        let months = |r: &RangeView| both(number(r.value), joined(&number(r.low), &number(r.high)));
        let too_late = if m.in_time == Some(false) { "too late for the first stop if begun on day 0" } else { "" };
        table.row(vec![
            cell(&m.line),
            both(&m.title, capitalised(&m.kind)),
            cell(&m.quantity),
            m.lead_months.as_ref().map_or_else(|| cell("–"), months),
            dollars(&m.usd_per_year),
            dollars(&m.usd_once),
            both(&m.effect, too_late),
            basis(&m.basis),
        ]);
    }
    html! {
        p.lead { "Diversification and substitution are assessed as the law asks, stock, recycling and offtake beside them. Costs are for the whole need of a line, one measure at a time: they do not add up, and no mix is chosen here." }
        @if view.measures.is_empty() { (nothing("No line has an input that the chain follows.")) } @else { (table.markup()) }
    }
}

/// 10. Sources, assumptions, sign-off.
pub(super) fn sources(view: &AssessView) -> Markup {
    html! {
        (data::list(&view.run.assumptions))
        (data::body(&view.run))
        h3 { "Sign-off" }
        table { tbody {
            @for role in ["Prepared by", "Checked by", "Seen by the board on"] {
                tr { th scope="row" { (role) } td { "\u{a0}" } }
            }
            tr { th scope="row" { "Digest of this assessment" } td { code { (view.digest) } } }
            tr { th scope="row" { "Digest of the inputs" } td { code { (view.data_digest) } } }
        } }
    }
}
