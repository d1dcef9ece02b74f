//! `data`, `data check` and `data show`.

use crate::args::{CheckArgs, ShowArgs};
use crate::print;
use coercivity_app::data::{self, DataResponse, Residual};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use std::fmt::Write;

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic).set_header(header);
    if table.width().is_none() {
        table.set_width(110);
    }
    table
}

fn right(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

pub(crate) fn describe(json: bool) -> anyhow::Result<bool> {
    let response = data::describe()?;
    if json {
        print(&(serde_json::to_string(&response)? + "\n"))?;
        return Ok(true);
    }
    let mut text = format!("Default package, base year {}\n", response.base_year);
    tables(&mut text, &response)?;
    let row_share = 100.0 * response.share_reported_or_derived;
    let tonne_share = 100.0 * response.share_of_tonnes_reported_or_derived;
    writeln!(
        text,
        "\nReported or derived: {row_share:.0} % of all figures, {tonne_share:.0} % of the tonnes on links."
    )?;
    writeln!(text, "The rest is estimated with a range or assumed, and marked so.")?;
    writeln!(text, "\nControls:  {}", response.controls.join(", "))?;
    writeln!(text, "Scenarios: {}", response.scenarios.join(", "))?;
    writeln!(text, "Studies:   {}", response.studies.join(", "))?;
    writeln!(text, "\nHeld back from the fit (EU sourcing shares of the European Commission's 2023 study):")?;
    residuals(&mut text, &response.held_back)?;
    writeln!(text, "\nLargest differences among the figures used in the fit (all: balance/residuals.csv):")?;
    residuals(&mut text, &response.largest_residuals)?;
    writeln!(text, "\nSources")?;
    let mut list = table(&["source", "title", "publisher", "licence"]);
    for (key, title, publisher, licence) in &response.sources {
        list.add_row([key, title, publisher, licence]);
    }
    writeln!(text, "{list}\n\ndigest {}", response.data_digest)?;
    print(&text)?;
    Ok(true)
}

fn tables(text: &mut String, response: &DataResponse) -> anyhow::Result<()> {
    let mut list = table(&["table", "rows", "years", "reported", "derived", "estimated", "assumed", "what it holds"]);
    for summary in &response.tables {
        let count = |basis: &str| summary.basis.get(basis).map_or_else(String::new, ToString::to_string);
        let years = summary.vintage.map_or_else(String::new, |(first, last)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        });
        list.add_row([
            summary.table.clone(),
            summary.rows.to_string(),
            years,
            count("reported"),
            count("derived"),
            count("estimated"),
            count("assumed"),
            summary.description.clone(),
        ]);
    }
    right(&mut list, &[1, 3, 4, 5, 6]);
    writeln!(text, "{list}")?;
    Ok(())
}

fn residuals(text: &mut String, rows: &[Residual]) -> anyhow::Result<()> {
    let mut list = table(&["item", "published", "in the package", "unit", "difference", "source"]);
    let number = |x: f64| if x.abs() >= 100.0 { format!("{x:.0}") } else { format!("{x:.1}") };
    for row in rows {
        let difference = row.difference_percent.map_or_else(|| "none published".to_owned(), |d| format!("{d:+.0} %"));
        list.add_row([
            row.item.clone(),
            number(row.published),
            number(row.fitted),
            row.unit.clone(),
            difference,
            row.source.clone(),
        ]);
    }
    right(&mut list, &[1, 2, 4]);
    writeln!(text, "{list}")?;
    Ok(())
}

pub(crate) fn check(args: &CheckArgs) -> anyhow::Result<bool> {
    let response = data::check(args.folder.as_deref())?;
    let passed = response.problems.is_empty();
    if args.json {
        print(&(serde_json::to_string(&response)? + "\n"))?;
    } else {
        let mut text = String::new();
        for problem in &response.problems {
            writeln!(text, "{problem}")?;
        }
        if !response.closures.is_empty() {
            writeln!(text, "Closure of base flows (spread over the links before a run; an error above 0.1 %):")?;
            let mut list = table(&["site", "material", "side", "activity needs t/yr", "flows t/yr", "relative"]);
            for row in &response.closures {
                list.add_row([
                    row.site.clone(),
                    row.material.clone(),
                    row.side.clone(),
                    format!("{:.4}", row.wanted),
                    format!("{:.4}", row.found),
                    format!("{:.1e}", row.relative),
                ]);
            }
            right(&mut list, &[3, 4, 5]);
            writeln!(text, "{list}")?;
        }
        let verdict = if passed { "no problem".to_owned() } else { format!("{} problems", response.problems.len()) };
        writeln!(
            text,
            "{}: {} files read, {verdict}; largest closure {:.1e}.",
            response.checked, response.files, response.largest_closure
        )?;
        print(&text)?;
    }
    Ok(passed || !args.strict)
}

pub(crate) fn show(args: &ShowArgs) -> anyhow::Result<bool> {
    let response = data::show(&args.table, &args.conditions)?;
    if args.json {
        print(&(serde_json::to_string(&response)? + "\n"))?;
        return Ok(true);
    }
    let mut text = String::new();
    let names: Vec<&str> = response.columns.iter().map(|c| c.name.as_str()).collect();
    let mut list = table(&names);
    for row in &response.rows {
        list.add_row(row);
    }
    writeln!(text, "{list}\n{} of {} rows", response.rows.len(), response.total)?;
    for column in response.columns.iter().filter(|c| !c.unit.is_empty()) {
        writeln!(text, "{}: {} [{}]", column.name, column.description, column.unit)?;
    }
    print(&text)?;
    Ok(true)
}
