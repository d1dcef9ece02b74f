//! Origin as CSV files.

use super::write::Sheet;
use crate::trace_view::{TraceElementView, TraceView};

/// Shares, stages and ways as pairs of file name and content.
#[must_use]
pub fn trace_files(view: &TraceView) -> Vec<(String, String)> {
    vec![
        ("origin.csv".to_owned(), shares(view)),
        ("stages.csv".to_owned(), stages(view)),
        ("paths.csv".to_owned(), paths(view)),
    ]
}

/// Every element of every line, all of them together first.
fn elements(view: &TraceView) -> impl Iterator<Item = (&str, &TraceElementView)> {
    view.lines.iter().flat_map(|line| {
        std::iter::once(&line.all).chain(&line.elements).map(move |element| (line.line.as_str(), element))
    })
}

/// One row per line, element, stage and country; what is unknown has a row without country.
fn shares(view: &TraceView) -> String {
    let mut sheet = Sheet::new("line,element,stage,country,share,amount_per_year,unit,direct,hidden,through");
    for (line, element) in elements(view) {
        for stage in &element.stages {
            for via in &stage.via {
                let share = stage.shares.get(&via.country).copied().unwrap_or(0.0);
                let hidden: f64 = via.hidden.values().sum();
                let through: Vec<&str> = via.hidden.keys().map(String::as_str).collect();
                sheet.row(|row| {
                    row.text(line).text(&element.element).text(&stage.stage).text(&via.country).number(share);
                    row.number(share * stage.amount_per_year).text(&element.unit);
                    row.number(via.direct).number(hidden).text(&through.join(";"));
                });
            }
            if stage.unknown > 0.0 {
                sheet.row(|row| {
                    row.text(line).text(&element.element).text(&stage.stage).text("").number(stage.unknown);
                    row.number(stage.unknown * stage.amount_per_year).text(&element.unit).text("").text("").text("");
                });
            }
        }
    }
    sheet.finish()
}

fn stages(view: &TraceView) -> String {
    let mut sheet = Sheet::new(
        "line,element,stage,amount_per_year,unit,unknown,top_country,top_share,hhi,hhi_high,top_three,without_top,\
         sites,single_site,recycled,declared,public,assumed",
    );
    for (line, element) in elements(view) {
        for stage in &element.stages {
            sheet.row(|row| {
                row.text(line).text(&element.element).text(&stage.stage).number(stage.amount_per_year);
                row.text(&element.unit).number(stage.unknown).text(stage.top_country.as_deref().unwrap_or(""));
                row.number(stage.top_share).number(stage.hhi).number(stage.hhi_high).number(stage.top_three);
                row.number(stage.without_top).number(stage.sites as f64);
                row.text(if stage.single_site { "true" } else { "false" }).number(stage.recycled);
                row.number(stage.evidence.declared).number(stage.evidence.public).number(stage.evidence.assumed);
            });
        }
    }
    sheet.finish()
}

fn paths(view: &TraceView) -> String {
    let mut sheet = Sheet::new("line,element,item,supplier,share,public,sites");
    for (line, element) in elements(view) {
        for path in &element.paths {
            let sites: Vec<&str> = path.steps.iter().map(|step| step.site.as_str()).collect();
            sheet.row(|row| {
                row.text(line).text(&element.element).text(&path.item).text(&path.supplier).number(path.share);
                row.text(if path.public { "true" } else { "false" }).text(&sites.join(" < "));
            });
        }
    }
    sheet.finish()
}
