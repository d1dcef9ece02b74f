//! Figures of a squeeze: what each control hurts against what it costs, and what closes it.

mod closers;
mod map;

pub use closers::squeeze_closers;
pub use map::squeeze_map;
