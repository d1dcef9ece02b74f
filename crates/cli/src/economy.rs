//! `economy`.

use crate::args::EconomyArgs;
use crate::print;
use crate::progress::Progress;
use crate::run::{on_terminal, refuse_existing};
use coercivity_app::economy::{EconomyRequest, economy as ask};
use coercivity_app::output;
use coercivity_report::{csv, terminal};

pub(crate) fn economy(args: &EconomyArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request =
        EconomyRequest { table: args.table.clone(), shock: args.shock.clone(), days: args.days, compat: args.compat };
    let progress = Progress::new();
    let result = ask(&request, &|done, total| progress.update(done, total));
    progress.finish();
    let view = result?;
    if let Some(folder) = &args.output {
        let mut files = csv::economy_files(&view);
        files.push(("economy.json".to_owned(), serde_json::to_string_pretty(&view)? + "\n"));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::economy(&view, width, colour))?;
    }
    Ok(true)
}
