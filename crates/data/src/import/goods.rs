//! Customs codes to goods of the package, by code, exporter, year and unit value.

use crate::package::Package;
use std::collections::HashMap;

/// Goods to which shipments of a code belong: a row of `trade_codes`.
#[derive(Debug, Clone, PartialEq)]
pub struct Goods {
    /// Code of the row.
    pub code: String,
    /// `default`, or the name of a band of unit values.
    pub band: String,
    /// Mineral.
    pub commodity: String,
    /// Stage at which they are made.
    pub stage: String,
    /// Material of the package; empty = a mixture.
    pub material: String,
    /// What the content is counted as.
    pub content_of: String,
    /// Content \[t/t\].
    pub content: f64,
    /// Low end of the content \[t/t\].
    pub low: f64,
    /// High end of the content \[t/t\].
    pub high: f64,
    /// Basis of the content.
    pub basis: String,
    from_country: Option<u16>,
    years: (u16, u16),
    usd_per_kg: Option<(f64, f64)>,
}

impl Goods {
    /// True for a row that takes shipments over from the plain one of its code.
    #[must_use]
    pub fn reclassifies(&self) -> bool {
        self.band != "default"
    }

    /// Material, or stage and mineral of a mixture.
    #[must_use]
    pub fn words(&self) -> String {
        if self.material.is_empty() {
            format!("{}, {}, not told apart", self.commodity, self.stage)
        } else {
            self.material.clone()
        }
    }
}

/// The crosswalk of codes.
#[derive(Debug)]
pub(super) struct Codes {
    /// Rows of the table.
    pub(super) goods: Vec<Goods>,
    by_code: HashMap<String, Vec<u16>>,
    rates: Vec<(u16, f64)>,
}

impl Codes {
    /// From the tables `trade_codes` and `exchange_rates`.
    pub(super) fn new(package: &Package, iso3: &[String], currency: &str) -> Self {
        let mut codes = Codes { goods: Vec::new(), by_code: HashMap::new(), rates: Vec::new() };
        let index: HashMap<&str, u16> = iso3.iter().map(String::as_str).zip(0..).collect();
        if let Some(table) = package.table("trade_codes") {
            for row in &table.rows {
                let text = |column: &str| table.text(row, column).to_owned();
                let number = |column: &str| table.number(row, column);
                let year = |column: &str, blank: u16| table.text(row, column).parse().unwrap_or(blank);
                let content = number("content").unwrap_or(1.0);
                let band = (number("usd_per_kg_from"), number("usd_per_kg_until"));
                let Ok(place) = u16::try_from(codes.goods.len()) else { break };
                codes.by_code.entry(text("code")).or_default().push(place);
                codes.goods.push(Goods {
                    code: text("code"),
                    band: text("band"),
                    commodity: text("commodity"),
                    stage: text("stage"),
                    material: text("material"),
                    content_of: text("content_of"),
                    content,
                    low: number("low").unwrap_or(content),
                    high: number("high").unwrap_or(content),
                    basis: text("basis"),
                    from_country: index.get(table.text(row, "from_country")).copied(),
                    years: (year("from_year", 0), year("to_year", u16::MAX)),
                    usd_per_kg: (band != (None, None))
                        .then(|| (band.0.unwrap_or(0.0), band.1.unwrap_or(f64::INFINITY))),
                });
            }
        }
        if let Some(table) = package.table("exchange_rates") {
            let ours = table.rows.iter().filter(|row| table.text(row, "currency") == currency);
            codes.rates = ours
                .filter_map(|row| Some((table.text(row, "rate_year").parse().ok()?, table.number(row, "usd")?)))
                .collect();
            codes.rates.sort_by_key(|(year, _)| *year);
        }
        codes
    }

    /// Rows that may apply to a code: those of the longest code that begins it, six digits at least.
    pub(super) fn candidates(&self, code: &str) -> Option<&Vec<u16>> {
        if let Some(exact) = self.by_code.get(code) {
            return Some(exact);
        }
        (6..code.len()).rev().find_map(|length| self.by_code.get(code.get(..length)?))
    }

    /// The row that applies, the most telling one first: exporter named, then band of unit values.
    pub(super) fn choose(&self, candidates: &[u16], year: u16, from: u16, usd_per_kg: Option<f64>) -> Option<u16> {
        let rank = |place: &u16| -> Option<(u8, std::cmp::Reverse<u16>)> {
            let goods = self.goods.get(usize::from(*place))?;
            let origin = match goods.from_country {
                None => 0,
                Some(country) if country == from => 2,
                Some(_) => return None,
            };
            let band = match (goods.usd_per_kg, usd_per_kg) {
                (None, _) => 0,
                (Some((low, high)), Some(value)) if value >= low && value < high => 1,
                (Some(_), _) => return None,
            };
            let valid = (goods.years.0..=goods.years.1).contains(&year);
            valid.then_some((origin + band, std::cmp::Reverse(*place)))
        };
        candidates.iter().copied().max_by_key(|place| rank(place)).filter(|place| rank(place).is_some())
    }

    /// US dollars for one unit of the file's currency; the nearest year where the table has none.
    pub(super) fn usd(&self, year: u16) -> f64 {
        self.rates.iter().min_by_key(|(known, _)| known.abs_diff(year)).map_or(1.0, |(_, rate)| *rate)
    }
}
