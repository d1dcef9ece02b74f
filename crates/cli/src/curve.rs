//! `curve`.

use crate::args::CurveArgs;
use crate::print;
use crate::progress::Progress;
use crate::run::{in_figures, on_terminal, refuse_existing};
use coercivity_app::curve::{CurveRequest, curve as trace};
use coercivity_app::output;
use coercivity_report::{csv, figure, html, terminal};

pub(crate) fn curve(args: &CurveArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = CurveRequest {
        study: args.study.clone(),
        control: args.control.clone(),
        runs: args.runs,
        seed: args.seed,
        threads: args.threads,
        longest: args.longest,
        parts: args.parts.clone(),
    };
    let progress = Progress::new();
    let resumed = |done: usize, total: usize| {
        if done > 0 {
            eprintln!("going on after {done} of {total} parts done before");
        }
    };
    let result = trace(&request, &|done, total| progress.update(done, total), &resumed);
    progress.finish();
    let view = result?;
    if let Some(folder) = &args.output {
        let mut files = vec![("curve.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n")];
        files.push(("report.html".to_owned(), html::curve_page(&view)));
        files.extend(csv::curve_files(&view));
        files.extend(in_figures(figure::curve_files(&view)));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::curve(&view, width, colour))?;
    }
    Ok(true)
}
