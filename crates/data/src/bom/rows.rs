//! Rows of a foreign bill of materials, each cell read as what its column means.

use super::columns::{Column, Header};
use super::countries::Countries;
use super::mapping::Mapping;
use super::synonyms::Meaning;
use super::units::{self, Unit, unit};
use crate::grid::number::{self, Decimal, Reading};
use crate::grid::{Grid, GridRow};
use crate::problem::{Findings, Problem, nearest};
use std::collections::BTreeMap;

/// One row, in the units of a study.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ForeignRow {
    pub(crate) line: u64,
    pub(crate) level: u32,
    pub(crate) parent: String,
    pub(crate) item: String,
    pub(crate) description: String,
    /// Per one of the parent, in `unit`.
    pub(crate) quantity: f64,
    /// Unit of a study.
    pub(crate) unit: &'static str,
    pub(crate) supplier: String,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    pub(crate) share: Option<f64>,
    /// Mass of one unit of the item, in kg.
    pub(crate) mass_kg: Option<f64>,
    /// Material as written.
    pub(crate) material: String,
    /// Grade as written.
    pub(crate) grade: String,
    pub(crate) cover_days: Option<f64>,
    pub(crate) lead_days: Option<f64>,
}

impl ForeignRow {
    /// Mass that goes into one of the parent [kg], if known.
    pub(crate) fn mass_per_parent_kg(&self) -> Option<f64> {
        if self.unit == "kg" { Some(self.quantity) } else { self.mass_kg.map(|mass| mass * self.quantity) }
    }
}

/// Everything that reading a cell needs.
struct Reader<'a> {
    grid: &'a Grid,
    header: &'a Header,
    mapping: &'a Mapping,
    countries: &'a Countries,
    decimal: Decimal,
    /// Levels are written `1.2.3`.
    outline: bool,
    /// Shares are written in per cent.
    percent: bool,
}

/// Reads every row below the header.
pub(crate) fn read(
    grid: &Grid,
    header: &Header,
    mapping: &Mapping,
    countries: &Countries,
    found: &mut Findings,
) -> Vec<ForeignRow> {
    let body = &grid.rows[header.row + 1..];
    let mut reader =
        Reader { grid, header, mapping, countries, decimal: mapping.decimal, outline: false, percent: false };
    reader.outline = reader.has_outline(body);
    if reader.decimal == Decimal::Unknown {
        reader.decimal = reader.decimal_mark(body, found);
    }
    reader.percent = reader.shares_in_percent(body);
    let mut rows = Vec::new();
    for row in body {
        if reader.is_nothing(row) {
            continue;
        }
        if let Some(read) = reader.row(row, found) {
            rows.push(read);
        }
    }
    rows
}

impl Reader<'_> {
    fn text<'r>(&self, row: &'r GridRow, meaning: Meaning) -> &'r str {
        self.header.get(meaning).map_or("", |column| row.text(column.place))
    }

    fn problem(
        &self,
        row: &GridRow,
        meaning: Meaning,
        code: &'static str,
        message: impl Into<String>,
        hint: &str,
    ) -> Problem {
        let column = self.header.get(meaning).map_or("", |column| column.name.as_str());
        Problem::new(code, &self.grid.file, message, hint).row(row.line).cell(column, self.text(row, meaning))
    }

    /// A repeated header, a total or a remark: no part number and no place in the list.
    fn is_nothing(&self, row: &GridRow) -> bool {
        let item = self.text(row, Meaning::Item);
        let repeated = self.header.get(Meaning::Item).is_some_and(|column| column.name == item);
        let placed = [Meaning::Level, Meaning::Parent].iter().any(|m| !self.text(row, *m).is_empty());
        repeated || (item.is_empty() && !placed)
    }

    fn has_outline(&self, body: &[GridRow]) -> bool {
        body.iter().any(|row| {
            let text = self.text(row, Meaning::Level).trim_end_matches('.');
            let mut parts = text.split('.');
            parts.next().is_some_and(|first| first.parse::<u32>().is_ok_and(|n| n > 0))
                && text.contains('.')
                && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        })
    }

    /// The decimal mark that the file's own numbers show; two different ones are a problem.
    fn decimal_mark(&self, body: &[GridRow], found: &mut Findings) -> Decimal {
        let mut seen: Option<(Decimal, u64)> = None;
        for row in body {
            for meaning in [Meaning::Quantity, Meaning::Mass, Meaning::Share, Meaning::Cover, Meaning::Lead] {
                let Some(column) = self.header.get(meaning) else { continue };
                if row.cells.get(column.place).is_some_and(|cell| cell.number.is_some()) {
                    continue;
                }
                let (amount, _) = split_unit(row.text(column.place));
                let Some(mark) = number::evidence(amount) else { continue };
                let (first, line) = *seen.get_or_insert((mark, row.line));
                if first != mark {
                    let message = format!("another decimal mark than in row {line}");
                    let hint = "use one decimal mark in the whole file";
                    found.push(self.problem(row, meaning, "E019", message, hint));
                    return first;
                }
            }
        }
        seen.map_or_else(|| number::from_delimiter(self.grid), |(mark, _)| mark)
    }

    /// Shares above 1 can only be per cent; a spreadsheet stores 93 % as 0.93.
    fn shares_in_percent(&self, body: &[GridRow]) -> bool {
        let Some(column) = self.header.get(Meaning::Share) else { return false };
        body.iter().any(|row| {
            let text = row.text(column.place).trim_end_matches('%');
            matches!(number::read(text, self.decimal), Reading::Number(n) if n > 1.0 + 1e-9)
        })
    }

    fn row(&self, row: &GridRow, found: &mut Findings) -> Option<ForeignRow> {
        let before = found.count();
        if self.grid.delimiter.is_some() && row.cells.iter().skip(self.header.width).any(|cell| !cell.text.is_empty()) {
            let message = format!("{} cells, the header has {}", row.cells.len(), self.header.width);
            let hint = "quote cells that hold a separator, such as a decimal comma";
            found.push(Problem::new("E004", &self.grid.file, message, hint).row(row.line));
            return None;
        }
        let level = self.level(row, found);
        let (quantity, unit) = self.quantity(row, found);
        let read = ForeignRow {
            line: row.line,
            level,
            parent: self.text(row, Meaning::Parent).to_owned(),
            item: self.item(row, found),
            description: self.text(row, Meaning::Description).to_owned(),
            quantity,
            unit,
            supplier: self.text(row, Meaning::Supplier).to_owned(),
            country: self.country(row, found),
            share: self.share(row, found),
            mass_kg: self.mass(row, found),
            material: self.text(row, Meaning::Material).to_owned(),
            grade: self.text(row, Meaning::Grade).to_owned(),
            cover_days: self.days(row, Meaning::Cover, found),
            lead_days: self.days(row, Meaning::Lead, found),
        };
        (found.count() == before).then_some(read)
    }

    fn item(&self, row: &GridRow, found: &mut Findings) -> String {
        let item = self.text(row, Meaning::Item);
        let description = self.text(row, Meaning::Description);
        if !item.is_empty() {
            return item.to_owned();
        }
        if description.is_empty() {
            found.push(self.problem(
                row,
                Meaning::Item,
                "E005",
                "the part number is missing",
                "fill it in or remove the row",
            ));
        }
        description.to_owned()
    }

    /// Level from `2`, `..2`, `L2`, `1.4` (a spreadsheet's 0.2 was typed as `.2`).
    fn level(&self, row: &GridRow, found: &mut Findings) -> u32 {
        if self.header.get(Meaning::Level).is_none() {
            return 0;
        }
        let text = self.text(row, Meaning::Level);
        let plain = text.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches('.');
        let level = if self.outline {
            let parts = plain.split('.');
            parts.clone().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())).then(|| parts.count())
        } else {
            let typed_with_point = plain.strip_prefix("0.").filter(|rest| rest.len() == 1);
            typed_with_point.unwrap_or(plain).parse::<usize>().ok()
        };
        match level.and_then(|level| u32::try_from(level).ok()) {
            Some(level) if level <= super::MAX_LEVELS => level,
            Some(_) => {
                let hint = format!("at most {} levels", super::MAX_LEVELS);
                found.push(self.problem(row, Meaning::Level, "E042", "too deep a level", &hint));
                0
            }
            None => {
                let hint = "write 0, 1, 2 ..., or .1, ..2, or 1.1, 1.2";
                found.push(self.problem(row, Meaning::Level, "E042", "not a level", hint));
                0
            }
        }
    }

    /// A number; `None` when the cell is blank or wrong.
    fn number(
        &self,
        row: &GridRow,
        column: &Column,
        meaning: Meaning,
        text: &str,
        found: &mut Findings,
    ) -> Option<f64> {
        if let Some(number) = row.cells.get(column.place).and_then(|cell| cell.number) {
            return Some(number);
        }
        match number::read(text, self.decimal) {
            Reading::Number(number) => Some(number),
            Reading::None => {
                let hint = "write digits with one decimal mark, e.g. 1234.5 or 1234,5";
                found.push(self.problem(row, meaning, "E006", "not a number", hint));
                None
            }
            Reading::Ambiguous(mark) => {
                let message =
                    format!("`{mark}` may separate thousands or decimals, and no other number of the file shows which");
                let hint =
                    "write it without the mark, or add decimal = \",\" or decimal = \".\" to the file for --mapping";
                found.push(self.problem(row, meaning, "E041", message, hint));
                None
            }
        }
    }

    /// Quantity in the unit of a study; a product at the top needs none.
    fn quantity(&self, row: &GridRow, found: &mut Findings) -> (f64, &'static str) {
        let Some(column) = self.header.get(Meaning::Quantity) else { return (1.0, "piece") };
        let text = row.text(column.place);
        let (amount, word) = split_unit(text);
        let written = self.text(row, Meaning::Unit);
        let unit = if !written.is_empty() {
            self.unit(row, Meaning::Unit, written, found)
        } else if !word.is_empty() {
            self.unit(row, Meaning::Quantity, word, found)
        } else {
            column.unit.unwrap_or(Unit::PIECE)
        };
        if text.is_empty() {
            let top = self.header.get(Meaning::Parent).map_or(
                // The product itself often stands without a quantity.
                self.text(row, Meaning::Level).trim_start_matches(['.', '0']).is_empty() || self.is_first(row),
                |_| self.text(row, Meaning::Parent).is_empty(),
            );
            if !top {
                let hint = "fill it in: how many go into one of the parent";
                found.push(self.problem(row, Meaning::Quantity, "E005", "the quantity is missing", hint));
            }
            return (1.0, unit.name);
        }
        let Some(number) = self.number(row, column, Meaning::Quantity, amount, found) else { return (1.0, unit.name) };
        let quantity = number * unit.factor;
        if !(1e-12..=1e12).contains(&quantity) {
            let hint = "write a quantity above 0 (up to 1e12), or remove the row";
            found.push(self.problem(row, Meaning::Quantity, "E007", "out of bounds", hint));
        }
        (quantity, unit.name)
    }

    fn is_first(&self, row: &GridRow) -> bool {
        let body = &self.grid.rows[self.header.row + 1..];
        body.iter().find(|each| !self.is_nothing(each)).is_some_and(|first| first.line == row.line)
    }

    fn unit(&self, row: &GridRow, meaning: Meaning, written: &str, found: &mut Findings) -> Unit {
        unit(written).unwrap_or_else(|| {
            found.push_with(|| {
                let near = nearest(written, units::words().filter(|word| word.len() > 2));
                let hint = near.map_or_else(
                    || format!("known are {}", units::KNOWN),
                    |near| format!("did you mean `{near}`? Known are {}", units::KNOWN),
                );
                self.problem(row, meaning, "E017", format!("unknown unit `{written}`"), &hint)
            });
            Unit::PIECE
        })
    }

    fn country(&self, row: &GridRow, found: &mut Findings) -> Option<String> {
        let text = self.text(row, Meaning::Country);
        if text.is_empty() || ["-", "?", "n/a", "unknown", "unbekannt"].contains(&text.to_lowercase().as_str()) {
            return None;
        }
        let country = self.countries.find(text);
        if country.is_none() {
            found.push_with(|| {
                let near = self.countries.suggest(text);
                let hint = near.map_or_else(
                    || "write ISO 3166-1 (CN or CHN) or the name; leave it blank where it is not known".to_owned(),
                    |near| format!("did you mean `{near}`? Leave it blank where it is not known"),
                );
                self.problem(row, Meaning::Country, "E011", "no such country", &hint)
            });
        }
        country
    }

    fn share(&self, row: &GridRow, found: &mut Findings) -> Option<f64> {
        let column = self.header.get(Meaning::Share)?;
        let text = row.text(column.place);
        if text.is_empty() {
            return None;
        }
        let number = self.number(row, column, Meaning::Share, text.trim_end_matches('%').trim(), found)?;
        let stored = row.cells.get(column.place).is_some_and(|cell| cell.number.is_some());
        // A header with % over stored fractions is a spreadsheet's number format.
        let percent = text.ends_with('%') || self.percent || (column.percent && !stored);
        let share = if percent { number / 100.0 } else { number };
        if !(share > 0.0 && share <= 1.0 + 1e-9) {
            let hint = "write a share above 0 and at most 100 %, or remove the row";
            found.push(self.problem(row, Meaning::Share, "E007", "out of bounds", hint));
            return None;
        }
        Some(share.min(1.0))
    }

    /// Mass of one unit of the item [kg].
    fn mass(&self, row: &GridRow, found: &mut Findings) -> Option<f64> {
        let column = self.header.get(Meaning::Mass)?;
        let (amount, word) = split_unit(row.text(column.place));
        if amount.is_empty() {
            return None;
        }
        let written = if word.is_empty() { self.text(row, Meaning::MassUnit) } else { word };
        let written = if written.is_empty() { self.mapping.mass_unit.as_deref().unwrap_or("") } else { written };
        let unit = if written.is_empty() { column.unit } else { Some(self.unit(row, Meaning::Mass, written, found)) };
        let Some(factor) = unit.and_then(Unit::kilograms) else {
            let hint =
                "write the unit into the header, e.g. Weight (g), or add mass_unit = \"g\" to the file for --mapping";
            found.push(self.problem(row, Meaning::Mass, "E017", "a mass without a unit of mass", hint));
            return None;
        };
        let kilograms = self.number(row, column, Meaning::Mass, amount, found)? * factor;
        if !(0.0..=1e9).contains(&kilograms) {
            found.push(self.problem(row, Meaning::Mass, "E007", "out of bounds", "write the mass of one piece"));
        }
        // A weight of 0 is what programs write where none was entered.
        (kilograms > 0.0).then_some(kilograms)
    }

    fn days(&self, row: &GridRow, meaning: Meaning, found: &mut Findings) -> Option<f64> {
        let column = self.header.get(meaning)?;
        let text = row.text(column.place);
        if text.is_empty() {
            return None;
        }
        let days = self.number(row, column, meaning, text, found)?;
        if !(0.0..=3650.0).contains(&days) {
            found.push(self.problem(row, meaning, "E007", "out of bounds", "write days, 0 to 3650"));
        }
        Some(days)
    }
}

/// `1.6 kg` as amount and unit.
fn split_unit(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (amount, word) = text.split_at(end);
    let word = word.trim_start_matches([' ', '\u{a0}']);
    // `m2` ends in a digit: the amount is then the first word.
    if word.is_empty()
        && let Some((first, rest)) = text.split_once(' ')
        && unit(rest).is_some()
        && first.ends_with(|c: char| c.is_ascii_digit())
    {
        return (first, rest);
    }
    if end == 0 || word == "%" { (text, "") } else { (amount.trim_end(), word) }
}

/// Rows by item, for those that ask for one often.
pub(crate) fn by_item(rows: &[ForeignRow]) -> BTreeMap<&str, Vec<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, row) in rows.iter().enumerate() {
        places.entry(&row.item).or_default().push(n);
    }
    places
}
