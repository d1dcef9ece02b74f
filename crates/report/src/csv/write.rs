//! Rows and fields of RFC 4180.

use crate::run_view::{MoneyQuantiles, Quantiles};

/// One file in the making.
#[derive(Debug)]
pub(crate) struct Sheet {
    out: String,
}

impl Sheet {
    /// Starts with the header; names are separated by commas.
    pub(crate) fn new(header: &str) -> Self {
        Self { out: format!("{header}\r\n") }
    }

    /// Adds a row that `fill` writes field by field.
    pub(crate) fn row(&mut self, fill: impl FnOnce(&mut Row)) {
        let mut row = Row::default();
        fill(&mut row);
        self.out.push_str(&row.out);
        self.out.push_str("\r\n");
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// One row in the making.
#[derive(Debug, Default)]
pub(crate) struct Row {
    out: String,
    started: bool,
}

impl Row {
    /// A field of text, quoted where it has to be.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        if self.started {
            self.out.push(',');
        }
        self.started = true;
        if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
            self.out.push('"');
            self.out.push_str(&text.replace('"', "\"\""));
            self.out.push('"');
        } else {
            self.out.push_str(text);
        }
        self
    }

    /// A number with all its digits.
    pub(crate) fn number(&mut self, value: f64) -> &mut Self {
        let size = value.abs();
        let text = if size >= 1e15 || (size > 0.0 && size < 1e-6) {
            // Plain notation would write hundreds of zeros.
            format!("{value:e}")
        } else {
            format!("{value}")
        };
        self.text(&text)
    }

    /// A number that may not exist.
    pub(crate) fn maybe(&mut self, value: Option<f64>) -> &mut Self {
        match value {
            Some(value) => self.number(value),
            None => self.text(""),
        }
    }

    /// P10, P50 and P90 in three fields.
    pub(crate) fn quantiles(&mut self, quantiles: &Quantiles) -> &mut Self {
        self.number(quantiles.p10).number(quantiles.p50).number(quantiles.p90)
    }

    /// P10, P50, P90, currency and price year in five fields.
    pub(crate) fn money(&mut self, money: &MoneyQuantiles) -> &mut Self {
        self.number(money.p10)
            .number(money.p50)
            .number(money.p90)
            .text(&money.currency)
            .text(&money.price_year.to_string())
    }
}
