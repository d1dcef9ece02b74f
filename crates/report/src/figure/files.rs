//! Every figure as a file of its own.

use super::{
    Layout, backlog_fan, backtest_bands, coercivity_map, cover_bars, cover_fan, drivers, exports_fan, hysteresis_loop,
    loss_by_horizon, origin_strip, output_fan, plan_cost, plan_frontier, plan_regret, plan_timeline, price, price_fan,
    squeeze_closers, squeeze_map, stage_strip, waiting_bars,
};
use crate::backtest_view::{BacktestView, CaseView};
use crate::curve_view::CurveView;
use crate::plan_view::PlanView;
use crate::run_view::RunView;
use crate::squeeze_view::SqueezeView;
use crate::trace_view::TraceView;

/// All figures of a run in the wide layout as pairs of file name and content.
#[must_use]
pub fn files(view: &RunView) -> Vec<(String, String)> {
    let wide = Layout::Wide;
    let mut files = vec![
        ("cover.svg".to_owned(), cover_bars(view, wide)),
        ("stages.svg".to_owned(), stage_strip(view, wide)),
        ("loss.svg".to_owned(), loss_by_horizon(view, wide)),
    ];
    for line in &view.lines {
        let id = file_name(&line.line);
        files.push((format!("output-{id}.svg"), output_fan(view, line, wide)));
        files.push((format!("cover-{id}.svg"), cover_fan(view, line, wide)));
        files.push((format!("drivers-{id}.svg"), drivers(line, wide)));
    }
    for control in &view.controls {
        let id = file_name(&control.id);
        files.push((format!("backlog-{id}.svg"), backlog_fan(view, control, wide)));
        if !control.weeks_to_decision.is_empty() {
            files.push((format!("waiting-{id}.svg"), waiting_bars(control, wide)));
        }
    }
    for band in &view.series.exports {
        let id = file_name(&band.name);
        files.push((format!("exports-{id}.svg"), exports_fan(view, band, wide)));
    }
    for material in price::materials(view).0 {
        files.push((format!("price-{}.svg", file_name(material)), price_fan(view, material, wide)));
    }
    let mut files = finished(files);
    files.extend(of_cases(&view.backtests));
    files.extend(view.curve.iter().flat_map(curve_files));
    files.extend(view.plan.iter().flat_map(plan_files));
    files
}

/// Origin of each line, all elements together and one by one, as pairs of file name and content.
#[must_use]
pub fn trace_files(view: &TraceView) -> Vec<(String, String)> {
    let of_line = view.lines.iter().flat_map(|line| {
        [&line.all].into_iter().chain(&line.elements).filter(|element| !element.stages.is_empty()).map(|element| {
            let name = format!("origin-{}-{}.svg", file_name(&line.line), file_name(&element.element));
            (name, origin_strip(element, Layout::Wide))
        })
    });
    finished(of_line.collect())
}

/// All figures of back-tests in the wide layout as pairs of file name and content.
#[must_use]
pub fn backtest_files(view: &BacktestView) -> Vec<(String, String)> {
    of_cases(&view.cases)
}

fn of_cases(cases: &[CaseView]) -> Vec<(String, String)> {
    let figure =
        |case: &CaseView| (format!("backtest-{}.svg", file_name(&case.case)), backtest_bands(case, Layout::Wide));
    finished(cases.iter().map(figure).collect())
}

/// All figures of curves in the wide layout as pairs of file name and content.
#[must_use]
pub fn curve_files(view: &CurveView) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for line in &view.lines {
        let id = file_name(&line.line);
        files.push((format!("coercivity-map-{id}.svg"), coercivity_map(view, line, Layout::Wide)));
        files.push((format!("hysteresis-{id}.svg"), hysteresis_loop(line, Layout::Wide)));
    }
    finished(files)
}

/// All figures of a plan in the wide layout as pairs of file name and content.
#[must_use]
pub fn plan_files(view: &PlanView) -> Vec<(String, String)> {
    let figures = [
        ("plan-cost.svg", plan_cost(view, Layout::Wide)),
        ("plan-timeline.svg", plan_timeline(view, Layout::Wide)),
        ("plan-frontier.svg", plan_frontier(view, Layout::Wide)),
        ("plan-regret.svg", plan_regret(view, Layout::Wide)),
    ];
    finished(figures.into_iter().map(|(name, svg)| (name.to_owned(), svg)).collect())
}

/// All figures of a squeeze in the wide layout as pairs of file name and content.
#[must_use]
pub fn squeeze_files(view: &SqueezeView) -> Vec<(String, String)> {
    let figures = [
        ("squeeze-map.svg", squeeze_map(view, Layout::Wide)),
        ("squeeze-closers.svg", squeeze_closers(view, Layout::Wide)),
    ];
    finished(figures.into_iter().map(|(name, svg)| (name.to_owned(), svg)).collect())
}

/// Figures that stand alone.
fn finished(files: Vec<(String, String)>) -> Vec<(String, String)> {
    files.into_iter().map(|(name, svg)| (name, stand_alone(&svg))).collect()
}

/// An id as part of a file name: nothing in it can leave the folder.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>().to_lowercase()
}

/// White margin around a figure that stands alone, and the height of its title.
const MARGIN: f64 = 16.0;
const TITLE: f64 = 30.0;

/// Height of each further line of the title, and characters of a line.
const TITLE_LINE: f64 = 19.0;
const TITLE_CHARACTERS: usize = 80;

/// Puts the light colours in place of the CSS variables, white paper under the
/// figure and its title above it, so that programs without CSS (word
/// processors, drawing programs) show it as the page does. Text that is no
/// figure of this crate comes back as it is.
#[must_use]
pub fn stand_alone(svg: &str) -> String {
    let svg = resolved(svg);
    framed(&svg).unwrap_or(svg)
}

fn framed(svg: &str) -> Option<String> {
    let (start, rest) = svg.split_once(" viewBox=\"0 0 ")?;
    let (size, rest) = rest.split_once('"')?;
    let (_, inner) = rest.split_once(" font-family=")?;
    let (head, body) = inner.split_once("</desc>")?;
    let (width, height) = size.split_once(' ')?;
    let title = head.split_once("<title ")?.1.split_once('>')?.1;
    let title = lines_of(title.split_once("</title>")?.0);
    let more = TITLE_LINE * title.len().saturating_sub(1) as f64;
    let width = width.parse::<f64>().ok()? + 2.0 * MARGIN;
    let height = height.parse::<f64>().ok()? + 2.0 * MARGIN + TITLE + more;
    let (left, top) = (-MARGIN, -MARGIN - TITLE - more);
    let title: String = title
        .iter()
        .rev()
        .enumerate()
        .map(|(above, line)| {
            let y = -22.0 - TITLE_LINE * above as f64;
            format!(r##"<text y="{y}" font-size="15" font-weight="600" fill="#1b2127">{line}</text>"##)
        })
        .collect();
    Some(format!(
        concat!(
            r##"{start} viewBox="{left} {top} {width} {height}" width="{width}" height="{height}" "##,
            r##"font-family={head}</desc><rect x="{left}" y="{top}" width="{width}" height="{height}" "##,
            r##"fill="#ffffff"/>{title}{body}"##
        ),
        start = start,
        left = left,
        top = top,
        width = width,
        height = height,
        head = head,
        title = title,
        body = body,
    ))
}

/// A title broken at blanks into lines that fit the width of a figure.
fn lines_of(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < TITLE_CHARACTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Replaces each `var(--name,#value)` by `#value`.
fn resolved(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once("var(--") {
        out.push_str(before);
        // Text of the study may hold the same letters; it has no colour behind them.
        let value = after
            .split_once(')')
            .and_then(|(inside, rest)| Some((inside.split_once(",#")?.1, rest)))
            .filter(|(value, _)| value.len() == 6 && value.chars().all(|c| c.is_ascii_hexdigit()));
        match value {
            Some((value, following)) => {
                out.push('#');
                out.push_str(value);
                rest = following;
            }
            None => {
                out.push_str("var(--");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_become_colours_and_text_stays() {
        assert_eq!(resolved("a var(--ink,#1b2127) b"), "a #1b2127 b");
        assert_eq!(resolved("var(--x) var(--"), "var(--x) var(--");
        assert_eq!(file_name("../A b"), "---a-b");
        assert_eq!(stand_alone("no figure"), "no figure");
        assert_eq!(lines_of("a short title"), ["a short title"]);
        assert_eq!(lines_of(&"word ".repeat(40)).len(), 3);
    }
}
