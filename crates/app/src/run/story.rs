//! The chain of events in the median run, in words.

use super::Results;
use coercivity_report::run_view::StoryStep;
use coercivity_sim::story::{Happening, Moment, tell};
use coercivity_sim::summary;

/// Tells the median run of the n-th line.
pub(super) fn story(results: &Results<'_>, n: usize) -> Vec<StoryStep> {
    let Some(run) = median_run(results, n) else { return Vec::new() };
    let mut steps: Vec<StoryStep> = Vec::new();
    for regime in &results.model.regimes {
        if regime.effective < results.outcome.days as i64 {
            let text = format!("{} takes effect ({}).", regime.control.citation, regime.control.title);
            steps.push(step(results, regime.effective, text));
        }
    }
    for moment in tell(results.model, results.seed, run, n) {
        steps.push(step(results, moment.day as i64, sentence(results, &moment)));
    }
    steps.sort_by_key(|step| step.day);
    steps
}

/// Among the runs that stop, the one with the median first stop; when none stops, the one with the median loss.
fn median_run(results: &Results<'_>, n: usize) -> Option<usize> {
    let runs = &results.outcome.lines[n];
    let stops: Vec<f64> = runs.first_stop.iter().flatten().map(|day| f64::from(*day)).collect();
    if stops.is_empty() {
        let loss = |run: usize| runs.units_lost[run] + runs.units_delayed[run];
        let median = summary::quantiles((0..runs.units_lost.len()).map(loss)).p50;
        return (0..runs.units_lost.len())
            .min_by(|a, b| (loss(*a) - median).abs().total_cmp(&(loss(*b) - median).abs()));
    }
    let median = summary::quantiles(stops.into_iter()).p50 as u32;
    runs.first_stop.iter().position(|day| *day == Some(median))
}

fn step(results: &Results<'_>, day: i64, text: String) -> StoryStep {
    StoryStep { day: day as i32, date: results.date(day).to_string(), text }
}

fn sentence(results: &Results<'_>, moment: &Moment) -> String {
    let chain = &results.loaded.package.chain;
    let site = |key: &str| {
        chain
            .sites
            .iter()
            .find(|s| s.key == key)
            .map_or(key.to_owned(), |s| chain.countries[s.country.index()].name.clone())
    };
    let material =
        |key: &str| chain.materials.iter().find(|m| m.key == key).map_or(key.to_owned(), |m| m.title.clone());
    match &moment.what {
        Happening::Filed { supplier, quantity } => {
            format!("The supplier in {} files for a licence: {quantity:.1} t.", site(supplier))
        }
        Happening::Accepted => "The ministry accepts the case; the clock starts.".to_owned(),
        Happening::Returned => "The case is returned for more papers; the clock stops.".to_owned(),
        Happening::Approved { supplier } => format!("The licence for goods from {} is issued.", site(supplier)),
        Happening::Refused { supplier } => format!("The case of the supplier in {} is refused.", site(supplier)),
        Happening::Shipped { supplier, quantity } => {
            format!("The first licensed shipment leaves {}: {quantity:.1} t.", site(supplier))
        }
        Happening::Held { supplier, quantity } => {
            format!("A shipment of uncontrolled goods from {} is held for inspection: {quantity:.2} t.", site(supplier))
        }
        Happening::LastArrival { material: key } => format!("The last full delivery of {} arrives.", material(key)),
        Happening::ArrivesAgain { material: key } => format!("Full deliveries of {} resume.", material(key)),
        Happening::Curtailed => "Output falls below 90 % of plan.".to_owned(),
        Happening::Stopped => "The line stops.".to_owned(),
        Happening::Recovered => "Output is back at plan.".to_owned(),
    }
}
