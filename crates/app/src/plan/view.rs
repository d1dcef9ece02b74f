//! The response: what to buy, what it does, how sure that is.

use super::events::{events, file};
use super::offers::{COSTS, End, Look, Offer, offers};
use super::sensitivity::sensitivity;
use super::setting::Setting;
use super::simulated::Simulated;
use super::{Asked, FRESH, Planned, rules, stockpile};
use crate::error::AppError;
use coercivity_chain::Basis;
use coercivity_plan::case::{Case, Demand, Effect};
use coercivity_plan::program::{self, Answer, Bound, Cuts, Evaluation};
use coercivity_report::money;
use coercivity_report::plan_view::{
    BeforeAfter, ConsideredView, FrontierPoint, MixView, PlanBranchView, PlanLineView, PlanView, PriceOfBoundView,
    SimulatedView,
};
use coercivity_report::run_view::{ProgramView, SourceView};
use jiff::ToSpan;

/// How much more than its cost a loss is weighed, along the frontier.
const WEIGHTS: [f64; 9] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0, 200.0];

/// The response where no choice satisfies all demands.
pub(super) fn infeasible(
    asked: &Asked,
    setting: &Setting<'_>,
    case: &Case,
    nothing: &Evaluation,
    conflict: Vec<String>,
) -> PlanView {
    let mut view = blank(asked, setting, case, nothing);
    view.status = "infeasible".to_owned();
    view.verdict = format!("No mix of these levers satisfies together: {}.", conflict.join("; "));
    view.conflict = conflict;
    view
}

/// All but what a choice adds.
fn blank(asked: &Asked, setting: &Setting<'_>, case: &Case, nothing: &Evaluation) -> PlanView {
    let same = |value: f64| BeforeAfter { before: value, after: value };
    let none = SimulatedView { p10: 0.0, p50: 0.0, p90: 0.0, mean: 0.0 };
    let quiet = nothing.losses.iter().filter(|loss| **loss <= 0.0).count();
    PlanView {
        program: ProgramView { name: "coercivity".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        data_digest: asked.data_digest.clone(),
        study: setting.study.key.clone(),
        study_title: setting.study.title.clone(),
        region: asked.region.clone(),
        scenario: asked.written.key.clone(),
        scenario_title: asked.written.title.clone(),
        start_date: setting.model.start.to_string(),
        ahead_months: asked.ahead_months,
        likelihood: asked.likelihood,
        risk_aversion: asked.risk_aversion,
        budget: asked.budget,
        seed: asked.settings.seed,
        fresh_seed: asked.settings.seed ^ FRESH,
        runs: asked.settings.runs as u32,
        days: asked.days as u32,
        status: "optimal".to_owned(),
        conflict: Vec::new(),
        solver: String::new(),
        gap: 0.0,
        rounds: 0,
        reduction: format!(
            "None: all {} draws are kept, since the loss of a draw is a closed form; {quiet} of them lose nothing. \
             What is left is the error of drawing.",
            case.draws.len()
        ),
        binding: Vec::new(),
        cost: 0.0,
        currency: setting.currency.clone(),
        price_year: setting.price_year,
        period_days: (setting.ahead_days + asked.days as f64).round() as u32,
        expected_loss: same(nothing.expected()),
        cvar_95: same(nothing.tail.value),
        mix: Vec::new(),
        stockpile: Vec::new(),
        release_rule: String::new(),
        considered: Vec::new(),
        promised_loss: nothing.expected(),
        simulated_loss: none,
        simulated_loss_before: none,
        promise_gap: 0.0,
        gap_text: String::new(),
        frontier: Vec::new(),
        lines: Vec::new(),
        branches: Vec::new(),
        prices: Vec::new(),
        sensitivity: Vec::new(),
        rules: Vec::new(),
        scenario_file: String::new(),
        verdict: String::new(),
        assumptions: assumptions(asked, setting),
        sources: Vec::new(),
    }
}

/// The whole response.
pub(super) fn view(
    planned: &Planned<'_>,
    simulated: &Simulated,
    cuts: &mut Cuts,
    hurt: &[bool],
) -> Result<PlanView, AppError> {
    let Planned { asked, setting, case, offers, chosen, nothing, .. } = planned;
    let mut view = blank(asked, setting, case, nothing);
    let after = &chosen.evaluation;
    view.solver = format!("{} for the choice, clarabel for the prices", chosen.solver);
    view.gap = (chosen.value - chosen.bound) / chosen.value.abs().max(1.0);
    view.rounds = chosen.rounds as u32;
    view.cost = chosen.cost;
    view.expected_loss.after = after.expected();
    view.cvar_95.after = after.tail.value;
    view.promised_loss = after.expected();
    [view.simulated_loss_before, view.simulated_loss] = simulated.loss;
    (view.promise_gap, view.gap_text) = gap(planned, simulated);
    view.mix = mix(planned, hurt);
    (view.stockpile, view.release_rule) = stockpile::stockpile(planned);
    view.considered = offers.iter().enumerate().map(|(k, offer)| considered(planned, k, offer)).collect();
    view.frontier = frontier(case, nothing, cuts)?;
    view.lines = lines(planned, simulated);
    view.branches = branches(planned)?;
    (view.binding, view.prices) = prices(planned, cuts)?;
    view.sensitivity = sensitivity(planned, cuts, hurt)?;
    view.rules = rules::effects(planned);
    // Its events name samples of end uses, which no study has.
    if !setting.public {
        view.scenario_file = file(setting.chain, &asked.written, &events(setting, offers, &chosen.bought));
    }
    view.sources = sources(planned);
    view.verdict = verdict(&view);
    Ok(view)
}

fn assumptions(asked: &Asked, setting: &Setting<'_>) -> Vec<String> {
    let mut list = vec![
        format!(
            "The plan is begun {} months before day 0; whoever begins later can use fewer levers.",
            asked.ahead_months
        ),
        format!("The scenario comes with a chance of {}.", asked.likelihood),
        "A loss is value added of units that are never made; units made late cost nothing but overtime.".to_owned(),
        "Branches have the weights shown; they are policy, not chance.".to_owned(),
        "Stock keeps its worth: it costs capital, storage and any premium, and is used or sold in the end.".to_owned(),
        "Goods from new sources do not come out of the chain of the model: others are not starved by this plan."
            .to_owned(),
        "A flow is paid for from the day it helps to the end of the horizon, whether it is needed or not.".to_owned(),
    ];
    if setting.public {
        list.extend(stockpile::assumptions());
    }
    if let Some(filing) = setting
        .chain
        .levers
        .iter()
        .find(|lever| lever.kind == coercivity_chain::LeverKind::Filing && setting.may_use(lever))
    {
        list.push(format!(
            "{}: lines file on the first day on which they can, so there is nothing to gain; see the safe filing date of a run.",
            filing.title
        ));
    }
    list
}

fn day_of_offer(offer: &Offer<'_>) -> i32 {
    offer.helps_from.ceil() as i32
}

fn date(setting: &Setting<'_>, day: f64) -> String {
    setting.model.start.saturating_add((day.round() as i64).days()).to_string()
}

/// Quantity of what is bought, its unit, and days or share of use.
fn quantity(offer: &Offer<'_>, units: f64) -> (f64, &'static str, Option<f64>) {
    match offer.case.effect {
        Effect::Stock { .. } | Effect::Flow { .. } => (units * offer.per_unit, offer.unit, Some(units)),
        _ => (units, offer.unit, None),
    }
}

fn subject(setting: &Setting<'_>, offer: &Offer<'_>) -> String {
    let line = &setting.study.lines[offer.line].title;
    if offer.item.is_empty() { line.clone() } else { format!("{}, for {line}", offer.title) }
}

fn spent(case: &Case, k: usize, units: f64) -> f64 {
    let lever = &case.levers[k];
    lever.unit_cost * units + if units > 0.0 { lever.fixed_cost } else { 0.0 }
}

fn mix(planned: &Planned<'_>, hurt: &[bool]) -> Vec<MixView> {
    let setting = planned.setting;
    let at = |end| offers(setting, &Look { moved: Some((None, &COSTS, end)) }, hurt);
    let (low, high) = (at(End::Low), at(End::High));
    let mut mix = Vec::new();
    for (k, offer) in planned.offers.iter().enumerate() {
        let units = planned.chosen.bought[k];
        if units <= 0.0 {
            continue;
        }
        let (quantity, unit, of_use) = quantity(offer, units);
        let cost_at = |other: &Offer<'_>| other.case.unit_cost * units + other.case.fixed_cost;
        mix.push(MixView {
            lever: offer.lever.key.clone(),
            title: offer.lever.title.clone(),
            subject: subject(setting, offer),
            line: setting.study.lines[offer.line].key.clone(),
            item: offer.item.clone(),
            quantity,
            unit: unit.to_owned(),
            of_use,
            cost: spent(planned.case, k, units),
            cost_low: cost_at(&low[k]),
            cost_high: cost_at(&high[k]),
            starts: date(setting, -setting.ahead_days),
            helps_from: date(setting, offer.helps_from),
            helps_from_day: day_of_offer(offer),
            basis: basis(offer).word().to_owned(),
            sources: source_keys(setting, offer),
        });
    }
    mix.sort_by(|a, b| a.helps_from_day.cmp(&b.helps_from_day).then(b.cost.total_cmp(&a.cost)));
    mix
}

fn basis(offer: &Offer<'_>) -> Basis {
    offer.lever.parameters.iter().map(|(_, number)| number.evidence.basis).max().unwrap_or(Basis::Assumed)
}

fn source_keys(setting: &Setting<'_>, offer: &Offer<'_>) -> Vec<String> {
    let key = |number: &coercivity_chain::Parameter| setting.chain.sources[number.evidence.source.index()].key.clone();
    let mut keys: Vec<String> = offer.lever.parameters.iter().map(|(_, number)| key(number)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn considered(planned: &Planned<'_>, k: usize, offer: &Offer<'_>) -> ConsideredView {
    let case = planned.case;
    let (most, unit, _) = quantity(offer, offer.case.most);
    let mut alone = vec![0.0; case.levers.len()];
    alone[k] = case.levers[k].most;
    let avoids = planned.nothing.expected() - program::evaluate(case, &alone).expected();
    let cost = offer.case.unit_cost * offer.case.most + offer.case.fixed_cost;
    let taken = if offer.case.most > 0.0 { planned.chosen.bought[k] / offer.case.most } else { 0.0 };
    let why = match &offer.refused {
        Some(reason) => reason.clone(),
        None if taken > 0.999 => "All that can be had is worth its cost.".to_owned(),
        None if taken > 0.0 => "As much as is worth its cost beside the others.".to_owned(),
        None if avoids <= 0.0 => "It avoids no loss in these scenarios.".to_owned(),
        None if cost > avoids => "Alone it costs more than it avoids.".to_owned(),
        None => "What it would avoid others avoid for less, or a demand stands against it.".to_owned(),
    };
    ConsideredView {
        lever: offer.lever.key.clone(),
        title: offer.lever.title.clone(),
        subject: subject(planned.setting, offer),
        taken,
        most,
        unit: unit.to_owned(),
        cost_of_most: cost,
        helps_from_day: (offer.helps_from < planned.asked.days as f64).then(|| day_of_offer(offer)),
        avoids_alone: avoids.max(0.0),
        why,
    }
}

/// Least loss for its cost: plans for losses that weigh ever more against costs, without a budget.
fn frontier(case: &Case, nothing: &Evaluation, cuts: &mut Cuts) -> Result<Vec<FrontierPoint>, AppError> {
    let mut points = vec![FrontierPoint { cost: 0.0, cvar_95: nothing.tail.value, expected_loss: nothing.expected() }];
    for weight in WEIGHTS {
        let mut weighed = case.clone();
        weighed.demands.retain(|(_, demand)| !matches!(demand, Demand::Budget(_)));
        for lever in &mut weighed.levers {
            lever.unit_cost /= weight;
            lever.fixed_cost /= weight;
        }
        let Answer::Best(best) = program::solve(&weighed, cuts)? else { continue };
        points.push(FrontierPoint {
            cost: case.cost(&best.bought),
            cvar_95: best.evaluation.tail.value,
            expected_loss: best.evaluation.expected(),
        });
    }
    points.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    points.dedup_by(|b, a| (b.cost - a.cost).abs() <= 1e-6 * a.cost.max(1.0));
    Ok(points)
}

fn lines(planned: &Planned<'_>, simulated: &Simulated) -> Vec<PlanLineView> {
    let lines = planned.setting.study.lines.iter().zip(&simulated.lines);
    lines
        .map(|(line, of)| PlanLineView {
            line: line.key.clone(),
            title: line.title.clone(),
            first_stop_before: of.first_stop[0],
            first_stop_after: of.first_stop[1],
            loss_before: of.loss[0].clone(),
            loss_after: of.loss[1].clone(),
            coercivity_before: of.coercivity[0],
            coercivity_after: of.coercivity[1],
        })
        .collect()
}

/// Each branch alone: what the plan loses against the plan that would have been best for it.
fn branches(planned: &Planned<'_>) -> Result<Vec<PlanBranchView>, AppError> {
    let mut views = Vec::new();
    for (n, way) in planned.asked.ways.iter().enumerate() {
        let mut case = planned.case.clone();
        case.draws.retain(|draw| draw.branch == n);
        let weight: f64 = case.draws.iter().map(|draw| draw.weight).sum();
        case.draws.iter_mut().for_each(|draw| draw.weight /= weight.max(f64::MIN_POSITIVE));
        case.risk_aversion = 0.0;
        let total = |bought: &[f64]| case.cost(bought) + program::evaluate(&case, bought).expected();
        let nothing = vec![0.0; case.levers.len()];
        let Answer::Best(own) = program::solve(&case, &mut Cuts::default())? else { continue };
        let loss = |bought: &[f64]| program::evaluate(&case, bought).expected();
        views.push(PlanBranchView {
            branch: way.key.clone(),
            title: way.title.clone(),
            weight: way.weight,
            expected_loss: BeforeAfter { before: loss(&nothing), after: loss(&planned.chosen.bought) },
            regret: (total(&planned.chosen.bought) - own.value).max(0.0),
            own_cost: own.cost,
            regret_of_nothing: (total(&nothing) - own.value).max(0.0),
        });
    }
    Ok(views)
}

/// What holds the plan back, and what one more of something would save.
fn prices(planned: &Planned<'_>, cuts: &Cuts) -> Result<(Vec<String>, Vec<PriceOfBoundView>), AppError> {
    let (case, setting) = (planned.case, planned.setting);
    let currency = &setting.currency;
    let (mut binding, mut views) = (Vec::new(), Vec::new());
    for price in program::prices(case, cuts, planned.chosen)? {
        let (bound, saves, unit, text) = match price.of {
            Bound::Demand(n) => {
                let (name, demand) = &case.demands[n];
                let (units, unit) = match demand {
                    Demand::Budget(_) => (1.0, "unit of money"),
                    _ => (0.01, "per cent"),
                };
                let saves = price.saves * units;
                let text = format!("{name}: loosened by one {unit} it saves {}.", money(saves, currency));
                (name.clone(), saves, unit.to_owned(), text)
            }
            Bound::Most(k) => {
                let offer = &planned.offers[k];
                // There is no second of what is had whole or not at all.
                if planned.chosen.bought[k] <= 0.0 || offer.case.whole {
                    continue;
                }
                let bound = format!("{}: {}", offer.lever.title, subject(setting, offer));
                let (units, unit) = match offer.case.effect {
                    Effect::Stock { .. } => (7.0, "week of use"),
                    Effect::Flow { .. } => (0.01, "per cent of use"),
                    Effect::Overtime { .. } => (0.01, "per cent of plan"),
                    Effect::Licence { .. } | Effect::Nothing => continue,
                };
                let saves = price.saves * units;
                let text = format!("One more {unit} of it would save {}: {bound}.", money(saves, currency));
                (bound, saves, unit.to_owned(), text)
            }
        };
        binding.push(bound.clone());
        views.push(PriceOfBoundView { bound, saves, unit, text });
    }
    views.extend(weeks_of_stock(planned));
    views.sort_by(|a, b| b.saves.total_cmp(&a.saves));
    Ok((binding, views))
}

/// What one more week of each stock would save in loss, whether it can be had or not.
fn weeks_of_stock(planned: &Planned<'_>) -> Vec<PriceOfBoundView> {
    let (case, setting) = (planned.case, planned.setting);
    let now = planned.chosen.evaluation.expected();
    let mut views = Vec::new();
    for (k, offer) in planned.offers.iter().enumerate() {
        if offer.lever.key != "stock" {
            continue;
        }
        let mut more = planned.chosen.bought.clone();
        more[k] += 7.0;
        let saves = now - program::evaluate(case, &more).expected();
        if saves > 1e-6 * now.max(1.0) {
            let what = subject(setting, offer);
            views.push(PriceOfBoundView {
                bound: what.clone(),
                saves,
                unit: "week of use".to_owned(),
                text: format!(
                    "One more week of {what} on hand saves {} of expected loss.",
                    money(saves, &setting.currency)
                ),
            });
        }
    }
    views
}

/// How far the promise is from the engine's mean, as a share of that mean or, where little is left, of the loss
/// with nothing bought; and why.
fn gap(planned: &Planned<'_>, simulated: &Simulated) -> (f64, String) {
    let [before, after] = simulated.loss;
    let promised = planned.chosen.evaluation.expected();
    let apart = promised - after.mean;
    let share = if before.mean > 0.0 { apart / before.mean } else { 0.0 };
    let of_itself = if after.mean > 0.0 { apart / after.mean } else { 0.0 };
    let nothing = planned.nothing.expected();
    let start = if before.mean > 0.0 { (nothing - before.mean) / before.mean } else { 0.0 };
    let within = if of_itself.abs() <= 0.15 { "within" } else { "more than" };
    let mut text = format!(
        "Promised {}, simulated {} on average on fresh draws: {within} 15 % apart ({:+.0} % of it, {:+.1} % of the loss with nothing bought).",
        money(promised, &planned.setting.currency),
        money(after.mean, &planned.setting.currency),
        100.0 * of_itself,
        100.0 * share
    );
    if of_itself.abs() > 0.15 {
        text.push_str(&format!(
            " With nothing bought they are {:+.0} % apart. The program counts weeks, spreads arrivals over them and knows no rate below which a line idles; overtime is only for weeks in which usual suppliers deliver all. The engine serves each day's plan first and draws anew.",
            100.0 * start,
        ));
    }
    (share, text)
}

fn sources(planned: &Planned<'_>) -> Vec<SourceView> {
    let chain = planned.setting.chain;
    let mut keys: Vec<String> = planned.offers.iter().flat_map(|offer| source_keys(planned.setting, offer)).collect();
    // What a unit of a line is worth weighs as much as what a lever costs.
    let worth = planned.setting.study.lines.iter().map(|line| line.evidence.source);
    keys.extend(worth.map(|source| chain.sources[source.index()].key.clone()));
    keys.sort_unstable();
    keys.dedup();
    let of = |key: &String| chain.source(key).map(|id| &chain.sources[id.index()]);
    let view = |source: &coercivity_chain::Source| SourceView {
        id: source.key.clone(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        year: source.year,
        licence: source.licence.clone(),
        url: source.url.clone(),
    };
    keys.iter().filter_map(of).map(view).collect()
}

fn verdict(view: &PlanView) -> String {
    let money = |value: f64| money(value, &view.currency);
    if view.expected_loss.before <= 0.0 {
        return "No line loses anything in these scenarios: nothing needs to be bought.".to_owned();
    }
    if view.mix.is_empty() {
        return format!(
            "Nothing is worth its cost: {} of expected loss is cheaper to bear than every lever.",
            money(view.expected_loss.before)
        );
    }
    format!(
        "For {} over {} days expected loss falls from {} to {} (worst twentieth: {} to {}); simulated on fresh draws: {}.",
        money(view.cost),
        view.period_days,
        money(view.expected_loss.before),
        money(view.expected_loss.after),
        money(view.cvar_95.before),
        money(view.cvar_95.after),
        money(view.simulated_loss.mean)
    )
}

#[cfg(test)]
mod tests {
    use super::super::in_program;
    use super::*;

    #[test]
    fn a_refused_offer_gives_nothing() {
        let asked = Asked::new(&super::super::PlanRequest { ahead_months: Some(0.0), ..Default::default() }).unwrap();
        let model = asked.model(&asked.ways[0].scenario).unwrap();
        let setting = super::super::setting::setting(&asked.loaded, &model, asked.days, 0.0, &[]).unwrap();
        let all = offers(&setting, &Look::default(), &[true, true, true]);
        let stock = all.iter().find(|offer| offer.lever.key == "stock").unwrap();
        assert!(stock.refused.is_some(), "no stock is built under a control");
        assert_eq!(in_program(stock).most, 0.0);
        assert!(stock.case.most > 0.0);
    }
}
