//! The response: the worst control, what it costs the issuer, and what closes it.

use super::learnt::learnt;
use super::{AHEAD_MONTHS, Results, setting_of};
use crate::error::AppError;
use crate::plan::in_program;
use crate::plan::offers::{Look, Offer, offers};
use coercivity_plan::case::Effect;
use coercivity_plan::loss::loss;
use coercivity_plan::squeeze::{Choice, Squeeze};
use coercivity_report::money;
use coercivity_report::run_view::{ProgramView, Quantiles};
use coercivity_report::squeeze_view::{ChoiceView, CloserView, MoveView, SqueezeView};
use coercivity_sim::ensemble;
use coercivity_sim::summary::quantiles;

pub(super) fn view(results: &Results<'_>, progress: &(dyn Fn(usize) -> bool + Sync)) -> Result<SqueezeView, AppError> {
    let Results { asked, setting, candidates, squeeze, .. } = results;
    let found = squeeze.choose()?;
    let mut by_size = Vec::new();
    for most in 1..=asked.most {
        by_size.push(choice(results, &Squeeze { most, ..(*squeeze).clone() }.choose()?.best));
    }
    let simulated = simulated(results, &found.best, progress)?;
    let mut moves: Vec<(usize, MoveView)> = (0..candidates.len()).map(|m| (m, a_move(results, m))).collect();
    let by_worth =
        |a: &MoveView, b: &MoveView| b.damage_per_usd.total_cmp(&a.damage_per_usd).then(b.damage.total_cmp(&a.damage));
    moves.sort_by(|a, b| by_worth(&a.1, &b.1).then(a.0.cmp(&b.0)));
    let place: Vec<u32> =
        (0..candidates.len()).map(|m| moves.iter().position(|(n, _)| *n == m).unwrap_or(0) as u32).collect();
    let placed = |mut choice: ChoiceView| {
        choice.moves.iter_mut().for_each(|m| *m = place[*m as usize]);
        choice
    };
    let closers = closers(results, &found.best)?;
    let chosen = choice(results, &found.best);
    let (n, k) = (candidates.len(), asked.most);
    let verdict = verdict(results, &chosen, closers.first());
    Ok(SqueezeView {
        program: ProgramView { name: "coercivity".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        study: setting.study.key.clone(),
        study_title: setting.study.title.clone(),
        issuer: setting.chain.countries[asked.issuer.index()].iso3.clone(),
        freeze_days: asked.freeze_days,
        days: asked.days as u32,
        runs: asked.settings.runs as u32,
        seed: asked.settings.seed,
        most_moves: asked.most as u32,
        weight_of_exports: asked.weight,
        currency: setting.currency.clone(),
        price_year: setting.price_year,
        moves: moves.into_iter().map(|(_, view)| view).collect(),
        chosen: placed(chosen),
        simulated_damage: simulated,
        by_size: by_size.into_iter().map(placed).collect(),
        closers,
        // Files show single buyers, and a sample of an end use is none.
        learnt: if asked.public { Vec::new() } else { learnt(results) },
        search: format!(
            "Branch and bound over the {} sets of up to {k} of {n} controls: the loss of {} sets looked at, the answer to {} of them solved.",
            sets(n, k),
            found.looked_at,
            found.answered
        ),
        verdict,
        assumptions: vec![
            format!("A control stops all of a good to its destinations for {} days, without notice and without licences.", asked.freeze_days),
            "The lines answer when it is laid: what takes months helps late; no stock grows of what is stopped.".to_owned(),
            "Under several controls an input gets in each week the least of what it gets under each of them; the chosen set is run in the engine as a whole.".to_owned(),
            "Own exports are valued at the prices of the package; a good without a price at the oxides that it holds.".to_owned(),
            format!("The issuer weighs a USD of its own exports as {} of damage.", asked.weight),
            "What the issuer loses later, as customers leave for good, is not counted.".to_owned(),
        ],
    })
}

fn name(results: &Results<'_>, m: usize) -> String {
    let (of, chain) = (&results.candidates[m], results.setting.chain);
    format!("{} to {}", chain.materials[of.material.index()].title, destinations(results, m))
}

fn destinations(results: &Results<'_>, m: usize) -> String {
    let to = &results.candidates[m].to;
    if to.is_empty() {
        return "all countries".to_owned();
    }
    to.iter()
        .map(|country| results.setting.chain.countries[country.index()].iso3.clone())
        .collect::<Vec<_>>()
        .join(", ")
}

fn a_move(results: &Results<'_>, m: usize) -> MoveView {
    let (of, chain, squeeze) = (&results.candidates[m], results.setting.chain, results.squeeze);
    let material = &chain.materials[of.material.index()];
    let damage = squeeze.damage(&[m]);
    // A line runs short when what has arrived no longer covers its plan.
    let ends = &squeeze.case.ends;
    let short = |line: usize| {
        let mut days: Vec<f64> = squeeze.moves[m]
            .draws
            .iter()
            .map(|draw| {
                let inputs = draw.lines[line].iter();
                let gone = |input: &coercivity_plan::case::Input| {
                    input
                        .available
                        .iter()
                        .zip(ends)
                        .find(|(available, end)| **available < **end - 0.5)
                        .map(|(_, end)| *end)
                };
                inputs.filter_map(gone).fold(f64::INFINITY, f64::min)
            })
            .collect();
        days.sort_by(f64::total_cmp);
        days[(days.len() - 1) / 2]
    };
    let first = (0..squeeze.case.lines.len()).map(|line| (short(line), line)).min_by(|a, b| a.0.total_cmp(&b.0));
    let first = first.filter(|(day, _)| day.is_finite());
    MoveView {
        material: material.key.clone(),
        title: material.title.clone(),
        stage: chain.stages[material.stage.index()].key.clone(),
        to: if of.to.is_empty() { "*".to_owned() } else { destinations(results, m) },
        exports_usd: of.exports_usd,
        exports_t: of.exports_t,
        damage,
        damage_per_usd: if of.exports_usd > 0.0 { damage / of.exports_usd } else { 0.0 },
        first_line: first.map(|(_, line)| results.setting.study.lines[line].key.clone()),
        first_stop_day: first.map(|(day, _)| day as u32),
    }
}

fn choice(results: &Results<'_>, of: &Choice) -> ChoiceView {
    let answer = of.answer.iter().flat_map(|answer| {
        let bought = results.offers.iter().zip(&answer.bought).filter(|(_, units)| **units > 0.0);
        bought.map(|(offer, units)| words(results, offer, *units))
    });
    let names: Vec<String> = of.moves.iter().map(|m| name(results, *m)).collect();
    ChoiceView {
        moves: of.moves.iter().map(|m| *m as u32).collect(),
        text: if names.is_empty() { "no control".to_owned() } else { names.join("; ") },
        exports_usd: of.exports,
        damage: of.damage,
        damage_answered: of.answered,
        answer_cost: of.answer.as_ref().map_or(0.0, |answer| answer.cost),
        answer: answer.collect(),
        worth: of.worth,
    }
}

fn words(results: &Results<'_>, offer: &Offer<'_>, units: f64) -> String {
    let line = &results.setting.study.lines[offer.line].key;
    match offer.case.effect {
        Effect::Stock { .. } | Effect::Flow { .. } => {
            format!("{} for {line}: {:.1} {}", offer.lever.title, units * offer.per_unit, offer.unit)
        }
        _ => format!("{} for {line}: {units:.2} {}", offer.lever.title, offer.unit),
    }
}

/// The chosen controls in the engine, all at once, without an answer.
fn simulated(
    results: &Results<'_>,
    of: &Choice,
    progress: &(dyn Fn(usize) -> bool + Sync),
) -> Result<Quantiles, AppError> {
    let asked = results.asked;
    let moves: Vec<&super::Candidate> = of.moves.iter().map(|m| &results.candidates[*m]).collect();
    let model = asked.model(&asked.scenario(&moves))?;
    let outcome = ensemble::run(&model, asked.settings, progress)?;
    let lost = |run: usize| -> f64 {
        let lines = outcome.lines.iter().enumerate();
        lines.map(|(n, line)| line.units_lost[run] * results.setting.value_per_unit(n)).sum()
    };
    let q = quantiles((0..outcome.runs).map(lost));
    Ok(Quantiles { p10: q.p10, p50: q.p50, p90: q.p90 })
}

/// Each lever in full, begun long before: what is left of the damage when the issuer chooses anew.
fn closers(results: &Results<'_>, worst: &Choice) -> Result<Vec<CloserView>, AppError> {
    let asked = results.asked;
    let setting = setting_of(asked, results.setting.model, AHEAD_MONTHS)?;
    let early = offers(&setting, &Look::default(), &vec![true; setting.study.lines.len()]);
    let mut case = results.squeeze.case.clone();
    case.levers = early.iter().map(in_program).collect();
    case.demands.clear();
    let mut views = Vec::new();
    for (k, offer) in early.iter().enumerate() {
        if case.levers[k].most <= 0.0 {
            continue;
        }
        let damage = best_against(results, &case, k);
        let closes = if worst.damage > 0.0 { 1.0 - damage / worst.damage } else { 0.0 };
        let lever = &case.levers[k];
        views.push(CloserView {
            lever: offer.lever.title.clone(),
            subject: setting.study.lines[offer.line].title.clone(),
            cost: lever.unit_cost * lever.most + lever.fixed_cost,
            damage,
            closes: closes.clamp(0.0, 1.0),
        });
    }
    views.retain(|view| view.closes > 1e-6);
    views.sort_by(|a, b| b.closes.total_cmp(&a.closes).then(a.cost.total_cmp(&b.cost)));
    Ok(views)
}

/// Damage of the issuer's best set of the same size once a lever is there in full: greedy, move by move, since with
/// no answer to weigh only losses count.
fn best_against(results: &Results<'_>, case: &coercivity_plan::case::Case, k: usize) -> f64 {
    let squeeze = results.squeeze;
    let mut there = vec![0.0; case.levers.len()];
    there[k] = case.levers[k].most;
    let damage = |set: &[usize]| -> f64 {
        squeeze
            .draws(set)
            .iter()
            .map(|draw| {
                let lines =
                    (0..case.lines.len()).map(|l| loss(case, draw, l, &there).lost * case.lines[l].value_per_day);
                draw.weight * lines.sum::<f64>()
            })
            .sum()
    };
    let mut set: Vec<usize> = Vec::new();
    for _ in 0..results.asked.most {
        let open = (0..squeeze.moves.len()).filter(|m| !set.contains(m));
        let worth = |m: usize| {
            let with: Vec<usize> = set.iter().copied().chain([m]).collect();
            damage(&with) - squeeze.weight * with.iter().map(|m| squeeze.moves[*m].exports).sum::<f64>()
        };
        let now = damage(&set) - squeeze.weight * set.iter().map(|m| squeeze.moves[*m].exports).sum::<f64>();
        let best = open.map(|m| (worth(m), m)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best {
            Some((worth, m)) if worth > now => set.push(m),
            _ => break,
        }
    }
    damage(&set)
}

fn verdict(results: &Results<'_>, chosen: &ChoiceView, closer: Option<&CloserView>) -> String {
    let currency = &results.setting.currency;
    let issuer = &results.setting.chain.countries[results.asked.issuer.index()].name;
    if chosen.moves.is_empty() {
        return format!("No control by {issuer} is worth its own exports against these lines.");
    }
    let closes = closer.map_or_else(String::new, |closer| {
        format!(
            " Begun {AHEAD_MONTHS:.0} months before, {} for {} closes {:.0} % of it.",
            closer.lever,
            closer.subject,
            100.0 * closer.closes
        )
    });
    format!(
        "{issuer} hurts these lines most for its own exports with: {}. {} of exports stopped, {} of damage, {} after the best answer.{closes}",
        chosen.text,
        money(chosen.exports_usd, "USD"),
        money(chosen.damage, currency),
        money(chosen.damage_answered, currency)
    )
}

/// Number of sets of one to `most` of `n`.
fn sets(n: usize, most: usize) -> u64 {
    let choose = |k: usize| (0..k).fold(1u64, |sets, i| sets * (n - i) as u64 / (i as u64 + 1));
    (1..=most.min(n)).map(choose).sum()
}
