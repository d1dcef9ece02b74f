//! Progress with an estimate of the time left, on stderr and only on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar over runs; silent when stderr is no terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new(0);
        if !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len}, {eta} left") {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// Always says to go on: at a terminal, Ctrl-C stops.
    pub(crate) fn update(&self, done: usize, total: usize) -> bool {
        self.0.set_length(total as u64);
        // Groups finish in any order; the bar never goes back.
        if done as u64 > self.0.position() {
            self.0.set_position(done as u64);
        }
        true
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
