//! A page of terminal text: wrapping, hanging indents, ANSI styles.

use crate::format::JOIN;

/// Column at which the text of a fact starts.
const FACT_INDENT: usize = 16;

/// How a piece of text is styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Bold,
    Dim,
    Alarm,
}

impl Tone {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Bold => Some("1"),
            Self::Dim => Some("2"),
            // Red alone is hard to see for some; bold carries the meaning too.
            Self::Alarm => Some("1;31"),
        }
    }
}

/// Text that grows downwards within a fixed width.
#[derive(Debug)]
pub(super) struct Page {
    width: usize,
    colour: bool,
    out: String,
}

impl Page {
    pub(super) fn new(width: u16, colour: bool) -> Self {
        Self {
            // Longer lines are hard to read, shorter ones cannot hold a table.
            width: usize::from(width).clamp(60, 120),
            colour,
            out: String::new(),
        }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn colour(&self) -> bool {
        self.colour
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn styled(&self, text: &str, tone: Tone) -> String {
        match tone.code() {
            Some(code) if self.colour && !text.is_empty() => {
                format!("\u{1b}[{code}m{text}\u{1b}[0m")
            }
            _ => text.to_owned(),
        }
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Text that is already laid out, e.g. a table.
    pub(super) fn raw(&mut self, text: &str) {
        for line in text.lines() {
            // Unbreakable blanks have done their work once the lines are broken.
            self.out.push_str(&line.trim_end().replace(JOIN, " "));
            self.out.push('\n');
        }
    }

    /// A heading over a rule of the whole width.
    pub(super) fn heading(&mut self, text: &str) {
        for line in wrapped(text, self.width) {
            let line = self.styled(&line, Tone::Bold);
            self.raw(&line);
        }
        let rule = self.styled(&"─".repeat(self.width), Tone::Dim);
        self.raw(&rule);
    }

    /// Wrapped text, every line indented.
    pub(super) fn paragraph(&mut self, text: &str, indent: usize, tone: Tone) {
        // A measure of about ninety characters reads best even on a wide terminal.
        let measure = self.width.saturating_sub(indent).min(96);
        for line in wrapped(text, measure) {
            let line = format!("{}{}", " ".repeat(indent), self.styled(&line, tone));
            self.raw(&line);
        }
    }

    /// A label, and text with a hanging indent beside it.
    pub(super) fn fact(&mut self, label: &str, text: &str, tone: Tone) {
        self.labelled(label, FACT_INDENT, text, tone);
    }

    /// A list item.
    pub(super) fn bullet(&mut self, text: &str) {
        self.labelled("·", 2, text, Tone::Plain);
    }

    fn labelled(&mut self, label: &str, indent: usize, text: &str, tone: Tone) {
        let measure = self.width.saturating_sub(indent).min(96);
        let padded = format!("{label:<indent$}");
        let mut lead = self.styled(&padded, Tone::Dim);
        for line in wrapped(text, measure) {
            let line = format!("{lead}{}", self.styled(&line, tone));
            self.raw(&line);
            lead = " ".repeat(indent);
        }
    }
}

/// Breaks text at blanks; a word longer than the measure keeps its own line.
pub(super) fn wrapped(text: &str, measure: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        if length > 0 && length + 1 + size > measure {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += size;
    }
    if length > 0 {
        lines.push(line);
    }
    lines
}

/// Heights of a sparkline, empty to full.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A series of shares of `full` as a row of bars: one per week, or longer steps if `room` is short.
pub(super) fn sparkline(values: &[f64], full: f64, room: usize) -> String {
    let weeks = values.len().div_ceil(7).max(1);
    let days_per_bar = 7 * weeks.div_ceil(room.max(1));
    values
        .chunks(days_per_bar)
        .map(|chunk| {
            let mean = chunk.iter().sum::<f64>() / chunk.len() as f64;
            let share = (mean / full).clamp(0.0, 1.0);
            // A NaN share casts to 0, the lowest bar.
            let index = (share * (BARS.len() - 1) as f64).round() as usize;
            BARS.get(index).copied().unwrap_or('▁')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_blanks_only() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities", 7), ["incomprehensibilities"]);
        assert!(wrapped("  ", 7).is_empty());
    }

    #[test]
    fn sparkline_fits_the_room_and_survives_nothing() {
        let values: Vec<f64> = (0..140).map(|day| f64::from(day) / 140.0).collect();
        assert_eq!(sparkline(&values, 1.0, 40).chars().count(), 20);
        assert_eq!(sparkline(&values, 1.0, 10).chars().count(), 10);
        assert_eq!(sparkline(&[], 1.0, 10), "");
        assert_eq!(sparkline(&[0.0; 7], 0.0, 10), "▁");
    }
}
