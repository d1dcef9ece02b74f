//! `criticality`.

use crate::args::{CriticalityArgs, MethodName};
use crate::print;
use crate::run::{on_terminal, refuse_existing};
use coercivity_app::criticality::{CriticalityRequest, Method, criticality as ask};
use coercivity_app::output;
use coercivity_report::{csv, terminal};

pub(crate) fn criticality(args: &CriticalityArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let view = ask(&CriticalityRequest {
        method: match args.method {
            MethodName::Geopolrisk => Method::Geopolrisk,
            MethodName::Ec => Method::Ec,
            MethodName::Crma => Method::Crma,
        },
        countries: args.country.clone(),
        years: args.year.clone(),
        materials: args.material.clone(),
        trade: args.trade.clone(),
        production: args.production.clone(),
        stability: args.stability.clone(),
        codes: args.codes.clone(),
    })?;
    if let Some(folder) = &args.output {
        let mut files = csv::criticality_files(&view);
        files.push(("criticality.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n"));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else if args.csv {
        print(&csv::criticality(&view))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::criticality(&view, width, colour))?;
    }
    Ok(true)
}
