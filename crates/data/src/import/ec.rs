//! Supply shares of the European Commission's study of 2023: `Material,Stage,Country,Share,t`.

use super::header::{self, Column, Header, Layout, Need, column};
use super::number::{Figure, Printed, printed};
use super::production::{Entry, Production};
use super::rows::{self, Rows, text};
use crate::problem::{Findings, Problem};
use std::io::Read;

use Need::{Expected, Read as Wanted};

const MATERIAL: usize = 0;
const STAGE: usize = 1;
const COUNTRY: usize = 2;
const SHARE: usize = 3;

const SHARES: &[Column] = &[
    column(Wanted, "Material"),
    column(Wanted, "Stage"),
    column(Wanted, "Country"),
    column(Wanted, "Share"),
    // The factor for trade restrictions, which is no mass.
    column(Expected, "t"),
];

const LAYOUTS: &[Layout] = &[Layout { name: "EC supply shares", columns: SHARES }];

/// Shares are means of 2016 to 2020; the last of these years is written.
const LAST_YEAR: u16 = 2020;

pub(super) fn read(name: &str, mut input: impl Read, production: &mut Production, found: &mut Findings) {
    let head = match rows::head(name, &mut input) {
        Ok(head) => head,
        Err(problem) => return found.push(*problem),
    };
    let Some(measure) = measure(name) else {
        let hint = "keep its name: fact_GlobalSupplyShares_t.csv (world production) or fact_EUSupplyShares_t.csv (EU sourcing); \
                    the other files of the study hold no supply shares";
        return found.push(Problem::new("E001", name, "the name does not say whose supply the shares are of", hint));
    };
    production.note("Shares of the study of 2023 are means of 2016 to 2020; `year` is the last of them.");
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
                    let cells = [MATERIAL, STAGE, COUNTRY, SHARE].map(|column| text(header.cell(record, column)));
                    if let Err(problem) = take(name, line, &cells, measure, production) {
                        found.push(*problem);
                    }
                }
            },
        }
    }
}

/// Whose supply a file is about: only its name says so.
fn measure(name: &str) -> Option<&'static str> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    match (file.contains("global"), file.contains("eusupply") || file.contains("eu_supply")) {
        (true, false) => Some("production"),
        (false, true) => Some("eu-sourcing"),
        _ => None,
    }
}

fn take(
    name: &str,
    line: u64,
    cells: &[std::borrow::Cow<'_, str>; 4],
    measure: &'static str,
    production: &mut Production,
) -> Result<(), Box<Problem>> {
    let defect = |column: usize, code, message: &str, hint: &str| {
        Box::new(Problem::new(code, name, message, hint).row(line).cell(SHARES[column].name, &cells[column]))
    };
    let stage = &*cells[STAGE];
    if !matches!(stage, "E" | "P") {
        return Err(defect(STAGE, "E008", "no such stage", "E for extraction, P for processing"));
    }
    for column in [MATERIAL, COUNTRY] {
        if cells[column].is_empty() {
            return Err(defect(column, "E005", "the cell is blank", "as published"));
        }
    }
    if !production.knows(&cells[MATERIAL], stage) {
        production.unmapped(&cells[MATERIAL]);
        return Ok(());
    }
    let Some(percent) = cells[SHARE].strip_suffix('%') else {
        if cells[SHARE].is_empty() {
            production.drop("no share published");
            return Ok(());
        }
        return Err(defect(SHARE, "E017", "a share without a % sign", "write percent, e.g. 4.5%"));
    };
    let shown = printed(percent).map_err(|(code, message, hint)| defect(SHARE, code, message, hint))?;
    let Printed::Figure(figure) = shown else {
        production.drop("no share published");
        return Ok(());
    };
    if figure.value > 100.0 {
        return Err(defect(SHARE, "E007", "above 100 %", "a share of all supply"));
    }
    let figure =
        Figure { value: figure.value / 100.0, range: figure.range.map(|(low, high)| (low / 100.0, high / 100.0)) };
    production.add(&Entry {
        commodity: &cells[MATERIAL],
        stage,
        country: &cells[COUNTRY],
        measure,
        unit: "share",
        year: LAST_YEAR,
        figure,
        estimated: false,
    });
    Ok(())
}
