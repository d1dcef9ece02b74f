//! An import as tables that a study can lay over the default package, and as flat files.

use super::{Flow, Imported, Publisher};
use crate::schema::{self, TableSchema};

/// Key of the source that overlay rows name; the package has a row for each publisher.
fn source_key(publisher: Publisher) -> String {
    format!("import-{}", publisher.word())
}

/// The overlay: `tables/trade_flows.csv` or `tables/production_totals.csv`.
#[must_use]
pub fn overlay_files(imported: &Imported) -> Vec<(String, String)> {
    vec![match imported.publisher {
        Publisher::Usgs | Publisher::Ec => ("tables/production_totals.csv".to_owned(), totals(imported)),
        _ => ("tables/trade_flows.csv".to_owned(), flows(imported)),
    }]
}

fn flows(imported: &Imported) -> String {
    let mut sheet = sheet("trade_flows");
    let source = source_key(imported.publisher);
    // A flow without mass has a value but no tonnes: it is in trade.csv only.
    for flow in imported.flows.iter().filter(|flow| flow.tally.t > 0.0) {
        let Some(goods) = imported.goods.get(flow.goods) else { continue };
        let tonnes = |content: f64| number(flow.tally.t * content);
        let basis = if goods.basis == "reported" { "derived" } else { "estimated" };
        sheet.row(&[
            &flow.from,
            &flow.to,
            &flow.code,
            &goods.band,
            &goods.commodity,
            &goods.stage,
            &goods.material,
            flow.counted,
            &flow.months.to_string(),
            &number(flow.tally.t),
            &tonnes(goods.content),
            &goods.content_of,
            &number(flow.tally.value),
            imported.currency,
            &note(flow),
            &source,
            &flow.year.to_string(),
            basis,
            &tonnes(goods.low),
            &tonnes(goods.high),
        ]);
    }
    sheet.finish()
}

fn note(flow: &Flow) -> String {
    match flow.without_mass.rows {
        0 => String::new(),
        without => format!("{without} of {} rows without mass", flow.tally.rows),
    }
}

fn totals(imported: &Imported) -> String {
    let mut sheet = sheet("production_totals");
    let source = source_key(imported.publisher);
    let maybe = |x: Option<f64>| x.map_or_else(String::new, number);
    for total in &imported.totals {
        sheet.row(&[
            &total.country,
            &total.commodity,
            &total.stage,
            &total.material,
            total.measure,
            &number(total.value),
            total.unit,
            &total.counted_as,
            &total.note,
            &source,
            &total.year.to_string(),
            total.basis,
            &maybe(total.low),
            &maybe(total.high),
        ]);
    }
    sheet.finish()
}

/// Every flow, also those without mass: `trade.csv`.
#[must_use]
pub fn trade_csv(imported: &Imported) -> String {
    let mut sheet = Sheet::new(&[
        "year",
        "months",
        "from",
        "to",
        "code",
        "commodity",
        "stage",
        "material",
        "band",
        "counted",
        "rows",
        "t_gross",
        "t_content",
        "t_content_low",
        "t_content_high",
        "content_of",
        "value",
        "currency",
        "rows_without_mass",
        "value_without_mass",
    ]);
    for flow in &imported.flows {
        let Some(goods) = imported.goods.get(flow.goods) else { continue };
        let has_mass = flow.tally.rows > flow.without_mass.rows;
        let tonnes = |content: f64| if has_mass { number(flow.tally.t * content) } else { String::new() };
        sheet.row(&[
            &flow.year.to_string(),
            &flow.months.to_string(),
            &flow.from,
            &flow.to,
            &flow.code,
            &goods.commodity,
            &goods.stage,
            &goods.material,
            &goods.band,
            flow.counted,
            &flow.tally.rows.to_string(),
            &tonnes(1.0),
            &tonnes(goods.content),
            &tonnes(goods.low),
            &tonnes(goods.high),
            &goods.content_of,
            &number(flow.tally.value),
            imported.currency,
            &flow.without_mass.rows.to_string(),
            &number(flow.without_mass.value),
        ]);
    }
    sheet.finish()
}

/// Every total: `production.csv`.
#[must_use]
pub fn production_csv(imported: &Imported) -> String {
    let mut sheet = Sheet::new(&[
        "year",
        "country",
        "commodity",
        "stage",
        "material",
        "measure",
        "value",
        "unit",
        "counted_as",
        "basis",
        "low",
        "high",
        "note",
    ]);
    let maybe = |x: Option<f64>| x.map_or_else(String::new, number);
    for total in &imported.totals {
        sheet.row(&[
            &total.year.to_string(),
            &total.country,
            &total.commodity,
            &total.stage,
            &total.material,
            total.measure,
            &number(total.value),
            total.unit,
            &total.counted_as,
            total.basis,
            &maybe(total.low),
            &maybe(total.high),
            &total.note,
        ]);
    }
    sheet.finish()
}

/// A number with its digits, without those that only binary fractions have.
fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    // A mass below a gram is kept as it is: rounding it away would be a loss.
    if value > 0.0 && value < 1e-3 {
        return format!("{value}");
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A table with the columns of its schema.
fn sheet(name: &str) -> Sheet {
    let fields = schema::table(name).map_or(&[][..], |schema: &TableSchema| schema.fields);
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    Sheet::new(&names)
}

/// A CSV file in the making, with `\n` at the ends of lines as in the package.
struct Sheet {
    out: String,
}

impl Sheet {
    fn new(header: &[&str]) -> Self {
        let mut sheet = Sheet { out: String::new() };
        sheet.row(header);
        sheet
    }

    fn row(&mut self, cells: &[&str]) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.out.push(',');
            }
            // Control characters would make the table unreadable for its own schema.
            let cell: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            if cell.contains([',', '"', ';']) || cell.starts_with(' ') || cell.ends_with(' ') {
                self.out.push('"');
                self.out.push_str(&cell.replace('"', "\"\""));
                self.out.push('"');
            } else {
                self.out.push_str(&cell);
            }
        }
        self.out.push('\n');
    }

    fn finish(self) -> String {
        self.out
    }
}
