//! SVG figures, drawn by our own few shapes.
//!
//! Each figure comes in two layouts, because text that is shrunk with its
//! picture cannot be read on a phone: [`Layout::Narrow`] is drawn for 350 CSS
//! pixels, [`Layout::Wide`] for 760. A page holds both and shows one.
//!
//! Colours are CSS variables with the light value as fallback
//! (`var(--blue,#0072b2)`), so a page can turn them for the dark.
//! [`stand_alone`] writes the fallbacks in and adds paper, for programs that
//! know no CSS variables. Hues are those of Okabe and Ito, which stay apart for
//! colour-blind readers, and no meaning rests on colour alone.

mod amount;
mod axis;
mod backtest;
mod bars;
mod canvas;
mod coercivity;
pub(crate) mod colour;
mod cover;
mod drivers;
mod fan;
mod files;
mod hysteresis;
mod loss;
mod plan;
pub(crate) mod price;
mod squeeze;
mod stages;
pub(crate) mod waiting;

pub use backtest::backtest_bands;
pub use coercivity::coercivity_map;
pub use cover::cover_bars;
pub use drivers::drivers;
pub use fan::{backlog_fan, cover_fan, exports_fan, output_fan};
pub use files::{backtest_files, curve_files, files, plan_files, squeeze_files, stand_alone, trace_files};
pub use hysteresis::hysteresis_loop;
pub use loss::loss_by_horizon;
pub use plan::{plan_cost, plan_frontier, plan_regret, plan_timeline};
pub use price::price_fan;
pub use squeeze::{squeeze_closers, squeeze_map};
pub use stages::{origin_strip, stage_strip};
pub use waiting::waiting_bars;

/// Inputs of one line that the cover figure draws; the table has all.
pub(crate) const MOST_INPUTS: usize = 5;

/// Lines that figures over all lines draw, the most exposed first; the tables have all.
pub(crate) const MOST_LINES: usize = 8;

/// The width for which a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 350 units wide: a phone.
    Narrow,
    /// 760 units wide: a screen or a printed page.
    Wide,
}

impl Layout {
    fn width(self) -> f64 {
        match self {
            Self::Narrow => 350.0,
            Self::Wide => 760.0,
        }
    }

    /// Size of ordinary text.
    fn text(self) -> f64 {
        match self {
            Self::Narrow => 12.0,
            Self::Wide => 13.0,
        }
    }

    /// Size of the smallest text.
    fn small(self) -> f64 {
        match self {
            Self::Narrow => 11.0,
            Self::Wide => 12.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }

    fn is_narrow(self) -> bool {
        self == Self::Narrow
    }
}
