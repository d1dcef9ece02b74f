//! `plan` and `squeeze`.

use crate::args::{PlanArgs, SqueezeArgs};
use crate::print;
use crate::progress::Progress;
use crate::run::{in_figures, on_terminal, refuse_existing};
use anyhow::Context;
use coercivity_app::output;
use coercivity_app::plan::{PlanRequest, plan as make};
use coercivity_app::squeeze::{SqueezeRequest, squeeze as look};
use coercivity_report::{csv, figure, html, terminal};

pub(crate) fn plan(args: &PlanArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = PlanRequest {
        study: args.study.clone(),
        scenario: args.scenario.clone(),
        written: None,
        budget: args.budget,
        risk_aversion: args.risk_aversion,
        levers: args.levers.clone(),
        require: args.require.clone(),
        for_region: args.for_region.clone(),
        materials: args.material.clone(),
        service: args.service,
        ahead_months: args.ahead,
        likelihood: args.likelihood,
        weights: args.weight.iter().map(|text| weight(text)).collect::<anyhow::Result<_>>()?,
        runs: args.runs,
        seed: args.seed,
        days: args.days,
        threads: args.threads,
    };
    let progress = Progress::new();
    let result = make(&request, &|done, total| progress.update(done, total));
    progress.finish();
    let view = result?;
    if let Some(folder) = &args.output {
        let mut files = vec![
            ("report.html".to_owned(), html::plan_page(&view)),
            ("plan.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n"),
        ];
        if !view.scenario_file.is_empty() {
            files.push(("plan.toml".to_owned(), view.scenario_file.clone()));
        }
        files.extend(csv::plan_files(&view));
        files.extend(in_figures(figure::plan_files(&view)));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::plan(&view, width, colour))?;
    }
    Ok(true)
}

pub(crate) fn squeeze(args: &SqueezeArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = SqueezeRequest {
        study: args.study.clone(),
        for_region: args.for_region.clone(),
        materials: args.material.clone(),
        issuer: args.issuer.clone(),
        freeze_days: args.freeze_days,
        most: args.most,
        weight: args.weight,
        budget: args.budget,
        runs: args.runs,
        seed: args.seed,
        days: args.days,
        threads: args.threads,
    };
    let progress = Progress::new();
    let result = look(&request, &|done, total| progress.update(done, total));
    progress.finish();
    let view = result?;
    if let Some(folder) = &args.output {
        let mut files = vec![
            ("report.html".to_owned(), html::squeeze_page(&view)),
            ("squeeze.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n"),
        ];
        files.extend(csv::squeeze_files(&view));
        files.extend(in_figures(figure::squeeze_files(&view)));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::squeeze(&view, width, colour))?;
    }
    Ok(true)
}

/// `BRANCH=WEIGHT`.
fn weight(text: &str) -> anyhow::Result<(String, f64)> {
    let parts = text.split_once('=').and_then(|(branch, weight)| Some((branch.to_owned(), weight.parse().ok()?)));
    parts.with_context(|| format!("--weight {text}: write BRANCH=WEIGHT, as in eased=0.5"))
}
