//! What `coercivity curve` prints: coercivity and remanence of each line, its map and its loop.

use super::page::{Page, Tone};
use crate::curve_view::{CurveLine, CurveView, MapCell};
use comfy_table::{CellAlignment, Table, presets};

/// Signs of the map from "no run falls" to "all runs fall".
const SHADES: [char; 5] = ['.', '-', '+', 'x', '#'];

/// Curves as text for a terminal of `width` columns.
#[must_use]
pub fn curve(view: &CurveView, width: u16, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.paragraph(
        &format!("{} · {} · {} runs · seed {}", view.control_title, view.study_title, view.runs, view.seed),
        0,
        Tone::Dim,
    );
    page.blank();
    for line in &view.lines {
        section(&mut page, view, line);
    }
    page.paragraph(
        "Coercivity: shortest squeeze after which the 7-day mean output falls below half. Severity: share of pairs of \
         exporter and buyer that ship nothing; 1 is a freeze of exports. Remanence: output 30 days after a squeeze held \
         until the line fell is lifted.",
        0,
        Tone::Dim,
    );
    page.fact("Digest", &view.digest, Tone::Dim);
    page.finish()
}

fn days(value: Option<u32>, longest: u32) -> String {
    value.map_or_else(|| format!("> {longest}"), |days| days.to_string())
}

fn section(page: &mut Page, view: &CurveView, line: &CurveLine) {
    page.heading(&line.title);
    let q = &line.coercivity;
    let long = view.longest_days;
    let text = format!(
        "Coercivity {} days ({} to {}); remanence {:.0} % ({:.0} to {:.0}).",
        days(line.coercivity_days, long),
        days(q.p10, long),
        days(q.p90, long),
        100.0 * line.remanence.p50,
        100.0 * line.remanence.p10,
        100.0 * line.remanence.p90,
    );
    page.paragraph(&text, 2, Tone::Bold);
    page.blank();
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_header(["severity", "P10 days", "P50", "P90", "runs that fall", "remanence"]);
    for point in &line.contours {
        table.add_row([
            format!("{:.0} %", 100.0 * point.severity),
            days(point.days.p10, long),
            days(point.days.p50, long),
            days(point.days.p90, long),
            format!("{:.0} %", 100.0 * point.days.share_of_runs),
            format!("{:.0} %", 100.0 * point.remanence.p50),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_cell_alignment(CellAlignment::Right);
    }
    page.raw(&table.trim_fmt());
    page.blank();
    map(page, line);
    hysteresis(page, line);
    page.blank();
}

/// One row per severity, one sign per step of duration.
fn map(page: &mut Page, line: &CurveLine) {
    let longest = line.map.iter().map(|cell| cell.duration_days).max().unwrap_or(0);
    page.paragraph(
        &format!(
            "Share of runs that fall, up to {longest} days to the right: . none, - + x some, # all but one in ten"
        ),
        2,
        Tone::Dim,
    );
    for point in line.contours.iter().rev() {
        let of_row = |cell: &&MapCell| cell.severity == point.severity;
        let signs: String = line.map.iter().filter(of_row).map(|cell| shade(cell.share_of_runs)).collect();
        page.raw(&format!("  {:>5.0} %  {signs}\n", 100.0 * point.severity));
    }
    page.blank();
}

fn shade(share: f64) -> char {
    match share {
        s if s <= 0.0 => SHADES[0],
        s if s < 0.1 => SHADES[1],
        s if s < 0.5 => SHADES[2],
        s if s < 0.9 => SHADES[3],
        _ => SHADES[4],
    }
}

/// Mean output on the way up and on the way down.
fn hysteresis(page: &mut Page, line: &CurveLine) {
    let outputs = |rising: bool| -> String {
        let points = line.hysteresis.iter().filter(|p| p.rising == rising);
        points.map(|p| format!("{:.0}:{:.0}", 100.0 * p.severity, 100.0 * p.mean)).collect::<Vec<_>>().join(" ")
    };
    page.paragraph(&format!("Severity:output in %, up   {}", outputs(true)), 2, Tone::Plain);
    page.paragraph(&format!("Severity:output in %, down {}", outputs(false)), 2, Tone::Plain);
}
