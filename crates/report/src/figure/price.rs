//! Prices over time, inside and outside the controlling country.

use super::Layout;
use super::axis::{Scale, log_ticks, ticks};
use super::canvas::Canvas;
use super::colour::{ALARM, BLUE, INK, LINK, MUTED, VERMILLION};
use super::fan::events;
use super::fan::frame::Frame;
use crate::format::{Calendar, number};
use crate::run_view::{Band, PriceView, RunView};

/// Materials whose prices are drawn; the table has all.
const MOST_PRICES: usize = 6;

/// Highest over lowest value from which on the axis is logarithmic.
const LOG_FROM: f64 = 8.0;

/// The prices of one material.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prices<'a> {
    /// Outside the controlling country, or everywhere.
    pub(crate) outside: Option<&'a PriceView>,
    /// Inside it.
    pub(crate) inside: Option<&'a PriceView>,
}

impl<'a> Prices<'a> {
    /// Both prices of a material.
    pub(crate) fn of(view: &'a RunView, material: &str) -> Self {
        let find = |inside| view.prices.iter().find(|each| each.material == material && each.inside == inside);
        Self { outside: find(false), inside: find(true) }
    }

    /// What there is, outside first.
    pub(crate) fn each(self) -> impl Iterator<Item = &'a PriceView> {
        self.outside.into_iter().chain(self.inside)
    }

    /// The material in words.
    pub(crate) fn title(self) -> &'a str {
        self.each().next().map_or("", |price| price.title.as_str())
    }

    /// How far the median goes from the base, as a ratio of at least one.
    fn moved(self) -> f64 {
        let of = |price: &PriceView| {
            let ratios = price.marginal.p50.iter().map(|value| (value / price.base_usd_per_kg).ln().abs());
            ratios.filter(|ratio| ratio.is_finite()).fold(0.0, f64::max)
        };
        self.each().map(of).fold(0.0, f64::max)
    }
}

/// Materials in the order in which their median marginal price moves, most first: those drawn and those left out.
pub(crate) fn materials(view: &RunView) -> (Vec<&str>, Vec<&str>) {
    let mut all: Vec<&str> = Vec::new();
    for price in &view.prices {
        if !all.contains(&price.material.as_str()) {
            all.push(&price.material);
        }
    }
    all.sort_by(|a, b| Prices::of(view, b).moved().total_cmp(&Prices::of(view, a).moved()));
    let left_out = all.split_off(all.len().min(MOST_PRICES));
    (all, left_out)
}

/// Marginal price of a material outside and inside the controlling country as
/// bands with medians, the median contract price outside as a dashed line, and
/// the base price as a dotted one. The axis is logarithmic where the range is wide.
#[must_use]
pub fn price_fan(view: &RunView, material: &str, layout: Layout) -> String {
    let prices = Prices::of(view, material);
    let mut canvas = Canvas::new(layout, &format!("price-{material}"));
    let title = format!("Price of {}, USD/kg", prices.title());
    let description = "Shaded bands span P10 to P90 of the marginal price, lines are medians, the dashed line is the median contract price, the dotted one the base price.";
    let days = prices.each().map(|price| price.marginal.p50.len()).max().unwrap_or(0);
    let days = u32::try_from(days).unwrap_or(u32::MAX);
    if days == 0 {
        canvas.text(0.0, 18.0, &canvas.note("No days were run."));
        return canvas.finish(28.0, &title, description);
    }
    let x = Frame::across(&canvas, days);
    let marks = events::placed(&canvas, &view.events, days, &x);
    let top = marks.height() + 24.0;
    let axis = Axis::of(prices, if layout.is_narrow() { 4.0 } else { 5.0 });
    let y = Scale { from: axis.from, to: axis.to, start: top + Frame::height(&canvas), end: top };
    let frame = Frame { x, y, days, log: axis.log };
    frame.grid(&mut canvas, &axis.ticks, number);
    marks.draw(&mut canvas, frame.y.start);
    let unit = if axis.log { "USD/kg (log)" } else { "USD/kg" };
    canvas.text(0.0, top - 12.0, &canvas.note(unit).halo());
    lines(&mut canvas, &frame, prices);
    let mut bottom = frame.y.start;
    bottom += frame.dates(&mut canvas, Calendar::of(view), bottom);
    bottom += marks.key(&mut canvas, &view.events, bottom);
    canvas.finish(bottom, &title, description)
}

/// Bands, lines and their names.
fn lines(canvas: &mut Canvas, frame: &Frame, prices: Prices<'_>) {
    let mut names = Vec::new();
    if let Some(price) = prices.each().next() {
        frame.level(canvas, price.base_usd_per_kg, MUTED);
        names.push((canvas.note("base"), price.base_usd_per_kg));
    }
    if let Some(price) = prices.inside {
        frame.band(canvas, &price.marginal, BLUE);
        let name = canvas.note("inside").bold().fill(LINK);
        names.extend(price.marginal.p50.last().map(|value| (name, *value)));
    }
    if let Some(price) = prices.outside {
        frame.band(canvas, &price.marginal, VERMILLION);
        frame.curve(canvas, &price.contract.p50, INK, r#" stroke-width="1.5" stroke-dasharray="5 4""#);
        let outside = if prices.inside.is_some() { "outside" } else { "median" };
        let marginal = canvas.note(outside).bold().fill(ALARM);
        names.extend(price.marginal.p50.last().map(|value| (marginal, *value)));
        let contract = canvas.note("contract").fill(INK);
        names.extend(price.contract.p50.last().map(|value| (contract, *value)));
    }
    frame.names(canvas, names);
}

/// The axis of the values: from zero, or logarithmic where the range is wide.
struct Axis {
    log: bool,
    from: f64,
    to: f64,
    ticks: Vec<f64>,
}

impl Axis {
    fn of(prices: Prices<'_>, most: f64) -> Self {
        let drawn = |price: &PriceView| {
            let ends = |band: &Band| [least(&band.p10), least(&band.p50), greatest(&band.p50), greatest(&band.p90)];
            let contract = [least(&price.contract.p50), greatest(&price.contract.p50)];
            ends(&price.marginal).into_iter().chain(contract).chain([price.base_usd_per_kg]).collect::<Vec<_>>()
        };
        let values: Vec<f64> =
            prices.each().flat_map(drawn).filter(|value| value.is_finite() && *value > 0.0).collect();
        let (low, high) = (least(&values), greatest(&values));
        if high / low >= LOG_FROM && low.is_finite() && high.is_finite() {
            let (from, to, ticks) = log_ticks(low, high, most as usize + 2);
            return Self { log: true, from: from.log10(), to: to.log10(), ticks };
        }
        let (to, ticks) = ticks(high, most);
        Self { log: false, from: 0.0, to, ticks }
    }
}

fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

fn greatest(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}
