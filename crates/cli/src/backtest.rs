//! `backtest`.

use crate::args::BacktestArgs;
use crate::print;
use crate::progress::Progress;
use crate::run::{in_figures, on_terminal, refuse_existing};
use coercivity_app::backtest::{BacktestRequest, backtest as compare};
use coercivity_app::output;
use coercivity_report::{csv, figure, html, terminal};

pub(crate) fn backtest(args: &BacktestArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = BacktestRequest {
        cases: args.cases.clone(),
        observed: args.observed.clone(),
        scenario: args.scenario.clone(),
        series: args.series.clone(),
        material: args.material.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        runs: args.runs,
        seed: args.seed,
        threads: args.threads,
    };
    let progress = Progress::new();
    let result = compare(&request, &|done, total| progress.update(done, total));
    progress.finish();
    let view = result?;
    if let Some(folder) = &args.output {
        let mut files = vec![("backtest.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n")];
        files.push(("report.html".to_owned(), html::backtest_page(&view)));
        files.extend(csv::backtest_files(&view));
        files.extend(in_figures(figure::backtest_files(&view)));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::backtest(&view, width, colour))?;
    }
    Ok(true)
}
