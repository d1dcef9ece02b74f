//! The assessment in a few sentences, for those who read no further.

use coercivity_chain::Chain;
use coercivity_report::assess_view::AssessView;
use coercivity_report::trace_view::TraceStageView;
use std::collections::BTreeSet;

/// What matters most, in the order in which a board asks.
pub(super) fn sentences(chain: &Chain, view: &AssessView) -> Vec<String> {
    let mut sentences = vec![view.run.verdict.clone()];
    sentences.extend(concentration(chain, view));
    // Several controls may bite on the same goods at the same border.
    let biting = view.factors.iter().filter(|factor| factor.applies);
    let controls: BTreeSet<&str> = biting.clone().map(|factor| factor.control.as_str()).collect();
    let borders: BTreeSet<_> = biting.map(|factor| (&factor.material, &factor.from, &factor.to)).collect();
    let flows = counted(borders.len(), "flow of goods", "flows of goods");
    sentences.push(match controls.len() {
        0 => "No export control bites on the borders between mine and lines on this day.".to_owned(),
        1 => format!("One export control bites on {flows} between mine and lines on this day."),
        n => format!("{n} export controls bite on {flows} between mine and lines on this day."),
    });
    sentences.push(view.rules.headline.clone());
    sentences.extend(known(view));
    sentences.extend(help(view));
    sentences
}

/// A count with its noun.
fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The stage on which most depends.
fn concentration(chain: &Chain, view: &AssessView) -> Option<String> {
    let own = |stage: &&TraceStageView| stage.stage != "product" && stage.stage != "component";
    let (line, stage) = view
        .trace
        .lines
        .iter()
        .flat_map(|line| line.all.stages.iter().filter(own).map(move |stage| (line, stage)))
        .max_by(|a, b| a.1.top_share.total_cmp(&b.1.top_share))?;
    let top = chain.country(stage.top_country.as_deref()?)?;
    let top = &chain.countries[top.index()].name;
    Some(format!(
        "Most concentrated: {:.0} % of what {} needs passes through {top} at the stage {}.",
        100.0 * stage.top_share,
        line.title,
        stage.stage
    ))
}

/// How much of it suppliers have confirmed.
fn known(view: &AssessView) -> Option<String> {
    let least = view.evidence.iter().min_by(|a, b| a.evidence.declared.total_cmp(&b.evidence.declared))?;
    let open = view.requests.iter().filter(|request| request.state != "answered").count();
    Some(format!(
        "Suppliers, or the firm itself, have declared {:.0} % of the origin of {}; {open} of {} requests are open or not yet sent.",
        100.0 * least.evidence.declared,
        least.title,
        view.requests.len()
    ))
}

/// What would help in time.
fn help(view: &AssessView) -> Option<String> {
    let first = view.run.lines.first()?;
    let of_line = view.measures.iter().filter(|measure| measure.line == first.line);
    let in_time: Vec<&str> =
        of_line.clone().filter(|m| m.in_time == Some(true)).map(|measure| measure.title.as_str()).collect();
    let all = of_line.count();
    Some(match in_time.len() {
        _ if all == 0 => return None,
        0 => format!(
            "None of {all} measures for {} takes effect before the median first stop if begun on day 0.",
            first.title
        ),
        n => format!(
            "Of {all} measures for {}, {n} would take effect before the median first stop: {}.",
            first.title,
            in_time.join("; ")
        ),
    })
}
