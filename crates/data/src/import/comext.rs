//! Bulk files of Eurostat Comext, unpacked: the layout of today and the one before it.

use super::header::{self, Column, Header, Layout, Need, column};
use super::ledger::{Counted, Ledger, Shipment};
use super::number;
use super::rows::{self, Rows, text};
use crate::problem::{Findings, Problem};
use std::io::Read;

use Need::{Expected, Optional, Read as Wanted};

/// Columns that are read, in the same places in both layouts.
const REPORTER: usize = 0;
const PARTNER: usize = 1;
const PRODUCT: usize = 2;
const FLOW: usize = 3;
const PROCEDURE: usize = 4;
const PERIOD: usize = 5;
const VALUE: usize = 6;
const MASS: usize = 7;

const NEW: &[Column] = &[
    column(Wanted, "REPORTER"),
    column(Wanted, "PARTNER"),
    column(Wanted, "PRODUCT_NC"),
    column(Wanted, "FLOW"),
    column(Wanted, "STAT_PROCEDURE"),
    column(Wanted, "PERIOD"),
    column(Wanted, "VALUE_EUR"),
    column(Wanted, "QUANTITY_KG"),
    column(Expected, "TRADE_TYPE"),
    column(Expected, "PRODUCT_SITC"),
    column(Optional, "PRODUCT_CPA21"),
    column(Optional, "PRODUCT_CPA22"),
    column(Optional, "PRODUCT_BEC"),
    column(Optional, "PRODUCT_BEC5"),
    column(Optional, "PRODUCT_SECTION"),
    column(Expected, "SUPPL_UNIT"),
    column(Optional, "VALUE_NAC"),
    column(Expected, "QUANTITY_SUPPL_UNIT"),
];

const OLD: &[Column] = &[
    column(Wanted, "DECLARANT_ISO"),
    column(Wanted, "PARTNER_ISO"),
    column(Wanted, "PRODUCT_NC"),
    column(Wanted, "FLOW"),
    column(Wanted, "STAT_REGIME"),
    column(Wanted, "PERIOD"),
    column(Wanted, "VALUE_IN_EUROS"),
    column(Wanted, "QUANTITY_IN_KG"),
    column(Expected, "DECLARANT"),
    column(Expected, "PARTNER"),
    column(Expected, "TRADE_TYPE"),
    column(Expected, "PRODUCT_SITC"),
    column(Optional, "PRODUCT_CPA2002"),
    column(Optional, "PRODUCT_CPA2008"),
    column(Optional, "PRODUCT_CPA2_1"),
    column(Optional, "PRODUCT_BEC"),
    column(Optional, "PRODUCT_SECTION"),
    column(Expected, "SUPP_UNIT"),
    column(Expected, "SUP_QUANTITY"),
];

const LAYOUTS: &[Layout] =
    &[Layout { name: "Comext (full_v2)", columns: NEW }, Layout { name: "Comext before full_v2", columns: OLD }];

pub(super) fn read(name: &str, mut input: impl Read, ledger: &mut Ledger, found: &mut Findings) {
    let head = match rows::head(name, &mut input) {
        Ok(head) => head,
        Err(problem) => return found.push(*problem),
    };
    let mut rows = Rows::new(name, head, input);
    let mut header: Option<Header> = None;
    loop {
        match rows.next() {
            Ok(None) => break,
            Err(problem) => {
                found.push(*problem);
                break;
            }
            Ok(Some((line, record))) => match &header {
                None => {
                    header = header::find(name, line, record, LAYOUTS, found);
                    if header.is_none() {
                        return;
                    }
                }
                Some(header) if !header.fits(record) => found.push_with(|| header::misfit(name, line, record, header)),
                Some(header) => {
                    if let Err(problem) = take(name, line, record, header, ledger) {
                        found.push(*problem);
                    }
                }
            },
        }
    }
    ledger.only_once(name, found);
}

fn take(
    name: &str,
    line: u64,
    record: &csv::ByteRecord,
    header: &Header,
    ledger: &mut Ledger,
) -> Result<(), Box<Problem>> {
    let cell = |column| header.cell(record, column);
    let defect = |column: usize, code, message: &str, hint: &str| {
        let columns = LAYOUTS.get(header.layout).map_or(NEW, |layout| layout.columns);
        let title = columns.get(column).map_or("", |column| column.name);
        Box::new(Problem::new(code, name, message, hint).row(line).cell(title, &text(cell(column))))
    };
    let (year, month) = period(cell(PERIOD)).ok_or_else(|| {
        defect(
            PERIOD,
            "E007",
            "not a month or year of Comext",
            "write year and month, e.g. 202401, or 202452 for a year",
        )
    })?;
    let amount =
        |column| number::plain(cell(column)).map_err(|(code, message, hint)| defect(column, code, message, hint));
    let value = amount(VALUE)?.unwrap_or(0.0);
    // A blank or zero mass beside a value is a mass that was not collected.
    let tonnes = amount(MASS)?.filter(|kg| *kg > 0.0 || value == 0.0).map(|kg| kg / 1000.0);
    let counted = match cell(FLOW) {
        b"1" => Counted::Import,
        b"2" => Counted::Export,
        _ => return Err(defect(FLOW, "E008", "no such flow", "1 for imports, 2 for exports")),
    };
    let code = cell(PRODUCT);
    let sound = (1..=12).contains(&code.len()) && code.iter().all(u8::is_ascii_alphanumeric);
    if !sound {
        return Err(defect(PRODUCT, "E012", "not a code of the Combined Nomenclature", "eight digits, e.g. 85051110"));
    }
    if code == b"TOTAL" || code.len() < 8 {
        ledger.drop("totals over codes (fewer than 8 digits)", tonnes, value);
        return Ok(());
    }
    if cell(PROCEDURE) == b"4" {
        ledger.drop("totals over customs procedures", tonnes, value);
        return Ok(());
    }
    let (reporter, partner) = (text(cell(REPORTER)), text(cell(PARTNER)));
    for (column, country) in [(REPORTER, &reporter), (PARTNER, &partner)] {
        if country.is_empty() || country.len() > 20 {
            return Err(defect(column, "E011", "not a country code of Comext", "two letters, e.g. DE"));
        }
    }
    let find = |code: &str| if code.len() > 2 { group(code) } else { ledger.places.alpha2(code, year) };
    let (reporter, partner) = ((find(&reporter), &*reporter), (find(&partner), &*partner));
    let (from, to) = if counted == Counted::Import { (partner, reporter) } else { (reporter, partner) };
    ledger.add(&Shipment { year, month, from, to, code, tonnes, value, counted });
    Ok(())
}

/// Longer codes are groups of countries, such as `EU27_2020_EXTRA`.
fn group(code: &str) -> super::places::Place {
    let is_group = ["EU", "EA", "EXT", "INT", "WORLD", "EFTA"].iter().any(|start| code.starts_with(start));
    if is_group { super::places::Place::Total } else { super::places::Place::Unknown }
}

/// Year, and month unless the period is a whole year (52).
fn period(cell: &[u8]) -> Option<(u16, Option<u8>)> {
    let number = number::whole(cell, 190_001, 210_052)?;
    let year = u16::try_from(number / 100).ok()?;
    match u8::try_from(number % 100).ok()? {
        52 => Some((year, None)),
        month @ 1..=12 => Some((year, Some(month))),
        _ => None,
    }
}
