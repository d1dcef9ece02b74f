//! The files of the new study, and what was left out of it.

use super::decide::Decision;
use super::defaults;
use super::rows::ForeignRow;
use super::tree::Tree;
use super::write::{BomLine, Rows, Writer};
use super::{OWN_ASSUMPTION, OWN_SOURCE, Taken};
use crate::grid::Grid;
use crate::schema::{BOM, LINES, TableSchema};
use coercivity_chain::DAYS_PER_YEAR;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Share of its market that a line is assumed to take at most.
const ASSUMED_MARKET_SHARE: f64 = 0.01;
/// Output assumed where the market allows it \[units/day\].
const ASSUMED_UNITS: f64 = 100.0;
/// Value added assumed, as a share of revenue: traction motors 31 %, turbines 28 %, actuators 45 %.
const VALUE_ADDED: f64 = 0.3;

/// A study made of a bill of materials.
#[derive(Debug, Clone, PartialEq)]
pub struct BomStudy {
    /// Files of the study by name.
    pub files: Vec<(String, String)>,
    /// Sheet that was read; empty for CSV.
    pub sheet: String,
    /// `indented` or `parent-child`.
    pub layout: &'static str,
    /// Rows with items.
    pub rows: usize,
    /// Lines of the study: key, product, country, end use, units per day, whether the output is assumed.
    pub lines: Vec<NewLine>,
    /// Parts taken as materials of the chain.
    pub taken: Vec<Taken>,
    /// What is not followed.
    pub left_out: LeftOut,
    /// What was assumed or passed over, in sentences.
    pub notes: Vec<String>,
}

/// A line of the new study.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLine {
    /// Key.
    pub key: String,
    /// In words.
    pub title: String,
    /// Product.
    pub product: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// End use.
    pub end_use: String,
    /// Output \[units/day\].
    pub units_per_day: f64,
    /// The output is assumed.
    pub units_assumed: bool,
    /// Chain materials in one unit \[kg\].
    pub followed_kg: f64,
}

/// What of a bill of materials is not followed: steel, copper, screws.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LeftOut {
    /// Parts without parts of their own that are not followed.
    pub parts: usize,
    /// Of these, parts whose mass is not known.
    pub parts_without_mass: usize,
    /// Their mass in one unit of each product \[kg\].
    pub mass_kg: f64,
    /// Share of the known mass that is followed; `None` where no mass is known.
    pub followed_share: Option<f64>,
}

/// Puts the study together.
pub(super) fn files(
    writer: &Writer<'_>,
    grid: &Grid,
    rows: &[ForeignRow],
    made: Rows,
    mut notes: Vec<String>,
    indented: bool,
) -> BomStudy {
    let taken = made.taken;
    let (followed, left_out) = masses(writer, &made.left_out);
    let lines = new_lines(writer, &followed);
    let idle: Vec<&str> = writer
        .lines
        .keys()
        .zip(&followed)
        .filter(|(_, kg)| **kg <= 0.0)
        .map(|(top, _)| writer.tree.items[*top].name.as_str())
        .collect();
    if !idle.is_empty() {
        let more = if idle.len() > 10 { format!(" and {} more", idle.len() - 10) } else { String::new() };
        let shown = idle.iter().take(10).copied().collect::<Vec<_>>().join(", ");
        notes.push(format!("Products in which nothing is followed have no line: {shown}{more}."));
    }
    for line in lines.iter().filter(|line| line.units_assumed) {
        notes.push(format!(
            "Output of line {}: {} units a day are assumed; say how many with --units-per-day.",
            line.key, line.units_per_day
        ));
    }
    if writer.settings.revenue_per_unit.is_none() {
        notes.push(
            "Revenue is not known and stands as 0, so losses count in units only; say it with --revenue-per-unit."
                .to_owned(),
        );
    }
    let files = vec![
        ("study.toml".to_owned(), study_toml(writer)),
        ("lines.csv".to_owned(), lines_csv(writer, &lines)),
        ("bom.csv".to_owned(), bom_csv(&made.bom)),
        ("tables/sources.csv".to_owned(), sources_csv(writer)),
        ("bom_read.csv".to_owned(), read_csv(writer.tree, writer.decisions, rows, &taken)),
    ];
    BomStudy {
        files,
        sheet: grid.sheet.clone(),
        layout: if indented { "indented" } else { "parent-child" },
        rows: rows.len(),
        lines,
        taken,
        left_out,
        notes,
    }
}

/// Followed mass of each product [kg per unit], and what is left out.
fn masses(writer: &Writer<'_>, without_market: &BTreeSet<usize>) -> (Vec<f64>, LeftOut) {
    let tree = writer.tree;
    let mut left_out = LeftOut::default();
    let mut followed_all = 0.0;
    let mut followed = Vec::new();
    let order = tree.parts_first();
    for top in writer.lines.keys() {
        let mut pieces = vec![0.0; tree.items.len()];
        pieces[*top] = 1.0;
        let mut mass = 0.0;
        for item in order.iter().rev().copied().filter(|item| *item < tree.items.len()) {
            let count = pieces[item];
            if count <= 0.0 {
                continue;
            }
            if let Decision::Expanded(expansion) = &writer.decisions[item] {
                mass += expansion.kg * count;
            }
            for (n, each) in tree.items[item].inputs.iter().map(|n| (n, &tree.uses[*n])) {
                match &writer.decisions[each.child] {
                    Decision::Material(_) if !without_market.contains(n) => mass += each.mass_kg.unwrap_or(0.0) * count,
                    Decision::Material(_) | Decision::Outside if tree.items[each.child].inputs.is_empty() => {
                        left_out.parts += 1;
                        match each.mass_kg {
                            Some(kg) => left_out.mass_kg += kg * count,
                            None => left_out.parts_without_mass += 1,
                        }
                    }
                    _ => pieces[each.child] += each.quantity * count,
                }
            }
        }
        followed_all += mass;
        followed.push(mass);
    }
    let known = followed_all + left_out.mass_kg;
    left_out.followed_share = (known > 0.0 && known.is_finite()).then_some(followed_all / known);
    (followed, left_out)
}

fn new_lines(writer: &Writer<'_>, followed: &[f64]) -> Vec<NewLine> {
    let chain = &writer.package.chain;
    let make = |((top, (end_use, country)), kg): ((&usize, &(coercivity_chain::EndUseId, String)), &f64)| {
        // A product without anything followed has nothing to be simulated.
        if *kg <= 0.0 {
            return None;
        }
        let units = writer.settings.units_per_day.unwrap_or_else(|| assumed_units(writer, *end_use, country, *kg));
        let item = &writer.tree.items[*top];
        Some(NewLine {
            key: writer.keys[*top].clone(),
            title: if item.description.is_empty() { item.name.clone() } else { item.description.clone() },
            product: writer.keys[*top].clone(),
            country: country.clone(),
            end_use: chain.end_uses[end_use.index()].key.clone(),
            units_per_day: units,
            units_assumed: writer.settings.units_per_day.is_none(),
            followed_kg: *kg,
        })
    };
    writer.lines.iter().zip(followed).filter_map(make).collect()
}

/// An output that takes a small part of the market: a line as large as its market cannot be carved out of it.
fn assumed_units(writer: &Writer<'_>, end_use: coercivity_chain::EndUseId, country: &str, kg: f64) -> f64 {
    let chain = &writer.package.chain;
    let smallest = writer
        .decisions
        .iter()
        .filter_map(|decision| match decision {
            Decision::Material(found) => Some(found.material.as_str()),
            Decision::Expanded(expansion) => Some(expansion.material.as_str()),
            _ => None,
        })
        .filter_map(|key| defaults::market(writer.package, chain.material(key)?, end_use, country))
        .map(|market| market.t_per_year)
        .fold(f64::INFINITY, f64::min);
    let possible = ASSUMED_MARKET_SHARE * smallest * 1000.0 / DAYS_PER_YEAR / kg;
    let units = ASSUMED_UNITS.min(possible);
    // Two digits are enough for an assumption.
    let step = 10f64.powf(units.log10().floor() - 1.0);
    let rounded = (units / step).round() * step;
    if rounded.is_finite() && rounded >= 1e-9 { (rounded * 1e9).round() / 1e9 } else { 1e-9 }
}

fn study_toml(writer: &Writer<'_>) -> String {
    let scenario = writer.settings.scenario.as_deref().unwrap_or("april-2025");
    let title = format!("Study from {}", writer.file.rsplit(['/', '\\']).next().unwrap_or(writer.file));
    // Marks that TOML would read as the end of the text or an escape stand for little in a title.
    let quoted = |text: &str| {
        let plain: String =
            text.chars().map(|c| if c == '"' || c == '\\' || c.is_control() { ' ' } else { c }).collect();
        format!("\"{plain}\"")
    };
    format!(
        "# A study made from a bill of materials. What the file did not say is assumed: see the column `evidence` of\n\
         # bom.csv, the columns `basis` of both tables, and bom_read.csv for what became of each row of the file.\n\
         #\n\
         # lines.csv         production lines; low and high are the range of revenue_per_unit\n\
         # bom.csv           what goes into what; low and high are the range of cover_days. Parts that are not followed\n\
         #                   up the chain (steel, copper, screws) are left out.\n\
         # declarations.csv  what suppliers say about the stages of their items, once there is one:\n\
         #                   `coercivity questionnaire` writes the forms and reads the answers\n\
         # tables/           rows laid over the data package, here the bill of materials as a source\n\n\
         id = {}\n\
         title = {}\n\
         base = \"default\"          # data package\n\
         scenario = {}   # run by default\n\
         days = 540                # days per run\n\
         runs = 500                # runs of the ensemble\n\
         seed = 20250404\n\
         min_rate = 0.3            # below this share of the plan a line idles\n\
         restart_days = 3          # inputs in days of use with which an idle line restarts\n\
         overtime = 1.1            # factor by which a line can exceed its plan to make up\n\
         adjustment_days = 14      # days over which a gap in stock is ordered\n\
         share_shifting = true     # orders move to qualified suppliers that deliver\n\
         rush = 1.5                # factor on cover targets between announcement and effect\n",
        quoted(&writer.settings.id),
        quoted(&title),
        quoted(scenario)
    )
}

fn lines_csv(writer: &Writer<'_>, lines: &[NewLine]) -> String {
    let settings = writer.settings;
    let revenue = settings.revenue_per_unit.unwrap_or(0.0);
    let value_added = settings.value_added_per_unit.unwrap_or(VALUE_ADDED * revenue);
    let mut text = header(&LINES);
    for line in lines {
        let mut note = Vec::new();
        if line.units_assumed {
            note.push("output assumed");
        }
        if settings.revenue_per_unit.is_none() {
            note.push("revenue not known and set to 0");
        }
        if settings.value_added_per_unit.is_none() {
            note.push("value added assumed as 30 % of revenue");
        }
        if settings.jobs.is_none() {
            note.push("jobs not known and set to 0");
        }
        if settings.currency.is_none() {
            note.push("currency assumed");
        }
        let stated = settings.revenue_per_unit.is_some();
        record(
            &mut text,
            &[
                line.key.clone(),
                line.title.clone(),
                line.product.clone(),
                line.country.clone(),
                line.end_use.clone(),
                line.units_per_day.to_string(),
                revenue.to_string(),
                value_added.to_string(),
                settings.currency.clone().unwrap_or_else(|| "EUR".to_owned()),
                writer.package.chain.base_year.to_string(),
                settings.jobs.unwrap_or(0.0).to_string(),
                note.join("; "),
                if stated { OWN_SOURCE } else { OWN_ASSUMPTION }.to_owned(),
                String::new(),
                if stated { "reported" } else { "assumed" }.to_owned(),
                String::new(),
                String::new(),
            ],
        );
    }
    text
}

fn bom_csv(rows: &[BomLine]) -> String {
    let mut text = header(&BOM);
    for row in rows {
        record(
            &mut text,
            &[
                row.parent.clone(),
                row.child.clone(),
                row.quantity.to_string(),
                row.unit.to_owned(),
                row.supplier.clone(),
                row.country.clone(),
                row.share.to_string(),
                row.cover.days.to_string(),
                row.lead_days.to_string(),
                row.evidence.to_owned(),
                row.note.clone(),
                row.cover.source.clone(),
                row.cover.year.clone(),
                row.cover.basis.to_owned(),
                row.cover.low.to_string(),
                row.cover.high.to_string(),
            ],
        );
    }
    text
}

fn sources_csv(writer: &Writer<'_>) -> String {
    let mut text = "source,title,publisher,year,licence,url\n".to_owned();
    let name = writer.file.rsplit(['/', '\\']).next().unwrap_or(writer.file);
    let title = format!("Own bill of materials, {name}");
    let cells = [OWN_SOURCE, &title, "own records", "", "not for publication", ""];
    record(&mut text, &cells.map(str::to_owned));
    text
}

/// What became of each row of the file.
fn read_csv(tree: &Tree, decisions: &[Decision], rows: &[ForeignRow], taken: &[Taken]) -> String {
    let mut text =
        "row,item,description,quantity,unit,mass_kg,supplier,country,share,became,material,how,assumed\n".to_owned();
    let mut places = std::collections::BTreeMap::new();
    for (n, item) in tree.items.iter().enumerate() {
        places.insert(item.name.as_str(), n);
    }
    for row in rows {
        let decision = places.get(row.item.as_str()).map_or(&Decision::Outside, |n| &decisions[*n]);
        let taken = taken.iter().find(|each| each.row == row.line);
        let (became, material, how) = match decision {
            Decision::Material(found) => ("followed", found.material.as_str(), found.how.as_str()),
            Decision::Expanded(expansion) => ("expanded", expansion.material.as_str(), expansion.words.as_str()),
            Decision::Assembly => ("assembly", "", ""),
            Decision::Outside => ("left out", "", ""),
        };
        let mut assumed = Vec::new();
        if let Decision::Expanded(_) = decision {
            assumed.extend(["material", "mass", "origin"]);
        }
        for (word, is) in [
            ("material", taken.is_some_and(|t| t.material_assumed)),
            ("mass", taken.is_some_and(|t| t.mass_assumed)),
            ("origin", taken.is_some_and(|t| t.origin_assumed)),
        ] {
            if is {
                assumed.push(word);
            }
        }
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        record(
            &mut text,
            &[
                row.line.to_string(),
                row.item.clone(),
                row.description.clone(),
                row.quantity.to_string(),
                row.unit.to_owned(),
                number(row.mass_per_parent_kg()),
                row.supplier.clone(),
                row.country.clone().unwrap_or_default(),
                number(row.share),
                became.to_owned(),
                material.to_owned(),
                how.to_owned(),
                assumed.join("; "),
            ],
        );
    }
    text
}

fn header(schema: &TableSchema) -> String {
    let names: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    names.join(",") + "\n"
}

/// One line of CSV, quoted where needed.
fn record(text: &mut String, cells: &[String]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r', ';']) {
            let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            text.push_str(cell);
        }
    }
    text.push('\n');
}
