//! `assess`.

use crate::args::AssessArgs;
use crate::print;
use crate::progress::Progress;
use crate::run::refuse_existing;
use coercivity_app::assess::{AssessRequest, assess as make, tables};
use coercivity_app::clock::today;
use coercivity_app::output;
use coercivity_report::assess_view::AssessView;
use coercivity_report::{figure, html, xlsx};
use std::path::Path;

pub(crate) fn assess(args: &AssessArgs) -> anyhow::Result<bool> {
    refuse_existing(args.output.as_deref(), args.force)?;
    let request = AssessRequest {
        study: args.study.clone(),
        on: args.on.clone(),
        today: today(),
        scenario: args.scenario.clone(),
        runs: args.runs,
        seed: args.seed,
        threads: args.threads,
    };
    let progress = Progress::new();
    let result = make(&request, &|done, total| progress.update(done, total));
    progress.finish();
    let view = result?;
    if let Some(folder) = &args.output {
        write(&view, folder, args.force)?;
    }
    if args.json {
        print(&(serde_json::to_string(&view)? + "\n"))?;
    } else {
        for sentence in &view.summary {
            print(&format!("{sentence}\n"))?;
        }
        if let Some(folder) = &args.output {
            print(&format!("\nBoard paper: {}\n", folder.join("assessment.html").display()))?;
        }
    }
    Ok(true)
}

/// The paper, each table as CSV and Parquet, all tables as one workbook, figures, and the whole as JSON.
fn write(view: &AssessView, folder: &Path, force: bool) -> anyhow::Result<()> {
    let tables = tables::tables(view);
    let sheets: Vec<xlsx::Sheet> = tables.iter().map(|table| table.sheet()).collect();
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("assessment.html".to_owned(), html::assess_page(view).into_bytes()),
        ("assessment.json".to_owned(), (serde_json::to_string_pretty(view)? + "\n").into_bytes()),
        ("tables.xlsx".to_owned(), xlsx::workbook(&sheets)?),
    ];
    for table in &tables {
        files.push((format!("tables/{}.csv", table.name), table.csv().into_bytes()));
        files.push((format!("parquet/{}.parquet", table.name), table.parquet()?));
    }
    for (name, svg) in figure::trace_files(&view.trace).into_iter().chain(figure::files(&view.run)) {
        files.push((format!("figures/{name}"), svg.into_bytes()));
    }
    output::write_folder(folder, &files, force)?;
    Ok(())
}
