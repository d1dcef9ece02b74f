//! `systemic`.

use crate::args::{SystemicArgs, WidthName};
use crate::print;
use crate::progress::Progress;
use crate::run::{on_terminal, refuse_existing};
use coercivity_app::output;
use coercivity_app::systemic::{Scope, SystemicRequest, systemic as ask};
use coercivity_report::{csv, terminal};

pub(crate) fn systemic(args: &SystemicArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = SystemicRequest {
        essential: args.essential.clone(),
        top: args.top,
        scope: match (args.all, args.screen) {
            (true, _) => Scope::All,
            (_, true) => Scope::Highest,
            _ => Scope::BySize,
        },
        most: args.most,
        eps: args.eps,
        wide: args.precision.map(|width| width == WidthName::F64),
        threads: args.threads,
        ..SystemicRequest::new(args.links.clone(), args.sectors.clone())
    };
    let bar = Progress::new();
    let found = ask(&request, &|done, total| {
        bar.update(done, total);
    });
    bar.finish();
    let found = found?;
    if let Some(folder) = &args.output {
        let mut files = csv::systemic_files(&found.view, &found.all);
        files.push(("systemic.json".to_owned(), serde_json::to_string_pretty(&found.view)? + "\n"));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&found.view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::systemic(&found.view, width, colour))?;
    }
    Ok(true)
}
