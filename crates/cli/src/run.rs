//! `run` and `init`.

use crate::args::{InitArgs, RunArgs};
use crate::print;
use crate::progress::Progress;
use coercivity_app::economy::after_run;
use coercivity_app::run::{RunRequest, run as run_study};
use coercivity_app::{init as make, output};
use coercivity_report::run_view::RunView;
use coercivity_report::{csv, figure, html, terminal};
use std::io::IsTerminal;
use std::path::Path;

/// Width of the tables when stdout is no terminal.
const PLAIN_WIDTH: u16 = 100;

pub(crate) fn run(args: &RunArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = RunRequest {
        study: args.study.clone(),
        scenario: args.scenario.clone(),
        written: None,
        extra_cover_days: args.extra_cover,
        runs: args.runs,
        seed: args.seed,
        days: args.days,
        threads: args.threads,
        branch: args.branch.clone(),
        with_trust: args.output.is_some() && !args.quick,
    };
    let progress = Progress::new();
    let result = run_study(&request, &|done, total| progress.update(done, total));
    progress.finish();
    let mut view = result?;
    if let Some(table) = &args.economy {
        after_run(&mut view, args.study.as_deref(), table, args.economy_mapping.as_deref())?;
    }
    if let Some(folder) = &args.output {
        write(&view, folder, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        let (width, colour) = on_terminal();
        print(&terminal::verdict(&view, width, colour))?;
        if let Some(folder) = &args.output {
            print(&format!("\nReport: {}\n", folder.join("report.html").display()))?;
        }
    }
    Ok(true)
}

/// An existing folder is refused before minutes of work, and again when written.
pub(crate) fn refuse_existing(folder: Option<&Path>, force: bool) -> anyhow::Result<()> {
    if let Some(folder) = folder {
        anyhow::ensure!(force || !folder.exists(), coercivity_app::AppError::Exists(folder.to_owned()));
    }
    Ok(())
}

/// Width of the terminal and whether it shows colours.
pub(crate) fn on_terminal() -> (u16, bool) {
    let on_terminal = std::io::stdout().is_terminal();
    let width = if on_terminal { comfy_table::Table::new().width().unwrap_or(PLAIN_WIDTH) } else { PLAIN_WIDTH };
    (width, on_terminal && std::env::var_os("NO_COLOR").is_none())
}

/// Figures go into a folder of their own.
pub(crate) fn in_figures(files: Vec<(String, String)>) -> impl Iterator<Item = (String, String)> {
    files.into_iter().map(|(name, svg)| (format!("figures/{name}"), svg))
}

fn write(view: &RunView, folder: &Path, force: bool) -> anyhow::Result<()> {
    let mut files = vec![
        ("report.html".to_owned(), html::page(view)),
        ("result.json".to_owned(), serde_json::to_string_pretty(view)? + "\n"),
    ];
    files.extend(csv::files(view));
    if let Some(curve) = &view.curve {
        files.extend(csv::curve_files(curve));
    }
    files.extend(in_figures(figure::files(view)));
    Ok(output::write_folder(folder, &files, force)?)
}

pub(crate) fn init(args: &InitArgs) -> anyhow::Result<bool> {
    let files = make::init(&args.folder, Some(&args.from), args.force)?;
    let folder = args.folder.display();
    print(&format!(
        "Wrote {} to {folder}.\nNext: edit lines.csv and bom.csv, then `coercivity run {folder}`.\n",
        files.join(", ")
    ))?;
    Ok(true)
}
