//! UN Comtrade: CSV with 47 columns, or the JSON of its interface, which has the same fields.

use super::header::{self, Column, Header, Layout, Need, column};
use super::json;
use super::ledger::{Counted, Ledger, Shipment};
use super::number;
use super::places::Place;
use super::rows::{self, Rows, text};
use crate::problem::{Findings, Problem};
use std::io::Read;

use Need::{Expected, Optional, Read as Wanted};

/// Columns that are read, by place.
const FREQUENCY: usize = 0;
const YEAR: usize = 1;
const MONTH: usize = 2;
const REPORTER: usize = 3;
const FLOW: usize = 4;
const PARTNER: usize = 5;
const PARTNER2: usize = 6;
const CODE: usize = 7;
const CUSTOMS: usize = 8;
const TRANSPORT: usize = 9;
const UNIT: usize = 10;
const QUANTITY: usize = 11;
const NET: usize = 12;
const VALUE: usize = 13;
/// How many they are.
const READ: usize = 14;

/// Every field: those that are read first.
pub(super) const FIELDS: &[Column] = &[
    column(Wanted, "freqCode"),
    column(Wanted, "refYear"),
    column(Wanted, "refMonth"),
    column(Wanted, "reporterCode"),
    column(Wanted, "flowCode"),
    column(Wanted, "partnerCode"),
    column(Wanted, "partner2Code"),
    column(Wanted, "cmdCode"),
    column(Wanted, "customsCode"),
    column(Wanted, "motCode"),
    column(Wanted, "qtyUnitCode"),
    column(Wanted, "qty"),
    column(Wanted, "netWgt"),
    column(Wanted, "primaryValue"),
    column(Expected, "typeCode"),
    column(Expected, "refPeriodId"),
    column(Expected, "period"),
    column(Expected, "reporterISO"),
    column(Expected, "reporterDesc"),
    column(Expected, "flowDesc"),
    column(Expected, "partnerISO"),
    column(Expected, "partnerDesc"),
    column(Expected, "partner2ISO"),
    column(Expected, "partner2Desc"),
    column(Expected, "classificationCode"),
    column(Expected, "classificationSearchCode"),
    column(Expected, "isOriginalClassification"),
    column(Expected, "cmdDesc"),
    column(Expected, "aggrLevel"),
    column(Expected, "isLeaf"),
    column(Expected, "customsDesc"),
    column(Expected, "mosCode"),
    column(Expected, "motDesc"),
    column(Expected, "qtyUnitAbbr"),
    column(Expected, "isQtyEstimated"),
    column(Expected, "altQtyUnitCode"),
    column(Expected, "altQtyUnitAbbr"),
    column(Expected, "altQty"),
    column(Expected, "isAltQtyEstimated"),
    column(Expected, "isNetWgtEstimated"),
    column(Expected, "grossWgt"),
    column(Expected, "isGrossWgtEstimated"),
    column(Expected, "cifvalue"),
    column(Expected, "fobvalue"),
    column(Expected, "legacyEstimationFlag"),
    column(Expected, "isReported"),
    column(Expected, "isAggregate"),
    column(Optional, "datasetCode"),
];

const LAYOUTS: &[Layout] = &[Layout { name: "UN Comtrade", columns: FIELDS }];

pub(super) fn read(name: &str, mut input: impl Read, ledger: &mut Ledger, found: &mut Findings) {
    let head = match rows::head(name, &mut input) {
        Ok(head) => head,
        Err(problem) => return found.push(*problem),
    };
    if matches!(head.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'{' | b'[')) {
        let mut take_row = |row: u64, cells: &[&[u8]], found: &mut Findings| {
            let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
            if let Err(problem) = take(name, row, &cell, ledger) {
                found.push(*problem);
            }
        };
        return json::read(name, head, input, &LAYOUTS[0], READ, &mut take_row, found);
    }
    let mut rows = Rows::new(name, head, input);
    let mut header: Option<Header> = None;
    loop {
        match rows.next() {
            Ok(None) => return,
            Err(problem) => return found.push(*problem),
            Ok(Some((line, record))) => match &header {
                None => {
                    header = header::find(name, line, record, LAYOUTS, found);
                    if header.is_none() {
                        return;
                    }
                }
                Some(header) if !header.fits(record) => found.push_with(|| header::misfit(name, line, record, header)),
                Some(header) => {
                    let cell = |column| header.cell(record, column);
                    if let Err(problem) = take(name, line, &cell, ledger) {
                        found.push(*problem);
                    }
                }
            },
        }
    }
}

fn take<'c>(name: &str, line: u64, cell: &dyn Fn(usize) -> &'c [u8], ledger: &mut Ledger) -> Result<(), Box<Problem>> {
    let defect = |column: usize, code, message: &str, hint: &str| {
        let title = FIELDS.get(column).map_or("", |column| column.name);
        Box::new(Problem::new(code, name, message, hint).row(line).cell(title, &text(cell(column))))
    };
    let whole = |column: usize, min, max, hint: &str| {
        number::whole(cell(column), min, max)
            .ok_or_else(|| defect(column, "E006", "not a whole number in bounds", hint))
    };
    let year = whole(YEAR, 1900, 2100, "a year of four digits")?;
    let year = u16::try_from(year).unwrap_or(u16::MAX);
    let month = match cell(FREQUENCY) {
        b"A" => None,
        b"M" => Some(whole(MONTH, 1, 12, "1 to 12")?),
        _ => return Err(defect(FREQUENCY, "E008", "no such frequency", "A for years, M for months")),
    };
    let reporter = whole(REPORTER, 0, 999, "an M49 code, e.g. 156 for China")?;
    let partner = whole(PARTNER, 0, 999, "an M49 code, e.g. 156 for China")?;
    let amount = |column| number::plain(cell(column)).map_err(|(code, what, hint)| defect(column, code, what, hint));
    let value = amount(VALUE)?.unwrap_or(0.0);
    let net = amount(NET)?.filter(|kg| *kg > 0.0);
    // Unit 8 is the kilogram; used where no net weight is given.
    let quantity = amount(QUANTITY)?.filter(|kg| *kg > 0.0 && cell(UNIT) == b"8");
    let tonnes = net.or(quantity).map(|kg| kg / 1000.0);
    let code = cell(CODE);
    if !(1..=10).contains(&code.len()) || !code.iter().all(u8::is_ascii_alphanumeric) {
        return Err(defect(CODE, "E012", "not a code of the Harmonised System", "2 to 6 digits, e.g. 284690"));
    }
    let counted = match cell(FLOW) {
        b"M" => Counted::Import,
        b"X" => Counted::Export,
        b"RX" => Counted::ReExport,
        b"RM" => Counted::ReImport,
        b"DX" | b"FM" | b"MIP" | b"XIP" | b"MOP" | b"XOP" => {
            ledger.drop("part of imports or exports (flow DX, FM, MIP, XIP, MOP, XOP)", tonnes, value);
            return Ok(());
        }
        _ => return Err(defect(FLOW, "E008", "no such flow", "M, X, RX, RM, DX, FM, MIP, XIP, MOP or XOP")),
    };
    if let Some(reason) = part_of_a_total(cell, code) {
        ledger.drop(reason, tonnes, value);
        return Ok(());
    }
    let find = |number: u32| u16::try_from(number).map_or(Place::Unknown, |n| ledger.places.numeric(n, year));
    let (from_text, to_text) = (partner.to_string(), reporter.to_string());
    let (partner, reporter) = ((find(partner), from_text.as_str()), (find(reporter), to_text.as_str()));
    let (from, to) = match counted {
        Counted::Import | Counted::ReImport => (partner, reporter),
        _ => (reporter, partner),
    };
    let month = month.and_then(|month| u8::try_from(month).ok());
    ledger.add(&Shipment { year, month, from, to, code, tonnes, value, counted });
    Ok(())
}

/// Rows that break a total down, where the total is there as well.
fn part_of_a_total<'c>(cell: &dyn Fn(usize) -> &'c [u8], code: &[u8]) -> Option<&'static str> {
    if !matches!(cell(PARTNER2), b"0" | b"") {
        return Some("split by second partner (the total over them is used)");
    }
    if !matches!(cell(TRANSPORT), b"0" | b"") {
        return Some("split by means of transport (the total over them is used)");
    }
    if !matches!(cell(CUSTOMS), b"C00" | b"") {
        return Some("split by customs procedure (the total over them is used)");
    }
    (code.len() < 4 || !code.iter().all(u8::is_ascii_digit)).then_some("totals over codes (TOTAL, chapters)")
}
