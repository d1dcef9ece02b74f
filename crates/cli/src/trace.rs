//! `trace`.

use crate::args::{ByArg, TraceArgs};
use crate::print;
use crate::run::{in_figures, on_terminal, refuse_existing};
use coercivity_app::output;
use coercivity_app::trace::{By, TraceRequest, trace as ask};
use coercivity_report::{csv, figure, terminal};

pub(crate) fn trace(args: &TraceArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let view = ask(&TraceRequest {
        study: args.study.clone(),
        line: args.line.clone(),
        country: args.country.clone(),
        material: args.material.clone(),
        element: args.element.clone(),
        by: match args.by {
            ByArg::Mass => By::Mass,
            ByArg::Value => By::Value,
        },
    })?;
    if let Some(folder) = &args.output {
        let mut files = vec![("trace.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n")];
        files.extend(csv::trace_files(&view));
        files.extend(in_figures(figure::trace_files(&view)));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::trace(&view, width, colour))?;
    }
    Ok(true)
}
