//! `plan` and `squeeze`.

use crate::args::PlanArgs;
use crate::print;
use crate::progress::Progress;
use crate::run::refuse_existing;
use anyhow::Context;
use coercivity_app::output;
use coercivity_app::plan::{PlanRequest, plan as make};

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
        let files = vec![
            ("plan.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n"),
            ("plan.toml".to_owned(), view.scenario_file.clone()),
        ];
        output::write_folder(folder, &files, args.force)?;
    }
    print(&(serde_json::to_string(&view)? + "\n"))?;
    Ok(true)
}

/// `BRANCH=WEIGHT`.
fn weight(text: &str) -> anyhow::Result<(String, f64)> {
    let parts = text.split_once('=').and_then(|(branch, weight)| Some((branch.to_owned(), weight.parse().ok()?)));
    parts.with_context(|| format!("--weight {text}: write BRANCH=WEIGHT, as in eased=0.5"))
}
