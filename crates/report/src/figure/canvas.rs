//! The few shapes of which every figure is made, written as SVG text.

use super::Layout;
use super::colour::{INK, MUTED, PAPER};
use std::fmt::Write as _;

/// Width of a character as a share of the text size; on the wide side, so that labels fit in any font.
fn character(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' => 0.4,
        'm' | 'w' | 'M' | 'W' | '…' => 0.95,
        c if c.is_uppercase() => 0.68,
        c if c.is_alphanumeric() => 0.62,
        _ => 0.42,
    }
}

/// An SVG file in the making. Coordinates are CSS pixels of the layout's width.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) layout: Layout,
    id: String,
    defs: String,
    body: String,
}

impl Canvas {
    /// Starts a figure; `name` becomes part of the ids in the file.
    pub(super) fn new(layout: Layout, name: &str) -> Self {
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        Self { layout, id: format!("{name}-{}", layout.name()), defs: String::new(), body: String::new() }
    }

    pub(super) fn width(&self) -> f64 {
        self.layout.width()
    }

    /// A filled rectangle; nothing is drawn without an area.
    pub(super) fn rect(&mut self, x: f64, y: f64, size: (f64, f64), fill: &str, extra: &str) {
        let (width, height) = size;
        if width > 0.0 && height > 0.0 {
            let _ = write!(
                self.body,
                r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}"{extra}/>"#,
                px(x),
                px(y),
                px(width),
                px(height)
            );
        }
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, extra: &str) {
        let _ = write!(
            self.body,
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{stroke}"{extra}/>"#,
            px(from.0),
            px(from.1),
            px(to.0),
            px(to.1)
        );
    }

    pub(super) fn circle(&mut self, x: f64, y: f64, radius: f64, fill: &str, extra: &str) {
        let _ = write!(self.body, r#"<circle cx="{}" cy="{}" r="{}" fill="{fill}"{extra}/>"#, px(x), px(y), px(radius));
    }

    /// A path along points; `close` fills the area within.
    pub(super) fn path(&mut self, points: &[(f64, f64)], close: bool, extra: &str) {
        if points.is_empty() {
            return;
        }
        self.body.push_str(r#"<path d=""#);
        for (index, (x, y)) in points.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            let _ = write!(self.body, "{command}{} {}", px(*x), px(*y));
        }
        let _ = write!(self.body, r#"{}"{extra}/>"#, if close { "Z" } else { "" });
    }

    pub(super) fn text(&mut self, x: f64, y: f64, label: &Label) {
        let _ = write!(
            self.body,
            r#"<text x="{}" y="{}" font-size="{}" fill="{}""#,
            px(x),
            px(y),
            px(label.size),
            label.fill
        );
        if label.anchor != "start" {
            let _ = write!(self.body, r#" text-anchor="{}""#, label.anchor);
        }
        if label.bold {
            self.body.push_str(r#" font-weight="600""#);
        }
        if label.halo {
            let _ =
                write!(self.body, r#" paint-order="stroke" stroke="{PAPER}" stroke-width="4" stroke-linejoin="round""#);
        }
        let _ = write!(self.body, ">{}</text>", escaped(&label.text));
    }

    /// Ordinary text in ink at the left.
    pub(super) fn label(&self, text: &str) -> Label {
        Label { text: text.to_owned(), size: self.layout.text(), fill: INK, anchor: "start", bold: false, halo: false }
    }

    /// Small text in grey at the left.
    pub(super) fn note(&self, text: &str) -> Label {
        Label { size: self.layout.small(), fill: MUTED, ..self.label(text) }
    }

    /// Defines diagonal hatching and returns the paint that refers to it.
    pub(super) fn hatching(&mut self, name: &str, stroke: &str) -> String {
        let id = format!("{}-{name}", self.id);
        let _ = write!(
            self.defs,
            r#"<pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="{stroke}" stroke-width="2.2"/></pattern>"#
        );
        format!("url(#{id})")
    }

    /// Closes the file with its title and its description for screen readers.
    pub(super) fn finish(self, height: f64, title: &str, description: &str) -> String {
        let Self { layout, id, defs, body, .. } = self;
        let (width, height) = (px(layout.width()), px(height));
        let defs = if defs.is_empty() { String::new() } else { format!("<defs>{defs}</defs>") };
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" class="figure-{}" role="img" "#,
                r#"aria-labelledby="{id}-t {id}-d" viewBox="0 0 {width} {height}" "#,
                r#"width="{width}" height="{height}" "#,
                r#"font-family="system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif" "#,
                r#"style="font-variant-numeric:tabular-nums">"#,
                r#"<title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>{defs}{body}</svg>"#
            ),
            layout.name(),
            escaped(title),
            escaped(description),
            id = id,
            width = width,
            height = height,
            defs = defs,
            body = body
        )
    }
}

/// Text with its looks.
#[derive(Debug, Clone)]
pub(super) struct Label {
    text: String,
    size: f64,
    fill: &'static str,
    anchor: &'static str,
    bold: bool,
    halo: bool,
}

impl Label {
    pub(super) fn end(self) -> Self {
        Self { anchor: "end", ..self }
    }

    pub(super) fn middle(self) -> Self {
        Self { anchor: "middle", ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// A rim in the colour of the paper, for text over lines.
    pub(super) fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    pub(super) fn fill(self, fill: &'static str) -> Self {
        Self { fill, ..self }
    }

    /// Estimated width.
    pub(super) fn room(&self) -> f64 {
        let weight = if self.bold { 1.1 } else { 1.0 };
        self.text.chars().map(character).sum::<f64>() * self.size * weight
    }

    /// Shortened with an ellipsis where the room is too small.
    pub(super) fn within(mut self, room: f64) -> Self {
        if self.room() <= room {
            return self;
        }
        let mut kept: Vec<char> = self.text.chars().collect();
        while kept.len() > 1 {
            kept.pop();
            let text: String = kept.iter().collect();
            self.text = format!("{}…", text.trim_end());
            if self.room() <= room {
                break;
            }
        }
        self
    }

    /// Broken at blanks into at most `most` lines; the last one is shortened.
    pub(super) fn wrapped(self, room: f64, most: usize) -> Vec<Self> {
        let mut lines: Vec<String> = Vec::new();
        for word in self.text.split_whitespace() {
            let full = lines.len() == most;
            match lines.last_mut() {
                Some(line) if full || self.fits(line, word, room) => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let shaped = |text| Self { text, ..self.clone() }.within(room);
        lines.into_iter().map(shaped).collect()
    }

    fn fits(&self, line: &str, word: &str, room: f64) -> bool {
        let text = format!("{line} {word}");
        Self { text, ..self.clone() }.room() <= room
    }
}

/// A coordinate with one decimal; what is no number becomes 0.
fn px(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let rounded = (value * 10.0).round() / 10.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// Text made safe for XML; characters that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_numbers_are_finite() {
        assert_eq!(escaped("<a & \"b\">\u{1}"), "&lt;a &amp; &quot;b&quot;&gt; ");
        assert_eq!(px(f64::NAN), "0");
        assert_eq!(px(-0.01), "0");
        assert_eq!(px(12.34), "12.3");
    }

    #[test]
    fn long_labels_are_wrapped_and_shortened() {
        let canvas = Canvas::new(Layout::Narrow, "a b/c");
        let lines = canvas.label("one two three four five six").wrapped(60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.room() <= 60.0));
        assert!(canvas.label("").wrapped(60.0, 2).is_empty());
    }
}
