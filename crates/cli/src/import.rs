//! `import`.

use crate::args::ImportArgs;
use crate::print;
use crate::progress::Progress;
use crate::run::{on_terminal, refuse_existing};
use coercivity_app::import::{ImportRequest, import as read};
use coercivity_app::output;
use coercivity_report::{csv, terminal};

/// Bytes per step of the bar.
const STEP: u64 = 1 << 20;

pub(crate) fn import(args: &ImportArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request =
        ImportRequest { publisher: args.publisher.clone(), files: args.files.clone(), study: args.study.clone() };
    let progress = Progress::new();
    let steps = |bytes: u64| usize::try_from(bytes / STEP).unwrap_or(usize::MAX);
    let result = read(&request, &|done, total| {
        progress.update(steps(done), steps(total));
    });
    progress.finish();
    let done = result?;
    if let Some(folder) = &args.output {
        let mut files = done.files;
        files.push(("import.json".to_owned(), serde_json::to_string_pretty(&done.view)? + "\n"));
        files.push(("import.csv".to_owned(), csv::import_file(&done.view)));
        output::write_folder(folder, &files, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&done.view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::import(&done.view, width, colour))?;
        if let Some(folder) = &args.output {
            let folder = folder.display();
            print(&format!("\nWritten to {folder}; to use it, copy {folder}/tables into the folder of a study.\n"))?;
        }
    }
    Ok(!args.strict || done.view.unknown.rows == 0)
}
